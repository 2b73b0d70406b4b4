"""流水线：唯一知道各步次序的地方。先是一个项目，再是许多项目。"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from reportgen import faults
from reportgen.assess import assess
from reportgen.assessment import Assessment
from reportgen.audit import Digest, audit, audit_across, digest
from reportgen.codes import counts
from reportgen.compose import Group, catalogue, compose
from reportgen.document.store import replace
from reportgen.finding import Finding, Unreadable
from reportgen.fit import fit
from reportgen.intake import (
    Loaded,
    data_file,
    load,
    load_document,
    read_apart,
    read_file,
    spread,
)
from reportgen.model import Project
from reportgen.reading.node import Document
from reportgen.report import Report
from reportgen.switches import Facts, Switches
from reportgen.workshop import Workshop
from reportgen.writing import Order, Written, write_reports


class Outcome(NamedTuple):
    """一个项目的结果：发现和文件；``failed`` 表示有读不了的或没有写成的。

    没有测算的项目没有 ``facts``。审核.yaml 自己的发现也是一个结果，名称是它的路径，
    ``of_settings`` 为真，不算一个项目。
    """

    stem: str
    findings: tuple[Finding, ...]
    written: tuple[Written, ...] = ()
    failed: bool = False
    facts: Facts | None = None
    of_settings: bool = False


def by_gravity(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """错误多的在前，其次提醒多的，一样多的按读的次序。"""
    return sorted(outcomes, key=lambda each: counts(each.findings)[:2], reverse=True)


def all_findings(outcomes: Iterable[Outcome]) -> list[Finding]:
    """各个结果的全部发现。"""
    return [finding for outcome in outcomes for finding in outcome.findings]


class NameList(NamedTuple):
    """名录和值的出处；读不了的没有名录，只有发现。"""

    file: Path
    groups: tuple[Group, ...]
    findings: tuple[Finding, ...] = ()


def assess_project(project: Project, workshop: Workshop) -> Assessment:
    """一个项目的自评结果。"""
    return assess(project, workshop.profile(project))


def make_reports(
    assessment: Assessment, workshop: Workshop
) -> tuple[list[Report], tuple[Finding, ...]]:
    """一个项目的全部文件：表、缩略版、摘要版。"""
    drafts, findings = compose(assessment, workshop.templates(assessment.project.form))
    reports = []
    for draft in drafts:
        report, more = fit(draft)
        reports.append(report)
        findings += more
    return reports, findings


def write(paths: Iterable[Path], order: Order, workshop: Workshop) -> Iterator[Outcome]:
    """写：每个项目一份结果；一个项目出错不影响别的项目。"""
    paths = tuple(paths)
    switches = Switches(paths)
    work = partial(_write_one, order=order, workshop=workshop, switches=switches)
    for loaded in _load_all(paths):
        yield _switched(_guarded(loaded, work), switches)
    yield from _settings(switches, complete=False)  # 核查才有全部发现，才知道哪一项用不着


def audit_all(paths: Iterable[Path], workshop: Workshop) -> list[Outcome]:
    """核查：只出发现，不写文件；每个项目看完只留摘要，最后几个项目放在一起再看。"""
    paths = tuple(paths)
    switches = Switches(paths)
    digests: list[Digest] = []
    work = partial(_audit_one, workshop=workshop, switches=switches, digests=digests)
    outcomes = [
        _guarded(load_document(stem, document), work) for stem, document in read_apart(paths)
    ]
    across: dict[str, list[Finding]] = {}
    for finding in audit_across(digests):
        across.setdefault(finding.project, []).append(finding)
    outcomes = [
        outcome._replace(findings=(*outcome.findings, *across.get(outcome.stem, ())))
        for outcome in outcomes
    ]
    # 关闭在全部发现都有了以后
    outcomes = [_switched(outcome, switches) for outcome in outcomes]
    complete = not any(outcome.failed for outcome in outcomes)
    return [*outcomes, *_settings(switches, complete)]


def _switched(outcome: Outcome, switches: Switches) -> Outcome:
    """关闭了的发现记作已关闭。"""
    if outcome.facts is None:
        return outcome
    findings = switches.closed(outcome.stem, outcome.facts, outcome.findings)
    return outcome._replace(findings=findings)


def _settings(switches: Switches, complete: bool) -> Iterator[Outcome]:
    """各个审核.yaml 自己的发现。"""
    for read, findings in switches.told(complete):
        yield Outcome(str(read.path), findings, failed=read.broken, of_settings=True)


def list_names(path: Path, workshop: Workshop) -> NameList:
    """名录：值取自一个数据文件里的（文件夹里第一个文件的）第一个项目。"""
    file = next(spread([path]))
    loaded = load(file)[0]
    if loaded.project is None:
        return NameList(file, (), loaded.findings)
    try:
        assessment = assess_project(loaded.project, workshop)
        templates = workshop.templates(loaded.project.form)
    except Unreadable as fault:
        return NameList(file, (), fault.findings)
    return NameList(file, tuple(catalogue(assessment, templates.report)))


class Imported(NamedTuple):
    """录入的一份表：写到哪个数据文件（没有写的为空）和发现。"""

    stem: str
    path: Path | None
    findings: tuple[Finding, ...]


def import_forms(paths: Iterable[Path], folder: Path, convert: bool = False) -> Iterator[Imported]:
    """录入：自评表成为数据文件 ``folder/<名称>.yaml``；已有的数据文件不动。

    ``convert`` 为真时，旧版的文件由本机的 LibreOffice 转换后再录。
    """
    return (_import_one(stem, document, folder) for stem, document in read_all(paths, convert))


def _import_one(stem: str, document: Document, folder: Path) -> Imported:
    path = folder / f"{stem}.yaml"
    if document.node is None:
        return Imported(stem, None, document.findings)
    if path.exists():
        return Imported(stem, None, (faults.exists(path),))
    try:
        replace(path, data_file(document.node).encode())
    except OSError:
        return Imported(stem, None, (*document.findings, faults.unwritable(path)))
    return Imported(stem, path, document.findings)


def _load_all(paths: Iterable[Path]) -> Iterator[Loaded]:
    """读全部项目。"""
    return (load_document(stem, document) for stem, document in read_all(paths))


def read_all(paths: Iterable[Path], convert: bool = False) -> Iterator[tuple[str, Document]]:
    """读全部文件的各份数据；输出会互相覆盖的不写（Windows 上不分大小写）。"""
    files = list(dict.fromkeys(spread(paths)))
    owners: dict[str, list[Path]] = {}
    for file in files:
        owners.setdefault(file.stem.casefold(), []).append(file)
    for file in files:
        rivals = [other for other in owners[file.stem.casefold()] if other != file]
        if rivals:
            yield file.stem, Document(None, (faults.same_stem(file, file.stem, rivals),))
            continue
        for stem, document in read_file(file, convert):
            # 一个文件里第几个项目的名称，也可能正是另一个文件的名称
            rivals = [other for other in owners.get(stem.casefold(), []) if other != file]
            if rivals:
                document = Document(None, (faults.same_stem(file, stem, rivals),))
            yield stem, document


def _guarded(loaded: Loaded, work: Callable[[str, Project], Outcome]) -> Outcome:
    """做一个项目；读不了的、模板的错、程序的错都成为这个项目的发现。"""
    if loaded.project is None:
        return Outcome(loaded.stem, _signed(loaded.findings, loaded.stem), failed=True)
    try:
        outcome = work(loaded.stem, loaded.project)
    except Unreadable as fault:
        outcome = Outcome(loaded.stem, fault.findings, failed=True)
    except Exception as fault:
        outcome = Outcome(loaded.stem, (faults.program_fault(fault),), failed=True)
    findings = _signed((*loaded.findings, *outcome.findings), loaded.stem)
    return outcome._replace(findings=findings)


def _write_one(
    stem: str, project: Project, order: Order, workshop: Workshop, switches: Switches
) -> Outcome:
    assessment = assess_project(project, workshop)
    facts = Facts.of(assessment)
    reports, findings = _examined(assessment, workshop, switches)
    if reports is None:
        return Outcome(stem, findings, failed=True, facts=facts)
    written, more = write_reports(assessment, stem, reports, order, workshop)
    whole = {each.report.name for each in written} >= {report.name for report in reports}
    return Outcome(stem, (*findings, *more), written, not whole, facts)


def _audit_one(
    stem: str, project: Project, workshop: Workshop, switches: Switches, digests: list[Digest]
) -> Outcome:
    """核查一个项目；写了文字材料的，也成一遍文，看放不放得下、放不放得进章节。"""
    assessment = assess_project(project, workshop)
    digests.append(digest(stem, assessment))
    facts, findings = Facts.of(assessment), _audited(assessment, switches)
    try:
        workshop.templates(project.form)  # 模板的错，写不写文字材料都要说
        more = make_reports(assessment, workshop)[1] if project.materials else ()
    except Unreadable as fault:
        return Outcome(stem, (*findings, *fault.findings), failed=True, facts=facts)
    return Outcome(stem, (*findings, *more), facts=facts)


def _examined(
    assessment: Assessment, workshop: Workshop, switches: Switches
) -> tuple[list[Report] | None, tuple[Finding, ...]]:
    """一个项目的报告和全部发现：核查的，连同放不下、放不进章节的文字。

    模板有错时没有报告，模板的错和数据的错一次说全。
    """
    findings = _audited(assessment, switches)
    try:
        reports, more = make_reports(assessment, workshop)
    except Unreadable as fault:
        return None, (*findings, *fault.findings)
    return reports, (*findings, *more)


def _audited(assessment: Assessment, switches: Switches) -> tuple[Finding, ...]:
    """核查的发现；错别字也用数据旁边的表。"""
    return audit(assessment, switches.typos(Facts.of(assessment).file))


def _signed(findings: Iterable[Finding], stem: str) -> tuple[Finding, ...]:
    """发现写上是哪个项目的。"""
    return tuple(finding._replace(project=stem) for finding in findings)
