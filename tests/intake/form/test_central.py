"""中央和别处的表：十七个真实项目的数，填成财政部的表样，录出来一格不少，口径也认得。"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportgen.intake.form_file import read_forms
from reportgen.reading.node import Document, Node
from reportgen.reading.word import read_blocks
from tests.intake.form.made import UP, Rows, word

CASES = Path(__file__).resolve().parents[2] / "facts" / "cases"
FILLED = [
    case
    for path in sorted(CASES.glob("*.json"))
    if (case := json.loads(path.read_text(encoding="utf-8"))).get("indicators")
    and case.get("budget")
]
SUBSIDY = "其中：当年财政拨款"


def shown(value: Any) -> str:
    return "" if value is None else str(value)


def central(case: dict[str, Any], expected: str, outcome: str) -> Rows:
    """财政部的项目支出绩效自评表：十栏。"""
    budget = case["budget"]
    amounts = [shown(budget[key]) for key in ("initial", "adjusted", "executed")]
    score = shown(budget["printed_score"])
    yield [("项目名称", 2), (shown(case["project"]), 8)]
    yield [("主管部门", 2), ("主管局", 3), ("实施单位", 2), (case["unit"], 3)]
    heads = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    yield [("项目资金\n（万元）", 2), ("", 2), *heads]
    rate = shown(budget["printed_rate"])
    yield [(UP, 2), ("年度资金总额", 2), *amounts, "10", rate, score]
    yield [(UP, 2), (SUBSIDY, 2), *amounts, "—", "", "—"]
    yield [(UP, 2), ("上年结转资金", 2), "", "", "", "—", "", "—"]
    yield [(UP, 2), ("其他资金", 2), "", "", "", "—", "", "—"]
    yield ["年度\n总体\n目标", ("预期目标", 5), ("实际完成情况", 4)]
    yield [UP, (expected, 5), (outcome, 4)]
    heads = ["一级指标", "二级指标", "三级指标", "年度\n指标值", "实际\n完成值", "分值", "得分"]
    yield ["绩\n效\n指\n标", *heads, ("偏差原因分析\n及改进措施", 2)]
    family = category = ""
    for each in case["indicators"]:
        same, alike = each["l1"] == family, each["l1"] == family and shown(each["l2"]) == category
        family, category = shown(each["l1"]), shown(each["l2"])
        yield [
            UP,
            UP if same else family,
            UP if alike else category,
            shown(each["name"]),
            shown(each["target"]),
            shown(each["actual"]),
            shown(each["weight"]),
            shown(each["score"]),
            ("", 2),
        ]
    yield [("总分", 6), "100", shown(case["printed_total"]), ("", 2)]


def read(data: bytes) -> Document:
    [document] = read_forms(read_blocks(data, "甲.docx"), "甲.docx")
    return document


def plain(node: Node) -> Any:
    """节点的值，去掉出处。"""
    if isinstance(node.value, dict):
        return {key: plain(inner) for key, inner in node.value.items()}
    return node.value if isinstance(node.value, str) else [plain(each) for each in node.value]


@pytest.mark.parametrize("case", FILLED, ids=[case["slug"] for case in FILLED])
def test_a_central_form_arrives_whole(case: dict[str, Any]) -> None:
    title = "项目支出绩效自评表"
    data = word(title, f"（{case['year']}年度）", central(case, "做完全部工作。", "全部做完。"))
    document = read(data)
    data_ = plain(document.node)
    budget = case["budget"]
    assert data_["标题"] == title
    assert data_["年度"] == str(case["year"])
    assert (data_["项目名称"], data_["主管部门"]) == (case["project"], "主管局")
    assert data_["项目实施单位"] == case["unit"]
    stated = {
        "年初预算": shown(budget["initial"]),
        "预算数": shown(budget["adjusted"]),
        "执行数": shown(budget["executed"]),
    }
    given = {title: value for title, value in stated.items() if value}
    funds = data_.get("资金", {})
    assert {key: value for key, value in funds.items() if key != "来源"} == given
    if given:
        assert funds["来源"] == [{"名称": "当年财政拨款", **given}]
    total = shown(case["printed_total"])
    assert data_.get("自评", {}).get("总分", "") == total
    [goal] = data_["年度绩效目标"]
    assert (goal["内容"], goal["完成情况"]) == ("做完全部工作。", "全部做完。")
    assert len(goal["指标"]) == len(case["indicators"]) > 0
    keys = {
        "一级指标": "l1",
        "二级指标": "l2",
        "三级指标": "name",
        "年初目标值": "target",
        "实际完成值": "actual",
        "分值": "weight",
        "得分": "score",
    }
    for got, each in zip(goal["指标"], case["indicators"], strict=True):
        assert got == {key: shown(each[key_]) for key, key_ in keys.items() if shown(each[key_])}
    cost = any(each["l1"].startswith("成本") for each in case["indicators"])
    assert data_["计分口径"] == ("中央2021成本" if cost else "中央2020")
    assert [finding.code for finding in document.findings] == ["profile-recognised"]


def test_the_cost_family_is_of_2021() -> None:
    case = FILLED[0] | {
        "indicators": [{**each, "l1": "成本指标"} for each in FILLED[0]["indicators"]]
    }
    assert plain(read(word(central(case, "甲", "乙"))).node)["计分口径"] == "中央2021成本"


def test_a_form_that_prints_no_year_takes_the_year_before_the_filing() -> None:
    data = word("项目支出绩效自评表", "填报日期：2022年3月1日", central(FILLED[0], "甲", "乙"))
    document = read(data)
    assert plain(document.node)["年度"] == "2021"
    assert "year-inferred" in [finding.code for finding in document.findings]
