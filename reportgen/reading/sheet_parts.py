"""工作簿的部件：在安全打开的压缩包上，大表一行一行地读，跟着引用找部件。"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from reportgen.reading.package import EXCEL, Element, Package

# 一个工作簿要读的部件解开后合计的限度；一百万个设了格式的空行约 60 MB，还读得了
LARGEST: Final = 160 * 1024 * 1024
TRIM: Final = "只留要用的工作表，删去多余的空行空列（选中后整行整列删除），另存一份"


class Parts(Package):
    """部件：按名称取。"""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data, name, EXCEL, LARGEST)

    def each(
        self, part: str, *tags: str, without: re.Pattern[bytes] | None = None
    ) -> Iterator[Element]:
        """一个部件里的各个元素，读完一个丢一个：大表不占内存。``without`` 的先去掉，不去解。"""
        raw = self.read(part)
        source = io.BytesIO(without.sub(b"", raw) if without else raw)
        names = tuple(f"{{*}}{tag}" for tag in tags)
        context = etree.iterparse(
            source, events=("end",), tag=names, resolve_entities=False, no_network=True
        )
        checked = False
        try:
            for _, element in context:
                if not checked:
                    self.undeclared(element)
                    checked = True
                yield element
                element.clear()
                while element.getprevious() is not None:
                    parent = element.getparent()
                    if parent is None:
                        break
                    del parent[0]
        except etree.XMLSyntaxError:
            raise self.damaged(part) from None

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """一个部件引用的部件：编号 → 种类（末一节）和名称。"""
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if relations not in self:
            return {}
        found = {}
        for relation in self.tree(relations).iterchildren("{*}Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
            kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
            found[relation.get("Id") or ""] = (kind, target.lstrip("/"))
        return found
