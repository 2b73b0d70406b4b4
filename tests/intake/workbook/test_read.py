"""读工作簿：看表头不看位置；写错的、放错的都说在哪一格，不静默丢掉。"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook

from reportgen.finding import Severity, Unreadable
from reportgen.intake.workbook.blank import make_workbook
from reportgen.intake.workbook.file import holds_data
from tests.intake.workbook.books import (
    CHOICES,
    book_of,
    cell,
    changed,
    column_of,
    put,
    read,
    real,
    told,
    value_of,
    values,
)
from tests.reading.books import packed

LAMPS: dict[str, Any] = {
    "年度": "2020",
    "项目名称": "路灯",
    "资金": {
        "预算数": "200",
        "执行数": "150",
        "来源": [{"名称": "区级", "预算数": "120"}, {"名称": "结转", "执行数": "5"}],
    },
    "自评": {"执行率": "75%", "总分": "90"},
    "年度绩效目标": [
        {
            "名称": "年度绩效目标1",
            "指标": [
                {"一级指标": "产出指标", "三级指标": "亮灯率", "年初目标值": "≥90%", "得分": "10"},
                {"三级指标": "及时率", "得分": "10"},
            ],
        }
    ],
    "文字材料": {"自评结论/存在的问题和原因": "一段"},
}
PARKS = {"年度": "2020", "项目名称": "公园", "资金": {"预算数": "7"}}
ONE = book_of(LAMPS)
TWO = book_of(LAMPS, PARKS)


def fields(data: bytes) -> list[Any]:
    """读回来的各份数据，不管有没有发现。"""
    return [value_of(one.node) for one in read(data)[0] if one.node is not None]


# ── 看表头 ────────────────────────────────────────────────────────────────────


def test_columns_may_be_moved_hidden_and_the_table_moved_down() -> None:
    def rearrange(book: Workbook) -> None:
        for page in book.worksheets:
            if page.title in ("说明", "选项"):
                continue
            last = page.max_column
            rows = [[each.value for each in row] for row in page.iter_rows()]
            page.delete_rows(1, page.max_row)
            for number, row in enumerate(rows, 4):
                for at, value in enumerate(row):
                    value = None if str(value).startswith("=") else value
                    page.cell(number, last - at + 2, value).number_format = "General"
            page.column_dimensions["C"].hidden = True
            page.row_dimensions[6].hidden = True

    assert values(changed(TWO, rearrange)) == [LAMPS, PARKS]


def test_headers_without_units_and_with_spaces() -> None:
    money, rate = cell(ONE, "资金", "预算数", 1), cell(ONE, "资金", "执行率", 1)
    data = changed(ONE, put("资金", **{money: "预 算 数*", rate: "执行率（%）"}))
    assert values(data) == [LAMPS]


def test_own_columns_with_formulas_are_passed_over_others_are_told() -> None:
    own = put("资金", AA1="占比", AA2="=C2/D2", AB1="备注", AB2="待核", AB4="再核", AC7="孤零零")
    more = put("项目", Z1="执行机构", Z2="某所", AA1="倍数", AA2="=2*3")
    data = changed(ONE, own, put("说明", A40="随手记"), more)
    assert fields(data) == [{**LAMPS, "其他": {"执行机构": "某所"}}]
    assert told(data) == [
        "[项目!Z1] “执行机构”一栏不是数据文件里的项，照录在“其他”里，不印在表和报告里",
        "[资金!AB2]、[资金!AB4] “备注”一栏不认得，里面的 2 格没有读",
        "[资金!AC7] 有一栏没有表头，里面的 1 格没有读",
    ]


def test_an_own_formula_column_is_passed_over_with_what_excel_computed_in_it() -> None:
    data = changed(ONE, put("资金", AA1="占比", AA2="=C2/D2"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet3.xml"
    written = rb"<f>C2/D2</f><v(?: ?/>|></v>)"
    computed = re.sub(written, b"<f>C2/D2</f><v>1.3</v>", parts[name])
    assert computed != parts[name]
    assert values(packed({**parts, name: computed})) == [LAMPS]


def test_words_above_the_header_and_numbers_in_automatic_columns_are_told() -> None:
    def change(book: Workbook) -> None:
        book["资金"].insert_rows(1)
        book["资金"]["B1"] = "二〇二〇年度"
        book["资金"][f"{column_of(book['项目'], '年度')}1"] = "二〇二〇年度"
        book["绩效指标"][f"{column_of(book['绩效指标'], '自动·参考得分')}3"] = 9

    assert told(changed(ONE, change)) == [
        "[资金!B1] 表头上面的“二〇二〇年度”没有读",
        "[绩效指标!M3] “自动·参考得分\n（分）”一栏是自动算的，填在里面的 1 格没有读",
    ]


def test_other_sheets_are_told_and_missing_ones_too() -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("草稿")["C3"] = "甲"
        book.create_sheet("空的")
        del book["文字材料"]

    data = changed(ONE, change)
    assert told(data) == [
        " 工作簿里没有“文字材料”这张表",
        "[草稿!C3] 工作表“草稿”不是数据的表，没有读",
    ]
    assert all(finding.severity is Severity.NOTE for finding in read(data)[1])


def test_a_sheet_whose_header_is_gone_is_told() -> None:
    def change(book: Workbook) -> None:
        book["资金"].delete_rows(1)

    findings = told(changed(ONE, change))
    assert findings == ["[资金!A1] “资金”这张表的表头认不出，整张没有读"]


# ── 哪个项目的 ────────────────────────────────────────────────────────────────


def test_with_one_project_the_name_may_be_left_out() -> None:
    def clear(book: Workbook) -> None:
        for title in ("资金", "绩效指标", "文字材料"):
            for row in book[title].iter_rows(min_row=2, max_col=1):
                row[0].value = None

    assert values(changed(ONE, clear)) == [LAMPS]


def test_left_out_means_the_row_above_even_when_it_only_names_the_project() -> None:
    def change(book: Workbook) -> None:
        page = book["资金"]
        page["A3"] = page["A4"] = None
        page["A20"], page["A21"] = "公园", None
        page["B21"], page["C21"] = "市级", 3

    data = changed(TWO, change)
    parks = {**PARKS, "资金": {"预算数": "7", "来源": [{"名称": "市级", "预算数": "3"}]}}
    assert values(data) == [LAMPS, parks]


def test_a_name_with_a_typo_is_told_to_the_nearest_project() -> None:
    data = changed(TWO, put("绩效指标", A2="路 灯杆", A3=None), put("文字材料", A4="路灯"))
    documents, findings = read(data)
    assert [(str(each.origins[0]), each.message, each.remedy) for each in findings] == [
        (
            "甲.xlsx[绩效指标!A2]",
            "“项目”表里没有“路 灯杆”，2 行没有读",
            "是不是“路灯”",
        )
    ]
    assert [document.faulty for document in documents] == [True, False]


def test_an_unknown_name_stands_alone_and_stops_no_other() -> None:
    data = changed(TWO, put("资金", A9="水利", B9="合计", C9=5))
    documents, findings = read(data)
    assert [document.faulty for document in documents] == [False, False, True]
    assert [each.message for each in findings] == ["“项目”表里没有“水利”，1 行没有读"]
    assert findings[0].remedy == "在“项目”表里加上它，或改正名称"


def test_rows_of_several_projects_without_any_name() -> None:
    data = changed(TWO, put("资金", A2=None, A3=None, A4=None))
    assert told(data) == ["[资金!A2] 没有写是哪个项目的，3 行没有读"]


def test_projects_of_one_name_are_told_apart_by_a_number() -> None:
    data = book_of(PARKS, {**PARKS, "年度": "2021"})
    assert [each["年度"] for each in values(data)] == ["2020", "2021"]
    wrong = changed(data, put("资金", A3="公园"))
    assert "[资金!A3] 同一个项目有两行合计" in told(wrong)


# ── 各行 ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sheet", "cells", "message"),
    [
        ("资金", {"A9": "路灯", "B9": "合计", "C9": 5}, "[资金!A9] 同一个项目有两行合计"),
        ("资金", {"C9": 5}, "[资金!A9] 同一个项目有两行合计"),
        ("资金", {"E3": "9%"}, "[资金!E3] 分项的一行里“执行率”没有读"),
        ("绩效指标", {"C3": "年度绩效目标1", "D2": 80, "D3": 70}, "同一个目标写了两个“目标分值”"),
        ("文字材料", {"B2": None, "C2": "没有章节"}, "[文字材料!A2] 这一行文字没有写放在哪一节"),
        ("文字材料", {"D2": "短"}, "[文字材料!D2] “自评表/偏差原因分析”只有“详”一栏，“简”没有读"),
        ("绩效指标", {"I3": "=VLOOKUP(1,A:B,2)"}, "[绩效指标!I3] 单元格里是公式 =VLOOKUP(1,A:B,2)"),
    ],
)
def test_what_does_not_fit_is_told(sheet: str, cells: dict[str, Any], message: str) -> None:
    assert any(message in each for each in told(changed(ONE, put(sheet, **cells))))


def test_what_is_not_read_blocks_its_own_project_only() -> None:
    documents, _ = read(changed(TWO, put("绩效指标", I3="=NOW()")))
    assert [document.faulty for document in documents] == [True, False]


def test_input_formulas_are_computed() -> None:
    data = changed(
        ONE, put("资金", C2="=SUM(C3:C4)+80", F2="=ROUND(D2/C2*20,1)", E2='=D2/C2*100&"%"')
    )
    [back] = fields(data)
    assert back["资金"]["预算数"] == "200"
    assert back["自评"]["执行得分"] == "15"
    assert back["自评"]["执行率"] == "75%"


def test_merged_family_cells_count_for_every_row_merged_scores_only_once() -> None:
    def merge(book: Workbook) -> None:
        page = book["绩效指标"]
        family, score = column_of(page, "一级指标"), column_of(page, "得分")
        page[f"{score}3"] = None
        page.merge_cells(f"{family}2:{family}3")
        page.merge_cells(f"{score}2:{score}3")

    [back] = values(changed(ONE, merge))
    rows = back["年度绩效目标"][0]["指标"]
    assert [row.get("一级指标") for row in rows] == ["产出指标", "产出指标"]
    assert [row.get("得分") for row in rows] == ["10", None]


def test_rows_of_a_goal_sorted_apart_come_together() -> None:
    goals = [
        {"名称": "甲", "指标": [{"三级指标": "一"}, {"三级指标": "二"}]},
        {"名称": "乙", "指标": [{"三级指标": "三"}]},
    ]
    goals[0]["指标"] += [{"三级指标": "四"}]  # type: ignore[operator]
    data = book_of({**PARKS, "年度绩效目标": goals})
    swapped = put("绩效指标", B3=2, C3="乙", H3="三", C4="甲", H4="二", B5=None, C5=None, H5="四")
    assert values(changed(data, swapped))[0]["年度绩效目标"] == goals


def test_text_over_several_rows() -> None:
    rows = {"A30": "路灯", "B30": "别处", "C30": "一", "C31": "二", "B32": "（接上）", "C32": "三"}
    rows |= {"B33": "别处", "C33": "四", "D33": "短"}
    [back] = values(changed(ONE, put("文字材料", **rows)))
    assert back["文字材料"]["别处"] == {"详": "一\n二三\n四", "简": "短"}


@pytest.mark.parametrize(
    ("header", "unit", "agree"),
    [
        ("预算数（元）", None, False),
        ("预算数（元）", "元", True),
        ("预算数（万元）", "元", False),
        ("预算数", "元", True),
        ("预算数（单位见“项目”表）", "元", True),
    ],
)
def test_the_unit_in_the_header_must_be_that_of_the_project(
    header: str, unit: str | None, agree: bool
) -> None:
    def change(book: Workbook) -> None:
        page = book["资金"]
        for each in page[1]:
            if "万元" in str(each.value):
                each.value = str(each.value).split("\n")[0]
        page["C1"] = header
        book["项目"][f"{column_of(book['项目'], '金额单位')}2"] = unit

    findings = told(changed(ONE, change))
    assert [("不知道按哪个" in each) for each in findings] == ([] if agree else [True])


def test_a_book_of_yuan_says_so_in_its_headers() -> None:
    data = {**LAMPS, "金额单位": "元"}
    assert values(book_of(data)) == [data]
    assert values(book_of(data, PARKS)) == [data, PARKS]


def test_real_dates_and_percentages_typed_by_a_clerk() -> None:
    import datetime

    def type_(book: Workbook) -> None:
        page = book["项目"]
        place = page[f"{column_of(page, '填报日期')}2"]
        place.value, place.number_format = datetime.date(2021, 6, 17), 'yyyy"年"m"月"d"日"'
        rate = book["资金"]["E2"]
        rate.value, rate.number_format = 0.9911, "0.00%"

    [back] = values(changed(ONE, type_))
    assert back["填报日期"] == "2021-06-17"
    assert back["自评"]["执行率"] == "99.11%"


def test_every_filled_cell_is_in_the_data_or_in_the_findings() -> None:
    data = make_workbook(list(real().values()), CHOICES)

    def mark(book: Workbook) -> None:
        for number, page in enumerate(book.worksheets):
            page["AH40"] = f"记号{number}"

    spots = {str(origin) for finding in read(changed(data, mark))[1] for origin in finding.origins}
    assert spots == {f"甲.xlsx[{title}!AH40]" for title in ("项目", "资金", "绩效指标", "文字材料")}


def test_an_unfilled_book_says_so() -> None:
    documents, findings = read(make_workbook([], CHOICES, "附件3"))
    assert [each.message for each in findings] == ["工作簿还没有填：“项目”表里没有项目"]
    assert documents[0].node is None


def test_invisible_characters_are_told() -> None:
    findings = told(changed(ONE, put("项目", E2="某\u200b局")))
    assert findings == ["[项目!E2] 有 1 个看不见的字符（控制字符、特殊换行等），已去掉或换成空格"]


def test_a_workbook_whose_project_sheet_was_renamed() -> None:
    def rename(book: Workbook) -> None:
        book["项目"].title = "项目情况"

    data = changed(ONE, rename)
    assert holds_data(data)  # 在文件夹里也不略过
    with pytest.raises(Unreadable) as told:
        read(data)
    [finding] = told.value.findings
    assert finding.remedy == "改了名称的，把它改回“项目”"
