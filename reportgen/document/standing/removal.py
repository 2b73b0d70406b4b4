"""删段落：修订着删或直接删。格里、文末、分节处和两张表之间的段落标记要留着，人的书签、批注也留着。"""

from __future__ import annotations

from typing import Final

from lxml import etree

from reportgen.document.part import ID, Element, W
from reportgen.document.remarks import END, REFERENCE, START, detach
from reportgen.document.standing.lines import MATH, Line
from reportgen.document.standing.marks import (
    BOOKMARK,
    BOOKMARK_END,
    DEL,
    INS,
    P_CHANGE,
    P_PR,
    R_PR,
    SECTION,
    TBL,
    P,
    Pen,
    R,
    Untouchable,
    flag_mark,
    mark_gone,
    mark_of,
    neighbour,
    own,
    paragraph_properties,
    runs_of,
    unflag_mark,
)
from reportgen.document.standing.runs import strike

# 只管起止的标记：止 → 起
_PAIRS: Final = {
    BOOKMARK_END: BOOKMARK,
    END: START,
    **{
        f"{W}{name}End": f"{W}{name}Start"
        for name in ("perm", "moveFromRange", "moveToRange", "customXmlInsRange")
    },
}
_STARTS: Final = frozenset(_PAIRS.values())
_NEAREST: Final = tuple(
    etree.XPath(f"{axis}::w:p[not(ancestor::w:txbxContent)][1]", namespaces={"w": W[1:-1]})
    for axis in ("following", "preceding")
)


def strike_content(paragraph: Element, pen: Pen) -> None:
    """修订着删去一段的字；批注的引用留着。"""
    for run in list(runs_of(paragraph)):
        if any(node.tag not in (R_PR, REFERENCE) for node in run):
            strike(run, pen)


def strike_mark(paragraph: Element, pen: Pen) -> None:
    """修订着删去段落标记；自己插入的段落，直接去掉。"""
    if mark_gone(paragraph) or _bears_section(paragraph):
        return
    after = neighbour(paragraph, True)
    if after is None:
        _join_back(paragraph, pen)
    elif after.tag == TBL and not _parted(paragraph):
        return
    elif own(mark_of(paragraph, INS), INS) and vacant(paragraph):
        evacuate(paragraph)
        detach(paragraph)
    else:
        flag_mark(paragraph, pen.change(DEL))


def remove_paragraph(paragraph: Element) -> None:
    """直接去掉一段；标记要留着的，只去掉字。"""
    before, after = neighbour(paragraph, False), neighbour(paragraph, True)
    last = after is None and (before is None or before.tag == TBL)
    between = after is not None and after.tag == TBL and not _parted(paragraph)
    if last or between or _bears_section(paragraph):
        empty(paragraph)
        return
    evacuate(paragraph)
    detach(paragraph)


def empty(paragraph: Element) -> None:
    """去掉一段的字，留下属性和人的标记。"""
    kept = _surviving(paragraph)
    for child in list(paragraph):
        if child.tag != P_PR:
            paragraph.remove(child)
    paragraph.extend(kept)


def vacant(paragraph: Element) -> bool:
    """一个字也没有了，删去的字也没有。"""
    return not any(
        any(node.tag not in (R_PR, REFERENCE) for node in run) for run in paragraph.iter(R)
    ) and not any(True for _ in paragraph.iter(*MATH))


def evacuate(element: Element) -> None:
    """要去掉的里面，一头在外面的书签、别人的批注搬到旁边的段落。"""
    kept = _surviving(element)
    if not kept:
        return
    for forward, nearest in zip((True, False), _NEAREST, strict=True):
        found = nearest(element)
        if isinstance(found, list) and found:
            target = found[0]
            assert isinstance(target, etree._Element)
            if forward:
                properties = target.find(P_PR)
                at = 0 if properties is None else 1
                target[at:at] = kept
            else:
                target.extend(kept)
            return


def _surviving(element: Element) -> list[Element]:
    starts = {each.get(ID) for each in element.iter(*_STARTS)}
    ends = {each.get(ID) for each in element.iter(*_PAIRS)}
    kept = []
    for each in element.iter(*_STARTS, *_PAIRS, REFERENCE):
        if each.tag == REFERENCE:
            run = etree.Element(R)
            run.append(each)
            kept.append(run)
        elif each.tag in (START, END) or each.get(ID) not in starts & ends:
            kept.append(each)
    return kept


def _bears_section(paragraph: Element) -> bool:
    return paragraph.find(f"{P_PR}/{SECTION}") is not None


def _parted(paragraph: Element) -> bool:
    """后面是表，前面不是；是的话去掉这一段，两张表就连起来了。"""
    before = neighbour(paragraph, False)
    while before is not None and before.tag == P and mark_gone(before) and not _speaks(before):
        before = neighbour(before, False)
    return before is None or before.tag != TBL


def _speaks(paragraph: Element) -> bool:
    return any(True for _ in runs_of(paragraph))


def _join_back(paragraph: Element, pen: Pen) -> None:
    """容器的最后一段：它的标记删不掉，删前一段的，这一段的样子随前一段。"""
    before = neighbour(paragraph, False)
    while before is not None and before.tag == P and mark_gone(before):
        before = neighbour(before, False)
    if before is None or before.tag != P or _bears_section(before):
        return
    if own(mark_of(before, INS), INS):
        # 上次接在文末的，标记是前一段的：原样收回
        unflag_mark(before, INS)
        for child in list(paragraph):
            if child.tag != P_PR:
                before.append(child)
        detach(paragraph)
        record = paragraph.find(f"{P_PR}/{P_CHANGE}")
        if record is not None and own(mark_of(_ahead(before), INS), INS):
            record_style(before, list(record[0]), pen)
        return
    flag_mark(before, pen.change(DEL))
    restyle(paragraph, paragraph_style(before), pen)


def _ahead(paragraph: Element) -> Element:
    before = neighbour(paragraph, False)
    return paragraph if before is None else before


def paragraph_style(paragraph: Element) -> list[Element]:
    """段落的样子：属性里除了标记、分节、改动记录的各项。"""
    properties = paragraph.find(P_PR)
    kept = [] if properties is None else list(properties)
    return [each for each in kept if each.tag not in (R_PR, SECTION, P_CHANGE)]


def record_style(paragraph: Element, old: list[Element], pen: Pen) -> None:
    """记下段落原来的样子，拒绝时照它还原；记过的以最早的为准。"""
    properties = paragraph_properties(paragraph)
    if properties.find(P_CHANGE) is None:
        change = pen.change(P_CHANGE)
        etree.SubElement(change, P_PR).extend([pen.copied(each) for each in old])
        properties.append(change)


def restyle(paragraph: Element, look: list[Element], pen: Pen) -> None:
    """换成这个样子，记下原来的。"""
    old = paragraph_style(paragraph)
    if [etree.tostring(each) for each in old] == [etree.tostring(each) for each in look]:
        return
    record_style(paragraph, old, pen)
    properties = paragraph_properties(paragraph)
    for each in old:
        properties.remove(each)
    properties[0:0] = [pen.copied(each) for each in look]


def removable(line: Line, tracked: bool) -> None:
    """域只有一半在里面的、公式，删不了。"""
    if line.sealed or line.crossed or line.locked:
        raise Untouchable(f"第{line.number}段里有域的一半，或锁着，不能删")
    if tracked and any(piece.node.tag in MATH and piece.run is piece.node for piece in line.pieces):
        raise Untouchable(f"第{line.number}段里有公式，不能修订着删")
