"""目标和指标：目标的名称、分值、表述，和它下面的各行指标。"""

from __future__ import annotations

import re
from typing import Final

from reportgen.intake.form.cells import Cells
from reportgen.intake.form.columns import Columns
from reportgen.intake.form.head import distinct
from reportgen.intake.form.labels import (
    EXPECTED,
    GOAL,
    INDICATORS,
    LONGEST,
    OUTCOME,
    POINTS,
    joined,
    label_of,
    lines_of,
)
from reportgen.reading.node import Node
from reportgen.reading.word import Cell

# 表头下面写代号的一行：A、B、①……
_CODE: Final = re.compile(r"[（(]?[A-ZＡ-Ｚ①-⑳][A-ZＡ-Ｚ/／÷×*=＝%]{0,8}[）)]?")
_SIGN: Final = re.compile(r"[≥≤><＞＜=＝]=?")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_NUMBERED: Final = re.compile(r"[\d一二三四五六七八九十①-⑩]$")
_TEXTS: Final = ("内容", "完成情况")
_FAMILIES: Final = ("一级指标", "二级指标")
_ONE_SCORE: Final = ("分值", "得分")  # 几行合用一格的，算在第一行
_FILLED: Final = ("三级指标", "年初目标值", "实际完成值", "得分")


class Goals:
    """各个目标；表头、表述、左边换了的标签，开一个新的目标。"""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.columns = Columns()
        self.goals: list[dict[str, Node]] = []
        self.families: set[str] = set()
        self._rows: list[Node] = []
        self._above: dict[str, Node] = {}
        self._heading = ""  # 表头左边的标签，跨页重复的表头照它认
        self._told: set[str] = set()

    @property
    def begun(self) -> bool:
        """已经有了指标的表头。"""
        return bool(self.columns.heads)

    def heads(self, row: tuple[Cell, ...]) -> None:
        """表头的一行。"""
        again = self.begun and bool(self._rows)
        self.columns = Columns.of_indicators(row)
        for field, cell in self.columns.known().items():
            self.cells.label(field, cell)
        left = distinct(cell for cell in self.columns.left(row) if cell.text)
        label = "".join(cell.text for cell in left)
        if again and _key(label) in ("", _key(self._heading)):  # 下一页又印的表头
            self.cells.place(*left)
            return
        self._heading = label
        if self._rows or not self.goals or self.goals[-1].get("指标"):
            self._open()
        self._label(left)

    def statement(self, row: tuple[Cell, ...]) -> None:
        """目标表述：左边是目标的名称，右边是话；有的表还有目标完成得怎样。"""
        label, *rest = row
        texts = [cell for cell in rest if cell.text and cell.text != label.text]
        if len(texts) > len(_TEXTS):
            texts = distinct(texts)  # 合并的格拆开重复的；正好两格的，是表述和完成情况
        labels = [label_of(cell.text) for cell in texts]
        outcome = any(OUTCOME.fullmatch(each) for each in labels[1:])
        if outcome and EXPECTED.search(labels[0]) and len(labels[0]) < LONGEST:
            self.cells.place(*texts)  # 中央的表：下一行才是话
            self._open_for(label)
            return
        if not self.goals or self.goals[-1].keys() & {"内容", "指标"} or self._rows:
            self._open_for(label)
        self._label([] if label.above else [label])
        for title, cell in zip(_TEXTS, texts, strict=False):
            self.cells.put(self.goals[-1], title, cell, lines_of(cell.text))

    def row(self, row: tuple[Cell, ...]) -> None:
        """一行指标。"""
        self._left([cell for cell in self.columns.left(row) if cell.text and not cell.above])
        cells = [cell for cell in row if cell.text and cell.start >= self.columns.first]
        if cells and all(_CODE.fullmatch(cell.text) for cell in cells):
            self.cells.place(*cells)
            return
        entry: dict[str, Node] = {}
        others: dict[str, Node] = {}
        for field, head, cell in self.columns.aligned(row):
            if not cell.text or (cell.above and field in _ONE_SCORE):
                continue
            if field and field not in entry:
                whole = joined(cell.text) if field in _FAMILIES else lines_of(cell.text)
                entry[field] = self.cells.node(cell, whole)
            elif not field and not cell.above:
                self._other(others, head, cell)
        filled = any(entry.get(title) for title in _FILLED)
        if filled:
            self._inherit(entry)
        self._compose(entry, others)
        if others:
            entry["其他"] = Node(others, next(iter(others.values())).origin)
        if entry:
            self._rows.append(Node(entry, self.cells.origin(row[0])))
            self.families.update(str(entry[title].value) for title in entry if title == "一级指标")

    def describes(self, row: tuple[Cell, ...]) -> bool:
        """一行是不是话，不是指标：有一格横跨名称、目标值直到得分各栏。"""
        name = "三级指标" if self.columns.has("三级指标") else "二级指标"
        across = (name, "年初目标值", "得分")
        return any(cell.text and self.columns.spans(cell, *across) for cell in row)

    def close(self) -> list[dict[str, Node]]:
        """全部目标；什么也没有写的不算。"""
        self._end()
        return [goal for goal in self.goals if goal]

    # ── 目标 ──────────────────────────────────────────────────────────────────

    def _open(self) -> None:
        self._end()
        self.goals.append({})

    def _open_for(self, label: Cell) -> None:
        if self.goals and not self.goals[-1] and not self._rows:
            return
        self._open()
        self._label([] if label.above else [label])

    def _end(self) -> None:
        if self._rows and self.goals:
            _weigh(self._rows)
            self.goals[-1]["指标"] = Node(self._rows, self._rows[0].origin)
        self._rows, self._above = [], {}

    def _left(self, cells: list[Cell]) -> None:
        """指标左边的标签：换了一个目标的名称，开新的目标。"""
        label = "".join(cell.text for cell in distinct(cells))
        name, _ = _named(label)
        current = self.goals[-1].get("名称") if self.goals else None
        if name and self._rows and current is not None and current.value != name:
            self._open()
        self._label(distinct(cells))
        if label == self._heading or not cells:
            self.cells.place(*cells)

    def _label(self, cells: list[Cell]) -> None:
        """目标的名称和分值；“年度绩效指标”这样的统称不是名称。"""
        label = "".join(cell.text for cell in cells)
        name, points = _named(label)
        if not cells or not (name or INDICATORS.fullmatch(label_of(label))):
            return
        self.cells.place(*cells)
        if not self.goals:
            self.goals.append({})
        goal = self.goals[-1]
        stated = goal.get("名称")
        if name and (stated is None or (_NUMBERED.search(name) and stated.value != name)):
            goal["名称"] = self.cells.node(cells[0], name)
        if points:
            self.cells.put(goal, "分值", cells[0], points)

    # ── 指标 ──────────────────────────────────────────────────────────────────

    def _inherit(self, entry: dict[str, Node]) -> None:
        """该合并而没有合并的空格，与上一行是一类。"""
        for title in _FAMILIES:
            same = title == "一级指标" or "一级指标" not in entry
            if same and title not in entry and title in self._above and self.columns.has(title):
                entry[title] = self._above[title]
        self._above = {title: entry[title] for title in _FAMILIES if title in entry}

    def _compose(self, entry: dict[str, Node], others: dict[str, Node]) -> None:
        """有的表把目标值分成性质、数、单位三栏（≥、900、盏）：合成一个目标值，说一次。"""
        target = entry.get("年初目标值")
        sign, unit = (
            next((str(others[title].value) for title in titles if title in others), "")
            for titles in (("指标性质",), ("度量单位", "计量单位"))
        )
        sign = sign if _SIGN.fullmatch(sign) else ""
        if target is None or not _NUMBER.fullmatch(str(target.value)) or not (sign or unit):
            return
        entry["年初目标值"] = target._replace(value=f"{sign}{target.value}{unit}")
        if "年初目标值" not in self._told:
            self._told.add("年初目标值")
            message = "目标值由“指标性质、指标值、度量单位”几栏合成"
            remedy = "核对合成的目标值"
            self.cells.tell("target-composed", message, remedy, target.origin, "年初目标值")

    def _other(self, others: dict[str, Node], head: Cell, cell: Cell) -> None:
        """表上多出来的栏：照录在“其他”里，一栏说一次。"""
        name = self.columns.unknown().get(head)
        if not name:
            return  # 没有表头的格，由收尾的去说
        self.cells.put(others, name, cell, lines_of(cell.text))
        if name not in self._told:
            self._told.add(name)
            self.cells.place(head)
            message = f"“{name}”一栏不是数据文件里的项，照录在各行的“其他”里，不印在表和报告里"
            self.cells.tell("column-kept", message, "", self.cells.origin(head), f"其他/{name}")


