"""模板引擎：说法、分段、沙箱、名称、错误的出处；用户的文字永远只是文字。"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reportgen.compose.compiled import Compiled
from reportgen.compose.engine import Engine, Source, paragraphs, split_wordings
from reportgen.compose.outline import Band
from reportgen.finding import Finding, Origin, Unreadable

NAMES: dict[str, Any] = {
    "总分": Decimal("88.5"),
    "没有的": None,
    "资金": {"预算数": Decimal("2903.50"), "执行数": Decimal("0"), "追加": None},
    "指标": [{"名称": "甲"}, {"名称": "乙"}],
    "预算执行率": Decimal("0.5"),
}
BANDS = {"执行率": (Band(不低于=Decimal("0.9"), 说法="良好"), Band(不低于=Decimal(0), 说法="偏慢"))}


@pytest.fixture
def engine() -> Engine:
    return Engine(BANDS, Compiled(None, ""))


def rendered(engine: Engine, text: str, **more: Any) -> str:
    return engine.render(engine.compile(Source(text, "甲.j2", 1)), {**NAMES, **more})


def failure(engine: Engine, text: str, line: int = 1, **more: Any) -> Finding:
    with pytest.raises(Unreadable) as caught:
        engine.render(engine.compile(Source(text, "甲.j2", line)), {**NAMES, **more})
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("只有一种\n两行", [("只有一种\n两行", 1)]),
        ("=== 详\n长\n=== 简\n短\n", [("长\n", 2), ("短\n", 4)]),
        ("===详  \n长\n\n\n===\n短", [("长\n\n\n", 2), ("短", 6)]),
        ("先写的\n=== 简\n短", [("先写的\n", 1), ("短", 3)]),
        ("\n\n=== 详\n长", [("长", 4)]),
        ("甲 === 乙\n", [("甲 === 乙\n", 1)]),
    ],
)
def test_wordings_are_split_by_fences(text: str, expected: list[tuple[str, int]]) -> None:
    sources = split_wordings(text, "甲.j2")
    assert [(source.text, source.line) for source in sources] == expected
    assert {source.file for source in sources} == {"甲.j2"}


def test_paragraphs_are_split_by_blank_lines() -> None:
    text = "一段的\n  第二行\n\n二段\n \u3000\n三段\n\n\n\n四段"
    assert paragraphs(text) == ("一段的第二行", "二段", "三段", "四段")
    assert paragraphs(" \n\n ") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ 资金.预算数|万元 }}", "2903.5万元"),
        ("{{ 预算执行率|百分比 }}", "50%"),
        ("{{ 总分|分 }}、{{ 总分|数 }}", "88.5分、88.5"),
        ("{{ 12|汉字 }}", "十二"),
        ("{{ ['甲', '', '乙']|顿号 }}{{ ['甲', '乙']|分号 }}", "甲、乙甲；乙"),
        ("{{ '完成。'|句 }}", "完成"),
        ("{{ 预算执行率|评语('执行率') }}", "偏慢"),
        ("{{ 0.9|评语('执行率') }}", "良好"),
        ("{% if 资金.追加 is 有 %}有{% else %}没有{% endif %}", "没有"),
        ("{% if 资金.执行数 is 有 %}零也是有{% endif %}", "零也是有"),
        ("{% for 个 in 指标 %}\n{{ 个.名称 }}\n\n{% endfor %}", "甲\n\n乙"),
    ],
)
def test_what_templates_can_say(engine: Engine, text: str, expected: str) -> None:
    assert rendered(engine, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ 没有的|万元 }}", "【请填写：金额】"),
        ("{{ 没有的|百分比 }}", "【请填写：比率】"),
        ("{{ 没有的|分 }}", "【请填写：得分】"),
        ("{{ 没有的|数 }}", "【请填写：数】"),
        ("{{ 没有的|评语('执行率') }}", "【请填写：执行率】"),
    ],
)
def test_a_missing_value_leaves_a_marked_place(engine: Engine, text: str, expected: str) -> None:
    assert rendered(engine, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ 总分.__init__.__globals__ }}",
        "{{ ''['__class__'] }}",
        "{{ (指标|map(attribute='__class__')|list)[0].__name__ }}",
        "{{ '{0.__class__}'.format(总分) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ 指标.append(1) }}",
        "{{ 资金.update({'预算数': 1}) }}",
        "{{ range(3) }}",
        "{{ lipsum() }}",
        "{% include '别的.j2' %}",
        "{% import '别的.j2' as 别 %}",
    ],
)
def test_nothing_gets_out_of_the_sandbox(engine: Engine, text: str) -> None:
    finding = failure(engine, text)
    assert finding.code in ("template-name", "template-failed")
    assert finding.origins[0].line == 1
    assert NAMES["指标"] == [{"名称": "甲"}, {"名称": "乙"}]
    assert NAMES["资金"]["预算数"] == Decimal("2903.50")


def test_an_unknown_name_is_told_with_line_and_nearest(engine: Engine) -> None:
    finding = failure(engine, "第一行\n{% if 总分 %}\n{{ 预算执行律 }}\n{% endif %}", line=7)
    assert finding.code == "template-name"
    assert "“预算执行律”" in finding.message
    assert finding.remedy == "相近的有：预算执行率"
    assert finding.origins == (Origin("甲.j2", 9),)


def test_an_unknown_name_inside_a_record_is_compared_with_that_record(engine: Engine) -> None:
    finding = failure(engine, "{{ 资金.预算树|万元 }}")
    assert "“预算树”" in finding.message
    assert finding.remedy == "相近的有：预算数"
    assert "相近" not in failure(engine, "{{ 资金.xyz }}").remedy


def test_an_unknown_name_is_an_error_even_in_a_condition(engine: Engine) -> None:
    assert failure(engine, "{% if 总份 %}有{% endif %}").remedy == "相近的有：总分"
    assert failure(engine, "{% for 个 in 指标们 %}{% endfor %}").remedy == "相近的有：指标"
    assert "执行率" in failure(engine, "{{ 预算执行率|评语('执行律') }}").remedy


def test_a_fault_in_the_second_wording_has_its_own_line(engine: Engine) -> None:
    first, second = split_wordings("=== 详\n好\n=== 简\n甲\n{{ 总分 }\n", "甲.j2")
    assert engine.render(engine.compile(first), NAMES) == "好"
    with pytest.raises(Unreadable) as caught:
        engine.compile(second)
    (finding,) = caught.value.findings
    assert finding.code == "template-syntax"
    assert finding.origins == (Origin("甲.j2", 5),)
    _, second = split_wordings("=== 详\n好\n=== 简\n甲\n{{ 总份 }}\n", "甲.j2")
    with pytest.raises(Unreadable) as caught:
        engine.render(engine.compile(second), NAMES)
    assert caught.value.findings[0].origins == (Origin("甲.j2", 5),)


def test_unknown_filters_are_all_told_when_compiling_even_where_not_reached(
    engine: Engine,
) -> None:
    text = (
        "{% if 没有的 %}{{ 总分|万圆 }}{% endif %}\n"
        "{{ 总分|百分号 }}{% if 总分 is 有的 %}{% endif %}"
    )
    with pytest.raises(Unreadable) as caught:
        engine.compile(Source(text, "甲.j2", 3))
    found = {finding.message: finding for finding in caught.value.findings}
    assert len(found) == 3
    wrong = found["没有“万圆”这种印法或判断"]
    assert wrong.origins == (Origin("甲.j2", 3),)
    assert "万元" in wrong.remedy
    assert found["没有“百分号”这种印法或判断"].origins == (Origin("甲.j2", 4),)


@pytest.mark.parametrize(
    "text",
    ["{{ 总分 + '分' }}", "{{ 总分 / 0 }}", "{{ 指标|万元 }}", "{{ '甲'|数 }}", "{{ 1000|汉字 }}"],
)
def test_an_operation_that_fails_is_told_with_its_line(engine: Engine, text: str) -> None:
    finding = failure(engine, f"好\n{text}")
    assert finding.code == "template-failed"
    assert finding.origins == (Origin("甲.j2", 2),)


def test_a_fault_inside_a_macro_is_told_at_the_line_in_the_macro(engine: Engine) -> None:
    text = "{% macro 说(个) %}\n{{ 个.名字 }}\n{% endmacro %}\n{{ 说(指标[0]) }}"
    finding = failure(engine, text)
    assert finding.origins == (Origin("甲.j2", 2),)
    assert finding.remedy == "相近的有：名称"


@pytest.mark.parametrize(
    "text",
    [
        "{{ 总分 }}",
        "{% if %}",
        "=== 简",
        "#}",
        "{# 注 #}",
        "<w:p>&amp;</w:p>",
        "\\n",
        "'\"`",
        "𠮷😀",
    ],
)
def test_text_of_the_user_stays_text(engine: Engine, text: str) -> None:
    assert rendered(engine, "甲{{ 话 }}乙", 话=text) == f"甲{text}乙"
    assert rendered(engine, "{{ 话|句 }}", 话=text) == text


def test_a_line_of_the_outline_is_compiled_once_and_knows_its_place(engine: Engine) -> None:
    place = Origin("附件4/outline.yaml", 12, 5)
    engine.add_line("共{{ 总分|分 }}", place)
    assert engine.line("共{{ 总分|分 }}", NAMES) == "共88.5分"
    assert engine.line("没有花括号", NAMES) == "没有花括号"
    engine.add_line("{{ 总份 }}", place)
    with pytest.raises(Unreadable) as caught:
        engine.line("{{ 总份 }}", NAMES)
    assert caught.value.findings[0].origins == (Origin("附件4/outline.yaml", 12),)
    with pytest.raises(Unreadable) as caught:
        engine.add_line("{% if %}", place)
    assert caught.value.findings[0].origins == (Origin("附件4/outline.yaml", 12),)
