"""分量：每个字丢了值多少——项目的数、指标名称、原因、措施最重，背景、套话、重复的最轻。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

import reportgen.condense.words as words

_BLANK: Final = re.compile(r"[\s\u3000]+")
_WORD: Final = re.compile(r"[^\W_]+")
FIGURE: Final = 0.9
KEPT_FIGURE: Final = 4.0
KEPT_NAME: Final = 3.0
CAUSE: Final = 0.9
MEASURE: Final = 0.7
OUTCOME: Final = 0.3
PRAISE: Final = 0.45
REPEATED: Final = 0.15
POINT: Final = 9.0  # 一条的主句：别的都去完了才轮到它


class Keep(NamedTuple):
    """要留到最后的：项目的数（如 ``3219``、``67.24%``）和指标名称。"""

    figures: Collection[str] = ()
    names: Collection[str] = ()


KEEP_NOTHING: Final = Keep()


def bare(text: str) -> str:
    """只留字和数，供比较。"""
    return "".join(_WORD.findall(text))


def grams(text: str, size: int = 2) -> set[str]:
    """相连的几个字。"""
    said = bare(text)
    return {said[at : at + size] for at in range(len(said) - size + 1)}


class Worth:
    """按全文和要留的名目给各处定分量。"""

    def __init__(self, keep: Keep, statements: Sequence[str]) -> None:
        self._figures = _any(map(_figure, filter(None, keep.figures)))
        self._names = _any(re.escape(_BLANK.sub("", name)) for name in keep.names if name.strip())
        shared: Counter[str] = Counter()
        for statement in statements:
            shared.update(grams(statement))
        self._shared = shared
        self._seen: set[str] = set()

    def of(self, text: str) -> float:
        """一处文字每个字的分量。"""
        said = _BLANK.sub("", text)
        weight = 1.0
        if words.FIGURE.search(words.DATE.sub("", said)):
            weight += FIGURE
        if words.PRAISE.search(said):
            weight *= PRAISE
        if words.CAUSE.search(said):
            weight += CAUSE
        elif words.MEASURE.search(said):
            weight += MEASURE
        elif words.OUTCOME.search(said):
            weight += OUTCOME
        return (weight + self._central(said)) * self._again(said) + self.kept(said)

    def kept(self, text: str) -> float:
        """有要留的数、名称的另加。"""
        said = _BLANK.sub("", text)
        extra = KEPT_FIGURE if self._figures and self._figures.search(said) else 0.0
        return extra + (KEPT_NAME if self._names and self._names.search(said) else 0.0)

    def _central(self, said: str) -> float:
        """说的是不是全文反复提到的事。"""
        found = grams(said)
        if not found:
            return 0.0
        often = sum(1 for gram in found if self._shared[gram] > 1)
        return 0.4 * often / len(found)

    def _again(self, said: str) -> float:
        """前面一字不差说过的。"""
        key = bare(said)
        if len(key) < 8:
            return 1.0
        if key in self._seen:
            return REPEATED
        self._seen.add(key)
        return 1.0


def _figure(figure: str) -> str:
    said = _BLANK.sub("", figure)
    before = r"(?<![\d.])" if said[:1].isdigit() else ""
    after = r"(?!\.?\d)" if said[-1:].isdigit() else ""
    return before + re.escape(said) + after


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    listed = sorted(set(patterns), key=len, reverse=True)
    return re.compile("|".join(listed)) if listed else None
