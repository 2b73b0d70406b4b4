"""式样只放过好的：改坏一处的正文，式样认可的，逐条查规则也查不出毛病。"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.document import check, part
from reportgen.document.dialect import conforms, split_frame
from reportgen.document.part import DOCUMENT, Around
from reportgen.document.render import write_parts
from reportgen.document.style import load_style
from reportgen.report import Block, Kind, Wording
from tests.document.test_charts import CHART
from tests.document.test_render import TABLE, report

STYLE = load_style(Path(__file__).parents[2] / "templates/zh/style-report.docx")
BOOK = check._style_book(STYLE.parts["word/styles.xml"])
WRITTEN = write_parts(
    report(
        Block("一", Kind.FIXED, "公文标题", Wording(("题\n二行", " 空格 "))),
        Block("二", Kind.GENERATED, "公文正文", Wording(("a < b【请填写：总分】",))),
        Block("三", Kind.GENERATED, "公文正文", Wording((), TABLE)),
        Block("四", Kind.GENERATED, "公文正文", Wording(("题名",), TABLE)),
        Block("五", Kind.BLANK, "公文正文", Wording(("【请填写：甲】",)), hint="写甲"),
        Block("六", Kind.BLANK, "公文正文", Wording(("【请填写：乙】",)), hint="写乙"),
        Block("七", Kind.GENERATED, "公文正文", Wording(chart=CHART._replace(caption='"<甲>"'))),
        Block("八", Kind.GENERATED, "公文正文", Wording(chart=CHART._replace(caption=""))),
    ),
    STYLE,
)
TEXT = WRITTEN.parts[DOCUMENT]
RELATIONS = check._relation_ids(STYLE.carrying(WRITTEN.attachments).parts[part.RELATIONS])
ALONE = Around(BOOK, RELATIONS, frozenset())
AROUND = Around(BOOK, RELATIONS, frozenset({"0", "1"}))
FRAME, BODY = split_frame(TEXT) or (b"", b"")
PIECES = re.findall(rb"<[^>]+>|[^<]+", BODY)
FOREIGN = [
    *(b"<w:p>", b"</w:p>", b"<w:p/>", b"<w:tc/>", b"<w:r/>", b"<w:sectPr/>", b"<w:rPr/>"),
    *(b"<w:pPr/>", b"<w:tbl>", b"<w:sdt></w:sdt>", b'<w:ins w:id="1"/>', b"<w:delText/>"),
    *(b'<w:bookmarkEnd w:id="1"/>', b'<w:bookmarkStart w:id="9" w:name="a-b"/>', b"<!-- -->"),
    *(b'<w:fldChar w:fldCharType="end"/>', b'<w:commentReference w:id="1"/>', b"<w:vMerge/>"),
    *(b'<w:commentRangeStart w:id="1"/>', b'<w:commentRangeEnd w:id="2"/>'),
    *(b'<w:gridSpan w:val="0"/>', b'<w:gridSpan w:val="2"/>', b'<w:pStyle w:val="Nowhere"/>'),
    *(b'<wp:docPr id="1" name="" descr="a"/>', b'<c:chart r:id="rgChart9"/>', b"<w:drawing/>"),
    *(b"\x01", b"\xff", b"\xef\xbf\xbf", b"\t", b"&", b"&#9;", b"&x;", b"]]>", b" ", b"<"),
]


def document_of(body: bytes) -> bytes:
    return FRAME.replace(b"<w:sectPr", body + b"<w:sectPr", 1)


def accepted(body: bytes, around: Around = AROUND) -> bool:
    """式样认可。"""
    split = split_frame(document_of(body))
    return split is not None and conforms(split[1], around)


def clean(body: bytes, around: Around = AROUND) -> bool:
    """逐条查没有毛病。"""
    return not check._inspect_part(DOCUMENT, document_of(body), around)


def test_what_the_program_writes_conforms() -> None:
    assert len(PIECES) > 100
    for body, around in ((BODY, AROUND), (b"", ALONE)):
        assert accepted(body, around)
        assert clean(body, around)


def test_comments_are_those_of_the_comments_part() -> None:
    for body, around in ((BODY, ALONE), (b"", AROUND)):
        assert not accepted(body, around)
        assert not clean(body, around)


@pytest.mark.parametrize("foreign", FOREIGN)
def test_every_place_for_every_foreign_piece(foreign: bytes) -> None:
    for place in range(len(PIECES) + 1):
        body = b"".join((*PIECES[:place], foreign, *PIECES[place:]))
        assert not accepted(body) or clean(body), place


def test_every_piece_left_out_and_doubled() -> None:
    refused = 0
    for place in range(len(PIECES)):
        for times in (0, 2):
            body = b"".join(
                (*PIECES[:place], *PIECES[place : place + 1] * times, *PIECES[place + 1 :])
            )
            if accepted(body):
                assert clean(body), (place, times)
            else:
                refused += 1
    assert refused > len(PIECES)


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    """搬动、换掉几截。"""
    pieces = list(PIECES)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(pieces) - 1))
        taken = pieces.pop(place) if draw(st.booleans()) else pieces[place]
        other = draw(st.one_of(st.just(taken), st.sampled_from(PIECES), st.sampled_from(FOREIGN)))
        pieces.insert(draw(st.integers(0, len(pieces))), other)
    return b"".join(pieces)


@settings(max_examples=400)
@given(mutilated())
def test_accepted_bodies_break_no_rule(body: bytes) -> None:
    assert not accepted(body) or clean(body)


@settings(max_examples=400)
@given(st.integers(0, len(BODY) - 1), st.binary(max_size=2), st.integers(0, 2))
def test_accepted_bytes_break_no_rule(place: int, other: bytes, width: int) -> None:
    body = BODY[:place] + other + BODY[place + width :]
    assert not accepted(body) or clean(body)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'docPr id="2"', b'docPr id="1"'),
        (b'r:id="rgChart2"', b'r:id="rgChart3"'),
        (rb'descr="[^"]*"', 'descr="　"'.encode()),
        (rb'descr="[^"]*"', b'descr=""'),
    ],
)
def test_a_bad_chart_is_refused_by_both(old: bytes, new: bytes) -> None:
    body = re.sub(old, new, BODY)
    assert body != BODY
    assert not accepted(body)
    assert not clean(body)


def test_bookmarks_in_the_frame_are_left_to_the_rules() -> None:
    bookmark = b'<w:bookmarkStart w:id="1" w:name="a"/>'
    assert split_frame(TEXT.replace(b"</w:sectPr>", bookmark + b"</w:sectPr>")) is None


def test_other_documents_are_left_to_the_rules() -> None:
    assert split_frame(b"<w:document/>") is None
    assert split_frame(TEXT.replace(b"<w:body>", b"<w:body >", 1)) is None
