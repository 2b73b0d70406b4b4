"""成表：自评结果成为附件2、附件3 的底稿，版式照官方的表。"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.assessment import Assessment
from reportgen.compose.faults import Faults
from reportgen.compose.lines import Lines
from reportgen.compose.outline import FormOutline
from reportgen.compose.templates import FormTemplates
from reportgen.finding import Finding, Severity
from reportgen.report import Cell, Draft, Kind, Merge, Passage, Properties, Row, Table, Wording
from reportgen.wording import listed, percent, plain, to_fill

TICKED, UNTICKED = "☑", "□"
LABEL_WIDTH = 14


def compose_form(
    assessment: Assessment, templates: FormTemplates, names: dict[str, Any], faults: Faults
) -> tuple[Draft, tuple[Finding, ...]]:
    """成表：``names`` 是模板用名；模板的错记在 ``faults`` 里。勾选了表上没有的选项是提醒。"""
    form = _Form(assessment, templates, names, faults)
    return form.draft(), tuple(form.unlisted())


class _Form:
    """一张表的排布：左边一栏是标签，右边是指标的各栏，其余各行按栏数合并。"""

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

    def draft(self) -> Draft:
        title = self.lines.render(self.outline.title, self.names)
        widths = (LABEL_WIDTH, *(column.width for column in self.columns))
        table = Table(widths, tuple(self._rows()))
        return Draft(
            name=self.outline.label,
            style_document=str(self.templates.style),
            properties=Properties(title, self.project.responsible, self.outline.subject),
            front=(
                _fixed("附件标签", self.outline.label, "附件标签"),
                _fixed("标题", title, "公文标题"),
                _fixed("填报行", self.lines.render(self.outline.info, self.names), "填报信息"),
                Passage("自评表", Kind.GENERATED, (Wording((), table),)),
                Passage("备注", Kind.FIXED, (Wording(self._notes()),), "备注"),
            ),
            sections=(),
        )

    def _notes(self) -> tuple[str, ...]:
        """备注：随口径和折算变化，空的不印。"""
        notes = (self.lines.render(note, self.names) for note in self.outline.notes)
        return tuple(note for note in notes if note)

    def _rows(self) -> Iterator[Row]:
        yield from self._department_rows() if self.project.departmental else self._project_rows()
        yield from self._funds_rows()
        for goal in self.names["目标"]:
            yield from self._goal_rows(goal)
        total = self.assessment.total
        shown = to_fill("总分") if total is None else plain(total)
        yield self._wide("总分", shown)
        yield self._long("偏差原因分析", self.project.deviation)
        yield self._long("改进措施", self.project.improvement)

    def _project_rows(self) -> Iterator[Row]:
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

    def _department_rows(self) -> Iterator[Row]:
        yield self._wide("单位名称", self.project.unit)
        yield self._pair(
            ("基本支出总额", self._amount("基本支出总额", "/")),
            ("项目支出总额", self._amount("项目支出总额", "/")),
        )

    def _amount(self, name: str, missing: str) -> str:
        value = self.names["资金"][name]
        return missing if value is None else plain(value)

    def _funds_rows(self) -> Iterator[Row]:
        """预算执行情况：两行，左边的标签合并。"""
        first = len(self.columns) - 4
        heads = ("预算数", "执行数", "执行率", "得分")
        yield Row(
            (
                Cell((self.labels["预算执行情况"],), "表头", merge=Merge.START),
                Cell(("",), "表头", span=first),
                *(Cell((self.labels[name],), "表头") for name in heads),
            )
        )
        result = self.assessment
        figures = (
            self._amount("预算数", to_fill("预算数")),
            self._amount("执行数", to_fill("执行数")),
            "" if result.rate is None else percent(result.rate),
            "" if result.execution_score is None else plain(result.execution_score),
        )
        yield Row(
            (
                Cell(("",), "表头", merge=Merge.CONTINUE),
                Cell((self.labels["资金总额"],), span=first),
                *(Cell((figure,)) for figure in figures),
            )
        )

    def _goal_rows(self, goal: dict[str, Any]) -> Iterator[Row]:
        points = "" if goal["分值"] is None else f"（{plain(goal['分值'])}分）"
        name = goal["名称"] or self.labels["年度绩效目标"]
        if goal["内容"]:
            label = Cell((f"{name}{points}",), "表头")
            statement = tuple(goal["内容"].split("\n\n"))
            yield Row((label, Cell(statement, "表格左文", span=len(self.columns))), splits=True)
            name, points = self.labels["年度绩效指标"], ""
        yield Row(
            (
                Cell((f"{name}{points}",), "表头", merge=Merge.START),
                *(Cell((column.title,), "表头") for column in self.columns),
            )
        )
        above: list[str] = []
        for indicator in goal["指标"]:
            texts = [self.lines.cell(column, indicator, self.names) for column in self.columns]
            yield Row((Cell(("",), "表头", merge=Merge.CONTINUE), *self._cells(texts, above)))
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

    def _wide(self, label: str, text: str) -> Row:
        return Row((Cell((self.labels[label],), "表头"), Cell((text,), span=len(self.columns))))

    def _long(self, label: str, text: str) -> Row:
        """末尾的长文字：左对齐，可以跨页。"""
        lines = tuple(line.strip() for line in text.split("\n") if line.strip()) or ("",)
        cell = Cell(lines, "表格左文", span=len(self.columns))
        return Row((Cell((self.labels[label],), "表头"), cell), splits=True)

    def _pair(self, left: tuple[str, str], right: tuple[str, str]) -> Row:
        count = len(self.columns)
        third = count // 3
        return Row(
            (
                Cell((self.labels[left[0]],), "表头"),
                Cell((left[1],), span=third),
                Cell((self.labels[right[0]],), "表头", span=third),
                Cell((right[1],), span=count - 2 * third),
            )
        )


def _ticks(options: tuple[str, ...], ticked: tuple[str, ...]) -> str:
    """勾选：标准选项之外填的，排在后面照样勾上。"""
    shown = [*options, *(option for option in ticked if option not in options)]
    return "　".join(
        f"{number}、{option}{TICKED if option in ticked else UNTICKED}"
        for number, option in enumerate(shown, 1)
    )


def _fixed(id_: str, text: str, style: str) -> Passage:
    return Passage(id_, Kind.FIXED, (Wording((text,)),), style)
