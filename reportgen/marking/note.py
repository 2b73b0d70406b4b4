"""一条标注：轻重和要说的话；一处的几条写成几行。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from reportgen.document.part import ILLEGAL
from reportgen.finding import Finding, Severity

# 批注第一行：再标注时由它认出哪些话是上次写的
TITLE: Final = "【绩效自评工具】"
# 上次写的各行的开头；人在后面另起一行写的不是
OWN_LINE: Final = re.compile(rf"(?:\d+\. )?(?:{'|'.join(each.label for each in Severity)})：")


class Note(NamedTuple):
    """一条标注。"""

    severity: Severity
    text: str


def notes_by_spot(findings: Iterable[Finding], file: str) -> dict[str, list[Note]]:
    """一个文件里每处要说的话，照发现的次序；没有位置的发现不在其内。"""
    notes: dict[str, list[Note]] = {}
    for finding in findings:
        note = Note(finding.severity, _text(finding))
        # 一条发现在同一处只说一次
        for spot in dict.fromkeys(each.spot for each in finding.origins if each.file == file):
            if spot:
                notes.setdefault(spot, []).append(note)
    return notes


def lines_of(notes: Sequence[Note]) -> list[str]:
    """一处的几条，一条一行；不止一条的编号。"""
    lines = [f"{note.severity.label}：{_flat(note.text)}" for note in notes]
    return lines if len(lines) == 1 else [f"{at}. {line}" for at, line in enumerate(lines, 1)]


def worst(notes: Iterable[Note]) -> Severity:
    """最重的。"""
    order = list(Severity)
    return min((note.severity for note in notes), key=order.index)


def _text(finding: Finding) -> str:
    remedy = f"（→ {finding.remedy}）" if finding.remedy else ""
    return "；".join((f"{finding.message}{remedy}", *finding.consequences))


def _flat(text: str) -> str:
    """写在一行里，不能进 XML 的字符去掉。"""
    return ILLEGAL.sub("", " ".join(text.split()))
