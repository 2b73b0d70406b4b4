"""名录：模板里能用的全部名称、印法和判断，各带一个真实项目的值。

名称取自模板用名本身（见 ``shape``），值由模板引擎照所写的样子印出来。
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from reportgen.assessment import Assessment
from reportgen.compose.engine import LOOP_NAMES, TESTS, Source
from reportgen.compose.names import template_names
from reportgen.compose.shape import example_names
from reportgen.compose.sites import ITEM, OWN_TEXT, WORDS
from reportgen.compose.templates import ReportTemplates
from reportgen.model import Funds
from reportgen.model import Source as FundSource

# 循环里怎样叫列表的一项，看它里面还有几层列表；里外不同名
VARIABLES = ("个", "项", "类")
NOTHING = "（没有）"
AMOUNTS = {*Funds.titles(), *FundSource.titles(), "结余", "超支"}
# 数的印法看名称，都不是的用“数”；得分率本来就是百分之几
PRINTS = (("得分率", "数"), (".*率", "百分比"), (".*(?:分值|得分|总分|满分)", "分"))
EXAMPLES = {
    "万元": "{{ 资金.预算数|万元 }}",
    "百分比": "{{ 预算执行率|百分比 }}",
    "分": "{{ 总分|分 }}",
    "数": "{{ 口径.达成下限|数 }}",
    "汉字": "{{ 3|汉字 }}",
    "顿号": "{{ 指标|map(attribute='名称')|顿号 }}",
    "列举": "{{ 指标|map(attribute='名称')|列举(3) }}",
    "分号": "{{ 各类指标|map(attribute='名称')|分号 }}",
    "句": "{{ '已经完成。'|句 }}",
    "有": "{% if 资金.追加 is 有 %}有{% else %}没有{% endif %}",
}


class Entry(NamedTuple):
    """一行：在模板里怎样写，印出来是什么。"""

    written: str
    value: str


class Group(NamedTuple):
    """一组；``notes`` 说明写在哪里。"""

    title: str
    notes: tuple[str, ...]
    entries: tuple[Entry, ...]


class _Owner(NamedTuple):
    """名称的主人：在模板里怎样叫，在哪几层循环里，造的一条记录和真的几条。"""

    called: str
    loops: str
    example: dict[str, Any]
    records: list[dict[str, Any]]


def catalogue(assessment: Assessment, templates: ReportTemplates) -> list[Group]:
    """一个项目的名录。"""
    return list(_Catalogue(assessment, templates).groups())


class _Catalogue:
    """一个项目的名录：造的自评结果给出名称和种类，真的给出值。"""

    def __init__(self, assessment: Assessment, templates: ReportTemplates) -> None:
        self.engine = templates.engine
        self.remarks = templates.phrases.bands
        words = {WORDS: templates.phrases.words}
        self.names: dict[str, Any] = {**template_names(assessment), **words}
        self.example: dict[str, Any] = {**example_names(), **words}

    def groups(self) -> Iterator[Group]:
        """一组一组：直接写的，各条记录的，各个列表的，其余的。"""
        top, *records = owners = [*self._owners()]
        yield Group("直接写的名称", (), tuple(self._entries(top)))
        for record in records:
            only = ("只在报告里有，表里没有",) if record.called == WORDS else ()
            yield Group(record.called, only, tuple(self._entries(record)))
        for (first, *others), item in _lists(owners):
            notes = [f"写在 {item.loops} 和 {{% endfor %}} 之间"]
            alike = "、".join(path for path in others if path in self.names)
            if alike:
                notes.append(f"{alike}也这样写")
            yield Group(f"{first}的每一项", tuple(notes), tuple(self._entries(item)))
        yield Group("只在一处有的", (), tuple(_special()))
        yield Group("印法（竖线后面的）和判断", (), tuple(self._prints()))

    def _owners(self) -> Iterator[_Owner]:
        """最外面的名称，和里面的各条记录。"""
        yield _Owner("", "", self.example, [self.names])
        for name, value in self.example.items():
            if isinstance(value, dict):
                yield _Owner(name, "", value, [self.names[name]])

    def _entries(self, owner: _Owner) -> Iterator[Entry]:
        """一条记录里的各个名称；真的有几条，用第一个有值的。"""
        for name, value in owner.example.items():
            path = _path(owner.called, name)
            given = next((each for each in owner.records if TESTS["有"](each[name])), None)
            if isinstance(value, dict):
                continue
            if _holds_records(value):
                yield Entry(_loop(path, value[0]), f"{len(given[name])} 项" if given else NOTHING)
            elif isinstance(value, bool):
                yield Entry(f"{{% if {path} %}}", "是" if given and given[name] else "否")
            else:
                written = f"{{{{ {path}{self._print(name, value)} }}}}"
                shown = self._rendered(written, {owner.called: given}) if given else NOTHING
                yield Entry(written, shown)

    def _print(self, name: str, example: object) -> str:
        """合适的印法；文字和年度照印。"""
        if isinstance(example, str | int):
            return ""
        if isinstance(example, list):
            return "|顿号"
        if name in self.remarks:
            return f"|评语({name!r})"
        if name in AMOUNTS:
            return "|万元"
        return "|" + next((how for names, how in PRINTS if re.fullmatch(names, name)), "数")

    def _prints(self) -> Iterator[Entry]:
        for written in EXAMPLES.values():
            yield Entry(written, self._rendered(written))
        for remark in self.remarks:
            number = next((name for name in self.names if name.endswith(remark)), "1")
            written = f"{{{{ {number}|评语({remark!r}) }}}}"
            yield Entry(written, self._rendered(written))

    def _rendered(self, written: str, more: dict[str, Any] | None = None) -> str:
        """印成一行。"""
        template = self.engine.compile(Source(written, "名录", 1))
        return " ".join(self.engine.render(template, {**self.names, **(more or {})}).split())


def _lists(owners: list[_Owner]) -> Collection[tuple[list[str], _Owner]]:
    """各个列表的写法和它的一项，外层的在前；名称相同的合在一起。"""
    found: dict[frozenset[str], tuple[list[str], _Owner]] = {}
    waiting = list(owners)
    for owner in waiting:  # 里层的列表，边走边加在后面
        for name, value in owner.example.items():
            if not _holds_records(value):
                continue
            path, example = _path(owner.called, name), value[0]
            paths, item = found.get(frozenset(example), ([], None))
            if item is None:
                loops = owner.loops + _loop(path, example)
                item = _Owner(_variable(example), loops, example, [])
                found[frozenset(example)] = paths, item
                waiting.append(item)
            paths.append(path)
            item.records.extend(record for each in owner.records for record in each[name])
    return found.values()


def _special() -> Iterator[Entry]:
    yield Entry(f"{{{{ {ITEM}.名称 }}}}", "写了“每”的章节和表格的一行里，列表的这一项")
    yield Entry(f"{{% if {OWN_TEXT} %}}", "文段里：这一节有没有单位写的文字材料")
    others = "、".join(f"loop.{name}" for name in sorted(LOOP_NAMES - {"index"}))
    yield Entry("{{ loop.index }}", f"for 里面：第几项；另有 {others}")


def _path(inside: str, name: str) -> str:
    """一个名称在模板里的写法；当不了名称的（有空格、以数字开头）加方括号。"""
    if not inside:
        return name
    return f"{inside}.{name}" if name.isidentifier() else f"{inside}[{name!r}]"


def _loop(path: str, example: dict[str, Any]) -> str:
    return f"{{% for {_variable(example)} in {path} %}}"


def _variable(item: dict[str, Any]) -> str:
    """循环里怎样叫列表的一项。"""
    return VARIABLES[min(_depth(item), len(VARIABLES) - 1)]


def _depth(item: dict[str, Any]) -> int:
    """一项里面还有几层列表。"""
    lists = (value for value in item.values() if _holds_records(value))
    return max((1 + _depth(value[0]) for value in lists), default=0)


def _holds_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
