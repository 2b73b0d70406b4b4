"""指标各行的核查：名称、比较号、单位、照抄、分值里哪些要说，哪些不说。"""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.assessment import Status
from reportgen.audit import audit
from reportgen.finding import Severity
from tests.assess.projects import CENTRAL, assessed, goal, project, row

CODES = {
    "target-strict",
    "sign-misread",
    "cost-direction",
    "count-direction",
    "unit-missing",
    "unit-differs",
    "count-as-percent",
    "percent-absurd",
    "target-copied",
    "trend-without-figure",
    "deadline-outside-year",
}


def codes(*rows: Any, **fields: Any) -> dict[str, Severity]:
    found = audit(assessed(project(goal(*rows), **fields)))
    return {each.code: each.severity for each in found}


@pytest.mark.parametrize(
    ("name", "category", "target", "actual", "code"),
    [
        # 比较号
        ("甲", "数量指标", ">90%", "95%", "target-strict"),
        ("甲", "数量指标", "超过90%", "95%", None),
        ("甲", "数量指标", ">90%", "90%", None),  # 恰好相等的另说
        ("达标率", "质量指标", "≥95%", "295%", "sign-misread"),
        ("培训场次", "数量指标", "到0次", "10次", "sign-misread"),
        ("项目总投入", "成本指标", "≥90万元", "95万元", "cost-direction"),
        ("成本节约额", "成本指标", "≥90万元", "95万元", None),
        ("成本控制率", "成本指标", "≥90%", "95%", None),
        ("项目总投入", "成本指标", "90万元", "88万元", None),
        ("项目总投入", "经济效益指标", "≥90万元", "95万元", None),
        ("建设公园数量", "数量指标", "≤5个", "5个", "count-direction"),
        ("建设服务指数", "数量指标", "≤5个", "5个", None),
        ("建设公园投诉数量", "数量指标", "≤5个", "5个", None),
        ("建设公园工期", "时效指标", "≤5个月", "5个月", None),
        ("完成事故隐患数量", "数量指标", "≤5起", "5起", None),
        # 单位
        ("完成年度报告", "数量指标", "5", "5", "unit-missing"),
        ("完成年度报告", "数量指标", "5份", "5", None),
        ("完成年度报告（份）", "数量指标", "5", "5", None),
        ("完成年度报告次数", "数量指标", "5", "5", None),
        ("培训参与人数", "数量指标", "400", "497", None),
        ("服务人次", "数量指标", "400", "497", None),
        ("报告合格率", "质量指标", "100", "100", None),
        ("事故", "质量指标", "0", "0", None),
        ("培训人数", "数量指标", "1000人/年", "1024人", "unit-differs"),
        ("培训场次", "数量指标", "5场", "5次", None),
        ("订阅数", "数量指标", "6600份", "6674", None),
        ("经费", "成本指标", "≤5万元", "50000元", None),
        # 百分数
        ("提供岗位数量", "数量指标", "100%", "100%", "count-as-percent"),
        ("景气指数", "质量指标", "≥90%", "95%", None),
        ("任务完成率", "数量指标", "100%", "100%", None),
        ("服务满意度", "满意度指标", "≥90%", "105%", "percent-absurd"),
        ("任务完成率", "数量指标", "≥100%", "-5%", "percent-absurd"),
        ("产值增长率", "经济效益指标", "≥90%", "105%", None),
        ("服务满意度", "满意度指标", "≥90%", "100%", None),
        # 话
        ("环境", "社会效益", "改善沿岸居民的居住环境", "改善沿岸居民的居住环境", "target-copied"),
        ("环境", "社会效益", "良好", "良好", None),
        ("环境", "社会效益", "较上年明显改善", "较上年明显改善", None),
        ("事故", "社会效益", "下降", "无", "trend-without-figure"),
        ("事故", "社会效益", "下降", "下降", None),
        ("事故", "社会效益", "下降", "下降5%", None),
        ("事故", "社会效益", "无", "无", None),
        # 期限
        ("完成时间", "时效指标", "2021年3月底前", "12月", "deadline-outside-year"),
        ("完成时间", "时效指标", "12月底前", "2021年3月", "deadline-outside-year"),
        ("完成时间", "时效指标", "2020年12月底前", "2020年11月", None),
        ("完成时间", "时效指标", "12月底前", "11月", None),
    ],
)
def test_targets_and_actuals(
    name: str, category: str, target: str, actual: str, code: str | None
) -> None:
    found = codes(row(name, target, actual, "40", "40", 二级指标=category))
    assert set(found) & CODES == ({code} if code else set())


