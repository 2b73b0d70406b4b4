"""文字的说法：和表上相反的要说；留了余地的、说上年的、说打算的、说资金的不说。"""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.audit import audit
from reportgen.model import Project
from tests.assess.projects import assessed, goal, project, row

MET = row("清淤河道长度", "30公里", "30公里", "40", "40")
ALSO = row("水质达标率", "≥90%", "95%", "40", "40", 一级指标="效益指标")
UNMET = row("水质达标率", "≥90%", "81%", "40", "36", 一级指标="效益指标")
PROBLEMS = "自评结论/存在的问题和原因"
FULL = {"自评": {"执行率": "100%", "执行得分": "20", "总分": "100"}}


def codes(found: Project) -> list[str]:
    return [each.code for each in audit(assessed(found))]


def stating(text: str, *rows: Any, key: str = "", **fields: Any) -> Project:
    """文字写在偏差原因里，或写在文字材料的一节里。"""
    place = {"文字材料": {key: text}} if key else {"偏差原因分析": text}
    return project(goal(*rows), **(FULL | place | fields))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("汛期道路中断，部分年度绩效指标未完成。", True),
        ("有2项指标没有完成。", True),
        ("受汛期影响，未能完成年初目标。", True),
        ("个别目标未达到预期。", True),
        ("预算执行率未达到预期目标。", False),
        ("年度预算执行指标没有完成设定目标。", False),
        ("无未完成的绩效目标。", False),
        ("没有未完成的绩效目标。", False),
        ("绩效目标均已完成。", False),
        ("护栏维修未开工，不影响目标。", False),
        ("3.未完成的绩效目标\n无。", False),
        ("偏差大或目标未完成原因分析：无。", False),
    ],
)
def test_told_unfinished_while_all_is_met(text: str, wrong: bool) -> None:
    assert ("deviation-contradicts" in codes(stating(text, MET, ALSO))) is wrong
    assert "deviation-contradicts" not in codes(stating(text, MET, UNMET)) or "均已" in text


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("年度绩效目标均已完成。", True),
        ("2020年度绩效目标已完成。", True),
        ("各项指标全部完成。", True),
        ("圆满完成全年各项目标。", True),
        ("效益指标均已完成。", True),
        ("产出指标均已完成。", False),  # 没完成的是效益指标
        ("年度绩效目标基本完成。", False),
        ("除水质外，其余指标均已完成。", False),
        ("清淤目标已完成。", False),  # 另一件事
        ("确保年度目标全部完成。", False),
        ("2019年度绩效目标均已完成。", False),
        ("绩效目标完成情况见附表。", False),
    ],
)
def test_told_all_done_while_something_is_not(text: str, wrong: bool) -> None:
    found = codes(stating(text, MET, UNMET, key=PROBLEMS))
    assert ("deviation-contradicts" in found) is wrong
    assert "deviation-contradicts" not in codes(stating(text, MET, ALSO, key=PROBLEMS))


