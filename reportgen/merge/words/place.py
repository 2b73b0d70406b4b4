"""认位：工具写的每个词，在人写的文字里是哪一个；数认不准的不认。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from reportgen.merge.words.align import align
from reportgen.merge.words.format import same
from reportgen.merge.words.parts import Part, items, named, sentences, text_of
from reportgen.merge.words.restated import restated
from reportgen.merge.words.tokens import Figure, Kind, Token

_ENOUGH: Final = 4  # 移了位置的句、项，这么多个词才认
_NEAR: Final = 8
_TELLING: Final = 3  # 有效数字这么多位的，不看名称也认得
_LIKE: Final = 62.0
_EQUAL: Final = 80.0  # 值有几个、留下的少了几个的，名称要几乎一样
_ALIKE: Final = 40.0
_NAME: Final = 3  # 这么长的名称，前面添了话也认得
_MARGIN: Final = 15.0
_LABEL: Final = 10


class Status(Enum):
    """数的下落：还是旧值，已是新值，成了别的数，找不到。"""

    OLD = "旧"
    NEW = "新"
    OTHER = "别"
    GONE = "无"


class Found(NamedTuple):
    """找到的数：``j`` 是人写的词，[start:end) 是说冲突的地方。"""

    status: Status
    j: int
    start: int
    end: int


class Place:
    """一段工具写的词对一段人写的词。"""

    def __init__(self, base: Sequence[Token], theirs: Sequence[Token]) -> None:
        self.base, self.theirs = base, theirs
        codes: dict[str, str] = {}
        self._base_code = "".join(codes.setdefault(t.key, chr(len(codes) + 32)) for t in base)
        self._code = "".join(codes.setdefault(t.key, chr(len(codes) + 32)) for t in theirs)
        self._codes = codes
        self.at = dict(align(base, theirs))
        self.sentences = sentences(base)
        self._move()
        self.restated = {} if _restated(base) else _restated(theirs)
        for index in [i for i, j in self.at.items() if j in self.restated]:
            first = self.restated[self.at.pop(index)]
            if first not in self.at.values() and base[index].key == theirs[first].key:
                self.at[index] = first
        self.back = {j: i for i, j in self.at.items()}
        self.figures = [j for j, t in enumerate(theirs) if t.figure and j not in self.restated]
        self.strays = [j for j in self.figures if j not in self.back]
        self._labels: dict[tuple[bool, int], str] = {}
        self._parts = (_item_of(base), _item_of(theirs))
        self._units = {i: t.figure.unit for i, t in enumerate(base) if t.figure}
        self._same_unit: dict[str, list[int]] = {}
        for i, unit in self._units.items():
            self._same_unit.setdefault(unit, []).append(i)
        self._values = Counter(t.key for t in base if t.figure)
        self._their_values = Counter(theirs[j].key for j in self.figures)

    def _move(self) -> None:
        """移到别处的句、项：原样在人写的文字里，只有一处。"""
        parts = [
            part
            for sentence in self.sentences
            if self._run(sentence.start, sentence.stop) is None
            for part in (sentence, *items(self.base, sentence))
        ]
        taken: dict[int, int] = {j: i for i, j in self.at.items()}
        for part in parts:
            size = part.stop - part.start
            if size < _ENOUGH or self._run(part.start, part.stop) is not None:
                continue
            code = self._base_code[part.start : part.stop]
            if self._base_code.count(code) != 1 or self._code.count(code) != 1:
                continue
            begin = self._code.index(code)
            for step in range(size):
                i, j = part.start + step, begin + step
                self.at.pop(taken.pop(j, -1), None)
                taken.pop(self.at.pop(i, -1), None)
                self.at[i] = j
                taken[j] = i

    def _run(self, start: int, stop: int) -> int | None:
        first = self.at.get(start)
        if first is None or any(
            self.at.get(i) != first + i - start for i in range(start + 1, stop)
        ):
            return None
        return first

    def whole(self, start: int, stop: int) -> int | None:
        """旧的词 [start:stop) 原样连着在人写的文字里，从哪个词起；没有为空。"""
        if start >= stop:
            return None
        return self._run(start, stop)

    def find(self, tokens: Sequence[Token]) -> int | None:
        """一串词在人写的文字里，只有一处。"""
        if not tokens or any(t.key not in self._codes for t in tokens):
            return None
        code = "".join(self._codes[t.key] for t in tokens)
        return self._code.index(code) if self._code.count(code) == 1 else None

    def holds(self, tokens: Sequence[Token]) -> bool:
        """一串词在人写的文字里。"""
        return all(t.key in self._codes for t in tokens) and (
            "".join(self._codes[t.key] for t in tokens) in self._code
        )

    def occurrences(self, tokens: Sequence[Token]) -> list[int]:
        """一串词在人写的文字里的各处，从哪个词起。"""
        if not tokens or any(t.key not in self._codes for t in tokens):
            return []
        code = "".join(self._codes[t.key] for t in tokens)
        found, at = [], self._code.find(code)
        while at >= 0:
            found.append(at)
            at = self._code.find(code, at + 1)
        return found

    def item_start(self, j: int) -> int:
        """人写的第 ``j`` 个词所在的项从哪个词起。"""
        return self._parts[1][j]

    @property
    def their_sentences(self) -> list[Part]:
        """人写的句。"""
        return sentences(self.theirs)

    def between(self, start: int, stop: int) -> tuple[int, int]:
        """旧的词 [start:stop) 前后对上的词之间（字的位置）。"""
        before = max((j for i, j in self.at.items() if i < start), default=None)
        low = self.theirs[before].end if before is not None else 0
        least = -1 if before is None else before
        after = min((j for i, j in self.at.items() if i >= stop and j > least), default=None)
        size = self.theirs[-1].end if self.theirs else 0
        high = self.theirs[after].start if after is not None else size
        return low, max(low, high)

    def kept(self, part: Part) -> float:
        """一句留下了几成。"""
        words = [i for i in range(part.start, part.stop) if self.base[i].kind is not Kind.MARK]
        return sum(i in self.at for i in words) / len(words) if words else 0.0

    def gap(self, start: int, stop: int) -> tuple[int, int]:
        """旧的词 [start:stop) 大致在人写的文字的哪里（字的位置）；对不上的是整段。"""
        inside = [self.at[i] for i in range(start, stop) if i in self.at]
        if inside:
            return self.theirs[min(inside)].start, self.theirs[max(inside)].end
        before = max((i for i in self.at if i < start), default=None)
        after = min((i for i in self.at if i >= stop), default=None)
        size = self.theirs[-1].end if self.theirs else 0
        if before is None and after is None:
            return 0, size
        low = self.theirs[self.at[before]].end if before is not None else 0
        high = self.theirs[self.at[after]].start if after is not None else size
        return (low, high) if low <= high else (low, low)

    def figure(self, i: int, new: Token | None, olds: frozenset[str], busy: bool) -> Found:
        """旧文第 ``i`` 个词（数）的下落。

        ``olds`` 是以前各次的值，``busy`` 是旧值又是别处的新值，要看名称才认。
        """
        j = self.at.get(i)
        if j is not None and self._surely(i, j):
            return self._found(Status.OLD, j)
        facing = self._facing(i)
        if facing is not None:
            figure, token = self.theirs[facing].figure, self.theirs[facing]
            assert figure
            alike = self._alike(i, facing)
            if new and new.figure and same(figure, new.figure) and (alike or telling(figure)):
                return self._found(Status.NEW, facing)
            if token.key in olds and (alike or telling(figure)):
                return self._found(Status.OLD, facing)
        old = self.base[i].figure
        assert old
        elsewhere = self._elsewhere(i, old, busy)
        if elsewhere is not None:
            return self._found(Status.OLD, elsewhere)
        if new and new.figure:
            typed = self._elsewhere(i, new.figure, True)
            if typed is not None and self._values[new.key] == 0:
                return self._found(Status.NEW, typed)
        if facing is not None and self._alike(i, facing):
            return self._found(Status.OTHER, facing)
        return Found(Status.GONE, -1, *self.gap(i, i + 1))

    def _found(self, status: Status, j: int) -> Found:
        figure = self.theirs[j].figure
        assert figure
        return Found(status, j, figure.start, figure.unit_end)

    def _surely(self, i: int, j: int) -> bool:
        """对上的数确是那个数：单位相容，左边的话相同，或值本身就认得。"""
        one, other = self.base[i].figure, self.theirs[j].figure
        if not one or not other or not same(one, other):
            return False
        left = self._beside(i, j, -1)
        if self._rival(i, j):
            return False
        mine, heard = self._values[self.base[i].key], self._their_values[self.theirs[j].key]
        if mine > heard:
            return self._ratio(i, j) >= _EQUAL
        if mine > 1 or heard > 1:
            return (left and self._clear(i, j)) or self.like(i, j) >= _LIKE
        return telling(one) or self._ratio(i, j) >= _LIKE

    def _rival(self, i: int, j: int) -> bool:
        """这个数左边的名称更像旧文里的另一个数：人换了两个数的位置。"""
        unit, own = self._units[i], self._ratio(i, j) + _MARGIN
        if own > 100:
            return False
        return any(k != i and self._ratio(k, j) >= own for k in self._same_unit[unit])

    def _ratio(self, i: int, j: int) -> float:
        one, other = self.label(True, i), self.label(False, j)
        short, long = sorted((one, other), key=len)
        if len(short) >= _NAME and long.endswith(short):
            return 100.0
        return fuzz.ratio(one, other)

    def _clear(self, i: int, j: int) -> bool:
        """名称没有被人换掉：左边的话还有几分像。"""
        return self.like(i, j) >= _ALIKE

    def _beside(self, i: int, j: int, way: int) -> bool:
        """旁边两个词也对上。"""
        for step in (1, 2):
            one, other = i + way * step, j + way * step
            outside = not 0 <= one < len(self.base), not 0 <= other < len(self.theirs)
            if all(outside):
                return True
            if any(outside) or self.at.get(one) != other:
                return False
        return True

    def label(self, mine: bool, index: int) -> str:
        """数左边的名称：同一项里的字，没有的看前一项。"""
        known = self._labels.get((mine, index))
        if known is None:
            tokens = self.base if mine else self.theirs
            starts = self._parts[0 if mine else 1]
            start = starts[index]
            known = _label(tokens, start, index)
            if not known and start:
                known = _label(tokens, starts[start - 1], start)
            self._labels[mine, index] = known = known[-_LABEL:]
        return known

    def like(self, i: int, j: int) -> float:
        """左边的名称多像。"""
        one, other = self.label(True, i), self.label(False, j)
        if one == other:
            return 100.0
        likeness = fuzz.ratio(one, other)
        if len(one) > 1 and len(other) > 1:
            if one.endswith(other) or other.endswith(one):
                return max(likeness, 90.0)
            if one[-2:] == other[-2:] and likeness >= _ALIKE:
                return max(likeness, _LIKE)
        return likeness

    def _facing(self, i: int) -> int | None:
        """同一处的数：前后对上的词之间，人写的数。"""
        before = next((p for p in range(i - 1, i - _NEAR, -1) if p in self.at), None)
        after = next((q for q in range(i + 1, i + _NEAR) if q in self.at), None)
        ends = (
            not any(p in self.at for p in range(i)),
            not any(q in self.at for q in range(i + 1, len(self.base))),
        )
        if (before is None and not ends[0]) or (after is None and not ends[1]):
            return None
        if before is None and after is None and len(self.base) > _NEAR:
            return None
        low = self.at[before] if before is not None else -1
        high = self.at[after] if after is not None else len(self.theirs)
        theirs = [j for j in self.figures if low < j < high and j not in self.back]
        first = before + 1 if before is not None else 0
        last = after if after is not None else len(self.base)
        mine = [k for k in range(first, last) if self.base[k].figure and k not in self.at]
        if low >= high or len(theirs) != len(mine) or high - low > 2 * _NEAR:
            return None
        j = theirs[mine.index(i)] if i in mine else None
        if j is None:
            return None
        one, other = self.base[i].figure, self.theirs[j].figure
        assert one and other
        return j if bool(one.parts) == bool(other.parts) and one.unit == other.unit else None

    def _alike(self, i: int, j: int) -> bool:
        """左边的话还像。"""
        return self._beside(i, j, -1) or self.like(i, j) >= _ALIKE

    def _elsewhere(self, i: int, value: Figure, busy: bool) -> int | None:
        """别处唯一的同一个数：不止一个的、不好认的，名称要像。"""
        found = [
            j
            for j in self.figures
            if (figure := self.theirs[j].figure)
            and same(figure, value)
            and (j not in self.back or self.back[j] == i or not self._surely(self.back[j], j))
            and not self._rival(i, j)
        ]
        likeness = self.like if telling(value) else self._ratio
        named_like = sorted(((likeness(i, j), j) for j in found), reverse=True)
        if not named_like:
            return None
        best, j = named_like[0]
        alone = len(found) == 1 and self._values[self.base[i].key] == 1 and not busy
        if alone and (telling(value) or best >= _LIKE):
            return j
        clear = len(named_like) == 1 or best - named_like[1][0] >= _MARGIN
        rivals = [
            k
            for k, token in enumerate(self.base)
            if k != i and token.figure and token.key == self.base[i].key
        ]
        if len(rivals) >= len(found) and self._ratio(i, j) < _EQUAL:
            return None
        if best >= _LIKE and clear and all(self.like(k, j) + _MARGIN <= best for k in rivals):
            return j
        return None


def _restated(tokens: Sequence[Token]) -> dict[int, int]:
    return restated(tokens, text_of(tokens, 0, len(tokens)))


def telling(figure: Figure) -> bool:
    """值本身就认得：有效数字多，或是整个日期。"""
    if figure.parts:
        return figure.parts[2] is not None
    digits = "".join(map(str, figure.value.normalize().as_tuple().digits))
    return len(digits) >= _TELLING and bool(figure.unit)


def _label(tokens: Sequence[Token], start: int, stop: int) -> str:
    """名称，连同年份：“2019年执行率”不是“2020年执行率”。"""
    years = "".join(t.key for t in tokens[start:stop] if t.kind is Kind.DATE)
    return years + named(tokens, start, stop)


def _item_of(tokens: Sequence[Token]) -> list[int]:
    """每个词所在的项从哪个词起。"""
    starts = [0] * len(tokens)
    for sentence in sentences(tokens):
        for part in items(tokens, sentence):
            for index in range(part.start, part.end):
                starts[index] = part.start
    return starts
