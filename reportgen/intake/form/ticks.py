"""勾选：一格里的几个选项，勾了哪些；勾在选项前面、后面、方框旁边都认得。"""

from __future__ import annotations

import re
from typing import Final

# 后面几个是图形字体里的字，字体的名称没有带过来的
TICKS: Final = "☑☒√✓✔✅■◼🗹●◉\uf0fe\uf0fd\uf0fc\uf052\uf054"
BOXES: Final = "□☐◻❑❏▢○〇\uf0a8\uf06f\uf0a3\uf071\uf072"
_EMPTY: Final = re.compile(r"[（(\[［【]\s*[）)\]］】]")
_BRACKETED: Final = re.compile(rf"[（(\[［【]\s*([{TICKS}])\s*[）)\]］】]")
_MARK: Final = rf"[{TICKS}{BOXES}]"
_MARKS: Final = re.compile(rf"{_MARK}(?:\s*{_MARK})*")
_ONE: Final = r"(?:[（(]\s*\d{1,2}\s*[）)]|\d{1,2}\s*[、.．]|[①-⑳])"
_NUMBER: Final = re.compile(_ONE)
_MARK_FIRST: Final = re.compile(rf"({_MARK}(?:\s*{_MARK})*)\s*({_ONE})")
_EDGE: Final = " \t\n、，,；;。.:：　"


def ticked(text: str) -> tuple[list[str], list[str]]:
    """勾了的选项和没勾的选项；没有框也没有勾的，写的就是选中的。"""
    text = _BRACKETED.sub(r"\1", _EMPTY.sub("□", text))  # 括号当框用的
    marks = _MARKS.findall(text)
    if not marks:
        names = [_plain(part) for part in _NUMBER.split(text)]
        return [name for name in names if name], []
    chosen: list[str] = []
    others: list[str] = []
    for option in _options(text, marks):
        name = _plain(_MARKS.sub(" ", option))
        if name:
            (chosen if any(tick in option for tick in TICKS) else others).append(name)
    return chosen, others


def _options(text: str, marks: list[str]) -> list[str]:
    """各选项，连同它的标记。"""
    before = not _plain(text[: text.index(marks[0])])
    if len(_NUMBER.findall(text)) > 1:
        # 标记写在序号前面的，先挪到序号后面
        return _NUMBER.split(_MARK_FIRST.sub(r"\2\1", text) if before else text)
    if not any(box in mark for mark in marks for box in BOXES):
        return text.split()  # 只在选中的旁边打了勾，别的没有框
    if before:
        return re.split(rf"(?={_MARK})(?<!{_MARK})(?<!{_MARK}\s)", text)
    return re.findall(rf"[^{TICKS}{BOXES}]*{_MARKS.pattern}|[^{TICKS}{BOXES}]+$", text)


def _plain(option: str) -> str:
    """选项去掉两头的标点。"""
    return _NUMBER.sub("", option, count=1).strip(_EDGE)
