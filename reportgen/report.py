"""底稿和报告：成文的结果，只是文字、表格、图和它们的位置，不知道项目。

底稿的每个文段有几种说法（从长到短）；控篇幅给每个文段选定一种，就成了报告。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from reportgen.length import ZERO, Length, count_all
from reportgen.wording import TO_FILL


class Kind(StrEnum):
    """文段从哪里来：模板生成、单位的文字材料、等人填写的地方、报告的固定部分（标题等）。"""

    GENERATED = "generated"
    MATERIAL = "material"
    BLANK = "blank"
    FIXED = "fixed"


class Merge(StrEnum):
    """纵向合并：不合并、合并的第一格、接上一格。"""

    NONE = ""
    START = "restart"
    CONTINUE = "continue"


class Cell(NamedTuple):
    """单元格：若干段文字，占 ``span`` 栏；``style`` 是样式名称；``top`` 的文字靠上，不居中。"""

    paragraphs: tuple[str, ...]
    style: str = "表格文字"
    span: int = 1
    merge: Merge = Merge.NONE
    top: bool = False


class Row(NamedTuple):
    """表格的一行；``heading`` 的行在每页重复。"""

    cells: tuple[Cell, ...]
    heading: bool = False
    splits: bool = False


class Table(NamedTuple):
    """表格：``widths`` 是各栏宽度的份数，按版心宽度分配。"""

    widths: tuple[int, ...]
    rows: tuple[Row, ...]

    def texts(self) -> Iterator[str]:
        """全部文字，合并格只算一次。"""
        for row in self.rows:
            for cell in row.cells:
                if cell.merge is not Merge.CONTINUE:
                    yield from cell.paragraphs


class Point(NamedTuple):
    """图上的一个数：画多长，旁边印什么字。"""

    drawn: Decimal
    shown: str


class Series(NamedTuple):
    """图上的一组数：名称和各项的数，没有的为 ``None``。"""

    name: str
    points: tuple[Point | None, ...]


class Chart(NamedTuple):
    """图：``labels`` 是各项的名称，每项各组一根，``upright`` 的竖着画；``line`` 是参照线。

    ``number`` 是图号，照印出的次序；没有题名的图不编号。
    """

    upright: bool
    caption: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    line: Point | None = None
    note: str = ""
    number: int = 1

    @property
    def title(self) -> str:
        """图题：图号和题名；没有题名为空。"""
        return f"图{self.number}　{self.caption}" if self.caption else ""

    @property
    def description(self) -> str:
        """替代文字：给看不见图的人，图上的数逐项说出。"""
        items = "；".join(self._item(index) for index in range(len(self.labels)))
        return "".join(f"{part}。" for part in (self.caption, items, self.note) if part)

    def _item(self, index: int) -> str:
        found = ((each.name, each.points[index]) for each in self.series)
        given = [(name, point.shown) for name, point in found if point is not None]
        told = "，".join(shown if len(self.series) == 1 else name + shown for name, shown in given)
        return f"{self.labels[index]}：{told}"


@dataclass(frozen=True)
class Wording:
    """说法：几段文字、一张表或一幅图；什么也没有的不印。"""

    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    chart: Chart | None = None

    @property
    def nothing(self) -> bool:
        """什么也没有。"""
        return not self.paragraphs and self.table is None and self.chart is None

    @cached_property
    def length(self) -> Length:
        """字数。"""
        return count_all(self.texts())

    @property
    def size(self) -> int:
        """长短：UTF-16 的字符数，数得快；字数的上限不会超过它。"""
        return sum(len(text.encode("utf-16-le", "replace")) for text in self.texts()) // 2

    def texts(self) -> tuple[str, ...]:
        """全部文字，一段一个；图只有图题算字。"""
        if self.chart is not None:
            return (self.chart.title,) if self.chart.title else ()
        if self.table is None:
            return self.paragraphs
        return (*self.paragraphs, *self.table.texts())


class Passage(NamedTuple):
    """底稿文段：``wordings`` 从长到短；``rank`` 大的先让位；``id`` 来自模板名和记录的键。"""

    id: str
    kind: Kind
    wordings: Sequence[Wording]
    style: str = "公文正文"
    rank: int = 1
    hint: str = ""


class Section(NamedTuple):
    """章节：``id`` 是从根起的路径，``heading`` 带序号；``limit`` 是本节（含下级）的字数上限。"""

    id: str
    title: str
    heading: str
    level: int
    passages: tuple[Passage, ...] = ()
    sections: tuple[Section, ...] = ()
    limit: int | None = None

    def walk(self) -> Iterator[Section]:
        """本节和全部下级，按文中次序。"""
        yield self
        for section in self.sections:
            yield from section.walk()


class Properties(NamedTuple):
    """文件属性：标题、作者（单位）、主题。"""

    title: str
    author: str
    subject: str


class Draft(NamedTuple):
    """底稿：一份文件成文后、控篇幅前的样子；``landscape`` 的纸横放。"""

    name: str
    style_document: str
    properties: Properties
    front: tuple[Passage, ...]
    sections: tuple[Section, ...]
    back: tuple[Passage, ...] = ()
    limit: int | None = None
    landscape: bool = False

    def all_sections(self) -> Iterator[Section]:
        """全部章节，按文中次序。"""
        for section in self.sections:
            yield from section.walk()


class Block(NamedTuple):
    """文段：篇幅、并稿和锚定的单位；``style`` 是样式名称，``section`` 是所在章节的路径。"""

    id: str
    kind: Kind
    style: str
    wording: Wording
    section: str = ""
    level: int = 0
    hint: str = ""


class Shortening(NamedTuple):
    """让位：哪个文段用了较短的说法，少了多少字。"""

    passage: str
    section: str
    longest: int
    chosen: int


class Blank(NamedTuple):
    """等人填写的地方：记号；整段等人写的，``key`` 是文字材料的键，数据里缺的为空。"""

    mark: str
    key: str


@dataclass(frozen=True)
class Report:
    """报告：定下说法的文件，等着写成 Word。"""

    name: str
    style_document: str
    properties: Properties
    blocks: tuple[Block, ...]
    limit: int | None = None
    shortened: tuple[Shortening, ...] = ()
    landscape: bool = False

    @cached_property
    def length(self) -> Length:
        """全文的字数；没有上限的表多半没人问，问到才数。"""
        return sum((block.wording.length for block in self.blocks), ZERO)

    def blanks(self) -> tuple[Blank, ...]:
        """等人填写的地方，按文中次序；夹在生成的话里的也算。"""
        return tuple(
            Blank(mark, block.section if block.kind is Kind.BLANK else "")
            for block in self.blocks
            for text in block.wording.texts()
            for mark in re.findall(TO_FILL, text)
        )

    def texts(self) -> Iterator[str]:
        """全部文字，一段一个。"""
        for block in self.blocks:
            yield from block.wording.texts()
