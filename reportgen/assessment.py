"""自评结果：项目和由它得出的一切，供核查和成文使用；怎样得出见 ``assess``。"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from reportgen.model import Goal, Indicator, Profile, Project
from reportgen.notation import Reading


class Status(StrEnum):
    """完成情况：完成、未完成；目标或实际值看不出来的为无法判断。"""

    MET = "完成"
    UNMET = "未完成"
    UNCLEAR = "无法判断"


class Basis(StrEnum):
    """依据：这个数是填报的、由得分推得的、按公式测算的，还是没有。"""

    STATED = "填报"
    INFERRED = "推得"
    COMPUTED = "测算"
    NONE = ""


class Parts(StrEnum):
    """资金的分项（年初预算、上年结转、追加）合计是哪个数：都不是的为空。"""

    BUDGET = "预算数"
    APPROVED = "批复数"
    BEFORE_CUT = "压减前"
    NONE = ""


class IndicatorResult(NamedTuple):
    """指标测算：一个指标的目标、实际、分值和得分。

    ``ratio`` 是完成度（1 为达到目标，未取整），``attained`` 是达成率（同完成度，但多做的照实，
    不封顶），``deviation`` 是实际比目标多多少（用目标的单位，负数是少），``computed`` 是按公式
    的得分（未取整，规则留有选择的为 ``None``），``score`` 是文件里印的得分（已取整）。
    ``likely_weight`` 是没有印、也推不定的分值多半是几分，只供核查提醒。
    """

    indicator: Indicator
    family: str
    category: str
    label: str
    target: Reading
    actual: Reading
    weight: Decimal | None
    weight_basis: Basis
    ratio: Decimal | None
    deviation: Decimal | None
    attained: Decimal | None
    status: Status
    computed: Decimal | None
    stated: Decimal | None
    score: Decimal | None
    score_basis: Basis
    likely_weight: Decimal | None = None


class FamilyResult(NamedTuple):
    """一级指标汇总：``weight`` 有一项不知道即为 ``None``，``score`` 同。"""

    name: str
    results: tuple[IndicatorResult, ...]
    weight: Decimal | None
    score: Decimal | None


class GoalResult(NamedTuple):
    """目标汇总：``points`` 是这个目标的满分，``score`` 是各项印出得分之和。"""

    goal: Goal
    results: tuple[IndicatorResult, ...]
    points: Decimal | None
    score: Decimal | None


class Assessment(NamedTuple):
    """自评结果。

    ``computed_*`` 是规则得出的数，没有前缀的是文件里印的数；两者只在 ``采用: 填报`` 时不同。
    执行率 1 为 100%，未取整、不封顶；各项得分已取整。``indicator_full`` 是表内指标的满分，
    超过口径的指标分值时，``indicator_score`` 已按口径折算（``scaled``）。
    不能确定的一律为 ``None``。
    """

    project: Project
    profile: Profile
    parts: Parts
    computed_rate: Decimal | None
    rate: Decimal | None
    computed_execution_score: Decimal | None
    execution_score: Decimal | None
    goals: tuple[GoalResult, ...]
    families: tuple[FamilyResult, ...]
    indicator_full: Decimal | None
    indicator_sum: Decimal | None
    computed_indicator_score: Decimal | None
    indicator_score: Decimal | None
    scaled: bool
    computed_total: Decimal | None
    total: Decimal | None
    total_basis: Basis
    grade: str

    @property
    def results(self) -> tuple[IndicatorResult, ...]:
        """全部指标，按表的次序。"""
        return tuple(result for goal in self.goals for result in goal.results)

    def with_status(self, status: Status) -> tuple[IndicatorResult, ...]:
        """某种完成情况的指标，按表的次序。"""
        return tuple(result for result in self.results if result.status is status)
