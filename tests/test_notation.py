"""写法：目标值、完成值、金额、执行率、分值照人们写的样子读出来。"""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.notation import (
    Direction,
    Kind,
    Quantity,
    Reading,
    comparable,
    comparable_parts,
    read_actual,
    read_amount,
    read_points,
    read_rate,
    read_target,
    same_words,
    split_points,
)
from reportgen.notation.regex import regex
from reportgen.notation.words import BANDS

FACTS = json.loads(
    (Path(__file__).parent / "facts" / "notations.json").read_text("utf-8"),
    parse_float=Decimal,
    parse_int=Decimal,
)

# 不照 notations.json 读的：那里猜了，这里不猜。
EXCEPTIONS = {
    ("到0次", "target"): "是“≥10次”误识，猜成 10 会悄悄改了目标；读不出，在疑问里说",
}
# 照读，但方向是猜的，必须带疑问。
DOUBTED = {
    ("43.2", "target"): "数量指标下的金额，是不少于还是不超过要问",
}


def indicator_facts() -> list[Any]:
    """目标、完成值、名称三种用处的条目。"""
    return [
        pytest.param(fact, id=f"{index}-{fact['role']}-{fact['raw']}")
        for index, fact in enumerate(FACTS)
        if fact["role"] in ("target", "actual", "name")
    ]


def cell_facts(role: str) -> list[Any]:
    return [pytest.param(fact, id=fact["raw"]) for fact in FACTS if fact["role"] == role]


def read_fact(fact: dict[str, Any]) -> Reading:
    if fact["role"] == "actual":
        return read_actual(fact["raw"])
    if fact["role"] == "name":
        return read_target("", name=fact["raw"])
    return read_target(fact["raw"])


def plain_value(reading: Reading, stated: object) -> object:
    """读出的值，换成 notations.json 的写法。"""
    if isinstance(stated, list):
        return list(reading.dates) or [part.value for part in reading.parts]
    if isinstance(stated, bool):
        return {"是": True, "否": False}.get(reading.word or "")
    if isinstance(stated, str):
        if stated.startswith("band"):
            return f"band{reading.band}"
        return reading.dates[0] if reading.dates else reading.word
    return reading.value


@pytest.mark.parametrize("fact", indicator_facts())
def test_fact(fact: dict[str, Any]) -> None:
    reading = read_fact(fact)
    key = (fact["raw"], fact["role"])
    if key in EXCEPTIONS:
        assert (reading.kind, reading.value) == (Kind.TEXT, None)
        assert reading.doubts
        return
    unit: object = reading.unit
    if isinstance(fact["unit"], list):
        unit = [part.unit for part in reading.parts]
    assert reading.text == ("" if fact["role"] == "name" else fact["raw"])
    assert reading.kind == fact["kind"]
    assert reading.comparator == fact["comparator"]
    assert plain_value(reading, fact["value"]) == fact["value"]
    assert unit == fact["unit"]
    assert reading.direction == fact["direction"]
    if key in DOUBTED:
        assert reading.doubts


@pytest.mark.parametrize("fact", cell_facts("budget"))
def test_budget_fact(fact: dict[str, Any]) -> None:
    unit = "元" if fact["raw"] == "15000000.00" else "万元"
    assert read_amount(fact["raw"], unit).value == fact["value"]


@pytest.mark.parametrize("fact", cell_facts("rate"))
def test_rate_fact(fact: dict[str, Any]) -> None:
    assert read_rate(fact["raw"]).percent == fact["value"]


def test_every_fact_is_a_case() -> None:
    roles = {fact["role"] for fact in FACTS}
    assert roles == {"target", "actual", "name", "budget", "rate"}
    assert len(FACTS) == 146
    assert set(EXCEPTIONS) | set(DOUBTED) <= {(fact["raw"], fact["role"]) for fact in FACTS}


