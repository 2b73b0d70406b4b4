"""式样：程序自己写的正文只有寥寥几种写法；通体合于式样的正文不可能违反任何一条规则。

逐条查规则要先把 XML 读成树，比写出来还慢。这里用一个正则式在原文上证明：合于式样的，凡
规则管的错都写不出来（没有修订、域、内容控件，次序固定，样式都在名册里），余下书签、
批注、图和表格几样另数一遍。不合的不一定有错（如单位改过的文稿），由 rules 逐条去查。

页面设置和正文的头尾不在式样里：去掉正文剩下的框架，每个样式文件只有一种，按规则查过。
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from reportgen.document import charts
from reportgen.document.part import Around, StyleBook
from reportgen.document.style import HEAD

_START, _SECTION = HEAD.encode(), b"<w:sectPr"
_MARK = re.compile(rb'<w:bookmark(Start|End) w:id="(\d++)"(?: w:name="(\w++)")?')
_CELL = re.compile(
    rb'dxa"/>((?:<w:gridSpan w:val="\d++"/>)?(?:<w:vMerge(?: w:val="restart")?/>)?)<w:vAlign'
)
_SPAN = re.compile(rb"\d++")
_COMMENT = re.compile(
    rb'<w:comment(?:Range(Start|End)|(Reference)) w:id="(\d++)"/>',
)
_CONTINUED = b"<w:vMerge/>"
_DRAWING = re.compile(rb'<wp:docPr id="(\d++)" name="[^"]*+" descr="([^"]*+)"')
_CHART = re.compile(rb' r:id="(\w++)"')


def split_frame(document: bytes) -> tuple[bytes, bytes] | None:
    """分开框架和正文；不是程序写的头尾为 ``None``。书签要在一处数，框架里不能有。"""
    end = document.rfind(_SECTION)
    if end < 0 or not document.startswith(_START) or b"bookmark" in document[end:]:
        return None
    return _START + document[end:], document[len(_START) : end]


def conforms(body: bytes, around: Around) -> bool:
    """正文合于式样，书签成对、不重，批注与批注部件里的相同，图不重号、有说明、有部件，表格的
    列数和合并都对。
    """
    return (
        around.styles is not None
        and bool(_grammar(around.styles).fullmatch(body))
        and _legible(body)
        and _paired(_MARK.findall(body))
        and _noted(body, around.comments)
        and (b"<w:drawing>" not in body or _drawn(body, around.relations))
        and all(_aligned(table) for table in body.split(b"<w:tbl>")[1:])
    )


@lru_cache(maxsize=16)
def _grammar(styles: StyleBook) -> re.Pattern[bytes]:
    """正文的式样。占有量词（``*+``）不回头，长文稿也只走一遍。"""

    def one_of(identities: Iterable[str]) -> str:
        # 标识里有怪字符的不列，免得放过不完好的 XML；一个也没有时什么也不合
        plain = [identity for identity in sorted(identities) if re.fullmatch(r"[\w-]+", identity)]
        return f"(?:{'|'.join(plain) or '(?!)'})"

    looks = one_of(styles.paragraph & styles.east_asian)
    spacer = (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        "</w:pPr></w:p>"
    )
    if styles.default not in styles.east_asian:
        spacer = "(?!)"
    words = r"(?:[^<>&\x00-\x1f]++|&(?:amp|lt|gt);)"
    text = (
        rf'(?:<w:t>(?!\x20){words}*+(?<!\x20)</w:t>|<w:t\x20xml:space="preserve">{words}*+</w:t>)'
    )
    look = rf'(?:<w:rPr><w:rStyle w:val="{one_of(styles.character)}"/></w:rPr>)?'
    run = rf"<w:r>{look}(?:{text}|<w:br/>)</w:r>"
    start = r'<w:bookmarkStart w:id="\d++" w:name="[A-Za-z_]\w{0,39}+"/>'
    noted = (
        r'<w:commentRangeStart w:id="\d++"/>|<w:commentRangeEnd w:id="\d++"/><w:r><w:rPr>'
        rf'<w:rStyle w:val="{one_of(styles.character)}"/></w:rPr>'
        r'<w:commentReference w:id="\d++"/></w:r>'
    )
    mark = rf'{start}|<w:bookmarkEnd w:id="\d++"/>|{noted}'
    drawing = _filled(
        charts.DRAWING,
        width=r"\d++",
        height=r"\d++",
        number=r"\d++",
        description=r'(?:[^<>&"\x00-\x1f]++|&(?:amp|lt|gt|quot);)*+',
        relation=r"\w++",
    )
    kept = _filled(charts.KEPT, kept="[01]")
    paragraph = (
        rf'<w:p><w:pPr><w:pStyle w:val="{looks}"/>(?:{kept}(?:{re.escape(charts.ROOMY)})?)?'
        rf"</w:pPr>(?:{run}|{mark}|{drawing})*+</w:p>"
    )
    cell = (
        r'<w:tc><w:tcPr><w:tcW w:w="\d++" w:type="dxa"/>(?:<w:gridSpan w:val="[1-9]\d*+"/>)?'
        r'(?:<w:vMerge(?: w:val="restart")?/>)?<w:vAlign w:val="(?:center|top)"/></w:tcPr>'
        rf"(?:{paragraph})++</w:tc>"
    )
    row = rf"<w:tr>(?:<w:trPr>(?:<w:cantSplit/>|<w:tblHeader/>)++</w:trPr>)?(?:{cell})++</w:tr>"
    table = (
        rf'<w:tbl><w:tblPr><w:tblStyle w:val="{one_of(styles.table)}"/>'
        r'<w:tblW w:w="\d++" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        rf'</w:tblPr><w:tblGrid>(?:<w:gridCol w:w="\d++"/>)++</w:tblGrid>(?:{row})++</w:tbl>'
    )
    return re.compile(f"(?:{paragraph}|{table}|{spacer})*+".encode())


def _filled(written: str, **slots: str) -> str:
    """写法成为正则式：花括号里换成各自的式子，其余照字面。"""
    pattern = re.escape(written)
    for name, expression in slots.items():
        pattern = pattern.replace(re.escape(f"{{{name}}}"), expression)
    return pattern


def _legible(body: bytes) -> bool:
    """完好的 UTF-8，没有 XML 不允许的字符（控制字符式样里已没有）。"""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return False
    return "\ufffe" not in text and "\uffff" not in text


def _paired(marks: list[tuple[bytes, bytes, bytes]]) -> bool:
    """书签一起一止紧挨着，编号和名称（不分大小写）都不重复。"""
    starts, ends = marks[::2], marks[1::2]
    identities = [identity for _, identity, _ in starts]
    names = {name.lower() for _, _, name in starts}
    return (
        all(kind == b"Start" for kind, _, _ in starts)
        and [(b"End", identity, b"") for identity in identities] == ends
        and len(identities) == len(set(identities)) == len(names)
    )


def _noted(body: bytes, comments: frozenset[str]) -> bool:
    """批注的起、止、引用三样挨着，编号相同；引用的正是批注部件里的全部，各一次。"""
    marks = _COMMENT.findall(body) if b"<w:comment" in body else []
    kinds = [(b"Start", b""), (b"End", b""), (b"", b"Reference")]
    identities = [identity for _, _, identity in marks[::3]]
    return (
        marks == [(*kind, identity) for identity in identities for kind in kinds]
        and len(identities) == len(set(identities))
        and {identity.decode() for identity in identities} == comments
    )


def _drawn(body: bytes, relations: frozenset[str]) -> bool:
    """图的编号不重复，都有替代文字，部件都在关系表里。"""
    drawings = _DRAWING.findall(body)
    return (
        len(drawings) == len({identity for identity, _ in drawings})
        and all(description.decode().strip() for _, description in drawings)
        and relations.issuperset(relation.decode() for relation in _CHART.findall(body))
    )


def _aligned(table: bytes) -> bool:
    """每行的列数等于表格的列数；向下合并的续格上面有跨列相同的合并格。"""
    columns = table.count(b"<w:gridCol ")
    above: frozenset[tuple[int, int]] = frozenset()
    for row in table.split(b"</w:tr>")[:-1]:
        shape = _shape(tuple(_CELL.findall(row)))
        if shape.columns != columns or not shape.continued <= above:
            return False
        above = shape.merged
    return True


class _Shape(NamedTuple):
    """一行的样子：列数，合并的各格和其中的续格（从第几列起、跨几列）。"""

    columns: int
    merged: frozenset[tuple[int, int]]
    continued: frozenset[tuple[int, int]]


@lru_cache(maxsize=1024)
def _shape(cells: tuple[bytes, ...]) -> _Shape:
    """一行的样子，``cells`` 是各格的跨列和合并；多半的行只有几种，记住。"""
    column = 0
    merged, continued = set(), set()
    for cell in cells:
        span = _SPAN.search(cell)
        width = int(span[0]) if span else 1
        if b"<w:vMerge" in cell:
            merged.add((column, width))
        if _CONTINUED in cell:
            continued.add((column, width))
        column += width
    return _Shape(column, frozenset(merged), frozenset(continued))
