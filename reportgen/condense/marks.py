"""断句：段落分成句（。！？）、话（；）和分句（，：）；括号、书名号、引号里面不断。"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from reportgen.condense.points import Point, Points, find_points

_OPEN: Final = {
    "（": "）",
    "(": ")",
    "《": "》",
    "“": "”",
    "‘": "’",
    "【": "】",
    "〔": "〕",
    "「": "」",
}
_BRACKETS: Final = re.compile("[" + re.escape("".join(_OPEN) + "".join(_OPEN.values())) + "]")
_SEPARATORS: Final = re.compile(
    r"[，。；：！？…]+|(?<=[^\d\s])[,;:!?]|[,;:!?](?=[^\d\s])"
    r"|(?<=[\u3400-\u9fff）”》])\.(?=\s|$|[\u3400-\u9fff])"
)
_WIDE: Final = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
STOPS: Final = "。！？"
HEADING: Final = 30  # 没有句读的短段是小标题


@dataclass(slots=True, eq=False)
class Clause:
    """分句：在全文里的起止（不含标点）和后面的标点。"""

    start: int
    end: int
    mark: str


@dataclass(slots=True, eq=False)
class Statement:
    """一句话：到分号、句号为止，或到下一个“二是”为止。"""

    paragraph: int
    sentence: int
    clauses: list[Clause]
    point: Point | None = None
    heading: bool = False
    inside: bool = False  # 小标题的内容就在同一段

    @property
    def start(self) -> int:
        """在全文里的起点，含“一是”。"""
        return self.point.start if self.point else self.clauses[0].start

    @property
    def end(self) -> int:
        """在全文里的终点，不含标点。"""
        return self.clauses[-1].end

    @property
    def mark(self) -> str:
        """末尾的标点。"""
        return self.clauses[-1].mark


@dataclass(slots=True, eq=False)
class Text:
    """断好的全文。"""

    whole: str
    statements: list[Statement] = field(default_factory=list)
    points: Points = field(default_factory=list)


def pairs(text: str) -> list[tuple[int, int]]:
    """成对的括号、书名号、引号的起止，最外层的；不成对的不算。"""
    found: list[tuple[int, int]] = []
    stack: list[tuple[int, str]] = []
    for hit in _BRACKETS.finditer(text):
        sign = hit[0]
        if sign in _OPEN:
            stack.append((hit.start(), _OPEN[sign]))
        elif any(close == sign for _, close in stack):
            while stack:
                start, close = stack.pop()
                if close == sign:
                    break
            if not stack:
                found.append((start, hit.end()))
    if stack:  # 有没配上的：它里面配好的也要
        lonely = stack[0][0]
        inner = pairs(text[lonely + 1 :])
        found += [(start + lonely + 1, end + lonely + 1) for start, end in inner]
    return found


def read(paragraphs: list[str]) -> Text:
    """断句。"""
    text = Text("\n".join(paragraphs))
    offset = sentence = 0
    cuts: list[list[Clause]] = []
    inside: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        inside += [(start + offset, end + offset) for start, end in pairs(paragraph)]
        cuts.append(_clauses(paragraph, offset))
        offset += len(paragraph) + 1
    text.points = find_points(text.whole, [cut for cut in cuts if cut], inside)
    at = {point.start: point for points in text.points for point in points}
    for number, clauses in enumerate(cuts):
        sentence = _statements(text, number, clauses, at, sentence)
    return text


def _clauses(paragraph: str, offset: int) -> list[Clause]:
    inside = iter([*pairs(paragraph), (len(paragraph) + 1, 0)])
    open_at, close_at = next(inside)
    clauses: list[Clause] = []
    begin = 0
    for hit in _SEPARATORS.finditer(paragraph):
        while hit.start() >= close_at and close_at:
            open_at, close_at = next(inside)
        if open_at < hit.start() or hit.start() < begin:
            continue
        mark = _WIDE.get(hit[0], hit[0])
        _add(clauses, paragraph, begin, hit.start(), mark, offset)
        begin = hit.end()
    _add(clauses, paragraph, begin, len(paragraph), "", offset)
    return clauses


def _add(clauses: list[Clause], text: str, start: int, end: int, mark: str, offset: int) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        clauses.append(Clause(start + offset, end + offset, mark))


def _statements(
    text: Text, paragraph: int, clauses: list[Clause], at: dict[int, Point], sentence: int
) -> int:
    """把一段的分句聚成话；“一是”处另起一句。返回下一个句号。"""
    current: Statement | None = None
    begin = len(text.statements)
    for clause in _split_at(clauses, at):
        point = at.get(clause.start)
        if current is None or point is not None:
            current = Statement(paragraph, sentence, [], point)
            text.statements.append(current)
        if point is not None:
            if point.end >= clause.end:  # “第一，”：逗号归编号
                continue
            clause.start = point.end
        current.clauses.append(clause)
        if clause.mark[:1] in (*STOPS, "；", "…") and clause.mark:
            current = None
            sentence += clause.mark[:1] != "；"
    text.statements[begin:] = [said for said in text.statements[begin:] if said.clauses]
    only = text.statements[-1] if text.statements else None
    if (
        only is not None
        and only.paragraph == paragraph
        and len(clauses) == 1
        and not only.mark
        and only.end - only.start <= HEADING
    ):
        only.heading = True
    return sentence + 1


def _split_at(clauses: list[Clause], at: dict[int, Point]) -> list[Clause]:
    """分句中间的“一是”“1、”处断开。"""
    parts: list[Clause] = []
    for clause in clauses:
        spots = [spot for spot in range(clause.start + 1, clause.end) if spot in at]
        for spot in spots:
            parts.append(Clause(clause.start, spot, ""))
            clause.start = spot
        parts.append(clause)
    return parts
