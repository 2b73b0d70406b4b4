"""标注 Word 自评表：批注落在该落的格上，别的一概不变。"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from reportgen.document.comments import AUTHOR
from reportgen.finding import Severity, Unreadable
from reportgen.marking import Note, mark_form
from reportgen.reading.word import DOCUMENT, Paragraph, W, read_blocks
from tests.marking.packages import canonical, changed, members, packed

FORMS = sorted((Path(__file__).resolve().parents[1] / "facts" / "forms").glob("*.docx"))
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
COMMENTS = "word/comments.xml"
ID, AUTHORED = f"{W}id", f"{W}author"
MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
ERROR = Note(Severity.ERROR, "执行率 <A> 与“预算数”不符")
HINT = Note(Severity.NOTE, "供参考")
each_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)


def spots(data: bytes) -> list[str]:
    """文件里的全部位置。"""
    return [
        spot
        for block in read_blocks(data, "")
        for spot in (
            [block.spot]
            if isinstance(block, Paragraph)
            else [cell.spot for row in block.rows for cell in row]
        )
    ]


def unmarked(document: bytes) -> bytes:
    """正文去掉批注的标记。"""
    root = etree.fromstring(document)
    for mark in list(root.iter(*MARKS)):
        place = mark if mark.tag != MARKS[2] else mark.getparent()
        assert place.getparent().tag == f"{W}p", "标记要直接在段落里"
        place.getparent().remove(place)
    return canonical(root)


def comments(data: bytes) -> dict[str, tuple[str, str]]:
    """批注的编号 → 作者和文字。"""
    root = etree.fromstring(members(data)[COMMENTS])
    return {
        each.get(ID): (
            each.get(AUTHORED),
            "\n".join("".join(p.itertext()) for p in each.iter(f"{W}p")),
        )
        for each in root
    }


def anchored(data: bytes) -> dict[str, list[Any]]:
    """批注的编号 → 起止之间的段落；起、止、引用各有一个，次序对。"""
    root = etree.fromstring(members(data)[DOCUMENT])
    order = {each: at for at, each in enumerate(root.iter())}
    found = {}
    for start in root.iter(MARKS[0]):
        id_ = start.get(ID)
        marks = [each for each in root.iter(*MARKS) if each.get(ID) == id_]
        assert [each.tag for each in marks] == list(MARKS)
        first, last = marks[0].getparent(), marks[1].getparent()
        assert marks[2].getparent().getparent() is last
        assert first.find(f"{W}pPr") in (None, first[0]), "段落的样子要在最前面"
        inside = (each for each in root.iter(f"{W}p") if order[first] <= order[each] <= order[last])
        found[id_] = list(inside)
    return found


def document(body: str) -> bytes:
    """一份只有正文的文件。"""
    parts = members(FORMS[0].read_bytes())
    parts[DOCUMENT] = (
        f'<w:document xmlns:w="{W[1:-1]}" xmlns:w14="{W14[1:-1]}"><w:body>{body}</w:body>'
        "</w:document>"
    ).encode()
    return packed(parts)


def p(text: str = "", properties: str = "") -> str:
    return f"<w:p>{properties}{f'<w:r><w:t>{text}</w:t></w:r>' if text else ''}</w:p>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def check(before: bytes, after: bytes, notes: Mapping[str, list[Note]]) -> None:
    """除了批注什么也没有变；每处一条批注。"""
    old, new = members(before), members(after)
    assert new.keys() - old.keys() <= {COMMENTS}
    touched = {DOCUMENT, COMMENTS, RELATIONS, TYPES}
    assert [name for name in old if old[name] != new[name] and name not in touched] == []
    assert read_blocks(after, "") == read_blocks(before, "")
    assert unmarked(new[DOCUMENT]) == unmarked(old[DOCUMENT])
    assert anchored(after).keys() == comments(after).keys()
    assert sum(author == AUTHOR for author, _ in comments(after).values()) == len(notes)


@each_form
def test_every_cell_of_a_real_form_can_be_marked(path: Path) -> None:
    before = path.read_bytes()
    above = {
        cell.spot
        for block in read_blocks(before, "")
        if not isinstance(block, Paragraph)
        for row in block.rows
        for cell in row
        if cell.above
    }
    notes = {spot: [ERROR] for spot in spots(before) if spot not in above}
    assert len(notes) > 40
    after = mark_form(before, notes)
    check(before, after, notes)
    assert mark_form(before, notes) == after
    assert mark_form(after, notes) == after
    # 另一家也读得出
    opened = docx.Document(io.BytesIO(after))
    assert {each.author for each in opened.comments} == {AUTHOR}
    assert len(list(opened.comments)) == len(notes)


def test_the_comment_stands_on_its_cell() -> None:
    before = FORMS[0].read_bytes()
    texts = {
        cell.spot: cell.text
        for block in read_blocks(before, "")
        if not isinstance(block, Paragraph)
        for row in block.rows
        for cell in row
        if not cell.above
    }
    for spot in list(texts)[:40]:
        [paragraphs] = anchored(mark_form(before, {spot: [ERROR]})).values()
        read = "".join(text for each in paragraphs for text in each.itertext())
        assert re.sub(r"\s", "", read) == re.sub(r"[☑□\s]", "", texts[spot])


def test_several_notes_are_one_comment() -> None:
    after = mark_form(FORMS[0].read_bytes(), {"第1段": [HINT, ERROR]})
    assert comments(after) == {"0": (AUTHOR, f"1. 说明：供参考\n2. 错误：{ERROR.text}")}


def test_wrapped_cells_and_paragraphs() -> None:
    """修订、内容控件、几段、空格、合并、套着的表、删去的行。"""
    deleted = "<w:pPr><w:rPr><w:del w:id='9' w:author='甲'/></w:rPr></w:pPr>"
    gone = "<w:trPr><w:del w:id='8' w:author='甲'/></w:trPr>"
    inserted = "<w:p><w:pPr/><w:ins w:id='7' w:author='甲'><w:r><w:t>插</w:t></w:r></w:ins></w:p>"
    box = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    start, on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    nested = f"<w:tbl>{tr(tc(p('里')))}</w:tbl>"
    before = document(
        p("头", deleted)
        + p("接着")
        + p("第二段")
        + "<w:tbl><w:tblPr/>"
        + tr(tc(inserted + p("二")), tc(p()))
        + tr(tc(p("删")), tc(p("删")), properties=gone)
        + box.format(tr(tc(box.format(p("控件"))), tc(p("起"), start)))
        + tr(tc(p("前") + nested + p()), tc(p(), on))
        + "</w:tbl>"
    )
    wanted = {
        "第1段": ["头", "接着"],
        "第2段": ["第二段"],
        "表1 第1行第1列": ["插", "二"],
        "表1 第1行第2列": [""],
        "表1 第2行第1列": ["控件"],
        "表1 第2行第2列": ["起"],
        "表1 第3行第1列": ["前", "里", ""],
        "表1 第3行第2列": ["起"],  # 续格看得见的是起格
    }
    assert spots(before) == list(wanted)
    for spot, texts in wanted.items():
        notes = {spot: [ERROR]}
        after = mark_form(before, notes)
        check(before, after, notes)
        [paragraphs] = anchored(after).values()
        assert ["".join(each.itertext()) for each in paragraphs] == texts
    # 合并的格两行都有话：一条批注
    merged = {"表1 第2行第2列": [ERROR], "表1 第3行第2列": [HINT]}
    assert comments(mark_form(before, merged)) == {
        "0": (AUTHOR, f"1. 错误：{ERROR.text}\n2. 说明：供参考")
    }


def test_earlier_marks_are_replaced() -> None:
    before = FORMS[0].read_bytes()
    once = mark_form(before, {"第1段": [ERROR], "表1 第2行第2列": [HINT]})
    assert mark_form(once, {"第1段": [HINT]}) == mark_form(before, {"第1段": [HINT]})
    cleared = mark_form(once, {})
    check(before, cleared, {})
    old, new = (etree.fromstring(members(each)[DOCUMENT]) for each in (before, cleared))
    assert canonical(new) == canonical(old)


def test_nothing_to_say_changes_nothing() -> None:
    before = FORMS[0].read_bytes()
    assert mark_form(before, {}) == before
    assert mark_form(before, {"表9 第1行第1列": [ERROR], "第1段": []}) == before


def with_somebody() -> bytes:
    """有人批注过的表，批注的编号是 0。"""
    opened = docx.Document(io.BytesIO(FORMS[0].read_bytes()))
    opened.add_comment(opened.paragraphs[0].runs, "请核对", author="甲", initials="甲")
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def test_somebodys_comment_survives() -> None:
    before = with_somebody()
    after = mark_form(before, {"第1段": [ERROR]})
    check(before, after, {"第1段": [ERROR]})
    assert comments(after) == {"0": ("甲", "请核对"), "1": (AUTHOR, f"错误：{ERROR.text}")}
    assert mark_form(after, {"第1段": [ERROR]}) == after
    assert comments(mark_form(after, {})) == {"0": ("甲", "请核对")}
    assert mark_form(before, {}) == before


def test_a_number_is_taken_even_without_marks() -> None:
    """批注在脚注里的，正文里没有标记。"""

    def unmark(root: Any) -> None:
        for mark in list(root.iter(*MARKS)):
            mark.getparent().remove(mark)

    after = mark_form(changed(with_somebody(), DOCUMENT, unmark), {"第1段": [ERROR]})
    assert comments(after).keys() == {"0", "1"}
    assert anchored(after).keys() == {"1"}


def test_somebodys_reply_survives() -> None:
    """Word 存过的副本：批注有段落的标识，答复记在另外的部件里。"""
    once = mark_form(FORMS[0].read_bytes(), {"第1段": [ERROR]})

    def reply(root: Any) -> None:
        root[0].find(f"{W}p").set(f"{W14}paraId", "0000000A")
        answer = etree.SubElement(root, f"{W}comment", {ID: "5", AUTHORED: "甲"})
        paragraph = etree.SubElement(answer, f"{W}p", {f"{W14}paraId": "0000000B"})
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = "已改"

    def anchor(root: Any) -> None:
        paragraph = next(root.iter(f"{W}p"))
        etree.SubElement(paragraph, MARKS[0], {ID: "5"})
        etree.SubElement(paragraph, MARKS[1], {ID: "5"})
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), MARKS[2], {ID: "5"})

    def relate(root: Any) -> None:
        kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
        attributes = {"Id": "rId99", "Type": kind, "Target": "/word/commentsExtended.xml"}
        etree.SubElement(root, root[0].tag, attributes)

    extended = (
        f'<x:commentsEx xmlns:x="{W15[1:-1]}"><x:commentEx x:paraId="0000000A" x:done="0"/>'
        '<x:commentEx x:paraId="0000000B" x:paraIdParent="0000000A" x:done="0"/></x:commentsEx>'
    )
    saved = changed(changed(changed(once, COMMENTS, reply), DOCUMENT, anchor), RELATIONS, relate)
    saved = packed(members(saved) | {"word/commentsExtended.xml": extended.encode()})
    after = mark_form(saved, {"第2段": [HINT]})
    assert comments(after) == {"5": ("甲", "已改"), "0": (AUTHOR, "说明：供参考")}
    assert anchored(after).keys() == {"5", "0"}
    [entry] = etree.fromstring(members(after)["word/commentsExtended.xml"])
    assert dict(entry.attrib) == {f"{W15}paraId": "0000000B", f"{W15}done": "0"}


def test_entries_keep_their_dates() -> None:
    before = packed(members(FORMS[0].read_bytes()))
    entries = {
        each.filename: (each.date_time, each.compress_type, each.extra)
        for each in zipfile.ZipFile(io.BytesIO(mark_form(before, {"第1段": [ERROR]}))).infolist()
    }
    fixed = entries.pop(COMMENTS)
    assert fixed == ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_DEFLATED, b"")
    assert list(entries) == list(members(before))
    assert set(entries.values()) == {((2021, 6, 1, 8, 30, 0), zipfile.ZIP_DEFLATED, b"")}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04", "解不开"),
        (packed({"a": b"a"}), "不是 Word 文档"),
        (packed({DOCUMENT: b"<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>"}), "外来的声明"),
        (packed({DOCUMENT: b"<document/>"}), "严格格式"),
        (packed({str(n): b" " * 60_000_000 for n in range(9)}), "太大"),
    ],
    ids=["半截", "没有正文", "实体", "严格", "炸弹"],
)
def test_what_is_no_form(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        mark_form(data, {"第1段": [ERROR]})
