"""套用的文字：从别的单位、别的年度的材料里抄来，名称和年度没有改。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.texts.passages import texts_of
from reportgen.audit.texts.scope import THIS_TIME, own_names
from reportgen.audit.texts.sections import section_of
from reportgen.audit.texts.vocabulary import abbreviates
from reportgen.finding import Finding, Severity

# 句子的开头就是“2019年度……绩效自评”，说的是报告本身的年度。
REPORT_YEAR = re.compile(
    r"(?:^|[。；\n])[^\S\n]*(?:[（(]?[一二三四五六七八九十\d]+[）)、.][^\S\n]*)?"
    r"(?P<said>(?P<year>20\d\d)年度?[^，。；\n]{0,15}?"
    r"(?:绩效(?:自评|评价|目标)|项目(?:自评|预算|资金|支出)|预算(?:资金|批复|安排|执行)))"
)
OWN_RATING = re.compile(
    r"(?P<unit>[\u4e00-\u9fff]{2,12}?(?:局|委员会|办公室|中心|部))(?P<year>20\d\d)年度[^。；\n]{0,20}自评"
)
AHEAD = ("改进措施", "拟与预算", "内容", "上年度", "自评工作开展")


@check(Code("foreign-name", "文字里是别的单位或别的年度", "E12", "report_vs_table"))
def text_is_own(assessment: Assessment) -> Iterator[Finding]:
    """文字说的是别的年度、别的单位的自评，多半是套用时没有改（规则 E12）。

    整段没有提到本年度，开头却是别的年度的项目、预算、自评；“某局2020年度……自评”里的单位不是自己的，
    也不是自己的简称。说上年、下年的章节不算。
    """
    project = assessment.project
    year = str(project.year)
    names = own_names(project)
    for passage in texts_of(assessment):
        section = section_of(passage.field.removesuffix("/简"))
        if any(mark in section for mark in AHEAD):
            continue
        told = ""
        found = REPORT_YEAR.search(passage.text)
        if found and year not in passage.text and not THIS_TIME.search(passage.text):
            told = f"“{found['said']}”，整段没有提到 {year} 年度"
            stated, expected = found["year"], year
        for said in OWN_RATING.finditer(passage.text):
            if not told and names and not any(_same(said["unit"], name) for name in names):
                told = f"“{said['unit']}{said['year']}年度……自评”，不是本单位（{names[0]}）"
                stated, expected = said["unit"], ""
        if told:
            yield Finding(
                "foreign-name",
                Severity.WARNING,
                f"“{passage.field}”里写的是{told}，像是套用了别处的文字",
                "核对这段文字说的是不是本单位本年度的事，改正单位和年度",
                passage.origins,
                field=passage.field,
                stated=stated,
                expected=expected,
                rule="E12",
            )


def _same(said: str, name: str) -> bool:
    """说的是自己：全称、简称，或名称里带着自己的全称。"""
    return abbreviates(said, name) or abbreviates(name, said) or name in said
