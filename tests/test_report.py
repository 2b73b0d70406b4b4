"""报告的几样小算法。"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reportgen.length import Length
from reportgen.report import (
    Block,
    Cell,
    Chart,
    Kind,
    Merge,
    Point,
    Properties,
    Report,
    Row,
    Section,
    Series,
    Table,
    Wording,
)

TABLE = Table(
    (1, 1),
    (
        Row((Cell(("合并",), merge=Merge.START), Cell(("甲", "乙")))),
        Row((Cell(("不算",), merge=Merge.CONTINUE), Cell(("98.5%",)))),
    ),
)


FIVE, SIX = Point(Decimal(5), "5"), Point(Decimal(6), "6")
CHART = Chart(
    True, "得分", ("甲", "乙"), (Series("分值", (None, SIX)), Series("得分", (FIVE, FIVE)))
)


def report(*blocks: Block) -> Report:
    return Report("附件4", "style.docx", Properties("题", "人", "主题"), blocks)


def test_merged_cells_count_once() -> None:
    assert list(TABLE.texts()) == ["合并", "甲", "乙", "98.5%"]


def test_length_of_a_wording() -> None:
    assert Wording(("一二", "三")).length == Length(3, 3)
    assert Wording(("题名",), TABLE).length == Length(7, 7)
    assert Wording().length == Length(0, 0)


def test_only_the_title_of_a_chart_counts() -> None:
    assert Wording(chart=CHART).texts() == ("图1　得分",)
    assert Wording(chart=CHART).length == Length(4, 4)
    assert Wording(chart=CHART._replace(caption="")).texts() == ()
    assert CHART._replace(number=12).title == "图12　得分"


def test_a_chart_is_told_in_words() -> None:
    assert CHART.description == "得分。甲：得分5；乙：分值6，得分5。"
    alone = CHART._replace(caption="", series=CHART.series[1:], note="共9项")
    assert alone.description == "甲：5；乙：5。共9项。"


def test_what_has_nothing() -> None:
    assert Wording().nothing
    charted = Wording(chart=CHART._replace(caption=""))
    assert not any(each.nothing for each in (Wording(("甲",)), Wording((), TABLE), charted))


def test_report_length_is_the_sum_of_its_blocks() -> None:
    made = report(
        Block("a", Kind.FIXED, "公文标题", Wording(("标题“一”",))),
        Block("b", Kind.GENERATED, "公文正文", Wording((), TABLE)),
    )
    assert made.length == Length(10, 10)
    assert report().length == Length(0, 0)


def test_texts_in_order_and_blanks() -> None:
    blank = Block("b", Kind.BLANK, "公文正文", Wording(("【请填写：总分】",)))
    made = report(Block("a", Kind.FIXED, "公文标题", Wording(("题",), TABLE)), blank)
    assert list(made.texts()) == ["题", "合并", "甲", "乙", "98.5%", "【请填写：总分】"]
    assert tuple(blank.mark for blank in made.blanks()) == ("【请填写：总分】",)


def test_blanks_inside_sentences_and_cells_are_found() -> None:
    sentence = Wording(("得分【请填写：总分】，【请填写：等级】。",))
    cell = Wording((), Table((1,), (Row((Cell(("【请填写：执行数】",)),)),)))
    made = report(
        Block("a", Kind.GENERATED, "公文正文", sentence),
        Block("b", Kind.GENERATED, "公文正文", cell),
    )
    assert tuple(blank.mark for blank in made.blanks()) == (
        "【请填写：总分】",
        "【请填写：等级】",
        "【请填写：执行数】",
    )


def test_sections_walk_in_order() -> None:
    leaf = Section("a/b", "b", "1.b", 2)
    top = Section("a", "a", "一、a", 1, sections=(leaf, Section("a/c", "c", "2.c", 2)))
    assert [section.id for section in top.walk()] == ["a", "a/b", "a/c"]


@given(st.lists(st.text()))
def test_the_size_is_never_below_the_count(texts: list[str]) -> None:
    """控篇幅凭它判断“一定放得下”。"""
    made = Wording(tuple(texts))
    assert made.length.upper <= made.size


def test_the_size_of_rare_characters_and_of_tables() -> None:
    assert Wording(("𠮷野家",)).size == 4
    assert Wording(("题",), TABLE).size == 1 + len("合并甲乙98.5%")
