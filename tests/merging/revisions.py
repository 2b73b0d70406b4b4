"""修订：以某人的名义插入、删除、替换、删一段、加一段、删一行；接受、拒绝。"""

from __future__ import annotations

from typing import Any

from tests.merging.package import (
    ZHANG,
    Element,
    Package,
    W,
    drop,
    ensure,
    make,
    next_id,
    outer,
    unwrap,
)
from tests.merging.paragraphs import new_paragraph, take_out
from tests.merging.spots import isolate, outside, paragraph_with, pieces, similar, spot, words
from tests.merging.tables import find_row

WHEN = "2021-07-01T09:00:00Z"
RSID = "00A11B2C"
ADDED = (f"{W}ins", f"{W}moveTo")
REMOVED = (f"{W}del", f"{W}moveFrom")
FORMATS = tuple(
    f"{W}{tag}"
    for tag in ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange")
)
RANGES = tuple(
    f"{W}{tag}"
    for tag in ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
)


def insert_tracked(data: bytes, where: str, text: str, author: str = ZHANG) -> bytes:
    """修订：在 ``where`` 后面插入几个字。"""
    package = Package(data)
    paragraph, position = spot(package, where, where)
    _insert(package, paragraph, position + len(where), text, author)
    return package.save()


def delete_tracked(data: bytes, where: str, find: str = "", author: str = ZHANG) -> bytes:
    """修订：删去几个字。"""
    package = Package(data)
    find = find or where
    paragraph, position = spot(package, where, find)
    _delete(package, paragraph, position, position + len(find), author)
    return package.save()


def replace_tracked(data: bytes, where: str, old: str, new: str, author: str = ZHANG) -> bytes:
    """修订：几个字换成别的。"""
    package = Package(data)
    paragraph, position = spot(package, where, old)
    _insert(package, paragraph, position + len(old), new, author)
    _delete(package, paragraph, position, position + len(old), author)
    return package.save()


def delete_paragraph_tracked(data: bytes, where: str, author: str = ZHANG) -> bytes:
    """修订：删一整段，连同段落标记。"""
    package = Package(data)
    paragraph = paragraph_with(package, where)
    _delete(package, paragraph, 0, len(words(paragraph)), author)
    _mark(package, paragraph, "del", author)
    return package.save()


def insert_paragraph_tracked(data: bytes, where: str, text: str, author: str = ZHANG) -> bytes:
    """修订：在一段前面加一段。"""
    package = Package(data)
    beside = paragraph_with(package, where)
    made = new_paragraph(package, beside, text, "同样")
    beside.addprevious(made)
    for run in made.findall(f"{W}r"):
        _wrap(package, run, "ins", author)
    _mark(package, made, "ins", author)
    return package.save()


def delete_row_tracked(data: bytes, row: str, author: str = ZHANG) -> bytes:
    """修订：删表格的一行。"""
    package = Package(data)
    line = find_row(package, row)
    for paragraph in line.iter(f"{W}p"):
        _delete(package, paragraph, 0, len(words(paragraph)), author)
    properties = line.find(f"{W}trPr")
    if properties is None:
        properties = make("trPr")
        line.insert(0, properties)
    properties.append(make("del", **_stamp(package, author)))
    return package.save()


def bold_tracked(data: bytes, where: str, author: str = ZHANG) -> bytes:
    """修订：几个字加粗。"""
    package = Package(data)
    paragraph, position = spot(package, where, where)
    for run in isolate(paragraph, position, position + len(where)):
        properties = ensure(run, "rPr")
        properties.append(make("b"))
        properties.append(make("rPrChange", make("rPr"), **_stamp(package, author)))
    return package.save()


def accept(data: bytes, author: str | None = None) -> bytes:
    """接受一个人的（或全部的）修订。"""
    return _settle(data, author, kept=ADDED, gone=REMOVED, restore=False)


def reject(data: bytes, author: str | None = None) -> bytes:
    """拒绝一个人的（或全部的）修订。"""
    return _settle(data, author, kept=REMOVED, gone=ADDED, restore=True)


def _stamp(package: Package, author: str) -> dict[str, Any]:
    return {"id": next_id(package.tree()), "author": author, "date": WHEN}


