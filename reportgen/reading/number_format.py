"""数字格式：单元格里的数按它的格式成为眼前看到的文字，如 0.9911 是“99.11%”。

格式认不全的（条件、分数、科学记数）照常规写，宁可多几位，不丢数。
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Final, NamedTuple

GENERAL: Final = "General"
# 编号的格式；27 起是中文版的
BUILTIN: Final = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 49: "@"},
    **{37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00"},
    **{41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00"},
    **{14: "yyyy/m/d", 15: "d-mmm-yy", 16: 'm"月"d"日"', 17: 'yyyy"年"m"月"', 22: "yyyy/m/d h:mm"},
    **{18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 45: "mm:ss", 30: "m/d/yy"},
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 34, 55), 'h"时"mm"分"'),
    **dict.fromkeys((33, 35, 56), 'h"时"mm"分"ss"秒"'),
}
# Excel 的数只有十五位有效数字；再后面的是二进制的尾巴
EXACT: Final = Context(prec=15, rounding=ROUND_HALF_UP)
HUGE: Final = 308
ROOMY: Final = HUGE * 2 + 40
_PIECE: Final = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|G/通用格式|General|.', re.S)
_DATE_LETTER: Final = re.compile(r"[yemdhs]+", re.I)
_CONDITION: Final = re.compile(r"\[[<>=]")
_ELAPSED: Final = re.compile(r"\[[hms]+\]", re.I)
_NUMBER: Final = re.compile(r"[0#?,]*(?:\.[0#?]*)?,*")
_LAST_DAY: Final = 2958465


def shown(value: Decimal, code: str = GENERAL, from_1904: bool = False) -> str:
    """看到的文字。"""
    if not value.is_finite() or abs(value.adjusted()) > HUGE:
        return str(value)
    value = EXACT.plus(value)
    if _is_date(code):
        return _moment(value, code, from_1904) or general(value)
    if _CONDITION.search(code):
        return general(value)
    sections = _sections(code)
    chosen, signed = _chosen(sections, value)
    written = _number(abs(value), chosen)
    if written is None:
        return general(value)
    sign = "-" if signed and value < 0 and re.search(r"[1-9]", written) else ""
    return sign + written


def general(value: Decimal) -> str:
    """常规：最短的写法，不用科学记数。"""
    text = f"{EXACT.plus(value):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


# ── 数 ────────────────────────────────────────────────────────────────────────


class _Pattern(NamedTuple):
    """一节格式里写数的部分：小数最少、最多几位，千分位，缩小几个千，前后的字。"""

    fewest: int
    most: int
    grouped: bool
    thousands: int
    whole: int
    before: str
    after: str


def _number(value: Decimal, pieces: list[str]) -> str | None:
    """不是负数的数按一节格式写；格式里没有数的位置、认不得的为 ``None``。"""
    if any(piece in (GENERAL, "G/通用格式") for piece in pieces):
        at = next(i for i, piece in enumerate(pieces) if piece in (GENERAL, "G/通用格式"))
        return _literals(pieces[:at]) + general(value) + _literals(pieces[at + 1 :])
    pattern = _pattern(pieces)
    if pattern is None:
        return None
    with localcontext(Context(prec=ROOMY)):
        value = value.scaleb(2 * (pattern.before + pattern.after).count("%"))
        value = value.scaleb(-3 * pattern.thousands)
        value = value.quantize(Decimal(1).scaleb(-pattern.most), rounding=ROUND_HALF_UP)
    digits = f"{value:,f}" if pattern.grouped else f"{value:f}"
    whole, _, decimals = digits.partition(".")
    least = decimals[: pattern.fewest]
    decimals = least + decimals[pattern.fewest :].rstrip("0")
    whole = whole.zfill(pattern.whole) if not pattern.grouped else whole
    return f"{pattern.before}{whole}{'.' if decimals else ''}{decimals}{pattern.after}"


def _pattern(pieces: list[str]) -> _Pattern | None:
    places = [at for at, piece in enumerate(pieces) if piece in "0#?.,"]
    if not any(pieces[at] in "0#" for at in places):
        return None
    first, last = places[0], places[-1]
    body = "".join(pieces[first : last + 1])
    before, after = pieces[:first], pieces[last + 1 :]
    if not _NUMBER.fullmatch(body) or any(piece in "Ee/@" for piece in before + after):
        return None
    scaled = len(body) - len(body.rstrip(","))
    whole, _, decimals = body.rstrip(",").partition(".")
    return _Pattern(
        fewest=sum(char in "0?" for char in decimals),
        most=len(decimals),
        grouped="," in whole,
        thousands=scaled,
        whole=whole.count("0"),
        before=_literals(before),
        after=_literals(after),
    )


def _literals(pieces: list[str]) -> str:
    """格式里照印的字；颜色、对齐用的空位不印。"""
    return "".join(map(_literal, pieces)).strip()


def _literal(piece: str) -> str:
    if piece[0] == '"':
        return piece[1:-1] if len(piece) > 1 else ""
    if piece[0] == "\\":
        return piece[1:]
    if piece[0] == "[":
        return piece[2:].split("-")[0].rstrip("]") if piece.startswith("[$") else ""
    return "" if piece[0] in "_*" and len(piece) > 1 else piece


def _sections(code: str) -> list[list[str]]:
    """以分号隔开的几节：正数、负数、零。"""
    sections: list[list[str]] = [[]]
    for piece in _PIECE.findall(code):
        if piece == ";":
            sections.append([])
        else:
            sections[-1].append(piece)
    return sections


def _chosen(sections: list[list[str]], value: Decimal) -> tuple[list[str], bool]:
    """用哪一节，要不要自己写负号；没有写数的一节（如零印成“-”）仍用第一节，不丢数。"""
    at = 1 if value < 0 and len(sections) > 1 else 2 if not value and len(sections) > 2 else 0
    if at and _number(abs(value), sections[at]) is None:
        at = 0
    return sections[at], at == 0 or sections[at] == sections[0]


# ── 日期 ──────────────────────────────────────────────────────────────────────


def _is_date(code: str) -> bool:
    if _ELAPSED.search(code):
        return False
    bare = "".join(piece for piece in _sections(code)[0] if len(piece) == 1)
    return bool(_DATE_LETTER.search(bare)) and not re.search(r"[0#?]", bare.replace("s.0", ""))


def _moment(value: Decimal, code: str, from_1904: bool) -> str | None:
    """日期：年月日都有的写成 2021-06-17；只有年月、月日、钟点的照格式写。"""
    days = int(value)
    if value < 0 or days > _LAST_DAY:
        return None
    moment = datetime.combine(_day(days, from_1904), datetime.min.time())
    moment += timedelta(seconds=round(float(value - days) * 86400))
    letters = {
        letter.lower()
        for piece in _sections(code)[0]
        if len(piece) == 1
        for letter in _DATE_LETTER.findall(piece)
    }
    if letters & {"y", "e"} and "d" in letters:
        clock = "h" in letters and (moment.hour or moment.minute)
        return f"{moment:%Y-%m-%d %H:%M}" if clock else f"{moment:%Y-%m-%d}"
    return _in_parts(moment, code)


def _day(days: int, from_1904: bool) -> date:
    if from_1904:
        return date(1904, 1, 1) + timedelta(days)
    # Excel 以为 1900 年 2 月有 29 日，三月起的序号都多一
    return date(1899, 12, 31) + timedelta(days - (days > 59))


def _in_parts(moment: datetime, code: str) -> str:
    written: list[str] = []
    clock = False
    runs = re.findall(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|y+|e+|m+|d+|h+|s+|.', code.split(";")[0], re.I)
    for run in runs:
        letter = run[0].lower()
        minutes = letter == "m" and clock
        clock = letter in "hs" or (clock and not letter.isalpha())
        match letter:
            case "y" | "e":
                written.append(f"{moment.year}")
            case "m":
                written.append(f"{moment.minute:02}" if minutes else f"{moment.month}")
            case "d":
                written.append(f"{moment.day}")
            case "h":
                written.append(f"{moment.hour}")
            case "s":
                written.append(f"{moment.second:02}")
            case _:
                written.append(_literal(run))
    return "".join(written).strip()
