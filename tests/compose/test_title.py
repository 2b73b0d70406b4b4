"""标题分行：放得下不分，分在意思断得开的地方，每行放得下，一个字不少。"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.title import WIDTH, broken


def width(line: str) -> float:
    return sum(0.5 if char.isascii() else 1 for char in line)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2020年度路灯维护项目自评结果", ["2020年度路灯维护项目自评结果"]),
        (
            "2020年度政务服务和大数据管理局整体绩效自评结果",
            ["2020年度政务服务和大数据管理局", "整体绩效自评结果"],
        ),
        (
            "2020年度城乡道路照明设施节能改造工作经费项目自评结果",
            ["2020年度城乡道路照明设施节能改造", "工作经费项目自评结果"],
        ),
        (
            "2020年度关于推进“放管服”改革的若干措施落实情况项目自评结果",
            ["2020年度关于推进“放管服”改革的", "若干措施落实情况项目自评结果"],
        ),
    ],
)
def test_titles(title: str, lines: list[str]) -> None:
    assert broken(title).split("\n") == lines


@given(st.text("市局项目的（）《》“”、。，自评结果路灯A1%", min_size=1, max_size=60))
def test_every_line_fits_and_nothing_is_lost(title: str) -> None:
    lines = broken(title).split("\n")
    assert "".join(lines) == title
    assert all(lines)
    if len(lines) > 1:
        assert all(width(line) <= WIDTH for line in lines)
        for before, after in pairwise(lines):
            assert before[-1] not in "（《“"
            assert after[0] not in "）》”、。，%"
            assert not (before[-1].isascii() and after[0].isascii())


def test_a_word_longer_than_a_line_is_left_to_the_editor() -> None:
    title = "2020年度" + "A" * 60 + "项目自评结果"
    assert broken(title) == title
