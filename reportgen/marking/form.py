"""标注 Word 自评表：有问题的格和段落加上 Word 批注，正文一个字也不动。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from reportgen.document import remarks
from reportgen.document.parts import Parts
from reportgen.marking.note import Note, lines_of
from reportgen.reading.package import WORD, Element
from reportgen.reading.word import DOCUMENT, ParagraphAt, W, document_of, opened, walk

# 批注的字号（半磅）：正文的样式多半是三号字，批注不跟着大
SIZE: Final = "20"


def mark_form(data: bytes, notes: Mapping[str, Sequence[Note]]) -> bytes:
    """一份 Word 自评表的副本，``notes`` 里的每处有一条批注；上次标注的换掉。

    文件里没有的位置不标；读不了的抛出 ``Unreadable``。
    """
    parts = Parts(data, WORD)
    document = document_of(parts.package)
    places = _places(document, notes)
    earlier = remarks.own_comments(remarks.comments_of(parts))
    if not places and not earlier:
        return data
    parts.put(DOCUMENT, document)
    comments = remarks.comments_to_edit(parts)
    remarks.withdraw(parts, document, remarks.own_comments(comments))
    numbers = remarks.free_numbers(document, comments)
    for number, (paragraphs, here) in zip(numbers, places, strict=False):
        remarks.mark(paragraphs, number)
        comments.append(remarks.comment(number, lines_of(here), _lettered))
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


def _lettered(line: str) -> Element:
    """一行批注。"""
    paragraph = etree.Element(f"{W}p", nsmap={"w": W[1:-1]})
    run = etree.SubElement(paragraph, f"{W}r")
    look = etree.SubElement(run, f"{W}rPr")
    etree.SubElement(look, f"{W}sz", {f"{W}val": SIZE})
    etree.SubElement(run, f"{W}t").text = line
    return paragraph
