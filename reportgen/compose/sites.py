"""各处：提纲里的每一句模板和每一个文段，能用哪些名称。"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from reportgen.compose.outline import Column, FormOutline, Outline, Phrases, SectionOutline
from reportgen.compose.shape import Known, Shape, item_of, known_names, merged
from reportgen.finding import Origin

ITEM, OWN_TEXT, WORDS = "项", "本节文字", "用语"
FORM_ROWS = "指标"  # 表的指标栏，一行是这个列表的一项


class Site(NamedTuple):
    """一句模板：文字、出处和能用的名称。"""

    text: str
    place: tuple[Origin, ...]
    known: Known


def with_phrases(known: Known, phrases: Phrases | None) -> Known:
    """再加上用语和评语；读不了时，里面有什么不知道。"""
    if phrases is None:
        return known.with_names(**{WORDS: None}).with_remarks(None)
    words: Shape = dict.fromkeys(phrases.words)
    return known.with_names(**{WORDS: words}).with_remarks(phrases.bands)


def form_sites(outline: FormOutline) -> Iterator[Site]:
    """表的提纲里的各句模板。"""
    known = known_names()
    yield Site(outline.title, outline.origin("标题"), known)
    yield Site(outline.year_line, outline.origin("年度行"), known)
    yield Site(outline.info, outline.origin("填报行"), known)
    for label in outline.labels.values():
        yield Site(label, outline.origin("标签"), known)
    for note in outline.notes:
        yield Site(note, outline.origin("备注"), known)
    yield from _cells(outline.columns, with_item(known, FORM_ROWS))


def report_sites(outline: Outline, known: Known) -> Iterator[Site]:
    """报告的提纲里的各句模板。"""
    yield Site(outline.title, outline.origin("标题"), known)
    for section, inner in _sections(outline.sections, known):
        yield Site(section.heading, section.origin("标题"), inner)
    for table in outline.tables.values():
        yield from _cells(table.columns, with_item(known, table.rows))
    for chart in outline.charts.values():
        inner = with_item(known, chart.rows)
        yield Site(chart.label_line, chart.origin("标签"), inner)
        for series in chart.series:
            yield Site(series.line, series.origin("印法"), inner)


def passage_names(files: Iterable[str], outline: Outline | None, known: Known) -> dict[str, Known]:
    """各文段能用的名称；提纲读不了时，在哪些节里用不知道。"""
    known = known.with_names(**{OWN_TEXT: None})
    users: dict[str, list[Known]] = {}
    for section, inner in _sections(outline.sections if outline else (), known):
        for name in section.names():
            users.setdefault(name, []).append(inner)
    return {name: _together(users.get(name, ()), known) for name in files}


def with_item(known: Known, rows: str) -> Known:
    """再加上列表 ``rows`` 里的一项。"""
    return known.with_names(**{ITEM: item_of(known.names.get(rows))})


def _together(users: Collection[Known], known: Known) -> Known:
    """几节合用的：各节的“项”有的都算有；没有哪一节用的，有没有“项”不知道。"""
    items = [user.names[ITEM] for user in users if ITEM in user.names]
    if users and not items:
        return known
    return known.with_names(**{ITEM: merged(items) if items else None})


def _sections(
    sections: Iterable[SectionOutline], known: Known
) -> Iterator[tuple[SectionOutline, Known]]:
    """各节和能用的名称；写了“每”的节，连同下级，多一个“项”。"""
    for section in sections:
        inner = with_item(known, section.each) if section.each else known
        yield section, inner
        yield from _sections(section.sections, inner)


def _cells(columns: Iterable[Column], known: Known) -> Iterator[Site]:
    for column in columns:
        yield Site(column.value, column.origin("值"), known)
