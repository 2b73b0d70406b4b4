"""比速度：从读好的项目到存盘的三份文件，与 docxtpl 写同样三份文件，同一次运行，轮流计时。

``python -m benchmarks.documents`` 印出各项的中位数和比值；``--rounds`` 定轮数。每份写出的
文件先打开核对文字，对了才算数。机器忙闲不定，看比值，不看毫秒。
"""

from __future__ import annotations

import argparse
import gc
import io
import statistics
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from docx import Document

from benchmarks import rival
from benchmarks.cold import cold_starts
from benchmarks.growth import growth, measure_memory
from benchmarks.places import working_folder
from benchmarks.projects import make_project
from reportgen.document.store import Manuscript, replace, save
from reportgen.length import count_all
from reportgen.model import Project
from reportgen.pipeline import Workshop, assess_project, make_reports
from reportgen.report import Report
from reportgen.writing import make_document

PROJECTS, BATCH = 200, 5
OURS, USUAL = "本程序，从项目到存盘", "docxtpl，通常用法"
LIMIT = "极限：只压缩三份正文（zlib 6）并写盘"


@dataclass(frozen=True, slots=True)
class Passed:
    """一批项目用的时间（秒）：钟上的，处理器的。"""

    wall: float
    busy: float


@dataclass(frozen=True, slots=True)
class Case:
    """一个项目和 docxtpl 要填的值。"""

    number: int
    project: Project
    contexts: list[dict[str, object]]


class Contest:
    """一场比赛：几种做法写同一批项目。"""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workshop = Workshop()
        self.cases = [self._case(number) for number in range(PROJECTS)]
        self.templates = rival.make_templates(folder, self.reports(self.cases[0]))
        self.prepared = [rival.Prepared(template) for template in self.templates]
        self.turn = 0
        # 备好的几百个项目不参加垃圾回收：平时一次只有一个项目在内存里
        gc.collect()
        gc.freeze()

    def _case(self, number: int) -> Case:
        project = make_project(self.folder, number)
        context = rival.make_context(assess_project(project, self.workshop))
        return Case(number, project, rival.contexts(context))

    def fresh(self) -> Path:
        """一个新的输出文件夹：每次都是头一次写。"""
        self.turn += 1
        path = self.folder / f"输出{self.turn}"
        path.mkdir()
        return path

    def ours(self, case: Case, output: Path) -> None:
        """本程序：测算、成文、控篇幅、写、验、整存。"""
        reports = self.reports(case)
        save(output, str(case.number), manuscripts(reports, self.workshop))

    def usual(self, case: Case, output: Path) -> None:
        """docxtpl 的通常用法。"""
        for name, template, context in zip(rival.NAMES, self.templates, case.contexts, strict=True):
            data = rival.render_usual(template, context)
            (output / f"{case.number}-{name}.docx").write_bytes(data)

    def cached(self, case: Case, output: Path) -> None:
        """docxtpl，手工缓存改写过的 XML 和编译好的模板。"""
        for name, prepared, context in zip(rival.NAMES, self.prepared, case.contexts, strict=True):
            (output / f"{case.number}-{name}.docx").write_bytes(prepared.render(context))

    def reports(self, case: Case) -> list[Report]:
        """一个项目的三份报告，还没有写成 Word。"""
        return make_reports(assess_project(case.project, self.workshop), self.workshop)[0]

    def check(self, case: Case, output: Path) -> None:
        """打开写出的三份文件：文字齐全才算数。"""
        for report in self.reports(case):
            path = output / str(case.number) / f"{report.name}.docx"
            if path.exists():
                wanted = [text for text in report.texts() if text]
            else:
                path = output / f"{case.number}-{report.name}.docx"
                position = rival.NAMES.index(report.name)
                wanted = list(rival.facts(case.contexts[position], position))
            shown = "\n".join(read(path))
            lost = [text for text in wanted if text not in shown]
            if lost:
                raise SystemExit(f"{path} 里少了：{lost[:3]}")


def manuscripts(reports: list[Report], workshop: Workshop) -> list[Manuscript]:
    """几份报告写成 Word，还没有存。"""
    return [Manuscript(report, make_document(report, workshop)) for report in reports]


def read(path: Path) -> Iterable[str]:
    """文件里的全部文字，表格里的在后。"""
    document = Document(str(path))
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        yield from table._element.itertext(f"{{{table._element.nsmap['w']}}}t")


def timed(work: Callable[[Case, Path], None], cases: list[Case], contest: Contest) -> Passed:
    """一批项目的时间，写完逐份核对。"""
    output = contest.fresh()
    gc.collect()  # 上一家留下的垃圾不算在这一家头上
    start, busy = time.perf_counter(), time.process_time()
    for case in cases:
        work(case, output)
    passed = Passed(time.perf_counter() - start, time.process_time() - busy)
    for case in cases:
        contest.check(case, output)
    return passed


