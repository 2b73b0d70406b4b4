"""格子：预算格里的金额、执行率、分值和名称后面的分值。"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

import reportgen.notation.words as words
from reportgen.notation.reading import Amount, Rate
from reportgen.notation.regex import regex
from reportgen.notation.text import NUMBER, arabic, decimal, hundredfold, line
from reportgen.notation.words import pattern

_PLAIN_AMOUNT: Final = regex(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_NUMBER: Final = regex(
    rf"(?P<minus>(?<![0-9])-)?[¥￥]?(?P<number>{NUMBER})"
    r"(?P<unit>万亿元|亿元|千万元|百万元|十万元|万元|千元|元|亿|万)?"
)
_IN_YUAN: Final = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10**4),
    "万": Decimal(10**4),
    "十万元": Decimal(10**5),
    "百万元": Decimal(10**6),
    "千万元": Decimal(10**7),
    "亿元": Decimal(10**8),
    "亿": Decimal(10**8),
    "万亿元": Decimal(10**12),
}
_WAN: Final = Decimal(10**4)
_HUGE: Final = Decimal(10**6)  # 万元栏里一百亿以上，多半是元
_BRACKET: Final = regex(r"\([^()]*\)?|\[[^\[\]]*\]?")
_ADJUSTED: Final = regex(pattern(words.ADJUSTED))
_YEAR: Final = regex(r"(?:19|20)[0-9]{2}年度?")
_NO_AMOUNT: Final = frozenset((*words.EMPTY_MARKS.split(), "无", "没有", "", "空白"))
_ABOUT: Final = regex(f"{pattern(words.ABOUT_BEFORE)}|左右|上下|余|多")
_RATE: Final = regex(rf"(?P<number>-?{NUMBER})(?P<sign>%|‰)?(?P<rest>[^0-9]*)")
_POINTS: Final = regex(r"[(\[]?(?:分值:?)?(-?[0-9]+(?:\.[0-9]+)?)分?[)\]]?")
_NAMED_POINTS: Final = regex(
    r"(?s)^(?P<name>.*\S)\s*[(（\[【]\s*(?:分值|权重|满分)?[:：]?\s*(?P<points>[0-9０-９]+(?:[.．][0-9０-９]+)?)"
    r"\s*分\s*[)）\]】]\s*$",
)
_INDICATOR_POINTS: Final = regex(r"^(?P<name>.*指标)\s*(?P<points>[0-9]+(?:\.[0-9]+)?)\s*分\s*$")


@lru_cache(4096)
def read_amount(text: str, unit: str = "万元") -> Amount:
    """金额：换算成万元；``unit`` 是这一栏的单位，格里自己写了单位的以格里为准。"""
    cell = line(text)
    if _PLAIN_AMOUNT.fullmatch(cell.plain):
        return _amount(decimal(cell.plain), None, unit, "", cell.doubts)
    if cell.plain in _NO_AMOUNT:
        return Amount(None)
    found = list(_NUMBER.finditer(_unbracketed(cell.plain)))
    remark = cell.plain
    if len(found) == 1:
        chosen, remark = found[0], _remark(cell.plain, found[0])
    else:
        marked = [spot for spot in found if _marked(cell.plain, spot)]
        if len(marked) != 1:
            reason = "有几个数，不能确定哪一个是金额" if found else "读不出金额"
            return Amount(None, cell.plain, (*cell.doubts, f"“{text.strip()}”{reason}"))
        chosen = marked[0]
    value = decimal(chosen["number"])
    doubts = cell.doubts
    if _ABOUT.search(_BRACKET.sub("", remark)) and len(found) == 1:
        doubts += ("金额是约数",)
    return _amount(-value if chosen["minus"] else value, chosen["unit"], unit, remark, doubts)


def _amount(
    value: Decimal, own: str | None, column: str, remark: str, doubts: tuple[str, ...]
) -> Amount:
    used = own or column
    factor = _IN_YUAN.get(used)
    if factor is None:
        return Amount(None, remark, (*doubts, f"不认识金额单位“{used}”"))
    if used == "万元" and not own and abs(value) >= _HUGE:
        doubts += ("数很大，疑为以元填写",)
    return Amount(value if factor == _WAN else value * factor / _WAN, remark, doubts)


def _unbracketed(plain: str) -> str:
    """括号里的数和年份不是金额：换成同样长的空字符，位置不变。整格在括号里的除外。"""
    if plain.startswith("(") and plain.find(")") == len(plain) - 1:
        return plain
    for aside in (_BRACKET, _YEAR):
        plain = aside.sub(lambda match: "\0" * len(match[0]), plain)
    return plain


def _marked(plain: str, spot: re.Match[str]) -> bool:
    """紧跟着（或紧接在前）注明“压缩后”“调整后”的。"""
    bracket = _BRACKET.match(plain, spot.end())
    before = plain[max(0, spot.start() - 4) : spot.start()]
    return _ADJUSTED.search(before + (bracket[0] if bracket else "")) is not None


def _remark(plain: str, spot: re.Match[str]) -> str:
    """数和单位之外的话；整个在括号里的去掉括号。"""
    rest = (plain[: spot.start()] + plain[spot.end() :]).strip("。;,:")
    if rest.startswith("(") and rest.endswith(")") and rest.count("(") == 1:
        return rest[1:-1]
    return rest


@lru_cache(1024)
def read_rate(text: str) -> Rate:
    """执行率：99.1%；没有百分号的 67.24 和小数形式的 0.94 能读，但都有疑问。"""
    cell = line(text)
    if cell.plain in _NO_AMOUNT:
        return Rate(None)
    plain = _BRACKET.sub("", arabic(cell.plain)[0])
    match = _RATE.fullmatch(plain)
    if match is None:
        return Rate(None, 0, (*cell.doubts, f"“{text.strip()}”读不出执行率"))
    value = decimal(match["number"])
    decimals = len(match["number"].partition(".")[2])
    doubts = cell.doubts + ((f"“{match['rest']}”略去",) if match["rest"] else ())
    if match["sign"] == "%":
        return Rate(value, decimals, doubts)
    if match["sign"] == "‰":
        return Rate(value / 10, decimals + 1, (*doubts, "执行率用了千分号"))
    return _unsigned_rate(text.strip(), value, decimals, doubts)


def _unsigned_rate(text: str, value: Decimal, decimals: int, doubts: tuple[str, ...]) -> Rate:
    if not value:
        return Rate(value, max(decimals - 2, 0), (*doubts, f"“{text}”没有百分号"))
    if abs(value) <= 1:
        doubt = f"“{text}”按小数形式的百分数读"
        return Rate(hundredfold(value), max(decimals - 2, 0), (*doubts, doubt))
    if abs(value) < 2:
        doubt = f"“{text}”没有百分号，可能是{value:f}%，也可能是{value * 100:f}%"
        return Rate(None, 0, (*doubts, doubt))
    return Rate(value, decimals, (*doubts, f"“{text}”没有百分号"))


@lru_cache(4096)
def read_points(text: str) -> Decimal | None:
    """分值或得分：16分、15、(12分)；没有数为空。"""
    match = _POINTS.fullmatch(line(text).plain)
    return Decimal(match[1]) if match else None


def split_points(name: str) -> tuple[str, Decimal | None]:
    """名称和写在名称后面的分值：质量指标 (12分) → 质量指标、12；不是分值的括号不动。"""
    match = "分" in name and (_NAMED_POINTS.match(name) or _INDICATOR_POINTS.match(name))
    if not match:
        return name, None
    return match["name"].rstrip(), Decimal(line(match["points"]).plain)
