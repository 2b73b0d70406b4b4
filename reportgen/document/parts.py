"""副本：改了的部件写新的，其余照抄，一个字节也不变。"""

from __future__ import annotations

import copy
import io
import posixpath
import zipfile
from itertools import chain, count
from typing import Final, NamedTuple

from lxml import etree

from reportgen.reading.package import Element, Format, Package

RELATIONS_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES_NS: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES: Final = "[Content_Types].xml"
# 整个文件解开后的上限；带许多照片的表也到不了
LARGEST_COPY: Final = 512 * 1024 * 1024
# 新部件的时间固定，同样的内容得到同样的字节
DATE: Final = (1980, 1, 1, 0, 0, 0)


class Relation(NamedTuple):
    """关系：标识、类型、指着的部件。"""

    id: str
    type: str
    part: str


class Parts:
    """一份副本的各部件：读过的树记着，要改的先说。"""

    def __init__(self, data: bytes, form: Format, name: str = "") -> None:
        self.package = Package(data, name, form, 2 * LARGEST_COPY)  # 看一遍，抄一遍
        if sum(member.file_size for member in self.package.members) > LARGEST_COPY:
            raise self.package.unreadable("文件解开后太大，不像自评表", "只留自评表，另存一份")
        self._changed: dict[str, Element] = {}
        self._removed: set[str] = set()
        self._names = {each.filename.lower(): each.filename for each in self.package.members}

    @property
    def changed(self) -> bool:
        """有没有改过。"""
        return bool(self._changed or self._removed)

    def look(self, part: str) -> Element:
        """部件的树，只看不改。"""
        return self._changed[part] if part in self._changed else self.package.tree(part)

    def edit(self, part: str) -> Element:
        """部件的树，要改。"""
        return self._changed.setdefault(part, self.look(part))

    def put(self, part: str, root: Element) -> None:
        """部件换成这棵树。"""
        self._names.setdefault(part.lower(), part)
        self._removed.discard(part.lower())
        self._changed[part] = root

    def relations(self, source: str) -> list[Relation]:
        """一个部件的关系；指着外面的、指着没有的部件的不算。"""
        part = _relations_part(source)
        if part.lower() not in self._names:
            return []
        base = posixpath.dirname(source)
        found = []
        for each in self.look(self._names[part.lower()]).iter(f"{{{RELATIONS_NS}}}Relationship"):
            target = posixpath.normpath(posixpath.join(base, each.get("Target", "")))
            name = self._names.get(target.lstrip("/").lower())
            if name and each.get("TargetMode") != "External":
                found.append(Relation(each.get("Id", ""), each.get("Type", ""), name))
        return found

    def related(self, source: str, kind: str) -> Relation | None:
        """第一个这种关系；只比类型的最后一节，严格格式的也认得。"""
        found = (each for each in self.relations(source) if each.type.endswith(f"/{kind}"))
        return next(found, None)

    def relate(self, source: str, kind: str, part: str) -> str:
        """添一个关系，返回标识。"""
        name = self._names.get(_relations_part(source).lower(), _relations_part(source))
        if name.lower() not in self._names:
            self.put(name, etree.fromstring(f'<Relationships xmlns="{RELATIONS_NS}"/>'))
        root = self.edit(name)
        taken = {each.get("Id") for each in root}
        id_ = next(id_ for number in count(1) if (id_ := f"rId{number}") not in taken)
        target = posixpath.relpath(f"/{part}", posixpath.join("/", posixpath.dirname(source)))
        attributes = {"Id": id_, "Type": f"{OFFICE_RELATIONS}/{kind}", "Target": target}
        etree.SubElement(root, f"{{{RELATIONS_NS}}}Relationship", attributes)
        return id_

    def add(self, pattern: str, root: Element, content_type: str) -> str:
        """添一个部件，登记内容类型；名称是 ``pattern``，里面的 ``{}`` 不填，或填上数。"""
        names = (pattern.format(number) for number in chain(("",), count(1)))
        part = next(name for name in names if name.lower() not in self._names)
        self.put(part, root)
        extension = posixpath.splitext(part)[1].removeprefix(".")
        if extension == "xml":
            attributes = {"PartName": f"/{part}", "ContentType": content_type}
            etree.SubElement(self.edit(TYPES), f"{{{TYPES_NS}}}Override", attributes)
        else:
            self._type_extension(extension, content_type)
        return part

    def remove(self, part: str) -> None:
        """去掉一个部件，连同它的关系、内容类型和别处指着它的关系。"""
        name = self._names.pop(part.lower(), None)
        if name is None:
            return
        for relations in [each for each in self._names.values() if each.endswith(".rels")]:
            folder = posixpath.dirname(posixpath.dirname(relations))
            self._drop(relations, "Target", name, folder)
        self._drop(TYPES, "PartName", name, "")
        self._changed.pop(name, None)
        self._removed.add(name.lower())
        self.remove(_relations_part(name))

    def _drop(self, listing: str, attribute: str, part: str, folder: str) -> None:
        """关系、内容类型里指着一个部件的，去掉。"""

        def points(each: Element) -> bool:
            target = posixpath.normpath(posixpath.join("/", folder, each.get(attribute, "")))
            inside = each.get("TargetMode") != "External"
            return inside and target.lower() == f"/{part}".lower()

        if any(map(points, self.look(listing))):
            root = self.edit(listing)
            for each in [each for each in root if points(each)]:
                root.remove(each)

    def _type_extension(self, extension: str, content_type: str) -> None:
        """不是 .xml 的部件照惯例按扩展名登记，登记过的不动。"""
        root, tag = self.look(TYPES), f"{{{TYPES_NS}}}Default"
        if all(each.get("Extension", "").lower() != extension for each in root.iter(tag)):
            attributes = {"Extension": extension, "ContentType": content_type}
            self.edit(TYPES).insert(0, etree.Element(tag, attributes))

    def written(self) -> bytes:
        """写成压缩包：成员照原来的次序，新的在后。"""
        out = io.BytesIO()
        rest = dict(self._changed)
        with zipfile.ZipFile(out, "w") as archive:
            for member in self.package.members:
                if member.filename.lower() in self._removed:
                    continue
                root = rest.pop(member.filename, None)
                data = self.package.member(member) if root is None else _serialized(root)
                archive.writestr(_entry(member), data)
            for part, root in rest.items():
                info = zipfile.ZipInfo(part, DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, _serialized(root))
        return out.getvalue()


def _relations_part(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _entry(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """成员的目录项：时间、属性照旧。写的时候要改它，所以用另一个；附加的字段写着原来的位置，不要。"""
    entry = copy.copy(member)
    entry.extra = b""
    return entry


def _serialized(root: Element) -> bytes:
    # 旧式图形（VML）不是正经的 XML，照各家的习惯不写声明
    if root.tag == "xml":
        return etree.tostring(root)
    tree = root.getroottree()
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
