"""命令：写、核查、名录、铺样；返回值就是退出码。用到才引用后面各步，``--help`` 立刻就有。"""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen import __version__
from reportgen.cli.chinese import ChineseGroup
from reportgen.cli.show import (
    show_blanks,
    show_checklist,
    show_compared,
    show_findings,
    show_heading,
    show_imported,
    show_letters,
    show_made,
    show_names,
    show_next,
    show_returned,
    show_written,
)
from reportgen.finding import Finding, Severity

if TYPE_CHECKING:
    from reportgen.pipeline import Outcome
    from reportgen.workshop import Workshop
    from reportgen.writing import Written

CLEAN, FAULTS, UNREADABLE = 0, 1, 3
DATA = (Path("data"),)


def _not_a_file(context: click.Context, parameter: click.Parameter, path: Path) -> Path:
    if _is(path, Path.is_file):
        raise click.BadParameter(f"“{path}”是一个文件，这里要写文件夹")
    return path


def _folder_to_be(
    context: click.Context, parameter: click.Parameter, path: Path | None
) -> Path | None:
    return None if path is None else _not_a_file(context, parameter, path)


def _a_folder(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and not _is(path, Path.is_dir):
        _not_a_file(context, parameter, path)
        raise click.BadParameter(f"没有“{path}”这个文件夹")
    return path


def _a_workbook(context: click.Context, parameter: click.Parameter, path: Path) -> Path:
    if path.suffix.lower() != ".xlsx":
        raise click.BadParameter(f"“{path}”不是 .xlsx，这里要写工作簿的文件名，如 填报.xlsx")
    return path


def _a_workbook_to_be(
    context: click.Context, parameter: click.Parameter, path: Path | None
) -> Path | None:
    return None if path is None else _a_workbook(context, parameter, path)


paths_argument = click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path), metavar="[数据文件或文件夹]..."
)
mark_option = click.option(
    "--mark",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    callback=_folder_to_be,
    help="有问题的格标在副本里，写到这里（Word 表、工作簿）。",
)
templates_option = click.option(
    "--templates",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    callback=_a_folder,
    help="自己的模板（缺省用随程序带的）。",
)


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, "--version", message="reportgen %(version)s", help="显示版本号。"
)
def main() -> None:
    """预算绩效自评：由项目数据生成附件2至附件5的 Word 文件。

    \b
    退出码：0 没有问题；1 有错误级的发现；2 命令用错；
            3 有文件读不了或没有写成（别的照写）。
    """
    # 装各模块时造的值都要一直用，先不去翻检循环引用，快一成；装好了再照常
    gc.disable()


@main.command()
@paths_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    default=Path("output"),
    callback=_not_a_file,
    help="写到哪里（缺省 output）。",
)
@templates_option
@click.option("--dry-run", is_flag=True, help="只说要写什么、并哪里，不写文件。")
@click.option("--clean", is_flag=True, help="并进人改过的文件时直接改，不作修订。")
@click.option("--final", is_flag=True, help="写成定稿：直接改，去掉本工具的记号和批注。")
def write(
    paths: tuple[Path, ...],
    output: Path,
    templates: Path | None,
    dry_run: bool,
    clean: bool,
    final: bool,
) -> int:
    """写出每个项目的自评表、缩略版和摘要版，人改过的并进去（缺省读 data）。"""
    from reportgen.merging import Manner
    from reportgen.pipeline import write as write_all
    from reportgen.writing import Order

    code = CLEAN
    written: list[Written] = []
    manner = Manner.FINAL if final else Manner.CLEAN if clean else Manner.TRACKED
    order = Order(output, dry_run, manner)
    for outcome in write_all(paths or DATA, order, _workshop(templates)):
        show_heading(outcome)
        show_written(outcome, dry_run)
        show_findings(outcome.findings)
        written += outcome.written
        code = max(code, _code(outcome))
    show_blanks(written)
    return code


@main.command()
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text 给人看（缺省），json 给程序用。",
)
@click.option(
    "--xlsx",
    type=click.Path(path_type=Path),
    metavar="文件.xlsx",
    callback=_a_workbook_to_be,
    help="另写一份审核清单：一处一行，可筛选，点出处打开文件。",
)
@mark_option
@click.option(
    "--letter",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    callback=_folder_to_be,
    help="给每个单位写一份审核意见（Word），写到这里。",
)
@templates_option
def audit(
    paths: tuple[Path, ...],
    form: str,
    xlsx: Path | None,
    mark: Path | None,
    letter: Path | None,
    templates: Path | None,
) -> int:
    """核查填报的数和应得的数差在哪里，不写文件（缺省读 data）。"""
    from reportgen.pipeline import all_findings, audit_all

    workshop = _workshop(templates)
    outcomes = audit_all(paths or DATA, workshop)
    findings = all_findings(outcomes)
    quiet = form == "json"
    if quiet:
        click.echo(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False))
    else:
        from reportgen.cli.audited import show_audited

        show_audited(outcomes)
    return max(
        *map(_code, outcomes),
        _return_marked(findings, mark, quiet),
        _write_checklist(outcomes, xlsx, quiet),
        _write_letters(outcomes, letter, workshop, quiet),
    )


