"""出处：报告里的一个数是数据里的哪一项，在数据文件的哪里，由它算出的还有哪些。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from reportgen.assessment import Assessment, IndicatorResult
from reportgen.finding import Origin
from reportgen.merge.words.format import same
from reportgen.merge.words.tokens import Figure, figures
from reportgen.wording import amount, percent, plain

RATE, EXECUTION, TOTAL = "预算执行率", "预算执行得分", "总分"


class Source(NamedTuple):
    """出处：这一项的名称、印出的样子、在哪里；``derived`` 是由它算出的各项。"""

    label: str
    shown: str
    origins: tuple[Origin, ...] = ()
    derived: tuple[str, ...] = ()

    def told(self) -> str:
        """写成一句：执行数（甲.yaml:12:5）；文件只写名称，不写在哪个文件夹。"""
        named = (origin._replace(file=Path(origin.file).name) for origin in self.origins)
        where = "、".join(dict.fromkeys(map(str, named)))
        return f"{self.label}（{where}）" if where else self.label


class Sources:
    """一个项目各个数的出处。"""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._project = assessment.project

    @cached_property
    def _known(self) -> list[tuple[list[Figure], Source]]:
        """各项和它的数；多半的稿子没有人改过，用不着，问到才认。"""
        return [(figures(each.shown), each) for each in _sources(self._assessment)]

    def of(self, text: str, section: str) -> tuple[Source, ...]:
        """一句话里的数的出处；一个数也认不得的，是 ``section`` 一节的文字材料。"""
        asked = figures(text)
        found = [
            source
            for known, source in self._known
            if any(same(figure, each) for figure in asked for each in known)
        ]
        if found:
            return tuple(dict.fromkeys(found))
        for key, material in self._project.materials.items():
            if section == key or section.endswith(f"/{key}"):
                origins = material.origin() or self._project.origin("文字材料")
                return (Source(f"文字材料“{key}”", "", origins),)
        return ()


def names_of(assessment: Assessment) -> frozenset[str]:
    """名称：指标、项目、单位的，并稿时整个算一个词。"""
    project = assessment.project
    names = {result.label for result in assessment.results}
    names |= {project.name, project.subject, project.unit, project.department, project.implementer}
    return frozenset(name for name in names if len(name) > 1)


def _sources(assessment: Assessment) -> Iterator[Source]:
    project = assessment.project
    funds, after_rate = project.funds, (EXECUTION, TOTAL)
    for value, title in ((funds.budget, "预算数"), (funds.executed, "执行数")):
        if value is not None:
            yield Source(title, amount(value), funds.origin(title), (RATE, *after_rate))
    both = (*funds.origin("预算数"), *funds.origin("执行数"))
    if assessment.rate is not None:
        yield Source(RATE, percent(assessment.rate), both, after_rate)
    if assessment.execution_score is not None:
        yield Source(EXECUTION, _points(assessment.execution_score), both, (TOTAL,))
    for result in assessment.results:
        yield from _indicator(result)
    for family in assessment.families:
        if family.score is not None:
            origins = tuple(o for each in family.results for o in each.indicator.origin("得分"))
            yield Source(f"{family.name}得分", _points(family.score), origins[:1], (TOTAL,))
    if assessment.indicator_score is not None:
        yield Source("绩效目标得分", _points(assessment.indicator_score), (), (TOTAL,))
    if assessment.total is not None:
        yield Source(TOTAL, _points(assessment.total), project.rating.origin(TOTAL))


def _indicator(result: IndicatorResult) -> Iterator[Source]:
    indicator, label = result.indicator, result.label
    yield Source(f"“{label}”年初目标值", indicator.target, indicator.origin("年初目标值"))
    derived = (f"“{label}”得分", TOTAL)
    yield Source(f"“{label}”实际完成值", indicator.actual, indicator.origin("实际完成值"), derived)
    if result.score is not None:
        yield Source(derived[0], _points(result.score), indicator.origin("得分"), (TOTAL,))


def _points(score: Decimal) -> str:
    return f"{plain(score)}分"
