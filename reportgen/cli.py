"""命令行：只有这里往终端上写；结果用中文，退出码说明轻重。"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen import __version__
from reportgen.finding import Finding, Severity

if TYPE_CHECKING:
    from reportgen.pipeline import Outcome, Workshop

CLEAN, FAULTS, UNREADABLE = 0, 1, 3
MARKS = {"written": "已写", "unchanged": "没有变化", "kept": "有人改过，未动"}

templates_option = click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="自己的模板文件夹（缺省用随程序带的）。",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", message="reportgen %(version)s")
def main() -> None:
    """预算绩效自评：由项目数据生成附件2至附件5的 Word 文件。

    \b
    退出码：0 没有问题；1 有错误级的发现；2 命令用错；3 有文件读不了或没有写成。
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # Windows 的终端缺省不是 UTF-8
            reconfigure(encoding="utf-8", errors="replace")


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[数据文件或文件夹]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output"),
    show_default=True,
    help="输出文件夹。",
)
@templates_option
@click.option("--dry-run", is_flag=True, help="只说要写什么，不写文件。")
def write(paths: tuple[Path, ...], output: Path, templates: Path | None, dry_run: bool) -> None:
    """写出每个项目的自评表、缩略版和摘要版（缺省读 data 文件夹）。"""
    from reportgen.pipeline import write as write_all

    code = CLEAN
    seen = 0
    for outcome in write_all(paths or (Path("data"),), output, _workshop(templates), dry_run):
        seen += 1
        _show_written(outcome, dry_run)
        code = max(code, _code(outcome))
    _finish(code, seen)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[数据文件或文件夹]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text 给人看，json 给程序用。",
)
@templates_option
def audit(paths: tuple[Path, ...], form: str, templates: Path | None) -> None:
    """核查：填报的数和应得的数差在哪里，怎么改；不写文件。"""
    from reportgen.pipeline import audit_all

    code = CLEAN
    seen = 0
    findings: list[Finding] = []
    for outcome in audit_all(paths or (Path("data"),), _workshop(templates)):
        seen += 1
        findings += outcome.findings
        code = max(code, _code(outcome))
        if form == "text":
            click.echo(click.style(outcome.stem, bold=True))
            _show_findings(outcome.findings)
    if form == "json":
        click.echo(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False))
        sys.exit(code)
    _finish(code, seen)


def _workshop(templates: Path | None) -> Workshop:
    from reportgen.pipeline import Workshop

    return Workshop(templates)


def _code(outcome: Outcome) -> int:
    if outcome.failed:
        return UNREADABLE
    errors = any(finding.severity is Severity.ERROR for finding in outcome.findings)
    return FAULTS if errors else CLEAN


def _show_written(outcome: Outcome, dry_run: bool) -> None:
    click.echo(click.style(outcome.stem, bold=True))
    for written in outcome.written:
        report = written.report
        mark = "将写" if dry_run or written.saved is None else MARKS[written.saved.value]
        length = ""
        if report.limit is not None:
            length = f"，{report.length.upper} 字（上限 {report.limit} 字）"
        click.echo(f"  {mark} {written.path}{length}")
        if report.shortened:
            named = "、".join(
                f"{part.section.rsplit('/', 1)[-1]}（{part.longest}→{part.chosen} 字）"
                for part in report.shortened
            )
            click.echo(f"    为控制篇幅用了较短的说法：{named}")
        blanks = [block.wording.paragraphs[0] for block in report.blanks()]
        if blanks:
            click.echo(f"    等人填写 {len(blanks)} 处：{''.join(blanks)}")
    _show_findings(outcome.findings)


def _show_findings(findings: Iterable[Finding]) -> None:
    """发现：重的在前，同样轻重的按出处。"""
    order = list(Severity)
    for finding in sorted(findings, key=lambda each: order.index(each.severity)):
        places = "、".join(str(origin) for origin in finding.origins)
        click.echo(
            f"  {finding.severity.label}　{finding.message}" + (f"  [{places}]" if places else "")
        )
        if finding.remedy:
            click.echo(f"        → {finding.remedy}")


def _finish(code: int, seen: int) -> None:
    if not seen:
        click.echo(
            "没有找到数据文件（.yaml）；核对路径，或用 reportgen write --help 看用法。", err=True
        )
        sys.exit(UNREADABLE)
    sys.exit(code)
