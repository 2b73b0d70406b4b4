"""零件：全文拆成可去的零件，成一片树——一个零件去了，靠它的也去。"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

import reportgen.condense.words as words
from reportgen.condense.bonds import Group, bonds
from reportgen.condense.inner import Cut, inner_cuts
from reportgen.condense.marks import Statement, Text, read
from reportgen.condense.worth import POINT, Keep, Worth
from reportgen.length import count

_TITLE_LIKE: Final = re.compile(
    r"[^，；：]{2,24}(?:情况|目标|分析|措施|问题|原因|结论|得分|概况|材料|目的|成效"
    r"|建议|经验)(?:（[^（）]*）)?"
)
_LEAD: Final = 2.5
_FIRST: Final = 1.0  # 先说的多半要紧
_OPENING: Final = 0.6  # 此外、同时：可去
_SPREAD: Final = 0.3
_HEADING: Final = 2.0
_EARLY: Final = 0.5  # 一段的头一句多半是主旨
_ROLES: Final = {"背景": 0.4, "结果": 0.75, "细目": 0.5}


@dataclass(slots=True, eq=False)
class Piece:
    """零件：几个分句（``clauses``），或分句里的一处（``start`` 到 ``end``）。"""

    statement: int
    parent: int
    size: int
    weight: float
    clauses: tuple[int, ...] = ()
    start: int = 0
    end: int = 0
    joins: bool = False
    opens: bool = False
    key: float = 0.0
    value: float = 0.0
    depth: int = 0

    @property
    def loss(self) -> float:
        """去了它丢多少。"""
        return self.size * self.weight


@dataclass(slots=True, eq=False)
class Parts:
    """拆好的全文：各句、各零件；``openings`` 是句首承接语的终点，``leads`` 是引出分条的句子。"""

    text: Text
    pieces: list[Piece] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    openings: dict[int, tuple[int, int, str]] = field(default_factory=dict)
    leads: dict[int, int] = field(default_factory=dict)
    of: list[list[int]] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)  # 正管着的小标题，外层的在前


def take_apart(paragraphs: list[str], keep: Keep) -> Parts:
    """拆开。"""
    text = read(paragraphs)
    parts = Parts(text)
    for at, statement in enumerate(text.statements):
        _open(parts, at, statement)
    _find_leads(parts)
    worth = Worth(keep, [text.whole[said.start : said.end] for said in text.statements])
    for at in range(len(text.statements)):
        _Taker(parts, worth, at).take()
    _set_keys(parts.pieces)
    _spread(parts)
    return parts


def _open(parts: Parts, at: int, statement: Statement) -> None:
    """分出句首的承接语（此外，……）和小标题。"""
    whole = parts.text.whole
    first = statement.clauses[0]
    said = whole[first.start : first.end]
    found = words.CONNECTIVES.match(said + first.mark)
    if found and statement.point is None:
        end = first.start + len(found[0].rstrip("，,：:"))
        if end >= first.end:
            if len(statement.clauses) > 1:
                parts.openings[at] = (first.start, first.end, first.mark)
                del statement.clauses[0]
        elif len(said) > len(found[0]) + 2:
            parts.openings[at] = (first.start, end, "")
            first.start = end
    alone = len(statement.clauses) == 1
    starts = at == 0 or parts.text.statements[at - 1].paragraph != statement.paragraph
    if alone and starts and statement.mark in ("。", "") and at + 1 < len(parts.text.statements):
        body = whole[statement.clauses[0].start : statement.end]
        following = parts.text.statements[at + 1]
        near = following.paragraph == statement.paragraph or statement.point is not None
        if near and _TITLE_LIKE.fullmatch(body) and following.point is None:
            statement.heading = True
            statement.inside = following.paragraph == statement.paragraph


def _find_leads(parts: Parts) -> None:
    """引出分条的句子：紧接在第一条前面，以冒号结尾或半句，或说了有几条。"""
    firsts = {group[0].start: number for number, group in enumerate(parts.text.points)}
    for at, statement in enumerate(parts.text.statements):
        if not at or not statement.point or statement.point.start not in firsts:
            continue
        before = parts.text.statements[at - 1]
        said = parts.text.whole[before.start : before.end]
        if (
            before.mark in ("：", "", "，")
            or words.STATED.search(said)
            or words.SUPPLY.search(said)
        ):
            if before.mark in ("", "，") and before.paragraph != statement.paragraph:
                continue
            parts.leads[at - 1] = statement.point.group


class _Taker:
    """拆一句。"""

    def __init__(self, parts: Parts, worth: Worth, at: int) -> None:
        self.parts = parts
        self.worth = worth
        self.at = at
        self.statement = parts.text.statements[at]
        self.whole = parts.text.whole

    def take(self) -> None:
        """这句的各组分句和其中可去的各处，都成零件。"""
        statement, pieces = self.statement, self.parts.pieces
        texts = [self.whole[clause.start : clause.end] for clause in statement.clauses]
        marks = [clause.mark for clause in statement.clauses]
        groups = self._groups(texts, marks)
        first = len(pieces)
        head = next((n for n, group in enumerate(groups) if group.parent < 0), 0)
        outer = self._parent(texts)
        self.parts.heads.append(first + head)
        cuts: list[tuple[int, list[tuple[int, Cut]]]] = []
        for number, group in enumerate(groups):
            inside = self._inside(texts, group)
            parent = outer if number == head or group.parent < 0 else first + group.parent
            pieces.append(self._piece(texts, group, inside, parent, number == head))
            cuts.append((first + number, inside))
        for piece, inside in cuts:
            self._take_cuts(texts, piece, inside)
        if self.at in self.parts.openings:
            start, end, mark = self.parts.openings[self.at]
            size = count(self.whole[start:end] + mark).upper
            weight = (
                _OPENING
                if self.parts.pieces[first + head].parent < 0
                else pieces[first + head].weight
            )
            pieces.append(
                Piece(self.at, first + head, size, weight, start=start, end=end, opens=True)
            )
        self.parts.of.append(list(range(first, len(pieces))))

    def _groups(self, texts: list[str], marks: list[str]) -> list[Group]:
        if self.at not in self.parts.leads or len(texts) < 2 or marks[-1] == "。":
            return bonds(texts, marks)
        groups = bonds(texts, marks)
        last = len(texts) - 1
        if words.CAUSE_ONLY.fullmatch(texts[-1]) and groups[-1].clauses != [last]:
            groups[-1].clauses.remove(last)
            groups.append(Group([last], len(groups) - 1))
        groups[-1].role = "引"
        return groups

    def _inside(self, texts: list[str], group: Group) -> list[tuple[int, Cut]]:
        found = []
        for number in group.clauses:
            opening = (
                number < len(texts) - 1 and group.role != "背景" and not self.statement.heading
            )
            follows = number != group.clauses[-1]
            for cut in inner_cuts(texts[number], opening, follows):
                found.append((number, cut))
        return found

    def _piece(
        self, texts: list[str], group: Group, inside: list[tuple[int, Cut]], parent: int, head: bool
    ) -> Piece:
        own = []
        for number in group.clauses:
            cuts = [cut for clause, cut in inside if clause == number]
            own.append(_without(texts[number], cuts))
        said = "，".join(own)
        weight = self.worth.of(said)
        weight *= self._early()
        if group.role in _ROLES:
            weight = weight * _ROLES[group.role]
        if head and words.EXAMPLE.match(texts[0]):
            weight *= _ROLES["细目"]
        if self.statement.heading:
            weight = _HEADING
        elif group.role == "引":
            weight = _LEAD + self.worth.kept(said)
        if head and self._starts_paragraph():
            weight += _EARLY
        before = self.parts.text.statements[self.at - 1] if self.at else None
        if head and before and before.heading and before.inside and before.point:
            weight += POINT
        size = sum(count(text).upper + 1 for text in own)
        if head and self.statement.point:
            weight += POINT if len(self.parts.text.points[self.statement.point.group]) > 1 else 0
            size += count(self.statement.point.written).upper
        return Piece(self.at, parent, size, weight, tuple(group.clauses))

    def _take_cuts(self, texts: list[str], piece: int, inside: list[tuple[int, Cut]]) -> None:
        pieces = self.parts.pieces
        opened: list[tuple[int, Cut, int]] = []
        for number, cut in inside:
            while opened and (opened[-1][0] != number or opened[-1][1].end < cut.end):
                opened.pop()
            parent = opened[-1][2] if opened else piece
            said = texts[number][cut.start : cut.end]
            inner = [
                other._replace(start=other.start - cut.start, end=other.end - cut.start)
                for clause, other in inside
                if clause == number
                and other != cut
                and cut.start <= other.start
                and other.end <= cut.end
            ]
            own = _without(said, inner)
            weight = cut.weight * self._early() + self.worth.kept(own)
            if words.FIGURE.search(words.DATE.sub("", own)) and cut.weight > 0.25:
                weight += 0.6
            offset = self.statement.clauses[number].start
            opened.append((number, cut, len(pieces)))
            size = max(count(own).upper, 1) + cut.joins
            pieces.append(
                Piece(
                    self.at,
                    parent,
                    size,
                    weight,
                    start=cut.start + offset,
                    end=cut.end + offset,
                    joins=cut.joins,
                )
            )

    def _early(self) -> float:
        """越在前面越要紧。"""
        return 1 + _FIRST * (0.5 - self.statement.start / len(self.whole))

    def _starts_paragraph(self) -> bool:
        before = self.parts.text.statements[self.at - 1] if self.at else None
        return before is None or before.paragraph != self.statement.paragraph

    def _parent(self, texts: list[str]) -> int:
        """主句靠着谁：所在的那一条、引出它的半句、它指着的前一句，没有为 -1。"""
        at, statement = self.at, self.statement
        statements, heads = self.parts.text.statements, self.parts.heads
        scope = self._scope()
        if statement.heading:
            return self._under_titles()
        if scope < 0:
            scope = self._title()
        if statement.point:
            lead = at - 1
            group = self.parts.text.points[statement.point.group]
            first = self._statement_of(group[0].start)
            if first - 1 in self.parts.leads and statements[first - 1].mark in ("", "，"):
                lead = first - 1
                return self.parts.of[lead][0] + len(self._lead_groups(lead)) - 1
            return scope
        before = statements[at - 1] if at else None
        if before is None or before.paragraph != statement.paragraph or before.heading:
            return scope
        opening = self.parts.openings.get(at)
        said = self.whole[opening[0] : opening[1]] if opening else texts[0]
        if words.POINTING.match(said) and not words.SUMMING.match(said):
            return heads[at - 1]
        if words.EXAMPLE.match(texts[0]):
            return heads[at - 1]
        if before.sentence == statement.sentence and (
            words.STARTS_WITH_VERB.match(texts[0]) and before.mark == "；"
        ):
            back = at - 1
            while (
                back
                and statements[back - 1].sentence == statement.sentence
                and (words.STARTS_WITH_VERB.match(self._first(back)))
            ):
                back -= 1
            return heads[back]
        return scope

    def _under_titles(self) -> int:
        """小标题在哪个小标题之下；同样编号的是同级。"""
        titles, statements = self.parts.titles, self.parts.text.statements
        kinds = [_kind(statements[at]) for at in titles]
        kind = _kind(self.statement)
        if kind in kinds:
            del titles[kinds.index(kind) :]
        outer = self._title()
        titles.append(self.at)
        return outer

    def _title(self) -> int:
        """管着这一句的小标题，没有为 -1。"""
        titles, statements = self.parts.titles, self.parts.text.statements
        while titles and statements[titles[-1]].inside:
            if statements[titles[-1]].paragraph == self.statement.paragraph:
                break
            titles.pop()
        return self.parts.heads[titles[-1]] if titles else -1

    def _lead_groups(self, lead: int) -> list[int]:
        return [at for at in self.parts.of[lead] if self.parts.pieces[at].clauses]

    def _first(self, at: int) -> str:
        clause = self.parts.text.statements[at].clauses[0]
        return self.whole[clause.start : clause.end]

    def _statement_of(self, start: int) -> int:
        starts = [statement.start for statement in self.parts.text.statements[: self.at + 1]]
        return bisect_right(starts, start) - 1

    def _scope(self) -> int:
        """在哪一条之内：那一条的主句。总结的话不算在最后一条里。"""
        if words.SUMMING.match(self.whole, self._said_from()):
            return -1
        for back in range(self.at - 1, max(self.at - 60, -1), -1):
            other = self.parts.text.statements[back]
            point = other.point
            if point is None or point.scope <= self.statement.start:
                continue
            mine = self.statement.point
            if len(self.parts.text.points[point.group]) < 2 or (mine and mine.group == point.group):
                continue
            return self.parts.heads[back]
        return -1

    def _said_from(self) -> int:
        opening = self.parts.openings.get(self.at)
        return opening[0] if opening else self.statement.start


def _kind(statement: Statement) -> str:
    return statement.point.kind if statement.point else ""


def _without(text: str, cuts: list[Cut]) -> str:
    kept, at = [], 0
    for cut in cuts:
        if cut.start >= at:
            kept.append(text[at : cut.start])
            at = cut.end
    return "".join([*kept, text[at:]])


def _set_keys(pieces: list[Piece]) -> None:
    """先后：零件不比靠它的先去。"""
    for piece in pieces:
        piece.key = piece.weight
    for number in sorted(range(len(pieces)), key=lambda at: -_depth(pieces, at)):
        piece = pieces[number]
        if piece.parent >= 0:
            parent = pieces[piece.parent]
            parent.key = max(parent.key, piece.key)


def _spread(parts: Parts) -> None:
    """各段都留一点：一段里最要紧的先留，越往后越不急。"""
    by_paragraph: dict[int, list[Piece]] = {}
    for piece in parts.pieces:
        by_paragraph.setdefault(parts.text.statements[piece.statement].paragraph, []).append(piece)
    for pieces in by_paragraph.values():
        whole = sum(piece.size for piece in pieces)
        gone = 0
        for piece in sorted(pieces, key=lambda piece: (-piece.key, piece.depth)):
            extra = _SPREAD * (1 - gone / whole)
            piece.key += extra
            piece.value = piece.weight + extra
            gone += piece.size


def _depth(pieces: list[Piece], at: int) -> int:
    chain = []
    while at >= 0 and not pieces[at].depth:
        chain.append(at)
        at = pieces[at].parent
    depth = pieces[at].depth if at >= 0 else 0
    for number in reversed(chain):
        depth += 1
        pieces[number].depth = depth
    return pieces[chain[0]].depth if chain else depth
