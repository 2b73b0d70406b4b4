"""对比：两份 Word 文件哪里不同；或数据改了以后，一份报告会改哪里。什么也不写。"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reportgen import faults
from reportgen.assessment import Assessment
from reportgen.document.carriers import carried
from reportgen.document.standing import Standing
from reportgen.document.store import Present, remembered
from reportgen.finding import Finding, Unreadable
from reportgen.intake import load, spread
from reportgen.merge.differences import differences
from reportgen.merge.plan import Change
from reportgen.merge.previous import previous_of, unpacked
from reportgen.merge_notes import findings_of
from reportgen.merging import Manner, Work, merge
from reportgen.pipeline import assess_project, make_reports
from reportgen.report import Report
from reportgen.sources import Sources, names_of
from reportgen.workshop import Workshop


class Compared(NamedTuple):
    """对比的结果：不同的各处，和要说的；``failed`` 是有读不了的。"""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()
    failed: bool = False


def compare(old: Path, new: Path, workshop: Workshop) -> Compared:
    """``new`` 是另一份 Word 文件，或数据文件。"""
    try:
        if new.suffix.lower() == ".docx":
            return Compared(tuple(differences(_texts(old), _texts(new))))
        return _against_data(old, new, workshop)
    except Unreadable as fault:
        return Compared((), fault.findings, failed=True)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise Unreadable([faults.missing(path)]) from None


def _standing(path: Path) -> Standing:
    return Standing(_read(path), str(path))


def _texts(path: Path) -> list[str]:
    return [line.text for line in _standing(path).lines]


def _against_data(old: Path, data: Path, workshop: Workshop) -> Compared:
    """照数据写，这份报告会改哪里。"""
    carrying = map(unpacked, carried(_standing(old).parts))
    names = {previous.name for previous in carrying if previous is not None}
    made = list(_made(data, workshop))
    found = [each for each in made if each.report.name in names]
    found = found or [each for each in made if each.report.name in old.stem]
    if len(found) > 1:  # 一个文件夹里的几个项目：报告所在的文件夹是数据文件的名称
        found = [each for each in found if each.stem == old.parent.name]
    if len(found) != 1:
        raise Unreadable([faults.not_from(old, data)])
    [(stem, report, assessment)] = found
    sources, style = Sources(assessment), workshop.style(report.style_document)
    new = previous_of(report, names_of(assessment), stem)
    work = Work(report, new, style, sources, Manner.TRACKED)
    known = remembered(old.parent.parent, stem, report.name)
    merged = merge(Present(_read(old), known), work)
    return Compared(merged.changes, tuple(findings_of(merged.told, old, sources)))


class _Made(NamedTuple):
    stem: str
    report: Report
    assessment: Assessment


def _made(data: Path, workshop: Workshop) -> Iterator[_Made]:
    """数据里各个项目的各份报告；读不了的抛出 ``Unreadable``。"""
    for file in spread([data]):
        for loaded in load(file):
            if loaded.project is None:
                raise Unreadable(loaded.findings)
            assessment = assess_project(loaded.project, workshop)
            for report in make_reports(assessment, workshop)[0]:
                yield _Made(loaded.stem, report, assessment)
