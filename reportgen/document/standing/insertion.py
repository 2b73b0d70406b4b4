"""添段落、表格：修订着添的，段落标记和字都是插入的；接在文末的照 Word 的记法，拒绝时不留空段。"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml import etree

from reportgen.document.part import ID, NAME, VAL, Element, W
from reportgen.document.render import SPACER, table_markup
from reportgen.document.standing.marks import (
    BOOKMARK,
    BOOKMARK_END,
    INS,
    P_CHANGE,
    P_PR,
    R_PR,
    SDT_PR,
    SECTION,
    TBL,
    TC_PR,
    P,
    Pen,
    R,
    flag_mark,
    flag_row,
    mark_gone,
    mark_of,
    neighbour,
    opened,
    own,
    rows_of,
)
from reportgen.document.standing.removal import paragraph_style, record_style
from reportgen.document.standing.runs import lettered
from reportgen.document.standing.styles import Styles, unstyled
from reportgen.document.style import StyleDocument, text_width_of
from reportgen.report import Table
from reportgen.wording import TO_FILL

_WRAPPED = f'<w:body xmlns:w="{W[1:-1]}">{{}}</w:body>'


def written(
    text: str, style: str, styles: Styles, look: Callable[[], Element | None] = lambda: None
) -> Element:
    """一段；等人填写的地方带“待填写”的样式。"""
    paragraph = etree.Element(P)
    if styles[style]:
        properties = etree.SubElement(paragraph, P_PR)
        etree.SubElement(properties, f"{W}pStyle", {VAL: styles[style]})
    for number, part in enumerate(re.split(TO_FILL, text)):
        dress = look()
        if number % 2 and styles["待填写"]:
            dress = etree.Element(R_PR)
            etree.SubElement(dress, f"{W}rStyle", {VAL: styles["待填写"]})
        if part:
            paragraph.append(lettered(part, dress))
    return paragraph


def as_inserted(paragraph: Element, pen: Pen, marked: bool = True) -> None:
    """一个新段落记成插入的；``marked`` 的连段落标记。"""
    runs = paragraph.findall(R)
    if runs:
        change = pen.change(INS)
        runs[0].addprevious(change)
        change.extend(runs)
    if marked:
        flag_mark(paragraph, pen.change(INS))


def table_of(table: Table, styles: Styles, section: Element | None) -> Element:
    """一张表，照报告的写法。"""
    width = 8845 if section is None else text_width_of(section)
    style = StyleDocument({}, "", styles, width)
    markup = "".join(table_markup(table, style, ("", "")))
    [made] = etree.fromstring(_WRAPPED.format(markup))
    unstyled([made])
    return made


def spacer() -> Element:
    """表格后面的空段。"""
    [made] = etree.fromstring(_WRAPPED.format(SPACER))
    return made


def put_blocks(
    blocks: Sequence[Element], holder: Element, after: Element | None, pen: Pen, tracked: bool
) -> None:
    """几块放在 ``holder`` 里 ``after`` 后面（没有为最前）；修订着添的，标成插入的。"""
    if not blocks:
        return
    last = after is not None and neighbour(after, True) is None
    if after is None:
        ahead = [each for each in holder if each.tag in (TC_PR, SDT_PR)]
        at = len(ahead)
        holder[at:at] = blocks
    else:
        for block in reversed(blocks):
            after.addnext(block)
    if tracked:
        mark_blocks(blocks, after if last else None, pen)


def mark_blocks(blocks: Sequence[Element], before: Element | None, pen: Pen) -> None:
    """几块新的记成插入的；``before`` 是它们前面的段落，给了的是接在容器最后。

    最后一个段落标记删不掉，所以接在最后的，记成前一段的标记是插入的，末一段的样子记着前一段的：
    拒绝时两段合成一段，还是原来的样子。
    """
    final = None
    if (
        before is not None
        and before.tag == P
        and blocks[-1].tag == P
        and not mark_gone(before)
        and mark_of(before, INS) is None
        and before.find(f"{P_PR}/{SECTION}") is None
    ):
        final = blocks[-1]
        earlier = before.find(f"{P_PR}/{P_CHANGE}")
        if earlier is not None and own(earlier, P_CHANGE):
            old = list(earlier[0])
            earlier.getparent().remove(earlier)  # type: ignore[union-attr]
        else:
            old = paragraph_style(before)
        record_style(final, old, pen)
        flag_mark(before, pen.change(INS))
    for block in blocks:
        if block.tag == TBL:
            for row in rows_of(block):
                flag_row(row, pen.change(INS))
            for paragraph in block.iter(P):
                as_inserted(paragraph, pen)
        else:
            as_inserted(block, pen, block is not final)


def put_anchor(name: str, first: Element, last: Element, pen: Pen) -> None:
    """从一段的开头到一段的结尾放一个书签。"""
    number = pen.number()
    properties = first.find(P_PR)
    start = etree.Element(BOOKMARK, {ID: number, NAME: name})
    first.insert(0 if properties is None else first.index(properties) + 1, start)
    etree.SubElement(last, BOOKMARK_END, {ID: number})


def take_anchor(root: Element, names: Callable[[str], bool]) -> None:
    """去掉叫这些名称的书签。"""
    gone = [each for each in root.iter(BOOKMARK) if names(str(each.get(NAME)))]
    numbers = {each.get(ID) for each in gone}
    gone += [each for each in root.iter(BOOKMARK_END) if each.get(ID) in numbers]
    for each in gone:
        holder = each.getparent()
        if holder is not None:
            holder.remove(each)


def first_block(holder: Element) -> Element | None:
    """容器里最前的一块。"""
    return next((each for each in opened(holder) if each.tag in (P, TBL)), None)


def remarked_line(line: str, look: str) -> Element:
    """批注的一段；``look`` 是段落样式的标识。"""
    paragraph = etree.Element(P, nsmap={"w": W[1:-1]})
    if look:
        properties = etree.SubElement(paragraph, P_PR)
        etree.SubElement(properties, f"{W}pStyle", {VAL: look})
    paragraph.append(lettered(line, None))
    return paragraph