# ── 另外的写法：目标 ──────────────────────────────────────────────────────────
# 写法, 类别, 比较, 值, 单位, 方向
TARGETS: list[tuple[str, str, str | None, str | None, str | None, str | None]] = [
    ("≥９５％", "percent", "≥", "95", "%", "positive"),
    ("＞＝90%", "percent", "≥", "90", "%", "positive"),
    ("》=90%", "percent", "≥", "90", "%", "positive"),
    ("=>90%", "percent", "≥", "90", "%", "positive"),
    ("═100%", "percent", "=", "100", "%", "equal"),
    ("≦５％", "percent", "≤", "5", "%", "negative"),
    ("≯3次", "number", "≤", "3", "次", "negative"),
    ("不低于12种", "number", "≥", "12", "种", "positive"),
    ("不少于６种", "number", "≥", "6", "种", "positive"),
    ("不超过3次", "number", "≤", "3", "次", "negative"),
    ("不高于500万元", "money", "≤", "500", "万元", "negative"),
    ("低于2%", "percent", "<", "2", "%", "negative"),
    ("小于0.9‰", "permille", "<", "0.9", "‰", "negative"),
    ("超过2000家", "number", ">", "2000", "家", "positive"),
    ("至少10场", "number", "≥", "10", "场", "positive"),
    ("最多5天", "duration", "≤", "5", "天", "negative"),
    ("大于等于100人", "number", "≥", "100", "人", "positive"),
    ("控制在5%以内", "percent", "≤", "5", "%", "negative"),
    ("控制在100万元", "money", "≤", "100", "万元", "negative"),
    ("≥95%以上", "percent", "≥", "95", "%", "positive"),
    ("90%及以上", "percent", "≥", "90", "%", "positive"),
    ("3个以下", "number", "≤", "3", "个", "negative"),
    ("降至3%以下", "percent", "≤", "3", "%", "negative"),
    ("7个工作日内办结", "duration", "≤", "7", "工作日", "negative"),
    ("3日之内", "duration", "≤", "3", "天", "negative"),
    ("24小时", "duration", "≥", "24", "小时", "positive"),
    ("12个月", "duration", "=", "12", "月", "equal"),
    ("百分之八十", "percent", "≥", "80", "%", "positive"),
    ("百分之80", "percent", "≥", "80", "%", "positive"),
    ("百分之九十五点五", "percent", "≥", "95.5", "%", "positive"),
    ("百分百", "percent", "≥", "100", "%", "positive"),
    ("八成以上", "percent", "≥", "80", "%", "positive"),
    ("千分之三", "permille", "≥", "3", "‰", "positive"),
    ("≤万分之一", "fraction", "≤", "0.01", "%", "negative"),
    ("增长2个百分点", "composite", "≥", "2", "百分点", "positive"),
    ("三次", "number", "≥", "3", "次", "positive"),
    ("十二期", "number", "≥", "12", "期", "positive"),
    ("两套", "number", "≥", "2", "套", "positive"),
    ("一百二十三人", "number", "≥", "123", "人", "positive"),
    ("不少于三场", "number", "≥", "3", "场", "positive"),
    ("1，234人次", "number", "≥", "1234", "人次", "positive"),
    ("1.2亿人次", "number", "≥", "120000000", "人次", "positive"),
    ("3千人", "number", "≥", "3000", "人", "positive"),
    ("3千米", "number", "≥", "3", "千米", "positive"),
    ("≥500m²", "number", "≥", "500", "m²", "positive"),
    ("2千元", "money", "≥", "2", "千元", "positive"),
    ("100元/人", "money", "≥", "100", "元/人", "positive"),
    ("736亿元", "money", "≥", "736", "亿元", "positive"),
    ("每月1次", "number", "≥", "1", "次/月", "positive"),
    ("每户走访2次", "text", "≥", "2", "次/户", "positive"),
    ("4次/年", "number", "≥", "4", "次/年", "positive"),
    ("120家(次)", "number", "≥", "120", "家(次)", "positive"),
    ("30项制度", "number", "≥", "30", "项", "positive"),
    ("20家企业", "number", "≥", "20", "家", "positive"),
    ("5个人", "number", "≥", "5", "人", "positive"),
    ("15圃", "number", "≥", "15", "圃", "positive"),
    ("100mg/L", "number", "≥", "100", "mg/L", "positive"),
    ("20 796 家", "number", "≥", "20796", "家", "positive"),
    ("98. 5 %", "percent", "≥", "98.5", "%", "positive"),
    ("(≥90%)", "percent", "≥", "90", "%", "positive"),
    ("≥90%。", "percent", "≥", "90", "%", "positive"),
    ("2020年完成12期", "number", "≥", "12", "期", "positive"),
    ("《今日光谷2020》12期", "number", "≥", "12", "期", "positive"),
    ("5G覆盖率100%", "percent", "≥", "100", "%", "positive"),
    ("约300人", "approx", "≥", "300", "人", "positive"),
    ("近500", "approx", "≥", "500", None, "positive"),
    ("200余万元", "approx", "≥", "200", "万元", "positive"),
    ("签约800亿元", "money", "≥", "800", "亿元", "positive"),
    ("同比下降10%以上", "composite", "≥", "10", "%", "positive"),
    ("0%", "percent", "=", "0", "%", "zero"),
    ("≤0", "number", "≤", "0", None, "zero"),
    ("零事故", "number", "=", "0", None, "zero"),
    ("无安全事故", "number", "=", "0", None, "zero"),
    ("不发生重大事故", "number", "=", "0", None, "zero"),
    ("前五名", "rank", "≤", "5", "名", "rank"),
    ("排名全国第五", "rank", "≤", "5", "名", "rank"),
    ("前20强", "rank", "≤", "20", "名", "rank"),
    ("前10%", "rank", "≤", "10", "%", "rank"),
    ("2020年12月31日前", "date", "≤", None, None, "deadline"),
    ("100-200", "range", "range", None, None, "interval"),
    ("3—5家", "range", "range", None, "家", "interval"),
    ("90%至95%", "range", "range", None, "%", "interval"),
    ("100万-200万元", "range", "range", None, "万元", "interval"),
    ("不低于上年水平", "relative", "≥", None, None, "positive"),
    ("优于去年", "relative", ">", None, None, "positive"),
    ("≤预算数", "relative", "≤", None, None, "negative"),
    ("控制在预算内", "relative", "≤", None, None, "negative"),
    ("不突破概算", "relative", "≤", None, None, "negative"),
    ("位次不下降", "relative", "≤", None, "名", "rank"),
    ("同比上升", "trend", ">", None, None, "positive"),
    ("服务范围扩大", "trend", None, None, None, "level"),
    ("优", "grade", None, None, None, "level"),
    ("A级", "grade", None, None, None, "level"),
    ("5A级景区", "grade", None, None, None, "level"),
    ("良好以上", "grade", "≥", None, None, "level"),
    ("达到国家标准", "qualitative", None, None, None, "level"),
    ("第三方", "qualitative", None, None, None, "level"),
    ("一次性", "qualitative", None, None, None, "level"),
    ("7×24小时", "qualitative", None, None, None, "level"),
    ("荣获国家卫生城市称号", "bool", None, None, None, "level"),
    ("☑是 □否", "bool", None, None, None, "level"),
    ("≥XX%", "placeholder", None, None, None, None),
    ("XX月", "placeholder", None, None, None, None),
    ("*", "placeholder", None, None, None, None),
    ("/", "empty", None, None, None, None),
    ("——", "empty", None, None, None, None),
    ("  ", "empty", None, None, None, None),
]


