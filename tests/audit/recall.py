"""查全：真实自评表里登记的错误，核查找到了哪些。

登记的一条和发现对上，要在同一份表、代码登记了这一种错误，并且说到了同一处：发现里有登记的原文，
或者登记的说明里点到了发现所在的格。收在起因下面的后果也算。
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from reportgen.audit.checks import LISTED
from reportgen.finding import Finding
from reportgen.pipeline import Workshop, audit_all
from tests.assess.projects import ROOT

FORMS = ROOT / "tests" / "facts" / "forms"
Defect = dict[str, Any]
QUIET = re.compile(r"[\s，。、；：:,;()（）“”\"'《》]+")
# 收成后果以后没有代码，看说的是哪一格
CELLS = {
    "total_wrong": ("总分",),
    "total_missing": ("总分",),
    "exec_score_wrong": ("执行得分",),
    "deviation_figure_wrong": ("偏差原因分析",),
    "indicator_score_wrong": ("得分",),
    "weight_sum_mismatch": ("得分合计", "分值"),
}
# 只说一张表的，不用对到哪一格
WHOLE = {
    "annex_marker_missing",
    "notes_missing",
    "notes_incomplete",
    "title_format",
    "improvement_none",
    "deviation_none_but_deviated",
    "rate_over_100_unexplained",
    "field_missing",
    "none_checked",
    "target_operator",
    "total_missing",
    "total_wrong",
    "weights_framework_wrong",
    "weight_sum_mismatch",
    "exec_score_wrong",
    "score_precision",
    "title_year_wrong",
    "total_has_text",
    "empty_template_row",
    "aggregation_difference",
    "basic_project_expenditure_swapped",
    "indicator_copied",
    "target_missing",
    "unit_missing",
    "deviation_incomplete",
    "deviation_missing_for_indicator",
    "direction_or_threshold_inconsistent",
    "title_unit_mismatch",
    "title_unit_wrong",
    "title_name_mismatch",
}


class Verdict(NamedTuple):
    """一条登记的错误，和对上的发现的代码（没有找到的为空）。"""

    defect: Defect
    code: str


def defects() -> list[Defect]:
    """登记在自评表上的错误；报告里的属于别的工作。"""
    text = (ROOT / "tests" / "facts" / "defects.json").read_text(encoding="utf-8")
    return [each for each in json.loads(text) if each["where"].startswith("t")]


@cache
def findings() -> dict[str, tuple[Finding, ...]]:
    """二十四份表一起核查的发现，按表。"""
    return {each.stem: each.findings for each in audit_all([FORMS], Workshop())}


def codes_of() -> dict[str, set[str]]:
    """错误的种类 → 会说到它的代码。"""
    found: dict[str, set[str]] = defaultdict(set)
    for checks in LISTED.values():
        for check in checks:
            for code in check.codes:
                for kind in code.defects.split():
                    found[kind].add(code.word)
    return found


def verdicts() -> list[Verdict]:
    """每一条登记的错误找到了没有。"""
    codes = codes_of()
    return [Verdict(each, _found(each, codes[each["kind"]])) for each in defects()]


def _found(defect: Defect, codes: set[str]) -> str:
    for finding in (*findings()[defect["where"]], *_naming(defect["where"])):
        if finding.code in codes and (defect["kind"] in WHOLE or _same_place(defect, finding)):
            return finding.code
        cells = CELLS.get(defect["kind"], ())
        if any(cell in told for cell in cells for told in finding.consequences):
            return finding.code
    return ""


def _naming(stem: str) -> Iterator[Finding]:
    """跨表的发现记在另一张表上，出处里有这一张的。"""
    for other, found in findings().items():
        for finding in found if other != stem else ():
            if any(Path(origin.file).stem == stem for origin in finding.origins):
                yield finding


def _same_place(defect: Defect, finding: Finding) -> bool:
    told = _plain(" ".join((finding.message, finding.field, *finding.consequences)))
    printed, explained = _plain(defect["what_is_printed"]), _plain(defect["explanation"])
    if len(printed) > 1 and printed in told:
        return True
    if printed and _plain(finding.stated) == printed:
        return True
    stated, cell = _plain(finding.stated), _plain(finding.field.rsplit("/", 1)[0])
    return (len(stated) > 1 and stated in printed + explained) or (
        len(cell) > 2 and cell in explained + printed
    )


def _plain(text: str) -> str:
    return QUIET.sub("", text)


def share(several: Iterable[Verdict]) -> tuple[int, int]:
    """找到了几条，一共几条。"""
    listed = list(several)
    return sum(bool(each.code) for each in listed), len(listed)
