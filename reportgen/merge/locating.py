"""找到：上一稿的各段、各张表格、各幅图在现稿的哪里，成了新稿的哪一段。"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from reportgen.merge.grids import find_grids
from reportgen.merge.matching import Stands, Was, match
from reportgen.merge.previous import Piece, Previous
from reportgen.merge.story import Story
from reportgen.merge.words.tokens import OBJECT
from reportgen.report import Kind

HEADING = "#标题"

# 上一稿的哪个文段的第几段
Spot = tuple[str, int]


class Succession:
    """前后两稿：上一稿的哪个文段、第几段，成了新稿的哪个、第几段。"""

    def __init__(self, previous: Previous, new: Previous) -> None:
        self.previous, self.new = previous, new
        self._later = _renamed(previous, new)
        self._earlier = {new_id: old_id for old_id, new_id in self._later.items()}

    def later_id(self, old: str) -> str:
        """新稿里叫什么；没有改名的照旧。"""
        return self._later.get(old, old)

    def later(self, old: str) -> Piece | None:
        """新稿的文段；数据里没有了的为空。"""
        return self.new.by_id.get(self.later_id(old))

    def earlier(self, new: str) -> Piece | None:
        """上一稿的文段；新有的为空。"""
        return self.previous.by_id.get(self._earlier.get(new, new))

    @cached_property
    def _ahead(self) -> dict[str, dict[int, int]]:
        found = {}
        for piece in self.previous.pieces:
            later = self.later(piece.id)
            after = later.paragraphs if later is not None else ()
            found[piece.id] = _successors(piece.paragraphs, after)
        return found

    def was(self, spot: Spot) -> str:
        """上一稿的一段。"""
        return self.previous.by_id[spot[0]].paragraphs[spot[1]]

    def now(self, spot: Spot) -> str | None:
        """这一段在新稿里的文字；没有了的为空。"""
        number, later = self._ahead[spot[0]].get(spot[1]), self.later(spot[0])
        return None if number is None or later is None else later.paragraphs[number]

    def later_number(self, spot: Spot) -> int | None:
        """这一段是新稿的第几段；没有了的为空。"""
        return self._ahead[spot[0]].get(spot[1])

    def behind(self, old: str) -> dict[int, int]:
        """新稿第几段是上一稿的第几段。"""
        return {after: before for before, after in self._ahead[old].items()}


@dataclass
class Located:
    """在现稿的哪里：``lines`` 是各段在第几段，``groups`` 是对上的一组一组。

    ``doubtful`` 是拿不准的；``grids`` 是各文段的表格是第几张；``free`` 是正文里不归任何文段的。
    """

    lines: dict[Spot, tuple[int, ...]] = field(default_factory=dict)
    groups: list[tuple[tuple[Spot, ...], tuple[int, ...]]] = field(default_factory=list)
    doubtful: dict[Spot, int] = field(default_factory=dict)
    grids: dict[str, int] = field(default_factory=dict)
    free: set[int] = field(default_factory=set)


def locate(previous: Previous, story: Story) -> Located:
    """上一稿的各段、各张表格在现稿的哪里。"""
    tabled = [piece for piece in previous.pieces if piece.rows]
    located = Located(grids=find_grids(tabled, story.grids, story.lines))
    spots = [(piece.id, n) for piece in previous.pieces for n in range(len(piece.paragraphs))]
    was = [Was(id_, previous.by_id[id_].paragraphs[number]) for id_, number in spots]
    body = [unit for unit in story.units if isinstance(unit, int)]
    body = [line for line in body if not story.lines[line].sealed]
    stands = [Stands(story.lines[line].text, story.lines[line].pieces) for line in body]
    matching = match(was, stands)
    for pair in matching.pairs:
        lines = tuple(body[index] for index in pair.stands)
        group = tuple(spots[index] for index in pair.was)
        located.groups.append((group, lines))
        located.lines |= dict.fromkeys(group, lines)
    located.doubtful = {spots[index]: body[line] for index, line in matching.doubtful}
    located.free = set(body) - {line for lines in located.lines.values() for line in lines}
    return located


def drawing_line(id_: str, story: Story) -> int | None:
    """一个文段的图在第几段。"""
    lines = enumerate(story.lines)
    return next((n for n, line in lines if id_ in line.pieces and OBJECT in line.text), None)


def _renamed(previous: Previous, new: Previous) -> dict[str, str]:
    """等人填写的地方有了文字（或反过来）：上一稿的标识 → 新稿的标识，同一节里各只有一个的。"""
    gone = [piece for piece in previous.pieces if piece.id not in new.by_id]
    come = [piece for piece in new.pieces if piece.id not in previous.by_id]
    renamed = {}
    for old in gone:
        section = section_of(old.id)
        siblings = [each for each in gone if section_of(each.id) == section]
        found = [each for each in come if section_of(each.id) == section]
        if len(siblings) == len(found) == 1 and {old.kind, found[0].kind} == {
            Kind.BLANK,
            Kind.MATERIAL,
        }:
            renamed[old.id] = found[0].id
    return renamed


def section_of(id_: str) -> str:
    """文段所在的章节。"""
    return id_.partition("#")[0]


def _successors(old: tuple[str, ...], new: tuple[str, ...]) -> dict[int, int]:
    """上一稿的第几段成了新稿的第几段。"""
    if len(old) == len(new) == 1:
        return {0: 0}
    pairs = match([Was("", text) for text in old], [Stands(text) for text in new], most=1).pairs
    found = {pair.was[0]: pair.stands[0] for pair in pairs}
    left = [number for number in range(len(old)) if number not in found]
    fresh = [number for number in range(len(new)) if number not in found.values()]
    if len(left) == len(fresh):
        found |= dict(zip(left, fresh, strict=True))
    return found
