"""说法的核查：文字说完成了、没完成、有问题、无措施，和表上的是不是一回事。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.assessment import Assessment, IndicatorResult, Status
from reportgen.audit.check import Code, check
from reportgen.audit.places import on_indicator
from reportgen.audit.texts.deviations import REASON, ROW_REASON, full_marks
from reportgen.audit.texts.passages import Passage, texts_of
from reportgen.audit.texts.scope import Scope
from reportgen.audit.texts.sections import UNCOMPLETED, section_of
from reportgen.finding import Finding, Severity
from reportgen.wording import enumerated, nothing, plain

NOT = r"(?:未能?|没有?能?)"
DO = r"(?:完成|达到|达成|实现|达标)"
AIM = r"(?:目标|指标|任务)"
SOME = r"(?:部分|个别|少数|多项|有些|[\d一二两三四五六七八九十]{1,6}[项个])"
SAID = r"(?!的|原因|情况|说明)"
LESS = r"(?:全部|全面|完全|如期|按期|按时)?"
# 说有没完成的：部分指标未完成、未能完成目标、目标没有达到；标题（未完成的绩效目标）、
# “没有未完成的目标”不算。
UNFINISHED = re.compile(
    rf"{SOME}[^，。；、\n]{{0,8}}{AIM}[^，。；、\n]{{0,6}}?{NOT}[^，。；、\n]{{0,4}}?{DO}{SAID}"
    rf"|(?<!无)(?<!没有)(?<!存在){NOT}{LESS}{DO}{SAID}[^，。；\n]{{0,8}}{AIM}"
    rf"|{AIM}(?:均|都)?{NOT}{LESS}{DO}{SAID}"
)
OF_FUNDS = re.compile(r"执行|支出|支付|资金|经费")
# 说全完成了的：绩效目标均已完成、圆满完成全部任务；说的是哪一类，在 ``kind`` 里。
ALL_DONE = re.compile(
    rf"(?P<kind>产出|效益|满意度|数量|质量|时效|成本)?(?:绩效)?{AIM}值?"
    rf"(?:均|都|全部|已经?|按期|如期|圆满|顺利)+{DO}"
    rf"|(?:全部|圆满|全面)(?:完成|实现)了?(?:全年|年度|年初|各项|全部|绩效|既定|预期|预定|工作)*{AIM}"
)
# 留了余地的，说的是一部分，或是打算。
RESERVED = re.compile(
    r"基本|部分|大多|大部|多数|主要|除|其余|其他|余下|但|未|没有|将|拟|确保|力争|争取|要求|应|需|计划|预计|若"
)
ROW_UNFINISHED = re.compile(
    rf"{NOT}(?:完成|开展|实施|启动|举办|举行|达到|达标|进行|完工)|尚未|取消了?$"
)
FINE = re.compile(r"(?:不存在|没有|并?无|未发现|未出现)[^，。；\n]{0,8}(?:问题|不足|偏差)")
PROBLEM = re.compile(
    r"存在(?!的)[^，。；\n]{0,20}(?:问题|不足|短板|差距)|有待|不够|不到位|滞后|偏低|较慢|亟待|不足之处"
)
PROBLEMS = "存在的问题和原因"
PLANS = ("下一步拟改进措施", "拟与预算安排相结合情况", "项目立项目的和年度绩效目标")
LAST_YEAR = "上年度"
SHOWN = 30


@check(
    Code(
        "deviation-contradicts",
        "文字说完成了或没有完成，和表上的相反",
        "E03 E07",
        "deviation_contradicts_table report_vs_table completed_contains_uncompleted",
    )
)
def completion_agrees(assessment: Assessment) -> Iterator[Finding]:
    """文字说部分目标没有完成，表上却全是满分；说目标均已完成，表上却有没完成的（规则 E03、E07）。

    说预算执行的、说上年的、留了余地的（基本、除……外）不算；每段文字只说一次。
    """
    all_full = full_marks(assessment)
    for passage in _on_the_past(assessment):
        scope = Scope(passage.text, assessment.project)
        said = _said_unfinished(scope, passage.field) if all_full else None
        if said is not None:
            yield _contradiction(
                passage,
                said,
                "表上的指标却没有一项未完成，也没有扣分",
                "核对表上的实际完成值和得分；都完成了的，改文字",
            )
            continue
        for quoted, kind in _said_all_done(scope):
            unmet = [
                result
                for result in assessment.with_status(Status.UNMET)
                if not kind or kind in result.family + result.category
            ]
            if unmet:
                yield _contradiction(
                    passage,
                    quoted,
                    f"表上却没有完成：{_rows(unmet)}",
                    "文字改为哪些完成、哪些没有完成；确已完成的，更正表上的数",
                )
                break


@check(Code("full-marks-but-unfinished", "满分的指标，原因里却说没有完成", "E09"))
def full_marks_finished(assessment: Assessment) -> Iterator[Finding]:
    """指标完成了、得满分，这一行的偏差原因却说未完成、未开展（规则 E09）。"""
    for result in assessment.results:
        reason = result.indicator.reason
        full = result.weight and result.stated is not None and result.stated >= result.weight
        said = ROW_UNFINISHED.search(reason)
        if result.status is Status.MET and full and said:
            yield on_indicator(
                result,
                ROW_REASON,
                "full-marks-but-unfinished",
                Severity.WARNING,
                f"目标 {result.indicator.target}、实际 {result.indicator.actual}，得了满分 "
                f"{result.indicator.score}，这一行的{ROW_REASON}却写着“{reason}”",
                "没有做完的，更正实际完成值和得分；做完了的，改这句话",
                "E09",
            )


@check(Code("all-full-marks", "样样满分，文字里却说有问题", "D27"))
def full_marks_without_problems(assessment: Assessment) -> Iterator[Finding]:
    """各项和总分都是满分，偏差原因、存在的问题里却说有不足（规则 D27；不得刻意抬高分数）。"""
    full = assessment.profile.full_marks
    if assessment.total is None or assessment.total < full or not full_marks(assessment):
        return
    for passage in texts_of(assessment):
        if passage.field != REASON and PROBLEMS not in passage.field:
            continue
        scope = Scope(FINE.sub("", passage.text), assessment.project)
        if _said_unfinished(scope, passage.field):  # 另有检查
            continue
        for said in PROBLEM.finditer(scope.text):
            if scope.other_year(said.start()):
                continue
            yield Finding(
                "all-full-marks",
                Severity.NOTE,
                f"各项指标和总分都是满分（{plain(full)}），“{passage.field}”里却写着"
                f"“{_quote(scope, said)}”",
                "核对得分是否据实；问题影响了哪项指标，就在那里扣分并说明",
                passage.origins,
                field=passage.field,
                rule="D27",
            )
            return


@check(
    Code("improvement-none", "改进措施没有写", "E07", "improvement_none"),
    Code(
        "improvement-contradicts",
        "改进措施填“无”，文字材料里却写了措施",
        "E01",
        "improvement_contradicts_report",
    ),
)
def improvement_told(assessment: Assessment) -> Iterator[Finding]:
    """改进措施填“无”或空着（表上是“改进措施及结果应用方案”，规则 E07）；没有这一格的不问。"""
    project = assessment.project
    if not nothing(project.improvement):
        return
    if "改进措施" not in project.places and not project.improvement:
        return
    printed = f"填“{project.improvement}”" if project.improvement else "没有填"
    planned = [
        key
        for key, material in project.materials.items()
        if "改进措施" in section_of(key) and not nothing(material.full)
    ]
    told = (
        (
            "improvement-contradicts",
            Severity.WARNING,
            f"“改进措施”{printed}，文字材料“{planned[0]}”里却写了措施",
            "把文字材料里的措施写进表里，两处一致",
            "E01",
        )
        if planned
        else (
            "improvement-none",
            Severity.NOTE,
            f"“改进措施”{printed}，看不出自评结果怎样应用",
            "写明今后怎样改进，自评结果怎样用在下年的预算和管理上",
            "E07",
        )
    )
    code, severity, message, remedy, rule = told
    yield Finding(
        code,
        severity,
        message,
        remedy,
        project.origin("改进措施"),
        field="改进措施",
        stated=project.improvement,
        rule=rule,
    )


def _on_the_past(assessment: Assessment) -> Iterator[Passage]:
    """说本年度做得怎样的文字：目标、措施、打算、上年的事不算；“未完成的”一节另有检查。"""
    for passage in texts_of(assessment):
        section = section_of(passage.field.removesuffix("/简"))
        if section in ("内容", "改进措施", ROW_REASON, UNCOMPLETED, *PLANS) or LAST_YEAR in section:
            continue
        yield passage


def _said_unfinished(scope: Scope, field: str) -> str | None:
    """第一处说有目标没有完成的话。

    偏差原因分析总是说本年度的：标题的年度印错了，话里的年度也不算别的年度。
    """
    for said in UNFINISHED.finditer(scope.text):
        around = scope.text[scope.clause(said.start()) : said.end()]
        past = field != REASON and scope.other_year(said.start())
        if not (OF_FUNDS.search(around) or past):
            return _quote(scope, said)
    return None


def _said_all_done(scope: Scope) -> Iterator[tuple[str, str]]:
    """说全完成了的话，和说的是哪一类指标（不分类的为空）。"""
    for said in ALL_DONE.finditer(scope.text):
        start, end = scope.sentence(said.start()), scope.sentence_end(said.start())
        if RESERVED.search(scope.text, start, end) or scope.other_year(said.start()):
            continue
        if not scope.other_subject(said.start()):
            yield _quote(scope, said), said["kind"] or ""


def _quote(scope: Scope, said: re.Match[str]) -> str:
    """引文：从分句的开头到这句话完。"""
    start = max(scope.clause(said.start()), said.end() - SHOWN)
    return scope.text[start : said.end()].strip()


def _rows(results: Sequence[IndicatorResult]) -> str:
    return enumerated(
        [
            f"“{each.label}”目标 {each.indicator.target}、实际 {each.indicator.actual}"
            for each in results
        ]
    )


def _contradiction(passage: Passage, said: str, told: str, remedy: str) -> Finding:
    return Finding(
        "deviation-contradicts",
        Severity.WARNING,
        f"“{passage.field}”里说“{said}”，{told}",
        remedy,
        passage.origins,
        field=passage.field,
        stated=said,
        rule="E03",
    )
