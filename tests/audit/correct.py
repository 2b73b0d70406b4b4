"""改正：由一份真实的表做出没有错的一份——推得出的数都换成对的，必填的都填上。"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from reportgen.assessment import Assessment, IndicatorResult, Status
from reportgen.intake import load
from reportgen.model import Project
from reportgen.notation import split_points
from reportgen.wording import percent, plain
from tests.assess.projects import ROOT, assessed

FORMS = ROOT / "tests" / "facts" / "forms"
CENT = Decimal("0.01")
Data = dict[str, Any]


def forms() -> list[Path]:
    """二十四份真实的表。"""
    return sorted(FORMS.glob("*.docx"))


def stated(path: Path) -> Data:
    """一份表上填的，按中文名称。"""
    (loaded,) = load(path)
    assert loaded.project is not None
    return loaded.project.model_dump(by_alias=True)


def examined(data: Data) -> Assessment:
    """一份数据的自评结果。"""
    return assessed(Project.model_validate(copy.deepcopy(data)))


def corrected(data: Data) -> Data:
    """没有错的一份：分值印全、得分照公式、总分照加；看不出数的完成值换成做到的数。"""
    made = copy.deepcopy(data)
    _head(made)
    made["年度绩效目标"] = [goal for goal in made["年度绩效目标"] if _rows(goal)]
    for goal in made["年度绩效目标"]:
        goal["指标"] = _rows(goal)
    for row in _all_rows(made):
        row["一级指标"], row["二级指标"], row["三级指标"] = (
            split_points(row[title])[0] for title in ("一级指标", "二级指标", "三级指标")
        )
    _readable_values(made)
    _weights(made)
    _scores(made)
    for title in ("偏差原因分析", "改进措施"):
        for key, old in data["自评"].items():
            made[title] = (
                made[title].replace(old, made["自评"][key]) if len(old) > 3 else made[title]
            )
    return made


def _head(made: Data) -> None:
    name = made["项目名称"] or made["单位名称"] or "整体"
    unit = made["单位名称"] or made["项目实施单位"] or made["主管部门"] or "某局"
    made |= {
        "单位名称": unit,
        "主管部门": made["主管部门"] or unit,
        "项目实施单位": made["项目实施单位"] or unit,
        "填报日期": f"{made['年度'] + 1}年6月17日",
        "标题": f"{made['年度']}年度{name.removesuffix('项目')}项目自评表",
    }
    for title in ("项目类别", "项目属性", "项目类型"):
        made[title] = made[title][:1]
    made["自评"] = {"执行率": "", "执行得分": "", "总分": ""}


def _rows(goal: Data) -> list[Data]:
    return [row for row in goal["指标"] if row["三级指标"] or row["年初目标值"] or row["得分"]]


def _all_rows(made: Data) -> Iterator[Data]:
    for goal in made["年度绩效目标"]:
        yield from goal["指标"]


def _readable_values(made: Data) -> None:
    """没有填的、比不上的、照抄门槛的完成值，换成刚好做到的。"""
    for row in _all_rows(made):
        row["年初目标值"] = row["年初目标值"] or "良好"
    for row, result in zip(_all_rows(made), examined(made).results, strict=True):
        copied = result.actual.comparator not in (None, "=") and not result.actual.approximate
        if result.status is Status.UNCLEAR or copied or not row["实际完成值"]:
            value, unit = result.target.value, result.target.unit or ""
            row["实际完成值"] = row["年初目标值"] if value is None else f"{plain(value)}{unit}"


def _weights(made: Data) -> None:
    """分值平分，除不尽的归最后一项。"""
    rows = list(_all_rows(made))
    full = examined(made).profile.indicator_points
    share = (full / len(rows)).quantize(CENT, ROUND_HALF_UP)
    for row in rows:
        row["分值"] = plain(share)
    rows[-1]["分值"] = plain(full - share * (len(rows) - 1))
    for goal in made["年度绩效目标"]:
        goal["分值"] = plain(sum((Decimal(row["分值"]) for row in goal["指标"]), Decimal(0)))


def _scores(made: Data) -> None:
    for row, result in zip(_all_rows(made), examined(made).results, strict=True):
        row["得分"] = plain(_score(result))
        if result.status is not Status.MET:
            row["偏差原因"] = row["偏差原因"] or "受连续降雨影响，工期推迟到下一年度。"
    result = examined(made)
    assert result.rate is not None and result.execution_score is not None
    made["自评"] |= {"执行率": percent(result.rate), "执行得分": plain(result.execution_score)}
    total = examined(made).total
    assert total is not None
    made["自评"]["总分"] = plain(total)


def _score(result: IndicatorResult) -> Decimal:
    """照公式的得分；定性的，做到的给满分，没有做到的给四成。"""
    assert result.weight is not None
    if result.computed is not None:
        return result.computed.quantize(CENT, ROUND_HALF_UP)
    return result.weight if result.status is Status.MET else result.weight * Decimal("0.4")
