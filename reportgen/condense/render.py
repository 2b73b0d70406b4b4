"""重写：留下的零件连成通顺的话——标点、编号、承接语、“三个方面”都跟着改。"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

import reportgen.condense.words as words
from reportgen.condense.marks import STOPS
from reportgen.condense.pieces import Parts

_EDGES: Final = "，。；：、！？,.;:!? \n\u3000"
_GAP: Final = re.compile(r"[，。；：、！？,;:!?\s\u3000]*")


class Writing:
    """一种取舍写出来的样子。"""

    def __init__(self, parts: Parts, kept: Sequence[bool]) -> None:
        self.parts = parts
        self.kept = kept
        self.statements = parts.text.statements
        self.whole = parts.text.whole
        self.shown = [at for at in range(len(self.statements)) if kept[parts.heads[at]]]
        self._hide()

    def _hide(self) -> None:
        """下面没有内容的小标题、一条都不剩的引语不写。"""
        self.points: dict[int, list[int]] = {}
        for at in self.shown:
            point = self.statements[at].point
            if point:
                self.points.setdefault(point.group, []).append(at)
        shown: list[int] = []
        filled: set[int] = set()  # 下面有内容的主句
        for at in reversed(self.shown):
            statement = self.statements[at]
            if statement.heading and self.parts.heads[at] not in filled:
                continue
            group = self.parts.leads.get(at)
            if group is not None and group not in self.points and not self._lead_clauses(at)[0]:
                continue
            shown.append(at)
            self._fill(self.parts.heads[at], filled)
        self.shown = shown[::-1]
        for group, kept in self.points.items():
            self.points[group] = [at for at in kept if at in set(self.shown)]

    def _fill(self, piece: int, filled: set[int]) -> None:
        """它靠着的主句都有了内容。"""
        while piece >= 0 and piece not in filled:
            filled.add(piece)
            piece = self.parts.pieces[piece].parent

    def _lead_clauses(self, at: int) -> tuple[list[int], list[int]]:
        """引语那一句里照写的分句，和只为引出分条的分句。"""
        last = len(self.statements[at].clauses) - 1
        leading = next(
            set(self.parts.pieces[number].clauses)
            for number in self.parts.of[at]
            if last in self.parts.pieces[number].clauses
        )
        clauses = self._clauses(at)
        if self.statements[at].mark in STOPS and self.statements[at].mark and clauses != [last]:
            return clauses, []
        return [number for number in clauses if number not in leading], sorted(leading)

    def _clauses(self, at: int) -> list[int]:
        found: list[int] = []
        for number in self.parts.of[at]:
            if self.kept[number]:
                found += self.parts.pieces[number].clauses
        return sorted(found)

    def paragraphs(self) -> tuple[str, ...]:
        """各段。"""
        lines: dict[int, list[str]] = {}
        shown = set(self.shown)
        for order, at in enumerate(self.shown):
            after = self.shown[order + 1] if order + 1 < len(self.shown) else None
            text = self._statement(at, after, at - 1 in shown)
            lines.setdefault(self.statements[at].paragraph, []).append(text)
        return tuple(line for line in map("".join, lines.values()) if line)

    def _statement(self, at: int, after: int | None, continued: bool) -> str:
        statement = self.statements[at]
        clauses = self._clauses(at)
        group = self.parts.leads.get(at)
        if group is not None and group not in self.points:
            clauses = self._lead_clauses(at)[0]
        written = [self._marker(at), self._opening(at, continued)]
        removed = self._removed(at)
        body: list[str] = []
        for number in clauses:
            clause = statement.clauses[number]
            text, joined = _cut(self.whole, clause.start, clause.end, removed)
            mark = "" if joined else clause.mark
            body += [text, mark]
        if not body:
            return ""
        body[-1] = self._mark(at, after)
        if group is not None and len(self.points.get(group, ())) != len(
            self.parts.text.points[group]
        ):
            body = agreed(body, len(self.parts.text.points[group]))
        return "".join(written + body)

    def _removed(self, at: int) -> list[tuple[int, int, bool]]:
        """这一句里去掉的各处。"""
        spans = []
        for number in self.parts.of[at]:
            piece = self.parts.pieces[number]
            if not self.kept[number] and not piece.clauses and not piece.opens:
                spans.append((piece.start, piece.end, piece.joins))
        return sorted(spans, key=lambda span: (span[0], -span[1]))

    def _marker(self, at: int) -> str:
        """编号：只剩一条不编，少了几条顺次编。"""
        point = self.statements[at].point
        if point is None:
            return ""
        kept = self.points[point.group]
        group = self.parts.text.points[point.group]
        if len(kept) == 1:
            return (
                ""
                if len(group) > 1 or point.kind in ("shi", "di", "qi", "words")
                else point.written
            )
        return group[kept.index(at)].written

    def _opening(self, at: int, continued: bool) -> str:
        """承接语：前一句还在才写。"""
        if at not in self.parts.openings or not continued:
            return ""
        if any(
            self.parts.pieces[number].opens and not self.kept[number]
            for number in self.parts.of[at]
        ):
            return ""
        start, end, mark = self.parts.openings[at]
        return self.whole[start:end] + mark

    def _mark(self, at: int, after: int | None) -> str:
        """句末的标点：后面还接着同一句的话用原来的，否则是句号。"""
        statement = self.statements[at]
        mark = statement.mark
        if statement.heading and not mark:
            return ""
        if after is not None:
            following = self.statements[after]
            if following.point and self.parts.leads.get(at) == following.point.group:
                return mark
            same = following.paragraph == statement.paragraph
            if same and following.point and self.statements[after - 1].mark == "；":
                return "；"
            if following.sentence == statement.sentence:
                return mark
        return mark if mark and mark[0] in (*STOPS, "…") else "。"

    def omitted(self) -> tuple[str, ...]:
        """没有写的原话，按先后；相连的并作一处。"""
        spans: list[tuple[int, int]] = []
        shown = set(self.shown)
        for at, statement in enumerate(self.statements):
            if at not in shown:
                spans.append((statement.start, statement.end))
                continue
            clauses = set(self._clauses(at))
            group = self.parts.leads.get(at)
            if group is not None and group not in self.points:
                clauses = set(self._lead_clauses(at)[0])
            mine = [
                (clause.start, clause.end)
                for number, clause in enumerate(statement.clauses)
                if number not in clauses
            ]
            mine += [(start, end) for start, end, _ in self._removed(at)]
            spans += sorted(mine, key=lambda span: (span[0], -span[1]))
        return tuple(_merged(self.whole, spans))


def _cut(
    whole: str, start: int, end: int, removed: Collection[tuple[int, int, bool]]
) -> tuple[str, bool]:
    """去掉各处以后的分句；第二个值：和后面的分句之间不用逗号。"""
    kept, at, joined = [], start, False
    for left, right, joins in removed:
        if left < at or right > end:
            continue
        kept.append(whole[at:left])
        at = right
        joined = joined or joins
    kept.append(whole[at:end])
    return "".join(kept), joined


def agreed(body: list[str], stated: int) -> list[str]:
    """说了“三个方面”而不再是三条：数目去掉，去了不成话的整个分句去掉。"""
    fixed: list[str] = []
    for at in range(0, len(body), 2):
        text, mark = body[at], body[at + 1]
        hit = next(
            (hit for hit in words.STATED.finditer(text) if _number(hit["number"]) == stated), None
        )
        if hit is None:
            fixed += [text, mark]
            continue
        before, after = text[: hit.start()], text[hit.end() :]
        listed = bool(words.SUPPLY.search(before[-2:]))
        noun = bool(words.NOUN_NEXT.match(after))
        if listed and (noun or hit["counter"] in ("方面", "点") or hit["what"] == "方面"):
            whole = after if noun else "方面" * ("方面" in hit[0]) + after
            if noun or "方面" in hit[0]:
                fixed += [before + whole, mark]
                continue
        if noun and re.search("(?:存在|发现|采取|的|出现|总结|提出)$", before):
            fixed += [before + after, mark]
    if fixed and len(fixed) < len(body) and fixed[-1] != body[-1] and not fixed[-1]:
        fixed[-1] = body[-1]
    if fixed and fixed[-1] == "，":
        fixed[-1] = "：" if body[-1] == "：" else "。"
    return fixed


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    if said[0] == "十" and len(said) == 2:
        return 10 + words.HAN_DIGITS[said[1]]
    return words.HAN_DIGITS[said] if len(said) == 1 else 0


def _merged(whole: str, spans: list[tuple[int, int]]) -> list[str]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            continue
        gap = _GAP.match(whole, found[-1][1]) if found else None
        if found and gap and gap.end() >= start and "\n" not in whole[found[-1][1] : start]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    pieces = [whole[start:end].strip(_EDGES) for start, end in found]
    return [piece for piece in pieces if piece]
