"""写到哪里：有内存盘的写在内存盘上，测的是程序，不是磁盘。

磁盘上新建文件有快有慢（ext4 上刚删过许多文件的，新建一个慢八倍），两边一样写，也会把比值带偏。
"""

from __future__ import annotations

import tempfile
from pathlib import Path

MEMORY_DISK = Path("/dev/shm")


def working_folder() -> tempfile.TemporaryDirectory[str]:
    """临时文件夹，用完即删。"""
    place = MEMORY_DISK if MEMORY_DISK.is_dir() else None
    return tempfile.TemporaryDirectory(prefix="reportgen-", dir=place)
