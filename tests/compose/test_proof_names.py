"""查名：没有的名称不成文就说出来；成文时用得下去的模板决不说错。"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.compiled import Compiled
from reportgen.compose.engine import Engine, Source
from reportgen.compose.shape import Known, example_names, known_names
from reportgen.finding import Finding, Unreadable

KNOWN = (
    known_names()
    .with_names(用语={"无未完成": None}, 项=known_names().names["资金"])
    .with_remarks(["执行率"])
)
NAMES: dict[str, Any] = {
    **example_names(),
    "用语": {"无未完成": "无。"},
    "项": example_names()["资金"],
}
ENGINE = Engine({"执行率": ()}, Compiled(None, ""))


def told(text: str, line: int = 1, known: Known = KNOWN) -> list[Finding]:
    """读模板时说的。"""
    try:
        ENGINE.compile(Source(text, "甲.j2", line), known)
    except Unreadable as caught:
        return list(caught.findings)
    return []


def works(text: str) -> bool:
    """成文时用得下去。"""
    try:
        ENGINE.render(ENGINE.compile(Source(text, "甲.j2", 1)), NAMES)
    except Unreadable:
        return False
    return True


WRONG = [
    ("{{ 预算执行律 }}", "预算执行律", "预算执行率"),
    ("{{ 预算执行律|百分比 }}", "预算执行律", "预算执行率"),
    ("{{ 资金.预算书|万元 }}", "预算书", "预算数"),
    ("{{ 资金['预算书'] }}", "预算书", "预算数"),
    ("{{ 用语.无未完城 }}", "无未完城", "无未完成"),
    ("{{ 项.执行树|万元 }}", "执行树", "执行数"),
    ("{{ 预算执行率|评语('执行律') }}", "执行律", "执行率"),
    ("{{ 执行数|万元 }}", "执行数", "资金.执行数"),
    ("{% for 个 in 完成的指标 %}{{ 个.名城 }}{% endfor %}", "名城", "名称"),
    ("{% for 个 in 完成的指标们 %}{{ 个.名城 }}{% endfor %}", "完成的指标们", "完成的指标"),
    ("{% for 类 in 一级指标 if 类.完城 %}甲{% endfor %}", "完城", "完成"),
    (
        "{% for 类 in 一级指标 %}{% for 个 in 类.完成 %}{{ 个.实记 }}{% endfor %}{% endfor %}",
        *("实记", "实际"),
    ),
    ("{% for 个 in 指标 %}{{ loop.lest }}{% endfor %}", "lest", "last"),
    ("{% for 个 in 指标 %}{{ 个.名称 }}{% else %}{{ 总份 }}{% endfor %}", "总份", "总分"),
    ("{% for 个 in 指标 %}甲{% endfor %}{{ 个.名称 }}", "个", ""),
    ("{{ loop.first }}", "loop", ""),
    ("{{ 指标[0].名城 }}{# 第一项 #}", "名城", "名称"),
    ("{% for 个 in 指标[:3] %}{{ 个.名城 }}{% endfor %}", "名城", "名称"),
    ("{% if 总份 %}有{% endif %}", "总份", "总分"),
    ("{% if 总分 is 有 %}有{% elif 总份 is 有 %}没有{% endif %}", "总份", "总分"),
    ("{% if not 总份 %}有{% endif %}", "总份", "总分"),
    ("{% if 总分 and 总份 %}有{% endif %}", "总份", "总分"),
    ("{% if 表 == '附件3' %}{{ 总份 }}{% endif %}", "总份", "总分"),
    ("{% if 标 in ['附件3'] %}有{% endif %}", "标", "标题"),
    ("{{ 总份 if 总分 else '' }}", "总份", "总分"),
    ("{{ 总分 ~ 总份 }}", "总份", "总分"),
    ("{{ 总份 + 1 }}", "总份", "总分"),
    ("{{ 指标们|length }}", "指标们", "指标"),
    ("{{ 指标们|map(attribute='名称')|顿号 }}", "指标们", "指标"),
    ("{{ 单位名.长() }}", "单位名", "单位名称"),
    ("{% set 数 = 总份 %}{{ 数|分 }}", "总份", "总分"),
    ("{% set 钱 = 资金 %}{{ 钱.预算书 }}", "预算书", "预算数"),
    ("{% macro 说(个) %}{{ 总份 }}{{ 个.名城 }}{% endmacro %}", "总份", "总分"),
    ("{% filter 句 %}{{ 总份 }}{% endfilter %}", "总份", "总分"),
    ("{% set 话 %}{{ 总份 }}{% endset %}", "总份", "总分"),
    ("{{ range(3) }}", "range", ""),
]


@pytest.mark.parametrize(("text", "name", "near"), WRONG)
def test_a_name_that_does_not_exist_is_told_with_file_line_and_nearest(
    text: str, name: str, near: str
) -> None:
    (finding,) = told(f"好\n{text}", line=6)
    assert finding.code == "template-name"
    assert finding.message == f"模板里的名称“{name}”没有"
    assert [str(origin) for origin in finding.origins] == ["甲.j2:7"]
    if near:
        assert near in finding.remedy.removeprefix("相近的有：").split("、")
    else:
        assert finding.remedy


def test_all_are_told_at_once_each_in_its_line() -> None:
    found = told("{{ 总份 }}\n{{ 资金.预算书 }}{{ 总分|万圆 }}\n\n{{ x|评语('执行律') }}")
    assert {(finding.code, finding.origins[0].line) for finding in found} == {
        *(("template-name", 1), ("template-name", 2), ("template-filter", 2)),
        ("template-name", 4),
    }
    assert len(found) == 5


def test_a_list_taken_for_one_of_its_items_is_told() -> None:
    (finding,) = told("{{ 指标.名称 }}")
    assert finding.code == "template-name"
    assert finding.message == "“.名称”的前面是一列，不是一项"
    assert finding.remedy == "用 {% for 个 in … %} 一项一项地写，里面用 {{ 个.名称 }}"
    assert not works("{{ 指标.名称 }}")


def test_nothing_near_leads_to_the_list_of_names() -> None:
    assert told("{{ xyz }}")[0].remedy == "用 reportgen names 看能用的名称"


def test_remarks_that_could_not_be_read_are_not_told() -> None:
    assert told("{{ 1|评语('执行律') }}", known=KNOWN.with_remarks(None)) == []


# 成文时用得下去的
RIGHT = [
    "{{ 没有|default('无') }}{{ 没有|d('无') }}{{ 资金.没有|default('无') }}",
    "{% if 没有 is defined %}{{ 没有 }}{{ 没有.名称 }}{% endif %}",
    "{% if 资金.没有 is defined and 资金.没有 %}{{ 资金.没有|万元 }}{% endif %}",
    "{% if 资金['没有'] is undefined %}{% else %}{{ 资金['没有'] }}{% endif %}",
    "{% if 没有|default('') %}{{ 没有 }}{% endif %}",
    "{% if '没有' in 资金 %}{{ 资金.没有 }}{% endif %}",
    "{% if 没有 is none %}{% elif 没有 is string %}{{ 没有 }}{% endif %}",
    "{% if loop is defined %}{{ loop.index }}{% endif %}",
    "{% if 指标.没有 is defined %}{{ 指标.没有 }}{% endif %}",
    "{% set 数 = 没有 %}{% if 数 is defined %}{{ 数 }}{% endif %}",
    "{% set 数 = 没有 %}",
    "{% set 数, 另 = 1, 2 %}{{ 数 }}{{ 另 }}",
    "{% set 指标 = '改作别用' %}{{ 指标.upper() }}",
    "{% set 个 = 资金 %}{% if 总分 is 有 %}{% set 个 = 口径 %}{% endif %}{{ 个.名称 }}",
    "{% for 个 in 指标 %}{% set 个 = 资金 %}{{ 个.预算数 }}{% endfor %}",
    "{% for 个 in 指标 %}{{ 个.名称 }}{% endfor %}{% for 个 in 目标 %}{{ 个.内容 }}{% endfor %}",
    "{% for 项 in 项.来源 %}{{ 项.名称 }}{% endfor %}{{ 项.预算数 }}",
    "{% for 类 in 一级指标 %}{% for 个 in 类.完成 %}{{ 类.名称 }}{{ 个.目标 }}{% endfor %}"
    "{% endfor %}",
    "{% for 名, 值 in 资金|dictsort %}{{ 名 }}{% endfor %}",
    "{% for 名 in 资金 %}{{ 资金[名] }}{% endfor %}",
    "{% for 字 in 表 %}{{ 字.upper() }}{% endfor %}",
    "{% for 类 in 项目类别 %}{{ 类.strip() }}{% endfor %}",
    "{% for 个 in 目标 recursive %}{% if 个.指标 is defined %}{{ loop(个.指标) }}"
    "{% else %}{{ 个.实际 }}{% endif %}{% endfor %}",
    "{% for 个 in 指标 %}{{ loop.index }}{{ loop['first'] }}{{ loop.cycle('甲', '乙') }}"
    "{{ loop.previtem is defined }}{% endfor %}",
    "{% for 个 in 指标|sort(attribute='名称') %}{{ 个.名城 is defined }}{% endfor %}",
    "{% for 个 in 指标 %}甲{% else %}乙{% endfor %}",
    "{% macro 说(个, 数=没有) %}{{ 个.什么 is defined }}{{ varargs }}{{ kwargs }}"
    "{% endmacro %}{{ 说(资金, 1, 2) }}",
    "{% macro 说(个) %}{{ 个.预算数 }}{{ 后 }}{% endmacro %}{% set 后 = 1 %}{{ 说(资金) }}",
    "{% macro 框() %}{{ caller() }}{% endmacro %}{% call 框() %}甲{% endcall %}",
    "{% for 项 in 目标 %}{% block 块 %}{{ 项.预算数 }}{% endblock %}{% endfor %}",
    "{% block 头 %}甲{% endblock %}{{ self.头() }}",
    "{% with 钱 = 资金 %}{{ 钱.预算数 }}{% endwith %}",
    "{% with 资金 = 项 %}{{ 资金.预算数 }}{% endwith %}",
    "{% filter 句 %}甲。{% endfilter %}",
    "{{ 指标[0].名称 }}{{ 指标[-1]['名称'] }}{{ 指标[:2]|length }}{{ 指标.count(1) }}",
    "{{ 资金['items'] is defined }}{{ 指标['count'](1) }}",
    "{{ [没有, 1]|length }}{{ '甲' % 没有 }}",
    "{{ (指标|first).名称 }}{{ (资金 if 表 else 口径).名称 is defined }}",
    "{{ 1|评语('执行率') }}",
]


@pytest.mark.parametrize("text", RIGHT)
def test_nothing_is_told_of_what_works(text: str) -> None:
    assert works(text)
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ (指标|first).没有 }}",
        "{% for 个 in 指标|sort(attribute='名称') %}{{ 个.没有 }}{% endfor %}",
        "{% set 数 = 1 %}{% set 数 = 没有 %}{{ 数 }}",
        "{{ 1|评语(没有) }}",
        "{{ 1|评语 }}",
    ],
)
def test_what_is_not_certain_is_left_to_the_writing(text: str) -> None:
    assert told(text) == []
    assert not works(text)


# ---- 任意的模板：说了错的，成文一定不成 ----

words = st.sampled_from(
    ["总分", "总份", "资金", "指标", "口径", "没有", "个", "数", "loop", "项目类别", "表", "名称"]
)
members = st.sampled_from(
    [".名称", ".预算数", ".没有", "['名称']", "[0]", ".来源", "[:1]", ".目标"]
)
filters = st.sampled_from(
    [
        "|length",
        "|default('')",
        "|list",
        "|万元",
        "|顿号",
        "|map(attribute='名称')",
        "|first",
        "|句",
    ]
)
tests = st.sampled_from([" is 有", " is defined", " is none", " == 1", " in ['甲']", " ~ '甲'"])


@st.composite
def expressions(draw: st.DrawFn) -> str:
    text = draw(words) + "".join(draw(st.lists(members, max_size=2)))
    text += "".join(draw(st.lists(filters, max_size=2)))
    shape = draw(st.sampled_from(["{}", "({}){}", "[{}]|length", "not {}"]))
    return shape.format(text, draw(tests))


@st.composite
def sentences(draw: st.DrawFn, depth: int = 2) -> str:
    inner = "".join(draw(st.lists(sentences(depth - 1), max_size=3))) if depth else ""
    kind = draw(st.sampled_from(["{{%s}}", "set", "for", "for", "if"]))
    if kind == "set":
        return (
            "{% set " + draw(st.sampled_from(["数", "个"])) + f" = {draw(expressions())} %}}{inner}"
        )
    if kind == "for":
        # 取得出一项的列表，免得里面的话没有轮到
        rows = draw(st.sampled_from(["指标", "目标", "资金.来源", "指标[:1]", "指标|list", "[1]"]))
        return f"{{% for 个 in {rows} %}}{inner}{{% endfor %}}{{{{ {draw(expressions())} }}}}"
    if kind == "if":
        return f"{{% if {draw(expressions())} or 1 %}}{inner}{{% endif %}}"
    return f"{{{{ {draw(expressions())} }}}}{inner}"


@given(sentences())
def test_what_is_told_does_fail(text: str) -> None:
    if told(text):
        assert not works(text), text
