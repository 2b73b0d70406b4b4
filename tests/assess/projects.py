"""做项目：测算和核查的测试共用的短写法。"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.assess import assess
from reportgen.assessment import Assessment, IndicatorResult
from reportgen.intake import load, load_profiles
from reportgen.model import Profile, Project

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "facts" / "cases"
WUHAN, CENTRAL, COST = "武汉东湖2020", "中央2020", "中央2021成本"
ROW_KEYS = ("三级指标", "年初目标值", "实际完成值", "分值", "得分")


@cache
def profiles() -> dict[str, Profile]:
    return load_profiles(ROOT / "templates" / "zh" / "profiles")


@cache
def form(stem: str) -> Project:
    (loaded,) = load(ROOT / "data" / "2020" / f"{stem}.yaml")
    assert loaded.project is not None
    return loaded.project


def row(name: str, target: str, actual: str, weight: str = "", score: str = "", **more: str) -> Any:
    """一行指标：没有另说的是产出指标、数量指标。"""
    cells = dict(zip(ROW_KEYS, (name, target, actual, weight, score), strict=True))
    return {"一级指标": "产出指标", "二级指标": "数量指标"} | cells | more


def goal(*rows: Any, points: str = "80", name: str = "年度绩效目标1", text: str = "") -> Any:
    return {"名称": name, "分值": points, "内容": text, "指标": list(rows)}


def project(*goals: Any, **fields: Any) -> Project:
    """项目：预算100万元，执行100万元，表头填全，其余照给的填。"""
    funds = {"预算数": "100", "执行数": "100"} | fields.pop("资金", {})
    filled = {
        "年度": 2020,
        "单位名称": "测试单位",
        "填报日期": "2021年6月17日",
        "项目名称": "测试项目",
        "主管部门": "测试部门",
        "项目实施单位": "测试单位",
        "项目类别": ("部门预算项目",),
        "项目属性": ("持续性项目",),
        "项目类型": ("常年性项目",),
        "资金": funds,
        "年度绩效目标": list(goals),
    }
    return Project.model_validate(filled | fields)


def assessed(found: Project) -> Assessment:
    return assess(found, profiles()[found.profile])


def rated(target: str, actual: str, weight: str = "10", **more: str) -> IndicatorResult:
    """一个指标的测算结果；名称不提示方向。"""
    found = project(goal(row("某项", target, actual, weight, **more), points=weight))
    return assessed(found).results[0]


def case(slug: str) -> dict[str, Any]:
    text = (CASES / f"{slug}.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    return read


def case_project(facts: dict[str, Any], profile: str) -> Project:
    """外地的表做成项目；金额换成万元，没有的格子留空。"""
    budget = facts["budget"] or {}
    in_wan = Decimal(10000) if facts["money_unit"] == "元" else Decimal(1)

    def amount(key: str) -> Decimal | None:
        return None if budget.get(key) is None else budget[key] / in_wan

    def cell(value: object) -> str:
        return "" if value is None else str(value)

    rows = [
        {
            "一级指标": found["l1"],
            "二级指标": found["l2"],
            "三级指标": cell(found["name"]),
            "年初目标值": cell(found["target"]),
            "实际完成值": cell(found["actual"]),
            "分值": cell(found["weight"]),
            "得分": cell(found["score"]),
        }
        for found in facts["indicators"]
    ]
    return Project.model_validate(
        {
            "年度": int(facts["year"]),
            "项目名称": facts["project"],
            "单位名称": facts["unit"],
            "计分口径": profile,
            "资金": {"预算数": amount("adjusted"), "执行数": amount("executed")},
            "自评": {
                "执行率": cell(budget.get("printed_rate")),
                "执行得分": cell(budget.get("printed_score")),
                "总分": cell(facts["printed_total"]),
            },
            "年度绩效目标": [{"指标": rows}],
        }
    )
