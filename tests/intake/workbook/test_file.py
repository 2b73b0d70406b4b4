"""Excel 文件：工作簿、做成 Excel 的自评表，和哪一种都不是的。"""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from reportgen.finding import Unreadable
from reportgen.intake.workbook.blank import make_workbook
from reportgen.intake.workbook.file import holds_data, read_workbook_file
from tests.intake.workbook.books import CHOICES, value_of

HEADS = ("一级指标", "二级指标", "三级指标", "年初目标值(A)", "实际完成值(B)", "得分")
FORM: list[list[Any]] = [
    ["项目名称", "路灯维护", None, "主管部门", "城管局", None],
    ["预算执行情况", None, "预算数(A)", "执行数(B)", "执行率(B/A)", "得分"],
    ["年度财政资金总额", None, 200, 150, "=D3/C3", "=ROUND(E3*20,2)"],
    list(HEADS),
    ["产出指标", "数量指标", "维护路灯", "≥100盏", "120盏", 80],
    ["产出指标", "质量指标", "亮灯率", "≥90%", 0.95, "=40/2"],
    ["总分", None, None, None, None, "=SUM(F3,F5:F6)"],
]


def book(*sheets: list[list[Any]]) -> bytes:
    made = Workbook()
    first = made.active
    assert first is not None
    made.remove(first)
    for number, rows in enumerate(sheets, 1):
        page = made.create_sheet(f"附件2-{number}")
        for row in rows:
            page.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def form(name: str = "路灯维护") -> list[list[Any]]:
    rows = [list(row) for row in FORM]
    rows[0][1] = name
    return rows


def test_a_form_made_in_excel() -> None:
    [document], findings = read_workbook_file(book(form()), "甲.xlsx")
    assert findings == ()
    assert document.node is not None
    data = value_of(document.node)
    assert data["项目名称"] == "路灯维护"
    assert data["资金"] == {"预算数": "200", "执行数": "150"}
    assert data["自评"] == {"执行率": "0.75", "执行得分": "15", "总分": "115"}
    rows = data["年度绩效目标"][0]["指标"]
    assert [(row["三级指标"], row["实际完成值"], row["得分"]) for row in rows] == [
        ("维护路灯", "120盏", "80"),
        ("亮灯率", "0.95", "20"),
    ]
    name = document.node.value["项目名称"]  # type: ignore[index,call-overload]
    assert str(name.origin) == "甲.xlsx[附件2-1!B1]"


def test_several_forms_one_on_each_sheet_and_a_sheet_without_one() -> None:
    notes: list[list[Any]] = [["随手记的", "话"]]
    documents, findings = read_workbook_file(book(form(), notes, form("公园")), "甲.xlsx")
    names = [value_of(each.node)["项目名称"] for each in documents if each.node is not None]
    assert names == ["路灯维护", "公园"]
    assert [f"{each.origins[0]} {each.message}" for each in findings] == [
        "甲.xlsx[附件2-2!A1] 工作表“附件2-2”里没有自评表，没有读"
    ]


def test_what_cannot_be_computed_in_a_form_is_told() -> None:
    rows = form()
    rows[4][5] = "=VLOOKUP(1,A:B,2)"
    [document], _ = read_workbook_file(book(rows), "甲.xlsx")
    assert document.faulty
    assert "甲.xlsx[附件2-1!F5]" in {str(each.origins[0]) for each in document.findings}


def test_neither_is_told_with_what_was_expected() -> None:
    data = book([["随手记的", "话"]])
    with pytest.raises(Unreadable) as stopped:
        read_workbook_file(data, "甲.xlsx")
    [finding] = stopped.value.findings
    assert finding.message.startswith("工作簿里没有数据：没有“项目、资金、绩效指标、文字材料”")
    assert "reportgen blank" in finding.remedy
    assert not holds_data(data)


def test_what_a_folder_takes() -> None:
    assert holds_data(book(form()))
    assert holds_data(make_workbook([], CHOICES))
    assert holds_data(b"PK")  # 坏的，读的时候去说
