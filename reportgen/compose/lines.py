"""单句：提纲里的标题、标签和表格的格，由名称或一句模板成文。"""

from __future__ import annotations

from typing import Any

from reportgen.compose.engine import Engine
from reportgen.compose.faults import Faults, fault
from reportgen.compose.outline import Column
from reportgen.wording import nearest, plain


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
        if "{" in column.value:
            return self.render(column.value, {**names, "项": record}) or column.empty
        if column.value not in record:
            near = "、".join(nearest(column.value, record) or record)
            message = f"“{column.title}”一栏的值“{column.value}”没有"
            origins = column.origin("值")
            self._faults.add([fault("template-name", message, f"可用的有：{near}", *origins)])
            return ""
        value = record[column.value]
        text = value if isinstance(value, str) else "" if value is None else plain(value)
        return text or column.empty
