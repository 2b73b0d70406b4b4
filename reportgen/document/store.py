"""存稿：整个写成或不写；记住上次写的样子，别人改过的不覆盖。"""

from __future__ import annotations

import hashlib
import json
import os
from enum import StrEnum
from pathlib import Path

from reportgen.report import Report

MEMORY = ".reportgen"


class Saved(StrEnum):
    """存的结果：写了新的、内容没有变、人改过所以没有动。"""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept"


def save(output: Path, stem: str, report: Report, data: bytes) -> Saved:
    """存一份报告到 ``output/<stem>/<名称>.docx``。

    已有的文件不是本工具上次写的样子（有人改过，或不知道来历）时不动它。
    打不开、没有权限时抛出 ``OSError``，原来的文件不受影响。
    """
    path, memory = _places(output, stem, report)
    present = _present(path)
    known = [] if present is None else _digests(memory)
    outcome = _outcome(present, data, known)
    if outcome is Saved.UNCHANGED and known[:1] != [digest(data)]:
        _remember(memory, report, [data])
    if outcome is Saved.WRITTEN:
        # 先记后写，将要写的和现有的都记：在两步之间断了，留下哪一种样子都还认得。
        _remember(memory, report, [data] if present is None else [data, present])
        replace(path, data)
    return outcome


def foresee(output: Path, stem: str, report: Report, data: bytes) -> Saved:
    """存了会怎样；什么也不写。"""
    path, memory = _places(output, stem, report)
    return _outcome(_present(path), data, _digests(memory))


def _places(output: Path, stem: str, report: Report) -> tuple[Path, Path]:
    return (
        output / stem / f"{report.name}.docx",
        output / MEMORY / stem / f"{report.name}.json",
    )


def _present(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _outcome(present: bytes | None, data: bytes, known: list[str]) -> Saved:
    if present == data:
        return Saved.UNCHANGED
    if present is not None and digest(present) not in known:
        return Saved.KEPT
    return Saved.WRITTEN


def digest(data: bytes) -> str:
    """内容的摘要。"""
    return hashlib.sha256(data).hexdigest()


def replace(path: Path, data: bytes) -> None:
    """整个换上：先写同一文件夹里的临时文件，再改名。"""
    temporary = path.with_name(f".tmp-{os.getpid()}-{path.name}")
    try:
        try:
            temporary.write_bytes(data)
        except FileNotFoundError:  # 文件夹多半已经有了，没有才建
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _remember(memory: Path, report: Report, versions: list[bytes]) -> None:
    """上次写的样子：各版本的摘要（新的在前）和各文段的文字，供以后并稿。"""
    written = {
        "sha256": [digest(data) for data in versions],
        "blocks": {
            block.id: [
                *block.wording.paragraphs,
                *(block.wording.table.texts() if block.wording.table else ()),
            ]
            for block in report.blocks
        },
    }
    replace(memory, json.dumps(written, ensure_ascii=False, sort_keys=True).encode())


def _digests(memory: Path) -> list[str]:
    """记下的摘要，新的在前；没有记录或记录坏了为空。"""
    try:
        return [str(item) for item in json.loads(memory.read_bytes())["sha256"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
