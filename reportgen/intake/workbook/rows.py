"""成行：一份份数据的节点摊成各表的行，栏的名称 → 文字；读回来是同样的数据。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportgen.intake.workbook.choices import Section
from reportgen.intake.workbook.layout import (
    CONTINUED,
    FORM,
    FORM_TEXTS,
    FUNDS,
    GOALS,
    INDICATORS,
    MATERIALS,
    MONEY,
    NAME,
    OTHER,
    OTHERS,
    PROJECTS,
    REFERENCE,
    ROWS,
    SECTION,
    SHEETS,
    SOURCE_NAME,
    SOURCES,
    TEXTS,
    TOTAL,
    UNIT,
    Column,
    title_of,
)
from reportgen.model import DEPARTMENT_FORM, PROJECT_FORM, Material, Source
from reportgen.reading.builder import LIST_MARKS
from reportgen.reading.node import Node

Row = dict[str, str]
# Excel 一格最多 32767 个字，生僻字一个算两个；更长的分几行写
MOST_IN_CELL: Final = 16_000
FULL, BRIEF = title_of(Material, "full"), title_of(Material, "brief")
GOAL_NUMBER, SOURCE, HINT = "目标序号", "资金来源", "写什么"
GOAL_FIELDS: Final = tuple(column for column in INDICATORS.columns if column.path[:1] == (GOALS,))
INDICATOR_FIELDS: Final = tuple(
    column for column in INDICATORS.columns if column.path[:1] == (ROWS,)
)
TOTAL_FIELDS: Final = tuple(column for column in MONEY.columns if len(column.path) > 1)
SOURCE_FIELDS: Final = tuple(
    column for column in TOTAL_FIELDS if column.path[-1] in Source.titles()
)


def rows_of(nodes: Sequence[Node], sections: Sequence[Section]) -> dict[str, list[Row]]:
    """各张表的行；可以放文字的章节，没有文字的也列出来，好去填。"""
    names = references([own_name(node) for node in nodes])
    found: dict[str, list[Row]] = {sheet.title: [] for sheet in SHEETS}
    for node, name in zip(nodes, names, strict=True):
        found[PROJECTS.title].append({**_row(node, PROJECTS.columns), **_others(node)})
        for title, rows in (
            (MONEY.title, _money(node)),
            (INDICATORS.title, _indicators(node)),
            (TEXTS.title, _texts(node, sections)),
        ):
            found[title] += [{REFERENCE.title: name, **row} for row in rows]
    return found


def own_name(node: Node) -> str:
    """其他各表里用的名称：项目用项目名称，部门用单位名称。"""
    name, unit = text_at(node, (NAME,)), text_at(node, (UNIT,))
    first, second = (unit, name) if text_at(node, (FORM,)) == DEPARTMENT_FORM else (name, unit)
    return " ".join((first or second).split())


def references(names: Iterable[str]) -> list[str]:
    """分得清的名称：同名的第二个起，后面加“（2）”“（3）”。"""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(f"{name}（{seen[name]}）" if seen[name] > 1 else name)
    return found


def text_at(node: Node, path: tuple[str, ...]) -> str:
    """一个位置的文字；几项的连成一格，没有为空。"""
    for key in path:
        inner = node.value.get(key) if isinstance(node.value, dict) else None
        if inner is None:
            return ""
        node = inner
    if isinstance(node.value, list):
        return _listed([str(item.value) for item in node.value if item.value])
    return node.value if isinstance(node.value, str) else ""


def _row(node: Node, columns: Iterable[Column], skip: int = 0) -> Row:
    """各栏的文字；没有的不在其内。``skip`` 是位置里前几级已经在 ``node`` 以上。"""
    row = {column.title: text_at(node, column.path[skip:]) for column in columns if column.path}
    return {title: text for title, text in row.items() if text}


def _others(node: Node) -> Row:
    """照录的各项，一项一栏。"""
    given = node.value.get(OTHERS) if isinstance(node.value, dict) else None
    kept = given.value if given is not None and isinstance(given.value, dict) else {}
    return {OTHER + name: text_at(node, (OTHERS, name)) for name in kept}


def _money(node: Node) -> Iterator[Row]:
    yield {SOURCE: TOTAL, **_row(node, TOTAL_FIELDS)}
    for source in _items(node, FUNDS, SOURCES):
        row = _row(source, SOURCE_FIELDS, skip=1)
        yield {SOURCE: text_at(source, (SOURCE_NAME,)), **row}


def _indicators(node: Node) -> Iterator[Row]:
    goals = _items(node, GOALS)
    if not goals:
        yield {}
    for number, goal in enumerate(goals, 1):
        head = _row(goal, GOAL_FIELDS, skip=1)
        rows = [
            {**_row(each, INDICATOR_FIELDS, skip=1), **_others(each)} for each in _items(goal, ROWS)
        ] or [{}]
        if len(goals) > 1 or not (head or rows[0]):
            head[GOAL_NUMBER] = str(number)
        yield {**head, **rows[0]}
        yield from rows[1:]


def _texts(node: Node, sections: Sequence[Section]) -> Iterator[Row]:
    """文字材料：先列提纲里的各节，没有文字的留着填，再列提纲里没有的。"""
    form = text_at(node, (FORM,)) or PROJECT_FORM
    given = {key: (text_at(node, (title,)), "") for key, title in FORM_TEXTS.items()}
    materials = node.value.get(MATERIALS) if isinstance(node.value, dict) else None
    for key, entry in (materials.value if materials else {}).items():
        full = entry.value if isinstance(entry.value, str) else text_at(entry, (FULL,))
        given[key] = full, text_at(entry, (BRIEF,))
    hints = {each.path: each.hint for each in sections if each.form == form}
    for key in dict.fromkeys((*FORM_TEXTS, *hints, *given)):
        full, brief = given.get(key, ("", ""))
        yield from _split(key, full, brief, hints.get(key, ""))


def _split(key: str, full: str, brief: str, hint: str) -> Iterator[Row]:
    """一节文字；一格放不下的分几行。"""
    length = max(len(full), len(brief), 1)
    for start in range(0, length, MOST_IN_CELL):
        row = {
            SECTION: CONTINUED if start else key,
            FULL: full[start : start + MOST_IN_CELL],
            BRIEF: brief[start : start + MOST_IN_CELL],
            HINT: "" if start else hint,
        }
        yield {title: text for title, text in row.items() if text}


def _listed(items: list[str]) -> str:
    """几项连成一格：用顿号；项里自己有顿号、逗号的，一行一项。"""
    if any(LIST_MARKS.search(item) for item in items):
        return "".join(f"{item}\n" for item in items)
    return "、".join(items)


def _items(node: Node, *path: str) -> list[Node]:
    for key in path:
        inner = node.value.get(key) if isinstance(node.value, dict) else None
        if inner is None:
            return []
        node = inner
    return node.value if isinstance(node.value, list) else []
