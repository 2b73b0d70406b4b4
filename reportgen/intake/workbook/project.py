"""一个项目：各张表里属于它的行，一行一行放进去，成为与数据文件一样的节点。"""

from __future__ import annotations

from reportgen.finding import Finding, Origin, Severity
from reportgen.intake.workbook.layout import (
    AMOUNT_UNIT,
    CONTINUED,
    FORM_TEXTS,
    FUNDS,
    GOALS,
    MATERIALS,
    MONEY_UNIT,
    OTHER,
    OTHERS,
    PROJECTS,
    RATING,
    REFERENCE,
    ROWS,
    SECTION,
    SOURCE_NAME,
    SOURCES,
    TOTAL,
    Column,
)
from reportgen.intake.workbook.lines import Head, Line
from reportgen.intake.workbook.rows import (
    BRIEF,
    FULL,
    GOAL_FIELDS,
    GOAL_NUMBER,
    INDICATOR_FIELDS,
    SOURCE,
    SOURCE_FIELDS,
    TOTAL_FIELDS,
)
from reportgen.model import Project
from reportgen.reading.builder import LIST_MARKS
from reportgen.reading.node import Document, Node

Entries = dict[str, Node]
TICKED = tuple(
    title for title, info in Project.titles().items() if info.annotation == tuple[str, ...]
)


class Goal:
    """一个年度绩效目标：序号（没有写为空）、自己的各项和指标。"""

    def __init__(self, number: str) -> None:
        self.number = number
        self.entries: Entries = {}
        self.rows: list[Node] = []

    def is_called(self, number: str, name: str) -> bool:
        """说的是不是它：写了序号按序号，没有写按名称。"""
        return self.number == number if number else self._text(0) == name

    def differs(self, points: str, statement: str) -> bool:
        """写了的分值、内容和它的不一样。"""
        return any(given and given != self._text(at) for at, given in ((1, points), (2, statement)))

    def _text(self, at: int) -> str:
        """名称、分值、内容，第几项。"""
        node = self.entries.get(GOAL_FIELDS[at].path[-1])
        return node.value.strip() if node and isinstance(node.value, str) else ""

    def node(self, origin: Origin) -> Node:
        """节点；只写了序号的是空目标。"""
        entries = dict(self.entries)
        if self.rows:
            entries[ROWS] = Node(self.rows, self.rows[0].origin)
        return Node(entries, next((each.origin for each in entries.values()), origin))


