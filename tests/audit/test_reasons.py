"""偏差原因、改进措施：该写没写、没有写全的要说；写了的、表上没有这一格的不说。"""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.audit import audit
from reportgen.finding import Finding, Origin, Severity
from reportgen.model import Project
from tests.assess.projects import assessed, goal, project, row

WARNING, NOTE = Severity.WARNING, Severity.NOTE
CELL = {"places": {"偏差原因分析": Origin("甲.yaml"), "改进措施": Origin("甲.yaml")}}
UNMET = row("清淤河道长度", "30公里", "27公里", "20", "18")
MET = row("水质达标率", "≥90%", "95%", "20", "20")
SHORT = row("护河站点运行", "良好", "良好", "20", "17")
FAR = row("护河宣传场次", "10场", "26场", "20", "20")


def told(found: Project, *codes: str) -> list[Finding]:
    return [each for each in audit(assessed(found)) if each.code in codes]


def made(*rows: Any, executed: str = "100", budget: str = "100", **fields: Any) -> Project:
    return project(goal(*rows), 资金={"预算数": budget, "执行数": executed}, **(CELL | fields))


@pytest.mark.parametrize(
    ("rows", "executed", "severity", "words"),
    [
        ([MET], "100", None, ""),
        ([MET], "99.999", None, ""),  # 两位小数的 100.00%
        ([MET], "0", None, ""),  # 没有支出另有检查
        ([MET], "99", NOTE, "执行率 99%"),
        ([MET], "94", WARNING, "执行率 94%"),
        ([MET], "101", WARNING, "超出预算数 100"),
        ([UNMET, MET], "100", WARNING, "“清淤河道长度”目标 30公里、实际 27公里，没有完成"),
        ([SHORT, MET], "100", NOTE, "“护河站点运行”分值 20、得分 17，扣了分"),
        ([UNMET | {"偏差原因": "汛期道路中断，机械进不去"}, MET], "100", None, ""),
        ([FAR], "100", None, ""),  # 多做了的另有检查
    ],
)
@pytest.mark.parametrize("text", ["无", "", "/"])
def test_a_deviation_without_a_reason(
    rows: list[Any], executed: str, severity: Severity | None, words: str, text: str
) -> None:
    found = told(made(*rows, executed=executed, 偏差原因分析=text), "deviation-none")
    assert [each.severity for each in found] == ([severity] if severity else [])
    for each in found:
        assert words in each.message
        assert each.stated == text
        assert each.stated in each.message


def test_a_form_without_the_cell_is_not_asked() -> None:
    assert not told(project(goal(UNMET, SHORT)), "deviation-none", "deviation-incomplete")
    column = {"places": {"偏差原因": Origin("甲.docx")}}
    (found,) = told(project(goal(MET, UNMET | column)), "deviation-none")
    assert found.field == "清淤河道长度/偏差原因"
    # 有一栏而没有一格的表，不问执行率
    low = project(goal(MET | column), 资金={"执行数": "80"})
    assert not told(low, "deviation-none")


SPOKEN = [
    "清淤的机械没有按期进场，耽误了一段时间。",  # 名称里独有的词
    "河段因道路中断，只做了27公里，其余顺延到下年。",  # 它的数
    "时效指标没有做到，机械没有按期进场。",  # 它那一类只有它
]


@pytest.mark.parametrize("text", SPOKEN)
def test_a_reason_that_speaks_of_it(text: str) -> None:
    found = made(UNMET | {"二级指标": "时效指标"}, MET, 偏差原因分析=text)
    assert not told(found, "deviation-incomplete")


def test_a_word_that_two_names_share_speaks_of_neither() -> None:
    shared = row("河道绿化面积", "5亩", "5亩", "20", "20")
    text = "雨季河道水位偏高，人员到得晚。"
    assert told(made(UNMET, shared, 偏差原因分析=text), "deviation-incomplete")
    assert not told(made(UNMET, MET, 偏差原因分析=text), "deviation-incomplete")


def test_a_reason_that_speaks_of_something_else() -> None:
    text = "受雨季影响，水质监测的时间比往年短了一个月。"
    (found,) = told(made(UNMET, SHORT, MET, 偏差原因分析=text), "deviation-incomplete")
    assert found.severity is WARNING
    assert "“清淤河道长度”" in found.message
    assert "“护河站点运行”" in found.message
    (lesser,) = told(made(SHORT, MET, 偏差原因分析=text), "deviation-incomplete")
    assert lesser.severity is NOTE


