"""名录：模板能用的名称一个不少，照写的就印得出。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.compose.catalogue import EXAMPLES, NOTHING, Group, catalogue
from reportgen.compose.engine import TESTS, Source
from reportgen.compose.shape import Shape, known_names
from reportgen.compose.sites import passage_names, with_phrases
from reportgen.pipeline import Workshop, assess_project
from tests.compose.composing import shipped
from tests.projects import DEPARTMENT, data, goal, read, read_file, row

DATA = Path(__file__).parents[2] / "data" / "2020"


def groups(path: Path, workshop: Workshop) -> dict[str, Group]:
    project = read_file(path)
    made = catalogue(assess_project(project, workshop), shipped(project.form).report)
    return {group.title: group for group in made}


def values(found: dict[str, Group]) -> dict[str, str]:
    """写法 → 值；各组的写法都不同的那几组。"""
    names = ("直接写的名称", "资金", "口径", "用语", "指标的每一项", "印法（竖线后面的）和判断")
    return {entry.written: entry.value for name in names for entry in found[name].entries}


def leaves(shape: Shape) -> Iterator[str]:
    """全部名称，不管在第几层。"""
    if isinstance(shape, dict):
        for name, inner in shape.items():
            yield name
            yield from leaves(inner)
    if isinstance(shape, list):
        for inner in shape:
            yield from leaves(inner)


def test_every_name_is_listed_with_the_value_of_the_project(workshop: Workshop) -> None:
    found = groups(DATA / "党政办公室.yaml", workshop)
    written = "\n".join(entry.written for group in found.values() for entry in group.entries)
    listed = set(re.findall(r"[^\W\d]\w*", written)) | set(found)
    assert set(leaves(known_names().names)) <= listed
    shown = values(found)
    assert shown["{{ 年度 }}"] == "2020"
    assert shown["{{ 资金.预算数|万元 }}"] == "2625.65万元"
    assert shown["{{ 预算执行率|百分比 }}"] == "73.07%"
    assert shown["{{ 预算执行得分|分 }}"] == "14.61分"
    assert shown["{{ 资金.追加|万元 }}"] == NOTHING
    assert shown["{{ 口径.达成下限|数 }}"] == "80"
    assert shown["{{ 用语.无未完成 }}"] == "无未完成的绩效目标。"
    assert shown["{{ 项目类别|顿号 }}"] == "部门预算项目"
    assert shown["{% if 折算 %}"] == "否"
    assert re.fullmatch(r"\d+ 项", shown["{% for 个 in 指标 %}"])
    assert (
        shown["{{ 个.三级指标 }}"]
        == read_file(DATA / "党政办公室.yaml").goals[0].indicators[0].name
    )


def test_lists_alike_are_listed_once(workshop: Workshop) -> None:
    found = groups(DATA / "党政办公室.yaml", workshop)
    assert {"目标的每一项", "指标的每一项", "一级指标的每一项", "资金.来源的每一项"} <= set(found)
    assert not {"完成的指标的每一项", "各类指标的每一项", "项.指标的每一项"} & set(found)
    where, alike = found["指标的每一项"].notes
    assert where == "写在 {% for 个 in 指标 %} 和 {% endfor %} 之间"
    assert alike.endswith("完成的指标、未完成的指标、无法判断的指标也这样写")
    inner = [entry.written for entry in found["一级指标的每一项"].entries]
    assert "{% for 个 in 类.未完成 %}" in inner
    assert found["类.完成分组的每一项"].notes == (
        "写在 {% for 类 in 一级指标 %}{% for 项 in 类.完成分组 %} 和 {% endfor %} 之间",
    )


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.stem)
def test_what_is_listed_can_be_written_so(path: Path, workshop: Workshop) -> None:
    templates = shipped(read_file(path).form).report
    everywhere = with_phrases(known_names(), templates.phrases)
    known = passage_names(["甲"], templates.outline, everywhere)["甲"]
    seen = 0
    for group in groups(path, workshop).values():
        around = next(iter(group.notes), "")
        loops = re.findall(r"{% for .*? %}", around)
        for written, value in group.entries:
            text = written
            if "{% if" in written and "endif" not in written:
                text = f"{written}甲{{% endif %}}"
            if "{% for" in written:
                text = f"{written}甲{{% endfor %}}"
            if "loop" in written:
                text = f"{{% for 个 in 指标 %}}{written}{{% endfor %}}"
            text = "".join(loops) + text + "{% endfor %}" * len(loops)
            templates.engine.compile(Source(text, "甲.j2", 1), known)
            assert "\n" not in value
            assert "请填写" not in value or group.title.startswith("印法")
            seen += 1
    assert seen > 90


def test_every_filter_and_test_has_an_example(workshop: Workshop) -> None:
    engine = shipped("附件2").report.engine
    assert {*EXAMPLES, "评语"} == {*engine.filters(), *TESTS}
    for name, written in EXAMPLES.items():
        assert re.search(rf"(\||is ){name}\b", written)
    shown = values(groups(DATA / "1号楼房租.yaml", workshop))
    assert shown["{{ 3|汉字 }}"] == "三"
    assert shown["{{ 各类指标|map(attribute='名称')|分号 }}"] == "产出指标；效益指标；满意度指标"
    assert shown["{{ 预算执行率|评语('执行率') }}"] == "执行情况良好"
    assert shown["{% if 资金.追加 is 有 %}有{% else %}没有{% endif %}"] == "没有"


def test_a_list_shows_the_first_item_that_has_the_value(workshop: Workshop) -> None:
    rows = [row("甲"), row("乙", actual="45%", score="5", 偏差原因="下雨")]
    project = read(data(年度绩效目标=[goal(*rows)]))
    made = catalogue(assess_project(project, workshop), shipped("附件2").report)
    shown = values({group.title: group for group in made})
    assert shown["{{ 个.三级指标 }}"] == "甲"
    assert shown["{{ 个.偏差原因 }}"] == "下雨"


def test_words_and_remarks_of_ones_own_are_listed(workshop: Workshop) -> None:
    templates = shipped("附件3").report
    phrases = templates.phrases.model_copy(
        update={"words": {"说明": "甲\n乙", "3 号": "丙"}, "bands": {}}
    )
    assessment = assess_project(read(data(base=DEPARTMENT)), workshop)
    made = catalogue(assessment, templates._replace(phrases=phrases))
    found = {group.title: group for group in made}
    assert found["用语"].entries == (("{{ 用语.说明 }}", "甲 乙"), ("{{ 用语['3 号'] }}", "丙"))
    shown = values(found)
    assert shown["{{ 得分率|数 }}"] == "100"
    assert shown["{{ 项目类别|顿号 }}"] == NOTHING
    assert not [written for written in shown if "评语" in written]
