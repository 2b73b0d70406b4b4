"""编译好的模板：记在使用者自己的缓存文件夹里，下次启动不必再编译（那要占冷启动的三分之一）。

只信自己缓存文件夹里的：编译好的模板就是程序，不能跟着模板文件夹或输出文件夹在人之间传。
缓存没有、坏了、写不进去，都只是慢一些。
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import CodeType

import jinja2

from reportgen import __version__

DIGEST = hashlib.sha256().digest_size
SUFFIX, MOST = ".templates", 16


class Compiled:
    """一套模板编译好的样子；``folder`` 为空时不记。"""

    def __init__(self, folder: Path | None, name: str) -> None:
        self._path = folder / f"{_hash(name)}{SUFFIX}" if folder else None
        self._kept = _read(self._path) if self._path else {}
        self._used: dict[str, CodeType] = {}

    def code(
        self, source: str, file: str, basis: str, compile_: Callable[[], CodeType]
    ) -> CodeType:
        """编译好的一种说法：记着的拿来用，没有的才编译。

        ``basis`` 是编译和查名还靠着的一切（有哪些过滤器、评语和名称）；它变了，就重新编译。
        """
        key = _hash(source, file, basis)
        self._used[key] = code = self._kept.get(key) or compile_()
        return code

    def save(self) -> None:
        """记下这一次用到的；没有新的不写。"""
        if self._path is None or self._used.keys() <= self._kept.keys():
            return
        data = marshal.dumps(self._used)
        temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary.write_bytes(hashlib.sha256(data).digest() + data)
            temporary.chmod(0o600)
            temporary.replace(self._path)
            _prune(self._path.parent)
        except OSError:
            with suppress(OSError):
                temporary.unlink()


def _read(path: Path) -> dict[str, CodeType]:
    """记着的；别人能写的、摘要不对的不读，免得把别人的、坏的当程序。"""
    try:
        if not _own(path):
            return {}
        data = path.read_bytes()
    except OSError:
        return {}
    if hashlib.sha256(data[DIGEST:]).digest() != data[:DIGEST]:
        return {}
    kept: dict[str, CodeType] = marshal.loads(data[DIGEST:])
    return kept


def _own(path: Path) -> bool:
    """是自己的文件，别人不能写（Windows 上由所在的文件夹管着）。"""
    if os.name == "nt":
        return True
    state = path.stat()
    return state.st_uid == os.getuid() and not state.st_mode & 0o022


def _prune(folder: Path) -> None:
    """只留最近用过的几份；换了版本、删了的模板文件夹留下的不要了。"""
    kept = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[MOST:]:
        path.unlink(missing_ok=True)


def _hash(*parts: str) -> str:
    """连同编译它的各个版本；版本变了就不认。"""
    versions = (__version__, jinja2.__version__, sys.version)
    return hashlib.sha256("\0".join((*versions, *parts)).encode()).hexdigest()
