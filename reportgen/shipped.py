"""随程序带的模板和样例：在哪里，怎样放进使用者的文件夹。"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reportgen.finding import Finding, Origin, Severity

SAMPLE = "样例.yaml"


def default_templates() -> Path:
    """随程序带的模板；从源码运行时是仓库里的 ``templates/zh``。"""
    here = Path(__file__).resolve().parent
    inside = here / "templates" / "zh"
    return inside if inside.is_dir() else here.parent / "templates" / "zh"


def sample() -> Path:
    """随程序带的样例：一个编出来的项目，写全了能写的每一项。"""
    return default_templates().with_name(SAMPLE)


def lay_out(folder: Path) -> tuple[Finding, ...]:
    """放好模板和样例；已有同名的文件，或有写不进去的，就一个也不放，说出是哪些。"""
    files = dict(_files(folder))
    existing = [target for target in files if os.path.lexists(target)]
    if existing:
        message = f"已有 {len(existing)} 个同名的文件，没有动它们，什么也没有放"
        return (_fault("file-exists", message, "换一个文件夹，或先把它们移走", *existing),)
    laid: list[Path] = []
    for target, source in files.items():
        try:
            data = source.read_bytes()
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                laid.append(target)
                file.write(data)
        except OSError:
            for each in laid:
                each.unlink(missing_ok=True)
            remedy = "核对文件夹的写入权限和磁盘空间，或换一个文件夹"
            return (_fault("file-unwritable", "文件写不进去，什么也没有放", remedy, target),)
    return ()


def _files(folder: Path) -> Iterator[tuple[Path, Path]]:
    """放到哪里 → 从哪里取；点号开头的和 Office 的临时文件不算。"""
    templates = default_templates()
    for path in sorted(templates.rglob("*")):
        if path.is_file() and not path.name.startswith((".", "~$")):
            yield folder / "templates" / path.relative_to(templates), path
    yield folder / "data" / SAMPLE, sample()


def _fault(code: str, message: str, remedy: str, *paths: Path) -> Finding:
    origins = tuple(Origin(str(path)) for path in paths)
    return Finding(code, Severity.ERROR, message, remedy, origins)
