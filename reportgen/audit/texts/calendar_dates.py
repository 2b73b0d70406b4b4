"""日期的核查：公文的写法（2021年6月17日），历法里有没有这一天。"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.texts.passages import Passage, texts_of
from reportgen.audit.texts.telling import in_text, several
from reportgen.finding import Finding, Severity
from reportgen.wording import full_date

# 先认第一个字再回看，快得多
YEAR = r"(?P<year>(?:19|20)(?<!\d..)\d\d)"
FULL = re.compile(rf"{YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月(?:\s*(?P<day>\d{{1,2}})\s*日)?")
# 没有年的要有“日”；前面是年的上面已看过
WITHOUT_YEAR = re.compile(
    r"(?P<month>\d(?<![\d.年].)(?<!年\s.)\d?)\s*月\s*(?P<day>\d{1,2})\s*日(?![龄均])"
)
# 2021.6.17、2021-6-17、2021/6/17；连着字母、数字，或在“号”字后面的，是编号。
NUMERIC = re.compile(
    r"(?P<year>(?:19|20)(?<![A-Za-z0-9_.〔\[/号-]..)(?<!号[：:]..)\d\d)(?P<mark>[-./])(?P<month>\d{1,2})"
    r"(?P=mark)(?P<day>\d{1,2})(?![A-Za-z0-9_./]|-(?!(?:19|20)\d\d))日?"
)
ZERO = re.compile(
    rf"{YEAR}\s*年\s*(?:0\d\s*月(?:\s*\d{{1,2}}\s*日)?|\d{{1,2}}\s*月\s*0\d\s*日)"
    r"|\d(?<![\d年].)(?<!年\s.)(?:(?<=0)\d\s*月\s*\d{1,2}|\d?\s*月\s*0\d)\s*日"
)
# 数据文件和工作簿里的写法，印的时候已换成公文的写法
ISO = re.compile(r"\d{4}-\d\d-\d\d")
DIGITS = re.compile(r"\d")
LEAP_YEAR = 2020  # 没有写年的，2月29日算有
MONTHS = 12


@check(Code("date-format", "日期不是公文的写法", "F02", "date_format"))
def dates_written(assessment: Assessment) -> Iterator[Finding]:
    """日期写作“2021年6月17日”，不写 2021.6.17，月、日不编虚位（GB/T 9704，规则 F02）。"""
    for passage in _dated(assessment):
        told = [
            (each[0], _official(each))
            for each in NUMERIC.finditer(passage.text)
            if _fault(each) is None
        ]
        told += [
            (each[0], re.sub(r"(?<!\d)0(?=\d)", "", each[0]))
            for each in ZERO.finditer(passage.text)
        ]
        if told:
            printed, expected = told[0]
            yield in_text(
                "date-format",
                Severity.NOTE,
                passage,
                several(f"“{wrong}”应写作“{right}”" for wrong, right in told),
                "照公文的写法改",
                "F02",
                printed,
                expected,
            )


@check(Code("date-impossible", "历法里没有的日期", "F02"))
def dates_exist(assessment: Assessment) -> Iterator[Finding]:
    """历法里没有的日期：2月30日、13月（规则 F02）。"""
    for passage in _dated(assessment):
        faults = [
            (each[0], fault)
            for pattern in (FULL, WITHOUT_YEAR, NUMERIC)
            for each in pattern.finditer(passage.text)
            if (fault := _fault(each)) and (pattern is not NUMERIC or _surely_date(passage, each))
        ]
        if faults:
            yield in_text(
                "date-impossible",
                Severity.ERROR,
                passage,
                several(f"写的“{printed}”历法上没有：{fault}" for printed, fault in faults),
                "核对日期",
                "F02",
                faults[0][0],
            )


def _dated(assessment: Assessment) -> Iterator[Passage]:
    """有数字的文字，和表头、落款的日期。"""
    project = assessment.project
    head = [Passage("填报日期", project.filled_on, project.origin("填报日期"))]
    if project.signature:
        signature = project.signature
        head.append(Passage("落款/日期", signature.date, signature.origin("日期")))
    for passage in head:
        if not ISO.fullmatch(passage.text.strip()) or _impossible_iso(passage.text):
            yield passage
    for passage in texts_of(assessment):
        if DIGITS.search(passage.text):
            yield passage


def _impossible_iso(text: str) -> bool:
    found = NUMERIC.search(text)
    return bool(found and _fault(found))


def _official(found: re.Match[str]) -> str:
    return full_date(f"{found['year']}-{found['month']}-{found['day']}")


def _fault(found: re.Match[str]) -> str | None:
    """这一天为什么没有；有的为 ``None``。"""
    groups = found.groupdict()
    month = int(groups["month"])
    if not 1 <= month <= MONTHS:
        return "一年是1月至12月"
    if groups["day"] is None:
        return None
    year = int(groups.get("year") or LEAP_YEAR)
    last = monthrange(year, month)[1]
    if 1 <= int(groups["day"]) <= last:
        return None
    named = f"{groups['year']}年{month}月" if "year" in groups else f"{month}月"
    return f"{named}是1日至{last}日"


def _surely_date(passage: Passage, found: re.Match[str]) -> bool:
    """文字里 2020-15-36 一类多半是编号；月对、日像的，和日期格里的，才一定是日期。"""
    if passage.field in ("填报日期", "落款/日期"):
        return True
    return 1 <= int(found["month"]) <= MONTHS and int(found["day"]) <= 31
