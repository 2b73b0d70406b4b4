"""存稿：整个写成或不写；记住上次写的样子，别人改过的不覆盖，并过的才换上。

一个项目的几份文稿共用一份记忆 ``output/.reportgen/<项目>.json``：每份文稿写过的几个样子
（新的在前），各有摘要和各文段的文字，供以后并稿。并过的文件，换上以前的样子存在旁边：
``.bak`` 是上一次的，``.bak2``、``.bak3`` 更早。
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from reportgen.merge.previous import Previous, previous_of, read_previous
from reportgen.report import Report

MEMORY = ".reportgen"
# 换上以前的样子存几份；记着的上几稿最多几个
BACKUPS = (".bak", ".bak2", ".bak3")
MOST_VERSIONS = 20
# 谁能写都行
WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
# 正打开着的记号：前面加的、名称少几个字、后面加的；Word、WPS 的（名称长的少两个字），LibreOffice 的
LOCKS = (("~$", 0, ""), ("~$", 1, ""), ("~$", 2, ""), (".~", 0, ""), (".~lock.", 0, "#"))

# 写过的一个样子：摘要、上一稿、是不是并出来的；记忆是文稿名称 → 写过的几个样子
Version: TypeAlias = dict[str, Any]
Memory: TypeAlias = dict[str, list[Version]]


class Saved(StrEnum):
    """存的结果：写了新的、并好了、内容没有变；没有动的：人改过、正打开着、写不进去。"""

    WRITTEN = "written"
    MERGED = "merged"
    UNCHANGED = "unchanged"
    OPEN = "open"
    KEPT = "kept"
    UNWRITABLE = "unwritable"


class Manuscript(NamedTuple):
    """文稿：一份报告和它写成 Word 的字节。

    并出来的，``over`` 是从哪个样子并的（现在还是这个样子才换上），``previous`` 是并好以后的上一稿。
    """

    report: Report
    data: bytes
    over: bytes | None = None
    previous: Previous | None = None


class Present(NamedTuple):
    """现有的文件：内容，和记着的上几稿（新的在前）。"""

    data: bytes
    known: tuple[Previous, ...]


def touched(output: Path, stem: str, manuscript: Manuscript) -> Present | None:
    """一份文稿现有的文件，人改过的（或不知道来历的）才给；没有、没有人改过、读不了的为空。"""
    name = manuscript.report.name
    path = _path(output, stem, name)
    known = _recall(output / MEMORY / f"{stem}.json").get(name, [])
    if _compare(path, manuscript, known)[0] is not Saved.KEPT:
        return None
    return Present(path.read_bytes(), remembered(output, stem, name))


def remembered(output: Path, stem: str, name: str) -> tuple[Previous, ...]:
    """一份文稿记着的上几稿，新的在前。"""
    versions = _recall(output / MEMORY / f"{stem}.json").get(name, [])
    found = (read_previous(version.get("previous")) for version in versions)
    return tuple(each for each in found if each is not None)


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
            replace(memory, _json(kept))
    except OSError:
        writing = (Saved.WRITTEN, Saved.MERGED)
        return [Saved.UNWRITABLE if outcome in writing else outcome for outcome, _ in saved]
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
    """整个换上：先写同一文件夹里的临时文件，再改名。

    原来的权限留着；是链接的，换上它指着的文件；设成只读的不换，抛出 ``PermissionError``。
    """
    if path.is_symlink():
        path = path.resolve()
    if read_only(path):
        raise PermissionError(errno.EACCES, "只读", str(path))
    # 临时文件的名称要短：项目的名称长到快放不下时，再加字就写不成了
    temporary = path.with_name(f".tmp-{os.getpid()}-{digest(path.name.encode())[:8]}")
    try:
        try:
            temporary.write_bytes(data)
        except FileNotFoundError:  # 文件夹多半已经有了，没有才建
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
        _permit(temporary, path)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def read_only(path: Path) -> bool:
    """现有的文件设成了只读，谁也不让写。"""
    try:
        return not path.stat().st_mode & WRITABLE
    except OSError:
        return False


def _permit(new: Path, like: Path) -> None:
    """权限和所属的组照 ``like``；没有它的不动。"""
    try:
        found = like.stat()
    except OSError:
        return
    if hasattr(os, "chown") and new.stat().st_gid != found.st_gid:
        with suppress(OSError):  # 不是组里的人，换不了组
            os.chown(new, -1, found.st_gid)
    new.chmod(stat.S_IMODE(found.st_mode))


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
        return Saved.UNCHANGED, _listed(_version(manuscript), known)
    if manuscript.over is not None:
        if present != manuscript.over:
            return Saved.KEPT, known
        outcome, versions = Saved.MERGED, _listed(_version(manuscript), known)
    else:
        stands = [each for each in known if each["sha256"] == digest(present)]
        if not stands or stands[0].get("merged"):
            return Saved.KEPT, known
        outcome, versions = Saved.WRITTEN, [_version(manuscript), *stands]
    if read_only(path):
        return Saved.UNWRITABLE, known
    return (Saved.OPEN, known) if lock_of(path) else (outcome, versions)


def lock_of(path: Path) -> Path | None:
    """说明文件正打开着的记号；没有打开为空。"""
    for head, skipped, tail in LOCKS:
        lock = path.with_name(f"{head}{path.name[skipped:]}{tail}")
        if lock.exists():
            return lock
    return None


def _listed(version: Version, known: list[Version]) -> list[Version]:
    """要记的几个样子：并出来的，早先的都记着；没有变的不重记。"""
    same = bool(known) and known[0]["sha256"] == version["sha256"]
    if not version["merged"]:
        return known if same else [version]
    if same and _json(known[0]) == _json(version):
        return known
    return [version, *known][:MOST_VERSIONS]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _put(outcome: Saved, output: Path, stem: str, manuscript: Manuscript) -> Saved:
    path = _path(output, stem, manuscript.report.name)
    try:
        if outcome is Saved.MERGED:
            _keep(path)
        if outcome in (Saved.WRITTEN, Saved.MERGED):
            replace(path, manuscript.data)
    except OSError:
        return Saved.UNWRITABLE
    return outcome


def _keep(path: Path) -> None:
    """换上以前的样子存在旁边，旧的往后挪，最旧的不要了。"""
    copies = [path.with_name(f"{path.name}{suffix}") for suffix in BACKUPS]
    for older, newer in zip(copies[::-1], copies[-2::-1], strict=False):
        if newer.exists():
            newer.replace(older)
    replace(copies[0], path.read_bytes())
    _permit(copies[0], path)


def _version(manuscript: Manuscript) -> Version:
    """要记的样子。"""
    previous = manuscript.previous or previous_of(manuscript.report)
    return {
        "sha256": digest(manuscript.data),
        "previous": previous.plain(),
        "merged": manuscript.over is not None,
    }


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
