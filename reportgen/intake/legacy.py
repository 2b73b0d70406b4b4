"""旧版的 Office 文件：本机装有 LibreOffice 的，可以由它转成现在的格式再读。"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

# 旧的格式 → 转成什么
MODERN: Final = {
    ".doc": ".docx",
    ".wps": ".docx",
    ".rtf": ".docx",
    ".odt": ".docx",
    ".xls": ".xlsx",
    ".et": ".xlsx",
    ".ods": ".xlsx",
}
PATIENCE: Final = 120  # 秒；打开得了的，几秒就转好
_NAMES: Final = ("soffice", "libreoffice")
_PLACES: Final = (
    r"%ProgramFiles%\LibreOffice\program\soffice.exe",
    r"%ProgramFiles(x86)%\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def office() -> str | None:
    """本机的 LibreOffice；没有装为 ``None``。"""
    places = (os.path.expandvars(place) for place in _PLACES)
    return next(filter(None, map(shutil.which, (*_NAMES, *places))), None)


def converted(path: Path, program: str) -> bytes | None:
    """转好的字节；转不了为 ``None``。原来的文件不动，也不碰正在用的 LibreOffice。"""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "转好").with_suffix(MODERN[path.suffix.lower()])
        source = made.with_suffix(path.suffix)
        profile = Path(folder, "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
        try:
            shutil.copyfile(path, source)
            subprocess.run(
                [*command, made.suffix.lstrip("."), "--outdir", folder, str(source)],
                check=False,
                timeout=PATIENCE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None
