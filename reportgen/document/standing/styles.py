"""样式：单位那份文件里的样式，按名称找；批注要用而没有的，添上。"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from reportgen.document.comments import REFERENCE_STYLE, TEXT_STYLE
from reportgen.document.part import DOCUMENT, VAL, Element, W
from reportgen.document.parts import Parts
from reportgen.document.remarks import detach
from reportgen.document.style import REQUIRED

STYLE: Final = f"{W}style"
_ADDED: Final = {
    TEXT_STYLE: (
        "paragraph",
        "CommentText",
        '<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/>'
        '<w:sz w:val="21"/></w:rPr>',
    ),
    REFERENCE_STYLE: ("character", "CommentReference", '<w:rPr><w:sz w:val="21"/></w:rPr>'),
}
# LibreOffice 存的名称首字母大写
_CANONICAL: Final = {name.casefold(): name for name in REQUIRED}


class Styles(dict[str, str]):
    """名称 → 标识；没有的名称得空。"""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        relation = parts.related(DOCUMENT, "styles")
        self._part = relation.part if relation else None
        self.names: dict[str, str] = {}
        for style in parts.look(self._part).iterchildren(STYLE) if self._part else ():
            name = style.find(f"{W}name")
            written = "" if name is None else str(name.get(VAL))
            identity = str(style.get(f"{W}styleId"))
            self.names[identity] = _CANONICAL.get(written.casefold(), written)
            self.setdefault(self.names[identity], identity)

    def __missing__(self, name: str) -> str:
        return ""

    def supplied(self, name: str) -> str:
        """批注用的样式的标识，没有的添上。"""
        if self[name] or self._part is None:
            return self[name]
        kind, identity, look = _ADDED[name]
        while identity in self.names:
            identity += "1"
        style = etree.SubElement(
            self._parts.edit(self._part),
            STYLE,
            {f"{W}type": kind, f"{W}styleId": identity},
        )
        etree.SubElement(style, f"{W}name", {VAL: name})
        style.append(etree.fromstring(look.replace("<w:rPr>", f'<w:rPr xmlns:w="{W[1:-1]}">')))
        self[name] = identity
        self.names[identity] = name
        return identity


def unstyled(elements: Sequence[Element]) -> None:
    """样式文件里没有的样式不写。"""
    for element in elements:
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for look in list(element.iter(f"{W}{tag}")):
                holder = look.getparent()
                if look.get(VAL) or holder is None:
                    continue
                detach(look)
                if len(holder) == 0:
                    detach(holder)
