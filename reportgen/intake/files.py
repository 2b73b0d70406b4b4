"""读文件：找到数据文件，读成项目，给每个项目定下文件名。"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from reportgen.finding import Finding, Unreadable
from reportgen.intake.data_file import build_project
from reportgen.intake.opening import (
    FORMS,
    LEGACY,
    LOCK,
    READERS,
    SAMPLE,
    WORKBOOKS,
    fault,
    mistitled,
    open_file,
)
from reportgen.intake.review_file import is_review
from reportgen.model import Project
from reportgen.reading.node import Document, position

# 程序写报告的文件夹里有它；里面的文件不是数据
OUTPUT_MARK = ".reportgen"


class Loaded(NamedTuple):
    """读到的一个项目：``stem`` 是输出文件夹的名称；读不了时 ``project`` 为 ``None``。"""

    stem: str
    project: Project | None
    findings: tuple[Finding, ...]


def spread(paths: Iterable[Path]) -> Iterator[Path]:
    """展开：文件夹里的全部数据文件（含下级，按名称排序），文件就是自己，重复的只算一次。

    没有数据文件的文件夹仍是它自己，由 ``load`` 去说；``审核.yaml`` 不是数据，只给了它的才去说。
    """
    given = list(paths)
    seen = set()
    for path in [each for each in given if not is_review(each)] or given:
        files = _files(path) if _is_folder(path) else []
        found = [file for file in files if _is_data(file)]
        found = sorted([*found, *_left(files, found)])
        for file in found or [path]:
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file


def load(path: Path) -> list[Loaded]:
    """读一个文件：可能有几个项目，第几个记在文件名后。"""
    return [load_document(stem, document) for stem, document in read_file(path)]


def read_file(path: Path, convert: bool = False) -> list[tuple[str, Document]]:
    """一个文件里的各份数据和它们的名称；读不了的，一份没有节点的数据带着发现。"""
    stem = path.stem or path.resolve().name
    if _is_folder(path):
        return [(stem, Document(None, (_empty_folder(path),)))]
    if is_review(path):
        return [(stem, Document(None, (_only_review(path),)))]
    try:
        documents, findings = open_file(path, convert)
    except Unreadable as unread:
        return [(stem, Document(None, unread.findings))]
    if not documents:
        empty = fault("file-empty", path, "文件里没有数据", SAMPLE)
        return [(stem, Document(None, (*findings, empty)))]
    first = documents[0]  # 说整个文件的，只在第一份说一次
    documents = [first._replace(findings=findings + first.findings), *documents[1:]]
    if len(documents) == 1:
        return [(stem, documents[0])]
    return [(f"{stem}-{number}", document) for number, document in enumerate(documents, 1)]


def load_document(stem: str, document: Document) -> Loaded:
    """一份数据成为项目；已经有错的也接着查，好一次说全。"""
    findings = document.findings
    project = None
    if document.node is not None:
        try:
            project, more = build_project(document.node)
        except Unreadable as unread:
            more = unread.findings
        findings += more
    return Loaded(stem, None if document.faulty else project, tuple(sorted(findings, key=position)))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # 没有权限看，或名称太长；打开它的时候再说
        return False


def _files(folder: Path) -> list[Path]:
    """文件夹里的全部文件；点号开头的（含文件夹）、Office 的临时文件和写报告的文件夹不算。"""
    found = []
    for place, folders, files in os.walk(folder):
        if OUTPUT_MARK in folders:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in files if not name.startswith((".", LOCK))]
    return sorted(file for file in found if not is_review(file))


def _left(files: list[Path], found: list[Path]) -> list[Path]:
    """旧版的文件：看不了是不是表，由读的时候去说（或转换）；已经另存成现在的格式的不用再说。"""
    saved = {file.with_suffix("") for file in found}
    return [
        file
        for file in files
        if file.suffix.lower() in LEGACY and file.with_suffix("") not in saved
    ]


def _is_data(file: Path) -> bool:
    suffix = file.suffix.lower()
    if suffix in FORMS:
        from reportgen.intake.form_file import holds_form as holds
    elif suffix in WORKBOOKS:
        from reportgen.intake.workbook.file import holds_data as holds
    else:
        return suffix in READERS or mistitled(file) is not None
    try:
        return holds(file.read_bytes())  # 同一文件夹里的报告、别的表格不是数据
    except OSError:
        return True


def _empty_folder(folder: Path) -> Finding:
    message = "文件夹里没有数据文件（.yaml、.xlsx）和自评表（.docx）"
    return fault("folder-empty", folder, message, f"核对路径，或{SAMPLE}")


def _only_review(path: Path) -> Finding:
    message = "这是审核设定（关闭哪些发现），不是数据"
    return fault("file-unreadable", path, message, "写它旁边的数据文件，或所在的文件夹")
