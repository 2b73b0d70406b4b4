"""同一个项目的两份表。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportgen.audit.across.digest import Digest, Row
from reportgen.audit.across.naming import plain_name
from reportgen.audit.across.run import Run
from reportgen.audit.check import Code, check_across
from reportgen.finding import Finding, Origin, Severity
from reportgen.notation import (
    Reading,
    read_actual,
    read_points,
    read_rate,
    read_target,
    same_words,
)
from reportgen.wording import plain

SHOWN = 6  # 一句话里最多说几处


class _Difference(NamedTuple):
    """不一样的一格：后一份填的、前一份填的；没有这一行的为空。"""

    field: str
    second: str
    first: str
    origins: tuple[Origin, ...]

    def __str__(self) -> str:
        first, second = (f"填 {text}" if text else "没有" for text in (self.first, self.second))
        return f"“{self.field}”前一份{first}，后一份{second}"


@check_across(
    Code("project-repeated", "同一份表放了两次"),
    Code("project-twice-differs", "同一个项目的两份表，填的数不一样", "E05 E10"),
)
def told_twice(run: Run) -> Iterator[Finding]:
    """同一个项目（名称、单位、年度一样）有两份表：一样的是重复，不一样的核对（规则 E05、E10）。"""
    for first, second in run.twins:
        differences = list(_differences(first, second))
        title = "单位名称" if second.departmental else "项目名称"
        name = second.unit if second.departmental else second.name
        told = f"“{name}”有两份{second.form}：{first.stem} 和 {second.stem}，年度、单位都一样"
        if not differences:
            yield Finding(
                "project-repeated",
                Severity.WARNING,
                f"{told}，填的数也都一样，像是放重了",
                "只留一份；不是同一个项目的，把名称写清楚",
                (*second.origins, *first.origins),
                second.stem,
                title,
                name,
            )
            continue
        leading = differences[0]
        yield Finding(
            "project-twice-differs",
            Severity.WARNING,
            f"{told}，填的却不一样：{_listed(differences)}",
            "核对哪一份是对的，把另一份改过来或去掉",
            leading.origins,
            second.stem,
            leading.field,
            leading.second,
            leading.first,
            "E10" if leading.field.endswith("年初目标值") else "E05",
        )


def _listed(differences: Sequence[_Difference]) -> str:
    """逐格说，太多的只说前几格。"""
    more = f"等 {len(differences)} 处" if len(differences) > SHOWN else ""
    return "；".join(map(str, differences[:SHOWN])) + more


def _differences(first: Digest, second: Digest) -> Iterator[_Difference]:
    """两份表不一样的地方；有一份没有填的格不算。"""
    for title, after, before in (
        ("预算数", second.funds.budget, first.funds.budget),
        ("执行数", second.funds.executed, first.funds.executed),
        ("基本支出总额", second.funds.basic, first.funds.basic),
        ("项目支出总额", second.funds.project, first.funds.project),
    ):
        if after is not None and before is not None and after != before:
            origins = (*second.funds.origin(title), *first.funds.origin(title))
            yield _Difference(f"资金/{title}", plain(after), plain(before), origins)
    ours, theirs = second.rating, first.rating
    for title, read, stated, other in (
        ("执行率", _rate, ours.rate, theirs.rate),
        ("执行得分", read_points, ours.execution_score, theirs.execution_score),
        ("总分", read_points, ours.total, theirs.total),
    ):
        if _unlike(stated, other, read):
            origins = (*ours.origin(title), *theirs.origin(title))
            yield _Difference(f"自评/{title}", stated, other, origins)
    yield from _of_indicators(first, second)


def _of_indicators(first: Digest, second: Digest) -> Iterator[_Difference]:
    """指标逐行比，按名称对上；只有一份有的也说。"""
    before, after = _keyed(first.rows), _keyed(second.rows)
    for key in dict.fromkeys((*after, *before)):
        row, other = after.get(key), before.get(key)
        if row is None or other is None:
            only = row or other
            assert only is not None
            shown = ("", only.name) if row is None else (only.name, "")
            yield _Difference(f"{only.name}/三级指标", *shown, only.origin)
            continue
        origins = (*row.target_origin, *other.target_origin)
        if _other_words(row.target, other.target, read_target):
            yield _Difference(f"{row.name}/年初目标值", row.target, other.target, origins)
        origins = (*row.actual_origin, *other.actual_origin)
        if _other_words(row.actual, other.actual, read_actual):
            yield _Difference(f"{row.name}/实际完成值", row.actual, other.actual, origins)
        if _unlike(row.score, other.score, read_points):
            yield _Difference(f"{row.name}/得分", row.score, other.score, origins)


def _keyed(rows: tuple[Row, ...]) -> dict[tuple[str, int], Row]:
    """各行按名称和同名中的先后。"""
    seen: Counter[str] = Counter()
    keyed = {}
    for row in rows:
        name = plain_name(row.name)
        keyed[name, seen[name]] = row
        seen[name] += 1
    return keyed


def _other_words(one: str, other: str, read: Callable[[str], Reading]) -> bool:
    """两格都填了，话不一样；空格、标点不计。"""
    return bool(one.strip() and other.strip()) and not same_words(read(one), read(other))


def _rate(text: str) -> Decimal | None:
    return read_rate(text).percent


def _unlike(one: str, other: str, read: Callable[[str], Decimal | None]) -> bool:
    """两格都读得出数，数不一样。"""
    ours, theirs = read(one), read(other)
    return ours is not None and theirs is not None and ours != theirs
