"""放进去：数据的每处改动放到人写的文字里的那一处，最后看一遍有没有放坏。"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from reportgen.merge.changes import Changes, Numeral
from reportgen.merge.context import Context, Plan
from reportgen.merge.numerals import Numerals
from reportgen.merge.parts import Part
from reportgen.merge.phrases import Phrases
from reportgen.merge.tokens import OBJECT
from reportgen.merge.values import Edit, Merged, apply

# 重了的标点、重了的单位
_DOUBLED: Final = re.compile(
    r"[，、；：。！？,;](?=[，、；：。！？,;])|(亿元|万元|元|[%％‰]|个百分点)[（(]?(?=\1)|（）|\(\)"
)


def put(changes: Changes, on: Context) -> Merged:
    """放各处改动；没有变的数也看一眼，人写的和数据不一致的说出来。"""
    figures = Numerals(on)
    phrases = Phrases(on, figures)
    by_sentence: dict[Part, list[tuple[Numeral, Part]]] = {}
    for told in changes.told:
        if isinstance(told.change, Numeral):
            by_sentence.setdefault(told.sentence, []).append((told.change, told.new))
        else:
            phrases.put(told)
    values = [on.new[numeral.k] for group in by_sentence.values() for numeral, _ in group]
    for part, group in by_sentence.items():
        figures.sentence(part, group, values)
    for i, k in changes.kept:
        figures.agrees(i, k)
    edits = sorted(edit for plan in _sound(on) for edit in plan.edits)
    return Merged(tuple(edits), tuple(sorted(set(on.clashes))), tuple(sorted(set(on.differing))))


def _sound(on: Context) -> list[Plan]:
    """看一遍：不重叠，不碰图，不添重了的标点和单位；不行的改成冲突。"""
    doubled = _faults(on.text)
    kept: list[Plan] = []
    for plan in on.plans:
        edits = sorted(plan.edits)
        crosses = any(OBJECT in on.text[e.start : e.end] for e in edits)
        overlaps = any(_overlap(e, o) for e in edits for p in kept for o in p.edits)
        within = any(_overlap(a, b) for a, b in pairwise(edits))
        if crosses or overlaps or within or _faults(apply(edits, on.text)) > doubled:
            on.clash((edits[0].start, edits[-1].end), plan.was, plan.now)
        else:
            kept.append(plan)
    merged = sorted(edit for plan in kept for edit in plan.edits)
    if _faults(apply(merged, on.text)) > doubled:
        for plan in kept:
            edits = sorted(plan.edits)
            on.clash((edits[0].start, edits[-1].end), plan.was, plan.now)
        return []
    return kept


def _faults(text: str) -> int:
    return len(_DOUBLED.findall(text))


def _overlap(one: Edit, other: Edit) -> bool:
    if one.start == other.start and (one.start == one.end or other.start == other.end):
        return one.end == other.end or one.start == one.end == other.start == other.end
    return one.start < other.end and other.start < one.end
