"""审核意见的用名：一个单位的各份自评表，各有哪些要更正的、要说明的，以中文名称供模板使用。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from reportgen.compose.shape import Known, shape_of
from reportgen.finding import Finding, Severity
from reportgen.wording import in_print, listed, sentence

# 同一种问题到了这么多处，合成一条说
MANY = 3
CLAUSE = re.compile("[，：]")
PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))


class Reviewed(NamedTuple):
    """一份审过的自评表：叫什么，有哪些发现。"""

    name: str
    findings: tuple[Finding, ...]


class Letter(NamedTuple):
    """给一个单位的审核意见；``titles`` 是各种发现说的是什么，几处合成一条时用。"""

    unit: str
    year: str
    reviewed: tuple[Reviewed, ...]
    titles: Mapping[str, str]


def letter_names(letter: Letter) -> dict[str, Any]:
    """模板用名：一份审核意见的全部名称。"""
    projects = [_reviewed(each, letter.titles) for each in letter.reviewed]
    return {
        "单位": letter.unit,
        "年度": letter.year,
        "项目": projects,
        "有意见的项目": [each for each in projects if each["错误数"] or each["提醒数"]],
        "无意见的项目": [each for each in projects if not each["错误数"] and not each["提醒数"]],
        "错误数": sum(each["错误数"] for each in projects),
        "提醒数": sum(each["提醒数"] for each in projects),
    }


@cache
def known_letter_names() -> Known:
    """每份审核意见都有的用名；取自造的一份，各个列表都不空。"""
    findings = [Finding("甲", severity, "甲", consequences=("甲",)) for severity in Severity]
    flawed = Reviewed("", tuple(findings * MANY))
    letter = Letter("", "", (flawed, Reviewed("", ())), {"甲": "甲"})
    return Known({name: shape_of(value) for name, value in letter_names(letter).items()})


def _reviewed(reviewed: Reviewed, titles: Mapping[str, str]) -> dict[str, Any]:
    errors = [each for each in reviewed.findings if each.severity is Severity.ERROR]
    warnings = [each for each in reviewed.findings if each.severity is Severity.WARNING]
    return {
        "名称": in_print(reviewed.name),
        "错误数": len(errors),
        "提醒数": len(warnings),
        "需更正": list(_points(errors, titles)),
        "需说明": list(_points(warnings, titles)),
    }


def _points(findings: Iterable[Finding], titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """各条意见，按发现的次序；同一种问题多的合成一条，排在它第一处的地方。"""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.code, []).append(finding)
    for code, alike in kinds.items():
        if len(alike) >= MANY and code in titles:
            yield _joined(alike, titles[code])
        else:
            yield from map(_single, alike)


def _single(finding: Finding) -> dict[str, Any]:
    return {
        "内容": _said(finding.message),
        "各处": [],
        "由此": [_said(each) for each in finding.consequences],
        "怎么办": _said(finding.remedy),
        "位置": finding.field,
    }


def _joined(findings: list[Finding], title: str) -> dict[str, Any]:
    """几处合成一条：各处都有的话、都一样的办法只说一遍。"""
    messages = [_said(each.message) for each in findings]
    remedies = [_said(each.remedy) for each in findings]
    tail = _shared_tail(messages)
    one_remedy = len(set(remedies)) == 1
    places = []
    for finding, message, remedy in zip(findings, messages, remedies, strict=True):
        told = [message.removesuffix(tail), *map(_said, finding.consequences)]
        aside = "" if one_remedy or not remedy else f"（{remedy}）"
        places.append(listed(told, "，") + aside)
    return {
        "内容": tail[1:] or title,
        "各处": places,
        "由此": [],
        "怎么办": remedies[0] if one_remedy else "",
        "位置": listed(each.field for each in findings),
    }


def _shared_tail(messages: list[str]) -> str:
    """各处都有的末几个分句，连同前面的标点；引号、括号不能只有一半。"""
    first = messages[0]
    for mark in CLAUSE.finditer(first):
        tail = first[mark.start() :]
        whole = all(tail.count(opened) == tail.count(closed) for opened, closed in PAIRS)
        if whole and all(each.endswith(tail) and each != tail for each in messages):
            return tail
    return ""


def _said(text: str) -> str:
    """终端上的话接进公文的句子：句末的标点由模板加。"""
    return sentence(in_print(text))
