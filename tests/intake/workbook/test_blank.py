"""写工作簿：样子、下拉列表、公式和打印；别的软件也打得开。"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from openpyxl import Workbook

from reportgen.finding import Unreadable
from reportgen.intake.workbook.blank import make_workbook
from reportgen.intake.workbook.layout import SHEETS, Fill
from tests.intake.workbook.books import CHOICES, book_of, column_of, opened, real

PLAIN = make_workbook([], CHOICES)
BLANK = opened(PLAIN)
FULL = opened(make_workbook(list(real().values()), CHOICES))


def lists(book: Workbook, sheet: str) -> dict[str, Any]:
    """栏的字母 → 下拉列表。"""
    return {
        str(rule.sqref).split("2:")[0]: rule for rule in book[sheet].data_validations.dataValidation
    }


def test_the_sheets_and_their_headers_with_units() -> None:
    assert BLANK.sheetnames == ["说明", "项目", "资金", "绩效指标", "文字材料", "选项"]
    assert BLANK["选项"].sheet_state == "hidden"
    for layout in SHEETS:
        page = BLANK[layout.title]
        heads = [str(cell.value) for cell in page[1]]
        assert [head.split("\n")[0] for head in heads] == [each.title for each in layout.columns]
        assert page.freeze_panes
        assert not page.protection.sheet
    money = [str(cell.value) for cell in BLANK["资金"][1]]
    assert {"预算数\n（万元）", "执行得分\n（分）", "自动·总分\n（分）"} <= set(money)


@pytest.mark.parametrize(
    ("units", "head"),
    [
        (["万元"], "预算数\n（万元）"),
        (["元"], "预算数\n（元）"),
        (["元", "万元"], "预算数\n（单位见“项目”表）"),
    ],
)
def test_the_unit_of_money_in_the_header(units: list[str], head: str) -> None:
    data = [
        {"年度": "2020", "项目名称": unit, "金额单位": unit, "资金": {"预算数": "1"}}
        for unit in units
    ]
    assert opened(book_of(*data))["资金"]["C1"].value == head


def test_the_other_form_hides_what_it_does_not_need() -> None:
    book = opened(make_workbook([], CHOICES, "附件3"))
    shown = {
        title: not book[sheet].column_dimensions[column_of(book[sheet], title)].hidden
        for sheet, title in (
            *(("项目", "项目名称"), ("项目", "单位名称"), ("资金", "基本支出总额")),
            *(("资金", "预算数"), ("项目", "自动·名称")),
        )
    }
    assert [title for title, visible in shown.items() if visible] == [
        *("单位名称", "基本支出总额", "预算数")
    ]
    assert book["项目"]["A2"].value == "附件3"


def test_ticks_families_and_quality_words_are_chosen_from_lists() -> None:
    indicators, projects = lists(BLANK, "绩效指标"), lists(BLANK, "项目")
    page = BLANK["项目"]
    kind, attribute = projects["A"], projects[column_of(page, "项目属性")]
    assert (kind.showErrorMessage, attribute.showErrorMessage) == (True, False)
    family = indicators[column_of(BLANK["绩效指标"], "一级指标")]
    assert (family.type, family.showErrorMessage) == ("list", False)
    words = BLANK["选项"]
    place = family.formula1.split("!")[1].replace("$", "")
    assert [cell.value for (cell,) in words[place]] == ["产出指标", "效益指标"]
    section = lists(BLANK, "文字材料")["B"].formula1.split("!")[1].replace("$", "")
    assert [cell.value for (cell,) in words[section]][-1] == "（接上）"
    assert "自评结论/存在的问题和原因" in [cell.value for (cell,) in words[section]]
    reference = indicators["A"]
    assert reference.formula1.startswith("项目!$")
    for rules in (indicators, projects, lists(BLANK, "资金"), lists(BLANK, "文字材料")):
        for rule in rules.values():
            assert len(rule.prompt or "") <= 255
            assert len(rule.promptTitle or "") <= 32


def test_lists_and_formulas_reach_every_prepared_row() -> None:
    for layout in SHEETS:
        page = FULL[layout.title]
        last = page.max_row
        assert last - 1 >= layout.rows
        for rule in lists(FULL, layout.title).values():
            assert str(rule.sqref).endswith(str(last))
        for number, column in enumerate(layout.columns, 1):
            if column.fill is Fill.AUTO:
                values = [str(page.cell(row, number).value) for row in (2, last)]
                assert all(value.startswith("=") for value in values)


def test_only_functions_every_program_has() -> None:
    known = {"IF", "OR", "AND", "IFERROR", "ROUND", "MIN", "MAX", "INDEX", "MATCH", "SUMIFS"}
    known |= {"COUNTIF", "COUNTA", "LOOKUP", "TRIM", "LEN", "VALUE", "MID", "LEFT", "FIND"}
    known |= {"ISNUMBER", "SUMPRODUCT", "ROW"}
    used: set[str] = set()
    for page in FULL.worksheets:
        for row in page.iter_rows(max_row=3):
            for cell in row:
                if str(cell.value).startswith("="):
                    used |= set(re.findall(r"([A-Z]+)\(", str(cell.value)))
                    assert len(str(cell.value)) < 1000
    assert used <= known
    assert {"SUMIFS", "LOOKUP", "IFERROR"} <= used


def test_all_prints_on_a4_one_page_wide_with_the_header_on_each() -> None:
    with zipfile.ZipFile(BytesIO(PLAIN)) as package:
        names = etree.fromstring(package.read("xl/workbook.xml"))
    for number, layout in enumerate(SHEETS, 1):
        page = BLANK[layout.title]
        assert page.page_setup.orientation == "landscape"
        assert (str(page.page_setup.paperSize), page.page_setup.fitToHeight) == ("9", 0)
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == "$1:$1"
        area = names.find(
            f".//{{*}}definedName[@name='_xlnm.Print_Area'][@localSheetId='{number}']"
        )
        assert area is not None
        assert str(area.text).startswith(f"{layout.title}!$A$1:INDEX(")
        shown = sum(
            column.width
            for column in layout.columns
            if not page.column_dimensions[column_of(page, column.title)].hidden
        )
        assert shown <= 190, layout.title  # 再宽，印在一页上字就太小


def test_the_parts_are_in_order_and_rows_may_grow() -> None:
    with zipfile.ZipFile(BytesIO(PLAIN)) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                root = etree.fromstring(package.read(name))
                tags = [etree.QName(child).localname for child in root]
                assert (
                    tags.index("ignoredErrors") == tags.index("headerFooter") + 1
                    if ("headerFooter" in tags)
                    else "ignoredErrors" not in tags
                )
                assert b"customHeight" not in package.read(name)


def test_numbers_are_numbers_and_the_rest_is_text() -> None:
    data = {
        "年度": "2020",
        "项目名称": "=甲",
        "资金": {"预算数": "3.00", "执行数": "/", "压减": "1,415.42"},
        "自评": {"执行率": "0.94"},
    }
    book = opened(book_of(data))
    money, project = book["资金"], book["项目"]
    assert (money["C2"].value, money["C2"].number_format) == (3, "0.00")
    assert (money["D2"].value, money["D2"].number_format) == ("/", "@")
    assert (money["E2"].value, money["E2"].number_format) == ("0.94", "@")
    assert project["B2"].value == 2020
    assert (project["C2"].data_type, project["C2"].quotePrefix) == ("s", True)


def test_a_value_too_long_for_a_cell_is_told_and_nothing_is_written() -> None:
    data = {"年度": "2020", "项目名称": "甲", "资金": {"压减依据": "长" * 32_768}}
    with pytest.raises(Unreadable, match="“压减依据”有 32768 字，Excel 一格最多放 32767 字"):
        book_of(data)
    assert book_of({**data, "资金": {"压减依据": "长" * 32_767}})
