"""攒错：模板的错攒起来一次说完，同样的只说一次。"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from reportgen.finding import Finding, Origin, Severity, Unreadable

T = TypeVar("T")


class Faults:
    """攒下的错；``check`` 时有错才抛出。"""

    def __init__(self) -> None:
        self._findings: dict[Finding, None] = {}

    def add(self, findings: Iterable[Finding]) -> None:
        """记下几条。"""
        self._findings.update(dict.fromkeys(findings))

    def attempt(self, make: Callable[[], T]) -> T | None:
        """试做：做不成的记下错，给出 ``None``。"""
        try:
            return make()
        except Unreadable as fault:
            self.add(fault.findings)
            return None

    def error(self) -> Unreadable:
        """全部错误。"""
        return Unreadable(self._findings)

    def check(self) -> None:
        """有错则抛出 ``Unreadable``，带全部错误。"""
        if self._findings:
            raise self.error()


def fault(code: str, message: str, remedy: str, *origins: Origin) -> Finding:
    """一条模板的错。"""
    return Finding(code, Severity.ERROR, message, remedy, origins)


def unknown_name(name: str, near: Iterable[str], *origins: Origin) -> Finding:
    """模板里用了没有的名称；``near`` 是真有的名称里相近的。"""
    told = "、".join(near)
    remedy = f"相近的有：{told}" if told else "用 reportgen names 看能用的名称"
    return fault("template-name", f"模板里的名称“{name}”没有", remedy, *origins)
