"""表头的核查：年度、勾选、空行。"""

from __future__ import annotations

from reportgen.assess import assess
from reportgen.audit.completeness import blank_rows, one_tick_each
from reportgen.audit.layout import title_year
from reportgen.finding import Severity
from reportgen.intake import load_profiles
from reportgen.model import Goal, Indicator, Project
from reportgen.shipped import default_templates

PROFILE = load_profiles(default_templates() / "profiles")["武汉东湖2020"]


def project(**fields: object) -> Project:
    return Project.model_validate({"年度": 2020, "项目名称": "甲", **fields})


def test_a_title_of_another_year_is_an_error() -> None:
    (found,) = title_year.find(assess(project(标题="2021年度甲项目自评表"), PROFILE))
    assert (found.code, found.severity) == ("title-year-differs", Severity.ERROR)
    assert (found.stated, found.expected) == ("2021", "2020")
    for title in ("2020 年度甲项目自评表", "甲项目自评表", ""):
        assert not list(title_year.find(assess(project(标题=title), PROFILE)))


def test_a_year_in_the_name_of_the_project_is_not_the_year_of_the_form() -> None:
    name = "2019年全国经济普查项目"
    made = project(项目名称=name, 标题=f"2020年度{name}自评表")
    assert not list(title_year.find(assess(made, PROFILE)))
    (found,) = title_year.find(
        assess(project(项目名称=name, 标题=f"2021年度{name}自评表"), PROFILE)
    )
    assert found.stated == "2021"
    assert not list(
        title_year.find(assess(project(标题="2021年填报的2020年度甲项目自评表"), PROFILE))
    )


def test_two_ticks_are_told() -> None:
    made = project(项目属性=("持续性项目", "新增性项目"), 项目类型=("常年性项目",))
    (found,) = one_tick_each.find(assess(made, PROFILE))
    assert found.field == "项目属性"
    assert "持续性项目、新增性项目" in found.message


def test_blank_rows_are_told() -> None:
    row = Indicator.model_validate({"一级指标": "效益指标", "二级指标": "生态效益指标"})
    full = Indicator.model_validate({"三级指标": "次数", "年初目标值": "3次", "实际完成值": "3次"})
    goal = Goal.model_validate({"指标": (full, row)})
    (found,) = blank_rows.find(assess(project(年度绩效目标=(goal,)), PROFILE))
    assert found.message == "“效益指标／生态效益指标”这一行是空的，没有印进表里"
