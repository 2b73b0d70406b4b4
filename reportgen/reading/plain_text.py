"""读文字：从字节到干净的文字，编码不对、有控制字符都说明，不静默。"""

from __future__ import annotations

import re

from reportgen.finding import Finding, Origin, Severity, Unreadable

# Word 文件（XML 1.0）不能有的字符。
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
# YAML 把这些也当换行，会打断一段话。
ODD_BREAKS = re.compile("[\x85\u2028\u2029]")


def decode(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """解码：UTF-8（有无 BOM 都可）、UTF-16（有 BOM）；不是 UTF-8 的按 GBK 读并提醒核对。

    读不出的以 ``Unreadable`` 抛出。
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise Unreadable([_undecodable(name)]) from None
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise Unreadable([_undecodable(name)]) from None
    finding = Finding(
        code="encoding-gbk",
        severity=Severity.WARNING,
        message="文件不是 UTF-8 编码，已按 GBK 读取",
        remedy="核对文字有无乱码；用记事本打开，另存为时编码选 UTF-8",
        origins=(Origin(name),),
    )
    return text, (finding,)


def clean(text: str, name: str) -> tuple[str, tuple[Finding, ...]]:
    """清理：统一换行；控制字符换成空格并说明在第几行第几列（位置不变）。"""
    text = ODD_BREAKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    first = ILLEGAL.search(text)
    if first is None:
        return text, ()
    before = text[: first.start()]
    line = before.count("\n") + 1
    column = first.start() - (before.rfind("\n") + 1) + 1
    found = len(ILLEGAL.findall(text))
    return ILLEGAL.sub(" ", text), (control_characters(found, Origin(name, line, column)),)


def control_characters(count: int, origin: Origin) -> Finding:
    """控制字符的发现：读入时已去掉。"""
    return Finding(
        code="control-characters",
        severity=Severity.WARNING,
        message=f"有 {count} 个不可见的控制字符，已去掉",
        remedy="多半是从别处粘贴带来的，核对这里的文字是否完整",
        origins=(origin,),
    )


def _undecodable(name: str) -> Finding:
    return Finding(
        code="not-text",
        severity=Severity.ERROR,
        message="不是文字文件，或编码认不出",
        remedy="用记事本打开确认内容，另存为 UTF-8 编码",
        origins=(Origin(name),),
    )
