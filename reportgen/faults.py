"""流水线说的话：同名的、写不了的、改过的文件，模板的错，程序自己的错。"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

from reportgen.document.store import lock_of
from reportgen.finding import Finding, Origin, Severity
from reportgen.merge.plan import Change

# 不同的地方最多列几处，一处最多几个字
MOST_TOLD, LONGEST = 12, 20


def same_stem(file: Path, stem: str, rivals: list[Path]) -> Finding:
    """几个文件同名。"""
    return Finding(
        "stem-repeated",
        Severity.ERROR,
        f"“{stem}”与 {'、'.join(str(rival) for rival in rivals)} 同名，输出会互相覆盖，没有写",
        "给其中一个文件改名",
        (Origin(str(file)),),
    )


def program_fault(fault: Exception) -> Finding:
    """程序自己的错：说清不是数据的错，和错在程序哪里，别的项目照做。"""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{Path(last.filename).name} 第 {last.lineno} 行"
    return Finding(
        "program-fault",
        Severity.ERROR,
        f"程序出错，不是数据的错：{type(fault).__name__}: {fault}（{where}）",
        "把数据文件和这句话发给开发者",
    )


def broken_templates(form: str) -> Finding:
    """模板的错前面说过了。"""
    return Finding(
        "template-broken",
        Severity.ERROR,
        f"{form}和它的报告的模板有错，没有写；错处在前面第一个项目下面说全了",
        "改好模板，再运行一次",
    )


def no_style(name: str, origins: tuple[Origin, ...], path: Path) -> Finding:
    """模板用的样式没有。"""
    return Finding(
        "style-unknown",
        Severity.ERROR,
        f"样式文件 {path.name} 里没有样式“{name}”",
        f"在 Word 里建立样式“{name}”，或换成已有的样式",
        origins,
    )


def edited(path: Path) -> Finding:
    """人改过的报告没有重写。"""
    return kept(
        path,
        "这份文件有人改过（或没有上次写它的记录），没有重写，保持原样",
        "要重新生成，先把它改名或移走，再运行一次",
    )


def kept(path: Path, message: str, remedy: str) -> Finding:
    """已有的文件没有动，怕丢了人写在里面的。"""
    return Finding("edited-kept", Severity.ERROR, message, remedy, (Origin(str(path)),))


def unwritable(path: Path) -> Finding:
    """写不进去的文件。"""
    return Finding(
        "file-unwritable",
        Severity.ERROR,
        "文件写不进去，原来的文件没有动",
        "在 Word 或 WPS 里关闭它，核对文件夹的写入权限和磁盘空间，再运行一次",
        (Origin(str(path)),),
    )


def unknown_origin(changes: Sequence[Change]) -> Finding:
    """不知道上次写的是什么，并不了；和新的一份哪里不同。"""
    named = "；".join(f"{_short(each.was)} → {_short(each.now)}" for each in changes[:MOST_TOLD])
    more = f"……共 {len(changes)} 处" if len(changes) > MOST_TOLD else f"，共 {len(changes)} 处"
    return Finding(
        "merge-unknown",
        Severity.ERROR,
        "文件里、输出文件夹里都没有上次写它的记录，分不清哪些是人写的，没有动；"
        + (f"和照数据新写的不同：{named}{more}" if changes else "和照数据新写的没有不同"),
        "照数据自己改；要重新生成，先把它改名或移走，再运行一次",
    )


def _short(text: str) -> str:
    if not text:
        return "（没有）"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……"


def misplaced(title: str = "") -> Finding:
    """文件放错了地方；``title`` 是里面存着的报告，不知道的为空。"""
    why = f"里存着的是“{title}”" if title else "的标题和文字同上次写的都对不上，多半是别的项目的"
    return Finding(
        "merge-misplaced",
        Severity.ERROR,
        f"这份文件{why}，不是这里的报告，没有动",
        "多半是从别处复制来的：放回原处；要重新生成，先把它移走，再运行一次",
    )


def missing(path: Path) -> Finding:
    """要看的文件没有。"""
    return Finding(
        "file-missing",
        Severity.ERROR,
        "没有这个文件，或读不了",
        "核对文件的名称和位置",
        (Origin(str(path)),),
    )


def not_from(report: Path, data: Path) -> Finding:
    """不知道一份报告是照哪个项目写的。"""
    return Finding(
        "diff-unmatched",
        Severity.ERROR,
        f"不知道它是照 {data} 里的哪个项目、写成哪一份报告的",
        "数据写到具体的文件；报告的文件名里留着“附件4-缩略版”这样的名称",
        (Origin(str(report)),),
    )


def unproved(why: str) -> Finding:
    """并好以后自己查，查不过。"""
    return Finding(
        "merge-unproved",
        Severity.ERROR,
        f"并好以后自己查了一遍，{why}，所以没有写，原来的文件没有动",
        "这是程序的差错：把这份文件和数据文件发给开发者",
    )


def opened(path: Path) -> Finding:
    """文件正打开着。"""
    lock = lock_of(path) or path
    return Finding(
        "file-open",
        Severity.ERROR,
        "文件正在 Word、WPS 或 LibreOffice 里打开着，没有写",
        f"存盘、关闭以后再运行一次；没有打开的，删去 {lock.name}",
        (Origin(str(path)),),
    )


def exists(path: Path) -> Finding:
    """已有的数据文件没有动。"""
    return Finding(
        "file-exists",
        Severity.ERROR,
        "数据文件已经有了，没有写，保持原样",
        "要重新录入，先把它改名或移走，再运行一次；或用 -o 换一个文件夹",
        (Origin(str(path)),),
    )