def race(contest: Contest, rounds: int) -> None:
    """轮流计时，逐轮相除，取中位数。"""
    works = {OURS: contest.ours, USUAL: contest.usual, "docxtpl，手工缓存模板": contest.cached}
    times: dict[str, list[Passed]] = {name: [] for name in (*works, LIMIT)}
    for turn in range(rounds + 1):
        cases = [contest.cases[(turn * BATCH + step) % PROJECTS] for step in range(BATCH)]
        passed = {name: timed(works[name], cases, contest) for name in rotated(list(works), turn)}
        passed[LIMIT] = limit(contest, cases)
        for name, each in passed.items():
            if turn:  # 头一轮是热身
                times[name].append(each)
    print(
        f"\n每轮 {BATCH} 个项目，{rounds} 轮；每个项目三份文件。机器上有别的程序时，看处理器时间。"
    )
    print("| 做法 | 毫秒/份 | 份/秒 | 是 docxtpl 的几倍 | 按处理器时间 |")
    print("|---|---|---|---|---|")
    for name, each in times.items():
        middle = statistics.median(one.wall for one in each) / (3 * BATCH)
        wall, busy = ratio(times[USUAL], each)
        print(f"| {name} | {middle * 1000:.2f} | {1 / middle:.0f} | {wall:.1f} | {busy:.1f} |")
    wall, busy = ratio(times[LIMIT], times[OURS])
    print(f"\n本程序达到极限的 {wall:.0%}（按处理器时间 {busy:.0%}）。")


def ratio(these: list[Passed], those: list[Passed]) -> tuple[float, float]:
    """逐轮相除的中位数：钟上的时间，处理器的时间。"""
    pairs = list(zip(these, those, strict=True))
    return (
        statistics.median(one.wall / other.wall for one, other in pairs),
        statistics.median(one.busy / other.busy for one, other in pairs),
    )


def limit(contest: Contest, cases: list[Case]) -> Passed:
    """极限：正文早已写好，只压缩、写盘。"""
    bodies = []
    for case in cases:
        for report in contest.reports(case):
            data = make_document(report, contest.workshop)
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                bodies.append(package.read("word/document.xml"))
    output = contest.fresh()
    start, busy = time.perf_counter(), time.process_time()
    for number, body in enumerate(bodies):
        (output / f"{number}.docx").write_bytes(zlib.compress(body, 6))
    return Passed(time.perf_counter() - start, time.process_time() - busy)


def stages(contest: Contest, rounds: int) -> None:
    """各步的时间，三份文件合计。"""
    times: dict[str, list[float]] = {}
    for turn in range(rounds):
        output = contest.fresh()
        case = contest.cases[turn % PROJECTS]
        marks = [time.perf_counter()]
        assessment = assess_project(case.project, contest.workshop)
        marks.append(time.perf_counter())
        reports = make_reports(assessment, contest.workshop)[0]
        marks.append(time.perf_counter())
        made = manuscripts(reports, contest.workshop)
        marks.append(time.perf_counter())
        save(output, str(case.number), made)
        marks.append(time.perf_counter())
        for number, (_, data) in enumerate(made):
            replace(output / f"{number}.docx", data)
        marks.append(time.perf_counter())
        names = ("测算", "成文、控篇幅", "写、验", "存（连同记忆）", "（只是三次整存）")
        for name, start, end in zip(names, marks, marks[1:], strict=False):
            times.setdefault(name, []).append(end - start)
    print("\n| 步骤 | 毫秒/项目 |\n|---|---|")
    for name, each in times.items():
        print(f"| {name} | {statistics.median(each) * 1000:.2f} |")


def rotated(names: list[str], turn: int) -> list[str]:
    """轮流先后，谁也不总在前面。"""
    first = turn % len(names)
    return names[first:] + names[:first]


def describe(contest: Contest) -> None:
    """两边的文件多大、多少字。"""
    case = contest.cases[0]
    print("| 文件 | 本程序 | docxtpl |\n|---|---|---|")
    for position, report in enumerate(contest.reports(case)):
        data = make_document(report, contest.workshop)
        other = rival.render_usual(contest.templates[position], case.contexts[position])
        path = contest.fresh() / "对照.docx"
        path.write_bytes(other)
        ours = f"{report.length.upper} 字，{len(data):,} 字节"
        theirs = f"{count_all(read(path)).upper} 字，{len(other):,} 字节"
        print(f"| {report.name} | {ours} | {theirs} |")


def main() -> None:
    """命令行。"""
    parser = argparse.ArgumentParser(description="与 docxtpl 比速度")
    parser.add_argument("--rounds", type=int, default=21, help="轮数，不少于 15")
    parser.add_argument("--only", choices=("race", "growth", "cold"), help="只做一项")
    parser.add_argument("--memory", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory:
        measure_memory(options.memory)
        return
    print(f"Python {sys.version.split()[0]}，{sys.platform}")
    if options.only in (None, "race"):
        with working_folder() as folder:
            contest = Contest(Path(folder))
            describe(contest)
            race(contest, max(options.rounds, 15))
            stages(contest, 60)
    if options.only in (None, "growth"):
        growth()
    if options.only in (None, "cold"):
        cold_starts(max(options.rounds, 15))


if __name__ == "__main__":
    main()