@pytest.mark.parametrize(
    ("text", "kind", "comparator", "value", "unit", "direction"),
    TARGETS,
    ids=[row[0] for row in TARGETS],
)
def test_target(
    text: str,
    kind: str,
    comparator: str | None,
    value: str | None,
    unit: str | None,
    direction: str | None,
) -> None:
    reading = read_target(text)
    assert (reading.kind, reading.comparator, reading.unit, reading.direction) == (
        kind,
        comparator,
        unit,
        direction,
    )
    assert reading.value == (None if value is None else Decimal(value))


# 写法, 类别, 比较, 值, 单位, 档次
ACTUALS: list[tuple[str, str, str | None, str | None, str | None, int | None]] = [
    ("≥90%", "percent", "≥", "90", "%", None),
    ("1200人次以上", "number", "≥", "1200", "人次", None),
    ("达到95%", "percent", None, "95", "%", None),
    ("近500家", "approx", "<", "500", "家", None),
    ("节约10万元", "money", None, "10", "万元", None),
    ("下降2个百分点", "composite", None, "-2", "百分点", None),
    ("同比增长-5%", "composite", None, "-5", "%", None),
    ("实际完成12期，计划10期", "composite", None, "12", "期", None),
    ("12期(计划10期)", "composite", None, "12", "期", None),
    ("甲10件，乙20件，共30件", "composite", None, "30", "件", None),
    ("完成宣传片1部、方案2套", "composite", None, None, None, None),
    ("90-95%", "range", "range", None, "%", None),
    ("11月底前", "date", "≤", None, None, None),
    ("2021.3.5", "date", None, None, None, None),
    ("未发生事故", "number", None, "0", None, None),
    ("零投诉", "number", None, "0", None, None),
    ("完成", "qualitative", None, None, None, 1),
    ("超额完成", "qualitative", None, None, None, 1),
    ("达成年度指标", "qualitative", None, None, None, 1),
    ("部分达成年度指标并具有一定效果", "qualitative", None, None, None, 2),
    ("未达成年度指标且效果较差", "qualitative", None, None, None, 3),
    ("未全部完成", "qualitative", None, None, None, 2),
    ("基本未完成", "qualitative", None, None, None, 3),
    ("基本完成", "qualitative", None, None, None, 2),
    ("未开展", "qualitative", None, None, None, 3),
    ("正在推进", "qualitative", None, None, None, None),
    ("100%达成预期指标", "composite", None, "100", "%", 1),
    ("不超过预算", "text", None, None, None, None),
    ("已获得“档案奖”", "bool", None, None, None, None),
]


