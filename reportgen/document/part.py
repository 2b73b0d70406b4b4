"""部件：压缩包里的一个 XML 文件，和查它时要对照的周边；规则从这里取名字和查询。"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias, cast

from lxml import etree

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_URI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP_URI = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A_URI = "http://schemas.openxmlformats.org/drawingml/2006/main"
C_URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
NAMESPACES = {"w": W_URI, "r": R_URI, "wp": WP_URI, "a": A_URI, "c": C_URI}
W = f"{{{W_URI}}}"
VAL, ID, NAME = f"{W}val", f"{W}id", f"{W}name"
DOCUMENT = "word/document.xml"
TYPES, STYLES, COMMENTS = "[Content_Types].xml", "word/styles.xml", "word/comments.xml"
RELATIONS = "word/_rels/document.xml.rels"
CHARTS = "word/charts/"

# 要改写的字符：标记用的、换行一类的、XML 1.0 不允许的（读入时已去掉，防的是程序自己造出来的）
SPECIAL = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WHITE = re.compile(r"[\t\n\r]")

Element: TypeAlias = etree._Element
Spot: TypeAlias = tuple[Element | None, str]


class StyleBook(NamedTuple):
    """样式名册：各类样式的标识、默认段落样式、能推出中文字体的段落样式。"""

    paragraph: frozenset[str]
    character: frozenset[str]
    table: frozenset[str]
    default: str
    east_asian: frozenset[str]


class Around(NamedTuple):
    """周边：查一个部件时要对照的其他部件；``styles`` 为空是样式表本身读不出来。"""

    styles: StyleBook | None
    relations: frozenset[str]
    comments: frozenset[str]


class Part(NamedTuple):
    """部件：名称、原文（不含声明行）、树、周边，和树上有的元素（只记规则声明要管的）。"""

    name: str
    raw: bytes
    root: Element
    around: Around
    tags: frozenset[str]


class PartCheck(NamedTuple):
    """部件规则：代号、找毛病的函数；``tags`` 里的元素一个也没有，就不可能违反。"""

    code: str
    find: Callable[[Part], Iterable[Spot]]
    tags: tuple[str, ...] = ()


def elements(expression: str) -> Callable[..., list[Element]]:
    """编译一个查询，结果是元素。"""
    compiled = etree.XPath(expression, namespaces=NAMESPACES)
    return cast("Callable[..., list[Element]]", compiled)


def strings(expression: str) -> Callable[[Element], list[str]]:
    """编译一个查询，结果是属性值。"""
    compiled = etree.XPath(expression, namespaces=NAMESPACES, smart_strings=False)
    return cast("Callable[[Element], list[str]]", compiled)


def escaped(text: str) -> str:
    """文字写进 XML 的样子。"""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return ILLEGAL.sub("", WHITE.sub(" ", text))


def run(text: str, properties: str = "") -> str:
    """一截文字，样子相同；里面的换行（标题分的行）照样换行。"""
    if SPECIAL.search(text):
        if "\n" in text:
            lines = [run(line, properties) for line in text.split("\n")]
            return f"<w:r>{properties}<w:br/></w:r>".join(lines)
        text = escaped(text)
    if not text:
        return ""
    if text[0] == " " or text[-1] == " ":
        return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def attribute(text: str) -> str:
    """文字写进双引号里的属性的样子。"""
    return escaped(text).replace('"', "&quot;")
