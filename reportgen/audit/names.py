"""名称的核查：标题说的是不是这个项目、这个单位，合不合规定的样子；单位的写法前后一不一样。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.texts.vocabulary import abbreviates
from reportgen.finding import Finding, Severity
from reportgen.model import Project
from reportgen.wording import listed

# 标题和名称里不分彼此的话：年度、表的名称、标点
COMMON = re.compile(
    r"20\d\d\s*年?度?|附件\d|项目支出|部门[（(]单位[）)]|整体|绩效|自评|评价|项目|表"
    r"|[\s（）()《》“”\"、，,·]"
)
MONEY = re.compile(r"经费|资金|费用?|支出|专项|专用|工作|部门|预算")
UNIT = re.compile(
    r"(?:局|部|办|办公室|中心|委|委员会|厅|处|科|院|校|站|所|署|馆|队|街道|集团|公司)$"
)
UNIT_WORD = re.compile(r"局|部|办|中心|委|厅|院|校|站|所|馆|队|公司")
LONG_CORE = 6  # 相同的话有这么长，并占短的一方三分之二，是同一个名称的两种写法
CORE_OF_UNIT = 4


@check(
    Code(
        "title-name-differs",
        "标题和项目名称不一样",
        "E12",
        "title_name_mismatch title_unit_mismatch",
    ),
    Code(
        "title-unit-differs",
        "标题写的是别的单位",
        "E12",
        "title_unit_mismatch title_unit_wrong",
    ),
)
def title_names_project(assessment: Assessment) -> Iterator[Finding]:
    """标题里有项目的名称（附件3是单位的名称），不是照别的表改来的（规则 E12）。

    年度、“项目自评表”一类的话和“经费、专项”不计；只是简称、只写了单位的，是说明。
    """
    project = assessment.project
    said, name = _bare(project.title), _bare(project.name or project.unit)
    if not said or not name or name in said:
        return
    units = [_bare(each) for each in _units(project)]
    own = any(_alike(said, unit) for unit in units)
    if project.departmental:
        if not own:
            yield _of_title(project, "title-unit-differs", project.unit, Severity.WARNING)
    elif UNIT.search(said) and (own or said in name):
        yield _of_title(project, "title-name-differs", project.name, Severity.NOTE, "只写了单位，")
    elif MONEY.sub("", said) == MONEY.sub("", name):
        return
    elif _alike(said, name):
        yield _of_title(project, "title-name-differs", project.name, Severity.NOTE)
    elif UNIT.search(said):
        told = f"{project.name}”“{project.responsible}"
        yield _of_title(project, "title-unit-differs", told, Severity.WARNING, "写的像是别的单位，")
    else:
        yield _of_title(project, "title-name-differs", project.name, Severity.WARNING)


def _of_title(
    project: Project, code: str, name: str, severity: Severity, told: str = ""
) -> Finding:
    what = "单位名称" if project.departmental else "项目名称"
    if code == "title-unit-differs" and not project.departmental:
        what = "项目和单位的名称"
    return Finding(
        code,
        severity,
        f"标题“{project.title}”{told}与{what}“{name}”不一致",
        "核对是不是照别的表改来的；标题和名称写成一样",
        project.origin("标题"),
        field="标题",
        stated=project.title,
        rule="E12",
    )


@check(Code("title-form", "标题不是规定的样子", "A07", "title_format"))
def title_as_prescribed(assessment: Assessment) -> Iterator[Finding]:
    """标题合乎口径规定的样子（附件2的表题；规则 A07）；口径没有规定的不看。"""
    project, form = assessment.project, assessment.profile.form_title
    title = re.sub(r"\s", "", project.title)
    if not form or not title or project.departmental or _matches(title, form):
        return
    lacking = [f"“{word}”" for word in ("年度", "项目") if word in form and word not in title]
    if not re.search(r"20\d\d年", title) and "“年度”" not in lacking:
        lacking.insert(0, "“年度”")
    why = f"缺{listed(lacking)}" if lacking else "字样不同"
    wanted = re.sub(r"\{[^}]*\}", "……", form.replace("{年度}", str(project.year)))
    yield Finding(
        "title-form",
        Severity.NOTE,
        f"标题“{project.title}”不是“{wanted}”的样子，{why}",
        "按规定的表题写",
        project.origin("标题"),
        field="标题",
        stated=project.title,
        rule="A07",
    )


def _matches(title: str, form: str) -> bool:
    """是规定的样子：``{}`` 里的是年度和名称。"""
    parts = [re.escape(part) for part in re.split(r"\{[^}]*\}", form)]
    return re.fullmatch(".+".join(parts), title) is not None and bool(
        re.match(r"20\d\d年", title) or not form.startswith("{年度}")
    )


@check(
    Code(
        "units-differ",
        "单位名称和项目实施单位的写法不一样",
        "E12",
        "unit_name_mismatch implementing_unit_mismatch",
    )
)
def units_agree(assessment: Assessment) -> Iterator[Finding]:
    """单位名称和项目实施单位像是同一个单位、写法却不一样（规则 E12）。

    实施单位可以是另一个单位；一个只比另一个多了地名的，不算不一样。
    """
    project = assessment.project
    unit, other = (re.sub(r"\s", "", each) for each in (project.unit, project.implementer))
    if not unit or not other or unit in other or other in unit:
        return
    core = _core(unit, other)
    same = len(core) >= CORE_OF_UNIT and UNIT_WORD.search(core)
    if same or abbreviates(other, unit) or abbreviates(unit, other):
        yield Finding(
            "units-differ",
            Severity.NOTE,
            f"单位名称写的是“{project.unit}”，项目实施单位写的是“{project.implementer}”，"
            "像是同一个单位的两种写法",
            "是同一个单位的写成一样；不是的不用改",
            project.origin("项目实施单位"),
            field="项目实施单位",
            stated=project.implementer,
            rule="E12",
        )


def _bare(name: str) -> str:
    return COMMON.sub("", name)


def _units(project: Project) -> list[str]:
    return [unit for unit in (project.unit, project.implementer, project.department) if unit]


def _alike(one: str, other: str) -> bool:
    """同一个名称的两种写法：一个是另一个的简称，或有很长的一段相同。"""
    core = len(_core(one, other))
    long = core >= LONG_CORE and 3 * core >= 2 * min(len(one), len(other))
    return long or abbreviates(one, other) or abbreviates(other, one)


def _core(one: str, other: str) -> str:
    """最长的一段相同的话。"""
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[found.a : found.a + found.size]
