"""对齐：两段文字里哪个词对哪个词，是带权的最长公共子序列。

数重、字轻、标点更轻，连着的有加分；长的先用 rapidfuzz 找相同的长串作锚，锚间再细对。
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final

from rapidfuzz.distance import LCSseq

from reportgen.merge.words.tokens import Kind, Token

WEIGHTS: Final = {
    Kind.NUMBER: 3.0,
    Kind.DATE: 3.0,
    Kind.NAME: 3.0,
    Kind.WORD: 1.0,
    Kind.HAN: 1.0,
    Kind.UNIT: 1.0,
    Kind.MARK: 0.35,
    Kind.OBJECT: 0.35,
}
CONTIGUOUS: Final = 0.5  # 连着的加分
_ANCHOR: Final = 8  # 这么长的相同一串作锚
_SMALL: Final = 2500  # 格子不多的直接细对
_LARGE: Final = 20_000  # 锚间还这么多的，锚放短
_ISLAND: Final = 2.5  # 两边都是改动的一小串，轻于此的不算对上
_AROUND: Final = 3

Matches = list[tuple[int, int]]


def align(
    one: Sequence[Token],
    other: Sequence[Token],
    key: Callable[[Token], Hashable] | None = None,
) -> Matches:
    """对上的词的下标，从左到右；``key`` 是按什么算相同，缺省不论写法。"""
    keys: dict[Hashable, int] = {}
    first = [keys.setdefault(key(t) if key else t.key, len(keys)) for t in one]
    second = [keys.setdefault(key(t) if key else t.key, len(keys)) for t in other]
    weights = [WEIGHTS[token.kind] for token in one]
    found: Matches = []
    _between(first, second, weights, (0, len(first), 0, len(second)), _ANCHOR, found)
    return _without_islands(found, weights, len(first), len(second))


def _between(
    one: list[int],
    other: list[int],
    weights: list[float],
    box: tuple[int, int, int, int],
    anchor: int,
    found: Matches,
) -> None:
    i1, i2, j1, j2 = box
    while i1 < i2 and j1 < j2 and one[i1] == other[j1]:
        found.append((i1, j1))
        i1, j1 = i1 + 1, j1 + 1
    tail: Matches = []
    while i1 < i2 and j1 < j2 and one[i2 - 1] == other[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
        tail.append((i2, j2))
    cells = (i2 - i1) * (j2 - j1)
    if cells and cells <= _SMALL:
        _weighed(one, other, weights, (i1, i2, j1, j2), found)
    elif cells:
        _anchored(one, other, weights, (i1, i2, j1, j2), anchor, found)
    found.extend(reversed(tail))


def _anchored(
    one: list[int],
    other: list[int],
    weights: list[float],
    box: tuple[int, int, int, int],
    anchor: int,
    found: Matches,
) -> None:
    i1, i2, j1, j2 = box
    blocks = [
        (i1 + op.src_start, j1 + op.dest_start, op.src_end - op.src_start)
        for op in LCSseq.opcodes(one[i1:i2], other[j1:j2])
        if op.tag == "equal" and op.src_end - op.src_start >= anchor
    ]
    if not blocks:
        if (i2 - i1) * (j2 - j1) <= _LARGE:
            _weighed(one, other, weights, box, found)
        elif anchor > 2:
            _anchored(one, other, weights, box, anchor // 2, found)
        return
    start_i, start_j = i1, j1
    for i, j, length in blocks:
        _between(one, other, weights, (start_i, i, start_j, j), anchor, found)
        found.extend((i + step, j + step) for step in range(length))
        start_i, start_j = i + length, j + length
    _between(one, other, weights, (start_i, i2, start_j, j2), anchor, found)


def _weighed(
    one: list[int],
    other: list[int],
    weights: list[float],
    box: tuple[int, int, int, int],
    found: Matches,
) -> None:
    """细对：每一格记到这里最好的分，和以这一对结尾时的分。"""
    i1, i2, j1, j2 = box
    width = j2 - j1
    best = [[0.0] * (width + 1)]
    ends: list[dict[int, tuple[float, bool]]] = [{}]
    places: dict[int, list[int]] = {}
    for j in range(width):
        places.setdefault(other[j1 + j], []).append(j + 1)
    for i in range(i1, i2):
        above, here = best[-1], best[-1].copy()
        before, matched = ends[-1], {}
        weight = weights[i]
        for j in places.get(one[i], ()):
            score, joined = above[j - 1] + weight, False
            previous = before.get(j - 1)
            if previous and previous[0] + weight + CONTIGUOUS >= score:
                score, joined = previous[0] + weight + CONTIGUOUS, True
            matched[j] = (score, joined)
            here[j] = max(here[j], score)
        if matched:  # 往右传到头，不然下一行看不见
            running = 0.0
            for j in range(min(matched), width + 1):
                running = max(running, here[j])
                here[j] = running
        best.append(here)
        ends.append(matched)
    path: Matches = []
    i, j, must = i2 - i1, width, False
    while i and j:
        end = ends[i].get(j)
        if end and (must or end[0] == best[i][j]):
            path.append((i1 + i - 1, j1 + j - 1))
            must = end[1]
            i, j = i - 1, j - 1
        elif best[i - 1][j] == best[i][j]:
            i -= 1
        else:
            j -= 1
    found.extend(reversed(path))


def _without_islands(found: Matches, weights: list[float], high: int, wide: int) -> Matches:
    """两边都大改了，中间碰巧相同的一两个字不算对上。"""
    runs: list[Matches] = []
    for pair in found:
        if runs and pair == (runs[-1][-1][0] + 1, runs[-1][-1][1] + 1):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    kept: Matches = []
    for index, run in enumerate(runs):
        after = runs[index + 1][0] if index + 1 < len(runs) else (high, wide)
        last = kept[-1] if kept else (-1, -1)
        gaps = (
            min(run[0][0] - last[0] - 1, run[0][1] - last[1] - 1),
            min(after[0] - run[-1][0] - 1, after[1] - run[-1][1] - 1),
        )
        if min(gaps) >= _AROUND and sum(weights[i] for i, _ in run) < _ISLAND:
            continue
        kept.extend(run)
    return kept
