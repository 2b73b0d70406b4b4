"""两份文字哪里不同：改了的只说改的字，多的、少的整段说。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.merge.matching import Stands, Was, match
from reportgen.merge.plan import Change
from reportgen.merge.words.revise import revise

# 改的字前面带上几个字，好认是哪里
AROUND = 12


def differences(was: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    """不同的各处，照 ``was`` 的次序，多出来的在后；空的段不算。"""
    was, now = ([text for text in each if text.strip()] for each in (was, now))
    matching = match([Was("", text) for text in was], [Stands(text) for text in now], most=1)
    known = {pair.was[0]: pair.stands[0] for pair in matching.pairs}
    for number, text in enumerate(was):
        if number not in known:
            yield Change("", text, "")
            continue
        later = now[known[number]]
        for edit in revise(text, later) if text != later else ():
            yield Change(_around(text, edit.start), text[edit.start : edit.end], edit.text)
    for number, text in enumerate(now):
        if number not in known.values():
            yield Change("", "", text)


def _around(text: str, at: int) -> str:
    before = text[max(at - AROUND, 0) : at].lstrip("0123456789.,%")
    return f"……{before}" if before else ""
