"""日期：时限和完成时间，读成“月-日”。"""

from __future__ import annotations

import calendar
import re
from typing import Final, NamedTuple

from reportgen.notation.regex import regex

_BEFORE: Final = r"(?P<before>之?前|以前|止)?"
_YEAR: Final = r"(?:(?P<year>(?:19|20)[0-9]{2}|当|本|次)年度?)?"
_MONTH_DAY: Final = regex(
    rf"{_YEAR}(?:[0-9]{{1,2}}月?份?[-~至到])?(?<![0-9.])(?P<month>1[0-2]|0?[1-9])月份?"
    rf"(?:(?P<day>[12][0-9]|3[01]|0?[1-9])(?:[日号]|(?=之?前|以前|$))|(?P<part>底|末|初|上旬|中旬|下旬))?{_BEFORE}"
)
_ISO: Final = regex(
    r"(?<![0-9.])(?P<year>(?:19|20)[0-9]{2})[-./](?P<month>1[0-2]|0?[1-9])[-./]"
    rf"(?P<day>[12][0-9]|3[01]|0?[1-9])(?![0-9.])日?{_BEFORE}"
)
_SHORT: Final = regex(
    r"(?<![0-9.])(?P<month>1[0-2]|0?[1-9])\.(?P<day>[12][0-9]|3[01]|0?[1-9])日?"
    r"(?P<before>之?前|以前)"
)
_PERIOD: Final = regex(
    rf"{_YEAR}(?P<part>上半年|下半年|年底|年末|年内|年终|第?[一二三四1-4]季度)(?:底|末|内)?{_BEFORE}"
    r"|(?P<year2>(?:19|20)[0-9]{2})年(?:度)?(?P<part2>底|末|内|终|(?=前|之前|以前|$))"
    r"(?P<before2>之?前|以前)?"
)
_PATTERNS: Final = (_ISO, _MONTH_DAY, _SHORT, _PERIOD)
_HINT: Final = regex(r"[月年.]|[-/][0-9]|季度")
_SPAN: Final = regex("[-~至到]")  # “1-5月”是起止月份；“2020-12-31”不归这里

_PERIOD_ENDS: Final = {
    "上半年": "06-30",
    "一": "03-31",
    "1": "03-31",
    "二": "06-30",
    "2": "06-30",
    "三": "09-30",
    "3": "09-30",
}
_PART_DAYS: Final = {"上旬": 10, "中旬": 20, "初": 10}


class Dated(NamedTuple):
    """一个日期：月-日，年份（没写为空），有没有“前”字，在文中的位置。"""

    day: str
    year: int | None
    before: bool
    start: int
    end: int
    doubt: str


def dates(plain: str) -> list[Dated]:
    """文中的日期，按先后；没有日子的读作月底。“8个月”是期限，不在内。"""
    if not _HINT.search(plain):
        return []
    found: list[Dated] = []
    taken = bytearray(len(plain))  # 已读作日期的字
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            dated = None if any(taken[start:end]) else _dated(match)
            if dated:
                found.append(dated)
                taken[start:end] = b"\1" * (end - start)
    return sorted(found, key=lambda dated: dated.start)


def _dated(match: re.Match[str]) -> Dated | None:
    groups = match.groupdict()
    year_text = groups.get("year") or groups.get("year2") or ""
    year = int(year_text) if year_text.isascii() and year_text.isdigit() else None
    before = bool(groups.get("before") or groups.get("before2"))
    part = groups.get("part") or groups.get("part2") or ""
    doubt = ""
    if groups.get("month"):
        month = int(match["month"])
        last = _last_day(year, month)
        day = int(match["day"]) if groups.get("day") else _PART_DAYS.get(part, last)
        if day > last:
            return None
        vague = "part" in groups and not (groups["day"] or part)  # 只写到月
        if vague and match.string[match.end() : match.end() + 1] == "内":
            doubt = f"“{match[0]}内”像是月份也像是期限，按{month}月底读"
        elif part == "初":
            doubt = f"“{match[0]}”没有日子，按{month}月10日读"
        elif "part" in groups and _SPAN.search(match[0]):
            doubt = f"“{match[0]}”是起止月份，按{month}月底读"
        shown = f"{month:02d}-{day:02d}"
    else:
        key = part if part == "上半年" else part.removeprefix("第")[:1]
        shown = _PERIOD_ENDS.get(key, "12-31")
        if groups.get("year2") and not part and not before:
            doubt = "只写了年份，按12月31日读"
    return Dated(shown, year, before, match.start(), match.end(), doubt)


def _last_day(year: int | None, month: int) -> int:
    # 没写年份的二月按28日，这样读出的日子哪一年都有
    return calendar.monthrange(year or 2021, month)[1]
