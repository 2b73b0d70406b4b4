"""一截字：在字与字之间切开，各留各的样子；新的字写成什么样，放在哪里。"""

from __future__ import annotations

import copy
from typing import Final

from lxml import etree

from reportgen.document.part import ILLEGAL, VAL, Element, W
from reportgen.document.remarks import detach
from reportgen.document.standing.lines import HOLE, Line, Piece
from reportgen.document.standing.marks import (
    BOOKMARK,
    DELETED_INSTRUCTION,
    DELETED_TEXT,
    INS,
    INSTRUCTION,
    P_PR,
    R_CHANGE,
    R_PR,
    SDT,
    SPACE,
    Pen,
    R,
    T,
    Untouchable,
    drop,
    inside,
    own,
    pending,
    upward,
)
from reportgen.wording import TO_FILL

# 换一截字时可以一同丢掉的：软件记着的分页处、可有可无的连字符
PASSING: Final = frozenset((R_PR, f"{W}lastRenderedPageBreak", f"{W}softHyphen"))
# 属于字体的修订记录，不跟着新字走
_HISTORY: Final = (R_CHANGE, INS, f"{W}del", f"{W}moveFrom", f"{W}moveTo")
_TO_FILL_OPENING: Final = TO_FILL[1:5]


def cut(line: Line, offset: int, pen: Pen) -> None:
    """在一处切开，两边不在同一个 ``w:r`` 里。"""
    for before, piece in zip((None, *line.pieces), line.pieces, strict=False):
        if piece.start < offset < piece.end:
            if piece.closed:
                raise Untouchable(f"第{line.number}段第{offset}个字在域、控件或图里")
            _split_run(piece.run, _split_text(piece, offset - piece.start), pen)
        elif piece.start == offset and before is not None and before.run is piece.run:
            _split_run(piece.run, before.node, pen)
        else:
            continue
        line.reread()
        return


def isolated(line: Line, start: int, end: int, pen: Pen) -> list[Element]:
    """从 ``start`` 到 ``end`` 的字单成几个 ``w:r``。"""
    if any(piece.closed for piece in line.pieces if piece.start < end and piece.end > start):
        raise Untouchable(f"第{line.number}段第{start}至{end}个字里有域、控件或图")
    cut(line, end, pen)
    cut(line, start, pen)
    covered = (piece.run for piece in line.pieces if start <= piece.start < end)
    return list(dict.fromkeys(covered))


def _split_text(piece: Piece, at: int) -> Element:
    """一个 ``w:t`` 分成两个，返回前一个。"""
    node, text = piece.node, piece.text
    after = etree.Element(T)
    node.addnext(after)
    put_text(node, text[:at])
    put_text(after, text[at:])
    return node


def _split_run(run: Element, last: Element, pen: Pen) -> None:
    """一个 ``w:r`` 在 ``last`` 后面分成两个，样子相同。"""
    after = etree.Element(R, _attributes(run))
    look = run.find(R_PR)
    if look is not None:
        after.append(pen.copied(look))
    for node in list(last.itersiblings()):
        after.append(node)
    run.addnext(after)