class Draft:
    """项目的草稿：“项目”表的一行开头，别的表的行陆续加进来。"""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.findings = list(line.faults)
        self.funds: Entries = {}
        self.rating: Entries = {}
        self.sources: list[Node] = []
        self.goals: list[Goal] = []
        self.texts: dict[str, Entries] = {}
        self._last_goal: Goal | None = None
        self._section = ""
        self._totalled = False
        self._unit_told = False

    # ── 各表的行 ──────────────────────────────────────────────────────────────

    def add_money(self, line: Line, head: Head) -> None:
        """资金的一行：总数，或一项来源。"""
        self.findings += line.faults
        name = line.text(SOURCE)
        given = [column for column in TOTAL_FIELDS if column.title in line.cells]
        if any(column.unit == MONEY_UNIT for column in given):
            self._same_unit(head)
        if name not in ("", TOTAL):
            self._source(line)
        elif given:
            self._total(line, given)

    def _total(self, line: Line, given: list[Column]) -> None:
        if self._totalled:
            message = "同一个项目有两行合计"
            remedy = "分项的一行填上资金来源的名称；多出来的一行删去"
            self._fault("row-repeated", message, remedy, line.origin)
            return
        self._totalled = True
        for column in given:
            group, title = column.path
            entries = self.funds if group == FUNDS else self.rating
            entries[title] = line.cells[column.title]

    def _source(self, line: Line) -> None:
        cells = {
            column.path[-1]: line.cells[column.title]
            for column in SOURCE_FIELDS
            if column.title in line.cells
        }
        self.sources.append(Node({SOURCE_NAME: line.cells[SOURCE], **cells}, line.origin))
        for column in TOTAL_FIELDS:
            if column.title in line.cells and column not in SOURCE_FIELDS:
                self._unplaced(f"分项的一行里“{column.title}”没有读", line.cells[column.title])

    def _same_unit(self, head: Head) -> None:
        """表头写的金额单位和项目的不一样：差一万倍，说一次。"""
        unit = self.line.text(AMOUNT_UNIT) or "万元"
        if head.money and head.money != unit and not self._unit_told:
            self._unit_told = True
            message = f"表头的单位是{head.money}，这个项目的“{AMOUNT_UNIT}”是{unit}，不知道按哪个"
            remedy = "两处改成一样；各项目单位不同的，删去表头括号里的单位"
            origins = (head.money_at, self.line.place(AMOUNT_UNIT))
            self._fault("unit-mismatch", message, remedy, *origins)

    def add_indicator(self, line: Line) -> None:
        """指标的一行；写了目标的，是那个目标的。"""
        self.findings += line.faults
        if not set(line.cells) - {REFERENCE.title}:
            return
        goal = self._goal(line)
        for column in GOAL_FIELDS:
            node = line.cells.get(column.title)
            if node is None:
                continue
            known = goal.entries.setdefault(column.path[-1], node)
            if known.value != node.value:
                message = f"同一个目标写了两个“{column.title}”"
                remedy = "只留一处；是另一个目标的，填上目标序号"
                self._fault("goal-repeated", message, remedy, node.origin, known.origin)
        cells = {
            column.path[-1]: line.cells[column.title]
            for column in INDICATOR_FIELDS
            if column.title in line.cells
        }
        cells |= _others(line)
        if cells:
            goal.rows.append(Node(cells, line.origin))

    def _goal(self, line: Line) -> Goal:
        """这一行的目标：按序号，没有序号按名称；都没有写就是上一行的。"""
        name, points, statement, _ = (line.text(column.title) for column in GOAL_FIELDS)
        number = line.text(GOAL_NUMBER)
        goal = self._last_goal
        if number or name:
            known = (each for each in self.goals if each.is_called(number, name))
            goal = next(known, None)
        elif goal is not None and goal.rows and goal.differs(points, statement):
            goal = None  # 没有名称，又写了一份分值或内容，是下一个目标
        if goal is None:
            goal = Goal(number)
            self.goals.append(goal)
        self._last_goal = goal
        return goal

    def add_text(self, line: Line) -> None:
        """文字材料的一行：新的一节、同一节的又一段，或一格没有放下的接着写。"""
        self.findings += line.faults
        written = line.text(SECTION)
        given = {title: line.cells[title] for title in (FULL, BRIEF) if title in line.cells}
        if written and written != CONTINUED:
            self._section = written
        if not given:
            return
        if not self._section:
            message, remedy = "这一行文字没有写放在哪一节", f"填上“{SECTION}”"
            self._fault("section-missing", message, remedy, line.origin)
            return
        entries = self.texts.setdefault(self._section, {})
        joint = "" if written == CONTINUED else "\n"
        for title, node in given.items():
            known = entries.get(title)
            entries[title] = node if known is None else _joined(known, joint, node)

    # ── 成节点 ────────────────────────────────────────────────────────────────

    def document(self) -> Document:
        """这个项目的数据，键的次序同数据文件。"""
        entries: Entries = {}
        for column in PROJECTS.columns:
            node = self.line.cells.get(column.title)
            if node is None:
                continue
            if len(column.path) == 1:
                entries[column.path[0]] = _options(node) if column.path[0] in TICKED else node
            else:
                self._inner(entries, column.path, node)
        if self.sources:
            self.funds[SOURCES] = Node(self.sources, self.sources[0].origin)
        origin = self.line.origin
        for title, group in ((FUNDS, self.funds), (RATING, self.rating)):
            if group:
                entries[title] = Node(group, next(iter(group.values())).origin)
        if self.goals:
            goals = [goal.node(origin) for goal in self.goals]
            entries[GOALS] = Node(goals, goals[0].origin)
        self._add_texts(entries)
        entries |= _others(self.line)
        ordered = {title: entries[title] for title in Project.titles() if title in entries}
        return Document(Node(ordered, origin), tuple(self.findings))

    def _inner(self, entries: Entries, path: tuple[str, ...], node: Node) -> None:
        group = entries.setdefault(path[0], Node({}, node.origin))
        assert isinstance(group.value, dict)
        group.value[path[1]] = node

    def _add_texts(self, entries: Entries) -> None:
        materials: Entries = {}
        for section, given in self.texts.items():
            place = next(iter(given.values())).origin
            field = FORM_TEXTS.get(section)
            if field:
                if FULL in given:
                    entries[field] = given[FULL]
                if BRIEF in given:
                    self._unplaced(f"“{section}”只有“{FULL}”一栏，“{BRIEF}”没有读", given[BRIEF])
            else:
                materials[section] = given[FULL] if BRIEF not in given else Node(given, place)
        if materials:
            entries[MATERIALS] = Node(materials, next(iter(materials.values())).origin)

    def _unplaced(self, message: str, node: Node) -> None:
        remedy = "要用的，填到认得的栏里"
        self.findings.append(
            Finding("cell-unplaced", Severity.WARNING, message, remedy, (node.origin,))
        )

    def _fault(self, code: str, message: str, remedy: str, *origins: Origin) -> None:
        self.findings.append(Finding(code, Severity.ERROR, message, remedy, origins))


def _others(line: Line) -> Entries:
    """多出来的各栏，照录。"""
    kept = {
        title.removeprefix(OTHER): node
        for title, node in line.cells.items()
        if title.startswith(OTHER)
    }
    return {OTHERS: Node(kept, next(iter(kept.values())).origin)} if kept else {}


def _joined(known: Node, joint: str, node: Node) -> Node:
    return known._replace(value=f"{known.value}{joint}{node.value}")


def _options(node: Node) -> Node:
    """勾选的几项：一行一项的按行，一行里的按顿号、逗号分开。"""
    text = str(node.value)
    parts = text.split("\n") if "\n" in text else LIST_MARKS.split(text)
    return node._replace(value=[Node(part, node.origin) for part in parts if part.strip()])
