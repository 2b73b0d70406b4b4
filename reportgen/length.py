"""字数：按 Word“字数统计”的字数（中文字符和朝鲜语单词 + 非中文单词）计算。

规则：每个汉字、假名、全角标点、全角字母或数字计 1；其余不含空白的连续字符（如 98.5%、
1,234.56、Adobe）每一串计 1。各家软件对下列字符算法不一：“ ” ‘ ’ — … · ①、朝鲜文，以及
数字之间的短横和波浪线——下限把它们当作串里的字符，上限把它们各计 1 并断开前后的串；
扩展区汉字（如 𠮷）下限计 1，上限计 2。篇幅限制按上限掌握。
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_WIDE = (
    "\u2e80-\u2fff\u3001-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
)
_HANGUL = "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff"
_RARE = "\U00020000-\U0003ffff"
_UNSETTLED = f"“”‘’—–…·①-⓿❶-➓{_HANGUL}"

# 宽字符以外只有这些字符的文字，上限和下限相同；“-”“~”可能在数字之间，不在其内
_PLAIN = re.compile(r"[\s!-,.-}]*+")
_NARROW_RUN = re.compile(f"[^{_WIDE}]+")
_NARROW_OR_UNSETTLED_RUN = re.compile(f"[^{_WIDE}{_RARE}]+")
_UNSETTLED_MARK = re.compile(f"[{_UNSETTLED}]|(?<=\\d)[-~](?=\\d)")
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
    narrow = _NARROW_RUN.findall(text)
    rest = " ".join(narrow)
    if not _PLAIN.fullmatch(rest):
        return _count_doubtful(text)
    # 宽字符各计 1，其余按空白分成串；串之间接的空格不算在字符里
    wide = len(text) - len(rest) + max(len(narrow) - 1, 0)
    number = wide + len(rest.split())
    return Length(number, number)


def count_all(texts: Iterable[str]) -> Length:
    """数几段文字合计的字数；段与段之间断开。"""
    return count("\n".join(texts))


def _count_doubtful(text: str) -> Length:
    """有算法不一的字符：分别数下限和上限。"""
    marked, marks = _UNSETTLED_MARK.subn(" ", text)
    rare = len(_RARE_HAN.findall(text))
    return Length(_count(text), _count(marked) + marks + rare)


def _count(text: str) -> int:
    narrow = _NARROW_OR_UNSETTLED_RUN.findall(text)
    wide = len(text) - sum(map(len, narrow))
    return wide + sum(len(run.split()) for run in narrow)