def _weigh(rows: list[Node]) -> None:
    """名称里写着分值的（“签约金额（10分）”），是这一行的分值；写在二级指标里的，只有一行时才是。"""
    entries = [row.value for row in rows if isinstance(row.value, dict)]
    kinds = [_category(entry) for entry in entries]
    for entry, kind in zip(entries, kinds, strict=True):
        titles = ("三级指标", "二级指标") if kinds.count(kind) == 1 else ("三级指标",)
        for node in (entry[title] for title in titles if title in entry):
            points = POINTS.search(str(node.value))
            if points and points[1][0].isdecimal() and "分值" not in entry:
                entry["分值"] = Node(points[1], node.origin)


def _category(entry: dict[str, Node]) -> tuple[str, str]:
    family, category = (str(entry[title].value) if title in entry else "" for title in _FAMILIES)
    return family, category


def _key(label: str) -> str:
    """表头左边是哪个目标；统称（绩效指标、续）不是新的目标。"""
    return _named(label)[0]


def _named(label: str) -> tuple[str, str]:
    """目标的名称和分值；不是目标的标签为空。"""
    points = POINTS.search(label)
    name = joined(POINTS.sub("", label)).rstrip("：:")
    if not GOAL.fullmatch(label_of(name)):
        name = ""
    return name, points[1] if points else ""
