"""序号的核查：一段文字里的一是、一、（一）1. （1）从一起，不跳号，不重号。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.texts.passages import texts_of
from reportgen.audit.texts.telling import in_text, several
from reportgen.finding import Finding, Severity
from reportgen.wording import chinese_number

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
NUMBERS = {chinese_number(number): number for number in range(1, 100)}
NUMBERS |= {mark: number for number, mark in enumerate(CIRCLED, 1)}
NUMBERS |= {str(number): number for number in range(1, 100)}
HAN = "一二三四五六七八九十"


class _Style(NamedTuple):
    """一种序号：怎样认，前面不会是什么字。

    后面又是数的（一、二季度，2、3月，1.5万元）多半不是序号，年份除外（1.2020年……）。
    """

    pattern: re.Pattern[str]
    not_after: str = ""


STYLES = (
    _Style(re.compile(rf"(?P<number>[{HAN}]{{1,3}})是"), f"第其唯{HAN}百"),
    _Style(re.compile(rf"(?P<number>[{HAN}]{{1,3}})、(?P<unsure>\s*[{HAN}])?"), f"第{HAN}百"),
    _Style(re.compile(rf"[（(]\s*(?P<number>[{HAN}]{{1,3}})\s*[）)]")),
    _Style(re.compile(rf"第(?P<number>[{HAN}]{{1,2}})[，,]")),
    _Style(
        re.compile(
            r"(?P<number>\d{1,2})\s*[.．、](?!\d\d?[.．]\d)(?P<unsure>\s*(?!20\d\d\s*年)\d)?"
        ),
        "0123456789.．第",
    ),
    _Style(re.compile(r"[（(]\s*(?P<number>\d{1,2})\s*[）)]")),
    _Style(re.compile(r"(?P<number>\d{1,2})[）)]"), "0123456789（(.．"),
    _Style(re.compile(f"(?P<number>[{CIRCLED}])")),
)
ITEM_START = re.compile(r"(?:^|[\n。；;：:，,！？])[\s　“”]*\Z")
GAP = 8  # 序号前面看这么多字
DEEPEST = 50  # 接着的列举往前找这么多层


class _Mark(NamedTuple):
    """一个序号：印的样子、号数、肯定是不是序号。"""

    printed: str
    written: str
    number: int
    certain: bool


class _Fault(NamedTuple):
    """一处错：怎样说、印的序号、应当的序号。"""

    told: str
    printed: str
    expected: str


@check(Code("numbering-wrong", "序号跳号、重号或不从一起", "A08", "numbering_wrong"))
def numbering_runs(assessment: Assessment) -> Iterator[Finding]:
    """一段文字里的序号从一起，不跳号，不重号（规则 A08）；几个并列、套着的列举分开看。"""
    for passage in texts_of(assessment):
        faults = [fault for style in STYLES for fault in _faults(_marks(passage.text, style))]
        if faults:
            yield in_text(
                "numbering-wrong",
                Severity.WARNING,
                passage,
                several(fault.told for fault in faults),
                "按次序改正序号；漏了一段的补上",
                "A08",
                faults[0].printed,
                faults[0].expected,
            )


def _marks(text: str, style: _Style) -> list[_Mark]:
    marks = []
    for found in style.pattern.finditer(text):
        number, start = NUMBERS.get(found["number"]), found.start()
        if number is None or (start and text[start - 1] in style.not_after):
            continue
        unsure = found.groupdict().get("unsure") or ""
        at_start = ITEM_START.search(text[max(start - GAP, 0) : start])
        printed = found[0].removesuffix(unsure).strip()
        marks.append(_Mark(printed, found["number"], number, bool(at_start) and not unsure))
    return marks


def _faults(marks: list[_Mark]) -> Iterator[_Fault]:
    """``open_lists`` 是还没有完的列举各到了几号，里层的在后；拿不准的只用来补中间缺的。"""
    if sum(mark.certain for mark in marks) < 2:
        return
    maybe: set[int] = set()
    open_lists: list[_Mark] = []
    for mark in marks:
        if not mark.certain:
            maybe.add(mark.number)
            continue
        if _filled(0, mark.number, maybe):  # “一”本身，或前面有过拿不准的“一”
            open_lists.append(mark)
        elif (depth := _continued(open_lists, mark.number, maybe)) is not None:
            open_lists[depth:] = [mark]
        else:
            yield _fault(open_lists[-1] if open_lists else None, mark)
            open_lists[-1:] = [mark]
        maybe.clear()


def _continued(open_lists: list[_Mark], number: int, maybe: set[int]) -> int | None:
    """接着的是哪一层的列举。"""
    for depth in reversed(range(len(open_lists))[-DEEPEST:]):
        last = open_lists[depth].number
        if number > last and _filled(last, number, maybe):
            return depth
    return None


def _filled(last: int, number: int, maybe: set[int]) -> bool:
    """两个号之间没有缺的。"""
    return maybe.issuperset(range(last + 1, number))


def _fault(last: _Mark | None, mark: _Mark) -> _Fault:
    number = last.number + 1 if last else 1
    same = (key for key in NUMBERS if NUMBERS[key] == number and _alike(key, mark.written))
    # 太大的号数，不在认得的里面
    expected = mark.printed.replace(mark.written, next(same, str(number)))
    if last is None:
        told = f"序号从“{mark.printed}”开始，前面没有“{expected}”"
    elif mark.number <= last.number:
        told = f"序号“{last.printed}”后面又是“{mark.printed}”，应为“{expected}”"
    else:
        told = f"序号“{last.printed}”后面是“{mark.printed}”，缺“{expected}”"
    return _Fault(told, mark.printed, expected)


def _alike(one: str, other: str) -> bool:
    """同一种写法的号数：汉字、数字、圆圈。"""
    return one.isascii() == other.isascii() and (one in CIRCLED) == (other in CIRCLED)
