"""成项目：金额单位、名称，和错误一次说全。"""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.finding import Unreadable
from reportgen.intake.data_file import build_project
from reportgen.model import Project
from reportgen.reading.yaml_file import read_documents


def project(text: str) -> Project:
    [document] = read_documents(text.encode(), "甲")[0]
    assert document.node is not None
    return build_project(document.node)[0]


def refused(text: str) -> list[str]:
    with pytest.raises(Unreadable) as stopped:
        project(text)
    return [f"{each.origins[0]} {each.message}" for each in stopped.value.findings]


@pytest.mark.parametrize(
    ("unit", "budget"), [("", "29035000"), ("万元", "29035000"), ("元", "2903.5")]
)
def test_the_unit_of_amounts(unit: str, budget: str) -> None:
    text = f"年度: 2020\n项目名称: 甲\n金额单位: {unit}\n资金: {{预算数: 29035000}}"
    funds = project(text).funds
    assert funds.budget == Decimal(budget)
    assert str(funds.origin("预算数")[0]) == "甲:4:11"


def test_a_wrong_unit_is_told_once_and_spoils_no_amount() -> None:
    assert refused("年度: 2020\n项目名称: 甲\n金额单位: 美元\n资金: {预算数: 5}") == [
        "甲:3:7 “金额单位”填的“美元”不在可选范围"
    ]


@pytest.mark.parametrize("text", ["年度: 2020", "年度: 2020年度", "年度: 2020年"])
def test_the_year(text: str) -> None:
    assert project(f"{text}\n项目名称: 甲").year == 2020


def test_lists_may_be_written_as_text() -> None:
    made = project("年度: 2020\n项目名称: 甲\n项目属性: 持续性项目、新增性项目")
    assert made.attributes == ("持续性项目", "新增性项目")


def test_a_signature_and_materials() -> None:
    made = project(
        "年度: 2020\n项目名称: 甲\n落款: {单位: 城管局, 日期: 2021-06-17}\n"
        "文字材料: {其他佐证材料: 一段, 基本情况: {详: 长, 简: 短}}"
    )
    assert made.signature is not None
    assert (made.signature.unit, made.signature.date) == ("城管局", "2021-06-17")
    assert [(each.full, each.brief) for each in made.materials.values()] == [
        ("一段", ""),
        ("长", "短"),
    ]


@pytest.mark.parametrize(
    "text",
    ["项目名称: 甲", "表: 附件3\n单位名称: 甲", "表: 附件3\n项目名称: 甲"],
)
def test_a_name_is_enough(text: str) -> None:
    made = project(f"年度: 2020\n{text}")
    assert made.name + made.unit == "甲"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年度: 2020", ["甲:1:1 没有“项目名称”，不知道是谁的报告"]),
        ("年度: 2020\n项目名称:", ["甲:2:6 没有“项目名称”，不知道是谁的报告"]),
        ("年度: 2020\n单位名称: 甲", ["甲:1:1 没有“项目名称”，不知道是谁的报告"]),
        ("年度: 2020\n表: 附件3", ["甲:1:1 没有“单位名称”，不知道是谁的报告"]),
        # 读不出的名称已经说过；不是没有
        ("年度: 2020\n项目名称: *x\n采用: 随便", ["甲:3:5 “采用”填的“随便”不在可选范围"]),
        (
            "年度: 去年\n采用: 随便",
            [
                "甲:1:1 没有“项目名称”，不知道是谁的报告",
                "甲:1:5 “年度”填的“去年”不是整数",
                "甲:2:5 “采用”填的“随便”不在可选范围",
            ],
        ),
        ("就一句话", ["甲:1:1 数据文件应当是“名称: 值”的各行"]),
    ],
)
def test_what_is_missing_is_told_together_with_the_rest(text: str, expected: list[str]) -> None:
    assert refused(text) == expected


def test_four_hundred_indicators_keep_their_order_and_places() -> None:
    rows = "".join(f"      - {{三级指标: 第{number}项, 得分: 0.2}}\n" for number in range(400))
    text = f"年度: 2020\n项目名称: 甲\n年度绩效目标:\n  - 名称: 目标\n    指标:\n{rows}"
    [goal] = project(text).goals
    assert [row.name for row in goal.indicators] == [f"第{number}项" for number in range(400)]
    assert str(goal.indicators[399].origin("三级指标")[0]) == "甲:405:16"
