"""改段落：删、移、分、并、加，插一章再把序号改过来。"""

from __future__ import annotations

import re
from typing import Literal

from tests.merging.package import PAIRS, WORD_TYPE, Element, Package, W, clone, ensure, make
from tests.merging.spots import NotThere, cut, paragraph_with, pieces, spot, type_over, words

Look = Literal["同样", "无样式", "加粗", "编号"]
DIGITS = "零一二三四五六七八九十"
NUMBERING = "word/numbering.xml"


def delete_paragraph(data: bytes, where: str, nth: int = 0) -> bytes:
    """删一段：全在段里的书签、批注一起没有；跨段的留下另一头。"""
    package = Package(data)
    take_out(package, paragraph_with(package, where, nth))
    return package.save()


def take_out(package: Package, element: Element) -> None:
    """去掉一段、一行或一表，照 Word 的做法处理里面的书签和批注。"""
    for start, end in PAIRS:
        starts = {each.get(f"{W}id"): each for each in element.iter(f"{W}{start}")}
        ends = {each.get(f"{W}id"): each for each in element.iter(f"{W}{end}")}
        for identity, mark in starts.items():
            if identity not in ends:
                _beside(package, element, mark, forward=True)
        for identity, mark in ends.items():
            if identity not in starts:
                _beside(package, element, mark, forward=False)
    gone = {each.get(f"{W}id") for each in element.iter(f"{W}commentReference")}
    parent = element.getparent()
    if parent.tag == f"{W}tc" and element.tag == f"{W}p" and parent[-1] is element:
        for child in [each for each in element if each.tag != f"{W}pPr"]:
            element.remove(child)
    else:
        parent.remove(element)
    forget(package, gone)


def forget(package: Package, gone: set[str]) -> None:
    """去掉几条批注。"""
    if not gone:
        return
    for tag in ("commentRangeStart", "commentRangeEnd"):
        for mark in list(package.body.iter(f"{W}{tag}")):
            if mark.get(f"{W}id") in gone:
                mark.getparent().remove(mark)
    for part in package.related("comments"):
        for comment in list(package.tree(part)):
            if comment.get(f"{W}id") in gone:
                package.tree(part).remove(comment)


