"""流水线说的话：同名的、写不了的、改过的文件，模板的错，程序自己的错。"""

from __future__ import annotations

import traceback
from pathlib import Path

from reportgen.finding import Finding, Origin, Severity


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


def exists(path: Path) -> Finding:
    """已有的数据文件没有动。"""
    return Finding(
        "file-exists",
        Severity.ERROR,
        "数据文件已经有了，没有写，保持原样",
        "要重新录入，先把它改名或移走，再运行一次；或用 -o 换一个文件夹",
        (Origin(str(path)),),
    )
