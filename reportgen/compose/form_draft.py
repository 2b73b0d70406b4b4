"""成表：自评结果成为附件2、附件3 的底稿，版式照官方的表。"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import accumulate, chain, count, pairwise
from typing import Any

from reportgen.assessment import Assessment
from reportgen.compose.faults import Faults
from reportgen.compose.grid import Line, near, tables
from reportgen.compose.lines import Lines
from reportgen.compose.outline import FormOutline
from reportgen.compose.templates import FormTemplates
from reportgen.compose.title import LANDSCAPE, WIDTH, broken
from reportgen.finding import Finding, Severity
from reportgen.report import Cell, Draft, Kind, Merge, Passage, Properties, Wording
from reportgen.wording import listed, percent, plain, to_fill

TICKED, UNTICKED = "☑", "□"
LABEL_WIDTH = 14  # 左边一栏标签的宽，份
FUNDS_SHARE = 18  # 预算执行情况的四个数，一个占标签以外的百分之几
REACH = 2  # 分界相差不到几份的，对齐成一道
FORM = "自评表"
YEAR = re.compile(r"(?:19|20)\d\d")


def compose_form(
    assessment: Assessment, templates: FormTemplates, names: dict[str, Any], faults: Faults
) -> tuple[Draft, tuple[Finding, ...]]:
    """成表：``names`` 是模板用名；模板的错记在 ``faults`` 里。勾选了表上没有的选项是提醒。"""
    form = _Form(assessment, templates, names, faults)
    return form.draft(), tuple(form.unlisted())


class _Form:
    """一张表的排布：左边一栏是标签，右边是指标的各栏，其余各行有自己的宽度。

    每个目标的指标另起一张表，表头才能每页重复（Word 只重复表最前面的行）；各表的栏对齐，
    看上去是一张。
    """

    def __init__(
        self,
        assessment: Assessment,
        templates: FormTemplates,
        names: dict[str, Any],
        faults: Faults,
    ) -> None:
        self.assessment = assessment
        self.project = assessment.project
        self.templates = templates
        self.outline: FormOutline = templates.outline
        self.names = names
        self.lines = Lines(templates.engine, faults)
        self.columns = [
            column
            for column in self.outline.columns
            if not column.when_given
            or any(self.lines.cell(column, each, names) != column.empty for each in names["指标"])
        ]
        self.labels = {
            name: self.lines.render(text, names) for name, text in self.outline.labels.items()
        }
        self.width = sum(column.width for column in self.columns)

    def draft(self) -> Draft:
        title = self.lines.render(self.outline.title, self.names)
        landscape = LABEL_WIDTH + self.width > self.outline.landscape_over
        return Draft(
            name=self.outline.label,
            style_document=str(self.templates.style),
            properties=Properties(title, self.project.responsible, self.outline.subject),
            front=(
                _fixed("附件标签", self.outline.label, "附件标签"),
                _fixed("标题", broken(title, LANDSCAPE if landscape else WIDTH), "公文标题"),
                *self._year_line(title),
                _fixed("填报行", self.lines.render(self.outline.info, self.names), "填报信息"),
                *self._tables(),
                Passage("备注", Kind.FIXED, (Wording(self._notes()),), "备注"),
            ),
            sections=(),
            landscape=landscape,
        )

    def _year_line(self, title: str) -> Iterator[Passage]:
        """题目里没有写年度的，下面印一行，表上才知道是哪一年的。"""
        line = self.lines.render(self.outline.year_line, self.names)
        if line and not YEAR.search(title):
            yield _fixed("年度行", line, "表格题名")

    def _notes(self) -> tuple[str, ...]:
        """备注：随口径和折算变化，空的不印。"""
        notes = (self.lines.render(note, self.names) for note in self.outline.notes)
        return tuple(note for note in notes if note)

    def _tables(self) -> Iterator[Passage]:
        """几张连着的表：表头各项和资金，然后一个目标一张，最后是总分和原因。"""
        head = self._department_lines() if self.project.departmental else self._project_lines()
        groups = {FORM: [*head, *self._funds_lines()]}
        for goal in self.names["目标"]:
            name = goal["名称"] or self.labels["年度绩效目标"]
            last = next(reversed(groups.values()))
            last.extend(self._statement(name, goal))
            groups[_unused(f"{FORM}#{name}", groups)] = [*self._goal_lines(name, goal)]
        groups[f"{FORM}#总分"] = [*self._end_lines()]
        for id_, table in zip(groups, tables(list(groups.values())), strict=True):
            yield Passage(id_, Kind.GENERATED, (Wording((), table),))

    def _project_lines(self) -> Iterator[Line]:
        project = self.project
        yield self._wide("项目名称", project.name)
        yield self._pair(("主管部门", project.department), ("项目实施单位", project.implementer))
        for name, ticked in self._ticked():
            yield self._wide(name, _ticks(self.outline.options.get(name, ()), ticked))

    def _ticked(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        project = self.project
        return (
            ("项目类别", project.categories),
            ("项目属性", project.attributes),
            ("项目类型", project.types),
        )

    def unlisted(self) -> Iterator[Finding]:
        """勾选了表上没有的选项：照填报印在后面，说出来。"""
        for name, ticked in self._ticked():
            options = self.outline.options.get(name, ())
            for option in ticked:
                if options and option not in options:
                    yield Finding(
                        "option-not-listed",
                        Severity.WARNING,
                        f"{name}填的“{option}”不是表上的选项，已另加一个勾选框印在后面",
                        f"表上的选项：{listed(options)}；核对是不是其中一项",
                        self.project.origin(name),
                        field=name,
                        stated=option,
                        expected=listed(options),
                    )

    def _department_lines(self) -> Iterator[Line]:
        yield self._wide("单位名称", self.project.unit)
        yield self._pair(
            ("基本支出总额", self._amount("基本支出总额", "/")),
            ("项目支出总额", self._amount("项目支出总额", "/")),
        )

    def _amount(self, name: str, missing: str) -> str:
        value = self.names["资金"][name]
        return missing if value is None else plain(value)

    def _budget(self) -> str:
        """预算数；采用填报的表，格里数以外还有话的，照填报的整格。"""
        stated = self.project.funds.budget_text if self.project.adopt == "填报" else ""
        return stated or self._amount("预算数", to_fill("预算数"))

    def _funds_lines(self) -> Iterator[Line]:
        """预算执行情况：两行，左边的标签合并。"""
        widths = self._funds_widths()
        heads = ("预算数", "执行数", "执行率", "得分")
        titles = (Cell((self.labels[name],), "表头") for name in heads)
        yield self._labelled(
            Cell((self.labels["预算执行情况"],), "表头", merge=Merge.START),
            zip((Cell(("",), "表头"), *titles), widths, strict=True),
        )
        result = self.assessment
        figures = (
            self._budget(),
            self._amount("执行数", to_fill("执行数")),
            "" if result.rate is None else percent(result.rate),
            "" if result.execution_score is None else plain(result.execution_score),
        )
        cells = (Cell((figure,)) for figure in figures)
        yield self._labelled(
            Cell(("",), "表头", merge=Merge.CONTINUE),
            zip((Cell((self.labels["资金总额"],)), *cells), widths, strict=True),
        )

    def _funds_widths(self) -> list[int]:
        """资金名称和四个数的宽；分界差不多的，与指标的各栏对齐。"""
        columns = list(accumulate(column.width for column in self.columns))
        one = max(self.width * FUNDS_SHARE // 100, 1)
        plain_edges = [self.width - one * times for times in (4, 3, 2, 1)]
        edges = [near(edge, columns, REACH) for edge in plain_edges]
        if len({0, *edges, self.width}) < len(edges) + 2:  # 两道对到了一处
            edges = plain_edges
        return [right - left for left, right in pairwise((0, *edges, self.width))]

    def _statement(self, name: str, goal: dict[str, Any]) -> Iterator[Line]:
        """目标表述：有才印，左边是目标和分值。"""
        if goal["内容"]:
            statement = Cell(_paragraphs(goal["表内内容"]), "表格左文")
            label = Cell((name + _points(goal),), "表头", top=True)
            yield self._labelled(label, ((statement, self.width),))._replace(splits=True)

    def _goal_lines(self, name: str, goal: dict[str, Any]) -> Iterator[Line]:
        """指标：表头每页重复；左边的标签合并，有目标表述的已印过分值。"""
        label = self.labels["年度绩效指标"]
        heads = ((Cell((column.title,), "表头"), column.width) for column in self.columns)
        yield self._labelled(Cell((label,), "表头"), heads)._replace(heading=True)
        above: list[str] = []
        for indicator in goal["指标"]:
            texts = [self.lines.cell(column, indicator, self.names) for column in self.columns]
            left = Cell(("",), "表头", merge=Merge.CONTINUE)
            if not above:
                points = "" if goal["内容"] else _points(goal)
                left = Cell((name + points,), "表头", merge=Merge.START)
            widths = (column.width for column in self.columns)
            yield self._labelled(left, zip(self._cells(texts, above), widths, strict=True))
            above = texts

    def _cells(self, texts: list[str], above: list[str]) -> Iterator[Cell]:
        """指标的一行：要合并的栏，与上一行相同、左边也都相同的并进上一格。"""
        continued = bool(above)
        for position, (column, text) in enumerate(zip(self.columns, texts, strict=True)):
            if not column.merged:
                yield Cell(tuple(text.split("\n")), column.style)
                continue
            continued = continued and bool(text) and text == above[position]
            merge = Merge.CONTINUE if continued else Merge.START
            yield Cell(("" if continued else text,), column.style, merge=merge)

    def _end_lines(self) -> Iterator[Line]:
        total = self.assessment.total
        yield self._wide("总分", to_fill("总分") if total is None else plain(total))
        yield self._long("偏差原因分析", self.project.deviation)
        yield self._long("改进措施", self.project.improvement)

    def _wide(self, label: str, text: str) -> Line:
        return self._labelled(Cell((self.labels[label],), "表头"), ((Cell((text,)), self.width),))

    def _long(self, label: str, text: str) -> Line:
        """末尾的长文字：左对齐，可以跨页；标签在顶上，不会被页分成两截。"""
        name = Cell((self.labels[label],), "表头", top=True)
        cell = Cell(_paragraphs(text), "表格左文")
        return self._labelled(name, ((cell, self.width),))._replace(splits=True)

    def _pair(self, left: tuple[str, str], right: tuple[str, str]) -> Line:
        """两项一行，各占一半。"""
        half = (self.width - LABEL_WIDTH) // 2
        cells = (
            (Cell((left[1],)), half),
            (Cell((self.labels[right[0]],), "表头"), LABEL_WIDTH),
            (Cell((right[1],)), self.width - LABEL_WIDTH - half),
        )
        return self._labelled(Cell((self.labels[left[0]],), "表头"), cells)

    def _labelled(self, label: Cell, cells: Iterable[tuple[Cell, int]]) -> Line:
        return Line(((label, LABEL_WIDTH), *cells))


def _paragraphs(text: str) -> tuple[str, ...]:
    """填报的一格，一行一段，照原样。"""
    return tuple(line.strip() for line in text.split("\n") if line.strip()) or ("",)


def _points(goal: dict[str, Any]) -> str:
    return "" if goal["分值"] is None else f"（{plain(goal['分值'])}分）"


def _unused(id_: str, taken: Container[str]) -> str:
    """没有用过的标识：同名的目标从第二个起加序号。"""
    numbered = (f"{id_}-{number}" for number in count(2))
    return next(each for each in chain((id_,), numbered) if each not in taken)


def _ticks(options: tuple[str, ...], ticked: tuple[str, ...]) -> str:
    """勾选：标准选项之外填的，排在后面照样勾上。"""
    shown = [*options, *(option for option in ticked if option not in options)]
    return "　".join(
        f"{number}、{option}{TICKED if option in ticked else UNTICKED}"
        for number, option in enumerate(shown, 1)
    )


def _fixed(id_: str, text: str, style: str) -> Passage:
    return Passage(id_, Kind.FIXED, (Wording((text,)),), style)
