"""找到要改的地方：一段话里的几个字，分成自己的几截文字。"""

from __future__ import annotations

from typing import NamedTuple

from tests.merging.package import MC, Element, Package, W, clone, make, next_id, outer

GONE = (f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{MC}Fallback")


class Piece(NamedTuple):
    """一截文字：``w:t``、它在段里从第几个字到第几个字。"""

    text: Element
    start: int
    end: int


class NotThere(AssertionError):
    """要改的字不在文稿里：编辑落空，测试也就什么都没有试。"""


def pieces(paragraph: Element) -> list[Piece]:
    """段里现在看得见的各截文字。"""
    found: list[Piece] = []
    position = 0
    for text in paragraph.iter(f"{W}t"):
        inside = text.iterancestors()
        hidden = False
        for each in inside:
            if each is paragraph:
                break
            hidden = hidden or each.tag in GONE
        if not hidden and text.text:
            found.append(Piece(text, position, position + len(text.text)))
            position += len(text.text)
    return found


def words(paragraph: Element) -> str:
    """段里现在看得见的字。"""
    return "".join(piece.text.text or "" for piece in pieces(paragraph))


def paragraphs(package: Package) -> list[Element]:
    """正文的各段，连同表格里的；文本框里的、行已删的除外。"""
    return [
        each
        for each in package.body.iter(f"{W}p")
        if not any(a.tag in GONE for a in each.iterancestors())
    ]


def paragraph_with(package: Package, where: str, nth: int = 0) -> Element:
    """第几个有这些字的段。"""
    found = [each for each in paragraphs(package) if where in words(each)]
    if nth >= len(found):
        raise NotThere(f"文稿里没有“{where}”（第{nth + 1}处）")
    return found[nth]


def isolate(paragraph: Element, start: int, end: int) -> list[Element]:
    """把第 ``start`` 到 ``end`` 个字单成几截，给出这几截的 ``w:r``。"""
    cut(paragraph, start)
    cut(paragraph, end)
    return [
        piece.text.getparent()
        for piece in pieces(paragraph)
        if start <= piece.start and piece.end <= end
    ]


def cut(paragraph: Element, position: int) -> None:
    """在第几个字前面分开一截文字。"""
    for piece in pieces(paragraph):
        if piece.start < position < piece.end:
            _cut_run(piece.text, position - piece.start)
            return
        if piece.start == position or piece.end == position:
            _alone(piece.text)


def _cut_run(text: Element, at: int) -> None:
    run = text.getparent()
    value = text.text
    second = clone(run)
    for child in [each for each in second if each.tag != f"{W}rPr"]:
        second.remove(child)
    second.append(make("t", text=value[at:]))
    following = list(text.itersiblings())
    second.extend(following)
    index = run.index(text)
    run.remove(text)
    run.insert(index, make("t", text=value[:at]))
    run.addnext(second)


def _alone(text: Element) -> None:
    """一个 ``w:r`` 里有几个 ``w:t`` 的分成几个。"""
    run = text.getparent()
    others = list(text.itersiblings(f"{W}t"))
    if others:
        second = clone(run)
        for child in [each for each in second if each.tag != f"{W}rPr"]:
            second.remove(child)
        second.extend(list(text.itersiblings()))
        run.addnext(second)


def spot(package: Package, where: str, find: str, nth: int = 0) -> tuple[Element, int]:
    """有 ``where`` 的段，和 ``find`` 在段里的位置：在 ``where`` 里有的，取那一处。"""
    paragraph = paragraph_with(package, where, nth)
    text = words(paragraph)
    if not find:
        return paragraph, text.index(where) + len(where)
    inside = where.find(find)
    position = text.index(where) + inside if inside >= 0 else text.find(find)
    if position < 0:
        raise NotThere(f"“{where}”的段里没有“{find}”")
    return paragraph, position


def type_over(paragraph: Element, position: int, old: str, new: str) -> None:
    """选中几个字，打上新的字；两头相同的字不碰。"""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start, end = position + head, position + len(old) - tail
    put(paragraph, start, end, new[head : len(new) - tail])


def put(paragraph: Element, start: int, end: int, new: str) -> None:
    """第 ``start`` 到 ``end`` 个字换成 ``new``；字随左边一截的样子。"""
    runs = isolate(paragraph, start, end)
    if runs:
        if new:
            outside(runs[0])
        write_run(runs[0], new)
        for each in runs[1:]:
            each.getparent().remove(each)
        if not new:
            runs[0].getparent().remove(runs[0])
        return
    if not new:
        return
    before = [piece for piece in pieces(paragraph) if piece.end <= start]
    after = [piece for piece in pieces(paragraph) if piece.start >= start]
    if before:
        beside = before[-1].text.getparent()
        made = similar(beside, new)
        beside.addnext(made)
        outside(made)
    elif after:
        beside = after[0].text.getparent()
        made = similar(beside, new)
        beside.addprevious(made)
        outside(made)
    else:
        marks = [each for each in paragraph if each.tag == f"{W}bookmarkStart"]
        made = make("r", make("t", text=new))
        if marks:
            marks[-1].addnext(made)
        else:
            paragraph.append(made)


def outside(run: Element) -> None:
    """打的字不是修订：移到别人没有定的插入外面，那处插入在这里断成两个。"""
    holder = next(outer(run, "ins", "moveTo"), None)
    if holder is None:
        return
    following = list(run.itersiblings())
    if following:
        second = make(holder.tag.rpartition("}")[2])
        second.attrib.update(holder.attrib)
        second.set(f"{W}id", str(next_id(holder.getroottree().getroot())))
        second.extend(following)
        holder.addnext(second)
    holder.addnext(run)
    if not len(holder):
        holder.getparent().remove(holder)


def write_run(run: Element, new: str) -> None:
    """一截文字换成别的字。"""
    first = run.find(f"{W}t")
    index = run.index(first)
    for each in run.findall(f"{W}t"):
        run.remove(each)
    if new:
        run.insert(index, make("t", text=new))


def similar(run: Element, text: str) -> Element:
    """同样样子的一截文字。"""
    made = make("r", make("t", text=text))
    properties = run.find(f"{W}rPr")
    if properties is not None:
        made.insert(0, clone(properties))
    return made
