"""换话：列举添项、去项、换项，翻转的整句；放不准的说出来。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from reportgen.merge.words.changes import Added, Correction, Dropped, Numeral, Reworded, Swapped
from reportgen.merge.words.context import GONE, LIST_ENDS, Context, Placing
from reportgen.merge.words.numerals import Numerals
from reportgen.merge.words.parts import STOPS, Part, items, text_of
from reportgen.merge.words.place import Status
from reportgen.merge.words.revise import Step, steps, steps_in
from reportgen.merge.words.tokens import Kind, Token, folded
from reportgen.merge.words.values import Edit

_STANDS: Final = 0.6  # 一项留下这么多，可以跟在它后面
_SENTENCE_ENDS: Final = frozenset("；。;.\n")
_ITEM_ENDS: Final = frozenset("、，；。）,;.)\n和及与或")
_JOINERS: Final = frozenset("和及与或")


class Phrases:
    """一段里的话。"""

    def __init__(self, on: Context, figures: Numerals) -> None:
        self._on, self._figures = on, figures

    def put(self, correction: Correction) -> None:
        """放一处话的改动。"""
        match correction.alteration:
            case Added() as added:
                self._add(added)
            case Dropped(part, joins):
                self._drop(part, joins)
            case Swapped(part, new):
                self._swap(part, new)
            case Reworded(part, new):
                self._reword(part, new)

    def _add(self, added: Added) -> None:
        fresh = added.new
        content = self._on.new[fresh.start : fresh.stop]
        now = text_of(self._on.new, fresh.start, fresh.stop)
        if self._on.typed(content):
            return
        edit = self._insertion(added, now, text_of(self._on.new, fresh.start, fresh.end))
        if edit is None:
            left = added.before.stop if added.before else 0
            right = added.after.start if added.after else len(self._on.base)
            low, _ = self._on.place.gap(left - 1, left) if left else (0, 0)
            spot = self._on.place.gap(left, max(left, right)) if left < right else (low, low)
            self._on.clash(spot, "", now)
        else:
            self._on.placings.append(Placing((edit,), "", now))

    def _insertion(self, added: Added, content: str, whole: str) -> Edit | None:
        before, after = self._last(added.before), self._first(added.after)
        theirs = self._on.theirs
        if added.joins == "整":
            if before is not None:
                at = before + 1
                while at < len(theirs) and theirs[at].text not in STOPS:
                    if at in self._on.place.back or theirs[at].kind is Kind.OBJECT:
                        return None
                    at += 1
                if at < len(theirs):
                    return Edit(theirs[at].end, theirs[at].end, whole)
                return None
            if after is not None and (after == 0 or theirs[after - 1].text in STOPS):
                return Edit(theirs[after].start, theirs[after].start, whole)
            return None
        if before is not None and added.joins == "前":
            follows = theirs[before + 1].key if before + 1 < len(theirs) else "."
            joined = self._joined_by_word(added.before) and follows != "、"
            ends = _SENTENCE_ENDS if added.mark in "；;" else _ITEM_ENDS
            if follows in ends and not joined:
                at = theirs[before].end
                return Edit(at, at, added.mark + content)
        if after is None or (after and theirs[after - 1].key not in LIST_ENDS):
            return None
        leads = folded(theirs[after - 1].text) if after else ""
        if added.joins == "后" or leads == folded(added.mark):
            at = theirs[after].start
            return Edit(at, at, content + added.mark)
        return None

    def _joined_by_word(self, part: Part | None) -> bool:
        first = self._first(part)
        return bool(first) and self._on.theirs[(first or 1) - 1].text in _JOINERS

    def _last(self, part: Part | None) -> int | None:
        """一项的末尾在人写的文字里的哪个词；这一项改得多的没有。"""
        if part is None or part.stop == part.start or self._on.place.kept(part) < _STANDS:
            return None
        return self._on.place.at.get(part.stop - 1)

    def _first(self, part: Part | None) -> int | None:
        if part is None or part.stop == part.start or self._on.place.kept(part) < _STANDS:
            return None
        return self._on.place.at.get(part.start)

    def _drop(self, part: Part, joins: str) -> None:
        was = text_of(self._on.base, part.start, part.stop)
        j = self._on.standing(part)
        if j is None:
            if self._on.place.kept(part) >= GONE:
                self._on.clash(self._on.place.gap(part.start, part.stop), was, "")
            return
        theirs, last = self._on.theirs, j + part.stop - part.start - 1
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
            self._on.clash((theirs[j].start, theirs[last].end), was, "")
            return
        self._on.placings.append(Placing((edit,), was, ""))

    def _swap(self, part: Part, new: Part) -> None:
        was, now = self._on.old(part), self._on.now(new)
        typed = self._on.typed(self._on.new[new.start : new.stop])
        j = self._on.standing(part)
        if typed and j is None:
            return
        if j is None or typed:
            older = None if typed else self._older(part, new)
            if older is None:
                self._on.clash(self._on.spot(part), was, now)
            else:
                self._on.placings.append(Placing(older, was, now))
            return
        last = j + part.stop - part.start - 1
        edit = Edit(self._on.theirs[j].start, self._on.theirs[last].end, now)
        self._on.placings.append(Placing((edit,), was, now))

    def _reword(self, part: Part, new: Part) -> None:
        if self._on.typed(self._on.new[new.start : new.stop]):
            return
        was, now = self._on.old(part), self._on.now(new)
        edits = self._reworded(part, new)
        if edits is None:
            edits = self._older(part, new)
        if edits is None:
            self._on.clash(self._on.spot(part), was, now)
        elif edits:
            self._on.placings.append(Placing(edits, was, now))

    def _reworded(self, part: Part, new: Part) -> tuple[Edit, ...] | None:
        """整句的各步；有一步放不准就都不放。"""
        edits: list[Edit] = []
        parts = items(self._on.base, part)
        for step in steps_in(self._on.base, part, self._on.new, new):
            if self._is_numeral(step):
                numeral = Numeral(step.i1, step.k1)
                found = self._figures.find(numeral, [])
                if found.status is not Status.NEW and (
                    found.status is not Status.OLD
                    or self._figures.of_past(step.i1, found.j, self._on.new[step.k1])
                ):
                    return None
                both = self._figures.twice(numeral, found)
                if both is None:
                    return None
                edits.extend(both)
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
        one, other = self._on.base[step.i1].figure, self._on.new[step.k1].figure
        return bool(one and other and one.unit == other.unit)

    def _step(self, step: Step, touched: list[Part]) -> Edit | None:
        """一步话的改动：碰到的项都要原样在，两头都是标点。"""
        if not touched:
            return None
        low, high = touched[0].start, touched[-1].stop
        j = self._on.place.whole(low, high)
        if j is None or not self._on.bounded(j, j + high - low):
            return None
        theirs, shift = self._on.theirs, j - low
        text = text_of(self._on.new, step.k1, step.k2)
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
        for tokens, place in self._on.earlier:
            for spot in place.their_sentences:
                content = tokens[spot.start : spot.stop]
                like = sum(
                    1
                    for i in range(part.start, part.stop)
                    if spot.start <= place.at.get(i, -1) < spot.stop
                )
                if not content or 2 * like < max(part.stop - part.start, len(content)):
                    continue
                j = self._on.place.find(content)
                if j is None or not self._on.bounded(j, j + len(content)):
                    continue
                theirs = self._on.theirs[j : j + len(content)]
                return _mapped(
                    steps(theirs, self._on.new[new.start : new.stop]),
                    theirs,
                    self._on.new[new.start : new.stop],
                )
        return None


def _mapped(
    found: Iterable[Step], theirs: Sequence[Token], new: Sequence[Token]
) -> tuple[Edit, ...]:
    edits = []
    for step in found:
        start = theirs[step.i1].start if step.i1 < len(theirs) else theirs[-1].end
        end = theirs[step.i2 - 1].end if step.i2 > step.i1 else start
        edits.append(Edit(start, end, text_of(new, step.k1, step.k2)))
    return tuple(edits)
