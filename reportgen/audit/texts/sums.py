"""合计的核查：文字里列的各部分，加起来要是所说的总数。"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice
from typing import NamedTuple

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.texts.claims import LINK, number
from reportgen.audit.texts.passages import texts_of
from reportgen.audit.texts.scope import Scope
from reportgen.audit.texts.sentences import SENTENCE_END
from reportgen.finding import Finding, Severity
from reportgen.notation import RATE_UNITS, read_actual
from reportgen.wording import plain

AMONG = re.compile(r"其中|包括|分别为|分别是|分为")
WHOLE = re.compile(rf"(?:合计|共计|总计|总共){LINK}$")
# 没有列全的，说约数、比较、另一件事的，加不得。
VAGUE = re.compile(
    r"等|主要|例如|如|约|左右|余|多|以上|以下|近|超|不足|上年|去年|同比|[比较每均占]|最"
)
OTHER = re.compile(r"执行|结余|剩余|目前|截[至止]|还|另|此外|同时|计划|目标|预算")
LONGEST_GAP = 14
LONGEST_WHOLE = 12
LONGEST_SENTENCE = 500  # 总数前面的话再长，看不准哪些是它的部分
MONEY = ("亿元", "万元", "元")
UNADDED = (*RATE_UNITS, None, "")  # 比率、没有单位的，加不得
FEWEST = 2


class _Part(NamedTuple):
    """文中的一个数：值、单位、从哪里到哪里、原文。"""

    value: Decimal
    unit: str | None
    start: int
    end: int


@check(Code("parts-in-text", "文字里列的各部分加起来不是所说的总数", "E06"))
def parts_add_up(assessment: Assessment) -> Iterator[Finding]:
    """“共8场，其中甲3场、乙4场”“甲3场、乙4场，合计8场”：单位相同、列全了的要相加得上（规则 E06）。

    “其中”后面的多出总数才是错；没有列全（等、主要、约）、说别的事的不算，少于总数的只问金额。
    """
    for passage in texts_of(assessment):
        scope = Scope(passage.text, assessment.project)
        figures = [_part(found) for found in scope.figures]
        for whole, parts in (*_after(scope, figures), *_before(scope, figures)):
            added = sum((part.value for part in parts), Decimal(0))
            adding = "+".join(plain(part.value) for part in parts)
            quoted = scope.text[min(whole.start, parts[0].start) : max(whole.end, parts[-1].end)]
            yield Finding(
                "parts-in-text",
                Severity.WARNING,
                f"“{passage.field}”里写的“{quoted}”加不拢：{adding}={plain(added)}，"
                f"不是 {plain(whole.value)}",
                "核对总数和各部分；没有列全的，写明其余是什么",
                passage.origins,
                field=passage.field,
                stated=plain(whole.value),
                expected=plain(added),
                rule="E06",
            )


def _part(found: re.Match[str]) -> _Part:
    reading = read_actual(f"{number(found['figure'])}{found['unit']}")
    unit = reading.unit
    known = unit is not None and found["unit"].startswith(unit)
    end = found.start("unit") + len(unit) if unit is not None and known else found.end("unit")
    return _Part(number(found["figure"]), unit, found.start(), end)


def _after(scope: Scope, figures: Sequence[_Part]) -> Iterator[tuple[_Part, tuple[_Part, ...]]]:
    """总数在前：共8场，其中甲3场、乙4场。"""
    for marker in AMONG.finditer(scope.text):
        start, end = marker.end(), scope.sentence_end(marker.end())
        # 一句里只有最后一个“其中”看到句末，长句也是线性的
        if AMONG.search(scope.text, start, end):
            continue
        place = bisect_right(figures, marker.start(), key=lambda each: each.end)
        if not place or figures[place - 1].unit in UNADDED:
            continue
        whole = figures[place - 1]
        between = scope.text[whole.end : marker.start()]
        if len(between) > LONGEST_GAP or SENTENCE_END.search(between) or VAGUE.search(between):
            continue
        if VAGUE.search(scope.text, start, end):
            continue
        parts = _listing(scope, figures, whole.unit, start, end)
        added = sum((part.value for part in parts), Decimal(0))
        if len(parts) < FEWEST or whole.value in _running(parts):
            continue
        closed = marker[0].startswith("分") or whole.unit in MONEY
        if added > whole.value or closed:
            yield whole, parts


def _listing(
    scope: Scope, figures: Sequence[_Part], unit: str | None, start: int, end: int
) -> tuple[_Part, ...]:
    """从 ``start`` 起一项接一项、单位相同的数；说到别的事就到头了。"""
    parts: list[_Part] = []
    place = start
    for each in islice(figures, bisect_left(figures, start, key=lambda each: each.start), None):
        between = scope.text[place : each.start]
        if (
            each.start >= end
            or each.unit != unit
            or len(between) > LONGEST_GAP
            or OTHER.search(between)
        ):
            break
        parts.append(each)
        place = each.end
    return tuple(parts)


def _before(scope: Scope, figures: Sequence[_Part]) -> Iterator[tuple[_Part, tuple[_Part, ...]]]:
    """总数在后：甲3场、乙4场，合计8场；只看同一句里紧挨着的。"""
    for place, whole in enumerate(figures):
        start = scope.sentence(whole.start)
        marked = WHOLE.search(scope.text, max(start, whole.start - LONGEST_WHOLE), whole.start)
        if marked is None or whole.unit in UNADDED or whole.start - start > LONGEST_SENTENCE:
            continue
        parts: list[_Part] = []  # 从后往前
        limit = marked.start()
        for at in reversed(range(place)):
            each = figures[at]
            between = scope.text[each.end : limit]
            if each.start < start or each.unit != whole.unit or len(between) > LONGEST_GAP:
                break
            if OTHER.search(between) or VAGUE.search(between):
                break
            parts.append(each)
            limit = each.start
        lead = scope.text[start:limit]
        if len(parts) < FEWEST or VAGUE.search(lead) or OTHER.search(lead):
            continue
        if whole.value not in _running(parts):
            yield whole, tuple(reversed(parts))


def _running(parts: Sequence[_Part]) -> list[Decimal]:
    """头两个、头三个……的和：后面的可能已是别的事。"""
    return list(accumulate(part.value for part in parts))[FEWEST - 1 :]
