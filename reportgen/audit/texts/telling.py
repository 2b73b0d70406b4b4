"""文字上的发现：一段文字一种毛病只说一次，列出前几处；哪些格子里有话。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.assessment import Assessment
from reportgen.audit.texts.passages import Passage, texts_of
from reportgen.finding import Finding, Severity
from reportgen.wording import enumerated

MOST = 3  # 一段文字里说前几处
SENTENCE_END = re.compile(r"[。！？；;\n]+")


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
    faults: Sequence[str],
    remedy: str,
    rule: str,
    stated: str,
    expected: str = "",
    lead: str = "",
) -> Finding:
    """一段文字的一种毛病：``faults`` 是各处的说法，一样的只列一次，``lead`` 是前面的话。"""
    told = enumerated(list(dict.fromkeys(faults)), MOST)
    return Finding(
        code,
        severity,
        f"“{passage.field}”里{lead}{told}",
        remedy,
        passage.origins,
        field=passage.field,
        stated=stated,
        expected=expected,
        rule=rule,
    )


def around(text: str, start: int, end: int, before: int = 6, after: int = 6) -> str:
    """连同同一句里前后的几个字。"""
    head = SENTENCE_END.split(text[max(start - before, 0) : start])[-1]
    tail = SENTENCE_END.split(text[end : end + after])[0]
    return f"{head}{text[start:end]}{tail}".strip().replace("\n", " ")
