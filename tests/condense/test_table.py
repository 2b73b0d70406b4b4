"""手写的对照：压到同样的篇幅，说法要和编辑写的一样。"""

from __future__ import annotations

import pytest

from reportgen.condense import condensed_to
from reportgen.length import count
from tests.condense.table import ROWS, Row
from tests.condense.wellformed import faults, invented, out_of_order


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.rule}-{row.expected[:8]}")
def test_shortened_as_an_editor_would(row: Row) -> None:
    made = condensed_to([row.given], count(row.expected).upper)
    assert made is not None
    assert made.paragraphs == (row.expected,)
    assert made.omitted and made.cost > 0
    assert all(piece in row.given for piece in made.omitted)


def test_the_table_covers_every_rule_and_keeps_its_own_rules() -> None:
    assert len(ROWS) >= 60
    assert len({row.rule for row in ROWS}) >= 20
    for row in ROWS:
        assert not faults([row.expected], [row.given])
        assert not invented([row.expected], [row.given])
        assert not out_of_order([row.expected], [row.given])
