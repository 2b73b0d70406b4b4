"""数的写法的核查：该填一个数的格里还有别的话，得分的小数位太多，完成率一栏不合。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.assessment import Assessment, IndicatorResult
from reportgen.audit.check import Code, check
from reportgen.audit.compare import same_printed, shown
from reportgen.finding import Finding, Severity
from reportgen.located import Record
from reportgen.notation import read_rate
from reportgen.wording import enumerated

# 金额格里按表的要求注明的“（压缩后）”不算
ADJUSTED = re.compile(r"[（(\[]?(?:压缩|压减|调整|调减|调增|追加|核减|变更)[后前][)）\]]?")
NUMBER = re.compile(r"[¥￥]?\s*-?\d[\d,，]*(?:\.\d+)?")
WORDS = re.compile(r"[\u4e00-\u9fff]")
RATIO_HEAD = re.compile(r"完成率|完成比例|完成程度|完成度|得分系数|达成率")
NEAR = Decimal("0.1")  # 百分点

Cell = tuple[Record, str, str, str]


@check(
    Code(
        "figure-with-words",
        "该填一个数的格里还有别的话",
        "B11",
        "total_has_text unit_text_in_number_cell",
    )
)
def figures_bare(assessment: Assessment) -> Iterator[Finding]:
    """金额、得分、分值、总分的格里只有一个数（规则 B11），单位、说明写在别处；一表说一次。"""
    wordy = [cell for cell in _number_cells(assessment) if _words(cell[3])]
    if wordy:
        named = enumerated([f"{field}“{text.strip()}”" for _, _, field, text in wordy])
        _, _, field, text = wordy[0]
        yield Finding(
            "figure-with-words",
            Severity.NOTE,
            f"该填一个数的格里还有别的话：{named}",
            "格里只留一个数，单位在表头，说明写到备注或文字材料里",
            tuple(place for record, title, _, _ in wordy for place in record.origin(title)),
            field=field,
            stated=text.strip(),
            rule="B11",
        )


def _words(text: str) -> bool:
    """有一个数，还有字，或不止一个数；读不出数的另说。"""
    rest, count = NUMBER.subn("", ADJUSTED.sub(" ", text))
    return count > 1 or (count == 1 and WORDS.search(rest) is not None)


def _number_cells(assessment: Assessment) -> Iterator[Cell]:
    funds, rating = assessment.project.funds, assessment.project.rating
    yield funds, "原文", "资金/预算数", funds.budget_text
    yield rating, "总分", "自评/总分", rating.total
    yield rating, "执行得分", "自评/执行得分", rating.execution_score
    for result in assessment.results:
        yield result.indicator, "得分", f"{result.label}/得分", result.indicator.score
        yield result.indicator, "分值", f"{result.label}/分值", result.indicator.weight


@check(Code("score-decimals", "得分的小数位太多", "D25", "score_precision"))
def scores_rounded(assessment: Assessment) -> Iterator[Finding]:
    """得分四舍五入到口径的小数位（规则 D25）；能按公式算的，和算出的数一起核对。"""
    profile = assessment.profile
    fine = [
        result
        for result in assessment.results
        if result.stated is not None
        and result.computed is None
        and not same_printed(result.stated, result.stated, profile.decimals)
    ]
    if fine:
        first = fine[0].indicator.score
        named = enumerated([f"“{each.label}”{each.indicator.score}" for each in fine])
        yield Finding(
            "score-decimals",
            Severity.NOTE,
            f"得分的小数位多于 {profile.decimals} 位：{named}",
            f"四舍五入到 {profile.decimals} 位小数",
            tuple(place for each in fine for place in each.indicator.origin("得分")),
            field=f"{fine[0].label}/得分",
            stated=first,
            expected=shown(fine[0].stated or Decimal(0), profile.decimals),
            rule="D25",
        )


@check(Code("coefficient-differs", "完成率（得分系数）一栏和目标、实际不合", "D26"))
def coefficients_follow(assessment: Assessment) -> Iterator[Finding]:
    """表上多出来的“完成率、得分系数”一栏，等于实际比目标（规则 D26）；封不封顶都对。"""
    for result in assessment.results:
        for title, text in result.indicator.others.items():
            told = read_rate(text)
            rates = _rates(result)
            if not RATIO_HEAD.search(title) or told.percent is None or not rates:
                continue
            percent = told.percent
            if any(
                same_printed(percent, rate, told.decimals) or abs(percent - rate) < NEAR
                for rate in rates
            ):
                continue
            right = f"{shown(rates[0], assessment.profile.decimals)}%"
            yield Finding(
                "coefficient-differs",
                Severity.WARNING,
                f"“{result.label}”的{title}填 {text}，目标 {result.indicator.target}、"
                f"实际 {result.indicator.actual}，应为 {right}",
                f"核对目标、实际和{title}",
                result.indicator.origin("其他"),
                field=f"{result.label}/{title}",
                stated=text,
                expected=right,
                rule="D26",
            )


def _rates(result: IndicatorResult) -> list[Decimal]:
    """完成率可以是的数，百分数：封顶的、照实的。"""
    return [rate * 100 for rate in (result.ratio, result.attained) if rate is not None]
