"""出处：报告里的一个数，是数据里的哪一项，在第几行；由它算出的有哪些。"""

from __future__ import annotations

import pytest

from reportgen.assessment import Assessment
from reportgen.finding import Origin
from reportgen.pipeline import assess_project
from reportgen.sources import Source, Sources, names_of
from reportgen.workshop import Workshop
from tests import projects
from tests.projects import DEPARTMENT, Data, data, row, text_of

KEY = "佐证材料/基本情况/项目资金情况"
MADE = data(
    row("路灯维护数量", "≥100盏", "120盏"),
    row("故障修复时间", "≤24小时", "30小时", score="8"),
    row("群众满意度", "≥90%", "92%", family="满意度指标", weight="60", score="60"),
    文字材料={KEY: "资金由区级财政拨付。"},
)
LINES = text_of(MADE).splitlines()


def assessed(made: Data, workshop: Workshop) -> Assessment:
    return assess_project(projects.read(made), workshop)


@pytest.fixture
def sources(workshop: Workshop) -> Sources:
    return Sources(assessed(MADE, workshop))


def line(value: str, nth: int = 0) -> int:
    """值写在第几行。"""
    return [number for number, text in enumerate(LINES, 1) if f'"{value}"' in text][nth]


AFTER_RATE = ("预算执行得分", "总分")
BUDGET, EXECUTED = line("200"), line("150")


@pytest.mark.parametrize(
    ("text", "label", "lines", "derived"),
    [
        ("预算数为200万元", "预算数", (BUDGET,), ("预算执行率", *AFTER_RATE)),
        ("实际执行150万元", "执行数", (EXECUTED,), ("预算执行率", *AFTER_RATE)),
        ("执行率达到75%", "预算执行率", (BUDGET, EXECUTED), AFTER_RATE),
        ("得15分", "预算执行得分", (BUDGET, EXECUTED), ("总分",)),
        ("共93分", "总分", (line("90"),), ()),
        ("绩效目标得78分", "绩效目标得分", (), ("总分",)),
        ("产出得18分", "产出指标得分", (line("10", 1),), ("总分",)),
        ("维护120盏", "“路灯维护数量”实际完成值", (line("120盏"),), ("“路灯维护数量”得分", "总分")),
        ("不少于100盏", "“路灯维护数量”年初目标值", (line("≥100盏"),), ()),
        ("得8分", "“故障修复时间”得分", (line("8"),), ("总分",)),
    ],
)
def test_a_figure(
    text: str, label: str, lines: tuple[int, ...], derived: tuple[str, ...], sources: Sources
) -> None:
    found = {each.label: each for each in sources.of(text, "")}
    assert label in found, found
    assert tuple(origin.line for origin in found[label].origins) == lines
    assert all(origin.file == "编.yaml" for origin in found[label].origins)
    assert found[label].derived == derived


@pytest.mark.parametrize("text", ["150万元", "0.015亿元", "1,500,000元", "１５０万元"])
def test_the_same_figure_written_otherwise(text: str, sources: Sources) -> None:
    assert [each.label for each in sources.of(f"实际执行{text}。", "")] == ["执行数"]


def test_several_figures_of_a_sentence(sources: Sources) -> None:
    """照数据的次序，各说一次。"""
    found = sources.of("实际执行150万元，占预算200万元的75%，余下的150万元不变。", KEY)
    assert [each.label for each in found] == ["预算数", "执行数", "预算执行率"]


def test_a_figure_of_two_items(sources: Sources) -> None:
    """两项一样的，都说。"""
    labels = [each.label for each in sources.of("得60分", "")]
    assert labels == ["“群众满意度”得分", "满意度指标得分"]


@pytest.mark.parametrize("section", [KEY, f"第二部分/{KEY}"])
def test_words_come_from_the_materials(section: str, sources: Sources) -> None:
    """没有认得的数：是这一节的文字材料。"""
    (found,) = sources.of("资金由区级财政拨付，共3笔。", section)
    assert found.label == f"文字材料“{KEY}”"
    at = next(number for number, text in enumerate(LINES, 1) if KEY in text)
    assert [origin.line for origin in found.origins] == [at]
    assert found.derived == ()


@pytest.mark.parametrize("section", ["", "别的", KEY[1:], f"{KEY}/下级"])
def test_nothing_is_known(section: str, sources: Sources) -> None:
    assert sources.of("另有3笔。", section) == ()


def test_nothing_executed_has_no_source(workshop: Workshop) -> None:
    """没有填的项，没有出处。"""
    sources = Sources(assessed(data(资金={"预算数": "200"}, 自评=None), workshop))
    assert [each.label for each in sources.of("预算200万元，得15分", "")] == ["预算数"]


def test_a_department(workshop: Workshop) -> None:
    sources = Sources(assessed(data(base=DEPARTMENT), workshop))
    labels = [each.label for each in sources.of("预算900万元，执行855万元，95%", "")]
    assert labels[:3] == ["预算数", "执行数", "预算执行率"]


def test_told() -> None:
    """文件只写名称；同一处只说一次。"""
    here = Origin("甲/乙/数据.yaml", 12, 5)
    assert Source("执行数", "150万元", (here, here)).told() == "执行数（数据.yaml:12:5）"
    other = Origin("甲/表.xlsx", spot="资金!D7")
    assert Source("率", "", (here, other)).told() == "率（数据.yaml:12:5、表.xlsx[资金!D7]）"
    assert Source("绩效目标得分", "78分").told() == "绩效目标得分"


def test_names(workshop: Workshop) -> None:
    """指标、项目、单位的名称；一个字的不算。"""
    names = names_of(assessed(MADE | {"主管部门": "局"}, workshop))
    assert {"路灯维护数量", "群众满意度", "路灯维护", "城市管理局", "路灯管理所"} <= names
    assert "局" not in names
    assert "" not in names
