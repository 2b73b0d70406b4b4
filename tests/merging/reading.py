"""读文稿里现在的话：修订都接受了是怎样，某人的修订都不要是怎样；另有批注、修订、页眉页脚。

是独立的写法：不动树，只看每个字外面套着什么；与 ``revisions`` 里真的接受、拒绝互相印证。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from tests.merging.package import DOCUMENT, MC, TOOL, Element, Package, W

PICTURE = "￼"
# 修订的种类：套着字的
INSIDE = {
    f"{W}ins": True,
    f"{W}moveTo": True,
    f"{W}del": False,
    f"{W}moveFrom": False,
}
KINDS = {
    f"{W}ins": "插入",
    f"{W}moveTo": "移入",
    f"{W}del": "删除",
    f"{W}moveFrom": "移走",
}
OTHER_STORIES = (f"{W}txbxContent", f"{MC}Fallback")

PICTURES = (
    f"{W}drawing",
    f"{W}pict",
    f"{W}object",
    f"{W}footnoteReference",
    f"{MC}AlternateContent",
)

Rejected = Callable[[str], bool]


def _nobody(author: str) -> bool:
    return False


class Comment(NamedTuple):
    """一条批注：谁写的、写了什么、在哪一段。"""

    author: str
    text: str
    paragraph: str


class Change(NamedTuple):
    """一处修订：谁改的、哪一种、改的字。"""

    author: str
    kind: str
    text: str


def seen(data: bytes) -> list[str]:
    """全部段落的文字，修订都接受了的样子；表格的各格也一段一段列出。"""
    return _paragraphs(Package(data).body, _nobody)


def without(data: bytes, author: str) -> list[str]:
    """同上，只是这个人没有定的修订都不要。"""
    return _paragraphs(Package(data).body, lambda each: each == author)


def text_of(data: bytes) -> str:
    """全文，一段一行。"""
    return "\n".join(seen(data))


def rows(data: bytes) -> list[list[str]]:
    """各表格的各行、各格的文字（几段的以“／”分开）；修订都接受了的样子。"""
    return [
        ["／".join(_paragraphs(cell, _nobody)) for cell in row.iter(f"{W}tc")]
        for row in Package(data).body.iter(f"{W}tr")
        if _row_stands(row, _nobody)
    ]


def comments(data: bytes) -> list[Comment]:
    """全部批注。"""
    package = Package(data)
    anchored: dict[str, str] = {}
    for reference in package.body.iter(f"{W}commentReference"):
        paragraph = next(reference.iterancestors(f"{W}p"))
        anchored[reference.get(f"{W}id")] = paragraph_text(paragraph)
    return [
        Comment(
            each.get(f"{W}author") or "",
            "\n".join(paragraph_text(p) for p in each.iter(f"{W}p")),
            anchored.get(each.get(f"{W}id"), ""),
        )
        for part in package.related("comments")
        for each in package.tree(part).iter(f"{W}comment")
    ]


def of_tool(data: bytes) -> list[Comment]:
    """本工具的批注，“请填写”的提示除外。"""
    own = (each for each in comments(data) if each.author == TOOL)
    return [each for each in own if "请填写" not in each.paragraph]


def tracked(data: bytes) -> list[Change]:
    """全部修订；同一人接连的几截并作一处。"""
    found: list[Change] = []
    last: Element | None = None
    for element in Package(data).body.iter(*INSIDE, f"{W}rPrChange", f"{W}pPrChange"):
        author = element.get(f"{W}author") or ""
        parent = element.getparent().tag
        if element.tag not in INSIDE:
            found.append(Change(author, "格式", ""))
        elif parent == f"{W}rPr":
            found.append(Change(author, f"段落{KINDS[element.tag]}", ""))
        elif parent == f"{W}trPr":
            found.append(Change(author, f"行{KINDS[element.tag]}", ""))
        else:
            text = "".join(each.text or "" for each in element.iter(f"{W}t", f"{W}delText"))
            change = Change(author, KINDS[element.tag], text)
            before = element.getprevious()
            if last is not None and before is last and found[-1][:2] == change[:2]:
                found[-1] = change._replace(text=found[-1].text + text)
            else:
                found.append(change)
            last = element
    return found


def headers_footers(data: bytes) -> list[str]:
    """页眉、页脚的各段文字。"""
    return _stories(data, "header", "footer")


def footnotes(data: bytes) -> list[str]:
    """脚注、尾注的文字，分隔线的除外。"""
    return [each for each in _stories(data, "footnotes", "endnotes") if each]


def boxes(data: bytes) -> list[str]:
    """文本框里的文字；给旧版本看的那一份不算。"""
    found = []
    for box in Package(data).body.iter(f"{W}txbxContent"):
        if not any(each.tag == f"{MC}Fallback" for each in box.iterancestors()):
            found += [paragraph_text(p) for p in box.iterchildren(f"{W}p")]
    return found


def bookmarks(data: bytes) -> list[str]:
    """书签的名称。"""
    return [str(each.get(f"{W}name")) for each in Package(data).body.iter(f"{W}bookmarkStart")]


def untouched(data: bytes) -> list[bytes]:
    """没有本工具的修订和批注的各段，去了锚点和拼写记号，写成规范的字节。"""
    package = Package(data)
    return [form(each) for each in package.body.iter(f"{W}p") if not marked(package, each)]


def every(data: bytes) -> Counter[bytes]:
    """每一段的规范字节。"""
    return Counter(form(each) for each in Package(data).body.iter(f"{W}p"))


def marked(package: Package, paragraph: Element) -> bool:
    """这一段有本工具的修订或批注。"""
    if any(each.get(f"{W}author") == TOOL for each in paragraph.iter()):
        return True
    own = {
        each.get(f"{W}id")
        for part in package.related("comments")
        for each in package.tree(part)
        if each.get(f"{W}author") == TOOL
    }
    return any(
        each.get(f"{W}id") in own
        for each in paragraph.iter(
            f"{W}commentReference", f"{W}commentRangeStart", f"{W}commentRangeEnd"
        )
    )


def form(paragraph: Element) -> bytes:
    """一段的规范字节：锚点（``_rg`` 书签）可以补上、换地方，不计。"""
    copied = etree.fromstring(etree.tostring(paragraph, with_tail=False))
    for mark in list(copied.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    return bytes(etree.tostring(copied, method="c14n", exclusive=True))


def occurrences(data: bytes, words: str) -> int:
    """全文里（表格、页眉页脚、脚注、文本框都在内）这些字有几处。"""
    stories = seen(data) + headers_footers(data) + footnotes(data) + boxes(data)
    return sum(each.count(words) for each in stories)


def paragraph_text(paragraph: Element, rejected: Rejected = _nobody) -> str:
    """一段现在的文字。"""
    return "".join(_characters(paragraph, rejected))


def _stories(data: bytes, *kinds: str) -> list[str]:
    package = Package(data)
    return [
        paragraph_text(paragraph)
        for kind in kinds
        for part in sorted(package.related(kind, DOCUMENT))
        for paragraph in package.tree(part).iter(f"{W}p")
    ]


def _paragraphs(root: Element, rejected: Rejected) -> list[str]:
    """一处的各段；段落标记删了的，与下一段是一段。"""
    found: list[str] = []
    pending = ""
    holder: Element | None = None
    for paragraph in root.iter(f"{W}p"):
        if _hidden(paragraph, rejected):
            continue
        place = _container(paragraph)
        if pending is not None and holder is not None and place is not holder:
            if pending:
                found.append(pending)
            pending = ""
        holder = None
        text = pending + paragraph_text(paragraph, rejected)
        pending = ""
        if _mark_stands(paragraph, rejected) or _last(paragraph):
            found.append(text)
        else:
            pending, holder = text, place
    if pending:
        found.append(pending)
    return found


def _container(paragraph: Element) -> Element:
    """段落在哪里：正文、格；内容控件、自定义 XML 是套子，不算。"""
    wrappers = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag")
    return next(each for each in paragraph.iterancestors() if each.tag not in wrappers)


def _last(paragraph: Element) -> bool:
    """格里最后一段，标记删不掉。"""
    parent = paragraph.getparent()
    return parent.tag == f"{W}tc" and parent[-1] is paragraph


def _characters(root: Element, rejected: Rejected) -> Iterator[str]:
    for child in root:
        tag = child.tag
        if tag in INSIDE:
            if INSIDE[tag] is not rejected(child.get(f"{W}author") or ""):
                yield from _characters(child, rejected)
        elif tag in (f"{W}t", f"{W}delText"):
            yield child.text or ""
        elif tag == f"{W}tab" and root.tag == f"{W}r":
            yield "\t"
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif tag in PICTURES:
            yield PICTURE
        elif isinstance(tag, str) and not tag.endswith("Pr"):
            yield from _characters(child, rejected)


def _hidden(paragraph: Element, rejected: Rejected) -> bool:
    for each in paragraph.iterancestors():
        if each.tag in OTHER_STORIES:
            return True
        if each.tag == f"{W}tr" and not _row_stands(each, rejected):
            return True
    return False


def _row_stands(row: Element, rejected: Rejected) -> bool:
    return _stands(row.find(f"{W}trPr"), rejected)


def _mark_stands(paragraph: Element, rejected: Rejected) -> bool:
    return _stands(paragraph.find(f"{W}pPr/{W}rPr"), rejected)


def _stands(properties: Element | None, rejected: Rejected) -> bool:
    """段落标记、表格的行还在不在。"""
    for change in () if properties is None else properties:
        if change.tag in INSIDE and INSIDE[change.tag] is rejected(change.get(f"{W}author") or ""):
            return False
    return True
