"""上一稿：压好、解开一样；坏了的为空；早先的样子记得住、记不多。"""

from __future__ import annotations

import base64
import json
import zlib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.merge.previous import (
    EARLIER,
    Piece,
    Previous,
    Question,
    previous_of,
    read_previous,
    unpacked,
)
from reportgen.report import (
    Block,
    Cell,
    Chart,
    Kind,
    Point,
    Properties,
    Report,
    Row,
    Series,
    Table,
    Wording,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PIECES = st.builds(
    Piece,
    TEXT,
    st.sampled_from([each.value for each in Kind]),
    TEXT,
    st.lists(TEXT, max_size=3).map(tuple),
    st.lists(st.lists(TEXT, max_size=3).map(tuple), max_size=3).map(tuple),
    TEXT,
)
SEVERAL = st.lists(PIECES, max_size=4).map(tuple)
VERSIONS = st.builds(
    Previous,
    TEXT,
    SEVERAL,
    st.dictionaries(TEXT, SEVERAL, max_size=3),
    st.lists(st.builds(Question, *[TEXT] * 5, st.booleans()), max_size=3).map(tuple),
    st.lists(TEXT, max_size=3).map(tuple),
    TEXT,
    st.booleans(),
)


def piece(text: str, id: str = "甲") -> Piece:
    return Piece(id, "generated", "公文正文", (text,))


def packed(value: Any) -> str:
    return base64.b64encode(zlib.compress(json.dumps(value).encode())).decode()


PLAIN = Previous(
    "附件4",
    (piece("一"),),
    {"甲": (piece("零"),)},
    (Question("甲", "0", "conflict", "1", "2", True),),
    ("路灯维护",),
    "路灯",
    True,
)


# ── 存、读 ──


@given(VERSIONS)
def test_packed_and_unpacked(previous: Previous) -> None:
    text = previous.packed()
    assert text.isascii()
    assert unpacked(text) == previous
    assert read_previous(json.loads(json.dumps(previous.plain()))) == previous


@given(VERSIONS, VERSIONS)
def test_the_mark_is_of_the_pieces(one: Previous, other: Previous) -> None:
    assert (one.mark == other.mark) == (one.pieces == other.pieces)
    again = unpacked(one.packed())
    assert again is not None
    assert again.mark == one.mark


def test_the_mark_does_not_depend_on_the_run() -> None:
    assert PLAIN.mark == Previous("别的", (piece("一"),)).mark == "43bccb30fd742004"


@given(st.data())
def test_cut_off_anywhere(data: st.DataObject) -> None:
    text = PLAIN.packed()
    assert unpacked(text[: data.draw(st.integers(0, len(text) - 1))]) is None


@given(st.data())
def test_one_character_wrong(data: st.DataObject) -> None:
    """坏了一个字：读不出，或读出的就是原来的（base64 末尾的空位），不会读出别的。"""
    text = PLAIN.packed()
    at = data.draw(st.integers(0, len(text) - 1))
    wrong = data.draw(st.characters(codec="ascii").filter(lambda each: each != text[at]))
    assert unpacked(text[:at] + wrong + text[at + 1 :]) in (None, PLAIN)


@given(st.text(max_size=40))
def test_anything_else_is_nothing(text: str) -> None:
    assert unpacked(text) is None


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        "甲",
        3,
        {},
        PLAIN.plain() | {"pieces": None},
        PLAIN.plain() | {"pieces": [["甲"]]},
        PLAIN.plain() | {"pieces": [3]},
        PLAIN.plain() | {"earlier": []},
        PLAIN.plain() | {"earlier": {"甲": 3}},
        PLAIN.plain() | {"names": 3},
        PLAIN.plain() | {"questions": [["甲", "1", "2"]]},
        PLAIN.plain() | {"questions": 3},
        {key: value for key, value in PLAIN.plain().items() if key != "name"},
    ],
    ids=repr,
)
def test_another_shape_is_nothing(wrong: Any) -> None:
    assert read_previous(wrong) is None
    assert unpacked(packed(wrong)) is None


