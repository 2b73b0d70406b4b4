"""附件4、附件5 的底稿：章节、序号、版本、文字材料放在哪里、各种数据下的话。"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportgen.report import Draft, Kind, Passage, Section
from tests.compose.composing import drafts, reports
from tests.projects import DEPARTMENT, Data, data, goal, row, rows

# 出自 domain.md 第2节：一级、二级、三级、四级标题，连同序号。
PART_ONE = ["一、自评结论", "（一）自评得分", "（二）绩效目标完成情况"]
GOALS = ["1.执行率情况", "2.完成的绩效目标", "3.未完成的绩效目标"]
MEASURES = [
    "（三）存在的问题和原因",
    "（四）下一步拟改进措施",
    "1.下一步拟改进措施",
    "2.拟与预算安排相结合情况",
]
ANALYSIS = [
    "1.预算执行情况分析",
    "2.绩效目标完成情况分析",
    "（1）产出指标完成情况分析",
    "（2）效益指标完成情况分析",
    "（3）满意度指标完成情况分析",
]
PROJECT_HEADINGS = [
    *PART_ONE,
    *GOALS,
    *MEASURES,
    "二、佐证材料",
    "（一）基本情况",
    "1.项目立项目的和年度绩效目标",
    "2.项目资金情况",
    "（二）部门自评工作开展情况",
    "（三）绩效目标完成情况分析",
    *ANALYSIS,
    "（四）上年度部门自评结果应用情况",
    "（五）其他佐证材料",
]
DEPARTMENT_HEADINGS = [
    "一、自评结论",
    "（一）部门（单位）整体绩效自评得分",
    "（二）部门（单位）整体绩效目标完成情况",
    *GOALS,
    *MEASURES,
    "二、佐证材料",
    "（一）基本情况",
    "1.部门支出情况以及当年重点工作",
    "2.年度部门（单位）整体绩效目标",
    "（二）部门自评工作开展情况",
    "（三）部门（单位）整体绩效目标完成情况分析",
    *ANALYSIS,
    "（四）上年度部门（单位）整体自评结果应用情况",
    "（五）其他佐证材料",
]
PROBLEMS = "自评结论/存在的问题和原因"
DONE = "自评结论/绩效目标完成情况/完成的绩效目标"
UNDONE = "自评结论/绩效目标完成情况/未完成的绩效目标"
BUDGET_LINK = "自评结论/下一步拟改进措施/拟与预算安排相结合情况"
OUTPUTS = "佐证材料/绩效目标完成情况分析/绩效目标完成情况分析/产出指标"


def headings(draft: Draft) -> list[str]:
    return [section.heading for section in draft.all_sections()]


def section(draft: Draft, path: str) -> Section:
    (found,) = (each for each in draft.all_sections() if each.id == path)
    return found


def passage(draft: Draft, path: str, name: str) -> Passage | None:
    found = [each for each in section(draft, path).passages if each.id == f"{path}#{name}"]
    return found[0] if found else None


def said(draft: Draft, path: str) -> str:
    """一节里最长的说法。"""
    return "\n".join(
        text for each in section(draft, path).passages for text in each.wordings[0].paragraphs
    )


def short(made: Data) -> Draft:
    return drafts(made)[0]["附件4-缩略版"]


def abstract(made: Data) -> Draft:
    return drafts(made)[0]["附件4-摘要版"]


def test_a_project_has_every_section_in_order() -> None:
    made, findings = drafts(data())
    assert findings == ()
    assert list(made) == ["附件2", "附件4-缩略版", "附件4-摘要版"]
    assert headings(made["附件4-缩略版"]) == PROJECT_HEADINGS
    title = [part.wordings[0].paragraphs[0] for part in made["附件4-缩略版"].front]
    assert title == ["附件4", "2020年度路灯维护项目自评结果", "（缩略版）"]
    assert made["附件4-缩略版"].limit == 6000
    assert made["附件4-缩略版"].back == ()


def test_a_department_has_every_section_in_order() -> None:
    made, _ = drafts(data(base=DEPARTMENT))
    assert list(made) == ["附件3", "附件5-缩略版", "附件5-摘要版"]
    assert headings(made["附件5-缩略版"]) == DEPARTMENT_HEADINGS
    title = [part.wordings[0].paragraphs[0] for part in made["附件5-摘要版"].front]
    assert title == ["附件5", "2020年度城市管理局整体绩效自评结果", "（摘要版）"]


@pytest.mark.parametrize("base", [None, DEPARTMENT])
def test_the_abstract_is_part_one_and_nothing_else(base: Data | None) -> None:
    made = drafts(data(base=base) if base else data())[0]
    long, brief = (draft for name, draft in made.items() if "版" in name)
    assert brief.limit == 1500
    assert brief.sections == (long.sections[0],)
    assert headings(brief) == headings(long)[: len(headings(brief))]
    assert "二、" not in "".join(headings(brief))


def test_a_hint_is_never_text() -> None:
    found = [
        (each, part)
        for each in short(data()).all_sections()
        for part in each.passages
        if part.kind is Kind.BLANK
    ]
    assert len(found) == 7
    for each, part in found:
        assert [wording.paragraphs for wording in part.wordings] == [(f"【请填写：{each.title}】",)]
    assert all(f"“{each.id}”" in part.hint for each, part in found)  # 写进数据文件的哪里
    hints = [part.hint.split("\n")[0] for _, part in found]
    assert "包括项目整改和绩效目标调整完善等相关内容。" in hints
    whole = "".join("".join(report.texts()) for report in reports(data()).values())
    assert not [hint for hint in hints if hint[:6] in whole]


def test_what_people_wrote_stands_in_its_section() -> None:
    made = data(
        文字材料={PROBLEMS: "一是灯杆老化。\n\n  二是人手不足。\n", BUDGET_LINK: "压减一成。"}
    )
    for draft in (short(made), abstract(made)):
        part = passage(draft, PROBLEMS, "文字材料")
        assert part is not None
        assert part.kind is Kind.MATERIAL
        assert part.wordings[0].paragraphs == ("一是灯杆老化。", "二是人手不足。")
        assert passage(draft, PROBLEMS, "请填写") is None
        assert said(draft, BUDGET_LINK) == "压减一成。"


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("存在的问题和原因", PROBLEMS),
        ("/存在的问题和原因/", PROBLEMS),
        ("绩效目标完成情况/完成的绩效目标", DONE),
        ("完成的绩效目标", DONE),
        ("拟与预算安排相结合情况", BUDGET_LINK),
        ("绩效目标完成情况分析/产出指标", OUTPUTS),
        ("产出指标", OUTPUTS),
        (OUTPUTS, OUTPUTS),
    ],
)
def test_the_end_of_a_path_is_enough_where_it_is_unique(key: str, path: str) -> None:
    made, findings = drafts(data(文字材料={key: "写的话。"}))
    assert findings == ()
    assert "写的话。" in said(made["附件4-缩略版"], path)


def test_a_key_that_fits_nowhere_is_an_error_naming_the_nearest() -> None:
    made, findings = drafts(data(文字材料={"自评结论/存在的问题": "写的话。"}))
    (finding,) = findings
    assert finding.code == "material-unplaced"
    assert finding.severity.value == "error"
    assert finding.message == ("文字材料“自评结论/存在的问题”不知道放在哪一节，报告里没有这段文字")
    assert PROBLEMS in finding.remedy
    assert finding.origins
    assert finding.field == "自评结论/存在的问题"
    assert not [
        text for draft in made.values() for text in front_and_body(draft) if "写的话" in text
    ]


def front_and_body(draft: Draft) -> Iterator[str]:
    for each in draft.all_sections():
        for part in each.passages:
            for wording in part.wordings:
                yield from wording.paragraphs


def test_only_sections_that_take_text_are_offered() -> None:
    _, (finding,) = drafts(data(文字材料={"自评得分": "写的话。"}))
    assert "自评结论/自评得分" not in finding.remedy


def test_an_ambiguous_key_says_so_and_names_the_places() -> None:
    goals = [goal(row("甲", family="各项指标"), row("乙", family="某类/各项指标"))]
    made, findings = drafts(data(年度绩效目标=goals, 文字材料={"各项指标": "写的话。"}))
    (finding,) = findings
    assert finding.message == "文字材料“各项指标”在 2 处都有，报告里没有这段文字"
    parent = OUTPUTS.rsplit("/", 1)[0]
    assert f"{parent}/各项指标、{parent}/某类/各项指标" in finding.remedy
    assert "写的话" not in "".join(front_and_body(made["附件4-缩略版"]))


def test_two_keys_for_one_section_are_an_error() -> None:
    made, findings = drafts(data(文字材料={PROBLEMS: "先写的。", "存在的问题和原因": "后写的。"}))
    (finding,) = findings
    assert finding.message == (
        f"文字材料“存在的问题和原因”和“{PROBLEMS}”是同一节，只能有一个，报告里没有这段文字"
    )
    assert said(made["附件4-缩略版"], PROBLEMS) == "先写的。"


def test_a_brief_text_is_for_the_abstract_and_for_want_of_room() -> None:
    made = data(文字材料={PROBLEMS: {"详": "详细的一大段话。", "简": "简短的话。"}})
    long, brief = (
        passage(short(made), PROBLEMS, "文字材料"),
        passage(abstract(made), PROBLEMS, "文字材料"),
    )
    assert long is not None
    assert brief is not None
    assert [each.paragraphs[0] for each in long.wordings] == ["详细的一大段话。", "简短的话。"]
    assert [each.paragraphs[0] for each in brief.wordings] == ["简短的话。"]


@pytest.mark.parametrize("only", ["详", "简"])
def test_one_text_alone_serves_both(only: str) -> None:
    made = data(文字材料={PROBLEMS: {only: "只有一种。"}})
    assert said(short(made), PROBLEMS) == said(abstract(made), PROBLEMS) == "只有一种。"


def test_a_brief_text_that_is_not_shorter_serves_the_abstract_only() -> None:
    made = data(文字材料={PROBLEMS: {"详": "短。", "简": "比详的还要长的话。"}})
    part = passage(short(made), PROBLEMS, "文字材料")
    assert part is not None
    assert part.wordings[0].paragraphs == ("短。",)  # 更长的“简”不顶替它，由控篇幅去掉
    assert said(abstract(made), PROBLEMS) == "比详的还要长的话。"


def test_the_texts_of_the_form_serve_where_nothing_else_is_written() -> None:
    made = data(偏差原因分析="一是涨价。\n二是停工。", 改进措施="加强管理。")
    part = section(short(made), PROBLEMS).passages[0]
    assert part.wordings[0].paragraphs == ("一是涨价。", "二是停工。")
    assert said(short(made), "自评结论/下一步拟改进措施/下一步拟改进措施") == "加强管理。"
    for nothing in ("无", "无。", "/", ""):
        assert "【请填写" in said(short(data(偏差原因分析=nothing)), PROBLEMS)


def test_last_years_results_of_a_new_project() -> None:
    path = "佐证材料/上年度自评结果应用情况"
    new = data(项目属性=["新增性项目"])
    assert said(short(new), path) == "本项目属于新增项目，暂无上年度自评结果应用情况。"
    assert said(short(data()), path) == "【请填写：上年度部门自评结果应用情况】"
    new["文字材料"] = {"上年度自评结果应用情况": "已说明。"}
    assert said(short(new), path) == "已说明。"


def test_families_that_are_missing_are_said_to_be_missing() -> None:
    parent = OUTPUTS.rsplit("/", 1)[0]
    draft = short(data())
    assert said(draft, f"{parent}/效益指标") == "本项目未设置效益指标。"
    assert said(draft, f"{parent}/产出指标").startswith(
        "产出指标共8项，分值80分，得80分，全部完成。"
    )


def test_other_families_come_first_with_sections_of_their_own() -> None:
    names = ["满意度指标", "效益指标", "产出指标", "成本指标", "过程指标", "投入指标"]
    draft = short(data(*(row(f"第{name}", family=name) for name in names)))
    assert [each.heading for each in draft.all_sections() if each.level == 4] == [
        "（1）成本指标完成情况分析",
        "（2）过程指标完成情况分析",
        "（3）投入指标完成情况分析",
        "（4）产出指标完成情况分析",
        "（5）效益指标完成情况分析",
        "（6）满意度指标完成情况分析",
    ]


def test_the_table_of_scores_adds_up() -> None:
    made = data(
        row("甲", weight="30", score="30"), row("乙", weight="50", score="50", family="效益指标")
    )
    part = passage(short(made), "自评结论/自评得分", "表格 得分表")
    assert part is not None
    assert part.wordings[-1].table is None
    table = part.wordings[0].table
    assert table is not None
    assert [[cell.paragraphs[0] for cell in line.cells] for line in table.rows] == [
        ["评价准则", "权重", "评价得分"],
        ["预算执行", "20", "15"],
        ["产出指标", "30", "30"],
        ["效益指标", "50", "50"],
        ["总分", "100", "95"],
    ]
    assert [line.heading for line in table.rows] == [True, False, False, False, False]


def test_there_is_no_table_of_scores_that_do_not_add_up() -> None:
    made = data(row("丙", "常态服务", "627人次", weight="", score=""))
    assert passage(short(made), "自评结论/自评得分", "表格 得分表") is None
    assert "自评得分90分" in said(short(made), "自评结论/自评得分")
    assert "其中" not in said(short(made), "自评结论/自评得分")


def test_scores_of_another_scale_are_told_with_their_conversion() -> None:
    made = data(*(row(f"甲{n}", weight="10", score="10") for n in range(10)))
    assert "绩效目标得分80分（表内指标满分100分，得100分，按80分折算）。" in said(
        short(made), "自评结论/自评得分"
    )


def test_sixty_indicators_are_all_told() -> None:
    made = data(*(row(f"第{n:02}号", weight="1", score="1") for n in range(1, 61)))
    draft = short(made)
    text = said(draft, DONE)
    assert text.startswith("设置的60项绩效指标全部完成。")
    assert [f"第{n:02}号" in text for n in range(1, 61)] == [True] * 60
    part = passage(draft, DONE, "完成的绩效目标")
    assert part is not None
    lengths = [each.length.upper for each in part.wordings]
    assert lengths == sorted(lengths, reverse=True)
    assert len(lengths) == 4
    assert part.wordings[2].paragraphs == (
        "设置的60项绩效指标全部完成。产出指标中，第01号、第02号、第03号、第04号、第05号等60项"
        "达到预期目标。",
    )


def test_no_indicators_leave_marked_places_and_nothing_false() -> None:
    for goals in ([], [goal()]):
        made = data(年度绩效目标=goals, 自评=None)
        draft = short(made)
        assert said(draft, DONE) == "【请填写：绩效指标完成情况】"
        assert said(draft, UNDONE) == "【请填写：未完成的绩效目标】"
        assert "得分【请填写：总分】" in said(draft, "自评结论/自评得分")
        assert "全面完成" not in said(draft, "自评结论/自评得分")
        made["文字材料"] = {"完成的绩效目标": "写的话。"}
        assert said(short(made), DONE) == "写的话。"


def test_completed_uncompleted_and_unclear_add_up() -> None:
    made = data(
        row("甲", "≥90%", "95%"),
        row("乙", "≥100件", "80件", 偏差原因="偏差原因：人手不足。\n改进措施：增加人手。"),
        row("丙", "常态服务", "627人次", weight=""),
        row("丁", "≥5次", "", weight=""),
    )
    draft = short(made)
    done, undone = said(draft, DONE), said(draft, UNDONE)
    assert done.startswith(
        "设置绩效指标4项，完成1项。产出指标中，甲为95%（目标值≥90%），优于目标值。"
    )
    assert "另有2项指标的目标值与完成值不能直接比较：" in done
    assert "丁目标值为≥5次，未填实际完成值" in done
    assert undone == (
        "未完成绩效指标1项：乙目标值为≥100件，实际完成80件，比目标值少20件，完成率80%（人手不足）。"
    )
    analysis = said(draft, OUTPUTS)
    assert "产出指标共4项" in analysis
    assert "完成1项，未完成1项，2项的目标值与完成值不能直接比较。" in analysis


def test_completed_ones_that_are_told_alike_are_told_together() -> None:
    made = data(
        row("甲", "4场", "4场"),
        row("乙", "100%", "100%"),
        row("丙", "≤2%", "1%"),
        row("丁", "良好", "良好"),
        row("戊", "良好", "良好"),
        row("己", "及时", "及时"),
        row("庚、辛", "≥3种", "≥3种"),
        row("壬", "举办讲座，发放传单", "举办讲座，发放传单"),
    )
    assert said(short(made), DONE) == (
        "设置的8项绩效指标全部完成。产出指标中，甲为4场、乙为100%、“庚、辛”为≥3种，均达到目标值；"
        "丙为1%（目标值≤2%），优于目标值；丁、戊均达到“良好”的目标；己达到“及时”的目标；"
        "壬达到“举办讲座，发放传单”的目标。"
    )


@pytest.mark.parametrize(
    ("target", "actual", "told"),
    [
        ("≥90%", "89%", "，实际完成89%，比目标值低1个百分点。"),
        ("≤2%", "3%", "，实际完成3%，比目标值高1个百分点。"),
        ("12期", "10期", "，实际完成10期，比目标值少2期，完成率83.33%。"),
        ("0起", "2起", "，实际完成2起，比目标值多2起。"),
        ("≥200人", "近150人", "，实际为“近150人”"),
    ],
)
def test_how_far_an_uncompleted_one_is_from_its_target(target: str, actual: str, told: str) -> None:
    undone = said(short(data(row("甲", target, actual, score="5"))), UNDONE)
    assert told in undone


def test_everything_uncompleted() -> None:
    made = data(row("甲", "10个", "5个", "40", "20"), row("乙", "10个", "8个", "40", "32"))
    assert said(short(made), DONE) == "设置绩效指标2项，均未完成。"
    assert said(short(made), OUTPUTS).startswith("产出指标共2项，分值80分，得52分，均未完成。甲")
    one = data(row("甲", "10个", "5个", "80", "40"))
    assert said(short(one), DONE) == "设置绩效指标1项，未完成。"


def test_nothing_uncompleted_is_said_only_when_it_is_known() -> None:
    assert said(short(data()), UNDONE) == "无未完成的绩效目标。"
    unclear = data(row("丙", "常态服务", "627人次", weight=""))
    assert said(short(unclear), UNDONE) == "没有可以认定未完成的指标。"
    partly = data(row("甲"), row("丙", "常态服务", "627人次", weight=""))
    assert said(short(partly), DONE).startswith("设置绩效指标2项，完成1项。")
    assert "全面完成" not in said(short(partly), "自评结论/自评得分")
    written = data(文字材料={"未完成的绩效目标": "对外交流减少。"})
    assert said(short(written), UNDONE) == "对外交流减少。"


@pytest.mark.parametrize(
    ("funds", "expected"),
    [
        (
            {"预算数": "200", "执行数": "150"},
            "2020年路灯维护项目预算数为200万元，实际执行150万元，预算执行率为75%，"
            "预算执行得分15分。",
        ),
        (
            {"预算数": "200", "执行数": "210", "批复数": "200"},
            "2020年路灯维护项目预算数为200万元，实际执行210万元，预算执行率为105%，"
            "超出预算10万元，预算执行得分20分。",
        ),
        (
            {"预算数": "200", "执行数": "200", "批复数": "250", "压减依据": "《通知》"},
            "2020年路灯维护项目预算批复250万元，按照《通知》要求进行压减后，预算数为200万元，"
            "实际执行200万元，预算执行率为100%，预算执行得分20分。",
        ),
        (
            {"预算数": "200", "执行数": "200", "批复数": "150", "上年结转": "30", "追加": "20"},
            "2020年路灯维护项目预算批复150万元，调整后预算数为200万元（其中上年结转30万元，"
            "追加20万元），实际执行200万元，预算执行率为100%，预算执行得分20分。",
        ),
        (
            {"执行数": "150"},
            "2020年路灯维护项目预算数为【请填写：金额】，实际执行150万元。",
        ),
        (
            {"预算数": "0", "执行数": "0"},
            "2020年路灯维护项目预算数为0万元，实际执行0万元。",
        ),
    ],
)
def test_how_the_execution_is_told(funds: dict[str, str], expected: str) -> None:
    draft = short(data(资金=funds))
    assert said(draft, "自评结论/绩效目标完成情况/执行率情况") == expected


def test_a_cell_of_several_lines_stays_in_its_sentence() -> None:
    made = data(row("甲\n\n一", "按期\n\n完成。", "按期\n完成。"))
    assert "甲一达到“按期完成”的目标" in said(short(made), DONE)


def test_a_year_in_the_name_is_not_said_twice() -> None:
    made = drafts(data(项目名称="2020年度路灯项目"))[0]["附件4-缩略版"]
    assert made.properties.title == "2020年度路灯项目自评结果"


def test_a_signature_stands_at_the_end() -> None:
    made = short(data(落款={"单位": "城市管理局", "日期": "2021-6-7"}))
    (part,) = made.back
    assert part.wordings[0].paragraphs == ("城市管理局", "2021年6月7日")
    assert part.style == "落款"


def test_ids_are_unique_and_do_not_depend_on_the_order_of_indicators() -> None:
    some = rows(3)
    forward, backward = short(data(*some)), short(data(*some[::-1]))
    ids = [part.id for each in forward.all_sections() for part in each.passages]
    assert len(ids) == len(set(ids))
    assert ids == [part.id for each in backward.all_sections() for part in each.passages]


def test_wordings_go_from_long_to_short() -> None:
    made = data(*rows(5), row("乙", "≥100件", "80件"), row("丙", "常态服务", "627人次", weight=""))
    counted = 0
    for draft in drafts(made)[0].values():
        for each in draft.all_sections():
            for part in each.passages:
                lengths = [wording.length.upper for wording in part.wordings]
                assert lengths == sorted(lengths, reverse=True)
                counted += len(set(lengths)) > 1
    assert counted > 8


def test_a_label_alone_on_the_first_line_is_not_said_again() -> None:
    made = data(偏差原因分析="主要原因：\n1.雨水偏多。", 改进措施="改进措施：\n加强调度。")
    assert said(short(made), "自评结论/存在的问题和原因") == "1.雨水偏多。"
    measures = "自评结论/下一步拟改进措施/下一步拟改进措施"
    assert said(short(made), measures) == "加强调度。"
    one_line = data(偏差原因分析="主要原因：雨水偏多。")
    assert said(short(one_line), "自评结论/存在的问题和原因") == "主要原因：雨水偏多。"


@pytest.mark.parametrize(
    "text",
    [
        "一、未完成原因：\n人手少。\n二、客观因素：\n雨水多。",
        "（一）整改措施：\n加人。\n（二）时限：年底。",
    ],
)
def test_a_numbered_label_is_the_words_of_the_department(text: str) -> None:
    made = data(偏差原因分析=text)
    assert said(short(made), "自评结论/存在的问题和原因").split("\n") == text.split("\n")


EXECUTION = "自评结论/绩效目标完成情况/执行率情况"


@pytest.mark.parametrize(
    ("funds", "told", "silent"),
    [
        ({"年初预算": "150", "上年结转": "50"}, "（其中年初预算150万元，上年结转50万元）", "压减"),
        ({"年初预算": "150", "上年结转": "80"}, "预算数为200万元，实际执行", "其中"),
        (
            {"年初预算": "230", "压减": "30"},
            "年初预算230万元，压减30万元，调整后预算数为200万元，实际执行",
            "其中",
        ),
        (
            {"批复数": "230", "年初预算": "230", "压减": "30"},
            "预算批复230万元（其中年初预算230万元），调整后预算数为200万元，实际执行",
            "200万元（其中",
        ),
    ],
)
def test_parts_of_the_money_are_told_of_the_sum_they_make(
    funds: dict[str, str], told: str, silent: str
) -> None:
    text = said(short(data(资金={"预算数": "200", "执行数": "150", **funds})), EXECUTION)
    assert told in text
    assert silent not in text


def test_more_than_a_fixed_number_is_not_called_better() -> None:
    done = said(short(data(row("定员", "=8人", "12人"))), DONE)
    assert "优于" not in done
    assert "定员目标值为=8人，实际完成12人" in done


def test_nothing_can_be_judged() -> None:
    made = data(row("甲", "", "有", weight=""), row("乙", "", "有", weight=""))
    assert said(short(made), DONE).startswith("设置绩效指标2项，目标值与完成值均不能直接比较。")
    assert "其中" not in said(short(made), DONE)


def test_categories_are_counted_only_when_every_row_has_one() -> None:
    made = data(row("甲"), row("乙", category="质量指标"), row("丙", category=""))
    assert said(short(made), OUTPUTS).startswith("产出指标共3项，分值")


def test_a_missed_deadline_is_not_told_as_a_surplus() -> None:
    undone = said(short(data(row("甲", "11月底前完成5场", "12月完成6场", score="0"))), UNDONE)
    assert "多1场" not in undone
    assert "实际完成12月完成" not in undone


def test_the_unit_of_the_difference_is_the_one_written() -> None:
    undone = said(short(data(row("甲", "≤15个工作日", "18个工作日", score="5"))), UNDONE)
    assert "比目标值多3个工作日" in undone
