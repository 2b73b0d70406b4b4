"""测算的性质：从不报错；印出的数相加总是总分；没有浮点数；得分不越界。"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.assess import assess
from reportgen.assessment import Assessment, Basis, Status
from reportgen.audit import audit
from reportgen.model import Project

from .projects import COST, profiles, project

NUMBERS = st.one_of(
    st.integers(0, 130).map(str),
    st.decimals(0, 1000, places=3).map(str),
    st.sampled_from(["", "0", "-3", "XX", "/", "16分", "(12分)", "12.345", "9" * 40]),
    st.text(max_size=6),
)
VALUES = st.one_of(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "≥", "≤", ">", "<", "=", "约", "不低于", "第", "前", "下降", "-"]),
        st.one_of(st.integers(0, 2000), st.decimals(0, 500, places=2)),
        st.sampled_from(["", "%", "‰", "家", "万人次", "亿元", "月底前", "个月", "名", "以上"]),
    ),
    st.sampled_from(
        [
            *("良好", "及时", "是", "否", "达成预期指标", "部分达成预期指标", "未达成预期指标"),
            *("无", "下降", "60%~70%", "6组共54人", "……", "", "12月底前", "2021年1月", "A级"),
        ]
    ),
    st.text(max_size=8),
)
ROWS = st.fixed_dictionaries(
    {
        "一级指标": st.sampled_from(["产出指标", "效益指标(30分)", "满意度指标", "成本指标", ""]),
        "二级指标": st.sampled_from(["数量指标", "质量指标 (12分)", "时效指标", ""]),
        "三级指标": st.sampled_from(["甲", "事故率", "丙(15分)", "", "满意度"]),
        "年初目标值": VALUES,
        "实际完成值": VALUES,
        "分值": NUMBERS,
        "得分": NUMBERS,
    }
)
GOALS = st.fixed_dictionaries({"分值": NUMBERS, "指标": st.lists(ROWS, max_size=6)})
AMOUNTS = st.one_of(
    st.none(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.decimals(0, 10000, places=4),
    st.sampled_from([Decimal("1E+900000"), Decimal("1E-900000"), Decimal("0E+50")]),
)
PROJECTS = st.builds(
    lambda goals, budget, executed, rating, adopt, profile, text: project(
        *goals,
        资金={"预算数": budget, "执行数": executed},
        自评=dict(zip(("执行率", "执行得分", "总分"), rating, strict=True)),
        采用=adopt,
        计分口径=profile,
        偏差原因分析=text,
    ),
    st.lists(GOALS, max_size=3),
    AMOUNTS,
    AMOUNTS,
    st.tuples(NUMBERS, NUMBERS, NUMBERS),
    st.sampled_from(["测算", "填报"]),
    st.sampled_from(["武汉东湖2020", "中央2020", COST]),
    st.one_of(
        st.text(max_size=30),
        st.builds("预算执行率为{}%，甲完成{}家".format, st.integers(0, 150), st.integers(0, 99)),
    ),
)


def run(found: Project) -> Assessment:
    return assess(found, profiles()[found.profile])


def values(found: Any) -> list[Any]:
    """结果里的全部值。"""
    if is_dataclass(found):
        return [each for field in fields(found) for each in values(getattr(found, field.name))]
    if isinstance(found, tuple):
        return [each for item in found for each in values(item)]
    return [found]


@settings(max_examples=400, deadline=None)
@given(PROJECTS)
def test_never_raises_and_never_uses_floats(found: Project) -> None:
    result = run(found)
    seen = values(result)
    assert len(seen) >= 15
    assert not [value for value in seen if isinstance(value, float)]
    assert all(value.is_finite() for value in seen if isinstance(value, Decimal))
    for finding in audit(result):
        assert finding.message
        assert finding.field


@settings(max_examples=400, deadline=None)
@given(PROJECTS)
def test_what_the_documents_print_adds_up(found: Project) -> None:
    result = run(found)
    scores = [each.score for each in result.results if each.score is not None]
    missing = [each for each in result.results if each.score is None and each.weight != 0]
    if result.indicator_sum is not None:
        assert not missing
        assert sum(scores) == result.indicator_sum
        assert sum(family.score or 0 for family in result.families) == result.indicator_sum
        assert sum(each.score or 0 for each in result.goals) == result.indicator_sum
        if not result.scaled and result.indicator_score is not None:
            assert result.indicator_score == result.indicator_sum
    if result.total_basis is Basis.COMPUTED:
        assert result.execution_score is not None
        assert result.indicator_score is not None
        assert result.execution_score + result.indicator_score == result.total


@settings(max_examples=400, deadline=None)
@given(PROJECTS)
def test_scores_stay_in_their_bounds(found: Project) -> None:
    result = run(found)
    profile = result.profile
    score = result.computed_execution_score
    assert score is None or 0 <= score <= profile.execution_points
    for each in result.results:
        assert (each.weight is None) == (each.weight_basis is Basis.NONE)
        assert each.ratio is None or 0 <= each.ratio <= 1
        assert each.ratio is None or (each.ratio == 1) == (each.status is Status.MET)
        if found.adopt == "测算" and each.score is not None and each.weight is not None:
            assert 0 <= each.score <= each.weight + Decimal("0.005")
    if found.adopt == "测算" and result.indicator_score is not None:
        assert result.indicator_score >= 0


@settings(max_examples=200, deadline=None)
@given(PROJECTS)
def test_what_follows_does_not_depend_on_what_is_printed(found: Project) -> None:
    """采用填报时，应得的数和核查的发现一样，只有文字要和印出的数一致。"""
    plain = found.model_copy(update={"deviation": ""})
    ruled = run(plain.model_copy(update={"adopt": "测算"}))
    stated = run(plain.model_copy(update={"adopt": "填报"}))
    assert stated.computed_total == ruled.computed_total
    assert stated.computed_rate == ruled.computed_rate
    assert audit(stated) == audit(ruled)


@settings(max_examples=100, deadline=None)
@given(PROJECTS)
def test_the_same_project_gives_the_same_result(found: Project) -> None:
    assert run(found) == run(found)
