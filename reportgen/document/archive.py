"""压缩包：直接写 zip。样式文件的各部件先压好，每份文稿只压变的两个，同样的内容得到同样的字节。

用 ``zipfile`` 追加也行，但每份要重读、重写整个目录，比压缩正文还慢。
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

LOCAL: Final = struct.Struct("<4s5H3L2H")
CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
END: Final = struct.Struct("<4s4H2LH")
# 一律用 zip 2.0 的格式，名称按 UTF-8，时间固定为 1980 年 1 月 1 日零点
VERSION, UTF8, DEFLATED, TIME, DATE = 20, 0x800, 8, 0, 0x21


class Member(NamedTuple):
    """成员：名称、校验和、原来的大小、压好的内容。"""

    name: bytes
    checksum: int
    size: int
    packed: bytes


@lru_cache(maxsize=64)
def pack_known(name: str, data: bytes) -> Member:
    """压好一个成员，记住：各份文稿里都一样的。"""
    return pack(name, data)


def pack(name: str, data: bytes, level: int = 3) -> Member:
    """压好一个成员；缺省的三级比六级快一倍，一份文稿大不到一千字节。"""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(data) + deflate.flush()
    return Member(name.encode(), zlib.crc32(data), len(data), packed)


def archive(members: Iterable[Member]) -> bytes:
    """合成一个压缩包，成员照给的次序。"""
    content: list[bytes] = []
    directory: list[bytes] = []
    position = 0
    for member in members:
        shape = (UTF8, DEFLATED, TIME, DATE, member.checksum, len(member.packed), member.size)
        length = len(member.name)
        local = LOCAL.pack(b"PK\3\4", VERSION, *shape, length, 0)
        entry = CENTRAL.pack(b"PK\1\2", VERSION, VERSION, *shape, length, 0, 0, 0, 0, 0, position)
        content += (local, member.name, member.packed)
        directory += (entry, member.name)
        position += len(local) + length + len(member.packed)
    count = len(directory) // 2
    size = sum(map(len, directory))
    end = END.pack(b"PK\5\6", 0, 0, count, count, size, position, 0)
    return b"".join((*content, *directory, end))
