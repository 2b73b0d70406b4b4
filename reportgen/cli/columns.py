"""栏：在终端上对齐；汉字占两格。"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

SCREEN = 80


def width(text: str) -> int:
    """占几格。"""
    return sum(map(_columns, text))


def padded(text: str, columns: int) -> str:
    """补足到几格。"""
    return text + " " * (columns - width(text))


def shortened(text: str, columns: int) -> str:
    """放不下的截短，末尾加“…”。"""
    if width(text) <= columns:
        return text
    kept, room = "", columns - width("…")
    for char in text:
        room -= _columns(char)
        if room < 0:
            break
        kept += char
    return f"{kept}…"


def aligned(rows: Iterable[tuple[str, str]]) -> list[str]:
    """两栏，左边一样宽，退两格。"""
    found = list(rows)
    left = max((width(first) for first, _ in found), default=0)
    return [f"  {padded(first, left)}  {second}" for first, second in found]


def tabled(rows: Sequence[Sequence[str]]) -> list[str]:
    """表：第一栏靠左，数靠右，各栏一样宽，退两格。"""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(["", padded(row[0], widths[0]), *map(_right, row[1:], widths[1:])]).rstrip()
        for row in rows
    ]


def _right(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text


def _columns(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
