"""表格的三样对着看：先对行，再对格；行按写的是什么对，不按第几行，人加的行、栏不动。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from reportgen.merge.matching import Stands, Was, bare, masked, match
from reportgen.merge.previous import Piece
from reportgen.merge.story import Grid, Line, Row

# 两张表格像到这样才算同一张
ALIKE = 0.6

Rows = Sequence[tuple[str, ...]]


class CellTexts(NamedTuple):
    """一格：在上一稿的第几行第几栏，上一稿、新稿的文字（一段一行），现稿的第几段。

    ``spots`` 是在上一稿、新稿的哪一处，如“5.2”；现稿里找不到这一格（人合并了）的，``lines`` 为空。
    """

    row: int
    column: int
    base: str
    new: str
    lines: tuple[int, ...]
    spots: tuple[str, str]


class GridChange(NamedTuple):
    """表格要变的：各格；添的行（现稿第几行后面、新稿第几行）；去掉的行；人改过的、留着的行；

    ``merged`` 是人合并了、找不到的格（和它那一行的各段）；``deleted`` 是人删去、数据变了的行
    （上一稿的、新稿的），``reordered`` 是次序和数据不同。
    """

    cells: list[CellTexts]
    merged: list[tuple[CellTexts, tuple[int, ...]]]
    added: list[tuple[int, int]]
    removed: list[int]
    kept: list[int]
    deleted: list[tuple[str, str]]
    reordered: bool


def find_grids(
    pieces: Sequence[Piece], grids: Sequence[Grid], lines: Sequence[Line]
) -> dict[str, int]:
    """各文段的表格是现稿的第几张：先看书签，再看写的是什么；一张只归一个文段。"""
    found: dict[str, int] = {}
    for piece in pieces:
        named = [
            number
            for number, grid in enumerate(grids)
            if any(piece.id in lines[line].pieces for line in grid.lines)
        ]
        if len(named) == 1 and named[0] not in found.values():
            found[piece.id] = named[0]
    scores = {
        (piece.id, number): _likeness(piece, _words(grid, lines))
        for piece in pieces
        if piece.id not in found
        for number, grid in enumerate(grids)
        if number not in found.values()
    }
    for (id_, number), score in sorted(scores.items(), key=lambda each: -each[1]):
        if score >= ALIKE and id_ not in found and number not in found.values():
            found[id_] = number
    return found


def change_grid(old: Piece, new: Piece, grid: Grid, lines: Sequence[Line]) -> GridChange:
    """一张表格要变的。"""
    standing = [tuple(_cell_text(cell, lines) for cell in row.cells) for row in grid.rows]
    here = _pair_rows(old.rows, standing)
    ahead = _pair_rows(old.rows, new.rows)
    behind = {later: earlier for earlier, later in ahead.items()}
    change = GridChange([], [], [], [], [], [], _disordered(ahead))
    columns = _columns(old.rows, standing, here)
    for number, row in enumerate(old.rows):
        later, place = ahead.get(number), here.get(number)
        if place is None:
            if later is not None and new.rows[later] != row:
                change.deleted.append((shown(row), shown(new.rows[later])))
        elif later is None:
            untouched = _plain(standing[place]) == _plain(row)
            (change.removed if untouched else change.kept).append(place)
        else:
            whole = tuple(line for cell in grid.rows[place].cells for line in cell)
            for cell in _cells(
                number, row, (later, new.rows[later]), grid.rows[place], lines, columns
            ):
                if cell.lines:
                    change.cells.append(cell)
                elif cell.base != cell.new:
                    change.merged.append((cell, whole))
    after = -1
    for later in range(len(new.rows)):
        before = behind.get(later)
        if before is None:
            change.added.append((after, later))
        elif before in here:
            after = here[before]
    return change


def _cells(
    number: int,
    row: Sequence[str],
    new: tuple[int, Sequence[str]],
    standing: Row,
    lines: Sequence[Line],
    columns: dict[int, int],
) -> Iterator[CellTexts]:
    """一行里的各格：格数相同的按次序，人加了栏的按表头，人合并了格的只认一字不差的。"""
    later, texts = new
    ahead = _pair_cells(row, texts)
    shown_cells = [_cell_text(cell, lines) for cell in standing.cells]
    if len(row) == len(standing.cells):
        here = {column: column for column in range(len(row))}
    elif columns and max(columns) < len(row) <= max(columns) + 1:
        here = {a: b for a, b in columns.items() if b < len(standing.cells)}
    elif len(row) > len(standing.cells):
        here = _same_cells(row, shown_cells)
    else:
        here = _pair_cells(row, shown_cells)
    for column, text in enumerate(row):
        if column in ahead:
            cell = standing.cells[here[column]] if column in here else ()
            spots = f"{number}.{column}", f"{later}.{ahead[column]}"
            yield CellTexts(number, column, text, texts[ahead[column]], cell, spots)


def _same_cells(row: Sequence[str], standing: Sequence[str]) -> dict[int, int]:
    """一字不差、两边都只有一格的。"""
    return {
        column: standing.index(text)
        for column, text in enumerate(row)
        if list(row).count(text) == standing.count(text) == 1
    }


def _pair_rows(old: Rows, other: Rows) -> dict[int, int]:
    """一边第几行是另一边第几行。"""
    matching = match(
        [Was("", shown(row)) for row in old], [Stands(shown(row)) for row in other], most=1
    )
    return {pair.was[0]: pair.stands[0] for pair in matching.pairs}


def _pair_cells(old: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    if len(old) == len(other):
        return {column: column for column in range(len(old))}
    matching = match([Was("", text) for text in old], [Stands(text) for text in other], most=1)
    return {pair.was[0]: pair.stands[0] for pair in matching.pairs}


def _columns(old: Rows, standing: Rows, here: dict[int, int]) -> dict[int, int]:
    """人加了栏的，照表头：上一稿第几栏是现稿第几栏；没有加的为空。"""
    if not old or 0 not in here or len(old[0]) == len(standing[here[0]]):
        return {}
    heads = [bare(text) for text in standing[here[0]]]
    return {
        column: heads.index(bare(text))
        for column, text in enumerate(old[0])
        if heads.count(bare(text)) == 1
    }


def _disordered(ahead: dict[int, int]) -> bool:
    """两边都有的行，次序不同。"""
    order = [ahead[number] for number in sorted(ahead)]
    return order != sorted(order)


def _likeness(piece: Piece, words: str) -> float:
    return fuzz.ratio("".join(masked(cell) for row in piece.rows for cell in row), words) / 100


def _words(grid: Grid, lines: Sequence[Line]) -> str:
    return "".join(masked(lines[line].text) for line in grid.lines)


def _cell_text(cell: Sequence[int], lines: Sequence[Line]) -> str:
    return "\n".join(lines[line].text for line in cell)


def _plain(row: Sequence[str]) -> list[str]:
    return [text.replace("\n", "") for text in row]


def shown(cells: Iterable[str]) -> str:
    """一行写成一句话，给人看，也用来对行。"""
    return "｜".join(text.replace("\n", "") for text in cells if text.strip())
