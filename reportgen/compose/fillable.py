"""可填的：提纲里哪些章节能放单位的文字，供做工作簿时列出来。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportgen.compose.outline import BLANK, SectionOutline


class Fillable(NamedTuple):
    """一节：路径（文字材料的键）、提示，是不是一定要由人写。"""

    path: str
    hint: str
    needed: bool


def fillable(
    sections: Iterable[SectionOutline], items: Sequence[str], above: str = "", hint: str = ""
) -> Iterator[Fillable]:
    """各节，按文中次序；“每”列出的一节，``items`` 里一项一节。"""
    for section in sections:
        for name in items if section.each else (section.name,):
            path = f"{above}/{name}" if above else name
            said = section.hint or hint
            if section.takes_material():
                yield Fillable(path, said, BLANK in section.names())
            yield from fillable(section.sections, items, path, said)
