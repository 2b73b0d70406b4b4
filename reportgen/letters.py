"""审核意见：核查的结果按单位合起来，一个单位一封信。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from reportgen import faults
from reportgen.codes import ENTRIES, audited
from reportgen.compose import Letter, Reviewed, compose_letter
from reportgen.document.store import Manuscript, Saved, save
from reportgen.finding import Finding, Unreadable
from reportgen.fit import fit
from reportgen.pipeline import Outcome
from reportgen.switches import Facts
from reportgen.workshop import Workshop
from reportgen.writing import Written, make_document

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
    left_out = tuple(
        outcome.stem
        for outcome in outcomes
        if outcome.facts is None and outcome.failed and not outcome.of_settings
    )
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
    for manuscript, saved in zip(manuscripts, save(folder, "", manuscripts), strict=True):
        report = manuscript.report
        path = folder / f"{report.name}.docx"
        if saved is Saved.UNWRITABLE:
            findings.append(faults.unwritable(path))
            continue
        if saved is Saved.OPEN:
            findings.append(faults.opened(path))
            continue
        if saved is Saved.KEPT:
            findings.append(faults.edited(path))
        written.append(Written(report, path, saved))
    failed = len(written) < len(manuscripts)
    return Letters(tuple(written), tuple(findings), left_out, failed)


def _letters(outcomes: Iterable[Outcome]) -> dict[str, Letter]:
    """文件名 → 信；不知道单位的，一个文件一封，用文件的名称。"""
    titles = {code: entry.title for code, entry in ENTRIES.items()}
    units: dict[tuple[str, str], list[tuple[Facts, Outcome]]] = {}
    for outcome in outcomes:
        if outcome.facts is not None:
            unit = "".join(outcome.facts.unit.split())
            own = units.setdefault((unit, "" if unit else outcome.stem), [])
            own.append((outcome.facts, outcome))
    letters: dict[str, Letter] = {}
    names = _file_names(unit or stem for unit, stem in units)
    for name, ((unit, _), own) in zip(names, units.items(), strict=True):
        years = sorted({facts.year for facts, _ in own})
        reviewed = tuple(Reviewed(facts.subject, _reviewed(each)) for facts, each in own)
        letters[name] = Letter(unit, "、".join(map(str, years)), reviewed, titles)
    return letters


def _reviewed(outcome: Outcome) -> tuple[Finding, ...]:
    """核查的发现；读文件、排报告的话是说给用程序的人听的，不写进信。"""
    return tuple(finding for finding in outcome.findings if audited(finding.code))


def _file_names(owners: Iterable[str]) -> Iterator[str]:
    """放得进文件夹、各不同名（Windows 上不分大小写）的文件名。"""
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for owner in owners:
        safe = UNSAFE.sub("_", owner)[:LONGEST].strip(" .")
        name, key = safe, safe.casefold()
        while name.casefold() in taken:
            numbers[key] += 1
            name = f"{safe}-{numbers[key] + 1}"
        taken.add(name.casefold())
        yield f"{name}-审核意见"
