"""显示：一个项目的结果在终端上的样子。"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.columns import SCREEN, aligned, shortened, width
from reportgen.finding import Finding, Severity

if TYPE_CHECKING:
    from reportgen.blank import Blank
    from reportgen.checklist import Listed
    from reportgen.comparing import Compared
    from reportgen.compose import Group
    from reportgen.letters import Letters
    from reportgen.merge.plan import Change
    from reportgen.pipeline import Imported, Outcome
    from reportgen.report import Shortening
    from reportgen.returns import Returned
    from reportgen.writing import Written

MARKS = {
    "written": "已写",
    "merged": "已并",
    "unchanged": "没有变化",
    "kept": "有人改过，未动",
}
SHORTEST = 20
FORECASTS = {
    "written": "将写",
    "merged": "将并",
    "unchanged": "没有变化",
    "kept": "有人改过，不会动",
}


def show_heading(outcome: Outcome) -> None:
    """项目的名称，单独一行。"""
    click.echo(click.style(outcome.stem, bold=True))


def show_imported(imported: Imported) -> None:
    """录入的一份表：写成了哪个数据文件。"""
    click.echo(click.style(imported.stem, bold=True))
    if imported.path:
        click.echo(f"  已录 {imported.path}")


def show_returned(several: list[Returned]) -> None:
    """标出来的副本写到哪里；一个也没有的，也说一声。"""
    for returned in several:
        if returned.path:
            click.echo(f"标了 {returned.places} 处，写在 {returned.path}")
        show_findings(returned.findings)
    if not several:
        click.echo("没有要标的：Word 表、工作簿里没有发现问题")


def show_checklist(listed: Listed) -> None:
    """审核清单写到哪里，有几行。"""
    if listed.path:
        click.echo(f"已写 {listed.path}，{listed.rows} 处")
    show_findings(listed.findings)


def show_letters(letters: Letters) -> None:
    """审核意见写到哪里，还有几处要填，哪些文件没有进去。"""
    click.echo(click.style("审核意见", bold=True))
    for written in letters.written:
        blanks = len(written.report.blanks())
        left = f"，有 {blanks} 处要填" if blanks and written.saved.value != "kept" else ""
        click.echo(f"  {MARKS[written.saved.value]} {written.path}{left}")
    show_findings(letters.findings)
    if letters.left_out:
        click.echo(f"  读不了、没有进审核意见的：{'、'.join(letters.left_out)}")


def show_made(made: Blank) -> None:
    """做成的工作簿，带着几个项目。"""
    if made.path:
        carried = f"，带着 {made.projects} 个项目的数据" if made.projects else ""
        click.echo(f"已写 {made.path}{carried}")


def show_written(outcome: Outcome, dry_run: bool) -> None:
    """写了哪些文件，多少字，并进去几处，哪里用了较短的说法；只看不写的，并哪里也列出。"""
    for written in outcome.written:
        report = written.report
        mark = (FORECASTS if dry_run else MARKS)[written.saved.value]
        mark += "（定稿）" if written.final else ""
        length = ""
        if report.limit is not None and written.saved.value != "kept":
            length = f"，{written.length} 字（上限 {report.limit} 字）"
        changes = written.merged.changes if written.merged else ()
        several = f"，改 {len(changes)} 处" if changes else ""
        click.echo(f"  {mark} {written.path}{length}{several}")
        if dry_run:
            show_changes(changes)
        if report.shortened and written.merged is None:
            named = "、".join(map(_shortened, report.shortened))
            click.echo(f"    为控制篇幅用了较短的说法：{named}")


def show_compared(compared: Compared) -> None:
    """对比的结果。"""
    if compared.changes:
        click.echo(f"有 {len(compared.changes)} 处不同")
    elif not compared.failed:
        click.echo("没有不同")
    show_changes(compared.changes)
    show_findings(compared.findings)


def show_changes(changes: Iterable[Change]) -> None:
    """并进去的各处：原来的 → 新的。"""
    for change in changes:
        section = change.piece.partition("#")[0]
        where = f"{section}：" if section else ""
        was, now = (_one_line(text) for text in (change.was, change.now))
        if not was:
            click.echo(f"    {where}添“{now}”")
        elif not now:
            click.echo(f"    {where}去掉“{was}”")
        else:
            click.echo(f"    {where}{was} → {now}")


def _one_line(text: str) -> str:
    return shortened(" ".join(text.split()), SCREEN)


def _shortened(part: Shortening) -> str:
    """让位的是什么：表格、图叫自己的名称，别的叫章节的名称。"""
    _, _, name = part.passage.partition("#")
    kind, _, own = name.partition(" ")
    shown = own if kind in ("表格", "图") and own else part.section.rsplit("/", 1)[-1]
    return f"{shown}（{part.longest}→{part.chosen} 字）" if part.chosen else f"{shown}（没有印）"


def show_findings(findings: Iterable[Finding]) -> None:
    """发现：重的在前，同样轻重的按发现的次序；末尾是代码，在审核.yaml 里关闭它用。"""
    order = list(Severity)
    for finding in sorted(findings, key=lambda each: order.index(each.severity)):
        places = "、".join(str(origin) for origin in finding.origins)
        place = f"  [{places}]" if places else ""
        code = click.style(finding.code, dim=True)
        click.echo(f"  {finding.severity.label}　{finding.message}{place}  {code}")
        for consequence in finding.consequences:
            click.echo(f"        由此：{consequence}")
        if finding.remedy:
            click.echo(f"        → {finding.remedy}")


def show_blanks(written: Iterable[Written]) -> None:
    """等人填写的地方，全部文件写完以后按文件列出；有人改过、没有写的不算。"""
    places = [(each.path, each.blanks()) for each in written if each.saved.value != "kept"]
    total = sum(len(blanks) for _, blanks in places)
    if not total:
        return
    click.echo(click.style(f"等人填写的地方，共 {total} 处", bold=True))
    for path, blanks in places:
        if blanks:
            click.echo(f"  {path}（{len(blanks)} 处）")
        for blank in blanks:
            key = f"　文字材料的键：{blank.key}" if blank.key else "　补上数据就有"
            click.echo(f"    {blank.mark}{key}")


def show_names(groups: Iterable[Group]) -> None:
    """名录：一组一组，左边是在模板里怎样写，右边是印出来的样子。"""
    for group in groups:
        click.echo("\n" + click.style(group.title, bold=True))
        for note in group.notes:
            click.echo(f"  {note}")
        left = max(width(entry.written) for entry in group.entries)
        room = max(SCREEN - left - 4, SHORTEST)
        rows = [(entry.written, shortened(entry.value, room)) for entry in group.entries]
        for line in aligned(rows):
            click.echo(line)


def show_next(folder: Path) -> None:
    """放好以后做什么。"""
    place = f'"{folder}"' if " " in str(folder) else str(folder)
    click.echo(
        "已放好模板和样例。照 data 里的样例写自己的项目；改模板，看 templates 里的 README.md。"
    )
    click.echo(f"  cd {place}")
    click.echo("  reportgen write --templates templates")