@pytest.mark.parametrize(
    ("executed", "text", "severity"),
    [
        ("80", "水质监测设备的价款没有结算，留到下年支付。", None),
        ("80", "雨季水位偏高，水质监测的时间缩短了一个月。", WARNING),
        ("93", "雨季水位偏高，水质监测的时间缩短了一个月。", NOTE),
        ("98", "雨季水位偏高，水质监测的时间缩短了一个月。", None),
        ("110", "水质监测人员的费用据实结算，没有别的情况。", WARNING),
        ("110", "水质监测人员增加，追加的经费年底才下达。", None),
    ],
)
def test_the_rate_is_spoken_of(executed: str, text: str, severity: Severity | None) -> None:
    found = told(made(MET, executed=executed, 偏差原因分析=text), "deviation-incomplete")
    assert [each.severity for each in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("受疫情影响。", True),
        ("主要是由于新冠肺炎疫情的影响", True),
        ("客观原因，不可抗力因素导致", True),
        ("机构改革", True),  # 不到八个字
        ("受疫情影响，清淤队伍三月才进场。", False),
        ("无", False),  # 没有写，另有检查
    ],
)
def test_empty_words(text: str, empty: bool) -> None:
    found = made(UNMET, MET, 偏差原因分析=text)
    assert [each.field for each in told(found, "reason-empty-words")] == (
        ["偏差原因分析"] if empty else []
    )
    if empty:  # 一处毛病只说一次
        assert not told(found, "deviation-incomplete", "deviation-none")
    assert not told(made(MET, 偏差原因分析=text), "reason-empty-words")
    found = made(UNMET | {"偏差原因": text}, MET, 偏差原因分析="无")
    assert bool(told(found, "reason-empty-words")) is empty


@pytest.mark.parametrize(
    ("target", "actual", "more", "text", "count"),
    [
        ("10场", "13场", {}, "无", 1),
        ("10场", "12场", {}, "无", 0),
        ("≥50%", "90%", {}, "无", 0),
        ("前三", "第一", {}, "无", 0),
        ("≤10场", "3场", {}, "无", 0),
        ("=10场", "20场", {}, "无", 0),
        ("12月底前", "3月", {}, "无", 0),
        ("10场", "20场", {"偏差原因": "下半年新增两个村"}, "无", 0),
        ("10场", "20场", {}, "下半年新增两个村，宣传比年初计划多做了一倍。", 0),
        ("10场", "20场", {}, "因采购晚，宣传的经费没有用完。", 1),
    ],
)
def test_overshoot(target: str, actual: str, more: dict[str, str], text: str, count: int) -> None:
    rows = row("护河宣传场次", target, actual, "20", "20", **more), MET
    assert len(told(made(*rows, 偏差原因分析=text), "overshoot-unexplained")) == count


def test_overshoot_follows_the_profile() -> None:
    (found,) = told(made(FAR), "overshoot-unexplained")
    assert "2.6 倍" in found.message
    at = assessed(made(FAR))
    higher = at.profile.model_copy(update={"overshoot": 3})
    codes = {each.code for each in audit(at._replace(profile=higher))}
    assert "overshoot-unexplained" not in codes


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({}, 1),
        ({"资金": {"执行数": "90"}}, 0),
        ({"偏差原因分析": "采购晚了"}, 0),
        ({"文字材料": {"自评结论/存在的问题和原因": "采购晚，执行率不高。"}}, 0),
        ({"文字材料": {"自评结论/存在的问题和原因": "人手紧。"}}, 1),
    ],
)
def test_low_rate_without_a_place_for_reasons(fields: dict[str, Any], count: int) -> None:
    found = project(goal(MET), **({"资金": {"执行数": "80"}} | fields))
    assert len(told(found, "rate-low-unexplained")) == count


@pytest.mark.parametrize(
    ("funds", "text", "count"),
    [
        ({"年初预算": "140"}, "", 1),
        ({"年初预算": "100"}, "", 0),
        ({"年初预算": "140", "压减": "40"}, "", 0),
        ({"年初预算": "70", "追加": "30"}, "", 0),
        ({"年初预算": "140", "原文": "100(压缩后)"}, "", 0),
        ({"年初预算": "140"}, "年中调减了四十万元。", 0),
    ],
)
def test_adjusted_budget(funds: dict[str, str], text: str, count: int) -> None:
    found = project(goal(MET), 资金=funds, 偏差原因分析=text)
    assert len(told(found, "adjustment-unexplained")) == count


def test_improvement() -> None:
    both = "improvement-none", "improvement-contradicts"
    plan = {"文字材料": {"自评结论/下一步拟改进措施/下一步拟改进措施": "加强巡查。"}}
    assert [each.code for each in told(made(MET, 改进措施="无"), *both)] == ["improvement-none"]
    assert [each.code for each in told(made(MET), *both)] == ["improvement-none"]
    assert [each.code for each in told(made(MET, 改进措施="无", **plan), *both)] == [both[1]]
    assert not told(made(MET, 改进措施="加强巡查。", **plan), *both)
    assert not told(project(goal(MET), **plan), *both)  # 表上没有这一格


def test_measures_are_asked_only_where_some_rows_have_them() -> None:
    cause = UNMET | {"偏差原因": "汛期道路中断，机械进不去"}
    both = MET | {"偏差原因": "原因：来水浑浊。改进措施：增设沉沙池。"}
    (found,) = told(made(cause, both), "measure-missing")
    assert found.field == "清淤河道长度/偏差原因"
    assert not told(made(cause, MET), "measure-missing")
    later = UNMET | {"偏差原因": "汛期道路中断，下一步提早进场"}
    assert not told(made(later, both), "measure-missing")
