"""审核意见：核查的结果按单位合起来，一个单位一封信。"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reportgen.audit import CHECKS
from reportgen.compose import Letter, Reviewed, compose_letter
from reportgen.document.store import Manuscript, Saved, save
from reportgen.finding import Finding, Unreadable
from reportgen.fit import fit
from reportgen.pipeline import Outcome, Written, edited, make_document, unwritable
from reportgen.workshop import Workshop

# Windows 的文件名里不能有的
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
# 文件名里单位名称的字数：太长的文件名写不成
LONGEST = 60


class Letters(NamedTuple):
    """写成的信；没有写成、没有动、放不下的说为什么；``left_out`` 是读不了、没有进信的文件。"""

    written: tuple[Written, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]
    failed: bool = False


def write_letters(outcomes: Iterable[Outcome], folder: Path, workshop: Workshop) -> Letters:
    """每个单位一封，写到 ``folder/<单位>-审核意见.docx``；改过的不动，模板有错一封也不写。"""
    outcomes = list(outcomes)
    left_out = tuple(outcome.stem for outcome in outcomes if not outcome.year)
    manuscripts: list[Manuscript] = []
    findings: list[Finding] = []
    try:
        for name, letter in _letters(outcomes).items():
            report, more = fit(compose_letter(letter, name, workshop.letter))
            manuscripts.append(Manuscript(report, make_document(report, workshop)))
            findings += more
    except Unreadable as fault:
        return Letters((), fault.findings, left_out, failed=True)
    written = []
    for (report, _), saved in zip(manuscripts, save(folder, "", manuscripts), strict=True):
        path = folder / f"{report.name}.docx"
        if saved is Saved.UNWRITABLE:
            findings.append(unwritable(path))
            continue
        if saved is Saved.KEPT:
            findings.append(edited(path))
        written.append(Written(report, path, saved))
    failed = len(written) < len(manuscripts)
    return Letters(tuple(written), tuple(findings), left_out, failed)


def _letters(outcomes: Iterable[Outcome]) -> dict[str, Letter]:
    """文件名 → 信；不知道单位的，一个文件一封，用文件的名称。"""
    titles = {code.word: code.title for check in CHECKS for code in check.codes}
    units: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.year:
            unit = "".join(outcome.unit.split())
            units.setdefault((unit, "" if unit else outcome.stem), []).append(outcome)
    letters: dict[str, Letter] = {}
    for (unit, stem), own in units.items():
        years = sorted({outcome.year for outcome in own})
        reviewed = tuple(Reviewed(each.name, _reviewed(each)) for each in own)
        letter = Letter(unit, "、".join(map(str, years)), reviewed, titles)
        letters[_file_name(unit or stem, letters)] = letter
    return letters


def _reviewed(outcome: Outcome) -> tuple[Finding, ...]:
    """合着审核规则的发现；没有规则的，是读文件、排报告的话，说给用程序的人听的。"""
    return tuple(finding for finding in outcome.findings if finding.rule)


def _file_name(owner: str, taken: Iterable[str]) -> str:
    """放得进文件夹、和别的不同名（Windows 上不分大小写）的文件名。"""
    safe = UNSAFE.sub("_", owner)[:LONGEST].strip(" .")
    used = {name.casefold() for name in taken}
    name, number = f"{safe}-审核意见", 1
    while name.casefold() in used:
        number += 1
        name = f"{safe}-{number}-审核意见"
    return name
