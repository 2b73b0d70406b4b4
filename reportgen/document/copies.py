"""副本：写给人改的文件；记着上次写的样子，没有人改过的才换上新的。"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from reportgen.document.store import Saved, digest, replace

MEMORY: Final = ".reportgen-标注.json"


def put_copy(path: Path, data: bytes) -> Saved:
    """写一份副本；已有的不是上次写的样子（有人改过，或不知道来历）就不动它。"""
    known = _recall(path.parent)
    try:
        present = digest(path.read_bytes()) if path.exists() else None
        if present is not None and present not in (known.get(path.name), digest(data)):
            return Saved.KEPT
        memory = json.dumps({**known, path.name: digest(data)}, ensure_ascii=False)
        replace(path, data)
        replace(path.parent / MEMORY, memory.encode())
    except OSError:
        return Saved.UNWRITABLE
    return Saved.WRITTEN


def _recall(folder: Path) -> dict[str, str]:
    """记着的各副本的摘要；没有记录、记录坏了为空。"""
    try:
        known = json.loads((folder / MEMORY).read_bytes())
        return {str(name): str(value) for name, value in known.items()}
    except (OSError, ValueError, AttributeError):
        return {}
