"""提示语和占位的记号：留着的要说，像而不是的不说。"""

from __future__ import annotations

import pytest

from reportgen.audit.texts.leftovers import hints_left, placeholders_left
from reportgen.wording import to_fill
from tests.audit.passages import told


@pytest.mark.parametrize(
    "text",
    [
        "（包括核实和评述上年度结果应用情况，列举本年度绩效问题和原因。）",
        "包括 核实和评述\n上年度结果应用情况",
        "下一步拟改进措施，包括项目整改和绩效目标调整完善等相关内容。",
        "简要概述项目资金情况：全年100万元。",
        "（包括资金结构、投向、用途、分配方式、结果等相关情况）",
        "(包括完成情况和偏离原因等)",
        "主要问题（100字以内）：没有。",
        "字数不超过500字。",
        "请填写主要做法。",
        "请简要说明原因。",
        "此处填写改进措施。",
    ],
)
def test_hints(text: str) -> None:
    (finding,) = told(hints_left, text)
    assert finding.rule == "A04"


@pytest.mark.parametrize(
    "text",
    [
        "核实上年度结果应用情况，本年度问题和原因如下。",
        "包括设备购置和安装，简要介绍了做法。",
        "征集作文800字以内的稿件120篇。",
        "提请说明事项3项，申请说明材料齐全，邀请说明会嘉宾。",
        to_fill("改进措施"),
    ],
)
def test_no_hints(text: str) -> None:
    assert told(hints_left, text) == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("由XX公司承建。", "XX"),
        ("走访×××户。", "×××"),
        ("投入……万元。", "……万元"),
        ("投入...万元。", "...万元"),
        ("完成*次。", "*次"),
        ("资金____万元。", "____"),
        ("金额（ ）万元。", "（ ）"),
        ("（待补充）", "（待补充）"),
        ("○○单位负责。", "○○"),
        (to_fill("改进措施"), "请填写：改进措施"),
    ],
)
def test_placeholders(text: str, mark: str) -> None:
    (finding,) = told(placeholders_left, text)
    assert finding.rule == "A03"
    assert mark in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "5×8米，3*4米，工程XXL号。",
        "二○○八年，二○一○年。",
        "宣传、培训……成效明显。",
        "每年 每月 每日都要检查。",
        "2020 年 6 月 17 日验收（见附件），（待验收项目2个）。",
        "甲*为重点项目。",
    ],
)
def test_no_placeholders(text: str) -> None:
    assert told(placeholders_left, text) == []
