"""归并：一处错引起的几处只说一次；互不相干的各说各的。"""

from __future__ import annotations

from typing import Any

from reportgen.audit import audit
from reportgen.finding import Finding, Severity
from tests.assess.projects import assessed, form, goal, project, row

RIGHT = {"执行率": "73.07%", "执行得分": "14.61", "总分": "94.61"}


def told(rating: dict[str, str], *rows: Any, **fields: Any) -> list[Finding]:
    filled = {"自评": rating, "资金": {"预算数": "2625.65", "执行数": "1918.63"}} | fields
    rows = rows or (row("甲", "10个", "10个", "40", "40"), row("乙", "≥90%", "95%", "40", "40"))
    return list(audit(assessed(project(goal(*rows), **filled))))


def only(code: str, findings: list[Finding]) -> Finding:
    (found,) = [each for each in findings if each.code == code]
    return found


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def test_the_example_of_the_issue() -> None:
    """执行率填错，得分、总分、文字都跟着错：一条发现。"""
    found = told(
        {"执行率": "79.1%", "执行得分": "15.82", "总分": "95.82"},
        偏差原因分析="预算执行率为79.1%，主要是会议推迟。",
    )
    rate = only("rate-mismatch", found)
    assert "疑为 73.1% 误写" in rate.message
    assert rate.consequences == (
        "“偏差原因分析”里的“执行率为79.1%”应为 73.07%",
        "执行得分 15.82 应为 14.61",
        "总分 95.82 应为 94.61",
    )
    assert not codes(found) & {"execution-score-mismatch", "total-mismatch", "text-figure-differs"}


def test_a_score_that_does_not_follow_from_the_wrong_rate_is_told_apart() -> None:
    found = told({"执行率": "79.1%", "执行得分": "12", "总分": "92"})
    assert {"rate-mismatch", "execution-score-mismatch"} <= codes(found)
    assert only("rate-mismatch", found).consequences == ("总分 92 应为 94.61（连同其余 1 处）",)


def test_a_total_that_is_not_the_sum_is_its_own_fault() -> None:
    found = told({"执行率": "79.1%", "执行得分": "15.82", "总分": "90"})
    assert {"rate-mismatch", "total-mismatch"} <= codes(found)


def test_a_wrong_budget_is_named() -> None:
    funds = {"预算数": "26256500", "执行数": "1918.63"}
    budget = only("rate-mismatch", told(RIGHT, 资金=funds))
    assert (budget.field, budget.expected) == ("资金/预算数", "2625.65")
    assert "元当作了万元" in budget.message
    assert budget.consequences[0].startswith("照填报的金额，执行得分 14.61")


def test_a_wrong_weight_is_named_and_its_row_told_once() -> None:
    rows = row("甲", "10个", "10个", "46", "40"), row("乙", "≥90%", "95%", "40", "40")
    found = told(RIGHT, *rows)
    weight = only("points-not-profile", found)
    assert (weight.field, weight.expected) == ("甲/分值", "40")
    assert codes(found) & {"indicator-score-mismatch", "points-not-sum"} == set()


def test_the_total_falls_under_the_row_that_lost_most() -> None:
    rows = row("甲", "10个", "8个", "40", "36"), row("乙", "≥90%", "81%", "40", "35")
    found = told({"执行率": "73.07%", "执行得分": "14.61", "总分": "85.61"}, *rows)
    assert "total-mismatch" not in codes(found)
    (first, second) = [each for each in found if each.code == "indicator-score-mismatch"]
    assert first.consequences == ("总分 85.61 应为 82.61（连同其余 1 处）",)
    assert second.consequences == ()
    assert first.severity is Severity.ERROR


def test_a_row_left_blank_is_told_once() -> None:
    rows = row("甲", "10个", "", "40", ""), row("乙", "≥90%", "95%", "40", "40")
    found = told(RIGHT, *rows)
    assert only("actual-missing", found).consequences
    assert "score-missing" not in codes(found)


def test_a_real_form() -> None:
    """党政办公室：79.1% 一处错，连着得分、总分、几段文字。"""
    rate = only("rate-mismatch", list(audit(assessed(form("党政办公室")))))
    assert len(rate.consequences) >= 4
    assert "总分 89.82 应为 88.61" in rate.consequences
