"""分句：一段的词按句号、分号分成句，句再按逗号、顿号分成项；两份的句、项谁对谁。"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from reportgen.merge.words.tokens import Kind, Token

STOPS: Final = frozenset("。！？；!?;\n")
_STOPS_AND_COLONS: Final = STOPS | {"："}
COMMAS: Final = frozenset("、，：,:")
_OPEN: Final = frozenset("（(《“【〔[‘")
_CLOSE: Final = frozenset("）)》”】〕]’")
# 说法和单位不是名称：“校园招聘为4场”和“员工培训为3场”不是同一项
_FILLER: Final = frozenset("为是的达到了共计约均已")
_LIKE_SENTENCE: Final = 50.0
_LIKE_ITEM: Final = 60.0
_SAME_WORDS: Final = 110.0
_SAME: Final = 120.0

Pairs = list[tuple[int, int]]


class Part(NamedTuple):
    """一句或一项：词的下标从 ``start`` 到 ``stop``，连同末尾的标点到 ``end``。"""

    start: int
    stop: int
    end: int


def sentences(tokens: Sequence[Token], *, colons: bool = False) -> list[Part]:
    """句：到句号、分号为止，括号、引号里的不断开；``colons`` 是冒号前面的话也自成一句。"""
    return _cut(tokens, 0, len(tokens), _STOPS_AND_COLONS if colons else STOPS)


def sentences_of_both(
    one: Sequence[Token], other: Sequence[Token]
) -> tuple[list[Part], list[Part]]:
    """两份的句，断法相同：有分号隔开的列举，冒号前面的话就自成一句。"""
    colons = any(token.text == "；" for tokens in (one, other) for token in tokens)
    return sentences(one, colons=colons), sentences(other, colons=colons)


def items(tokens: Sequence[Token], sentence: Part) -> list[Part]:
    """项：一句里到逗号、顿号、冒号为止；最后一项的末尾是句子的标点。"""
    found = _cut(tokens, sentence.start, sentence.stop, COMMAS)
    if found:
        last = found.pop()
        found.append(last._replace(end=sentence.end) if last.end == sentence.stop else last)
    return found


def _cut(tokens: Sequence[Token], start: int, end: int, marks: frozenset[str]) -> list[Part]:
    found: list[Part] = []
    depth, begin = 0, start
    for index in range(start, end):
        token = tokens[index]
        if token.kind is not Kind.MARK:
            continue
        if token.text in _OPEN:
            depth += 1
        elif token.text in _CLOSE:
            depth = max(0, depth - 1)
        elif depth and token.text != "\n":
            continue
        elif token.text in marks:
            found.append(Part(begin, index, index + 1))
            begin, depth = index + 1, 0
    if begin < end:
        found.append(Part(begin, end, end))
    return found


def text_of(tokens: Sequence[Token], start: int, end: int) -> str:
    """词的下标从 ``start`` 到 ``end`` 的原文。"""
    return "".join(token.text for token in tokens[start:end])


def masked(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    """不看数是多少的原文：数、日期各是一个记号，元、万元、亿元是一个单位。"""
    return tuple(
        ("#@"[token.figure.parts is not None] if token.figure else _unit(token))
        for token in tokens[start:end]
    )


def _unit(token: Token) -> str:
    if token.kind is Kind.UNIT and token.text.endswith("元"):
        return token.text.lstrip("百千万亿")
    return token.text


def named(tokens: Sequence[Token], start: int, end: int) -> str:
    """名称：一项里去掉数、单位、标点和“为、达到”一类后的字。"""
    return "".join(
        token.text
        for token in tokens[start:end]
        if token.kind in (Kind.HAN, Kind.NAME, Kind.WORD) and token.text not in _FILLER
    )


def paired_sentences(
    one: Sequence[Token], first: list[Part], other: Sequence[Token], second: list[Part]
) -> Pairs:
    """句对句：先后不变，像的总和最大。"""

    def words(tokens: Sequence[Token], part: Part) -> str:
        """一句不看数的话。"""
        return "".join(masked(tokens, part.start, part.stop))

    return _paired(one, first, other, second, words, _LIKE_SENTENCE)


def paired_items(
    one: Sequence[Token], first: list[Part], other: Sequence[Token], second: list[Part]
) -> Pairs:
    """项对项：按名称。"""

    def words(tokens: Sequence[Token], part: Part) -> str:
        """一项的名称。"""
        return named(tokens, part.start, part.stop)

    return _paired(one, first, other, second, words, _LIKE_ITEM)


def _paired(
    one: Sequence[Token],
    first: list[Part],
    other: Sequence[Token],
    second: list[Part],
    words: Callable[[Sequence[Token], Part], str],
    least: float,
) -> Pairs:
    exact = [text_of(one, part.start, part.stop) for part in first]
    exact_other = [text_of(other, part.start, part.stop) for part in second]
    low = 0
    while low < min(len(exact), len(exact_other)) and exact[low] == exact_other[low]:
        low += 1
    tail = 0
    while (
        tail < min(len(exact), len(exact_other)) - low
        and exact[-1 - tail] == exact_other[-1 - tail]
    ):
        tail += 1
    high, wide = len(exact) - tail, len(exact_other) - tail

    def like(i: int, j: int) -> float:
        """两句、两项多像。"""
        if exact[i] == exact_other[j]:
            return _SAME
        mine, theirs = said[i - low], heard[j - low]
        if mine == theirs:
            return _SAME_WORDS
        return fuzz.ratio(mine, theirs, score_cutoff=least)

    said = [words(one, part) for part in first[low:high]]
    heard = [words(other, part) for part in second[low:wide]]
    middle = _best([[like(i, j) for j in range(low, wide)] for i in range(low, high)])
    return [
        *((step, step) for step in range(low)),
        *((low + i, low + j) for i, j in middle),
        *((high + step, wide + step) for step in range(tail)),
    ]


def _best(likeness: list[list[float]]) -> Pairs:
    """先后不变、总和最大的对法。"""
    if not likeness or not likeness[0]:
        return []
    high, wide = len(likeness), len(likeness[0])
    total = [[0.0] * (wide + 1) for _ in range(high + 1)]
    for i in range(high - 1, -1, -1):
        for j in range(wide - 1, -1, -1):
            skip = max(total[i + 1][j], total[i][j + 1])
            score = likeness[i][j]
            total[i][j] = max(skip, total[i + 1][j + 1] + score) if score else skip
    found: Pairs = []
    i = j = 0
    while i < high and j < wide:
        score = likeness[i][j]
        if score and total[i][j] == total[i + 1][j + 1] + score:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif total[i][j] == total[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
