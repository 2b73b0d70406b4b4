"""上一稿：上次写进文件的各文段；新稿也先成为同样的样子，两稿才好比。

人没有答复的冲突和人已经定了的也记在这里，下一次接着说，定了的不再提。
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2s
from typing import Any, NamedTuple

from reportgen.report import Block, Kind, Report

# 一个文段早先的样子最多记几个：人没有接受的旧值，往前几次还认得
EARLIER = 5
TITLE = "标题"


class Piece(NamedTuple):
    """文段写成的样子：``paragraphs`` 是各段，``drawing`` 是图的说明。

    ``rows`` 是表格各行各格的文字，没有表格的为空。
    """

    id: str
    kind: str
    style: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    drawing: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """全部文字，一段、一格一个。"""
        return (*self.paragraphs, *(cell for row in self.rows for cell in row))

    @property
    def blank(self) -> bool:
        """整段等人填写。"""
        return self.kind == Kind.BLANK


class Question(NamedTuple):
    """要人定的：哪个文段的哪一处，为什么（``plan.Topic``），原来的、新的。

    ``settled`` 是人已经定了；``spot`` 是文段里的第几段，或表格的第几行第几栏（“5.2”），不在文段里的
    为空。
    """

    piece: str
    spot: str
    topic: str
    was: str
    now: str
    settled: bool = False


@dataclass(frozen=True)
class Previous:
    """上一稿：``name`` 是文件的名称（如“附件4-缩略版”），``pieces`` 是各文段，照文中次序。

    ``stem`` 是数据文件的名称；``names`` 是那时的指标、项目、单位的名称，改了名的也整个算一个词；
    ``earlier`` 是各文段早先的样子（新的在前）；``final`` 是写成了定稿，里面没有本工具的批注。
    """

    name: str
    pieces: tuple[Piece, ...]
    earlier: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    names: tuple[str, ...] = ()
    stem: str = ""
    final: bool = False

    @property
    def title(self) -> str:
        """文件的标题。"""
        return "".join(text for piece in self.pieces if piece.id == TITLE for text in piece.texts)

    @property
    def head(self) -> tuple[str, ...]:
        """正文以前的：附件标签、标题、版本的记号。"""
        return tuple(text for piece in self.pieces if "#" not in piece.id for text in piece.texts)

    @cached_property
    def by_id(self) -> dict[str, Piece]:
        """标识 → 文段。"""
        return {piece.id: piece for piece in self.pieces}

    @cached_property
    def mark(self) -> str:
        """这一稿的记号：各文段相同的，记号相同。"""
        return blake2s(_json(_plain(self.pieces)), digest_size=8).hexdigest()

    def followed_by(
        self,
        new: Previous,
        questions: Iterable[Question],
        held: Mapping[str, Piece],
    ) -> Previous:
        """写了新稿以后的上一稿；``held`` 的文段没有改成，下一次还从原来的看起。"""
        earlier = {}
        pieces = tuple(held.get(piece.id, piece) for piece in new.pieces)
        for piece in pieces:
            old = self.by_id.get(piece.id)
            known = self.earlier.get(piece.id, ())
            if old is not None and old != piece:
                known = (old, *(each for each in known if each not in (old, piece)))[:EARLIER]
            if known:
                earlier[piece.id] = known
        return Previous(self.name, pieces, earlier, tuple(questions), new.names, new.stem)

    def packed(self) -> str:
        """压成一串字，存进文件里。"""
        return base64.b64encode(zlib.compress(_json(self.plain()), 6)).decode()

    def plain(self) -> dict[str, Any]:
        """写成 JSON 的样子。"""
        return {
            "name": self.name,
            "pieces": _plain(self.pieces),
            "earlier": {key: _plain(pieces) for key, pieces in self.earlier.items()},
            "questions": [list(question) for question in self.questions],
            "names": list(self.names),
            "stem": self.stem,
            "final": self.final,
        }


def previous_of(report: Report, names: Iterable[str] = (), stem: str = "") -> Previous:
    """一份报告写成以后的上一稿；``names`` 是指标、项目、单位的名称，``stem`` 是数据文件的名称。"""
    pieces = tuple(map(_piece, report.blocks))
    return Previous(report.name, pieces, names=tuple(sorted(names)), stem=stem)


def unpacked(text: str) -> Previous | None:
    """解开存在文件里的一串字；坏了的为空。"""
    try:
        return read_previous(json.loads(zlib.decompress(base64.b64decode(text, validate=True))))
    except (ValueError, zlib.error, RecursionError):
        return None


def read_previous(plain: Any) -> Previous | None:
    """由 JSON 的样子读回；坏了的为空。"""
    try:
        return Previous(
            str(plain["name"]),
            _pieces(plain["pieces"]),
            {str(key): _pieces(each) for key, each in plain["earlier"].items()},
            tuple(
                Question(str(piece), str(spot), str(topic), str(was), str(now), bool(settled))
                for piece, spot, topic, was, now, settled in plain["questions"]
            ),
            tuple(map(str, plain["names"])),
            str(plain["stem"]),
            bool(plain["final"]),
        )
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return None


def _piece(block: Block) -> Piece:
    wording = block.wording
    rows = wording.table.rows if wording.table is not None else ()
    return Piece(
        block.id,
        block.kind,
        block.style,
        wording.paragraphs,
        tuple(tuple("\n".join(cell.paragraphs) for cell in row.cells) for row in rows),
        wording.chart.description if wording.chart is not None else "",
    )


def _plain(pieces: Iterable[Piece]) -> list[list[Any]]:
    return [list(piece) for piece in pieces]


def _pieces(plain: Any) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            str(id_),
            str(kind),
            str(style),
            tuple(map(str, paragraphs)),
            tuple(tuple(map(str, row)) for row in rows),
            str(drawing),
        )
        for id_, kind, style, paragraphs, rows, drawing in plain
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
