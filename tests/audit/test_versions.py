"""两版的核查：同一件事的数、未完成的目标，缩略版和摘要版要一样。"""

from __future__ import annotations

import pytest

from reportgen.audit.texts.versions import versions_agree
from reportgen.finding import Finding
from tests.assess.projects import assessed, goal, project, row

PROBLEMS = "自评结论/存在的问题和原因"
UNCOMPLETED = "自评结论/绩效目标完成情况/未完成的绩效目标"


def told(full: str, brief: str, key: str = PROBLEMS, **more: str) -> list[Finding]:
    made = project(
        goal(row("巡查次数", "10次", "10次")), 文字材料={key: {"详": full, "简": brief}} | more
    )
    return list(versions_agree.find(assessed(made)))


@pytest.mark.parametrize(
    ("full", "brief", "stated", "expected"),
    [
        ("全年雇用护河员316人。", "雇用护河员361人。", "雇用护河员361人", "全年雇用护河员316人"),
        ("使得群众满意度达95%。", "群众满意度达100%。", "群众满意度达100%", "使得群众满意度达95%"),
        ("清运垃圾1,200吨。", "清运垃圾1300吨。", "清运垃圾1300吨", "清运垃圾1,200吨"),
    ],
)
def test_figures_that_differ(full: str, brief: str, stated: str, expected: str) -> None:
    (found,) = told(full, brief)
    assert (found.stated, found.expected, found.rule) == (stated, expected, "E04")
    assert found.field == f"文字材料/{PROBLEMS}/简"
    assert stated in found.message


@pytest.mark.parametrize(
    ("full", "brief"),
    [
        ("全年雇用护河员316人。", "共雇用护河员316人。"),
        ("清运垃圾1,200吨。", "清运垃圾1200吨。"),
        ("东片雇用护河员249人，西片雇用护河员67人。", "共雇用护河员316人。"),
        ("雇用护河员249人，后来雇用护河员67人。", "雇用护河员316人。"),
        ("2019年雇用护河员249人。", "2020年雇用护河员316人。"),
        ("上半年雇用护河员249人。", "全年雇用护河员316人。"),
        ("雇用护河员249人。", "雇用护河员16天。"),
        ("其中雇用护河员249人。", "雇用护河员316人。"),
        ("其中249人，另有3人。", "其中316人，另有5人。"),
        ("雇用护河员316人。", ""),
    ],
)
def test_figures_that_do_not(full: str, brief: str) -> None:
    assert told(full, brief) == []


def test_the_full_text_of_another_section_counts() -> None:
    (found,) = told("另说。", "雇用护河员361人。", 基本情况="雇用护河员316人。")
    assert found.expected == "雇用护河员316人"


@pytest.mark.parametrize(
    ("full", "brief", "absent"),
    [
        ("档案整理未达到600卷；办件量低于去年。", "档案整理数量未达到600卷。", "办件量低于去年"),
        ("办件量低于去年。", "无未完成的绩效目标。", "办件量低于去年"),
    ],
)
def test_an_uncompleted_goal_left_out(full: str, brief: str, absent: str) -> None:
    (found,) = told(full, brief, UNCOMPLETED)
    assert f"缩略版列为未完成的“{absent}”，摘要版没有列" in found.message


def test_an_uncompleted_goal_added() -> None:
    (found,) = told("档案整理未达到600卷。", "档案整理未达到600卷；办件量低于去年。", UNCOMPLETED)
    assert found.stated == "办件量低于去年"


@pytest.mark.parametrize(
    ("full", "brief"),
    [
        ("受疫情影响，人手减少，因此档案整理未达到600卷的目标。", "档案整理数量未达到600卷。"),
        ("一是档案整理未达到600卷。", "档案整理没有达到600卷。"),
        ("无未完成的绩效目标。", "无未完成的目标。"),
        ("没有未完成的绩效目标。", "本年度目标全部完成。"),
        ("全部完成。", "全部完成。"),
    ],
)
def test_uncompleted_goals_told_alike(full: str, brief: str) -> None:
    assert told(full, brief, UNCOMPLETED) == []


def test_other_sections_may_leave_out_what_fell_short() -> None:
    assert told("开放时间减少；办件量下降。", "开放时间减少。") == []


@pytest.mark.parametrize(("count", "found"), [(200, 1), (201, 0)])
def test_lists_too_long_to_compare_pair_by_pair(count: int, found: int) -> None:
    def listed(number: int) -> str:
        return f"未完成{chr(0x5000 + number)}{chr(0x6000 + number)}{chr(0x7000 + number)}工程。"

    full, brief = "".join(map(listed, range(count))), listed(count)
    assert len(told(full, brief, UNCOMPLETED)) == found * 2


def test_a_very_long_text_is_compared() -> None:
    full = "清运垃圾、" * 40_000 + "。全年雇用护河员316人。"
    (found,) = told(full, "清运垃圾、" * 40_000 + "。雇用护河员361人。", UNCOMPLETED)
    assert found.stated == "雇用护河员361人"
