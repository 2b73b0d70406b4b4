"""审核清单：核查的全部发现写成一份工作簿，一处一行，给审核的人筛选、点开、记下怎么处理。"""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils.cell import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from reportgen import faults
from reportgen.codes import ENTRIES, SWITCHES, counts, entry
from reportgen.document.copies import put_copy
from reportgen.document.store import Saved
from reportgen.finding import Finding, Origin, Severity
from reportgen.intake.opening import WORKBOOKS
from reportgen.intake.workbook import looks
from reportgen.intake.workbook.blank import LONGEST
from reportgen.intake.workbook.putting import PLAIN, put_number, put_text, settled
from reportgen.pipeline import Outcome, all_findings, by_gravity
from reportgen.switches import Facts

LISTED, SUMMARY = "审核清单", "汇总"
HANDLED: Final = ("已改", "已说明", "不改")
PLACE, HANDLING = "出处", "处理情况"


class _Column(NamedTuple):
    title: str
    width: int
    alignment: Alignment = looks.LEFT


COLUMNS: Final = (
    _Column("序号", 6, looks.MIDDLE),
    _Column("项目", 18),
    _Column("单位名称", 14),
    _Column("轻重", 7, looks.MIDDLE),
    _Column("主题", 10, looks.MIDDLE),
    _Column("代码", 15),
    _Column("字段", 16),
    _Column("填报", 11, looks.MIDDLE),
    _Column("应为", 11, looks.MIDDLE),
    _Column("说明", 40),
    _Column("由此引起", 20),
    _Column("怎么办", 28),
    _Column("规则", 7, looks.MIDDLE),
    _Column(PLACE, 22),
    _Column("位置", 15),
    _Column(HANDLING, 10, looks.MIDDLE),
)
NUMBERS: Final = ("填报", "应为")
FILLS: Final = {
    Severity.ERROR.label: PatternFill("solid", fgColor="F8D7DA"),
    Severity.WARNING.label: PatternFill("solid", fgColor="FFF3CD"),
    Severity.NOTE.label: PatternFill("solid", fgColor="E7F1FB"),
}
HEADS: Final = ("项目", "单位名称", *(each.label for each in Severity), "填报总分", "应得总分")
NAME_WIDTH, UNIT_WIDTH, COUNT_WIDTH = 30, 22, 9
# Excel 一张表最多这么多个链接
MOST_LINKS: Final = 65_000
# 链接里要改写的；汉字照写，各版 Excel、WPS 都打得开
_UNSAFE: Final = re.compile(r'[\x00-\x20"#%<>?\\^`{|}\[\]]')


class Listed(NamedTuple):
    """写成的清单：写到哪里（没有写的为空）、有几行、为什么没有写。"""

    path: Path | None
    rows: int
    findings: tuple[Finding, ...] = ()


def write_checklist(outcomes: Iterable[Outcome], path: Path) -> Listed:
    """写清单；上次写的有人填过、改过的不动它。"""
    ordered = by_gravity(outcomes)
    saved = put_copy(path, make_checklist(ordered, path.parent))
    if saved is Saved.KEPT:
        told = "这里已经有一份同名的文件，有人填过、改过（或不是程序写的），没有写，保持原样"
        return Listed(None, 0, (faults.kept(path, told, "换一个文件名，或先把它改名、移走"),))
    if saved is Saved.UNWRITABLE:
        return Listed(None, 0, (faults.unwritable(path),))
    return Listed(path, sum(len(outcome.findings) for outcome in ordered))


def make_checklist(outcomes: Sequence[Outcome], folder: Path) -> bytes:
    """清单的字节，项目照给的次序，一个项目里重的在前；``folder`` 是它要放的文件夹。"""
    book = Workbook()
    listed = book.active
    assert isinstance(listed, Worksheet)
    _write_findings(listed, outcomes, folder)
    _write_summary(book.create_sheet(SUMMARY), outcomes)
    content = io.BytesIO()
    book.save(content)
    return settled(content.getvalue())


def _write_findings(sheet: Worksheet, outcomes: Sequence[Outcome], folder: Path) -> None:
    _head(sheet, LISTED, [(column.title, column.width) for column in COLUMNS])
    order = list(Severity)
    told = [
        (outcome, finding)
        for outcome in outcomes
        for finding in sorted(outcome.findings, key=lambda each: order.index(each.severity))
    ]
    models = [_model(sheet, 2, at, column.alignment) for at, column in enumerate(COLUMNS, 1)]
    for row, (outcome, finding) in enumerate(told, 2):
        texts = _texts(row - 1, outcome, finding)
        numbers = bool(PLAIN.fullmatch(finding.stated) and PLAIN.fullmatch(finding.expected))
        for at, (column, text) in enumerate(zip(COLUMNS, texts, strict=True), 1):
            cell = _at(sheet, row, at)
            looks.like(cell, models[at - 1])
            if column.title == "序号" or (numbers and column.title in NUMBERS):
                put_number(cell, text)
            else:
                put_text(cell, _fitting(text))
            if text in FILLS and column.title == "轻重":
                cell.fill = FILLS[text]
            if column.title == PLACE and finding.origins and row <= MOST_LINKS:
                _link(cell, finding.origins[0], folder)
        sheet.row_dimensions[row].height = looks.height(
            (text, column.width) for column, text in zip(COLUMNS, texts, strict=True)
        )
    last = max(len(told) + 1, 2)
    _choose(sheet, last)
    _finish(sheet, "C2", len(COLUMNS), last)


