"""数字格式：数成为眼前看到的文字。"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.reading.number_format import BUILTIN, GENERAL, general, shown


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("2903.5", "General", "2903.5"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E-05", "General", "0.00001"),
        ("100", "General", "100"),
        ("1.5E+3", "General", "1500"),
        ("-0", "General", "0"),
        ("3", "0.00", "3.00"),
        ("2.005", "0.00", "2.01"),
        ("0.28499999999999998", "0.00", "0.29"),
        ("-2.5", "0", "-3"),
        ("-0.001", "0.00", "0.00"),
        ("1415.42", "#,##0.00", "1,415.42"),
        ("1234567", "#,##0", "1,234,567"),
        ("0.9911", "0.00%", "99.11%"),
        ("1", "0%", "100%"),
        ("0.5", '0.00"‰"', "0.50‰"),
        ("0.895", "0.0%", "89.5%"),
        ("16", '0"分"', "16分"),
        ("16.5", 'General"分"', "16.5分"),
        ("12", "G/通用格式家", "12家"),
        ("7", "000", "007"),
        ("0.5", "#.##", "0.5"),
        ("2.5", "0.0##", "2.5"),
        ("12345", "0.0,", "12.3"),
        ("5", "[Red]0.0", "5.0"),
        ("-5", "0.0;[Red]-0.0", "-5.0"),
        ("-5", "0.0_);(0.0)", "(5.0)"),
        ("-1234.5", "#,##0.00;-#,##0.00", "-1,234.50"),
        ("0", '#,##0.00;-#,##0.00;"-"', "0.00"),
        ("5", ";;;", "5"),
        ("8", "[$¥-804]#,##0.00", "¥8.00"),
        ("0.5", "# ?/?", "0.5"),
        ("1500", "0.00E+00", "1500"),
        ("60", '[>=60]"及格";"不及格"', "60"),
        ("5", "@", "5"),
        ("44364", "yyyy-mm-dd", "2021-06-17"),
        ("44364", 'yyyy"年"m"月"d"日"', "2021-06-17"),
        ("44364", "yyyy/m/d;@", "2021-06-17"),
        ("44364", "[$-804]yyyy年m月d日", "2021-06-17"),
        ("44364.75", "yyyy/m/d h:mm", "2021-06-17 18:00"),
        ("44364.75", "yyyy/m/d", "2021-06-17"),
        ("44364", 'm"月"d"日"', "6月17日"),
        ("44364", 'yyyy"年"m"月"', "2021年6月"),
        ("0.75", "h:mm", "18:00"),
        ("0.0625", "h:mm:ss", "1:30:00"),
        ("1.5", "[h]:mm", "1.5"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("9999999", "yyyy-mm-dd", "9999999"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
    ],
)
def test_what_is_seen(value: str, code: str, expected: str) -> None:
    assert shown(Decimal(value), code) == expected


def test_the_other_calendar() -> None:
    assert shown(Decimal(42902), "yyyy-mm-dd", from_1904=True) == "2021-06-17"


@pytest.mark.parametrize("number", [27, 31, 57, 58, 14])
def test_the_numbered_dates_of_the_chinese_version(number: int) -> None:
    assert shown(Decimal(44364), BUILTIN[number]) in ("2021年6月", "6月17日", "2021-06-17")


def test_a_hostile_number_is_not_written_out() -> None:
    assert shown(Decimal("1E+999999999")) == "1E+999999999"
    assert shown(Decimal("NaN"), "0.00") == "NaN"


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12),
    st.text(alphabet='0#?.,%;"\\@_*[]年月日分ymdhsEe/ -G', max_size=12),
)
def test_any_format_gives_some_text(value: Decimal, code: str) -> None:
    assert shown(value, code)


@given(st.decimals(-(10**9), 10**9, places=3))
def test_the_general_format_keeps_the_number(value: Decimal) -> None:
    assert Decimal(general(value)) == value
    assert Decimal(shown(value, GENERAL)) == value
    assert Decimal(shown(value, "#,##0.000").replace(",", "")) == value
