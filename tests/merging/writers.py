"""照 Word、WPS 存的样子改写文件：字一个不变，XML 变得像它们写的。"""

from __future__ import annotations

import random
import re

from tests.merging.package import Element, Package, W, clone, ensure, make, next_id
from tests.merging.spots import isolate, paragraph_with, paragraphs, pieces, words

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
SETTINGS = "word/settings.xml"
PROPERTIES = "docProps/custom.xml"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def as_word(data: bytes, seed: int = 0) -> bytes:
    """Word 存的：每截文字有 rsid，拼写记号，截断在随便什么地方，智能标记，段落编号，分页记号。"""
    package = Package(data)
    chance = random.Random(seed)
    rsids = [f"00{chance.randrange(16**6):06X}" for _ in range(6)]
    for number, paragraph in enumerate(paragraphs(package)):
        paragraph.set(f"{{{W14}}}paraId", f"{0x10000000 + number:08X}")
        paragraph.set(f"{{{W14}}}textId", "77777777")
        for key in ("rsidR", "rsidRPr", "rsidRDefault", "rsidP"):
            paragraph.set(f"{W}{key}", chance.choice(rsids))
        _scatter(paragraph, chance)
        for run in list(paragraph.iter(f"{W}r")):
            run.set(f"{W}rsidRPr", chance.choice(rsids))
            if chance.random() < 0.3:
                _hint(run)
        _proof(paragraph, chance)
        if chance.random() < 0.2:
            _smart(paragraph)
        if chance.random() < 0.05:
            for run in list(paragraph.iterchildren(f"{W}r"))[:1]:
                run.insert(
                    1 if run.find(f"{W}rPr") is not None else 0, make("lastRenderedPageBreak")
                )
    _go_back(package)
    if SETTINGS in package.parts:
        settings = package.tree(SETTINGS)
        listed = make(
            "rsids", make("rsidRoot", val=rsids[0]), *(make("rsid", val=r) for r in rsids)
        )
        settings.append(listed)
    return package.save(order=lambda name: (not name.startswith("_rels"), "word" not in name, name))


def as_wps(data: bytes, seed: int = 0) -> bytes:
    """WPS 存的：汉字和数字各成一截、各有字体提示和语言，书签重新编号，属性里有它的版本。"""
    package = Package(data)
    chance = random.Random(seed)
    for paragraph in paragraphs(package):
        _by_script(paragraph)
        for run in paragraph.iter(f"{W}r"):
            _hint(run)
            if chance.random() < 0.6:
                ensure(run, "rPr").append(make("lang", val="en-US", eastAsia="zh-CN"))
        properties = paragraph.find(f"{W}pPr")
        if properties is not None and properties.find(f"{W}rPr") is None:
            look = make("rPr", make("rFonts", hint="eastAsia"))
            after = properties.find(f"{W}sectPr")
            if after is None:
                properties.append(look)
    _renumber(package)
    _wps_property(package)
    return package.save(order=lambda name: (name.startswith("word"), name))


def move_bookmarks(data: bytes, seed: int = 0) -> bytes:
    """书签挪了地方：起头在段落外面，结尾在段落外面或下一段开头。"""
    package = Package(data)
    chance = random.Random(seed)
    for paragraph in paragraphs(package):
        start = paragraph.find(f"{W}bookmarkStart")
        if start is None:
            continue
        end = next(
            (e for e in paragraph.findall(f"{W}bookmarkEnd")
             if e.get(f"{W}id") == start.get(f"{W}id")), None
        )  # fmt: skip
        if end is None:
            continue
        way = chance.randrange(4)
        if way in (1, 3):
            paragraph.addprevious(start)
        following = paragraph.getnext()
        if way in (2, 3) and following is not None and following.tag == f"{W}p":
            if chance.random() < 0.5:
                paragraph.addnext(end)
            else:
                properties = following.find(f"{W}pPr")
                following.insert(0 if properties is None else 1, end)
    return package.save()


