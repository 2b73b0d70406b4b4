"""资金：预算数、执行数、执行率和得分的几行；几行的，一行是总额，其余是来源。"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from reportgen.intake.form.cells import Cells
from reportgen.intake.form.columns import Columns
from reportgen.intake.form.labels import YUAN, joined
from reportgen.notation import read_amount
from reportgen.reading.node import Node
from reportgen.reading.word import Cell
from reportgen.wording import plain

TOTAL: Final = re.compile(r"总额|总计|合计|总支出|资金总|年度资金|^小计$")
_PART: Final = re.compile(r"^\s*其\s*中\s*[:：]?\s*")
_NOTHING: Final = re.compile(r"[-—–―－/／×xX\s]*")
_NAMELESS: Final = "没有写名称的资金"
_POINTS: Final = re.compile(r"[（(]\s*(\d+)\s*分\s*[）)]")
# 一行的名称里有这些字的，是表上印的
_PRINTED: Final = re.compile(r"资金|预算|支出|总|合计|金额|执行")
# 分值栏印的执行分值 → 口径；一眼看得出是中央的表
CENTRAL_POINTS: Final = "10"
KNOWN_POINTS: Final = (CENTRAL_POINTS, "20")


class _Row(NamedTuple):
    name: str
    label: tuple[Cell, ...]
    values: dict[str, Cell]


class Funds:
    """资金的各行。"""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.columns = Columns()
        self.unit = "万元"
        self.printed_points = ""  # 印着的执行分值
        self.annual = False  # 表头写“全年预算数、全年执行数”，中央的表
        self._rows: list[_Row] = []
        self._told = False

    def heads(self, row: tuple[Cell, ...]) -> None:
        """表头的一行。"""
        self.columns = Columns.of_funds(row)
        for field, cell in self.columns.known().items():
            self.cells.label(field, cell)
        left = [cell for cell in self.columns.left(row) if _PRINTED.search(cell.text)]
        self.cells.label("预算执行情况", *left)
        self.annual = self.annual or any("全年" in cell.text for cell in row)
        if any(YUAN.search(cell.text) for cell in row):
            self.unit = "元"
        printed = _POINTS.search("".join(label.text for label in left))
        self.printed_points = printed[1] if printed else self.printed_points

    def row(self, row: tuple[Cell, ...]) -> None:
        """一行：总额或一个来源。"""
        label = tuple(cell for cell in self.columns.left(row) if not cell.above and cell.text)
        texts = dict.fromkeys(joined(cell.text) for cell in label)
        values: dict[str, Cell] = {}
        for field, _, cell in self.columns.aligned(row):
            if _NOTHING.fullmatch(cell.text):
                self.cells.place(cell)  # “—”“/”不是数
            elif field and not cell.above:
                values.setdefault(field, cell)
        if values:
            self._rows.append(_Row("".join(texts), label, values))
        elif all(_PRINTED.search(text) or _PART.match(text) for text in texts):
            self.cells.label("资金", *label)

    def close(self, funds: dict[str, Node], rating: dict[str, Node]) -> None:
        """各行放进资金和自评。"""
        if not self._rows:
            return
        total = next((row for row in self._rows if TOTAL.search(row.name)), self._rows[0])
        self._total(total, funds, rating)
        sources = [self._source(row) for row in self._rows if row is not total]
        if sources:
            funds["来源"] = Node(sources, sources[0].origin)

    def _total(self, row: _Row, funds: dict[str, Node], rating: dict[str, Node]) -> None:
        if not row.name or _PRINTED.search(row.name):
            self.cells.label("资金总额", *row.label)
        for title in ("预算数", "年初预算", "执行数"):
            if title in row.values:
                self._amount(title, row.values[title], funds)
        for title in ("执行率", "执行得分"):
            if title in row.values:
                self.cells.put(rating, title, row.values[title])
        if "执行分值" in row.values:
            self._points(row.values["执行分值"])

    def _points(self, cell: Cell) -> None:
        """分值栏印的是口径里的执行分值。"""
        self.printed_points = joined(cell.text).removesuffix("分")
        self.cells.place(cell)
        if self.printed_points not in KNOWN_POINTS:
            self.cells.tell(
                "points-of-execution",
                f"预算执行的分值印的是 {self.printed_points}",
                "核对“计分口径”的执行分值是不是这么多",
                self.cells.origin(cell),
                "计分口径",
            )

    def _amount(self, title: str, cell: Cell, funds: dict[str, Node]) -> None:
        """金额：格里还有别的话的，数放进数里，整格放进“原文”。"""
        text = joined(cell.text)
        amount = read_amount(text, self.unit)
        wordy = amount.remark or "元" in text
        if title == "预算数" and amount.value is not None and wordy:
            self.cells.put(funds, "原文", cell)
            text = plain(amount.value * (10000 if self.unit == "元" else 1))
        self.cells.put(funds, title, cell, text)

    def _rates(self, row: _Row) -> None:
        """各来源的执行率、分值、得分由总额说，不另记。"""
        titles = ("执行率", "执行分值", "执行得分")
        left = [row.values[title] for title in titles if title in row.values]
        self.cells.place(*left)
        if left and not self._told:
            self._told = True
            message = "各来源的执行率、得分没有读，只读了预算数和执行数"
            place = self.cells.origin(left[0])
            self.cells.tell("source-rates-left", message, "", place, "资金/来源")

    def _source(self, row: _Row) -> Node:
        name = _PART.sub("", row.name).rstrip("：:")
        first = (*row.label, *row.values.values())[0]
        entry = {"名称": self.cells.node(first, name)} if row.label else {}
        self.cells.place(*row.label)
        for title in ("年初预算", "预算数", "执行数"):
            if title in row.values:
                entry[title] = self.cells.node(row.values[title])
        self._rates(row)
        if not entry.get("名称"):
            entry = {"名称": Node(_NAMELESS, self.cells.origin(first)), **entry}
        return Node(entry, self.cells.origin(first))
