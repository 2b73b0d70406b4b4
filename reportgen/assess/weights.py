"""分值：表上没有印出每个指标的分值时，只在数字自己说清楚的地方推定。"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reportgen.assessment import Basis, Status


@dataclass(slots=True)
class Row:
    """推定用的一行：印出的分值、填报的得分、是否按规则必得满分。"""

    weight: Decimal | None
    stated: Decimal | None
    full_marks: bool
    groups: tuple[tuple[str, Decimal], ...]
    basis: Basis = Basis.NONE

    def settle(self, weight: Decimal) -> None:
        """定下推得的分值。"""
        self.weight = weight
        self.basis = Basis.INFERRED


def must_be_full(status: Status, ratio: Decimal | None, same: bool) -> bool:
    """必得满分：定量指标达到目标，或实际与目标一字不差。"""
    return status is Status.MET and (ratio is not None or same)


def infer_weights(rows: list[Row], points: Decimal | None) -> None:
    """推定分值：从最小的组（印有分值的二级指标）到一级指标，再到整个目标。

    只用三条：组内得分合计恰等于组的分值（得分不超过分值，故逐项相等）；组内只剩一项；
    其余各项必得满分，余数只归一项。推不出或互相矛盾的，留空。
    """
    for group, total in _groups(rows):
        _settle([row for row in rows if (group, total) in row.groups], total)
    if points is not None:
        _settle(rows, points)


def _groups(rows: Iterable[Row]) -> list[tuple[str, Decimal]]:
    seen = {group: None for row in rows for group in row.groups}
    return sorted(seen, key=lambda group: group[0].count("/"), reverse=True)


def _settle(rows: list[Row], total: Decimal) -> None:
    unknown = [row for row in rows if row.weight is None]
    if not unknown:
        return
    left = total - sum(row.weight for row in rows if row.weight is not None)
    if _scores_fill(unknown, left):
        for row in unknown:
            row.settle(row.stated or Decimal(0))
        return
    certain = [row for row in unknown if row.full_marks and row.stated]
    rest = [row for row in unknown if row not in certain]
    if len(rest) != 1:
        return
    remainder = left - sum(row.stated or 0 for row in certain)
    if remainder <= 0 or (rest[0].stated is not None and rest[0].stated > remainder):
        return
    for row in certain:
        row.settle(row.stated or Decimal(0))
    rest[0].settle(remainder)


def _scores_fill(rows: list[Row], total: Decimal) -> bool:
    scores = [row.stated for row in rows]
    return (
        all(score is not None and score > 0 for score in scores)
        and sum(score for score in scores if score is not None) == total
    )
