"""写错的一格：分值、得分、完成值，改了哪一格别的数就都合得上；说不准的不说。"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reportgen.audit import audit
from reportgen.audit.slips import DIGIT_WAYS, EXACT_WAYS, sole_slip
from reportgen.finding import Finding
from tests.assess.projects import assessed, goal, project, row

OTHER = row("乙", "≥90%", "95%", "40", "40")


def told(total: str, *rows: Any, **fields: Any) -> list[Finding]:
    rating = {"执行率": "100%", "执行得分": "20", "总分": total}
    return list(audit(assessed(project(goal(*rows), 自评=rating, **fields))))


def only(code: str, findings: list[Finding]) -> Finding:
    (found,) = [each for each in findings if each.code == code]
    return found


@pytest.mark.parametrize(
    ("target", "actual", "score", "field", "right"),
    [
        ("120家", "102家", "40", "实际完成值", "120家"),  # 满分，颠倒了
        ("150家", "102家", "32", "实际完成值", "120家"),
        ("102家", "102家", "34", "年初目标值", "120家"),
        ("1000人", "80人", "32", "实际完成值", "800人"),
        ("1000人", "812人", "32.88", "实际完成值", "822人"),
        ("≤120天", "201天", "40", "得分", "23.88"),  # 102 天就做到了，可不是目标
        ("120家", "118家", "40", "得分", "39.33"),  # 181 家也得满分，可不是目标
        ("120家", "110家", "40", "得分", "36.67"),  # 满分，改一位的多的是
        ("1000人", "900人", "38", "得分", "36"),
        ("1000人", "900人", "32", "得分", "36"),  # 整分，改一位凑巧合得上
        ("100家", "90家", "40", "得分", "36"),  # 目标不会是 010
        ("约120家", "102家", "40", "得分", "34"),  # 约数
    ],
)
def test_a_value_that_explains_the_score(
    target: str, actual: str, score: str, field: str, right: str
) -> None:
    total = str(Decimal("60") + Decimal(score))
    found = told(total, row("甲", target, actual, "40", score), OTHER)
    finding = only("indicator-score-mismatch", found)
    assert (finding.field, finding.expected) == (f"甲/{field}", right)
    assert (f"{field}疑为 {right} 误写" in finding.message) is (field != "得分")
    assert "total-mismatch" not in {each.code for each in found}


def test_what_follows_from_a_wrong_value_is_told_under_it() -> None:
    rows = row("工程巡查", "120家", "102家", "40", "40"), OTHER
    reason = "合同尾款推迟到下一年度支付，预算没有执行完。"
    found = told("100", *rows, 偏差原因分析=reason)
    value = only("indicator-score-mismatch", found)
    assert "deviation-incomplete" not in {each.code for each in found}
    assert [each[:12] for each in value.consequences] == [
        "照填报的实际完成值，“偏",
        "照填报的实际完成值，总分",
    ]


def test_the_score_is_the_slip_where_the_total_was_added_with_the_right_one() -> None:
    """总分是用 3.2 加的：错的是得分。"""
    found = told("63.2", row("甲", "1000人", "80人", "40", "32"), OTHER)
    score = only("indicator-score-mismatch", found)
    assert (score.field, score.expected) == ("甲/得分", "3.2")
    assert "小数点错位" in score.message


@pytest.mark.parametrize(
    ("values", "score", "total", "right", "words"),
    [
        (("达标", "达标"), "93", "99", "39", "填报的总分"),  # 99 − 20 − 40
        (("达标", "达标"), "93", "153", "40", ""),
        (("10个", "10个"), "45", "105", "40", "按公式应为 40"),
        (("10个", "8个"), "45", "105", "32", "按公式应为 32"),
        (("10个", "8个"), "45", "99", "32", "按公式应为 32"),  # 39 不合公式
    ],
)
def test_a_score_above_its_points(
    values: tuple[str, str], score: str, total: str, right: str, words: str
) -> None:
    found = told(total, row("甲", *values, "40", score), OTHER)
    over = only("score-out-of-range", found)
    assert over.expected == right
    assert words in over.message
    if words == "填报的总分":
        assert "填报的总分减去别的各项是 39" in over.message
        assert "total-mismatch" not in {each.code for each in found}


@pytest.mark.parametrize(
    ("values", "score"),
    [
        (("10个", "8个"), "12"),
        (("良好", "部分达成"), "11"),
        (("10个", "8个"), "15"),  # 照 15 分，得分也不对
        (("10个", "10个"), "15"),
        (("2020年6月底前", "2020年9月"), "0"),
    ],
)
def test_a_wrong_weight_is_told_once(values: tuple[str, str], score: str) -> None:
    levels = {"一级指标": "产出指标(80分)"}
    rows = [row(name, "10个", "10个", "15", "15", **levels) for name in ("甲", "乙", "丙")]
    rows += [row("戊", "10个", "10个", "20", "20", **levels)]
    wrong = row("培训场次", *values, "25", score, **levels)
    total = str(85 + int(score))
    found = told(total, *rows, wrong, 偏差原因分析="培训场次没有完成，有两期没有办成，下半年补办。")
    errors = [each for each in found if each.severity == "error"]
    assert [(each.code, each.field, each.expected) for each in errors] == [
        ("points-not-profile", "培训场次/分值", "15")
    ]
    assert any("与下面各项合计 90 不等" in each for each in errors[0].consequences)
    assert not {"points-not-sum", "total-mismatch"} & {each.code for each in found}
    assert ("按公式应为 12）" in errors[0].message) is (values == ("10个", "8个") and score == "15")


def test_weights_wrong_in_some_row_are_told_once() -> None:
    """说不出哪一行的：目标的合计、总分都收在一处。"""
    rows = [row(name, "10个", "10个", "30", "30") for name in ("甲", "乙", "丙")]
    found = told("110", *rows)
    whole = only("points-not-profile", found)
    assert whole.field == "年度绩效目标/分值"
    assert not {"points-not-sum", "total-mismatch"} & {each.code for each in found}
    assert len(whole.consequences) == 2


def test_one_slip_only() -> None:
    assert sole_slip(Decimal(102), lambda value: value == 120) == (Decimal(120), "数字颠倒")
    assert sole_slip(Decimal(102), lambda value: value > 102) is None
    assert sole_slip(Decimal(80), lambda value: value == 800) == (Decimal(800), "小数点错位")
    replaced = sole_slip(Decimal(812), lambda value: value == 822, EXACT_WAYS)
    assert replaced is None
    assert sole_slip(Decimal(812), lambda value: value == 822, DIGIT_WAYS) is not None
