"""分条：一是、二是；（1）（2）；1. 2.；①②；第一、第二；首先、其次——哪几条是一组。

“一方面、另一方面”“一要、二要”也是。
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

_HAN: Final = "[一二三四五六七八九十]{1,3}"
# 编号前面不是标点时，只在这些词的后面：“主要原因一是……”
_WORDS_BEFORE: Final = (
    *("原因", "问题", "措施", "方面", "包括", "在于", "主要", "工作", "情况"),
    *("建议", "做到", "特点", "成效", "任务", "体现", "表现", "目的"),
)
_AFTER: Final = "".join(f"(?<={word})|" for word in _WORDS_BEFORE) + "(?<=[系为有即：:，,；;。])"
_SPOTS: Final = re.compile(
    rf"(?:^|(?<=\n)|{_AFTER})[ \u3000]*(?:(?P<shi>{_HAN})(?:是(?!否|不是|非)|要(?!求|素|点))[，,]?"
    rf"|第(?P<di>{_HAN})(?:[，,、]|(?=是))是?"
    rf"|其(?P<qi>{_HAN})[，,、：:]?(?:是)?|[（(](?P<han>{_HAN})[）)]、?"
    rf"|[（(](?P<round>\d{{1,2}})[）)][、.]?"
    rf"|(?P<number>\d{{1,2}})(?:[.．](?!\d)|、)[ \u3000]*|(?P<dun>{_HAN})、"
    r"|(?P<words>首先|其次|再次|最后)[，,]?|(?P<side>另?一方面)[，,]?)"
    r"|(?P<circle>[①-⑳])",
    re.MULTILINE,
)
_VALUES: Final = {char: value for value, char in enumerate("零一二三四五六七八九十")}
_WORDS: Final = {"首先": 1, "其次": 2, "再次": 3, "最后": 99}
# 单独一个也像话的（小标题的编号）；其余的单独一个就去掉
_HEADINGS: Final = frozenset(("number", "han", "dun", "round"))


class _Span(Protocol):
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Point:
    """一条：编号的起止和写法，属于哪一组，第几条；``scope`` 是这一条到哪里为止。"""

    start: int
    end: int
    written: str
    kind: str
    number: int
    group: int = -1
    scope: int = 0


Points = list[list[Point]]


def _value(han: str) -> int:
    if "十" not in han:
        return _VALUES[han[0]] if len(han) == 1 else 0
    tens, _, ones = han.partition("十")
    return (_VALUES[tens] if tens else 1) * 10 + (_VALUES[ones] if ones else 0)


def _candidates(text: str, inside: Sequence[tuple[int, int]]) -> list[Point]:
    found = []
    starts = [start for start, _ in inside]
    for hit in _SPOTS.finditer(text):
        kind = hit.lastgroup or ""
        spot = bisect_right(starts, hit.start(kind)) - 1
        if spot >= 0 and hit.start(kind) < inside[spot][1] and kind not in ("round", "han"):
            continue
        said = hit[kind]
        if kind == "side":
            number = 1 + said.startswith("另")
        elif kind == "words":
            number = _WORDS[said]
        elif kind == "circle":
            number = ord(said) - ord("①") + 1
        else:
            number = int(said) if said.isdigit() else _value(said)
        start = hit.start() + len(hit[0]) - len(hit[0].lstrip())
        found.append(Point(start, hit.end(), hit[0].strip(), kind, number))
    return found


def find_points(
    text: str, paragraphs: Sequence[Sequence[_Span]], inside: Sequence[tuple[int, int]]
) -> Points:
    """各组分条，按文中次序；里层的组在外层的某一条之内。"""
    groups: Points = []
    opened: list[list[Point]] = []
    for point in _candidates(text, inside):
        depth = next(
            (at for at in reversed(range(len(opened))) if _follows(opened[at][-1], point)), None
        )
        if depth is not None:
            del opened[depth + 1 :]
            opened[depth].append(point)
        elif point.number == 1 or point.kind not in _HEADINGS or _begins(opened, point):
            same = [at for at, group in enumerate(opened) if group[0].kind == point.kind]
            if same:
                del opened[same[0] :]
            groups.append([point])
            opened.append(groups[-1])
    kept = [group for group in groups if len(group) > 1 or group[0].kind not in _HEADINGS]
    ends = sorted(spans[-1].end for spans in paragraphs)
    for number, group in enumerate(kept):
        for at, point in enumerate(group):
            point.group = number
            if at + 1 < len(group):
                point.scope = group[at + 1].start
            else:
                point.scope = next((end for end in ends if end >= point.end), len(text))
    return kept


def _begins(opened: Points, point: Point) -> bool:
    """从“（二）”说起的：只摘了后几条，前面没有同样的编号。"""
    return point.kind in ("han", "round") and all(group[0].kind != point.kind for group in opened)


def _follows(last: Point, point: Point) -> bool:
    if last.kind != point.kind:
        return False
    if point.kind == "words":
        return last.number < point.number
    return point.number == last.number + 1
