"""成记录：每种字段读对，每种错都带出处和怎么改，一次说全。"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

import pytest

from reportgen.finding import Unreadable
from reportgen.located import Record, titled
from reportgen.model import Indicator, Project
from reportgen.reading.builder import SHOWN, Builder
from reportgen.reading.node import Node
from reportgen.reading.yaml_file import read_documents


class Money(Record):
    amounts: ClassVar[bool] = True

    budget: Decimal | None = titled("预算数", None)
    text: str = titled("原文", "")


class Person(Record):
    name: str = titled("姓名")
    age: int | None = titled("年龄", None, ge=0, le=150)


class Book(Record):
    title: str = titled("书名", "")
    year: int = titled("年度", ge=1990, le=2100)
    kind: Literal["甲类", "乙类"] = titled("类别", "甲类")
    tags: tuple[str, ...] = titled("标签", ())
    price: Decimal = titled("价", Decimal(0))
    lent: bool = titled("借出", False)
    money: Money = titled("资金", Money())
    authors: tuple[Person, ...] = titled("作者", ())
    range: tuple[Decimal, Decimal] = titled("档次", (Decimal(0), Decimal(0)))
    notes: dict[str, str] = titled("附注", default_factory=dict)


def node(text: str) -> Node:
    [document] = read_documents(text.encode(), "甲")[0]
    assert document.node is not None
    return document.node


def built(text: str) -> Book:
    return Builder().build(Book, node(text))


def refused(text: str) -> list[str]:
    """``行:列 消息 → 怎么办``，每条一行。"""
    with pytest.raises(Unreadable) as stopped:
        built(text)
    return [
        f"{str(each.origins[0]).removeprefix('甲:')} {each.message} → {each.remedy}"
        for each in stopped.value.findings
    ]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("书名:  光谷 ", "title", "光谷"),
        ("书名:", "title", ""),
        ("年度: 2020年度", "year", 2020),
        ("年度: 2020 年", "year", 2020),
        ("年度: ２０２０", "year", 2020),
        ("类别: 乙类", "kind", "乙类"),
        ("标签: 一、二，三；四", "tags", ("一", "二", "三", "四")),
        ("标签: 一", "tags", ("一",)),
        ("标签:", "tags", ()),
        ("标签: [一, '', 二]", "tags", ("一", "二")),
        ("价: 1.50", "price", Decimal("1.50")),
        ("借出: 是", "lent", True),
        ("借出: 否", "lent", False),
        ("资金:", "money", Money()),
        ("档次: [80, 60]", "range", (Decimal(80), Decimal(60))),
        ("附注: {一: 二, 三: }", "notes", {"一": "二"}),
    ],
)
def test_fields(text: str, field: str, value: object) -> None:
    start = "" if text.startswith("年度") else "年度: 2020\n"
    assert getattr(built(start + text), field) == value


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("2903.5", "万元", "2903.5"),
        ("24,146.80万元", "万元", "24146.80"),
        ("'24,146.80'", "万元", "24146.80"),
        ("29035000", "元", "2903.5"),
        ("5万元", "元", "5"),
        ("0", "万元", "0"),
        ("-3", "万元", "-3"),
        ("/", "万元", None),
        ("无", "万元", None),
        ("''", "万元", None),
    ],
)
def test_amounts_are_in_wan_yuan(text: str, unit: str, amount: str | None) -> None:
    builder = Builder(unit)
    money = builder.build(Money, node(f"预算数: {text}"))
    assert money.budget == (None if amount is None else Decimal(amount))
    assert builder.findings == []


@pytest.mark.parametrize(
    ("text", "amount", "code", "message"),
    [
        (
            "2808.6(其中调剂10.6万元)",
            "2808.6",
            "amount-remark",
            "“预算数”填的“2808.6(其中调剂10.6万元)”按 2808.6万元读，其余的话没有用上",
        ),
        (
            "9000(压缩前)7200(压缩后)",
            "7200",
            "amount-remark",
            "“预算数”填的“9000(压缩前)7200(压缩后)”按 7200万元读，其余的话没有用上",
        ),
        (
            "29035000",
            "29035000",
            "amount-doubtful",
            "“预算数”填的“29035000”按 29035000万元读：数很大，疑为以元填写",
        ),
    ],
)
def test_an_amount_in_words_is_read_and_told(
    text: str, amount: str, code: str, message: str
) -> None:
    builder = Builder()
    assert builder.build(Money, node(f"预算数: {text}")).budget == Decimal(amount)
    [finding] = builder.findings
    assert (finding.code, finding.severity, finding.message) == (code, "warning", message)
    assert str(finding.origins[0]) == "甲:1:6"


UNREAD = "“资金/预算数”填的“{}”不是金额 → 填一个数（单位万元），说明写到“原文”或文字材料里"
KEYS = "书名、年度、类别、标签、价、借出、资金、作者、档次、附注"
ONE = "是一个值，不是列表 → 去掉方括号和“- ”，写成一个值；分段的，键后写 |- ，每段一行"
ENTRIES = "应当是“名称: 值”的各行 → 每行写“名称: 值”，下一级缩进两格"

REFUSED = [
    ("书名: 甲", ["1:1 缺少“年度” → 补上“年度”"]),
    ("年度:", ["1:4 缺少“年度” → 补上“年度”"]),
    ("年度: 去年", ["1:5 “年度”填的“去年”不是整数 → 填数字，例如 2020"]),
    ("年度: 2020.5", ["1:5 “年度”填的“2020.5”不是整数 → 填数字，例如 2020"]),
    ("年度: 20", ["1:5 “年度”填的“20”小于 1990 → 核对填的数"]),
    ("年度: 20200", ["1:5 “年度”填的“20200”大于 2100 → 核对填的数"]),
    (
        "年度: [2020]",
        [f"1:5 “年度”{ONE}"],
    ),
    ("类别: 丙类", ["1:5 “类别”填的“丙类”不在可选范围 → 只能填“甲类”或“乙类”"]),
    ("价: 很贵", ["1:4 “价”填的“很贵”不是数 → 填数字"]),
    ("价: NaN", ["1:4 “价”填的“NaN”不是数 → 填数字"]),
    ("借出: 也许", ["1:5 “借出”填的“也许”看不懂 → 填“是”或“否”"]),
    (
        "书名: {甲: 乙}",
        ["1:5 “书名”是一个值，下面不再分项 → 写成一个值；值里有花括号或冒号的，整个值加英文引号"],
    ),
    ("标签: {甲: 乙}", ["1:5 “标签”应当是列表 → 每项一行，以“- ”开头"]),
    (
        "标签: [[甲]]",
        [f"1:6 “标签[1]”{ONE}"],
    ),
    ("作者: 张三", ["1:5 “作者”应当是列表 → 每项一行，以“- ”开头"]),
    ("作者: [张三]", [f"1:6 “作者[1]”下面{ENTRIES}"]),
    ("作者: [{姓名: 甲}, {年龄: 5}]", ["1:15 缺少“作者[2]/姓名” → 补上“作者[2]/姓名”"]),
    ("作者: ['', {姓名: 甲, 年龄: 200}]", ["1:22 “作者[2]/年龄”填的“200”大于 150 → 核对填的数"]),
    ("附注: 甲", [f"1:5 “附注”下面{ENTRIES}"]),
    ("资金: 5", [f"1:5 “资金”下面{ENTRIES}"]),
    ("资金: [5]", [f"1:5 “资金”下面{ENTRIES}"]),
    ("资金: {预算数: 很多}", ["1:11 " + UNREAD.format("很多")]),
    ("资金: {预算数: 5或6}", ["1:11 " + UNREAD.format("5或6")]),
    ("档次: [80]", ["1:5 缺少“档次[2]” → 补上“档次[2]”"]),
    ("档次: [80, 60, 50]", ["1:5 “档次”的项数不对 → 应有 2 项"]),
    ("书明: 甲", ["1:5 不认得“书明” → 是不是“书名”"]),
    ("颜色: 红", [f"1:5 不认得“颜色” → 可用的有：{KEYS}"]),
    ("资金: {原闻: 5}", ["1:10 “资金”里不认得“原闻” → 是不是“原文”"]),
    ("作者: [{性名: 甲, 姓名: 甲}]", ["1:11 “作者[1]”里不认得“性名” → 是不是“姓名”"]),
    ("预算数: 5", ["1:6 不认得“预算数” → “预算数”应当写在“资金”下面，比它多缩进两格"]),
    ("资金: {书名: 甲}", ["1:10 “资金”里不认得“书名” → “书名”不属于这里，往前退一级缩进"]),
    (
        "资金: {预算数：5, 原文: 五}",
        ["1:11 “资金”里不认得“预算数：5” → 键的后面要用英文冒号加一个空格，不是“：”"],
    ),
    ("places: 5", [f"1:9 不认得“places” → 可用的有：{KEYS}"]),
    (
        "年度: 去年\n类别: 丙类\n书明: 甲\n资金: {预算数: 很多}\n作者: [{}]",
        [
            "1:5 “年度”填的“去年”不是整数 → 填数字，例如 2020",
            "2:5 “类别”填的“丙类”不在可选范围 → 只能填“甲类”或“乙类”",
            "3:5 不认得“书明” → 是不是“书名”",
            "4:11 " + UNREAD.format("很多"),
            "5:6 缺少“作者[1]/姓名” → 补上“作者[1]/姓名”",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), REFUSED, ids=[text for text, _ in REFUSED])
def test_what_cannot_be_read_is_told(text: str, expected: list[str]) -> None:
    whole = text if "年度" in text or text == "书名: 甲" else f"{text}\n年度: 2020"
    assert refused(whole) == expected


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("就一句话", "每行写“名称: 值”，下一级缩进两格"),
        ("书名：甲\n年度：2020", "键的后面要用英文冒号加一个空格，不是“：”"),
        ("- 甲", "每行写“名称: 值”，下一级缩进两格"),
    ],
)
def test_a_file_that_is_no_record(text: str, remedy: str) -> None:
    [told] = refused(text)
    assert told.endswith(f"数据文件应当是“名称: 值”的各行 → {remedy}")


def test_a_long_value_is_not_copied_whole_into_the_message() -> None:
    [told] = refused("年度: " + "很" * 200_000)
    assert f"“{'很' * SHOWN}…”" in told
    assert len(told) < 100


def test_a_value_already_told_is_not_told_again() -> None:
    assert refused("年度: >5\n书明: 甲") == ["2:5 不认得“书明” → 是不是“书名”"]


def test_broken_values_alone_still_stop_the_record() -> None:
    assert refused("年度: >5") == []
    assert refused("年度: 2020\n书明: 甲\n资金: *甲\n作者: [*乙]") == [
        "2:5 不认得“书明” → 是不是“书名”"
    ]


def test_a_bare_text_stands_for_the_whole_material_and_keeps_its_place() -> None:
    text = "年度: 2020\n文字材料:\n  甲: 全文\n  乙: {详: 长, 简: 短}\n  丙:\n"
    project = Builder().build(Project, node(text))
    assert {key: (each.full, each.brief) for key, each in project.materials.items()} == {
        "甲": ("全文", ""),
        "乙": ("长", "短"),
    }
    places = [str(each.origin("详")[0]) for each in project.materials.values()]
    assert places == ["甲:3:6", "甲:4:10"]


def test_every_field_of_a_row_keeps_its_place() -> None:
    row = Builder().build(Indicator, node("三级指标: 甲\n得分: 5\n"))
    assert (str(row.origin("得分")[0]), str(row.origin()[0])) == ("甲:2:5", "甲:1:1")
