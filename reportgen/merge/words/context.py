"""一段的三份文字，打算改的、要说的，和几样都要问的：一项还在不在，原来在哪。"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

from reportgen.merge.words.parts import Part, text_of
from reportgen.merge.words.place import Place
from reportgen.merge.words.tokens import OBJECT, Token, folded
from reportgen.merge.words.values import Clash, Differing, Edit

GONE: Final = 0.35  # 一句留下的不到这么多，算是删了
LIST_ENDS: Final = frozenset("、，；。：）！？,;.:)!?\n")


class Placing(NamedTuple):
    """一处打算：几处改动，要么都做，要么说出来。"""

    edits: tuple[Edit, ...]
    was: str
    now: str


class Context:
    """一段的三份文字；``place`` 是旧词在人写的文字里的位置。"""

    def __init__(
        self,
        base: Sequence[Token],
        theirs: Sequence[Token],
        new: Sequence[Token],
        earlier: Sequence[Sequence[Token]],
        text: str,
    ) -> None:
        self.base, self.theirs, self.new, self.text = base, theirs, new, text
        self.place = Place(base, theirs)
        self.earlier = [(tokens, Place(base, tokens)) for tokens in earlier]
        self.said = {token.key for token in new if token.figure}
        self.placings: list[Placing] = []
        self.clashes: list[Clash] = []
        self.differing: list[Differing] = []

    @cached_property
    def base_place(self) -> Place:
        """旧文对旧文：找一项在旧文里有没有、是不是只有一处。"""
        return Place(self.base, self.base)

    def standing(self, part: Part) -> int | None:
        """一项原样在人写的文字里，两头都是标点。"""
        size = part.stop - part.start
        j = self.place.whole(part.start, part.stop)
        if j is None and size >= 3:
            content = self.base[part.start : part.stop]
            j = self.place.find(content) if self.base_place.find(content) is not None else None
        return j if j is not None and self.bounded(j, j + size) else None

    def typed(self, content: Sequence[Token]) -> bool:
        """新的话已经在了（旧文里没有的才算）。"""
        if self.base_place.holds(content):
            return False
        return any(self.bounded(j, j + len(content)) for j in self.place.occurrences(content))

    def bounded(self, start: int, stop: int) -> bool:
        """人写的词 [start:stop) 两头是标点、图，或到了头。"""
        theirs = self.theirs
        left = start == 0 or theirs[start - 1].key in LIST_ENDS or theirs[start - 1].key == OBJECT
        right = stop >= len(theirs) or theirs[stop].key in LIST_ENDS or theirs[stop].key == OBJECT
        return left and right

    def old(self, part: Part) -> str:
        """旧文的一句、一项。"""
        return text_of(self.base, part.start, part.stop)

    def now(self, part: Part) -> str:
        """新文的一句、一项。"""
        return text_of(self.new, part.start, part.stop)

    def spot(self, part: Part) -> tuple[int, int]:
        """说一句的冲突时指着哪里。"""
        if self.place.kept(part) < GONE:
            return self.outside(part)
        return self.place.gap(part.start, part.stop)

    def outside(self, part: Part) -> tuple[int, int]:
        """删了的句子原来在哪里：只剩标点的是一个点，改写了的是那一段。"""
        start, end = self.place.between(part.start, part.end)
        words = folded(self.text[start:end])
        return (start, end) if any(c.isalnum() for c in words) else (start, start)

    def clash(self, spot: tuple[int, int], was: str, now: str) -> None:
        """记一个冲突；碰到一个数的，指着整个数连同单位。"""
        start, end = spot
        for token in self.theirs:
            figure = token.figure
            if figure and figure.start < spot[1] and spot[0] < figure.unit_end:
                start, end = min(start, figure.start), max(end, figure.unit_end)
        self.clashes.append(Clash(start, end, was, now))


def shown_in(tokens: Sequence[Token], index: int) -> str:
    """数连同单位。"""
    figure = tokens[index].figure
    assert figure
    stop = index + 1
    while stop < len(tokens) and tokens[stop].start < figure.unit_end:
        stop += 1
    return text_of(tokens, index, stop)
