"""底子：上一稿随文件走，存两处——自定义 XML 部件和自定义属性；有的软件只留得下一处。

部件不绑定数据：绑定了的，LibreOffice 存第二次就没有了。属性一条不超过 250 个字符，分成几条。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Final

from lxml import etree

from reportgen.document.part import DOCUMENT, R_URI, Element
from reportgen.document.parts import Parts
from reportgen.document.style import Attachment, StyleDocument

NAMESPACE: Final = "urn:reportgen:previous"
PROPERTY: Final = "reportgen-"
CHUNK: Final = 250
PROPERTIES: Final = "docProps/custom.xml"
PACKAGE: Final = "_rels/.rels"
_ITEM: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<previous xmlns="{ns}">{base}</previous>'
)
_ITEM_PROPERTIES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem '
    'ds:itemID="{{6B8F3C52-6E0A-4C1B-9B53-72656D6F7274}}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    '<ds:schemaRefs><ds:schemaRef ds:uri="{ns}"/></ds:schemaRefs></ds:datastoreItem>'
)
_RELATION: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{uri}/customXmlProps" Target="{target}"/></Relationships>'
)
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_ITEM_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_EMPTY: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VT}"></Properties>'
)
_OWN: Final = re.compile(rf"{PROPERTY}(\d+)")
_ITEM_NAME: Final = re.compile(r"customXml/item\d+\.xml")


def fresh_carriers(
    style: StyleDocument, base: str
) -> tuple[dict[str, bytes], tuple[Attachment, ...]]:
    """新写的文件里的底子：部件，和要登记的。

    样式文件是由写出的报告改成的，里面还有那时的底子：换掉，登记过的不再登记。
    """
    content = _ITEM.format(ns=NAMESPACE, base=base).encode()
    known = style.parts.get(PROPERTIES)
    parts = {PROPERTIES: _with_chunks(known, base)}
    attachments: tuple[Attachment, ...] = ()
    if known is None:
        custom = Attachment(PROPERTIES, _CUSTOM_TYPE, f"{R_URI}/custom-properties", "rgChunks")
        attachments = (custom._replace(relations=PACKAGE),)
    old = [name for name, data in style.parts.items() if _is_old(name, data)]
    if old:
        return parts | dict.fromkeys(old, content), attachments
    number = next(n for n in count(1) if _is_free(n, style))
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    parts |= {
        item: content,
        properties: _ITEM_PROPERTIES.format(ns=NAMESPACE).encode(),
        f"customXml/_rels/item{number}.xml.rels": _RELATION.format(
            uri=R_URI, target=f"itemProps{number}.xml"
        ).encode(),
    }
    registered = (
        Attachment(item, "application/xml", f"{R_URI}/customXml", "rgPrevious"),
        Attachment(properties, _ITEM_TYPE, "", ""),
    )
    return parts, (*registered, *attachments)


def _is_old(name: str, data: bytes) -> bool:
    """样式文件里的旧底子。"""
    return _ITEM_NAME.fullmatch(name) is not None and NAMESPACE.encode() in data


def _is_free(number: int, style: StyleDocument) -> bool:
    names = (f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml")
    return not any(name in style.parts for name in names)


def _chunks(base: str) -> Iterator[tuple[str, str]]:
    for number, start in enumerate(range(0, len(base), CHUNK), 1):
        yield f"{PROPERTY}{number:03}", base[start : start + CHUNK]


def _with_chunks(properties: bytes | None, base: str) -> bytes:
    """属性部件添上底子；样式文件自己的属性留着。"""
    root = etree.fromstring(_EMPTY.encode() if properties is None else properties)
    _put_chunks(root, base)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _put_chunks(root: Element, base: str) -> None:
    """换上新的底子；别人的属性不动。"""
    for each in _own(root):
        root.remove(each)
    taken = (str(each.get("pid")) for each in root)
    last = max((int(each) for each in taken if each.isdecimal()), default=1)
    for pid, (name, chunk) in enumerate(_chunks(base), last + 1):
        attributes = {"fmtid": _FORMAT, "pid": str(pid), "name": name}
        added = etree.SubElement(root, f"{{{_CUSTOM}}}property", attributes)
        etree.SubElement(added, f"{{{_VT}}}lpwstr", nsmap={"vt": _VT}).text = chunk


def carried(parts: Parts) -> Iterator[str]:
    """文件里存着的底子，先部件、后属性；坏了没有由读的人看。"""
    for item in _items(parts):
        yield _text(parts.look(item))
    name = _properties(parts)
    if name is not None and (own := _own(parts.look(name))):
        yield "".join(map(_text, own))


def _text(element: Element) -> str:
    """文字，折了行的接起来。"""
    return "".join("".join(map(str, element.itertext())).split())


def put_base(parts: Parts, base: str) -> None:
    """换上新的底子；两处都有。"""
    items = _items(parts)
    root = etree.fromstring(_ITEM.format(ns=NAMESPACE, base=base).encode())
    if items:
        parts.put(items[0], root)
    else:
        item = parts.add("customXml/item{}.xml", root, "application/xml")
        parts.relate(DOCUMENT, "customXml", item)
        described = etree.fromstring(_ITEM_PROPERTIES.format(ns=NAMESPACE).encode())
        properties = parts.add("customXml/itemProps{}.xml", described, _ITEM_TYPE)
        parts.relate(item, "customXmlProps", properties)
    name = _properties(parts)
    if name is None:
        name = parts.add(
            PROPERTIES.replace(".xml", "{}.xml"), etree.fromstring(_EMPTY.encode()), _CUSTOM_TYPE
        )
        parts.relate("", "custom-properties", name)
    _put_chunks(parts.edit(name), base)


def remove_base(parts: Parts) -> None:
    """去掉底子，连同登记。"""
    for item in _items(parts):
        for relation in parts.relations(item):
            parts.remove(relation.part)
        parts.remove(item)
    _remove_chunks(parts)


def _items(parts: Parts) -> list[str]:
    """装着底子的自定义 XML 部件。"""
    related = parts.relations(DOCUMENT)
    found = (each.part for each in related if each.type.endswith("/customXml"))
    return [part for part in found if parts.look(part).tag == f"{{{NAMESPACE}}}previous"]


def _properties(parts: Parts) -> str | None:
    relation = parts.related("", "custom-properties")
    return None if relation is None else relation.part


def _own(properties: Element) -> list[Element]:
    """自定义属性里的底子，照次序。"""
    found = ((_OWN.fullmatch(str(each.get("name"))), each) for each in properties)
    numbered = [(int(match[1]), each) for match, each in found if match is not None]
    return [each for _, each in sorted(numbered, key=lambda each: each[0])]


def _remove_chunks(parts: Parts) -> None:
    name = _properties(parts)
    if name is None or not _own(parts.look(name)):
        return
    root = parts.edit(name)
    for each in _own(root):
        root.remove(each)
    if len(root) == 0:
        parts.remove(name)
