"""样式文件：页面和字体的唯一来源；打开一次，各部件压好备用，只等换上正文。"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from reportgen.document.archive import Member, archive, pack, pack_known
from reportgen.document.part import (
    COMMENTS,
    DOCUMENT,
    R_URI,
    RELATIONS,
    STYLES,
    TYPES,
    VAL,
    W_URI,
    Element,
    W,
)
from reportgen.finding import Finding, Origin, Severity, Unreadable

# 这么小的部件多半各份文稿里都一样
SMALL = 400
CORE_PART = "docProps/core.xml"
# 正文部件的头尾；中间是正文和样式文件的页面设置
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:document xmlns:w="{W_URI}" '
    f'xmlns:r="{R_URI}"><w:body>'
)
TAIL = "</w:body></w:document>"
# 正文里用到的样式；样式文件少了哪个，先说清楚，不到写的时候才错。
REQUIRED = (
    "公文正文",
    "公文标题",
    "附件标签",
    "版本标记",
    "填报信息",
    "备注",
    "落款",
    "表格题名",
    "表头",
    "表格文字",
    "表格左文",
    "待填写",
    "表格网格",
    "heading 1",
    "heading 2",
    "heading 3",
    "heading 4",
    "annotation text",
    "annotation reference",
)


# 图里的字照这个样式的字体、字号
LETTERING_STYLE = "备注"


class Lettering(NamedTuple):
    """字样：字体和字号（磅）。"""

    font: str
    size: float


class Attachment(NamedTuple):
    """附带的部件：样式文件里没有、文稿里要登记的，如批注；``id`` 是正文引用它的关系编号。

    关系登记在 ``relations`` 里；不用登记关系的，``relation`` 为空。
    """

    part: str
    content_type: str
    relation: str
    id: str
    relations: str = RELATIONS


@dataclass(frozen=True)
class StyleDocument:
    """样式文件：``parts`` 是正文和属性以外的部件，``section`` 是页面设置，``styles`` 是
    样式名称到标识的对照，``text_width`` 是版心宽度（twip，1/20 磅）。
    """

    parts: dict[str, bytes]
    section: str
    styles: dict[str, str]
    text_width: int

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """各部件压好的样子，每份文稿照用。"""
        return tuple(pack(name, data, level=9) for name, data in self.parts.items())

    @cached_property
    def turned(self) -> StyleDocument:
        """纸横过来的样式：长宽对调，页边距跟着纸转。"""
        section = etree.fromstring(self.section)
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is None or margin is None or self._landscape(size):
            return self
        _turn(size, ("w", "h"))
        size.set(f"{W}orient", "landscape")
        _turn(margin, ("top", "right", "bottom", "left"))
        text = etree.tostring(section, encoding="unicode")
        return replace(self, section=text, text_width=text_width_of(section))

    @staticmethod
    def _landscape(size: Element) -> bool:
        width, height = (float(str(size.get(f"{W}{name}", "0"))) for name in ("w", "h"))
        return width >= height

    def carrying(self, attachments: tuple[Attachment, ...]) -> StyleDocument:
        """附带几个部件的样式文件：登记好内容类型和关系，各种情形只做一次。"""
        if not attachments:
            return self
        if attachments not in self._carrying:
            types = "".join(
                f'<Override PartName="/{each.part}" ContentType="{each.content_type}"/>'
                for each in attachments
            )
            parts = {**self.parts, TYPES: _inserted(self.parts[TYPES], b"</Types>", types)}
            for each in attachments:
                if each.relation:
                    relations = parts[each.relations]
                    end = b"</Relationships>"
                    parts[each.relations] = _inserted(relations, end, _relationship(each))
            self._carrying[attachments] = replace(self, parts=parts)
        return self._carrying[attachments]

    @cached_property
    def lettering(self) -> Lettering:
        """图里的字样；有图才去样式表里找，逐级查“基于”，直到文档默认值。"""
        root = etree.fromstring(self.parts[STYLES])
        known = {style.get(f"{W}styleId"): style for style in root.iterchildren(f"{W}style")}
        looks = []
        style = known.pop(self.styles[LETTERING_STYLE], None)
        while style is not None:
            looks.append(style.find(f"{W}rPr"))
            based = style.find(f"{W}basedOn")
            style = None if based is None else known.pop(based.get(VAL), None)
        looks.append(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        fonts = _first(looks, f"{W}rFonts", f"{W}eastAsia")
        size = _first(looks, f"{W}sz", VAL)
        return Lettering(fonts or "宋体", int(size or 21) / 2)

    @cached_property
    def _carrying(self) -> dict[tuple[Attachment, ...], StyleDocument]:
        return {}

    def bind(self, parts: dict[str, bytes]) -> bytes:
        """装订：样式文件的部件加上写好的部件，成为 .docx 的字节。"""
        written = {name.encode() for name in parts}  # 样式文件有自己的自定义属性的，换上添了的
        kept = (member for member in self.members if member.name not in written)
        new = (
            (pack_known if len(data) < SMALL else pack)(name, data) for name, data in parts.items()
        )
        return archive((*kept, *new))


def load_style(path: Path) -> StyleDocument:
    """读样式文件；打不开或缺样式抛出 ``Unreadable``。"""
    try:
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        body = etree.fromstring(parts[DOCUMENT]).find(f"{W}body")
        styles = _styles(parts[STYLES])
        for name, end in ((TYPES, b"</Types>"), (RELATIONS, b"</Relationships>")):
            parts[name].rindex(end)  # 批注、图要登记在这两个部件里
        section = body[-1] if body is not None and len(body) else None
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError):
        raise Unreadable(
            [_fault(path, "样式文件打不开", "用 Word 打开确认，另存为 .docx；或换回原来的样式文件")]
        ) from None
    missing = [name for name in REQUIRED if name not in styles]
    if missing:
        named = "、".join(f"“{name}”" for name in missing)
        raise Unreadable([_fault(path, f"样式文件缺少样式{named}", "在 Word 里按这些名称建立样式")])
    if COMMENTS in parts:
        raise Unreadable([_fault(path, "样式文件里有批注", "在 Word 里删去全部批注")])
    if section is None or section.tag != f"{W}sectPr":
        raise Unreadable([_fault(path, "样式文件没有页面设置", "换回原来的样式文件再改")])
    return StyleDocument(
        parts={name: data for name, data in parts.items() if name not in (DOCUMENT, CORE_PART)},
        section=etree.tostring(section, encoding="unicode"),
        styles=styles,
        text_width=text_width_of(section),
    )


def _turn(element: Element, names: tuple[str, ...]) -> None:
    """几个属性的值轮换：前一个得后一个的。"""
    values = [str(element.get(f"{W}{name}", "0")) for name in names]
    for name, value in zip(names, (*values[1:], values[0]), strict=True):
        element.set(f"{W}{name}", value)


def _first(looks: list[Element | None], tag: str, attribute: str) -> str:
    """最近的一级写明的；都没有写为空。"""
    elements = (look.find(tag) for look in looks if look is not None)
    found = (element.get(attribute) for element in elements if element is not None)
    return str(next((value for value in found if value), ""))


def _relationship(attachment: Attachment) -> str:
    """登记的关系；所指的部件从登记的那个文件夹说起。"""
    folder = posixpath.dirname(posixpath.dirname(attachment.relations))
    target = posixpath.relpath(f"/{attachment.part}", f"/{folder}")
    return f'<Relationship Id="{attachment.id}" Type="{attachment.relation}" Target="{target}"/>'


def _inserted(part: bytes, end: bytes, text: str) -> bytes:
    """插在根元素的末尾。"""
    head, mark, tail = part.rpartition(end)
    return head + text.encode() + mark + tail


def _styles(data: bytes) -> dict[str, str]:
    """名称 → 标识；Word 存盘会改标识，名称不变。"""
    root = etree.fromstring(data)
    found = {}
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[str(name.get(f"{W}val"))] = str(style.get(f"{W}styleId"))
    return found


def text_width_of(section: Element) -> int:
    """版心宽度。"""
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margin is None:
        return 8845  # GB/T 9704 的版心宽 156 毫米
    width, left, right = (
        int(float(str(element.get(f"{W}{name}", "0"))))
        for element, name in ((size, "w"), (margin, "left"), (margin, "right"))
    )
    return width - left - right


def _fault(path: Path, message: str, remedy: str) -> Finding:
    return Finding("style-unusable", Severity.ERROR, message, remedy, (Origin(path.name),))
