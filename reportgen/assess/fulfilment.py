"""完成度：一个指标的实际完成值对年初目标值做到了多少。"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from reportgen.assessment import Status
from reportgen.notation import (
    RATE_UNITS,
    Direction,
    Kind,
    Reading,
    comparable,
    comparable_parts,
    same_words,
)

NOTHING = (Kind.EMPTY, Kind.PLACEHOLDER)
ALL_OF_IT = Decimal(100)
MOST_BEYOND = Decimal(10**6)
ABOUT = Decimal("0.95")  # “约120家”做到的：差不过百分之五


class Fulfilment(NamedTuple):
    """完成度：做到 ``whole`` 分之 ``part``；两者为 ``None`` 时规则不给比例（定性或无法判断）。

    分子分母分开存放，得分先乘后除，除不尽的比例不会在取整的边上差一分钱。``beyond`` 是
    多做了的实际比例（大于 1），计分不用它。
    """

    status: Status
    part: Decimal | None = None
    whole: Decimal | None = None
    beyond: Decimal | None = None

    @property
    def ratio(self) -> Decimal | None:
        """比例：未取整，1 为达到目标。"""
        if self.part is None or self.whole is None:
            return None
        return self.part / self.whole

    @property
    def attained(self) -> Decimal | None:
        """达成率：未取整，1 为达到目标；越多越好的，多做的照实，不封顶。"""
        return self.ratio if self.beyond is None else self.beyond

    def earned(self, weight: Decimal) -> Decimal | None:
        """应得：分值乘完成度，未取整（附件2备注2）。"""
        if self.part is None or self.whole is None:
            return None
        return weight * self.part / self.whole


UNCLEAR = Fulfilment(Status.UNCLEAR)
MET = Fulfilment(Status.MET, Decimal(1), Decimal(1))
FAILED = Fulfilment(Status.UNMET, Decimal(0), Decimal(1))
MET_IN_WORDS = Fulfilment(Status.MET)
SHORT = Fulfilment(Status.UNMET)  # 没有做到，差多少规则算不出


def fulfilment(target: Reading, actual: Reading, year: int) -> Fulfilment:
    """完成度：按目标的方向比较实际值；``year`` 是没有写年份的日期所在的年度。

    来源：附件2备注2（正向 B/A，反向 A/B，不超过权重）；名次、期限和零目标只有做到与没做到
    （规则 D03、D19、D20）；趋势和定性的说法不算比例。
    """
    if target.kind in NOTHING or actual.kind in NOTHING:
        return UNCLEAR
    if target.direction is Direction.DEADLINE:
        return _deadline(target, actual, year)
    if target.value is not None:
        if target.dates and actual.dates and _in_time(target, actual, year) is False:
            return SHORT  # “11月底前完成5场”：误了期，数够了也不算做到
        return _quantity(target, actual)
    if target.parts:
        return _parts(target, actual)
    return _quality(target, actual)


def deviation(target: Reading, actual: Reading) -> Decimal | None:
    """偏差：实际比目标多（正）或少（负）多少，用目标的单位。

    一头是约数、带着比较（≥90%）、说升降的，差多少说不准；限了日期的，不只是数的事：为 ``None``。
    """
    pair = comparable(target, actual)
    if pair is None or actual.comparator not in (None, "=") or actual.approximate:
        return None
    if (
        target.word
        or actual.word
        or target.dates
        or target.kind is Kind.RANK
        or _says_completed(target, actual)
    ):
        return None
    goal, done = pair
    return done - goal


def _quantity(target: Reading, actual: Reading) -> Fulfilment:
    pair = comparable(target, actual)
    if pair is None:
        return MET if same_words(target, actual) else _by_band(actual)
    goal, done = pair
    if _says_completed(target, actual):
        return UNCLEAR
    less_is_better = target.direction in (Direction.NEGATIVE, Direction.ZERO, Direction.RANK)
    # “约120家”做了118家算完成；“＝8个”完成9个算完成：少了按比例，多了不扣分，由核查提醒说明。
    reached = done <= goal if less_is_better else done >= goal
    if target.direction is Direction.RANK:
        reached = 0 < done <= goal
    if actual.comparator in (None, "="):
        if reached:
            return MET if less_is_better or done <= goal or goal <= 0 else _beyond(done, goal)
        if target.direction in (Direction.RANK, Direction.ZERO):
            return FAILED
        short = _share(goal, done) if less_is_better else _share(done, goal)
        about = target.approximate and short.ratio is not None and short.ratio >= ABOUT
        return MET if about else short
    return _bounded(actual.comparator, reached, less_is_better, done == goal)


def _bounded(comparator: str, reached: bool, less_is_better: bool, same: bool) -> Fulfilment:
    """完成值带着比较（≥90%、200余人、接近100%）：只知道一头，能断定的才断定。"""
    at_most = comparator in "≤<"
    if at_most == less_is_better:
        return MET if reached else UNCLEAR
    if not reached or (same and comparator in "<>"):
        return SHORT
    return UNCLEAR


def _says_completed(target: Reading, actual: Reading) -> bool:
    """越少越好的率（投诉率≤1‰）填了 100%：说的是任务完成，不是这个率，不能相比。"""
    return (
        target.direction in (Direction.NEGATIVE, Direction.ZERO)
        and target.unit in RATE_UNITS
        and actual.unit == "%"
        and actual.value == ALL_OF_IT
        and target.value != ALL_OF_IT
    )


def _share(part: Decimal, whole: Decimal) -> Fulfilment:
    """没有做到的按比例；负数（如下降45%对增长10%）按零（规则 D13）。"""
    if part <= 0 or whole <= 0:
        return FAILED
    return Fulfilment(Status.UNMET, part, whole)


def _beyond(done: Decimal, goal: Decimal) -> Fulfilment:
    """多做了的：算完成，记下实际的比例；多得不像话的是填错了，不记。"""
    ratio = done / goal
    return MET._replace(beyond=ratio) if ratio < MOST_BEYOND else MET


def _parts(target: Reading, actual: Reading) -> Fulfilment:
    """一格多个数：区间要落在里面；并列的数全部做到才是完成，没做到时怎样计分没有规则。"""
    pairs = comparable_parts(target, actual)
    if pairs is None or actual.comparator not in (None, "="):
        return MET if same_words(target, actual) else _by_band(actual)
    if target.direction is Direction.INTERVAL:
        return _interval(*sorted(pairs))
    if target.direction is Direction.NEGATIVE:
        return MET if all(done <= goal for goal, done in pairs) else SHORT
    return MET if all(done >= goal for goal, done in pairs) else SHORT


def _interval(lower: tuple[Decimal, Decimal], upper: tuple[Decimal, Decimal]) -> Fulfilment:
    """区间：不足按下限的比例，超出按上限的反比例。"""
    low, done = lower
    high = upper[0]
    if low <= done <= high:
        return MET
    return _share(done, low) if done < low else _share(high, done)


def _deadline(target: Reading, actual: Reading, year: int) -> Fulfilment:
    in_time = _in_time(target, actual, year)
    if in_time is not None:
        return MET if in_time else FAILED
    return MET if same_words(target, actual) else _by_band(actual)


def _in_time(target: Reading, actual: Reading, year: int) -> bool | None:
    """按期：逐个比，个数不同的只在全部早于（或晚于）期限时才断定；没有日期为 ``None``。

    完成时间没写年份的，和期限同年；期限也没写的，是预算年度（规则 D20）。
    """
    dues = _days(target, year)
    dones = _days(actual, dues[-1][0] if dues else year)
    if not dues or not dones:
        return None
    if len(dues) == len(dones):
        return all(done <= due for due, done in zip(dues, dones, strict=True))
    if max(dones) <= min(dues):
        return True
    return False if min(dones) > max(dues) else None


def _days(reading: Reading, year: int) -> list[tuple[int, str]]:
    return [(stated or year, day) for stated, day in zip(reading.years, reading.dates, strict=True)]


def _quality(target: Reading, actual: Reading) -> Fulfilment:
    if same_words(target, actual):
        return MET_IN_WORDS
    if target.kind is actual.kind is Kind.BOOL:
        return MET_IN_WORDS if target.word == actual.word else SHORT
    if target.kind is Kind.GRADE and target.word == actual.word:
        return MET_IN_WORDS
    return _by_band(actual)


def _by_band(actual: Reading) -> Fulfilment:
    """只有“达成、部分达成、未达成”一类的话时，按话里的档次。"""
    match actual.band:
        case 1:
            return MET_IN_WORDS
        case 2 | 3:
            return SHORT
        case _:
            return UNCLEAR