@main.command("import")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="自评表或文件夹...",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    required=True,
    callback=_not_a_file,
    help="数据文件写到哪里。",
)
@click.option("--convert", is_flag=True, help="旧版的文件由本机的 LibreOffice 转换。")
@mark_option
def import_(paths: tuple[Path, ...], output: Path, convert: bool, mark: Path | None) -> int:
    """把填好的表（Word、Excel）录成数据文件，好改、好加文字；已有的不动。"""
    from reportgen.pipeline import import_forms

    code = CLEAN
    findings: list[Finding] = []
    for imported in import_forms(paths, output, convert):
        show_imported(imported)
        show_findings(imported.findings)
        findings += imported.findings
        code = max(code, CLEAN if imported.path else UNREADABLE)
    return max(code, _return_marked(findings, mark))


@main.command()
@paths_argument
@click.option(
    "--kind",
    type=click.Choice(["附件2", "附件3"]),
    default="附件2",
    help="空白的给哪种表填：附件2（缺省）、附件3。",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="文件.xlsx",
    required=True,
    callback=_a_workbook,
    help="工作簿写到哪里。",
)
@templates_option
def blank(paths: tuple[Path, ...], kind: str, output: Path, templates: Path | None) -> int:
    """做一份 Excel 工作簿来填；给了数据文件的，带上它们的数据。"""
    from reportgen.blank import write_blank

    made = write_blank(paths, kind, output, _workshop(templates))
    show_made(made)
    show_findings(made.findings)
    return UNREADABLE if made.findings else CLEAN


@main.command()
@click.argument("old", type=click.Path(path_type=Path), metavar="旧的.docx")
@click.argument("new", type=click.Path(path_type=Path), metavar="新的.docx或数据文件")
@templates_option
def diff(old: Path, new: Path, templates: Path | None) -> int:
    """比两份 Word 文件，或看照数据重写时一份报告会改哪里，不写文件。"""
    from reportgen.comparing import compare

    compared = compare(old, new, _workshop(templates))
    show_compared(compared)
    if compared.failed:
        return UNREADABLE
    return FAULTS if any(each.severity is Severity.ERROR for each in compared.findings) else CLEAN


@main.command()
@click.argument("data", type=click.Path(path_type=Path), required=False, metavar="[数据文件]")
@templates_option
def names(data: Path | None, templates: Path | None) -> int:
    """列出模板里能用的全部名称，带一个项目的值（缺省用 data 里第一个）。"""
    from reportgen.pipeline import list_names
    from reportgen.shipped import sample

    if data is None:
        data = DATA[0] if _is(DATA[0], Path.is_dir) else sample()
    listed = list_names(data, _workshop(templates))
    show_findings(listed.findings)
    if not listed.groups:
        return UNREADABLE
    click.echo(f"右边是 {listed.file} 里的值。")
    show_names(listed.groups)
    return CLEAN


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹", callback=_not_a_file)
def init(folder: Path) -> int:
    """把模板和样例放进一个文件夹，好照着改；已有的文件不动。"""
    from reportgen.shipped import lay_out

    findings = lay_out(folder)
    if findings:
        show_findings(findings)
        return UNREADABLE
    show_next(folder)
    return CLEAN


def _return_marked(findings: list[Finding], folder: Path | None, quiet: bool = False) -> int:
    """标出来的副本；没有写成的话是读不了的一类。"""
    if folder is None:
        return CLEAN
    from reportgen.returns import return_marked

    returned = list(return_marked(findings, folder))
    if not quiet:
        show_returned(returned)
    return CLEAN if all(each.path for each in returned) else UNREADABLE


def _write_checklist(outcomes: list[Outcome], path: Path | None, quiet: bool) -> int:
    """审核清单；没有写成的是读不了的一类。"""
    if path is None:
        return CLEAN
    from reportgen.checklist import write_checklist

    listed = write_checklist(outcomes, path)
    if not quiet:
        show_checklist(listed)
    return CLEAN if listed.path else UNREADABLE


def _write_letters(
    outcomes: list[Outcome], folder: Path | None, workshop: Workshop, quiet: bool
) -> int:
    """审核意见；没有动人改过的，是错误一类。"""
    if folder is None:
        return CLEAN
    from reportgen.letters import write_letters

    letters = write_letters(outcomes, folder, workshop)
    if not quiet:
        show_letters(letters)
    if letters.failed:
        return UNREADABLE
    return FAULTS if letters.findings else CLEAN


def _workshop(templates: Path | None) -> Workshop:
    from reportgen.workshop import Workshop

    gc.freeze()
    gc.enable()
    return Workshop(templates, _cache())


def _cache() -> Path | None:
    """使用者自己的缓存文件夹；说不清在哪里（没有家目录）的不用，免得落到眼前的文件夹里。"""
    places = ("LOCALAPPDATA",) if os.name == "nt" else ("XDG_CACHE_HOME",)
    folder = Path(next(filter(None, map(os.environ.get, places)), "~/.cache")).expanduser()
    return folder / "reportgen" if folder.is_absolute() else None


def _code(outcome: Outcome) -> int:
    if outcome.failed:
        return UNREADABLE
    errors = any(finding.severity is Severity.ERROR for finding in outcome.findings)
    return FAULTS if errors else CLEAN


def _is(path: Path, check: Callable[[Path], bool]) -> bool:
    try:
        return check(path)
    except OSError:  # 没有权限看，或名称太长：写的时候再说
        return False