def _beside(package: Package, element: Element, mark: Element, forward: bool) -> None:
    """跨段的标记挪到挨着的一段；挨着的没有段落，就去掉它的另一头。"""
    found = element.itersiblings(f"{W}p", preceding=not forward)
    beside = next(found, None)
    if beside is None:
        for each in list(package.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            if each.get(f"{W}id") == mark.get(f"{W}id"):
                each.getparent().remove(each)
        return
    if forward:
        properties = beside.find(f"{W}pPr")
        beside.insert(0 if properties is None else 1, mark)
    else:
        beside.append(mark)


def move_paragraph(data: bytes, where: str, after: str) -> bytes:
    """剪下一段，贴在另一段后面：书签跟着走。"""
    package = Package(data)
    moved, target = paragraph_with(package, where), paragraph_with(package, after)
    if moved is target:
        raise NotThere(f"“{where}”和“{after}”是同一段")
    if moved.getparent().tag == f"{W}tc" and moved.getparent()[-1] is moved:
        moved.addprevious(make("p"))  # 格里总要留一段
        moved.getprevious().addprevious(moved)
    target.addnext(moved)
    return package.save()


def move_section(data: bytes, heading: str, after: str) -> bytes:
    """一个小标题连同下面的内容，移到有 ``after`` 的段后面。"""
    package = Package(data)
    head, target = paragraph_with(package, heading), paragraph_with(package, after)
    level = heading_level(head)
    section = [head]
    for each in head.itersiblings():
        if each.tag == f"{W}sectPr" or 0 < heading_level(each) <= level:
            break
        section.append(each)
    if target in section:
        raise NotThere(f"“{after}”就在要移的一节里")
    for each in reversed(section):
        target.addnext(each)
    return package.save()


def split_paragraph(data: bytes, where: str, at: str) -> bytes:
    """在 ``at`` 后面回车：一段成两段，书签跨着两段。"""
    package = Package(data)
    paragraph, position = spot(package, where, at)
    position += len(at)
    cut(paragraph, position)
    second = make("p")
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        second.append(clone(properties))
    last = next(each for each in reversed(pieces(paragraph)) if each.end <= position)
    node = last.text.getparent()
    while node.getparent() is not paragraph:
        node = _break_after(node)
    second.extend(list(node.itersiblings()))
    paragraph.addnext(second)
    if not words(second):
        raise NotThere(f"“{at}”已经在段末")
    return package.save()


def _break_after(node: Element) -> Element:
    """把套子在这个元素后面断开，后半另套一层；给出前半的套子。"""
    wrapper = node.getparent()
    following = list(node.itersiblings())
    if following:
        second = clone(wrapper)
        for child in list(second):
            second.remove(child)
        second.extend(following)
        wrapper.addnext(second)
    return wrapper


def join_paragraphs(data: bytes, where: str) -> bytes:
    """段末删去回车：与下一段并成一段，两个书签都在里面。"""
    package = Package(data)
    paragraph = paragraph_with(package, where)
    following = next(paragraph.itersiblings(f"{W}p", f"{W}tbl", f"{W}sdt"), None)
    if following is None or following.tag != f"{W}p":
        raise NotThere(f"“{where}”后面没有段落可并")
    while paragraph.getnext() is not following:  # 两段之间的书签
        paragraph.append(paragraph.getnext())
    paragraph.extend([each for each in following if each.tag != f"{W}pPr"])
    following.getparent().remove(following)
    return package.save()


def insert_paragraph(
    data: bytes,
    where: str,
    text: str,
    before: bool = False,
    look: Look = "同样",
    within: bool = False,
) -> bytes:
    """在有 ``where`` 的段后面（前面）加一段；``within`` 时在段末回车打的，书签也带到新的一段。"""
    package = Package(data)
    beside = paragraph_with(package, where)
    made = new_paragraph(package, beside, text, look)
    if before:
        beside.addprevious(made)
    else:
        beside.addnext(made)
        if within:
            for mark in beside.findall(f"{W}bookmarkEnd"):
                made.append(mark)
    return package.save()


def new_paragraph(package: Package, beside: Element, text: str, look: Look) -> Element:
    """照旁边一段的样子造一段。"""
    properties = beside.find(f"{W}pPr")
    made = make("p")
    if look != "无样式" and properties is not None:
        made.append(clone(properties))
    if look == "编号":
        ensure(made, "pPr").append(
            make("numPr", make("ilvl", val=0), make("numId", val=_numbering(package)))
        )
        order = [each for each in made.find(f"{W}pPr") if each.tag == f"{W}pStyle"]
        made.find(f"{W}pPr")[:] = [
            *order,
            *(each for each in made.find(f"{W}pPr") if each not in order),
        ]
    head, mark, rest = text.partition("：")
    if look == "加粗" and mark:
        made.append(make("r", make("rPr", make("b")), make("t", text=head + mark)))
        made.append(make("r", make("t", text=rest)))
    else:
        made.append(make("r", make("t", text=text)))
    return made


def _numbering(package: Package) -> str:
    if NUMBERING not in package.parts:
        content = (
            f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="0">'
            '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>'
            '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
        package.add(NUMBERING, content.encode(), "numbering", f"{WORD_TYPE}.numbering+xml")
    return "1"


def add_list_item(data: bytes, where: str, text: str, numbered: bool = False) -> bytes:
    """一条条列着的，再加一条：照样手写序号，或用自动编号。"""
    return insert_paragraph(data, where, text, look="编号" if numbered else "同样")


def insert_chapter(data: bytes, before: str, title: str, texts: list[str]) -> bytes:
    """在一个标题前面插一章（标题不写序号），后面同级的序号往后改。"""
    package = Package(data)
    heading = paragraph_with(package, before)
    level = heading_level(heading)
    if not level:
        raise NotThere(f"“{before}”不是标题")
    number = _number(words(heading), level)
    following = [heading]
    for each in heading.itersiblings():
        other = heading_level(each)
        if 0 < other < level:
            break
        if other == level:
            following.append(each)
    for offset, each in enumerate(following, number + 1):
        old = _prefix(offset - 1, level)
        type_over(each, 0, old, _prefix(offset, level))
    made = new_paragraph(package, heading, _prefix(number, level) + title, "同样")
    heading.addprevious(made)
    for text in texts:
        body = make("p", make("pPr", make("pStyle", val="OfficialBody")))
        body.append(make("r", make("t", text=text)))
        heading.addprevious(body)
    return package.save()


def heading_level(element: Element) -> int:
    """标题的级别；不是标题为零。"""
    style = element.find(f"{W}pPr/{W}pStyle")
    found = re.fullmatch(r"Heading(\d)", "" if style is None else style.get(f"{W}val"))
    return int(found[1]) if found and element.tag == f"{W}p" else 0


def numeral(number: int) -> str:
    """一、二……十、十一……的写法。"""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def _prefix(number: int, level: int) -> str:
    han = numeral(number)
    return {1: f"{han}、", 2: f"（{han}）", 3: f"{number}.", 4: f"（{number}）"}[level]


def _number(text: str, level: int) -> int:
    for number in range(1, 40):
        if text.startswith(_prefix(number, level)):
            return number
    raise NotThere(f"“{text}”没有序号")
