"""金额的核查：预算数、执行数，分项和来源。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.assessment import Assessment, Parts
from reportgen.audit.check import Code, check
from reportgen.audit.compare import same_printed
from reportgen.audit.texts.passages import texts_of
from reportgen.finding import Finding, Severity
from reportgen.wording import amount, percent, plain

TEN_THOUSAND, LARGE, HUGE = Decimal(10**4), Decimal(10**5), Decimal(10**6)
DISTINCT = 3  # 有这么多位数，才说得上是同一笔钱
IN_WAN = re.compile(r"(?<![\d.,])(?P<figure>\d[\d,]*(?:\.\d+)?)\s*万元")


@check(
    Code("amount-missing", "预算数或执行数没有填", "A02"),
    Code("amount-not-positive", "预算数不是正数，或执行数是负数", "B06"),
    Code("amount-absurd", "金额的位数多得不像", "B10"),
)
def budget_usable(assessment: Assessment) -> Iterator[Finding]:
    """预算数、执行数能不能用：没有填、为零、为负、位数多得不像（规则 A02、B06、B10）。"""
    funds = assessment.project.funds
    usable = True
    for title, value, allowed in (
        ("预算数", funds.budget, "正数"),
        ("执行数", funds.executed, "零或正数"),
    ):
        if value is None:
            usable = False
            yield Finding(
                "amount-missing",
                Severity.ERROR,
                f"没有填{title}，执行率和总分无法计算",
                f"补上资金的“{title}”（万元）",
                funds.origin(title) or assessment.project.origin("资金"),
                field=f"资金/{title}",
                rule="A02",
            )
        elif value < 0 or (value == 0 and allowed == "正数"):
            usable = False
            yield Finding(
                "amount-not-positive",
                Severity.ERROR,
                f"{title}填 {plain(value)}，应当是{allowed}，执行率无法计算",
                f"核对{title}",
                funds.origin(title),
                field=f"资金/{title}",
                stated=plain(value),
                expected=allowed,
                rule="B06",
            )
    if usable and assessment.computed_rate is None:
        yield Finding(
            "amount-absurd",
            Severity.ERROR,
            f"预算数 {funds.budget}、执行数 {funds.executed} 的位数多得不像金额，执行率无法计算",
            "核对预算数、执行数和金额单位",
            funds.origin("执行数"),
            field="资金/执行数",
            stated=str(funds.executed),
            rule="B10",
        )


@check(Code("amount-unit-doubtful", "没有写金额单位，金额像是元", "B10"))
def unit_of_amounts(assessment: Assessment) -> Iterator[Finding]:
    """没有写金额单位的按万元读（规则 B10）：文字里同一笔钱小一万倍的，填的多半是元。

    文字里没有说的，一个项目十亿元以上的，请人核对；一百亿以上的，读的时候已经说了。
    """
    project, funds = assessment.project, assessment.project.funds
    if project.amount_unit != "万元" or "金额单位" in project.places:
        return
    for title, value in (("预算数", funds.budget), ("执行数", funds.executed)):
        if value is None or not TEN_THOUSAND <= value < HUGE:
            continue
        field, said = _said_in_yuan(assessment, value)
        if not said and (value < LARGE or project.departmental):
            continue
        read = f"{title}填 {plain(value)}，没有写金额单位，按万元读是 {plain(value / 10000)} 亿元"
        told = f"；“{field}”里写的是 {said}，填的像是元" if said else "，一个项目有这么多的少见"
        yield Finding(
            "amount-unit-doubtful",
            Severity.WARNING if said else Severity.NOTE,
            read + told,
            f"核对金额单位；填的是元的，写明单位是元，或改填 {plain(value / 10000)}（万元）",
            funds.origin(title),
            field=f"资金/{title}",
            stated=plain(value),
            expected=plain(value / 10000) if said else "",
            rule="B10",
        )
        return  # 一张表是一样的单位


def _said_in_yuan(assessment: Assessment, value: Decimal) -> tuple[str, str]:
    """文字里小一万倍的同一笔钱：在哪里，怎样写的；没有三位数的，凑巧的多，不算。"""
    for passage in texts_of(assessment):
        for found in IN_WAN.finditer(passage.text):
            said = Decimal(found["figure"].replace(",", ""))
            digits = len(said.normalize().as_tuple().digits)
            if digits >= DISTINCT and same_printed(said, value / 10000):
                return passage.field, found[0]
    return "", ""


@check(Code("nothing-executed", "执行数是零", "B06"))
def nothing_executed(assessment: Assessment) -> Iterator[Finding]:
    """执行数为零：全年没有支出的，要说明原因；多半是漏填（规则 B06）。"""
    funds = assessment.project.funds
    if funds.executed == 0 and assessment.computed_rate is not None:
        yield Finding(
            "nothing-executed",
            Severity.WARNING,
            "执行数填 0，执行率为 0%，执行得分为 0",
            "核对执行数；确实没有支出的，在偏差原因里说明",
            funds.origin("执行数"),
            field="资金/执行数",
            stated="0",
            rule="B06",
        )


@check(Code("parts-not-total", "资金的分项、来源加起来不是总数", "B07"))
def parts_add_up(assessment: Assessment) -> Iterator[Finding]:
    """资金的分项、来源加起来是总数（规则 B07）；加不拢的，报告里不说“其中”。"""
    funds = assessment.project.funds
    parts = [part for part in (funds.initial, funds.carried_over, funds.added) if part is not None]
    # 只填了年初预算的，与预算数的差是年中的调整，不是加错
    several = len(parts) > 1 or funds.initial is None
    if parts and several and funds.budget is not None and assessment.parts is Parts.NONE:
        less = f"，减去压减 {plain(funds.reduction)}" if funds.reduction else ""
        yield Finding(
            "parts-not-total",
            Severity.WARNING,
            f"年初预算、上年结转、追加合计 {plain(sum(parts, Decimal(0)))}{less}，"
            f"不等于预算数 {plain(funds.budget)}",
            "核对各项；分项不全的补上",
            funds.origin("预算数"),
            field="资金/预算数",
            stated=plain(funds.budget),
            rule="B07",
        )
    for title, whole in (("预算数", funds.budget), ("执行数", funds.executed)):
        amounts = [
            source.budget if title == "预算数" else source.executed for source in funds.sources
        ]
        given = [amount_ for amount_ in amounts if amount_ is not None]
        if whole is None or not given or len(given) < len(amounts) or sum(given) == whole:
            continue
        yield Finding(
            "parts-not-total",
            Severity.WARNING,
            f"各资金来源的{title}合计 {plain(sum(given, Decimal(0)))}，"
            f"不等于资金的{title} {plain(whole)}",
            "核对各来源；来源不全的补上",
            funds.sources[0].origin(title),
            field=f"资金/来源/{title}",
            stated=plain(whole),
            rule="B07",
        )


@check(Code("rate-over-100", "执行数超过预算数", "B05", "rate_over_100_unexplained"))
def over_budget(assessment: Assessment) -> Iterator[Finding]:
    """执行数超过预算数：得分封顶，要说明来源或核对调整后的预算（规则 B05）。"""
    funds, rate = assessment.project.funds, assessment.computed_rate
    if rate is None or rate <= 1 or funds.budget is None or funds.executed is None:
        return
    yield Finding(
        "rate-over-100",
        Severity.WARNING,
        f"执行数 {plain(funds.executed)} 超出预算数 {plain(funds.budget)} 共"
        f"{amount(funds.executed - funds.budget)}，执行率 {percent(rate)}，执行得分按满分计",
        "核对预算数是否为调整后总额（含结转、追加），确实超出的说明资金来源",
        funds.origin("执行数"),
        field="资金/执行数",
        stated=plain(funds.executed),
        expected=plain(funds.budget),
        rule="B05",
    )
