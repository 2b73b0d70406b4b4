"""读起来像人写的：全部真实项目和编出来的怪项目，两个版本，逐句查标点、括号、序号和重复。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from reportgen.finding import Severity
from reportgen.intake import load
from reportgen.pipeline import Workshop, assess_project, make_reports
from reportgen.report import Kind, Report
from tests.projects import DEPARTMENT, Data, data, goal, read, row, rows

DATA = Path(__file__).parents[1] / "data" / "2020"
STEMS = sorted(path.stem for path in DATA.glob("*.yaml"))
PAIRS = ("（）", "“”", "‘’", "《》", "【】")
NUMERALS = "一二三四五六七八九十"

LONG_NAME = "关于进一步加强和改进全区城乡道路照明设施日常巡查维护管理与节能改造工作"
TEXTS = {
    "自评结论/存在的问题和原因": "一是材料涨价；二是雨水偏多。",
    "拟与预算安排相结合情况": "按结果安排下年度预算。",
    "部门自评工作开展情况": "成立小组，逐项核对。",
}
ODD: dict[str, Data] = {
    "一个指标": data(row("维护路灯", "100盏", "100盏", "80", "80")),
    "一个指标没有完成": data(row("维护路灯", "100盏", "60盏", "80", "48")),
    "六十个指标": data(*(row(f"第{n:02}号路灯", weight="1", score="1") for n in range(1, 61))),
    "六十个指标都没有完成": data(
        *(row(f"第{n:02}号路灯", "10盏", "8盏", "1", "0.8") for n in range(1, 61))
    ),
    "什么也没有完成": data(
        row("维护路灯", "100盏", "0盏", "40", "0"), row("种树", "5棵", "1棵", "40", "8")
    ),
    "执行率百分之四百九十四": data(资金={"预算数": "100", "执行数": "494"}),
    "执行率零": data(资金={"预算数": "100", "执行数": "0"}),
    "没有分值": data(*(row(f"路灯{n}", weight="", score="10") for n in range(8))),
    "没有文字": data(偏差原因分析="无", 改进措施="/"),
    "有文字": data(文字材料=TEXTS, 偏差原因分析="雨水偏多。", 改进措施="加强调度。"),
    "很长的名称": data(
        *(row(f"{LONG_NAME}第{n}标段完成率") for n in range(8)),
        项目名称=LONG_NAME,
        单位名称=LONG_NAME + "办公室",
    ),
    "新增项目": data(项目属性=["新增性项目"]),
    "没有满意度": data(*rows(4), row("受益人数", family="效益指标", weight="40", score="40")),
    "各类都有": data(
        row("路灯", "≥100盏", "120盏", "20", "20"),
        row("及时性", "及时", "及时", "20", "20", category="时效指标"),
        row("投诉率", "≤2%", "3%", "10", "6.67", "效益指标", 偏差原因="因施工扰民。"),
        row("无投诉天数", "365天", "", "10", "5", "效益指标"),
        row("群众满意度", "≥90%", "≥90%", "20", "20", "满意度指标"),
    ),
    "几个目标": data(
        年度绩效目标=[
            goal(*rows(4), points="40", content="修好路灯。"),
            goal(*rows(4), points="40", name="年度绩效目标2", content="种好树。"),
        ]
    ),
    "没有指标": data(年度绩效目标=[], 自评=None),
    "部门": data(*rows(6), base=DEPARTMENT),
    "资金有来源": data(
        资金={
            "预算数": "200",
            "执行数": "150",
            "年初预算": "150",
            "上年结转": "30",
            "追加": "20",
            "来源": [{"名称": "区级资金", "预算数": "200", "执行数": "150"}],
        }
    ),
    "缺得多": data(row("", "", "", "", ""), 资金=None, 自评=None, 单位名称=None, 填报日期=None),
}


def reports_of(made: Any, workshop: Workshop) -> list[Report]:
    """缩略版和摘要版。"""
    reports, findings = make_reports(assess_project(made, workshop), workshop)
    assert not [each for each in findings if each.severity is Severity.ERROR]
    return [report for report in reports if "版" in report.name]


# 重了的标点、空的括号、句号前面多余的标点、断在半句
MARKS = re.compile(r"[，。；：、！？]{2,}|（）|“”|《》|[，；：、（]。|[，、]$")


def prose(report: Report) -> list[str]:
    """各段文字，表格不算。"""
    return [text for block in report.blocks for text in block.wording.paragraphs]


def faults(report: Report) -> Iterator[str]:
    """读着不顺的地方。"""
    for text in prose(report):
        for wrong in MARKS.findall(text):
            yield f"标点“{wrong}”：{text}"
        for opened, closed in PAIRS:
            if text.count(opened) != text.count(closed):
                yield f"{opened}{closed}不成对：{text}"
        for wrong in re.findall(r"[，；、：（]无[，；、。）]|为无|None|\{\{|\{%|nan", text):
            yield f"句中有“{wrong}”：{text}"
        numbers = re.findall(rf"(?:^|[，。；：])([{NUMERALS}])是", text)
        if len(numbers) > 1 and "".join(numbers) not in NUMERALS:
            yield f"序号不连：{text}"
    for block in report.blocks:
        if "".join(block.wording.paragraphs[-1:]).endswith("："):
            yield f"冒号后面没有话：{block.wording.paragraphs[-1]}"
    yield from _repeated(report)
    yield from _misnumbered(report)


def _repeated(report: Report) -> Iterator[str]:
    """程序写的话不说两遍；单位自己写的不管。"""
    generated = (
        text
        for block in report.blocks
        if block.kind is Kind.GENERATED
        for text in block.wording.paragraphs
    )
    said = Counter(
        part for text in generated for part in re.split("[。；]", text) if len(part) > 12
    )
    yield from (f"说了 {times} 遍：{part}" for part, times in said.items() if times > 1)


def _misnumbered(report: Report) -> Iterator[str]:
    """标题的序号一级一级从头排起，不跳号。"""
    headings = [
        (block.level, block.wording.paragraphs[0]) for block in report.blocks if block.level
    ]
    counts: dict[int, int] = {}
    for level, heading in headings:
        counts = {each: count for each, count in counts.items() if each <= level}
        counts[level] = counts.get(level, 0) + 1
        number = counts[level]
        numeral = NUMERALS[number - 1]
        head = (f"{numeral}、", f"（{numeral}）", f"{number}.", f"（{number}）")[level - 1]
        if not heading.startswith(head):
            yield f"标题序号应为{head}：{heading}"
    for (before, _), (after, heading) in pairwise(headings):
        if after > before + 1:
            yield f"标题跳了一级：{heading}"


@pytest.mark.parametrize("stem", STEMS)
def test_the_reports_of_every_real_project_read_well(stem: str, workshop: Workshop) -> None:
    (loaded,) = load(DATA / f"{stem}.yaml")
    for report in reports_of(loaded.project, workshop):
        assert list(faults(report)) == []


@pytest.mark.parametrize("made", ODD.values(), ids=ODD)
def test_the_reports_of_odd_projects_read_well(made: Data, workshop: Workshop) -> None:
    for report in reports_of(read(made), workshop):
        assert len(prose(report)) > 10
        assert list(faults(report)) == []


@pytest.mark.parametrize(
    "text",
    [
        "好。。",
        "是（）的。",
        "少了“一半。",
        "原因是，无，其余好。",
        "一是甲；三是乙。",
        "完成如下：",
        "得None分。",
    ],
)
def test_what_reads_badly_is_noticed(text: str, workshop: Workshop) -> None:
    full, _ = reports_of(read(ODD["有文字"]), workshop)
    assert not list(faults(full))
    block = full.blocks[-1]
    spoilt = block._replace(wording=type(block.wording)((text,)))
    assert list(faults(type(full)(**{**vars(full), "blocks": (*full.blocks, spoilt)})))
