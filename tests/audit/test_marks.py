"""标点：连用的、不成对的、段末没有的要说；能自动规范的、序号的半个括号不说。"""

from __future__ import annotations

import pytest

from reportgen.audit.texts.marks import marks_right, paragraphs_end
from tests.audit.passages import told


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("加强管理、，提高效率。", "、，"),
        ("加强管理。，提高效率。", "。，"),
        ("加强管理；、提高效率。", "；、"),
        ("加强管理（见附件，提高效率。", "（"),
        ("加强管理见附件）提高效率。", "）"),
        ("加强“放管服改革。", "“"),
        ("学习《关于加强管理的通知。", "《"),
        ("1.、加强管理。", "1.、"),
        ("一、甲。\n（一）、加强管理。", "（一）、"),
    ],
)
def test_wrong_marks(text: str, mark: str) -> None:
    (finding,) = told(marks_right, text)
    assert mark in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "加强管理，，提高效率。。",  # 报告里自己规范，另有检查
        "加强管理,提高效率。",
        "1）加强管理；2）提高效率。",
        "一）加强管理。\n二）提高效率。",
        "“网上办”、“就近办”、“代收代办”。",
        "（一）加强管理（见附件1）；(二)提高效率(含共建)。",
        "准备阶段（2021 年 5 月 4 日至 14 日)，组织学习。",
        "真的吗？！",
        "宣传、培训……，成效明显。",
        '学习"放管服"改革。',
    ],
)
def test_right_marks(text: str) -> None:
    assert told(marks_right, text) == []


def test_the_last_paragraph_ends_with_a_stop() -> None:
    long = "加强调研工作，提高指标值的准确性，安排专人负责督促进展"
    (finding,) = told(paragraphs_end, long)
    assert finding.stated == "安排专人负责督促进展"
    for text in (f"{long}。", f"{long}……", f"{long}（见附件）", "加强调研工作", "无", ""):
        assert told(paragraphs_end, text) == []


def test_all_texts_without_a_stop_are_told_together() -> None:
    long = "加强调研工作，提高指标值的准确性，安排专人负责督促进展"
    (finding,) = told(paragraphs_end, long, 偏差原因分析=long)
    assert "“偏差原因分析”、“改进措施”" in finding.message
