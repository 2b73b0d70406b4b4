"""单句模板：提纲里的标题、标签和栏目的值；编译一次，错误攒起来一次说。"""

from __future__ import annotations

from typing import Any

from reportgen.compose.engine import Engine, TemplateFault
from reportgen.finding import Unreadable


class Lines:
    """单句模板的成文；``faults`` 里同样的错只记一次。"""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.faults: dict[str, TemplateFault] = {}

    def render(self, text: str, names: dict[str, Any]) -> str:
        """成文一句；有错记下，给出空文字。"""
        if "{" not in text:
            return text
        try:
            return self.engine.render(self.engine.line(text), names)
        except TemplateFault as fault:
            self.note(fault)
            return ""

    def note(self, fault: TemplateFault) -> None:
        """记下一条模板的错。"""
        self.faults.setdefault(str(fault.finding), fault)

    def check(self) -> None:
        """有错则抛出 ``Unreadable``，带全部错误。"""
        if self.faults:
            raise Unreadable(fault.finding for fault in self.faults.values())
