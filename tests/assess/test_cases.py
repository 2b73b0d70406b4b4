"""十七个外地的表：印对的，算出来一样；印错的，照公式。"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from reportgen.assessment import Assessment

from .projects import CASES, CENTRAL, WUHAN, assessed, case, case_project

SLUGS = sorted(path.stem for path in CASES.glob("*.json"))
PROFILES = {"central-10/90": CENTRAL, "hubei-20/80": WUHAN}
NO_PROFILE = {
    "08-huangshi-library-2022": "黄石 20/40/30/10，各一级指标另有分值",
    "09-huangshi-highway-2020-report": "报告，没有分值",
    "15-liangping-forestry-dept-2022": "重庆部门整体，金额没有抄下来",
    "17-ningde-earthquake-dept-2020": "福建，每个指标自带评分标准（少一个扣一分）",
    "20-guangshui-lan-2019": "广水，决策 2、管理 13、绩效 85",
    "26-qingshen-drc-2023": "四川 10/90，有自己的档次",
    "27-hengshan-grain-2020": "湖南转移支付表，没有分值",
    "30-xiping-roads-2022-report": "河南报告，没有分值",
    "32-baoshan-library-2022-report": "云南报告，没有金额和分值",
}
# 数量指标填的是金额，越多越好还是越少越好看不出：暂按“不超过”，必须有疑问。
DIRECTION_UNKNOWN = {("01-langfang-school-2019", "工程资金金额")}
# 完整的表：照公式的总分（用手算的）。
TOTALS = {
    # 10 + 90 减 政策知晓率 98%：9.8；“及时率”完成了，按公式是满分 10
    "02-yongde-school-2022": "99.80",
    # 分值合计 100，折成 80
    "05-service-trade-fund-2020": "100",
    "10-putuo-sports-2022": "98.62",
}


def profile_of(facts: dict[str, Any]) -> str | None:
    return next((PROFILES[form] for form in PROFILES if facts["form"].startswith(form)), None)


def assessed_case(slug: str) -> tuple[dict[str, Any], Assessment]:
    facts = case(slug)
    return facts, assessed(case_project(facts, profile_of(facts) or WUHAN))


def cents(value: Decimal | None, places: str = "0.01") -> Decimal | None:
    return None if value is None else value.quantize(Decimal(places), rounding=ROUND_HALF_UP)


def test_seventeen_cases_and_each_has_a_profile_or_a_reason() -> None:
    assert len(SLUGS) == 17
    without = {slug for slug in SLUGS if profile_of(case(slug)) is None}
    assert without == set(NO_PROFILE)
    assert set(TOTALS) <= set(SLUGS) - without


@pytest.mark.parametrize("slug", SLUGS)
def test_rate_and_sums(slug: str) -> None:
    facts, found = assessed_case(slug)
    arithmetic = facts["arithmetic"]
    expected = arithmetic.get("rate_percent")
    rate = found.computed_rate
    assert (rate is None) == (expected is None)
    if rate is not None:
        assert cents(rate * 100, "0.0001") == cents(expected, "0.0001")
    rows = [row for row in facts["indicators"] if row["actual"] or row["target"] or row["name"]]
    assert len(found.results) == len(rows)
    for key, values in (
        ("indicator_scores_sum", [result.stated for result in found.results]),
        ("indicator_weights_sum", [row["weight"] for row in rows]),
    ):
        if key in arithmetic:
            assert sum(value for value in values if value is not None) == arithmetic[key]


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in NO_PROFILE])
def test_scores_by_the_profile(slug: str) -> None:
    facts, found = assessed_case(slug)
    arithmetic, execution = facts["arithmetic"], found.computed_execution_score
    assert execution == arithmetic.get("execution_score_expected")
    if arithmetic.get("execution_score_right"):
        assert execution == arithmetic["execution_score_printed"]
    off = []
    for result, row in zip(found.results, facts["indicators"], strict=True):
        if (slug, row["name"]) in DIRECTION_UNKNOWN:
            assert any("方向" in doubt for doubt in result.target.doubts)
        elif "formula_score" in row:
            assert cents(result.computed) == cents(row["formula_score"]), row
        if result.computed is not None and cents(result.computed) != result.stated:
            off.append(row["name"])
    listed = set(arithmetic.get("indicators_off_formula", ()))
    assert listed <= set(off)
    # 没列在内的，只差四舍五入到一位小数
    for result, row in zip(found.results, facts["indicators"], strict=True):
        if row["name"] in set(off) - listed:
            assert result.stated == cents(result.computed, "0.1")


@pytest.mark.parametrize("slug", sorted(TOTALS))
def test_totals_of_the_complete_forms(slug: str) -> None:
    facts, found = assessed_case(slug)
    assert found.computed_total == Decimal(TOTALS[slug])
    arithmetic = facts["arithmetic"]
    if arithmetic.get("total_equals_sum") and not arithmetic.get("indicators_off_formula"):
        assert found.computed_total == facts["printed_total"]


def test_the_printed_grade() -> None:
    facts, found = assessed_case("02-yongde-school-2022")
    assert found.grade == facts["printed_grade"] == "优"


def test_a_shared_score_cell() -> None:
    """黄石图书馆：两处得分格跨两行，第二行没有分值和得分。"""
    _, found = assessed_case("08-huangshi-library-2022")
    shared = [result for result in found.results if result.weight == 0]
    assert [result.label for result in shared] == ["WIFI布点全覆盖", "2022年全年"]
    assert [result.score for result in shared] == [None, None]
    assert found.indicator_full == 80
