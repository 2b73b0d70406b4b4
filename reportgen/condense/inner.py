"""分句里可去的：括号、举例、名单的后几项、书名、状语、套话；去了句子仍然通顺。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import reportgen.condense.words as words
from reportgen.condense.marks import pairs

_LONGEST: Final = 400  # 没有标点的长文不细看


class Cut(NamedTuple):
    """可去的一处：在分句里的起止，每字的分量；``joins`` 的去了以后不留后面的逗号。"""

    start: int
    end: int
    weight: float
    joins: bool = False


_LIST: Final = re.compile(
    r"(?P<items>(?:、[^、，。；：等]{1,24}?)+?)"
    r"(?=(?:(?:和|及|以及|与)[^、，。；：等]{1,16})?等(?!级|待|于|候|额|次|同|比|效|值|距))"
)
_TAIL: Final = re.compile(r"(?:和|及|以及|与)[^、，。；：等]{1,16}(?=等)")
_ITEM: Final = re.compile(r"、[^、]+")
_INLINE_EXAMPLE: Final = re.compile(
    rf"{words.EXAMPLE.pattern}[^，。；：]{{2,60}}?等(?=[\u3400-\u9fff])"
)
_SHARED_END: Final = re.compile(
    "(?:达到|完成|实现|符合|达成)(?:了|既定)?(?:预期|年初|年度|全部)?(?:目标|要求|情况良好|任务)?$"
)
_COUNTED: Final = re.compile(
    r"共|合计|总计|分别|等|\d+[个项类]|[两三四五六七八九十][个项类]|[和与]|及(?!时|格)"
)
_ITEM_LONGEST: Final = 24
_EXTRA_BRACKET: Final = re.compile("[（(](?:其中|如|例如|比如|包括|即|含(?!税)|详见|见|附)")
_PLAIN_BRACKET: Final = re.compile("[（(](?:单位|部|村|含|不含|不|套|个|人|台|以)")
_NUMBER_BRACKET: Final = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)]$")
_REASON_BRACKET: Final = re.compile("因|受|由于|原因|按照|未|无法")  # 说的是缘故


def inner_cuts(clause: str, opening: bool, follows: bool) -> list[Cut]:
    """一个分句里可去的各处，可以一处套一处。

    ``opening``：一句话里后面还有分句；``follows``：后面的分句和它同留同去。
    """
    if len(clause) > _LONGEST:
        return []
    shut = pairs(clause)
    found = [*_brackets(clause, shut), *_titles(clause), *_examples(clause, shut)]
    found += _lists(clause, shut)
    found += _shared_list(clause, shut)
    found += _verb_phrases(clause, shut)
    if opening and follows:
        found += _background(clause)
    found += _adverbs(clause, shut)
    return _nested(clause, found)


def _free(start: int, end: int, shut: list[tuple[int, int]]) -> bool:
    """一处的两头都不在括号、引号里面。"""
    return not any(
        left < spot < right for left, right in shut for spot in (start, end) if spot != left
    )


def _brackets(clause: str, shut: list[tuple[int, int]]) -> Iterator[Cut]:
    for start, end in shut:
        if clause[start] not in "（(" or start == 0 or _NUMBER_BRACKET.match(clause[start:end]):
            continue
        body = clause[start:end]
        if words.DOCUMENT_NUMBER.fullmatch(body):
            yield Cut(start, end, 0.12)
        elif _EXTRA_BRACKET.match(body):
            yield Cut(start, end, 0.2)
        elif _PLAIN_BRACKET.match(body):
            yield Cut(start, end, 0.9)
        else:
            yield Cut(start, end, 1.0 if _REASON_BRACKET.search(body) else 0.3)


def _titles(clause: str) -> Iterator[Cut]:
    """“按照《……》要求”只留“按照要求”。"""
    for hit in words.TITLE_BASIS.finditer(clause):
        start, end = hit.span("title")
        if "《" in hit["title"]:
            yield Cut(start, end, 0.22)


def _examples(clause: str, shut: list[tuple[int, int]]) -> Iterator[Cut]:
    """“推进如甲、乙等工作”里的例子。"""
    for hit in _INLINE_EXAMPLE.finditer(clause):
        if hit.start() > 0 and _free(*hit.span(), shut) and "、" in hit[0]:
            yield Cut(*hit.span(), 0.2)


def _lists(clause: str, shut: list[tuple[int, int]]) -> Iterator[Cut]:
    """“甲、乙、丙等”：从后往前去，留下第一项和“等”。"""
    for hit in _LIST.finditer(clause):
        start, end = hit.span("items")
        tail = _TAIL.match(clause, end)
        items = [spot.span() for spot in _ITEM.finditer(clause, start, end)]
        if tail:
            items.append(tail.span())
        first = clause[:start]
        if not re.search(r"[^\W\d_]$|[》”）]$", first) or not _free(start, items[-1][1], shut):
            continue
        for number, (left, right) in enumerate(reversed(items)):
            yield Cut(left, right, 0.3 + 0.02 * number)


def _shared_list(clause: str, shut: list[tuple[int, int]]) -> Iterator[Cut]:
    """“甲、乙、丙、丁达到预期目标”：各项一样，中间的可去。"""
    if _COUNTED.search(clause):
        return
    spots = [at for at, char in enumerate(clause) if char == "、" and _free(at, at, shut)]
    if len(spots) < 3 or not _SHARED_END.search(clause, spots[-1]):
        return
    bounds = list(pairwise(spots))
    if any(right - left > _ITEM_LONGEST for left, right in bounds):
        return
    for number, (left, right) in enumerate(reversed(bounds)):
        yield Cut(left, right, 0.6 + 0.02 * number)


def _verb_phrases(clause: str, shut: list[tuple[int, int]]) -> Iterator[Cut]:
    """并列的动宾短语，每个自成意思：“执行甲制度、探索乙办法、加强丙管理”。"""
    spots = [
        hit.start() for hit in re.finditer("、", clause) if _free(hit.start(), hit.start(), shut)
    ]
    if not spots or "等" in clause[spots[-1] :]:
        return
    bounds = [*spots, len(clause)]
    parts = [(bounds[at], bounds[at + 1]) for at in range(len(spots))]
    whole = [len(clause[: spots[0]]), *(right - left - 1 for left, right in parts)]
    verbs = [words.STARTS_WITH_VERB.match(clause, left + 1) for left, _ in parts]
    if min(whole) < 6 or not all(verbs) or not words.STARTS_WITH_VERB.match(clause):
        return
    if any(words.ENDS_WITH_VERB.search(clause, 0, right) for _, right in [(0, spots[0]), *parts]):
        return
    if words.SHARED.search(clause, spots[0]):
        return
    for left, right in parts:
        yield Cut(left, right, 0.9)


def _background(clause: str) -> Iterator[Cut]:
    """“某局按照要求，完成……”：留“某局”，去“按照要求，”。"""
    hit = words.SUBJECT_THEN_BACKGROUND.match(clause)
    if hit and _removable(clause[hit.end("who") :]):
        yield Cut(hit.end("who"), len(clause), 0.3, joins=True)
    turn = words.TURNING.match(clause)
    if turn and words.BACKGROUND.match(clause, turn.end()):
        yield Cut(turn.end(), len(clause), 0.35, joins=True)


def _removable(adverbial: str) -> bool:
    """整个是状语，没有数，也没有说结果。"""
    if words.FIGURE.search(words.DATE.sub("", adverbial)) or words.OUTCOME.search(adverbial):
        return False
    based = words.BASED.match(adverbial)
    return not based or bool(words.BASIS_END.search(adverbial))


def _adverbs(clause: str, shut: list[tuple[int, int]]) -> Iterator[Cut]:
    for hit in words.LOOSE_ADVERB.finditer(clause):
        if _free(*hit.span(), shut) and words.STARTS_WITH_VERB.match(clause, hit.end()):
            yield Cut(*hit.span(), 0.55)
    for hit in words.LIGHT.finditer(clause):
        if hit.start() > 0 and _free(*hit.span(), shut) and not clause.startswith("了", hit.end()):
            yield Cut(*hit.span(), 0.5)


def _nested(clause: str, cuts: list[Cut]) -> list[Cut]:
    """各处要么分开，要么一处在另一处之内；交错的只留前面的。去了以后不能剩半个分句。"""
    kept: list[Cut] = []
    for cut in sorted(set(cuts), key=lambda item: (item.start, -item.end)):
        crossing = any(other.start < cut.start < other.end < cut.end for other in kept)
        same = any((other.start, other.end) == (cut.start, cut.end) for other in kept)
        if not crossing and not same and (cut.joins or cut.end - cut.start < len(clause)):
            kept.append(cut)
    return kept
