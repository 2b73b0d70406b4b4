"""真实的表里容易认错的行：像表头的指标、像标签的名称、几种总分、换了样子又印的表头。"""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.intake.form_file import read_forms
from reportgen.reading.word import read_blocks
from tests.intake.form.made import UP, run, word
from tests.intake.form.test_central import plain, read

TITLE = "项目支出绩效自评表"
FAMILIES = ("一级指标", "二级指标", "三级指标")
HEAD: list[Any] = [
    [("项目名称", 2), ("路灯维护", 8)],
    [("主管部门", 2), ("城管局", 3), ("实施单位", 2), ("路灯所", 3)],
]
FUND_HEADS = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
FUNDS: list[Any] = [
    [("项目资金\n（万元）", 2), ("", 2), *FUND_HEADS],
    [(UP, 2), ("年度资金总额", 2), "160", "180", "90", "10", "50%", "5"],
]
COLUMNS = (*FAMILIES, "年度指标值", "实际完成值", "分值", "得分", ("偏差原因分析及改进措施", 2))
HEADS: list[Any] = ["绩\n效\n指\n标", *COLUMNS]
ROW: list[Any] = [UP, "产出指标", "数量指标", "灯数", "≥90", "80", "10", "9", ("", 2)]
SUM: list[Any] = [("合计", 6), "90", "86.33", ("", 2)]
GRADE: list[Any] = [("总分", 2), ("95", 3), ("自评等级", 2), ("优", 3)]
TOTAL: list[Any] = [("总分", 6), "100", "96.33", ("", 2)]


def form(
    *rows: Any, year: str = "（2021年度）", title: str = TITLE
) -> tuple[dict[str, Any], list[str]]:
    document = read(word(title, year, rows))
    codes = [each.code for each in document.findings if each.code != "profile-recognised"]
    return plain(document.node), codes


def rows_of(data: dict[str, Any], goal: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data["年度绩效目标"][goal]["指标"]
    return found


@pytest.mark.parametrize(
    "row",
    [
        [UP, UP, "时效指标", "维修及时性", "按计划完成", "已完成", "10", "10", ("", 2)],
        [UP, UP, "时效指标", "维修", "12月底前", "基本完成", "10", "8", ("疫情原因", 2)],
        [UP, UP, "成本指标", "项目支出", "≤100万元", "90万元", "20", "20", ("", 2)],
        [UP, UP, "质量指标", "主管部门", "满意", "满意", "5", "5", ("", 2)],
    ],
)
def test_an_indicator_that_looks_like_something_else(row: list[Any]) -> None:
    data, told = form(*HEAD, *FUNDS, HEADS, ROW, row, [UP, "效益指标", *ROW[2:]], TOTAL)
    found = rows_of(data)
    assert [each["三级指标"] for each in found] == ["灯数", row[3], "灯数"]
    assert (found[1]["年初目标值"], found[1]["得分"]) == (row[4], row[7])
    assert told == []


def test_a_statement_and_an_outcome_of_the_same_words() -> None:
    goal = [
        ["年度目标", ("预期目标", 5), ("实际完成情况", 4)],
        [UP, ("修1000盏。", 5), ("修1000盏。", 4)],
    ]
    data, told = form(*HEAD, *FUNDS, *goal, HEADS, ROW, TOTAL)
    assert data["年度绩效目标"][0]["完成情况"] == data["年度绩效目标"][0]["内容"] == "修1000盏。"
    assert told == []


@pytest.mark.parametrize("label", ["预算资金（万元）", "年度预算执行（万元）", "项目支出（万元）"])
def test_the_label_beside_the_funds_is_no_column(label: str) -> None:
    data, _ = form(*HEAD, [(label, 2), *FUNDS[0][1:]], FUNDS[1], HEADS, ROW, TOTAL)
    assert data["资金"] == {"预算数": "180", "年初预算": "160", "执行数": "90"}


def test_sources_named_like_labels() -> None:
    parts = [
        [("基本支出", 4), "60", "80", "40", "—", "", "—"],
        [("项目支出", 4), "100", "100", "50", "", "", ""],
    ]
    data, _ = form(*HEAD, *FUNDS, *parts, HEADS, ROW, TOTAL)
    assert [each["名称"] for each in data["资金"]["来源"]] == ["基本支出", "项目支出"]
    assert data["资金"]["预算数"] == "180"


def symbol(code: str) -> str:
    return f'<w:p><w:r><w:sym w:font="Symbol" w:char="{code}"/></w:r>{run("95%")}</w:p>'


@pytest.mark.parametrize(("code", "sign"), [("F0B3", "≥"), ("F0A3", "≤"), ("F0C0", "〓")])
def test_signs_of_the_symbol_font(code: str, sign: str) -> None:
    data, _ = form(*HEAD, *FUNDS, HEADS, [*ROW[:4], symbol(code), *ROW[5:]], TOTAL)
    assert rows_of(data)[0]["年初目标值"] == f"{sign}95%"


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ([GRADE], "95"),
        ([[("总分", 6), "100", "96.33", ("优", 2)]], "96.33"),
        ([[("总分", 5), "100", "96.33", ("", 3)]], "96.33"),
        ([[("总分", 6), "100", "", ("", 2)]], ""),
        (
            [
                [("合计", 6), "90", "86.33", ("", 2)],
                [("总分（含预算执行）", 6), "100", "96.33", ("", 2)],
            ],
            "96.33",
        ),
        ([[("合计", 6), "100", "96.33", ("", 2)]], "96.33"),
        ([["", ("自评总得分", 5), "100", "96.33", ("", 2)]], "96.33"),
    ],
)
def test_the_total(rows: list[Any], total: str) -> None:
    data, _ = form(*HEAD, *FUNDS, HEADS, ROW, *rows)
    assert data["自评"].get("总分", "") == total


