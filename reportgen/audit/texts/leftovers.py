"""留着的核查：表和报告模板的提示语没有删，占位的记号没有换成内容。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.texts.passages import texts_of
from reportgen.audit.texts.telling import MOST, around, in_text
from reportgen.finding import Finding, Severity
from reportgen.wording import TO_FILL, enumerated

# 附件2至附件5模板里的提示语，和一般的填写要求；中间的标点、空格各地印得不一样。
HINTS = (
    "核实和评述上年度结果应用情况",
    "列举本年度绩效问题和原因",
    "包括项目整改和绩效目标调整完善等",
    "包括资金结构投向用途分配方式",
    "常年性项目说明年度情况",
    "延续性项目说明周期情况",
    "包括完成情况和偏离原因",
)
BETWEEN = r"[\s，,、。；;：:（()）]*"
HINT = re.compile(
    "|".join(BETWEEN.join(hint) for hint in HINTS)
    + r"|简要概述(?:项目|部门|单位|年度)[^，。；：（(\n]{0,12}|[此在]处填写|填写说明|填表说明"
    r"|[（(【][^（()）】\n]{0,12}\d+字(?:以内|之内|左右|以下)[^（()）】\n]{0,6}[）)】]|不超过\d+字"
    r"|(?<![提邀申聘恳报])请(?:在此|简要|如实|详细)?(?:填写|概述|列明|说明)"
)
FILL_MARK = re.compile(TO_FILL)
DIGIT = "一二三四五六七八九"
# 先认第一个字再回看，快得多
PLACEHOLDER = re.compile(
    r"[XxＸｘ×](?<![A-Za-z0-9].)[XxＸｘ×]+(?![A-Za-z0-9])"
    r"|(?:…{1,6}|\.{3,12}|\*(?<![A-Za-z0-9）)*].)\*{0,5})"
    r"(?=\s?(?:万元|亿元|元|%|个|家|次|人|项|年|月|日|分))"
    r"|[_＿]{2,}|\*{2,}"
    rf"|[○□](?<![{DIGIT}].)[○□]+(?![{DIGIT}])"
    r"|[（(][\s　]*[）)]|[（(【\[]待(?:补充?|填写?|核实?|定)[^）)】\]]{0,6}[）)】\]]"
    r"|[ 　](?<![\d一二三四五六七八九十每本当今 　].)[ 　]{0,7}年[ 　]{1,8}月[ 　]{1,8}日"
)


@check(Code("hint-left", "模板的提示语没有删", "A04", "leftover_template_hint"))
def hints_left(assessment: Assessment) -> Iterator[Finding]:
    """模板的提示语没有删（规则 A04）：包括……、简要概述……、100字以内、请填写。"""
    for passage in texts_of(assessment):
        text = FILL_MARK.sub("", passage.text)
        found = [each[0].replace("\n", " ").strip() for each in HINT.finditer(text)]
        if found:
            yield in_text(
                "hint-left",
                Severity.WARNING,
                passage,
                f"留着模板的提示语{_quoted(found)}",
                "照提示写好内容，删去提示语",
                "A04",
                found[0],
            )


@check(Code("placeholder-in-text", "文字里留着占位的记号", "A03", "template_placeholder"))
def placeholders_left(assessment: Assessment) -> Iterator[Finding]:
    """文字里留着 XX、……万元、____ 一类占位的记号，或“【请填写：……】”（规则 A03）。"""
    for passage in texts_of(assessment):
        text = passage.text
        marks = [each for pattern in (FILL_MARK, PLACEHOLDER) for each in pattern.finditer(text)]
        if marks:
            printed = [around(text, *each.span()) for each in marks]
            yield in_text(
                "placeholder-in-text",
                Severity.WARNING,
                passage,
                f"留着占位的记号：{_quoted(printed)}",
                "换成实际的内容，没有的删去",
                "A03",
                printed[0],
            )


def _quoted(texts: list[str]) -> str:
    return enumerated([f"“{each}”" for each in dict.fromkeys(texts)], MOST)
