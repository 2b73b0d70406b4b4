"""编出来的现稿：几段文字、几张表格，照次序编号。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportgen.merge.story import Grid, Line, Noted, Row, Story

Texts = Sequence[Sequence[str]]


class Para(NamedTuple):
    """一段：文字，书签说是哪些文段的；目录一类的 ``sealed``。"""

    text: str
    pieces: tuple[str, ...] = ()
    sealed: bool = False


class Table(NamedTuple):
    """一张表格：各行各格的文字，一格几段的用换行隔开；书签在第一格里。"""

    rows: Texts
    piece: str = ""


def story(
    *units: str | Para | Table,
    remarks: Iterable[Noted] = (),
    outside: Iterable[tuple[str, str]] = (),
) -> Story:
    """照次序的各段、各张表格成为现稿。"""
    lines: list[Line] = []
    found: list[int | Grid] = []
    for unit in units:
        if isinstance(unit, Table):
            found.append(grid(unit, lines))
            continue
        para = Para(unit) if isinstance(unit, str) else unit
        found.append(len(lines))
        lines.append(Line(para.text, "公文正文", frozenset(para.pieces), para.sealed))
    return Story(tuple(lines), tuple(found), tuple(remarks), tuple(outside))


def grid(table: Table, lines: list[Line]) -> Grid:
    """一张表格；格里的各段接在 ``lines`` 后面。"""
    rows = []
    pieces = frozenset({table.piece} - {""})
    for row in table.rows:
        cells = []
        for cell in row:
            texts = cell.split("\n")
            cells.append(tuple(range(len(lines), len(lines) + len(texts))))
            lines += [Line(text, "表格文字", pieces) for text in texts]
            pieces = frozenset()
        rows.append(Row(tuple(cells)))
    return Grid(tuple(rows))