def test_a_grade_beside_the_total_is_kept() -> None:
    data, told = form(
        *HEAD, *FUNDS, HEADS, ROW, [("总分", 2), ("95", 3), ("自评等级", 2), ("优", 3)]
    )
    assert data["其他"] == {"自评等级": "优"}
    assert told == ["field-kept"]


def test_remarks_somebody_wrote_are_kept() -> None:
    data, told = form(
        *HEAD, *FUNDS, HEADS, ROW, [("说明", 1), ("审计发现多支付3.2万元，已收回。", 9)]
    )
    assert data["其他"] == {"说明": "审计发现多支付3.2万元，已收回。"}
    assert told == ["field-kept"]


@pytest.mark.parametrize("label", ["绩效指标（续）", "绩效指标", ""])
def test_heads_printed_again_with_other_words(label: str) -> None:
    data, told = form(*HEAD, *FUNDS, HEADS, ROW, [label, *HEADS[1:]], ROW, TOTAL)
    assert len(data["年度绩效目标"]) == 1
    assert len(rows_of(data)) == 2
    assert told == []


def test_a_table_continued_without_its_labels() -> None:
    first = [*HEAD, *FUNDS, HEADS, ROW]
    second = [["质量指标", "质量", "合格率", "≥95%", "98%", "30", "30", "无"]]
    document = read(word(TITLE, first, second))
    found = rows_of(plain(document.node))
    assert (found[1]["三级指标"], found[1]["年初目标值"], found[1]["得分"]) == (
        "合格率",
        "≥95%",
        "30",
    )


def test_the_usual_column_wins() -> None:
    heads = [UP, *FAMILIES, "年度指标值", "上年实际值", "实际完成值", "得分计算方法", ("得分", 2)]
    row = [UP, "产出指标", "数量指标", "灯数", "≥90", "70", "80", "按比例", ("9", 2)]
    data, told = form(*HEAD, *FUNDS, heads, row, TOTAL)
    [found] = rows_of(data)
    assert (found["实际完成值"], found["得分"]) == ("80", "9")
    assert found["其他"] == {"上年实际值": "70", "得分计算方法": "按比例"}
    assert told == ["column-kept", "column-kept"]


