"""逐行读：一行指标上写的字，读成目标、实际、完成度、分值和得分。"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from reportgen.assess.fulfilment import Fulfilment, deviation, fulfilment
from reportgen.assess.weights import Label
from reportgen.assessment import Status
from reportgen.model import Indicator
from reportgen.notation import (
    Reading,
    read_actual,
    read_points,
    read_target,
    same_words,
    split_points,
)

COST = "成本指标"
OUTPUT = "产出指标"
# 一级指标没有填时按二级指标归入；“产出目标”“满意指标”等写法归到标准名称。
FAMILY_WORDS = (
    (OUTPUT, ("产出", "数量", "质量", "时效", "及时")),
    ("效益指标", ("效益", "效果", "影响")),
    ("满意度指标", ("满意",)),
    (COST, ("成本",)),
)


class Line(NamedTuple):
    """读出的一行：``weight`` 是印出的分值，``full_marks`` 是按规则必得满分。"""

    label: str
    family: Label
    category: Label
    target: Reading
    actual: Reading
    degree: Fulfilment
    deviation: Decimal | None
    weight: Decimal | None
    stated: Decimal | None
    full_marks: bool


def read_line(indicator: Indicator, year: int) -> Line:
    """读一行；同样的字只读一次。"""
    return _read(
        indicator.family,
        indicator.category,
        indicator.name,
        indicator.label,
        indicator.target,
        indicator.actual,
        indicator.weight,
        indicator.score,
        year,
    )


@lru_cache(4096)
def _read(
    family: str,
    category: str,
    name: str,
    label: str,
    target_text: str,
    actual_text: str,
    weight_text: str,
    score_text: str,
    year: int,
) -> Line:
    target = read_target(target_text, label, category)
    actual = read_actual(actual_text, target)
    degree = fulfilment(target, actual, year)
    weight = read_points(weight_text)
    if weight is None:
        weight = split_points(name)[1]
    if weight is not None and weight < 0:
        weight = None
    certain = degree.ratio is not None or same_words(target, actual)
    return Line(
        split_points(label)[0],
        Label(*split_points(family)),
        Label(*split_points(category)),
        target,
        actual,
        degree,
        deviation(target, actual),
        weight,
        read_points(score_text),
        degree.status is Status.MET and certain,
    )


@lru_cache(1024)
def family_of(family: str, category: str, with_cost: bool) -> str:
    """一级指标的标准名称；没有填的按二级指标归入，认不出的照填报。

    成本是一级指标还是产出指标的一种，看口径有没有成本指标的分值（``with_cost``）。
    """
    family = family.strip()
    if family.endswith("指标") and not family.startswith("满意"):
        return family
    for word in (family, category):
        for name, marks in FAMILY_WORDS:
            if word and any(mark in word for mark in marks):
                return OUTPUT if name == COST and not with_cost else name
    return family or "绩效指标"
