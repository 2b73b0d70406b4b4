"""旧的数：人自己加的文字、页眉页脚、脚注里还写着数据改掉了的数；不动，说出来。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.merge.format import same, shown
from reportgen.merge.plan import Told, Topic
from reportgen.merge.previous import Piece, Previous
from reportgen.merge.story import Story
from reportgen.merge.tokens import Figure, tokens

# 不到这么多位数字的（3个、20%），别处碰巧也有，不说
FEWEST_DIGITS = 3

Change = tuple[Figure, str, str]


def stale(
    previous: Previous, new: Previous, loose: Sequence[tuple[int, str]], story: Story
) -> Iterator[Told]:
    """``loose`` 是不归任何文段的各段（第几段、文字）；``story.outside`` 是正文以外的。"""
    changes = list(_changes(previous, new))
    if not changes:
        return
    spots: list[tuple[int | None, str, str]] = [(line, "", text) for line, text in loose]
    spots += [(None, where, text) for where, text in story.outside]
    for line, where, text in spots:
        figures = [token.figure for token in tokens(text) if token.figure is not None]
        for figure, was, now in changes:
            if any(same(figure, each) for each in figures):
                yield Told(Topic.STALE, "", where or text, was, now, line)


def _changes(previous: Previous, new: Previous) -> Iterator[Change]:
    """数据改掉了的数：旧的、怎样写、新的怎样写；早几稿的也算，新稿别处还有的不算。"""
    standing = [figure for piece in new.pieces for text in piece.texts for figure, _ in _of(text)]
    told: set[tuple[str, str]] = set()
    for later in new.pieces:
        known = previous.by_id.get(later.id)
        for old in (*([known] if known else []), *previous.earlier.get(later.id, ())):
            for figure, was, now in _between(old, later):
                if (was, now) not in told and not any(same(figure, each) for each in standing):
                    told.add((was, now))
                    yield figure, was, now


def _between(old: Piece, later: Piece) -> Iterator[Change]:
    """一个文段两稿之间改掉了的数。"""
    if later == old or len(later.texts) != len(old.texts):
        return
    for before, after in zip(old.texts, later.texts, strict=True):
        olds, news = _of(before), _of(after)
        if before != after and len(olds) == len(news):
            for (figure, was), (_, now) in zip(olds, news, strict=True):
                if was != now and _distinct(figure, was):
                    yield figure, was, now


def _of(text: str) -> list[tuple[Figure, str]]:
    """一段文字里的数，和怎样写的。"""
    found = (token.figure for token in tokens(text))
    return [(figure, shown(text, figure)) for figure in found if figure is not None]


def _distinct(figure: Figure, text: str) -> bool:
    return not figure.parts and sum(each.isdigit() for each in text) >= FEWEST_DIGITS
