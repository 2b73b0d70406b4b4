"""关闭：照数据旁边的 ``审核.yaml``，把单位说明过的提醒和说明记作已关闭。"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.assessment import Assessment
from reportgen.codes import ENTRIES, near
from reportgen.finding import Finding, Severity
from reportgen.intake.review_file import NAMES, ReadReview, read_review
from reportgen.review import Closing
from reportgen.wording import enumerated, nearest, plain, quoted


class Facts(NamedTuple):
    """一个项目的基本情况：数据在哪个文件，名称，在句子里的叫法，单位，年度，填报的和应得的总分
    （得不出的为空）。
    """

    file: str
    name: str
    subject: str
    unit: str
    year: int
    stated_total: str
    total: str

    @classmethod
    def of(cls, assessment: Assessment) -> Facts:
        """自评结果里的。"""
        project, total = assessment.project, assessment.computed_total
        file = next((origin.file for origin in project.origin()), "")
        name = project.name or project.unit
        shown = "" if total is None else plain(total)
        return cls(
            file,
            name,
            project.subject,
            project.responsible,
            project.year,
            project.rating.total,
            shown,
        )


class _Switch:
    """一项关闭，和它关了什么。"""

    def __init__(self, closing: Closing) -> None:
        self.closing = closing
        self.reached = False  # 有它所说的项目
        self.used = False
        self.refused: list[str] = []

    def covers(self, names: Sequence[str]) -> bool:
        """说的是不是这个项目。"""
        return not self.closing.project or self.closing.project in names


class _Book(NamedTuple):
    """一个审核设定：各项关闭和错别字。"""

    read: ReadReview
    switches: tuple[_Switch, ...]
    typos: dict[str, str]
    # 给的就是这个文件夹（或它的上级）：里面的数据都读了
    whole: bool


class Switches:
    """一次运行用到的审核设定：从给的文件夹到数据所在的文件夹，一级一份，用到才读，读一次。"""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._given = {_real(path): path for path in paths}
        self._books: dict[str, _Book | None] = {}
        self._chains: dict[Path, tuple[_Book, ...]] = {}
        self._names: set[str] = set()

    def closed(self, stem: str, facts: Facts, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """一个项目的发现：关闭了的是一条说明，带着理由。"""
        names = (stem, facts.name)
        self._names.update(filter(None, names))
        switches = [
            switch
            for book in self._chain(Path(facts.file).parent)
            for switch in book.switches
            if switch.covers(names)
        ]
        for switch in switches:
            switch.reached = True
        return tuple(_closed(finding, switches, stem) for finding in findings)

    def typos(self, file: str) -> dict[str, str]:
        """一个数据文件用的错别字表；几级文件夹都写了的，近的为准。"""
        found: dict[str, str] = {}
        for book in reversed(self._chain(Path(file).parent)):
            found |= book.typos
        return found

    def told(self, complete: bool) -> Iterator[tuple[ReadReview, tuple[Finding, ...]]]:
        """各个设定自己的发现；``complete``：项目都读了、都查了，才说得出哪一项没有用上。"""
        for path in self._given.values():
            self._chain(path)
        for book in filter(None, self._books.values()):
            findings = [*book.read.findings]
            for switch in book.switches:
                findings += self._verdict(switch, complete and book.whole, complete)
            if findings:
                yield book.read, tuple(findings)

    def _verdict(self, switch: _Switch, whole: bool, complete: bool) -> Iterator[Finding]:
        closing = switch.closing
        if switch.refused:
            yield _refused(closing, switch.refused)
        elif closing.code not in ENTRIES and not switch.used:
            yield _unknown(closing)
        elif closing.project and not switch.reached and whole:
            yield _no_project(closing, nearest(closing.project, self._names))
        elif not switch.used and (whole or (complete and closing.project and switch.reached)):
            yield _unused(closing)

    def _chain(self, folder: Path) -> tuple[_Book, ...]:
        """一个文件夹用的各份设定，近的在前。"""
        if folder not in self._chains:
            above = [folder, *folder.parents]
            given = [at for at, each in enumerate(above) if _real(each) in self._given]
            within = above[: max(given, default=0) + 1]
            books = (self._book(each, whole=bool(given)) for each in within)
            self._chains[folder] = tuple(filter(None, books))
        return self._chains[folder]

    def _book(self, folder: Path, whole: bool) -> _Book | None:
        key = _real(folder)
        if key not in self._books:
            path = next(filter(_is_file, (folder / name for name in NAMES)), None)
            self._books[key] = _open(path, whole) if path else None
        return self._books[key]


def _real(folder: Path) -> str:
    return os.path.abspath(folder)  # noqa: PTH100 链接不解开，“..”要解开


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # 没有权限看，或名称太长：数据文件读的时候会说
        return False


def _open(path: Path, whole: bool) -> _Book:
    read = read_review(path)
    switches = (_Switch(closing) for review in read.reviews for closing in review.closings)
    typos = {wrong: right for review in read.reviews for wrong, right in review.typos.items()}
    return _Book(read, tuple(switches), typos, whole)


def _closed(finding: Finding, switches: Iterable[_Switch], stem: str) -> Finding:
    hits = [switch for switch in switches if switch.closing.code == finding.code]
    if finding.severity is Severity.ERROR:
        for switch in hits:
            switch.refused += [stem] if stem not in switch.refused else []
        return finding
    for switch in hits:
        switch.used = True
    if not hits:
        return finding
    message = f"{finding.message}（已关闭：{hits[0].closing.reason}）"
    return finding._replace(severity=Severity.NOTE, message=message, remedy="")


def _refused(closing: Closing, stems: Sequence[str]) -> Finding:
    where = enumerated([quoted(stem) for stem in stems])
    return _told(
        "switch-refused",
        Severity.ERROR,
        f"“{closing.code}”不能关闭：在{where}里是错误；没有关闭，照样算",
        "错误要改，改好后删去这一项；只有提醒和说明可以关闭",
        closing,
    )


def _unknown(closing: Closing) -> Finding:
    like = near(closing.code)
    remedy = "相近的有：" + "、".join(like) if like else "照发现后面的代码写"
    message = f"没有“{closing.code}”这个代码，没有关闭什么"
    return _told("switch-unknown", Severity.WARNING, message, remedy, closing)


def _no_project(closing: Closing, like: Sequence[str]) -> Finding:
    remedy = "是不是" + "或".join(map(quoted, like)) if like else "写数据文件的名称或项目名称"
    message = f"这里没有项目“{closing.project}”，它的“{closing.code}”没有关闭"
    return _told("switch-unused", Severity.NOTE, message, remedy, closing, "项目")


def _unused(closing: Closing) -> Finding:
    where = f"“{closing.project}”里" if closing.project else ""
    message = f"{where}这次没有“{closing.code}”，用不着关闭"
    return _told("switch-unused", Severity.NOTE, message, "数据改好了的，删去这一项", closing)


def _told(
    code: str, severity: Severity, message: str, remedy: str, closing: Closing, title: str = "code"
) -> Finding:
    return Finding(
        code,
        severity,
        message,
        remedy,
        closing.origin(title),
        field=f"关闭/{title}",
        stated=closing.project if title == "项目" else closing.code,
    )
