"""添删段落、行、表、批注、书签：收得回，定得稿，该留的都留着。"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from reportgen.document.check import check_document
from reportgen.document.comments import AUTHOR
from reportgen.document.part import W
from reportgen.document.standing import (
    GridAt,
    Standing,
    Untouchable,
    texts_as_seen,
    texts_without,
)
from reportgen.report import Cell, Merge, Row, Table
from tests.document.standing.documents import (
    NAMESPACES,
    OTHER,
    OWN,
    bookmark,
    cell,
    changed,
    document,
    field,
    gone,
    ins,
    members,
    p,
    packed,
    r,
    tbl,
    tc,
    text_of,
    tr,
)

TRACKED = pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "direct"])
THREE = p(r("甲")) + p(r("乙")) + p(r("丙"))
GRID = tbl(
    tr(cell("头"), cell("脑"), properties="<w:tblHeader/>"),
    tr(cell("1"), cell("2")),
    tr(cell("3"), cell("4")),
)
Step = Callable[[Standing, bool], object]


def remove(*lines: int) -> Step:
    return lambda standing, tracked: standing.remove_lines(lines, tracked)


def insert(after: int | None, *texts: str, anchor: str = "") -> Step:
    return lambda standing, tracked: standing.insert_paragraphs(
        after, texts, "公文正文", anchor, tracked
    )


def grid_of(standing: Standing) -> GridAt:
    return next(unit for unit in standing.units if isinstance(unit, GridAt))


def row(*texts: str) -> Row:
    return Row(tuple(Cell((text,)) for text in texts))


def rows(*numbers: int) -> Step:
    return lambda standing, tracked: standing.remove_rows(grid_of(standing), numbers, tracked)


# 正文、改动、改后看见的、可以变的段落
CASES: dict[str, tuple[str, Step, list[str], list[int]]] = {
    "remove-first": (THREE, remove(0), ["乙", "丙"], [0]),
    "remove-middle": (THREE, remove(1), ["甲", "丙"], [1]),
    "remove-last": (THREE, remove(2), ["甲", "乙"], [1, 2]),
    "remove-last-two": (THREE, remove(1, 2), ["甲"], [0, 1, 2]),
    "remove-all": (THREE, remove(0, 1, 2), [""], [0, 1, 2]),
    "remove-before-table": (
        p(r("甲")) + p(r("乙")) + GRID + p(),
        remove(1),
        ["甲", "头", "脑", "1", "2", "3", "4", ""],
        [1],
    ),
    "remove-between-tables": (
        GRID + p(r("乙")) + GRID + p(),
        remove(6),
        ["头", "脑", "1", "2", "3", "4", "", "头", "脑", "1", "2", "3", "4", ""],
        [6],
    ),
    "remove-last-after-table": (
        GRID + p(r("乙")),
        remove(6),
        ["头", "脑", "1", "2", "3", "4", ""],
        [6],
    ),
    "remove-only-in-cell": (tbl(tr(cell("1"), cell("2"))) + p(), remove(0), ["", "2", ""], [0]),
    "remove-last-in-cell": (
        tbl(tr(tc(p(r("1")), p(r("2"))), cell("3"))) + p(),
        remove(1),
        ["1", "3", ""],
        [0, 1],
    ),
    "remove-section-end": (
        p(r("甲")) + "<w:p><w:pPr><w:sectPr/></w:pPr>" + r("乙") + "</w:p>" + p(r("丙")),
        remove(1),
        ["甲", "", "丙"],
        [1],
    ),
    "remove-with-theirs": (
        p(r("甲"), ins(1, r("他")), gone(2, "删")) + p(r("乙")),
        remove(0),
        ["乙"],
        [0],
    ),
    "remove-their-paragraph": (
        p(ins(1, r("他")), mark=f'<w:ins w:id="2" {OTHER}/>') + p(r("乙")),
        remove(0),
        ["乙"],
        [0],
    ),
    "remove-with-field": (p(r("第"), field("PAGE", r("3"))) + p(r("乙")), remove(0), ["乙"], [0]),
    "remove-with-picture": (
        p(r("图"), "<w:r><w:drawing/></w:r>") + p(r("乙")),
        remove(0),
        ["乙"],
        [0],
    ),
    "remove-joined": (
        p(r("甲"), mark=f'<w:del w:id="9" {OTHER}/>') + p(r("乙")) + p(r("丙")),
        remove(0),
        ["丙"],
        [0, 1],
    ),
    "remove-in-control": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('甲'))}</w:sdtContent></w:sdt>" + p(r("乙")),
        remove(0),
        ["乙"],
        [0],
    ),
    "remove-half-bookmark": (
        p('<w:bookmarkStart w:id="1" w:name="跨"/>', r("甲"))
        + p(r("乙"), '<w:bookmarkEnd w:id="1"/>')
        + p(r("丙")),
        remove(0),
        ["乙", "丙"],
        [0, 1],
    ),
    "insert-after": (THREE, insert(0, "新"), ["甲", "新", "乙", "丙"], []),
    "insert-several": (
        THREE,
        insert(1, "新", "增", anchor="_rgn"),
        ["甲", "乙", "新", "增", "丙"],
        [],
    ),
    "insert-first": (THREE, insert(None, "新"), ["新", "甲", "乙", "丙"], []),
    "insert-last": (THREE, insert(2, "新", "增"), ["甲", "乙", "丙", "新", "增"], [2]),
    "insert-to-fill": (
        THREE,
        insert(0, "按【请填写：依据】办"),
        ["甲", "按【请填写：依据】办", "乙", "丙"],
        [],
    ),
    "insert-in-cell": (
        tbl(tr(cell("1"), cell("2"))) + p(),
        insert(0, "新"),
        ["1", "新", "2", ""],
        [0],
    ),
    "insert-before-table": (
        p(r("甲")) + GRID + p(),
        insert(0, "新"),
        ["甲", "新", "头", "脑", "1", "2", "3", "4", ""],
        [],
    ),
    "remove-then-insert": (
        THREE,
        lambda standing, tracked: (
            remove(1)(standing, tracked),
            insert(1, "新")(standing, tracked),
        ),
        ["甲", "新", "丙"],
        [1],
    ),
    "remove-last-then-insert": (
        THREE,
        lambda standing, tracked: (
            remove(2)(standing, tracked),
            insert(2, "新")(standing, tracked),
        ),
        ["甲", "乙", "新"],
        [1, 2],
    ),
    "insert-then-remove": (
        THREE,
        lambda standing, tracked: standing.remove_lines(
            insert(2, "新", "增")(standing, tracked), tracked
        ),  # type: ignore[arg-type]
        ["甲", "乙", "丙"],
        [],
    ),
    "insert-then-edit": (
        THREE,
        lambda standing, tracked: standing.edit(
            insert(0, "新500")(standing, tracked)[0], [(1, 4, "6")], tracked
        ),  # type: ignore[index]
        ["甲", "新6", "乙", "丙"],
        [],
    ),
    "remove-row": (GRID + p(), rows(1), ["头", "脑", "3", "4", ""], [2, 3]),
    "remove-all-rows": (
        p(r("甲")) + GRID + p(r("后")),
        rows(0, 1, 2),
        ["甲", "后"],
        [1, 2, 3, 4, 5, 6],
    ),
    "remove-grid": (
        p(r("甲")) + GRID + p(r("后")),
        lambda standing, tracked: standing.remove_grid(grid_of(standing), tracked),
        ["甲", "后"],
        [1, 2, 3, 4, 5, 6],
    ),
    "remove-row-with-bookmark": (
        tbl(
            tr(tc(p('<w:bookmarkStart w:id="1" w:name="跨"/>', r("1"))), cell("2")),
            tr(tc(p(r("3"), '<w:bookmarkEnd w:id="1"/>')), cell("4")),
        )
        + p(),
        rows(0),
        ["3", "4", ""],
        [0, 1, 2],
    ),
    "remove-merge-start": (
        tbl(
            tr(cell("组", '<w:vMerge w:val="restart"/>'), cell("1")),
            tr(tc(properties="<w:vMerge/>"), cell("2")),
            tr(tc(properties="<w:vMerge/>"), cell("3")),
        )
        + p(),
        rows(0),
        ["组", "2", "", "3", ""],
        [0, 1, 2],
    ),
    "remove-merge-rest": (
        tbl(
            tr(cell("组", '<w:vMerge w:val="restart"/>'), cell("1")),
            tr(tc(properties="<w:vMerge/>"), cell("2")),
        )
        + p(),
        rows(1),
        ["组", "1", ""],
        [2, 3],
    ),
    "insert-row": (
        GRID + p(),
        lambda standing, tracked: standing.insert_row(grid_of(standing), 1, row("5", "6"), tracked),
        ["头", "脑", "1", "2", "5", "6", "3", "4", ""],
        [],
    ),
    "insert-rows": (
        GRID + p(),
        lambda standing, tracked: standing.insert_row(
            grid_of(standing),
            standing.insert_row(grid_of(standing), 2, row("5", "6"), tracked)[0],
            row("7", "8"),
            tracked,
        ),
        ["头", "脑", "1", "2", "3", "4", "5", "6", "7", "8", ""],
        [],
    ),
    "insert-row-first": (
        GRID + p(),
        lambda standing, tracked: standing.insert_row(
            grid_of(standing), -1, row("5", "6"), tracked
        ),
        ["5", "6", "头", "脑", "1", "2", "3", "4", ""],
        [],
    ),
    "row-removed-and-inserted": (
        GRID + p(),
        lambda standing, tracked: (
            rows(1)(standing, tracked),
            standing.insert_row(grid_of(standing), 1, row("5", "6"), tracked),
        ),
        ["头", "脑", "5", "6", "3", "4", ""],
        [2, 3],
    ),
    "insert-table": (
        THREE,
        lambda standing, tracked: standing.insert_table(
            0, Table((1, 2), (row("5", "6"),)), "_rgt", tracked
        ),
        ["甲", "5", "6", "乙", "丙"],
        [],
    ),
    "insert-table-last": (
        THREE,
        lambda standing, tracked: standing.insert_table(
            2, Table((1, 2), (row("5", "6"),)), "_rgt", tracked
        ),
        ["甲", "乙", "丙", "5", "6", ""],
        [2],
    ),
    "insert-table-beside-table": (
        GRID + p(r("后")),
        lambda standing, tracked: standing.insert_table(
            grid_of(standing), Table((1, 2), (row("5", "6"),)), "", tracked
        ),
        ["头", "脑", "1", "2", "3", "4", "", "5", "6", "后"],
        [],
    ),
    "comment": (
        THREE,
        lambda standing, tracked: standing.comment(0, 1, ["一句", "两句"]),
        ["甲", "乙", "丙"],
        [0, 1],
    ),
    "anchor": (
        p(bookmark(1, "_rga", r("甲"))) + p(r("乙")) + p(r("丙")),
        lambda standing, tracked: standing.anchor("_rga", 1, 2),
        ["甲", "乙", "丙"],
        [0, 1, 2],
    ),
}


@TRACKED
@pytest.mark.parametrize("name", CASES)
def test_a_change(name: str, tracked: bool) -> None:
    body, step, expected, touched = CASES[name]
    kept = touched if not (name == "insert-then-remove" and tracked) else [2]
    changed(body, lambda standing: step(standing, tracked), expected, kept, tracked)


@pytest.mark.parametrize("name", [name for name in CASES if name not in ("comment", "anchor")])
def test_a_tracked_change_accepted_is_the_direct_one(name: str) -> None:
    """修订着改再接受，和直接改，看见的一样。"""
    body, step, expected, _ = CASES[name]
    standing = Standing(document(body), "甲")
    step(standing, True)
    standing.accept_own()
    out = standing.written()
    assert texts_as_seen(out) == texts_without(out, AUTHOR) == expected
    assert [line.text for line in standing.lines] == expected
    assert AUTHOR.encode() not in members(out)["word/document.xml"]


def test_a_row_inserted_and_removed_again_leaves_nothing() -> None:
    data = document(GRID + p())
    standing = Standing(data, "甲")
    at, made = standing.insert_row(grid_of(standing), 1, row("5", "6"), True)
    assert [standing.lines[each.lines[0]].text for each in made.cells] == ["5", "6"]
    standing.remove_rows(grid_of(standing), [at], True)
    assert AUTHOR.encode() not in members(standing.written())["word/document.xml"]
    again = Standing(standing.written(), "甲")
    assert again.units == Standing(data, "甲").units


def test_the_new_row_looks_like_its_neighbour() -> None:
    look = '<w:tcBorders><w:top w:val="double"/></w:tcBorders>'
    body = (
        tbl(
            tr(cell("头"), cell("脑"), properties="<w:cantSplit/><w:tblHeader/>"),
            tr(
                tc(p(r("1", "<w:b/>"), style="TableTextLeft"), properties=look),
                cell("2"),
                properties='<w:trHeight w:val="500"/>',
            ),
        )
        + p()
    )  # fmt: skip
    for after in (0, 1):
        standing = Standing(document(body), "甲")
        _, made = standing.insert_row(grid_of(standing), after, row("5", "6"), True)
        paragraph = standing.lines[made.cells[0].lines[0]].paragraphs[0]
        element = paragraph.getparent().getparent()
        assert element.find(f"{W}trPr/{W}trHeight") is not None
        assert element.find(f"{W}trPr/{W}tblHeader") is None
        assert paragraph.getparent().find(f"{W}tcPr/{W}tcBorders") is not None
        assert standing.lines[made.cells[0].lines[0]].style == "表格左文"
        assert paragraph.find(f".//{W}r/{W}rPr/{W}b") is not None


def test_a_row_within_merged_rows_joins_them() -> None:
    body = (
        tbl(
            tr(cell("组", '<w:vMerge w:val="restart"/>'), cell("1")),
            tr(tc(properties="<w:vMerge/>"), cell("2")),
        )
        + p()
    )
    for merge in Merge:
        standing = Standing(document(body), "甲")
        new = Row((Cell(("组",), merge=merge), Cell(("新",))))
        _, made = standing.insert_row(grid_of(standing), 0, new, True)
        assert made.cells[0].merged
        assert check_document(standing.written(), "甲", carrier=document(body)) == ()
    standing = Standing(document(tbl(tr(cell("甲"), cell("1"))) + p()), "甲")
    _, made = standing.insert_row(
        grid_of(standing), 0, Row((Cell(("乙",), merge=Merge.CONTINUE), Cell(("2",)))), True
    )
    assert not made.cells[0].merged and standing.lines[made.cells[0].lines[0]].text == "乙"


def test_inserting_at_the_end_remembers_how_the_last_paragraph_looked() -> None:
    standing = Standing(document(p(r("甲"), style="Heading1")), "甲")
    standing.insert_paragraphs(0, ["新"], "公文正文", "", True)
    standing.insert_paragraphs(1, ["增"], "公文正文", "", True)
    out = standing.written()
    assert texts_without(out, AUTHOR) == ["甲"] and texts_as_seen(out) == ["甲", "新", "增"]
    root = etree.fromstring(members(out)["word/document.xml"])
    [record] = root.iter(f"{W}pPrChange")
    assert [each.get(f"{W}val") for each in record.iter(f"{W}pStyle")] == ["Heading1"]


def test_removing_the_last_paragraph_leaves_the_look_of_the_one_before() -> None:
    standing = Standing(document(p(r("甲"), style="Heading1") + p(r("乙"), style="SignOff")), "甲")
    standing.remove_lines([1], True)
    assert b"pPrChange" in members(standing.written())["word/document.xml"]
    standing.accept_own()
    assert [(line.text, line.style) for line in standing.lines] == [("甲", "heading 1")]


def test_what_cannot_be_removed() -> None:
    toc = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> TOC </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("一")}</w:p>'
        f'<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r>{r("后")}</w:p>'
    )
    data = document(toc + p(r("式"), "<m:oMath/>") + GRID + p())
    standing = Standing(data, "甲")
    for number in (0, 1, 2):
        with pytest.raises(Untouchable):
            standing.remove_lines([number], True)
    with pytest.raises(Untouchable):
        standing.insert_paragraphs(0, ["新"], "公文正文", "", True)
    with pytest.raises(Untouchable):
        standing.insert_table(3, Table((1,), (row("1"),)), "", True)
    with pytest.raises(Untouchable):
        standing.insert_row(grid_of(standing), 0, row("只有一格"), True)
    standing.remove_rows(grid_of(standing), [1], True)
    for step in (rows(1), remove(5), insert(5, "新")):
        with pytest.raises(Untouchable):
            step(standing, True)
    assert texts_without(standing.written(), AUTHOR) == texts_as_seen(data)


def test_their_comment_on_a_removed_paragraph_moves_on() -> None:
    note = (
        f'<w:comments {NAMESPACES}><w:comment w:id="1" w:author="张三"><w:p/></w:comment>'
        "</w:comments>"
    ).encode()
    body = (
        p(
            '<w:commentRangeStart w:id="1"/>', r("甲"), '<w:commentRangeEnd w:id="1"/>',
            '<w:r><w:commentReference w:id="1"/></w:r>',
        )
        + p(r("乙"))
    )  # fmt: skip
    for tracked in (True, False):
        changed(
            document(body, comments__xml=note),
            lambda standing, tracked=tracked: remove(0)(standing, tracked),
            ["乙"],
            [0, 1],
            tracked,
        )


def test_remarks() -> None:
    standing = Standing(document(THREE), "甲")
    number = standing.comment(0, 1, ["一 句", "两<句"])
    assert standing.comment(2, 2, ["丙的"]) != number
    data = standing.written()
    again = Standing(data, "甲")
    assert [(each.text, each.lines, each.resolved) for each in again.remarks()] == [
        ("一 句\n两<句", (0, 1), False),
        ("丙的", (2, 2), False),
    ]
    again.withdraw([number])
    assert [each.text for each in Standing(again.written(), "甲").remarks()] == ["丙的"]
    assert check_document(again.written(), "甲") == ()


def test_a_remark_marked_as_done() -> None:
    standing = Standing(document(THREE), "甲")
    standing.comment(1, 1, ["话"])
    parts = members(standing.written())
    w14, w15 = (
        f"http://schemas.microsoft.com/office/word/{each}/word" for each in ("2010", "2012")
    )
    comments = parts["word/comments.xml"].replace(
        b"<w:p>", f'<w:p xmlns:w14="{w14}ml" w14:paraId="1A">'.encode()
    )
    assert b"paraId" in comments
    extended = (
        f'<w15:commentsEx xmlns:w15="{w15}ml"><w15:commentEx w15:paraId="1A" w15:done="1"/>'
        "</w15:commentsEx>"
    )
    relations = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdE" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended"'
        b' Target="commentsExtended.xml"/></Relationships>',
    )
    data = packed(
        parts
        | {
            "word/comments.xml": comments,
            "word/commentsExtended.xml": extended.encode(),
            "word/_rels/document.xml.rels": relations,
        }
    )
    standing = Standing(data, "甲")
    [remark] = standing.remarks()
    assert remark.resolved
    standing.withdraw([remark.id])
    assert b"1A" not in members(standing.written())["word/commentsExtended.xml"]


def test_comments_where_the_styles_are_lacking() -> None:
    parts = members(document(THREE))
    styles = etree.fromstring(parts["word/styles.xml"])
    for style in list(styles.iter(f"{W}style")):
        if "annotation" in style.find(f"{W}name").get(f"{W}val"):
            styles.remove(style)
    bare = packed(parts | {"word/styles.xml": etree.tostring(styles)})
    standing = Standing(bare, "甲")
    standing.comment(0, 0, ["话"])
    standing.comment(1, 1, ["话"])
    assert check_document(standing.written(), "甲", carrier=bare) == ()
    names = members(standing.written())["word/styles.xml"].decode()
    assert (
        names.count('w:val="annotation reference"') == names.count('w:val="annotation text"') == 1
    )


def test_an_anchor_is_put_around_and_moved() -> None:
    standing = Standing(document(p(bookmark(1, "_rga", r("甲"))) + p(r("乙")) + p(r("丙"))), "甲")
    standing.anchor("_rga", 1, 2)
    standing.anchor("_rgb", 0, 0)
    assert Standing(standing.written(), "甲").anchors == {"_rga": (1, 2), "_rgb": (0, 0)}
    made = standing.insert_paragraphs(0, ["新", "增"], "公文正文", "_rgc", True)
    assert made == [3, 4]
    assert Standing(standing.written(), "甲").anchors["_rgc"] == (1, 2)


def test_the_final_version_keeps_nothing_of_ours() -> None:
    body = (
        p(
            bookmark(1, "_rga", r("甲")), bookmark(2, "_rga_Copy_1", r("的")),
            bookmark(3, "人的", r("签")),
        )
        + p(r("乙"), gone(5, "删", by=OWN), ins(6, r("增"), by=OWN), ins(7, r("他")))
    )  # fmt: skip
    standing = Standing(document(body), "甲")
    standing.comment(0, 0, ["话"])
    standing.insert_paragraphs(0, ["新"], "公文正文", "_rgn", True)
    standing.strip()
    out = members(standing.written())
    text = out["word/document.xml"].decode()
    assert "_rg" not in text and AUTHOR not in text and "人的" in text and "张三" in text
    assert AUTHOR.encode() not in out["word/comments.xml"]
    assert texts_as_seen(standing.written()) == ["甲的签", "新", "乙增他"]
    assert Standing(standing.written(), "甲").remarks() == []


def test_missing_styles_do_not_break() -> None:
    parts = members(document(THREE))
    styles = (
        parts["word/styles.xml"]
        .replace("公文正文".encode(), "别的".encode())
        .replace("表格网格".encode(), b"x")
    )
    bare = packed(parts | {"word/styles.xml": styles})
    standing = Standing(bare, "甲")
    standing.insert_paragraphs(0, ["新"], "公文正文", "", True)
    standing.insert_table(1, Table((1,), (row("1"),)), "", True)
    assert check_document(standing.written(), "甲", carrier=bare) == ()
    assert "新" in text_of(etree.fromstring(members(standing.written())["word/document.xml"]))


def test_untouched_members_and_order_stay() -> None:
    data = document(THREE)
    standing = Standing(data, "甲")
    standing.edit(0, [(0, 1, "子")], True)
    before, after = members(data), members(standing.written())
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    assert standing.written() == standing.written()
