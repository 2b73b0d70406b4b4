"""写工作簿：空白的，或带着已有数据的；同样的数据得到同样的字节。"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, Literal, get_args, get_origin

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.cell import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.intake.workbook import looks
from reportgen.intake.workbook.choices import Choices
from reportgen.intake.workbook.formulas import FIRST, Formulas
from reportgen.intake.workbook.guide import write_guide
from reportgen.intake.workbook.layout import (
    AMOUNT_UNIT,
    CONTINUED,
    FIRST_NAME,
    FORM,
    FORM_TEXTS,
    GUIDE,
    INDICATORS,
    LISTS,
    MONEY,
    NAME,
    OTHER,
    OWN_NAME,
    OWNER,
    PROJECTS,
    REFERENCE,
    SECTION,
    SHEETS,
    TEXTS,
    UNIT,
    Column,
    Fill,
    SheetLayout,
    title_of,
)
from reportgen.intake.workbook.putting import TEXT_FORMAT, put_number, put_text, settled
from reportgen.intake.workbook.rows import Row, rows_of, text_at
from reportgen.model import DEPARTMENT_FORM, PROJECT_FORM, Profile, Project, SelfRating
from reportgen.reading.builder import YES_NO
from reportgen.reading.node import Node
from reportgen.reading.number_format import GENERAL

LONGEST: Final = 32767
SPARE: Final = 20
_NOWHERE: Final = Origin("")
MUST: Final = (FORM, title_of(Project, "year"))
# 只能选、不能另写的
CLOSED: Final = tuple(
    title
    for title, info in Project.titles().items()
    if get_origin(info.annotation) is Literal or info.annotation is bool
)
CENTRED: Final = (*CLOSED, title_of(SelfRating, "rate"))
HIDDEN: Final = (OWNER.title, OWN_NAME.title, FIRST_NAME.title)
FROZEN: Final = {
    PROJECTS.title: "E2",
    MONEY.title: "C2",
    INDICATORS.title: "B2",
    TEXTS.title: "C2",
}
# 印出来最少几行：空白的也要印得出来填
SHORTEST: Final = 13
MIXED: Final = f"单位见“{PROJECTS.title}”表"


def make_workbook(nodes: Sequence[Node], choices: Choices, form: str = PROJECT_FORM) -> bytes:
    """工作簿的字节；没有数据的是一份空白的 ``form``（附件2、附件3）。

    有一格放不下的话抛出 ``Unreadable``。
    """
    filled = nodes or [Node({FORM: Node(form, _NOWHERE)}, _NOWHERE)]
    rows = rows_of(filled, choices.sections)
    counts = {sheet.title: max(sheet.rows, len(rows[sheet.title]) + SPARE) for sheet in SHEETS}
    forms = {text_at(node, (FORM,)) or PROJECT_FORM for node in filled}
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    guide.title = GUIDE
    write_guide(guide)
    formulas = Formulas(counts, choices.profiles)
    lists = _Lists(choices)
    for sheet in SHEETS:
        others = dict.fromkeys(
            title for row in rows[sheet.title] for title in row if title.startswith(OTHER)
        )
        layout = sheet.with_others(others)
        _Writer(book.create_sheet(layout.title), layout, formulas, lists).write(
            rows[layout.title], counts[layout.title], forms, _money_unit(filled)
        )
    lists.write(book.create_sheet(LISTS))
    book.active = 1
    content = io.BytesIO()
    book.save(content)
    return settled(content.getvalue())


class _Lists:
    """选项：放在一张隐藏的表里，各栏的下拉列表指着它；前两栏是口径和它的执行分值。"""

    def __init__(self, choices: Choices) -> None:
        sections = dict.fromkeys(each.path for each in choices.sections)
        self.columns: dict[str, list[str | Decimal]] = {
            title_of(Project, "profile"): list(choices.profiles),
            title_of(Profile, "execution_points"): list(choices.profiles.values()),
            **{title: list(_closed(title)) for title in CLOSED},
            **{title: list(options) for title, options in choices.options.items()},
            SECTION: [*FORM_TEXTS, *sections, CONTINUED],
        }

    def source(self, options: str) -> str:
        """一栏选项在哪里；没有这样的选项为空。"""
        count = len(self.columns.get(options, ()))
        if not count:
            return ""
        letter = get_column_letter(list(self.columns).index(options) + 1)
        return f"{LISTS}!${letter}${FIRST}:${letter}${FIRST + count - 1}"

    def write(self, sheet: Worksheet) -> None:
        """写这张表。"""
        sheet.sheet_state = "hidden"
        for number, (title, items) in enumerate(self.columns.items(), 1):
            sheet.cell(1, number, title)
            for row, item in enumerate(items, FIRST):
                cell = _at(sheet, row, number)
                if isinstance(item, str):
                    put_text(cell, item)
                else:
                    cell.value = item


class _Writer:
    """写一张表。"""

    def __init__(
        self, sheet: Worksheet, layout: SheetLayout, formulas: Formulas, lists: _Lists
    ) -> None:
        self.sheet = sheet
        self.layout = layout
        self.formulas = formulas
        self.lists = lists

    def write(self, rows: list[Row], count: int, forms: set[str], money: str) -> None:
        """表头、备好的各行、下拉列表、冻结和打印。"""
        last = FIRST + count - 1
        padded = [*rows, *([{}] * (count - len(rows)))]
        self.sheet.sheet_properties.tabColor = looks.BLUE_TAB
        self.sheet.row_dimensions[1].height = looks.HEAD_HEIGHT
        for number, column in enumerate(self.layout.columns, 1):
            letter = get_column_letter(number)
            self._head(_at(self.sheet, 1, number), column, money, forms)
            self._width(letter, column, rows, forms)
            self._choose(f"{letter}{FIRST}:{letter}{last}", column)
            cells = [_at(self.sheet, row, number) for row in range(FIRST, last + 1)]
            self._fill(cells, column, [row.get(column.title, "") for row in padded])
        for row, texts in enumerate(padded, FIRST):
            shown_here = ((texts.get(each.title, ""), each.width) for each in self.layout.columns)
            self.sheet.row_dimensions[row].height = looks.height(shown_here)
        self.sheet.freeze_panes = FROZEN[self.layout.title]
        looks.for_print(self.sheet)
        self.sheet.print_title_rows = "1:1"
        self._print_area(last)

    def _head(self, cell: Cell, column: Column, money: str, forms: set[str]) -> None:
        cell.value = column.header(money)
        auto = column.fill in (Fill.AUTO, Fill.HINT)
        named = {UNIT if form == DEPARTMENT_FORM else NAME for form in forms}
        must = self.layout.title == PROJECTS.title and column.title in {*MUST, *named}
        cell.font = looks.COMPUTED if auto else looks.BOLD
        cell.fill = looks.AUTO_FILL if auto else looks.MUST_FILL if must else looks.HEAD_FILL
        cell.alignment, cell.border = looks.HEAD, looks.GRID

    def _width(self, letter: str, column: Column, rows: list[Row], forms: set[str]) -> None:
        """用不着的栏隐藏起来；有内容的照样露着。"""
        dimension = self.sheet.column_dimensions[letter]
        dimension.width = column.width + 0.7
        used = bool(forms & set(column.forms)) or any(row.get(column.title) for row in rows)
        dimension.hidden = column.title in HIDDEN or not used

    def _fill(self, cells: list[Cell], column: Column, texts: list[str]) -> None:
        """一栏的各格：先定样子，再填。"""
        self._style(cells[0], column)
        for cell in cells[1:]:
            looks.like(cell, cells[0])
        for cell, text in zip(cells, texts, strict=True):
            if len(text.encode("utf-16-le")) > LONGEST * 2:
                raise Unreadable([_too_long(self.layout.title, column.title, text)])
            if column.fill is Fill.AUTO:
                cell.value = self.formulas.of(self.layout.title, column.title, cell.row)
            elif column.fill is Fill.NUMBER:
                put_number(cell, text)
            else:
                put_text(cell, text)

    def _style(self, cell: Cell, column: Column) -> None:
        cell.border, cell.font, cell.alignment = looks.GRID, looks.BODY, looks.LEFT
        match column.fill:
            case Fill.AUTO:
                cell.font, cell.fill = looks.COMPUTED, looks.AUTO_FILL
                cell.alignment = looks.MIDDLE
                cell.number_format = "0.00%" if column.title.endswith("率") else GENERAL
            case Fill.HINT:
                cell.font, cell.fill = looks.COMPUTED, looks.AUTO_FILL
            case Fill.NUMBER:
                cell.alignment = looks.RIGHT if column.unit else looks.MIDDLE
            case Fill.LONG:
                cell.alignment = looks.TOP if self.layout.title == TEXTS.title else looks.LEFT
            case _:
                cell.number_format = TEXT_FORMAT
                cell.alignment = looks.MIDDLE if column.title in CENTRED else looks.LEFT

    def _choose(self, cells: str, column: Column) -> None:
        """下拉列表和填写提示。"""
        source = self.lists.source(column.options)
        if column.title == REFERENCE.title:
            source = self.formulas.names()
        if not source and not column.prompt:
            return
        rule = DataValidation(
            type="list" if source else None,
            formula1=source or None,
            allow_blank=True,
            showErrorMessage=bool(source) and column.title in CLOSED,
        )
        if column.title in CLOSED:
            rule.errorTitle, rule.error = column.title, "从列表里选一项。"
        if column.prompt:
            rule.promptTitle, rule.prompt = column.title, column.prompt
            rule.showInputMessage = True
        rule.add(cells)
        self.sheet.add_data_validation(rule)

    def _print_area(self, last: int) -> None:
        """印到填了的末一行；后面备着的空行不印。"""
        title, letter = self.layout.title, get_column_letter(len(self.layout.columns))
        kept = [
            get_column_letter(number)
            for number, column in enumerate(self.layout.columns, 1)
            if column.kept
        ]
        block = f"{title}!${kept[0]}${FIRST}:${kept[-1]}${last}"
        end = f'SUMPRODUCT(MAX(({block}<>"")*ROW({block})))'
        area = f"{title}!$A$1:INDEX({title}!${letter}$1:${letter}${last},MAX({SHORTEST},{end}))"
        name = DefinedName("_xlnm.Print_Area", attr_text=area)
        self.sheet.defined_names.add(name)


def _closed(title: str) -> tuple[str, ...]:
    """只能选的字段可选的几项。"""
    return get_args(Project.titles()[title].annotation) or tuple(YES_NO)


def _at(sheet: Worksheet, row: int, number: int) -> Cell:
    cell = sheet.cell(row, number)
    assert isinstance(cell, Cell)  # 这里没有合并的格
    return cell


def _money_unit(nodes: Iterable[Node]) -> str:
    """表头上金额的单位；各项目不一样的，指到“项目”表去看。"""
    units = {text_at(node, (AMOUNT_UNIT,)) or "万元" for node in nodes}
    return units.pop() if len(units) == 1 else MIXED


def _too_long(sheet: str, title: str, text: str) -> Finding:
    message = f"“{sheet}”表的“{title}”有 {len(text)} 字，Excel 一格最多放 {LONGEST} 字"
    remedy = "把它缩短，或移到文字材料里（文字材料可以分几行写）"
    return Finding("cell-too-long", Severity.ERROR, message, remedy, field=title)