@pytest.mark.parametrize(
    ("text", "kind", "comparator", "value", "unit", "band"), ACTUALS, ids=[r[0] for r in ACTUALS]
)
def test_actual(
    text: str,
    kind: str,
    comparator: str | None,
    value: str | None,
    unit: str | None,
    band: int | None,
) -> None:
    reading = read_actual(text)
    assert (reading.kind, reading.comparator, reading.unit, reading.band) == (
        kind,
        comparator,
        unit,
        band,
    )
    assert reading.value == (None if value is None else Decimal(value))
    assert reading.direction is None


@pytest.mark.parametrize(
    ("text", "days", "years"),
    [
        ("12月底前", ("12-31",), (None,)),
        ("2020年2月", ("02-29",), (2020,)),
        ("2月底前", ("02-28",), (None,)),
        ("6月30日前完成", ("06-30",), (None,)),
        ("2020-06-30", ("06-30",), (2020,)),
        ("12.31前", ("12-31",), (None,)),
        ("2020年底前", ("12-31",), (2020,)),
        ("上半年", ("06-30",), (None,)),
        ("三季度末", ("09-30",), (None,)),
        ("9月中旬", ("09-20",), (None,)),
        ("6月份完成制作;9月份完成文本", ("06-30", "09-30"), (None, None)),
    ],
)
def test_deadline(text: str, days: tuple[str, ...], years: tuple[int | None, ...]) -> None:
    reading = read_target(text)
    assert (reading.dates, reading.years) == (days, years)
    assert reading.direction is Direction.DEADLINE
    assert not reading.quantitative


@pytest.mark.parametrize(
    "text",
    [
        "到0次",
        "到95%",
        "1.5.3",
        "12,5000",
        "45/50",
        "±5%",
        "上千人",
        "三分之二",
        "365天×24小时",
        "不少于12期，不超过20期",
    ],
)
def test_unreadable_is_said_not_guessed(text: str) -> None:
    for reading in (read_target(text), read_actual(text)):
        assert reading.value is None
        assert reading.doubts


@pytest.mark.parametrize(
    "text",
    [
        "290%",
        ">100%",
        "≥0",
        "529 ☑",
        "12 34",
        "100% 100%",
        "不超过90%以上",
        "1-5月",
        "3月内",
        "2020年",
        "200-100",
    ],
)
def test_read_with_a_doubt(text: str) -> None:
    reading = read_target(text)
    assert reading.kind is not Kind.TEXT
    assert reading.doubts
    assert not any(doubt.endswith("。") for doubt in reading.doubts)


def test_slip_says_what_it_may_be() -> None:
    assert read_target("到0次").doubts == ("疑为“≥10次”误识",)
    assert read_actual("295%", read_target("≥95%")).doubts == ("“295%”疑为“≥95%”误识",)


