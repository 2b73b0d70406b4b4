"""核查的结果在终端上的样子：一个项目一段，问题多的在前；几个项目的，末尾一张汇总表。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from reportgen.cli.columns import shortened, tabled
from reportgen.cli.show import show_findings, show_heading
from reportgen.codes import SWITCHES, commonest, counts, entry
from reportgen.pipeline import Outcome, all_findings, by_gravity

HEAD = ("项目", "错误", "提醒", "说明", "填报总分", "应得总分")
LONGEST_TABLE = 30
WIDEST_NAME, WIDEST_TOTAL = 36, 10
MOST_COMMON = 5


def show_audited(outcomes: Sequence[Outcome]) -> None:
    """全部结果。"""
    ordered = by_gravity(outcomes)
    for outcome in ordered:
        if outcome.findings:
            show_heading(outcome)
            show_findings(outcome.findings)
    projects = [outcome for outcome in ordered if not outcome.of_settings]
    clean = sum(not outcome.findings for outcome in projects)
    if clean:
        click.echo(f"没有发现问题的项目：{clean} 个")
    if len(projects) > 1:
        _show_summary(projects, [outcome for outcome in ordered if outcome.of_settings])


def _show_summary(projects: Sequence[Outcome], settings: Sequence[Outcome]) -> None:
    """一个项目一行；审核设定自己的发现另有一行，也在合计里。"""
    shown, rest = projects[:LONGEST_TABLE], projects[LONGEST_TABLE:]
    lines = [list(HEAD), *map(_row, shown)]
    if rest:
        lines.append(_added(f"其余 {len(rest)} 个", rest))
    if settings:
        lines.append(_added(SWITCHES, settings))
    lines.append(_added("合计", [*projects, *settings]))
    click.echo("\n" + click.style("汇总", bold=True))
    for line in tabled(lines):
        click.echo(line)
    common = commonest(all_findings([*projects, *settings]), MOST_COMMON)
    if common:
        told = "、".join(f"{entry(code).title} {count} 处" for code, count in common)
        click.echo(f"最常见的：{told}")


def _row(outcome: Outcome) -> list[str]:
    facts = outcome.facts
    totals = [facts.stated_total, facts.total] if facts else ["", ""]
    told = [shortened(total or "—", WIDEST_TOTAL) for total in totals]
    return [shortened(outcome.stem, WIDEST_NAME), *map(str, counts(outcome.findings)), *told]


def _added(name: str, outcomes: Iterable[Outcome]) -> list[str]:
    """几个结果合成一行；总分不相加。"""
    return [name, *map(str, counts(all_findings(outcomes))), "", ""]
