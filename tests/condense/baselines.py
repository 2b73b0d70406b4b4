"""对照：取开头若干字，TextRank 和 TF-IDF 按句排序，篇幅相同。"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from reportgen.length import count

Method = Callable[[Sequence[str], int], str]


def _sentences(paragraphs: Sequence[str]) -> list[str]:
    return [part for text in paragraphs for part in re.findall(r"[^。；]+[。；]?", text)]


def _grams(text: str) -> Counter[str]:
    said = "".join(char for char in text if char.isalnum())
    return Counter(said[at : at + 2] for at in range(len(said) - 1))


def first_words(paragraphs: Sequence[str], limit: int) -> str:
    """开头若干字，截断。"""
    text = "".join(paragraphs)
    end = len(text)
    while count(text[:end]).upper > limit:
        end -= 1
    return text[:end]


def _chosen(sentences: list[str], scores: Sequence[float], limit: int, fill: bool) -> str:
    """按分数从高到低取放得下的，照原来的次序写；``fill`` 时余下的用下一句的开头填满。"""
    room, kept, rest = limit, {}, []
    for at in sorted(range(len(sentences)), key=lambda at: (-scores[at], at)):
        size = count(sentences[at]).upper
        if size <= room:
            kept[at] = sentences[at]
            room -= size
        else:
            rest.append(at)
    if fill and rest and room > 0:
        kept[rest[0]] = first_words([sentences[rest[0]]], room)
    return "".join(kept[at] for at in sorted(kept))


def tf_idf(paragraphs: Sequence[str], limit: int, fill: bool = False) -> str:
    sentences = _sentences(paragraphs)
    bags = [_grams(text) for text in sentences]
    seen = Counter(gram for bag in bags for gram in bag)
    scores = [
        sum(n * math.log(1 + len(bags) / seen[gram]) for gram, n in bag.items())
        / max(bag.total(), 1)
        for bag in bags
    ]
    return _chosen(sentences, scores, limit, fill)


def text_rank(paragraphs: Sequence[str], limit: int, fill: bool = False) -> str:
    sentences = _sentences(paragraphs)
    bags = [set(_grams(text)) for text in sentences]
    size = len(bags)
    alike = [
        [
            len(one & two) / (math.log(len(one) + 1) + math.log(len(two) + 1))
            if at != to and one and two
            else 0.0
            for to, two in enumerate(bags)
        ]
        for at, one in enumerate(bags)
    ]
    totals = [sum(row) or 1.0 for row in alike]
    scores = [1.0] * size
    for _ in range(50):
        scores = [
            0.15 + 0.85 * sum(alike[to][at] / totals[to] * scores[to] for to in range(size))
            for at in range(size)
        ]
    return _chosen(sentences, scores, limit, fill)


BASELINES: dict[str, Method] = {"开头": first_words, "TextRank": text_rank, "TF-IDF": tf_idf}
# 更严的对照：排序之外，余下的字数再用半句话填满（写出来不成句）
FILLED: dict[str, Method] = {
    "TextRank 填满": partial(text_rank, fill=True),
    "TF-IDF 填满": partial(tf_idf, fill=True),
}
