"""别样的排法：格合并不合并、块的先后、标签和值写在一格、题目在表里，读出来都一样。"""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.finding import Severity
from tests.intake.form.made import UP, Rows, word
from tests.intake.form.test_central import plain, read

TITLE = "2020年度路灯维护项目自评表"
INFO = "单位名称：城市管理局　　填报日期：2021年6月17日"
NOTES = ("备注：", "1.预算执行情况口径：预算数为调整后财政资金总额。")
HEAD: list[Any] = [
    [("项目名称", 2), ("路灯维护", 5)],
    [("主管部门", 2), ("城市管理局", 2), "项目实施单位", ("路灯管理所", 2)],
    [("项目类别", 2), ("1、部门预算项目☑  2、区级专项□", 5)],
]
FUNDS: list[Any] = [
    [
        "预算执行情况（万元）（20分）",
        ("", 2),
        "预算数（A）",
        "执行数（B）",
        "执行率（B/A）",
        "得分",
    ],
    [UP, ("年度财政资金总额", 2), "200", "150", "75%", "15"],
]
NAME = "年度绩效目标1（80分）"
FAMILIES = ("一级指标", "二级指标", "三级指标")
INDICATORS: list[Any] = [
    [NAME, *FAMILIES, "年初目标值(A)", "实际完成值(B)", "得分"],
    [UP, "产出指标", "数量指标", "维修路灯数", "≥900", "1200", "40"],
    [UP, UP, "质量指标", "合格率", "≥95%", "98%", "20"],
    [UP, "效益指标", "社会效益指标", "夜间出行安全", "提高", "提高", "20"],
]
END: list[Any] = [
    [("总分", 2), ("95", 5)],
    [("偏差大或目标未完成原因分析", 2), ("雨天多。\n工期短。", 5)],
    [("改进措施及结果应用方案", 2), ("早作安排。", 5)],
]


FORM = [*HEAD, *FUNDS, *INDICATORS, *END]


def usual() -> dict[str, Any]:
    return entered(read(word(TITLE, INFO, FORM, *NOTES)).node)


def entered(node: Any) -> dict[str, Any]:
    """表上填的；表上印的（附件号、备注）各排法不一样，不比。"""
    data: dict[str, Any] = plain(node)
    return {title: value for title, value in data.items() if title != "原表"}


def repeated() -> Rows:
    """合并的格拆开，各格写着一样的话。"""
    above: list[str] = []
    for row in FORM:
        flat = [text for cell in row for text, span in [spanned(cell)] for _ in range(span)]
        above = [above[at] if text == UP else text for at, text in enumerate(flat)]
        yield above


def spanned(cell: Any) -> tuple[str, int]:
    return (cell, 1) if isinstance(cell, str) else cell


def in_one_cell() -> Rows:
    """标签和值写在一格。"""
    yield [("项目名称：路灯维护", 7)]
    yield [("主管部门：城市管理局", 4), ("项目实施单位：路灯管理所", 3)]
    yield [("项目类别：1、部门预算项目☑ 2、区级专项□", 7)]
    yield from FUNDS
    yield from INDICATORS
    yield [("总分：95", 7)]
    yield [("偏差大或目标未完成原因分析：雨天多。\n工期短。", 7)]
    yield [("改进措施及结果应用方案：早作安排。", 7)]


LAYOUTS = {
    "各块的先后不同": word(TITLE, INFO, [*HEAD, *INDICATORS, *END, *FUNDS], *NOTES),
    "指标在前": word(TITLE, INFO, [*INDICATORS, *HEAD, *FUNDS, *END], *NOTES),
    "总分在最后": word(TITLE, INFO, [*HEAD, *FUNDS, *INDICATORS, *END[1:], END[0]], *NOTES),
    "格不合并": word(TITLE, INFO, [*repeated()], *NOTES),
    "标签和值一格": word(TITLE, INFO, [*in_one_cell()], *NOTES),
    "题目在表里": word(
        [
            [("附件2", 7)],
            [(TITLE, 7)],
            [(INFO, 7)],
            *HEAD,
            *FUNDS,
            *INDICATORS,
            *END,
            [("\n".join(NOTES), 7)],
        ]
    ),
    "题目几段": word("附件2", "2020年度", "路灯维护项目", "自评表", INFO, FORM),
    "一块一张表": word(TITLE, INFO, HEAD, "", FUNDS, INDICATORS, "", END, *NOTES),
    "跨页又印表头": word(
        TITLE, INFO, [*HEAD, *FUNDS, *INDICATORS[:3]], [INDICATORS[0], INDICATORS[3], *END], *NOTES
    ),
    "标签里有空格换行": word(
        TITLE,
        INFO,
        [
            [("项 目\n名 称：", 2), ("路灯维护", 5)],
            [("主 管 部 门", 2), ("城市管理局", 2), "项目实施\n单 位", ("路灯管理所", 2)],
            *HEAD[2:],
            *FUNDS,
            *INDICATORS,
            [("总 分", 2), ("95", 5)],
            *END[1:],
        ],
    ),
    "左边没有目标一栏": word(
        TITLE,
        INFO,
        [
            *([(cell if isinstance(cell, str) else cell[0]) for cell in row] for row in HEAD),
            *FUNDS,
            *(row[1:] for row in INDICATORS),
            *END,
        ],
    ),
    "代号一行": word(
        TITLE,
        INFO,
        [*HEAD, *FUNDS, INDICATORS[0], [UP, "", "", "", "A", "B", "C"], *INDICATORS[1:], *END],
    ),
}
# 排法自己就没有的
WITHOUT = {"左边没有目标一栏": {"名称", "分值"}}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_layout_reads_the_same(layout: str) -> None:
    wanted = usual()
    for field in WITHOUT.get(layout, ()):
        del wanted["年度绩效目标"][0][field]
    document = read(LAYOUTS[layout])
    assert entered(document.node) == wanted
    assert [each for each in document.findings if each.severity is not Severity.NOTE] == []


