"""文字上的发现：一段文字一种毛病只说一次，列出前几处；哪些格子里有话。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.assessment import Assessment
from reportgen.audit.texts.passages import Passage, texts_of
from reportgen.audit.texts.sentences import CLAUSE_MARK
from reportgen.finding import Finding, Severity

MOST = 3  # 一段文字里说前几处
NEAR = 6  # 引的时候前后各带几个字


def written(assessment: Assessment) -> Iterator[Passage]:
    """人写的全部文字：各段文字，和指标表里名称、目标、完成值的格子；一样的只给一次。"""
    yield from texts_of(assessment)
    seen: set[str] = set()
    for result in assessment.results:
        row = result.indicator
        for title, text in (
            ("一级指标", row.family),
            ("二级指标", row.category),
            ("三级指标", row.name),
            ("年初目标值", row.target),
            ("实际完成值", row.actual),
        ):
            if text and text not in seen:
                seen.add(text)
                yield Passage(f"{result.label}/{title}", text, row.origin(title))


def in_text(
    code: str,
    severity: Severity,
    passage: Passage,
    told: str,
    remedy: str,
    rule: str,
    stated: str,
    expected: str = "",
) -> Finding:
    """一段文字的一种毛病：``told`` 接在“某处里”后面。"""
    return Finding(
        code,
        severity,
        f"“{passage.field}”里{told}",
        remedy,
        passage.origins,
        field=passage.field,
        stated=stated,
        expected=expected,
        rule=rule,
    )


def several(faults: Iterable[str]) -> str:
    """前几处的说法，一样的只说一次；多的只说还有几处。"""
    told = list(dict.fromkeys(faults))
    more = f"；另有{len(told) - MOST}处" if len(told) > MOST else ""
    return "；".join(told[:MOST]) + more


def around(text: str, start: int, end: int) -> str:
    """连同同一分句里前后的几个字。"""
    begin = max(start - NEAR, 0)
    while begin and text[begin - 1 : begin + 1].isdigit():  # 数不从中间断开
        begin -= 1
    head = CLAUSE_MARK.split(text[begin:start])[-1]
    tail = CLAUSE_MARK.split(text[end : end + NEAR])[0]
    return f"{head}{text[start:end]}{tail}".strip().replace("\n", " ")
