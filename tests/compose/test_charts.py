"""图：要了才画；画哪些数、印什么字；画不下、画不了的时候。"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reportgen.finding import Finding, Unreadable
from reportgen.report import Chart
from tests.compose.composing import drafts, reports
from tests.compose.test_templates import change
from tests.projects import DEPARTMENT, Data, data, row

SCORES, DONE = "图1　各部分得分", "图2　定量指标完成率"


def charts(made: Data, folder: Path | None = None, name: str = "附件4-摘要版") -> list[Chart]:
    found = (block.wording.chart for block in reports(made, folder)[name].blocks)
    return [chart for chart in found if chart is not None]


def chart(caption: str, *rows: Data, **changes: Any) -> Chart:
    """一份要图的数据里的一幅图。"""
    (found,) = (each for each in charts(data(*rows, 图表="是", **changes)) if caption in each.title)
    return found


def shown(found: Chart) -> dict[str, list[str]]:
    """各组印的数；没有的是空的。"""
    return {
        series.name: [point.shown if point else "" for point in series.points]
        for series in found.series
    }


def drawn(found: Chart) -> list[Decimal]:
    return [point.drawn for point in found.series[-1].points if point]


def faults(made: Data, folder: Path) -> list[Finding]:
    with pytest.raises(Unreadable) as caught:
        reports(made, folder)
    return list(caught.value.findings)


def test_there_are_no_charts_unless_they_are_wanted(folder: Path) -> None:
    for made in (data(), data(图表="否")):
        assert not any(charts(made, name=name) for name in reports(made))
    change(folder / "附件4/outline.yaml", "图表: 否", "图表: 是")
    for made in (data(), data(图表="否")):
        assert [each.title for each in charts(made, folder)] == [SCORES, DONE]


@pytest.mark.parametrize("base", [None, DEPARTMENT])
def test_both_editions_have_the_same_charts_after_their_texts(base: Data | None) -> None:
    made = data(base=base, 图表="是") if base else data(图表="是")
    for name, found in reports(made).items():
        ids = [block.id.rsplit("/", 1)[-1] for block in found.blocks if block.wording.chart]
        texts = list(found.texts())
        if "版" in name:
            assert ids == ["自评得分#图 得分图", "完成的绩效目标#图 完成率图"]
            assert texts[texts.index(SCORES) - 2] == "100"  # 得分表的末一行
            assert texts[texts.index(DONE) + 1] == "3.未完成的绩效目标"
        else:
            assert ids == []


def test_scores_of_every_part_beside_their_full_marks() -> None:
    found = chart(
        "得分",
        row("甲", "≥10件", "8件", weight="30", score="24"),
        row("乙", weight="50", score="50", family="效益指标"),
    )
    assert found.upright
    assert found.labels == ("预算执行", "产出指标", "效益指标")
    assert shown(found) == {"权重": ["20", "30", "50"], "评价得分": ["15", "24", "50"]}
    assert found.description == (
        "各部分得分。预算执行：权重20，评价得分15；产出指标：权重30，评价得分24；"
        "效益指标：权重50，评价得分50。"
    )


def test_only_the_score_where_the_full_marks_are_not_known() -> None:
    found = chart(
        "得分",
        row("甲", "良好", "良好", weight="", score="30"),
        row("乙", "良好", "良好", weight="", score="20"),
        自评=None,
    )
    assert shown(found)["权重"][1:] == [""]
    assert shown(found)["评价得分"][1:] == ["50"]


def test_scores_that_do_not_add_up_and_words_are_not_drawn() -> None:
    made = data(row("丙", "常态服务", "627人次", weight="", score=""), 图表="是")
    assert charts(made) == []
    words = data(row("甲", "及时", "及时", weight="80", score="80"), 图表="是")
    assert [each.title for each in charts(words)] == [SCORES]
    nothing = data(年度绩效目标=[], 自评=None, 图表="是")
    assert charts(nothing) == []


def test_a_chart_without_the_first_is_the_first() -> None:
    made = data(row("甲"), row("丙", "常态服务", "627人次", weight="", score=""), 图表="是")
    assert [each.title for each in charts(made)] == ["图1　定量指标完成率"]


@pytest.mark.parametrize(
    ("target", "actual", "length", "text"),
    [
        ("≥100盏", "100盏", "1", "100%"),
        ("≥100盏", "120盏", "1.2", "120%"),
        ("≥90盏", "80盏", "0.8889", "88.89%"),
        ("≥100盏", "0盏", "0", "0%"),
        ("≥100盏", "494盏", "1.5", "494%"),
        ("≥100盏", "150盏", "1.5", "150%"),
        ("≤5%", "8%", "0.625", "62.5%"),
    ],
)
def test_how_much_of_the_target_is_done(target: str, actual: str, length: str, text: str) -> None:
    found = chart("完成率", row("路灯维护", target, actual, weight="80"))
    assert not found.upright
    assert found.labels == ("路灯维护",)
    assert shown(found) == {"完成率": [text]}
    assert [round(each, 4) for each in drawn(found)] == [Decimal(length)]
    assert found.line is not None
    assert (found.line.drawn, found.line.shown) == (1, "100%")
    cut = text == "494%"
    assert found.note == ("超过150%的画到150%为止" if cut else "")
    assert found.description.startswith(f"定量指标完成率。路灯维护：{text}。")


def test_of_many_indicators_the_least_fulfilled() -> None:
    few = [row(f"第{n:02}号", "≥100盏", f"{200 - n}盏", weight="1") for n in range(1, 16)]
    in_order = chart("完成率", *few)
    assert in_order.labels == tuple(f"第{n:02}号" for n in range(1, 16))
    many = [row(f"第{n:02}号", "≥100盏", f"{200 - n}盏", weight="1") for n in range(60)]
    found = chart("完成率", *many)
    assert found.labels == tuple(f"第{n:02}号" for n in range(59, 44, -1))
    assert (
        found.note == "共60项，图中是完成率最低的15项，其余45项都不低于156%；超过150%的画到150%为止"
    )
    assert found.note in found.description
    assert drawn(found) == sorted(drawn(found))


def test_words_are_left_out_and_numbers_stay() -> None:
    found = chart("完成率", row("甲"), row("乙", "及时", "及时"), row("丙", "≥5次", ""))
    assert found.labels == ("甲",)


def test_too_many_columns_lie_down() -> None:
    rows = [row(f"第{n}项", weight="10", family=f"第{n}指标") for n in range(8)]
    assert len(chart("得分", *rows[:5]).labels) == 6
    assert chart("得分", *rows[:5]).upright
    assert not chart("得分", *rows).upright


def test_charts_give_way_before_anything_else(folder: Path) -> None:
    made = data(图表="是")
    whole = reports(made)["附件4-摘要版"]
    limit = whole.length.upper
    for less, left in ((0, 2), (1, 1), (9, 1), (10, 0), (16, 0)):
        path = folder / "附件4/outline.yaml"
        text = path.read_text(encoding="utf-8")
        change(path, "摘要版, 上限: 1500", f"摘要版, 上限: {limit - less}")
        short = reports(made, folder)["附件4-摘要版"]
        assert sum(block.wording.chart is not None for block in short.blocks) == left
        assert sum(block.wording.table is not None for block in short.blocks) == 1
        assert short.length.upper <= limit - less
        path.write_text(text, encoding="utf-8")


def test_the_outline_says_what_is_drawn(folder: Path) -> None:
    path = folder / "附件4/outline.yaml"
    change(path, "题名: 定量指标完成率", "题名: 各项得分")
    change(path, "行: 定量指标\n", "行: 指标\n    标签: 三级指标\n")
    change(path, "    参照线: 1\n    封顶: 1.5\n", "    最多: 2\n")
    change(path, "{名称: 完成率, 值: 达成率, 印法: 百分比}", "{名称: 得分, 值: 得分, 印法: 分}")
    change(path, "类型: 条形", "类型: 柱形")
    rows = [row(name, weight="20", score=score) for name, score in (("甲", "20"), ("乙", "7"))]
    made = data(*rows, row("丙", "及时", "及时", weight="", score="3"), 图表="是")
    (_, found) = charts(made, folder)
    assert found.title == "图2　各项得分"
    assert found.labels == ("丙", "甲")
    assert found.upright
    assert shown(found) == {"得分": ["3分", "20分"]}
    assert found.line is None


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("图 得分图", "图 得分涂", "template-name", "得分图"),
        ("行: 定量指标", "行: 定量指标们", "template-name", "定量指标"),
        ("值: 达成率", "值: 达成律", "template-name", "达成率"),
        ("值: 达成率", "值: 名称", "template-name", "达成率"),
        ("印法: 百分比", "印法: 百分", "template-filter", "百分比"),
        ("行: 定量指标", "行: 定量指标\n    标签: 名", "template-name", "名称"),
        ("类型: 条形", "类型: 圆饼", "value-invalid", "条形"),
        ("参照线: 1", "参照线: 0", "value-invalid", ""),
        ("封顶: 1.5", "最多: 21", "value-invalid", ""),
        ("    类型: 条形\n", "", "field-missing", "类型"),
    ],
)
def test_what_is_wrong_with_a_chart_is_told(
    folder: Path, old: str, new: str, code: str, told: str
) -> None:
    change(folder / "附件4/outline.yaml", old, new)
    found = faults(data(图表="是"), folder)
    assert {finding.code for finding in found} >= {code}
    assert [f for f in found if f.code == code and told in f.message + f.remedy]
    assert all(f.origins[0].file == "附件4/outline.yaml" for f in found)


def test_charts_are_not_in_the_drafts_they_are_not_wanted_in() -> None:
    made, _ = drafts(data())
    for draft in made.values():
        for section in draft.all_sections():
            assert not [each for each in section.passages if "#图" in each.id]
