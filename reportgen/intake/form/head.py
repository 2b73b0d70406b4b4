"""表头各项：标题、单位、日期、项目名称和勾选，在表外的段落里或表里“标签、值”成对的行里。"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from reportgen.finding import Finding, Origin, Severity
from reportgen.intake.form.cells import Cells
from reportgen.intake.form.labels import (
    FUND_LABELS,
    HEAD_LABELS,
    LONGEST,
    OPTION,
    TICK_FIELDS,
    YEAR,
    YUAN,
    joined,
    label_of,
    spaced,
)
from reportgen.intake.form.ticks import ticked
from reportgen.reading.builder import shown
from reportgen.reading.node import Node
from reportgen.reading.word import Cell, Paragraph

# 表外的一行里“标签：值”的几项；标签后面的括号（盖章）不算
_INFO: Final = (
    r"(?:部门|填报|自评|项目)?(?:[（(]单位[）)])?(?:单位|部门)名称|填报单位|填报部门|自评单位"
    r"|项目名称|主管部门|(?:项目)?实施单位|项目单位"
    r"|填[报表](?:日期|时间)|填[报表]人|联\s*系\s*人|联系电话|电话|手机"
    r"|(?:单位|部门|项目)?负责人|审核人|经办人|分管领导"
)
INFO: Final = re.compile(
    rf"({_INFO})\s*(?:[（(][^（()）]*[）)])?\s*[:：]\s*(.*?)(?=\s*(?:{_INFO})\s*(?:[（(][^（()）]*[）)])?\s*[:：]|$)"
)
# 标题前面的：附件的标签、上一份表末尾的备注；它们是表上印的话
PRINTED: Final = re.compile(
    r"\s*(?:附\s*[件表]\s*\d*|备?\s*注\s*[:：\d]|填表说明|说\s*明\s*[:：]|\d+\s*[.．、]|[（(]\d+[）)])"
)
_ANNEX: Final = re.compile(r"\s*(附\s*[件表]\s*\d+)")
_NOTE: Final = re.compile(r"\s*(?:备?\s*注\s*[:：]?)?\s*(\d+)\s*[.．、]")
_YEAR_NOTE: Final = re.compile(r"\s*[（(]\s*20\d\d\s*年?\s*度?\s*[）)]\s*")
_YEAR_ONLY: Final = re.compile(r"\s*[（(]?\s*20\d\d\s*年?\s*度?\s*[）)]?\s*")
_TITLE: Final = re.compile(r".*(?:自评|评价|评分|绩效).*[表]\s*(?:[（(].*[）)])?")
_UNIT: Final = re.compile(r"[（(]?(?:金额)?单位\s*[:：]\s*(?:人民币)?万?元[）)]?")
_LONGEST_TITLE: Final = 60
_TITLE_LINES: Final = 4
_NAME: Final = re.compile(rf"(?=.*[\u3400-\u9fff])[^\d≥≤><%‰。；;]{{1,{LONGEST}}}")
# 年度的写法：全角的数字、汉字的数字
_DIGITS: Final = str.maketrans(
    "０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789"
)


class Head:
    """表头各项。"""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.fields: dict[str, Node] = {}
        self.funds: dict[str, Node] = {}  # 附件3 的基本支出、项目支出
        self.empty: dict[str, Node] = {}  # 表上有标签、没有填的
        self.others: dict[str, Node] = {}
        self.unit = "万元"
        self.unit_named = False  # 单位名称写在表里，附件3 的样子
        self.year: Node | None = None
        self.annex = ""  # 表上印的附件号
        self.notes: set[str] = set()  # 表上印的各条备注的序号

    # ── 表外的段落 ─────────────────────────────────────────────────────────────

    def read_before(self, paragraphs: Iterable[Paragraph]) -> None:
        """表前面的段落：标题和填报行；附件的标签以前的，是上一份表末尾的。"""
        found: list[tuple[str, Origin]] = []
        for paragraph in paragraphs:
            text = spaced(paragraph.text)
            origin = Origin(self.cells.file, spot=f"第{paragraph.number}段")
            if PRINTED.match(text):
                self._note_printed(text)
                self._leftover(found)
                found = []
            elif found and _YEAR_ONLY.fullmatch(_dated(text)):
                self._line(text, origin)  # 题目下面的“2020年度”；在题目前面的是题目的一截
            elif not self._line(text, origin) and text.strip():
                if "。" in text or len(text) > _LONGEST_TITLE:
                    self._leftover([(text, origin)])
                else:
                    found.append((text, origin))
        self._leftover(found[:-_TITLE_LINES])
        lines = found[-_TITLE_LINES:]
        if lines:
            title = joined("".join(text.strip() for text, _ in lines))
            self.cells.keep(self.fields, "标题", Node(title, lines[0][1]))

    def read_after(self, paragraphs: Iterable[Paragraph]) -> None:
        """表后面的段落：备注是表上印的，落款的几项照录，别的说出来。"""
        noted = False
        for paragraph in paragraphs:
            text = spaced(paragraph.text)
            origin = Origin(self.cells.file, spot=f"第{paragraph.number}段")
            if PRINTED.match(text):
                noted = True
                self._note_printed(text)
            elif not self._line(text, origin) and text.strip() and not noted:
                self._leftover([(text, origin)])

    def _note_printed(self, text: str) -> None:
        """表上印的附件号和备注，记下有没有。"""
        if annex := _ANNEX.match(text):
            self.annex = "".join(annex[1].split())
        self.notes |= {note[1] for line in text.split("\n") if (note := _NOTE.match(line))}

    def _line(self, text: str, origin: Origin) -> bool:
        """填报行、年度、金额单位；不是为假。"""
        if YUAN.search(text):
            self.unit = "元"
        if self.year is None and not INFO.search(text) and (year := YEAR.search(_dated(text))):
            self.year = Node(year[1], origin)
        unit = _UNIT.search(text)
        text = _UNIT.sub("", text)
        pairs = INFO.findall(text)
        for label, value in pairs:
            if value.strip(" 、，,；;。"):
                self._info(re.sub(r"\s+", "", label), joined(value), origin)
            elif field := HEAD_LABELS.get(label_of(label)):
                self.empty.setdefault(field, Node("", origin))
        return bool(pairs or _YEAR_NOTE.fullmatch(_dated(text)) or (unit and not text.strip()))

    def _info(self, label: str, value: str, origin: Origin) -> None:
        field = HEAD_LABELS.get(label_of(label))
        fields = self.others if field is None else self.fields
        self.cells.keep(fields, field or label, Node(value, origin))

    def _leftover(self, found: list[tuple[str, Origin]]) -> None:
        for text, origin in found:
            self.cells.findings.append(
                Finding(
                    "paragraph-unplaced",
                    Severity.NOTE,
                    f"表外的“{joined(text)[:30]}”没有读进数据",
                    "要用的，写进数据文件相应的地方",
                    (origin,),
                )
            )

    # ── 表里的行 ──────────────────────────────────────────────────────────────

    def title_row(self, row: tuple[Cell, ...]) -> bool:
        """整行一格的：标题、填报行、年度、金额单位印在表里的；不是为假。"""
        texts = {cell.text for cell in row if cell.text}
        if len(texts) != 1:
            return False
        cell = next(cell for cell in row if cell.text)
        text, origin = spaced(cell.text), self.cells.origin(cell)
        lines = [line for line in text.split("\n") if line.strip()]
        if not all(map(self._printed, lines)):
            return False
        for line in lines:
            if PRINTED.match(line):
                self._note_printed(line)
            elif not self._line(line, origin):
                self.cells.keep(self.fields, "标题", Node(joined(line), origin))
        self.cells.place(*(each for each in row if each.text))
        return True

    @staticmethod
    def _printed(line: str) -> bool:
        return bool(
            PRINTED.match(line)
            or INFO.search(line)
            or _YEAR_ONLY.fullmatch(_dated(line))
            or _UNIT.fullmatch(line.strip())
            or (len(line) <= _LONGEST_TITLE and _TITLE.fullmatch(line.strip()))
        )

    def labelled_row(self, row: tuple[Cell, ...], block: str) -> bool:
        """“标签、值”成对的一行；一个认得的标签也没有为假。

        在指标、资金的各行里（``block``），头一格是标签的才是；里面的是指标、来源的名称。
        """
        labels = [label_of(cell.text) for cell in row]
        known = HEAD_LABELS | FUND_LABELS
        if block and not (row and not row[0].above and labels[0] in known):
            return False
        if block and labels[0] in FUND_LABELS and sum(label in known for label in labels) < 2:
            return False
        places = [at for at, label in enumerate(labels) if label in known]
        places = [at for at in places if not at or labels[at - 1] != labels[at]]  # 重复的格
        if not places:
            return False
        self.pairs(row[: places[0]])
        for at, end in zip(places, [*places[1:], len(row)], strict=True):
            cells = [cell for cell in row[at:end] if labels[at] == label_of(cell.text)]
            self.cells.place(*cells)
            rest = distinct(cell for cell in row[at:end] if cell not in cells and cell.text)
            self._labelled(known[labels[at]], row[at], rest)
        return True

    def _labelled(self, field: str, label: Cell, values: list[Cell]) -> None:
        if field in TICK_FIELDS:
            self._ticks(field, values)
        elif not values:
            self.empty.setdefault(field, Node("", self.cells.origin(label)))
        else:
            self.unit_named = self.unit_named or field == "单位名称"
            fields = self.funds if field in FUND_LABELS.values() else self.fields
            self.cells.put(fields, field, values[0])
            self.pairs(tuple(values[1:]))

    def _ticks(self, field: str, values: list[Cell]) -> None:
        if not values:
            return
        self.cells.place(*values)
        origin = self.cells.origin(values[0])
        chosen, others = ticked("\n".join(cell.text for cell in values))
        node = Node([Node(joined(option), origin) for option in chosen], origin)
        self.cells.keep(self.fields, field, node)
        for option in others:
            if not OPTION.fullmatch(joined(option)):
                message = f"没有勾的“{shown(option)}”没有读进数据"
                self.cells.tell("option-left", message, "勾了的，在数据文件里补上", origin, field)

    def pairs(self, row: tuple[Cell, ...]) -> None:
        """不认得的标签和它的值：照录在“其他”里；成不了对的不管，由收尾的去说。"""
        cells = distinct(cell for cell in row if cell.text and not cell.above)
        if len(cells) % 2:
            return
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            name = label_of(label.text)
            if not _NAME.fullmatch(name):
                continue  # 数、符号不是标签
            self.cells.place(label)
            self.cells.put(self.others, name, value)
            message = f"“{name}”不是数据文件里的项，照录在“其他”里，不印在表和报告里"
            self.cells.tell("field-kept", message, "", self.cells.origin(value), f"其他/{name}")


def _dated(text: str) -> str:
    """年度的数字都成为半角的。"""
    return joined(text).translate(_DIGITS)


def distinct(cells: Iterable[Cell]) -> list[Cell]:
    """各格，与前一格写得一样的（合并的格拆开重复的）不算。"""
    kept: list[Cell] = []
    for cell in cells:
        if not kept or kept[-1].text != cell.text:
            kept.append(cell)
    return kept
