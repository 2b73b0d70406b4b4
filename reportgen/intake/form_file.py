"""读自评表文件：Word 里的附件2、附件3，一份文件可以有几份表。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.intake.form import read_form
from reportgen.intake.form.labels import HEAD_LABELS, is_indicator_head, label_of
from reportgen.reading.node import Document
from reportgen.reading.word import Block, Cell, Paragraph, Table, read_blocks


def read_form_file(data: bytes, name: str) -> tuple[list[Document], tuple[Finding, ...]]:
    """几份数据；没有自评表的以 ``Unreadable`` 抛出。"""
    blocks = read_blocks(data, name)
    documents = read_forms(blocks, name)
    if documents:
        return documents, ()
    message = "文件里没有自评表（没有“一级指标、年初目标值、实际完成值”这样的表头）"
    remedy = "核对是不是附件2、附件3；报告（附件4、附件5）不能当数据读"
    if not any(isinstance(block, Table) for block in blocks):
        message = "文件里没有表格，读不出自评表；表是图片的，字读不出来"
        remedy = "用原来的 Word 表；只有图片、扫描件的，照着填进 reportgen blank 的工作簿"
    raise Unreadable([Finding("form-missing", Severity.ERROR, message, remedy, (Origin(name),))])


def holds_form(data: bytes) -> bool:
    """是不是自评表；打不开的也算，由读的时候去说。"""
    try:
        return has_indicators(block for block in read_blocks(data, "") if isinstance(block, Table))
    except Unreadable:
        return True


def read_forms(blocks: Iterable[Block], name: str) -> list[Document]:
    """几份数据；没有自评表的文件没有数据。"""
    parts = [part for part in _split(blocks) if has_indicators(part[1])]
    return [read_form(name, *part, alone=len(parts) == 1) for part in parts]


def has_indicators(tables: Iterable[Table]) -> bool:
    """有指标的表头，才是自评表。"""
    return any(is_indicator_head(row) for table in tables for row in table.rows)


_OPENERS = frozenset(
    label for label, field in HEAD_LABELS.items() if field in ("项目名称", "单位名称")
)
_Part = tuple[list[Paragraph], list[Table], list[Paragraph]]


def _split(blocks: Iterable[Block]) -> list[_Part]:
    """几份表分开：又有了项目名称（单位名称）的表，是另一份的开头，它前面的段落也是它的。"""
    parts: list[_Part] = []
    waiting: list[Paragraph] = []
    for block in chain.from_iterable(map(_apart, blocks)):
        if isinstance(block, Paragraph):
            waiting.append(block)
            continue
        titled = any(each.text.strip() for each in waiting)
        if not parts or _another(block, parts[-1][1], titled):
            parts.append((waiting, [block], []))
        else:
            parts[-1][1].append(block)
            parts[-1][2].extend(waiting)
        waiting = []
    if parts:
        parts[-1][2].extend(waiting)
    return parts


def _apart(block: Block) -> Iterator[Block]:
    """一张表里接着几份自评表的，拆开：有了项目名称（单位名称）和指标以后，又有那样的一行。"""
    if isinstance(block, Paragraph):
        yield block
        return
    rows: list[tuple[Cell, ...]] = []
    named = listed = False
    for row in block.rows:
        opens = bool(row) and not row[0].above and label_of(row[0].text) in _OPENERS
        if opens and named and listed:
            yield Table(tuple(rows))
            rows, listed = [], False
        rows.append(row)
        named = named or opens
        listed = listed or is_indicator_head(row)
    yield Table(tuple(rows))


def _another(table: Table, before: list[Table], titled: bool) -> bool:
    """是不是另一份；没有题目，名称也相同的，是同一份印到了下一页。"""
    names = _names(table)
    again = not titled and names & _names(before[0])
    return bool(names) and not again and has_indicators(before)


def _names(table: Table) -> set[str]:
    """前几行里的项目名称、单位名称，连同标签。"""
    return {
        label_of("".join(cell.text for cell in row[:2]))
        for row in table.rows[:4]
        if any(label_of(re.split("[:：]", cell.text)[0]) in _OPENERS for cell in row[:1])
    }
