"""摘要：一个项目里要和别的项目比的内容；项目看完就放下，只留摘要。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from reportgen.assessment import Assessment
from reportgen.audit.across.naming import plain_name
from reportgen.audit.texts.passages import texts_of
from reportgen.audit.texts.sentences import SENTENCE_END
from reportgen.finding import Origin
from reportgen.model import Funds, SelfRating

CAUSE_OR_MEASURE = re.compile(r"原因|改进措施")
SUBJECT = re.compile(r"^[^，,]{1,12}?(?=拟|将)")  # “某局拟……”，换了单位名称的也是照抄
LONG = 60  # 这么长的一句一字不差，不会是巧合
OPENING = 24  # 发现里引用开头的这么多字


class Row(NamedTuple):
    """指标的一行，照填报。"""

    name: str
    target: str
    actual: str
    weight: str
    score: str
    origin: tuple[Origin, ...]
    target_origin: tuple[Origin, ...]
    actual_origin: tuple[Origin, ...]


class Sentence(NamedTuple):
    """原因、措施里的一句长话：只记指纹和开头。"""

    fingerprint: bytes
    opening: str
    field: str
    origins: tuple[Origin, ...]


class Digest(NamedTuple):
    """一个项目的摘要；``stem`` 是它在这次核查里的名称。"""

    stem: str
    form: str
    year: int
    name: str
    unit: str
    implementer: str
    department: str
    departmental: bool
    funds: Funds
    rating: SelfRating
    rows: tuple[Row, ...]
    sentences: tuple[Sentence, ...]
    origins: tuple[Origin, ...]

    @property
    def called(self) -> str:
        """话里的称呼：项目名称；部门的表是单位加“整体”。"""
        if self.departmental and self.unit:
            return f"{self.unit}整体"
        return self.name or self.unit or self.stem

    @property
    def units(self) -> tuple[str, ...]:
        """自己的单位：单位名称、项目实施单位；都没有填的用主管部门。"""
        own = tuple(filter(None, map(plain_name, (self.unit, self.implementer))))
        return own or tuple(filter(None, (plain_name(self.department),)))


def digest(stem: str, assessment: Assessment) -> Digest:
    """一个项目的摘要。"""
    project = assessment.project
    rows = (
        Row(
            indicator.name,
            indicator.target,
            indicator.actual,
            indicator.weight,
            indicator.score,
            indicator.origin("三级指标"),
            indicator.origin("年初目标值"),
            indicator.origin("实际完成值"),
        )
        for indicator in (result.indicator for result in assessment.results)
    )
    return Digest(
        stem,
        project.form,
        project.year,
        project.name,
        project.unit,
        project.implementer,
        project.department,
        project.departmental,
        project.funds,
        project.rating,
        tuple(rows),
        tuple(_sentences(assessment)),
        project.origin("项目名称") or project.origin("单位名称"),
    )


def _sentences(assessment: Assessment) -> Iterator[Sentence]:
    """原因和措施里的长句，一句只记一次。"""
    seen = set()
    for passage in texts_of(assessment):
        if not CAUSE_OR_MEASURE.search(passage.field):
            continue
        for said in map(str.strip, SENTENCE_END.split(passage.text)):
            words = plain_name(SUBJECT.sub("", said))
            if len(words) < LONG:
                continue
            fingerprint = blake2b(words.encode(), digest_size=16).digest()
            if fingerprint not in seen:
                seen.add(fingerprint)
                yield Sentence(fingerprint, said[:OPENING], passage.field, passage.origins)
