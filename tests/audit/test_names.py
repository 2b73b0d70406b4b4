"""标题、单位、年度的核查：各种写法里哪些要说，哪些不说。"""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.audit.layout import year_plausible
from reportgen.audit.names import title_as_prescribed, title_names_project, units_agree
from reportgen.finding import Severity
from tests.assess.projects import CENTRAL, assessed, project

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def told(check: Any, **fields: Any) -> list[tuple[str, Severity]]:
    return [(each.code, each.severity) for each in check.find(assessed(project(**fields)))]


@pytest.mark.parametrize(
    ("title", "name", "code", "severity"),
    [
        ("2020年度路灯维护项目自评表", "路灯维护", None, None),
        ("2020 年度 1 号楼房租项目自评表", "1号楼房租", None, None),
        ("2020年度路灯维护项目自评表", "2020年度路灯维护项目", None, None),
        ("2020年度路灯维护项目自评表", "路灯维护经费", None, None),
        ("城市管理局2020年度路灯维护项目绩效自评表", "路灯维护", None, None),
        ("项目支出绩效自评表（2020年度）", "路灯维护", None, None),
        ("", "路灯维护", None, None),
        ("2020年度建设光谷社交平台项目自评表", "建设社交平台", "title-name-differs", NOTE),
        ("2020年度路灯维护项目自评表", "公园绿化养护", "title-name-differs", WARNING),
        ("2020年度测试单位局项目自评表", "测试单位局专项经费", "title-name-differs", NOTE),
        ("2020年度园林绿化局项目自评表", "公园养护", "title-unit-differs", WARNING),
    ],
)
def test_the_title_and_the_name(
    title: str, name: str, code: str | None, severity: Severity | None
) -> None:
    found = told(title_names_project, 标题=title, 项目名称=name)
    assert found == ([(code, severity)] if code else [])


@pytest.mark.parametrize(
    ("title", "unit", "code"),
    [
        ("2020年度政务和大数据局整体绩效自评表", "政务服务和大数据管理局", None),
        ("2020年度部门（单位）整体自评表", "城市管理局", None),
        ("2020年度园林绿化局整体绩效自评表", "城市管理局", "title-unit-differs"),
    ],
)
def test_the_title_of_a_department(title: str, unit: str, code: str | None) -> None:
    fields = {"表": "附件3", "标题": title, "单位名称": unit, "项目名称": ""}
    others = {"主管部门": "", "项目实施单位": ""}
    found = told(title_names_project, **fields, **others)
    assert [each for each, _ in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("title", "profile", "lacking"),
    [
        ("2020年度路灯维护项目自评表", "武汉东湖2020", None),
        ("2020 年 度 路灯维护 项目自评表", "武汉东湖2020", None),
        ("路灯维护项目自评表", "武汉东湖2020", "缺“年度”"),
        ("2020年度路灯维护自评表", "武汉东湖2020", "缺“项目”"),
        ("2020年度路灯维护项目绩效自评表", "武汉东湖2020", "字样不同"),
        ("路灯维护绩效自评表", CENTRAL, None),  # 口径没有规定
    ],
)
def test_the_form_of_the_title(title: str, profile: str, lacking: str | None) -> None:
    found = list(title_as_prescribed.find(assessed(project(标题=title, 计分口径=profile))))
    assert [each.severity for each in found] == ([NOTE] if lacking else [])
    assert all(lacking in each.message for each in found if lacking)


@pytest.mark.parametrize(
    ("unit", "implementer", "differs"),
    [
        ("财政和国资监管局", "财政局", True),
        ("综合保障中心", "后勤保障中心接待办", True),
        ("武汉东湖新技术开发区科技创新局", "科技创新局", False),
        ("城市管理局", "路灯管理所", False),  # 另一个单位
        ("城市管理局", "城市管理执法大队", False),
        ("城市管理局", "", False),
        ("发改局（金融局）", "发改局 （金融局）", False),
    ],
)
def test_the_unit_and_who_carries_it_out(unit: str, implementer: str, differs: bool) -> None:
    assert bool(told(units_agree, 单位名称=unit, 项目实施单位=implementer)) is differs


TEXT = "2020年8月才开始，2020年12月完成"


@pytest.mark.parametrize(
    ("year", "filled", "text", "severity"),
    [
        (2020, "2021年6月17日", TEXT, None),
        (2020, "2022-03-01", TEXT, None),
        (2020, "", TEXT, None),
        (2020, "六月", TEXT, None),
        (2021, "2021年6月17日", TEXT, ERROR),
        (2021, "2021年6月17日", "疫情影响", WARNING),
        (2021, "2021年6月17日", "2020年起步，2021年完成", WARNING),
        (2021, "2021年6月17日", "比2020年增加", WARNING),
        (2021, "2021年12月28日", TEXT, WARNING),
        (2022, "2021年6月17日", "", WARNING),
        (2015, "2021年6月17日", "", WARNING),
    ],
)
def test_the_year_and_the_filling_date(
    year: int, filled: str, text: str, severity: Severity | None
) -> None:
    found = told(year_plausible, 年度=year, 填报日期=filled, 偏差原因分析=text)
    assert found == ([("year-doubtful", severity)] if severity else [])
