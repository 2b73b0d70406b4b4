"""定方案：上一稿的各文段在现稿里找到，和新稿三样对着看，定下改哪里、说什么。"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cached_property, partial
from itertools import groupby

from reportgen.merge.grids import CellTexts, change_grid, find_grids
from reportgen.merge.matching import Stands, Was, bare, match
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
    Told,
    Topic,
)
from reportgen.merge.previous import Piece, Previous
from reportgen.merge.stale import stale
from reportgen.merge.story import Story
from reportgen.merge.texts import Texts, three_way
from reportgen.report import Kind

HEADING = "#标题"

# 上一稿的第几个文段的第几段
Spot = tuple[str, int]
Place = Callable[[Piece], str | None]


def make_plan(
    previous: Previous,
    new: Previous,
    story: Story,
    names: Collection[str],
    explain: Callable[[Remark], str],
) -> Plan:
    """更新方案；``names`` 是指标、项目、单位的名称，``explain`` 是一条批注怎样写。"""
    planner = _Planner(previous, new, story, names)
    plan = planner.plan()
    _arrange_remarks(plan, story, explain)
    return plan


class _Planner:
    def __init__(
        self, previous: Previous, new: Previous, story: Story, names: Collection[str]
    ) -> None:
        self._previous, self._new, self._story, self._names = previous, new, story, names
        self._plan = Plan()
        self._later = _renamed(previous, new)
        self._earlier = {new_id: old_id for old_id, new_id in self._later.items()}
        # 各段在现稿的第几段；对上的和新添的都算
        self._lines: dict[Spot, tuple[int, ...]] = {}
        self._doubtful: dict[Spot, int] = {}
        self._free: set[int] = set()
        self._ahead: dict[str, dict[int, int]] = {}
        self._agreed: dict[str, Piece] = {}

    def plan(self) -> Plan:
        grids = self._story.grids
        tabled = [piece for piece in self._previous.pieces if piece.rows]
        self._grids = find_grids(tabled, grids, self._story.lines)
        self._locate()
        self._paragraphs()
        self._tables()
        self._drawings()
        self._additions()
        own = {line for number in self._grids.values() for line in grids[number].lines}
        others = [line for line in self._loose() if line not in own]
        self._plan.told.extend(
            stale(self._previous, self._new, [(n, self._text(n)) for n in others], self._story)
        )
        self._plan.agreed = self._agreed
        return self._plan

    def _text(self, line: int) -> str:
        return self._story.lines[line].text

    def _loose(self) -> Iterator[int]:
        """没有归任何文段的各段。"""
        used = {line for lines in self._lines.values() for line in lines}
        used |= set(self._doubtful.values())
        for number, line in enumerate(self._story.lines):
            if number not in used and not line.sealed:
                yield number

    def _later_piece(self, old: str) -> Piece | None:
        return self._new.by_id.get(self._later.get(old, old))

    # ── 段落 ──

    def _locate(self) -> None:
        """上一稿的各段在现稿的第几段。"""
        spots = [
            (piece.id, number)
            for piece in self._previous.pieces
            for number in range(len(piece.paragraphs))
        ]
        was = [Was(id_, self._previous.by_id[id_].paragraphs[n]) for id_, n in spots]
        body = [unit for unit in self._story.units if isinstance(unit, int)]
        body = [line for line in body if not self._story.lines[line].sealed]
        stands = [Stands(self._text(line), self._story.lines[line].pieces) for line in body]
        matching = match(was, stands)
        self._groups = []
        for pair in matching.pairs:
            lines = tuple(body[index] for index in pair.stands)
            group = tuple(spots[index] for index in pair.was)
            self._groups.append((group, lines))
            for spot in group:
                self._lines[spot] = lines
        for index, line in matching.doubtful:
            self._doubtful[spots[index]] = body[line]
        self._free = set(body) - {line for lines in self._lines.values() for line in lines}

    def _paragraphs(self) -> None:
        for piece in self._previous.pieces:
            later = self._later_piece(piece.id)
            after = later.paragraphs if later is not None else ()
            self._ahead[piece.id] = _successors(piece.paragraphs, after)
        for group, lines in self._groups:
            self._group(group, lines)
        for spot in self._previous_spots():
            if spot in self._lines:
                continue
            old, new = self._was(spot), self._now(spot)
            if new != old:
                line = self._doubtful.get(spot)
                topic = Topic.DELETED if line is None else Topic.DOUBTFUL
                stands = "" if line is None else self._text(line)
                self._tell(Told(topic, spot[0], stands, old, new or "", line))

    def _previous_spots(self) -> Iterator[Spot]:
        for piece in self._previous.pieces:
            for number in range(len(piece.paragraphs)):
                yield piece.id, number

    def _was(self, spot: Spot) -> str:
        return self._previous.by_id[spot[0]].paragraphs[spot[1]]

    def _now(self, spot: Spot) -> str | None:
        number = self._ahead[spot[0]].get(spot[1])
        later = self._later_piece(spot[0])
        return None if number is None or later is None else later.paragraphs[number]

    def _group(self, group: tuple[Spot, ...], lines: tuple[int, ...]) -> None:
        """对上的一组：多半是一段对一段。"""
        id_ = group[0][0]
        piece = self._previous.by_id[id_]
        self._anchor(group, lines)
        base = "".join(map(self._was, group))
        news = [self._now(spot) for spot in group]
        theirs = "".join(map(self._text, lines))
        if all(new is None for new in news):
            if theirs == base:
                self._plan.steps.append(RemoveLines(lines))
                for spot in group:
                    del self._lines[spot]
            elif not piece.blank:
                self._tell(Told(Topic.DROPPED, id_, theirs, base, "", lines[0]))
            return
        new = "".join(each or "" for each in news)
        if piece.blank and theirs != base:
            self._filled_by_hand(id_, base, theirs, new, lines)
            return
        if piece.blank and new != base:
            self._withdraw(lines)
        self._settle(id_, base, new, lines, lambda other: _same_place(other, group))

    def _filled_by_hand(
        self, id_: str, base: str, theirs: str, new: str, lines: tuple[int, ...]
    ) -> None:
        """等人填写的地方人已经填了，数据里后来也有了。"""
        if new == base or bare(theirs) == bare(new):
            return
        self._tell(Told(Topic.CONFLICT, id_, theirs, base, new, lines[0]))
        self._plan.remarks.append(Remark(lines[0], lines[-1], id_, base, new))

    def _anchor(self, group: tuple[Spot, ...], lines: tuple[int, ...]) -> None:
        for id_, _ in group:
            first, last = self._plan.anchors.get(id_, (lines[0], lines[-1]))
            span = (min(first, lines[0]), max(last, lines[-1]))
            self._plan.anchors[id_] = span

    def _withdraw(self, lines: tuple[int, ...]) -> None:
        """等人填写的地方有了文字，“该写什么”的批注去掉。"""
        for noted in self._story.remarks:
            if set(noted.lines) & set(lines):
                self._plan.withdrawn.append(noted.id)

    def _settle(
        self, id_: str, base: str, new: str, lines: tuple[int, ...], place: Place
    ) -> None:
        """三样对着看，记下要改的、要说的；``place`` 是同一处在早先各稿里的文字。"""
        piece = self._previous.by_id[id_]
        later = self._later.get(id_, id_)
        agreed = self._previous.agreed.get(id_)
        earlier = (place(each) for each in self._previous.earlier.get(id_, ()))
        texts = Texts(
            later,
            base,
            new,
            tuple((line, self._text(line)) for line in lines),
            tuple(text for text in earlier if text),
            place(agreed) if agreed is not None else None,
            heading=id_.endswith(HEADING),
        )
        asked = [each for each in self._previous.questions if each.piece == id_]
        settled = three_way(texts, self._names, asked, self._answered)
        self._plan.steps.extend(settled.rewrites)
        for clash in settled.clashes:
            first, last = _covering(texts, clash.start, clash.end)
            stands = texts.theirs[clash.start : clash.end]
            self._tell(Told(Topic.CONFLICT, later, stands, clash.was, clash.now, first))
            self._plan.remarks.append(Remark(first, last, later, clash.was, clash.now))
        for each in settled.differing if not texts.heading else ():
            first, _ = _covering(texts, each.start, each.end)
            self._tell(Told(Topic.DIFFERS, later, each.stands, "", each.said, first))
        if settled.questions:
            self._plan.questions.extend(settled.questions)
            self._agreed[later] = agreed if agreed is not None else piece

    @cached_property
    def _answered(self) -> frozenset[str]:
        """人删去的、点了“已解决”的批注说的新值。"""
        standing = [each.text for each in self._story.remarks if not each.resolved]
        return frozenset(
            each.now
            for each in self._previous.questions
            if not any(each.now in text for text in standing)
        )

    def _tell(self, told: Told) -> None:
        self._plan.told.append(told)

    # ── 表格和图 ──

    def _tables(self) -> None:
        grids = self._story.grids
        for piece in self._previous.pieces:
            later = self._later_piece(piece.id)
            if not piece.rows:
                continue
            number = self._grids.get(piece.id)
            new_rows = later.rows if later is not None else ()
            if number is None:
                if new_rows != piece.rows:
                    self._tell(Told(Topic.DELETED, piece.id, "", "表格", "表格"))
                continue
            if later is None or not later.rows:
                self._drop_grid(piece, number)
                continue
            first = grids[number].lines[0]
            self._plan.anchors.setdefault(piece.id, (first, first))
            change = change_grid(piece, later, grids[number], self._story.lines)
            for cell in change.cells:
                self._cell(piece.id, cell)
            if change.removed:
                self._plan.steps.append(RemoveRows(number, tuple(change.removed)))
            steps = [AddRow(number, after, later.id, row) for after, row in change.added]
            self._plan.steps.extend(steps)
            for row in change.kept:
                line = grids[number].rows[row].cells[0][0]
                self._tell(Told(Topic.DROPPED, later.id, self._text(line), "", "", line))
            for was, now in change.deleted:
                self._tell(Told(Topic.DELETED, later.id, "", was, now))
            if change.reordered:
                self._tell(Told(Topic.ORDER, later.id))

    def _cell(self, id_: str, cell: CellTexts) -> None:
        """一格：段数都一样的一段一段对，不一样的合起来对。"""
        base, new = cell.base.split("\n"), cell.new.split("\n")
        if not len(base) == len(new) == len(cell.lines):
            base, new, together = ["".join(base)], ["".join(new)], (cell.lines,)
        else:
            together = tuple((line,) for line in cell.lines)
        for number, (old, now, lines) in enumerate(zip(base, new, together, strict=True)):
            place = partial(_same_cell, cell=cell, number=None if len(base) == 1 else number)
            self._settle(id_, old, now, lines, place)

    def _drop_grid(self, piece: Piece, number: int) -> None:
        """数据里没有了的表格：没有人改过的去掉，改过的留着。"""
        lines = self._story.grids[number].lines
        texts = "".join(map(self._text, lines))
        if texts == "".join(cell.replace("\n", "") for row in piece.rows for cell in row):
            self._plan.steps.append(RemoveGrid(number))
            del self._grids[piece.id]
        else:
            self._tell(Told(Topic.DROPPED, piece.id, self._text(lines[0]), "", "", lines[0]))

    def _drawings(self) -> None:
        for piece in self._previous.pieces:
            later = self._later_piece(piece.id)
            if not piece.drawing or later is None or later.drawing == piece.drawing:
                continue
            line = self._drawing_line(piece.id)
            if line is None:
                self._tell(Told(Topic.DELETED, piece.id, "", piece.drawing, later.drawing))
            elif later.drawing:
                self._plan.steps.append(Redraw(line, later.id))

    def _drawing_line(self, id_: str) -> int | None:
        """图在第几段。"""
        lines = enumerate(self._story.lines)
        return next((n for n, line in lines if id_ in line.pieces and "\ufffc" in line.text), None)

    # ── 新添的 ──

    def _additions(self) -> None:
        """新稿里新有的，插在前一个的后面；前面的都没有了的，插在最前面。"""
        last = After()
        for piece in self._new.pieces:
            old = self._previous.by_id.get(self._earlier.get(piece.id, piece.id))
            if old is not None and old.drawing and not old.rows:
                line = self._drawing_line(old.id)
                last = After(line=line) if line is not None else last
            if old is None and self._cut_off(piece.id):
                self._tell(Told(Topic.DELETED, piece.id, "", "", "".join(piece.paragraphs)))
                continue
            if old is None and piece.drawing:
                self._plan.steps.append(AddDrawing(last, piece.id))
                continue
            last = self._add_paragraphs(piece, old, last)
            if piece.rows:
                number = self._grids.get(old.id) if old is not None and old.rows else None
                if number is not None:
                    last = After(grid=number)
                elif old is None or not old.rows:
                    self._plan.steps.append(AddTable(last, piece.id))

    def _add_paragraphs(self, piece: Piece, old: Piece | None, last: After) -> After:
        behind = {} if old is None else {b: a for a, b in self._ahead[old.id].items()}
        fresh: list[int] = []

        def put() -> None:
            for _, run in groupby(enumerate(fresh), lambda each: each[1] - each[0]):
                numbers = [number for _, number in run]
                step = AddParagraphs(last, piece.id, numbers[0], numbers[-1] + 1)
                self._plan.steps.append(step)
            fresh.clear()

        for number, text in enumerate(piece.paragraphs):
            before = behind.get(number)
            if before is not None:
                lines = self._lines.get((old.id, before)) if old is not None else None
                if lines:
                    put()
                    last = After(line=lines[-1])
                continue
            typed = self._typed_already(text)
            if typed is not None:
                put()
                last = After(line=typed)
                self._lines[piece.id, -1 - number] = (typed,)
                self._plan.anchors.setdefault(piece.id, (typed, typed))
            else:
                fresh.append(number)
        put()
        return last

    def _typed_already(self, text: str) -> int | None:
        """人已经写了一字不差的一段。"""
        found = [line for line in self._free if bare(self._text(line)) == bare(text)]
        if len(found) != 1:
            return None
        self._free.remove(found[0])
        return found[0]

    def _cut_off(self, id_: str) -> bool:
        """所在的章节人整个删去了。"""
        section = id_.partition("#")[0]
        while section:
            heading = f"{section}{HEADING}"
            if heading in self._previous.by_id and (heading, 0) not in self._lines:
                return (heading, 0) not in self._doubtful
            section = section.rpartition("/")[0]
        return False


def _renamed(previous: Previous, new: Previous) -> dict[str, str]:
    """等人填写的地方有了文字（或反过来）：上一稿的标识 → 新稿的标识，同一节里各只有一个的。"""
    gone = {piece.id for piece in previous.pieces if piece.id not in new.by_id}
    come = {piece.id for piece in new.pieces if piece.id not in previous.by_id}
    renamed = {}
    for id_ in sorted(gone):
        section = id_.partition("#")[0]
        siblings = [each for each in gone if each.partition("#")[0] == section]
        found = [each for each in come if each.partition("#")[0] == section]
        if len(siblings) == len(found) == 1:
            old, later = previous.by_id[id_], new.by_id[found[0]]
            if {old.kind, later.kind} == {Kind.BLANK, Kind.MATERIAL}:
                renamed[id_] = found[0]
    return renamed


def _successors(old: tuple[str, ...], new: tuple[str, ...]) -> dict[int, int]:
    """上一稿的第几段成了新稿的第几段。"""
    if len(old) == len(new) == 1:
        return {0: 0}
    pairs = match([Was("", text) for text in old], [Stands(text) for text in new], most=1).pairs
    found = {pair.was[0]: pair.stands[0] for pair in pairs}
    left = [number for number in range(len(old)) if number not in found]
    fresh = [number for number in range(len(new)) if number not in found.values()]
    if len(left) == len(fresh):
        found |= dict(zip(left, fresh, strict=True))
    return found


def _same_place(piece: Piece, group: tuple[Spot, ...]) -> str | None:
    """一个文段的另一稿里，同一处的文字；没有那么多段的为空。"""
    numbers = [number for id_, number in group if id_ == piece.id]
    if not numbers or len(numbers) != len(group) or max(numbers) >= len(piece.paragraphs):
        return None
    return "".join(piece.paragraphs[number] for number in numbers)


def _same_cell(piece: Piece, cell: CellTexts, number: int | None) -> str | None:
    """一个文段的另一稿里，同一格（的第几段）的文字；没有的为空。"""
    if cell.row >= len(piece.rows) or cell.column >= len(piece.rows[cell.row]):
        return None
    texts = piece.rows[cell.row][cell.column].split("\n")
    if number is None:
        return "".join(texts)
    return texts[number] if number < len(texts) else None


def _covering(texts: Texts, start: int, end: int) -> tuple[int, int]:
    """从第几个字到第几个字，在第几段到第几段。"""
    first = last = texts.lines[0][0]
    position = 0
    for line, text in texts.lines:
        if position <= start:
            first = line
        if position < max(end, start + 1):
            last = line
        position += len(text)
    return first, last


def _arrange_remarks(plan: Plan, story: Story, explain: Callable[[Remark], str]) -> None:
    """批注：上次写的还在原处、话没有变的不动，别的换掉；不重样。"""
    wanted = {(each.first, explain(each)): each for each in plan.remarks}
    for noted in story.remarks:
        same = [key for key in wanted if key[1] == noted.text and key[0] in noted.lines]
        if same and not noted.resolved:
            del wanted[same[0]]
        elif noted.question:
            plan.withdrawn.append(noted.id)
    plan.remarks = list(wanted.values())
