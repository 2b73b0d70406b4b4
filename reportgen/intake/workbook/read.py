"""读工作簿：填好的各张表 → 一个项目一份数据。每个值都知道自己在哪张表哪一格。"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reportgen.finding import Finding, Origin, Severity
from reportgen.intake.workbook.layout import (
    FORM,
    INDICATORS,
    MONEY,
    PROJECTS,
    REFERENCE,
    SECTION,
    SHEETS,
    TEXTS,
    TOTAL,
    SheetLayout,
)
from reportgen.intake.workbook.lines import (
    Head,
    Line,
    head_of,
    label,
    lines_of,
    oddities,
    strange_sheets,
    unread,
)
from reportgen.intake.workbook.project import Draft
from reportgen.intake.workbook.rows import SOURCE, own_name, references
from reportgen.reading.node import Document, Node
from reportgen.reading.sheets import Sheet
from reportgen.wording import nearest

Add = Callable[[Draft, Line], None]


def read_workbook(sheets: Sequence[Sheet], name: str) -> tuple[list[Document], tuple[Finding, ...]]:
    """几份数据，按“项目”表的次序；发现分在各份里，说整个工作簿的另给。"""
    findings: list[Finding] = []
    found: dict[str, tuple[Head, list[Line]]] = {}
    for layout in SHEETS:
        head, lines, told = _read_sheet(sheets, layout, name)
        findings += told
        if head is not None:
            found[layout.title] = head, lines
    findings += strange_sheets(sheets)
    drafts = _drafts([line for line in found[PROJECTS.title][1] if _filled(line)])
    orphans = _Orphans(drafts)
    for layout, add in _adders(found):
        if layout.title in found:
            _hand_out(found[layout.title][1], drafts, add, orphans)
    lost = orphans.documents()
    documents = [draft.document() for draft in drafts.values()]
    if not documents and not lost:
        lost = [Document(None, (_unfilled(name),))]
    return documents + lost, tuple(findings)


def _read_sheet(
    sheets: Sequence[Sheet], layout: SheetLayout, name: str
) -> tuple[Head | None, list[Line], list[Finding]]:
    """一张表的表头、有内容的行，和没有读进数据的内容。"""
    sheet = next((each for each in sheets if label(each.title) == layout.title), None)
    if sheet is None:
        message = f"工作簿里没有“{layout.title}”这张表"
        remedy = "不用就不管；删掉了的，用 reportgen blank 另做一份，把表复制过来"
        return None, [], [_finding("sheet-missing", Severity.NOTE, message, remedy, Origin(name))]
    head = head_of(sheet, layout)
    if head is None:
        if not sheet.rows:
            return None, [], []
        message = f"“{sheet.title}”这张表的表头认不出，整张没有读"
        remedy = "表头照 reportgen blank 做的工作簿写：" + "、".join(
            column.title for column in layout.columns[:5]
        )
        place = sheet.origin((sheet.rows[0], sheet.columns[0]))
        return None, [], [_finding("head-missing", Severity.ERROR, message, remedy, place)]
    return head, list(lines_of(sheet, head)), [*unread(sheet, head), *oddities(sheet)]


def _filled(line: Line) -> bool:
    """填了东西的行；只有预先备好的（表的种类、名称、章节、合计）不算。"""
    given = set(line.cells) - {REFERENCE.title, FORM, SECTION}
    return bool(given - {SOURCE}) or line.text(SOURCE) not in ("", TOTAL)


def _drafts(lines: list[Line]) -> dict[str, Draft]:
    """名称 → 草稿；同名的第二个起，名称后面有序号。"""
    names = references([own_name(Node(line.cells, line.origin)) for line in lines])
    return {name: Draft(line) for name, line in zip(names, lines, strict=True)}


def _adders(found: dict[str, tuple[Head, list[Line]]]) -> list[tuple[SheetLayout, Add]]:
    """各张表的行怎样加进草稿。"""
    adders: list[tuple[SheetLayout, Add]] = [
        (INDICATORS, Draft.add_indicator),
        (TEXTS, Draft.add_text),
    ]
    if MONEY.title in found:
        adders.insert(0, (MONEY, partial(Draft.add_money, head=found[MONEY.title][0])))
    return adders


def _hand_out(lines: list[Line], drafts: dict[str, Draft], add: Add, orphans: _Orphans) -> None:
    """各行归各项目：写了名称的按名称，没有写的同上一行，第一行也没有写的是第一个项目的。"""
    only = next(iter(drafts), "") if len(drafts) == 1 else ""
    current = only
    for line in lines:
        current = " ".join(line.text(REFERENCE.title).split()) or current
        if current in drafts:
            add(drafts[current], line)
        elif _filled(line):
            orphans.add(current, line)


class _Orphans:
    """找不到项目的行：按写的名称记着，最后一起说。"""

    def __init__(self, drafts: dict[str, Draft]) -> None:
        self.drafts = drafts
        self.lines: dict[str, list[Line]] = {}

    def add(self, name: str, line: Line) -> None:
        """记下一行。"""
        self.lines.setdefault(name, []).append(line)

    def documents(self) -> list[Document]:
        """说给名称最像的项目；没有像的，只有一个项目说给它，几个项目的单独成一份读不了的。"""
        alone = []
        for name, lines in self.lines.items():
            near = nearest(name, self.drafts, 1) if name else []
            finding = _orphaned(name, lines, near)
            owner = near or (list(self.drafts) if len(self.drafts) == 1 else [])
            if owner:
                self.drafts[owner[0]].findings.append(finding)
            else:
                alone.append(Document(None, (finding,)))
        return alone


def _orphaned(name: str, lines: list[Line], near: list[str]) -> Finding:
    origins = tuple(line.place(REFERENCE.title) for line in lines[:1])
    count = f"，{len(lines)} 行没有读"
    if not name:
        message = f"没有写是哪个项目的{count}"
        remedy = f"在“{REFERENCE.title}”一栏从列表里选"
    else:
        message = f"“{PROJECTS.title}”表里没有“{name}”{count}"
        remedy = f"是不是“{near[0]}”" if near else f"在“{PROJECTS.title}”表里加上它，或改正名称"
    return _finding("project-unknown", Severity.ERROR, message, remedy, *origins)


def _unfilled(name: str) -> Finding:
    message = f"工作簿还没有填：“{PROJECTS.title}”表里没有项目"
    remedy = f"先在“{PROJECTS.title}”表里填一行"
    return _finding("file-empty", Severity.ERROR, message, remedy, Origin(name))


def _finding(code: str, severity: Severity, message: str, remedy: str, *origins: Origin) -> Finding:
    return Finding(code, severity, message, remedy, origins)
