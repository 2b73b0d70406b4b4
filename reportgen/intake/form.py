"""认表：自评表的各格各是什么，看标签写的是什么，不看在第几行第几列。

一份表的段落和表格（见 ``word``）成为一份数据；放不进数据的格，都在发现里。
"""

from __future__ import annotations

import re

from reportgen.finding import Finding, Origin, Severity
from reportgen.intake.columns import Columns
from reportgen.intake.labels import (
    BEFORE_TITLE,
    DEPARTMENT,
    FUND_HEADS,
    FUND_LABELS,
    GOAL,
    HEAD_LABELS,
    INDICATOR_HEADS,
    INFO,
    NOTES,
    POINTS,
    TICK_FIELDS,
    TOTALS,
    YEAR,
    is_indicator_head,
    joined,
    label_of,
    lines_of,
    spaced,
)
from reportgen.intake.ticks import ticked
from reportgen.notation import read_amount
from reportgen.reading.node import Document, Node
from reportgen.reading.word import Cell, Paragraph, Table
from reportgen.wording import plain


class Form:
    """认一份表：一行一行看过去，认得的放进数据，记下用了哪些格。"""

    def __init__(self, name: str, paragraphs: list[Paragraph], tables: list[Table]) -> None:
        self.name = name
        self.paragraphs = paragraphs
        self.tables = tables
        self.fields: dict[str, Node] = {}
        self.funds: dict[str, Node] = {}
        self.sources: list[Node] = []
        self.rating: dict[str, Node] = {}
        self.goals: list[dict[str, Node]] = []
        self.rows: list[Node] = []
        self.findings: list[Finding] = []
        self.used: set[str] = set()
        self.columns = Columns()
        self.kind = ""  # 现在读的是资金（funds）还是指标（indicators）
        self.unit = "万元"
        self.central = False
        self.above: dict[str, Node] = {}
        self.heading = ""  # 指标表头左边的标签，跨页重复的表头照它认

    def document(self) -> Document:
        """这份表的数据。"""
        self._read_paragraphs()
        for table in self.tables:
            for row in table.rows:
                self._row(row)
        self._close_goal()
        self._unplaced()
        return Document(self._node(), tuple(self.findings))

    # ── 表外的段落 ─────────────────────────────────────────────────────────────

    def _read_paragraphs(self) -> None:
        titles: list[str] = []
        place = Origin(self.name)
        for paragraph in self.paragraphs:
            text = spaced(paragraph.text)
            origin = Origin(self.name, spot=paragraph.spot)
            for label, value in INFO.findall(text):
                if value.strip():
                    field = HEAD_LABELS[label]
                    self.fields.setdefault(field, Node(joined(value), origin))
            if re.search(r"单位\s*[:：]\s*元|金额单位\s*[:：]?\s*元", text):
                self.unit = "元"
            if BEFORE_TITLE.match(text):
                titles.clear()
            elif INFO.search(text) or re.fullmatch(r"\s*[（(].*年度?[）)]\s*", text):
                pass
            elif text.strip():
                titles.append(text.strip())
                place = origin
        title = joined("".join(titles))
        if title:
            self.fields["标题"] = Node(title, place)

    # ── 表 ────────────────────────────────────────────────────────────────────

    def _row(self, row: tuple[Cell, ...]) -> None:
        labels = [label_of(cell.text) for cell in row]
        if is_indicator_head(row):
            self._indicator_heads(row)
        elif sum(label in FUND_HEADS for label in labels) >= 2:
            self._use(*row)
            self.kind, self.columns = "funds", Columns.of(row, FUND_HEADS)
            self.central = self.central or any("全年" in label for label in labels)
            self._unit_of(row)
        elif labels[0] in NOTES or self._head_fields(row, labels):
            self.kind = ""
        elif self.kind == "funds" and not GOAL.match(labels[0] if not row[0].above else ""):
            self._funds_row(row)
        elif self._closing(row, labels):
            self.kind = ""
        elif GOAL.match(labels[0]) and self.kind != "indicators":
            self._statement(row)
        elif self.kind == "indicators":
            self._indicator(row)

    def _head_fields(self, row: tuple[Cell, ...], labels: list[str]) -> bool:
        """“标签、值”成对的一行；一对也没有为假。"""
        places = [at for at, label in enumerate(labels) if label in HEAD_LABELS | FUND_LABELS]
        if not places:
            return False
        for at, end in zip(places, [*places[1:], len(row)], strict=True):
            values = [cell for cell in row[at + 1 : end] if not cell.above or cell.text]
            self._use(row[at], *values)
            text = "\n".join(cell.text for cell in values if cell.text)
            if not text.strip():
                continue
            origin = self._origin(values[0])
            field = HEAD_LABELS.get(labels[at])
            if field is None:
                self.funds[FUND_LABELS[labels[at]]] = Node(joined(text), origin)
            elif field in TICK_FIELDS:
                self._ticks(field, text, origin)
            else:
                self.fields[field] = Node(joined(text), origin)
        return True

    def _ticks(self, field: str, text: str, origin: Origin) -> None:
        chosen, others = ticked(text)
        self.fields[field] = Node([Node(joined(option), origin) for option in chosen], origin)
        if not chosen and others:
            self._note("nothing-ticked", f"{field}一项也没有勾", "在数据文件里补上", origin, field)

    def _unit_of(self, row: tuple[Cell, ...]) -> None:
        if any(re.search(r"[（(]\s*元\s*[）)]", cell.text) for cell in row):
            self.unit = "元"

    def _funds_row(self, row: tuple[Cell, ...]) -> None:
        values = self.columns.aligned(row)
        names = [cell for cell in self.columns.left(row) if not cell.above and cell.text]
        name = joined("".join(cell.text for cell in names))
        self._use(*names, *(cell for cell in row if cell.above))
        if not any(cell.text for cell in values.values()):
            return
        if "预算数" in self.funds or "执行数" in self.funds:
            entry = {"名称": Node(name, self._origin(row[0]))}
            for title in ("预算数", "执行数"):
                if title in values and values[title].text:
                    entry[title] = self._node_of(values[title])
            self.sources.append(Node(entry, self._origin(row[0])))
            self._use(*(values[title] for title in ("预算数", "执行数") if title in values))
            self._blank_marks(values)
            return
        for title in ("预算数", "年初预算", "执行数"):
            if title in values and values[title].text:
                self._amount(title, values[title])
        for title in ("执行率", "执行得分"):
            if title in values and values[title].text:
                self.rating[title] = self._node_of(values[title])
        self._use(*values.values())

    def _blank_marks(self, values: dict[str, Cell]) -> None:
        """分项资金的执行率、得分栏里的“—”“/”不是数，不算没有放处。"""
        for cell in values.values():
            if re.fullmatch(r"[-—–/／\s]*", cell.text):
                self._use(cell)

    def _amount(self, title: str, cell: Cell) -> None:
        """金额：格里还有别的话的，数放进数里，整格放进“原文”。"""
        text = joined(cell.text)
        amount = read_amount(text, self.unit)
        if title == "预算数" and amount.value is not None and amount.remark:
            self.funds["原文"] = Node(text, self._origin(cell))
            value = amount.value * (10000 if self.unit == "元" else 1)
            text = plain(value)
        self.funds[title] = Node(text, self._origin(cell))

    # ── 目标和指标 ─────────────────────────────────────────────────────────────

    def _indicator_heads(self, row: tuple[Cell, ...]) -> None:
        self._use(*row)
        repeated = self.kind == "indicators" and self.rows and row[0].text in self.heading
        self.kind = "indicators"
        self.columns = Columns.of(row, INDICATOR_HEADS, "偏差原因")
        left = self.columns.left(row)
        label = "".join(cell.text for cell in left)
        if repeated:  # 下一页又印的表头
            return
        self.heading = label
        if self.goals and not self.goals[-1].get("指标") and not self.rows:
            self._name_goal(label, left)  # 目标表述那一行已经开了这个目标
            return
        self._close_goal()
        self.goals.append({})
        self._name_goal(label, left)

    def _name_goal(self, label: str, cells: list[Cell]) -> None:
        """目标的名称和分值；“年度绩效指标”这样的统称不是名称。"""
        name = joined(POINTS.sub("", label)).rstrip("：:")
        goal = self.goals[-1]
        if not cells or not GOAL.match(label_of(name)):
            return
        origin = self._origin(cells[0])
        goal.setdefault("名称", Node(name, origin))
        points = POINTS.search(label)
        if points:
            goal.setdefault("分值", Node(points[1], origin))

    def _statement(self, row: tuple[Cell, ...]) -> None:
        """目标表述：左边是目标的名称，右边是话。"""
        label, *rest = row
        texts = [cell for cell in rest if cell.text and not cell.above]
        if {label_of(cell.text) for cell in texts} & {"预期目标", "实际完成情况"}:
            self._use(*row)
            return  # 中央的表：下一行才是话
        self._close_goal()
        if not self.goals or self.goals[-1].get("内容") or self.goals[-1].get("指标"):
            self.goals.append({})
        self._name_goal(label.text, [label])
        self._use(label)
        if texts:
            self.goals[-1]["内容"] = Node(lines_of(texts[0].text), self._origin(texts[0]))
            self._use(texts[0])

    def _indicator(self, row: tuple[Cell, ...]) -> None:
        values = self.columns.aligned(row)
        left = self.columns.left(row)
        for cell in left:
            if cell.text and not cell.above and self.goals:
                self._name_goal(cell.text, [cell])
        self._use(*left)
        entry = {}
        for title, cell in values.items():
            self._use(cell)
            if not cell.text or (cell.above and title in ("分值", "得分")):
                continue  # 合用一个得分格的，得分在上一行
            entry[title] = Node(lines_of(cell.text), self._origin(cell))
        if not any(entry.get(title) for title in ("三级指标", "年初目标值", "实际完成值", "得分")):
            if entry:
                self.rows.append(Node(entry, self._origin(row[0])))
            return
        for title in ("一级指标", "二级指标"):
            # 该合并而没有合并的空格，与上一行是一类
            same = title == "一级指标" or "一级指标" not in entry
            if same and title in values and title not in entry and title in self.above:
                entry[title] = self.above[title]
        self.above = {title: entry[title] for title in ("一级指标", "二级指标") if title in entry}
        self.rows.append(Node(entry, self._origin(row[0])))

    def _close_goal(self) -> None:
        if self.rows and self.goals:
            self.goals[-1]["指标"] = Node(self.rows, self.rows[0].origin)
        self.rows, self.above = [], {}

    def _closing(self, row: tuple[Cell, ...], labels: list[str]) -> bool:
        """总分、偏差原因分析、改进措施。"""
        label = labels[0]
        values = [cell for cell in row[1:] if cell.text and not cell.above]
        if label in TOTALS:
            self._use(*row)
            if values:
                self.rating["总分"] = self._node_of(values[-1])
        elif "改进措施" in label or "结果应用" in label:
            self._long("改进措施", row[0], values)
        elif "原因" in label:
            self._long("偏差原因分析", row[0], values)
        else:
            return False
        return True

    def _long(self, field: str, label: Cell, values: list[Cell]) -> None:
        self._use(label, *values)
        if not values:
            return
        text = "\n".join(lines_of(cell.text) for cell in values)
        before = self.fields.get(field)
        if before is not None and isinstance(before.value, str):
            text = f"{before.value}\n{text}"  # 跨页时分成两行的
        self.fields[field] = Node(text, self._origin(values[0]))

    # ── 收尾 ──────────────────────────────────────────────────────────────────

    def _unplaced(self) -> None:
        """没有放处的格，一格一条。"""
        for table in self.tables:
            for row in table.rows:
                for cell in row:
                    if cell.text.strip() and not cell.above and cell.spot not in self.used:
                        shown = " ".join(cell.text.split())
                        shown = shown if len(shown) <= 30 else shown[:30] + "…"
                        self.findings.append(
                            Finding(
                                "cell-unplaced",
                                Severity.WARNING,
                                f"“{shown}”不知道放在哪里，没有读进数据",
                                "要用的，写进数据文件相应的地方",
                                (self._origin(cell),),
                                stated=shown,
                            )
                        )

    def _node(self) -> Node:
        place = Origin(self.name)
        departmental = "项目名称" not in self.fields and (
            "单位名称" in self.fields or bool(self.funds.keys() & set(FUND_LABELS.values()))
        )
        fields: dict[str, Node] = {"表": Node(DEPARTMENT if departmental else "附件2", place)}
        year = self._year()
        if year:
            fields["年度"] = year
        for title in ("标题", "单位名称", "填报日期", "项目名称", "主管部门", "项目实施单位"):
            if title in self.fields:
                fields[title] = self.fields[title]
        for title in TICK_FIELDS:
            if title in self.fields:
                fields[title] = self.fields[title]
        if self.central:
            fields["计分口径"] = self._profile(place)
        if self.unit != "万元":
            fields["金额单位"] = Node(self.unit, place)
        if self.sources:
            self.funds["来源"] = Node(self.sources, self.sources[0].origin)
        for title, group in (("资金", self.funds), ("自评", self.rating)):
            if group:
                fields[title] = Node(group, next(iter(group.values())).origin)
        goals = [Node(goal, next(iter(goal.values())).origin) for goal in self.goals if goal]
        if goals:
            fields["年度绩效目标"] = Node(goals, goals[0].origin)
        for title in ("偏差原因分析", "改进措施"):
            if title in self.fields:
                fields[title] = self.fields[title]
        return Node(fields, place)

    def _year(self) -> Node | None:
        for paragraph in self.paragraphs:
            found = YEAR.search(joined(paragraph.text))
            if found and not INFO.search(paragraph.text):
                return Node(found[1], Origin(self.name, spot=paragraph.spot))
        return None

    def _profile(self, place: Origin) -> Node:
        """中央的表：有成本指标一级指标的是 2021 年的。"""
        families = {
            entry.value["一级指标"].value
            for goal in self.goals
            if isinstance((rows := goal.get("指标", Node([], place))).value, list)
            for entry in rows.value
            if isinstance(entry.value, dict) and "一级指标" in entry.value
        }
        cost = any(str(family).startswith("成本") for family in families)
        profile = "中央2021成本" if cost else "中央2020"
        self._note(
            "profile-recognised",
            f"按表的样子认作“{profile}”的口径",
            "不是的，在数据文件里改“计分口径”",
            place,
            "计分口径",
        )
        return Node(profile, place)

    def _use(self, *cells: Cell) -> None:
        self.used.update(cell.spot for cell in cells)

    def _origin(self, cell: Cell) -> Origin:
        return Origin(self.name, spot=cell.spot)

    def _node_of(self, cell: Cell) -> Node:
        return Node(joined(cell.text), self._origin(cell))

    def _note(self, code: str, message: str, remedy: str, origin: Origin, field: str) -> None:
        self.findings.append(Finding(code, Severity.NOTE, message, remedy, (origin,), field=field))
