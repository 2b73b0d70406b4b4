"""附件2、附件3 的底稿：格子对得齐，合并、打勾、可有可无的栏，几个目标，缺的值。"""

from __future__ import annotations

import pytest

from reportgen.finding import Severity
from reportgen.report import Cell, Merge, Row, Table
from tests.compose.composing import drafts
from tests.projects import DEPARTMENT, Data, data, goal, row


def tables(made: Data) -> dict[str, Table]:
    """几张连着的表。"""
    found = {}
    for part in drafts(made)[0][made["表"]].front:
        if part.id.startswith("自评表"):
            (wording,) = part.wordings
            assert wording.table is not None
            found[part.id] = wording.table
    return found


def table(made: Data) -> Table:
    """连成一张；各张的栏相同。"""
    (widths,) = {each.widths for each in tables(made).values()}
    return Table(widths, tuple(row for each in tables(made).values() for row in each.rows))


def text(cell: Cell) -> str:
    return "\n".join(cell.paragraphs)


def line(row_: Row) -> list[str]:
    return [text(cell) for cell in row_.cells]


def lines(made: Data) -> list[list[str]]:
    return [line(each) for each in table(made).rows]


def labelled(made: Data, label: str) -> list[str]:
    """第一格是这个标签的一行。"""
    (found,) = (each for each in lines(made) if each[0] == label)
    return found


ROWS = [
    row("甲", weight="20", score="20"),
    row("乙", weight="20", score="20", category="质量指标"),
    row("丙", weight="40", score="40", category="质量指标", family="效益指标"),
]
VARIANTS = {
    "一般": data(*ROWS),
    "部门": data(*ROWS, base=DEPARTMENT),
    "没有分值": data(*(row("甲", weight="") for _ in range(3))),
    "有偏差原因": data(row("甲", 偏差原因="人手不足"), *ROWS),
    "没有分值有偏差原因": data(row("甲", weight="", 偏差原因="人手不足")),
    "几个目标": data(
        年度绩效目标=[
            goal(*ROWS, points="40", content="修好路灯。\n种好树。"),
            goal(*ROWS, points="40", name="年度绩效目标2"),
            goal(points="", name=""),
        ]
    ),
    "没有目标": data(年度绩效目标=[]),
    "缺得多": data(
        row("甲", target="", actual="", weight="", score="", family="", category=""),
        资金=None,
        自评=None,
        单位名称=None,
        填报日期=None,
        项目类别=None,
    ),
}


@pytest.mark.parametrize("made", VARIANTS.values(), ids=VARIANTS)
def test_the_cells_of_every_row_fill_the_grid(made: Data) -> None:
    found = table(made)
    assert len(found.rows) >= 8
    for each in found.rows:
        assert sum(cell.span for cell in each.cells) == len(found.widths), line(each)
        assert all(cell.span > 0 for cell in each.cells)
        assert all(cell.paragraphs for cell in each.cells)


@pytest.mark.parametrize("made", VARIANTS.values(), ids=VARIANTS)
def test_a_continued_cell_is_empty_and_has_a_start_above_it(made: Data) -> None:
    above: dict[int, Cell] = {}
    for each in table(made).rows:
        at, current = 0, {}
        for cell in each.cells:
            if cell.merge is Merge.CONTINUE:
                assert cell.paragraphs == ("",)
                assert above[at].merge is not Merge.NONE
                assert above[at].span == cell.span
            current[at] = cell
            at += cell.span
        above = current


def test_the_rows_of_a_project_stand_in_the_order_of_the_form() -> None:
    assert [each[0] for each in lines(data(*ROWS)) if each[0]] == [
        "项目名称",
        "主管部门",
        "项目类别",
        "项目属性",
        "项目类型",
        "预算执行情况（万元）（20分）",
        "年度绩效指标",
        "年度绩效目标1（80分）",
        "总分",
        "偏差大或目标未完成原因分析",
        "改进措施及结果应用方案",
    ]
    assert labelled(data(), "主管部门") == ["主管部门", "城市管理局", "项目实施单位", "路灯管理所"]


