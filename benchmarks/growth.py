"""长大：1、10、100 倍的指标行和段落，时间怎样长、内存用多少。"""

from __future__ import annotations

import math
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.places import working_folder
from benchmarks.projects import make_project
from reportgen.document.store import Manuscript, save
from reportgen.model import Project
from reportgen.pipeline import Workshop, assess_project, make_reports
from reportgen.writing import make_document

SCALES = (1, 10, 100)
TIMES = {1: 30, 10: 15, 100: 5}


def growth() -> None:
    """印出各倍数的时间、指数和内存。"""
    times = {}
    with working_folder() as folder:
        workshop = Workshop()
        for scale in SCALES:
            project = make_project(Path(folder), 0, scale)
            passed = []
            for turn in range(TIMES[scale]):
                start = time.perf_counter()
                _write(project, workshop, Path(folder) / f"{scale}-{turn}")
                passed.append(time.perf_counter() - start)
            times[scale] = statistics.median(passed)
    print("\n| 倍数 | 毫秒/项目 | 增长的指数 | 内存峰值（MB） |\n|---|---|---|---|")
    for before, scale in zip((None, *SCALES), SCALES, strict=False):
        exponent = "" if before is None else f"{math.log10(times[scale] / times[before]):.2f}"
        print(f"| {scale} | {times[scale] * 1000:.1f} | {exponent} | {_memory(scale):.0f} |")


def measure_memory(scale: int) -> None:
    """在自己的进程里写一个项目，印出内存峰值（KB），连同读数据（只在 Linux 上）。"""
    with working_folder() as folder:
        workshop = Workshop()
        project = make_project(Path(folder), 0, scale)
        _write(project, workshop, Path(folder))
    # getrusage 的峰值会带上起它的进程的，要看自己的
    (peak,) = re.findall(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    print(peak)


def _write(project: Project, workshop: Workshop, output: Path) -> None:
    """从项目到存盘。"""
    reports, _ = make_reports(assess_project(project, workshop), workshop)
    save(output, "甲", [Manuscript(report, make_document(report, workshop)) for report in reports])


def _memory(scale: int) -> float:
    """另起一个进程量，互不影响。"""
    command = [sys.executable, "-m", "benchmarks.documents", "--memory", str(scale)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024
