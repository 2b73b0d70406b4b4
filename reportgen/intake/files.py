"""读文件：找到数据文件，读成项目，给每个项目定下文件名。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.intake.data_file import build_project
from reportgen.model import Project
from reportgen.reading.yaml_file import read_yaml

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Loaded:
    """读到的一个项目：``stem`` 是输出文件夹的名称；读不了时 ``project`` 为 ``None``。"""

    stem: str
    project: Project | None
    findings: tuple[Finding, ...]


def spread(paths: Iterable[Path]) -> Iterator[Path]:
    """展开：文件夹里的全部数据文件（含下级，按名称排序），文件就是自己。"""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.suffix.lower() in SUFFIXES and not file.name.startswith((".", "~$"))
            )
        else:
            yield path


def load(path: Path) -> list[Loaded]:
    """读一个文件：可能有几个项目（以 ``---`` 分开），第几个记在文件名后。"""
    try:
        nodes, findings = read_yaml(_read(path), str(path))
    except Unreadable as fault:
        return [Loaded(path.stem, None, fault.findings)]
    if not nodes:
        empty = Finding(
            "file-empty",
            Severity.ERROR,
            "文件是空的",
            "填入项目数据；样例见 data 文件夹",
            (Origin(str(path)),),
        )
        return [Loaded(path.stem, None, (*findings, empty))]
    loaded = []
    for number, node in enumerate(nodes, 1):
        stem = path.stem if len(nodes) == 1 else f"{path.stem}-{number}"
        try:
            project, more = build_project(node)
        except Unreadable as fault:
            loaded.append(Loaded(stem, None, (*findings, *fault.findings)))
        else:
            loaded.append(Loaded(stem, project, (*findings, *more)))
        findings = ()
    return loaded


def _read(path: Path) -> bytes:
    """文件的字节；没有、打不开、认不得的种类都说清楚。"""
    if path.suffix.lower() not in SUFFIXES:
        raise Unreadable([_fault(path, "不认得这种文件", "数据文件是 .yaml")])
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable([_fault(path, "没有这个文件", "核对路径和文件名")]) from None
    except OSError:
        raise Unreadable(
            [_fault(path, "文件打不开", "关闭正在使用它的程序，核对读取权限")]
        ) from None


def _fault(path: Path, message: str, remedy: str) -> Finding:
    return Finding("file-unreadable", Severity.ERROR, message, remedy, (Origin(str(path)),))
