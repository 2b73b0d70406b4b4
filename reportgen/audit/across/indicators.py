"""同一个指标在几张表里：目标和完成值对不对得上。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportgen.audit.across.digest import Digest, Row
from reportgen.audit.across.naming import indicator_name, specific
from reportgen.audit.across.run import Run
from reportgen.audit.check import Code, check_across
from reportgen.finding import Finding, Severity
from reportgen.notation import (
    RATE_UNITS,
    Direction,
    Reading,
    comparable,
    read_actual,
    read_target,
)

FAR = 5  # 差到这么多倍，是写错了单位或符号，不是定得不同
SHOWN = 6  # 一句话里最多点几张表
RATES = (*RATE_UNITS, "百分点")


class _Place(NamedTuple):
    """指标在哪张表、哪一行。"""

    digest: Digest
    row: Row
    target: Reading
    actual: Reading


@check_across(
    Code(
        "target-differs",
        "同一个指标在几张表里的目标不一样",
        "E10",
        "direction_or_threshold_inconsistent",
    )
)
def targets_agree(run: Run) -> Iterator[Finding]:
    """同一个单位的同一个指标，在项目的表和部门整体的表里目标一致（规则 E10）。

    满意度、及时率一类通用的指标各说各的项目，不比；次数、人数各项目本来不同，只和整体的比。
    """
    for places in _shared(run):
        severity = _targets_differ(places)
        if severity is None:
            continue
        told = _teller(places)
        row = told.row
        yield Finding(
            "target-differs",
            severity,
            f"“{row.name}”在 {len(places)} 张表里的年初目标值不一样：{_listed(places)}",
            "同一个指标定同一个目标，核对符号、单位（%、‰、万分之几）；不是同一件事的，把名称写清楚",
            tuple(origin for place in _telling_first(places) for origin in place.row.target_origin),
            told.digest.stem,
            f"{row.name}/年初目标值",
            row.target,
            rule="E10",
        )


@check_across(Code("actual-differs", "同一个指标，部门整体和项目的完成值不一样", "E05"))
def actuals_agree(run: Run) -> Iterator[Finding]:
    """部门整体的完成值从项目的来：就是它，或是合计（次数），或在它们之间（比率）（规则 E05）。"""
    for places in _shared(run):
        whole = next((place for place in places if place.digest.departmental), None)
        parts = [place for place in places if not place.digest.departmental]
        if whole is None or not parts or _follows(whole, parts, "actual"):
            continue
        row = whole.row
        yield Finding(
            "actual-differs",
            Severity.WARNING,
            f"“{row.name}”部门整体的实际完成值填 {row.actual}，和项目的对不上：{_listed(places)}",
            "核对两张表的实际完成值，改成一致",
            tuple(origin for place in [whole, *parts] for origin in place.row.actual_origin),
            whole.digest.stem,
            f"{row.name}/实际完成值",
            row.actual,
            parts[0].row.actual if len(parts) == 1 else "",
            "E05",
        )


def _shared(run: Run) -> Iterator[list[_Place]]:
    """同一个单位不止一张表上有的指标；一张表里重名的分不清，不比。"""
    places: dict[tuple[str, int, str], list[_Place]] = {}
    for digest in (*run.projects, *run.departments):
        unit, year = run.unit(digest), run.year(digest)
        rows: dict[str, list[Row]] = {}
        for row in digest.rows:
            if row.name and specific(row.name):
                rows.setdefault(indicator_name(row.name), []).append(row)
        for name, found in rows.items():
            if unit and len(found) == 1:
                row = found[0]
                place = _Place(digest, row, read_target(row.target), read_actual(row.actual))
                places.setdefault((unit, year, name), []).append(place)
    yield from (group for group in places.values() if len(group) > 1)


def _targets_differ(places: Sequence[_Place]) -> Severity | None:
    """目标差得多、方向相反，或只有一个项目却和整体不同的是提醒；项目之间定得不同的是说明。"""
    parts = [place for place in places if not place.digest.departmental]
    whole = next((place for place in places if place.digest.departmental), None)
    base = parts[0]
    severity = None
    for other in parts[1:] + ([whole] if whole else []):
        pair = _pair(base.target, other.target)
        if pair is None:
            continue
        if {base.target.direction, other.target.direction} == {
            Direction.POSITIVE,
            Direction.NEGATIVE,
        }:
            return Severity.WARNING
        if _rate(base.target) and _rate(other.target) and pair[0] != pair[1]:
            if _far(*pair):
                return Severity.WARNING
            severity = Severity.NOTE
    if whole and not _follows(whole, parts, "target"):
        return Severity.WARNING
    return severity


def _follows(whole: _Place, parts: Sequence[_Place], value: str) -> bool:
    """整体的数从项目的数来：有一个不可比就不说。"""
    ours: Reading = getattr(whole, value)
    pairs = [_pair(ours, getattr(part, value)) for part in parts]
    values = [pair[1] for pair in pairs if pair is not None]
    if len(values) < len(pairs) or ours.value is None:
        return True
    if _rate(ours):
        return min(values) <= ours.value <= max(values)
    return ours.value in values or ours.value == sum(values, Decimal(0))


def _pair(ours: Reading, theirs: Reading) -> tuple[Decimal, Decimal] | None:
    """两个目标（或两个完成值）换成同一单位；说升降、说程度的不比。"""
    if ours.word or theirs.word:
        return None
    return comparable(ours, theirs)


def _rate(reading: Reading) -> bool:
    return reading.unit in RATES


def _far(one: Decimal, other: Decimal) -> bool:
    small, large = sorted(map(abs, (one, other)))
    return small > 0 and large >= small * FAR


def _teller(places: Sequence[_Place]) -> _Place:
    """在哪张表上说：部门整体的，没有的是后一张。"""
    return next((place for place in places if place.digest.departmental), places[-1])


def _telling_first(places: Sequence[_Place]) -> list[_Place]:
    told = _teller(places)
    return [told, *(place for place in places if place is not told)]


def _listed(places: Sequence[_Place]) -> str:
    """逐张表点名，太多的只点前几张。"""
    told = [
        f"“{place.digest.called}”目标 {place.row.target or '空'}、实际 {place.row.actual or '空'}"
        for place in places
    ]
    more = f"等 {len(told)} 张表" if len(told) > SHOWN else ""
    return "；".join(told[:SHOWN]) + more