@pytest.mark.parametrize(
    ("text", "name", "category", "comparator", "value", "unit", "doubtful"),
    [
        ("100", "工程验收合格率", "质量指标", "≥", "100", "%", True),
        ("100", "学生满意度", "", "≥", "100", "%", True),
        ("0.95", "完成率", "", "≥", "95", "%", True),
        ("1", "完成率", "", "≥", "1", None, True),
        ("43.2", "工程资金金额", "数量指标", "≤", "43.2", None, True),
        ("5.2", "完成投资额", "数量指标", "≥", "5.2", None, True),
        ("500", "项目总成本", "成本指标", "≤", "500", None, False),
        ("500万元", "项目总成本", "成本指标", "≤", "500", "万元", False),
        ("≥5%", "成本节约率", "成本指标", "≥", "5", "%", False),
        ("5%", "成本节约率", "成本指标", "≥", "5", "%", False),
        ("5起", "安全事故", "数量指标", "≤", "5", "起", True),
        ("100%", "投诉处理率", "", "≥", "100", "%", False),
        ("95", "完成率（%）", "", "≥", "95", "%", False),
        ("1200", "参观人数（人次）", "", "≥", "1200", "人次", False),
        ("20", "新增市场主体(与市场局共同完成)", "", "≥", "20", None, False),
        ("5天", "办理时限", "时效指标", "≤", "5", "天", False),
        ("无", "安全生产事故", "", "=", "0", None, True),
        ("", "东津医疗收入达到5亿元", "", "≥", "5", "亿元", True),
    ],
)
def test_target_by_name(
    text: str,
    name: str,
    category: str,
    comparator: str,
    value: str,
    unit: str | None,
    doubtful: bool,
) -> None:
    reading = read_target(text, name, category)
    assert (reading.comparator, reading.value, reading.unit) == (comparator, Decimal(value), unit)
    assert bool(reading.doubts) is doubtful


def test_deadline_in_the_name_stands_beside_the_cell() -> None:
    reading = read_target("100%", "12月底之前完成")
    assert (reading.value, reading.dates) == (Decimal(100), ("12-31",))
    assert reading.doubts


def test_nothing_is_zero_only_where_less_is_better() -> None:
    assert read_actual("无", read_target("≤3起")).value == 0
    assert read_actual("无", read_target("0")).value == 0
    unread = read_actual("无", read_target("≥3场"))
    assert unread.value is None
    assert unread.doubts


def test_actual_takes_the_part_the_target_asks_for() -> None:
    text = "完成12期，完成率120%"
    assert read_actual(text).value is None
    assert read_actual(text, read_target("12期")).value == 12
    assert read_actual(text, read_target("≥90%")).value == 120


def test_parts_of_a_composite() -> None:
    reading = read_actual("24981 家(其中企业 17556 家)")
    assert reading.parts == (Quantity(Decimal(24981), "家"), Quantity(Decimal(17556), "家"))


# ── 可比 ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("target", "actual", "pair"),
    [
        ("≤1‰", "100%", ("1", "1000")),
        ("736亿元", "803亿元", ("736", "803")),
        ("5亿元", "60000万元", ("5", "6")),
        ("500万元", "5000000元", ("500", "500")),
        ("1000人/年", "1024人", ("1000", "1024")),
        ("10万人次", "11.8万人次", ("100000", "118000")),
        ("30km", "32.6公里", ("30", "32.6")),
        ("30公里", "30000米", ("30", "30")),
        ("3亩", "2000平方米", ("3", "3")),
        ("600条", "616", ("600", "616")),
        ("10个", "10家", ("10", "10")),
        ("120家(次)", "118家 (次)", ("120", "118")),
        ("前三", "第二", ("3", "2")),
        ("2小时内", "90分钟", ("2", "1.5")),
        ("同比下降10%以上", "下降45%", ("10", "45")),
        ("同比下降10%以上", "增长5%", ("10", "-5")),
        (">3%", "-18%", ("3", "-18")),
        ("1000件", "100%", None),
        ("100%", "1000件", None),
        ("1次/月", "12次", None),
        ("1000人", "1200人次", None),
        ("25.77亿美元", "21.6亿元", None),
        ("12月底前", "10月", None),
        ("12次", "全面完成", None),
        ("6组共54人", "6组共54人", None),
    ],
)
def test_comparable(target: str, actual: str, pair: tuple[str, str] | None) -> None:
    goal = read_target(target)
    expected = None if pair is None else (Decimal(pair[0]), Decimal(pair[1]))
    assert comparable(goal, read_actual(actual, goal)) == expected


