"""定方案：上一稿的各文段在现稿里找到，和新稿三样对着看，定下改哪里、说什么。"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from reportgen.merge.additions import additions
from reportgen.merge.grids import CellTexts, change_grid, shown
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
    Rewrite,
    Told,
    Topic,
)
from reportgen.merge.previous import Piece, Previous, Question
from reportgen.merge.questions import DRAWING, REMARKED, Questions, arranged
from reportgen.merge.stale import Replaced, extra, replaced, stale
from reportgen.merge.story import Story
from reportgen.merge.texts import Texts, stands_at, three_way
from reportgen.merge.words.values import Edit, apply

Place = Callable[[Piece], str | None]


def make_plan(
    previous: Previous,
    new: Previous,
    story: Story,
    names: Collection[str],
) -> Plan:
    """更新方案；``names`` 是指标、项目、单位的名称。"""
    planner = _Planner(previous, new, story, names)
    planner.paragraphs()
    planner.tables()
    planner.drawings()
    planner.additions()
    planner.stale()
    planner.carry()
    plan = planner.made
    plan.remarks, withdrawn = arranged(plan.remarks, story.remarks)
    plan.withdrawn += withdrawn
    return plan


class _Planner:
    def __init__(
        self, previous: Previous, new: Previous, story: Story, names: Collection[str]
    ) -> None:
        self._previous, self._new, self._story, self._names = previous, new, story, names
        self._succession = Succession(previous, new)
        self._located = locate(previous, story)
        self._questions = Questions(previous, story)
        self._compared: list[Texts] = []
        self._handled: set[int] = set()
        self._declined = 0
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
        id_, number = group[0]
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
                self._leave(id_, theirs, lines)
        elif piece.blank and theirs != base:
            self._filled(piece, base, new, lines)
        else:
            if piece.blank and new != base:
                self._withdraw(lines)
            spots = str(number), str(self._succession.later_number((id_, number)))
            self._settle(id_, base, new, lines, spots, lambda other: _same_place(other, group))

    def _filled(self, piece: Piece, base: str, new: str, lines: tuple[int, ...]) -> None:
        """等人填写的地方人已经填了；数据里后来也有了，是冲突。"""
        theirs = "".join(map(self._text, lines))
        self._handled -= set(lines)  # 填的是人的话，里面旧的数照样要说
        if new != base and bare(theirs) != bare(new):
            later = self._succession.later_id(piece.id)
            self.made.held[later] = piece
            question = Question(later, "", Topic.CONFLICT, base, new)
            self._ask(question, Told(Topic.CONFLICT, later, theirs, base, new, lines[0]), lines)

    def _leave(self, id_: str, theirs: str, lines: tuple[int, ...]) -> None:
        """数据里没有了的，人改过，留着。"""
        question = Question(id_, "", Topic.DROPPED, theirs, "")
        self._ask(question, _told(question, lines[0]), lines)

    def _anchor(self, id_: str, lines: tuple[int, ...]) -> None:
        self._handled |= set(lines)
        first, last = self.made.anchors.get(id_, (lines[0], lines[-1]))
        self.made.anchors[id_] = (min(first, lines[0]), max(last, lines[-1]))

    def _withdraw(self, lines: tuple[int, ...]) -> None:
        """等人填写的地方有了文字，“该写什么”的批注去掉。"""
        for noted in self._story.remarks:
            if set(noted.lines) & set(lines):
                self.made.withdrawn.append(noted.id)

    def _settle(
        self,
        id_: str,
        base: str,
        new: str,
        lines: tuple[int, ...],
        spots: tuple[str, str],
        place: Place,
    ) -> None:
        """三样对着看，记下要改的、要说的。

        ``spots`` 是在上一稿、新稿的哪一处，``place`` 是同一处在早先各稿里的文字。
        """
        later = self._succession.later_id(id_)
        earlier = (place(each) for each in self._previous.earlier.get(id_, ()))
        texts = Texts(
            later,
            base,
            new,
            tuple((line, self._text(line)) for line in lines),
            tuple(text for text in earlier if text),
            self._questions.conflicts(later, spots[0]),
            heading=id_.endswith(HEADING),
            closed=tuple(self._story.lines[line].closed for line in lines),
        )
        self._handled |= set(lines)
        self._compared.append(texts)
        declined = base == new != texts.theirs and texts.theirs in texts.earlier
        self._declined += declined and not texts.asked
        compared = three_way(texts, self._names)
        self.made.steps.extend(compared.rewrites)
        for clash in compared.clashes:
            stands = stands_at(texts.theirs, clash)
            question = Question(later, spots[1], Topic.CONFLICT, clash.was, clash.now)
            span = _covering(texts, clash.start, clash.end)
            told = Told(Topic.CONFLICT, later, stands, clash.was, clash.now, span[0])
            self._ask(question, told, span)
        for each, stands in compared.carried:
            question = each._replace(piece=later, spot=spots[1])
            told = Told(Topic.CONFLICT, later, stands, each.was, each.now, lines[0])
            self._ask(question, told, lines)
        for differing in compared.differing if not texts.heading else ():
            stands, said = differing.stands, differing.said
            span = _covering(texts, differing.start, differing.end)
            question = Question(later, spots[1], Topic.DIFFERS, stands, said)
            self._ask(question, Told(Topic.DIFFERS, later, stands, stands, said, span[0]), span)

    def _ask(self, question: Question, told: Told, lines: tuple[int, ...]) -> None:
        """要人定的一件事：没有定的说一句，旁边留批注；批注还在的不另写。"""
        settled = self._questions.settled(question, lines)
        self.made.questions.append(question._replace(settled=settled))
        if settled:
            return
        self._tell(told)
        if question.topic in REMARKED:
            standing = self._questions.remark(question, lines)
            span = standing.lines if standing is not None else lines
            topic = Topic(question.topic)
            remark = Remark(span[0], span[-1], topic, told.piece, question.was, question.now)
            self.made.remarks.append(remark)

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
                if later is not None and later.rows and later.rows != piece.rows:
                    was, now = _as_text(piece), _as_text(later)
                    self._tell(Told(Topic.DELETED, piece.id, "", was, now))
                    self.made.held[later.id] = piece
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
        for cell, whole in change.merged:
            self._handled |= set(whole)
            question = Question(later.id, cell.spots[1], Topic.CONFLICT, cell.base, cell.new)
            stands = shown(map(self._text, whole))
            told = Told(Topic.CONFLICT, later.id, stands, cell.base, cell.new, whole[0])
            self._ask(question, told, whole)
        if change.removed:
            self.made.steps.append(RemoveRows(number, tuple(change.removed)))
        shapes = {len(row.cells) for row in grid.rows}
        for after, row in change.added:
            cells = later.rows[row]
            if len(cells) in shapes:
                self.made.steps.append(AddRow(number, after, later.id, row))
            else:
                self._row(Topic.UNADDED, later.id, "", shown(cells))
        for row in change.kept:
            lines = tuple(line for cell in grid.rows[row].cells for line in cell)
            self._row(Topic.DROPPED, later.id, shown(map(self._text, lines)), "", lines)
        for was, now in change.deleted:
            self._row(Topic.DELETED, later.id, was, now)
        if change.reordered:
            self._tell(Told(Topic.ORDER, later.id))

    def _row(self, topic: Topic, id_: str, was: str, now: str, lines: tuple[int, ...] = ()) -> None:
        """表格的一行要人定。"""
        question = Question(id_, "", topic, was, now)
        self._ask(question, _told(question, lines[0] if lines else None), lines)

    def _cell(self, id_: str, cell: CellTexts) -> None:
        """一格：段数都一样的一段一段对，不一样的合起来对。"""
        base, new = cell.base.split("\n"), cell.new.split("\n")
        apart = len(base) == len(new) == len(cell.lines)
        if not apart:
            base, new = ["".join(base)], ["".join(new)]
        together = tuple((line,) for line in cell.lines) if apart else (cell.lines,)
        for number, (old, now, lines) in enumerate(zip(base, new, together, strict=True)):
            place = partial(_same_cell, cell=cell, number=number if apart else None)
            self._settle(id_, old, now, lines, cell.spots, place)

    def _drop_grid(self, piece: Piece, number: int) -> None:
        """数据里没有了的表格：没有人改过的去掉，改过的留着。"""
        lines = tuple(self._story.grids[number].lines)
        texts = "".join(map(self._text, lines))
        self._handled |= set(lines)
        if texts == "".join(cell.replace("\n", "") for row in piece.rows for cell in row):
            self.made.steps.append(RemoveGrid(number))
            del self._located.grids[piece.id]
        else:
            self._leave(piece.id, shown(map(self._text, lines)), lines)

    def drawings(self) -> None:
        """各幅图：数变了的重画；数据里没有了的、人删去了的，说一句。"""
        for piece in self._previous.pieces:
            later = self._succession.later(piece.id)
            if not piece.drawing or (later is not None and later.drawing == piece.drawing):
                continue
            line = drawing_line(piece.id, self._story)
            if line is not None and later is not None:
                self.made.steps.append(Redraw(line, later.id))
            elif line is not None:
                self._leave(piece.id, DRAWING, (line,))
            elif later is not None:
                self._tell(Told(Topic.DELETED, piece.id, "", piece.drawing, later.drawing))
                self.made.held[later.id] = piece

    # ── 新添的、旧的数 ──

    def additions(self) -> None:
        """新稿里新有的。"""
        for each in additions(self._succession, self._located, self._story, self.made.anchors):
            if isinstance(each, Told):
                self._tell(each)
            else:
                self.made.steps.append(each)

    def stale(self) -> None:
        """旧的数：人自己加的段落、行、栏，填的地方，页眉页脚；人在我们的段落里加的话。"""
        loose = [
            (number, line.text)
            for number, line in enumerate(self._story.lines)
            if number not in self._handled and not line.sealed
        ]
        changes = replaced(self._previous, self._new)
        rewritten = {each.line: each.edits for each in self.made.steps if isinstance(each, Rewrite)}
        for told in chain(
            stale(changes, loose, self._story.outside), self._left_over(changes, rewritten)
        ):
            if told.line is None:
                self._tell(told)
            else:
                question = Question("", "", Topic.STALE, told.was, told.now)
                self._ask(question, told, (told.line,))
        if self._declined:
            self._tell(Told(Topic.DECLINED, "", f"{self._declined}段"))

    def _left_over(
        self, changes: Sequence[Replaced], rewritten: Mapping[int, tuple[Edit, ...]]
    ) -> Iterator[Told]:
        """我们的段落里，新的数都到了，还有旧的：是人加的话里的。"""
        for texts in self._compared:
            if texts.theirs == texts.base:
                continue
            for line, text in texts.lines:
                after = apply(rewritten.get(line, ()), text)
                yield from extra(changes, line, after, texts.new, (texts.base, *texts.earlier))

    def carry(self) -> None:
        """上次要人定的行、段落、图，还是那样的，接着说。"""
        for each in self._questions.unresolved(self._story, self._new, self.made.questions):
            self._ask(each, _told(each), ())


def _told(question: Question, line: int | None = None) -> Told:
    """留着的、删去的、添不进去的，怎样说；留着的，现在写的就是。"""
    was, stands = question.was, ""
    if question.topic == Topic.DROPPED:
        was, stands = stands, was
    return Told(Topic(question.topic), question.piece, stands, was, question.now, line)


def _as_text(piece: Piece) -> str:
    return "；".join(map(shown, piece.rows))


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
