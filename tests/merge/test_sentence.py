"""三方合并：一张表，每一行一种人的改法和一种数据的改法。"""

import pytest

from reportgen.merge.sentence import Merged, merge_text
from reportgen.merge.values import apply
from tests.merge.rows import ROWS, Row


def told(merged: Merged) -> tuple[str, ...]:
    return tuple(sorted(f"{clash.was}→{clash.now}" for clash in merged.clashes))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.why}-{row.theirs[:12]}")
def test_row(row: Row) -> None:
    merged = merge_text(row.base, row.theirs, row.new, row.earlier, row.names)
    assert apply(merged.edits, row.theirs) == row.merged
    assert told(merged) == tuple(sorted(row.told))
    assert sorted(f"{d.stands}≠{d.said}" for d in merged.differing) == sorted(row.differing)


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 80
    assert sum(bool(row.told) for row in ROWS) >= 25