def _insert(package: Package, paragraph: Element, at: int, text: str, author: str) -> None:
    isolate(paragraph, at, at)
    before = [piece for piece in pieces(paragraph) if piece.end <= at]
    after = [piece for piece in pieces(paragraph) if piece.start >= at]
    beside = (before[-1] if before else after[0]).text.getparent()
    made = similar(beside, text)
    made.set(f"{W}rsidR", RSID)
    holder = next(outer(beside, "ins", "moveTo"), None)
    if holder is not None and holder.get(f"{W}author") == author:
        (beside.addnext if before else beside.addprevious)(made)
        return
    (beside.addnext if before else beside.addprevious)(made)
    if holder is not None:  # 不套进别人的插入：把它断开
        outside(made)
    _wrap(package, made, "ins", author)


def _delete(package: Package, paragraph: Element, start: int, end: int, author: str) -> None:
    for run in isolate(paragraph, start, end):
        holder = next(outer(run, "ins", "moveTo"), None)
        if holder is not None and holder.get(f"{W}author") == author:
            run.getparent().remove(run)  # 自己还没有定的插入，删了就没有了
            if not len(holder):
                holder.getparent().remove(holder)
            continue
        for text in run.findall(f"{W}t"):
            text.tag = f"{W}delText"
        run.set(f"{W}rsidDel", RSID)
        _wrap(package, run, "del", author)


def _wrap(package: Package, run: Element, tag: str, author: str) -> None:
    wrapper = make(tag, **_stamp(package, author))
    run.addprevious(wrapper)
    wrapper.append(run)


def _mark(package: Package, paragraph: Element, tag: str, author: str) -> None:
    """段落标记也是插入的、删除的。"""
    properties = ensure(paragraph, "pPr")
    look = properties.find(f"{W}rPr")
    if look is None:
        look = make("rPr")
        properties.append(look)
    look.insert(0, make(tag, **_stamp(package, author)))


def _settle(
    data: bytes, author: str | None, kept: tuple[str, ...], gone: tuple[str, ...], restore: bool
) -> bytes:
    package = Package(data)
    for root in [package.tree(name) for name in _stories(package)]:
        _settle_story(package, root, author, kept, gone, restore)
    return package.save()


def _stories(package: Package) -> list[str]:
    kinds = ("header", "footer", "footnotes", "endnotes")
    return ["word/document.xml", *(part for kind in kinds for part in package.related(kind))]


def _settle_story(
    package: Package,
    root: Element,
    author: str | None,
    kept: tuple[str, ...],
    gone: tuple[str, ...],
    restore: bool,
) -> None:
    def mine(element: Element) -> bool:
        return author is None or element.get(f"{W}author") == author

    for change in [each for each in root.iter(*FORMATS) if mine(each)]:
        properties = change.getparent()
        if restore and len(change):
            properties.getparent().replace(properties, change[0])
        else:
            properties.remove(change)
    marks = []
    for change in [each for each in root.iter(*kept, *gone) if mine(each)]:
        properties = change.getparent()
        if properties.tag in (f"{W}rPr", f"{W}trPr"):
            if change.tag in gone:
                marks.append(next(outer(change, "p", "tr")))
            properties.remove(change)
            if not len(properties) and properties.tag == f"{W}rPr":
                properties.getparent().remove(properties)
        elif change.tag in kept:
            if change.tag in REMOVED:
                for text in change.iter(f"{W}delText"):
                    text.tag = f"{W}t"
            unwrap(change)
        else:
            _remove_text(change)
    drop(each for each in root.iter(*RANGES) if author is None or mine(each))
    for element in marks:
        if element.tag == f"{W}tr":
            take_out(package, element)
        else:
            _join(package, element)


def _remove_text(change: Element) -> None:
    """去掉套着的字；里面的书签、批注的标记留在原处。"""
    for each in list(change):
        if each.tag.rpartition("}")[2] in (
            "bookmarkStart",
            "bookmarkEnd",
            "commentRangeStart",
            "commentRangeEnd",
        ):
            change.addprevious(each)
    if change.getparent() is not None:
        change.getparent().remove(change)


def _join(package: Package, paragraph: Element) -> None:
    """段落标记没有了：与下一段成一段，样子随下一段。"""
    if paragraph.getparent() is None:
        return
    following = paragraph.getnext()
    while following is not None and following.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        following = following.getnext()
    content = [each for each in paragraph if each.tag != f"{W}pPr"]
    empty = not words(paragraph) and paragraph.find(f".//{W}r") is None
    if following is None or following.tag != f"{W}p":
        parent = paragraph.getparent()
        if empty and not (parent.tag == f"{W}tc" and parent[-1] is paragraph):
            take_out(package, paragraph)
        return
    start = 1 if following.find(f"{W}pPr") is not None else 0
    for offset, each in enumerate(content):
        following.insert(start + offset, each)
    paragraph.getparent().remove(paragraph)
