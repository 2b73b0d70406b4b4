"""读 Excel 文件：``reportgen blank`` 的工作簿，或做成 Excel 的附件2、附件3。"""

from __future__ import annotations

from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.intake.form_file import read_forms
from reportgen.intake.labels import is_indicator_head
from reportgen.intake.workbook.layout import SHEETS
from reportgen.intake.workbook.lines import is_ours
from reportgen.intake.workbook.read import read_workbook
from reportgen.reading.node import Document
from reportgen.reading.sheets import Sheet, read_sheets


def read_workbook_file(data: bytes, name: str) -> tuple[list[Document], tuple[Finding, ...]]:
    """几份数据；哪一种都不是的以 ``Unreadable`` 抛出。"""
    sheets = read_sheets(data, name)
    if is_ours(sheets):
        return read_workbook(sheets, name)
    documents: list[Document] = []
    for sheet in sheets:  # 一张表里的几份表、几张表上的各一份，都分得开
        table, faults = sheet.table()
        found = read_forms([table], name)
        if found:
            first = found[0]
            documents.append(first._replace(findings=faults + first.findings))
            documents += found[1:]
    if documents:
        return documents, ()
    expected = "、".join(layout.title for layout in SHEETS)
    message = f"工作簿里没有数据：没有“{expected}”这几张表，也不是做成 Excel 的自评表"
    remedy = "用 reportgen blank -o 文件.xlsx 做一份空白的来填"
    raise Unreadable([Finding("form-missing", Severity.ERROR, message, remedy, (Origin(name),))])


def holds_data(data: bytes) -> bool:
    """是不是数据或自评表；打不开的也算，由读的时候去说。"""
    try:
        sheets = read_sheets(data, "")
        return is_ours(sheets) or any(map(_is_form, sheets))
    except Unreadable:
        return True


def _is_form(sheet: Sheet) -> bool:
    table, _ = sheet.table()
    return any(map(is_indicator_head, table.rows))
