"""冷启动：整个进程从起到完，两边轮流，取中位数。"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from benchmarks import rival
from benchmarks.places import working_folder
from benchmarks.projects import make_project, write_data
from reportgen.pipeline import Workshop, assess_project, make_reports

# 另一个进程里的 docxtpl：读入备好的值，写一份缩略版，或同样的三份。
SCRIPT = """
import json, sys
from docxtpl import DocxTemplate
folder, *names = sys.argv[1:]
for name in names:
    document = DocxTemplate(f"{folder}/模板-{name}.docx")
    document.render(json.load(open(f"{folder}/值-{name}.json", encoding="utf-8")), autoescape=True)
    document.save(f"{folder}/对照-{name}.docx")
"""
ONE = "docxtpl 写一份"


def cold_starts(rounds: int) -> None:
    """印出各命令的中位数和比值。"""
    with working_folder() as place:
        folder = Path(place)
        data = _prepared(folder)
        bare = [sys.executable, "-c", ""]
        program = [sys.executable, "-c", "from reportgen.cli import main; main()"]
        other = [sys.executable, "-c", SCRIPT, str(folder)]
        commands = {
            "python（空）": bare,
            "import docxtpl": [sys.executable, "-c", "import docxtpl"],
            "reportgen --help": [*program, "--help"],
            ONE: [*other, rival.NAMES[1]],
            "docxtpl 写同样三份": [*other, *rival.NAMES],
            "reportgen write 一个项目（三份）": [
                *(*program, "write", str(data)),
                *("-o", str(folder / "输出")),
            ],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for name, command in commands.items():
                passed = _seconds(command)
                if turn:
                    times[name].append(passed)
        written = list((folder / "输出").glob("*/*.docx"))
        compared = list(folder.glob("对照-*.docx"))
        if len(written) != len(rival.NAMES) or len(compared) != len(rival.NAMES):
            raise SystemExit("冷启动没有写成文件")
    middles = {name: statistics.median(each) for name, each in times.items()}
    print(f"\n| 整个进程 | 毫秒 | 比 import docxtpl | 比{ONE} |\n|---|---|---|---|")
    for name, each in times.items():
        against = [
            statistics.median(a / b for a, b in zip(each, times[other], strict=True))
            for other in ("import docxtpl", ONE)
        ]
        print(f"| {name} | {middles[name] * 1000:.0f} | {against[0]:.2f} | {against[1]:.2f} |")


def _prepared(folder: Path) -> Path:
    """数据文件；docxtpl 的模板、要填的值放在同一个文件夹里。"""
    workshop = Workshop()
    assessment = assess_project(make_project(folder, 0), workshop)
    rival.make_templates(folder, make_reports(assessment, workshop)[0])
    for name, values in zip(
        rival.NAMES, rival.contexts(rival.make_context(assessment)), strict=True
    ):
        path = folder / f"值-{name}.json"
        path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    return write_data(folder, 0)


@cache
def _environment() -> dict[str, str]:
    """装好的程序都有编译过的 .pyc；不让环境变量把它关掉。"""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": tempfile.mkdtemp(prefix="pyc-")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    # 数据里有错误级的发现时退出码是 1，照样写成了
    done = subprocess.run(command, capture_output=True, check=False, env=_environment())
    passed = time.perf_counter() - start
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode(errors="replace"))
    return passed
