"""标注 Word 自评表：有问题的格和段落加上 Word 批注，正文一个字也不动。

批注的起止放在段落里、各种套子（修订、内容控件）的外面，人接受、拒绝修订都不碰着它。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from lxml import etree

from reportgen.document.comments import ATTACHMENT, AUTHOR
from reportgen.marking.note import Note, lines_of
from reportgen.marking.parts import Parts
from reportgen.reading.package import WORD, Element
from reportgen.reading.word import DOCUMENT, W14, ParagraphAt, W, document_of, opened, walk

ID: Final = f"{W}id"
AUTHORED: Final = f"{W}author"
PARAGRAPH_ID: Final = f"{W14}paraId"
START: Final = f"{W}commentRangeStart"
END: Final = f"{W}commentRangeEnd"
REFERENCE: Final = f"{W}commentReference"
# 批注的字号（半磅）：正文的样式多半是三号字，批注不跟着大
SIZE: Final = "20"
# 新版 Word 另记批注的状态、答复的部件
COMPANIONS: Final = ("commentsExtended", "commentsIds", "commentsExtensible")


def mark_form(data: bytes, notes: Mapping[str, Sequence[Note]]) -> bytes:
    """一份 Word 自评表的副本，``notes`` 里的每处有一条批注；上次标注的换掉。

    文件里没有的位置不标；读不了的抛出 ``Unreadable``。
    """
    parts = Parts(data, WORD)
    document = document_of(parts.package)
    places = _places(document, notes)
    relation = parts.related(DOCUMENT, "comments")
    comments = parts.look(relation.part) if relation else _new_comments(parts)
    earlier = [each for each in comments if each.get(AUTHORED) == AUTHOR]
    if not places and not earlier:
        return data
    parts.put(DOCUMENT, document)
    if relation:
        parts.put(relation.part, comments)
    _remove(parts, document, earlier)
    for number, (paragraphs, here) in zip(_free_numbers(document, comments), places, strict=False):
        _mark(paragraphs, number)
        comments.append(_comment(number, lines_of(here)))
    return parts.written()


def _places(
    document: Element, notes: Mapping[str, Sequence[Note]]
) -> list[tuple[Sequence[Element], list[Note]]]:
    """要标的各处：段落，和要说的话；合并的格几行都有话的，合在一处说。"""
    found: dict[Element, tuple[Sequence[Element], list[Note]]] = {}
    for spot, paragraphs in _spots(document):
        if paragraphs and notes.get(spot):
            found.setdefault(paragraphs[0], (paragraphs, []))[1].extend(notes[spot])
    return list(found.values())


def _spots(document: Element) -> Iterator[tuple[str, Sequence[Element]]]:
    """各段、各格的位置，和其中的段落。"""
    for block in walk(document):
        if isinstance(block, ParagraphAt):
            yield block.paragraph.spot, block.elements
            continue
        for cell, element in (each for row in block for each in row):
            yield cell.spot, [each for each in opened(element) if each.tag == f"{W}p"]


def _new_comments(parts: Parts) -> Element:
    """没有批注的文件，添上批注部件。"""
    root = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    part = parts.add("word/comments{}.xml", root, ATTACHMENT.content_type)
    parts.relate(DOCUMENT, "comments", part)
    return root


def _remove(parts: Parts, document: Element, earlier: Sequence[Element]) -> None:
    """去掉上次的标注；别人的批注、别人对它的答复都留着。"""
    numbers = {comment.get(ID) for comment in earlier}
    for mark in list(document.iter(START, END, REFERENCE)):
        if mark.get(ID) in numbers:
            run = mark.getparent()
            _detach(mark)
            if mark.tag == REFERENCE and run is not None and all(x.tag == f"{W}rPr" for x in run):
                _detach(run)
    paragraphs = (each for comment in earlier for each in comment.iter(f"{W}p"))
    _forget(parts, {id_ for each in paragraphs if (id_ := each.get(PARAGRAPH_ID))})
    for comment in earlier:
        _detach(comment)


def _detach(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _forget(parts: Parts, gone: set[str]) -> None:
    """Word 存过的副本另有部件按段落的标识记着批注，一并去掉；答复改成单独的批注。"""
    for kind in COMPANIONS if gone else ():
        relation = parts.related(DOCUMENT, kind)
        for entry in list(parts.edit(relation.part)) if relation else ():
            keys = {str(etree.QName(name).localname): name for name in entry.attrib}
            ids = {key: entry.get(name, "") for key, name in keys.items()}
            if ids.get("paraId") in gone or ids.get("durableId") in gone:
                gone.add(ids.get("durableId", ""))
                _detach(entry)
            elif ids.get("paraIdParent") in gone:
                del entry.attrib[keys["paraIdParent"]]


def _free_numbers(document: Element, comments: Element) -> Iterator[str]:
    """没有用过的编号。"""
    used = {mark.get(ID) for mark in document.iter(START, END, REFERENCE)}
    used |= {comment.get(ID) for comment in comments}
    return (str(number) for number in count() if str(number) not in used)


def _mark(paragraphs: Sequence[Element], number: str) -> None:
    """一处批注的起、止和引用。"""
    first, last = paragraphs[0], paragraphs[-1]
    properties = first.find(f"{W}pPr")
    start = etree.Element(START, {ID: number})
    first.insert(0 if properties is None else first.index(properties) + 1, start)
    etree.SubElement(last, END, {ID: number})
    run = etree.SubElement(last, f"{W}r")
    etree.SubElement(run, REFERENCE, {ID: number})


def _comment(number: str, lines: Iterable[str]) -> Element:
    """一条批注，一行一段；不写日期，同样的发现得到同样的字节。"""
    attributes = {ID: number, AUTHORED: AUTHOR, f"{W}initials": "绩"}
    comment = etree.Element(f"{W}comment", attributes, nsmap={"w": W[1:-1]})
    for line in lines:
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        look = etree.SubElement(run, f"{W}rPr")
        etree.SubElement(look, f"{W}sz", {f"{W}val": SIZE})
        etree.SubElement(run, f"{W}t").text = line
    return comment
