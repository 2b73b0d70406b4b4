"""存稿：整个写成或不写；记住上次写的样子，别人改过的不覆盖。

一个项目的几份文稿共用一份记忆 ``output/.reportgen/<项目>.json``：每份文稿写过的几个样子
（新的在前），各有摘要和各文段的文字，供以后并稿。
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from reportgen.report import Report

MEMORY = ".reportgen"

# 写过的一个样子：摘要和各文段的文字；记忆是文稿名称 → 写过的几个样子
Version: TypeAlias = dict[str, Any]
Memory: TypeAlias = dict[str, list[Version]]


class Saved(StrEnum):
    """存的结果：写了新的、内容没有变、人改过所以没有动、写不进去所以没有动。"""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    UNWRITABLE = "unwritable"


class Manuscript(NamedTuple):
    """文稿：一份报告和它写成 Word 的字节。"""

    report: Report
    data: bytes


def save(output: Path, stem: str, manuscripts: Iterable[Manuscript]) -> list[Saved]:
    """存一个项目的几份文稿到 ``output/<stem>/<名称>.docx``，各得一个结果。

    已有的文件不是本工具上次写的样子（有人改过，或不知道来历）时不动它；打不开、没有权限的
    也不动，别的照存。
    """
    memory = output / MEMORY / f"{stem}.json"
    known = _recall(memory)
    saved = []
    kept = dict(known)
    for manuscript in manuscripts:
        name = manuscript.report.name
        outcome, versions = _compare(_path(output, stem, name), manuscript, known.get(name, []))
        saved.append((outcome, manuscript))
        if versions:
            kept[name] = versions
    try:
        # 先记后写，将要写的和现有的都记：在两步之间断了，留下哪一种样子都还认得
        if kept != known:
            replace(memory, json.dumps(kept, ensure_ascii=False).encode())
    except OSError:
        return [Saved.UNWRITABLE if outcome is Saved.WRITTEN else outcome for outcome, _ in saved]
    return [_put(outcome, output, stem, manuscript) for outcome, manuscript in saved]


def foresee(output: Path, stem: str, manuscripts: Iterable[Manuscript]) -> list[Saved]:
    """存了会怎样；什么也不写。"""
    known = _recall(output / MEMORY / f"{stem}.json")
    names = ((each, each.report.name) for each in manuscripts)
    return [
        _compare(_path(output, stem, name), each, known.get(name, []))[0] for each, name in names
    ]


def digest(data: bytes) -> str:
    """内容的摘要。"""
    return hashlib.sha256(data).hexdigest()


def replace(path: Path, data: bytes) -> None:
    """整个换上：先写同一文件夹里的临时文件，再改名。"""
    # 临时文件的名称要短：项目的名称长到快放不下时，再加字就写不成了
    temporary = path.with_name(f".tmp-{os.getpid()}-{digest(path.name.encode())[:8]}")
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


def _path(output: Path, stem: str, name: str) -> Path:
    return output / stem / f"{name}.docx"


def _compare(
    path: Path, manuscript: Manuscript, known: list[Version]
) -> tuple[Saved, list[Version]]:
    """会得到什么结果，和那时记着的几个样子。"""
    try:
        present = path.read_bytes()
    except FileNotFoundError:
        present = None
    except OSError:
        return Saved.UNWRITABLE, known
    if present is None:
        return Saved.WRITTEN, [_version(manuscript)]
    if present == manuscript.data:
        last = known[:1]
        same = bool(last) and last[0]["sha256"] == digest(present)
        return Saved.UNCHANGED, known if same else [_version(manuscript)]
    stands = [version for version in known if version["sha256"] == digest(present)]
    if not stands:
        return Saved.KEPT, known
    return Saved.WRITTEN, [_version(manuscript), *stands]


def _put(outcome: Saved, output: Path, stem: str, manuscript: Manuscript) -> Saved:
    if outcome is Saved.WRITTEN:
        try:
            replace(_path(output, stem, manuscript.report.name), manuscript.data)
        except OSError:
            return Saved.UNWRITABLE
    return outcome


def _version(manuscript: Manuscript) -> Version:
    """要记的样子。"""
    blocks = {block.id: block.wording.texts() for block in manuscript.report.blocks}
    return {"sha256": digest(manuscript.data), "blocks": blocks}


def _recall(memory: Path) -> Memory:
    """记忆；没有记录或记录坏了为空。"""
    try:
        known = json.loads(memory.read_bytes())
        return {
            str(name): [version for version in versions if isinstance(version["sha256"], str)]
            for name, versions in known.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
