"""工作簿的部件：安全地打开 .xlsx 压缩包，读其中的 XML；打不开的各有一句话。

不解外部实体，不连网络；解开后的大小有限度，压缩炸弹到限度就停。
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from reportgen.finding import Finding, Origin, Severity, Unreadable

# 一个工作簿要读的部件解开后合计的限度；一百万个设了格式的空行约 60 MB，还读得了
LARGEST: Final = 160 * 1024 * 1024
OLE: Final = b"\xd0\xcf\x11\xe0"
RESAVE: Final = "用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”"
REPAIR: Final = "用 Excel 或 WPS 打开并修复，另存为 .xlsx"
TRIM: Final = "只留要用的工作表，删去多余的空行空列（选中后整行整列删除），另存一份"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)

Element = etree._Element


def unreadable(name: str, message: str, remedy: str) -> Unreadable:
    """整个文件读不了。"""
    finding = Finding("file-unreadable", Severity.ERROR, message, remedy, (Origin(name),))
    return Unreadable([finding])


class Parts:
    """部件：按名称取；读过的大小记着，超过限度就不再读。"""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = LARGEST
        if data.startswith(OLE):
            message = "文件加了密码，或是旧版的 .xls，只是扩展名成了 .xlsx"
            remedy = "用 Excel 或 WPS 打开，去掉打开密码，另存为“Excel 工作簿（*.xlsx）”"
            raise unreadable(name, message, remedy)
        try:
            self._package = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise unreadable(name, "文件坏了，或者不是 Excel 工作簿", REPAIR) from None
        # 有的软件写的名称大小写不一，或用反斜线
        self._names = {
            entry.replace("\\", "/").lstrip("/").casefold(): entry
            for entry in self._package.namelist()
        }

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._names

    def xml(self, part: str) -> Element:
        """一个部件的根。"""
        try:
            root = etree.fromstring(self._read(part), _parser())
        except etree.XMLSyntaxError:
            raise self._damaged(part) from None
        self._undeclared(root)
        return root

    def each(
        self, part: str, *tags: str, without: re.Pattern[bytes] | None = None
    ) -> Iterator[Element]:
        """一个部件里的各个元素，读完一个丢一个：大表不占内存。``without`` 的先去掉，不去解。"""
        raw = self._read(part)
        source = io.BytesIO(without.sub(b"", raw) if without else raw)
        names = tuple(f"{{*}}{tag}" for tag in tags)
        context = etree.iterparse(
            source, events=("end",), tag=names, resolve_entities=False, no_network=True
        )
        checked = False
        try:
            for _, element in context:
                if not checked:
                    self._undeclared(element)
                    checked = True
                yield element
                element.clear()
                while element.getprevious() is not None:
                    parent = element.getparent()
                    if parent is None:
                        break
                    del parent[0]
        except etree.XMLSyntaxError:
            raise self._damaged(part) from None

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """一个部件引用的部件：编号 → 种类（末一节）和名称。"""
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if relations not in self:
            return {}
        found = {}
        for relation in self.xml(relations).iterchildren("{*}Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
            kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
            found[relation.get("Id") or ""] = (kind, target.lstrip("/"))
        return found

    def _read(self, part: str) -> bytes:
        try:
            info = self._package.getinfo(self._names[part.casefold()])
            if info.flag_bits & 1:
                raise unreadable(self.name, "文件加了密", "去掉密码，另存一份")
            self._left -= info.file_size
            if self._left < 0:
                raise unreadable(self.name, "工作簿解开后太大，不像自评数据", TRIM)
            return self._package.read(info)
        except (KeyError, *_BROKEN):
            raise self._damaged(part) from None

    def _undeclared(self, element: Element) -> None:
        """自带声明（DTD）的文件不读：正常的工作簿没有，有的多半不怀好意。"""
        if element.getroottree().docinfo.internalDTD is not None:
            raise unreadable(self.name, "文件里有外来的声明，不读", RESAVE)

    def _damaged(self, part: str) -> Unreadable:
        return unreadable(self.name, f"工作簿坏了：{part} 读不出来", REPAIR)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
