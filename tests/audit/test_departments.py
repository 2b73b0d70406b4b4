"""部门整体的核查：基本支出加项目支出。"""

from __future__ import annotations

import pytest

from reportgen.audit.departments import basic_and_projects
from reportgen.finding import Severity
from tests.assess.projects import assessed, project


@pytest.mark.parametrize(
    ("basic", "projects", "expected"),
    [
        ("60", "41", Severity.ERROR),
        ("60", "20", Severity.WARNING),
        ("60", "35", Severity.WARNING),
        ("60", "40", None),
        ("60", "30", None),
        ("60.4", "40", None),  # 整体取了整
        ("90", None, None),
        (None, "90", None),
    ],
)
def test_the_two_add_up(basic: str | None, projects: str | None, expected: Severity | None) -> None:
    funds = {"预算数": "100", "执行数": "90", "基本支出总额": basic, "项目支出总额": projects}
    found = list(basic_and_projects.find(assessed(project(表="附件3", 资金=funds))))
    assert [each.severity for each in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("budget", "basic", "projects", "expected"),
    [
        ("100.55", "60.56", "40.01", None),  # 两个数各取了整
        ("100.55", "60.57", "40.01", Severity.ERROR),
        ("100.5", "60.4", "40.3", None),  # 都印一位小数
        ("100.5", "60.5", "40.3", Severity.ERROR),
        ("100.5541", "60.5552", "40.0009", None),
        ("100.5541", "60.5752", "40.0009", Severity.ERROR),
    ],
)
def test_rounding_of_each_is_no_error(
    budget: str, basic: str, projects: str, expected: Severity | None
) -> None:
    funds = {"预算数": budget, "执行数": "90.55", "基本支出总额": basic, "项目支出总额": projects}
    found = list(basic_and_projects.find(assessed(project(表="附件3", 资金=funds))))
    assert [each.severity for each in found] == ([expected] if expected else [])
