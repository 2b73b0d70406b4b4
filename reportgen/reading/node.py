"""节点：各种数据文件读出的同一种东西，文字都知道自己站在哪里。

YAML、Excel、Word 的读法不同，读完都是这一种树，往后的路只有一条（见 ``builder``）。
"""

from __future__ import annotations

from typing import NamedTuple

from reportgen.finding import Finding, Origin, Severity


class Node(NamedTuple):
    """节点：文字、列表或按键排列的节点，和它的出处。

    ``broken`` 是读不出的值，读文件的一步已经说过；往后不再为它报别的错。
    """

    value: str | list[Node] | dict[str, Node]
    origin: Origin
    broken: bool = False


class Document(NamedTuple):
    """一份数据：一个项目的节点和读它时的发现；结构看不懂时没有节点。"""

    node: Node | None
    findings: tuple[Finding, ...]

    @property
    def faulty(self) -> bool:
        """有错误，不能用；节点还在的话，可以接着查别的错，好一次说全。"""
        return self.node is None or any(
            finding.severity is Severity.ERROR for finding in self.findings
        )


def position(finding: Finding) -> tuple[int, int]:
    """发现在文件里的先后：行和列，说整个文件的在最前。"""
    place = finding.origins[0]
    return place.line or 0, place.column or 0