def test_the_usual_layout_is_whole() -> None:
    data = usual()
    assert data["标题"] == TITLE
    assert data["项目类别"] == ["部门预算项目"]
    assert data["资金"] == {"预算数": "200", "执行数": "150"}
    assert data["自评"] == {"执行率": "75%", "执行得分": "15", "总分": "95"}
    [goal] = data["年度绩效目标"]
    assert (goal["名称"], goal["分值"], len(goal["指标"])) == ("年度绩效目标1", "80", 3)
    assert goal["指标"][1]["一级指标"] == "产出指标"
    assert data["偏差原因分析"] == "雨天多。\n工期短。"


def codes(rows: Rows, *more: str) -> tuple[dict[str, Any], list[str]]:
    document = read(word(TITLE, INFO, rows, *more))
    return plain(document.node), [each.code for each in document.findings]


def test_a_goal_without_its_own_heads() -> None:
    """第二个目标没有再印表头，左边换了名称。"""
    second = [["年度绩效目标2（20分）", *INDICATORS[1][1:]], [UP, *INDICATORS[3][1:]]]
    data, told = codes([*HEAD, *FUNDS, *INDICATORS, *second, *END])
    goals = data["年度绩效目标"]
    assert [goal["名称"] for goal in goals] == ["年度绩效目标1", "年度绩效目标2"]
    assert [(goal["分值"], len(goal["指标"])) for goal in goals] == [("80", 3), ("20", 2)]
    assert told == []


def test_statements_between_goals() -> None:
    """每个目标先有一句表述，再是指标。"""
    goal = [INDICATORS[0][1:] and ["绩效指标", *INDICATORS[0][1:]], *INDICATORS[1:]]
    rows = [
        *HEAD,
        [("年度绩效目标1（50分）", 1), ("修好路灯。", 6)],
        *goal,
        [("年度绩效目标2（30分）", 1), ("换新路灯。", 6)],
        *goal,
        *END,
    ]
    data, told = codes(rows)
    goals = data["年度绩效目标"]
    assert [(goal["名称"], goal["分值"], goal["内容"]) for goal in goals] == [
        ("年度绩效目标1", "50", "修好路灯。"),
        ("年度绩效目标2", "30", "换新路灯。"),
    ]
    assert [len(goal["指标"]) for goal in goals] == [3, 3]
    assert told == []


def test_unknown_columns_are_kept_and_told() -> None:
    heads = [*INDICATORS[0], "佐证材料"]
    rows = [*HEAD, *FUNDS, heads, *([*row, f"见附件{at}"] for at, row in enumerate(INDICATORS[1:]))]
    data, told = codes(rows)
    kept = [each["其他"] for each in data["年度绩效目标"][0]["指标"]]
    assert kept == [{"佐证材料": f"见附件{number}"} for number in range(3)]
    assert told == ["column-kept"]


def test_unknown_items_are_kept_and_told() -> None:
    data, told = codes(
        [
            *HEAD,
            [("项目负责人", 2), ("张三", 2), "联系电话", ("027-1234", 2)],
            *FUNDS,
            *INDICATORS,
            *END,
        ],
        "填报人：李四　　电话：5678",
    )
    assert data["其他"] == {
        "项目负责人": "张三",
        "联系电话": "027-1234",
        "填报人": "李四",
        "电话": "5678",
    }
    assert told == ["field-kept", "field-kept"]


def test_a_field_written_twice_is_told() -> None:
    data, told = codes([*HEAD, [("主管部门", 2), ("财政局", 5)], *FUNDS, *INDICATORS])
    assert data["主管部门"] == "城市管理局"
    assert told == ["field-repeated"]


def test_labels_read_by_their_words_are_told() -> None:
    """表头的写法少见的，按里面的字认，说一声认作什么。"""
    heads = [
        "年度绩效目标1（80分）",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度设定的目标数",
        "全年实际数",
        "自评分数得分",
    ]
    data, told = codes([*HEAD, *FUNDS, heads, *INDICATORS[1:], *END])
    assert data["年度绩效目标"][0]["指标"] == usual()["年度绩效目标"][0]["指标"]
    assert told == ["label-read"] * 3


def test_reason_and_measures_in_one_row() -> None:
    data, told = codes(
        [*HEAD, *FUNDS, *INDICATORS, [("偏差原因分析及改进措施", 2), ("雨天多，早作安排。", 5)]]
    )
    assert data["偏差原因分析"] == "雨天多，早作安排。"
    assert told == ["texts-together"]


def test_an_empty_cell_for_the_reason_is_kept() -> None:
    label = ("偏差大或目标未完成原因分析", 2)
    data, _ = codes([*HEAD, *FUNDS, *INDICATORS, [label, ("", 5)]])
    assert data["偏差原因分析"] == ""
    data, _ = codes([*HEAD, *FUNDS, *INDICATORS, [label, ("", 5)], [label, ("雨天多。", 5)]])
    assert data["偏差原因分析"] == "雨天多。"
    data, _ = codes([*HEAD, *FUNDS, *INDICATORS])
    assert "偏差原因分析" not in data


def test_yuan() -> None:
    heads = ["预算执行情况（元）（20分）", *FUNDS[0][1:]]
    data, _ = codes([*HEAD, heads, *FUNDS[1:], *INDICATORS])
    assert data["金额单位"] == "元"
    data, _ = codes([*HEAD, *FUNDS, *INDICATORS], "金额单位：元")
    assert data["金额单位"] == "元"
