"""公式：填的时候看得见的执行率、得分和合计；只供人看，读工作簿时不用。

只用 Excel 2010、WPS 和 LibreOffice 都有的函数；没有填的、不好算的留空。
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from openpyxl.utils.cell import get_column_letter

from reportgen.intake.workbook.layout import (
    AUTOMATIC,
    FIRST_NAME,
    FORM,
    INDICATORS,
    LISTS,
    MONEY,
    NAME,
    OWN_NAME,
    OWNER,
    PROJECTS,
    REFERENCE,
    TEXTS,
    TOTAL,
    UNIT,
    SheetLayout,
)
from reportgen.intake.workbook.rows import BRIEF, FULL, GOAL_NUMBER, SOURCE
from reportgen.model import DEPARTMENT_FORM, Funds, Indicator, Project
from reportgen.wording import plain

FIRST: Final = 2  # 第一行数据
BUDGET, EXECUTED = (Funds.model_fields[name].title or "" for name in ("budget", "executed"))
TARGET, ACTUAL, WEIGHT, SCORE = (
    Indicator.model_fields[name].title or "" for name in ("target", "actual", "weight", "score")
)
PROFILE: Final = Project.model_fields["profile"].title or ""
# 日期、时刻、分数也能当数读，不能相除
_NOT_NUMBERS: Final = '{"-","/","年","月","日",":","："}'


class Formulas:
    """各张表的公式；``rows`` 是各张表备好的行数，``profiles`` 是口径的执行分值，第一个是缺省的。"""

    def __init__(self, rows: dict[str, int], profiles: dict[str, Decimal]) -> None:
        self.rows = rows
        self.points = list(profiles.values())
        self._makers: dict[tuple[str, str], Callable[[int], str]] = {
            (PROJECTS.title, OWN_NAME.title): self._own_name,
            (PROJECTS.title, FIRST_NAME.title): self._first_name,
            (MONEY.title, OWNER.title): self._money_owner,
            (MONEY.title, f"{AUTOMATIC}执行率"): self._rate,
            (MONEY.title, f"{AUTOMATIC}执行得分"): self._execution,
            (MONEY.title, f"{AUTOMATIC}指标分值合计"): self._weights,
            (MONEY.title, f"{AUTOMATIC}指标得分合计"): self._scores,
            (MONEY.title, f"{AUTOMATIC}总分"): self._total,
            (INDICATORS.title, OWNER.title): self._indicator_owner,
            (INDICATORS.title, f"{AUTOMATIC}参考得分"): self._reference_score,
            (TEXTS.title, f"{AUTOMATIC}详的字数"): lambda row: _length(FULL, row),
            (TEXTS.title, f"{AUTOMATIC}简的字数"): lambda row: _length(BRIEF, row),
        }

    def of(self, sheet: str, title: str, row: int) -> str:
        """一格的公式，带等号。"""
        return "=" + self._makers[sheet, title](row)

    def names(self) -> str:
        """“项目”表里各项目的名称，别的表从中选。"""
        return self._column(PROJECTS, OWN_NAME.title)

    # ── 项目 ──────────────────────────────────────────────────────────────────

    def _first_name(self, row: int) -> str:
        form, name, unit = (_cell(PROJECTS, title, row) for title in (FORM, NAME, UNIT))
        first = f'IF({unit}="",{name},{unit})'
        second = f'IF({name}="",{unit},{name})'
        return f'TRIM(IF({form}="{DEPARTMENT_FORM}",{first},{second})&"")'

    def _own_name(self, row: int) -> str:
        """同名的第二个起加序号。"""
        own = _cell(PROJECTS, FIRST_NAME.title, row)
        letter = own.rstrip("0123456789")
        count = f"COUNTIF({letter}${FIRST}:{own},{own})"
        return f'{own}&IFERROR(IF(AND({own}<>"",{count}>1),"（"&{count}&"）",""),"")'

    # ── 资金 ──────────────────────────────────────────────────────────────────

    def _money_owner(self, row: int) -> str:
        return self._owner(MONEY, SOURCE, EXECUTED, row)

    def _rate(self, row: int) -> str:
        budget, executed = _cell(MONEY, BUDGET, row), _cell(MONEY, EXECUTED, row)
        return f'IF(OR({budget}="",{executed}=""),"",IFERROR({executed}/{budget},""))'

    def _execution(self, row: int) -> str:
        rate = _cell(MONEY, f"{AUTOMATIC}执行率", row)
        score = f"ROUND({self._profile_points(row)}*MAX(0,MIN(1,{rate})),2)"
        return f'IF(OR({rate}="",{_is_source(row)}),"",{score})'

    def _profile_points(self, row: int) -> str:
        """这个项目的口径的执行分值；没有填口径的用缺省的。"""
        owner = _cell(MONEY, OWNER.title, row)
        profile = f"INDEX({self._column(PROJECTS, PROFILE)},MATCH({owner},{self.names()},0))"
        last = FIRST + len(self.points) - 1
        listed, points = (f"{LISTS}!${each}${FIRST}:${each}${last}" for each in "AB")
        return f"IFERROR(INDEX({points},MATCH({profile},{listed},0)),{plain(self.points[0])})"

    def _weights(self, row: int) -> str:
        return self._sum(WEIGHT, row)

    def _scores(self, row: int) -> str:
        return self._sum(SCORE, row)

    def _sum(self, title: str, row: int) -> str:
        owner = _cell(MONEY, OWNER.title, row)
        owners, values = (self._column(INDICATORS, each) for each in (OWNER.title, title))
        none = f'OR({owner}="",{_is_source(row)},COUNTIF({owners},{owner})=0)'
        return f'IFERROR(IF({none},"",ROUND(SUMIFS({values},{owners},{owner}),4)),"")'

    def _total(self, row: int) -> str:
        execution, scores = (
            _cell(MONEY, AUTOMATIC + title, row) for title in ("执行得分", "指标得分合计")
        )
        return f'IF(OR({execution}="",{scores}=""),"",ROUND({execution}+{scores},4))'

    # ── 绩效指标 ───────────────────────────────────────────────────────────────

    def _indicator_owner(self, row: int) -> str:
        return self._owner(INDICATORS, GOAL_NUMBER, SCORE, row)

    def _reference_score(self, row: int) -> str:
        """分值×完成比例：目标是数（可带 ≥ 或 ≤）、完成值也是数，并且都有或都没有百分号。"""
        target, actual, weight = (
            _cell(INDICATORS, title, row) for title in (TARGET, ACTUAL, WEIGHT)
        )
        reverse = f'ISNUMBER(FIND(LEFT({target},1),"≤＜<"))'
        signed = f'ISNUMBER(FIND(LEFT({target},1),"≤＜<≥＞>"))'
        goal = f"VALUE(IF({signed},MID({target},2,99),{target}))"
        done = f"VALUE({actual})"
        ratio = f"IF({reverse},{goal}/{done},{done}/{goal})"
        empty = f'OR({target}="",{actual}="",{weight}="")'
        odd = f"SUMPRODUCT(--ISNUMBER(FIND({_NOT_NUMBERS},{target}&{actual})))>0"
        mixed = f'ISNUMBER(FIND("%",{target}))<>ISNUMBER(FIND("%",{actual}))'
        finished = f'AND({reverse},{actual}="100%")'  # 说的是任务完成，不是这个率
        score = f"ROUND({weight}*MAX(0,MIN(1,{ratio})),2)"
        return f'IFERROR(IF(OR({empty},{odd},{mixed},{finished}),"",{score}),"")'

    # ── 共用 ──────────────────────────────────────────────────────────────────

    def _owner(self, sheet: SheetLayout, first: str, last: str, row: int) -> str:
        """这一行是哪个项目的：没有填就是上面最近填的，上面都没有填是第一个项目。"""
        reference = _cell(sheet, REFERENCE.title, row)
        letter = reference.rstrip("0123456789")
        above = f"{letter}${FIRST}:{reference}"
        names = f"{PROJECTS.title}!{_cell(PROJECTS, OWN_NAME.title, FIRST)}"
        filled = f"COUNTA({_cell(sheet, first, row)}:{_cell(sheet, last, row)})"
        return f'IF({filled}=0,"",IFERROR(LOOKUP(2,1/({above}<>""),{above}),{names}))'

    def _column(self, sheet: SheetLayout, title: str) -> str:
        """另一张表的一栏，从第一行数据到备好的末一行。"""
        letter = _letter(sheet, title)
        return f"{sheet.title}!${letter}${FIRST}:${letter}${FIRST + self.rows[sheet.title] - 1}"


def _length(title: str, row: int) -> str:
    text = _cell(TEXTS, title, row)
    return f'IF({text}="","",LEN({text}))'


def _is_source(row: int) -> str:
    """分项的一行：资金来源不是空的，也不是“合计”。"""
    source = _cell(MONEY, SOURCE, row)
    return f'AND({source}<>"",{source}<>"{TOTAL}")'


def _letter(sheet: SheetLayout, title: str) -> str:
    titles = [column.title for column in sheet.columns]
    return get_column_letter(titles.index(title) + 1)


def _cell(sheet: SheetLayout, title: str, row: int) -> str:
    return f"{_letter(sheet, title)}{row}"
