"""分值：表上没有印出每个指标的分值时，只在数字自己说清楚的地方推定。"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from reportgen.assessment import Basis

ZERO, ONE = Decimal(0), Decimal(1)
# 没有印出的分值，人们多半定成这些数的倍数
STEPS = (Decimal(10), Decimal(5), Decimal(2))
ENOUGH = 3  # 这么多项都给了同样的满分，才当作各项都是这个分值


class Label(NamedTuple):
    """一格名称和写在里面的分值：“质量指标 (12分)”。"""

    name: str
    points: Decimal | None


@dataclass(slots=True)
class Row:
    """推定用的一行：印出的分值、填报的得分、是否按规则必得满分、所属一级和二级指标。"""

    weight: Decimal | None
    stated: Decimal | None
    full_marks: bool
    family: Label
    category: Label
    basis: Basis = field(init=False)

    def __post_init__(self) -> None:
        self.basis = Basis.NONE if self.weight is None else Basis.STATED

    def settle(self, weight: Decimal) -> None:
        """定下推得的分值。"""
        self.weight = weight
        self.basis = Basis.INFERRED

    @property
    def surely_full(self) -> bool:
        """填报的得分就是分值：按规则必得满分，又填了得分。"""
        return self.full_marks and bool(self.stated)

    @property
    def merged(self) -> bool:
        """与上一行合用一个得分格：推得自己没有分值，也没有填得分。"""
        return self.basis is Basis.INFERRED and self.weight == ZERO and self.stated is None


def infer_weights(rows: list[Row], points: Decimal | None) -> None:
    """推定分值：从最小的组（印有分值的二级指标）到一级指标，再到整个目标。

    只用四条：组内得分合计恰等于组的分值（得分不超过分值，故逐项相等）；组内只剩一项；
    其余各项必得满分，余数只归一项；分值已经分完，没有得分的几项与上一行合用一格。
    推不出或互相矛盾的，留空。
    """
    for members, total in _groups(rows):
        _settle(members, total)
    if points is not None:
        _settle(rows, points)


def _groups(rows: Iterable[Row]) -> list[tuple[list[Row], Decimal]]:
    """名称里印有分值的组，二级在前；同一名称印了两个不同分值的不用。"""
    categories: dict[tuple[str, str], list[Row]] = {}
    families: dict[str, list[Row]] = {}
    for row in rows:
        categories.setdefault((row.family.name, row.category.name), []).append(row)
        families.setdefault(row.family.name, []).append(row)
    printed = [
        (members, {row.category.points for row in members}) for members in categories.values()
    ]
    printed += [(members, {row.family.points for row in members}) for members in families.values()]
    groups = []
    for members, points in printed:
        totals = points - {None}
        if len(totals) == 1:
            groups += [(members, total) for total in totals if total is not None]
    return groups


def _settle(rows: list[Row], total: Decimal) -> None:
    unknown = [row for row in rows if row.weight is None]
    if not unknown:
        return
    left = total - sum(row.weight for row in rows if row.weight is not None)
    if left == ZERO and all(row.stated is None for row in unknown) and rows[0].weight:
        for row in unknown:
            row.settle(ZERO)
        return
    if _scores_fill(unknown, left):
        for row in unknown:
            row.settle(row.stated or ZERO)
        return
    certain = [row for row in unknown if row.surely_full]
    rest = [row for row in unknown if not row.surely_full]
    if len(rest) != 1:
        return
    remainder = left - sum(row.stated or ZERO for row in certain)
    if remainder <= 0 or (rest[0].stated is not None and rest[0].stated > remainder):
        return
    for row in certain:
        row.settle(row.stated or ZERO)
    rest[0].settle(remainder)


def _scores_fill(rows: list[Row], total: Decimal) -> bool:
    scores = [row.stated for row in rows]
    return (
        all(score is not None and score > 0 for score in scores)
        and sum(score for score in scores if score is not None) == total
    )


def likely_weights(rows: list[Row], points: Decimal | None) -> list[Decimal | None]:
    """多半的分值：推不定的行，按整齐的分值看多半是几分；只供核查提醒，不用来计分。

    两条：各项得分都往上凑到 10（5、2）的倍数，恰好是要分的分值，而多数本来就是满分；
    或者目标的分值没有印、不合，得满分的几项都是同一个数，别的都不超过它。
    """
    unknown = [row for row in rows if row.weight is None]
    scores = [row.stated for row in unknown]
    known = [score for score in scores if score is not None and score >= 0]
    if not unknown or len(known) < len(unknown):
        return [None] * len(rows)
    left = None if points is None else points - sum(row.weight or ZERO for row in rows)
    settled = _by_steps(known, left) or _by_equals(unknown, known, left)
    if settled is None:
        return [None] * len(rows)
    likely = iter(settled)
    return [next(likely) if row.weight is None else None for row in rows]


def _by_steps(scores: list[Decimal], left: Decimal | None) -> list[Decimal] | None:
    for step in STEPS:
        weights = [_upward(score / step) * step for score in scores]
        full = sum(weight == score for weight, score in zip(weights, scores, strict=True))
        if sum(weights) == left and 2 * full >= len(scores):
            return weights
    return None


def _upward(value: Decimal) -> Decimal:
    """往上凑整，至少是一。"""
    return max(value.to_integral_value(ROUND_CEILING), ONE)


def _by_equals(
    rows: list[Row], scores: list[Decimal], left: Decimal | None
) -> list[Decimal] | None:
    full = [score for row, score in zip(rows, scores, strict=True) if row.surely_full]
    if len(full) < ENOUGH or len(set(full)) > 1 or max(scores) > full[0]:
        return None
    contradicted = left is None or left < sum(scores)
    return [full[0]] * len(rows) if contradicted else None
