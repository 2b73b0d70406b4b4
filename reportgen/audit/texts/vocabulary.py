"""名称表：一张表上的指标在文字里可能怎样称呼，一句话里提到了哪一个。"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# 名称里不念出来的：括号里的说明、标点；计数、度量的词尾可有可无。
UNSPOKEN = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]?|[^\w]")
COUNT_ENDING = re.compile(
    r"(?<=..)(?:完成)?(?:数量|次数|场次|个数|人数|户数|数|长度|面积|里程|金额)$"
)
PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
# 像到百分之几：
LIKENESS = 80  # 相同的两字占到这么多，就是说它
SHORTENED = 70  # 简称的字数至少是全称的这么多
WHOLE = 100
SHORTEST = 4


class Mention(NamedTuple):
    """提到：哪一个名称，像到几成，名称在文中到哪里为止。"""

    likeness: int
    end: int
    name: Name


class Name(NamedTuple):
    """一个说法，和它指的几行指标（同名的几行是一个说法）。

    ``exact`` 的要一字不差：二级指标的名称用来指它下面唯一的指标时。
    """

    text: str
    pairs: frozenset[str]
    rows: tuple[int, ...]
    exact: bool

    def said_at(self, text: str, head: int, end: int) -> Mention | None:
        """从 ``head``（名称的头两个字）到 ``end`` 的话说的是它：一字不差、几乎相同或简称。"""
        if text.startswith(self.text, head, end):
            return Mention(WHOLE, head + len(self.text), self)
        if self.exact:
            return None
        said = text[head:end]
        hits = [place for pair in self.pairs if (place := said.rfind(pair)) >= 0]
        likeness = len(hits) * WHOLE // len(self.pairs)
        if likeness >= LIKENESS:
            return Mention(likeness, head + max(hits) + 2, self)
        return self._shortened(said, head)

    def _shortened(self, said: str, head: int) -> Mention | None:
        """简称：去掉了中间的修饰（“企业人才招聘会”说成“企业招聘会”），头尾都在。"""
        short = said[: said.rfind(self.text[-2:]) + 2]
        likeness = len(short) * WHOLE // len(self.text)
        if len(short) < SHORTEST or not SHORTENED <= likeness < WHOLE:
            return None
        if not abbreviates(short, self.text):
            return None
        return Mention(likeness, head + len(short), self)


class Vocabulary:
    """全部名称，按头两个字查得到。"""

    def __init__(self, names: list[Name]) -> None:
        self._by_head: dict[str, list[Name]] = {}
        for name in names:
            self._by_head.setdefault(name.text[:2], []).append(name)
        firsts = "".join(sorted({head[0] for head in self._by_head}))
        self._first = re.compile(f"[{re.escape(firsts)}]") if firsts else None

    def heads(self, text: str) -> list[int]:
        """可能是名称开头的位置。"""
        if self._first is None:
            return []
        places = (found.start() for found in self._first.finditer(text))
        return [place for place in places if text[place : place + 2] in self._by_head]

    def said_before(self, text: str, heads: list[int], end: int) -> Mention | None:
        """到 ``end`` 为止的话里提到的名称：最像的，一样像的取离数最近的。"""
        said = (
            name.said_at(text, head, end)
            for head in heads
            for name in self._by_head[text[head : head + 2]]
        )
        return max(filter(None, said), key=lambda mention: mention[:2], default=None)

    def said_after(self, text: str, heads: list[int]) -> Mention | None:
        """数和量词后面紧跟着的名称（4场校园招聘会）。"""
        for head in heads:
            for name in self._by_head[text[head : head + 2]]:
                if text.startswith(name.text, head):
                    return Mention(WHOLE, head + len(name.text), name)
        return None


@lru_cache(256)
def vocabulary(rows: tuple[tuple[str, str], ...]) -> Vocabulary:
    """名称表：``rows`` 是每行的三级指标（没有的是二级）和二级指标。

    三级指标的名称都算；一类只有一个指标的，二级指标的名称也指它。
    """
    labels: dict[str, list[int]] = {}
    categories: dict[str, list[int]] = {}
    for number, (label, category) in enumerate(rows):
        labels.setdefault(COUNT_ENDING.sub("", UNSPOKEN.sub("", label)), []).append(number)
        categories.setdefault(UNSPOKEN.sub("", category), []).append(number)
    names = [_name(text, numbers, exact=False) for text, numbers in labels.items()]
    names += [
        _name(text, numbers, exact=True)
        for text, numbers in categories.items()
        if len(numbers) == 1 and text not in labels
    ]
    return Vocabulary([name for name in names if name.pairs])


def _name(text: str, rows: list[int], exact: bool) -> Name:
    return Name(text, frozenset(PAIR.findall(text)), tuple(rows), exact)


def abbreviates(short: str, name: str) -> bool:
    """简称：字都在全称里，次序也一样（政数局、政务服务和大数据管理局）。"""
    rest = iter(name)
    return all(character in rest for character in short)
