"""压缩包：Word、Excel 文件都是装着 XML 部件的 zip。解开有限度，外来的声明一概不认。"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final, NamedTuple

from lxml import etree

from reportgen.finding import Finding, Origin, Severity, Unreadable

# 解开后超过这么大的，不是自评表（压缩炸弹也在其内）
LARGEST: Final = 64 * 1024 * 1024
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)

Element = etree._Element


class Format(NamedTuple):
    """格式：用什么软件打开，文件叫什么，扩展名是什么。"""

    software: str
    title: str
    suffix: str


WORD: Final = Format("Word", "Word 文档", ".docx")
EXCEL: Final = Format("Excel", "Excel 工作簿", ".xlsx")


class Package:
    """打开的压缩包；``name`` 是文件的名称，读不了的时候要说。"""

    def __init__(self, data: bytes, name: str, form: Format) -> None:
        self.name = name
        self.format = form
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise self._broken() from None

    @property
    def members(self) -> list[zipfile.ZipInfo]:
        """成员，照原来的次序；重名的只算后一个，各家软件读的是它。"""
        return list(self._archive.NameToInfo.values())

    def read(self, member: str | zipfile.ZipInfo) -> bytes:
        """一个成员的内容。"""
        try:
            info = self._archive.getinfo(member) if isinstance(member, str) else member
            if info.flag_bits & 1:
                remedy = f"在 {self.format.software} 里去掉密码，另存一份"
                raise self.unreadable("文件加了密", remedy)
            if info.file_size > LARGEST:
                raise self.unreadable("文件解开后太大，不像自评表", "只留自评表，另存一份")
            return self._archive.read(info)
        except KeyError:
            message = f"这不是 {self.format.software} 文件（{self.format.suffix}），里面没有正文"
            remedy = f"用 {self.format.software} 打开，另存为 {self.format.suffix}"
            raise self.unreadable(message, remedy) from None
        except _BROKEN:
            raise self._broken() from None

    def tree(self, part: str) -> Element:
        """一个部件的树。"""
        return self.parsed(self.read(part))

    def parsed(self, raw: bytes) -> Element:
        """XML 的树：不展开实体，不上网，有外来声明的不读。"""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, strip_cdata=False
        )
        try:
            root = etree.fromstring(raw, parser)
        except etree.XMLSyntaxError:
            raise self._damaged("文件的正文坏了，读不出来") from None
        if root.getroottree().docinfo.internalDTD is not None:
            remedy = f"用 {self.format.software} 打开，另存为 {self.format.suffix}"
            raise self.unreadable("文件里有外来的声明，不读", remedy)
        return root

    def strict(self) -> Unreadable:
        """严格格式的，标记的名字全不一样。"""
        software, title, suffix = self.format
        message = "文件是严格格式（Strict Open XML）的，读不了"
        return self.unreadable(message, f"在 {software} 里另存为“{title}（*{suffix}）”")

    def unreadable(self, message: str, remedy: str) -> Unreadable:
        """读不了，怎么办。"""
        origins = (Origin(self.name),)
        finding = Finding("file-unreadable", Severity.ERROR, message, remedy, origins)
        return Unreadable([finding])

    def _broken(self) -> Unreadable:
        return self._damaged("文件坏了，解不开")

    def _damaged(self, message: str) -> Unreadable:
        remedy = f"用 {self.format.software} 打开并修复，另存为 {self.format.suffix}"
        return self.unreadable(message, remedy)
