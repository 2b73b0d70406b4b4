"""字面：把一格的字换成半角、去掉转换器留下的空格和痕迹，中文数字换成阿拉伯数字。"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

import reportgen.notation.words as words
from reportgen.notation.regex import regex

NUMBER: Final = (
    r"(?<![A-Za-z0-9.])"
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
    r"(?!\.?[0-9])"
)

_TABLE: Final = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(glyph): plain for glyph, plain in words.GLYPHS.items()},
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD), None),
}
_TICK: Final = regex(f"[{words.TICKS}]")
_MESSY: Final = regex(rf"[\s{words.TICKS}]")
_CHOICE: Final = regex(f"[{words.TICKED}] *([^{words.TICKS} ]+)")
_SPLIT_DIGITS: Final = regex(r"[0-9] [0-9]")
_SPACED_THOUSANDS: Final = regex(r"(?<![0-9., ])[0-9]{1,3}(?: [0-9]{3})+(?![0-9 ])")

_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_POWERS: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"万": 10**4, "亿": 10**8}
NUMERAL: Final = r"[零〇一二两三四五六七八九十百千万亿]{1,12}"


class Line(NamedTuple):
    """一格：原文，去掉空格、换成半角的字，和由此而来的疑问。"""

    raw: str
    plain: str
    doubts: tuple[str, ...]


@lru_cache(4096)
def line(raw: str) -> Line:
    """字面：半角、无空格、无勾选痕迹的一格。"""
    half = raw.translate(_TABLE)
    return _cleaned(raw, half) if _MESSY.search(half) else Line(raw, half, ())


def _cleaned(raw: str, half: str) -> Line:
    doubts: list[str] = []
    if _TICK.search(half):
        half = _unticked(half, doubts)
    tokens = half.split()
    once = _said_twice(tokens)
    if once:
        doubts.append(f"原文两份交错在一起，按“{once}”读")
        return Line(raw, once, tuple(doubts))
    if _SPLIT_DIGITS.search(_SPACED_THOUSANDS.sub("0", " ".join(tokens))):
        doubts.append("数字中间有空格，按连写的读")
    return Line(raw, "".join(tokens), tuple(doubts))


def _unticked(half: str, doubts: list[str]) -> str:
    """去掉勾选框；“☑是 □否”取勾了的，单独一个勾就是“是”。"""
    rest = _TICK.sub(" ", half)
    if not rest.strip():
        return "是" if any(tick in half for tick in words.TICKED) else ""
    chosen = _CHOICE.findall(half)
    if len(chosen) == 1 and len(rest.split()) > 1 and not any(c.isdigit() for c in rest):
        return str(chosen[0])
    doubts.append("格中有多余的勾选符号，已略去")
    return rest


def _said_twice(tokens: list[str]) -> str:
    """同样的话交错写了两份（“300 公 300 公 里 里”）时的一份，否则空串。"""
    if len(tokens) < 2 or len(tokens) % 2 or all(token.isdigit() for token in tokens):
        return ""
    copies: tuple[list[str], list[str]] = ([], [])
    seen: dict[str, int] = {}
    for token in tokens:
        copies[seen.get(token, 0) % 2].append(token)
        seen[token] = seen.get(token, 0) + 1
    return "".join(copies[0]) if copies[0] == copies[1] else ""


def decimal(number: str) -> Decimal:
    """数：去掉千分位。"""
    return Decimal(number.replace(",", ""))


def scaled(value: Decimal, factor: int) -> Decimal:
    """按万、亿放大；整数不留小数点后的零。"""
    product = value * factor
    whole = product.to_integral_value()
    return whole if product == whole else product


def hundredfold(value: Decimal) -> Decimal:
    """小数换成百分数：0.502 是 50.2，小数位不多不少。"""
    exponent = value.as_tuple().exponent
    return value.scaleb(2) if isinstance(exponent, int) and exponent <= -2 else scaled(value, 100)


def numeral(text: str) -> int | None:
    """中文数字（或阿拉伯数字）读成整数，读不了为空。"""
    if text.isascii():
        return int(text) if text.isdigit() and len(text) < 16 else None
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))  # 二〇二〇
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _POWERS:
            section += (digit or 1) * _POWERS[char]
            digit = 0
        elif char in _MYRIADS:
            total = (total + section + digit or 1) * _MYRIADS[char]
            section = digit = 0
        else:
            return None
    return total + section + digit


_PARTS_OF: Final = {"百": ("%", 1), "千": ("‰", 1), "万": ("%", 100)}
_PART = regex(
    rf"(?P<of>[百千万])分之(?P<whole>{NUMERAL}|{NUMBER})(?:点(?P<point>[零〇一二三四五六七八九]+))?"
)
_TENTHS = regex(r"(?P<tenths>[一二三四五六七八九])成(?=以上|以下|以内|左右|$)")
# 中文数字加量词，量词后面没有别的字才换：“三次”换，“一次性”“一体化”“第三方”不换。
_UNITS: Final = words.pattern(f"{words.COUNTERS} {words.MEASURES} {words.DURATIONS}")
_HAN_DIGIT: Final = regex("[一二两三四五六七八九十零]")
_COUNTED = regex(
    rf"(?<![第前之统其唯万{''.join(_DIGITS)}十百千])"
    rf"(?P<count>[一二两三四五六七八九十]{NUMERAL}|[零一二两三四五六七八九十])"
    rf"(?=个?(?:{_UNITS})(?:[{words.SECOND_COUNTERS.replace(' ', '')}])*"
    r"(?:/[^\W\d_]{1,4})?(?:以上|以下|以内|之内|内|左右|共|[,;。、(]|$))"
)


def arabic(plain: str) -> tuple[str, bool]:
    """中文数字换成阿拉伯数字；第二个值：是不是写成“万分之几”。"""
    fraction = "万分之" in plain
    if "分之" in plain:
        plain = _PART.sub(_part, plain)
    plain = plain.replace("百分百", "100%").replace("百分之百", "100%")
    if "成" in plain:
        plain = _TENTHS.sub(lambda match: f"{_DIGITS[match['tenths']]}0%", plain)
    if _HAN_DIGIT.search(plain):
        plain = _COUNTED.sub(lambda match: str(numeral(match["count"])), plain)
    return plain, fraction


def _part(match: re.Match[str]) -> str:
    """“百分之八十”“千分之三”“万分之一”写成 80%、3‰、0.01%。"""
    sign, divisor = _PARTS_OF[match["of"]]
    whole = match["whole"]
    if whole == "百":
        return f"100{sign}"
    if whole[0] in _DIGITS or whole[0] == "十":
        whole = str(numeral(whole))
    elif not whole[0].isdigit() and whole[0] != ".":
        return match[0]
    if match["point"]:
        whole += "." + "".join(str(_DIGITS[char]) for char in match["point"])
    return f"{decimal(whole) / divisor:f}{sign}"
