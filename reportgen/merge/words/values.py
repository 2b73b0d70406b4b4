"""合并的结果：改动、冲突、不一致，都按人写的文字里的位置。"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """改一处：人写的文字的 [start:end) 换成 text，start 等于 end 是插入。"""

    start: int
    end: int
    text: str


class Clash(NamedTuple):
    """冲突：人写的文字 [start:end) 处，数据要把 was 改成 now，放不进去。"""

    start: int
    end: int
    was: str
    now: str


class Differing(NamedTuple):
    """不一致：人写的数 stands 既不是旧值也不是新值，数据说的是 said。"""

    start: int
    end: int
    stands: str
    said: str


class Merged(NamedTuple):
    """合好的：改动从前到后、互不重叠。"""

    edits: tuple[Edit, ...] = ()
    clashes: tuple[Clash, ...] = ()
    differing: tuple[Differing, ...] = ()


def apply(edits: Iterable[Edit], text: str) -> str:
    """从前到后逐处改。"""
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += (text[position : edit.start], edit.text)
        position = edit.end
    return "".join((*pieces, text[position:]))