@pytest.mark.parametrize(
    "key",
    [
        "自评结论/下一步拟改进措施/下一步拟改进措施",
        "佐证材料/上年度自评结果应用情况",
        "自评结论/绩效目标完成情况/未完成的绩效目标",
    ],
)
def test_plans_and_last_year_are_not_statements(key: str) -> None:
    for text in ("绩效目标均已完成。", "部分绩效指标未完成。"):
        assert "deviation-contradicts" not in codes(stating(text, MET, UNMET, key=key))
        assert "deviation-contradicts" not in codes(stating(text, MET, ALSO, key=key))


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"偏差原因": "下游一段未开展清淤"}, True),
        ({"偏差原因": "尚未验收，不影响长度"}, True),
        ({"偏差原因": "提前进场，超额部分由下年抵扣"}, False),
        ({"偏差原因": "下游一段未开展清淤", "得分": "30"}, False),
        ({"偏差原因": "下游一段未开展清淤", "实际完成值": "20公里", "得分": "26.67"}, False),
    ],
)
def test_a_row_with_full_marks_told_unfinished(cells: dict[str, str], wrong: bool) -> None:
    found = project(goal(MET | cells, ALSO))
    assert ("full-marks-but-unfinished" in codes(found)) is wrong


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("存在台账不全的问题。", True),
        ("项目管理有待加强。", True),
        ("不存在问题。", False),
        ("（三）存在的问题和原因：无。", False),
        ("没有发现明显的问题和不足。", False),
        ("2019年度房租缴纳滞后。本年度已按期缴纳，不存在问题。", False),
        ("部分指标未完成，管理有待加强。", False),  # 另有检查
    ],
)
def test_full_marks_beside_problems(text: str, noted: bool) -> None:
    assert ("all-full-marks" in codes(stating(text, MET, ALSO, key=PROBLEMS))) is noted
    assert "all-full-marks" not in codes(stating(text, MET, UNMET, key=PROBLEMS))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2019年度项目预算资金全部执行。", True),
        ("一、2021年度绩效目标都已做到。", True),
        ("2019年度项目预算偏低，2020年度追加后执行顺利。", False),
        ("2019年度项目预算偏低，本年度追加后执行顺利。", False),
        ("清淤合同签于2019年，项目资金分两年支付。", False),
        ("水务局2020年度项目自评已完成。", True),
        ("测试单位2020年度项目自评已完成。", False),
    ],
)
def test_foreign_names(text: str, wrong: bool) -> None:
    assert ("foreign-name" in codes(stating(text, MET, ALSO))) is wrong
    last_year = "佐证材料/上年度自评结果应用情况"
    assert "foreign-name" not in codes(stating(text, MET, ALSO, key=last_year))


@pytest.mark.parametrize(
    ("name", "family", "told"),
    [
        ("预算执行率", "产出指标", True),
        ("项目资金支付率", "产出指标", True),
        ("经费支出进度（%）", "产出指标", True),
        ("预算执行率", "效益指标", False),
        ("预算执行审计完成率", "产出指标", False),
        ("国库预算执行成功率", "产出指标", False),
        ("补贴资金发放率", "产出指标", False),
    ],
)
def test_the_rate_as_an_indicator(name: str, family: str, told: bool) -> None:
    found = project(goal(row(name, "100%", "100%", "40", "40", 一级指标=family), ALSO))
    assert ("rate-as-indicator" in codes(found)) is told


@pytest.mark.parametrize(
    ("target", "actual", "told"),
    [
        ("满意", "满意", True),
        ("≥90%", "95%", False),
        ("满意", "95%", False),
        ("≥90%", "满意", False),  # 目标是数的另有检查
        ("满意", "", False),  # 没有填的另有检查
    ],
)
def test_satisfaction_in_words(target: str, actual: str, told: bool) -> None:
    rows = row("居民满意度", target, actual, "40", "40", 一级指标="满意度指标"), MET
    assert ("satisfaction-unsurveyed" in codes(project(goal(*rows)))) is told


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("清理垃圾300吨，清淤河道30公里。", ["清理垃圾300吨"]),
        ("清理垃圾 300 吨；发放手册 5000 份。", ["清理垃圾 300 吨", "发放手册 5000 份"]),
        ("清淤长度达到33公里。", []),  # 名称沾边的，由别的检查去比
        ("群众投诉减少30件。", []),  # 有指标用这个数
        ("安排预算500万元。", []),
        ("2020年12月底前做完。", []),
    ],
)
def test_goals_without_an_indicator(statement: str, named: list[str]) -> None:
    found = project(goal(MET, ALSO, text=statement))
    notes = [each for each in audit(assessed(found)) if each.code == "goal-without-indicator"]
    assert bool(notes) is bool(named)
    for each in notes:
        assert all(f"“{name}”" in each.message for name in named)
