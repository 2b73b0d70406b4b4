"""公式：自己算；算不出的不猜。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.reading.formula import Area, Uncomputable, Value, area_of, compute

HELD: dict[tuple[str, int, int], Value] = {
    ("", 1, 1): Decimal(200),
    ("", 2, 1): Decimal(150),
    ("", 3, 1): "文字",
    ("", 4, 1): "12.5",
    ("资 金", 5, 2): Decimal(7),
}


def look(area: Area) -> Iterator[Value]:
    for (sheet, row, column), value in HELD.items():
        inside = area.top <= row <= area.bottom and area.left <= column <= area.right
        if sheet == area.sheet and inside:
            yield value


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=1+2*3", "7"),
        ("=(1+2)*3", "9"),
        ("=2-3-4", "-5"),
        ("=8/2/2", "2"),
        ("=2^3^2", "64"),
        ("=-2^2", "4"),
        ("=10%", "0.1"),
        ("=50%%*200", "1"),
        ("=A2/A1", "0.75"),
        ("=$A$2/a1", "0.75"),
        ("=A1+C9", "200"),
        ("=A4*2", "25.0"),
        ("='资 金'!B5*2", "14"),
        ("=SUM(A1:A4)", "350"),
        ("=SUM(A1,A2,3)", "353"),
        ("=SUM(A:A)", "350"),
        ("=SUM(1:2)", "350"),
        ("=AVERAGE(A1:A2)", "175"),
        ("=MAX(A1:A3)-MIN(A1:A3)", "50"),
        ("=MAX(C1:C3)", "0"),
        ("=ROUND(A2/A1*20,1)", "15.0"),
        ("=ROUND(2.5,0)", "3"),
        ("=ROUND(-1234,-2)", "-1200"),
        ("=ROUND(SUM(A1:A2)/3,2)", "116.67"),
        ("= 1 + 1 ", "2"),
        ("=1E2", "100"),
    ],
)
def test_what_is_computed(formula: str, expected: str) -> None:
    assert compute(formula, look) == Decimal(expected)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('=A1&"（压减后）"', "200（压减后）"),
        ('="说""好"""', '说"好"'),
        ("=A3", "文字"),
        ('=A2/A1*100&"%"', "75%"),
    ],
)
def test_what_is_text(formula: str, expected: str) -> None:
    assert compute(formula, look) == expected


@pytest.mark.parametrize(
    "formula",
    [
        "=A1/0",
        "=A3+1",
        "=IF(A1>1,2,3)",
        "=VLOOKUP(1,A1:A2,1)",
        "=A1>A2",
        "=A1:A2",
        "={1,2}",
        "=[1]Sheet1!A1",
        "=#REF!+1",
        "=预算数*2",
        "=AVERAGE(C1:C3)",
        "=ROUND(1)",
        "=ROUND(1,99)",
        "=9^999999999",
        "=(1",
        "=1)",
        "=1+",
        "=",
        "=SUM(",
        "=SUM()",
        "=A1 A2",
        "=A1#",
        '="未合',
    ],
)
def test_what_cannot_be_computed(formula: str) -> None:
    with pytest.raises(Uncomputable):
        compute(formula, look)


def test_a_text_that_grows_too_long() -> None:
    with pytest.raises(Uncomputable):
        compute("=A1&A1", lambda area: iter(["字" * 20_000]))


def test_areas() -> None:
    assert area_of("资金!$B$5:C9") == Area("资金", 5, 2, 9, 3)
    assert area_of("'它''的'!A1") == Area("它'的", 1, 1, 1, 1)
    with pytest.raises(Uncomputable):
        area_of("预算数")


@given(st.text(alphabet="0123456789+-*/^%()&,:!$\"'ABSUMROUND资金 .;{}#", max_size=20))
def test_any_formula_is_computed_or_not(formula: str) -> None:
    try:
        compute(f"={formula}", look)
    except Uncomputable:
        return
