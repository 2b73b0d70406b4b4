"""字数：按 Word“字数统计”的字数（中文字符和朝鲜语单词 + 非中文单词）计算。

规则：每个汉字、假名、全角标点、全角字母或数字计 1；其余不含空白的连续字符（如 98.5%、
1,234.56、Adobe）每一串计 1。各家软件对下列字符算法不一：“ ” ‘ ’ — … · ①，以及数字
之间的短横和波浪线——下限把它们当作串里的字符，上限把它们各计 1 并断开前后的串；
扩展区汉字（如 𠮷）下限计 1，上限计 2。篇幅限制按上限掌握。
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_WIDE = (
    "\u1100-\u11ff\u2e80-\u2fff\u3001-\u33ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
)
_RARE = "\U00020000-\U0003ffff"
_UNSETTLED = "“”‘’—–…·①-⓿❶-➓"

_WIDE_RUN = re.compile(f"[{_WIDE}{_RARE}]+")
_WIDE_OR_UNSETTLED_RUN = re.compile(f"(?:[{_WIDE}{_RARE}{_UNSETTLED}]|(?<=\\d)[-~](?=\\d))+")
_RARE_HAN = re.compile(f"[{_RARE}]")


class Length(NamedTuple):
    """字数：下限和上限。"""

    lower: int
    upper: int

    def __add__(self, other: object) -> Length:
        if not isinstance(other, tuple):
            return NotImplemented
        return Length(self.lower + other[0], self.upper + other[1])


ZERO = Length(0, 0)


def count(text: str) -> Length:
    """数一段文字的字数。"""
    lower = _count(text, _WIDE_RUN)
    upper = _count(text, _WIDE_OR_UNSETTLED_RUN)
    if not text.isascii():
        upper += len(_RARE_HAN.findall(text))
    return Length(lower, upper)


def count_all(texts: Iterable[str]) -> Length:
    """数几段文字合计的字数；段与段之间断开。"""
    total = ZERO
    for text in texts:
        total += count(text)
    return total


def _count(text: str, wide: re.Pattern[str]) -> int:
    rest = wide.split(text)
    wide_characters = len(text) - sum(map(len, rest))
    return wide_characters + sum(len(piece.split()) for piece in rest)
