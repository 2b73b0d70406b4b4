"""完成度：一个指标的实际完成值对年初目标值做到了多少。"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from reportgen.assessment import Status
from reportgen.notation import Direction, Kind, Reading, comparable, same_words

FULL = Decimal(1)
NONE_DONE = Decimal(0)


class Fulfilment(NamedTuple):
    """完成度：``ratio`` 未取整，1 为达到目标；``None`` 表示规则不给出比例（定性或无法判断）。"""

    status: Status
    ratio: Decimal | None


UNCLEAR = Fulfilment(Status.UNCLEAR, None)
MET = Fulfilment(Status.MET, FULL)
FAILED = Fulfilment(Status.UNMET, NONE_DONE)


def fulfilment(target: Reading, actual: Reading) -> Fulfilment:
    """完成度：按目标的方向比较实际值。

    来源：附件2备注2（正向 B/A，反向 A/B，不超过权重）；名次、期限和零目标只有做到与没做到
    （口径的约定）；趋势和定性的说法不算比例。
    """
    if target.kind in (Kind.EMPTY, Kind.PLACEHOLDER) or actual.kind in (
        Kind.EMPTY,
        Kind.PLACEHOLDER,
    ):
        return UNCLEAR
    if target.direction is Direction.DEADLINE:
        return _deadline(target, actual)
    if target.direction is Direction.INTERVAL:
        return _interval(target, actual)
    if len(target.parts) > 1:
        return _parts(target, actual)
    if target.value is not None:
        return _quantity(target, actual)
    return _quality(target, actual)


def _quantity(target: Reading, actual: Reading) -> Fulfilment:
    pair = comparable(target, actual)
    if pair is None:
        return MET if same_words(target, actual) else _by_band(actual)
    goal, done = pair
    match target.direction:
        case Direction.RANK:
            return MET if 0 < done <= goal else FAILED
        case Direction.ZERO:
            return MET if done <= 0 else FAILED
        case Direction.NEGATIVE:
            return MET if done <= goal else _share(goal, done)
        case _:
            # “＝8个”完成9个算完成：少了按比例，多了不扣分，由核查提醒说明。
            return MET if done >= goal else _share(done, goal)


def _share(part: Decimal, whole: Decimal) -> Fulfilment:
    """没有做到的按比例；负数（如下降45%对增长10%）按零。"""
    if part <= 0 or whole <= 0:
        return FAILED
    return Fulfilment(Status.UNMET, part / whole)


def _interval(target: Reading, actual: Reading) -> Fulfilment:
    pair = comparable(target, actual)
    if pair is None:
        return MET if same_words(target, actual) else _by_band(actual)
    low, high = sorted(part.value for part in target.parts)
    done = pair[1]
    if low <= done <= high:
        return MET
    return _share(done, low) if done < low else _share(high, done)


def _parts(target: Reading, actual: Reading) -> Fulfilment:
    """一格多个数：全部做到才是完成；有一个没做到时怎样计分没有规则，不给比例。"""
    if same_words(target, actual):
        return MET
    if len(actual.parts) != len(target.parts):
        return _by_band(actual)
    pairs = list(zip(target.parts, actual.parts, strict=True))
    if any(goal.unit != done.unit for goal, done in pairs):
        return UNCLEAR
    if all(done.value >= goal.value for goal, done in pairs):
        return MET
    return Fulfilment(Status.UNMET, None)


def _deadline(target: Reading, actual: Reading) -> Fulfilment:
    if actual.dates and len(actual.dates) == len(target.dates):
        pairs = zip(target.dates, actual.dates, strict=True)
        return MET if all(done <= due for due, done in pairs) else FAILED
    return MET if same_words(target, actual) else _by_band(actual)


def _quality(target: Reading, actual: Reading) -> Fulfilment:
    if same_words(target, actual):
        return Fulfilment(Status.MET, None)
    return _by_band(actual)


def _by_band(actual: Reading) -> Fulfilment:
    """只有“达成、部分达成、未达成”一类的话时，按话里的档次。"""
    match actual.band:
        case 1:
            return Fulfilment(Status.MET, None)
        case 2 | 3:
            return Fulfilment(Status.UNMET, None)
        case _:
            return UNCLEAR
