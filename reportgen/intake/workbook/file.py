"""读 Excel 文件：``reportgen blank`` 的工作簿，或做成 Excel 的附件2、附件3。"""

from __future__ import annotations

from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.intake.form_file import has_indicators, read_forms
from reportgen.intake.workbook.layout import PROJECTS, SHEETS
from reportgen.intake.workbook.lines import headless, is_ours
from reportgen.intake.workbook.read import read_workbook
from reportgen.reading.node import Document
from reportgen.reading.sheets import Sheet, read_sheets


def read_workbook_file(data: bytes, name: str) -> tuple[list[Document], tuple[Finding, ...]]:
    """几份数据；哪一种都不是的以 ``Unreadable`` 抛出。"""
    sheets = read_sheets(data, name)
    if is_ours(sheets):
        return read_workbook(sheets, name)
    if headless(sheets):
        message = f"工作簿里没有“{PROJECTS.title}”这张表，不知道有哪几个项目"
        remedy = f"改了名称的，把它改回“{PROJECTS.title}”"
        raise _unread(message, remedy, name)
    documents: list[Document] = []
    notes: list[Finding] = []
    for sheet in sheets:  # 一张工作表是一份表；几张工作表上的各一份，读不出的格各归各
        table, faults = sheet.table()
        found = read_forms([table], name)
        if found:
            first = found[0]
            documents += [first._replace(findings=faults + first.findings), *found[1:]]
        elif sheet.rows:
            notes.append(_passed_over(sheet))
    if documents:
        return documents, tuple(notes)
    expected = "、".join(layout.title for layout in SHEETS)
    message = f"工作簿里没有数据：没有“{expected}”这几张表，也不是做成 Excel 的自评表"
    remedy = "用 reportgen blank -o 文件.xlsx 做一份空白的来填"
    raise _unread(message, remedy, name)


def _unread(message: str, remedy: str, name: str) -> Unreadable:
    return Unreadable([Finding("form-missing", Severity.ERROR, message, remedy, (Origin(name),))])


def _passed_over(sheet: Sheet) -> Finding:
    message = f"工作表“{sheet.title}”里没有自评表，没有读"
    place = sheet.origin((sheet.rows[0], sheet.columns[0]))
    return Finding("cell-unplaced", Severity.NOTE, message, "不是自评表就不用管", (place,))


def holds_data(data: bytes) -> bool:
    """是不是数据或自评表；打不开的也算，由读的时候去说。"""
    try:
        sheets = read_sheets(data, "")
        ours = is_ours(sheets) or headless(sheets)
        return ours or has_indicators(sheet.table()[0] for sheet in sheets)
    except Unreadable:
        return True
