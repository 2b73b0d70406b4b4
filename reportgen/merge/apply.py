"""放进去：数据的每处改动放到人写的文字里的那一处；放不准的成为冲突。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from reportgen.merge.changes import (
    Added,
    Change,
    Changes,
    Dropped,
    Numeral,
    Reworded,
    Swapped,
    Told,
)
from reportgen.merge.format import rounded, same, written_like
from reportgen.merge.parts import STOPS, Part, items, text_of
from reportgen.merge.place import Found, Place, Status, telling
from reportgen.merge.revise import Step, steps, steps_in
from reportgen.merge.tokens import OBJECT, Kind, Token, folded
from reportgen.merge.values import Clash, Differing, Edit, Merged, apply

_GONE: Final = 0.35  # 一句留下的不到这么多，算是删了
_STANDS: Final = 0.6  # 一项留下这么多，可以跟在它后面
_LIST_ENDS: Final = frozenset("、，；。：）！？,;.:)!?\n")
_SENTENCE_ENDS: Final = frozenset("；。;.\n")
_ITEM_ENDS: Final = frozenset("、，；。）,;.)\n和及与或")
_JOINERS: Final = frozenset("和及与或")
_ABOUT: Final = re.compile(r"[约近超余多]|左右|以上|大概")
# 人在数的旁边写的这些话，说的是以前的数或改动的经过，不能换
_PAST: Final = re.compile(
    "原|由|从|自|上年|去年|上次|此前|之前|往年|年初|调整前|变更前|不是|并非|而非"
)
_TURNED: Final = re.compile(
    "(?:调整|变更|修正|更正|改|增加|减少|下降|提高|压减|核减|追加)[为至到成]|[增降减调]至"
)
# 重了的标点、重了的单位
_DOUBLED: Final = re.compile(
    r"[，、；：。！？,;](?=[，、；：。！？,;])|(亿元|万元|元|[%％‰]|个百分点)[（(]?(?=\1)|（）|\(\)"
)
_AFTER: Final = 8


class _Plan(NamedTuple):
    """一处打算：几处改动，要么都做，要么说出来。"""

    edits: tuple[Edit, ...]
    was: str
    now: str


class Writer:
    """把改动写进一段人写的文字。"""

    def __init__(
        self,
        base: Sequence[Token],
        theirs: Sequence[Token],
        new: Sequence[Token],
        earlier: Sequence[Sequence[Token]],
        text: str,
    ) -> None:
        self._base, self._theirs, self._new, self._text = base, theirs, new, text
        self._place = Place(base, theirs)
        self._earlier = [(tokens, Place(base, tokens)) for tokens in earlier]
        self._base_place = Place(base, base)
        self._plans: list[_Plan] = []
        self._clashes: list[Clash] = []
        self._differing: list[Differing] = []
        self._used: dict[int, int] = {}

    def merged(self) -> Merged:
        """合好的。"""
        kept = self._sound()
        edits = sorted(edit for plan in kept for edit in plan.edits)
        return Merged(
            tuple(edits), tuple(sorted(set(self._clashes))), tuple(sorted(set(self._differing)))
        )

    def write(self, changes: Changes) -> None:
        """放各处改动；没有变的数也看一眼，人写的和数据不一致的说出来。"""
        by_sentence: dict[Part, list[tuple[Numeral, Part]]] = {}
        for told in changes.told:
            if isinstance(told.change, Numeral):
                by_sentence.setdefault(told.sentence, []).append((told.change, told.new))
            else:
                self._whole(told)
        values = [self._new[n.k] for group in by_sentence.values() for n, _ in group]
        for part, group in by_sentence.items():
            self._numerals(part, group, values)
        for i, k in changes.kept:
            self._agrees(i, k)

    # ── 数 ────────────────────────────────────────────────────────────────────

    def _numerals(self, part: Part, group: list[tuple[Numeral, Part]], values: list[Token]) -> None:
        found = [(numeral, self._find(numeral, values)) for numeral, _ in group]
        if all(each.status is Status.GONE for _, each in found) and (
            self._place.kept(part) < _GONE
        ):
            self._clash(self._outside(part), self._old(part), self._now(group[0][1]))
            return
        for numeral, each in found:
            self._numeral(numeral, each)

    def _find(self, numeral: Numeral, values: list[Token]) -> Found:
        i, k = numeral
        old = self._base[i]
        busy = any(token is not self._new[k] and token.key == old.key for token in values)
        return self._place.figure(i, self._new[k], self._olds(i), busy)

    def _numeral(self, numeral: Numeral, found: Found) -> None:
        i, k = numeral
        was, now = _shown(self._base, i), _shown(self._new, k)
        if found.status is Status.NEW:
            return
        text = None
        if found.status is Status.OLD and not self._telling_of_past(found.j, self._new[k]):
            text = written_like(self._new[k], self._base[i], self._theirs[found.j])
        taken = found.j >= 0 and self._used.setdefault(found.j, i) != i
        if text is None or taken:
            self._clash((found.start, found.end), was, now)
            return
        token = self._theirs[found.j]
        if text != token.text:
            self._plans.append(_Plan((Edit(token.start, token.end, text),), was, now))
        self._quoted(i, found.j, was, now)

    def _quoted(self, i: int, j: int, was: str, now: str) -> None:
        """旧值人还在别处引了一遍：新文里已没有这个值的，说出来。"""
        figure = self._base[i].figure
        assert figure
        if any(t.figure and same(t.figure, figure) for t in self._new):
            return
        for other in self._place.figures:
            value = self._theirs[other].figure
            if other == j or other in self._place.back or value is None:
                continue
            if (
                same(value, figure)
                and value.unit == figure.unit
                and (telling(figure) or self._place.like(i, other) >= 60)
            ):
                self._clash((value.start, value.unit_end), was, now)

    def _olds(self, i: int) -> frozenset[str]:
        """以前各次在这一处的值。"""
        keys = set()
        for tokens, place in self._earlier:
            found = place.figure(i, None, frozenset(), False)
            if found.status is Status.OTHER:
                keys.add(tokens[found.j].key)
        return frozenset(keys)

    def _telling_of_past(self, j: int, new: Token) -> bool:
        """人在数的旁边说的是以前：“由1188.30万元调整为……”“原为……”。"""
        theirs, back = self._theirs, self._place.back
        before = self._added_words(max(self._place.item_start(j), j - _AFTER), j)
        after = self._added_words(j + 1, min(len(theirs), j + _AFTER))
        if _PAST.search(before) or _TURNED.search(after):
            return True
        low, high = self._their_sentence(j)
        return any(
            other not in back
            and (figure := theirs[other].figure)
            and new.figure
            and figure.unit == new.figure.unit
            and same(figure, new.figure)
            for other in self._place.figures
            if low <= other < high and other != j
        )

    def _added_words(self, start: int, stop: int) -> str:
        return "".join(
            self._theirs[j].text for j in range(start, stop) if j not in self._place.back
        )

    def _their_sentence(self, j: int) -> tuple[int, int]:
        low = j
        while low and self._theirs[low - 1].text not in STOPS:
            low -= 1
        high = j
        while high < len(self._theirs) and self._theirs[high].text not in STOPS:
            high += 1
        return low, high

    def _agrees(self, i: int, k: int) -> None:
        """数据没有改的数，人改成了别的。"""
        figure = self._base[i].figure
        assert figure
        if figure.han or self._place.at.get(i) is not None:
            return
        found = self._place.figure(i, self._new[k], self._olds(i), False)
        if found.status is not Status.OTHER:
            return
        theirs = self._theirs[found.j].figure
        assert theirs
        around = self._text[max(0, theirs.start - 2) : theirs.unit_end + 2]
        if rounded(theirs, figure) and _ABOUT.search(around):
            return
        stands = self._text[found.start : found.end]
        self._differing.append(Differing(found.start, found.end, stands, _shown(self._new, k)))

    # ── 话 ────────────────────────────────────────────────────────────────────

    def _whole(self, told: Told) -> None:
        change: Change = told.change
        match change:
            case Added():
                self._add(change)
            case Dropped(part, joins):
                self._drop(part, joins)
            case Swapped(part, new):
                self._swap(part, new)
            case Reworded(part, new):
                self._reword(part, new)

    def _add(self, change: Added) -> None:
        fresh = change.new
        content = self._new[fresh.start : fresh.stop]
        now = text_of(self._new, fresh.start, fresh.stop)
        if self._typed(content):
            return
        edit = self._insertion(change, now, text_of(self._new, fresh.start, fresh.end))
        if edit is None:
            left = change.before.stop if change.before else 0
            right = change.after.start if change.after else len(self._base)
            low, _ = self._place.gap(left - 1, left) if left else (0, 0)
            spot = self._place.gap(left, max(left, right)) if left < right else (low, low)
            self._clash(spot, "", now)
        else:
            self._plans.append(_Plan((edit,), "", now))

    def _insertion(self, change: Added, content: str, whole: str) -> Edit | None:
        before, after = self._last(change.before), self._first(change.after)
        theirs = self._theirs
        if change.joins == "整":
            if before is not None:
                at = before + 1
                while at < len(theirs) and theirs[at].text not in STOPS:
                    if at in self._place.back or theirs[at].kind is Kind.OBJECT:
                        return None
                    at += 1
                if at < len(theirs):
                    return Edit(theirs[at].end, theirs[at].end, whole)
                return None
            if after is not None and (after == 0 or theirs[after - 1].text in STOPS):
                return Edit(theirs[after].start, theirs[after].start, whole)
            return None
        if before is not None and change.joins == "前":
            follows = theirs[before + 1].key if before + 1 < len(theirs) else "."
            joined = self._joined_by_word(change.before) and follows != "、"
            ends = _SENTENCE_ENDS if change.mark in "；;" else _ITEM_ENDS
            if follows in ends and not joined:
                at = theirs[before].end
                return Edit(at, at, change.mark + content)
        if after is None or (after and theirs[after - 1].key not in _LIST_ENDS):
            return None
        leads = folded(theirs[after - 1].text) if after else ""
        if change.joins == "后" or leads == folded(change.mark):
            at = theirs[after].start
            return Edit(at, at, content + change.mark)
        return None

    def _joined_by_word(self, part: Part | None) -> bool:
        first = self._first(part)
        return bool(first) and self._theirs[(first or 1) - 1].text in _JOINERS

    def _last(self, part: Part | None) -> int | None:
        """一项的末尾在人写的文字里的哪个词；这一项改得多的没有。"""
        if part is None or part.stop == part.start or self._place.kept(part) < _STANDS:
            return None
        return self._place.at.get(part.stop - 1)

    def _first(self, part: Part | None) -> int | None:
        if part is None or part.stop == part.start or self._place.kept(part) < _STANDS:
            return None
        return self._place.at.get(part.start)

    def _drop(self, part: Part, joins: str) -> None:
        was = text_of(self._base, part.start, part.stop)
        j = self._standing(part)
        if j is None:
            if self._place.kept(part) >= _GONE:
                self._clash(self._place.gap(part.start, part.stop), was, "")
            return
        theirs, last = self._theirs, j + part.stop - part.start - 1
        following = theirs[last + 1].text if last + 1 < len(theirs) else ""
        leading = theirs[j - 1].text if j else ""
        marks = STOPS if joins == "整" else frozenset("、；;")
        if following in marks and following:
            edit = Edit(theirs[j].start, theirs[last + 1].end, "")
        elif leading in marks and leading and joins != "整":
            edit = Edit(theirs[j - 1].start, theirs[last].end, "")
        elif not following and joins == "整":
            edit = Edit(theirs[j].start, theirs[last].end, "")
        else:
            self._clash((theirs[j].start, theirs[last].end), was, "")
            return
        self._plans.append(_Plan((edit,), was, ""))

    def _swap(self, part: Part, new: Part) -> None:
        was, now = self._old(part), self._now(new)
        typed = self._typed(self._new[new.start : new.stop])
        j = self._standing(part)
        if typed and j is None:
            return
        if j is None or typed:
            older = None if typed else self._older(part, new)
            if older is None:
                self._clash(self._spot(part), was, now)
            else:
                self._plans.append(_Plan(older, was, now))
            return
        last = j + part.stop - part.start - 1
        edit = Edit(self._theirs[j].start, self._theirs[last].end, now)
        self._plans.append(_Plan((edit,), was, now))

    def _reword(self, part: Part, new: Part) -> None:
        if self._typed(self._new[new.start : new.stop]):
            return
        was, now = self._old(part), self._now(new)
        edits = self._reworded(part, new)
        if edits is None:
            edits = self._older(part, new)
        if edits is None:
            self._clash(self._spot(part), was, now)
        elif edits:
            self._plans.append(_Plan(edits, was, now))

    def _reworded(self, part: Part, new: Part) -> tuple[Edit, ...] | None:
        """整句的各步；有一步放不准就都不放。"""
        edits: list[Edit] = []
        parts = items(self._base, part)
        for step in steps_in(self._base, part, self._new, new):
            if self._is_numeral(step):
                numeral = Numeral(step.i1, step.k1)
                found = self._find(numeral, [])
                if found.status is Status.NEW:
                    continue
                if found.status is not Status.OLD or self._telling_of_past(
                    found.j, self._new[step.k1]
                ):
                    return None
                token = self._theirs[found.j]
                text = written_like(self._new[step.k1], self._base[step.i1], token)
                if text is None:
                    return None
                edits.append(Edit(token.start, token.end, text))
                continue
            touched = [p for p in parts if p.start <= step.i2 and step.i1 <= p.end]
            if step.i1 < step.i2:
                touched = [p for p in touched if p.start < step.i2 and step.i1 < p.end]
            edit = self._step(step, touched)
            if edit is None:
                return None
            edits.append(edit)
        return tuple(edits)

    def _is_numeral(self, step: Step) -> bool:
        if (step.i2 - step.i1, step.k2 - step.k1) != (1, 1):
            return False
        one, other = self._base[step.i1].figure, self._new[step.k1].figure
        return bool(one and other and one.unit == other.unit)

    def _step(self, step: Step, touched: list[Part]) -> Edit | None:
        """一步话的改动：碰到的项都要原样在，两头都是标点。"""
        if not touched:
            return None
        low, high = touched[0].start, touched[-1].stop
        j = self._place.whole(low, high)
        if j is None or not self._bounded(j, j + high - low):
            return None
        theirs, shift = self._theirs, j - low
        text = text_of(self._new, step.k1, step.k2)
        if step.i1 < step.i2:
            stop = min(step.i2, high) - 1 + shift
            if step.i2 > high:
                return None
            return Edit(theirs[step.i1 + shift].start, theirs[stop].end, text)
        if step.i1 > low:
            at = theirs[min(step.i1, high) - 1 + shift].end
        else:
            at = theirs[low + shift].start
        return Edit(at, at, text)

    def _older(self, part: Part, new: Part) -> tuple[Edit, ...] | None:
        """人那里还是更早一次的话（没有接受上次的改动）：从那一句改成新的。"""
        for tokens, place in self._earlier:
            for spot in place.their_sentences:
                content = tokens[spot.start : spot.stop]
                like = sum(
                    1
                    for i in range(part.start, part.stop)
                    if spot.start <= place.at.get(i, -1) < spot.stop
                )
                if not content or 2 * like < max(part.stop - part.start, len(content)):
                    continue
                j = self._place.find(content)
                if j is None or not self._bounded(j, j + len(content)):
                    continue
                theirs = self._theirs[j : j + len(content)]
                return _mapped(
                    steps(theirs, self._new[new.start : new.stop]),
                    theirs,
                    self._new[new.start : new.stop],
                )
        return None

    def _standing(self, part: Part) -> int | None:
        """一项原样在人写的文字里，两头都是标点。"""
        size = part.stop - part.start
        j = self._place.whole(part.start, part.stop)
        if j is None and size >= 3:
            content = self._base[part.start : part.stop]
            j = self._place.find(content) if self._base_place.find(content) is not None else None
        return j if j is not None and self._bounded(j, j + size) else None

    def _typed(self, content: Sequence[Token]) -> bool:
        """新的话已经在了（旧文里没有的才算）。"""
        if self._base_place.holds(content):
            return False
        return any(self._bounded(j, j + len(content)) for j in self._place.occurrences(content))

    def _bounded(self, start: int, stop: int) -> bool:
        theirs = self._theirs
        left = start == 0 or theirs[start - 1].key in _LIST_ENDS or theirs[start - 1].key == OBJECT
        right = stop >= len(theirs) or theirs[stop].key in _LIST_ENDS or theirs[stop].key == OBJECT
        return left and right

    # ── 冲突 ──────────────────────────────────────────────────────────────────

    def _old(self, part: Part) -> str:
        return text_of(self._base, part.start, part.stop)

    def _now(self, part: Part) -> str:
        return text_of(self._new, part.start, part.stop)

    def _spot(self, part: Part) -> tuple[int, int]:
        if self._place.kept(part) < _GONE:
            return self._outside(part)
        return self._place.gap(part.start, part.stop)

    def _outside(self, part: Part) -> tuple[int, int]:
        """删了的句子原来在哪里：只剩标点的是一个点，改写了的是那一段。"""
        start, end = self._place.between(part.start, part.end)
        words = folded(self._text[start:end])
        return (start, end) if any(c.isalnum() for c in words) else (start, start)

    def _clash(self, spot: tuple[int, int], was: str, now: str) -> None:
        self._clashes.append(Clash(*spot, was, now))

    def _sound(self) -> list[_Plan]:
        """看一遍：不重叠，不碰图，不添重了的标点和单位；不行的改成冲突。"""
        doubled = _faults(self._text)
        kept: list[_Plan] = []
        for plan in self._plans:
            edits = sorted(plan.edits)
            crosses = any(OBJECT in self._text[e.start : e.end] for e in edits)
            overlaps = any(_overlap(e, o) for e in edits for p in kept for o in p.edits)
            within = any(_overlap(a, b) for a, b in pairwise(edits))
            if crosses or overlaps or within or _faults(apply(edits, self._text)) > doubled:
                self._clash((edits[0].start, edits[-1].end), plan.was, plan.now)
            else:
                kept.append(plan)
        merged = sorted(edit for plan in kept for edit in plan.edits)
        if _faults(apply(merged, self._text)) > doubled:
            for plan in kept:
                edits = sorted(plan.edits)
                self._clash((edits[0].start, edits[-1].end), plan.was, plan.now)
            return []
        return kept


def _faults(text: str) -> int:
    return len(_DOUBLED.findall(text))


def _overlap(one: Edit, other: Edit) -> bool:
    if one.start == other.start and (one.start == one.end or other.start == other.end):
        return one.end == other.end or one.start == one.end == other.start == other.end
    return one.start < other.end and other.start < one.end


def _mapped(
    found: Iterable[Step], theirs: Sequence[Token], new: Sequence[Token]
) -> tuple[Edit, ...]:
    edits = []
    for step in found:
        start = theirs[step.i1].start if step.i1 < len(theirs) else theirs[-1].end
        end = theirs[step.i2 - 1].end if step.i2 > step.i1 else start
        edits.append(Edit(start, end, text_of(new, step.k1, step.k2)))
    return tuple(edits)


def _shown(tokens: Sequence[Token], index: int) -> str:
    """数连同单位。"""
    figure = tokens[index].figure
    assert figure
    stop = index + 1
    while stop < len(tokens) and tokens[stop].start < figure.unit_end:
        stop += 1
    return text_of(tokens, index, stop)
