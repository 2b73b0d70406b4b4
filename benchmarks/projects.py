"""编造的项目：互不相同，形状一样；``scale`` 倍的指标行和文字段落。"""

from __future__ import annotations

import random
from pathlib import Path

import yaml

from reportgen.intake import load
from reportgen.model import Project

SUBJECTS = ("政务服务", "道路养护", "水质监测", "人才引进", "安全生产", "信息系统运维", "绿化管护")
AREAS = ("左岭", "豹澥", "花山", "九峰", "滨湖", "佛祖岭", "关东", "龙泉")
THINGS = (
    "窗口受理件数",
    "设备完好率",
    "培训人次",
    "巡查次数",
    "办结时限",
    "资料归档率",
    "维修面积",
)
VERBS = ("完善", "核定", "细化", "督促", "汇总", "公开", "复核", "通报")
FAMILIES = (
    ("产出指标", "数量指标", 8),
    ("产出指标", "质量指标", 4),
    ("效益指标", "社会效益指标", 5),
    ("满意度指标", "服务对象满意度指标", 3),
)
MATERIALS = {
    "绩效目标完成情况/完成的绩效目标": 2,
    "自评结论/存在的问题和原因": 4,
    "自评结论/下一步拟改进措施/下一步拟改进措施": 4,
    "拟与预算安排相结合情况": 1,
    "项目立项目的和年度绩效目标": 3,
    "项目资金情况": 3,
    "部门自评工作开展情况": 4,
    "佐证材料/绩效目标完成情况分析/预算执行情况分析": 2,
    "绩效目标完成情况分析/产出指标": 3,
    "绩效目标完成情况分析/效益指标": 2,
    "上年度自评结果应用情况": 2,
    "其他佐证材料": 2,
}


def make_data(number: int, scale: int = 1) -> dict[str, object]:
    """第 ``number`` 个项目，照数据文件的样子。"""
    chance = random.Random(number)
    name = f"{chance.choice(AREAS)}片区{chance.choice(SUBJECTS)}{number}号"
    budget = chance.randrange(20000, 900000) / 100
    return {
        "表": "附件2",
        "年度": 2020,
        "项目名称": name,
        "单位名称": f"{chance.choice(AREAS)}街道办事处",
        "填报日期": "2021-06-17",
        "主管部门": "政务服务和大数据管理局",
        "项目实施单位": f"{chance.choice(AREAS)}街道办事处",
        "项目类别": ["部门预算项目"],
        "项目属性": ["持续性项目"],
        "项目类型": ["常年性项目"],
        "资金": {
            "预算数": f"{budget:.2f}",
            "执行数": f"{budget * chance.uniform(0.8, 0.999):.2f}",
        },
        "年度绩效目标": [
            {
                "名称": "年度绩效目标1",
                "分值": "80",
                "内容": _sentences(chance, 2),
                "指标": [
                    _indicator(chance, family, category, position)
                    for family, category, times in FAMILIES
                    for position in range(times * scale)
                ],
            }
        ],
        "偏差原因分析": _sentences(chance, 2),
        "改进措施": _sentences(chance, 2),
        "文字材料": {
            key: {
                "详": "\n".join(_sentences(chance, 3) for _ in range(paragraphs * scale)),
                "简": _sentences(chance, 1),
            }
            for key, paragraphs in MATERIALS.items()
        },
        "落款": {"单位": f"{chance.choice(AREAS)}街道办事处", "日期": "2021-06-17"},
    }


def write_data(folder: Path, number: int, scale: int = 1) -> Path:
    """写成数据文件。"""
    path = folder / f"项目{number:03}-{scale}.yaml"
    path.write_text(yaml.safe_dump(make_data(number, scale), allow_unicode=True, sort_keys=False))
    return path


def make_project(folder: Path, number: int, scale: int = 1) -> Project:
    """读好的项目；数据有错就停，免得测的是别的东西。"""
    (loaded,) = load(write_data(folder, number, scale))
    if loaded.project is None:
        raise ValueError(f"编造的项目读不了：{loaded.findings}")
    return loaded.project


def _indicator(chance: random.Random, family: str, category: str, position: int) -> dict[str, str]:
    target = chance.randrange(40, 99)
    actual = target + chance.randrange(0, 20) if position else target - chance.randrange(3, 9)
    weight = 4
    return {
        "一级指标": family,
        "二级指标": category,
        "三级指标": f"{chance.choice(AREAS)}{chance.choice(THINGS)}{position + 1}",
        "年初目标值": f"≥{target}次",
        "实际完成值": f"{actual}次",
        "分值": str(weight),
        "得分": str(weight if actual >= target else round(weight * actual / target, 2)),
    }


def _sentences(chance: random.Random, times: int) -> str:
    return "".join(
        f"{chance.choice(VERBS)}{chance.choice(AREAS)}片区{chance.choice(SUBJECTS)}台账"
        f"{chance.randrange(10, 999)}项，涉及资金{chance.randrange(100, 99999) / 100}万元，"
        f"{chance.choice(VERBS)}并{chance.choice(VERBS)}有关资料。"
        for _ in range(times)
    )
