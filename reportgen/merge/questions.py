"""要人定的：冲突、人写的数和数据不一致、旧的数、添不进去的、留着的；定了以前每次都说，定了不再提。

人改好了、删去旁边的批注、点了“已解决”，都是定了。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.merge.grids import shown
from reportgen.merge.locating import drawing_line
from reportgen.merge.matching import bare
from reportgen.merge.plan import Remark, Topic
from reportgen.merge.previous import Previous, Question
from reportgen.merge.story import Noted, Story
from reportgen.merge.words.format import same, times
from reportgen.merge.words.tokens import figures

# 旁边写批注的；别的只在终端和合并说明里说
DRAWING = "（图）"
REMARKED = (Topic.CONFLICT, Topic.DIFFERS, Topic.STALE)


def values(each: Question | Remark) -> tuple[str, str]:
    """批注里说原值、新值的两行；分了行的接成一行，软件存过空格会变的也认得。"""
    was, now = ("这里写的", "数据") if each.topic == Topic.DIFFERS else ("原值", "新值")
    return (
        f"{was}：{' '.join(each.was.split()) or '（没有）'}",
        f"{now}：{' '.join(each.now.split()) or '（没有了）'}",
    )


class Questions:
    """上次要人定的，和人定了没有。"""

    def __init__(self, previous: Previous, story: Story) -> None:
        self._asked = previous.questions
        self._final = previous.final
        self._remarks = [each for each in story.remarks if not each.resolved]

    def conflicts(self, piece: str, spot: str) -> tuple[Question, ...]:
        """一处上次的冲突。"""
        return tuple(
            each
            for each in self._asked
            if (each.piece, each.spot, each.topic) == (piece, spot, Topic.CONFLICT)
        )

    def unresolved(
        self, story: Story, new: Previous, again: Iterable[Question]
    ) -> Iterator[Question]:
        """上次留着的、添不进去的、删去的行和图，还是那样的；``again`` 里这次说过了的不算。"""
        told = {_key(each) for each in again}
        rows = {
            bare(shown(story.lines[line].text for cell in row.cells for line in cell))
            for grid in story.grids
            for row in grid.rows
        }
        standing = rows | {bare(line.text) for line in story.lines}
        ahead = {bare(shown(row)) for piece in new.pieces for row in piece.rows}
        for each in self._asked:
            if _key(each) in told:
                continue
            if each.topic == Topic.DROPPED:
                drawn = each.was == DRAWING and drawing_line(each.piece, story) is not None
                if drawn or bare(each.was) in standing:
                    yield each
            elif each.topic in (Topic.UNADDED, Topic.DELETED) and (
                bare(each.now) in ahead and bare(each.now) not in rows
            ):
                yield each

    def remark(self, question: Question, lines: Sequence[int]) -> Noted | None:
        """现稿这几段旁边说这件事的批注。"""
        here = set(lines)
        found = (each for each in self._saying(question) if here & set(each.lines))
        return next(found, None)

    def settled(self, question: Question, lines: Sequence[int]) -> bool:
        """定了：以前就定了；或者上次问过，批注没有了、点了“已解决”（定稿里本来就没有批注）。

        同样的事有几处的，看这几段旁边的那一条；那一条挪走了，批注一条不少，也还没有定。
        """
        alike = [each for each in self._asked if _key(each) == _key(question)]
        known = [each for each in alike if each.piece == question.piece]
        if not known:
            return False
        if all(each.settled for each in known):
            return True
        if self._final or question.topic not in REMARKED or self.remark(question, lines):
            return False
        open_ = [each for each in alike if not each.settled]
        return len(list(self._saying(question))) < len(open_)

    def _saying(self, question: Question) -> Iterable[Noted]:
        lines = set(values(question))
        return (each for each in self._remarks if lines <= set(each.text.split("\n")))


def _key(question: Question) -> tuple[str, str, str]:
    return question.topic, question.was, question.now


def adopted(now: str, theirs: str, new: str) -> bool:
    """人已经照新值改了：新值里的数，现稿里有新稿里那么多；没有数的，看有没有这句话。"""
    wanted = figures(now)
    if not wanted:
        return bool(bare(now)) and bare(now) in bare(theirs)
    standing, ahead = figures(theirs), figures(new)
    return all(times(each, standing) >= max(times(each, ahead), 1) for each in wanted)


def has_figure(text: str) -> bool:
    """里面有数。"""
    return bool(figures(text))


def alike(one: str, other: str) -> bool:
    """说的是同一个数。"""
    return any(same(a, b) for a in figures(one) for b in figures(other))


def arranged(remarks: Iterable[Remark], noted: Iterable[Noted]) -> tuple[list[Remark], list[str]]:
    """要写的批注，和要去掉的：上次写的还在原处、说的一样的不动，别的换掉；不重样。"""
    wanted = {(each.first, *values(each)): each for each in remarks}
    withdrawn = []
    for each in noted:
        if not each.question:
            continue
        said = set(each.text.split("\n"))
        kept = [
            key
            for key, remark in wanted.items()
            if set(values(remark)) <= said and key[0] in each.lines
        ]
        if kept and not each.resolved:
            del wanted[kept[0]]
        else:
            withdrawn.append(each.id)
    return list(wanted.values()), withdrawn
