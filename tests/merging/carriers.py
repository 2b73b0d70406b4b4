"""底子和锚点：去掉书签（全部、一半、几个）、自定义 XML 部件、自定义属性、旁边的记忆。"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.merging.package import Element, Package, W

ANCHOR = "_rg"
OURS = "reportgen"
CUSTOM = "docProps/custom.xml"
MEMORY = ".reportgen"


def strip_bookmarks(data: bytes, share: float = 1.0, seed: int = 0) -> bytes:
    """去掉书签：全部；``share`` 小于一时，随机地去掉这么多份。"""
    package = Package(data)
    chance = random.Random(seed)
    starts = list(package.body.iter(f"{W}bookmarkStart"))
    count = round(len(starts) * share)
    gone = {each.get(f"{W}id") for each in chance.sample(starts, count)}
    for mark in list(package.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if mark.get(f"{W}id") in gone:
            mark.getparent().remove(mark)
    return package.save()


def strip_part(data: bytes) -> bytes:
    """去掉自定义 XML 部件（LibreOffice 转成 odt 就没有了）；没有的照样。"""
    package = Package(data)
    for name in items(package):
        package.remove(name)
    for name in [each for each in package.parts if each.startswith("customXml/itemProps")]:
        if not any(name in package.related("customXmlProps", each) for each in _all(package)):
            package.remove(name)
    return package.save()


def strip_properties(data: bytes) -> bytes:
    """去掉自定义属性里的底子；别的属性留着，一条也没有的去掉部件。"""
    package = Package(data)
    if CUSTOM in package.parts:
        root = package.tree(CUSTOM)
        for each in properties(package):
            root.remove(each)
        if not len(root):
            package.remove(CUSTOM)
    return package.save()


def strip_sidecar(output: Path) -> None:
    """去掉写到的文件夹里的记忆。"""
    shutil.rmtree(output / MEMORY, ignore_errors=True)


def items(package: Package) -> list[str]:
    """装着底子的自定义 XML 部件。"""
    return [each for each in _all(package) if OURS.encode() in package.parts[each]]


def properties(package: Package) -> list[Element]:
    """装着底子的自定义属性。"""
    if CUSTOM not in package.parts:
        return []
    return [each for each in package.tree(CUSTOM) if (each.get("name") or "").startswith(OURS)]


def anchors(data: bytes) -> list[str]:
    """锚点的名称。"""
    marks = Package(data).body.iter(f"{W}bookmarkStart")
    return [name for each in marks if (name := each.get(f"{W}name") or "").startswith(ANCHOR)]


def carried(data: bytes) -> set[str]:
    """文件里有哪几样：书签、部件、属性。"""
    package = Package(data)
    found = {"书签"} if anchors(data) else set()
    found |= {"部件"} if items(package) else set()
    return found | ({"属性"} if properties(package) else set())


def _all(package: Package) -> list[str]:
    return [
        each
        for each in package.parts
        if each.startswith("customXml/item") and not each.startswith("customXml/itemProps")
    ]