def _texts(number: int, outcome: Outcome, finding: Finding) -> tuple[str, ...]:
    """一行各格的文字，照各栏的次序。"""
    return (
        str(number),
        outcome.stem,
        outcome.facts.unit if outcome.facts else "",
        finding.severity.label,
        entry(finding.code).subject,
        finding.code,
        finding.field,
        finding.stated,
        finding.expected,
        finding.message,
        "\n".join(finding.consequences),
        finding.remedy,
        finding.rule,
        "\n".join(dict.fromkeys(Path(origin.file).name for origin in finding.origins)),
        "\n".join(filter(None, map(_spot, finding.origins))),
        "",
    )


def _write_summary(sheet: Worksheet, outcomes: Sequence[Outcome]) -> None:
    """一个项目一行，各种轻重、各个主题有几处；审核设定自己的发现另有一行，末一行合计。"""
    projects = [outcome for outcome in outcomes if not outcome.of_settings]
    of_settings = all_findings(outcome for outcome in outcomes if outcome.of_settings)
    every = all_findings(outcomes)
    told = {entry(finding.code).subject for finding in every}
    subjects = [
        each for each in dict.fromkeys(each.subject for each in ENTRIES.values()) if each in told
    ]
    widths = [NAME_WIDTH, UNIT_WIDTH] + [COUNT_WIDTH] * (len(HEADS) - 2 + len(subjects))
    titles = [*HEADS, *subjects]
    _head(sheet, SUMMARY, list(zip(titles, widths, strict=True)))
    rows = [_summary(each.stem, each.findings, subjects, each.facts) for each in projects]
    if of_settings:
        rows.append(_summary(SWITCHES, of_settings, subjects))
    total = _summary("合计", every, subjects)
    for row, texts in enumerate([*rows, total], 2):
        for at, text in enumerate(texts, 1):
            cell = _model(sheet, row, at, looks.LEFT if at <= 2 else looks.MIDDLE)
            put = put_text if at <= 2 else put_number
            put(cell, _fitting(text))
            if row == len(rows) + 2:
                cell.font = looks.BOLD
        sheet.row_dimensions[row].height = looks.height(zip(texts, widths, strict=True))
    _finish(sheet, "B2", len(titles), len(projects) + 1)


def _summary(
    name: str, findings: Sequence[Finding], subjects: Sequence[str], facts: Facts | None = None
) -> list[str]:
    """一行；不是一个项目的没有单位和总分。"""
    told = Counter(entry(finding.code).subject for finding in findings)
    return [
        name,
        facts.unit if facts else "",
        *map(str, counts(findings)),
        facts.stated_total if facts else "",
        facts.total if facts else "",
        *(str(told[subject]) for subject in subjects),
    ]


def _head(sheet: Worksheet, title: str, columns: Sequence[tuple[str, int]]) -> None:
    sheet.title = title
    sheet.sheet_properties.tabColor = looks.BLUE_TAB
    sheet.row_dimensions[1].height = looks.HEAD_HEIGHT
    for at, (text, width) in enumerate(columns, 1):
        cell = _at(sheet, 1, at)
        cell.value = text
        cell.font, cell.fill = looks.BOLD, looks.HEAD_FILL
        cell.alignment, cell.border = looks.HEAD, looks.GRID
        sheet.column_dimensions[get_column_letter(at)].width = width + 0.7


def _finish(sheet: Worksheet, frozen: str, columns: int, last: int) -> None:
    """冻结、筛选和打印。"""
    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{last}"
    looks.for_print(sheet)
    sheet.print_title_rows = "1:1"


def _choose(sheet: Worksheet, last: int) -> None:
    rule = DataValidation(type="list", formula1=f'"{",".join(HANDLED)}"', allow_blank=True)
    letter = get_column_letter(len(COLUMNS))
    rule.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(rule)


def _model(sheet: Worksheet, row: int, at: int, alignment: Alignment) -> Cell:
    cell = _at(sheet, row, at)
    cell.font, cell.border, cell.alignment = looks.BODY, looks.GRID, alignment
    return cell


def _at(sheet: Worksheet, row: int, at: int) -> Cell:
    cell = sheet.cell(row, at)
    assert isinstance(cell, Cell)  # 这里没有合并的格
    return cell


def _fitting(text: str) -> str:
    """放得进一格的；文件名里可能有格里不能放的字符。"""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _spot(origin: Origin) -> str:
    """在文件里的位置；说整个文件的为空。"""
    if origin.spot or origin.line is None:
        return origin.spot
    return f"第{origin.line}行" + (f"第{origin.column}列" if origin.column else "")


def _link(cell: Cell, origin: Origin, folder: Path) -> None:
    """打开出处的链接；工作簿的，到那一格。"""
    title, mark, place = origin.spot.rpartition("!")
    inside = mark and Path(origin.file).suffix.lower() in WORKBOOKS
    location = f"{quote_sheetname(title)}!{place}" if inside else None
    cell.hyperlink = Hyperlink(
        ref=cell.coordinate, target=_target(origin.file, folder), location=location
    )
    cell.font = looks.LINK


def _target(file: str, folder: Path) -> str:
    """从清单所在的文件夹到一个文件；不在一个盘上的写全。"""
    try:
        path = Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:
        path = "file:///" + Path(file).absolute().as_posix()
    return _UNSAFE.sub(lambda found: quote(found[0]), path)
