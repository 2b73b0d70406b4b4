"""单位的核查：起止两个数都带单位，金额后面有“元”。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.texts.passages import texts_of
from reportgen.audit.texts.telling import around, in_text, several, written
from reportgen.finding import Finding, Severity

NUMBER = r"\d[\d,]*(?:\.\d+)?"
RANGE = re.compile(
    rf"(?<![\d.,%A-Za-z年月第-])(?P<low>{NUMBER})\s*(?P<mark>[-~～—–－]+|至)\s*(?P<high>{NUMBER})"
    r"\s*(?P<unit>[%％‰]|万元|亿元)"
)
# 说钱的词和数之间只隔这些话；或数后面就是说钱的词（700万安全生产工作经费）。
MONEY = r"(?:经费|费用?|资金|资产|金额|金|款项?|支出|收入|预算数?|执行数|补贴|补助|工资)"
LINK = r"(?:总额|总计|合计|共计|累计|总数|共|约|为|达到?|至|了|是|超过|近|余|[：:\s]){0,8}"
# 后面是“万”而不是“万元、万人、万亿”，一句到此为止。
WAN = rf"(?P<amount>{NUMBER}\s*余?\s*万)"
AMOUNT = re.compile(
    rf"{MONEY}{LINK}(?<![\d.,]){WAN}(?=\s*(?:[，,。；;、）)]|$))"
    rf"|(?<![\d.,]){WAN.replace('amount', 'before')}"
    r"(?=(?![元亿人户家])[\u4e00-\u9fff]{0,8}(?:经费|资金|补助|补贴|预算|拨款|费用))",
    re.MULTILINE,
)


@check(Code("range-unit", "起止两个数只有后一个带单位", "F04"))
def ranges_written(assessment: Assessment) -> Iterator[Finding]:
    """起止两个数都带单位：60%~70%、3万元~5万元（规则 F04）。"""
    for passage in written(assessment):
        told = [
            (each[0], f"{each['low']}{each['unit']}{each['mark']}{each['high']}{each['unit']}")
            for each in RANGE.finditer(passage.text)
        ]
        if told:
            printed, expected = told[0]
            yield in_text(
                "range-unit",
                Severity.NOTE,
                passage,
                several(f"“{wrong}”应写作“{right}”" for wrong, right in told),
                "起止两个数都带上单位",
                "F04",
                printed,
                expected,
            )


@check(Code("amount-without-unit", "金额缺“元”字", "", "unit_missing"))
def amounts_have_units(assessment: Assessment) -> Iterator[Finding]:
    """说的是钱，只写到“万”：水电费总计为422.6万。人数、件数的“万”不算。"""
    for passage in texts_of(assessment):
        found = list(AMOUNT.finditer(passage.text))
        if not found:
            continue
        spans = [each.span("amount" if each["amount"] else "before") for each in found]
        printed = [passage.text[start:end] for start, end in spans]
        yield in_text(
            "amount-without-unit",
            Severity.NOTE,
            passage,
            several(f"“{around(passage.text, *span)}”的金额缺“元”" for span in spans),
            f"写作“{printed[0]}元”" if len(printed) == 1 else "金额写作“……万元”",
            "",
            printed[0],
            printed[0] + "元",
        )
