"""改字：各家的切法、别人的修订、上次没有答复的修订里都改得对，别处一字不差。"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from reportgen.document.part import W
from reportgen.document.standing import HOLE, Standing, Untouchable
from tests.document.standing.documents import (
    OTHER,
    OWN,
    bookmark,
    canonical,
    changed,
    document,
    field,
    gone,
    ins,
    members,
    p,
    r,
    tbl,
    tc,
    text_of,
    tr,
)

BOLD = "<w:b/>"
TO_FILL = '<w:rStyle w:val="ToFill"/>'
NEXT = p(r("旁边的一段"))
PENDING = gone(5, "500", by=OWN) + ins(6, r("600"), by=OWN)


def edit(
    *edits: tuple[int, int, str], line: int = 0, tracked: bool = True
) -> Callable[[Standing], None]:
    return lambda standing: standing.edit(line, edits, tracked)


# 正文的一段、改动、改后看见的
CASES = {
    "one-run": (p(r("预算500万元")), [(2, 5, "600")], "预算600万元"),
    "across-rsid-runs": (p(r("预算5"), r("0", BOLD), r("0万元")), [(2, 5, "612")], "预算612万元"),
    "several": (p(r("甲500乙600丙")), [(1, 4, "1"), (5, 8, "22"), (9, 9, "！")], "甲1乙22丙！"),
    "insert-at-start": (p(r("甲")), [(0, 0, "子")], "子甲"),
    "insert-at-end": (p(r("甲")), [(1, 1, "乙")], "甲乙"),
    "insert-into-empty": (p(), [(0, 0, "乙")], "乙"),
    "delete-all": (p(r("甲"), r("乙")), [(0, 2, "")], ""),
    "delete-some": (p(r("甲乙丙")), [(1, 2, "")], "甲丙"),
    "spaces": (p(r("a b")), [(1, 2, "  ")], "a  b"),
    "proof-marks-inside": (
        p(
            r("预算"),
            '<w:proofErr w:type="gramStart"/>',
            r("5"),
            '<w:proofErr w:type="gramEnd"/>',
            r("00"),
        ),
        [(2, 5, "600")],
        "预算600",
    ),
    "bookmark-inside": (
        p(r("预"), bookmark(1, "书签", r("算5")), r("00元")),
        [(2, 5, "7")],
        "预算7元",
    ),
    "range-anchor": (p(bookmark(1, "_rga", r("预算500元"))), [(2, 5, "7")], "预算7元"),
    "page-break-mark": (
        p("<w:r><w:t>预算5</w:t><w:lastRenderedPageBreak/><w:t>00元</w:t></w:r>"),
        [(2, 5, "600")],
        "预算600元",
    ),
    "within-hyperlink": (
        p(f'<w:hyperlink w:anchor="a">{r("附件500")}</w:hyperlink>', r("元")),
        [(2, 5, "6")],
        "附件6元",
    ),
    "out-of-hyperlink": (
        p(r("见"), f'<w:hyperlink w:anchor="a">{r("附件5")}</w:hyperlink>', r("00元")),
        [(3, 6, "6")],
        "见附件6元",
    ),
    "within-smart-tag": (
        p(f'<w:smartTag w:uri="u" w:element="n">{r("500")}</w:smartTag>', r("元")),
        [(0, 3, "6")],
        "6元",
    ),
    "within-control": (
        p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('500')}</w:sdtContent></w:sdt>", r("元")),
        [(1, 3, "6")],
        "56元",
    ),
    "within-moved": (
        p(
            '<w:moveToRangeStart w:id="3" w:name="m" w:author="张三"/>'
            f'<w:moveTo w:id="4" {OTHER}>{r("移500来")}</w:moveTo><w:moveToRangeEnd w:id="3"/>'
        ),
        [(1, 4, "6")],
        "移6来",
    ),
    "within-theirs": (p(r("甲"), ins(1, r("他说500元")), r("乙")), [(3, 6, "6")], "甲他说6元乙"),
    "start-of-theirs": (p(r("甲"), ins(1, r("500元"))), [(1, 4, "6")], "甲6元"),
    "all-of-theirs": (p(r("甲"), ins(1, r("500"))), [(1, 4, "6")], "甲6"),
    "insert-into-theirs": (p(ins(1, r("他说的"))), [(1, 1, "不")], "他不说的"),
    "theirs-in-smart-tag": (
        p(ins(1, f'<w:smartTag w:uri="u" w:element="n">{r("他500元")}</w:smartTag>')),
        [(1, 4, "6")],
        "他6元",
    ),
    "across-theirs": (p(r("预5"), ins(1, r("00")), r("元")), [(1, 4, "6")], "预6元"),
    "beside-their-deletion": (p(r("预"), gone(1, "9"), r("500元")), [(1, 4, "6")], "预6元"),
    "across-their-deletion": (p(r("预5"), gone(1, "9"), r("00元")), [(1, 4, "6")], "预6元"),
    "own-pending-again": (p(r("预"), PENDING, r("元")), [(1, 4, "700")], "预700元"),
    "own-pending-part": (p(r("预"), PENDING, r("元")), [(2, 4, "5")], "预65元"),
    "own-pending-dropped": (p(r("预"), PENDING, r("元")), [(1, 4, "")], "预元"),
    "own-pending-and-more": (p(r("预"), PENDING, r("万元")), [(1, 5, "7亿")], "预7亿元"),
    "before-own-pending": (p(r("预5"), PENDING, r("元")), [(1, 2, "9")], "预9600元"),
    "own-pending-taken-back": (p(r("预"), PENDING, r("元")), [(1, 4, "500")], "预500元"),
    "own-insertion-lengthened": (p(r("预"), PENDING, r("元")), [(4, 4, ".5")], "预600.5元"),
    "around-a-field": (
        p(r("第"), field("PAGE", r("3")), r("页500")),
        [(3, 6, "6"), (0, 1, "共")],
        "共3页6",
    ),
    "after-a-field": (p(r("第"), field("PAGE", r("3"))), [(2, 2, "页")], "第3页"),
    "before-a-field": (p(field("PAGE", r("3"))), [(0, 0, "第")], "第3"),
    "between-fields": (p(field("PAGE", r("3")), field("NUMPAGES", r("9"))), [(1, 1, "/")], "3/9"),
    "after-a-locked-control": (
        p(
            "<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>"
            + r("2020")
            + "</w:sdtContent></w:sdt>"
        ),
        [(4, 4, "年")],
        "2020年",
    ),
    "beside-holes": (
        p("<w:r><w:t>甲500</w:t><w:tab/><w:t>乙</w:t></w:r>"),
        [(1, 4, "6"), (5, 5, "丙")],
        f"甲6{HOLE}丙乙",
    ),
    "between-holes": (p("<w:r><w:tab/><w:br/></w:r>"), [(1, 1, "甲")], f"{HOLE}甲{HOLE}"),
    "hyphen": (
        p("<w:r><w:t>2020</w:t><w:noBreakHyphen/><w:t>2021</w:t></w:r>"),
        [(3, 6, "9至2")],
        "2029至2021",
    ),
    "new-lines-and-tabs": (p(r("甲乙")), [(1, 1, "丙\n丁\t戊")], f"甲丙{HOLE}丁{HOLE}戊乙"),
    "signs": (p(r("甲&lt;乙")), [(1, 2, "&<>")], "甲&<>乙"),
    "joined-lines": (
        p(r("甲5"), mark=f'<w:del w:id="9" {OTHER}/>') + p(r("00乙")),
        [(1, 4, "6")],
        "甲6乙",
    ),
    "format-history": (
        p(r("预500元", f'<w:b/><w:rPrChange w:id="3" {OTHER}><w:rPr/></w:rPrChange>')),
        [(1, 4, "6")],
        "预6元",
    ),
}
# 上次自己的修订改回原话，收回以后还是原话；直接改时，别人的修订照旧
TRACKED = [True, False]


@pytest.mark.parametrize("tracked", TRACKED, ids=["tracked", "direct"])
@pytest.mark.parametrize("name", CASES)
def test_an_edit(name: str, tracked: bool) -> None:
    body, edits, expected = CASES[name]
    count = body.count("<w:p>")
    after = changed(
        body + NEXT,
        edit(*edits, tracked=tracked),
        [expected, "旁边的一段"],
        range(count),
        tracked,
    )
    for mine in after.iter(f"{W}ins"):
        if mine.get(f"{W}author") != "张三":
            around = [each.tag for each in mine.iterancestors(f"{W}ins", f"{W}moveTo")]
            assert not around, "自己的插入在别人的插入里"
    assert not [
        each for each in after.iter(f"{W}ins") if len(each) == 0 and each.getparent().tag == f"{W}p"
    ]


REPEATED = [
    name
    for name, (_, edits, expected) in CASES.items()
    if len(edits) == 1 and edits[0][2] and HOLE not in expected
    if "own-" not in name and "insert" not in name
]


@pytest.mark.parametrize("name", REPEATED)
def test_a_second_edit_does_not_pile_up(name: str) -> None:
    """改两次和改一次一样多的修订；改回原话，修订就没有了。"""
    body, [(start, end, text)], _ = CASES[name]
    before = Standing(document(body), "甲")
    old = before.lines[0].text
    standing = Standing(document(body), "甲")
    standing.edit(0, [(start, end, text)], True)
    first = len(
        list(etree.fromstring(members(standing.written())["word/document.xml"]).iter(f"{W}ins"))
    )
    standing = Standing(standing.written(), "甲")
    standing.edit(0, [(start, start + len(text), "甲子")], True)
    root = etree.fromstring(members(standing.written())["word/document.xml"])
    assert len(list(root.iter(f"{W}ins"))) == first
    standing = Standing(standing.written(), "甲")
    standing.edit(0, [(start, start + 2, old[start:end])], True)
    assert standing.lines[0].text == old
    root = etree.fromstring(members(standing.written())["word/document.xml"])
    mine = [
        each for each in root.iter(f"{W}ins", f"{W}del") if each.get(f"{W}author") == "绩效自评工具"
    ]
    assert mine == []


REFUSED = {
    "field": (p(r("第"), field("PAGE", r("31")), r("页")), [(1, 2, "9")]),
    "within-field": (p(r("第"), field("PAGE", r("31")), r("页")), [(2, 2, "9")]),
    "across-field": (p(r("第"), field("PAGE", r("31")), r("页")), [(0, 4, "9")]),
    "simple-field": (p(f'<w:fldSimple w:instr="DATE">{r("2020")}</w:fldSimple>'), [(0, 4, "9")]),
    "hole": (p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"), [(0, 2, "丙")]),
    "dropdown": (
        p(
            "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>"
            + r("优")
            + "</w:sdtContent></w:sdt>"
        ),
        [(0, 1, "良")],
    ),
    "locked": (
        p(
            '<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>'
            + r("优")
            + "</w:sdtContent></w:sdt>"
        ),
        [(0, 1, "良")],
    ),
    "new-hole": (p(r("甲")), [(0, 1, HOLE)]),
    "half-done": (
        p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙丙</w:t></w:r>"),
        [(0, 2, "丁"), (3, 4, "戊")],
    ),
    "control-in-theirs": (
        p(ins(1, f"<w:sdt><w:sdtPr/><w:sdtContent>{r('他500元')}</w:sdtContent></w:sdt>")),
        [(1, 4, "6")],
    ),
}


@pytest.mark.parametrize("tracked", TRACKED)
@pytest.mark.parametrize("name", REFUSED)
def test_what_must_not_be_edited(name: str, tracked: bool) -> None:
    body, edits = REFUSED[name]
    if name == "control-in-theirs" and not tracked:
        return
    standing = Standing(document(body), "甲")
    before = canonical(standing.lines[0].paragraphs[0].getparent())
    with pytest.raises(Untouchable):
        standing.edit(0, edits, tracked)
    assert canonical(standing.lines[0].paragraphs[0].getparent()) == before
    assert standing.lines[0].text == Standing(document(body), "甲").lines[0].text


@pytest.mark.parametrize("edits", [[(0, 2, "a"), (1, 3, "b")], [(0, 9, "a")], [(2, 1, "a")]])
def test_edits_that_make_no_sense(edits: list[tuple[int, int, str]]) -> None:
    with pytest.raises(ValueError, match="重叠"):
        Standing(document(p(r("甲乙丙"))), "甲").edit(0, edits, True)


def looks(paragraph: object) -> list[tuple[str, str]]:
    """一段里看得见的各截字和它们的样子。"""
    found = []
    for run in paragraph.iter(f"{W}r"):  # type: ignore[attr-defined]
        text = "".join(each.text or "" for each in run.iter(f"{W}t"))
        if text:
            look = run.find(f"{W}rPr")
            found.append(
                (
                    text,
                    " ".join(
                        etree.QName(each).localname for each in (() if look is None else look)
                    ),
                )
            )
    return found


LOOKS = {
    "replaced-looks-as-the-first": (
        p(r("甲"), r("5", BOLD), r("00")),
        [(1, 4, "6")],
        [("甲", ""), ("6", "b")],
    ),
    "insertion-looks-as-the-left": (
        p(r("甲", BOLD), r("乙")),
        [(1, 1, "丙")],
        [("甲", "b"), ("丙", "b"), ("乙", "")],
    ),
    "insertion-at-start-as-the-right": (
        p(r("甲", BOLD)),
        [(0, 0, "丙")],
        [("丙", "b"), ("甲", "b")],
    ),
    "into-empty-as-the-mark": (p(mark=BOLD), [(0, 0, "丙")], [("丙", "b")]),
    "after-a-link-not-a-link": (
        p(f'<w:hyperlink w:anchor="a">{r("附件", "<w:u/>")}</w:hyperlink>', r("。")),
        [(2, 2, "五")],
        [("附件", "u"), ("五", ""), ("。", "")],
    ),
    "filled-in-is-plain": (
        p(r("按"), r("【请填写：依据】", TO_FILL), r("立项")),
        [(1, 9, "某文件")],
        [("按", ""), ("某文件", ""), ("立项", "")],
    ),
    "still-to-fill-keeps-its-look": (
        p(r("【请填写：依据】", TO_FILL)),
        [(0, 8, "【请填写：文号】")],
        [("【请填写：文号】", "rStyle")],
    ),
    "history-does-not-follow": (
        p(r("甲乙", f'<w:b/><w:rPrChange w:id="3" {OTHER}><w:rPr/></w:rPrChange>')),
        [(1, 2, "丙")],
        [("甲", "b rPrChange"), ("丙", "b")],
    ),
}


@pytest.mark.parametrize("name", LOOKS)
def test_what_the_new_words_look_like(name: str) -> None:
    body, edits, expected = LOOKS[name]
    standing = Standing(document(body), "甲")
    standing.edit(0, edits, True)
    assert looks(standing.lines[0].paragraphs[0]) == expected


def test_directly_in_one_run_nothing_is_split() -> None:
    after = changed(
        p(r("预算500万元", BOLD, ' w:rsidR="00A1"')),
        edit((2, 5, "600"), tracked=False),
        ["预算600万元"],
        [0],
        False,
    )
    [run] = after.iter(f"{W}r")
    assert run.get(f"{W}rsidR") == "00A1" and text_of(run) == "预算600万元"


def test_directly_after_a_link_is_not_in_the_link() -> None:
    body = p(f'<w:hyperlink w:anchor="a">{r("附件")}</w:hyperlink>', r("。"))
    after = changed(body, edit((2, 2, "五"), tracked=False), ["附件五。"], [0], False)
    [link] = after.iter(f"{W}hyperlink")
    assert text_of(link) == "附件"


def test_runs_side_by_side_are_struck_together() -> None:
    after = changed(p(r("5"), r("0", BOLD), r("0")), edit((0, 3, "6")), ["6"], [0])
    assert [text_of(each) for each in after.iter(f"{W}del")] == ["500"]


def test_taken_back_runs_are_the_original_ones() -> None:
    body = p(r("预", BOLD), gone(5, "50", by=OWN), ins(6, r("60"), by=OWN), r("0元"))
    standing = Standing(document(body), "甲")
    standing.edit(0, [(1, 3, "50")], True)
    assert looks(standing.lines[0].paragraphs[0]) == [("预", "b"), ("50", ""), ("0元", "")]


def test_marks_inside_survive() -> None:
    body = p(
        r("预"), '<w:bookmarkStart w:id="1" w:name="签"/>', r("5"),
        '<w:proofErr w:type="gramStart"/>',
        '<w:bookmarkEnd w:id="1"/>', r("0"), '<w:commentRangeStart w:id="1"/>', r("0"),
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>', r("元"),
    )  # fmt: skip
    for tracked in TRACKED:
        standing = Standing(document(body), "甲")
        standing.edit(0, [(1, 4, "6")], tracked)
        tags = {etree.QName(each).localname for each in standing.lines[0].paragraphs[0].iter()}
        assert tags >= {
            "bookmarkStart",
            "bookmarkEnd",
            "proofErr",
            "commentRangeStart",
            "commentReference",
        }
        assert standing.lines[0].text == "预6元"


def test_split_theirs_stays_theirs() -> None:
    after = changed(p(ins(1, r("他说500元"))), edit((2, 5, "6")), ["他说6元"], [0])
    theirs = [text_of(each) for each in after.iter(f"{W}ins") if each.get(f"{W}author") == "张三"]
    assert theirs == ["他说500", "元"]
    numbers = [each.get(f"{W}id") for each in after.iter(f"{W}ins", f"{W}del")]
    assert len(numbers) == len(set(numbers)) == 4


def test_in_a_cell() -> None:
    body = tbl(tr(tc(p(r("500"), style="TableText")), tc(p(r("万元"), style="TableText")))) + p()
    changed(body, edit((0, 3, "600")), ["600", "万元", ""], [0])


def test_the_date_is_the_callers() -> None:
    data = document(p(r("甲")))
    for date in (None, "2021-04-01T00:00:00Z"):
        standing = Standing(data, "甲", date)
        standing.edit(0, [(0, 1, "乙")], True)
        [change] = standing.lines[0].paragraphs[0].iter(f"{W}ins")
        assert change.get(f"{W}date") == date
        again = Standing(data, "甲", date)
        again.edit(0, [(0, 1, "乙")], True)
        assert again.written() == standing.written()
