"""归并：一处错引起的几处，收在起因下面，只说一次。"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportgen.assessment import Assessment
from reportgen.audit.execution import from_printed_rate
from reportgen.audit.places import ACTUAL, TARGET
from reportgen.audit.stated import adds_up
from reportgen.audit.texts.deviations import deviation_of
from reportgen.finding import Finding, Severity
from reportgen.notation import read_points

RATE, EXECUTION, TOTAL = "rate-mismatch", "execution-score-mismatch", "total-mismatch"
TEXT, LIKELY = "text-figure-differs", "likely-score-differs"
WEIGHTS, INDICATOR, RANGE = "points-not-profile", "indicator-score-mismatch", "score-out-of-range"
SUM, FAMILY, LATE = "points-not-sum", "family-points-differ", "deadline-outside-year"
WHOLE = "年度绩效目标/分值"
BANDS = ("score-above-band", "score-below-band")
REASONS = ("deviation-none", "deviation-incomplete")
# 错了总分就跟着错的
PARTS = (RATE, EXECUTION, WEIGHTS, INDICATOR, LATE, RANGE, "score-above-band")
AMOUNTS = ("资金/预算数", "资金/执行数")
LACKING = (
    "amount-missing",
    "amount-not-positive",
    "amount-absurd",
    "indicators-missing",
    "score-missing",
    "points-unclear",
)
BLANK_VALUES = ("target-missing", "actual-missing")


class _Rule(NamedTuple):
    """归并的一条：``causes`` 一类的起因，收 ``effects`` 一类的后果。

    ``key`` 相同的才比（如同一行的）；``caused(起因, 后果)`` 成立才收。
    """

    causes: Sequence[str]
    effects: Sequence[str]
    caused: Callable[[Finding, Finding], bool] = lambda cause, effect: True
    key: Callable[[Finding], str] = lambda finding: ""


class _Told:
    """要说的发现：按代码编了索引，收一条不必看全部。"""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.kept = dict(enumerate(findings))
        self._by_code: dict[str, list[int]] = {}
        for place, finding in self.kept.items():
            self._by_code.setdefault(finding.code, []).append(place)

    def of(self, codes: Iterable[str]) -> Iterator[int]:
        """这几种发现还留着的，是第几条，按次序。"""
        places = [place for code in codes for place in self._by_code.get(code, ())]
        return (place for place in sorted(places) if place in self.kept)

    def fold(self, rule: _Rule) -> None:
        """照一条规则归并；几个起因都合的，收在头一个下面。"""
        causes: dict[str, list[int]] = {}
        for place in self.of(rule.causes):
            causes.setdefault(rule.key(self.kept[place]), []).append(place)
        for effect in list(self.of(rule.effects)) if causes else ():
            for cause in causes.get(rule.key(self.kept[effect]), ()):
                if cause == effect or cause not in self.kept:
                    continue
                if rule.caused(self.kept[cause], self.kept[effect]):
                    self.put_under(cause, effect)
                    break

    def put_under(self, cause: int, effect: int, more: str = "") -> None:
        """后果收进起因；轻重取重的。"""
        found, told = self.kept[cause], self.kept.pop(effect)
        heavier = min(found.severity, told.severity, key=list(Severity).index)
        # 少给了分的那一行，总分已经另算过
        further = () if found.code == LIKELY else told.consequences
        self.kept[cause] = found._replace(
            severity=heavier,
            consequences=(
                *found.consequences,
                f"{_as_printed(found)}{consequence(told)}{more}",
                *further,
            ),
        )


def fold(assessment: Assessment, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """归并：先收近的（得分收在执行率下面），再收远的（总分收在得分下面）。"""
    told = _Told(findings)
    for rule in (
        _Rule((RATE, EXECUTION, TOTAL), (TEXT,), _same_wrong_figure),
        _Rule((RATE,), (EXECUTION, TEXT, "rate-over-100"), _caused_by_rate(assessment)),
        _Rule((WEIGHTS,), (INDICATOR, RANGE, *BANDS, "points-concentrated"), _one_row, _row_of),
        _Rule((WEIGHTS,), (SUM, FAMILY), _caused_by_weight(assessment)),
        _Rule((LATE,), (INDICATOR,), _too_late, _row_of),
        _Rule((WEIGHTS, LATE, INDICATOR), REASONS, _only_this_deviates(assessment)),
        _Rule(BLANK_VALUES, ("score-missing",), key=_row_of),  # 得分也没有填
        _Rule(LACKING, ("total-unknown",)),  # 总分得不出来，是因为缺了别的
        _Rule((LIKELY,), ("met-but-short",)),  # 少的分，少在已经指出的那一行
    ):
        told.fold(rule)
    if adds_up(assessment):
        _fold_total(told)
    return tuple(told.kept.values())


def consequence(finding: Finding) -> str:
    """后果的一句话：哪一格，填了多少，应为多少。"""
    cell = finding.field.removeprefix("自评/")
    if finding.code == TEXT:
        return f"“{cell}”里的“{finding.stated}”应为 {finding.expected}"
    if finding.code == SUM:
        return f"{cell} {finding.stated} 与下面各项合计 {finding.expected} 不等"
    if finding.stated and finding.expected:
        return f"{cell} {finding.stated} 应为 {finding.expected}"
    return finding.message


def _as_printed(cause: Finding) -> str:
    """起因的那一格多半写错了的，后果是照它算的。"""
    if cause.code == RATE and cause.field in AMOUNTS:
        return "照填报的金额，"
    if _of_weight(cause):
        return "照填报的分值，"
    title = cause.field.rpartition("/")[2]
    return f"照填报的{title}，" if cause.code == INDICATOR and title in (ACTUAL, TARGET) else ""


def _row_of(finding: Finding) -> str:
    return finding.field.rpartition("/")[0]


def _of_weight(finding: Finding) -> bool:
    """点了名的一行分值。"""
    return finding.code == WEIGHTS and finding.field != WHOLE


def _one_row(cause: Finding, effect: Finding) -> bool:
    """分值写错的一行：这一行的得分。"""
    return _of_weight(cause)


def _caused_by_rate(assessment: Assessment) -> Callable[[Finding, Finding], bool]:
    """得分是按填错的执行率算的；金额写错的，得分、超预算都是它引起的。"""
    follows = from_printed_rate(assessment)
    printed = assessment.project.rating.rate

    def caused(cause: Finding, effect: Finding) -> bool:
        if effect.code == EXECUTION:
            return follows
        if effect.code == TEXT and cause.field in AMOUNTS:
            return bool(printed) and printed in effect.stated
        return effect.code == "rate-over-100" and cause.field in AMOUNTS

    return caused


def _caused_by_weight(assessment: Assessment) -> Callable[[Finding, Finding], bool]:
    """分值写错的一行，上几级的合计跟着错；说不出哪一行的，只收说的正是这两个数的。"""
    families = {result.label: result.family for result in assessment.results}

    def caused(cause: Finding, effect: Finding) -> bool:
        if cause.field == WHOLE:
            return (effect.stated, effect.expected) == (cause.expected, cause.stated)
        if effect.code == SUM:
            return True
        stated, right = read_points(cause.stated), read_points(cause.expected)
        parts, standard = read_points(effect.stated), read_points(effect.expected)
        if stated is None or right is None or parts is None or standard is None:
            return False
        same = families.get(_row_of(cause)) == effect.field.removesuffix("/分值")
        return same and parts - standard == stated - right

    return caused


def _too_late(cause: Finding, effect: Finding) -> bool:
    """完成时间出了年度，按没有做到计的得分。"""
    return cause.field.endswith(ACTUAL) and effect.expected == "0"


def _only_this_deviates(assessment: Assessment) -> Callable[[Finding, Finding], bool]:
    """没有说到的偏差只有这一行，而这一行的数多半写错了。"""
    deviations = {result.label: deviation_of(result) for result in assessment.results}

    def caused(cause: Finding, effect: Finding) -> bool:
        deviation = deviations.get(_row_of(cause))
        suspected = bool(_as_printed(cause)) or (
            cause.code == LATE and cause.field.endswith(ACTUAL)
        )
        return (
            suspected and deviation is not None and effect.message.endswith(f"：{deviation.told}")
        )

    return caused


def _same_wrong_figure(cause: Finding, effect: Finding) -> bool:
    """文字里写的正是表上填错的那个数。"""
    return cause.stated in effect.stated and cause.expected == effect.expected.rstrip("分")


def _fold_total(told: _Told) -> None:
    """总分收进执行率、没有的收进差得最多的一项；还有别的项也错的，说一声。"""
    totals = list(told.of((TOTAL,)))
    causes = [place for place in told.of(PARTS) if _moves_total(told.kept[place])]
    if totals and causes:
        more = f"（连同其余 {len(causes) - 1} 处）" if len(causes) > 1 else ""
        told.put_under(max(causes, key=lambda place: _gravity(told.kept[place])), totals[0], more)


def _moves_total(finding: Finding) -> bool:
    """期限只是出了年度、没有连带得分的，与总分无关。"""
    return finding.code != LATE or bool(finding.consequences)


def _gravity(finding: Finding) -> tuple[bool, Decimal]:
    """起因的分量：执行率、分值在先，其次看差多少。"""
    stated, expected = read_points(finding.stated), read_points(finding.expected)
    gap = Decimal(0) if stated is None or expected is None else abs(stated - expected)
    return finding.code in (RATE, WEIGHTS), gap
