"""对上：一种改法一例；真实的报告乱改三十处，量一量对了多少。"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

import pytest

from reportgen.intake import load
from reportgen.merge.matching import (
    MOST_PAIRS,
    Matching,
    Stands,
    Was,
    bare,
    masked,
    match,
    numbering,
)
from reportgen.merge.previous import previous_of
from reportgen.pipeline import assess_project, make_reports
from reportgen.workshop import Workshop
from tests.conftest import TEMPLATES
from tests.merge.shuffled import Marks, Shuffled, Shuffler, judged

DATA = Path(__file__).parents[2] / "data" / "2020"
EDITS, ROUNDS = 30, 3

MONEY = "2020年宣传经费项目预算数为1740万元，实际执行1628.06万元，预算执行率为93.57%。"
WORK = "宣传部成立自评工作小组，由分管领导任组长，逐项核对指标完成情况，走访合作媒体和街道。"
NEXT = "下一步将提高预算编制的科学性，合理安排支出进度，加强对合同执行的监督检查。"
OWN = "本部分由张三执笔，李四复核，王五审定。"


def matched(was: Iterable[str], stands: Iterable[str | Stands], most: int = 3) -> Matching:
    """上一稿第几段，文段就叫几。"""
    lines = [Stands(each) if isinstance(each, str) else each for each in stands]
    return match([Was(str(number), text) for number, text in enumerate(was)], lines, most)


def pairs(was: Iterable[str], stands: Iterable[str | Stands], most: int = 3) -> list[object]:
    """对上的：一段对一段写成两个数。"""
    return [
        (pair.was[0], pair.stands[0]) if len(pair.was) == len(pair.stands) == 1 else tuple(pair)
        for pair in matched(was, stands, most).pairs
    ]


def anchored(text: str, *pieces: str) -> Stands:
    return Stands(text, frozenset(pieces))


# ── 看作一样的 ──


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("一、自评结论", "一、"),
        ("（一）自评得分", "（一）"),
        ("(十二) 自评得分", "(十二) "),
        ("1.执行率情况", "1."),
        ("3、执行率情况", "3、"),
        ("1.5倍以上", ""),
        ("2020年度", ""),
        ("自评结论", ""),
    ],
)
def test_numbering(text: str, mark: str) -> None:
    assert numbering(text) == mark


def test_width_spaces_and_numbers_do_not_count() -> None:
    assert bare("（一） 自评 得分１００％") == bare("（三）自评得分100%")
    assert masked("预算1,740.5万元，93％") == masked("预算２万元，1.5%")
    assert masked("预算1740万元") != masked("决算1740万元")


# ── 一种改法一例 ──


def test_the_same_text() -> None:
    assert pairs([MONEY, WORK, NEXT], [MONEY, WORK, NEXT]) == [(0, 0), (1, 1), (2, 2)]


def test_an_empty_paragraph_has_no_partner() -> None:
    assert pairs([MONEY], ["", MONEY, ""]) == [(0, 1)]


def test_nothing_stands() -> None:
    assert matched([MONEY], []) == Matching([], [0], [])
    assert matched([], [MONEY]) == Matching()


def test_duplicates_in_order() -> None:
    assert pairs(["无。", MONEY, "无。"], ["无。", MONEY, "无。"]) == [(0, 0), (1, 1), (2, 2)]


def test_one_of_two_duplicates_is_gone() -> None:
    """哪一个删了，由前后定。"""
    was = ["无。", MONEY, "无。", WORK]
    assert pairs(was, [MONEY, "无。", WORK]) == [(1, 0), (2, 1), (3, 2)]
    assert pairs(was, ["无。", MONEY, WORK]) == [(0, 0), (1, 1), (3, 2)]


def test_duplicates_by_anchors() -> None:
    """两段一样的换了位置，书签说得清。"""
    stands = [anchored("无。", "2"), anchored(MONEY, "1"), anchored("无。", "0")]
    assert pairs(["无。", MONEY, "无。"], stands) == [(0, 2), (1, 1), (2, 0)]


def test_an_anchor_on_another_text_does_not_decide() -> None:
    """书签挪错了：文字一样的才是。"""
    stands = [anchored(WORK, "0"), anchored(MONEY, "1")]
    assert pairs([MONEY, WORK], stands) == [(0, 1), (1, 0)]


def test_changed_words() -> None:
    theirs = MONEY.replace("实际执行", "全年实际支出").replace("预算执行率为", "执行率达到")
    assert pairs([WORK, MONEY, NEXT], [WORK, theirs, NEXT]) == [(0, 0), (1, 1), (2, 2)]


def test_changed_figures() -> None:
    """数都改了，挪到了别处，也认得。"""
    theirs = "2021年宣传经费项目预算数为9万元，实际执行8.5万元，预算执行率为94.44%。"
    assert pairs([MONEY, WORK, NEXT], [WORK, NEXT, theirs]) == [(0, 2), (1, 0), (2, 1)]


def test_two_alike_with_all_figures_changed() -> None:
    """遮住数字不只一处的，还看次序。"""
    was = ["培训24场，1192人次。", MONEY, "培训36场，800人次。"]
    stands = ["培训25场，1200人次。", MONEY, "培训37场，810人次。"]
    assert pairs(was, stands) == [(0, 0), (1, 1), (2, 2)]


def test_one_word_apart_and_changed_places() -> None:
    """产出、效益只差两个字，换了位置、改了数，也不认错。"""
    was = ["效益指标共2项，分值20分，得20分。", "满意度指标共1项，分值10分，得10分。"]
    stands = ["满意度指标共3项，分值30分，得30分。", "效益指标共4项，分值40分，得40分。"]
    assert pairs(was, stands) == [(0, 1), (1, 0)]


def test_split() -> None:
    assert pairs([WORK, MONEY, NEXT], [WORK, MONEY[:28], MONEY[28:], NEXT]) == [
        (0, 0),
        ((1,), (1, 2)),
        (2, 3),
    ]


def test_split_in_three_and_reworded() -> None:
    assert pairs([MONEY + WORK + NEXT], [MONEY, WORK.replace("逐项", "认真"), NEXT]) == [
        ((0,), (0, 1, 2))
    ]


def test_a_short_end_split_off() -> None:
    """拆出去的只有几个字，改了一点，也在。"""
    was = "效益指标共2项（经济效益1项），分值16分，得16分，全部完成。"
    assert pairs([WORK, was], [WORK, was[:24], "得16分，全部都完成。"]) == [(0, 0), ((1,), (1, 2))]


def test_joined() -> None:
    assert pairs([MONEY, WORK, NEXT], [MONEY + WORK, NEXT]) == [((0, 1), (0,)), (2, 1)]


def test_a_heading_that_is_gone_was_not_joined() -> None:
    """删了的标题，字都在后面的正文里，不是并进去了。"""
    text = "2020年度绩效目标全面完成，自评得分100分，预算执行得分20分，绩效目标得分80分。"
    theirs = text.replace("绩效目标全面完成", "各项目标都已全面完成")
    assert pairs([WORK, "（一）自评得分", text], [WORK, theirs]) == [(0, 0), (2, 1)]


def test_joined_after_the_one_between_was_deleted() -> None:
    """删了中间的标题，前后两段并起来。"""
    was = [MONEY, "（二）工作情况", WORK, NEXT]
    assert pairs(was, [MONEY + WORK, NEXT]) == [((0, 2), (0,)), (3, 1)]


def test_split_with_own_words_between() -> None:
    """拆开以后，中间添了自己的一段：那一段不是它的。"""
    assert pairs([MONEY, NEXT], [MONEY[:28], OWN, MONEY[28:], NEXT]) == [((0,), (0, 2)), (1, 3)]


def test_quoted_elsewhere_is_not_split() -> None:
    """原处一字没少，别处引了半句，不是拆出去的。"""
    matching = matched([MONEY, NEXT], [MONEY, NEXT, MONEY[28:]])
    assert [tuple(pair) for pair in matching.pairs] == [((0,), (0,)), ((1,), (1,))]


def test_most_one_means_one_to_one() -> None:
    assert all(
        len(pair.was) == len(pair.stands) == 1
        for pair in matched([MONEY, WORK], [MONEY + WORK, MONEY[:28], MONEY[28:]], most=1).pairs
    )


def test_moved_and_reworded() -> None:
    theirs = WORK.replace("走访", "实地走访")
    assert pairs([WORK, MONEY, NEXT], [MONEY, NEXT, theirs]) == [(0, 2), (1, 0), (2, 1)]


def test_moved_but_two_could_be_it() -> None:
    """挪了地方，有两段一样像：不猜。"""
    one, other = WORK.replace("走访", "实地走访"), WORK.replace("走访", "电话走访")
    matching = matched([WORK, MONEY, NEXT], [MONEY, NEXT, one, other])
    assert [tuple(pair) for pair in matching.pairs] == [((1,), (0,)), ((2,), (1,))]
    assert matching.gone == []
    assert [index for index, _ in matching.doubtful] == [0]
    assert matching.doubtful[0][1] in (2, 3)


def test_renumbered_headings() -> None:
    """添了一章，后面的都重编了号。"""
    was = ["（一）自评得分", "（二）完成情况", "（三）问题和原因"]
    stands = ["（一）组织领导", "（二）自评得分", "（三）完成情况", "（四）问题和原因"]
    assert pairs(was, stands) == [(0, 1), (1, 2), (2, 3)]


def test_the_same_words_at_two_levels() -> None:
    """“（四）措施”下面还有“1.措施”：添了字、挪了位置，也不认错。"""
    was = ["（四）下一步拟改进措施", "1.下一步拟改进措施", NEXT]
    assert pairs(was, ["（五）下一步拟改进措施", "1.下一步拟改进措施", NEXT]) == [
        (0, 0),
        (1, 1),
        (2, 2),
    ]
    assert pairs(was, ["1.下一步主要拟改进措施", NEXT, "（四）下一步拟改进措施"]) == [
        (0, 2),
        (1, 0),
        (2, 1),
    ]
    assert pairs(was, ["1.下一步拟改进措施", NEXT]) == [(1, 0), (2, 1)]


def test_short_words_at_two_levels() -> None:
    assert pairs(["（四）措施", "1.措施", NEXT], ["1.措施", NEXT, "（五）措施"]) == [
        (0, 2),
        (1, 0),
        (2, 1),
    ]


def test_the_same_words_at_two_levels_both_reworded() -> None:
    was = ["（四）下一步拟改进措施", "1.下一步拟改进措施", NEXT]
    stands = [NEXT, "1.下一步主要改进措施", "（四）下一步主要改进措施"]
    assert (0, 1) not in pairs(was, stands)
    assert (1, 2) not in pairs(was, stands)
    assert pairs(was, ["1.下一步主要改进措施", NEXT]) == [(1, 0), (2, 1)]


def test_equal_headings_of_one_level_keep_their_order() -> None:
    was = ["（一）完成情况", MONEY, "（二）完成情况", WORK]
    stands = ["（一）总体情况", "（二）完成情况", MONEY, "（三）完成情况", WORK]
    assert pairs(was, stands) == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_a_placeholder_filled() -> None:
    """填上的一点也不像：前后都在，中间只有它。"""
    was = ["（一）资金情况", "【请填写：资金情况】", "（二）工作情况"]
    assert pairs(was, ["（一）资金情况", OWN, "（二）工作情况"]) == [(0, 0), (1, 1), (2, 2)]


def test_a_placeholder_with_two_paragraphs_in_its_place() -> None:
    """两段都可能是填的：不猜；书签在的听书签的。"""
    was = ["（一）资金情况", "【请填写：资金情况】", "（二）工作情况"]
    assert matched(was, [was[0], OWN, NEXT, was[2]]).gone == [1]
    assert (1, 2) in pairs(was, [was[0], OWN, anchored(NEXT, "1"), was[2]])


def test_other_gaps_are_not_filled() -> None:
    """不是占位的，删了，另写了一段，不是同一段。"""
    was = ["（一）资金情况", MONEY, "（二）工作情况"]
    assert matched(was, [was[0], OWN, was[2]]).gone == [1]


def test_rewritten_under_its_own_anchor() -> None:
    was = ["（一）资金情况", MONEY, "（二）工作情况"]
    assert pairs(was, [was[0], anchored(OWN, "1"), was[2]]) == [(0, 0), (1, 1), (2, 2)]


def test_rewritten_but_the_anchor_spans_two() -> None:
    """书签盖着两段都不像的：不猜。"""
    was = ["（一）资金情况", MONEY, "（二）工作情况"]
    stands = [was[0], anchored(OWN, "1"), anchored("特此说明。", "1"), was[2]]
    assert pairs(was, stands) == [(0, 0), (2, 3)]


def test_a_strange_paragraph_is_nobody() -> None:
    matching = matched([MONEY, NEXT], [MONEY, OWN, NEXT])
    assert [pair.stands for pair in matching.pairs] == [(0,), (2,)]
    assert (matching.gone, matching.doubtful) == ([], [])


def test_deleted() -> None:
    matching = matched([MONEY, WORK, NEXT], [MONEY, NEXT])
    assert (matching.gone, matching.doubtful) == ([1], [])


def test_a_doubtful_one_is_told_not_matched() -> None:
    """只剩一半像的：说拿不准。"""
    theirs = "宣传部成立自评工作小组，逐项核对指标，另请第三方机构复核问卷，走访服务对象。"
    matching = matched([MONEY, WORK, NEXT], [MONEY, NEXT, theirs])
    assert [pair.was for pair in matching.pairs] == [(0,), (2,)]
    assert matching.doubtful == [(1, 2)]
    assert matching.gone == []


def test_short_figures_are_not_a_name() -> None:
    """只有数的格，遮住了都一样，看次序。"""
    assert pairs(["24", "36"], ["25", "36"], most=1) == [(0, 0), (1, 1)]
    assert pairs(["24", "36"], ["36", "25"], most=1)[-1] == (1, 0)


def test_too_many_to_compare_are_doubtful() -> None:
    """两边没有对上的太多，不逐对比，也不说是删了。"""
    count = int(MOST_PAIRS**0.5) + 1
    was = [f"第{'甲' * number}项" for number in range(1, count + 1)]
    matching = matched(was, [f"{each}完成" for each in was])
    assert (matching.pairs, matching.gone) == ([], [])
    assert len(matching.doubtful) == count


# ── 量一量 ──


@cache
def reports() -> dict[str, list[Was]]:
    """二十四个真实的项目，缩略版的各段。"""
    workshop = Workshop(TEMPLATES)
    found = {}
    for path in sorted(DATA.glob("*.yaml")):
        for loaded in load(path):
            assert loaded.project is not None
            made, _ = make_reports(assess_project(loaded.project, workshop), workshop)
            (report,) = [each for each in made if each.name.endswith("缩略版")]
            found[loaded.stem] = [
                Was(piece.id, text)
                for piece in previous_of(report).pieces
                for text in piece.paragraphs
            ]
    return found


def measured(share: float) -> tuple[Marks, dict[str, int]]:
    """乱改以后对上的；书签留下这么多份。"""
    total, edits = Marks(), dict[str, int]()
    for name, was in reports().items():
        for number in range(ROUNDS):
            random = Random(f"{name}{number}")
            shuffled = Shuffler(was, random).shuffle(EDITS)
            kept = {each.piece for each in was if random.random() < share}
            shuffled = Shuffled(
                [Stands(each.text, each.pieces & kept) for each in shuffled.stands],
                *shuffled[1:],
            )
            total = total.plus(judged(match(was, shuffled.stands), shuffled))
            for way, times in shuffled.edits.items():
                edits[way] = edits.get(way, 0) + times
    return total, edits


def test_there_is_something_to_measure() -> None:
    """二十四个项目，每种改法都有几十次，每份三十处。"""
    assert len(reports()) == 24
    marks, edits = measured(1)
    assert marks.total > 3000
    assert sum(edits.values()) == 24 * ROUNDS * EDITS
    assert len(edits) == 7
    assert min(edits.values()) >= 50


# 书签留下几份：对的、错了人的（量得：没有 98.4%、0，一半 99.0%、0.03%，都在 99.6%、0.03%）
@pytest.mark.parametrize(
    ("share", "right", "wrong"), [(0, 0.97, 0.002), (0.5, 0.98, 0.002), (1, 0.99, 0.002)]
)
def test_measured(share: float, right: float, wrong: float) -> None:
    marks, _ = measured(share)
    assert marks.right / marks.total >= right, marks
    assert marks.wrong / marks.total <= wrong, marks
