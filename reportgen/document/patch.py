"""修稿：照更新方案改现稿；同一份方案另在文字上改一遍，好拿来对。"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from reportgen.document.pictures import add_drawing, redraw
from reportgen.document.render import anchor
from reportgen.document.standing import GridAt, Standing
from reportgen.document.style import StyleDocument
from reportgen.merge.plan import (
    AddDrawing,
    AddParagraphs,
    AddRow,
    AddTable,
    After,
    Plan,
    Redraw,
    Remark,
    RemoveGrid,
    RemoveLines,
    RemoveRows,
    Rewrite,
)
from reportgen.merge.story import Grid, Line, Noted, Row, Story
from reportgen.report import Block, Chart, Report, Table


def story_of(standing: Standing, ids: Collection[str]) -> Story:
    """现稿的文字和次序；``ids`` 是两稿里各文段的标识，书签的名称由它们来。"""
    known = {anchor(id_): id_ for id_ in ids}
    pieces: dict[int, set[str]] = {}
    for name, (first, last) in standing.anchors.items():
        if name in known:
            for line in range(first, last + 1):
                pieces.setdefault(line, set()).add(known[name])
    lines = tuple(
        Line(
            each.text,
            each.style,
            frozenset(pieces.get(each.number, ())),
            each.sealed,
            each.closed,
        )
        for each in standing.lines
    )
    remarks = tuple(
        Noted(each.id, each.text, _between(each.lines), each.resolved)
        for each in standing.remarks()
    )
    outside = tuple((each.kind, each.text) for each in standing.outside)
    return Story(lines, tuple(map(_unit, standing.units)), remarks, outside)


def _between(ends: tuple[int, int] | None) -> tuple[int, ...]:
    return () if ends is None else tuple(range(ends[0], ends[1] + 1))


def _unit(unit: int | GridAt) -> int | Grid:
    if isinstance(unit, int):
        return unit
    return Grid(tuple(Row(tuple(cell.lines for cell in row.cells)) for row in unit.rows))


def patch(
    standing: Standing,
    plan: Plan,
    report: Report,
    style: StyleDocument,
    explain: Callable[[Remark], str],
    tracked: bool,
) -> None:
    """照方案改；``tracked`` 的改动是修订。"""
    blocks = {block.id: block for block in report.blocks}
    grids = [unit for unit in standing.units if isinstance(unit, GridAt)]
    for step in plan.steps:
        match step:
            case Rewrite():
                standing.edit(step.line, step.edits, tracked)
            case RemoveLines():
                standing.remove_lines(step.lines, tracked)
            case RemoveRows():
                standing.remove_rows(grids[step.grid], step.rows, tracked)
            case RemoveGrid():
                standing.remove_grid(grids[step.grid], tracked)
            case Redraw():
                redraw(standing, step.line, _chart(blocks[step.piece]), style)
            case _:
                continue
    rows: list[tuple[AddRow, int]] = []
    # 插在同一处的，后面的先插，次序才对
    for step in reversed(plan.steps):
        match step:
            case AddRow():
                row, *more = _table(blocks[step.piece]).rows[step.row : step.row + 2]
                below = more[0] if more else None
                at, _ = standing.insert_row(grids[step.grid], step.after, row, tracked, below)
                rows.insert(0, (step, at))
            case AddParagraphs():
                block = blocks[step.piece]
                texts = block.wording.paragraphs[step.start : step.end]
                look = block.style if block.wording.table is None else "表格题名"
                name = anchor(block.id)
                standing.insert_paragraphs(_place(step.after, grids), texts, look, name, tracked)
            case AddTable():
                block = blocks[step.piece]
                place = _place(step.after, grids)
                standing.insert_table(place, _table(block), anchor(block.id), tracked)
            case AddDrawing():
                block = blocks[step.piece]
                place = _place(step.after, grids)
                add_drawing(standing, place, _chart(block), style, anchor(block.id), tracked)
            case _:
                continue
    for step, at in rows:
        wanted = _table(blocks[step.piece]).rows[step.row : step.row + 2]
        standing.join_row(grids[step.grid], at, wanted, tracked)
    standing.withdraw(plan.withdrawn)
    for remark in plan.remarks:
        standing.comment(remark.first, remark.last, explain(remark).split("\n"))
    for id_, (first, last) in plan.anchors.items():
        if anchor(id_) not in standing.anchors:
            standing.anchor(anchor(id_), first, last)


def _place(after: After, grids: list[GridAt]) -> int | GridAt | None:
    return grids[after.grid] if after.grid is not None else after.line


def _table(block: Block) -> Table:
    assert block.wording.table is not None
    return block.wording.table


def _chart(block: Block) -> Chart:
    assert block.wording.chart is not None
    return block.wording.chart


def expected_texts(story: Story, plan: Plan, report: Report) -> list[str]:
    """照方案改了以后，全文各段的文字，只在文字上改。"""
    return list(_Rehearsal(story, plan, report).texts())


class _Rehearsal:
    def __init__(self, story: Story, plan: Plan, report: Report) -> None:
        self._story, self._plan = story, plan
        self._blocks = {block.id: block for block in report.blocks}
        self._edits = {each.line: each.edits for each in plan.steps if isinstance(each, Rewrite)}
        self._gone = {
            line for each in plan.steps if isinstance(each, RemoveLines) for line in each.lines
        }

    def texts(self) -> Iterator[str]:
        yield from self._added(After())
        number = -1
        ends = [*map(_first, self._story.units[1:]), len(self._story.lines)]
        for unit, end in zip(self._story.units, ends, strict=False):
            if isinstance(unit, Grid):
                number += 1
                yield from self._grid(unit, number, end)
                yield from self._added(After(grid=number))
            else:
                for line in range(unit, end):
                    yield from self._line(line)
                yield from self._added(After(line=unit))

    def _line(self, number: int) -> Iterator[str]:
        if number in self._gone:
            return
        text, end = self._story.lines[number].text, 0
        parts = []
        for edit in self._edits.get(number, ()):
            parts += [text[end : edit.start], edit.text]
            end = edit.end
        yield "".join((*parts, text[end:]))

    def _grid(self, grid: Grid, number: int, end: int) -> Iterator[str]:
        steps = self._plan.steps
        if any(isinstance(each, RemoveGrid) and each.grid == number for each in steps):
            return
        removed = {
            row
            for each in steps
            if isinstance(each, RemoveRows) and each.grid == number
            for row in each.rows
        }
        yield from self._rows_after(number, -1)
        starts = [_start(row) for row in grid.rows]
        for index, (start, stop) in enumerate(zip(starts, [*starts[1:], end], strict=True)):
            if index not in removed:
                for line in range(start, stop):  # 格里套着的表也在内
                    yield from self._line(line)
            yield from self._rows_after(number, index)

    def _rows_after(self, grid: int, after: int) -> Iterator[str]:
        for each in self._plan.steps:
            if isinstance(each, AddRow) and (each.grid, each.after) == (grid, after):
                for cell in _table(self._blocks[each.piece]).rows[each.row].cells:
                    yield from cell.paragraphs

    def _added(self, after: After) -> Iterable[str]:
        for each in self._plan.steps:
            if isinstance(each, AddParagraphs) and each.after == after:
                yield from self._blocks[each.piece].wording.paragraphs[each.start : each.end]
            if isinstance(each, AddTable) and each.after == after:
                for row in _table(self._blocks[each.piece]).rows:
                    for cell in row.cells:
                        yield from cell.paragraphs
            if isinstance(each, AddDrawing) and each.after == after:
                yield "\ufffc"
                yield from self._blocks[each.piece].wording.texts()


def _first(unit: int | Grid) -> int:
    return unit if isinstance(unit, int) else _start(unit.rows[0])


def _start(row: Row) -> int:
    return min(line for cell in row.cells for line in cell)
