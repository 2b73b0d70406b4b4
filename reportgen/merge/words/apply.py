"""放进去：数据的每处改动放到人写的文字里的那一处，最后看一遍有没有放坏。"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from reportgen.merge.words.changes import Corrections, Numeral
from reportgen.merge.words.context import Context, Placing
from reportgen.merge.words.numerals import Numerals
from reportgen.merge.words.parts import Part
from reportgen.merge.words.phrases import Phrases
from reportgen.merge.words.tokens import OBJECT
from reportgen.merge.words.values import Edit, Merged, apply

# 重了的标点、重了的单位
_DOUBLED: Final = re.compile(
    r"[，、；：。！？,;](?=[，、；：。！？,;])|(亿元|万元|元|[%％‰]|个百分点)[（(]?(?=\1)|（）|\(\)"
)


def put(corrections: Corrections, on: Context) -> Merged:
    """放各处改动；没有变的数也看一眼，人写的和数据不一致的说出来。"""
    figures = Numerals(on)
    phrases = Phrases(on, figures)
    by_sentence: dict[Part, list[tuple[Numeral, Part]]] = {}
    for each in corrections.found:
        if isinstance(each.alteration, Numeral):
            by_sentence.setdefault(each.sentence, []).append((each.alteration, each.new))
        else:
            phrases.put(each)
    values = [on.new[numeral.k] for group in by_sentence.values() for numeral, _ in group]
    for part, group in by_sentence.items():
        figures.sentence(part, group, values)
    for i, k in corrections.kept:
        figures.agrees(i, k)
    edits = sorted(edit for placing in _sound(on) for edit in placing.edits)
    return Merged(tuple(edits), tuple(sorted(set(on.clashes))), tuple(sorted(set(on.differing))))


def _sound(on: Context) -> list[Placing]:
    """看一遍：不重叠，不碰图，不添重了的标点和单位；不行的改成冲突。"""
    doubled = _faults(on.text)
    kept: list[Placing] = []
    for placing in on.placings:
        edits = sorted(placing.edits)
        crosses = any(OBJECT in on.text[e.start : e.end] for e in edits)
        overlaps = any(_overlap(e, o) for e in edits for p in kept for o in p.edits)
        within = any(_overlap(a, b) for a, b in pairwise(edits))
        if crosses or overlaps or within or _faults(apply(edits, on.text)) > doubled:
            on.clash((edits[0].start, edits[-1].end), placing.was, placing.now)
        else:
            kept.append(placing)
    merged = sorted(edit for placing in kept for edit in placing.edits)
    if _faults(apply(merged, on.text)) > doubled:
        for placing in kept:
            edits = sorted(placing.edits)
            on.clash((edits[0].start, edits[-1].end), placing.was, placing.now)
        return []
    return kept


def _faults(text: str) -> int:
    return len(_DOUBLED.findall(text))


def _overlap(one: Edit, other: Edit) -> bool:
    if one.start == other.start and (one.start == one.end or other.start == other.end):
        return one.end == other.end or one.start == one.end == other.start == other.end
    return one.start < other.end and other.start < one.end
