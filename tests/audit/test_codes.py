"""发现的轻重和说法；没有毛病的项目什么也不引出。"""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.audit import audit
from reportgen.audit.execution import execution_score_agrees
from reportgen.audit.scores import indicator_scores_agree
from reportgen.finding import Finding, Severity
from tests.assess.projects import CENTRAL, assessed, form, goal, project, row

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
GOOD = {"执行率": "100%", "执行得分": "20", "总分": "100"}
SECOND = row("乙", "≥90%", "95%", "40", "40", 一级指标="效益指标", 二级指标="社会效益指标")


def clean(first: Any = None, *, rating: Any = None, points: str = "80", **fields: Any) -> Any:
    """没有毛病的项目，只换一行或几格。"""
    first = first or row("甲", "10个", "10个", "40", "40")
    filled = {"自评": GOOD | (rating or {})} | fields
    return project(goal(first, SECOND, points=points), **filled)


def without_weights(*scores: str, points: str = "80") -> Any:
    return goal(
        *(row(f"第{n}项", "10个", "10个", "", score) for n, score in enumerate(scores)),
        points=points,
    )


NO_TOTAL = {"总分": ""}
QUALITY = row("甲", "良好", "良好", "40", "20")
CENTRAL_GOOD = {"执行率": "100%", "执行得分": "10", "总分": "100"}


def told(found: Any) -> list[Finding]:
    return list(audit(assessed(found)))


def test_a_clean_project_triggers_nothing() -> None:
    assert told(clean()) == []
    assert told(clean(采用="填报")) == []
    assert (
        told(clean(偏差原因分析="预算数100万元，执行数100万元，预算执行率为100%，甲完成10个。"))
        == []
    )


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (
            clean(rating={"执行率": "90%"}, 资金={"预算数": "200"}),
            "执行率填 90%，按执行数 100 ÷ 预算数 200 应为 50%",
        ),
        (
            clean(rating={"执行得分": "19", **NO_TOTAL}),
            "执行得分填 19，按 20×100%（执行数 100 ÷ 预算数 100）应为 20",
        ),
        (
            clean(row("甲", "12期", "10期", "40", "40")),
            "“甲”得分填 40，目标 12期、实际 10期、分值 40，按公式应为 33.33",
        ),
        (
            clean(rating={"总分": "99"}),
            "总分填 99，按执行得分 20 + 绩效目标得分 80 应为 100",
        ),
        (
            clean(row("甲", "10个", "10个", "30", "30", 二级指标="质量指标(40分)")),
            "“产出指标/质量指标”印的分值 40，下面各项分值为 30",
        ),
        (
            clean(row("甲", "10个", "10个", "60", "60"), points="100", rating=NO_TOTAL),
            "绩效目标得分已按 80÷100 折算",
        ),
        (
            project(without_weights("30", "40")),
            "得分合计 70，比分值 80 少 10 分",
        ),
        (clean(资金={"执行数": "110"}), "执行数 110 超出预算数 100 共10万元，执行率 110%"),
        (
            project(
                without_weights("45", "44", points="10"), 自评={"执行得分": "20", "总分": "99"}
            ),
            "总分填 99，表上执行得分和各项得分相加为 109",
        ),
    ],
)
def test_messages_show_the_arithmetic(found: Any, message: str) -> None:
    assert [finding for finding in told(found) if message in finding.message]


# ── 取整能解释的是提醒，其余超过 0.01 的是错误 ────────────────────────────────


@pytest.mark.parametrize(
    ("budget", "executed", "rate", "score", "severity"),
    [
        ("4512", "3034", "67.24%", "13.45", None),
        ("4512", "3034", "67.24%", "13.44", WARNING),  # 去掉尾数
        ("4512", "3034", "67.24%", "13.4", WARNING),
        ("4512", "3034", "67.24%", "13", WARNING),  # 取整
        ("4512", "3034", "67.24%", "13.46", WARNING),  # 差 0.01
        ("4512", "3034", "67.24%", "13.47", ERROR),
        ("4512", "3034", "67.24%", "14", ERROR),
        ("1000", "334", "33%", "6.6", WARNING),  # 按取整的执行率算的
        ("1000", "334", "40%", "8", ERROR),  # 执行率本身错了
        ("480", "374.42", "78%", "17", ERROR),
        ("100", "120", "120%", "24", ERROR),
        ("100", "120", "120%", "20", None),
    ],
)
def test_severity_of_the_execution_score(
    budget: str, executed: str, rate: str, score: str, severity: Severity | None
) -> None:
    found = project(
        资金={"预算数": budget, "执行数": executed}, 自评={"执行率": rate, "执行得分": score}
    )
    severities = [finding.severity for finding in execution_score_agrees.find(assessed(found))]
    assert severities == ([] if severity is None else [severity])


