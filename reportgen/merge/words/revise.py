"""改稿：没有人动过的文字怎样从旧变成新，改动少而好读——整个数换，不在数里下刀，不留一字的孤岛。"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from reportgen.merge.words.align import Matches, align
from reportgen.merge.words.parts import (
    Part,
    items,
    paired_items,
    paired_sentences,
    sentences_of_both,
    text_of,
)
from reportgen.merge.words.tokens import Kind, Token, tokens
from reportgen.merge.words.values import Edit

_ISLAND: Final = 2  # 两处改动之间只隔这么几个字的，并成一处
_MOSTLY: Final = 0.5  # 一项里留下的字不到一半的，整项换


class Step(NamedTuple):
    """一步：旧的词 [i1:i2) 换成新的词 [k1:k2)。"""

    i1: int
    i2: int
    k1: int
    k2: int


def revise(base: str, new: str, names: Collection[str] = ()) -> tuple[Edit, ...]:
    """从旧的文字到新的文字的改动。"""
    old, now = tokens(base, names), tokens(new, names)
    return tuple(
        Edit(
            old[step.i1].start if step.i1 < len(old) else len(base),
            old[step.i2 - 1].end if step.i2 > step.i1 else _at(old, step.i1, base),
            text_of(now, step.k1, step.k2),
        )
        for step in steps(old, now)
    )


def _at(old: Sequence[Token], index: int, base: str) -> int:
    return old[index].start if index < len(old) else len(base)


def steps(old: Sequence[Token], new: Sequence[Token]) -> list[Step]:
    """旧词到新词的各步，从前到后。"""
    first, second = sentences_of_both(old, new)
    found: Matches = []
    for i, j in paired_sentences(old, first, new, second):
        found += kept_in(old, first[i], new, second[j])
    return _joined(_slid(_gaps(found, len(old), len(new)), old, new), old, new)


def steps_in(old: Sequence[Token], part: Part, new: Sequence[Token], other: Part) -> list[Step]:
    """一句里的各步，下标是全文的；句末的标点不算在内。"""
    inside, outside = old[part.start : part.stop], new[other.start : other.stop]
    return [
        Step(
            step.i1 + part.start, step.i2 + part.start, step.k1 + other.start, step.k2 + other.start
        )
        for step in steps(inside, outside)
    ]


def kept_in(old: Sequence[Token], part: Part, new: Sequence[Token], other: Part) -> Matches:
    """一句里原样留下的词。"""
    if text_of(old, part.start, part.end) == text_of(new, other.start, other.end):
        return [(part.start + step, other.start + step) for step in range(part.end - part.start)]
    first, second = items(old, part), items(new, other)
    found: Matches = []
    for i, j in paired_items(old, first, new, second):
        one, two = first[i], second[j]
        matches = align(old[one.start : one.end], new[two.start : two.end], lambda t: t.text)
        if 2 * len(matches) >= _MOSTLY * (one.end - one.start + two.end - two.start):
            found += [(one.start + a, two.start + b) for a, b in matches]
    return found


def _gaps(matches: Matches, high: int, wide: int) -> list[Step]:
    found: list[Step] = []
    i = k = 0
    for a, b in [*matches, (high, wide)]:
        if a > i or b > k:
            found.append(Step(i, a, k, b))
        i, k = a + 1, b + 1
    return found


def _slid(found: list[Step], old: Sequence[Token], new: Sequence[Token]) -> list[Step]:
    """两头相同的词不算改。"""
    kept: list[Step] = []
    for i1, i2, k1, k2 in found:
        while i1 < i2 and k1 < k2 and old[i1].text == new[k1].text:
            i1, k1 = i1 + 1, k1 + 1
        while i1 < i2 and k1 < k2 and old[i2 - 1].text == new[k2 - 1].text:
            i2, k2 = i2 - 1, k2 - 1
        if i1 < i2 or k1 < k2:
            kept.append(Step(i1, i2, k1, k2))
    return kept


def _joined(found: list[Step], old: Sequence[Token], new: Sequence[Token]) -> list[Step]:
    kept: list[Step] = []
    for step in found:
        if kept and _joins(kept[-1], step, old, new):
            step = Step(kept[-1].i1, step.i2, kept[-1].k1, step.k2)
            kept.pop()
        kept.append(step)
    return kept


def _joins(one: Step, two: Step, old: Sequence[Token], new: Sequence[Token]) -> bool:
    between = old[one.i2 : two.i1]
    if len(between) > _ISLAND or any(token.kind is not Kind.HAN for token in between):
        return False
    return all(
        any(token.kind is Kind.HAN for token in (*old[s.i1 : s.i2], *new[s.k1 : s.k2]))
        for s in (one, two)
    )
