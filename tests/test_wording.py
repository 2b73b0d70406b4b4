"""措辞：印出来的每个数、日期和标点都照公文的写法。"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.wording import (
    amount,
    chinese_number,
    full_date,
    in_print,
    listed,
    nearest,
    nothing,
    parse_date,
    percent,
    plain,
    points,
    quoted,
    sentence,
    to_fill,
    typographic,
)

# ── 数 ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("2903.50", "2903.5"),
        ("1740", "1740"),
        ("1740.00", "1740"),
        ("100", "100"),
        ("0.05", "0.05"),
        ("0", "0"),
        ("0.00", "0"),
        ("-5.30", "-5.3"),
        ("1E+3", "1000"),
        ("1E-7", "0.0000001"),
    ],
)
def test_plain(number: str, shown: str) -> None:
    assert plain(Decimal(number)) == shown


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False))
def test_plain_keeps_the_value(number: Decimal) -> None:
    shown = plain(number)
    assert Decimal(shown) == number
    assert "." not in shown or shown[-1] not in "0."


def test_amount_and_points() -> None:
    assert amount(Decimal("2903.50")) == "2903.5万元"
    assert amount(Decimal("0")) == "0万元"
    assert points(Decimal("13.44")) == "13.44分"
    assert points(Decimal("80.00")) == "80分"


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        ("0.730684", "73.07%"),
        ("1", "100%"),
        ("1.0000", "100%"),
        ("0.94", "94%"),
        ("0.940004", "94.00%"),
        ("0.93998", "94.00%"),
        ("1.016551", "101.66%"),
        ("0.99998", "100.00%"),
        ("0.999949", "99.99%"),
        ("0.125", "12.5%"),
        ("0.00005", "0.01%"),
        ("0.00004", "0.00%"),
        ("0", "0%"),
        ("4.94", "494%"),
    ],
)
def test_percent(ratio: str, shown: str) -> None:
    """除得尽的不补零；除不尽的印两位，看得出取过整。"""
    assert percent(Decimal(ratio)) == shown


def test_chinese_numbers_to_ninety_nine() -> None:
    shown = [chinese_number(number) for number in range(1, 100)]
    assert "".join(shown[:12]) == "一二三四五六七八九十十一十二"
    assert [shown[number - 1] for number in (19, 20, 21, 99)] == [
        "十九",
        "二十",
        "二十一",
        "九十九",
    ]
    assert len(set(shown)) == 99


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "零"), (100, "一百"), (101, "一百零一"), (110, "一百一十"), (215, "二百一十五")],
)
def test_chinese_numbers_over_ninety_nine(number: int, shown: str) -> None:
    assert chinese_number(number) == shown


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ("执行数 1918.63 ÷ 预算数 2625.65", "执行数1918.63÷预算数2625.65"),
        ("得分 14.61 + 绩效目标得分 74", "得分14.61+绩效目标得分74"),
        ("用 Adobe Photoshop 打开", "用Adobe Photoshop打开"),
        ("“Hello, world”", "“Hello, world”"),
        ('“甲"乙"丙”', "“甲‘乙’丙”"),
        ("“甲”和“乙”", "“甲”和“乙”"),
        ("各类, 各项(全部)", "各类，各项（全部）"),
    ],
)
def test_what_the_terminal_says_goes_into_print(told: str, printed: str) -> None:
    assert in_print(told) == printed


# ── 日期 ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2021.7.2", "2021年7月2日"),
        ("2021-06-17", "2021年6月17日"),
        ("2021/7/2", "2021年7月2日"),
        ("2021年07月02日", "2021年7月2日"),
        ("2021 年 6 月 17 日", "2021年6月17日"),
        ("2021年6月17号", "2021年6月17日"),
        (" 2021年12月31日 ", "2021年12月31日"),
        ("2021年6月17日", "2021年6月17日"),
        ("2020.2.29", "2020年2月29日"),
        ("2021年6月１７日", "2021年6月17日"),
    ],
)
def test_dates(text: str, shown: str) -> None:
    assert full_date(text) == shown


@pytest.mark.parametrize(
    "text",
    ["", "2021.2.29", "2021年13月1日", "2021.6", "2021年6月", "20210617", "6月17日", "另行通知"],
)
def test_bad_dates_stay(text: str) -> None:
    assert parse_date(text) is None
    assert full_date(text) == text


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_every_way_of_writing_prints_the_same(day: date) -> None:
    shown = f"{day.year}年{day.month}月{day.day}日"
    for text in (f"{day:%Y-%m-%d}", f"{day:%Y.%m.%d}", f"{day:%Y/%m/%d}", shown):
        assert parse_date(text) == day
        assert full_date(text) == shown


# ── 标点 ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("完成较好,群众满意", "完成较好，群众满意"),
        ("原因:未验收;已整改", "原因：未验收；已整改"),
        ("是否达标?达标!", "是否达标？达标！"),
        ("网站(含微信)", "网站（含微信）"),
        ("培训(3期)", "培训（3期）"),
        ("增长(5%)以上", "增长（5%）以上"),
        ("网站（含微信)", "网站（含微信）"),
        ("打造(A", "打造（A"),
        ('获得"先进单位"称号', "获得“先进单位”称号"),
        ('只有一个"引号', '只有一个"引号'),
        ("1,234.56万元", "1,234.56万元"),
        ("比例3:1", "比例3:1"),
        ("f(x), g(y)", "f(x), g(y)"),
        ("≥95%", "≥95%"),
        ("", ""),
    ],
)
def test_typographic(text: str, shown: str) -> None:
    assert typographic(text) == shown


@given(st.text(alphabet='汉字，（）“”,;:()?!"3.5%A 。', max_size=20))
def test_typographic_changes_punctuation_only(text: str) -> None:
    def bare(words: str) -> str:
        return "".join(char for char in words if char not in ',;:()?!"，；：（）？！“” 。.…')

    assert bare(typographic(text)) == bare(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("难度大.全年如此.", "难度大。全年如此。"),
        ("牵头协商...", "牵头协商……"),
        ("搁置； 二是排查", "搁置；二是排查"),
        ("（市建发[2021]35号）", "（市建发〔2021〕35号）"),
        ("好。。是，，", "好。是，"),
        ("版本1.2.3，共3.5万元", "版本1.2.3，共3.5万元"),
        ("见a.b", "见a.b"),
    ],
)
def test_stops_gaps_and_year_brackets(text: str, shown: str) -> None:
    assert typographic(text) == shown


@given(st.decimals(min_value=0, max_value=10**8, places=2, allow_nan=False))
def test_typographic_leaves_numbers(number: Decimal) -> None:
    assert typographic(f"{number:,}万元") == f"{number:,}万元"


def test_quoted() -> None:
    assert quoted("良好") == "“良好”"
    assert quoted("获评“先进”单位") == "“获评‘先进’单位”"


# ── 连接和成句 ────────────────────────────────────────────────────────────────


def test_listed() -> None:
    assert listed(["甲", "", "乙"]) == "甲、乙"
    assert listed(["甲", "乙"], "；") == "甲；乙"
    assert listed([]) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [("已完成。", "已完成"), (" 已完成；。 ", "已完成"), ("达95.5%", "达95.5%"), ("。", "")],
)
def test_sentence(text: str, shown: str) -> None:
    assert sentence(text) == shown


@pytest.mark.parametrize("text", ["", " ", "无", "无。", "/", "／", "—", "暂无", "不适用 "])
def test_nothing(text: str) -> None:
    assert nothing(text)


@pytest.mark.parametrize("text", ["无事故", "0", "有", "无法完成"])
def test_something(text: str) -> None:
    assert not nothing(text)


def test_to_fill() -> None:
    assert to_fill("总分") == "【请填写：总分】"


# ── 相近的名称 ────────────────────────────────────────────────────────────────


def test_nearest() -> None:
    names = ["年初目标值", "实际完成值", "分值", "得分"]
    assert nearest("实际完成直", names)[0] == "实际完成值"
    assert nearest("年初目标", names, count=1) == ["年初目标值"]
    assert nearest("完全无关的话", ["甲", "乙"]) == []
    assert nearest("甲", []) == []
