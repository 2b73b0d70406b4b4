"""退回：有问题的格写回原来的文件，副本里上色、加批注，给填表的人照着改。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from reportgen import faults
from reportgen.document.copies import put_copy
from reportgen.document.store import Saved
from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.intake.opening import FORMS, WORKBOOKS
from reportgen.marking import mark_form, mark_workbook, notes_by_spot

MARKERS: Final = {
    **dict.fromkeys(FORMS, mark_form),
    **dict.fromkeys(WORKBOOKS, mark_workbook),
}


class Returned(NamedTuple):
    """一个文件的副本：写到哪里（没有写的为空）、标了几处、为什么没有写。"""

    path: Path | None
    places: int
    findings: tuple[Finding, ...] = ()


def return_marked(findings: Iterable[Finding], folder: Path) -> Iterator[Returned]:
    """各个有问题的 Word、Excel 文件的副本写到 ``folder``；原来的文件不动。"""
    told = list(findings)
    written: set[str] = set()
    files = dict.fromkeys(origin.file for finding in told for origin in finding.origins)
    for file in files:
        path = Path(file)
        notes = notes_by_spot(told, file)
        marker = MARKERS.get(path.suffix.lower())
        if notes and marker:
            try:
                data = marker(path.read_bytes(), notes)
            except OSError:
                continue  # 读的时候已经说过
            except Unreadable as fault:
                yield Returned(None, 0, fault.findings)
                continue
            if path.name.casefold() in written:  # 别的文件夹里的同名文件已经写了
                yield Returned(None, 0, (_edited(folder / path.name),))
                continue
            written.add(path.name.casefold())
            yield _put(folder / path.name, data, len(notes))


def _put(path: Path, data: bytes, places: int) -> Returned:
    saved = put_copy(path, data)
    if saved is Saved.KEPT:
        return Returned(None, 0, (_edited(path),))
    if saved is Saved.UNWRITABLE:
        return Returned(None, 0, (_unwritable(path),))
    return Returned(path, places)


def _edited(path: Path) -> Finding:
    return faults.kept(
        path,
        "这里已经有一份同名的文件（或是改过的副本），没有写，保持原样",
        "改好的移到别处再核查，或换一个文件夹",
    )


def _unwritable(path: Path) -> Finding:
    return Finding(
        "file-unwritable",
        Severity.ERROR,
        "副本写不进去",
        "在 Word、Excel 里关闭它，核对文件夹的写入权限，再运行一次",
        (Origin(str(path)),),
    )
