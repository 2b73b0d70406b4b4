"""压缩包里的东西，供测试对照。"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree


def members(data: bytes) -> dict[str, bytes]:
    """各部件的内容；同时查它是不是好的。"""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len(names) == len(set(names))
        return {name: package.read(name) for name in names}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (2021, 6, 1, 8, 30, 0))
            entry.extra = b"\xca\xfe\x00\x00"
            package.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def changed(data: bytes, part: str, change: Callable[[Any], None]) -> bytes:
    """一个部件的树改一改。"""
    parts = members(data)
    root = etree.fromstring(parts[part])
    change(root)
    altered = etree.tostring(root)
    assert altered != etree.tostring(etree.fromstring(parts[part])), "什么也没有改"
    return packed(parts | {part: altered})


def canonical(element: Any) -> bytes:
    return etree.tostring(element, method="c14n")