@pytest.mark.parametrize(
    ("target", "actual", "weight", "score", "severity"),
    [
        ("≤1‰", "100%", "40", "40", Severity.ERROR),
        ("≤1%", "100%", "", "10", Severity.ERROR),  # 分值没有印，全给它也没有这么多
        ("≤1%", "100%", "40", "0.4", Severity.WARNING),
        ("≤60%", "100%", "40", "40", Severity.WARNING),
        ("≤1%", "100件", "40", "40", Severity.WARNING),
        ("≥99%", "100%", "40", "40", None),
        ("≤1%", "0.5%", "40", "40", None),
    ],
)
def test_a_rate_that_says_completed(
    target: str, actual: str, weight: str, score: str, severity: Severity | None
) -> None:
    found = codes(row("有效投诉率", target, actual, weight, score))
    assert found.get("not-comparable") == severity


@pytest.mark.parametrize(
    ("first", "second", "severity"),
    [
        ({}, {"二级指标": "质量指标"}, Severity.WARNING),
        ({}, {}, Severity.ERROR),
        ({"三级指标": "甲(10分)"}, {"三级指标": "甲"}, Severity.ERROR),
        ({}, {"年初目标值": "20个"}, Severity.WARNING),
        ({}, {"实际完成值": "9个"}, Severity.WARNING),
        ({}, {"得分": "19"}, Severity.WARNING),
        ({}, {"得分": "20分"}, Severity.ERROR),
        ({}, {"三级指标": "乙"}, None),
        ({"三级指标": ""}, {"三级指标": ""}, None),
    ],
)
def test_names_written_twice(
    first: dict[str, str], second: dict[str, str], severity: Severity | None
) -> None:
    rows = [row("甲", "10个", "10个", "20", "20") | each for each in (first, second)]
    between = row("丙", "10个", "10个", "20", "20")
    assert codes(rows[0], between, rows[1]).get("indicator-repeated") == severity


def test_a_name_over_two_rows_is_one_cell() -> None:
    """接着的两行同名而目标不同，是名称的格合并的。"""
    rows = [row("甲", target, "10个", "20", "20") for target in ("10个", "8个")]
    assert "indicator-repeated" not in codes(*rows)


@pytest.mark.parametrize(
    ("family", "category", "odd"),
    [
        ("产出指标(40分)", "数量指标 1", False),
        ("产出目标", "数量", False),
        ("效益指标", "生态环境效益指标", False),
        ("满意度指标", "读者", False),
        ("满意度指标", "服务对象满意度指标(14分)", False),
        ("项目决策", "立项依据", False),
        ("成本指标", "经济成本指标", False),
        ("", "数量指标", False),
        ("产出指标", "及时度指标", True),
        ("效益指标", "效果指标", True),
        ("满意指标", "企业满意度", True),
    ],
)
def test_names_of_the_levels(family: str, category: str, odd: bool) -> None:
    levels = {"一级指标": family, "二级指标": category}
    found = codes(row("甲", "10个", "10个", "40", "40", **levels))
    assert ("levels-nonstandard" in found) is odd


@pytest.mark.parametrize(
    ("families", "missing"),
    [
        (("产出指标", "效益指标"), False),
        (("产出指标", "满意度指标"), True),
        (("效益指标", "满意度指标"), True),
        (("项目决策", "项目管理"), False),  # 不这样分的表
    ],
)
def test_outputs_and_benefits(families: tuple[str, ...], missing: bool) -> None:
    levels = [{"一级指标": each, "二级指标": ""} for each in families]
    rows = [row(f"第{n}项", "10个", "10个", "40", "40", **each) for n, each in enumerate(levels)]
    assert ("benefit-missing" in codes(*rows)) is missing


@pytest.mark.parametrize(
    ("weights", "concentrated"),
    [(("50", "20", "10"), True), (("40", "20", "20"), False), (("60", "20"), False)],
)
def test_points_in_one_hand(weights: tuple[str, ...], concentrated: bool) -> None:
    rows = [row(f"第{each}项", "10个", "10个", each, each) for each in weights]
    assert ("points-concentrated" in codes(*rows)) is concentrated


