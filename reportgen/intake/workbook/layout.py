"""样式：工作簿有哪几张表，各表有哪些栏；写空白的和读填好的都照这里，只写一次。

栏的名称取自记录的字段；同一张表里的栏不同名。
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from reportgen.located import Record
from reportgen.model import (
    DEPARTMENT_FORM,
    PROJECT_FORM,
    Funds,
    Goal,
    Indicator,
    Material,
    Project,
    SelfRating,
    Signature,
    Source,
)

BOTH: Final = (PROJECT_FORM, DEPARTMENT_FORM)
# 自动算的栏的名称都这样开头，读的时候跳过
AUTOMATIC: Final = "自动·"
# 多出来的栏，照录在“其他”里
OTHER: Final = "其他·"
MONEY_UNIT: Final = "金额"
TOTAL: Final = "合计"
CONTINUED: Final = "（接上）"
GUIDE, LISTS = "说明", "选项"


class Fill(StrEnum):
    """一栏填什么：短的文字、长的文字、数、自动算的、给人看的提示。"""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    AUTO = "auto"
    HINT = "hint"


class Column(NamedTuple):
    """一栏：名称、宽（几个半角字）、填什么、单位、哪种表用、可选的几项、填写提示。

    ``path`` 是在数据里的位置；``options`` 是选项的名称；``down`` 表示上下合并的格各行都算。
    """

    title: str
    width: int
    fill: Fill = Fill.TEXT
    path: tuple[str, ...] = ()
    unit: str = ""
    forms: tuple[str, ...] = BOTH
    options: str = ""
    prompt: str = ""
    down: bool = False

    @property
    def kept(self) -> bool:
        """填的内容要读进数据。"""
        return self.fill not in (Fill.AUTO, Fill.HINT)

    def header(self, money: str) -> str:
        """表头：名称加单位；``money`` 是金额的单位。"""
        unit = money if self.unit == MONEY_UNIT else self.unit
        return f"{self.title}\n（{unit}）" if unit else self.title


class SheetLayout(NamedTuple):
    """一张表：名称、各栏、备好几行；``open`` 表示多出来的栏照录在“其他”里。"""

    title: str
    columns: tuple[Column, ...]
    rows: int
    open: bool = False

    def with_others(self, titles: Iterable[str]) -> SheetLayout:
        """再加上多出来的几栏。"""
        return self._replace(columns=(*self.columns, *map(other, titles)))

    def of(self, title: str) -> Column:
        """叫这个名称的栏。"""
        return next(column for column in self.columns if column.title == title)


def other(title: str) -> Column:
    """多出来的一栏；``title`` 连同前缀。"""
    return Column(title, 14, path=(OTHERS, title.removeprefix(OTHER)))


def title_of(record: type[Record], field: str) -> str:
    """字段的中文名称。"""
    return record.model_fields[field].title or field


def _filled(
    record: type[Record],
    field: str,
    width: int,
    fill: Fill = Fill.TEXT,
    unit: str = "",
    inside: tuple[str, ...] = (),
    forms: tuple[str, ...] = BOTH,
    options: bool = False,
    prompt: str = "",
    down: bool = False,
    before: str = "",
) -> Column:
    """一个字段的一栏；``inside`` 是上一级的名称，``before`` 是加在名称前面、分清同名的字。"""
    title = title_of(record, field)
    path = (*inside, title)
    shown = before + title
    return Column(
        shown, width, fill, path, unit, forms, shown if options else "", prompt=prompt, down=down
    )


def _auto(title: str, width: int, unit: str = "") -> Column:
    return Column(AUTOMATIC + title, width, Fill.AUTO, unit=unit)


def _amount(field: str, forms: tuple[str, ...] = BOTH, prompt: str = "") -> Column:
    return _filled(Funds, field, 9, Fill.NUMBER, MONEY_UNIT, (FUNDS,), forms, prompt=prompt)


FUNDS: Final = title_of(Project, "funds")
RATING: Final = title_of(Project, "rating")
GOALS: Final = title_of(Project, "goals")
ROWS: Final = title_of(Goal, "indicators")
SOURCES: Final = title_of(Funds, "sources")
MATERIALS: Final = title_of(Project, "materials")
OTHERS: Final = title_of(Project, "others")
SIGNED: Final = title_of(Project, "signature")
FORM: Final = title_of(Project, "form")
UNIT: Final = title_of(Project, "unit")
NAME: Final = title_of(Project, "name")
AMOUNT_UNIT: Final = title_of(Project, "amount_unit")
SOURCE_NAME: Final = title_of(Source, "name")
LONG_FIELDS: Final = (title_of(Project, "deviation"), title_of(Project, "improvement"))
FORM_TEXTS: Final = {f"自评表/{title}": title for title in LONG_FIELDS}

# 各表里说是哪个项目的一栏，和“项目”表里由它选的一栏
REFERENCE: Final = Column(
    "项目（单位）名称",
    16,
    options="项目",
    prompt="从“项目”表里选。只有一个项目的不用填；不填就是上一行的项目。",
)
OWN_NAME: Final = _auto("名称", 18)
FIRST_NAME: Final = _auto("原名", 14)
OWNER: Final = _auto("所属项目", 14)
ONLY_PROJECT: Final = (PROJECT_FORM,)
ONLY_DEPARTMENT: Final = (DEPARTMENT_FORM,)

PROJECTS: Final = SheetLayout(
    "项目",
    (
        _filled(Project, "form", 6, options=True, prompt="项目填附件2，部门（单位）整体填附件3。"),
        _filled(Project, "year", 6, Fill.NUMBER, prompt="评价的年度，如 2020。"),
        _filled(Project, "name", 18, forms=ONLY_PROJECT, prompt="其他各表按这个名称对应。"),
        _filled(Project, "unit", 14, prompt="填表的单位。部门整体按这个名称对应。"),
        _filled(Project, "department", 14, forms=ONLY_PROJECT),
        _filled(Project, "implementer", 14, forms=ONLY_PROJECT),
        _filled(Project, "filled_on", 12, prompt="如 2021年6月17日，或 2021-06-17。"),
        _filled(
            Project,
            "categories",
            10,
            forms=ONLY_PROJECT,
            options=True,
            prompt="从列表里选；勾几项的用顿号隔开。",
        ),
        _filled(
            Project,
            "attributes",
            10,
            forms=ONLY_PROJECT,
            options=True,
            prompt="从列表里选；勾几项的用顿号隔开。",
        ),
        _filled(
            Project,
            "types",
            10,
            forms=ONLY_PROJECT,
            options=True,
            prompt="从列表里选；勾几项的用顿号隔开。",
        ),
        _filled(Project, "title", 18, prompt="自评表的题目；不填就由年度和名称得出。"),
        _filled(Project, "profile", 12, options=True, prompt="按哪一种规则计分；不填是第一种。"),
        _filled(Project, "amount_unit", 6, options=True, prompt="各表金额的单位；不填是万元。"),
        _filled(
            Project,
            "adopt",
            6,
            options=True,
            prompt="文件里印按规则测算的数，还是照填报的印；不填是测算。",
        ),
        _filled(Project, "with_charts", 5, options=True, prompt="报告里要不要画图；不填是不画。"),
        _filled(Signature, "unit", 12, inside=(SIGNED,), before=SIGNED),
        _filled(Signature, "date", 12, inside=(SIGNED,), before=SIGNED),
        OWN_NAME,
        FIRST_NAME,
    ),
    rows=20,
    open=True,
)

MONEY: Final = SheetLayout(
    FUNDS,
    (
        REFERENCE,
        Column(
            "资金来源",
            12,
            path=(SOURCE_NAME,),
            prompt="总数一行填“合计”；下面有分项的，一项一行，填来源的名称。",
        ),
        _amount("budget", prompt="调整后的财政资金总额，含上年结转。"),
        _amount("executed", prompt="实际支出数。"),
        _filled(SelfRating, "rate", 8, inside=(RATING,), prompt="照自评表填的，如 99.1%。"),
        _filled(SelfRating, "execution_score", 8, Fill.NUMBER, "分", (RATING,)),
        _filled(SelfRating, "total", 7, Fill.NUMBER, "分", (RATING,)),
        _auto("执行率", 8),
        _auto("执行得分", 8, "分"),
        _auto("指标分值合计", 8, "分"),
        _auto("指标得分合计", 8, "分"),
        _auto("总分", 8, "分"),
        _filled(
            Funds,
            "budget_text",
            13,
            inside=(FUNDS,),
            prompt="预算数那一格里数字以外还有话的，整格照抄，如 210（压减后）。",
        ),
        _amount("initial"),
        _amount("approved"),
        _amount("reduction"),
        _amount("carried_over"),
        _amount("added"),
        _filled(Funds, "reduction_basis", 16, Fill.LONG, inside=(FUNDS,)),
        _amount("basic", ONLY_DEPARTMENT),
        _amount("project", ONLY_DEPARTMENT),
        OWNER,
    ),
    rows=60,
)

INDICATORS: Final = SheetLayout(
    "绩效指标",
    (
        REFERENCE,
        Column("目标序号", 6, prompt="有几个年度绩效目标的填 1、2……；只有一个的不用填。"),
        _filled(
            Goal,
            "name",
            12,
            inside=(GOALS,),
            before="目标",
            prompt="写在目标的第一行；下面不填就是同一个目标。",
        ),
        _filled(Goal, "points", 7, Fill.NUMBER, "分", inside=(GOALS,), before="目标"),
        _filled(
            Goal,
            "statement",
            20,
            Fill.LONG,
            inside=(GOALS,),
            before="目标",
            prompt="目标怎样写的；没有不填。",
        ),
        _filled(Indicator, "family", 11, inside=(ROWS,), options=True, down=True),
        _filled(Indicator, "category", 13, inside=(ROWS,), options=True, down=True),
        _filled(
            Indicator,
            "name",
            20,
            Fill.LONG,
            inside=(ROWS,),
        ),
        _filled(
            Indicator, "target", 12, inside=(ROWS,), prompt="照表上写的填，如 ≥90%、24次、及时。"
        ),
        _filled(
            Indicator,
            "actual",
            12,
            inside=(ROWS,),
            options=True,
            prompt="照实填，不要照抄目标值；定性的指标从列表里选一档。",
        ),
        _filled(
            Indicator,
            "weight",
            7,
            Fill.NUMBER,
            "分",
            inside=(ROWS,),
        ),
        _filled(
            Indicator,
            "score",
            7,
            Fill.NUMBER,
            "分",
            inside=(ROWS,),
        ),
        _auto("参考得分", 8, "分"),
        _filled(
            Indicator,
            "reason",
            20,
            Fill.LONG,
            inside=(ROWS,),
            prompt="没有完成的填原因和改进措施。",
        ),
        _filled(
            Goal,
            "outcome",
            16,
            Fill.LONG,
            inside=(GOALS,),
            before="目标",
            prompt="表上另有目标完成得怎样的一格，照抄；没有不填。",
        ),
        OWNER,
    ),
    rows=300,
    open=True,
)

SECTION: Final = "章节"
TEXTS: Final = SheetLayout(
    MATERIALS,
    (
        REFERENCE,
        Column(
            SECTION,
            26,
            options=SECTION,
            prompt=f"放在哪一节。一格放不下的，下一行填“{CONTINUED}”接着写。",
        ),
        _filled(Material, "full", 62, Fill.LONG, "缩略版用", prompt="一行一段，换行按 Alt+Enter。"),
        _filled(Material, "brief", 36, Fill.LONG, "摘要版用", prompt="较短的说法；可以不填。"),
        Column("写什么", 20, Fill.HINT),
        _auto("详的字数", 7),
        _auto("简的字数", 7),
    ),
    rows=60,
)

SHEETS: Final = (PROJECTS, MONEY, INDICATORS, TEXTS)
