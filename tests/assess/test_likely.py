"""多半的分值：整齐的分值说得通的才说，只供提醒，不改得分。"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.assess.projects import assessed, goal, project, row


def likely(*scores: tuple[str, str], points: str = "80") -> list[Decimal | None]:
    """``scores`` 是每行的完成数（目标 100个）和得分。"""
    rows = [
        row(f"第{n}项", "100个", f"{done}个", "", score) for n, (done, score) in enumerate(scores)
    ]
    results = assessed(project(goal(*rows, points=points))).results
    assert all(result.computed is None or result.weight is not None for result in results)
    return [result.likely_weight for result in results]


FULL = ("100", "10")


@pytest.mark.parametrize(
    ("scores", "points", "expected"),
    [
        ([("90", "19"), FULL, FULL, FULL, FULL, ("80", "9"), FULL], "80", [20] + [10] * 6),
        ([("90", "9"), ("80", "7"), FULL, FULL, FULL], "50", [10] * 5),
        ([("90", "9"), FULL, FULL, FULL], "30", [10] * 4),  # 目标的分值不合，满分都是十分
        ([("90", "7"), ("80", "9"), ("70", "8"), FULL], "80", [None] * 4),  # 凑不上
        ([("90", "7"), ("80", "6"), ("70", "8"), FULL], "40", [None] * 4),  # 多数不是满分
        ([("90", "9"), ("80", ""), FULL, FULL], "40", [None] * 4),  # 有空着的
    ],
)
def test_likely_weights(
    scores: list[tuple[str, str]], points: str, expected: list[int | None]
) -> None:
    assert likely(*scores, points=points) == expected
