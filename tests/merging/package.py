"""编辑用的压缩包：不经由程序自己的代码，只用 lxml 和 zipfile，才能公平地判它。"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree

Element = Any

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_URI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC_URI = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PR_URI = "http://schemas.openxmlformats.org/package/2006/relationships"
CT_URI = "http://schemas.openxmlformats.org/package/2006/content-types"
W = f"{{{W_URI}}}"
R = f"{{{R_URI}}}"
MC = f"{{{MC_URI}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DATE = (2021, 7, 1, 9, 0, 0)

PAIRS = (("bookmarkStart", "bookmarkEnd"), ("commentRangeStart", "commentRangeEnd"))

# 本工具的作者名、改文稿的人
TOOL = "绩效自评工具"
ZHANG = "张三"


class Package:
    """一份 .docx：部件按压缩包里的次序；改过的部件存时才写成字节。"""

    def __init__(self, data: bytes) -> None:
        self.parts: dict[str, bytes] = {}
        self.trees: dict[str, Element] = {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    self.parts[info.filename] = archive.read(info)

    def tree(self, name: str = DOCUMENT) -> Element:
        """部件的树，改了就算数。"""
        if name not in self.trees:
            self.trees[name] = etree.fromstring(self.parts[name])
        return self.trees[name]

    @property
    def body(self) -> Element:
        """正文。"""
        return self.tree().find(f"{W}body")

    def save(self, order: Callable[[str], Any] | None = None) -> bytes:
        """写成字节；``order`` 是部件的排法，``[Content_Types].xml`` 总在最前。"""
        if DOCUMENT in self.trees:
            mend_marks(self.tree())
            for table in self.tree().iter(f"{W}tbl"):
                mend_merges(table)
        for name, tree in self.trees.items():
            self.parts[name] = etree.tostring(
                tree, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        names = sorted(self.parts, key=order) if order else list(self.parts)
        names.sort(key=lambda name: name != TYPES)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(zipfile.ZipInfo(name, DATE), self.parts[name])
        return buffer.getvalue()

    def relations(self, source: str = DOCUMENT) -> Element:
        """一个部件的关系；没有就添上。"""
        name = relations_of(source)
        if name not in self.parts:
            self.parts[name] = f'<Relationships xmlns="{PR_URI}"/>'.encode()
        return self.tree(name)

    def related(self, kind: str, source: str = DOCUMENT) -> list[str]:
        """某一类关系指的部件。"""
        if relations_of(source) not in self.parts:
            return []
        folder = posixpath.dirname(source)
        return [
            posixpath.normpath(posixpath.join("/", folder, each.get("Target")))[1:]
            for each in self.relations(source)
            if each.get("Type").endswith(f"/{kind}")
        ]

    def add(
        self, name: str, content: bytes, kind: str, content_type: str = "", source: str = DOCUMENT
    ) -> str:
        """添一个部件，登记类型和正文（或 ``source``）到它的关系；得关系编号。"""
        self.parts[name] = content
        if content_type:
            etree.SubElement(
                self.tree(TYPES),
                f"{{{CT_URI}}}Override",
                PartName=f"/{name}",
                ContentType=content_type,
            )
        return self.relate(kind, name, source)

    def relate(self, kind: str, name: str, source: str = DOCUMENT) -> str:
        """添一条关系；得编号。"""
        relations = self.relations(source)
        taken = {each.get("Id") for each in relations}
        identity = next(f"rId{n}" for n in range(100, 10_000) if f"rId{n}" not in taken)
        etree.SubElement(
            relations,
            f"{{{PR_URI}}}Relationship",
            Id=identity,
            Type=f"{R_URI}/{kind}",
            Target=posixpath.relpath(f"/{name}", f"/{posixpath.dirname(source)}"),
        )
        return identity

    def remove(self, name: str) -> None:
        """去掉一个部件，连同它的关系、别处对它的登记。"""
        self.trees.pop(name, None)
        del self.parts[name]
        own = relations_of(name)
        if own in self.parts:
            self.trees.pop(own, None)
            del self.parts[own]
        for override in list(self.tree(TYPES)):
            if override.get("PartName") == f"/{name}":
                self.tree(TYPES).remove(override)
        for source in [each for each in self.parts if each.endswith(".rels")]:
            folder = posixpath.dirname(posixpath.dirname(source))
            tree = self.tree(source)
            for each in list(tree):
                target = posixpath.join("/", folder, each.get("Target"))
                if posixpath.normpath(target) == f"/{name}":
                    tree.remove(each)


def mend_marks(root: Element) -> None:
    """剪贴、删除以后，结尾到了起头前面的书签没有了；批注的范围颠倒的只留引用处。"""
    for start, end in PAIRS:
        opened: set[str] = set()
        wrong: set[str] = set()
        for mark in root.iter(f"{W}{start}", f"{W}{end}"):
            identity = mark.get(f"{W}id")
            if mark.tag == f"{W}{start}":
                opened.add(identity)
            elif identity not in opened:
                wrong.add(identity)
        for mark in list(root.iter(f"{W}{start}", f"{W}{end}")):
            if mark.get(f"{W}id") in wrong:
                mark.getparent().remove(mark)


def mend_merges(table: Element) -> None:
    """移、删了行以后，向下合并的续格上面没有起格的，自己成为起格。"""
    above: dict[int, str] = {}
    for row in table.iterchildren(f"{W}tr"):
        column, merged = 0, {}
        for cell in row.iterchildren(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            width = "1" if span is None else span.get(f"{W}val")
            if merge is not None:
                if merge.get(f"{W}val") != "restart" and above.get(column) != width:
                    merge.set(f"{W}val", "restart")
                merged[column] = width
            column += int(width)
        above = merged


def relations_of(source: str) -> str:
    """部件的关系部件；压缩包自己的是 ``_rels/.rels``。"""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def make(tag: str, *children: Element, text: str | None = None, **attributes: Any) -> Element:
    """一个 ``w:`` 元素；属性也在 ``w:`` 里。"""
    element = etree.Element(f"{W}{tag}", nsmap={"w": W_URI})
    for key, value in attributes.items():
        element.set(f"{W}{key}", str(value))
    if text is not None:
        element.text = text
        if text != text.strip():
            element.set(SPACE, "preserve")
    element.extend(children)
    return element


def run(text: str, properties: Element | None = None, tag: str = "t") -> Element:
    """一截文字。"""
    made = make("r", make(tag, text=text))
    if properties is not None:
        made.insert(0, clone(properties))
    return made


def clone(element: Element) -> Element:
    """照抄一个元素，不带后面的文字。"""
    copied = etree.fromstring(etree.tostring(element, with_tail=False))
    copied.tail = None
    return copied


def outer(element: Element, *tags: str) -> Iterator[Element]:
    """包着它的、某几种标记的元素，由里到外。"""
    wanted = {f"{W}{tag}" for tag in tags}
    return (each for each in element.iterancestors() if each.tag in wanted)


def next_id(root: Element) -> int:
    """修订、书签的编号：比用过的都大。"""
    used = (each.get(f"{W}id") for each in root.iter() if isinstance(each.tag, str))
    return max((int(each) for each in used if each and each.lstrip("-").isdigit()), default=0) + 1


def drop(elements: Iterable[Element]) -> None:
    """去掉几个元素。"""
    for element in list(elements):
        element.getparent().remove(element)


def unwrap(element: Element) -> None:
    """去掉套子，留下里面的。"""
    parent, index = element.getparent(), element.getparent().index(element)
    for child in list(element):
        if child.tag in (f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr"):
            continue
        parent.insert(index, child)
        index += 1
    parent.remove(element)


def ensure(parent: Element, tag: str) -> Element:
    """属性元素（pPr、rPr、trPr）；没有就添在最前。"""
    found = parent.find(f"{W}{tag}")
    if found is None:
        found = make(tag)
        parent.insert(0, found)
    return found
