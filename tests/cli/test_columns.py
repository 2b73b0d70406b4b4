"""栏：汉字占两格，截短的不超出。"""

from __future__ import annotations

import pytest

from reportgen.cli.columns import aligned, padded, shortened, width


def test_a_han_character_takes_two_columns() -> None:
    assert width("预算ab（1）") == 4 + 2 + 5
    assert padded("预算", 6) == "预算  "
    assert width(padded("a预", 9)) == 9


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("预算数", 6, "预算数"),
        ("预算执行率", 8, "预算执…"),
        ("预算执行率", 7, "预算执…"),
        ("abcdef", 4, "abc…"),
        ("", 4, ""),
    ],
)
def test_what_is_too_long_is_shortened(text: str, columns: int, expected: str) -> None:
    assert shortened(text, columns) == expected
    assert width(shortened(text, columns)) <= columns


def test_the_second_column_stands_in_one_line() -> None:
    lines = aligned([("预算数", "甲"), ("a", "乙")])
    assert lines == ["  预算数  甲", "  a       乙"]
    assert aligned([]) == []
