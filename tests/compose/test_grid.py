"""格子：各行宽度不同，合到一套栏上；相近的分界对齐。"""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.grid import Line, near, tables
from reportgen.report import Cell, Table


def line(*widths: int) -> Line:
    return Line(tuple((Cell((str(width),)), width) for width in widths))


def spans(table: Table) -> list[list[int]]:
    return [[cell.span for cell in row.cells] for row in table.rows]


def test_rows_of_different_widths_share_their_edges() -> None:
    (found,) = tables([[line(10, 30), line(20, 20), line(40)]])
    assert found.widths == (10, 10, 20)
    assert spans(found) == [[1, 2], [2, 1], [3]]


def test_several_tables_have_the_same_columns() -> None:
    first, second = tables([[line(10, 30)], [line(25, 15)]])
    assert first.widths == second.widths == (10, 15, 15)
    assert (spans(first), spans(second)) == ([[1, 2]], [[2, 1]])


def test_what_a_row_is_stays() -> None:
    (found,) = tables([[line(10)._replace(heading=True, splits=True)]])
    assert (found.rows[0].heading, found.rows[0].splits) == (True, True)


WIDTHS = st.lists(st.integers(1, 40), min_size=1, max_size=8).map(
    lambda widths: [*widths, 400 - sum(widths)]
)


@given(st.lists(WIDTHS, min_size=1, max_size=6))
def test_every_cell_is_as_wide_as_its_line_says(rows: list[list[int]]) -> None:
    (found,) = tables([[line(*widths) for widths in rows]])
    edges = [0, *accumulate(found.widths)]
    for widths, row in zip(rows, found.rows, strict=True):
        at = 0
        for width, cell in zip(widths, row.cells, strict=True):
            assert edges[at + cell.span] - edges[at] == width
            at += cell.span
        assert at == len(found.widths)


def test_near_edges_become_one() -> None:
    assert near(26, [13, 24, 46], 2) == 24
    assert near(30, [13, 24, 46], 2) == 30
    assert near(30, [], 2) == 30
