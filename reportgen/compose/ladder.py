"""说法的阶梯：一个文段的几种说法，从长到短，用到哪一种才成文哪一种。"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

from jinja2 import Template

from reportgen.compose.engine import Engine, paragraphs
from reportgen.report import Wording


class Ladder(Sequence[Wording]):
    """模板写出的几种说法：多半的报告放得下最长的，短的不必成文。

    模板有错时，用到的那一刻抛出 ``Unreadable``。
    """

    def __init__(
        self, engine: Engine, templates: tuple[Template, ...], names: dict[str, Any]
    ) -> None:
        self._engine = engine
        self._templates = templates
        self._names = names
        self._made: dict[int, Wording] = {}

    def __len__(self) -> int:
        return len(self._templates)

    @overload
    def __getitem__(self, index: int) -> Wording: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Wording, ...]: ...

    def __getitem__(self, index: int | slice) -> Wording | tuple[Wording, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        if index not in self._made:
            text = self._engine.render(self._templates[index], self._names)
            self._made[index] = Wording(paragraphs(text))
        return self._made[index]
