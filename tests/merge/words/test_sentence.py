"""三方合并：一张表，每一行一种人的改法和一种数据的改法。"""

import pytest

from reportgen.merge.words.sentence import Merged, merge_text
from reportgen.merge.words.values import apply
from tests.merge.words.rows import OBJECT, ROWS, Row


def told(merged: Merged) -> tuple[str, ...]:
    return tuple(sorted(f"{clash.was}→{clash.now}" for clash in merged.clashes))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.why}-{row.theirs[:12]}")
def test_row(row: Row) -> None:
    merged = merge_text(row.base, row.theirs, row.new, row.earlier, row.names)
    assert apply(merged.edits, row.theirs) == row.merged
    assert told(merged) == tuple(sorted(row.told))
    assert sorted(f"{d.stands}≠{d.said}" for d in merged.differing) == sorted(row.differing)


@pytest.mark.parametrize(
    ("base", "theirs", "new", "stands"),
    [
        ("执行率73.07%。", "执行率75%。", "执行率76.88%。", "75%"),
        ("执行30万元。", "执行了40（万元）。", "执行50万元。", "40（万元"),
        ("执行1640万元。", f"执行1700{OBJECT}万元。", "执行1628万元。", f"1700{OBJECT}万元"),
        ("执行8万元。", "执行约为七万元。", "执行9万元。", "七万元"),
    ],
)
def test_a_clash_points_at_number_and_unit(base: str, theirs: str, new: str, stands: str) -> None:
    merged = merge_text(base, theirs, new)
    assert [theirs[each.start : each.end] for each in merged.clashes] == [stands]


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 80
    assert sum(bool(row.told) for row in ROWS) >= 25
