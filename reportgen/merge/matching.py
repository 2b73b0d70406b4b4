"""对上：上一稿的各段在现稿的哪里。书签只作提示，由文字说了算；拿不准的不猜，说出来。

先是一字不差、只有一处的；再在它们之间按次序找最相近的，一段拆成几段、几段并成一段的也认得；
最后是挪了地方的。数字遮住，标题的序号去掉再比，改了数、重编了号的照样对得上。
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from reportgen.wording import TO_FILL

# 像到这样才算同一段；挪了地方的要更像；第二名也这么像，差不到这些，就拿不准
ALIKE: Final = 0.55
MOVED: Final = 0.72
CLEAR: Final = 0.08
# 不到上面那样、又不低于这样的，可能是，也可能不是
DOUBTFUL: Final = 0.45
# 书签在这一段上，多信几分；书签说是别的文段的，少信几分
ANCHORED: Final = 0.3
ELSEWHERE: Final = 0.15
# 合起来才像的，比只像一半的多算一点
JOINED: Final = 0.05
# 拆出来的、并进去的各段，大致在整段里面：有这么多分像
INSIDE: Final = 70
# 标题序号的写法不同（（四）和 1.），多半不是同一级的，少信几分
OTHER_LEVEL: Final = 0.2
# 只改了数的，不算数字有这么多字，才认得
LEAST: Final = 6
# 一字不差地在里面的，有这么多字才算
VERBATIM: Final = 8
# 添上一段，像了这么多，才是它的一段
CLOSER: Final = 0.02
# 一段最多拆成几段、几段最多并成一段
MOST_JOINED: Final = 3
# 两边没有对上的合起来多到这样，不逐对比
MOST_PAIRS: Final = 40_000

_HEADING: Final = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d))\s*"
)
_DIGITS: Final = re.compile(r"\d+(?:[.,]\d+)*")
_NUMERALS: Final = re.compile(r"[一二三四五六七八九十]+")
_SPACE: Final = re.compile(r"\s+")


class Was(NamedTuple):
    """上一稿的一段：哪个文段的，文字。"""

    piece: str
    text: str


class Stands(NamedTuple):
    """现稿的一段：文字，书签说它属于哪些文段。"""

    text: str
    pieces: frozenset[str] = frozenset()


class Pair(NamedTuple):
    """对上的：上一稿的几段（第几段）和现稿的几段；多半各一段，拆开、并起来的有几段。"""

    was: tuple[int, ...]
    stands: tuple[int, ...]


@dataclass
class Matching:
    """对上的结果：``gone`` 是现稿里没有的，``doubtful`` 是拿不准的（上一稿第几段、现稿第几段）。"""

    pairs: list[Pair] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    doubtful: list[tuple[int, int]] = field(default_factory=list)


def numbering(text: str) -> str:
    """标题的序号，连同后面的空格；没有序号的为空。"""
    found = _HEADING.match(text)
    return found[0] if found else ""


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """比的时候的样子：全角半角一样，没有空格，没有标题的序号。"""
    text = _SPACE.sub("", unicodedata.normalize("NFKC", text))
    return _HEADING.sub("", text)


@lru_cache(maxsize=8192)
def masked(text: str) -> str:
    """遮住数字的样子。"""
    return _DIGITS.sub("0", bare(text))


@lru_cache(maxsize=8192)
def _level(text: str) -> str:
    """标题序号的写法：（四）和（三）一样，和 4. 不一样；没有序号的为空。"""
    mark = unicodedata.normalize("NFKC", numbering(text)).strip()
    return _NUMERALS.sub("一", _DIGITS.sub("1", mark))


def match(was: Sequence[Was], stands: Sequence[Stands], most: int = MOST_JOINED) -> Matching:
    """上一稿的各段在现稿的哪里；``most`` 是一段最多拆成几段、几段最多并成一段。"""
    return _Matcher(was, stands, most).matching()


class _Matcher:
    def __init__(self, was: Sequence[Was], stands: Sequence[Stands], most: int) -> None:
        self._was, self._stands, self._most = was, stands, most
        self._of_was: dict[int, Pair] = {}
        self._of_line: dict[int, Pair] = {}

    def matching(self) -> Matching:
        self._anchored()
        for look in (bare, _figures_aside):
            self._same(look)
        for was, lines in self._gaps():
            self._align(was, lines)
        self._moved()
        self._apart()
        self._rewritten()
        self._filled()
        pairs = list(dict.fromkeys(self._of_was[index] for index in sorted(self._of_was)))
        left = [index for index in range(len(self._was)) if index not in self._of_was]
        doubtful = list(self._doubts(left))
        unsure = {index for index, _ in doubtful}
        return Matching(pairs, [index for index in left if index not in unsure], doubtful)

    def _pair(self, was: Iterable[int], lines: Iterable[int]) -> None:
        pair = Pair(tuple(was), tuple(lines))
        for index in pair.was:
            self._of_was[index] = pair
        for line in pair.stands:
            self._of_line[line] = pair

    def _score(self, was: int, line: int) -> float:
        """第几段和第几段有多像，连同书签、标题的说法。"""
        levels = {_level(self._was[was].text), _level(self._stands[line].text)}
        apart = OTHER_LEVEL if len(levels - {""}) > 1 else 0
        return self._likeness((was,), (line,)) + self._trust(was, line) - apart

    def _trust(self, was: int, line: int) -> float:
        pieces = self._stands[line].pieces
        if self._was[was].piece in pieces:
            return ANCHORED
        return -ELSEWHERE if pieces else 0

    def _likeness(self, was: Sequence[int], lines: Sequence[int]) -> float:
        left = "".join(masked(self._was[index].text) for index in was)
        right = "".join(masked(self._stands[line].text) for line in lines)
        return _ratio(left, right)

    def _anchored(self) -> None:
        """一字不差的，书签也这么说的。"""
        ours, theirs = self._alike(bare)
        for text, indexes in ours.items():
            for index in indexes:
                lines = [line for line in theirs.get(text, ()) if line not in self._of_line]
                named = [line for line in lines if self._trust(index, line) > 0]
                if len(named) == 1:
                    self._pair([index], named)

    def _same(self, look: Callable[[str], Hashable]) -> None:
        """这样看一样的，两边都只有一处。"""
        ours, theirs = self._alike(look)
        for key, indexes in ours.items():
            lines = theirs.get(key, [])
            if key and len(indexes) == len(lines) == 1:
                self._pair(indexes, lines)

    def _alike(
        self, look: Callable[[str], Hashable]
    ) -> tuple[dict[Hashable, list[int]], dict[Hashable, list[int]]]:
        """还没有对上的，这样看一样的放在一起。"""
        was, lines = self._left()
        ours: dict[Hashable, list[int]] = {}
        for index in was:
            ours.setdefault(look(self._was[index].text), []).append(index)
        theirs: dict[Hashable, list[int]] = {}
        for line in lines:
            theirs.setdefault(look(self._stands[line].text), []).append(line)
        return ours, theirs

    def _frame(self) -> list[Pair]:
        """次序不乱的那些：最长的一串，两边的次序都是往后的。"""
        pairs = [self._of_was[index] for index in sorted(self._of_was)]
        tails: list[int] = []
        ends: list[int] = []
        before: list[int] = []
        for number, pair in enumerate(pairs):
            spot = bisect_left(tails, pair.stands[0])
            tails[spot : spot + 1] = [pair.stands[0]]
            ends[spot : spot + 1] = [number]
            before.append(ends[spot - 1] if spot else -1)
        chain = []
        number = ends[-1] if ends else -1
        while number >= 0:
            chain.append(pairs[number])
            number = before[number]
        return chain[::-1]

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """次序不乱的各段之间，还没有对上的。"""
        gaps = []
        was = line = 0
        end = Pair((len(self._was),), (len(self._stands),))
        for pair in (*self._frame(), end):
            ours = [i for i in range(was, pair.was[0]) if i not in self._of_was]
            theirs = [j for j in range(line, pair.stands[0]) if j not in self._of_line]
            if ours and theirs:
                gaps.append((ours, theirs))
            was, line = pair.was[-1] + 1, pair.stands[-1] + 1
        return gaps

    def _align(self, was: list[int], lines: list[int]) -> None:
        """按次序对，总的最像；一对一、一段拆成几段、几段并成一段，都算一步。"""
        if len(was) * len(lines) > MOST_PAIRS:
            return
        best: list[list[float]] = [[0.0] * (len(lines) + 1) for _ in range(len(was) + 1)]
        steps: dict[tuple[int, int], tuple[int, int]] = {}
        for i in range(len(was) - 1, -1, -1):
            for j in range(len(lines) - 1, -1, -1):
                best[i][j], steps[i, j] = max(
                    (best[i + 1][j], (1, 0)),
                    (best[i][j + 1], (0, 1)),
                    *(
                        (gain + best[i + a][j + b], (a, b))
                        for a, b in _shapes(len(was) - i, len(lines) - j, self._most)
                        if (gain := self._gain(was[i : i + a], lines[j : j + b])) > 0
                    ),
                )
        i = j = 0
        while i < len(was) and j < len(lines):
            a, b = steps[i, j]
            if a and b:
                self._pair(was[i : i + a], lines[j : j + b])
            i, j = i + a, j + b

    def _gain(self, was: Sequence[int], lines: Sequence[int]) -> float:
        """这样对上好多少；不该对上的不大于零。"""
        if len(was) == len(lines) == 1:
            return self._score(was[0], lines[0]) - ALIKE
        apart = [*was] if len(was) > 1 else [*lines]
        if apart[-1] - apart[0] != len(apart) - 1:
            return 0
        texts = [masked(self._was[index].text) for index in was]
        stands = [masked(self._stands[line].text) for line in lines]
        whole, pieces = (stands[0], texts) if len(was) > 1 else (texts[0], stands)
        if not all(_inside(piece, whole) for piece in pieces):
            return 0
        like = _ratio("".join(pieces), whole)
        if any(_ratio("".join(some), whole) >= like for some in (pieces[1:], pieces[:-1])):
            return 0  # 少一段反而更像
        trusts = [self._trust(index, line) for index in was for line in lines]
        return like + sum(trusts) / len(trusts) - ALIKE + JOINED

    def _left(self) -> tuple[list[int], list[int]]:
        was = [index for index in range(len(self._was)) if index not in self._of_was]
        lines = [line for line in range(len(self._stands)) if line not in self._of_line]
        return was, lines

    def _moved(self) -> None:
        """挪了地方的：互相都是最像的，第二名差得远。"""
        was, lines = self._left()
        if len(was) * len(lines) > MOST_PAIRS:
            return
        scores = {(i, j): self._score(i, j) for i in was for j in lines}
        for (i, j), score in sorted(scores.items(), key=lambda each: -each[1]):
            if score < MOVED or i in self._of_was or j in self._of_line:
                continue
            rivals = [scores[i, other] for other in lines if other != j]
            rivals += [scores[other, j] for other in was if other != i]
            if score - max(rivals, default=0) >= CLEAR:
                self._pair([i], [j])

    def _apart(self) -> None:
        """不挨着的拆、并：中间的一段删了、挪了，或拆开以后中间添了话；添上它更像的才算。"""
        was, lines = self._left() if self._most > 1 else ([], [])
        for index in was:
            self._join(
                (Pair((index, *pair.was), pair.stands), pair)
                for pair in dict.fromkeys(self._of_line.values())
                if len(pair.stands) == 1 and self._within(index, pair.stands[0])
            )
        for line in lines:
            self._join(
                (Pair(pair.was, (line, *pair.stands)), pair)
                for pair in dict.fromkeys(self._of_was.values())
                if len(pair.was) == 1 and self._within(pair.was[0], line)
            )

    def _within(self, was: int, line: int) -> bool:
        """一段在另一段里：一字不差，或书签也这么说、大致在里面。"""
        texts = bare(self._was[was].text), bare(self._stands[line].text)
        part, whole = sorted(texts, key=len)
        if len(part) >= VERBATIM and part in whole:
            return True
        return self._trust(was, line) > 0 and _inside(masked(part), masked(whole))

    def _join(self, joins: Iterable[tuple[Pair, Pair]]) -> None:
        """只有一处添得进去的，添进去。"""
        better = []
        for pair, before in joins:
            whole = Pair(tuple(sorted(pair.was)), tuple(sorted(pair.stands)))
            if max(map(len, whole)) > self._most:
                continue
            if self._likeness(*whole) > self._likeness(*before) + CLOSER:
                better.append(whole)
        if len(better) == 1:
            self._pair(*better[0])

    def _rewritten(self) -> None:
        """整段重写了的：文字不像，书签还在，书签下只有这一段没有着落。"""
        was, lines = self._left()
        wanting = Counter(self._was[index].piece for index in was)
        for index in was:
            piece = self._was[index].piece
            named = [line for line in lines if self._stands[line].pieces == {piece}]
            if wanting[piece] == 1 and len(named) == 1:
                self._pair([index], named)
                lines.remove(named[0])

    def _filled(self) -> None:
        """整段等人填写的，填了就一点也不像：前后都对上了，中间两边都只剩一段的，就是它。"""
        for was, lines in self._gaps():
            alone = len(was) == len(lines) == 1 and not self._stands[lines[0]].pieces
            if alone and re.fullmatch(TO_FILL, self._was[was[0]].text):
                self._pair(was, lines)

    def _doubts(self, was: list[int]) -> Iterable[tuple[int, int]]:
        _, lines = self._left()
        for index in was:
            likely = max(lines, key=lambda line: self._score(index, line), default=None)
            if likely is not None and self._score(index, likely) >= DOUBTFUL:
                yield index, likely


@lru_cache(maxsize=1024)
def _shapes(was: int, lines: int, most: int) -> tuple[tuple[int, int], ...]:
    """几对几：余下不够的不算。"""
    shapes = [(1, 1)]
    for many in range(2, most + 1):
        shapes += [(1, many), (many, 1)]
    return tuple((a, b) for a, b in shapes if a <= was and b <= lines)


def _ratio(one: str, other: str) -> float:
    return fuzz.ratio(one, other) / 100


def _inside(part: str, whole: str) -> bool:
    """一段大致在另一段里面。"""
    return bool(part) and len(part) < len(whole) and fuzz.partial_ratio(part, whole) >= INSIDE


def _figures_aside(text: str) -> tuple[str, str] | None:
    """只改了数的：遮住数字的样子；太短的看不出来。"""
    shown = masked(text)
    return (_level(text), shown) if len(shown) - shown.count("0") >= LEAST else None
