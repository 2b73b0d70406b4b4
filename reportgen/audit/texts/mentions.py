"""提到的指标：文字里哪个数说的是哪个指标，和表内合不合。"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from reportgen.assessment import IndicatorResult
from reportgen.audit.texts.claims import Claim, bound_after, claim_of, holds, link_before, number
from reportgen.audit.texts.scope import PART, Scope
from reportgen.audit.texts.vocabulary import Name, vocabulary
from reportgen.finding import Finding, Severity
from reportgen.notation import Reading, comparable, read_actual

TARGET = re.compile(r"目标|计划|预期|要求|应|需")
PERIOD = re.compile(r"上半年|下半年|季度|首批|\d月")
CHANGE = re.compile(r"提升|提高|增长|增加|下降|降低|减少|上升|同比|环比|[较比]")
DIFFERENCE = re.compile(
    r"(?:[比较与][^，。；]{0,8}目标[^，。；]{0,4}[低少高多差超](?:出|于|了)?"
    r"|超(?:出|过)?[^，。；]{0,6}目标值?)\s*$"
)
FUTURE = re.compile(r"拟|将|计划|预计|力争|争取")
NEARBY = 5  # 量词之后的名称离数这么近
CONTEXT = 16  # 发现里引用数前面的这么多字


@dataclass(frozen=True)
class _Spoken:
    """文中的一个数，和它前后的话。

    ``start`` 是分句（或前一个数）的开头；名称在数前面的到 ``named`` 为止，在数后面的到
    ``until`` 为止（没有为 0）；``on_results`` 是专说完成情况的文字。
    """

    scope: Scope
    found: re.Match[str]
    start: int
    named: int
    until: int
    on_results: bool

    @property
    def gap(self) -> str:
        """名称与数之间的话。"""
        return self.scope.text[self.named : self.found.start()]

    @cached_property
    def claim(self) -> Claim:
        """说法。"""
        bound = bound_after(self.scope.text, self.found.end("figure"))
        return claim_of(link_before(self.gap), bound)

    @cached_property
    def value(self) -> Reading:
        """写的值和单位。"""
        return read_actual(f"{number(self.found['figure'])}{self.found['unit']}")

    @property
    def of_target(self) -> bool:
        """说的是目标值：年初目标值90%、未达到90%的目标。"""
        return bool(
            TARGET.search(self.gap)
            or self.scope.text.startswith(("的目标", "目标"), self.found.end())
        )

    @property
    def of_result(self) -> bool:
        """说的是全年做到了多少，不是一部分、一段时间、变化或打算。"""
        around = self.scope.text[self.start : self.found.end()]
        partial = PERIOD.search(around) and self.claim is not Claim.MISSED
        return not (
            partial
            or self.scope.other_year(self.found.start())
            or PART.search(around)
            or FUTURE.search(around)
            or CHANGE.search(self.gap)
        )

    @property
    def quoted(self) -> str:
        """引文：数连同它前面的话；名称在后面的，连同名称。"""
        position = self.found.start()
        start = max(self.start, position - CONTEXT)
        before = self.scope.text[start:position].lstrip("年月日号至、 ")
        if self.until:
            return before + self.scope.text[position : self.until]
        unit = self.value.unit or ""
        written = self.found["unit"]
        return before + self.found["figure"] + (unit if written.startswith(unit) else written)


def differing(
    scope: Scope, results: Sequence[IndicatorResult], on_results: bool
) -> Iterator[Finding]:
    """和表内不合的数；同样的话只说一次。``on_results`` 是专说完成情况的文字。"""
    names = vocabulary(tuple((result.label, result.category) for result in results))
    heads = names.heads(scope.text)
    if not heads:
        return
    told = set()
    sentence, last, previous = -1, None, 0
    for found in scope.figures:
        position = found.start()
        start, previous = max(scope.clause(position), previous), found.end("figure")
        if scope.sentence(position) != sentence:
            sentence, last = scope.sentence(position), None
        until = 0
        mention = names.said_before(scope.text, _between(heads, start, position), position)
        if mention is not None:
            last, said = mention.name, mention.end
            check = _against_table
        elif last is not None and "目标" in scope.text[start:position]:
            said, check = start, _against_target
        else:
            nearby = min(scope.clause_end(previous), previous + NEARBY)
            after = names.said_after(scope.text, _between(heads, previous, nearby))
            if after is None:
                continue
            last, said, check, until = after.name, start, _against_table, after.end
        if DIFFERENCE.search(scope.text, start, position):
            continue  # 比目标低几个百分点，说的是差额
        words = (last.text, scope.text[said:position], found["figure"], found["unit"])
        if words in told:
            continue
        finding = check(_Spoken(scope, found, start, said, until, on_results), last, results)
        if finding is not None:
            told.add(words)
            yield finding


def _between(places: list[int], start: int, end: int) -> list[int]:
    return places[bisect_left(places, start) : bisect_left(places, end)]


def _against_table(
    spoken: _Spoken, name: Name, results: Sequence[IndicatorResult]
) -> Finding | None:
    """说的是完成值：应当是表内的完成值或目标值；专说完成情况的，光写目标值也要提醒。"""
    if not spoken.of_result:
        return None
    rows = [results[number] for number in name.rows]
    verdicts = [_fits(row, spoken) for row in rows]
    if None in verdicts:
        return None
    if True not in verdicts:
        return _finding(spoken, rows[0], "与表内不一致", "E05")
    stated_as_done = spoken.on_results and spoken.claim is Claim.IS and not spoken.of_target
    if stated_as_done and all(_only_target(row, spoken.value) for row in rows):
        return _finding(spoken, rows[0], "是年初目标值，不是实际完成值", "E05")
    return None


def _against_target(
    spoken: _Spoken, name: Name, results: Sequence[IndicatorResult]
) -> Finding | None:
    """说的是目标值，指标的名称在同一句的前面。"""
    rows = [results[number] for number in name.rows]
    goals = [_pair(row.target, spoken.value) for row in rows]
    if any(goal is None or goal[0] == goal[1] for goal in goals):
        return None
    return _finding(spoken, rows[0], "与表内的年初目标值不一致", "E10")


def _fits(row: IndicatorResult, spoken: _Spoken) -> bool | None:
    """合不合：目标或实际有一个合就合；单位比不上的为 ``None``。"""
    claim = spoken.claim
    goal, done = _pair(row.target, spoken.value), _pair(row.actual, spoken.value)
    if goal is None and done is None:
        return None
    if goal is not None and claim is not Claim.NEARLY and goal[0] == goal[1]:
        return True
    # “没有达到 X”说的是目标，X 只能是目标值
    if done is not None and claim is not Claim.MISSED and holds(claim, done[1], done[0]):
        return True
    parts = [part.value for part in row.actual.parts if part.unit == spoken.value.unit]
    return claim is Claim.IS and spoken.value.value in parts


def _only_target(row: IndicatorResult, written: Reading) -> bool:
    """写的恰是目标值，而实际完成值是另一个数。"""
    goal, done = _pair(row.target, written), _pair(row.actual, written)
    return bool(goal and done and goal[0] == goal[1] and done[0] != done[1])


def _pair(reading: Reading, written: Reading) -> tuple[Decimal, Decimal] | None:
    """表内的数和写的数，换成同一单位；有一边没有单位的不比。"""
    if not reading.unit or not written.unit:
        return None
    return comparable(reading, written)


def _finding(spoken: _Spoken, row: IndicatorResult, told: str, rule: str) -> Finding:
    expected = f"目标 {row.indicator.target}、实际 {row.indicator.actual}"
    return Finding(
        "text-figure-differs",
        Severity.WARNING,
        f"“{spoken.quoted}”{told}，表内“{row.label}”{expected}",
        stated=spoken.quoted,
        expected=expected,
        rule=rule,
    )