def test_falling_name_flips_the_actual() -> None:
    target = read_target("≥5%", "能耗下降率")
    assert comparable(target, read_actual("下降6%", target)) == (Decimal(5), Decimal(6))


def test_comparable_parts() -> None:
    target, actual = read_target("6组共54人"), read_actual("6组共50人")
    assert comparable_parts(target, actual) == (
        (Decimal(6), Decimal(6)),
        (Decimal(54), Decimal(50)),
    )
    assert comparable_parts(read_target("60%~70%"), read_actual("65%")) == (
        (Decimal(60), Decimal(65)),
        (Decimal(70), Decimal(65)),
    )
    assert comparable_parts(target, read_actual("6组")) is None


def test_same_words() -> None:
    assert same_words(read_target("≥4 种，"), read_actual("≥4种"))
    assert same_words(read_target("≥９０％"), read_actual("≧90%。"))
    assert not same_words(read_target("≥90%"), read_actual("90%"))
    assert not same_words(read_target("1.5"), read_actual("15"))
    assert not same_words(read_target("-18%"), read_actual("18%"))
    assert not same_words(read_target(""), read_actual("。"))


# ── 格子 ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "unit", "value", "remark", "doubtful"),
    [
        (
            "2808.6(其中包括调剂的经费10.6万元)",
            "万元",
            "2808.6",
            "其中包括调剂的经费10.6万元",
            False,
        ),
        ("9000(压缩前)7200(压缩后)", "万元", "7200", "9000(压缩前)7200(压缩后)", False),
        ("2903.5(压缩后)", "万元", "2903.5", "压缩后", False),
        ("24,146.80万元", "万元", "24146.80", "", False),
        ("15000000.00", "元", "1500", "", False),
        ("15000000.00", "万元", "15000000", "", True),
        ("1.5亿元", "万元", "15000", "", False),
        ("804.86 万元", "元", "804.86", "", False),
        ("529.75 ☑", "万元", "529.75", "", True),
        ("－５．３", "万元", "-5.3", "", False),
        ("约500万元", "万元", "500", "约", True),
        ("2020年700", "万元", "700", "2020年", False),
        ("/", "万元", None, "", False),
        ("无", "万元", None, "", False),
        ("", "万元", None, "", False),
        ("很多", "万元", None, "很多", True),
        ("100+20", "万元", None, "100+20", True),
        ("100-200", "万元", None, "100-200", True),
        ("5", "吨", None, "", True),
    ],
)
def test_amount(text: str, unit: str, value: str | None, remark: str, doubtful: bool) -> None:
    amount = read_amount(text, unit)
    assert amount.value == (None if value is None else Decimal(value))
    assert amount.remark == remark
    assert bool(amount.doubts) is doubtful


@pytest.mark.parametrize(
    ("text", "percent", "decimals", "doubtful"),
    [
        ("99.1%", "99.1", 1, False),
        ("99.10％", "99.1", 2, False),
        ("67.24", "67.24", 2, True),
        ("0.94", "94", 0, True),
        ("1.00", "100", 0, True),
        ("0.502", "50.2", 1, True),
        ("494%", "494", 0, False),
        ("1.05", None, 0, True),
        ("百分之九十", "90", 0, False),
        ("/", None, 0, False),
        ("", None, 0, False),
        ("未执行", None, 0, True),
    ],
)
def test_rate(text: str, percent: str | None, decimals: int, doubtful: bool) -> None:
    rate = read_rate(text)
    assert rate.percent == (None if percent is None else Decimal(percent))
    assert rate.decimals == decimals
    assert bool(rate.doubts) is doubtful


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("16分", "16"),
        ("15", "15"),
        ("3.00", "3"),
        ("(12分)", "12"),
        ("（80 分）", "80"),
        ("１０分", "10"),
        ("（XX分）", None),
        ("满分", None),
        ("", None),
    ],
)
def test_points(text: str, points: str | None) -> None:
    assert read_points(text) == (None if points is None else Decimal(points))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("质量指标 (12分)", ("质量指标", Decimal(12))),
        ("优化营商环境(6分)", ("优化营商环境", Decimal(6))),
        ("企业安全生产检查次数 (15分)", ("企业安全生产检查次数", Decimal(15))),
        ("产出指标（４０ 分）", ("产出指标", Decimal(40))),
        ("产出指标 50分", ("产出指标", Decimal(50))),
        ("新增市场主体(与市场局共同完成)", ("新增市场主体(与市场局共同完成)", None)),
        ("年度绩效目标1 (XX 分)", ("年度绩效目标1 (XX 分)", None)),
        ("培训（5分钟）", ("培训（5分钟）", None)),
        ("招聘会(10)", ("招聘会(10)", None)),
        ("", ("", None)),
    ],
)
def test_split_points(name: str, expected: tuple[str, Decimal | None]) -> None:
    assert split_points(name) == expected


