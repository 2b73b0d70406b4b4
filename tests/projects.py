"""编出来的项目：测试用的数据，经由程序自己的读取成为项目。"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from reportgen.intake import load
from reportgen.intake.data_file import build_project
from reportgen.model import Project
from reportgen.reading.yaml_file import read_yaml

Data = dict[str, Any]

PROJECT: Data = {
    "表": "附件2",
    "年度": "2020",
    "单位名称": "城市管理局",
    "填报日期": "2021-06-17",
    "项目名称": "路灯维护",
    "主管部门": "城市管理局",
    "项目实施单位": "路灯管理所",
    "项目类别": ["部门预算项目"],
    "项目属性": ["持续性项目"],
    "项目类型": ["常年性项目"],
    "资金": {"预算数": "200", "执行数": "150"},
    "自评": {"执行率": "75%", "执行得分": "15", "总分": "90"},
}
DEPARTMENT: Data = {
    "表": "附件3",
    "年度": "2020",
    "单位名称": "城市管理局",
    "填报日期": "2021-06-17",
    "资金": {
        "预算数": "900",
        "执行数": "855",
        "基本支出总额": "655",
        "项目支出总额": "200",
    },
    "自评": {"执行率": "95%", "执行得分": "19", "总分": "99"},
}


def row(
    name: str,
    target: str = "≥90%",
    actual: str = "95%",
    weight: str = "10",
    score: str = "10",
    family: str = "产出指标",
    category: str = "数量指标",
    **more: str,
) -> Data:
    """一个指标；空的不写。"""
    values = {
        "一级指标": family,
        "二级指标": category,
        "三级指标": name,
        "年初目标值": target,
        "实际完成值": actual,
        "分值": weight,
        "得分": score,
        **more,
    }
    return {title: value for title, value in values.items() if value}


def goal(*rows: Data, points: str = "80", name: str = "年度绩效目标1", content: str = "") -> Data:
    """一个年度绩效目标。"""
    values = {"名称": name, "分值": points, "内容": content, "指标": list(rows)}
    return {title: value for title, value in values.items() if value}


def rows(count: int = 8) -> list[Data]:
    """几个都完成了的指标，分值各十分。"""
    return [row(f"维护路灯{number}", "≥100盏", "120盏") for number in range(1, count + 1)]


def data(*rows_: Data, base: Data = PROJECT, **changes: Any) -> Data:
    """一个项目的数据；``changes`` 换掉整项，值为 ``None`` 的去掉。"""
    made = copy.deepcopy(base) | {"年度绩效目标": [goal(*(rows_ or rows()))]}
    made |= changes
    return {title: value for title, value in made.items() if value is not None}


def text_of(made: Data) -> str:
    """数据文件的文字：JSON 也是 YAML。"""
    return json.dumps(made, ensure_ascii=False, indent=1)


def read(made: Data) -> Project:
    """读成项目。"""
    (node,), _ = read_yaml(text_of(made).encode(), "编.yaml")
    return build_project(node)[0]


def read_file(path: Path) -> Project:
    """读一个数据文件里的项目。"""
    (loaded,) = load(path)
    assert loaded.project is not None, loaded.findings
    return loaded.project


def save(folder: Path, stem: str, made: Data) -> Path:
    """存成数据文件。"""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}.yaml"
    path.write_text(text_of(made), encoding="utf-8")
    return path
