"""批注：在别人的文档里添上本工具的批注，去掉本工具的批注；别人的批注、答复都留着。

批注的起止放在段落里、各种套子（修订、内容控件）的外面，人接受、拒绝修订都不碰着它。
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Final, NamedTuple

from lxml import etree

from reportgen.document.comments import ATTACHMENT, AUTHOR
from reportgen.document.part import DOCUMENT, ID, Element, W
from reportgen.document.parts import Parts

AUTHORED: Final = f"{W}author"
PARAGRAPH_ID: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
START: Final = f"{W}commentRangeStart"
END: Final = f"{W}commentRangeEnd"
REFERENCE: Final = f"{W}commentReference"
# 新版 Word 另记批注的状态、答复的部件
STATES: Final = "commentsExtended"
COMPANIONS: Final = (STATES, "commentsIds", "commentsExtensible")

# 一段批注的写法：给出装着一行字的段落
Lettered = Callable[[str], Element]


class Remark(NamedTuple):
    """本工具的一条批注：编号、文字（一行一段）、批在第几段到第几段、是不是标了“已解决”。"""

    id: str
    text: str
    lines: tuple[int, int] | None
    resolved: bool


def comments_of(parts: Parts) -> Element | None:
    """批注部件，只看不改；没有批注为 ``None``。"""
    relation = parts.related(DOCUMENT, "comments")
    return parts.look(relation.part) if relation else None


def comments_to_edit(parts: Parts) -> Element:
    """批注部件，要改；没有批注的文件，添上。"""
    relation = parts.related(DOCUMENT, "comments")
    if relation:
        return parts.edit(relation.part)
    root = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    part = parts.add("word/comments{}.xml", root, ATTACHMENT.content_type)
    parts.relate(DOCUMENT, "comments", part)
    return root


def own_comments(comments: Element | None) -> list[Element]:
    """本工具的批注。"""
    return [] if comments is None else [each for each in comments if each.get(AUTHORED) == AUTHOR]


def resolved(parts: Parts) -> set[str]:
    """标了“已解决”的批注，按段落的标识。"""
    relation = parts.related(DOCUMENT, STATES)
    done = set()
    for entry in parts.look(relation.part) if relation else ():
        values = {str(etree.QName(name).localname): value for name, value in entry.attrib.items()}
        if values.get("done") in ("1", "true", "on"):
            done.add(str(values.get("paraId")))
    return done


def withdraw(parts: Parts, document: Element, earlier: Sequence[Element]) -> None:
    """去掉几条批注；别人对它的答复改成单独的批注。"""
    numbers = {comment.get(ID) for comment in earlier}
    for mark in list(document.iter(START, END, REFERENCE)):
        if mark.get(ID) in numbers:
            run = mark.getparent()
            detach(mark)
            if mark.tag == REFERENCE and run is not None and all(x.tag == f"{W}rPr" for x in run):
                detach(run)
    paragraphs = (each for comment in earlier for each in comment.iter(f"{W}p"))
    _forget(parts, {id_ for each in paragraphs if (id_ := each.get(PARAGRAPH_ID))})
    for comment in earlier:
        detach(comment)


def free_numbers(document: Element, comments: Element) -> Iterator[str]:
    """没有用过的编号。"""
    used = {mark.get(ID) for mark in document.iter(START, END, REFERENCE)}
    used |= {comment.get(ID) for comment in comments}
    return (str(number) for number in count() if str(number) not in used)


def mark(paragraphs: Sequence[Element], number: str, look: str = "") -> None:
    """一处批注的起、止和引用；``look`` 是引用的字符样式。"""
    first, last = paragraphs[0], paragraphs[-1]
    properties = first.find(f"{W}pPr")
    start = etree.Element(START, {ID: number})
    first.insert(0 if properties is None else first.index(properties) + 1, start)
    etree.SubElement(last, END, {ID: number})
    run = etree.SubElement(last, f"{W}r")
    if look:
        etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}rStyle", {f"{W}val": look})
    etree.SubElement(run, REFERENCE, {ID: number})


def comment(number: str, lines: Iterable[str], lettered: Lettered) -> Element:
    """一条批注，一行一段；不写日期，同样的话得到同样的字节。"""
    attributes = {ID: number, AUTHORED: AUTHOR, f"{W}initials": "绩"}
    written = etree.Element(f"{W}comment", attributes, nsmap={"w": W[1:-1]})
    for line in lines:
        written.append(lettered(line))
    return written


def detach(element: Element) -> None:
    """从树上取下。"""
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
                detach(entry)
            elif ids.get("paraIdParent") in gone:
                del entry.attrib[keys["paraIdParent"]]
