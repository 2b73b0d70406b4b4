"""取舍：去哪几个零件，丢得最少而够短；一个零件去了，靠它的也去。"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from reportgen.condense.pieces import Piece

_WINDOW: Final = 90  # 分寸上细算的零件数，前面的都去，后面的都留
_FINE: Final = 240  # 细算的字数
_EDIT: Final = 5.0  # 每动一处另有代价：宁可少动几处


class Choice:
    """零件排好了先后，按要省的字数取舍。"""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.order = sorted(
            range(len(pieces)), key=lambda at: (pieces[at].key, -pieces[at].depth, -at)
        )
        self.gone = list(accumulate(pieces[at].size for at in self.order))

    def kept(self, saving: int) -> list[bool] | None:
        """至少省这么多字，各零件留不留；省不出来为空。"""
        cut = bisect_left(self.gone, saving) + 1
        if cut > len(self.order):
            return None
        begin = max(0, cut - _WINDOW // 2, bisect_left(self.gone, saving - _FINE))
        window = self.order[begin : begin + _WINDOW]
        kept = [True] * len(self.pieces)
        for at in self.order[:begin]:
            kept[at] = False
        for at in self._least(window, saving - (self.gone[begin - 1] if begin else 0)):
            kept[at] = False
        return kept

    def _least(self, window: Sequence[int], saving: int) -> list[int]:
        """其中去哪几个，省够字数而丢得最少：按先根次序，每个零件或留，或连靠它的一起去。"""
        ordered, after = _preorder(self.pieces, window)
        count = len(ordered)
        best: list[list[float]] = [[]] * count + [[0.0] + [math.inf] * saving]
        for at in reversed(range(count)):
            inside = [self.pieces[number] for number in ordered[at : after[at]]]
            size = min(sum(piece.size for piece in inside), saving)
            loss = sum(piece.value * piece.size for piece in inside) + _EDIT
            gone = [loss + rest for rest in best[after[at]]]
            gone = [gone[0]] * size + gone[: saving + 1 - size]
            best[at] = list(map(min, best[at + 1], gone))
        removed: list[int] = []
        at = 0
        while at < count and saving > 0:
            if best[at][saving] == best[at + 1][saving]:
                at += 1
                continue
            inside_numbers = ordered[at : after[at]]
            removed += inside_numbers
            saving = max(0, saving - sum(self.pieces[number].size for number in inside_numbers))
            at = after[at]
        return removed


def _preorder(pieces: Sequence[Piece], window: Sequence[int]) -> tuple[list[int], list[int]]:
    """先根次序，和每个零件连同靠它的在次序里到哪里为止。"""
    inside = set(window)
    children: dict[int, list[int]] = {}
    roots: list[int] = []
    for at in sorted(window):
        parent = pieces[at].parent
        if parent in inside:
            children.setdefault(parent, []).append(at)
        else:
            roots.append(at)
    ordered: list[int] = []
    ends: dict[int, int] = {}
    stack = [(root, False) for root in reversed(roots)]
    while stack:
        at, done = stack.pop()
        if done:
            ends[at] = len(ordered)
            continue
        ordered.append(at)
        stack.append((at, True))
        stack += [(child, False) for child in reversed(children.get(at, []))]
    return ordered, [ends[at] for at in ordered]
