"""文字与表的核查：说到的事表里要有。"""

from __future__ import annotations

from reportgen.audit.texts.sections import sections_agree
from tests.assess.projects import assessed, goal, project, row

BASE = "佐证材料/绩效目标完成情况分析/绩效目标完成情况分析"


def told(*rows: object, **materials: str) -> list[str]:
    made = project(goal(*rows), 文字材料=materials)
    return [finding.field for finding in sections_agree.find(assessed(made))]


def test_uncompleted_goals_told_while_all_are_met() -> None:
    met, unmet = row("甲", "10个", "10个"), row("乙", "10个", "5个")
    text = {"自评结论/绩效目标完成情况/未完成的绩效目标": "没有完成。"}
    assert told(met, **text) == ["文字材料/自评结论/绩效目标完成情况/未完成的绩效目标"]
    assert told(met, unmet, **text) == []


def test_a_family_told_that_the_table_does_not_have() -> None:
    text = {f"{BASE}/效益指标": "效益较好。", f"{BASE}/产出指标": "产出较好。"}
    assert told(row("甲", "10个", "10个"), **text) == [f"文字材料/{BASE}/效益指标"]


def test_nothing_to_compare_without_indicators() -> None:
    assert told(**{"未完成的绩效目标": "没有完成。"}) == []
