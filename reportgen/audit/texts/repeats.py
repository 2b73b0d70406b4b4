"""重复的核查：一个词连写两遍，一句话说两遍，“共……共计”。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.texts.passages import texts_of
from reportgen.audit.texts.sentences import CLAUSE_MARK, SENTENCE_END
from reportgen.audit.texts.telling import around, in_text, several, written
from reportgen.finding import Finding, Severity

HAN = "\u4e00-\u9fff"
DOUBLED = re.compile(rf"([{HAN}]{{2,10}}?)\1")
# 本来就可以连写的：数目（二零二零）、一个一个、很多很多，和动词的重叠。
REDUPLICATED = re.compile(
    r"[一二三四五六七八九十零百千万亿两]+|(.)\1+|[一逐每几很多太非].+"
    r"|研究|讨论|考虑|商量|了解|学习|交流|琢磨|商议|观察|体验|参观|锻炼|休息|尝试|许多|彼此"
)
# 两个字的，后一个可能是另一个词的开头：组织学习｜学习强国平台、加强管理｜管理人员。
COMPOUND = re.compile(
    r"[局委办厅科站所院会业型师者员人组器馆室库率性力化量区等中度币]|中心|对象|人员|单位|负责|改革|促进"
    r"|企业|机构|强国|平台|资金|经费|支出|目标|指标"
)

TOTALS = re.compile(
    r"(?:(?<![公中国总一])共|总共|一共|累计)"
    r"(?:支付|支出|使用|投入|安排|拨付|完成|收到|发放|开展|举办|组织|培训|需|花费|发生)"
    r"[^，。；：\d\n]{0,25}?(?:共计|合计|总计)"
)
# 隔着一个“，因”又说一遍：在项目实施过程中，因项目实施过程中
ECHO = re.compile(rf"([{HAN}]{{6,30}})[，,、][因在由受对为从]?\1")
# 提升预算管理水平和项目预算管理水平：前一个没有限定，已经包括后一个。
INCLUDED = re.compile(
    r"(?:提升|提高|加强|强化|完善|规范|优化|改进|增强|推进|推动|做好|落实|健全|促进|确保|保障)"
    rf"([{HAN}]{{4,12}})[和及与][{HAN}]{{1,4}}\1(?![{HAN}])"
)
MARKER = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)]?[、.．]|[）)]|是)|第.，)\s*"
)
SENTENCE, CLAUSE = 12, 8


@check(Code("word-doubled", "一个词连写了两遍", "", "typo"))
def words_doubled(assessment: Assessment) -> Iterator[Finding]:
    """连写两遍的词（产业产业集聚）；一步一步、二零二零、动词的重叠和两个词恰好相连的不算。"""
    for passage in written(assessment):
        text = passage.text
        found = [
            each
            for each in DOUBLED.finditer(text)
            if not REDUPLICATED.fullmatch(each[1])
            and not (len(each[1]) == 2 and COMPOUND.match(text, each.end()))
        ]
        if found:
            faults = [f"“{around(text, *each.span())}”把“{each[1]}”写了两遍" for each in found]
            yield in_text(
                "word-doubled",
                Severity.WARNING,
                passage,
                several(faults),
                "删去重复的词",
                "",
                found[0][0],
                found[0][1],
            )


@check(Code("text-repeated", "一句话说了两遍", "", "typo duplicate_text"))
def texts_repeated(assessment: Assessment) -> Iterator[Finding]:
    """同一段文字里整句、整个分句说了两遍，“共……共计”，“……过程中，因……过程中”。"""
    for passage in texts_of(assessment):
        repeats = list(_repeats(passage.text))
        if repeats:
            yield in_text(
                "text-repeated",
                Severity.NOTE,
                passage,
                several(fault for fault, _ in repeats),
                "删去重复的话",
                "",
                repeats[0][1],
            )


def _repeats(text: str) -> Iterator[tuple[str, str]]:
    """各处重复：怎样说、印的是什么。"""
    for found in TOTALS.finditer(text):
        yield f"“{found[0]}”的“共”和“{found[0][-2:]}”重复", found[0]
    for pattern in (ECHO, INCLUDED):
        for found in pattern.finditer(text):
            yield f"“{found[0]}”把“{found[1]}”说了两遍", found[0]
    sentences = [MARKER.sub("", each).strip() for each in SENTENCE_END.split(text)]
    yield from _twice(sentences, SENTENCE)
    for each in sentences:
        yield from _twice([clause.strip() for clause in CLAUSE_MARK.split(each)], CLAUSE)


def _twice(said: list[str], shortest: int) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for each in said:
        if len(each) >= shortest and each in seen:
            yield f"“{each}”说了两遍", each
        seen.add(each)
