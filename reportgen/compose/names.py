"""模板用名：自评结果里的每一项，以中文名称供模板使用。

名称取自字段的中文名称；金额、比率、得分仍是数，由模板里的过滤器印成文字。
没有的值是 ``None`` 或空文字，模板用 ``is 有`` 判断。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from reportgen.assessment import Assessment, Basis, FamilyResult, IndicatorResult, Status
from reportgen.model import Funds, Project
from reportgen.notation import Direction, Kind, Reading
from reportgen.wording import full_date, nothing, quoted, sentence, typographic

# 以数或比较符开头、不含逗号分号的，是一个数，不是一句话
CENT = Decimal("0.01")
FIGURE_FIRST = re.compile(r"[\d≥≤≧≦<>＜＞=＝第前][^，；。]*$")
REASON_LABEL = re.compile(r"^\s*(?:偏差)?原因(?:分析)?\s*[:：]\s*")
# 带序号的（一、未完成原因：）是单位自己排的，不动
LABEL_LINE = re.compile(r"^\s*(?:主要|偏差)?(?:原因|原因分析|改进措施)\s*[:：]\s*\n")
MEASURE = re.compile(r"改进措施\s*[:：]")
# 名称里有这些标点的，列举时要加引号；目标、实际里有的，或太长的，不能几个连着说
LIST_MARK = re.compile("[、，；：]")
LONG = re.compile("[，；。]|.{31}")
NUMBERED = re.compile(r"\s*\d+$")  # 二级指标后面的序号：数量指标1、数量指标2 是一类
POINTS = {"%": "个百分点", "百分点": "个百分点", "‰": "个千分点"}
STANDARD_FAMILIES = ("产出指标", "效益指标", "满意度指标")


def template_names(assessment: Assessment) -> dict[str, Any]:
    """模板用名：一份自评结果的全部名称。"""
    project, profile = assessment.project, assessment.profile
    indicators = {id(result): _indicator(result) for result in assessment.results}
    families = [_family(family, indicators) for family in assessment.families]
    completed = _with(assessment, Status.MET, indicators)
    uncompleted = _with(assessment, Status.UNMET, indicators)
    unclear = _with(assessment, Status.UNCLEAR, indicators)
    funds = _funds(assessment)
    parts = _parts(assessment)
    return {
        **_project(project),
        "资金": funds,
        "预算执行率": assessment.rate,
        "结余": _difference(funds["预算数"], funds["执行数"]),
        "超支": _difference(funds["执行数"], funds["预算数"]),
        "口径": {
            "名称": profile.name,
            "达成下限": profile.bands[0],
            "部分达成下限": profile.bands[1],
            "必评满意度": profile.satisfaction_required,
        },
        "执行分值": profile.execution_points,
        "指标分值": profile.indicator_points,
        "满分": profile.full_marks,
        "预算执行得分": assessment.execution_score,
        "绩效目标得分": assessment.indicator_score,
        "总分": assessment.total,
        "等级": assessment.grade,
        "分项合计等于总分": _adds_up(assessment),
        "折算": assessment.scaled,
        "表内满分": assessment.indicator_full,
        "表内得分": assessment.indicator_sum,
        "目标": [
            {
                "名称": goal.goal.name,
                "分值": goal.points,
                "得分": goal.score,
                "内容": _paragraphs(goal.goal.statement),
                "表内内容": goal.goal.statement,
                "指标": [indicators[id(result)] for result in goal.results],
            }
            for goal in assessment.goals
        ],
        "指标": list(indicators.values()),
        "定量指标": [indicators[id(result)] for result in assessment.results if _measured(result)],
        "完成的指标": completed,
        "未完成的指标": uncompleted,
        "无法判断的指标": unclear,
        "全部完成": bool(completed) and not uncompleted and not unclear,
        "得分率": _share(assessment.indicator_score, profile.indicator_points),
        "一级指标": families,
        "各类指标": _standard(families),
        "各部分得分": parts,
        "得分构成": _composition(assessment, parts),
    }


def _project(project: Project) -> dict[str, Any]:
    return {
        "年度": project.year,
        "表": project.form,
        "标题": project.title,
        "项目名称": project.name,
        "主语": project.subject,
        "单位": project.responsible,
        "单位名称": project.unit,
        "主管部门": project.department,
        "项目实施单位": project.implementer,
        "填报日期": full_date(project.filled_on),
        "项目类别": list(project.categories),
        "项目属性": list(project.attributes),
        "项目类型": list(project.types),
        "新增项目": any("新增" in attribute for attribute in project.attributes),
        "偏差原因分析": _given(project.deviation),
        "改进措施": _given(project.improvement),
        "落款单位": project.signature.unit if project.signature else "",
        "落款日期": full_date(project.signature.date) if project.signature else "",
    }


def _funds(assessment: Assessment) -> dict[str, Any]:
    """资金：按元填的换成万元后印两位小数，按万元填的照填报的位数。"""
    project = assessment.project
    funds = project.funds

    def printed(value: Any) -> Any:
        in_yuan = project.amount_unit == "元" and isinstance(value, Decimal)
        return value.quantize(CENT, rounding=ROUND_HALF_UP) if in_yuan else value

    values: dict[str, Any] = {
        title: printed(getattr(funds, field))
        for field, info in Funds.model_fields.items()
        if (title := info.title)
    }
    values["分项"] = [
        {"名称": name, "金额": values[name]}
        for name in ("年初预算", "上年结转", "追加")
        if values[name] is not None
    ]
    values["分项合计"] = assessment.parts.value
    values["来源"] = [
        {
            "名称": source.name,
            "预算数": printed(source.budget),
            "执行数": printed(source.executed),
        }
        for source in funds.sources
    ]
    return values


def _indicator(result: IndicatorResult) -> dict[str, Any]:
    indicator = result.indicator
    name = _inline(result.label) or result.family
    actual = _told(result.actual)
    return {
        "名称": name,
        "称呼": quoted(name) if LIST_MARK.search(name) else name,
        "目标": _told(result.target),
        "实际": actual,
        "实际说法": _done(actual),
        "一级指标": result.family,
        "二级指标": result.category,
        "三级指标": indicator.name,
        "表内一级指标": indicator.family,
        "表内二级指标": indicator.category,
        "表内分值": indicator.weight,
        "表内偏差原因": indicator.reason,
        "年初目标值": indicator.target,
        "实际完成值": indicator.actual,
        "分值": result.weight,
        "分值依据": result.weight_basis.value,
        "得分": result.score,
        "完成率": _rate_done(result),
        **_deviation(result),
        "达成率": result.attained,
        "完成情况": result.status.value,
        "偏差原因": _cause(indicator.reason),
    }


def _measured(result: IndicatorResult) -> bool:
    """说得出完成百分之几的：名次、零目标只有做到与没做到，约数说不准。"""
    yes_or_no = (Direction.RANK, Direction.ZERO, Direction.DEADLINE)
    return (
        result.attained is not None
        and result.target.direction not in yes_or_no
        and not result.actual.approximate
    )


def _deviation(result: IndicatorResult) -> dict[str, Any]:
    """偏差怎样说：低 1 个百分点，少 2 期；差多少说不准的为 ``None``。"""
    gap = result.deviation or None
    unit = result.target.unit or result.actual.unit or ""
    words = ("高", "低") if unit in POINTS else ("多", "少")
    return {
        "偏差数": abs(gap) if gap else None,
        "偏差单位": POINTS.get(unit, "") or _unit_as_written(result.target, unit),
        "偏差方向": "" if gap is None else words[gap < 0],
    }


def _unit_as_written(reading: Reading, unit: str) -> str:
    """单位照原样：“15个工作日”的单位是“个工作日”。"""
    written = re.search(rf"\d\s*([^\d\W]{{0,2}}{re.escape(unit)})", reading.text) if unit else None
    return written[1] if written else unit


def _told(reading: Reading) -> str:
    """在句子里怎样说目标和实际：数照写，话加引号。"""
    text = _inline(reading.text)
    if not text or reading.kind in (Kind.EMPTY, Kind.PLACEHOLDER):
        return ""
    figure = reading.quantitative and FIGURE_FIRST.match(text) and "完成" not in text
    return text if figure else quoted(text)


def _done(told: str) -> str:
    """实际怎样说：数说“实际完成”，话说“实际为”；没有填的照直说。"""
    if not told:
        return "未填实际完成值"
    return f"实际为{told}" if told.startswith("“") else f"实际完成{told}"


def _share(part: Decimal | None, whole: Decimal) -> Decimal | None:
    """占百分之几。"""
    return None if part is None or not whole else part * 100 / whole


def _rate_done(result: IndicatorResult) -> Decimal | None:
    """完成率：只有越多越好的指标才说完成了百分之几。"""
    positive = result.target.direction in (Direction.POSITIVE, Direction.EQUAL)
    return result.ratio if positive and result.ratio else None


def _cause(text: str) -> str:
    """偏差原因里的原因：去掉“偏差原因：”的标签，改进措施另说。"""
    if nothing(text):
        return ""
    cause = REASON_LABEL.sub("", MEASURE.split(text)[0])
    return _inline(cause)


def _inline(text: str) -> str:
    """接在句子里的文字：几行接成一行，去掉末尾的句读，标点规范。"""
    return typographic(sentence("".join(_lines(text))))


def _family(family: FamilyResult, indicators: dict[int, dict[str, Any]]) -> dict[str, Any]:
    members = [indicators[id(result)] for result in family.results]
    return {
        "名称": family.name,
        "指标": members,
        "二级指标": _categories(members),
        "完成分组": _groups(family, indicators),
        "完成": [member for member in members if member["完成情况"] == Status.MET.value],
        "未完成": [member for member in members if member["完成情况"] == Status.UNMET.value],
        "无法判断": [member for member in members if member["完成情况"] == Status.UNCLEAR.value],
        "分值": family.weight,
        "得分": family.score,
    }


def _categories(members: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """二级指标和各有几项；有一项没有填的，加不到一起，不说。"""
    names = [NUMBERED.sub("", member["二级指标"]) for member in members]
    if not all(names):
        return []
    return [{"名称": name, "项数": count} for name, count in Counter(names).items()]


def _groups(family: FamilyResult, indicators: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """完成的指标按怎样说分组：同样的话只说一遍。

    ``持平``、``优于`` 是数，``定性`` 是同一个词的一组，``另述`` 的目标和实际要分开说。
    """
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for result in family.results:
        if result.status is Status.MET:
            told = indicators[id(result)]
            groups.setdefault(_manner(result, told), []).append(told)
    order = ("持平", "优于", "定性", "另述")
    return [
        {"说法": manner, "指标": groups[manner, word]}
        for manner, word in sorted(groups, key=lambda group: order.index(group[0]))
    ]


def _manner(result: IndicatorResult, told: dict[str, Any]) -> tuple[str, str]:
    """一个完成的指标怎样说；定性的连同那个词。"""
    target, actual = told["目标"], told["实际"]
    same = target == actual
    if same and target.startswith("“"):
        return "定性", target
    if not (target and actual and result.target.quantitative) or LONG.search(target + actual):
        return "另述", ""
    if same or result.deviation == 0:
        return "持平", ""
    if result.target.comparator == "=":
        return "另述", ""  # 定数多做了的，说不上好
    return ("优于", "") if result.deviation else ("另述", "")


def _standard(families: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """各类指标：产出、效益、满意度三类总有（没有指标的为空），其余一级指标排在前面。"""
    by_name = {family["名称"]: family for family in families}
    others = [family for family in families if family["名称"] not in STANDARD_FAMILIES]
    empty: dict[str, Any] = {
        "指标": [],
        "二级指标": [],
        "完成分组": [],
        "完成": [],
        "未完成": [],
        "无法判断": [],
        "分值": None,
        "得分": None,
    }
    return others + [by_name.get(name, {"名称": name, **empty}) for name in STANDARD_FAMILIES]


def _parts(assessment: Assessment) -> list[dict[str, Any]]:
    """各部分得分：预算执行和各一级指标；经过折算的只列折算后的合计，加得起来才列。"""
    if not _adds_up(assessment):
        return []
    rows: list[dict[str, Any]] = [
        {
            "名称": "预算执行",
            "分值": assessment.profile.execution_points,
            "得分": assessment.execution_score,
        }
    ]
    if assessment.scaled:
        rows.append(
            {
                "名称": "绩效指标（折算后）",
                "分值": assessment.profile.indicator_points,
                "得分": assessment.indicator_score,
            }
        )
    else:
        rows += [
            {"名称": family.name, "分值": family.weight, "得分": family.score}
            for family in assessment.families
        ]
    return rows


def _composition(assessment: Assessment, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """得分构成：各部分得分，末一行是总分。"""
    total = {"名称": "总分", "分值": assessment.profile.full_marks, "得分": assessment.total}
    return [*parts, total] if parts else []


def _adds_up(assessment: Assessment) -> bool:
    parts = (assessment.execution_score, assessment.indicator_score)
    if None in parts or assessment.total_basis is Basis.NONE:
        return False
    return sum(part for part in parts if part is not None) == assessment.total


def _with(
    assessment: Assessment, status: Status, indicators: dict[int, dict[str, Any]]
) -> list[dict[str, Any]]:
    return [indicators[id(result)] for result in assessment.with_status(status)]


def _difference(larger: Decimal | None, smaller: Decimal | None) -> Decimal | None:
    """多出的金额；不多的为 ``None``。"""
    if larger is None or smaller is None or larger <= smaller:
        return None
    return larger - smaller


def _given(text: str) -> str:
    """写了内容的文字；“无”一类等于没写，开头单成一行的“主要原因：”标题里已经有了。"""
    return "" if nothing(text) else _paragraphs(LABEL_LINE.sub("", text, count=1))


def _paragraphs(text: str) -> str:
    """换行在模板里要空一行才分段，单位的文字一行就是一段；标点规范。"""
    return "\n\n".join(typographic(line) for line in _lines(text))


def _lines(text: str) -> Iterable[str]:
    return (line.strip() for line in text.split("\n") if line.strip())
