"""认表：一行一行看过去，交给表头、资金、目标各自去认，最后合成一份数据。

一份表的段落和表格（见 ``reading.word``）成为一份数据；放不进数据的格，都在发现里。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.finding import Finding, Origin, Severity
from reportgen.intake.form.cells import Cells
from reportgen.intake.form.funds import CENTRAL_POINTS, Funds
from reportgen.intake.form.goals import Goals
from reportgen.intake.form.head import Head, distinct
from reportgen.intake.form.labels import (
    DEPARTMENT,
    FUND_LABELS,
    GOAL,
    HEAD_LABELS,
    LABELLED,
    NOTES,
    SUMS,
    TICK_FIELDS,
    TOTALS,
    closing_label,
    is_funds_head,
    is_indicator_head,
    joined,
    label_of,
    lines_of,
)
from reportgen.reading.node import Document, Node
from reportgen.reading.word import Cell, Paragraph, Table

ORDER = ("标题", "单位名称", "填报日期", "项目名称", "主管部门", "项目实施单位", *TICK_FIELDS)
FULL_MARKS = "100"
_INSTRUCTION = re.compile(r"口径|计分原则|汇总原则|填报说明|填写|填列")
# 表上没有写年度的，填报日期的上一年
_FILLED_YEAR = re.compile(r"(20\d\d)\s*[年./-]")


def read_form(
    name: str,
    before: Iterable[Paragraph],
    tables: Iterable[Table],
    after: Iterable[Paragraph] = (),
    alone: bool = False,
) -> Document:
    """一份表的数据：``before``、``after`` 是表前面、后面的段落。

    ``alone`` 为真时文件里只有这一份，印的附件号、备注都是它的；几份的分不清是谁的，不记。
    """
    form = _Form(name)
    form.head.read_before(before)
    shown = list(tables)
    for table in shown:
        for row in table.rows:
            form.row(row)
    form.head.read_after(after)
    node = form.node(alone)
    return Document(node, (*form.cells.findings, *form.cells.unplaced(shown)))


class _Form:
    """认一份表：现在读的是哪一块，和各块读到的。"""

    def __init__(self, name: str) -> None:
        self.cells = Cells(name)
        self.head = Head(self.cells)
        self.funds = Funds(self.cells)
        self.goals = Goals(self.cells)
        self.rating: dict[str, Node] = {}
        self.totals: dict[str, Node] = {}  # 总分，和没有总分时顶它的合计
        self.texts: dict[str, Node] = {}
        self.block = ""  # 资金（funds）、指标（indicators），或不在其中

    def row(self, row: tuple[Cell, ...]) -> None:
        """一行：看标签是哪一块的。"""
        if self.head.title_row(row):
            self.block = ""
            return
        row = _led(_opened(row))
        label = label_of(row[0].text) if row else ""
        closing = closing_label(label)
        if is_indicator_head(row):
            self.block = "indicators"
            self.goals.heads(row)
        elif is_funds_head(row):
            self.block = "funds"
            self.funds.heads(row)
        elif label in NOTES or self.head.labelled_row(row, self.block):
            self.block = ""
            if label in NOTES:
                self._notes(row)
        elif closing and not (self.block == "funds" and label in SUMS):
            self.block = ""
            self._closing(closing, row)
        elif GOAL.fullmatch(label) and (self.block != "indicators" or self.goals.describes(row)):
            self.block = ""
            self.goals.statement(row)
        elif self.block == "funds":
            self.funds.row(row)
        elif self.block == "indicators" and not self.goals.describes(row):
            self.goals.row(row)
        else:
            self.head.pairs(row)

    def node(self, alone: bool) -> Node:
        """各块合成的数据；``alone`` 见 ``read_form``。"""
        place = Origin(self.cells.file)
        funds, fields = dict(self.head.funds), self.head.fields
        self.funds.close(funds, self.rating)
        self._close_totals()
        goals = self.goals.close()
        title = str(fields["标题"].value) if "标题" in fields else ""
        whole = "整体" in title or "部门（单位）" in title
        departmental = "项目名称" not in fields and bool(
            whole or self.head.unit_named or funds.keys() & set(FUND_LABELS.values())
        )
        entries: dict[str, Node] = {"表": Node(DEPARTMENT if departmental else "附件2", place)}
        entries |= self._year(place)
        stood = self.head.empty | fields
        entries |= {title: stood[title] for title in ORDER if title in stood}
        entries |= self._profile(place)
        if "元" in (self.head.unit, self.funds.unit):
            entries["金额单位"] = Node("元", place)
        for title, group in (("资金", funds), ("自评", self.rating)):
            if group:
                entries[title] = Node(group, next(iter(group.values())).origin)
        if goals:
            nodes = [Node(goal, next(iter(goal.values())).origin) for goal in goals]
            entries["年度绩效目标"] = Node(nodes, nodes[0].origin)
        entries |= self.texts
        if self.head.others:
            entries["其他"] = Node(self.head.others, next(iter(self.head.others.values())).origin)
        if alone:
            printed = {"附件号": self.head.annex, "备注条数": str(len(self.head.notes))}
            entries["原表"] = Node({key: Node(text, place) for key, text in printed.items()}, place)
        return Node(entries, place)

    def _notes(self, row: tuple[Cell, ...]) -> None:
        """备注、说明：表上印的填表说明不读，填的话照录。"""
        texts = "".join(cell.text for cell in row[1:])
        if not texts or _INSTRUCTION.search(texts):
            self.cells.place(*row)
        else:
            self.head.pairs(row)

    def _closing(self, field: str, row: tuple[Cell, ...]) -> None:
        """总分、偏差原因分析、改进措施。"""
        label = row[0]
        self.cells.label(field, label)
        self.cells.place(*(cell for cell in row if cell.text == label.text))
        cells = [cell for cell in row[1:] if not cell.above and cell.text not in ("", label.text)]
        if field == "总分":
            self._total(row, cells)
        elif cells:
            self._long(field, label, distinct(cells))
        elif blank := [cell for cell in row[1:] if not cell.text]:
            # 空着也记下：表上有这一格，核查要问
            self.texts.setdefault(field, Node("", self.cells.origin(blank[0])))

    def _total(self, row: tuple[Cell, ...], cells: list[Cell]) -> None:
        """总分是最后一个数；前面的是分值的合计，照表上印的满分不另记。"""
        figures = [cell for cell in cells if re.search(r"\d", cell.text)]
        self.head.pairs(tuple(cell for cell in cells if cell not in figures))
        if not figures:
            return
        *before, last = figures
        under = self.goals.columns.under
        alone = not before and under("分值", last) and any(under("得分", cell) for cell in row)
        if not alone:
            title = "合计" if label_of(row[0].text) in SUMS else "总分"
            self.cells.put(self.totals, title, last)
            self.cells.place(*(cell for cell in before if cell.text == last.text))
        self.cells.place(*(cell for cell in figures if joined(cell.text) == FULL_MARKS))

    def _close_totals(self) -> None:
        """有总分的，合计是指标的合计，说一声没有用。"""
        total = self.totals.get("总分") or self.totals.get("合计")
        if total is not None:
            self.rating["总分"] = total
        if len(self.totals) > 1:
            message = f"“合计”一行的 {self.totals['合计'].value} 没有读，总分照“总分”一行"
            self.cells.tell("sum-left", message, "", self.totals["合计"].origin, "自评/总分")

    def _long(self, field: str, label: Cell, values: list[Cell]) -> None:
        text = "\n".join(lines_of(cell.text) for cell in values)
        self.cells.place(*values)
        before = self.texts.get(field)
        if before is None or not before.value:
            self.texts[field] = Node(text, self.cells.origin(values[0]))
        elif str(before.value) != text:  # 跨页时分成两行的
            self.texts[field] = before._replace(value=f"{before.value}\n{text}")
        if "改进措施" in label_of(label.text) and field == "偏差原因分析":
            message = "表上原因和改进措施是一栏，都放在“偏差原因分析”里"
            remedy = "要分开的，在数据文件里把措施移到“改进措施”"
            self.cells.tell("texts-together", message, remedy, self.cells.origin(label), field)

    def _year(self, place: Origin) -> dict[str, Node]:
        """年度：标题里的；没有的，填报日期的上一年，并说出来。"""
        fields = self.head.fields
        named = fields.get("项目名称")
        if self.head.year is not None:
            return {"年度": self.head.year}
        for stated, pattern in ((fields.get("标题"), r"(20\d\d)"), (named, r"(20\d\d)\s*年度")):
            found = re.search(pattern, str(stated.value)) if stated else None
            if stated and found:
                return {"年度": Node(found[1], stated.origin)}
        filled = fields.get("填报日期")
        found = _FILLED_YEAR.match(str(filled.value)) if filled else None
        if not filled or not found:
            return {}
        year = str(int(found[1]) - 1)
        self.cells.findings.append(
            Finding(
                "year-inferred",
                Severity.WARNING,
                f"表上没有写年度，按填报日期的上一年作 {year} 年",
                "不是的，在数据文件里改“年度”",
                (filled.origin,),
                field="年度",
                expected=year,
            )
        )
        return {"年度": Node(year, filled.origin)}

    def _profile(self, place: Origin) -> dict[str, Node]:
        """中央的表（全年预算数、全年执行数，执行 10 分）；有成本指标的是 2021 年的。"""
        if not self.funds.annual and self.funds.printed_points != CENTRAL_POINTS:
            return {}
        cost = any(family.startswith("成本") for family in self.goals.families)
        profile = "中央2021成本" if cost else "中央2020"
        message = f"按表的样子认作“{profile}”的口径"
        remedy = "不是的，在数据文件里改“计分口径”"
        self.cells.tell("profile-recognised", message, remedy, place, "计分口径")
        return {"计分口径": Node(profile, place)}


def _led(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """总分的标签左边空着的格不算。"""
    at = next((at for at, cell in enumerate(row) if cell.text), 0)
    return row[at:] if TOTALS.fullmatch(label_of(row[at].text)) else row


def _opened(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """“项目名称：某项目”写在一格里的，拆成标签和值两格。"""
    return tuple(part for at, cell in enumerate(row) for part in _parts(cell, first=at == 0))


def _parts(cell: Cell, first: bool) -> Iterator[Cell]:
    found = LABELLED.match(cell.text)
    label = label_of(found[1]) if found else ""
    named = label in HEAD_LABELS or label in FUND_LABELS
    if not found or not (named or (first and (closing_label(label) or GOAL.fullmatch(label)))):
        yield cell
        return
    yield cell._replace(text=found[1])
    yield cell._replace(text=cell.text[found.end() :])
