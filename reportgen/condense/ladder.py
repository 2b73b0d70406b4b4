"""说法的阶梯：从最长到最短，各种篇幅都有一种说法；要哪一种才写哪一种。"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple, overload

from reportgen.condense.pieces import take_apart
from reportgen.condense.render import Writing
from reportgen.condense.worth import Keep
from reportgen.length import count_all
from reportgen.wording import HAN

_STEP: Final = 0.98  # 一级比上一级短不过百分之二，只要原文容得下
_TRIES: Final = 4
_GAP: Final = re.compile(rf"(?<=[{HAN}，。；：、（）《》“”])[ \u3000]+|[ \u3000]+(?=[{HAN}，。；：、（）《》“”])")


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
        pieces = self.parts.pieces
        self.order = sorted(
            range(len(pieces)), key=lambda at: (pieces[at].key, -pieces[at].depth, -at)
        )
        self.gone = list(accumulate(pieces[at].size for at in self.order))

    def within(self, limit: int) -> tuple[Shorter, int] | None:
        """不超过上限的最长的说法和它的字数；一句也放不下为空。"""
        pieces = self.parts.pieces
        cut = bisect_left(self.gone, self.upper - limit) + 1 if self.order else 0
        kept = [True] * len(pieces)
        for at in self.order[:cut]:
            kept[at] = False
        written, size = self._written(kept)
        while size > limit and cut < len(self.order):
            over = self.gone[cut - 1] + size - limit
            until = max(bisect_left(self.gone, over) + 1, cut + 1)
            for at in self.order[cut:until]:
                kept[at] = False
            cut = min(until, len(self.order))
            written, size = self._written(kept)
        for _ in range(_TRIES):
            added = self._restore(kept, cut, limit - size)
            if not added:
                break
            fuller, longer = self._written(kept)
            if longer > limit:
                for at in added:
                    kept[at] = False
                break
            written, size = fuller, longer
        if not size:
            return None
        cost = sum(piece.loss for piece, stays in zip(pieces, kept, strict=True) if not stays)
        return Shorter(written.paragraphs(), written.omitted(), round(cost, 3)), size

    def _written(self, kept: list[bool]) -> tuple[Writing, int]:
        written = Writing(self.parts, kept)
        return written, count_all(written.paragraphs()).upper

    def _restore(self, kept: list[bool], cut: int, room: int) -> list[int]:
        """余地还够的补回来，值得的先补。"""
        pieces = self.parts.pieces
        added = []
        for at in reversed(self.order[:cut]):
            if room < 1:
                break
            piece = pieces[at]
            if not kept[at] and piece.size <= room and (piece.parent < 0 or kept[piece.parent]):
                kept[at] = True
                room -= piece.size
                added.append(at)
        return added


class Ladder(Sequence[Shorter]):
    """从长到短的各种说法，每一种都比前一种短；用到才写。"""

    def __init__(self, source: _Source) -> None:
        self._source = source
        self._made: list[Shorter] = []
        self._steps = self._walk()

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


def condense(paragraphs: Sequence[str], keep: Keep = Keep()) -> Sequence[Shorter]:
    """较短的各种说法，从长到短。"""
    return Ladder(_Source(paragraphs, keep))


def condensed_to(
    paragraphs: Sequence[str], limit: int, keep: Keep = Keep()
) -> Shorter | None:
    """上限之内最长的说法；原文放得下就是原文，一句也放不下为空。"""
    if count_all(paragraphs).upper <= limit:
        return Shorter(tuple(paragraphs), (), 0.0)
    found = _Source(paragraphs, keep).within(limit)
    return found[0] if found else None
