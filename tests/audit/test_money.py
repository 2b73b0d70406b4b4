"""金额单位的核查：没有写单位的，像不像元。"""

from __future__ import annotations

import pytest

from reportgen.audit.money import unit_of_amounts
from reportgen.finding import Origin, Severity
from tests.assess.projects import assessed, project


@pytest.mark.parametrize(
    ("budget", "text", "unit", "expected"),
    [
        ("513600", "经费51.36万元全部用完。", {}, Severity.WARNING),
        ("513600", "经费51.4万元全部用完。", {}, Severity.WARNING),  # 取了整
        ("513600", "经费全部用完。", {}, Severity.NOTE),
        ("513600", "经费全部用完。", {"表": "附件3"}, None),
        ("513600", "经费51.36万元全部用完。", {"金额单位": "元"}, None),
        ("52500", "经费5.25万元全部用完。", {}, Severity.WARNING),
        ("50000", "培训费5万元。", {}, None),  # 凑巧的多
        ("52500", "经费52500万元全部用完。", {}, None),
        ("525", "经费525万元，其中0.0525万元是押金。", {}, None),
    ],
)
def test_amounts_that_look_like_yuan(
    budget: str, text: str, unit: dict[str, str], expected: Severity | None
) -> None:
    funds = {"预算数": budget, "执行数": budget}
    found = list(unit_of_amounts.find(assessed(project(资金=funds, 偏差原因分析=text, **unit))))
    assert [each.severity for each in found] == ([expected] if expected else [])


def test_a_unit_that_is_written_is_believed() -> None:
    funds = {"预算数": "513600", "执行数": "513600"}
    made = project(资金=funds)
    assert list(unit_of_amounts.find(assessed(made)))
    made.places["金额单位"] = Origin("甲.yaml", 3)
    assert not list(unit_of_amounts.find(assessed(made)))
