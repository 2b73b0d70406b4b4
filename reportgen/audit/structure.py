"""指标设置的核查：该有的指标有没有，名称规范不规范，有没有重复、不适用的。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment, IndicatorResult
from reportgen.audit.check import Code, check
from reportgen.audit.places import on_indicator
from reportgen.finding import Finding, Severity
from reportgen.model import Indicator
from reportgen.notation import same_words, split_points
from reportgen.notation.words import words
from reportgen.wording import enumerated, listed

OUTPUT, BENEFIT = "产出", "效益"
# 一级指标的标准名称（“指标”“目标”二字可有可无）：各地的表、部门整体的表
FAMILIES = frozenset(
    words(
        "产出 效益 满意度 成本 决策 过程 投入 管理 项目决策 项目过程 项目管理 项目产出 项目效益 "
        "社会效应 履职效能 履职效益 履职目标实现 管理效率 运行成本 可持续发展能力 可持续性 "
        "服务对象满意度 预算执行"
    )
)
# 这几类一级指标下面的二级指标有标准名称；满意度的说清谁满意就行
CATEGORIES = {
    "产出": frozenset(words("数量 质量 时效 成本")),
    "效益": frozenset(
        words(
            "经济效益 社会效益 生态效益 环境效益 生态环境效益 可持续影响 可持续发展 "
            "可持续影响效益 服务对象满意度"
        )
    ),
    "成本": frozenset(words("成本 经济成本 社会成本 生态环境成本 数量 质量")),
}
INAPPLICABLE = {"/", "／", "//", "不适用", "N/A", "n/a"}
ENDING = re.compile(r"(?:指标|目标)?[\s\d一二三四五六七八九十]*$")
BRACKETED = re.compile(r"[（(][^（()）]*[)）]")


@check(Code("indicator-repeated", "一个目标里指标重名", "A10", "indicator_copied"))
def names_unique(assessment: Assessment) -> Iterator[Finding]:
    """一个目标里指标的名称不重复（规则 A10）；二级指标、目标值、完成值、得分也一样的，
    是同一行写了两遍，有一样不同的只是提醒。

    接着的两行同名、目标值不同的，是名称的格合并成一格，不算重复。
    """
    for goal in assessment.goals:
        named: dict[str, IndicatorResult] = {}
        above: IndicatorResult | None = None
        for result in goal.results:
            name = _key(result)
            first = named.setdefault(name, result)
            merged = above and _key(above) == name and not _same_target(above, result)
            above = result
            if not name or first is result or merged:
                continue
            alike = _same_target(first, result) and _same_category(first, result)
            unlike = _unlike(first, result)
            if not alike:
                told = (
                    f"前一个在“{first.indicator.category}”，这一个在“{result.indicator.category}”"
                )
            elif unlike:
                told = (
                    f"二级指标、目标值也一样（“{result.indicator.target}”），{unlike}，"
                    "也许是两个指标"
                )
            else:
                told = (
                    f"二级指标、目标值（“{result.indicator.target}”）、完成值和得分也都一样，"
                    "是同一个指标写了两遍"
                )
            twice = alike and not unlike
            yield Finding(
                "indicator-repeated",
                Severity.ERROR if twice else Severity.WARNING,
                f"“{result.label}”这个指标名称写了两次，{told}",
                "删去重复的一行" if twice else "各用各的名称；确是同一个指标的，删去一行",
                (*result.indicator.origin("三级指标"), *first.indicator.origin("三级指标")),
                field=f"{result.label}/三级指标",
                stated=result.indicator.name,
                rule="A10",
            )


def _unlike(one: IndicatorResult, other: IndicatorResult) -> str:
    """完成值、得分哪一样不同，怎样不同。"""
    for title, ours, theirs, same in (
        ("完成值", one.actual.text, other.actual.text, same_words(one.actual, other.actual)),
        ("得分", one.indicator.score, other.indicator.score, one.stated == other.stated),
    ):
        if not same and ours.strip() != theirs.strip():
            return f"{title}却不同（“{ours.strip()}”和“{theirs.strip()}”）"
    return ""


def _key(result: IndicatorResult) -> str:
    return re.sub(r"\s", "", split_points(result.indicator.name)[0])


def _same_target(one: IndicatorResult, other: IndicatorResult) -> bool:
    return same_words(one.target, other.target)


def _same_category(one: IndicatorResult, other: IndicatorResult) -> bool:
    return (one.family, _plain(one.category)) == (other.family, _plain(other.category))


@check(
    Code(
        "levels-nonstandard",
        "一级、二级指标的名称不规范",
        "A05",
        "level1_nonstandard level2_nonstandard",
    )
)
def levels_standard(assessment: Assessment) -> Iterator[Finding]:
    """一级、二级指标用规定的名称（规则 A05）；后面的序号、分值和“指标”二字不计，一表说一次。"""
    odd: dict[str, tuple[Indicator, str, str]] = {}
    known = FAMILIES | {_plain(name) for name in assessment.profile.families}
    for result in assessment.results:
        row = result.indicator
        family, category = _plain(row.family), _plain(row.category)
        standard = CATEGORIES.get(family)
        if family and family not in known:
            text = row.family.strip()
            odd.setdefault(f"一级指标“{text}”", (row, "一级指标", text))
        if category and standard and category not in standard:
            text = row.category.strip()
            odd.setdefault(f"{family}指标下的“{text}”", (row, "二级指标", text))
    if odd:
        _, title, stated = next(iter(odd.values()))
        yield Finding(
            "levels-nonstandard",
            Severity.NOTE,
            f"指标的名称不规范：{enumerated(list(odd))}",
            "一级指标用产出、效益、满意度指标，二级指标用数量、质量、时效、成本、经济效益、"
            "社会效益、生态（环境）效益、可持续影响指标",
            tuple(place for row, title, _ in odd.values() for place in row.origin(title)),
            field=f"指标/{title}",
            stated=stated,
            rule="A05",
        )


def _plain(name: str) -> str:
    """名称去掉分值、括号、序号和“指标”。"""
    return ENDING.sub("", BRACKETED.sub("", re.sub(r"\s+", "", split_points(name)[0])))


@check(Code("benefit-missing", "没有产出指标或没有效益指标", "A05"))
def families_present(assessment: Assessment) -> Iterator[Finding]:
    """至少有产出、效益各一个指标（规则 A05）；满意度是不是必须，看口径，另有检查。

    没有分成产出、效益的表（决策、过程、管理一类的）不看。
    """
    families = {result.family for result in assessment.results}
    present = {word for word in (OUTPUT, BENEFIT) for name in families if word in name}
    missing = [word for word in (OUTPUT, BENEFIT) if word not in present]
    if not present or not missing:
        return
    named = listed(f"{word}指标" for word in missing)
    yield Finding(
        "benefit-missing",
        Severity.WARNING,
        f"没有{named}，只有{listed(sorted(families))}",
        f"补上{named}；确实不适用的说明理由",
        assessment.project.origin("年度绩效目标"),
        field="年度绩效目标",
        rule="A05",
    )


@check(Code("not-applicable", "指标填的是不适用", "C06"))
def indicators_apply(assessment: Assessment) -> Iterator[Finding]:
    """目标和完成值都填“/”“不适用”的指标：不计分，其余各项的分值要加到满分（规则 C06）。"""
    for result in assessment.results:
        if inapplicable(result):
            yield on_indicator(
                result,
                "年初目标值",
                "not-applicable",
                Severity.NOTE,
                f"填的是“{result.indicator.target.strip()}”，按不适用看待，不计分",
                "不适用的删去这一行，分值分给其余各项，合计不变",
                "C06",
            )


def inapplicable(result: IndicatorResult) -> bool:
    """不适用：目标和完成值都填的是斜线、“不适用”，也没有得分。"""
    marks = {re.sub(r"\s", "", each.text) for each in (result.target, result.actual)}
    return marks <= INAPPLICABLE and not result.stated