@pytest.mark.parametrize(
    ("score", "severity"), [("10", Severity.ERROR), ("0", Severity.NOTE), ("", Severity.NOTE)]
)
def test_no_points(score: str, severity: Severity) -> None:
    found = codes(row("甲", "10个", "10个", "0", score), row("乙", "10个", "10个", "80", "80"))
    assert found["zero-points"] == severity
    assert "score-out-of-range" not in found


@pytest.mark.parametrize(
    ("text", "wordy"),
    [
        ("940(压缩后)", False),
        ("2,903.50", False),
        ("9000(压缩前)7200(压缩后)", True),
        ("2808.6(其中调剂10.6万元)", True),
        ("980万元", True),
    ],
)
def test_words_in_an_amount(text: str, wordy: bool) -> None:
    assert ("figure-with-words" in codes(row("甲", "10个", "10个"), 资金={"原文": text})) is wordy


@pytest.mark.parametrize(
    ("column", "text", "differs"),
    [
        ("完成率", "120%", False),
        ("完成率", "100%", False),
        ("得分系数", "1", False),
        ("完成率", "90%", True),
        ("完成率", "见附件", False),
        ("备注", "90%", False),
    ],
)
def test_a_column_of_rates(column: str, text: str, differs: bool) -> None:
    found = codes(row("甲", "10个", "12个", "80", "80", 其他={column: text}))
    assert ("coefficient-differs" in found) is differs


@pytest.mark.parametrize(
    ("name", "target", "actual", "words"),
    [
        ("任务完成率", "100%", "120%", "做的比计划多才会这样"),
        ("任务完成率", "120%", "100%", "这样的比率不会有"),
        ("服务满意度", "95%", "120%", "这样的比率不会有"),
        ("任务完成率", "100%", "-5%", "小于零，这样的比率不会有"),
    ],
)
def test_what_is_said_of_an_absurd_rate(name: str, target: str, actual: str, words: str) -> None:
    found = audit(assessed(project(goal(row(name, target, actual, "80", "80")))))
    (told,) = [each.message for each in found if each.code == "percent-absurd"]
    assert words in told


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        ("40", "按公式只得 40×1%÷100%≈0.4 分，却填了 40"),
        ("", "（分值没有印，就算指标的 80 分全归它）也只得 80×1%÷100%≈0.8 分，却填了 40"),
    ],
)
def test_what_a_rate_of_full_complaints_earns(weight: str, words: str) -> None:
    rows = row("有效投诉率", "≤1%", "100%", weight, "40"), row("乙", "10个", "8个", weight, "32")
    found = audit(assessed(project(goal(*rows))))
    (told,) = [each.message for each in found if each.code == "not-comparable"]
    assert words in told


@pytest.mark.parametrize(
    ("target", "actual", "reached"),
    [
        ("约120人", "118人", True),
        ("约120人", "114人", True),
        ("约120人", "113人", False),
        ("近500家", "490家", True),
        ("120人左右", "118人", True),
        ("≤约20天", "21天", True),
        ("120人", "118人", False),
    ],
)
def test_about_as_many_is_reached(target: str, actual: str, reached: bool) -> None:
    rows = row("参训人员", target, actual, "40", "40"), row("乙", "10个", "10个", "40", "40")
    found = assessed(project(goal(*rows), 偏差原因分析="合同尾款推迟支付，预算没有执行完。"))
    assert (found.results[0].status is Status.MET) is reached
    told = {each.code for each in audit(found)}
    assert ("deviation-incomplete" in told) is not reached
    assert ("indicator-score-mismatch" in told) is not reached


def test_what_does_not_apply_is_no_gap() -> None:
    empty = row("乙", "/", "不适用", "", "")
    found = codes(row("甲", "10个", "10个", "80", "80"), empty, 计分口径=CENTRAL)
    assert "not-applicable" in found
    assert not {"target-missing", "actual-missing", "score-shared"} & set(found)
    scored = codes(row("甲", "10个", "10个", "40", "40"), empty | {"得分": "40"})
    assert "not-applicable" not in scored
    assert "target-missing" in scored
