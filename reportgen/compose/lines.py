"""单句：提纲里的标题、标签和表格的格，由名称或一句模板成文。"""

from __future__ import annotations

from typing import Any

from reportgen.compose.engine import Engine
from reportgen.compose.faults import Faults
from reportgen.compose.outline import Column
from reportgen.compose.proof import no_column_value
from reportgen.compose.sites import ITEM
from reportgen.wording import plain


class Lines:
    """单句的成文：有错的记下，给出空文字。"""

    def __init__(self, engine: Engine, faults: Faults) -> None:
        self._engine = engine
        self._faults = faults

    def render(self, text: str, names: dict[str, Any]) -> str:
        """成文一句。"""
        return self._faults.attempt(lambda: self._engine.line(text, names)) or ""

    def cell(self, column: Column, record: dict[str, Any], names: dict[str, Any]) -> str:
        """一格：``值`` 是这一行 ``record`` 里的一个名称，或一句模板（里面叫“项”）。"""
        if column.templated:
            return self.render(column.value, {**names, ITEM: record}) or column.empty
        if column.value not in record:
            self._faults.add([no_column_value(column, record)])
            return ""
        value = record[column.value]
        text = value if isinstance(value, str) else "" if value is None else plain(value)
        return text or column.empty
