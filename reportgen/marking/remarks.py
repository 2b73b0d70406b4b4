"""Excel 的批注：写在一格上的话；别人写的在前，本工具的接在后面，再标注时只换自己的。"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from reportgen.document.comments import AUTHOR
from reportgen.marking.grid import Place, S, place_of
from reportgen.marking.note import OWN_LINE, TITLE
from reportgen.reading.package import Element

BLANK_COMMENTS: Final = f'<comments xmlns="{S[1:-1]}"><authors/><commentList/></comments>'
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
FONT: Final = (("sz", "9"), ("rFont", "宋体"), ("family", "3"), ("charset", "134"))


class Remarks:
    """一张工作表的批注部件。"""

    def __init__(self, root: Element) -> None:
        [self._authors] = root.iterfind(f"{S}authors")
        [self._list] = root.iterfind(f"{S}commentList")
        self._comments = {
            place: comment for comment in self._list if (place := place_of(comment.get("ref", "")))
        }

    def marked(self) -> list[Place]:
        """上次标注过的格。"""
        return [place for place, each in self._comments.items() if _own_part(_text(each))]

    def withdraw(self, place: Place) -> bool:
        """去掉一格上次写的话；返回批注是不是因此没有了。"""
        comment = self._comments[place]
        while own := _own_part(_text(comment)):
            _cut(comment, *own)
        # LibreOffice 存过的没有作者
        if _text(comment).strip() or self._author(comment) not in (AUTHOR, None):
            return False
        self._list.remove(self._comments.pop(place))
        return True

    def write(self, place: Place, lines: Iterable[str]) -> str:
        """在一格上写，接在已有的话后面；返回批注的全文。"""
        comment = self._comments.get(place)
        if comment is None:
            attributes = {"ref": str(place), "authorId": self._own_author()}
            comment = etree.SubElement(self._list, f"{S}comment", attributes)
            etree.SubElement(comment, f"{S}text")
            self._comments[place] = comment
        parting = ("",) if _text(comment) else ()
        _append(comment, "\n".join((*parting, TITLE, *lines)))
        return _text(comment)

    def _author(self, comment: Element) -> str | None:
        number = int(comment.get("authorId", "0"))
        return (self._authors[number].text or None) if number < len(self._authors) else None

    def _own_author(self) -> str:
        """本工具在作者里是第几个。"""
        names = [each.text for each in self._authors]
        if AUTHOR not in names:
            etree.SubElement(self._authors, f"{S}author").text = AUTHOR
            return str(len(names))
        return str(names.index(AUTHOR))


def _pieces(comment: Element) -> list[Element]:
    """装着文字的元素；拼音不算。"""
    return [*comment.iterfind(f"{S}text/{S}t"), *comment.iterfind(f"{S}text/{S}r/{S}t")]


def _text(comment: Element) -> str:
    return "".join(piece.text or "" for piece in _pieces(comment))


def _own_part(text: str) -> tuple[int, int] | None:
    """本工具写的话的起止：从题目那一行（连同前面的换行）到最后一行认得的。"""
    lines = text.splitlines(keepends=True)
    titles = (number for number, line in enumerate(lines) if line.strip() == TITLE)
    first = next(titles, None)
    if first is None:
        return None
    last = first + 1
    while last < len(lines) and OWN_LINE.match(lines[last]):
        last += 1
    start = len("".join(lines[:first]))
    # 后面没有别人的话，前面的换行也是本工具的
    end = len("".join(lines[:last]))
    if last == len(lines):
        start = len("".join(lines[:first]).removesuffix("\n").removesuffix("\r"))
    return start, end


def _cut(comment: Element, start: int, end: int) -> None:
    """去掉从 ``start`` 到 ``end`` 的字；一段格式相同的字全去掉了，连同格式。"""
    position = 0
    for piece in _pieces(comment):
        text = piece.text or ""
        before, after = max(start - position, 0), max(end - position, 0)
        position += len(text)
        kept = text[:before] + text[max(after, before) :]
        holder = piece.getparent()
        if kept != text:
            piece.text = kept
            outer = None if kept or holder is None else holder.getparent()
            if holder is not None and outer is not None and holder.tag == f"{S}r":
                outer.remove(holder)


def _append(comment: Element, words: str) -> None:
    """接上一段字。"""
    [text] = comment.iterfind(f"{S}text")
    for plain in text.findall(f"{S}t"):
        # 没有格式的字不能和有格式的并排
        run = etree.Element(f"{S}r")
        text.replace(plain, run)
        run.append(plain)
    run = etree.Element(f"{S}r")
    look = etree.SubElement(run, f"{S}rPr")
    for name, value in FONT:
        etree.SubElement(look, f"{S}{name}", {"val": value})
    etree.SubElement(run, f"{S}t", {SPACE: "preserve"}).text = words
    runs = text.findall(f"{S}r")
    if runs:
        runs[-1].addnext(run)
    else:
        text.insert(0, run)