# ── 性质 ──────────────────────────────────────────────────────────────────────

TRADE = st.text(
    alphabet="0123456789０９.．,，%％‰≥≤><=＝》《-—~至到前后第以上下内不低于超过达万亿元年月日底个百分之点"
    "一二十两百千家人次共其中如无零未完成约近余多()（）“”、；。 ☑√×/*X…提升下降",
    max_size=30,
)


@settings(max_examples=600, deadline=None)
@given(st.one_of(st.text(max_size=40), TRADE), st.one_of(st.text(max_size=10), TRADE))
def test_never_raises(text: str, other: str) -> None:
    target = read_target(text, other, other)
    actual = read_actual(other, target)
    for reading in (target, actual):
        hash(reading)
        assert all(isinstance(doubt, str) for doubt in reading.doubts)
        if reading.value is not None:
            assert reading.value.is_finite()
    comparable(target, actual)
    comparable_parts(target, actual)
    same_words(target, actual)
    read_amount(text)
    read_amount(text, other)
    read_rate(text)
    read_points(text)
    split_points(text)


ABSURD = (
    "9",
    "1月",
    "一",
    "≥",
    "(1)",
    "6组共54人",
    "达到90%以上，",
    "1:00",
    "第1名",
    "1-",
    "无",
    "☑是",
    "百分之",
    "《a》",
    "2020年",
    "如1",
)


