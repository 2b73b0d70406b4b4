"""最后看一遍：碰到图的、重叠的、标点和单位重了的，不改，说出来。"""

import pytest

from reportgen.merge.words.apply import put
from reportgen.merge.words.changes import Corrections
from reportgen.merge.words.context import Context, Placing
from reportgen.merge.words.tokens import OBJECT, tokens
from reportgen.merge.words.values import Edit, Merged, apply

TEXT = f"甲、乙{OBJECT}丙，共30万元。"


def put_into(*edits: Edit) -> Merged:
    found = tokens(TEXT)
    context = Context(found, found, found, [], TEXT)
    context.placings += [Placing((edit,), "旧", "新") for edit in edits]
    return put(Corrections([], []), context)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (Edit(2, 5, "丁"), "碰到图"),
        (Edit(2, 2, "、"), "顿号重了"),
        (Edit(7, 9, "30万元"), "单位重了"),
    ],
)
def test_unsound_is_told(edit: Edit, why: str) -> None:
    merged = put_into(edit)
    assert not merged.edits, why
    end = 11 if edit.end == 9 else edit.end  # 数连同单位
    assert [(clash.start, clash.end) for clash in merged.clashes] == [(edit.start, end)]


def test_overlapping_is_told() -> None:
    merged = put_into(Edit(0, 1, "丁"), Edit(0, 2, "戊、"))
    assert len(merged.edits) == len(merged.clashes) == 1


def test_sound_is_done() -> None:
    assert apply(put_into(Edit(0, 1, "丁"), Edit(7, 9, "31")).edits, TEXT).startswith("丁、乙")
