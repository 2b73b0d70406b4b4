"""写错的一格：分值、得分、目标值、完成值里，改了哪一格别的数就都合得上。"""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from typing import NamedTuple

from reportgen.assessment import Assessment, Basis, IndicatorResult, Status
from reportgen.audit.compare import difference
from reportgen.audit.places import ACTUAL, TARGET
from reportgen.audit.slips import DIGIT_WAYS, EXACT_WAYS, SWAPPED, Slip, sole_slip
from reportgen.model import Profile
from reportgen.notation import Direction, Reading, comparable, read_points
from reportgen.wording import plain

ZERO, ONE, FULL = Decimal(0), Decimal(1), Decimal(100)
HALF = Decimal("0.5")
COUNTED = (None, Direction.POSITIVE, Direction.NEGATIVE, Direction.EQUAL)


class Weight(NamedTuple):
    """写错了分值的一行：本来的分值，和照它得分合不合得上。"""

    result: IndicatorResult
    right: Decimal
    fits: bool


def miswritten_weight(assessment: Assessment, excess: Decimal) -> Weight | None:
    """写错了分值的一行：改掉合计多出（或少了）的，填报的得分就合得上；只有一行这样才算。

    没有一行合得上的，别的行改了得分就会超过分值、只有一行不会的，也是它。
    按满分（执行分值也算在内）设的表不是写错一行。
    """
    profile = assessment.profile
    if excess == profile.execution_points:
        return None
    able = [
        Weight(result, right, _fits(result, right, profile))
        for result in assessment.results
        if result.weight is not None
        and result.weight_basis is Basis.STATED
        and result.stated is not None
        and ZERO <= result.stated <= (right := result.weight - excess)
        and right > 0
    ]
    fitting = [each for each in able if each.fits]
    # 现在的分值本来也合的（如得零分的行），没有它也说得通
    wrong = [each for each in fitting if not _fits(each.result, each.result.weight or ONE, profile)]
    found = wrong or fitting or able
    return found[0] if len(found) == 1 else None


def _fits(result: IndicatorResult, weight: Decimal, profile: Profile) -> bool:
    """分值是 ``weight`` 时填报的得分对不对：定量的照公式，定性的完成了得满分、没有完成落在档里。"""
    if result.stated is None:
        return False
    if result.ratio is not None:
        return difference(result.stated, weight * result.ratio, profile.decimals) is None
    if result.status is Status.UNMET:
        upper, lower = profile.bands
        floor = lower if result.actual.band == 2 else 0  # 部分达成
        return floor <= result.stated * 100 / weight < upper
    return result.status is Status.MET and result.stated == weight


def fitting_score(assessment: Assessment) -> tuple[IndicatorResult, Decimal] | None:
    """越出分值的一项得分本来是几分：填报的总分减去别的各项；合公式、不出分值的才算。"""
    total = read_points(assessment.project.rating.total)
    execution = read_points(assessment.project.rating.execution_score)
    outside = [each for each in assessment.results if _outside(each)]
    others = [each.stated for each in assessment.results if not _outside(each)]
    known = [score for score in others if score is not None]
    if len(outside) != 1 or total is None or execution is None or len(known) < len(others):
        return None
    (result,) = outside
    score = total - execution - sum(known, ZERO)
    if result.weight is None or not ZERO <= score <= result.weight:
        return None
    if result.computed is not None:
        gap = difference(score, result.computed, assessment.profile.decimals)
        return None if gap else (result, score)
    least = result.weight * assessment.profile.bands[0] / 100
    if result.status is Status.MET and score < least:
        return None
    return result, score


def _outside(result: IndicatorResult) -> bool:
    stated, weight = result.stated, result.weight
    return stated is not None and (stated < 0 or (bool(weight) and stated > (weight or ZERO)))


class Value(NamedTuple):
    """写错了的目标值或完成值：哪一格，本来的数和怎样写错的，本来的写法。"""

    title: str
    slip: Slip
    right: str


def miswritten_values(result: IndicatorResult, places: int) -> list[Value]:
    """写错了的完成值、目标值：改动一处，填报的得分就正合公式；只有一种改法才算。

    得了满分的，做到目标的数很多，只认相邻两位颠倒、正是目标的；整分、半分的得分凑巧合得上的多，
    不认改一位数字的。
    """
    target, actual, stated, weight = result.target, result.actual, result.stated, result.weight
    pair = comparable(target, actual)
    if pair is None or stated is None or not weight or not ZERO < stated <= weight:
        return []
    if target.direction not in COUNTED or not (_bare(target) and _bare(actual)):
        return []
    if actual.comparator not in (None, "=") or result.computed is None:
        return []

    def fits(goal: Decimal, done: Decimal) -> bool:
        if stated == weight:
            return goal == done
        return difference(stated, weight * _share(target, goal, done), places) is None

    goal, done = pair
    share = _share(target, goal, done)
    if result.ratio != share or weight * share == stated:
        return []
    ways = {SWAPPED} if stated == weight else EXACT_WAYS if stated % HALF == 0 else DIGIT_WAYS
    found = (
        (ACTUAL, actual, _slip_in(actual, lambda to, value: fits(goal, done * to / value), ways)),
        (TARGET, target, _slip_in(target, lambda to, value: fits(goal * to / value, done), ways)),
    )
    return [
        Value(title, slip, f"{plain(slip.right)}{reading.unit or ''}")
        for title, reading, slip in found
        if slip is not None
    ]


def _slip_in(
    reading: Reading, fits: Callable[[Decimal, Decimal], bool], ways: Collection[str]
) -> Slip | None:
    """一格的数写错了：本来的数、填报的数 ``fits`` 的；百分之百以内的不会改到以外。"""
    value = reading.value or ONE
    most = FULL if reading.unit == "%" and value <= FULL else None

    def right(number: Decimal) -> bool:
        return number > 0 and (most is None or number <= most) and fits(number, value)

    return sole_slip(value, right, ways)


def _bare(reading: Reading) -> bool:
    """就是一个正数：不带日期、升降、约数。"""
    plain = not (reading.dates or reading.word or reading.parts or reading.approximate)
    return plain and reading.value is not None and reading.value > 0


def _share(target: Reading, goal: Decimal, done: Decimal) -> Decimal:
    part, whole = (goal, done) if target.direction is Direction.NEGATIVE else (done, goal)
    return min(part / whole, ONE)