@pytest.mark.parametrize(
    ("rate", "severity"),
    [
        ("67.24%", None),
        ("67.2%", None),
        ("67%", None),
        ("0.67", None),
        ("67.24", None),
        ("67.2429%", None),
        ("67.23%", ERROR),
        ("68%", ERROR),
        ("", None),
        ("/", None),
    ],
)
def test_severity_of_the_rate(rate: str, severity: Severity | None) -> None:
    found = project(资金={"预算数": "4512", "执行数": "3034"}, 自评={"执行率": rate})
    severities = [finding.severity for finding in told(found) if finding.code == "rate-mismatch"]
    assert severities == ([] if severity is None else [severity])


def test_a_cut_rate_is_a_warning() -> None:
    found = project(资金={"预算数": "7200", "执行数": "7270"}, 自评={"执行率": "100%"})
    (finding,) = [each for each in told(found) if each.code == "rate-mismatch"]
    assert (finding.severity, finding.expected) == (WARNING, "100.97%")
    assert "去掉尾数" in finding.message


@pytest.mark.parametrize(
    ("stated", "severity"),
    [("33.33", None), ("33.3", WARNING), ("33", WARNING), ("33.34", WARNING), ("33.4", ERROR)],
)
def test_severity_of_an_indicator_score(stated: str, severity: Severity | None) -> None:
    made = clean(row("甲", "12期", "10期", "40", stated), rating=NO_TOTAL)
    findings = list(indicator_scores_agree.find(assessed(made)))
    assert [finding.severity for finding in findings] == ([] if severity is None else [severity])


def test_an_inferred_weight_only_warns() -> None:
    rows = row("甲", "10个", "10个", "", "70"), row("乙", "15次", "10次", "", "7")
    (finding,) = [
        each
        for each in told(project(goal(*rows), 自评=GOOD | {"总分": "97"}))
        if each.code == "indicator-score-mismatch"
    ]
    assert (finding.severity, finding.expected) == (WARNING, "6.67")
    assert "分值是推得的" in finding.message


def test_total_that_adds_up_from_rounded_parts_only_warns() -> None:
    found = clean(
        资金={"预算数": "4512", "执行数": "3034"},
        rating={"执行率": "67.24%", "执行得分": "13.44", "总分": "93.44"},
        偏差原因分析="设备采购推迟到次年，预算没有执行完。",
    )
    (finding,) = told(found)
    assert (finding.code, finding.severity) == ("execution-score-mismatch", WARNING)
    assert finding.consequences == ("总分 93.44 应为 93.45",)


def test_families_over_and_under_the_standard() -> None:
    rows = [
        row("甲", "10个", "10个", "60", "60"),
        row("乙", "10个", "10个", "20", "20", 一级指标="效益指标", 二级指标="社会效益指标"),
        row("丙", "10个", "10个", "10", "10", 一级指标="满意度指标"),
    ]
    found = project(goal(*rows, points="90"), 自评=CENTRAL_GOOD, 计分口径=CENTRAL)
    told_ = [each for each in told(found) if each.code != "points-concentrated"]
    assert [(each.code, each.stated, each.expected) for each in told_] == [
        ("family-points-differ", "60", "50"),
        ("family-points-differ", "20", "30"),
    ]


def test_a_reason_excuses_lost_points() -> None:
    found = clean(QUALITY | {"偏差原因": "材料送审晚了，验收推迟到次年一月"}, rating={"总分": "80"})
    assert told(found) == []
    rows = without_weights("30", "40")
    rows["指标"][0]["偏差原因"] = "汛期道路中断，少做了一次"
    rows["指标"][1] |= {"一级指标": "效益指标", "二级指标": "社会效益指标"}
    assert told(project(rows, 自评=GOOD | {"总分": "90"})) == []


@pytest.mark.parametrize(
    ("target", "actual", "code"),
    [
        ("<5%", "5%", "strict-threshold"),
        ("<5%", "4%", None),
        (">90%", "91%", None),
        (">90%", "89%", None),
        ("≥90%", "90%", None),
        ("0起", "0起", None),
        ("=8个", "8个", None),
        ("=8个", "6个", None),
        ("=8个", "9个", "target-exceeded"),
        ("200", "200余人", None),
        ("良好", "良好", None),
    ],
)
def test_thresholds(target: str, actual: str, code: str | None) -> None:
    """“>90%”恰好 90%、“=8个”完成9个要提醒；其余不说。"""
    codes = {finding.code for finding in told(clean(row("甲", target, actual, "40", "")))}
    assert (codes & {"strict-threshold", "threshold-copied", "target-exceeded"}) == (
        {code} if code else set()
    )


def test_origins_name_the_cell() -> None:
    """真数据里的发现都有出处。"""
    findings = told(form("党政办公室"))
    assert len(findings) > 1
    assert all(finding.origins for finding in findings)


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"分值": "-40"}, "甲/分值"),
        ({"分值": "四十"}, "甲/分值"),
        ({"得分": "满分"}, "甲/得分"),
        ({"分值": "40分", "得分": "(40)"}, None),
        ({"分值": "/"}, None),
    ],
)
def test_cells_that_are_no_figures(cells: dict[str, str], field: str | None) -> None:
    findings = told(clean(row("甲", "10个", "10个", "40", "40") | cells))
    fields = [finding.field for finding in findings if finding.code == "figure-unreadable"]
    assert fields == ([field] if field else [])
