"""一组文字的三样对着看：上一稿的几段、现稿的几段、新稿的几段，多半各一段。

改的地方落回各段；跨段的改不了，是冲突。上次的冲突人没有定的，接着说。
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import NamedTuple

from reportgen.merge.matching import numbering
from reportgen.merge.plan import Rewrite
from reportgen.merge.previous import Question
from reportgen.merge.questions import adopted, alike, has_figure
from reportgen.merge.words.revise import revise
from reportgen.merge.words.sentence import merge_text
from reportgen.merge.words.tokens import tokens
from reportgen.merge.words.values import Clash, Differing, Edit, Merged

TICKED = "☑"


class Texts(NamedTuple):
    """一组文字：``base`` 是上一稿的，``new`` 是新稿的，``lines`` 是现稿的第几段和文字。

    ``earlier`` 是早先的样子；``asked`` 是上次这一处要人定的冲突；``closed`` 是现稿的各段里改不了的
    各截。
    """

    piece: str
    base: str
    new: str
    lines: tuple[tuple[int, str], ...]
    earlier: tuple[str, ...] = ()
    asked: tuple[Question, ...] = ()
    heading: bool = False
    closed: tuple[tuple[tuple[int, int], ...], ...] = ()

    @property
    def theirs(self) -> str:
        """现稿的文字，几段接着。"""
        return "".join(text for _, text in self.lines)


class Compared(NamedTuple):
    """对着看的结果：改哪里、冲突、人写的和数据不一致的数。

    ``carried`` 是上次的冲突，原样还在，和人写的那个数（找不到的是整段）。
    """

    rewrites: tuple[Rewrite, ...] = ()
    clashes: tuple[Clash, ...] = ()
    differing: tuple[Differing, ...] = ()
    carried: tuple[tuple[Question, str], ...] = ()


def three_way(texts: Texts, names: Collection[str]) -> Compared:
    """三样对着看；上次的冲突，数据又变了的换成新的值，原值还是最早的；改回去了的不再是冲突。"""
    base, theirs, new, skip = _without_number(texts)
    if theirs == base and not texts.asked:
        rewrites, crossing = _rewrites(texts, revise(base, new, names), skip)
        if not crossing:
            return Compared(rewrites)
    if TICKED in base + new and theirs != base != new != theirs:
        # 勾选的几项是一件事，两边都改了的，不能各勾各的
        merged = Merged((), (Clash(0, len(theirs), base, new),), ())
    else:
        merged = merge_text(base, theirs, new, texts.earlier, names)
    rewrites, crossing = _rewrites(texts, merged.edits, skip)
    left = list(texts.asked)
    clashes = []
    back = []
    for clash in (*merged.clashes, *crossing):
        prior = next((each for each in left if clash.was in (each.now, each.was)), None)
        if prior is not None:
            left.remove(prior)
            clash = clash._replace(was=prior.was)
        if clash.was != clash.now:
            clashes.append(clash)
        elif has_figure(stands := theirs[clash.start : clash.end]):
            # 数据改回了人改以前的样子：不是冲突，是人写的和数据不一致
            back.append(Differing(clash.start, clash.end, stands, clash.now))
    # 数据在别处变了的，这一处没有变，新值还在新稿里；人已经照新值改了的，不再问
    carried = tuple(
        each
        for each in left
        if (base == new or each.now in new) and not adopted(each.now, theirs, new)
    )
    said = [each.now for each in carried]
    differing = tuple(
        each
        for each in (*merged.differing, *back)
        if not any(_overlap(clash, each) for clash in clashes)  # 冲突里说过了
        and not any(alike(each.said, now) for now in said)
    )
    return Compared(
        rewrites,
        tuple(_moved(each, skip) for each in clashes),
        tuple(each._replace(start=each.start + skip, end=each.end + skip) for each in differing),
        tuple((each, _stands(each, theirs, merged.differing)) for each in carried),
    )


def stands_at(theirs: str, clash: Clash) -> str:
    """冲突的地方写的数；还是原来的，就说原来的；不是数的，说整段。"""
    part = theirs[clash.start : clash.end]
    if part in ("", theirs) or not has_figure(part):
        return theirs
    return clash.was if alike(part, clash.was) else part


def _stands(question: Question, theirs: str, differing: Sequence[Differing]) -> str:
    """冲突的那个数，人写的是多少；找不到的是整段。"""
    found = [each.stands for each in differing if alike(each.said, question.now)]
    if not found and alike(question.was, theirs):
        return question.was  # 还是原来的：那一处改不了
    return found[0] if found else theirs


def _overlap(one: Clash, other: Differing) -> bool:
    same = (one.start, one.end) == (other.start, other.end)
    return same or (one.start < other.end and other.start < one.end)


def _moved(clash: Clash, skip: int) -> Clash:
    return clash._replace(start=clash.start + skip, end=clash.end + skip)


def _without_number(texts: Texts) -> tuple[str, str, str, int]:
    """标题人重编了号的，只比序号以外的；返回三样文字和现稿的序号占几个字。"""
    base, theirs, new = texts.base, texts.theirs, texts.new
    if not texts.heading:
        return base, theirs, new, 0
    marks = [numbering(text) for text in (base, theirs, new)]
    if marks[0] == marks[1]:
        return base, theirs, new, 0
    skip = len(marks[1])
    return base[len(marks[0]) :], theirs[skip:], new[len(marks[2]) :], skip


def _rewrites(
    texts: Texts, edits: Sequence[Edit], skip: int
) -> tuple[tuple[Rewrite, ...], list[Clash]]:
    """改的地方落回各段；跨段的、改不了的是冲突。"""
    ends = list(accumulate(len(text) for _, text in texts.lines))
    found: dict[int, list[Edit]] = {}
    crossing = []
    for edit in edits:
        start, end = edit.start + skip, edit.end + skip
        number = next((n for n, stop in enumerate(ends) if end <= stop), len(ends) - 1)
        head = ends[number] - len(texts.lines[number][1])
        closed = texts.closed[number] if texts.closed else ()
        if start < head or any(_touches(start - head, end - head, each) for each in closed):
            unit = _unit_after(texts.theirs, start, end)
            was, now = texts.theirs[start:end] + unit, edit.text + unit
            crossing.append(Clash(edit.start, edit.end + len(unit), was, now))
            continue
        local = Edit(start - head, end - head, edit.text)
        found.setdefault(texts.lines[number][0], []).append(local)
    return tuple(Rewrite(line, tuple(each), texts.piece) for line, each in found.items()), crossing


def _unit_after(text: str, start: int, end: int) -> str:
    """改的是一个数，它后面的单位。"""
    figures = (token.figure for token in tokens(text))
    found = (each for each in figures if each is not None and each.start <= start < each.end)
    return next((text[end : each.unit_end] for each in found if each.end == end), "")


def _touches(start: int, end: int, closed: tuple[int, int]) -> bool:
    """改这几个字，碰着改不了的；插在它中间也算。"""
    return start < closed[1] and closed[0] < end if start < end else closed[0] < start < closed[1]