@pytest.mark.parametrize("part", ABSURD)
def test_cells_too_long_to_be_values_are_left_to_people(part: str) -> None:
    longest = part * (2000 // len(part))
    assert not any("太长" in doubt for doubt in read_target(longest).doubts)
    for text in (longest + part, part * 50_000):
        for reading in (read_target(text, part), read_actual(text)):
            assert (reading.text, reading.kind, reading.value) == (text, Kind.TEXT, None)
            assert reading.doubts == (f"有{len(text)}个字，太长，没有去读",)


@pytest.mark.parametrize("part", ABSURD)
def test_other_long_cells_are_read_or_refused(part: str) -> None:
    text = part * 5000
    read_target("90", text)
    read_amount(text)
    read_rate(text)
    read_points(text)
    split_points(text)


def test_repeated_figures_and_dates_are_all_found() -> None:
    assert len(read_actual("6组共54人，" * 200).parts) == 400
    assert len(read_target("1月" * 900).dates) == 900
    assert len(read_target("12月底前；" * 300).dates) == 300
    assert read_actual("8家" + "(其中1家未开业)" * 150).value == 8


def test_a_longer_band_word_never_comes_later() -> None:
    """档次按一遍正则找，同一处只得最长的说法，所以长的说法不能排在它所含的短的后面。"""
    order = {word: row for row, (_, listed) in enumerate(BANDS) for word in listed.split()}
    assert len(order) == sum(len(listed.split()) for _, listed in BANDS)
    inside = [
        (longer, shorter)
        for longer in order
        for shorter in order
        if longer != shorter and longer.startswith(shorter)
    ]
    assert inside
    assert all(order[longer] <= order[shorter] for longer, shorter in inside)


def test_patterns_are_compiled_when_first_used() -> None:
    modules = [
        found for name, found in sys.modules.items() if name.startswith("reportgen.notation")
    ]
    assert len(modules) >= 10
    assert not [
        name
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    ]
    broken = regex("(")  # 还没有编译，不会出错
    with pytest.raises(re.error):
        broken.search("甲")
    pattern = regex("甲+")
    assert pattern.sub("乙", "丙甲甲丙") == "丙乙丙"
    assert pattern.search is pattern.search  # 编译过一次就用编译好的


NUMBERS = st.decimals(
    min_value=Decimal("0.01"), max_value=Decimal("9999999"), places=2, allow_nan=False
)
COMPARATORS = st.sampled_from(
    [
        ("≥", "≥{}"),
        ("≥", "≧{}"),
        ("≥", ">={}"),
        ("≥", "＞＝{}"),
        ("≥", "不低于{}"),
        ("≥", "不少于{}"),
        ("≥", "{}以上"),
        ("≥", "达到{}以上"),
        (">", ">{}"),
        (">", "＞{}"),
        (">", "大于{}"),
        ("≤", "≤{}"),
        ("≤", "≦{}"),
        ("≤", "不超过{}"),
        ("≤", "控制在{}以内"),
        ("≤", "{}以内"),
        ("<", "＜{}"),
        ("<", "低于{}"),
        ("=", "={}"),
        ("=", "＝{}"),
    ]
)
UNITS = st.just("") | st.sampled_from(
    [
        "%",
        "‰",
        "家",
        "份",
        "场",
        "人次",
        "次/月",
        "人/年",
        "台套",
        "TB",
        "公里",
        "万元",
        "亿元",
        "平方米",
        "期",
        "条",
        "件",
        "天",
        "圃",
    ]
)
WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


@settings(max_examples=400, deadline=None)
@given(NUMBERS, COMPARATORS, UNITS, st.booleans(), st.booleans(), st.booleans())
def test_printed_figures_read_back(
    number: Decimal,
    comparison: tuple[str, str],
    unit: str,
    thousands: bool,
    wide: bool,
    spaced: bool,
) -> None:
    comparator, frame = comparison
    printed = f"{number:,}" if thousands else f"{number}"
    figure = f"{printed}{' ' if spaced else ''}{unit}"
    text = frame.format(f" {figure}" if spaced else figure)
    reading = read_target(text.translate(WIDE) if wide else text)
    assert (reading.comparator, reading.value, reading.unit) == (comparator, number, unit or None)
    copied = read_actual(text)
    assert (copied.comparator, copied.value) == (comparator, number)


@settings(max_examples=100, deadline=None)
@given(NUMBERS, COMPARATORS, st.sampled_from(["人", "人次", "平方米", "株", "吨", "km"]))
def test_ten_thousands_multiply(number: Decimal, comparison: tuple[str, str], unit: str) -> None:
    comparator, frame = comparison
    reading = read_target(frame.format(f"{number}万{unit}"))
    assert (reading.comparator, reading.value) == (comparator, number * 10000)
    assert reading.unit == unit


@settings(max_examples=200, deadline=None)
@given(NUMBERS, UNITS.filter(bool))
def test_at_least_reads_its_parts(number: Decimal, unit: str) -> None:
    reading = read_target(f"≥{number}{unit}")
    assert (reading.comparator, reading.value, reading.unit) == ("≥", number, unit)
    assert reading.direction is Direction.POSITIVE
    assert reading.quantitative


@settings(max_examples=200, deadline=None)
@given(
    st.decimals(min_value=-99999, max_value=99999, places=4, allow_nan=False),
    st.booleans(),
    st.sampled_from(["", "万元", " 万元"]),
    st.sampled_from(["", "(压缩后)", "（调整后）"]),
    st.booleans(),
)
def test_printed_amounts_read_back(
    number: Decimal, thousands: bool, unit: str, remark: str, wide: bool
) -> None:
    text = (f"{number:,}" if thousands else f"{number}") + unit + remark
    amount = read_amount(text.translate(WIDE) if wide else text)
    assert amount.value == number
    assert not amount.doubts


SCALES = st.sampled_from(
    [("元", "万元"), ("万元", "亿元"), ("%", "‰"), ("米", "公里"), ("公斤", "吨"), ("人", "万人")]
)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**6), st.integers(1, 10**6), SCALES)
def test_comparable_is_symmetric_in_scale(first: int, second: int, units: tuple[str, str]) -> None:
    small, large = units
    there = comparable(read_target(f"≥{first}{small}"), read_actual(f"{second}{large}"))
    back = comparable(read_target(f"≥{second}{large}"), read_actual(f"{first}{small}"))
    assert there is not None
    assert back is not None
    assert there[0] * back[0] == there[1] * back[1]
