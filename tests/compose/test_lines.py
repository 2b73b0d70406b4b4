"""单句：一格的值是名称或模板；这一行没有的名称说出来。"""

from __future__ import annotations

import pytest

from reportgen.compose.compiled import Compiled
from reportgen.compose.engine import Engine
from reportgen.compose.faults import Faults
from reportgen.compose.lines import Lines
from reportgen.compose.outline import Column
from reportgen.finding import Origin, Unreadable


def column(value: str) -> Column:
    places = {"值": Origin("附件4/outline.yaml", 3)}
    return Column.of_read(places, {"标题": "得分", "值": value, "空": "—"})


def test_a_name_this_row_does_not_have_is_told() -> None:
    faults = Faults()
    lines = Lines(Engine({}, Compiled(None, "")), faults)
    assert lines.cell(column("得分"), {"得分": "8分"}, {}) == "8分"
    assert lines.cell(column("得分"), {"得分": None}, {}) == "—"
    faults.check()
    assert lines.cell(column("得份"), {"名称": "", "得分": None}, {}) == ""
    with pytest.raises(Unreadable) as caught:
        faults.check()
    (finding,) = caught.value.findings
    assert finding.message == "“得分”一栏的值“得份”没有"
    assert finding.remedy == "可用的有：得分"
    assert str(finding.origins[0]) == "附件4/outline.yaml:3"
