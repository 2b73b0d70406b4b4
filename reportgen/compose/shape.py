"""构成：模板用名里哪些是记录、哪些是列表，各有哪些名称，供读模板时查名。

名称不另写一遍：造一份各个列表都不空的自评结果，由 ``template_names`` 给出全部名称，
再看它们的构成；用名里新添的，这里自然就有。
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from decimal import Decimal
from functools import cache, cached_property, reduce
from typing import Any, TypeAlias

from reportgen.assessment import (
    Assessment,
    Basis,
    FamilyResult,
    GoalResult,
    IndicatorResult,
    Parts,
    Status,
)
from reportgen.compose.names import template_names
from reportgen.model import Funds, Goal, Indicator, Profile, Project, Source
from reportgen.notation import Kind, Reading

# 记录是名称和各自的构成；列表只有一项，是各项并起来的构成；None 是别的值，或不知道
Shape: TypeAlias = "dict[str, Shape] | list[Shape] | None"


class Known:
    """已知：一处模板能用的名称和构成，能用的评语（``None`` 是不知道）。"""

    def __init__(
        self,
        names: dict[str, Shape],
        remarks: Collection[str] | None = (),
        described: str = "",
    ) -> None:
        self.names = names
        self.remarks = remarks
        self._described = described or repr(names)

    @cached_property
    def digest(self) -> str:
        """摘要：名称、构成或评语变了，它就变。"""
        return hashlib.sha256(self._described.encode()).hexdigest()

    def with_names(self, **more: Shape) -> Known:
        """再加几个名称；同名的用加的。"""
        return Known({**self.names, **more}, self.remarks, f"{self.digest}{more}")

    def with_remarks(self, remarks: Iterable[str] | None) -> Known:
        """换成这些评语。"""
        found = None if remarks is None else tuple(remarks)
        return Known(self.names, found, f"{self.digest}{found}")


def shape_of(value: Any) -> Shape:
    """一个值的构成。"""
    if isinstance(value, dict):
        return {name: shape_of(item) for name, item in value.items()}
    if isinstance(value, list):
        return [merged(map(shape_of, value))] if value else []
    return None


def merged(shapes: Iterable[Shape]) -> Shape:
    """并起来的构成：几条记录的名称都算有；说不到一起的算不知道。"""
    return reduce(_merge, shapes)


def item_of(shape: Shape) -> Shape:
    """列表里一项的构成。"""
    return shape[0] if isinstance(shape, list) and shape else None


@cache
def example_names() -> dict[str, Any]:
    """一份造出来的自评结果的用名：全部名称都在，各个列表都不空。"""
    return template_names(_example())


@cache
def known_names() -> Known:
    """每个项目都有的用名。"""
    return Known({name: shape_of(value) for name, value in example_names().items()})


def _merge(one: Shape, other: Shape) -> Shape:
    if one == other:
        return one
    if isinstance(one, dict) and isinstance(other, dict):
        both = {name: _merge(one[name], other[name]) for name in one if name in other}
        return {**one, **other, **both}
    if isinstance(one, list) and isinstance(other, list):
        items = [*one, *other]
        return [merged(items)] if items else []
    return None


def _example() -> Assessment:
    """造的自评结果：有资金来源，三种完成情况的指标各一个，各分项合计等于总分。"""
    zero = Decimal(0)
    source = Source.of_read({}, {"名称": ""})
    project = Project.of_read(
        {},
        {
            "年度": 2020,
            "资金": Funds.of_read({}, {"来源": (source,), "年初预算": Decimal(1)}),
            **dict.fromkeys(("项目类别", "项目属性", "项目类型"), ("",)),
        },
    )
    profile = Profile.of_read(
        {}, {"名称": "", "执行分值": zero, "指标分值": zero, "档次": (zero, zero)}
    )
    indicator = Indicator.unfilled()
    results = tuple(_result(indicator, status) for status in Status)
    return Assessment(
        project=project,
        profile=profile,
        parts=Parts.NONE,
        computed_rate=None,
        rate=None,
        computed_execution_score=None,
        execution_score=zero,
        goals=(GoalResult(Goal.unfilled(), results, None, None),),
        families=(FamilyResult("", results, None, None),),
        indicator_full=None,
        indicator_sum=None,
        computed_indicator_score=None,
        indicator_score=zero,
        scaled=False,
        computed_total=None,
        total=zero,
        total_basis=Basis.STATED,
        grade="",
    )


def _result(indicator: Indicator, status: Status) -> IndicatorResult:
    nothing = Reading("", Kind.EMPTY)
    return IndicatorResult(
        indicator=indicator,
        family="",
        category="数量指标",  # 写了二级指标的，才有二级指标的列表
        label="",
        target=nothing,
        actual=nothing,
        weight=None,
        weight_basis=Basis.NONE,
        ratio=None,
        attained=Decimal(0),  # 定量的
        deviation=None,
        status=status,
        computed=None,
        stated=None,
        score=None,
        score_basis=Basis.NONE,
    )
