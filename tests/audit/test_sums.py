"""各部分和总数：列全了、单位相同的要相加得上；没有列全的、说别的事的不说。"""

from __future__ import annotations

import pytest

from reportgen.audit import audit
from tests.assess.projects import assessed, goal, project, row

RIGHT = [
    "共培训8场，其中镇上3场、村里5场。",
    "共培训8场（其中：镇上3场，村里5场）。",
    "共培训8场，分别为镇上3场、村里5场。",
    "镇上3场、村里5场，合计8场。",
    "预算资金1,415.42万元，其中，年初预算700万元，上年结转448.62万元，追加266.8万元，"
    "目前执行数1,259.28万元。",
    "档案48216卷，其中文书档案139卷、专业档案48077卷。",
]
OPEN = [
    "共培训8场，其中镇上3场、村里2场等。",
    "共培训8场，其中镇上3场、村里2场。",  # 其中不一定列全
    "共培训8场，主要包括镇上3场、村里2场。",
    "共接待20人，其中约12人来自镇上、10人来自村里。",
    "共培训8场，其中镇上3场120人、村里100人。",
    "新增市场主体24981家，其中企业17556家。",
    "完成率100%，其中镇上60%、村里50%。",
    "镇上3场。村里5场，合计9场。",
    "预算220.76万元，中标153.79万元，合计支付180万元。",
    "上年培训3场，比前年多1场，今年共计5场。",
]
WRONG = [
    ("共培训8场，其中镇上5场、村里4场。", "5+4=9"),
    ("共培训8场，分别为镇上3场、村里4场。", "3+4=7"),
    ("合同100万元，其中设备60万元、安装30万元。", "60+30=90"),
    ("镇上3场、村里4场，合计8场。", "3+4=7"),
    ("镇上 3 场，村里 4 场，共计 8 场。", "3+4=7"),
]


def told(text: str) -> list[str]:
    found = project(goal(row("甲", "10个", "10个", "80", "80")), 偏差原因分析=text)
    return [each.message for each in audit(assessed(found)) if each.code == "parts-in-text"]


@pytest.mark.parametrize("text", [*RIGHT, *OPEN])
def test_sums_that_are_right_or_open(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "adding"), WRONG)
def test_sums_that_are_wrong(text: str, adding: str) -> None:
    (message,) = told(text)
    assert adding in message


@pytest.mark.parametrize(("length", "found"), [(400, 1), (600, 0)])
def test_a_total_after_a_very_long_sentence_is_not_sure(length: int, found: int) -> None:
    assert len(told("做好巡查，" * (length // 5) + "镇上3场、村里4场，合计8场。")) == found


@pytest.mark.parametrize(
    "piece",
    ["镇上3场、村里5场，合计8场，", "共8场，其中镇上3场，", "共8场，其中镇上3场、村里5场。"],
)
def test_a_fault_at_the_end_of_a_very_long_text_is_found(piece: str) -> None:
    (message,) = told(piece * (50_000 // len(piece)) + "。镇上3场、村里4场，合计8场。")
    assert "3+4=7" in message