def _attributes(element: Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def put_text(node: Element, text: str) -> None:
    """写字；首尾有空格的标明保留。"""
    node.text = text
    if text != text.strip() or "  " in text:
        node.set(SPACE, "preserve")
    elif node.get(SPACE) is not None and not text:
        del node.attrib[SPACE]


def lettered(text: str, look: Element | None) -> Element:
    """一截新字；换行、制表符写成标记。"""
    if HOLE in text:
        raise Untouchable("新的字里有图的记号")
    run = etree.Element(R)
    if look is not None:
        run.append(look)
    for number, part in enumerate(ILLEGAL.sub("", text).split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        for index, word in enumerate(part.split("\t")):
            if index:
                etree.SubElement(run, f"{W}tab")
            if word:
                put_text(etree.SubElement(run, T), word)
    return run


def look_like(source: Element | None, text: str, blank: str) -> Element | None:
    """照 ``source``的样子；填上了的不再是“待填写”（``blank``）的样子。"""
    look = None if source is None else source if source.tag == R_PR else source.find(R_PR)
    if look is None:
        return None
    look = copy.deepcopy(look)
    look.tail = None
    for tag in _HISTORY:
        for each in look.findall(tag):
            look.remove(each)
    if to_plain(look, text, blank):
        look.remove(look.find(f"{W}rStyle"))  # type: ignore[arg-type]
    return look if len(look) else None


def to_plain(look: Element | None, text: str, blank: str) -> bool:
    """“待填写”的样子，写的却不是请人填写的话。"""
    style = None if look is None else look.find(f"{W}rStyle")
    filled = style is not None and bool(blank) and style.get(VAL) == blank
    return filled and _TO_FILL_OPENING not in text


def strike(run: Element, pen: Pen) -> Element | None:
    """修订着删去一个 ``w:r``，返回装着它的 ``w:del``；本工具自己插入的，直接去掉。"""
    if inside(run, INS) is not None:
        erase(run)
        return None
    struck = pen.change(f"{W}del")
    before = run.getprevious()
    if before is not None and own(before, f"{W}del") and _same_date(before, struck):
        before.append(run)
        struck = before
    else:
        run.addprevious(struck)
        struck.append(run)
    for node in run:
        if node.tag == T:
            node.tag = DELETED_TEXT
        elif node.tag == INSTRUCTION:
            node.tag = DELETED_INSTRUCTION
    return struck


def _same_date(one: Element, other: Element) -> bool:
    return one.get(f"{W}date") == other.get(f"{W}date")


def erase(run: Element) -> None:
    """直接去掉一个 ``w:r``；里面还有批注的引用等，留着。"""
    for node in list(run):
        if node.tag in (T, f"{W}noBreakHyphen"):
            run.remove(node)
    if all(node.tag in PASSING for node in run):
        drop(run)


def place(line: Line, at: int) -> tuple[Element, bool, Element | None]:
    """新字放在哪里：挨着哪个元素、是不是在它后面、照什么的样子；两边已经切开。"""
    left = next((piece for piece in reversed(line.pieces) if piece.end == at), None)
    right = next((piece for piece in line.pieces if piece.start == at), None)
    if left is None and right is None:
        return _empty(line)
    if left is not None and right is not None and left.region is right.region is not None:
        raise Untouchable(f"第{line.number}段第{at}个字在域或控件里")
    model = left if left is not None else right
    assert model is not None
    if left is None or (left.region is not None and right is not None and not right.region):
        assert right is not None
        spot = right.run if right.region is None else right.region.start
        return _climbed(spot, None if left is None else left.run), False, model.run
    spot = left.run if left.region is None else left.region.end  # type: ignore[assignment]
    if spot is None:
        raise Untouchable(f"第{line.number}段第{at}个字挨着没有完的域")
    anchor = _climbed(spot, None if right is None else right.run)
    outside = anchor is not spot and anchor.tag == f"{W}hyperlink"
    # 链接后面的字不是链接的样子
    look = right.run if outside and right is not None and right.region is None else model.run
    return anchor, True, look


def _empty(line: Line) -> tuple[Element, bool, Element | None]:
    """空段：属性、书签的起后面。"""
    paragraph = line.paragraphs[-1]
    ahead = [each for each in paragraph if each.tag in (P_PR, BOOKMARK)]
    look = paragraph.find(f"{P_PR}/{R_PR}")
    if not ahead:
        properties = etree.Element(P_PR)
        paragraph.insert(0, properties)
        ahead = [properties]
    return ahead[-1], True, look


def _climbed(run: Element, other: Element | None) -> Element:
    """往外走到也装着另一边的那一层。"""
    around = set() if other is None else set(upward(other))
    climbed = run
    for holder in upward(run):
        if holder in around:
            break
        climbed = holder
    return climbed


def settle(run: Element, anchor: Element, after: bool, pen: Pen, tracked: bool) -> None:
    """放好一截新字；修订的接在本工具的插入里，没有就另起一处；别人的插入从中间分开。"""
    if tracked and own(anchor, INS):
        anchor.insert(len(anchor) if after else 0, run)
        return
    if after:
        anchor.addnext(run)
    else:
        anchor.addprevious(run)
    if inside(run, INS) is not None:
        return
    if not tracked:
        part_ways(run, pen)
        return
    beside = run.getnext() if after else run.getprevious()
    if beside is not None and own(beside, INS):
        beside.insert(0 if after else len(beside), run)
        return
    change = pen.change(INS)
    run.addprevious(change)
    change.append(run)
    part_ways(change, pen)


def part_ways(run: Element, pen: Pen) -> None:
    """别人的插入从这截字的两边分开，让它到外面来。"""
    while (outer := pending(run)) is not None:
        holder = run.getparent()
        assert holder is not None
        if any(each.tag == SDT for each in upward(run) if outer in (each, *upward(each))):
            raise Untouchable("在别人插入的控件里")
        rest = list(run.itersiblings())
        if rest:
            twin = etree.Element(holder.tag, _attributes(holder))
            if twin.get(f"{W}id") is not None:
                twin.set(f"{W}id", pen.number())
            for each in rest:
                twin.append(each)
            holder.addnext(twin)
        holder.addnext(run)
        if len(holder) == 0:
            detach(holder)
