"""跨表的核查：该说的说，不该说的不说；一千个项目，活儿也只多那么多。"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

import pytest

from reportgen.audit import Digest, audit_across, digest
from reportgen.finding import Finding, Severity
from tests.assess.projects import assessed, goal, project, row

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
Told = list[tuple[str, str, Severity]]
LONG = "因" + "为汛期雨水多河道水位一直偏高清淤船只不能下水作业" * 3 + "。"


def one(stem: str, *rows: Any, unit: str = "水务局", **fields: Any) -> Digest:
    """一个项目，没有另说的是水务局自己的，名称就是 ``stem``。"""
    filled = {"项目名称": stem, "单位名称": unit, "项目实施单位": unit, "主管部门": unit}
    return digest(stem, assessed(project(goal(*rows), **(filled | fields))))


def whole(stem: str, *rows: Any, unit: str = "水务局", **fields: Any) -> Digest:
    """一个部门整体。"""
    return one(stem, *rows, unit=unit, **({"表": "附件3", "项目名称": ""} | fields))


def funds(budget: str, executed: str = "", **more: str) -> dict[str, str]:
    return {"预算数": budget, "执行数": executed or budget, **more}


def run(*digests: Digest) -> list[Finding]:
    return list(audit_across(digests))


def told(*digests: Digest) -> Told:
    return [(each.code, each.project, each.severity) for each in run(*digests)]


# ---- 同一个项目的两份表 ----

SAME = row("清淤长度", "≥30公里", "33公里", "40", "40")


def test_the_same_form_twice_and_a_changed_one() -> None:
    first = one("甲", SAME)
    assert told(first, first._replace(stem="乙")) == [("project-repeated", "乙", WARNING)]
    changed = one("乙", row("清淤长度", "≥30 公里", "31公里", "40", "40"), 项目名称="甲")
    (found,) = run(first, changed)
    assert (found.code, found.project) == ("project-twice-differs", "乙")
    assert (found.field, found.stated, found.expected) == (
        "清淤长度/实际完成值",
        "31公里",
        "33公里",
    )
    assert "年初目标值" not in found.message


@pytest.mark.parametrize(
    "other",
    [
        {"项目名称": "乙"},
        {"年度": 2021},
        {"单位名称": "园林局", "项目实施单位": "园林局"},
        {"表": "附件3"},
    ],
)
def test_other_projects_are_not_the_same(other: dict[str, Any]) -> None:
    codes = {
        each.code for each in run(one("甲", SAME), one("乙", SAME, **({"项目名称": "甲"} | other)))
    }
    assert not codes & {"project-repeated", "project-twice-differs"}


@pytest.mark.parametrize(
    "other",
    [
        {"项目名称": "2020年度甲项目"},
        {"项目名称": " 甲"},
        {"单位名称": "水务管理局", "项目实施单位": "水务局"},
        {"资金": {"预算数": "100.00"}},
        {"自评": {"总分": ""}},
    ],
)
def test_other_ways_of_writing_are_the_same(other: dict[str, Any]) -> None:
    base = one("甲", SAME, 自评={"总分": "100"})
    again = one("乙", SAME, **({"项目名称": "甲", "自评": {"总分": "100.0分"}} | other))
    assert told(base, again) == [("project-repeated", "乙", WARNING)]


# ---- 部门整体和它的项目 ----

PARTS = (one("甲", 资金=funds("100", "90.5")), one("乙", 资金=funds("60", "60.15")))


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (funds("160", "150.65"), []),
        (funds("400", "390.65", 基本支出总额="240", 项目支出总额="150.65"), []),
        (funds("400", "390.65", 基本支出总额="240"), []),
        (funds("160", "151"), [("rollup-differs", NOTE)]),
        (funds("160", "150"), [("rollup-differs", NOTE)]),
        (funds("160", "150.66"), [("rollup-differs", NOTE)]),
        (funds("160", "149"), [("rollup-differs", WARNING)]),
        (funds("400", "390"), [("rollup-differs", NOTE)]),
        (funds("400", "390", 基本支出总额="200", 项目支出总额="200"), [("rollup-differs", NOTE)]),
        (
            funds("400", "390", 基本支出总额="270", 项目支出总额="130"),
            [("rollup-differs", WARNING)],
        ),
        (funds("99.7", "150.65"), [("whole-less-than-part", ERROR)]),
        (funds("160", "150.65", 基本支出总额="150.65"), [("basic-holds-projects", WARNING)]),
        ({"预算数": "160"}, []),
    ],
)
def test_sums(stated: dict[str, str], expected: list[tuple[str, Severity]]) -> None:
    stated = {"执行数": ""} | stated if "执行数" not in stated else stated
    made = whole("整体", 资金={title: value or None for title, value in stated.items()})
    assert [(code, level) for code, _, level in told(*PARTS, made)] == expected


def test_the_arithmetic_is_told() -> None:
    (found,) = run(*PARTS, whole("整体", 资金=funds("160", "149")))
    assert found.field == "资金/执行数"
    assert (found.stated, found.expected, found.rule) == ("149", "150.65", "E11")
    assert "执行数合计 150.65（“甲”90.5、“乙”60.15），合计多 1.65" in found.message


@pytest.mark.parametrize(
    "project_",
    [
        one("丙", unit="园林局", 资金=funds("900")),
        one("丙", unit="园林局", 主管部门="水务局", 资金=funds("900")),
        one("丙", 年度=2019, 资金=funds("900")),
    ],
)
def test_projects_that_may_be_of_others_are_left_out(project_: Digest) -> None:
    assert told(*PARTS, project_, whole("整体", 资金=funds("160", "150.65"))) == []


def test_projects_of_subordinates_and_of_a_mistaken_year_are_counted_where_that_adds_up() -> None:
    more = one("丙", unit="河道管理处", 主管部门="水务局", 资金=funds("40"))
    assert told(*PARTS, more, whole("整体", 资金=funds("200", "190.65"))) == []
    late = one("丙", 年度=2021, 资金=funds("40"))
    assert told(*PARTS, late, whole("整体", 资金=funds("200", "190.65"))) == []


def test_projects_of_another_year_alone_are_not_summed() -> None:
    last = one("丙", 年度=2019, 资金=funds("900"))
    assert told(last, whole("整体", 资金=funds("160"))) == []


def test_a_short_name_belongs_to_the_only_department_it_fits() -> None:
    made = one("甲", unit="政数局", 资金=funds("100"))
    full = whole("整体", unit="政务服务和大数据管理局", 资金=funds("90"))
    assert {code for code, _, _ in told(made, full)} == {"rollup-differs"}
    rival = whole("另一", unit="政法数字局", 资金=funds("90"))
    assert told(made, full, rival) == []


def test_a_department_without_projects_in_the_run() -> None:
    alone = whole("整体", 资金=funds("160", 基本支出总额="160"))
    assert told(alone) == [("basic-holds-projects", "整体", NOTE)]
    assert told(whole("整体", 资金=funds("160", 基本支出总额="100", 项目支出总额="60"))) == []


# ---- 同一个指标 ----

RATE = ("供水投诉办结率", "≥90%", "95%")


def rate(target: str, actual: str = "0.5‰", name: str = "供水有效投诉率") -> Any:
    return row(name, target, actual)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # 差十倍的是单位写错，方向反了的是符号写错
        ([rate("≤1‰"), rate("≤1%")], [("乙", WARNING)]),
        ([rate("≤1‰"), rate("≤1%", name="供水工作有效投诉率")], [("乙", WARNING)]),
        ([rate("≤50%"), rate("≥50%")], [("乙", WARNING)]),
        ([rate("≤1‰"), rate("≤2‰")], [("乙", NOTE)]),
        ([rate("≤1‰"), rate("≤0.1%")], []),
        # 各说各的
        ([row("群众满意度", "≥95%", "96%"), row("群众满意度", "≥9%", "96%")], []),
        ([row("资金支付及时率", "≥95%", "96%"), row("资金支付及时率", "≥9%", "96%")], []),
        ([row("水表抽检", "10次", "10次"), row("水表抽检", "100次", "100次")], []),
        ([row("水质改善程度", "良好", "良好"), row("水质改善程度", "优秀", "优秀")], []),
        ([row("供水培训人数", "10", "10"), row("供水培训次数", "100", "100")], []),
    ],
)
def test_targets_of_two_projects(rows: list[Any], expected: list[tuple[str, Severity]]) -> None:
    found = told(one("甲", rows[0]), one("乙", rows[1]))
    assert found == [("target-differs", stem, severity) for stem, severity in expected]


@pytest.mark.parametrize(
    "other",
    [{"unit": "园林局"}, {"年度": 2019, "项目名称": "甲"}],
)
def test_targets_of_other_units_and_years_are_not_compared(other: dict[str, Any]) -> None:
    assert told(one("甲", rate("≤1‰")), one("乙", rate("≤1%"), **other)) == []


def test_a_mistaken_year_does_not_hide_a_difference() -> None:
    found = told(one("甲", rate("≤1‰")), one("乙", rate("≤1%"), 年度=2021))
    assert found == [("target-differs", "乙", WARNING)]


@pytest.mark.parametrize(
    ("parts", "mine", "expected"),
    [
        ([("10次", "12次")], ("10次", "12次"), []),
        ([("10次", "12次")], ("10次", "21次"), ["actual-differs"]),
        ([("10次", "12次")], ("20次", "12次"), ["target-differs"]),
        ([("10次", "12次"), ("5次", "6次")], ("15次", "18次"), []),
        ([("10次", "12次"), ("5次", "6次")], ("10次", "12次"), []),
        ([("10次", "12次"), ("5次", "6次")], ("15次", "19次"), ["actual-differs"]),
        ([("90%", "92%"), ("90%", "98%")], ("90%", "95%"), []),
        ([("90%", "92%"), ("90%", "98%")], ("90%", "99%"), ["actual-differs"]),
        ([("10次", "增长12%")], ("10次", "增长21%"), []),
        ([("10次", "12次")], ("10次", "完成"), []),
    ],
)
def test_the_department_follows_its_projects(
    parts: list[tuple[str, str]], mine: tuple[str, str], expected: list[str]
) -> None:
    made = [
        one(f"第{number}项", row("水表抽检", *part), 资金=funds("100"))
        for number, part in enumerate(parts)
    ]
    total = funds(str(100 * len(parts)))
    found = run(*made, whole("整体", row("水表抽检", *mine), 资金=total))
    assert [each.code for each in found] == expected
    assert all(each.project == "整体" and each.stated in each.message for each in found)


# ---- 照抄 ----


def rows_of(*names: str) -> list[Any]:
    return [row(name, "≥90%", "95%") for name in names]


WATER = ("水表抽检率", "水表完好率", "水表更换率")


@pytest.mark.parametrize(
    ("names", "second", "copied"),
    [
        (WATER, "路灯亮化", True),
        ((*WATER, "群众满意度"), "路灯亮化", True),
        (WATER, "东片水表维护", False),  # 同类的项目
        (WATER, "专项经费", False),  # 名称看不出做什么
        (WATER, "水务局专项经费", False),
        (WATER, "河道处日常专项经费", False),
        (WATER[:2], "路灯亮化", False),
        (("资金支付及时率", "验收合格率", "群众满意度", "成本节约率"), "路灯亮化", False),
    ],
)
def test_copied_indicators(names: Sequence[str], second: str, copied: bool) -> None:
    found = told(one("西片水表维护", *rows_of(*names)), one(second, *rows_of(*names)))
    assert found == ([("indicators-copied", second, WARNING)] if copied else [])


def test_one_indicator_more_is_not_a_copy() -> None:
    assert (
        told(one("水表维护", *rows_of(*WATER)), one("路灯亮化", *rows_of(*WATER, "路灯完好率")))
        == []
    )


def test_copied_words() -> None:
    first = one("甲", 偏差原因分析=LONG)
    second = one("乙", unit="园林局", 改进措施="另有一句。" + LONG)
    assert told(first, second) == [("text-copied", "乙", NOTE)]
    # 部门照录自己的项目、同一个项目里说两遍、短的，都不算
    own = whole("整体", 偏差原因分析=LONG, 资金=funds("100"))
    assert told(first, own) == []
    assert told(one("甲", 偏差原因分析=LONG, 改进措施=LONG)) == []
    short = LONG[:40]
    assert told(one("甲", 偏差原因分析=short), one("乙", 偏差原因分析=short)) == []


def test_a_changed_unit_name_is_still_a_copy() -> None:
    words = "拟" + LONG
    pair = one("甲", 改进措施=f"水务局{words}"), one("乙", 改进措施=f"园林局{words}")
    assert [code for code, _, _ in told(*pair)] == ["text-copied"]


# ---- 多 ----


def many(count: int) -> list[Digest]:
    """``count`` 个项目，二十个一个部门；各单位有同名的指标，各处有照抄的话。"""
    made = []
    for number in range(count):
        unit = f"第{number // 20}局"
        rows = [rate("≤1‰"), *rows_of(f"第{number}片水表抽检率", "水表完好率", "群众满意度")]
        made.append(one(f"第{number}片水表维护", *rows, unit=unit, 偏差原因分析=LONG))
        if number % 20 == 0:
            made.append(whole(f"整体{number}", *rows, unit=unit, 资金=funds("2000")))
    return made


def steps(digests: Sequence[Digest]) -> int:
    """跨表核查走过的程序行数。"""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        audit_across(digests)
    finally:
        sys.settrace(before)
    return count


def test_the_work_grows_with_the_number_of_projects_only() -> None:
    all_ = many(1000)
    quarter = all_[: len(all_) // 4]
    few, most = steps(quarter), steps(all_)
    assert few > 1000
    assert most < few * 4.4
