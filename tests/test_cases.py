"""每种发现一个文件夹：里面的数据恰好引出它，说的话逐字核对。"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from reportgen.audit import LISTED
from reportgen.finding import Finding
from reportgen.pipeline import Workshop, audit_all

CASES = Path(__file__).parent / "cases"
EXPECTED = "发现.txt"
FOLDERS = sorted(path.name for path in CASES.iterdir() if path.is_dir())
CHECKS = tuple(check for checks in LISTED.values() for check in checks)
CODES = {code.word: code for check in CHECKS for code in check.codes}
RULE = re.compile(r"[A-F]\d\d")


def findings(name: str) -> list[Finding]:
    """一个例子的全部发现。"""
    outcomes = audit_all([CASES / name], Workshop())
    return [finding for outcome in outcomes for finding in outcome.findings]


def told(name: str) -> str:
    """一个例子的发现，写成可以对着读的文字。"""
    return "\n".join(map(_shown, findings(name)))


def _shown(finding: Finding) -> str:
    lines = [f"{finding.severity.label} {finding.code}  {finding.project} {finding.field}"]
    lines += [f"  {finding.message}", *(f"  · {each}" for each in finding.consequences)]
    if finding.remedy:
        lines.append(f"  → {finding.remedy}")
    places = [f"{Path(each.file).name}:{each.line}" for each in finding.origins]
    return "\n".join([*lines, f"  @ {'、'.join(places)}", ""])


@pytest.mark.parametrize("name", FOLDERS)
def test_the_case_tells_exactly_this(name: str) -> None:
    assert told(name) == (CASES / name / EXPECTED).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_the_case_triggers_nothing_else(name: str) -> None:
    found = findings(name)
    # 读的时候就有的话（如金额位数太多）不是核查的
    assert {finding.code for finding in found} & set(CODES) == {name}
    for finding in found:
        if finding.code not in CODES:
            continue
        assert finding.field
        assert finding.remedy
        assert finding.origins
        assert finding.rule in CODES[name].rules.split() or not CODES[name].rules


def test_every_code_has_a_case() -> None:
    assert set(FOLDERS) == set(CODES)
    assert len(CODES) == sum(len(check.codes) for check in CHECKS) >= 40


def test_codes_are_words_and_rules_are_rules() -> None:
    for code in CODES.values():
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", code.word)
        assert code.title
        assert all(map(RULE.fullmatch, code.rules.split()))
    for check in CHECKS:
        assert check.find.__doc__, check.codes


if __name__ == "__main__":
    for each in sys.argv[1:] or FOLDERS:
        (CASES / each / EXPECTED).write_text(told(each), encoding="utf-8")
