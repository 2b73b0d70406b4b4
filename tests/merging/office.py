"""用 LibreOffice 打开再存：一次、三次，转成 odt 再转回来；一次转一批，启动只一回。"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

TIMEOUT = 120


def soffice() -> str:
    """LibreOffice 的程序；没有装的跳过。"""
    found = shutil.which("soffice")
    if not found:
        pytest.skip("没有装 LibreOffice")
    return str(found)


def convert(files: list[Path], target: str, into: Path) -> list[Path]:
    """转成另一种格式，写到另一个文件夹。"""
    into.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(into.parent / '配置').as_uri()}"
    kind = "docx:MS Word 2007 XML" if target == "docx" else target
    command = [soffice(), profile, "--headless", "--convert-to", kind, "--outdir", str(into)]
    run = subprocess.run(
        [*command, *map(str, files)],
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT + 5 * len(files),
    )
    made = [into / f"{each.stem}.{target}" for each in files]
    missing = [each.name for each in made if not each.exists()]
    assert not missing, f"LibreOffice 没有转成 {missing}：{run.stderr}"
    return made


def resave(documents: list[bytes], folder: Path, *formats: str) -> list[bytes]:
    """一批文稿依次转成几种格式，最后是 docx。"""
    files = []
    start = folder / "0"
    start.mkdir(parents=True)
    for number, data in enumerate(documents):
        path = start / f"{number:04}.docx"
        path.write_bytes(data)
        files.append(path)
    for number, target in enumerate(formats or ("docx",), 1):
        files = convert(files, target, folder / str(number))
    return [path.read_bytes() for path in files]


def saved_by_libreoffice(data: bytes, folder: Path, times: int = 1) -> bytes:
    """存一次或几次。"""
    return resave([data], folder, *["docx"] * times)[0]


def through_odt(data: bytes, folder: Path) -> bytes:
    """转成 odt，再转回来。"""
    return resave([data], folder, "odt", "docx")[0]
