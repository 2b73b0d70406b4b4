"""归并：一处错引起的几处只说一次；互不相干的各说各的。"""

from __future__ import annotations

from typing import Any

from reportgen.audit import audit
from reportgen.audit.folding import fold
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


def test_a_late_day_is_told_once() -> None:
    """完成时间出了年度：得分、原因、总分都收在它下面。"""
    late = row("培训完成时间", "2020年11月底前", "2021年3月", "40", "40", 二级指标="时效指标")
    rows = late, row("乙", "≥90%", "95%", "40", "40")
    found = told(RIGHT, *rows, 偏差原因分析="合同尾款推迟到下一年度支付，预算没有执行完。")
    day = only("deadline-outside-year", found)
    assert day.severity is Severity.ERROR
    assert [each.partition(" ")[0] for each in day.consequences] == [
        "培训完成时间/得分",
        "“偏差原因分析”没有说到：“培训完成时间”目标",
        "总分",
    ]
    assert not codes(found) & {"indicator-score-mismatch", "deviation-incomplete", "total-mismatch"}


def test_a_reason_missing_for_two_rows_is_its_own_fault() -> None:
    late = row("培训完成时间", "2020年11月底前", "2021年3月", "40", "0", 二级指标="时效指标")
    rows = late, row("巡查次数", "10次", "8次", "40", "32")
    rating = RIGHT | {"总分": "46.61"}
    found = told(rating, *rows, 偏差原因分析="合同尾款推迟到下一年度支付，预算没有执行完。")
    assert {"deadline-outside-year", "deviation-incomplete"} <= codes(found)


def test_an_empty_form_is_told_once() -> None:
    found = audit(assessed(project(goal(), 自评=RIGHT)))
    missing = only("indicators-missing", list(found))
    assert "总分 94.61 无从核对" in missing.message
    assert not codes(list(found)) & {"goal-empty", "total-mismatch", "total-unknown"}


def test_an_empty_goal_beside_a_full_one_is_told() -> None:
    second = goal(name="年度绩效目标2", points="")
    full = goal(row("甲", "10个", "10个", "80", "80"))
    assert "goal-empty" in codes(list(audit(assessed(project(full, second)))))


def test_each_row_is_compared_only_with_itself() -> None:
    """几百行都没有填完成值和得分：格的名称看的遍数随行数长，不随行数的平方。"""
    looked = 0

    class Field(str):
        def rpartition(self, separator: str, /) -> tuple[str, str, str]:
            nonlocal looked
            looked += 1
            return str.rpartition(self, separator)

    def made(code: str, cell: str) -> list[Finding]:
        return [Finding(code, Severity.ERROR, "", field=Field(f"{n}/{cell}")) for n in range(500)]

    rows = made("actual-missing", "实际完成值"), made("score-missing", "得分")
    found = fold(assessed(project(goal())), [*rows[0], *rows[1]])
    assert len(found) == 500
    assert all(each.consequences for each in found)
    assert 1000 <= looked < 10000


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
