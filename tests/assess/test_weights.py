"""分值从哪里来：分值栏、名称里、二级或一级指标上、只在数字自己说清楚时推得。"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reportgen.assessment import Assessment, Basis

from .projects import assessed, goal, project, row

Q = {"三级指标": "某项", "年初目标值": "良好", "实际完成值": "良好"}


def met(name: str, score: str, weight: str = "", **more: str) -> Any:
    return row(name, "10个", "10个", weight, score, **more)


def half(name: str, score: str, **more: str) -> Any:
    return row(name, "10个", "5个", "", score, **more)


def weights(found: Assessment) -> list[str | None]:
    return [None if result.weight is None else str(result.weight) for result in found.results]


def bases(found: Assessment) -> set[Basis]:
    return {result.weight_basis for result in found.results}


def of(*rows: Any, points: str = "80") -> Assessment:
    return assessed(project(goal(*rows, points=points)))


@pytest.mark.parametrize("weight", ["30", "30分", "(30分)", "（30 分）"])
def test_weight_column(weight: str) -> None:
    found = of(met("甲", "30", weight), met("乙", "50", "50"))
    assert weights(found) == ["30", "50"]
    assert bases(found) == {Basis.STATED}


def test_weight_behind_the_name() -> None:
    found = of(met("甲（30分）", "30"), met("乙(50 分)", "50"))
    assert weights(found) == ["30", "50"]
    assert bases(found) == {Basis.STATED}
    assert [result.label for result in found.results] == ["甲", "乙"]


def test_weights_on_the_second_level() -> None:
    found = of(
        met("甲", "10", 二级指标="数量指标(30分)"),
        met("乙", "20", 二级指标="数量指标(30分)"),
        half("丙", "25", 二级指标="质量指标(50分)"),
    )
    assert weights(found) == ["10", "20", "50"]
    assert bases(found) == {Basis.INFERRED}


def test_points_printed_once_for_a_merged_cell() -> None:
    """合并单元格只在第一行印着“(30分)”：三行仍是一组。"""
    found = of(
        met("甲", "10", 二级指标="数量指标(30分)"),
        half("乙", "4", 二级指标="数量指标"),
        met("丙", "50", 二级指标="质量指标"),
    )
    assert weights(found) == ["10", "20", "50"]


def test_one_name_with_two_different_points_is_no_group() -> None:
    found = of(
        met("甲", "10", 二级指标="数量指标(30分)"),
        half("乙", "4", 二级指标="数量指标(20分)"),
        half("丙", "4", 二级指标="质量指标"),
    )
    assert weights(found) == [None, None, None]


def test_weights_on_the_first_level() -> None:
    found = of(
        met("甲", "10", 一级指标="产出指标(40分)"),
        half("乙", "15", 一级指标="产出指标(40分)"),
        met("丙", "40", 一级指标="效益指标（40分）"),
    )
    assert weights(found) == ["10", "30", "40"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # 得分合计恰等于目标的分值
        ([half("甲", "30"), met("乙", "50")], ["30", "50"]),
        # 只剩一项
        ([half("甲", "30")], ["80"]),
        # 其余各项必得满分，余数只归一项
        ([met("甲", "30"), half("乙", "25")], ["30", "50"]),
        ([met("甲", "30"), row("乙", "10个", "5个")], ["30", "50"]),
        ([row("甲", "10个", "10个"), met("乙", "50")], ["30", "50"]),
        # 两项说不清
        ([half("甲", "10"), half("乙", "25"), met("丙", "30")], [None, None, None]),
        # 都是满分却不到 80：互相矛盾
        ([met("甲", "30"), met("乙", "49")], [None, None]),
        # 余数容不下填报的得分
        ([met("甲", "60"), half("乙", "25")], [None, None]),
        # 余数为零
        ([met("甲", "80"), row("乙", "10个", "5个")], [None, None]),
        ([met("甲", "80"), half("乙", "0")], [None, None]),
        # 得分为零的满分项不能当分值
        ([met("甲", "0"), half("乙", "25")], [None, None]),
        # 定性的，照抄目标也算必得满分；换了说法不算
        ([row("甲", "良好", "良好", "", "30"), half("乙", "25")], ["30", "50"]),
        ([row("甲", "良好", "达成预期指标", "", "30"), half("乙", "25")], [None, None]),
        # 部分印出
        ([met("甲", "30", "30"), half("乙", "25")], ["30", "50"]),
    ],
)
def test_inferred_only_where_the_figures_settle_it(
    rows: list[Any], expected: list[str | None]
) -> None:
    assert weights(of(*rows)) == expected


def test_the_stated_score_stands_where_the_weight_is_inferred() -> None:
    found = of(met("甲", "30"), half("乙", "40"))
    assert weights(found) == ["30", "50"]
    second = found.results[1]
    assert (second.computed, second.score) == (Decimal(25), Decimal(40))
    assert second.score_basis is Basis.STATED
    assert found.indicator_score == 70


def test_one_score_cell_for_two_rows() -> None:
    found = of(met("甲", "30", "30"), row("乙", "5个", "5个"), met("丙", "50", "50"))
    assert weights(found) == ["30", "0", "50"]
    assert [result.score for result in found.results] == [30, None, 50]
    assert found.indicator_score == 80
    assert found.goals[0].score == found.families[0].score == 80


def test_a_shared_cell_is_not_scored_by_half_of_it() -> None:
    """第二行没有做到：这一格怎样计分没有规则，以填报为准；没有填报就不知道。"""
    found = of(met("甲", "20", "30"), row("乙", "5个", "3个"), met("丙", "50", "50"))
    assert found.results[0].computed is None
    assert found.results[0].score == 20
    assert found.indicator_score == 70
    blank = of(met("甲", "", "30"), row("乙", "5个", "3个"), met("丙", "50", "50"))
    assert blank.results[0].score is None
    assert blank.indicator_score is None


def test_a_row_with_a_score_shares_no_cell() -> None:
    found = of(met("甲", "80", "80"), met("乙", "5"))
    assert weights(found) == ["80", None]


def test_negative_weight_is_no_weight() -> None:
    found = of(met("甲", "30", "-30"), met("乙", "50", "50"))
    assert weights(found) == ["30", "50"]
    assert found.results[0].weight_basis is Basis.INFERRED
