"""一条标注：每处要说的话。"""

from __future__ import annotations

from reportgen.finding import Finding, Origin, Severity
from reportgen.marking import Note, notes_by_spot
from reportgen.marking.note import OWN_LINE, lines_of, worst

HERE, THERE = Origin("甲.xlsx", spot="资金!D7"), Origin("甲.xlsx", spot="资金!E7")
ERROR = Note(Severity.ERROR, "执行率不对")
HINT = Note(Severity.NOTE, "供参考")


def test_a_finding_is_told_at_each_of_its_spots_once() -> None:
    finding = Finding(
        "rate-mismatch",
        Severity.ERROR,
        "执行率不对",
        "改成 98%",
        (HERE, Origin("乙.xlsx", spot="资金!A1"), THERE, HERE, Origin("甲.xlsx", 3, 4)),
        consequences=("得分也不对", "等次也不对"),
    )
    note = Note(Severity.ERROR, "执行率不对（→ 改成 98%）；得分也不对；等次也不对")
    assert notes_by_spot([finding], "甲.xlsx") == {"资金!D7": [note], "资金!E7": [note]}


def test_findings_keep_their_order() -> None:
    findings = [Finding("a", each, each.label, origins=(HERE,)) for each in Severity]
    notes = notes_by_spot(findings, "甲.xlsx")
    assert notes == {"资金!D7": [Note(each, each.label) for each in Severity]}


def test_several_notes_are_numbered() -> None:
    assert lines_of([ERROR]) == ["错误：执行率不对"]
    assert lines_of([HINT, ERROR]) == ["1. 说明：供参考", "2. 错误：执行率不对"]


def test_a_note_is_one_line_that_xml_can_hold() -> None:
    assert lines_of([Note(Severity.WARNING, "甲\n乙\x01\t丙\ufffe")]) == ["提醒：甲 乙 丙"]


def test_own_lines_are_known() -> None:
    lines = [*lines_of([ERROR]), *lines_of([HINT, ERROR])]
    assert all(map(OWN_LINE.match, lines))
    assert not OWN_LINE.match("已经改了")


def test_the_worst_gives_the_colour() -> None:
    assert worst([HINT, ERROR]) is Severity.ERROR
    assert worst([HINT]) is Severity.NOTE
