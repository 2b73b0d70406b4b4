"""压缩包：Word、Excel 文件都是装着 XML 部件的 zip。解开有限度，外来的声明一概不认。"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final, NamedTuple

from lxml import etree

from reportgen.finding import Finding, Origin, Severity, Unreadable

# 要读的部件解开后合计超过这么大的，不是自评表（压缩炸弹也在其内）
LARGEST: Final = 64 * 1024 * 1024
OLE: Final = b"\xd0\xcf\x11\xe0"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)

Element = etree._Element


class Format(NamedTuple):
    """格式：用什么软件打开，文件叫什么，扩展名是什么。"""

    software: str
    title: str
    suffix: str

    @property
    def resave(self) -> str:
        """另存一份。"""
        return f"用 {self.software} 或 WPS 打开，另存为“{self.title}（*{self.suffix}）”"

    @property
    def repair(self) -> str:
        """修复了另存一份。"""
        return f"用 {self.software} 或 WPS 打开并修复，另存为 {self.suffix}"


WORD: Final = Format("Word", "Word 文档", ".docx")
EXCEL: Final = Format("Excel", "Excel 工作簿", ".xlsx")


class Package:
    """打开的压缩包；``name`` 是文件的名称，读不了的时候要说。

    ``largest`` 是解开过的合计最大几个字节。
    """

    def __init__(self, data: bytes, name: str, form: Format, largest: int = LARGEST) -> None:
        self.name = name
        self.format = form
        self._left = largest
        if data.startswith(OLE):
            message = f"文件加了密码，或是旧版的，只是扩展名成了 {form.suffix}"
            raise self.unreadable(message, f"去掉打开密码；{form.resave}")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            message = f"文件解不开：坏了，或者不是 {form.title}"
            raise self.unreadable(message, self.format.repair) from None
        # 有的软件写的名称大小写不一，或用反斜线
        self._names = {_plain(each): each for each in self._archive.namelist()}

    @property
    def members(self) -> list[zipfile.ZipInfo]:
        """成员，照原来的次序。"""
        return self._archive.infolist()

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._names

    def read(self, part: str) -> bytes:
        """一个部件的内容；名称不分大小写。"""
        return self.member(self._found(part))

    def member(self, info: zipfile.ZipInfo) -> bytes:
        """一个成员的内容。"""
        if info.flag_bits & 1:
            raise self.unreadable("文件加了密", f"在 {self.format.software} 里去掉密码，另存一份")
        self._left -= info.file_size
        if self._left < 0:
            raise self._too_large()
        try:
            return self._archive.read(info)
        except _BROKEN:
            raise self.damaged(info.filename) from None

    def tree(self, part: str) -> Element:
        """一个部件的树。"""
        if self._found(part).file_size > LARGEST:
            raise self._too_large()
        return self.parsed(self.read(part), part)

    def parsed(self, raw: bytes, part: str) -> Element:
        """XML 的树：不展开实体，不上网，有外来声明的不读。"""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, strip_cdata=False
        )
        try:
            root = etree.fromstring(raw, parser)
        except etree.XMLSyntaxError:
            raise self.damaged(part) from None
        self.undeclared(root)
        return root

    def undeclared(self, element: Element) -> None:
        """自带声明（DTD）的文件不读：正常的文件没有，有的多半不怀好意。"""
        if element.getroottree().docinfo.internalDTD is not None:
            raise self.unreadable("文件里有外来的声明，不读", self.format.resave)

    def strict(self) -> Unreadable:
        """严格格式的，标记的名字全不一样。"""
        return self.unreadable("文件是严格格式（Strict Open XML）的，读不了", self.format.resave)

    def damaged(self, part: str) -> Unreadable:
        """一个部件坏了，或没有。"""
        message = f"文件坏了，或者不是 {self.format.title}：{part} 读不出来"
        return self.unreadable(message, self.format.repair)

    def _found(self, part: str) -> zipfile.ZipInfo:
        name = self._names.get(_plain(part))
        if name is None:
            raise self.damaged(part)
        return self._archive.getinfo(name)

    def _too_large(self) -> Unreadable:
        remedy = "只留自评表，多余的表、行、列都删去，另存一份"
        return self.unreadable("文件解开后太大，不像自评表", remedy)

    def unreadable(self, message: str, remedy: str) -> Unreadable:
        """这个文件读不了，怎么办。"""
        return unreadable(self.name, message, remedy)


def unreadable(name: str, message: str, remedy: str) -> Unreadable:
    """整个文件读不了，怎么办。"""
    finding = Finding("file-unreadable", Severity.ERROR, message, remedy, (Origin(name),))
    return Unreadable([finding])


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()
