"""说法的阶梯：从最长到最短，各种篇幅都有一种说法；要哪一种才写哪一种。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, overload

from reportgen.condense.choice import Choice
from reportgen.condense.pieces import take_apart
from reportgen.condense.render import Writing
from reportgen.condense.worth import KEEP_NOTHING, Keep
from reportgen.length import count_all
from reportgen.wording import HAN

_STEP: Final = 0.98  # 一级比上一级短不过百分之二，只要原文容得下
_SLACK: Final = 0.01  # 离上限这么近就够了
_TRIES: Final = 6
_GAP: Final = re.compile(
    rf"(?<=[{HAN}，。；：、（）《》“”])[ \u3000]+|[ \u3000]+(?=[{HAN}，。；：、（）《》“”])"
)


class Shorter(NamedTuple):
    """一种较短的说法：各段、没有写的原话、丢了多少（没有丢为 0）。"""

    paragraphs: tuple[str, ...]
    omitted: tuple[str, ...]
    cost: float


class _Source:
    """拆好的原文，按篇幅取舍。"""

    def __init__(self, paragraphs: Sequence[str], keep: Keep) -> None:
        cleaned = (_GAP.sub("", text.strip()) for text in paragraphs)
        self.given = tuple(text for text in cleaned if text)
        self.upper = count_all(self.given).upper
        self.parts = take_apart(list(self.given), keep)
        self.choice = Choice(self.parts.pieces)

    def within(self, limit: int) -> tuple[Shorter, int] | None:
        """不超过上限的最长的说法和它的字数；一句也放不下为空。"""
        found: tuple[Writing, list[bool], int] | None = None
        saving = self.upper - limit
        for _ in range(_TRIES):
            kept = self.choice.kept(saving) if saving > 0 else None
            if kept is None:
                break
            written, size = self._written(kept)
            if 0 < size <= limit and (found is None or size > found[2]):
                found = (written, kept, size)
            if 0 <= limit - size <= limit * _SLACK:
                break
            saving += size - limit
        if found is None:
            return None
        written, kept, size = found
        pieces = self.parts.pieces
        cost = sum(piece.loss for piece, stays in zip(pieces, kept, strict=True) if not stays)
        return Shorter(written.paragraphs(), written.omitted(), round(cost, 3)), size

    def _written(self, kept: list[bool]) -> tuple[Writing, int]:
        written = Writing(self.parts, kept)
        return written, count_all(written.paragraphs()).upper


class Ladder(Sequence[Shorter]):
    """从长到短的各种说法，每一种都比前一种短；用到才写。"""

    def __init__(self, source: _Source) -> None:
        self._source = source
        self._made: list[Shorter] = []
        self._steps = self._walk()

    def within(self, limit: int) -> Shorter | None:
        """上限之内最长的说法，不必从头走到那一级；一句也放不下为空。"""
        found = self._source.within(limit)
        return found[0] if found else None

    def _walk(self) -> Iterator[Shorter]:
        limit = self._source.upper - 1
        while limit > 0:
            found = self._source.within(limit)
            if found is None:
                return
            yield found[0]
            limit = min(found[1] - 1, int(found[1] * _STEP))

    def _make(self, number: int | None) -> None:
        while number is None or len(self._made) <= number:
            step = next(self._steps, None)
            if step is None:
                return
            self._made.append(step)

    def __iter__(self) -> Iterator[Shorter]:
        number = 0
        while True:
            self._make(number)
            if number >= len(self._made):
                return
            yield self._made[number]
            number += 1

    def __len__(self) -> int:
        self._make(None)
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> Shorter: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Shorter]: ...
    def __getitem__(self, index: int | slice) -> Shorter | Sequence[Shorter]:
        self._make(index if isinstance(index, int) and index >= 0 else None)
        return self._made[index]


def condense(paragraphs: Sequence[str], keep: Keep = KEEP_NOTHING) -> Ladder:
    """较短的各种说法，从长到短。"""
    return Ladder(_Source(paragraphs, keep))


def condensed_to(
    paragraphs: Sequence[str], limit: int, keep: Keep = KEEP_NOTHING
) -> Shorter | None:
    """上限之内最长的说法；原文放得下就是原文，一句也放不下为空。"""
    if count_all(paragraphs).upper <= limit:
        return Shorter(tuple(paragraphs), (), 0.0)
    return condense(paragraphs, keep).within(limit)