def test_deeply_nested_is_nothing() -> None:
    text = "[" * 200_000
    assert unpacked(base64.b64encode(zlib.compress(text.encode())).decode()) is None


# ── 下一稿的上一稿 ──


def followed(previous: Previous, *pieces: Piece, held: dict[str, Piece] | None = None) -> Previous:
    return previous.followed_by(Previous("附件4", pieces), (), held or {})


def test_the_earlier_texts_are_kept() -> None:
    """新的在前，最多五个。"""
    previous = Previous("附件4", (piece("0"),))
    for number in range(1, 8):
        previous = followed(previous, piece(str(number)))
    assert previous.pieces == (piece("7"),)
    assert previous.earlier["甲"] == tuple(piece(str(number)) for number in (6, 5, 4, 3, 2))
    assert len(previous.earlier["甲"]) == EARLIER


def test_the_same_is_not_an_earlier_one() -> None:
    previous = followed(Previous("附件4", (piece("1"),)), piece("1"))
    assert previous.earlier == {}
    previous = followed(followed(previous, piece("2")), piece("2"))
    assert previous.earlier == {"甲": (piece("1"),)}


def test_back_and_forth_is_kept_once() -> None:
    """数据改过去又改回来：现在的不在早先的里面，也不重复。"""
    previous = Previous("附件4", (piece("1"),))
    for text in ("2", "1", "2", "1"):
        previous = followed(previous, piece(text))
    assert previous.earlier == {"甲": (piece("2"),)}


def test_new_and_dropped_pieces() -> None:
    previous = followed(Previous("附件4", (piece("1"), piece("1", "乙"))), piece("1", "丙"))
    assert previous.pieces == (piece("1", "丙"),)
    assert previous.earlier == {}


def test_held_pieces_stay_as_they_were() -> None:
    """没有改成的，还是原来的；它不算早先的。"""
    old = Previous("附件4", (piece("1"), piece("1", "乙")))
    previous = followed(old, piece("2"), piece("2", "乙"), held={"甲": piece("1")})
    assert previous.pieces == (piece("1"), piece("2", "乙"))
    assert previous.earlier == {"乙": (piece("1", "乙"),)}


def test_what_was_asked_goes_along() -> None:
    """名称、数据文件照新稿的；是不是定稿另定。"""
    question = Question("甲", "0", "conflict", "1", "2")
    new = Previous("附件4", (piece("2"),), names=("桥梁",), stem="桥")
    previous = PLAIN.followed_by(new, [question], {})
    assert (previous.name, previous.questions) == ("附件4", (question,))
    assert (previous.names, previous.stem, previous.final) == (("桥梁",), "桥", False)
    assert previous.earlier == {"甲": (piece("一"), piece("零"))}


# ── 报告成为上一稿 ──


def test_of_a_report() -> None:
    table = Table((1, 1), (Row((Cell(("一", "二")), Cell(()))), Row((Cell(("三",)),))))
    chart = Chart(True, "题", ("甲",), (Series("数", (Point(Decimal(1), "1"),)),))
    blocks = (
        Block("甲#乙", Kind.MATERIAL, "公文正文", Wording(("一", "二"))),
        Block("表", Kind.GENERATED, "表格文字", Wording(("表题",), table)),
        Block("图", Kind.GENERATED, "图", Wording(chart=chart)),
    )
    report = Report("附件4", "式.docx", Properties("题", "人", "主题"), blocks)
    assert previous_of(report) == Previous(
        "附件4",
        (
            Piece("甲#乙", "material", "公文正文", ("一", "二")),
            Piece("表", "generated", "表格文字", ("表题",), (("一\n二", ""), ("三",))),
            Piece("图", "generated", "图", (), (), "题。甲：1。"),
        ),
    )
    assert previous_of(report).pieces[1].texts == ("表题", "一\n二", "", "三")


def test_blank() -> None:
    assert piece("一")._replace(kind=Kind.BLANK).blank
    assert piece("一")._replace(kind="blank").blank
    assert not piece("一").blank
