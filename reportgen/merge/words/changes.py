"""数据的改动：旧的一段到新的一段，是换了数，列举添了、去了、换了项，还是整句的话变了。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from reportgen.merge.words.parts import (
    Pairs,
    Part,
    items,
    masked,
    paired_items,
    paired_sentences,
    sentences_of_both,
    text_of,
)
from reportgen.merge.words.tokens import Token
from reportgen.merge.words.values import Edit, apply

_LIST: Final = frozenset(("、",))
_SENTENCE: Final = frozenset("；;")


class Numeral(NamedTuple):
    """换数：旧的第 ``i`` 个词换成新的第 ``k`` 个词。"""

    i: int
    k: int


class Added(NamedTuple):
    """添项：跟在 ``before`` 后或在 ``after`` 前，``mark`` 是连接的标点，``new`` 是新的词。

    ``joins`` 是标点在哪：“前”是标点加内容，“后”是内容加标点，“整”是连同自己的标点。
    """

    before: Part | None
    after: Part | None
    new: Part
    mark: str
    joins: str


class Dropped(NamedTuple):
    """去项：``joins`` 是连带去掉哪一头的标点。"""

    part: Part
    joins: str


class Swapped(NamedTuple):
    """换项：一项（几项）整个换成别的。"""

    part: Part
    new: Part


class Reworded(NamedTuple):
    """变句：话变了的句子，要么整句都改，要么都不改。"""

    part: Part
    new: Part


Alteration = Numeral | Added | Dropped | Swapped | Reworded


class Correction(NamedTuple):
    """一处改动和它所在的句子（新添的句子没有旧句）。"""

    sentence: Part
    new: Part
    alteration: Alteration


class Corrections(NamedTuple):
    """全部改动；``kept`` 是没有变的数，旧的词对新的词。"""

    found: list[Correction]
    kept: Pairs


def changes(old: Sequence[Token], new: Sequence[Token]) -> Corrections:
    """旧到新的改动。照做一遍得不出新的，就算整段的话变了。"""
    first, second = sentences_of_both(old, new)
    pairs = paired_sentences(old, first, new, second)
    found: list[Correction] = []
    kept: Pairs = []
    for run, other, before, after in _unpaired(pairs, first, second):
        found += _between(old, new, run, other, before, after, _SENTENCE)
    for i, j in pairs:
        inside, same = _inside(old, first[i], new, second[j])
        found += inside
        kept += same
    done = apply(sorted(_edits(found, old, new)), text_of(old, 0, len(old)))
    if done != text_of(new, 0, len(new)):
        return Corrections(_reworded(old, new, first, second, pairs), kept)
    return Corrections(sorted(found, key=lambda each: each.sentence.start), kept)


def _reworded(
    old: Sequence[Token], new: Sequence[Token], first: list[Part], second: list[Part], pairs: Pairs
) -> list[Correction]:
    whole, other = Part(0, len(old), len(old)), Part(0, len(new), len(new))
    if len(pairs) == len(first) == len(second):  # 只是有几句的标点变了
        return [
            Correction(first[i], second[j], Reworded(first[i], second[j]))
            for i, j in pairs
            if _text(old, first[i]) != _text(new, second[j])
        ] or [Correction(whole, other, Reworded(whole, other))]
    return [Correction(whole, other, Reworded(whole, other))]


def _text(tokens: Sequence[Token], part: Part) -> str:
    return text_of(tokens, part.start, part.end)


def _unpaired(
    pairs: Pairs, first: list[Part], second: list[Part]
) -> Iterator[tuple[list[Part], list[Part], tuple[Part, Part] | None, tuple[Part, Part] | None]]:
    """对不上的各段，和前后对上的。"""
    i = j = 0
    before: tuple[Part, Part] | None = None
    for a, b in [*pairs, (len(first), len(second))]:
        after = (first[a], second[b]) if a < len(first) and b < len(second) else None
        if a > i or b > j:
            yield first[i:a], second[j:b], before, after
        i, j, before = a + 1, b + 1, after


def _between(
    old: Sequence[Token],
    new: Sequence[Token],
    run: list[Part],
    other: list[Part],
    before: tuple[Part, Part] | None,
    after: tuple[Part, Part] | None,
    marks: frozenset[str],
) -> list[Correction]:
    """前后两项之间添了、去了、换了项；不成列举的没有，由整句去变。"""
    part = Part(run[0].start, run[-1].stop, run[-1].end) if run else None
    fresh = Part(other[0].start, other[-1].stop, other[-1].end) if other else None
    if part and fresh:
        return [Correction(part, fresh, Swapped(part, fresh))]
    if part:
        own, left = _mark(old, part), _mark(old, before[0]) if before else ""
        if own in marks and after:
            joins = "后"
        elif left in marks:
            joins = "前"
        elif marks is _SENTENCE:
            joins = "整"
        else:
            return []
        return [Correction(part, part, Dropped(part, joins))]
    assert fresh
    own, left = _mark(new, fresh), _mark(new, before[1]) if before else ""
    neighbours = (before[0] if before else None, after[0] if after else None)
    if left in marks:
        alteration = Added(*neighbours, fresh, left, "前")
    elif own in marks and after:
        alteration = Added(*neighbours, fresh, own, "后")
    elif marks is _SENTENCE:
        alteration = Added(*neighbours, fresh, "", "整")
    else:
        return []
    spot = neighbours[0] or neighbours[1] or Part(0, 0, 0)
    return [Correction(spot, fresh, alteration)]


def _mark(tokens: Sequence[Token], part: Part) -> str:
    return text_of(tokens, part.stop, part.end)


def _inside(
    old: Sequence[Token], part: Part, new: Sequence[Token], other: Part
) -> tuple[list[Correction], Pairs]:
    """一句里的改动。"""
    if _text(old, part) == _text(new, other):
        return [], [
            (index, other.start + index - part.start)
            for index in range(part.start, part.stop)
            if old[index].figure
        ]
    first, second = items(old, part), items(new, other)
    pairs = paired_items(old, first, new, second)
    found: list[Correction] = []
    kept: Pairs = []
    for i, j in pairs:
        one, two = first[i], second[j]
        if masked(old, one.start, one.stop) != masked(new, two.start, two.stop):
            return [Correction(part, other, Reworded(part, other))], []
        for index, k in zip(range(one.start, one.stop), range(two.start, two.stop), strict=True):
            if old[index].figure:
                same = old[index].text == new[k].text and _unit(old, index) == _unit(new, k)
                if same:
                    kept.append((index, k))
                else:
                    found.append(Correction(part, other, Numeral(index, k)))
    for run, more, before, after in _unpaired(pairs, first, second):
        found += [
            each._replace(sentence=part, new=other)
            for each in _between(old, new, run, more, before, after, _LIST)
            if not isinstance(each.alteration, Swapped)
            or _in_list(old, new, each.alteration, before)
        ]
    text = text_of(old, part.start, part.end)
    shift = old[part.start].start
    edits = sorted(
        Edit(edit.start - shift, edit.end - shift, edit.text) for edit in _edits(found, old, new)
    )
    if apply(edits, text) != _text(new, other):
        return [Correction(part, other, Reworded(part, other))], []
    return found, kept


def _unit(tokens: Sequence[Token], index: int) -> str:
    figure = tokens[index].figure
    return tokens[index + 1].text if figure and not figure.parts and index + 1 < len(tokens) else ""


def _in_list(
    old: Sequence[Token], new: Sequence[Token], swapped: Swapped, before: tuple[Part, Part] | None
) -> bool:
    """换的是列举里的项。"""
    ends = (_mark(old, swapped.part), _mark(new, swapped.new))
    return ends == ("、", "、") or bool(before and _mark(old, before[0]) == "、")


def _edits(found: list[Correction], old: Sequence[Token], new: Sequence[Token]) -> Iterator[Edit]:
    """照做在旧文上。"""
    size = old[-1].end if old else 0
    for each in found:
        match each.alteration:
            case Numeral(i, k):
                figure, value = old[i].figure, new[k].figure
                assert figure and value
                yield Edit(old[i].start, figure.unit_end, _figure(new, k))
            case Added(before, after, fresh, mark, joins):
                content = text_of(new, fresh.start, fresh.stop)
                if joins == "前" and before:
                    at = _position(old, before.stop, size)
                    yield Edit(at, at, mark + content)
                elif joins == "后" and after:
                    at = _position(old, after.start, size)
                    yield Edit(at, at, content + mark)
                else:
                    at = _position(old, before.end if before else 0, size)
                    yield Edit(at, at, text_of(new, fresh.start, fresh.end))
            case Dropped(part, joins):
                start = part.start - 1 if joins == "前" else part.start
                stop = part.stop if joins == "前" else part.end
                yield Edit(_position(old, start, size), _position(old, stop, size), "")
            case Swapped(part, fresh) | Reworded(part, fresh):
                yield Edit(
                    _position(old, part.start, size),
                    _position(old, part.stop, size),
                    text_of(new, fresh.start, fresh.stop),
                )


def _figure(new: Sequence[Token], k: int) -> str:
    figure = new[k].figure
    assert figure
    text = new[k].text
    for token in new[k + 1 :]:
        if token.start >= figure.unit_end:
            break
        text += token.text
    return text


def _position(tokens: Sequence[Token], index: int, size: int) -> int:
    return tokens[index].start if index < len(tokens) else size
