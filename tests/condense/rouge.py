"""ROUGE：按字的 ROUGE-1、ROUGE-2、ROUGE-L（F 值）。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple


class Rouge(NamedTuple):
    one: float
    two: float
    long: float


def _f(overlap: int, made: int, real: int) -> float:
    return 2 * overlap / (made + real) if overlap else 0.0


def _grams(text: str, size: int) -> Counter[str]:
    return Counter(text[at : at + size] for at in range(len(text) - size + 1))


def _common(first: str, second: str) -> int:
    """最长公共子序列的长度。"""
    row = [0] * (len(second) + 1)
    for char in first:
        corner = 0
        for at, other in enumerate(second, 1):
            above = row[at]
            row[at] = corner + 1 if char == other else max(above, row[at - 1])
            corner = above
    return row[-1]


def rouge(made: Sequence[str], real: Sequence[str]) -> Rouge:
    """合成的与真实的；不计标点和空白。"""
    first, second = (
        "".join(char for char in "".join(text) if char.isalnum()) for text in (made, real)
    )
    by_size = []
    for size in (1, 2):
        left, right = _grams(first, size), _grams(second, size)
        by_size.append(_f((left & right).total(), left.total(), right.total()))
    return Rouge(*by_size, _f(_common(first, second), len(first), len(second)))
