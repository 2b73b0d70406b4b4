"""定方案：上一稿的各文段在现稿里找到，和新稿三样对着看，定下改哪里、说什么。"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property, partial
from itertools import chain

from reportgen.merge.additions import additions
from reportgen.merge.grids import CellTexts, change_grid
from reportgen.merge.locating import (
    HEADING,
    Spot,
    Succession,
    drawing_line,
    locate,
)
from reportgen.merge.matching import bare
from reportgen.merge.plan import (
    AddRow,
    Plan,
    Redraw,
    Remark,
    RemoveGrid,
    RemoveLines,
    RemoveRows,
    Told,
    Topic,
)
from reportgen.merge.previous import Piece, Previous, Question
from reportgen.merge.stale import stale
from reportgen.merge.story import Story
from reportgen.merge.texts import Texts, three_way

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
    planner.paragraphs()
    planner.tables()
    planner.drawings()
    planner.additions()
    planner.stale()
    _arrange_remarks(planner.made, story, explain)
    return planner.made


class _Planner:
    def __init__(
        self, previous: Previous, new: Previous, story: Story, names: Collection[str]
    ) -> None:
        self._previous, self._new, self._story, self._names = previous, new, story, names
        self._succession = Succession(previous, new)
        self._located = locate(previous, story)
        self.made = Plan()

    def _text(self, line: int) -> str:
        return self._story.lines[line].text

    def _tell(self, told: Told) -> None:
        self.made.told.append(told)

    # ── 段落 ──

    def paragraphs(self) -> None:
        """各段：对上的三样对着看；人删去的、拿不准的，数据变了就说。"""
        for group, lines in self._located.groups:
            self._group(group, lines)
        for piece in self._previous.pieces:
            missing = []
            for number, old in enumerate(piece.paragraphs):
                spot = (piece.id, number)
                new = self._succession.now(spot)
                if spot not in self._located.lines and new != old:
                    missing.append(spot)
                    self._missing(spot, old, new or "")
            if missing and len(missing) == len(piece.paragraphs) and not piece.rows:
                # 整个没有对上的，下一次还从这一稿看起，还要说
                self.made.held[self._succession.later_id(piece.id)] = piece

    def _missing(self, spot: Spot, old: str, new: str) -> None:
        line = self._located.doubtful.get(spot)
        if line is not None:
            self._tell(Told(Topic.DOUBTFUL, spot[0], self._text(line), old, new, line))
        elif new:
            self._tell(Told(Topic.DELETED, spot[0], "", old, new))

    def _group(self, group: tuple[Spot, ...], lines: tuple[int, ...]) -> None:
        """对上的一组：多半是一段对一段。"""
        id_ = group[0][0]
        piece = self._previous.by_id[id_]
        for each, _ in group:
            self._anchor(each, lines)
        base = "".join(map(self._succession.was, group))
        news = [self._succession.now(spot) for spot in group]
        theirs = "".join(map(self._text, lines))
        new = "".join(each or "" for each in news)
        if all(each is None for each in news):
            if theirs == base and not any(self._story.lines[line].stuck for line in lines):
                self.made.steps.append(RemoveLines(lines))
                for spot in group:
                    del self._located.lines[spot]
            elif not piece.blank:
                self._tell(Told(Topic.DROPPED, id_, theirs, base, "", lines[0]))
        elif piece.blank and theirs != base:
            if new != base and bare(theirs) != bare(new):
                later = self._succession.later_id(id_)
                self._ask(Told(Topic.CONFLICT, later, theirs, base, new, lines[0]), lines, piece)
        else:
            if piece.blank and new != base:
                self._withdraw(lines)
            self._settle(id_, base, new, lines, lambda other: _same_place(other, group))

    def _anchor(self, id_: str, lines: tuple[int, ...]) -> None:
        first, last = self.made.anchors.get(id_, (lines[0], lines[-1]))
        self.made.anchors[id_] = (min(first, lines[0]), max(last, lines[-1]))

    def _withdraw(self, lines: tuple[int, ...]) -> None:
        """等人填写的地方有了文字，“该写什么”的批注去掉。"""
        for noted in self._story.remarks:
            if set(noted.lines) & set(lines):
                self.made.withdrawn.append(noted.id)

    def _settle(self, id_: str, base: str, new: str, lines: tuple[int, ...], place: Place) -> None:
        """三样对着看，记下要改的、要说的；``place`` 是同一处在早先各稿里的文字。"""
        piece = self._previous.by_id[id_]
        later = self._succession.later_id(id_)
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
            closed=tuple(self._story.lines[line].closed for line in lines),
        )
        asked = [each for each in self._previous.questions if each.piece == id_]
        settled = three_way(texts, self._names, asked, self._answered)
        self.made.steps.extend(settled.rewrites)
        for clash in settled.clashes:
            first, last = _covering(texts, clash.start, clash.end)
            stands = texts.theirs[clash.start : clash.end]
            self._tell(Told(Topic.CONFLICT, later, stands, clash.was, clash.now, first))
            self.made.remarks.append(
                Remark(first, last, Topic.CONFLICT, later, clash.was, clash.now)
            )
        for each in settled.differing if not texts.heading else ():
            first, last = _covering(texts, each.start, each.end)
            told = Told(Topic.DIFFERS, later, each.stands, each.stands, each.said, first)
            self._ask(told, (first, last))
        if settled.questions:
            self.made.questions.extend(settled.questions)
            self.made.agreed[later] = agreed if agreed is not None else piece

    def _ask(self, told: Told, lines: tuple[int, ...], agreed: Piece | None = None) -> None:
        """说一句，旁边留批注；人删去批注、点了解决的，就是定了，不再提。"""
        question = Question(told.piece, told.was, told.now)
        before = (each for each in self._previous.questions if each[:3] == question[:3])
        known = next(before, None)
        settled = known is not None and (known.settled or told.now in self._answered)
        self.made.questions.append(question._replace(settled=settled))
        if agreed is not None:
            self.made.held[told.piece] = agreed
        if not settled:
            self._tell(told)
            remark = Remark(lines[0], lines[-1], told.topic, told.piece, told.was, told.now)
            self.made.remarks.append(remark)

    @cached_property
    def _answered(self) -> frozenset[str]:
        """人删去的、点了“已解决”的批注说的新值。"""
        standing = [each.text for each in self._story.remarks if not each.resolved]
        return frozenset(
            each.now
            for each in self._previous.questions
            if not any(each.now in text for text in standing)
        )

    # ── 表格和图 ──

    def tables(self) -> None:
        """各张表格。"""
        grids = self._story.grids
        for piece in self._previous.pieces:
            later = self._succession.later(piece.id)
            if not piece.rows:
                continue
            number = self._located.grids.get(piece.id)
            if number is None:
                if later is None or later.rows != piece.rows:
                    self._tell(Told(Topic.DELETED, piece.id, "", "表格", "新的表格"))
            elif later is None or not later.rows:
                self._drop_grid(piece, number)
            else:
                first = grids[number].lines[0]
                self.made.anchors.setdefault(piece.id, (first, first))
                self._grid(piece, later, number)

    def _grid(self, piece: Piece, later: Piece, number: int) -> None:
        grid = self._story.grids[number]
        change = change_grid(piece, later, grid, self._story.lines)
        for cell in change.cells:
            self._cell(piece.id, cell)
        if change.removed:
            self.made.steps.append(RemoveRows(number, tuple(change.removed)))
        shapes = {len(row.cells) for row in grid.rows}
        for after, row in change.added:
            cells = later.rows[row]
            if len(cells) in shapes:
                self.made.steps.append(AddRow(number, after, later.id, row))
            else:
                self._tell(Told(Topic.UNADDED, later.id, "", "", "｜".join(cells)))
        for row in change.kept:
            line = grid.rows[row].cells[0][0]
            shown = "｜".join(self._text(each[0]) for each in grid.rows[row].cells)
            self._tell(Told(Topic.DROPPED, later.id, shown, "", "", line))
        for was, now in change.deleted:
            self._tell(Told(Topic.DELETED, later.id, "", was, now))
        if change.reordered:
            self._tell(Told(Topic.ORDER, later.id))

    def _cell(self, id_: str, cell: CellTexts) -> None:
        """一格：段数都一样的一段一段对，不一样的合起来对。"""
        base, new = cell.base.split("\n"), cell.new.split("\n")
        apart = len(base) == len(new) == len(cell.lines)
        if not apart:
            base, new = ["".join(base)], ["".join(new)]
        together = tuple((line,) for line in cell.lines) if apart else (cell.lines,)
        for number, (old, now, lines) in enumerate(zip(base, new, together, strict=True)):
            place = partial(_same_cell, cell=cell, number=number if apart else None)
            self._settle(id_, old, now, lines, place)

    def _drop_grid(self, piece: Piece, number: int) -> None:
        """数据里没有了的表格：没有人改过的去掉，改过的留着。"""
        lines = self._story.grids[number].lines
        texts = "".join(map(self._text, lines))
        if texts == "".join(cell.replace("\n", "") for row in piece.rows for cell in row):
            self.made.steps.append(RemoveGrid(number))
            del self._located.grids[piece.id]
        else:
            self._tell(Told(Topic.DROPPED, piece.id, self._text(lines[0]), "", "", lines[0]))

    def drawings(self) -> None:
        """各幅图：数变了的重画。"""
        for piece in self._previous.pieces:
            later = self._succession.later(piece.id)
            if not piece.drawing or later is None or later.drawing == piece.drawing:
                continue
            line = drawing_line(piece.id, self._story)
            if line is None:
                self._tell(Told(Topic.DELETED, piece.id, "", piece.drawing, later.drawing))
            else:
                self.made.steps.append(Redraw(line, later.id))

    # ── 新添的、旧的数 ──

    def additions(self) -> None:
        """新稿里新有的。"""
        for each in additions(self._succession, self._located, self._story, self.made.anchors):
            if isinstance(each, Told):
                self._tell(each)
            else:
                self.made.steps.append(each)

    def stale(self) -> None:
        """人自己加的文字、页眉页脚里旧的数。"""
        own = set(chain.from_iterable(self._located.lines.values()))
        own |= set(self._located.doubtful.values())
        for number in self._located.grids.values():
            own |= set(self._story.grids[number].lines)
        loose = [
            (number, line.text)
            for number, line in enumerate(self._story.lines)
            if number not in own and not line.sealed
        ]
        for told in stale(self._previous, self._new, loose, self._story):
            if told.line is None:
                self._tell(told)
            else:
                self._ask(told, (told.line,))


def _same_place(piece: Piece, group: tuple[Spot, ...]) -> str | None:
    """一个文段的另一稿里，同一处的文字；没有那么多段的为空。"""
    numbers = [number for id_, number in group if id_ == group[0][0]]
    if len(numbers) != len(group) or max(numbers) >= len(piece.paragraphs):
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
