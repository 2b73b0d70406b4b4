"""二十四张真表：执行率、得分、总分和完成情况，照原表用手算的。

算法：执行率 = 执行数 ÷ 预算数；执行得分 = 20 × 执行率，不超过 20，四舍五入到两位；
绩效目标得分是各项印出的得分之和（没有印分值的，填报的得分站得住）；总分是两者之和。
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from reportgen.assessment import Basis, Status

from .projects import ROOT, assessed, form

# 表、执行数/预算数、执行得分、绩效目标得分、总分、完成/未完成/无法判断
FORMS = [
    # 房租：及时/及时
    ("1号楼房租", "2903.5/2903.5", "20", "80", "100", (1, 0, 0)),
    # 20×0.889686=17.7937；表上按 89% 得 17.8
    ("光谷展示中心", "1259.28/1415.42", "17.79", "80", "97.79", (8, 0, 0)),
    # 表上 79.1% 是错的；“加强/加强”填 4 分，没有印分值，照填报
    ("党政办公室", "1918.63/2625.65", "14.61", "74", "88.61", (8, 0, 0)),
    ("全程帮办代办服务外包", "180.84/180", "20", "80", "100", (9, 0, 0)),
    # 28/30 家，7.47 正是 8×28/30
    ("发改局工作经费", "1933.2203/2808.6", "13.77", "79.47", "93.24", (9, 1, 0)),
    # “>90%”做到 90%：算完成
    ("咨询评估服务经费", "944.63/940", "20", "80", "100", (3, 0, 0)),
    # “下降/无”看不出，印着 15 分、得 15 分，按得分是完成
    ("安全生产", "577.13/700", "16.49", "80", "96.49", (6, 0, 0)),
    # 100 分制：90×80/100；审计培训 0 次
    ("审计局", "374.42/480", "15.60", "72", "87.60", (9, 1, 0)),
    # 3.33+3+3+2.63+2.4+3+3+3+3+3.6+4+4=37.96，加 30、加 10；10/12 期、7/8 场、40/50 场、90%
    ("宣传经费", "1628.06/1740", "18.71", "77.96", "96.67", (12, 4, 0)),
    # 12×21.6/25.77=10.058；12+10.06+10+6×6+10
    ("投资促进局", "529.75/1500", "7.06", "78.06", "85.12", (9, 1, 0)),
    # 分值印 10、得分合计 89：满分无从确定，总分照填报；89%、办件量下降未完成；投诉率 100% 不可比
    ("政务和大数据局整体", "7270/7200", "20", None, "99", (6, 2, 1)),
    # 投诉率 ≤1‰ 填 100%：不可比
    ("政务服务运营", "232.19/215.5", "20", "80", "100", (5, 0, 1)),
    # 100 分制，全部完成
    ("政治巡察", "141.4/157.6", "17.94", "80", "97.94", (5, 0, 0)),
    # 总分栏只写了 80，漏加执行得分
    ("武汉广播电视台战略合作", "330/330", "20", "80", "100", (7, 0, 0)),
    # “>100%”做到 100%：算完成
    ("水土保持方案审批技术服务", "148.75/145", "20", "80", "100", (3, 0, 0)),
    ("海外社交媒体平台", "70/70", "20", "80", "100", (7, 0, 0)),
    # 4×4+10×2+30+10；表上总分 96 少加了
    ("科技创新局日常专项", "804.86/980", "16.43", "76", "92.43", (11, 0, 0)),
    # 13.4486 进为 13.45；最后一项没填得分，余数 10
    ("组织部", "3034/4512", "13.45", "80", "93.45", (13, 0, 0)),
    ("网上光谷电视台", "600/600", "20", "80", "100", (7, 0, 0)),
    # 10/15 次填 7 分，没有印分值，照填报
    ("自贸改革创新局", "175.41/280", "12.53", "77", "89.53", (7, 1, 0)),
    # 办件量没有目标值；19.98966 进为 19.99
    ("街道分中心建设", "115.94/116", "19.99", "80", "99.99", (1, 0, 1)),
    ("财政局预算绩效管理经费", "368.5/650", "11.34", "80", "91.34", (29, 0, 0)),
    # 19+10+10+9+9+10+10；89%、办件量、档案未完成，“常态服务/627人次”不可比
    ("购买人员服务", "2744.8/2700", "20", "77", "97", (3, 3, 1)),
    # 末行空的不算；各项合计 79
    ("金融局部门工作经费", "238.396/250", "19.07", "79", "98.07", (16, 0, 0)),
]


def test_all_the_forms_are_here() -> None:
    stems = {path.stem for path in (ROOT / "data" / "2020").glob("*.yaml")}
    assert len(FORMS) == 24
    assert {stem for stem, *_ in FORMS} == stems


@pytest.mark.parametrize(("stem", "rate", "execution", "indicators", "total", "counts"), FORMS)
def test_form(
    stem: str,
    rate: str,
    execution: str,
    indicators: str | None,
    total: str,
    counts: tuple[int, int, int],
) -> None:
    found = assessed(form(stem))
    executed, budget = (Decimal(part) for part in rate.split("/"))
    funds = found.project.funds
    assert found.computed_rate is not None
    assert Fraction(str(funds.executed)) / Fraction(str(funds.budget)) == Fraction(
        executed
    ) / Fraction(budget)
    assert found.computed_rate == executed / budget
    assert found.execution_score == found.computed_execution_score == Decimal(execution)
    assert found.indicator_score == (None if indicators is None else Decimal(indicators))
    assert found.total == Decimal(total)
    assert found.total_basis is (Basis.STATED if indicators is None else Basis.COMPUTED)
    assert tuple(len(found.with_status(status)) for status in Status) == counts
    assert found.grade == ""


def test_printed_scores_of_the_publicity_form() -> None:
    """分值印在表上的：得分按公式，2.625 进为 2.63，填的 3.33、2.4、3.6 都对。"""
    scores = [result.score for result in assessed(form("宣传经费")).results]
    assert scores == [
        *map(Decimal, ("3.33", "3", "3", "2.63", "2.4", "3", "3", "3", "3", "3.6", "4", "4")),
        *map(Decimal, ("10", "10", "10", "10")),
    ]


@pytest.mark.parametrize(
    ("stem", "name", "weight", "basis"),
    [
        ("投资促进局", "实际利用外资", "12", Basis.STATED),  # 写在名称后面
        ("宣传经费", "宣传培训次数", "3", Basis.STATED),  # 分值栏
        ("财政局预算绩效管理经费", "培训好评度", "7", Basis.INFERRED),  # 二级指标印 14 分
        ("科技创新局日常专项", "企业满意度", "5", Basis.INFERRED),  # 一级指标印 10 分
        ("科技创新局日常专项", "认定瞪羚企业数量", None, Basis.NONE),  # 印 40 分，得分只有 36
        ("组织部", "对组织部的满意度", "10", Basis.INFERRED),  # 余数
        ("自贸改革创新局", "论坛、培训活动开展次数", "10", Basis.INFERRED),
        ("党政办公室", "车辆购置数", None, Basis.NONE),
        ("政治巡察", "巡察组人数", "20", Basis.INFERRED),
    ],
)
def test_where_the_weight_comes_from(
    stem: str, name: str, weight: str | None, basis: Basis
) -> None:
    (found,) = [result for result in assessed(form(stem)).results if result.label == name]
    assert found.weight == (None if weight is None else Decimal(weight))
    assert found.weight_basis is basis


def test_hundred_points_are_scaled_to_eighty() -> None:
    found = assessed(form("审计局"))
    assert (found.indicator_full, found.indicator_sum) == (Decimal(100), Decimal(90))
    assert found.scaled
