"""定方案：不用 Word 文件，只有编出来的上一稿、现稿、新稿。"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from reportgen.merge.plan import (
    AddDrawing,
    AddParagraphs,
    AddRow,
    AddTable,
    After,
    Plan,
    Redraw,
    Remark,
    RemoveGrid,
    RemoveLines,
    RemoveRows,
    Rewrite,
    Told,
    Topic,
)
from reportgen.merge.planner import make_plan
from reportgen.merge.previous import Piece, Previous, Question
from reportgen.merge.questions import values
from reportgen.merge.story import Noted, Story
from reportgen.merge.words.values import Edit, apply
from tests.merge.stories import Para, Table, story

HEAD = "（一）资金情况"
MONEY = "2020年宣传经费预算数为1740万元，实际执行1628.06万元，预算执行率为93.57%。"
MONEY_NEW = "2020年宣传经费预算数为1740万元，实际执行1640.06万元，预算执行率为94.26%。"
EDITED = MONEY.replace("实际执行", "全年实际支出")
TYPED = MONEY.replace("1628.06", "1630")
WORK = "宣传部成立自评工作小组，由分管领导任组长，逐项核对指标完成情况。"
NEXT = "下一步将提高预算编制的科学性，加强对合同执行的监督检查。"
BLANK = "【请填写：资金情况】"
OWN = "本部分由张三执笔，李四复核，王五审定。"
TABLE = (("名称", "目标", "完成"), ("培训", "24次", "25次"), ("检查", "12家", "12家"))
TABLE_NEW = (TABLE[0], ("培训", "24次", "26次"), TABLE[2])
VISIT = ("走访", "36户", "40户")


def text(id: str, *paragraphs: str, kind: str = "generated") -> Piece:
    return Piece(id, kind, "公文正文", paragraphs)


def table(rows: tuple[tuple[str, ...], ...], id: str = "资金#表") -> Piece:
    return Piece(id, "generated", "表格文字", (), rows)


def chart(drawn: str, id: str = "资金#图") -> Piece:
    return Piece(id, "generated", "图", (), (), drawn)


HEADING = text("资金#标题", HEAD, kind="fixed")
FUNDS = text("资金#执行", MONEY)
FUNDS_NEW = text("资金#执行", MONEY_NEW)
DOING = text("工作#做法", WORK)
AHEAD = text("工作#打算", NEXT)


def version(*pieces: Piece, **more: object) -> Previous:
    return Previous("附件4", pieces, **more)  # type: ignore[arg-type]


def explain(remark: Remark) -> str:
    """一条批注怎样写：原值、新值各占一行。"""
    return "\n".join(("并稿：没有改。", *values(remark)))


def planned(
    old: Previous | Iterable[Piece], new: Iterable[Piece], standing: Story, *names: str
) -> Plan:
    previous = old if isinstance(old, Previous) else version(*old)
    return make_plan(previous, version(*new), standing, names)


def rewritten(plan: Plan, standing: Story) -> dict[int, str]:
    """改好以后的各段。"""
    return {
        step.line: apply(step.edits, standing.lines[step.line].text)
        for step in plan.steps
        if isinstance(step, Rewrite)
    }


def topics(plan: Plan) -> list[Topic]:
    return [told.topic for told in plan.told]


def quiet(plan: Plan) -> bool:
    return plan.idle and not plan.told


# ── 段落 ──


def test_nothing_changed() -> None:
    pieces = (HEADING, FUNDS, table(TABLE), chart("甲：1。"))
    standing = story(HEAD, MONEY, Table(TABLE), Para("\ufffc", ("资金#图",)))
    assert quiet(planned(pieces, pieces, standing))


def test_an_untouched_paragraph_follows_the_data() -> None:
    standing = story(HEAD, MONEY)
    plan = planned((HEADING, FUNDS), (HEADING, FUNDS_NEW), standing)
    assert rewritten(plan, standing) == {1: MONEY_NEW}
    assert len(plan.steps) == 1
    assert plan.told == []


def test_an_edited_paragraph_keeps_its_words() -> None:
    standing = story(HEAD, EDITED)
    plan = planned((HEADING, FUNDS), (HEADING, FUNDS_NEW), standing)
    assert rewritten(plan, standing) == {1: MONEY_NEW.replace("实际执行", "全年实际支出")}
    assert plan.told == []


def test_an_edited_paragraph_whose_data_stayed() -> None:
    assert quiet(planned((FUNDS,), (FUNDS,), story(EDITED)))


def test_a_split_paragraph_is_changed_in_its_half() -> None:
    standing = story(MONEY[:22], MONEY[22:])
    plan = planned((FUNDS,), (FUNDS_NEW,), standing)
    assert rewritten(plan, standing) == {1: MONEY_NEW[22:]}


def test_joined_paragraphs_are_both_changed() -> None:
    standing = story(MONEY + WORK)
    plan = planned(
        (FUNDS, DOING), (FUNDS_NEW, text("工作#做法", WORK[:-1] + "，已完成。")), standing
    )
    assert rewritten(plan, standing) == {0: MONEY_NEW + WORK[:-1] + "，已完成。"}


def test_dropped_from_the_data() -> None:
    """没有人改过的去掉。"""
    plan = planned((HEADING, FUNDS, DOING), (HEADING, FUNDS), story(HEAD, MONEY, WORK))
    assert plan.steps == [RemoveLines((2,))]
    assert plan.told == []


def test_dropped_but_edited() -> None:
    """人改过的留着，说一声。"""
    theirs = WORK.replace("逐项", "认真逐项")
    plan = planned((HEADING, DOING), (HEADING,), story(HEAD, theirs))
    assert [each._replace(was="") for each in plan.told] == [
        Told(Topic.DROPPED, "工作#做法", theirs, "", "", 1)
    ]
    assert plan.idle


def test_deleted_stays_deleted() -> None:
    assert quiet(planned((HEADING, FUNDS), (HEADING, FUNDS), story(HEAD)))
    plan = planned((HEADING, FUNDS), (HEADING, FUNDS_NEW), story(HEAD))
    assert plan.told == [Told(Topic.DELETED, "资金#执行", "", MONEY, MONEY_NEW)]
    assert plan.idle


def test_deleted_and_changed_is_held() -> None:
    """整个没有对上的，下一次还从这一稿看起。"""
    plan = planned((HEADING, FUNDS), (HEADING, FUNDS_NEW), story(HEAD))
    assert plan.held == {"资金#执行": FUNDS}
    two = text("资金#执行", MONEY, WORK)
    half = planned((two,), (text("资金#执行", MONEY_NEW, WORK),), story(WORK))
    assert (topics(half), half.held) == ([Topic.DELETED], {})


def test_deleted_by_both() -> None:
    assert quiet(planned((HEADING, FUNDS), (HEADING,), story(HEAD)))


def test_doubtful_is_told_not_changed() -> None:
    theirs = "宣传部成立自评小组，另请第三方复核问卷，逐项核对，形成底稿。"
    new = WORK.replace("组长", "副组长")
    plan = planned((FUNDS, DOING), (FUNDS, text("工作#做法", new)), story(MONEY, theirs))
    assert topics(plan) == [Topic.DOUBTFUL]
    assert plan.told[0] == Told(Topic.DOUBTFUL, "工作#做法", theirs, WORK, new, 1)
    assert plan.idle


def test_a_renumbered_heading_keeps_its_number() -> None:
    standing = story("（三）资金情况", MONEY)
    new = text("资金#标题", "（一）项目资金情况", kind="fixed")
    plan = planned((HEADING, FUNDS), (new, FUNDS), standing)
    assert rewritten(plan, standing) == {0: "（三）项目资金情况"}


# ── 冲突、不一致 ──


def test_a_conflict() -> None:
    """数人也改了：改不了的说出来，旁边留批注，记到下一次。"""
    standing = story(HEAD, TYPED)
    plan = planned((HEADING, FUNDS), (HEADING, FUNDS_NEW), standing)
    was, now = "1628.06万元", "1640.06万元"
    assert rewritten(plan, standing) == {1: TYPED.replace("93.57", "94.26")}
    assert plan.told == [Told(Topic.CONFLICT, "资金#执行", "1630万元", was, now, 1)]
    assert plan.remarks == [Remark(1, 1, Topic.CONFLICT, "资金#执行", was, now)]
    assert plan.questions == [Question("资金#执行", "0", Topic.CONFLICT, was, now)]


def test_a_figure_that_differs() -> None:
    """数据没变，人写的数不一样：留着，说一声。"""
    plan = planned((FUNDS,), (FUNDS,), story(TYPED))
    assert plan.steps == []
    assert plan.told == [Told(Topic.DIFFERS, "资金#执行", "1630万元", "1630万元", "1628.06万元", 0)]
    assert plan.remarks[0].topic is Topic.DIFFERS


def test_typed_already() -> None:
    """新值人已经写了：什么也不说。"""
    assert quiet(planned((FUNDS,), (FUNDS_NEW,), story(MONEY_NEW)))


WAS, NOW = "1628.06万元", "1640.06万元"
OPEN = Question("资金#执行", "0", Topic.CONFLICT, WAS, NOW)
SAID = explain(Remark(0, 0, Topic.CONFLICT, "资金#执行", WAS, NOW))
PENDING = TYPED.replace("93.57", "94.26")


def asked(*questions: Question) -> Previous:
    """有冲突以后的上一稿：写的已经是新稿。"""
    return version(FUNDS_NEW, questions=questions)


def test_an_open_conflict_goes_on() -> None:
    """没有答复的接着说；批注还在的不重写。"""
    plan = planned(asked(OPEN), (FUNDS_NEW,), story(PENDING, remarks=[Noted("7", SAID, (0,))]))
    assert topics(plan) == [Topic.CONFLICT]
    assert (plan.remarks, plan.withdrawn) == ([], [])
    assert plan.questions == [OPEN]


@pytest.mark.parametrize("remarks", [(), (Noted("7", SAID, (0,), resolved=True),)])
def test_an_answered_conflict_is_settled(remarks: tuple[Noted, ...]) -> None:
    """批注删去了、点了“已解决”：定了，不再提。"""
    plan = planned(asked(OPEN), (FUNDS_NEW,), story(PENDING, remarks=remarks))
    assert (plan.told, plan.remarks) == ([], [])
    assert plan.questions == [OPEN._replace(settled=True)]


def test_an_answer_is_not_hidden_by_a_longer_figure() -> None:
    """别处的批注说着 11640.06万元，不是这一条还在。"""
    noted = Noted("7", explain(Remark(0, 0, Topic.CONFLICT, "", "1万元", f"1{NOW}")), (1,))
    plan = planned(asked(OPEN), (FUNDS_NEW,), story(PENDING, OWN, remarks=[noted]))
    assert plan.questions == [OPEN._replace(settled=True)]


LIST = "产出指标中，车辆购置数为2辆、购买服务岗位数为9人、公文处理准时度为100%，均达到目标值。"
LESS = LIST.replace("购买服务岗位数为9人、", "")


@pytest.mark.parametrize(
    "remarks",
    [
        (),
        (Noted("3", "这里写资金的来源。", (1,)),),
    ],
)
def test_an_answered_removal_is_settled(remarks: tuple[Noted, ...]) -> None:
    """数据里去掉的一项人改过，是冲突；人删了批注，定了，不管别处还有没有批注。"""
    old, new = text("工作#做法", LIST), text("工作#做法", LESS)
    standing = story(LIST.replace("9人", "10人（含劳务派遣）"), OWN, remarks=remarks)
    first = planned((old,), (new,), standing)
    assert topics(first) == [Topic.CONFLICT]
    again = version(new, questions=tuple(first.questions))
    assert planned(again, (new,), standing).told == []


def test_a_settled_question_is_not_asked_again() -> None:
    """别的批注里说着同一个数，也不再提。"""
    noted = Noted("7", explain(Remark(1, 1, Topic.CONFLICT, "", "1万元", NOW)), (1,))
    old = asked(OPEN._replace(settled=True))
    plan = planned(old, (FUNDS_NEW,), story(PENDING, OWN, remarks=[noted]))
    assert (plan.told, plan.remarks) == ([], [])
    assert plan.questions == [OPEN._replace(settled=True)]


def test_new_data_asks_again() -> None:
    """定了以后数据又变：再问。"""
    later = text("资金#执行", MONEY_NEW.replace("1640.06", "1650"))
    plan = planned(asked(OPEN._replace(settled=True)), (later,), story(PENDING))
    assert topics(plan) == [Topic.CONFLICT]
    assert plan.told[0].now == "1650万元"


def test_the_conflict_is_over() -> None:
    """人照新值改了：批注收回。"""
    old, noted = asked(OPEN), Noted("7", SAID, (0,))
    plan = planned(old, (FUNDS_NEW,), story(MONEY_NEW, remarks=[noted]))
    assert (plan.told, plan.withdrawn, plan.questions) == ([], ["7"], [])


def test_a_settled_difference_is_not_told_again() -> None:
    first = planned((FUNDS,), (FUNDS,), story(TYPED))
    again = planned(version(FUNDS, questions=tuple(first.questions)), (FUNDS,), story(TYPED))
    assert quiet(again)
    assert again.questions == [each._replace(settled=True) for each in first.questions]


def test_other_comments_of_the_tool_stay() -> None:
    """说“该写什么”的批注不是要人定的，不动。"""
    noted = Noted("3", "这里写资金的来源。", (0,))
    assert quiet(planned((FUNDS,), (FUNDS,), story(MONEY, remarks=[noted])))


def test_a_declined_change_is_told_once_for_all() -> None:
    """上次的改动人拒了，数据没有再变：照人的意思，说有几段。"""
    old = version(FUNDS_NEW, DOING, earlier={"资金#执行": (FUNDS,)})
    plan = planned(old, (FUNDS_NEW, DOING), story(MONEY, WORK))
    assert plan.idle
    assert plan.told == [Told(Topic.DECLINED, "", "1段")]


# ── 占位 ──

TO_FILL = text("资金#请填写", BLANK, kind="blank")
FILLED = text("资金#文字材料", MONEY, kind="material")


def test_a_blank_gets_its_material() -> None:
    """没有填的，写上，收回“该写什么”的批注。"""
    standing = story(HEAD, Para(BLANK, ("资金#请填写",)), remarks=[Noted("3", "该写资金", (1,))])
    plan = planned((HEADING, TO_FILL), (HEADING, FILLED), standing)
    assert rewritten(plan, standing) == {1: MONEY}
    assert len(plan.steps) == 1
    assert (plan.withdrawn, plan.told) == (["3"], [])


def test_a_blank_filled_by_hand_and_no_data() -> None:
    assert quiet(
        planned((HEADING, TO_FILL, DOING), (HEADING, TO_FILL, DOING), story(HEAD, OWN, WORK))
    )


def test_a_blank_filled_by_hand_and_data_arrives() -> None:
    """人填了，数据也来了：人的留着，是冲突；下一次还从占位看起。"""
    standing = story(HEAD, OWN, WORK)
    plan = planned((HEADING, TO_FILL, DOING), (HEADING, FILLED, DOING), standing)
    assert plan.told == [Told(Topic.CONFLICT, "资金#文字材料", OWN, BLANK, MONEY, 1)]
    assert plan.steps == []
    assert plan.held == {"资金#文字材料": TO_FILL}
    assert plan.questions == [Question("资金#文字材料", "", Topic.CONFLICT, BLANK, MONEY)]


def test_a_blank_filled_with_the_same_words() -> None:
    standing = story(HEAD, Para(MONEY, ("资金#请填写",)), WORK)
    plan = planned((HEADING, TO_FILL, DOING), (HEADING, FILLED, DOING), standing)
    assert (plan.steps, plan.told) == ([], [])


def test_the_filled_blank_is_settled() -> None:
    old = version(
        HEADING,
        TO_FILL._replace(id="资金#文字材料"),
        DOING,
        questions=(Question("资金#文字材料", "", Topic.CONFLICT, BLANK, MONEY),),
    )
    plan = planned(old, (HEADING, FILLED, DOING), story(HEAD, OWN, WORK))
    assert quiet(plan)
    assert plan.questions[0].settled
    assert plan.held == {"资金#文字材料": TO_FILL._replace(id="资金#文字材料")}


def test_two_in_a_section_are_not_renamed() -> None:
    """同一节里不止一个：不当是改了名，各算各的。"""
    more = text("资金#来源", NEXT, kind="material")
    standing = story(HEAD, OWN, WORK)
    plan = planned((HEADING, TO_FILL, DOING), (HEADING, FILLED, more, DOING), standing)
    assert [step for step in plan.steps if isinstance(step, AddParagraphs)] == [
        AddParagraphs(After(0), "资金#文字材料", 0, 1),
        AddParagraphs(After(0), "资金#来源", 0, 1),
    ]
    assert plan.held == {}


# ── 表格和图 ──


def test_a_cell_follows_the_data() -> None:
    standing = story(HEAD, Table(TABLE))
    plan = planned((table(TABLE),), (table(TABLE_NEW),), standing)
    assert rewritten(plan, standing) == {6: "26次"}


def test_a_cell_edited_by_hand_is_a_conflict() -> None:
    theirs = (TABLE[0], ("培训", "24次", "27次"), TABLE[2])
    plan = planned((table(TABLE),), (table(TABLE_NEW),), story(Table(theirs)))
    assert plan.steps == []
    assert plan.told == [Told(Topic.CONFLICT, "资金#表", "27次", "25次", "26次", 5)]
    assert plan.remarks == [Remark(5, 5, Topic.CONFLICT, "资金#表", "25次", "26次")]


def test_a_cell_of_two_paragraphs() -> None:
    """段数一样的一段一段改。"""
    old = table((("做法", "一是培训24次。\n二是检查12家。"),))
    new = table((("做法", "一是培训24次。\n二是检查15家。"),))
    standing = story(Table([("做法", "一是组织培训24次。\n二是检查12家。")]))
    plan = planned((old,), (new,), standing)
    assert rewritten(plan, standing) == {2: "二是检查15家。"}


def test_a_row_added() -> None:
    plan = planned((table(TABLE),), (table((*TABLE, VISIT)),), story(Table(TABLE)))
    assert plan.steps == [AddRow(0, 2, "资金#表", 3)]


def test_a_row_that_cannot_be_added() -> None:
    """人加了一栏：新的一行添不进去，说出来。"""
    theirs = [(*row, note) for row, note in zip(TABLE, ("备注", "", ""), strict=True)]
    plan = planned((table(TABLE),), (table((*TABLE, VISIT)),), story(Table(theirs)))
    assert plan.steps == []
    assert plan.told == [Told(Topic.UNADDED, "资金#表", "", "", "走访｜36户｜40户")]


def test_a_row_dropped() -> None:
    plan = planned((table(TABLE),), (table(TABLE[:2]),), story(Table(TABLE)))
    assert plan.steps == [RemoveRows(0, (2,))]


def test_a_row_dropped_but_edited() -> None:
    theirs = (*TABLE[:2], ("检查", "12家", "12家（抽查）"))
    plan = planned((table(TABLE),), (table(TABLE[:2]),), story(Table(theirs)))
    assert plan.steps == []
    assert [each._replace(was="") for each in plan.told] == [
        Told(Topic.DROPPED, "资金#表", "检查｜12家｜12家（抽查）", "", "", 6)
    ]


def test_a_row_deleted_whose_data_changed() -> None:
    theirs = (TABLE[0], TABLE[2])
    plan = planned((table(TABLE),), (table(TABLE_NEW),), story(Table(theirs)))
    assert plan.steps == []
    was, now = "培训｜24次｜25次", "培训｜24次｜26次"
    assert plan.told == [Told(Topic.DELETED, "资金#表", "", was, now)]


def test_rows_in_another_order() -> None:
    new = (TABLE[0], TABLE[2], TABLE[1])
    plan = planned((table(TABLE),), (table(new),), story(Table(TABLE)))
    assert plan.steps == []
    assert plan.told == [Told(Topic.ORDER, "资金#表")]


def test_a_table_dropped() -> None:
    plan = planned((HEADING, table(TABLE)), (HEADING,), story(HEAD, Table(TABLE)))
    assert plan.steps == [RemoveGrid(0)]


def test_a_table_dropped_but_edited() -> None:
    theirs = (*TABLE[:2], ("检查", "12家", "12家（抽查）"))
    plan = planned((HEADING, table(TABLE)), (HEADING,), story(HEAD, Table(theirs)))
    assert plan.steps == []
    assert topics(plan) == [Topic.DROPPED]


def test_a_table_deleted_by_hand() -> None:
    assert quiet(planned((HEADING, table(TABLE)), (HEADING, table(TABLE)), story(HEAD)))
    plan = planned((HEADING, table(TABLE)), (HEADING, table(TABLE_NEW)), story(HEAD))
    assert plan.steps == []
    assert topics(plan) == [Topic.DELETED]


def test_a_table_deleted_by_both() -> None:
    """人删了，数据里也没有了：不用说。"""
    assert quiet(planned((HEADING, table(TABLE)), (HEADING,), story(HEAD)))


def test_a_table_added() -> None:
    plan = planned((HEADING, FUNDS), (HEADING, FUNDS, table(TABLE)), story(HEAD, MONEY))
    assert plan.steps == [AddTable(After(1), "资金#表")]


def test_added_after_a_table() -> None:
    old, new = (HEADING, table(TABLE)), (HEADING, table(TABLE), FUNDS)
    plan = planned(old, new, story(HEAD, Table(TABLE)))
    assert plan.steps == [AddParagraphs(After(grid=0), "资金#执行", 0, 1)]


def test_a_drawing_is_drawn_anew() -> None:
    standing = story(HEAD, Para("\ufffc", ("资金#图",)))
    plan = planned((HEADING, chart("甲：1。")), (HEADING, chart("甲：2。")), standing)
    assert plan.steps == [Redraw(1, "资金#图")]


def test_a_drawing_deleted_by_hand() -> None:
    plan = planned((HEADING, chart("甲：1。")), (HEADING, chart("甲：2。")), story(HEAD))
    assert plan.told == [Told(Topic.DELETED, "资金#图", "", "甲：1。", "甲：2。")]
    assert plan.steps == []


def test_a_drawing_added() -> None:
    plan = planned((HEADING,), (HEADING, chart("甲：1。")), story(HEAD))
    assert plan.steps == [AddDrawing(After(0), "资金#图")]


# ── 添的 ──


def test_a_paragraph_added() -> None:
    """插在前一个的后面；前一个挪了，跟着前一个。"""
    old, new = (HEADING, FUNDS, DOING), (HEADING, FUNDS, AHEAD, DOING)
    assert planned(old, new, story(HEAD, MONEY, WORK)).steps == [
        AddParagraphs(After(1), "工作#打算", 0, 1)
    ]
    assert planned(old, new, story(MONEY, OWN, HEAD, WORK)).steps == [
        AddParagraphs(After(0), "工作#打算", 0, 1)
    ]


def test_a_paragraph_added_first() -> None:
    assert planned((FUNDS,), (DOING, FUNDS), story(MONEY)).steps == [
        AddParagraphs(After(), "工作#做法", 0, 1)
    ]


def test_paragraphs_added_inside_a_piece() -> None:
    old, new = text("工作#做法", WORK, NEXT), text("工作#做法", WORK, MONEY, OWN, NEXT)
    assert planned((old,), (new,), story(WORK, NEXT)).steps == [
        AddParagraphs(After(0), "工作#做法", 1, 3)
    ]


def test_what_was_typed_already_is_not_added() -> None:
    """人已经写了一字不差的一段：认下来，后面的接着它。"""
    new = (HEADING, FUNDS, DOING, AHEAD)
    plan = planned((HEADING, FUNDS), new, story(HEAD, MONEY, OWN, WORK))
    assert plan.steps == [AddParagraphs(After(3), "工作#打算", 0, 1)]
    assert plan.anchors["工作#做法"] == (3, 3)


def test_typed_twice_is_not_taken() -> None:
    """写了两处，不知道是哪一处：照添。"""
    plan = planned((HEADING,), (HEADING, DOING), story(HEAD, WORK, WORK))
    assert plan.steps == [AddParagraphs(After(0), "工作#做法", 0, 1)]


def test_a_section_deleted_is_not_written_again() -> None:
    """人把一节整个删了：新有的也不添，说一声；下级的节也是。"""
    sub = text("资金/来源#说明", NEXT)
    old, new = (HEADING, FUNDS, DOING), (HEADING, FUNDS, AHEAD._replace(id="资金#打算"), sub, DOING)
    plan = planned(old, new, story(WORK))
    assert plan.steps == []
    assert plan.told == [
        Told(Topic.DELETED, "资金#打算", "", "", NEXT),
        Told(Topic.DELETED, "资金/来源#说明", "", "", NEXT),
    ]


def test_a_heading_deleted_alone() -> None:
    """只删了别的节，这一节照添。"""
    more = AHEAD._replace(id="别的#打算")
    plan = planned((HEADING, FUNDS, DOING), (HEADING, FUNDS, DOING, more), story(WORK))
    assert plan.steps == [AddParagraphs(After(0), "别的#打算", 0, 1)]


# ── 旧的数 ──


def test_a_stale_figure_in_own_words() -> None:
    own = "上述1628.06万元已全部支付。"
    standing = story(MONEY, own)
    plan = planned((FUNDS,), (FUNDS_NEW,), standing)
    assert plan.told == [Told(Topic.STALE, "", own, "1628.06万元", "1640.06万元", 1)]
    assert plan.remarks == [Remark(1, 1, Topic.STALE, "", "1628.06万元", "1640.06万元")]
    assert plan.questions == [Question("", "", Topic.STALE, "1628.06万元", "1640.06万元")]
    assert rewritten(plan, standing) == {0: MONEY_NEW}


def test_a_stale_figure_in_the_header() -> None:
    standing = story(MONEY, outside=[("页眉", "执行1628.06万元")])
    plan = planned((FUNDS,), (FUNDS_NEW,), standing)
    assert plan.told == [Told(Topic.STALE, "", "页眉", "1628.06万元", "1640.06万元")]
    assert plan.remarks == []


def test_not_stale() -> None:
    """新稿别处还有的、太短的、单位不同的、目录里的，不说。"""
    other = text("工作#做法", "其中区级1628.06万元。")
    assert (
        planned(
            (FUNDS, other), (FUNDS_NEW, other), story(MONEY, other.paragraphs[0], "共1628.06万元")
        ).told
        == []
    )
    short = (text("甲#乙", "培训24次。"), text("甲#乙", "培训25次。"))
    assert planned(short[:1], short[1:], story("培训24次。", "另有24次。")).told == []
    assert planned((FUNDS,), (FUNDS_NEW,), story(MONEY, "共1628.06公里")).told == []
    sealed = story(MONEY, Para("共1628.06万元", sealed=True))
    assert planned((FUNDS,), (FUNDS_NEW,), sealed).told == []


def test_stale_of_an_earlier_version() -> None:
    """早几稿的值还在，也是旧的。"""
    old = version(FUNDS_NEW, earlier={"资金#执行": (FUNDS,)})
    plan = planned(old, (FUNDS_NEW,), story(MONEY_NEW, "共1628.06万元"))
    assert topics(plan) == [Topic.STALE]


def test_a_settled_stale_figure_is_not_told_again() -> None:
    question = Question("", "", Topic.STALE, "1628.06万元", "1640.06万元", settled=True)
    old = version(FUNDS_NEW, earlier={"资金#执行": (FUNDS,)}, questions=(question,))
    own = "共1628.06万元"
    assert quiet(planned(old, (FUNDS_NEW,), story(MONEY_NEW, own)))
    noted = Noted("3", "别处说着1640.06万元。", (0,))
    plan = planned(old, (FUNDS_NEW,), story(MONEY_NEW, own, remarks=[noted]))
    assert quiet(plan)
    assert plan.questions == [question]


# ── 记下的 ──


def test_anchors_are_where_the_pieces_stand() -> None:
    """没有书签的，记下在哪里，好补上；拆开的从头到尾。"""
    standing = story(OWN, HEAD, MONEY[:22], MONEY[22:], Table(TABLE))
    plan = planned((HEADING, FUNDS, table(TABLE)), (HEADING, FUNDS, table(TABLE)), standing)
    assert plan.anchors == {"资金#标题": (1, 1), "资金#执行": (2, 3), "资金#表": (4, 4)}


def test_names_are_whole() -> None:
    """名称里的数不是数。"""
    old, new = "1号楼房租预算1万元。", "1号楼房租预算2万元。"
    standing = story("1号楼房租的预算1万元。")
    plan = planned((text("甲", old),), (text("甲", new),), standing, "1号楼房租")
    assert rewritten(plan, standing) == {0: "1号楼房租的预算2万元。"}


def test_an_edit_is_only_the_change() -> None:
    plan = planned((FUNDS,), (FUNDS_NEW,), story(MONEY))
    (step,) = plan.steps
    assert isinstance(step, Rewrite)
    assert [MONEY[edit.start : edit.end] for edit in step.edits] == ["1628.06", "93.57"]
    assert step.edits[0] == Edit(MONEY.index("1628"), MONEY.index("1628") + 7, "1640.06")


def test_ticks_of_both_are_a_conflict() -> None:
    """单选的几项，人勾一项，数据勾另一项：不能都勾上。"""
    old, new = "1、常年性□　2、延续性☑　3、一次性□", "1、常年性□　2、延续性□　3、一次性☑"
    theirs = "1、常年性☑　2、延续性□　3、一次性□"
    plan = planned((text("表#属性", old),), (text("表#属性", new),), story(theirs))
    assert plan.steps == []
    assert plan.told == [Told(Topic.CONFLICT, "表#属性", theirs, old, new, 0)]
    assert planned((text("表#属性", old),), (text("表#属性", new),), story(old)).steps


def test_a_value_in_several_lines_is_one_line_in_its_comment() -> None:
    """新值分了行的，批注里接成一行，下一次还认得。"""
    question = Question("工作#文字材料", "", Topic.CONFLICT, BLANK, "甲  乙\n丙")
    assert values(question) == (f"原值：{BLANK}", "新值：甲 乙 丙")
