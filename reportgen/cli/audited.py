"""核查的结果在终端上的样子：一个项目一段，问题多的在前；几个项目的，末尾一张汇总表。"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reportgen.cli.columns import shortened, tabled
from reportgen.cli.show import show_findings, show_heading
from reportgen.codes import commonest, counts, entry

if TYPE_CHECKING:
    from reportgen.pipeline import Outcome

HEAD = ("项目", "错误", "提醒", "说明", "填报总分", "应得总分")
LONGEST_TABLE = 30
WIDEST_NAME, WIDEST_TOTAL = 36, 10
MOST_COMMON = 5


def show_audited(outcomes: Sequence[Outcome]) -> None:
    """全部结果。"""
    ordered = by_gravity(outcomes)
    faulty = [outcome for outcome in ordered if outcome.findings]
    for outcome in faulty:
        show_heading(outcome)
        show_findings(outcome.findings)
    clean = len(ordered) - len(faulty)
    if clean:
        click.echo(f"没有发现问题的项目：{clean} 个")
    if len(ordered) > 1:
        _show_summary(ordered)


def by_gravity(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """错误多的在前，其次提醒多的，一样多的按读的次序。"""
    return sorted(outcomes, key=lambda each: counts(each.findings)[:2], reverse=True)


def _show_summary(ordered: Sequence[Outcome]) -> None:
    rows = [_row(outcome) for outcome in ordered]
    shown, rest = rows[:LONGEST_TABLE], rows[LONGEST_TABLE:]
    lines = [list(HEAD), *shown]
    if rest:
        lines.append([f"其余 {len(rest)} 个", *_added(rest)])
    lines.append(["合计", *_added(rows)])
    click.echo("\n" + click.style("汇总", bold=True))
    for line in tabled(lines):
        click.echo(line)
    findings = [finding for outcome in ordered for finding in outcome.findings]
    common = commonest(findings, MOST_COMMON)
    if common:
        told = "、".join(f"{entry(code).title} {count} 处" for code, count in common)
        click.echo(f"最常见的：{told}")


def _row(outcome: Outcome) -> list[str]:
    facts = outcome.facts
    totals = [facts.stated_total, facts.total] if facts else ["", ""]
    told = [shortened(total or "—", WIDEST_TOTAL) for total in totals]
    return [shortened(outcome.stem, WIDEST_NAME), *map(str, counts(outcome.findings)), *told]


def _added(rows: Sequence[Sequence[str]]) -> list[str]:
    """各栏的合计；总分不相加。"""
    numbers = HEAD.index("填报总分")
    return [str(sum(int(row[at]) for row in rows)) for at in range(1, numbers)] + ["", ""]
