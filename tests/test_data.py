"""data/2020 里的每个数字、每格文字，都与 tests/facts/forms.json 所记的原表一致（不计空白）。"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data" / "2020"
FORMS: list[dict[str, Any]] = json.loads(
    (ROOT / "tests" / "facts" / "forms.json").read_text(encoding="utf-8")
)

FORM_KEYS = {
    "标题": "title",
    "单位名称": "unit",
    "填报日期": "fill_date",
    "项目名称": "project_name",
    "主管部门": "supervising_dept",
    "项目实施单位": "implementing_unit",
    "项目类别": "category",
    "项目属性": "attribute",
    "项目类型": "type",
    "偏差原因分析": "deviation_text",
    "改进措施": "improvement_text",
}
GOAL_KEYS = {"名称": "label", "内容": "statement"}
INDICATOR_KEYS = {
    "一级指标": "level1",
    "二级指标": "level2",
    "三级指标": "level3",
    "年初目标值": "target_raw",
    "实际完成值": "actual_raw",
    "分值": "weight_raw",
    "得分": "score_raw",
    "偏差原因": "deviation_reason",
}
ORDER = [
    *("表", "年度", "标题", "单位名称", "填报日期", "项目名称", "主管部门", "项目实施单位"),
    *("项目类别", "项目属性", "项目类型", "资金", "自评", "年度绩效目标"),
    *("偏差原因分析", "改进措施", "文字材料"),
]
HINTS = ["包括核实和评述", "包括项目整改和绩效目标调整", "包括资金结构", "包括完成情况和偏离原因"]
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

each_form = pytest.mark.parametrize("form", FORMS, ids=[form["id"] for form in FORMS])


def load(stem: str) -> dict[str, Any]:
    text = (DATA / f"{stem}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)


def squeeze(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: squeeze(item) for key, item in value.items()}
    if isinstance(value, list):
        return [squeeze(item) for item in value]
    return "".join(value.split())


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from texts(item)
    else:
        yield str(value)


def numbers(value: Any) -> Counter[str]:
    found = (number for text in texts(value) for number in NUMBER.findall(text))
    return Counter(number.replace(",", "") for number in found)


def named(facts: dict[str, Any], keys: dict[str, str]) -> dict[str, Any]:
    """事实换成数据文件的键；表上没有的不出现。"""
    return {title: facts[key] for title, key in keys.items() if key in facts}


def only(data: dict[str, Any], keys: dict[str, str]) -> dict[str, Any]:
    return {title: squeeze(data[title]) for title in keys if title in data}


def test_the_files_are_those_of_the_forms():
    stems = sorted(path.stem for path in DATA.iterdir())
    assert len(stems) == 24
    assert stems == sorted(form["stem"] for form in FORMS)
    assert all(path.suffix == ".yaml" for path in DATA.iterdir())
    assert not [stem for stem in stems if re.search(r'[\s<>:"/\\|?*.]', stem)]


def test_the_facts_are_complete():
    goals = [goal for form in FORMS for goal in form["goals"]]
    assert len(FORMS) == 24
    assert len(goals) == 24
    assert sum(len(goal["indicators"]) for goal in goals) == 212
    assert sum(len(goal["指标"]) for f in FORMS for goal in load(f["stem"])["年度绩效目标"]) == 212


@each_form
def test_head_and_texts(form):
    data = load(form["stem"])
    assert data["表"] == f"附件{form['annex']}"
    assert data["年度"] == "2020"
    assert only(data, FORM_KEYS) == named(form, FORM_KEYS)
    assert list(data) == [key for key in ORDER if key in data]


@each_form
def test_funds_and_rating(form):
    data, stated = load(form["stem"]), form["budget"]
    funds = dict(data["资金"])
    for title, amount, raw in (
        ("预算数", "budget_wan", "budget_raw"),
        ("执行数", "executed_wan", "executed_raw"),
    ):
        figure = funds.pop(title)
        assert Decimal(figure) == Decimal(stated[amount])
        assert figure in stated[raw].replace(",", "")
    bare = NUMBER.fullmatch(stated["budget_raw"])
    assert funds.pop("原文", None) == (None if bare else stated["budget_raw"])
    basis = funds.pop("压减依据", "")
    assert not basis or "批复数" in funds
    expenditure = {
        "基本支出总额": "basic_expenditure_raw",
        "项目支出总额": "project_expenditure_raw",
    }
    assert funds == form.get("more_funds", {}) | named(form, expenditure)

    rating = named(stated, {"执行率": "rate_raw", "执行得分": "score_raw"})
    assert data["自评"] == rating | {"总分": form["total_raw"]}


@each_form
def test_goals_and_indicators(form):
    goals = load(form["stem"])["年度绩效目标"]
    assert len(goals) == len(form["goals"])
    for goal, stated in zip(goals, form["goals"], strict=True):
        assert only(goal, GOAL_KEYS) == named(stated, GOAL_KEYS)
        assert f"({goal['分值']}分)" == stated["weight_raw"]
        assert set(goal) <= {*GOAL_KEYS, "分值", "指标"}
        rows = [named(row, INDICATOR_KEYS) for row in stated["indicators"]]
        assert squeeze(goal["指标"]) == rows


@each_form
def test_every_number_is_there(form):
    stated = {key: form[key] for key in form if key not in ("id", "stem", "annex", "budget")}
    cells = [text for key, text in form["budget"].items() if key.endswith("_raw")]
    expected = numbers([stated, cells])
    assert expected
    assert not expected - numbers(load(form["stem"]))


@each_form
def test_what_people_wrote(form):
    materials = load(form["stem"]).get("文字材料", {})
    for key, material in materials.items():
        assert key.split("/")[0] in ("自评结论", "佐证材料")
        assert isinstance(material, str) or list(material) == ["详", "简"]
    assert not [hint for hint in HINTS for text in texts(materials) if hint in text]
    assert all(text.strip() for text in texts(materials))


@each_form
def test_clean_text(form):
    raw = (DATA / f"{form['stem']}.yaml").read_bytes()
    assert raw.startswith("# 武汉东湖新技术开发区2020年度".encode())
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    assert b"\t" not in raw
    stray = re.compile(r"[^\S\n]|[<$]|\*\*")
    assert not [text for text in texts(load(form["stem"])) if stray.search(text)]
