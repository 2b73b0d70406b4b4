"""格式的核查：标题、日期、数的写法、标点。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.texts.passages import texts_of
from reportgen.finding import Finding, Severity
from reportgen.notation import read_rate
from reportgen.wording import enumerated, full_date, parse_date, typographic

YEAR = re.compile(r"(20\d\d)\s*年")
SPAN = re.compile(r"(20\d\d)\s*年?度?\s*[-–—~～至到]+\s*(20\d\d)\s*年")
TOLD_YEAR = re.compile(r"(?<![较比与同和])(20\d\d)\s*年")
LATEST = 2  # 填报最迟在年度以后几年


@check(Code("title-year-differs", "标题的年度和“年度”不一致", "A07", "title_year_wrong"))
def title_year(assessment: Assessment) -> Iterator[Finding]:
    """标题里的年度与“年度”一致（规则 A07）；标题照填报印在表上，不改。

    项目名称里的年度不算：2019年的工程，2020年度照样要自评。
    """
    project = assessment.project
    title = project.title.replace(project.name, "") if project.name else project.title
    years = [found[1] for found in YEAR.finditer(title)]
    spans = [(int(found[1]), int(found[2])) for found in SPAN.finditer(title)]
    within = any(first <= project.year <= last for first, last in spans)
    if years and str(project.year) not in years and not within:
        certain = YEAR.match(title.lstrip()) or re.search(rf"{years[0]}\s*年度", title)
        yield Finding(
            "title-year-differs",
            Severity.ERROR if certain and not spans else Severity.WARNING,
            f"标题写的是 {years[0]} 年度，数据是 {project.year} 年度，表和报告的标题会不一致",
            f"标题改为 {project.year} 年度，或核对“年度”",
            project.origin("标题"),
            field="标题",
            stated=years[0],
            expected=str(project.year),
            rule="A07",
        )


@check(Code("year-doubtful", "“年度”像是填报的年份，不是评价的年度", "A07", "title_year_wrong"))
def year_plausible(assessment: Assessment) -> Iterator[Finding]:
    """自评在次年填报（规则 A07）：当年填的、迟了几年填的，文字又只说另一年的，年度多半写错了。

    年度还没有过完就填，文字里又只说上一年的事，是把填报的年份当成了年度，一定不对。
    """
    project = assessment.project
    filled = parse_date(project.filled_on)
    years = _years_told(assessment)
    before = years == {project.year - 1}
    if filled is None or project.year < filled.year <= project.year + LATEST:
        return
    early = filled.year <= project.year
    certain = early and before and (filled.year, filled.month) < (project.year, 12)
    told = f"，文字里说的都是 {project.year - 1} 年的事" if early and before else ""
    expected = str(filled.year - 1) if early else ""
    yield Finding(
        "year-doubtful",
        Severity.ERROR if certain else Severity.WARNING,
        f"年度写的是 {project.year}，{full_date(project.filled_on)}填报{told}："
        + ("自评在次年填报" if early else f"隔了 {filled.year - project.year} 年才填报")
        + (f"，年度应为 {expected}" if certain else "，年度或填报日期像是写错了"),
        f"标题和“年度”改为 {expected}" if certain else "核对年度和填报日期",
        project.origin("年度"),
        field="年度",
        stated=str(project.year),
        expected=expected,
        rule="A07",
    )


def _years_told(assessment: Assessment) -> set[int]:
    """偏差原因、改进措施里说到的年度；拿来比的（较2019年）不算。"""
    project = assessment.project
    text = f"{project.deviation}\n{project.improvement}"
    return {int(found[1]) for found in TOLD_YEAR.finditer(text)}


@check(
    Code("annex-missing", "表上没有印附件号", "F01", "annex_marker_missing"),
    Code("notes-missing", "表末尾没有备注，或不全", "F01", "notes_missing notes_incomplete"),
)
def form_as_prescribed(assessment: Assessment) -> Iterator[Finding]:
    """规定的表印着附件号和备注（规则 F01）；只看录入的 Word、Excel 表，口径没有规定的不看。"""
    project, profile = assessment.project, assessment.profile
    printed = project.printed
    if printed is None or not profile.form_title:
        return
    origins = printed.origin() or project.origin()
    if not printed.annex:
        yield Finding(
            "annex-missing",
            Severity.NOTE,
            f"表上没有印“{project.form}”",
            f"左上角加上“{project.form}”",
            origins,
            field="附件号",
            expected=project.form,
            rule="F01",
        )
    if printed.notes < profile.form_notes:
        told = f"只有 {printed.notes} 条备注" if printed.notes else "没有备注"
        yield Finding(
            "notes-missing",
            Severity.NOTE,
            f"表末尾{told}，规定的是 {profile.form_notes} 条",
            "照规定的表补上",
            origins,
            field="备注",
            stated=str(printed.notes) if printed.notes else "",
            expected=str(profile.form_notes),
            rule="F01",
        )


@check(Code("rate-format", "执行率没有写成百分数", "B02", "rate_format"))
def rate_written(assessment: Assessment) -> Iterator[Finding]:
    """执行率的写法：没有百分号的 67.24、小数形式的 0.94。"""
    rating = assessment.project.rating
    rate = read_rate(rating.rate)
    for doubt in rate.doubts if rate.percent is not None else ():
        yield Finding(
            "rate-format",
            Severity.NOTE,
            f"执行率：{doubt}",
            "写成百分数，如 98.5%",
            rating.origin("执行率"),
            field="自评/执行率",
            stated=rating.rate,
            rule="B02",
        )


@check(Code("marks-mended", "文字里有半角或重复的标点", "F03", "punctuation"))
def marks_mended(assessment: Assessment) -> Iterator[Finding]:
    """单位的文字里半角的、重了的标点：报告里印成规范的，合起来说一次（字一个不动）。"""
    mended = [each for each in texts_of(assessment) if typographic(each.text) != each.text]
    if mended:
        first = mended[0]
        named = enumerated([f"“{each.field}”" for each in mended])
        before, after = _first_difference(first.text, typographic(first.text))
        yield Finding(
            "marks-mended",
            Severity.NOTE,
            f"{named}里有半角或重复的标点，报告里印成规范的，如“{before}”印成“{after}”",
            "报告不用改；自评表照填报印，要规范的在数据文件里改",
            first.origins,
            field=first.field,
            rule="F03",
        )


def _first_difference(text: str, mended: str) -> tuple[str, str]:
    """第一处不同，连同前后几个字。"""
    pairs = enumerate(zip(text, mended, strict=False))
    at = next((place for place, (old, new) in pairs if old != new), len(mended))
    start, end = max(at - 4, 0), at + 5
    return text[start:end].replace("\n", " "), mended[start:end].replace("\n", " ")
