"""写法：新的值照人的写法印——千分位、小数位、全角、万元还是亿元、汉字数目、日期的格式。"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from reportgen.merge.words.han import written
from reportgen.merge.words.tokens import OBJECT, Figure, Token, folded
from reportgen.wording import CHINESE_DIGITS, chinese_number, plain

_WIDE: Final = {ord(half): chr(ord(half) + 0xFEE0) for half in "0123456789.,"}
_MOST_IN_HAN: Final = 999
_MOST_SCALED: Final = 10_000
_SMALL: Final = "一二两三四五六七八九十"
_MOST_DECIMALS: Final = 8
_DIGIT_RUN: Final = re.compile(r"\d+")
RATES: Final = ("%", "‰", "百分点")


def same_unit(one: Figure, other: Figure) -> bool:
    """单位相容：相同，或有一个没有写；百分数只和百分数。"""
    if one.parts or other.parts:
        return bool(one.parts) and bool(other.parts)
    if one.unit == other.unit:
        return True
    # “共24次”和“次数为24”；百分号不能省
    return not (one.unit and other.unit) and not {one.unit, other.unit} & {*RATES}


def same(one: Figure, other: Figure) -> bool:
    """同一个数：单位相容，值相等；有一个没有单位的，印出的值相等也算。"""
    if not same_unit(one, other):
        return False
    if one.parts or other.parts:
        return one.parts == other.parts
    if one.unit and other.unit:
        return one.amount == other.amount
    return one.amount == other.amount or one.value == other.value


def times(figure: Figure, among: Iterable[Figure]) -> int:
    """同一个数有几个。"""
    return sum(same(figure, each) for each in among)


def shown(text: str, figure: Figure) -> str:
    """数连同单位，如 1918.63万元；中间的图不算。"""
    return text[figure.start : figure.unit_end].replace(OBJECT, "")


def written_like(new: Token, was: Token, theirs: Token) -> str | None:
    """新的值照 ``theirs`` 的写法；``was`` 是工具自己写的旧值。写不出来的为空。"""
    into, value, old = theirs.figure, new.figure, was.figure
    assert into and value and old
    if value.parts or into.parts:
        return _date(new, theirs)
    bare = not into.unit and into.scale == 1
    if theirs.text == was.text and (bare or (into.unit, into.scale) == (value.unit, value.scale)):
        return new.text
    if not value.unit and value.scale == 1 and into.value == old.value:
        amount = value.value  # 单位在别处（表头），只换印的值
    elif bare and into.value == old.value:
        amount = value.amount / old.scale
    else:
        amount = value.amount / into.scale
    if into.han:
        return _in_han(amount, theirs.text, into)
    return _in_digits(amount, theirs.text, new)


def _in_digits(amount: Decimal, like: str, new: Token) -> str | None:
    half = folded(like)
    decimals = len(half.partition(".")[2])
    needed = max(0, -_exponent(amount.normalize()))
    if needed > _MOST_DECIMALS:
        return None  # 换算不尽
    printed = len(folded(new.text).partition(".")[2])
    padded = decimals > 0 and (half.endswith("0") or needed > 0 or printed > 0)
    places = max(needed, decimals if padded else 0)
    whole, _, point = f"{amount:.{places}f}".partition(".")
    if "," in half or (len(whole) > 3 and "," in new.text):
        whole = f"{int(whole):,}"
    result = f"{whole}.{point}" if point else whole
    return result.translate(_WIDE) if like != half and like[0] not in "0123456789" else result


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _in_han(amount: Decimal, like: str, into: Figure) -> str | None:
    """三 → 四，两 → 二前面用“两”；百分之八十 → 百分之八十五点五；大写金额照大写。"""
    if amount < 0:
        return None
    if "分之" in like:
        return _in_hundred(amount, like)
    whole = amount == int(amount)
    if amount == 2 and into.unit and folded(like) in _SMALL:
        return "两"
    if "点" not in like and not whole and into.unit != "元":
        return None  # 三点五场
    if into.scale > 1 and amount >= _MOST_SCALED:
        return None  # 一万二千万元
    return written(amount, like)


def _in_hundred(amount: Decimal, like: str) -> str | None:
    whole = int(amount)
    if whole > _MOST_IN_HAN:
        return None
    point = plain(amount).partition(".")[2]
    head = like[:3] + ("百" if whole == 100 else chinese_number(whole))
    return head + ("点" + "".join(CHINESE_DIGITS[int(digit)] for digit in point) if point else "")


def _date(new: Token, theirs: Token) -> str | None:
    """日期照人的格式：2021-06-17 的还是这样，补不补零也照旧。"""
    assert new.figure and theirs.figure
    parts, old = new.figure.parts, theirs.figure.parts
    if parts is None or old is None or [p is None for p in parts] != [p is None for p in old]:
        return None
    numbers = iter(part for part in parts if part is not None)
    half = folded(theirs.text)

    def replaced(match: re.Match[str]) -> str:
        """一串数字换成下一个，照旧补零。"""
        number = str(next(numbers))
        padded = match[0].startswith("0") or (len(match[0]) == 2 and "0" in _zeros(half))
        return number.zfill(2) if padded and len(match[0]) <= 2 else number

    result = _DIGIT_RUN.sub(replaced, half)
    if theirs.text[0] not in "0123456789":
        return result.translate(_WIDE)
    return result if half == theirs.text else None


def _zeros(half: str) -> str:
    """补了零的写法里的零：2021-06-17 的月、日都照两位写。"""
    return "".join(each[0] for each in _DIGIT_RUN.findall(half) if len(each) == 2)


def rounded(figure: Figure, exact: Figure) -> bool:
    """``figure`` 是 ``exact`` 四舍五入来的（约1188万元）。"""
    if figure.parts or exact.parts or not same_unit(figure, exact) or figure.han:
        return False
    value = exact.amount / figure.scale
    return value.quantize(figure.value) == figure.value and figure.amount != exact.amount
