"""工作表的 XML：有字、有公式的格，和合并的块；只设了格式的空格不占地方。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from openpyxl.utils.cell import column_index_from_string

from reportgen.reading.formula import LAST_COLUMN, LAST_ROW, Area, Uncomputable, area_of
from reportgen.reading.number_format import BUILTIN, GENERAL
from reportgen.reading.package import Element
from reportgen.reading.plain_text import printable
from reportgen.reading.sheet_parts import TRIM, Parts

# 有字的格、合并的块超过这么多的，不是人填的表
MOST_CELLS: Final = 200_000
MOST_MERGES: Final = 20_000
# 只设了格式的空格、空行：有的工作簿有几百万个，先整个去掉，快几倍
_EMPTY_CELL: Final = rb'<c [^<>]{0,99}?\br="[A-Z]+[0-9]+"[^<>]{0,99}/>'
_EMPTY: Final = re.compile(
    rb'<row [^<>]{0,200}?\br="[0-9]+"[^<>]{0,200}(?:/>|>(?:%s)*</row>)|%s'
    % (_EMPTY_CELL, _EMPTY_CELL)
)
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Kind(StrEnum):
    """格里存的是什么。"""

    NUMBER = "n"
    TEXT = "s"
    BOOL = "b"
    ERROR = "e"
    DATE = "d"


class Stored(NamedTuple):
    """格里存着的：种类、内容、数字格式；有公式的还有公式（不带等号）。

    ``family`` 是一片共用一个公式的编号，``odd`` 是去掉了几个看不见的字符。
    """

    kind: Kind
    value: str
    format: str = GENERAL
    formula: str | None = None
    family: str = ""
    odd: int = 0


class Grid(NamedTuple):
    """一张表：各格（行、列从 1 数）、合并的块、共用的公式和它写在哪里。"""

    cells: dict[tuple[int, int], Stored]
    merges: tuple[Area, ...]
    families: dict[str, tuple[str, tuple[int, int]]]


def read_grid(parts: Parts, part: str, strings: list[str], formats: list[str]) -> Grid:
    """读一张表；有字的格多得离谱的抛出 ``Unreadable``。"""
    cells: dict[tuple[int, int], Stored] = {}
    merges: list[Area] = []
    families: dict[str, tuple[str, tuple[int, int]]] = {}
    row = 0
    for element in parts.each(part, "row", "mergeCell", without=_EMPTY):
        if element.tag.endswith("mergeCell"):
            merges += _merged(element.get("ref") or "")
        else:
            number = element.get("r") or ""
            row = int(number) if number.isdecimal() else row + 1
            for place, stored in _row(element, row, strings, formats):
                cells[place] = stored
                if stored.family and stored.formula:
                    families.setdefault(stored.family, (stored.formula, place))
        if len(cells) > MOST_CELLS or len(merges) > MOST_MERGES:
            raise parts.unreadable("工作表里有字的格太多，不像自评数据", TRIM)
    return Grid(cells, tuple(merges), families)


def read_strings(parts: Parts, part: str) -> list[str]:
    """共用的文字，按编号。"""
    return [_rich(element) for element in parts.each(part, "si")] if part in parts else []


def read_formats(parts: Parts, part: str) -> list[str]:
    """各样式的数字格式，按编号。"""
    if part not in parts:
        return []
    root = parts.tree(part)
    own = {
        element.get("numFmtId"): element.get("formatCode") or GENERAL
        for element in root.iterfind("{*}numFmts/{*}numFmt")
    }
    return [
        own.get(number) or BUILTIN.get(int(number) if number.isdecimal() else 0, GENERAL)
        for number in (each.get("numFmtId") or "0" for each in root.iterfind("{*}cellXfs/{*}xf"))
    ]


def _row(
    row: Element, number: int, strings: list[str], formats: list[str]
) -> Iterator[tuple[tuple[int, int], Stored]]:
    column = 0
    for element in row.iterchildren("{*}c"):
        found = _ADDRESS.fullmatch(element.get("r") or "")
        column = column_index_from_string(found[1]) if found else column + 1
        if len(element) and number <= LAST_ROW and column <= LAST_COLUMN:
            stored = _stored(element, strings, formats)
            if stored is not None:
                yield (number, column), stored


def _stored(cell: Element, strings: list[str], formats: list[str]) -> Stored | None:
    kind = cell.get("t") or "n"
    value = cell.findtext("{*}v") or ""
    formula = cell.find("{*}f")
    if kind == "s":
        value = strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    elif kind == "inlineStr":
        inline = cell.find("{*}is")
        value = _rich(inline) if inline is not None else ""
    elif kind == "str":
        value = _decoded(value)
    if not value and formula is None:
        return None
    kinds = {"b": Kind.BOOL, "e": Kind.ERROR, "d": Kind.DATE, "n": Kind.NUMBER}
    style = cell.get("s") or "0"
    code = formats[int(style)] if style.isdecimal() and int(style) < len(formats) else GENERAL
    clean, odd = printable(value)
    return Stored(
        kinds.get(kind, Kind.TEXT),
        clean,
        code,
        None if formula is None else formula.text or "",
        "" if formula is None or formula.get("t") != "shared" else formula.get("si") or "",
        odd,
    )


def _rich(element: Element) -> str:
    """一格文字：各段字体不同的接在一起；注音不算。"""
    own = element.iterfind("{*}t")
    runs = element.iterfind("{*}r/{*}t")
    return _decoded("".join(piece.text or "" for piece in (*own, *runs)))


def _decoded(text: str) -> str:
    """XML 里写不了的字符在工作簿里写作 _x000D_ 一类。"""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _merged(reference: str) -> list[Area]:
    try:
        return [area_of(reference)]
    except Uncomputable:
        return []
