"""评分：执行率、各项得分、目标、折算、总分、采用填报、等级、一级指标。"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reportgen.assessment import Assessment, Basis, Status

from .projects import CENTRAL, COST, WUHAN, assessed, goal, profiles, project, rated, row


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def money(budget: str | None, executed: str | None, profile: str = WUHAN) -> Assessment:
    funds = {"预算数": budget, "执行数": executed}
    return assessed(project(资金=funds, 计分口径=profile))


# ── 执行率和执行得分 ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("budget", "executed", "rate", "score"),
    [
        ("4512", "3034", "67.2429", "13.45"),  # 13.4486 进，截尾会是 13.44
        ("2700", "2744.8", "101.6593", "20"),  # 超过 100%：执行率照印，得分封顶
        ("100", "100", "100", "20"),
        ("100", "0", "0", "0"),
        ("800", "105", "13.1250", "2.63"),  # 2.625 进
        ("0.06", "0.03", "50", "10"),
        ("0", "0", None, None),
        ("0", "5", None, None),
        ("-5", "5", None, None),
        ("100", "-1", None, None),
        (None, "5", None, None),
        ("100", None, None, None),
        ("0.000001", "1E+30", None, None),  # 填错了的，不当执行率
        ("1E+30", "1E+30", None, None),
        ("3E+5", "1.5E+5", "50", "10"),
        ("5", "0E+30", "0", "0"),
    ],
)
def test_rate_and_execution_score(
    budget: str | None, executed: str | None, rate: str | None, score: str | None
) -> None:
    found = money(budget, executed)
    shown = None if found.rate is None else (found.rate * 100).quantize(Decimal("0.0001"))
    assert shown == number(rate)
    assert found.computed_rate == found.rate
    assert found.execution_score == found.computed_execution_score == number(score)


def test_the_score_follows_the_exact_rate_not_the_printed_one() -> None:
    funds = {"预算数": "1415.42", "执行数": "1259.28"}
    found = assessed(project(资金=funds, 自评={"执行率": "89%", "执行得分": "17.8"}))
    assert found.execution_score == Decimal("17.79")


def test_central_execution_points() -> None:
    assert money("285.84", "246.4", CENTRAL).execution_score == Decimal("8.62")


# ── 一项的得分 ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("target", "actual", "weight", "stated", "score", "basis"),
    [
        ("≥90%", "89%", "20", "19", "19.78", Basis.COMPUTED),
        ("8场", "7场", "3", "2.625", "2.63", Basis.COMPUTED),  # 2.625 只进一次
        ("12期", "10期", "4", "3.3", "3.33", Basis.COMPUTED),
        ("24次", "5次", "3", "0.6", "0.63", Basis.COMPUTED),  # 0.625 先乘后除
        ("10个", "30个", "10", "15", "10", Basis.COMPUTED),  # 超额不加分
        ("≤5%", "8%", "10", "10", "6.25", Basis.COMPUTED),
        ("10%", "-5%", "10", "5", "0", Basis.COMPUTED),  # 负数按零
        ("前三", "第四", "10", "8", "0", Basis.COMPUTED),  # 名次不按比例
        ("11月底前", "12月", "10", "9", "0", Basis.COMPUTED),
        ("0起", "1起", "10", "9", "0", Basis.COMPUTED),
        (">90%", "90%", "10", "8", "10", Basis.COMPUTED),
        ("10个", "5个", "10", "", "5", Basis.COMPUTED),  # 没有填得分
        # 留有选择的，以填报为准
        ("良好", "良好", "10", "9", "9", Basis.STATED),
        ("良好", "部分达成预期指标", "10", "6.5", "6.5", Basis.STATED),
        ("良好", "部分达成预期指标", "10", "9.5", "9.5", Basis.STATED),  # 出档：核查说
        ("及时", "及时", "10", "12", "10", Basis.STATED),  # 不超过分值
        ("及时", "及时", "10", "-2", "0", Basis.STATED),  # 不小于零
        ("及时", "及时", "10", "8.125", "8.13", Basis.STATED),
        ("100%", "1024人", "10", "7", "7", Basis.STATED),
        ("≤1‰", "100%", "13", "13", "13", Basis.STATED),
        ("6组共54人", "6组共53人", "10", "9", "9", Basis.STATED),
        # 不知道
        ("良好", "良好", "10", "", None, Basis.NONE),
        ("良好", "良好", "10", "满分", None, Basis.NONE),
    ],
)
def test_which_score_is_printed(
    target: str, actual: str, weight: str, stated: str, score: str | None, basis: Basis
) -> None:
    found = rated(target, actual, weight, 得分=stated)
    assert (found.score, found.score_basis) == (number(score), basis)


@pytest.mark.parametrize(
    ("target", "actual", "score", "status"),
    [
        ("下降", "无", "10", Status.MET),
        ("下降", "无", "8", Status.MET),  # 80% 及以上是达成
        ("下降", "无", "7.99", Status.UNMET),
        ("下降", "无", "", Status.UNCLEAR),
        ("", "无", "10", Status.UNCLEAR),
        ("下降", "", "10", Status.UNCLEAR),  # 没有填完成值，满分也看不出
        ("≤1‰", "100%", "10", Status.UNCLEAR),  # 定量的，得分说明不了
        ("良好", "良好", "3", Status.MET),  # 话说清楚了的，不看得分
    ],
)
def test_status_of_what_words_do_not_tell(
    target: str, actual: str, score: str, status: Status
) -> None:
    assert rated(target, actual, 得分=score).status is status


def test_the_central_band_is_eighty_too() -> None:
    rows = [row("某项", "下降", "无", "90", "71.99")]
    found = assessed(project(goal(*rows, points="90"), 计分口径=CENTRAL))
    assert found.results[0].status is Status.UNMET


# ── 目标、折算和总分 ──────────────────────────────────────────────────────────


def full(name: str, weight: str) -> Any:
    return row(name, "10个", "10个", weight, weight)


def test_total_adds_the_printed_parts() -> None:
    rows = [row(name, "3个", "1个", "10", "") for name in "甲乙丙"]
    found = assessed(project(goal(*rows, full("丁", "50")), 资金={"预算数": "3", "执行数": "2"}))
    assert [result.score for result in found.results[:3]] == [Decimal("3.33")] * 3
    assert found.indicator_score == Decimal("59.99")  # 不是 60
    assert (found.execution_score, found.total) == (Decimal("13.33"), Decimal("73.32"))
    assert found.total_basis is Basis.COMPUTED


def test_several_goals_with_their_own_points() -> None:
    found = assessed(
        project(
            goal(full("甲", "50"), points="50"),
            goal(row("乙", "10个", "5个", "30", "20"), points="30", name="年度绩效目标2"),
        )
    )
    assert [found_goal.score for found_goal in found.goals] == [50, 15]
    assert [found_goal.points for found_goal in found.goals] == [50, 30]
    assert (found.indicator_full, found.indicator_score, found.scaled) == (80, 65, False)


@pytest.mark.parametrize("points", ["", "XX", "80", "0"])
def test_an_empty_second_goal_counts_for_nothing(points: str) -> None:
    empty = goal(row("", "", ""), points=points, name="年度绩效目标2")
    found = assessed(project(goal(full("甲", "80")), empty))
    assert (found.indicator_full, found.total) == (80, 100)
    assert found.goals[1].results == ()
    assert found.goals[1].score is None


@pytest.mark.parametrize("points", ["XX", "", "××"])
def test_points_that_say_nothing_are_the_profile_s(points: str) -> None:
    found = assessed(project(goal(row("甲", "10个", "10个", "", "80"), points=points)))
    assert found.goals[0].points == 80
    assert found.results[0].weight == 80


def test_one_goal_without_points_takes_the_rest() -> None:
    found = assessed(
        project(
            goal(row("甲", "10个", "10个", "", "50"), points="50"),
            goal(row("乙", "10个", "5个", "", "20"), points="XX", name="年度绩效目标2"),
        )
    )
    assert [found_goal.points for found_goal in found.goals] == [50, 30]
    assert [result.weight for result in found.results] == [50, 30]


def test_two_goals_without_points_fill_the_profile_together() -> None:
    rows = [row("甲", "10个", "5个", "", "30")], [row("乙", "10个", "5个", "", "40")]
    found = assessed(project(*(goal(*each, points="") for each in rows)))
    assert (found.indicator_full, found.indicator_score) == (80, 70)
    more = [row("甲", "10个", "5个", "", "60")], [row("乙", "10个", "5个", "", "40")]
    found = assessed(project(*(goal(*each, points="") for each in more)))
    assert (found.indicator_full, found.indicator_score) == (None, None)


def test_hundred_points_are_scaled() -> None:
    found = assessed(
        project(goal(full("甲", "60"), row("乙", "3个", "1个", "40", "13"), points="100"))
    )
    assert (found.indicator_full, found.indicator_sum) == (100, Decimal("73.33"))
    assert found.scaled
    assert found.indicator_score == Decimal("58.66")  # 73.33×80/100=58.664
    assert found.total == Decimal("78.66")


def test_points_short_of_the_profile_are_not_scaled_up() -> None:
    """分值合计 79：多半漏了 1 分，得分照样相加，由核查说明。"""
    found = assessed(project(goal(full("甲", "60"), full("乙", "19"), points="80")))
    assert (found.indicator_full, found.indicator_score, found.scaled) == (79, 79, False)


def test_unclear_points_leave_the_stated_total() -> None:
    """目标印 10 分，得分合计 89：满分无从确定。"""
    rows = [row(str(number), "10个", "5个", "", "10") for number in range(8)]
    stated = {"总分": "99"}
    found = assessed(project(goal(*rows, points="10"), 自评=stated))
    assert (found.indicator_full, found.indicator_score, found.computed_total) == (None,) * 3
    assert (found.total, found.total_basis) == (99, Basis.STATED)


def test_a_missing_score_leaves_the_stated_total() -> None:
    rows = row("甲", "良好", "良好", "80", "")
    found = assessed(project(goal(rows), 自评={"总分": "95分"}))
    assert (found.computed_total, found.total) == (None, 95)
    found = assessed(project(goal(rows)))
    assert (found.total, found.total_basis) == (None, Basis.NONE)


def test_nothing_filled_in() -> None:
    found = assessed(project(资金={"预算数": None, "执行数": None}))
    assert found.results == found.goals == found.families == ()
    assert (found.total, found.indicator_sum, found.indicator_full) == (None, None, None)
    assert (found.grade, found.total_basis) == ("", Basis.NONE)


# ── 采用填报 ──────────────────────────────────────────────────────────────────


def handed_in(**rating: str) -> Assessment:
    rows = [row("甲", "10个", "9个", "40", "40"), row("乙", "10个", "5个", "40", "")]
    funds = {"预算数": "3", "执行数": "2"}
    return assessed(project(goal(*rows), 资金=funds, 自评=rating, 采用="填报"))


def test_as_stated_prints_what_was_handed_in() -> None:
    found = handed_in(执行率="67%", 执行得分="13", 总分="73分")
    assert (found.rate, found.execution_score) == (Decimal("0.67"), 13)
    assert [result.score for result in found.results] == [40, 20]
    assert (found.goals[0].score, found.families[0].score) == (60, 60)
    assert (found.indicator_score, found.total, found.total_basis) == (60, 73, Basis.STATED)


def test_as_stated_keeps_what_follows_for_the_audit() -> None:
    found = handed_in(执行率="67%", 执行得分="13", 总分="73")
    assert found.computed_rate == Decimal(2) / 3
    assert found.computed_execution_score == Decimal("13.33")
    assert found.computed_indicator_score == 56
    assert found.computed_total == Decimal("69.33")


def test_as_stated_computes_what_was_left_blank() -> None:
    found = handed_in()
    assert (found.execution_score, found.total) == (Decimal("13.33"), Decimal("73.33"))
    assert found.total_basis is Basis.COMPUTED


def test_as_stated_does_not_scale() -> None:
    rows = row("甲", "10个", "9个", "100", "90")
    found = assessed(project(goal(rows, points="100"), 自评={"总分": "90"}, 采用="填报"))
    assert (found.scaled, found.indicator_score, found.total) == (False, 90, 90)
    assert found.computed_indicator_score == 72


def test_the_grade_follows_the_printed_total() -> None:
    rows = row("甲", "10个", "8个", "90", "90")
    fields = {"计分口径": CENTRAL, "自评": {"总分": "100"}}
    assert assessed(project(goal(rows, points="90"), **fields)).grade == "良"
    assert assessed(project(goal(rows, points="90"), 采用="填报", **fields)).grade == "优"


# ── 等级、口径和一级指标 ──────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        *(("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("79.99", "中")),
        *(("60", "中"), ("59.99", "差"), ("0", "差"), ("-1", "")),
    ],
)
def test_central_grades(total: str, grade: str) -> None:
    found = assessed(project(计分口径=CENTRAL, 自评={"总分": total}))
    assert (found.total, found.grade) == (Decimal(total), grade)


def test_wuhan_has_no_grades() -> None:
    assert assessed(project(自评={"总分": "95"})).grade == ""


def test_the_profiles_are_whole() -> None:
    assert set(profiles()) == {WUHAN, CENTRAL, COST}
    for profile in profiles().values():
        assert profile.full_marks == 100
        assert sum(profile.families.values()) in (0, profile.indicator_points)
        assert profile.basis
        assert profile.decimals == 2


@pytest.mark.parametrize(
    ("first", "second", "wuhan", "cost"),
    [
        ("产出指标(40分)", "成本指标", "产出指标", "产出指标"),
        ("成本指标", "经济成本指标", "成本指标", "成本指标"),
        ("", "成本指标", "产出指标", "成本指标"),
        ("", "数量指标", "产出指标", "产出指标"),
        ("", "服务对象满意度指标", "满意度指标", "满意度指标"),
        ("产出", "", "产出指标", "产出指标"),
        ("成本", "", "产出指标", "成本指标"),
        ("满意指标", "企业对招商工作满意度", "满意度指标", "满意度指标"),
        ("效益目标", "社会效益", "效益指标", "效益指标"),
        ("项目决策", "立项", "项目决策", "项目决策"),
        ("", "", "绩效指标", "绩效指标"),
    ],
)
def test_families(first: str, second: str, wuhan: str, cost: str) -> None:
    cells = row("甲", "10个", "10个", "80", "80", 一级指标=first, 二级指标=second)
    for profile, family in ((WUHAN, wuhan), (COST, cost)):
        found = assessed(project(goal(cells), 计分口径=profile))
        assert [each.name for each in found.families] == [family]


def test_the_cost_profile_adds_up() -> None:
    rows = [
        row("甲", "≤90万元", "100万元", "20", "18", 一级指标="成本指标"),
        row("乙", "10个", "10个", "40", "40"),
        row("丙", "良好", "良好", "20", "18", 一级指标="效益指标"),
        row("丁", "≥90%", "81%", "10", "9", 一级指标="满意度指标"),
    ]
    found = assessed(project(goal(*rows, points="90"), 计分口径=COST))
    assert {each.name: (each.weight, each.score) for each in found.families} == {
        "成本指标": (20, 18),
        "产出指标": (40, 40),
        "效益指标": (20, 18),
        "满意度指标": (10, 9),
    }
    assert (found.total, found.grade) == (95, "优")
