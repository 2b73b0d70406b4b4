"""三方合并：人写的文字不动，只把数据的改动（旧 → 新）放进去；放不准的说出来，不改。"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reportgen.merge.words.apply import put
from reportgen.merge.words.changes import changes
from reportgen.merge.words.context import Context
from reportgen.merge.words.revise import revise
from reportgen.merge.words.tokens import tokens
from reportgen.merge.words.values import Clash, Differing, Edit, Merged

__all__ = ["Clash", "Differing", "Edit", "Merged", "merge_text", "revise"]


def merge_text(
    base: str,
    theirs: str,
    new: str,
    earlier: Sequence[str] = (),
    names: Collection[str] = (),
) -> Merged:
    """合并一段：``base`` 上次写出的，``theirs`` 人现在的，``new`` 数据现在说的。

    ``earlier`` 是以前各次写出的这一段，新的在前；``names`` 是指标、项目、单位的名称。
    """
    if theirs == new:
        return Merged()
    if theirs == base:
        return Merged(revise(base, new, names))
    old, standing, now = tokens(base, names), tokens(theirs, names), tokens(new, names)
    context = Context(old, standing, now, [tokens(text, names) for text in earlier], theirs)
    return put(changes(old, now), context)