def test_the_rows_of_a_department_stand_in_the_order_of_the_form() -> None:
    made = data(*ROWS, base=DEPARTMENT)
    assert [each[0] for each in lines(made) if each[0]][:3] == [
        "单位名称",
        "基本支出总额",
        "预算执行情况（万元）（20分）",
    ]
    assert labelled(made, "基本支出总额") == ["基本支出总额", "655", "项目支出总额", "200"]
    made["资金"] = {"预算数": "900", "执行数": "855"}
    assert labelled(made, "基本支出总额") == ["基本支出总额", "/", "项目支出总额", "/"]


def test_the_funds_are_printed_as_they_follow() -> None:
    heads, figures = lines(data())[5:7]
    assert heads[2:] == ["预算数（A）", "执行数（B）", "执行率（B/A）", "得分（20分×执行率）"]
    assert figures == ["", "年度财政资金总额", "200", "150", "75%", "15"]
    _, figures = lines(data(资金=None, 自评=None))[5:7]
    assert figures[2:] == ["【请填写：预算数】", "【请填写：执行数】", "", ""]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (["区级专项"], "1、部门预算项目□　2、区级专项☑　3、转移支付项目□"),
        ([], "1、部门预算项目□　2、区级专项□　3、转移支付项目□"),
        (
            ["部门预算项目", "市级专项"],
            "1、部门预算项目☑　2、区级专项□　3、转移支付项目□　4、市级专项☑",
        ),
    ],
)
def test_ticks(chosen: list[str], expected: str) -> None:
    assert labelled(data(项目类别=chosen), "项目类别") == ["项目类别", expected]


@pytest.mark.parametrize(
    ("made", "titles"),
    [
        (data(row("甲", weight="")), set()),
        (data(row("甲")), {"分值"}),
        (data(row("甲", weight="", 偏差原因="人手不足")), {"偏差原因分析及改进措施"}),
        (data(row("甲"), row("乙", 偏差原因="不足")), {"分值", "偏差原因分析及改进措施"}),
    ],
)
def test_columns_that_may_be_absent_stand_only_when_given(made: Data, titles: set[str]) -> None:
    heads = labelled(made, "年度绩效指标")
    assert set(heads) & {"分值", "偏差原因分析及改进措施"} == titles


def test_families_and_categories_are_merged_downwards() -> None:
    _, *body = tables(data(*ROWS))["自评表#年度绩效目标1"].rows
    assert [line(each)[1:4] for each in body] == [
        ["产出指标", "数量指标", "甲"],
        ["", "质量指标", "乙"],
        ["效益指标", "质量指标", "丙"],
    ]
    merges = [(each.cells[1].merge, each.cells[2].merge) for each in body]
    assert merges == [
        (Merge.START, Merge.START),
        (Merge.CONTINUE, Merge.START),
        (Merge.START, Merge.START),
    ]
    lefts = [each.cells[0].merge for each in body]
    assert lefts == [Merge.START, Merge.CONTINUE, Merge.CONTINUE]


def test_empty_families_are_not_merged() -> None:
    body = table(data(row("甲", family=""), row("乙", family=""))).rows
    found = [each.cells[1].merge for each in body if line(each)[3:4] in (["甲"], ["乙"])]
    assert found == [Merge.START, Merge.START]


def test_several_goals_with_a_sentence() -> None:
    made = VARIANTS["几个目标"]
    assert list(tables(made)) == [
        "自评表",
        "自评表#年度绩效目标1",
        "自评表#年度绩效目标2",
        "自评表#年度绩效目标",
        "自评表#总分",
    ]
    statement = tables(made)["自评表"].rows[-1]
    assert line(statement) == ["年度绩效目标1（40分）", "修好路灯。\n种好树。"]
    assert statement.splits
    firsts = [line(each.rows[1])[0] for each in list(tables(made).values())[1:3]]
    assert firsts == ["年度绩效目标1", "年度绩效目标2（40分）"]  # 有目标表述的，分值已印过
    names = [line(each)[3] for each in table(made).rows if len(each.cells) > 7]
    assert names.count("甲") == 2


