"""汉字数目：一千六百二十八点零六、壹仟陆佰贰拾捌万零陆佰元整，读成值，照样写回去。"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

DIGITS: Final = "零一二三四五六七八九"
_CAPITAL_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_OLD_DIGITS: Final = "貳參叄陸"  # 繁体的大写
CAPITALS: Final = _CAPITAL_DIGITS[1:] + _OLD_DIGITS
CAPITAL: Final = rf"[{CAPITALS}零〇拾佰仟萬万亿億]"
_TO_PLAIN: Final = str.maketrans(
    _CAPITAL_DIGITS[1:] + _OLD_DIGITS + "拾佰仟萬億圆圓正〇",
    "一二三四五六七八九二三三六十百千万亿元元整零",
)
_TO_CAPITAL: Final = str.maketrans(DIGITS[1:] + "十百千", _CAPITAL_DIGITS[1:] + "拾佰仟")
_POWERS: Final = {"千": 1000, "百": 100, "十": 10}
_MONEY: Final = re.compile(
    r"(?P<yuan>[零一二两三四五六七八九十百千万亿]+)元"
    r"(?:(?P<jiao>[零一二三四五六七八九])角)?(?:零?(?P<fen>[一二三四五六七八九])分)?(?P<whole>整?)"
)
# 三百五、一千六百二：说的是三百五十还是三百零五，认不准
_VAGUE: Final = re.compile(r"[百千万亿][一二两三四五六七八九]$")
_MOST: Final = 10**12


def han_value(text: str) -> Decimal | None:
    """汉字数目、大写金额（折成元）的值；写法不规矩、认不准的为空。"""
    simple = text.translate(_TO_PLAIN)
    money = _MONEY.fullmatch(simple)
    if money:
        whole = _integer(money["yuan"])
        jiao, fen = (DIGITS.index(money[name] or "零") for name in ("jiao", "fen"))
        return None if whole is None else Decimal(whole) + Decimal(10 * jiao + fen) / 100
    head, point, tail = simple.partition("点")
    whole = _integer(head)
    if whole is None or (point and (not tail or any(digit not in DIGITS for digit in tail))):
        return None
    fraction = "".join(str(DIGITS.index(digit)) for digit in tail)
    return Decimal(f"{whole}.{fraction}") if fraction else Decimal(whole)


def _integer(text: str) -> int | None:
    """整数：照读法写回去，除了零和两要一样。"""
    if text == "零":
        return 0
    if not text or _VAGUE.search(text) or text.count("亿") > 1 or text.count("万") > 1:
        return None
    high, _, rest = text.rpartition("亿")
    middle, _, low = rest.rpartition("万")
    total = _section(high) * 10**8 + _section(middle) * 10**4 + _section(low)
    return total if _bare(_spelled(total)) == _bare(text) else None


def _section(text: str) -> int:
    total = digit = 0
    for char in text:
        if char in _POWERS:
            total += (digit or 1) * _POWERS[char]
            digit = 0
        elif char != "零":
            digit = DIGITS.find("二" if char == "两" else char)
    return total + digit


def _bare(text: str) -> str:
    text = re.sub("零", "", text).replace("两", "二")
    return re.sub("(?<![二三四五六七八九])一十|^一十", "十", text)


def _spelled(number: int) -> str:
    """整数的读法：一千六百四十万零六百。"""
    if not number:
        return "零"
    shown = ""
    for unit, section in (
        ("亿", number // 10**8),
        ("万", number // 10**4 % 10**4),
        ("", number % 10**4),
    ):
        if section:
            gap = "零" if shown and section < 1000 else ""
            shown += gap + _in_section(section) + unit
        elif shown and unit and number % 10**4:
            shown += "零" if number % 10**4 >= 1000 else ""
    return shown


def _in_section(number: int) -> str:
    shown = ""
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            shown += DIGITS[digit] + unit
        elif shown and not shown.endswith("零") and number % power:
            shown += "零"
    return shown


def written(amount: Decimal, like: str) -> str | None:
    """值照 ``like`` 的写法：大写金额、大写数、汉字数；写不准的为空。"""
    if amount < 0 or amount >= _MOST or any(char in like for char in _OLD_DIGITS + "億圓"):
        return None
    capital = any(char in like for char in CAPITALS + "拾佰仟")
    simple = like.translate(_TO_PLAIN)
    shown = _money(amount, simple) if "元" in simple else _number(amount, capital)
    if shown is None:
        return None
    if capital:
        shown = shown.translate(_TO_CAPITAL)
        for kept, usual in (("圆", "元"), ("正", "整"), ("萬", "万")):
            shown = shown.replace(usual, kept) if kept in like else shown
    elif shown.startswith("一十"):
        shown = shown[1:]
    return shown if han_value(shown) == amount else None


def _number(amount: Decimal, capital: bool) -> str | None:
    whole = int(amount)
    shown = _spelled(whole)
    point = f"{amount.normalize():f}".partition(".")[2]
    if point:
        shown += "点" + "".join(DIGITS[int(digit)] for digit in point)
    return shown


def _money(amount: Decimal, like: str) -> str | None:
    cents = amount * 100
    if cents != int(cents) or amount < 1:
        return None
    jiao, fen = int(cents) // 10 % 10, int(cents) % 10
    shown = _spelled(int(amount)) + "元"
    if not jiao and not fen:
        return shown + ("整" if like[-1] in "整角分" else "")
    if jiao:
        shown += DIGITS[jiao] + "角"
    elif fen:
        shown += "零"
    if fen:
        return shown + DIGITS[fen] + "分"
    return shown + ("整" if like.endswith("角整") else "")