def test_upright_families() -> None:
    data, _ = form(*HEAD, *FUNDS, HEADS, [UP, "成\n本\n指\n标", *ROW[2:]], TOTAL)
    assert rows_of(data)[0]["一级指标"] == "成本指标"
    assert data["计分口径"] == "中央2021成本"


@pytest.mark.parametrize("year", ["（２０２１年度）", "（二〇二一年度）", "（2021年）"])
def test_years_as_people_write_them(year: str) -> None:
    data, _ = form(*HEAD, *FUNDS, HEADS, ROW, year=year)
    assert (data["年度"], data["标题"]) == ("2021", TITLE)


def test_a_project_is_no_department() -> None:
    data, _ = form([("项目名称（全称）", 2), ("路灯", 8)], *FUNDS, HEADS, ROW)
    assert (data["表"], data["项目名称"]) == ("附件2", "路灯")
    data, _ = form(*FUNDS, HEADS, ROW, year="单位名称：城管局（2021年度）")
    assert data["表"] == "附件2"
    data, _ = form([("单位名称", 2), ("城管局", 8)], *FUNDS, HEADS, ROW)
    assert data["表"] == "附件3"


def test_figures_are_no_labels() -> None:
    data, told = form(*HEAD, [("≥95%", 5), ("≥96%", 5)], *FUNDS, HEADS, ROW)
    assert "其他" not in data
    assert told == ["cell-unplaced", "cell-unplaced"]


def test_two_forms_in_one_table() -> None:
    one = [*HEAD, *FUNDS, HEADS, ROW, TOTAL]
    two = [[("项目名称", 2), ("换灯", 8)], *HEAD[1:], *FUNDS, HEADS, ROW, ROW, TOTAL]
    documents = read_forms(read_blocks(word(TITLE, [*one, *two]), "甲"), "甲")
    data = [plain(document.node) for document in documents if document.node]
    assert [each["项目名称"] for each in data] == ["路灯维护", "换灯"]
    assert [len(rows_of(each)) for each in data] == [1, 2]


def test_weights_written_in_names_become_weights() -> None:
    """写在三级指标里的是那一行的；写在二级指标里的，那一类只有一行时才是。"""
    heads = [cell for cell in HEADS if cell != "分值"]

    def row(category: str, name: str) -> list[Any]:
        return [UP, "产出指标", category, name, "≥90", "95", "9", ("", 3)]

    several = [row("数量指标", "签约金额（10分）"), row("质量指标 (12分)", "甲")]
    several += [
        row("时效指标（6分）", "乙"),
        row("时效指标（6分）", "丙"),
        row("成本", "丁（XX分）"),
    ]
    data, told = form(*HEAD, *FUNDS, [*heads[:-1], ("偏差原因", 3)], *several)
    assert [each.get("分值") for each in rows_of(data)] == ["10", "12", None, None, None]
    assert rows_of(data)[0]["三级指标"] == "签约金额（10分）"
    assert told == []


def test_a_page_that_repeats_the_name_is_the_same_form() -> None:
    again = [*HEAD, HEADS, ROW, TOTAL]
    documents = read_forms(read_blocks(word(TITLE, [*HEAD, *FUNDS, HEADS, ROW], again), "甲"), "甲")
    [data] = [plain(document.node) for document in documents if document.node]
    assert len(rows_of(data)) == 2


def test_targets_in_three_columns() -> None:
    heads = [UP, *FAMILIES, "指标性质", "指标值", "度量单位", "实际完成值", ("得分", 2)]
    row = [UP, "产出指标", "数量指标", "灯数", "≥", "900", "盏", "950盏", ("9", 2)]
    words = [UP, "产出指标", "质量指标", "质量", "定性", "好", "", "好", ("9", 2)]
    data, told = form(*HEAD, *FUNDS, heads, row, words)
    assert [each["年初目标值"] for each in rows_of(data)] == ["≥900盏", "好"]
    assert told == ["column-kept", "column-kept", "target-composed"]
