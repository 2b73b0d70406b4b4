"""读文件：找到数据文件，读成项目，给每个项目定下文件名。

一种文件一个读法（``READERS``）：从字节和名称读出各份数据（``Document``），往后都一样。
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.intake.data_file import build_project
from reportgen.model import Project
from reportgen.reading.node import Document, position
from reportgen.reading.yaml_file import read_documents
from reportgen.wording import nearest

Reader = Callable[[bytes, str], tuple[list[Document], tuple[Finding, ...]]]


def _read_form(data: bytes, name: str) -> tuple[list[Document], tuple[Finding, ...]]:
    from reportgen.intake.form_file import read_form_file  # 有 Word 表才装，启动时不装

    return read_form_file(data, name)


def _read_workbook(data: bytes, name: str) -> tuple[list[Document], tuple[Finding, ...]]:
    from reportgen.intake.workbook.file import read_workbook_file  # 有工作簿才装

    return read_workbook_file(data, name)


FORM = ".docx"
WORKBOOKS = (".xlsx", ".xlsm")
READERS: dict[str, Reader] = {
    **dict.fromkeys((".yaml", ".yml"), read_documents),
    **dict.fromkeys(WORKBOOKS, _read_workbook),
    FORM: _read_form,
}
OFFICE = {
    **dict.fromkeys((".doc", ".wps"), "旧版的 Word 文件"),
    **dict.fromkeys((".xls", ".et"), "旧版的 Excel 文件"),
}
RESAVE = "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”"
RESAVE_WORKBOOK = "用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”"
# 程序写报告的文件夹里有它；里面的文件不是数据
OUTPUT_MARK = ".reportgen"
# 改了扩展名也认得出的文件：开头的几个字节。
SIGNATURES = {
    b"PK\x03\x04": "Word、Excel 文件或压缩包",
    b"\xd0\xcf\x11\xe0": "旧版的或加了密码的 Word、Excel 文件",
    b"%PDF": "PDF 文件",
}
SAMPLE = "照样例录成 .yaml 文件（reportgen init 会放好一份样例）"


class Loaded(NamedTuple):
    """读到的一个项目：``stem`` 是输出文件夹的名称；读不了时 ``project`` 为 ``None``。"""

    stem: str
    project: Project | None
    findings: tuple[Finding, ...]


def spread(paths: Iterable[Path]) -> Iterator[Path]:
    """展开：文件夹里的全部数据文件（含下级，按名称排序），文件就是自己，重复的只算一次。

    没有数据文件的文件夹仍是它自己，由 ``load`` 去说。
    """
    seen = set()
    for path in paths:
        found = [file for file in _files(path) if _is_data(file)] if _is_folder(path) else []
        for file in found or [path]:
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file


def load(path: Path) -> list[Loaded]:
    """读一个文件：可能有几个项目，第几个记在文件名后。"""
    return [load_document(stem, document) for stem, document in read_file(path)]


def read_file(path: Path) -> list[tuple[str, Document]]:
    """一个文件里的各份数据和它们的名称；读不了的，一份没有节点的数据带着发现。"""
    stem = path.stem or path.resolve().name
    try:
        documents, findings = _reader(path)(_read(path), str(path))
    except Unreadable as fault:
        return [(stem, Document(None, fault.findings))]
    if not documents:
        empty = _fault("file-empty", path, "文件里没有数据", SAMPLE)
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
        except Unreadable as fault:
            more = fault.findings
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
        found += [Path(place, name) for name in files if not name.startswith((".", "~$"))]
    return sorted(found)


def _is_data(file: Path) -> bool:
    suffix = file.suffix.lower()
    if suffix == FORM:
        from reportgen.intake.form_file import holds_form as holds
    elif suffix in WORKBOOKS:
        from reportgen.intake.workbook.file import holds_data as holds
    else:
        return suffix in READERS or _mistitled(file) is not None
    try:
        return holds(file.read_bytes())  # 同一文件夹里的报告、别的表格不是数据
    except OSError:
        return True


def _mistitled(file: Path) -> str | None:
    """看不见扩展名的电脑上，记事本存出来的“甲.yaml.txt”：它本来的名称。"""
    hidden = file.suffix.lower() == ".txt" and Path(file.stem).suffix.lower() in READERS
    return file.stem if hidden else None


def _reader(path: Path) -> Reader:
    """文件的读法；没有、是文件夹、认不得的种类都说清楚。"""
    if _is_folder(path):
        raise Unreadable([_empty_folder(path)])
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable([_missing(path)]) from None
    except OSError:
        raise Unreadable([_closed(path)]) from None
    suffix = path.suffix.lower()
    if suffix in READERS:
        return READERS[suffix]
    if suffix in OFFICE:
        message = f"{OFFICE[suffix]}现在还不能直接读"
        remedy = RESAVE if "Word" in message else RESAVE_WORKBOOK
    elif name := _mistitled(path):
        message, remedy = "文件名末尾多了 .txt", f"改名为 {name}"
    else:
        message, remedy = "不认得这种文件", "数据文件是 .yaml 或 .xlsx，自评表是 .docx"
    raise Unreadable([_fault("file-unreadable", path, message, remedy)])


def _read(path: Path) -> bytes:
    """文件的字节；打不开的、改了扩展名的都说清楚。"""
    try:
        data = path.read_bytes()
    except OSError:
        raise Unreadable([_closed(path)]) from None
    suffix = path.suffix.lower()
    remedy = RESAVE if suffix == FORM else RESAVE_WORKBOOK if suffix in WORKBOOKS else SAMPLE
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature) and (remedy == SAMPLE or not signature.startswith(b"PK")):
            message = f"这其实是{kind}，只是扩展名成了 {path.suffix}"
            raise Unreadable([_fault("file-unreadable", path, message, remedy)])
    return data


def _missing(path: Path) -> Finding:
    names = {Path(name).stem: name for name in _neighbours(path.parent)}
    near = nearest(path.stem, names)
    remedy = f"是不是“{path.parent / names[near[0]]}”" if near else "核对路径和文件名"
    what = "文件" if path.suffix else "文件或文件夹"
    return _fault("file-missing", path, f"没有这个{what}", remedy)


def _neighbours(folder: Path) -> list[str]:
    try:
        return sorted(
            entry.name for entry in folder.iterdir() if not entry.name.startswith((".", "~$"))
        )
    except OSError:
        return []


def _closed(path: Path) -> Finding:
    remedy = "关闭正在使用它的程序，核对读取权限；路径太长的移到浅一些的文件夹"
    return _fault("file-unreadable", path, "文件打不开", remedy)


def _empty_folder(folder: Path) -> Finding:
    kinds = Counter(OFFICE.get(file.suffix.lower()) for file in _files(folder))
    others = "、".join(f"{kind} {count} 个" for kind, count in sorted(kinds.items()) if kind)
    message = "文件夹里没有数据文件（.yaml、.xlsx）和自评表（.docx）"
    if others:
        message += f"；其中的{others}现在还不能直接读"
    return _fault("folder-empty", folder, message, f"核对路径，或{SAMPLE}")


def _fault(code: str, path: Path, message: str, remedy: str) -> Finding:
    return Finding(code, Severity.ERROR, message, remedy, (Origin(str(path)),))
