"""记号：正文里的标记名，认得哪些修订是本工具的，写新的修订。"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import count
from typing import Final

from lxml import etree

from reportgen.document.comments import AUTHOR
from reportgen.document.part import ID, Element, W
from reportgen.document.remarks import AUTHORED, detach

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
DATE: Final = f"{W}date"

P, R, T, TBL, TR, TC = (f"{W}{tag}" for tag in ("p", "r", "t", "tbl", "tr", "tc"))
P_PR, R_PR, TR_PR, TC_PR = (f"{W}{tag}" for tag in ("pPr", "rPr", "trPr", "tcPr"))
INS, DEL, MOVE_TO, MOVE_FROM = (f"{W}{tag}" for tag in ("ins", "del", "moveTo", "moveFrom"))
SDT, SDT_PR, SDT_CONTENT = (f"{W}{tag}" for tag in ("sdt", "sdtPr", "sdtContent"))
SECTION, CUSTOM, TEXT_BOX = f"{W}sectPr", f"{W}customXml", f"{W}txbxContent"
FIELD, SIMPLE_FIELD, INSTRUCTION = f"{W}fldChar", f"{W}fldSimple", f"{W}instrText"
DELETED_TEXT, DELETED_INSTRUCTION = f"{W}delText", f"{W}delInstrText"
BOOKMARK, BOOKMARK_END = f"{W}bookmarkStart", f"{W}bookmarkEnd"
P_CHANGE, R_CHANGE = f"{W}pPrChange", f"{W}rPrChange"
ROW_CHANGE: Final = f"{W}trPrChange"
CELL_CHANGE: Final = f"{W}tcPrChange"
FALLBACK, ALTERNATE = f"{MC}Fallback", f"{MC}AlternateContent"
# 装着一截截字的套子，里面的字照样是这一段的
WRAPS: Final = frozenset(
    (
        *(INS, MOVE_TO, CUSTOM, SDT_CONTENT),
        *(f"{W}{tag}" for tag in ("hyperlink", "smartTag", "dir", "bdo")),
    )
)
# 装着段落、表格的套子
HOLDERS: Final = frozenset((SDT, SDT_CONTENT, INS, MOVE_TO, CUSTOM))
# 删去了、移走了的标记
GONE: Final = (DEL, MOVE_FROM)


class Untouchable(Exception):
    """这里不能改：图、脚注、域、锁着的控件等。不是数据的错，计划的人不该要求。"""


class Pen:
    """写修订的笔：编号不重，署本工具的名；``date`` 由调用的人给，不给就不写。"""

    def __init__(self, document: Element, date: str | None) -> None:
        used = {each.get(ID) for each in document.iter() if each.get(ID) is not None}
        self._numbers = (number for each in count(1) if (number := str(each)) not in used)
        self._date = date

    def number(self) -> str:
        """没有用过的编号。"""
        return next(self._numbers)

    def change(self, tag: str) -> Element:
        """一处修订（``w:ins``、``w:del``、``w:pPrChange``）。"""
        attributes = {ID: self.number(), AUTHORED: AUTHOR}
        if self._date:
            attributes[DATE] = self._date
        return etree.Element(tag, attributes)

    def copied(self, element: Element) -> Element:
        """抄一份，里面的编号换新的。"""
        twin = copy.deepcopy(element)
        twin.tail = None
        for each in twin.iter():
            if each.get(ID) is not None:
                each.set(ID, self.number())
        return twin


def own(element: Element | None, tag: str) -> bool:
    """是本工具的这种修订。"""
    return element is not None and element.tag == tag and element.get(AUTHORED) == AUTHOR


def inside(element: Element, tag: str) -> Element | None:
    """最近的、装着它的本工具的修订；段落以外的不算。"""
    for holder in upward(element):
        if own(holder, tag):
            return holder
    return None


def pending(element: Element) -> Element | None:
    """最外的、装着它的别人的修订（插入、移来）。"""
    found = None
    for holder in upward(element):
        if holder.tag in (INS, MOVE_TO) and not own(holder, INS):
            found = holder
    return found


def upward(element: Element) -> Iterator[Element]:
    """在段落里装着它的各层，从里到外。"""
    holder = element.getparent()
    while holder is not None and holder.tag != P:
        yield holder
        holder = holder.getparent()


def drop(element: Element) -> None:
    """去掉；空了的插入一并去掉。"""
    holder = element.getparent()
    detach(element)
    if holder is not None and holder.tag in (INS, MOVE_TO) and len(holder) == 0:
        detach(holder)


def unwrap(element: Element) -> None:
    """去掉套子，里面的留在原处。"""
    for child in list(element):
        element.addprevious(child)
    detach(element)


def mark_of(paragraph: Element, tag: str) -> Element | None:
    """段落标记上的这种修订。"""
    return paragraph.find(f"{P_PR}/{R_PR}/{tag}")


def mark_gone(paragraph: Element) -> bool:
    """段落标记删去了、移走了，与下一段是一段。"""
    return any(mark_of(paragraph, tag) is not None for tag in GONE)


def cell_gone(cell: Element) -> bool:
    """删去了的格。"""
    return cell.find(f"{TC_PR}/{W}cellDel") is not None


def row_gone(row: Element) -> bool:
    """删去了的行。"""
    return row.find(f"{TR_PR}/{DEL}") is not None


def opened(parent: Element) -> Iterator[Element]:
    """段落、表格、行、格和书签等标记，连同套在内容控件和修订里的。"""
    for element in parent:
        if element.tag in HOLDERS:
            yield from opened(element)
        elif isinstance(element.tag, str):
            yield element


def paragraph_properties(paragraph: Element) -> Element:
    """段落的属性，没有的添上。"""
    found = paragraph.find(P_PR)
    if found is None:
        found = etree.Element(P_PR)
        paragraph.insert(0, found)
    return found


def mark_properties(paragraph: Element) -> Element:
    """段落标记的属性，没有的添上；它后面只能有分节和改动的记录。"""
    properties = paragraph_properties(paragraph)
    found = properties.find(R_PR)
    if found is None:
        found = etree.Element(R_PR)
        later = [each for each in properties if each.tag in (SECTION, P_CHANGE)]
        if later:
            later[0].addprevious(found)
        else:
            properties.append(found)
    return found


def flag_mark(paragraph: Element, change: Element) -> None:
    """段落标记记上一处修订；插入在前，删去在后，都在字体之前。"""
    properties = mark_properties(paragraph)
    ahead = [each for each in properties if each.tag == INS and change.tag != INS]
    if ahead:
        ahead[-1].addnext(change)
    else:
        properties.insert(0, change)


def unflag_mark(paragraph: Element, tag: str) -> None:
    """去掉段落标记上的修订；空了的属性一并去掉。"""
    found = mark_of(paragraph, tag)
    properties = None if found is None else found.getparent()
    if found is not None and properties is not None:
        properties.remove(found)
        if len(properties) == 0:
            detach(properties)


def neighbour(block: Element, forward: bool) -> Element | None:
    """挨着的段落或表格，套在控件里的也算；到了容器的头尾为 ``None``。"""
    while True:
        for sibling in block.itersiblings(preceding=not forward):
            if sibling.tag in (P, TBL):
                return sibling
            if sibling.tag in HOLDERS:
                within = [each for each in opened(sibling) if each.tag in (P, TBL)]
                if within:
                    return within[0 if forward else -1]
        holder = block.getparent()
        if holder is None or holder.tag not in HOLDERS:
            return None
        block = holder


def past_controls(block: Element) -> Element:
    """走到控件外面去：这一块后面在控件里没有别的段落、表格了。"""
    holder = block.getparent()
    while holder is not None and holder.tag in (SDT, SDT_CONTENT):
        if any(True for each in block.itersiblings(P, TBL, *HOLDERS)):
            break
        block, holder = holder, holder.getparent()
    return block


def runs_of(parent: Element) -> Iterator[Element]:
    """看得见的 ``w:r``：删去的、移走的、文本框里的不算。"""
    for child in parent:
        if child.tag == R:
            yield child
        elif child.tag not in GONE and isinstance(child.tag, str) and child.tag != P_PR:
            yield from runs_of(child)


def rows_of(table: Element) -> list[Element]:
    """表的各行，删去了的也在内。"""
    return [row for row in opened(table) if row.tag == TR]


def flag_row(row: Element, change: Element) -> None:
    """行记上一处修订；插入在前，删去在后，都在行的属性最后。"""
    properties = row.find(TR_PR)
    if properties is None:
        properties = etree.Element(TR_PR)
        ahead = row.find(f"{W}tblPrEx")
        row.insert(0 if ahead is None else 1, properties)
    later = properties.find(ROW_CHANGE)
    if later is None:
        properties.append(change)
    else:
        later.addprevious(change)
