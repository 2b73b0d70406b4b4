"""压缩的规矩：小标题、编号、条数、承接语、省略的原话。"""

from __future__ import annotations

import pytest

from reportgen.condense import Keep, condense, condensed_to
from reportgen.condense.render import agreed
from tests.condense.texts import sections
from tests.condense.wellformed import faults, invented, out_of_order

TITLED = [
    "1.产出指标完成情况",
    "全年完成道路维修3.2公里，更换路灯156盏。",
    "2.满意度指标完成情况",
    "发放问卷500份，调查工作组织有序。",
    "3.偏差原因分析",
    "未按期完成，主要原因：一是资料不全，协调不够；二是管线迁改费用未列入预算。",
]


@pytest.mark.parametrize(
    ("body", "stated", "expected"),
    [
        (["主要存在以下三个问题", "："], 3, ["主要存在以下问题", "："]),
        (["存在三个方面的问题", "："], 3, ["存在问题", "："]),
        (["主要有三个方面", "："], 3, []),
        (["我们将从以下三个方面加以改进", "："], 3, ["我们将从以下方面加以改进", "："]),
        (["下一步", "，", "主要有三点", "："], 3, ["下一步", "："]),
        (["共涉及三个单位", "："], 4, ["共涉及三个单位", "："]),
    ],
)
def test_stated_numbers_agree_or_go(body: list[str], stated: int, expected: list[str]) -> None:
    assert agreed(body, stated) == expected


def test_contents_stay_under_their_own_heading() -> None:
    """每一级里，小标题下面是它自己的内容，没有内容的小标题不写。"""
    steps = 0
    for step in condense(TITLED):
        steps += 1
        lines = step.paragraphs
        owner = {TITLED[at + 1][:3]: TITLED[at][2:] for at in range(0, 6, 2)}
        owner["资料不"] = owner["一是资"] = owner["管线迁"] = owner["未按期"]
        for at, line in enumerate(lines):
            if line[:3] in owner:
                assert at and lines[at - 1].endswith(owner[line[:3]]), lines
            else:
                assert line[-1] != "。" and at + 1 < len(lines), lines
        assert [line[:2] for line in lines if line[0].isdigit()] == [
            f"{number}." for number in range(1, sum(line[0].isdigit() for line in lines) + 1)
        ]
    assert steps > 10


def test_every_step_of_the_real_sections_reads_well() -> None:
    """组织部、宣传、办公室：没有摘要版可比的报告，每一级都成句。"""
    steps = 0
    for name in ("组织部", "宣传-缩略版", "办公室-摘要版"):
        for _, body in sections(name):
            for step in condense(body):
                steps += 1
                assert not faults(step.paragraphs, body), (name, step)
                assert not invented(step.paragraphs, body), (name, step)
                assert not out_of_order(step.paragraphs, body), (name, step)
                assert all(piece in "\n".join(body) for piece in step.omitted), step.omitted
    assert steps > 300


def test_lists_keep_every_point_while_anything_else_can_go() -> None:
    texts = dict(sections("整体-缩略版"))
    body = next(body for title, body in texts.items() if "问题和原因" in title)
    made = condensed_to(body, 110)
    assert made is not None
    for point in ("一是全年大厅开放时间", "二是我局", "三是我局创新服务", "四是"):
        assert point in made.paragraphs[0]


def test_read_and_approved_department() -> None:
    """组织部的改进措施：压到六成，读过。"""
    texts = dict(sections("组织部"))
    body = next(body for title, body in texts.items() if "改进措施" in title and len(body) == 1)
    made = condensed_to(body, 104)
    assert made is not None
    assert made.paragraphs == (
        "合理安排项目预算，提升预算管理水平和项目预算管理水平。项目实施单位在编制年初预算时，"
        "应参考近年资金使用情况，对年初预算进行精细化测算，并根据预算安排，抓紧组织项目建设实施，"
        "进一步提升预算管理的精细化水平。",
    )
    assert made.omitted[0] == "结合当年工作计划与项目主要内容"


def test_read_and_approved_publicity() -> None:
    """宣传的问题和原因：留住项目的数和原因，读过。"""
    texts = dict(sections("宣传-缩略版"))
    body = next(body for title, body in texts.items() if "问题和原因" in title)
    made = condensed_to(body, 71, Keep(("1740", "1628.06", "94.00%")))
    assert made is not None
    assert made.paragraphs == (
        "2020年宣传经费项目预算资金为1740万元，2020年实际执行金额1628.06万元，预算执行率为94.00%，"
        "主要原因是受新冠肺炎疫情不可抗力因素影响，1-5月未举行光谷大讲堂。",
    )


def test_spaces_of_a_converter_do_not_stay() -> None:
    made = condensed_to(["2020 年预算 3219 万元（含上年结转），支出 2903.5 万元。"], 17)
    assert made is not None
    assert made.paragraphs == ("2020年预算3219万元，支出2903.5万元。",)


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        (
            "因为租金标准有所调整，但一直未确定，导致补充协议无法签订，故无法支付该笔资金。",
            ("但一直未确定。", "有所调整。"),
        ),
        (
            "如遇特殊情况，导致资金无法支付，应及时调整预算，以提高资金使用率。",
            ("特殊情况。", "无法支付。"),
        ),
        ("由于意见不统一，如甲小区、乙小区等，方案反复修改，导致开工推迟。", ("不统一。", "等。")),
        (
            "办公室拟根据疫情发展情况，结合当年工作计划，对预算进行精细化测算。",
            ("情况。", "计划。"),
        ),
        ("虽然总体进展顺利，但是部分标段超出预算，给资金平衡带来压力。", ("顺利。",)),
        ("对照年初设定的绩效目标，我局认真开展了自评工作，共涉及指标21个。", ("目标。",)),
        ("在人员少、任务重的情况下，全体职工克服困难，完成任务36项。", ("情况下。",)),
    ],
)
def test_half_sentences_never_stand_alone(text: str, unfinished: tuple[str, ...]) -> None:
    steps = list(condense([text]))
    assert steps
    for step in steps:
        assert not step.paragraphs[0].endswith(unfinished), step.paragraphs
        assert not faults(step.paragraphs, [text])


def test_an_excerpt_that_begins_with_the_second_point_keeps_its_points() -> None:
    given = [
        "（二）预算执行进度偏慢。上半年仅支付资金312万元，占全年预算的9.75%。",
        "（三）绩效指标设置不够科学。“居民满意度”没有明确调查方式和样本量。",
    ]
    made = condensed_to(given, 30)
    assert made is not None
    assert made.paragraphs == ("（二）预算执行进度偏慢。", "（三）绩效指标设置不够科学。")
