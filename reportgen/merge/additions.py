"""新添的：新稿里新有的段落、表格、图，插在前一个的后面；人已经写了的不重写。"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reportgen.merge.locating import (
    HEADING,
    Located,
    Succession,
    drawing_line,
    section_of,
)
from reportgen.merge.matching import bare
from reportgen.merge.plan import AddDrawing, AddParagraphs, AddTable, After, Step, Told, Topic
from reportgen.merge.previous import Piece
from reportgen.merge.story import Story


def additions(
    succession: Succession, located: Located, story: Story, anchors: dict[str, tuple[int, int]]
) -> Iterator[Step | Told]:
    """要添的，和没有添、要说的；人已经写了的，记进 ``anchors``，不再是人自己的。"""
    adding = _Adding(succession, located, story, anchors)
    for piece in succession.new.pieces:
        yield from adding.piece(piece)


class _Adding:
    """一个文段一个文段往后走，记着前一个在哪里。"""

    def __init__(
        self,
        succession: Succession,
        located: Located,
        story: Story,
        anchors: dict[str, tuple[int, int]],
    ) -> None:
        self._succession, self._located, self._story = succession, located, story
        self._anchors = anchors
        self._last = After()

    def piece(self, piece: Piece) -> Iterator[Step | Told]:
        old = self._succession.earlier(piece.id)
        if old is None and self._cut_off(piece.id):
            yield Told(Topic.DELETED, piece.id, "", "", "".join(piece.texts))
            return
        if piece.drawing:
            line = drawing_line(piece.id, self._story)
            if line is not None:
                self._last = After(line=line)
            elif old is None:
                yield AddDrawing(self._last, piece.id)
            return
        yield from self._paragraphs(piece, old)
        if piece.rows:
            number = None if old is None else self._located.grids.get(old.id)
            if number is not None:
                self._last = After(grid=number)
            elif old is None or not old.rows:
                yield AddTable(self._last, piece.id)

    def _paragraphs(self, piece: Piece, old: Piece | None) -> Iterator[Step]:
        behind = {} if old is None else self._succession.behind(old.id)
        fresh: list[int] = []
        for number, text in enumerate(piece.paragraphs):
            if old is not None and number in behind:
                lines = self._located.lines.get((old.id, behind[number]), ())
            else:
                lines = self._typed_already(text)
                if lines:
                    self._anchors.setdefault(piece.id, (lines[0], lines[0]))
                else:
                    fresh.append(number)
            if lines:
                yield from self._put(piece.id, fresh)
                self._last = After(line=lines[-1])
        yield from self._put(piece.id, fresh)

    def _put(self, id_: str, fresh: list[int]) -> Iterator[Step]:
        """攒着的几段，插在前一个的后面。"""
        for _, run in groupby(enumerate(fresh), lambda each: each[1] - each[0]):
            numbers = [number for _, number in run]
            yield AddParagraphs(self._last, id_, numbers[0], numbers[-1] + 1)
        fresh.clear()

    def _typed_already(self, text: str) -> tuple[int, ...]:
        """人已经写了一字不差的一段。"""
        wanted = bare(text)
        lines = [n for n in self._located.free if bare(self._story.lines[n].text) == wanted]
        if len(lines) != 1:
            return ()
        self._located.free.remove(lines[0])
        return (lines[0],)

    def _cut_off(self, id_: str) -> bool:
        """所在的章节人整个删去了。"""
        section = section_of(id_)
        while section:
            spot = (f"{section}{HEADING}", 0)
            if spot[0] in self._succession.previous.by_id and spot not in self._located.lines:
                return spot not in self._located.doubtful
            section = section.rpartition("/")[0]
        return False
