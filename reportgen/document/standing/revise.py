"""改一段里的字：修订着改或直接改；上次改的还没有人答复，就在上次的修订里改，不叠一层。"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from reportgen.document.part import ILLEGAL, Element, W
from reportgen.document.remarks import REFERENCE, detach
from reportgen.document.standing.lines import HOLE, HOLES, Line
from reportgen.document.standing.marks import (
    DEL,
    DELETED_INSTRUCTION,
    DELETED_TEXT,
    FIELD,
    INS,
    INSTRUCTION,
    R_PR,
    P,
    Pen,
    R,
    T,
    Untouchable,
    inside,
    pending,
    unwrap,
)
from reportgen.document.standing.runs import (
    PASSING,
    cut,
    erase,
    isolated,
    lettered,
    look_like,
    place,
    put_text,
    settle,
    strike,
    to_plain,
)

_SAYING = (T, *HOLES, f"{W}noBreakHyphen", f"{W}sym", FIELD)
# 只是记着的，不是字
_SILENT = (*PASSING, REFERENCE)
# 一处改动：从第几个字到第几个字，换成什么
Edit = tuple[int, int, str]


def revise(line: Line, edits: Sequence[Edit], pen: Pen, tracked: bool, blank: str) -> None:
    """一段里的几处改动，位置都照改之前的；有一处不能改的，全不改，抛出 ``Untouchable``。

    ``blank`` 是“待填写”字符样式的标识。
    """
    ordered = sorted(edits, key=lambda edit: edit[:2])
    if line.sealed or line.locked:
        raise Untouchable(f"第{line.number}段封着，不能改")
    ends = [0, *(end for _, end, _ in ordered)]
    starts = [*(start for start, _, _ in ordered), line.length]
    if any(end > start for end, start in zip(ends, starts, strict=True)) or any(
        start > end for start, end, _ in ordered
    ):
        raise ValueError(f"第{line.number}段的改动重叠，或出了这一段")
    before = [copy.deepcopy(paragraph) for paragraph in line.paragraphs]
    try:
        for start, end, text in reversed(ordered):
            _revise(line, (start, end, text), pen, tracked, blank)
    except Untouchable:
        for at, paragraph in enumerate(before):
            holder = line.paragraphs[at].getparent()
            assert holder is not None
            holder.replace(line.paragraphs[at], paragraph)
            line.paragraphs[at] = paragraph
        line.reread()
        raise


def _revise(line: Line, edit: Edit, pen: Pen, tracked: bool, blank: str) -> None:
    start, end, text = edit
    if line.text[start:end] == text:
        return
    if not _rewritten(line, edit, tracked, blank):
        if start == end:
            _insert(line, start, text, pen, tracked, blank)
        else:
            _replace(line, edit, pen, tracked, blank)
    line.reread()
    if tracked and _taken_back(line):
        line.reread()


def _rewritten(line: Line, edit: Edit, tracked: bool, blank: str) -> bool:
    """整处在一个 ``w:t`` 里，又不用修订的，直接改那里的字。"""
    start, end, text = edit
    if HOLE in text or "\n" in text or "\t" in text:
        return False
    for piece in line.pieces:
        if not (piece.start <= start and end <= piece.end) or piece.closed or piece.node.tag != T:
            continue
        mine = inside(piece.run, INS) is not None
        kept = piece.text[: start - piece.start] + text + piece.text[end - piece.start :]
        plain = to_plain(piece.run.find(R_PR), text, blank)
        # 插在一截的开头，样子是前一截的；链接后面的不在链接里；全删去的走另一条路
        foremost = start == end == piece.start and not (mine or start == 0)
        holder = piece.run.getparent()
        behind = start == end == piece.end and holder is not None and holder.tag not in (P, INS)
        if not kept or plain or foremost or behind:
            continue
        if mine if tracked else pending(piece.run) is None:
            put_text(piece.node, _legal(kept))
            return True
    return False


def _legal(text: str) -> str:
    return ILLEGAL.sub("", text)


def _insert(line: Line, at: int, text: str, pen: Pen, tracked: bool, blank: str) -> None:
    cut(line, at, pen)
    anchor, after, model = place(line, at)
    settle(lettered(text, look_like(model, text, blank)), anchor, after, pen, tracked)


def _replace(line: Line, edit: Edit, pen: Pen, tracked: bool, blank: str) -> None:
    """换一截字：先删后插，插的是删去的第一个字的样子。"""
    start, end, text = edit
    runs = isolated(line, start, end, pen)
    first = runs[0]
    new = lettered(text, look_like(first, text, blank)) if text else None
    if new is not None and (not tracked or inside(first, INS) is not None):
        settle(new, first, False, pen, tracked)
        new = None
    struck = []
    for run in runs:
        if tracked:
            struck.append(strike(run, pen))
        else:
            erase(run)
    if new is None:
        return
    anchor = struck[0]
    assert anchor is not None
    fresh = [each for each in struck if each is not None]
    while (beside := anchor.getnext()) is not None and beside in fresh:
        anchor = beside
    settle(new, anchor, True, pen, tracked)


def _taken_back(line: Line) -> bool:
    """删去的和插入的成了一样的字：两处都取消，原来的字照原来的样子。"""
    for group in _neighbours(line):
        for first in range(len(group)):
            for last in range(len(group), first + 1, -1):
                some = group[first:last]
                removed = "".join(_said(each) for each in some if each.tag == DEL)
                added = "".join(_said(each) for each in some if each.tag == INS)
                if removed and removed == added:
                    for each in some:
                        restore(each)
                    _taken_back(line)
                    return True
    return False


def _neighbours(line: Line) -> Iterator[list[Element]]:
    """挨着的本工具的修订，中间没有别的字。"""
    group: list[Element] = []
    for run in (each for paragraph in line.paragraphs for each in paragraph.iter(R)):
        mine = next((found for tag in (DEL, INS) if (found := inside(run, tag)) is not None), None)
        if mine is None:
            if any(node.tag in _SAYING for node in run):
                if len(group) > 1:
                    yield group
                group = []
        elif mine not in group:
            group.append(mine)
    if len(group) > 1:
        yield group


def _said(change: Element) -> str:
    """修订里的字；有图、域的，不算字。"""
    said = []
    for run in change.iter(R):
        for node in run:
            if node.tag in (T, DELETED_TEXT):
                said.append(node.text or "")
            elif node.tag == f"{W}noBreakHyphen":
                said.append("-")
            elif node.tag not in _SILENT:
                said.append(HOLE + node.tag)
    return "".join(said)


def restore(change: Element) -> None:
    """取消一处自己的修订：插入的去掉，删去的照旧。"""
    if change.tag == INS:
        detach(change)
        return
    for node in change.iter(DELETED_TEXT, DELETED_INSTRUCTION):
        node.tag = T if node.tag == DELETED_TEXT else INSTRUCTION
    unwrap(change)
