"""写稿：一个项目的几份报告写成文件；没有的新写，没有人动过的换上，人改过的并进去。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reportgen import faults
from reportgen.assessment import Assessment
from reportgen.document.check import check_parts
from reportgen.document.render import write_parts
from reportgen.document.store import (
    Manuscript,
    Present,
    Saved,
    foresee,
    save,
    touched,
)
from reportgen.finding import Finding, Origin, Unreadable
from reportgen.length import count_all
from reportgen.merge.previous import Previous, previous_of
from reportgen.merge_notes import NAME, findings_of, note, too_long
from reportgen.merging import Manner, Merged, Work, finished, merge
from reportgen.report import Blank, Report
from reportgen.sources import Sources, names_of
from reportgen.workshop import Workshop


class Order(NamedTuple):
    """怎样写：写到哪里，只看不写，改动怎样落笔。"""

    output: Path
    dry_run: bool = False
    manner: Manner = Manner.TRACKED


@dataclass(frozen=True)
class Written:
    """一份文件的结果；人改过、并好了的有 ``merged``。"""

    report: Report
    path: Path
    saved: Saved
    merged: Merged | None = None
    final: bool = False

    @property
    def length(self) -> int:
        """字数的上限；并好的数现在的文字。"""
        if self.merged is None:
            return self.report.length.upper
        return count_all(self.merged.texts).upper

    def blanks(self) -> tuple[Blank, ...]:
        """等人填写的地方；人已经填了的、合并说明里说到的不算。"""
        if self.report.name == NAME or self.saved is Saved.KEPT:
            return ()
        if self.merged is None:
            return self.report.blanks()
        standing = "\n".join(self.merged.texts)
        return tuple(blank for blank in self.report.blanks() if blank.mark in standing)


def make_document(report: Report, workshop: Workshop, previous: Previous | None = None) -> bytes:
    """一份文件的字节，随文件带着 ``previous``；通不过自查抛出 ``Unreadable``（这是程序的错）。"""
    style = workshop.style(report.style_document)
    if report.landscape:
        style = style.turned
    base = previous.packed() if previous is not None else ""
    parts, attachments = write_parts(report, style, base)
    carrier = style.carrying(attachments)
    wrong = check_parts({**carrier.parts, **parts}, report.name)
    if wrong:
        raise Unreadable(wrong)
    return carrier.bind(parts)


def write_reports(
    assessment: Assessment, stem: str, reports: list[Report], order: Order, workshop: Workshop
) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """写一个项目的几份文件；没有写成的不在结果里，为什么在发现里。"""
    desk = _Desk(assessment, stem, order, workshop)
    for report in reports:
        desk.prepare(report)
    desk.add_note()
    return tuple(desk.put()), tuple(desk.findings)


class _Desk:
    """一个项目的稿子：一份一份备好，最后一起存。"""

    def __init__(self, assessment: Assessment, stem: str, order: Order, workshop: Workshop) -> None:
        self._sources, self._names = Sources(assessment), names_of(assessment)
        self._stem, self._order, self._workshop = stem, order, workshop
        self._manuscripts: list[Manuscript] = []
        self._merged: dict[str, Merged] = {}
        self._told: dict[str, list[Finding]] = {}
        self._unmerged: set[str] = set()
        self.findings: list[Finding] = []

    def _path(self, report: Report) -> Path:
        return self._order.output / self._stem / f"{report.name}.docx"

    def prepare(self, report: Report) -> None:
        """备好一份稿；人改过的并好。"""
        try:
            manuscript = self._fresh(report)
        except Unreadable as fault:
            self.findings += fault.findings
            return
        present = touched(self._order.output, self._stem, manuscript)
        if present is not None:
            manuscript = self._merge(manuscript, present)
        self._manuscripts.append(manuscript)

    def _fresh(self, report: Report) -> Manuscript:
        previous = previous_of(report, self._names, self._stem)
        data = make_document(report, self._workshop, previous)
        if self._order.manner is Manner.FINAL:
            data = finished(data, report.name)
        return Manuscript(report, data, previous=previous)

    def _merge(self, manuscript: Manuscript, present: Present) -> Manuscript:
        """并一份；并不了的照旧，为什么在发现里。"""
        report, path = manuscript.report, self._path(manuscript.report)
        work = Work(
            report,
            manuscript.previous or previous_of(report),
            self._workshop.style(report.style_document),
            self._sources,
            self._order.manner,
        )
        try:
            merged = merge(present, work)
        except Unreadable as fault:
            self._told[report.name] = [_located(each, path) for each in fault.findings]
            self.findings += self._told[report.name]
            self._unmerged.add(report.name)
            return manuscript
        self._merged[report.name] = merged
        self._told[report.name] = list(findings_of(merged.told, path, self._sources))
        self.findings += self._told[report.name]
        self.findings += too_long(report, merged.texts, path)
        return Manuscript(report, merged.data, present.data, merged.previous)

    def add_note(self) -> None:
        """合并说明：有话要说才写；上次写过的，没有话了也换上。人在上面记了什么的，那一份存在旁边。"""
        if not self._manuscripts:
            return
        report = note(self._told, self._manuscripts[0].report)
        if any(self._told.values()) or self._path(report).exists():
            manuscript = Manuscript(report, make_document(report, self._workshop))
            present = touched(self._order.output, self._stem, manuscript)
            if present is not None:
                manuscript = manuscript._replace(over=present.data)
            self._manuscripts.append(manuscript)

    def put(self) -> Iterator[Written]:
        """存，或看存了会怎样。"""
        store = foresee if self._order.dry_run else save
        saved = store(self._order.output, self._stem, self._manuscripts)
        for manuscript, outcome in zip(self._manuscripts, saved, strict=True):
            report, path = manuscript.report, self._path(manuscript.report)
            if outcome is Saved.UNWRITABLE:
                self.findings.append(faults.unwritable(path))
            elif outcome is Saved.OPEN:
                self.findings.append(faults.opened(path))
            else:
                if outcome is Saved.KEPT and report.name not in self._unmerged:
                    self.findings.append(faults.edited(path))
                final = self._order.manner is Manner.FINAL
                yield Written(report, path, outcome, self._merged.get(report.name), final)


def _located(finding: Finding, path: Path) -> Finding:
    return finding._replace(origins=(Origin(str(path)),))