def control(data: bytes, where: str) -> bytes:
    """一段外面套上内容控件。"""
    package = Package(data)
    paragraph = paragraph_with(package, where)
    content = make("sdtContent")
    paragraph.addprevious(make("sdt", make("sdtPr", make("id", val=20210701)), content))
    content.append(paragraph)
    return package.save()


def inline_control(data: bytes, where: str) -> bytes:
    """段里几个字套上内容控件。"""
    package = Package(data)
    paragraph = paragraph_with(package, where)
    start = words(paragraph).index(where)
    runs = isolate(paragraph, start, start + len(where))
    content = make("sdtContent")
    runs[0].addprevious(make("sdt", make("sdtPr", make("id", val=20210702)), content))
    content.extend(runs)
    return package.save()


def _scatter(paragraph: Element, chance: random.Random) -> None:
    """在随便什么地方断开，数的中间也断。"""
    length = len(words(paragraph))
    for _ in range(min(6, length // 8)):
        at = chance.randrange(1, length)
        isolate(paragraph, at, at)


def _by_script(paragraph: Element) -> None:
    """汉字和别的字各成一截。"""
    position = 0
    for match in re.finditer(r"[\x00-\x7f]+|[^\x00-\x7f]+", words(paragraph)):
        position = match.end()
        isolate(paragraph, match.start(), position)


def _hint(run: Element) -> None:
    properties = ensure(run, "rPr")
    fonts = properties.find(f"{W}rFonts")
    if fonts is None:
        style = properties.find(f"{W}rStyle")
        fonts = make("rFonts")
        properties.insert(0 if style is None else 1, fonts)
    fonts.set(f"{W}hint", "eastAsia")


def _proof(paragraph: Element, chance: random.Random) -> None:
    runs = list(paragraph.iterchildren(f"{W}r"))
    if len(runs) > 1 and chance.random() < 0.5:
        run = chance.choice(runs)
        kind = chance.choice(["spell", "gram"])
        run.addprevious(make("proofErr", type=f"{kind}Start"))
        run.addnext(make("proofErr", type=f"{kind}End"))


def _smart(paragraph: Element) -> None:
    """第一个数套上智能标记。"""
    found = re.search(r"\d+(\.\d+)?", words(paragraph))
    if not found:
        return
    runs = isolate(paragraph, *found.span())
    if not runs or any(each.getparent() is not paragraph for each in runs):
        return
    tag = make("smartTag", uri="urn:schemas-microsoft-com:office:smarttags", element="chmetcnv")
    runs[0].addprevious(tag)
    tag.extend(runs)


def _go_back(package: Package) -> None:
    """上次停笔的地方：一个空书签；早先的一个没有了。"""
    earlier = {
        each.get(f"{W}id")
        for each in package.body.iter(f"{W}bookmarkStart")
        if each.get(f"{W}name") == "_GoBack"
    }
    for mark in list(package.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if mark.get(f"{W}id") in earlier:
            mark.getparent().remove(mark)
    for paragraph in reversed(paragraphs(package)):
        if pieces(paragraph):
            identity = next_id(package.tree())
            paragraph.append(make("bookmarkStart", id=identity, name="_GoBack"))
            paragraph.append(make("bookmarkEnd", id=identity))
            return


def _renumber(package: Package) -> None:
    numbers: dict[str, str] = {}
    for mark in package.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        identity = mark.get(f"{W}id")
        mark.set(f"{W}id", numbers.setdefault(identity, str(len(numbers))))


def _wps_property(package: Package) -> None:
    if PROPERTIES not in package.parts:
        empty = f'<Properties xmlns="{CUSTOM}" xmlns:vt="{VT}"/>'.encode()
        package.add(PROPERTIES, empty, "custom-properties", CUSTOM_TYPE, source="")
    root = package.tree(PROPERTIES)
    used = [int(each.get("pid")) for each in root]
    item = root.makeelement(
        f"{{{CUSTOM}}}property",
        {
            "fmtid": "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}",
            "pid": str(max(used, default=1) + 1),
            "name": "KSOProductBuildVer",
        },
    )
    value = root.makeelement(f"{{{VT}}}lpwstr", {})
    value.text = "2052-11.1.0.10578"
    item.append(value)
    root.append(clone(item))
