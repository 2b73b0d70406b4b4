"""完成度：每个方向、每种写法，做到、没做到和看不出来。"""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.assess.fulfilment import FAILED, MET, Fulfilment, fulfilment
from reportgen.assessment import Status
from reportgen.notation import read_actual, read_target

MET_, UNMET, UNCLEAR = Status.MET, Status.UNMET, Status.UNCLEAR


def degree(target: str, actual: str, name: str = "", category: str = "") -> Fulfilment:
    goal = read_target(target, name, category)
    return fulfilment(goal, read_actual(actual, goal), 2020)


# 目标、实际、完成情况、完成度（None：规则不给比例）
TABLE = [
    # 正向：B/A，超过的不超过 1
    ("≥90%", "89%", UNMET, "89/90"),
    ("≥90%", "90%", MET_, "1"),
    ("≥90%", "100%", MET_, "1"),
    ("100%", "98%", UNMET, "98/100"),
    ("30家", "28家", UNMET, "28/30"),
    ("60000卷", "48216卷", UNMET, "48216/60000"),
    ("1次", "0次", UNMET, "0"),
    ("10%", "-5%", UNMET, "0"),
    ("同比增长10%以上", "同比下降45%", UNMET, "0"),
    (">90%", "90%", MET_, "1"),
    ("不少于12种", "14种", MET_, "1"),
    ("90%以上", "100%", MET_, "1"),
    # 反向：A/B
    ("≤5%", "4%", MET_, "1"),
    ("≤5%", "5%", MET_, "1"),
    ("≤5%", "8%", UNMET, "5/8"),
    ("≤3起", "2起", MET_, "1"),
    ("≤3起", "0起", MET_, "1"),
    ("≤3起", "4起", UNMET, "3/4"),
    ("<5%", "5%", MET_, "1"),
    ("下降10%以上", "下降45%", MET_, "1"),
    ("下降10%以上", "下降5%", UNMET, "5/10"),
    ("下降10%以上", "增长5%", UNMET, "0"),
    # 等于：少了按比例，多了不扣
    ("=8个", "8个", MET_, "1"),
    ("=8个", "6个", UNMET, "6/8"),
    ("=8个", "9个", MET_, "1"),
    ("2个月", "2个月", MET_, "1"),
    # 零：只有零才算
    ("0起", "0起", MET_, "1"),
    ("0起", "1起", UNMET, "0"),
    ("零事故", "0", MET_, "1"),
    ("零事故", "无", MET_, "1"),
    ("≤0", "3", UNMET, "0"),
    # 名次：是不是，不是比例
    ("前三", "第二", MET_, "1"),
    ("前三", "第三", MET_, "1"),
    ("前三", "第四", UNMET, "0"),
    ("前三", "0", UNMET, "0"),
    ("第二", "前三", UNCLEAR, None),
    ("前五", "前三", MET_, "1"),
    # 期限
    ("12月底前", "11月", MET_, "1"),
    ("11月底前", "12月", UNMET, "0"),
    ("11月底前", "11月30日", MET_, "1"),
    ("12月底前", "2021年1月", UNMET, "0"),
    ("2020年11月底前", "10月", MET_, "1"),
    ("2021年3月底前", "2020年12月", MET_, "1"),
    ("2021年3月底前", "2月", MET_, "1"),
    ("11月底前", "6月启动，10月完成", MET_, "1"),
    ("5月底前", "6月启动，10月完成", UNMET, "0"),
    ("8月底前", "6月启动，10月完成", UNCLEAR, None),
    ("12月底前", "按时完成", MET_, None),
    ("12月底前", "未完成", UNMET, None),
    ("12月底前", "120次", UNCLEAR, None),
    ("11月底前完成5场", "10月完成5场", MET_, "1"),
    ("11月底前完成5场", "12月完成5场", UNMET, None),
    # 区间
    ("60%~70%", "65%", MET_, "1"),
    ("60%~70%", "60%", MET_, "1"),
    ("60%~70%", "70%", MET_, "1"),
    ("60%~70%", "30%", UNMET, "30/60"),
    ("60%~70%", "100%", UNMET, "70/100"),
    ("60%~70%", "部分完成", UNMET, None),
    # 一格几个数
    ("6组共54人", "6组共54人", MET_, "1"),
    ("6组共54人", "7组共60人", MET_, "1"),
    ("6组共54人", "6组共53人", UNMET, None),
    ("6组共54人", "6组", UNCLEAR, None),
    # 单位
    ("≤1‰", "0.025‰", MET_, "1"),
    ("≤1‰", "0.05%", MET_, "1"),
    ("≤1‰", "0.2%", UNMET, "1/2"),
    ("10万人次", "118000人次", MET_, "1"),
    ("10万人次", "5万人次", UNMET, "1/2"),
    ("5亿元", "40000万元", UNMET, "4/5"),
    ("100%", "1024人", UNCLEAR, None),
    ("9家", "10亿元", UNCLEAR, None),
    # 越少越好的率填 100%：说的是做完了
    ("≤1‰", "100%", UNCLEAR, None),
    ("≤1%", "100%", UNCLEAR, None),
    ("≤1%", "99%", UNMET, "1/99"),
    ("≤100%", "100%", MET_, "1"),
    # 完成值带着比较：只断定能断定的
    ("≥90%", "≥90%", MET_, "1"),
    ("≥90%", "≥95%", MET_, "1"),
    ("≥95%", "≥90%", UNCLEAR, None),
    ("≥95%", "<90%", UNMET, None),
    ("≥95%", "<95%", UNMET, None),
    ("≥95%", "≤95%", UNCLEAR, None),
    ("≤2%", "≤2%", MET_, "1"),
    ("≤2%", "≤3%", UNCLEAR, None),
    ("≤2%", ">2%", UNMET, None),
    ("200", "200余人", MET_, "1"),
    ("300人", "200余人", UNCLEAR, None),
    ("100%", "接近100%", UNMET, None),
    # 定性、趋势、是否、等级
    ("及时", "及时", MET_, None),
    ("及时", "达成预期指标", MET_, None),
    ("及时", "部分达成预期指标", UNMET, None),
    ("及时", "未达成预期指标", UNMET, None),
    ("明显提升", "明显提升", MET_, None),
    ("下降", "无", UNCLEAR, None),
    ("是", "是", MET_, None),
    ("是", "否", UNMET, None),
    ("是", "较好", UNCLEAR, None),
    ("A级", "A级", MET_, None),
    ("良好以上", "良好", MET_, None),
    ("A级", "B级", UNCLEAR, None),
    ("不超过预算", "不超过预算", MET_, None),
    ("≥90%", "达成预期指标", MET_, None),
    ("良好", "", UNCLEAR, None),
    ("", "良好", UNCLEAR, None),
    ("≥90%", "……", UNCLEAR, None),
    ("XX", "5", UNCLEAR, None),
]


