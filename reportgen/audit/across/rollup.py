"""部门整体的表和它的各个项目：金额加不加得拢。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportgen.audit.across.digest import Digest
from reportgen.audit.across.naming import plain_name
from reportgen.audit.across.run import Member, Run
from reportgen.audit.check import Code, check_across
from reportgen.audit.compare import TOLERANCE, only_cut, same_printed
from reportgen.finding import Finding, Severity
from reportgen.wording import enumerated, plain

ZERO = Decimal(0)
BUDGET, EXECUTED = "预算数", "执行数"
BASIC, PROJECTS = "基本支出总额", "项目支出总额"


class _Sum(NamedTuple):
    """各项目自评表的合计：哪几个项目、预算数、执行数。"""

    digests: tuple[Digest, ...]
    budget: Decimal
    executed: Decimal

    def total(self, title: str) -> Decimal:
        """预算数或执行数的合计。"""
        return self.budget if title == BUDGET else self.executed

    def listed(self, title: str) -> str:
        """点几个项目的名，各是多少。"""
        return enumerated(
            [f"“{digest.called}”{plain(_value(digest, title) or ZERO)}" for digest in self.digests]
        )


@check_across(
    Code("rollup-differs", "部门整体的金额和各项目的合计不相等", "E11", "aggregation_difference"),
    Code("whole-less-than-part", "部门整体的金额比其中一个项目还少", "E11"),
)
def wholes_add_up(run: Run) -> Iterator[Finding]:
    """部门整体的预算数、执行数不少于任何一个项目，等于各项目合计（或加上基本支出）（规则 E11）。"""
    for department in run.departments:
        summed = _nearest(department, run.members(department))
        if summed is None:
            continue
        short = []
        for title, whole, total in (
            (BUDGET, department.funds.budget, summed.budget),
            (EXECUTED, department.funds.executed, summed.executed),
        ):
            if whole is None or whole <= 0 or _agrees(whole, total, department):
                continue
            larger = _larger(department, title, whole, summed)
            if larger is not None:
                yield _less(department, title, whole, larger)
            elif _rounded(whole, total, len(summed.digests)):
                yield _differs(department, title, whole, summed, total, Severity.NOTE)
            elif total > whole:
                yield _differs(department, title, whole, summed, total, Severity.WARNING)
            else:
                short.append((title, whole, total))
        if department.funds.project:
            yield from _of_projects(department, summed, department.funds.project)
        elif short:
            yield _missing(department, summed, short)


@check_across(
    Code(
        "basic-holds-projects",
        "项目支出总额没有填，全部支出都填在基本支出总额",
        "B12",
        "basic_project_expenditure_swapped",
    )
)
def basic_is_basic(run: Run) -> Iterator[Finding]:
    """基本支出总额等于全部支出、项目支出总额没有填：有项目的，多半填错了格（规则 B12）。"""
    for department in run.departments:
        funds = department.funds
        whole = _whole_of(funds.basic, funds.budget, funds.executed)
        if funds.basic is None or not whole or funds.project:
            continue
        members = [member.digest for member in run.members(department) if not member.supervised]
        told = f"{BASIC}填 {plain(funds.basic)}，等于全部的{whole}，{PROJECTS}没有填"
        remedy = f"{BASIC}、{PROJECTS}分开填；确实没有项目支出的不用改"
        severity = Severity.NOTE
        if members:
            total = _summed(members).total(whole)
            told += f"；而这里有它的 {len(members)} 个项目自评表，{whole}合计 {plain(total)}"
            remedy = f"项目的支出填在{PROJECTS}，{BASIC}只填人员、公用等基本支出"
            severity = Severity.WARNING
        yield Finding(
            "basic-holds-projects",
            severity,
            told,
            remedy,
            funds.origin(BASIC),
            department.stem,
            f"资金/{BASIC}",
            plain(funds.basic),
            rule="B12",
        )


def _whole_of(basic: Decimal | None, budget: Decimal | None, executed: Decimal | None) -> str:
    """基本支出总额等于哪一个总数；都不是的为空。"""
    if not basic:
        return ""
    return EXECUTED if basic == executed else BUDGET if basic == budget else ""


def _nearest(department: Digest, members: Sequence[Member]) -> _Sum | None:
    """归到部门的项目：只有主管部门是它的，算不算看哪样合计最接近。

    年度不同的多半是别的年度的；连它们一起正好相等的，是年度填错了。
    """
    title = BUDGET if department.funds.budget is not None else EXECUTED
    whole = _value(department, title) or ZERO
    ways = []
    for year in (department.year, None):
        for supervised in (False, True):
            way = _summed(
                [
                    member.digest
                    for member in members
                    if (supervised or not member.supervised) and year in (None, member.digest.year)
                ]
            )
            if way.digests and (year or _agrees(whole, way.total(title), department)):
                ways.append(way)
    return min(ways, key=lambda way: abs(way.total(title) - whole), default=None)


def _summed(digests: Sequence[Digest]) -> _Sum:
    return _Sum(
        tuple(digests),
        sum((digest.funds.budget or ZERO for digest in digests), ZERO),
        sum((digest.funds.executed or ZERO for digest in digests), ZERO),
    )


def _value(digest: Digest, title: str) -> Decimal | None:
    return digest.funds.budget if title == BUDGET else digest.funds.executed


def _agrees(whole: Decimal, total: Decimal, department: Digest) -> bool:
    """合计就是整体，或整体减去基本支出，或项目支出总额。"""
    basic, projects = department.funds.basic, department.funds.project
    return total in (whole, whole - basic if basic else whole, projects)


def _rounded(whole: Decimal, total: Decimal, count: int) -> bool:
    """取整、去掉尾数，或各项目取整的零头能解释的。"""
    cut = same_printed(whole, total) or only_cut(whole, total)
    return cut or abs(whole - total) <= TOLERANCE * count


def _larger(department: Digest, title: str, whole: Decimal, summed: _Sum) -> Digest | None:
    """比整体还多的项目，取最多的。

    单位的名称一字不差、年度一样的才算；差的只是零头的不算。
    """
    unit = plain_name(department.unit)
    found = [
        (value, part)
        for part in summed.digests
        if unit in part.units
        and part.year == department.year
        and (value := _value(part, title)) is not None
        and value > whole
        and not _rounded(whole, value, 1)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _less(department: Digest, title: str, whole: Decimal, part: Digest) -> Finding:
    value = plain(_value(part, title) or ZERO)
    return Finding(
        "whole-less-than-part",
        Severity.ERROR,
        f"部门整体的{title}填 {plain(whole)}，比它的一个项目“{part.called}”的{title} {value} 还少",
        f"核对两张表的{title}和金额单位，整体应当不少于任何一个项目",
        (*department.funds.origin(title), *part.funds.origin(title)),
        department.stem,
        f"资金/{title}",
        plain(whole),
        rule="E11",
    )


def _differs(
    department: Digest,
    title: str,
    whole: Decimal,
    summed: _Sum,
    total: Decimal,
    severity: Severity,
) -> Finding:
    """合计比整体多；差的只是零头的是说明。"""
    gap = f"多 {plain(total - whole)}" if total > whole else f"少 {plain(whole - total)}"
    only_rounding = severity is Severity.NOTE
    return Finding(
        "rollup-differs",
        severity,
        f"部门整体的{title}填 {plain(whole)}，这里 {len(summed.digests)} 个项目自评表的{title}"
        f"合计 {plain(total)}（{summed.listed(title)}），合计{gap}"
        + ("，像是取整去掉了零头" if only_rounding else ""),
        f"填合计的准确数 {plain(total)}"
        if only_rounding
        else f"核对部门整体和各项目的{title}：整体应当包括全部项目",
        department.funds.origin(title),
        department.stem,
        f"资金/{title}",
        plain(whole),
        plain(total),
        "E11",
    )


def _of_projects(department: Digest, summed: _Sum, stated: Decimal) -> Iterator[Finding]:
    """项目支出总额和各项目的合计：按预算数、按执行数有一个相等就行。"""
    totals = (summed.budget, summed.executed)
    if any(total == stated or _rounded(stated, total, len(summed.digests)) for total in totals):
        return
    more = min(totals) > stated
    yield Finding(
        "rollup-differs",
        Severity.WARNING if more else Severity.NOTE,
        f"{PROJECTS}填 {plain(stated)}，这里 {len(summed.digests)} 个项目自评表合计预算数 "
        f"{plain(summed.budget)}、执行数 {plain(summed.executed)}（执行数："
        f"{summed.listed(EXECUTED)}），都不等于它",
        f"核对{PROJECTS}和各项目的金额"
        + ("" if more else "；还有项目的自评表没有放进来的，放进来再核查"),
        department.funds.origin(PROJECTS),
        department.stem,
        f"资金/{PROJECTS}",
        plain(stated),
        rule="E11",
    )


def _missing(
    department: Digest, summed: _Sum, short: list[tuple[str, Decimal, Decimal]]
) -> Finding:
    """合计比整体少：多半是项目没有放全，或还有基本支出。"""
    title, whole, _ = short[0]
    parts = [
        f"{each}合计 {plain(total)}，部门整体填 {plain(stated)}，少 {plain(stated - total)}"
        for each, stated, total in short
    ]
    return Finding(
        "rollup-differs",
        Severity.NOTE,
        f"这里只有它的 {len(summed.digests)} 个项目自评表（{summed.listed(title)}）："
        + "；".join(parts),
        "还有项目的自评表没有放进来的，放进来再核查；少的是基本支出的，填在基本支出总额",
        department.funds.origin(title),
        department.stem,
        f"资金/{title}",
        plain(whole),
        rule="E11",
    )
