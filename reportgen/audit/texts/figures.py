"""文字的核查：单位写的文字里，说到表内同一件事的数，要和表内的一致。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.compare import only_cut
from reportgen.audit.texts.claims import LINK, Claim, bound_after, claim_of, holds, number
from reportgen.audit.texts.mentions import differing
from reportgen.audit.texts.passages import texts_of
from reportgen.audit.texts.scope import Scope
from reportgen.finding import Finding, Severity
from reportgen.model import Funds
from reportgen.wording import amount, percent, plain, points

# 数前面说的是哪一个数；长的在前，“预算执行得分”不是“预算”。
STATED = re.compile(
    r"(?:(?P<execution_score>预算执行率?得分|执行率?得分)"
    r"|(?P<rate>执行率)"
    r"|(?P<total>自评总?得分|自评总分|综合得分|评价总?得分|最终得分)"
    r"|(?P<indicator_score>绩效(?:目标|指标)(?:自评)?得分)"
    r"|(?P<executed>实际(?:执行|支出|使用|支付)(?:数|金额|资金|经费|总额)?"
    r"|执行(?:数|金额)|支出总额"
    r"|共计?(?:支付|支出|使用)(?:费用|资金|金额|经费|款项)?)"
    r"|(?P<difference>预算[^，。；：\n]{0,6}[和与同](?:实际)?(?:执行|支出)[^，。；：\n]{0,6}?"
    r"(?:相差|差额|差距|差异))"
    r"|(?P<balance>(?:结余|剩余)(?:资金|经费|金额|数)?)"
    r"|(?P<overrun>超支(?:资金|经费|金额|数)?|超出?(?:年初)?预算(?:执行|支出)?)"
    r"|(?P<budget>预算(?:批复)?(?:总额|总数|总金额|数|资金|经费|金额)?(?:安排)?))"
    rf"{LINK}$"
)
LONGEST_STATEMENT = 24
UNIT = re.compile("%|分(?![钟之别])|亿元|万元|元")
INTERIM = re.compile(r"上半年|[一二三]季度|(?<!\d)(?:[1-9]|1[01])月(?:底|末|\d{1,2}日)|年中|中期")
YEAR_END = re.compile(r"12月|年底|年末|全年|年度|最终")
DIGIT = re.compile(r"\d")
KINDS = (
    *("execution_score", "rate", "total", "indicator_score", "executed"),
    *("difference", "balance", "overrun", "budget"),
)
DIFFERENCES = ("difference", "overrun")
ONE = Decimal(1)
IN_WAN = {"亿元": Decimal(10**4), "万元": ONE, "元": Decimal("0.0001")}


class _Fact(NamedTuple):
    """表内的一个数：称呼、可以写的数、单位、怎样印、写错是不是一定错。"""

    name: str
    values: tuple[Decimal, ...]
    units: tuple[str, ...]
    shown: str
    certain: bool


@check(
    Code(
        "text-figure-differs",
        "文字里的数和表内的不一致",
        "E01 E02 E05 E10",
        "deviation_contradicts_table deviation_figure_wrong deviation_target_misquoted"
        " report_vs_table report_score_wrong target_misquoted",
    ),
    Code("difference-wrong", "文字里说的预算和执行的差额不对", "E01", "deviation_incomplete"),
)
def text_figures_agree(assessment: Assessment) -> Iterator[Finding]:
    """文字材料、偏差原因和改进措施里的数和表内的数一致（规则 E01、E02、E05、E10）。"""
    facts = _facts(assessment)
    for field, text, origins, on_results in texts_of(assessment):
        if not DIGIT.search(text):
            continue
        scope = Scope(text, assessment.project)
        told = (*_of_project(scope, facts), *differing(scope, assessment.results, on_results))
        for finding in told:
            yield finding._replace(
                message=f"“{field}”里写的{finding.message}",
                remedy="以表内的数为准改文字，或更正表内的数",
                origins=origins,
                field=field,
            )


def _of_project(scope: Scope, facts: dict[str, _Fact]) -> Iterator[Finding]:
    """项目自己的几个总数；同样的话只说一次。"""
    told = set()
    for figure in scope.figures:
        unit = UNIT.match(figure["unit"])
        position = figure.start()
        if unit is None:
            continue
        stated = STATED.search(scope.text, max(0, position - LONGEST_STATEMENT), position)
        if stated is None:
            continue
        kind = next(name for name in KINDS if stated[name])
        own = scope.about_project(stated.start())  # 每句都要问，后面的话跟着前面的主语
        if kind == "difference":  # 预算和执行都说了出来，不跟着前面的主语
            own = not scope.other_subject(stated.start())
        fact = facts.get(kind)
        quoted = stated[0] + figure["figure"] + unit[0]
        if fact is None or not own or unit[0] not in fact.units or quoted in told:
            continue
        if scope.other_year(position) or _interim(scope, position):
            continue
        claim = claim_of(stated, bound_after(scope.text, figure.end("figure")))
        written = number(figure["figure"]) * IN_WAN.get(unit[0], ONE)
        if any(holds(claim, written, value) for value in fact.values):
            continue
        told.add(quoted)
        certain = fact.certain and claim is Claim.IS
        cut = any(only_cut(written, value) for value in fact.values)
        yield Finding(
            "difference-wrong" if kind in DIFFERENCES else "text-figure-differs",
            Severity.ERROR if certain and not cut else Severity.WARNING,
            f"“{quoted}”与表内不一致，表内{fact.name}为{fact.shown}"
            + ("（写的是去掉尾数的数）" if cut else ""),
            stated=quoted,
            expected=fact.shown,
            rule="E02" if kind == "indicator_score" else "E01",
        )


def _facts(assessment: Assessment) -> dict[str, _Fact]:
    """项目的几个总数；表内不止一个预算数时，写哪一个都算对。"""
    funds = assessment.project.funds
    facts = {}
    if assessment.rate is not None:
        rate = assessment.rate
        rates = (rate * 100, *_source_rates(funds))  # 说的也许是一个来源的
        facts["rate"] = _Fact("预算执行率", rates, ("%",), percent(rate), True)
    for key, name, score, certain in (
        ("total", "总分", assessment.total, True),
        ("execution_score", "预算执行得分", assessment.execution_score, True),
        ("indicator_score", "绩效目标得分", assessment.indicator_score, False),
    ):
        if score is not None:
            values: tuple[Decimal, ...] = (score,)
            if key == "indicator_score" and assessment.indicator_sum is not None:
                values = (score, assessment.indicator_sum)  # 折算的，前后两个数都是表内的
            facts[key] = _Fact(name, values, ("分",), points(score), certain)
    if funds.budget is not None:
        budgets = tuple(_budgets(funds))
        facts["budget"] = _Fact("预算数", budgets, tuple(IN_WAN), amount(funds.budget), False)
    if funds.executed is not None:
        parts = tuple(source.executed for source in funds.sources if source.executed is not None)
        executed = (funds.executed, *parts)
        facts["executed"] = _Fact("执行数", executed, tuple(IN_WAN), amount(funds.executed), True)
        left = tuple(total - funds.executed for total in _totals(funds))
        if left:
            facts["balance"] = _Fact("结余", left, tuple(IN_WAN), amount(left[0]), False)
            facts |= _differences(funds, left)
    return facts


def _differences(funds: Funds, left: tuple[Decimal, ...]) -> dict[str, _Fact]:
    """预算和执行的差额、超支：``left`` 是各个预算总数减执行数，第一个是表内的预算数。"""
    whole = next(_totals(funds))
    parts = (plain(whole), plain(whole - left[0]))
    gap = amount(abs(left[0]))
    differ, over = "-".join(parts if left[0] >= 0 else parts[::-1]), tuple(-each for each in left)
    told = f"没有超支，还结余 {gap}" if left[0] >= 0 else f"{differ}={gap}"
    return {
        "difference": _Fact(
            "预算数与执行数的差额",
            tuple(map(abs, left)),
            tuple(IN_WAN),
            f"{differ}={gap}",
            False,
        ),
        "overrun": _Fact("执行数与预算数相比", over, tuple(IN_WAN), told, False),
    }


def _interim(scope: Scope, position: int) -> bool:
    """这一句说的是年中的数：上半年、三季度末、6月30日；后面又说到年底、全年的不算。"""
    before = scope.text[scope.sentence(position) : position]
    found = [each.end() for each in INTERIM.finditer(before)]
    return bool(found) and not YEAR_END.search(before, found[-1])


def _source_rates(funds: Funds) -> Iterator[Decimal]:
    """各资金来源自己的执行率。"""
    for source in funds.sources:
        if source.budget and source.executed is not None and source.budget > 0:
            yield source.executed * 100 / source.budget


def _totals(funds: Funds) -> Iterator[Decimal]:
    """预算总数：调整后的、批复的、年初的，有几个算几个。"""
    known = (funds.budget, funds.approved, funds.initial)
    yield from (value for value in known if value is not None)


def _budgets(funds: Funds) -> Iterator[Decimal]:
    """可以称为预算的数：批复、年初、结转、追加、压减、各来源，和它们之间的差额。"""
    known = (
        funds.carried_over,
        funds.added,
        funds.reduction,
        funds.basic,
        funds.project,
        *(source.budget for source in funds.sources),
    )
    yield from _totals(funds)
    yield from (value for value in known if value is not None)
    for other in (funds.executed, funds.approved, funds.initial):
        if other is not None and funds.budget is not None:
            yield abs(funds.budget - other)
