"""说了两遍的话：后一处文字里，哪些句子和前一处说的是同一件事。"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import reportgen.condense.words as words
from reportgen.condense.marks import STOPS, read
from reportgen.condense.worth import bare, grams

_ALIKE: Final = 0.6  # 一句里说过的分句占这么多，就是重说
_CLAUSE: Final = 0.8  # 分句里相连的字，有这么多在前一句里，就是说过
_SHORTEST: Final = 10


class Repeated(NamedTuple):
    """后一处的一句（``again``），前一处的原话（``said``），后一句里没有说过的分句（``more``）。"""

    again: str
    said: str
    more: tuple[str, ...]


class _Sentence(NamedTuple):
    text: str
    clauses: tuple[str, ...]
    grams: frozenset[str]
    figures: frozenset[str]


def repeated(first: Sequence[str], second: Sequence[str]) -> tuple[Repeated, ...]:
    """后一处里重说的句子，按先后。数不同的不算同一件事。"""
    said = _sentences(first)
    found = []
    for sentence in _sentences(second):
        if len(bare(sentence.text)) < _SHORTEST:
            continue
        best = max(said, key=lambda other: _share(sentence.grams, other.grams), default=None)
        if best is None:
            continue
        more = tuple(clause for clause in sentence.clauses if not _told(clause, best))
        told = 1 - sum(map(len, more)) / sum(map(len, sentence.clauses))
        if told >= _ALIKE:
            found.append(Repeated(sentence.text, best.text, more))
    return tuple(found)


def _figures(text: str) -> frozenset[str]:
    return frozenset(words.NUMERAL.findall(text))


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part) if part else 0.0


def _told(clause: str, sentence: _Sentence) -> bool:
    own = frozenset(grams(clause))
    if not _figures(clause) <= sentence.figures:
        return False
    return not own or _share(own, sentence.grams) >= _CLAUSE


def _sentences(paragraphs: Sequence[str]) -> list[_Sentence]:
    """以句号、分号断的句子。"""
    text = read([line for line in paragraphs if line.strip()])
    found = []
    for statement in text.statements:
        clauses = tuple(text.whole[part.start : part.end] for part in statement.clauses)
        body = text.whole[statement.clauses[0].start : statement.end]
        mark = statement.mark if statement.mark[:1] in (*STOPS, "；") else ""
        found.append(_Sentence(body + mark, clauses, frozenset(grams(body)), _figures(body)))
    return found