def test_goals_of_one_name_are_told_apart() -> None:
    made = data(年度绩效目标=[goal(*ROWS, points="40"), goal(*ROWS, points="40")])
    assert list(tables(made))[1:3] == ["自评表#年度绩效目标1", "自评表#年度绩效目标1-2"]


def test_the_head_of_the_indicators_is_repeated_on_every_page() -> None:
    for id_, found in tables(VARIANTS["几个目标"]).items():
        goal_table = id_ not in ("自评表", "自评表#总分")
        assert [row_.heading for row_ in found.rows[:1]] == [goal_table]
        assert not any(row_.heading for row_ in found.rows[1:])


def test_many_columns_turn_the_page() -> None:
    assert not drafts(data(*ROWS))[0]["附件2"].landscape
    assert drafts(VARIANTS["有偏差原因"])[0]["附件2"].landscape


def test_long_texts_may_break_over_pages_and_keep_their_paragraphs() -> None:
    made = data(偏差原因分析="一是涨价。\n\n 二是停工。" + "很" * 3000, 改进措施="")
    reason, measure = table(made).rows[-2:]
    assert reason.splits
    assert [len(part) for part in reason.cells[1].paragraphs] == [5, 3005]
    assert reason.cells[1].style == "表格左文"
    assert reason.cells[0].top  # 跨页时标签不在两页中间
    assert line(measure) == ["改进措施及结果应用方案", ""]
    assert not table(made).rows[0].splits


def test_what_was_filled_in_is_printed_as_it_stands() -> None:
    made = data(row("甲(一)", ">90%", "91.50 %", "10分", "9", "产出指标(40分)", "质量指标 (12分)"))
    (found,) = (each for each in lines(made) if "甲(一)" in each)
    assert found[1:7] == ["产出指标(40分)", "质量指标 (12分)", "甲(一)", "10分", ">90%", "91.50 %"]


def test_the_total_and_the_scores_are_the_ones_that_follow() -> None:
    made = data(row("甲", "≥100件", "80件", "80", "80"))
    assert labelled(made, "总分") == ["总分", "79"]
    (found,) = (each for each in lines(made) if "甲" in each)
    assert found[-1] == "64"
    made["采用"] = "填报"
    assert labelled(made, "总分") == ["总分", "90"]
    missing = data(年度绩效目标=[], 自评=None)
    assert labelled(missing, "总分") == ["总分", "【请填写：总分】"]


def test_head_and_notes() -> None:
    draft = drafts(data(标题="某某自评表"))[0]["附件2"]
    found = {part.id: part.wordings[0].paragraphs for part in draft.front}
    assert found["标题"] == ("某某自评表",)
    assert found["填报行"] == ("单位名称：城市管理局　　填报日期：2021年6月17日",)
    assert found["备注"][0] == "备注："
    assert len(found["备注"]) == 5
    assert drafts(data())[0]["附件2"].front[1].wordings[0].paragraphs == (
        "2020年度路灯维护项目自评表",
    )
    assert draft.limit is None
    assert draft.properties.author == "城市管理局"


def test_an_option_that_the_form_does_not_have_is_printed_and_told() -> None:
    made = data(项目类别=["部门项目预算"], 项目属性=["持续性项目"])
    assert labelled(made, "项目类别")[1].endswith("　4、部门项目预算☑")
    (found,) = drafts(made)[1]
    assert (found.code, found.severity, found.stated) == (
        "option-not-listed",
        Severity.WARNING,
        "部门项目预算",
    )
    assert drafts(data())[1] == ()
