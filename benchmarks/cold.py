"""冷启动：整个进程从起到完，两边轮流，取中位数。"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from benchmarks import rival
from benchmarks.projects import make_project, write_data
from reportgen.pipeline import Workshop, assess_project, make_reports

# 另一个进程里的 docxtpl：读入备好的值，写一份缩略版。
SCRIPT = """
import json, sys
from docxtpl import DocxTemplate
template, context, output = sys.argv[1:]
document = DocxTemplate(template)
document.render(json.load(open(context, encoding="utf-8")), autoescape=True)
document.save(output)
"""


def cold_starts(rounds: int) -> None:
    """印出各命令的中位数和比值。"""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        data, template, context = _prepared(folder)
        bare = [sys.executable, "-c", ""]
        program = [sys.executable, "-m", "reportgen"]
        if not (Path(__file__).parents[1] / "reportgen" / "__main__.py").exists():
            program = [sys.executable, "-c", "from reportgen.cli import main; main()"]
        commands = {
            "python（空）": bare,
            "import docxtpl": [sys.executable, "-c", "import docxtpl"],
            "reportgen --help": [*program, "--help"],
            "docxtpl 写一份": [
                *(sys.executable, "-c", SCRIPT),
                *(str(template), str(context), str(folder / "对照.docx")),
            ],
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
        if len(written) != len(rival.NAMES) or not (folder / "对照.docx").exists():
            raise SystemExit("冷启动没有写成文件")
    middles = {name: statistics.median(each) for name, each in times.items()}
    print("\n| 整个进程 | 毫秒 | 比 import docxtpl |\n|---|---|---|")
    for name, each in times.items():
        ratios = [a / b for a, b in zip(each, times["import docxtpl"], strict=True)]
        print(f"| {name} | {middles[name] * 1000:.0f} | {statistics.median(ratios):.2f} |")


def _prepared(folder: Path) -> tuple[Path, Path, Path]:
    """数据文件、docxtpl 的模板、要填的值。"""
    import json

    workshop = Workshop()
    assessment = assess_project(make_project(folder, 0), workshop)
    rival.make_templates(folder, make_reports(assessment, workshop)[0])
    context = rival.make_context(assessment)
    path = folder / "值.json"
    path.write_text(json.dumps(rival.contexts(context)[1], ensure_ascii=False), encoding="utf-8")
    return write_data(folder, 0), folder / f"模板-{rival.NAMES[1]}.docx", path


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
