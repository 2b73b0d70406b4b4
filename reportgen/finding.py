"""核查发现：错误是带出处的值，一次说全，用中文，并说明怎么办。"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """轻重：错误（一定不对）、提醒（多半要改或要说明）、说明（供参考）。"""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """中文名称。"""
        return {"error": "错误", "warning": "提醒", "note": "说明"}[self.value]


class Origin(NamedTuple):
    """出处：文件和其中的位置。

    ``str()`` 得到 ``甲.yaml:12:5``、``甲.xlsx[资金!D7]``、``甲.docx[表1 第3行第4列]``；
    没有位置时只有文件名。
    """

    file: str
    line: int | None = None
    column: int | None = None
    spot: str = ""

    def __str__(self) -> str:
        if self.spot:
            return f"{self.file}[{self.spot}]"
        if self.line is None:
            return self.file
        if self.column is None:
            return f"{self.file}:{self.line}"
        return f"{self.file}:{self.line}:{self.column}"


class Finding(NamedTuple):
    """核查发现：一处问题。

    ``code`` 是英文词组（如 ``rate-mismatch``），``stated`` 是填报值，``expected`` 是应为值，
    ``remedy`` 说明怎么办，``consequences`` 是由此引起的其他差异。
    """

    code: str
    severity: Severity
    message: str
    remedy: str = ""
    origins: tuple[Origin, ...] = ()
    project: str = ""
    field: str = ""
    stated: str = ""
    expected: str = ""
    rule: str = ""
    consequences: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """JSON 输出的一项，键的次序固定。"""
        return {
            "code": self.code,
            "rule": self.rule,
            "severity": self.severity.value,
            "project": self.project,
            "field": self.field,
            "stated": self.stated,
            "expected": self.expected,
            "message": self.message,
            "remedy": self.remedy,
            "origins": [str(origin) for origin in self.origins],
            "consequences": list(self.consequences),
        }


class Unreadable(Exception):
    """读不了：数据或模板不能用，携带全部发现；只停止所涉及的项目。"""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(finding.message for finding in self.findings))
