"""旧的数：人自己加的文字、页眉页脚、脚注里还写着数据改掉了的数；不动，说出来。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportgen.merge.plan import Told, Topic
from reportgen.merge.previous import Piece, Previous
from reportgen.merge.words.format import shown, times
from reportgen.merge.words.tokens import Figure, figures

# 不到这么多位数字的（3个、20%），别处碰巧也有，不说
FEWEST_DIGITS = 3


class Replaced(NamedTuple):
    """数据改掉了的一个数：怎样写，新的怎样写。"""

    figure: Figure
    later: Figure
    was: str
    now: str


def stale(
    changes: Sequence[Replaced],
    loose: Iterable[tuple[int, str]],
    outside: Iterable[tuple[str, str]],
) -> Iterator[Told]:
    """``loose`` 是不归任何文段的各段（第几段、文字）；``outside`` 是正文以外的（在哪里、文字）。"""
    spots: list[tuple[int | None, str, str]] = [(line, text, text) for line, text in loose]
    spots += [(None, where, text) for where, text in outside]
    for line, where, text in spots if changes else ():
        standing = figures(text)
        for each in changes:
            if times(each.figure, standing):
                yield Told(Topic.STALE, "", where, each.was, each.now, line)


def extra(
    changes: Sequence[Replaced], line: int, text: str, new: str, before: Iterable[str]
) -> Iterator[Told]:
    """我们的一段里人加的话还写着旧的数：早先各稿（``before``）的这一段没有它，或者新的数都到了。"""
    standing, wanted = figures(text), figures(new)
    known = [figure for each in before for figure in figures(each)]
    for each in changes:
        arrived = times(each.later, standing) >= max(times(each.later, wanted), 1)
        ours = times(each.figure, known) > 0 and not arrived
        if not ours and times(each.figure, standing) > times(each.figure, wanted):
            yield Told(Topic.STALE, "", text, each.was, each.now, line)


def replaced(previous: Previous, new: Previous) -> list[Replaced]:
    """数据改掉了的数；早几稿的也算，新稿别处还有的不算，一个数只算一次。"""
    standing = [figure for piece in new.pieces for text in piece.texts for figure in figures(text)]
    found: list[Replaced] = []
    for later in new.pieces:
        known = previous.by_id.get(later.id)
        for old in (*([known] if known else []), *previous.earlier.get(later.id, ())):
            for each in _between(old, later):
                told = [other.figure for other in found]
                if not times(each.figure, standing) and not times(each.figure, told):
                    found.append(each)
    return found


def _between(old: Piece, later: Piece) -> Iterator[Replaced]:
    """一个文段两稿之间改掉了的数。"""
    if later == old or len(later.texts) != len(old.texts):
        return
    for before, after in zip(old.texts, later.texts, strict=True):
        olds, news = _of(before), _of(after)
        if before != after and len(olds) == len(news):
            for (figure, was), (other, now) in zip(olds, news, strict=True):
                if was != now and _distinct(figure, was):
                    yield Replaced(figure, other, was, now)


def _of(text: str) -> list[tuple[Figure, str]]:
    """一段文字里的数，和怎样写的。"""
    return [(figure, shown(text, figure)) for figure in figures(text)]


def _distinct(figure: Figure, text: str) -> bool:
    return not figure.parts and sum(each.isdigit() for each in text) >= FEWEST_DIGITS