@pytest.mark.parametrize(("target", "actual", "status", "ratio"), TABLE)
def test_each_way_of_writing(target: str, actual: str, status: Status, ratio: str | None) -> None:
    found = degree(target, actual)
    if ratio is None:
        expected = None
    else:
        part, _, whole = ratio.partition("/")
        expected = Decimal(part) / Decimal(whole or 1)
    assert (found.status, found.ratio) == (status, expected)


@pytest.mark.parametrize(
    ("target", "actual", "attained"),
    [
        ("≥100盏", "494盏", "4.94"),
        ("=8个", "9个", "1.125"),
        ("400", "400", "1"),
        ("≥100盏", "0盏", "0"),
        ("≥100盏", "80盏", "0.8"),
        # 越少越好、只有做到没做到的，做到了就是 100%
        ("≤5%", "4%", "1"),
        ("≤5%", "8%", "0.625"),
        ("0起", "0起", "1"),
        ("前三", "第一", "1"),
        ("12月底前", "11月", "1"),
        # 只知道一头的不算多做
        ("200", "200余人", "1"),
        ("≥90%", "≥95%", "1"),
        ("0次", "3次", "0"),
        ("≥0次", "3次", "1"),
        ("≥-5%", "-3%", "1"),
        ("及时", "及时", None),
        ("≥90%", "", None),
    ],
)
def test_what_is_done_beyond_the_target_is_told_as_it_is(
    target: str, actual: str, attained: str | None
) -> None:
    found = degree(target, actual)
    assert found.attained == (None if attained is None else Decimal(attained))
    assert found.ratio is None or found.ratio <= 1


def test_the_table_has_no_row_twice() -> None:
    assert len({(target, actual) for target, actual, _, _ in TABLE}) == len(TABLE)


def test_the_name_tells_the_direction() -> None:
    assert degree("3", "2", "非法集资新发案件数量").status is MET_
    assert degree("3", "2", "课题数量").status is UNMET


def test_earned_points_multiply_before_they_divide() -> None:
    """5/24 除不尽：先除后乘得 0.6249…9，会印成 0.62。"""
    found = degree("24次", "5次")
    assert found.earned(Decimal(3)) == Decimal("0.625")
    assert found.ratio is not None
    assert Decimal(3) * found.ratio < Decimal("0.625")


def test_earned_points_of_the_certain_degrees() -> None:
    assert MET.earned(Decimal("12.5")) == Decimal("12.5")
    assert FAILED.earned(Decimal("12.5")) == 0
    assert Fulfilment(UNMET).earned(Decimal(10)) is None
