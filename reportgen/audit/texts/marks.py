"""标点的核查：连用的、不成对的、段末没有的；报告里能自动规范的由 layout 说。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.texts.passages import texts_of
from reportgen.audit.texts.sentences import CLAUSE_MARK
from reportgen.audit.texts.telling import around, in_text, several
from reportgen.finding import Finding, Severity
from reportgen.wording import enumerated, typographic

# 两个不同的句读连用；重了的（，，）由 marks-mended 说。
CLASHING = re.compile(r"[，、；：。][，、；：！？]|[！？][，、；：。]")
# 序号后面多了标点：（一）、 1.、 （1）、
SLIP = re.compile(
    r"(?:^|(?<=[\n。；：]))\s{0,4}(?:[（(][一二三四五六七八九十\d]{1,3}[）)]\s*[、，.．]"
    r"|\d{1,2}[.．]\s*[、，])"
)
PAIRS = {"（": "）", "《": "》", "“": "”", "【": "】", "〔": "〕", "「": "」"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
HALF = re.compile(f"[{''.join(PAIRS)}{''.join(CLOSING)}]")
NARROW = str.maketrans("()", "（）")
# “1）”“一）”一类的序号，只有后半个括号
HALF_NUMBER = re.compile(r"(?:^|[\n。；：，、\s])[\da-zA-Z一二三四五六七八九十]{1,2}$")
ENDED = re.compile(r"[。！？…；：.!?;:）)”》】]$")
PARAGRAPH = 20


@check(Code("marks-wrong", "标点连用或不成对", "F03", "punctuation"))
def marks_right(assessment: Assessment) -> Iterator[Finding]:
    """标点连用（、，）、括号和引号不成对、序号后面多了顿号（规则 F03）；能自动规范的不在内。"""
    for passage in texts_of(assessment):
        text = typographic(passage.text)
        faults = [
            (each[0], f"“{around(text, *each.span())}”的“{each[0]}”连用")
            for each in CLASHING.finditer(text)
        ]
        faults += [
            (each[0].strip(), f"序号“{each[0].strip()}”多了标点") for each in SLIP.finditer(text)
        ]
        faults += _unpaired(text)
        if faults:
            yield in_text(
                "marks-wrong",
                Severity.NOTE,
                passage,
                several(told for _, told in faults),
                "改正标点",
                "F03",
                faults[0][0],
            )


@check(Code("stop-missing", "段末没有句号", "F03", "punctuation"))
def paragraphs_end(assessment: Assessment) -> Iterator[Finding]:
    """成段的文字（二十字以上）末尾没有句号的，合起来说一次（规则 F03）。"""
    open_ended = [
        passage
        for passage in texts_of(assessment)
        if len(passage.text.strip()) >= PARAGRAPH and not ENDED.search(passage.text.strip())
    ]
    if open_ended:
        first = open_ended[0]
        end = CLAUSE_MARK.split(first.text.strip())[-1][-20:]
        named = enumerated([f"“{each.field}”" for each in open_ended], 3)
        yield Finding(
            "stop-missing",
            Severity.NOTE,
            f"{named}末尾没有句号，如“{end}”",
            "补上句号；话没有写完的写完",
            first.origins,
            field=first.field,
            stated=end,
            rule="F03",
        )


def _unpaired(text: str) -> Iterator[tuple[str, str]]:
    """不成对的括号和引号：有前半没有后半，或有后半没有前半；“1）”这样的序号不算。"""
    text = text.translate(NARROW)
    alone: list[int] = []
    waiting: list[int] = []
    for found in HALF.finditer(text):
        place, mark = found.start(), found[0]
        if mark in PAIRS:
            waiting.append(place)
        elif mark in CLOSING:
            if waiting and text[waiting[-1]] == CLOSING[mark]:
                waiting.pop()
            elif mark != "）" or not HALF_NUMBER.search(text, max(place - 3, 0), place):
                alone.append(place)
    for place in sorted(alone + waiting):
        yield text[place], f"“{around(text, place, place + 1)}”的“{text[place]}”没有另一半"
