"""读文字：从字节到干净的文字，编码不对、有看不见的字符都说明，不静默。"""

from __future__ import annotations

import codecs
import re

from reportgen.finding import Finding, Origin, Severity, Unreadable

# Word 文件（XML 1.0）不能有的字符，和看不见、会让两个一样的词不相等的字符。
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
# 从 Word、网页粘贴带来的换行；YAML 也当作换行，会打断一段话，所以换成空格。
ODD_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
ODD = re.compile(f"{INVISIBLE.pattern}|{ODD_BREAKS.pattern}")
GARBLED = re.compile("\ufffd")
# 文字文件里零星的控制字符，不超过这么多个或一成。
STRAY = 3
# 一处发现最多列出这么多个位置。
PLACES = 5


def decode(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """解码：UTF-8（有无 BOM 都可）、UTF-16（有 BOM）；不是 UTF-8 的按 GBK 读并提醒核对。

    读不出的以 ``Unreadable`` 抛出。
    """
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _text(data, "utf-16", name), ()
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        if _mostly_utf8(data):
            raise Unreadable([_damaged(data, fault.start, name)]) from None
        gbk = Finding(
            code="encoding-gbk",
            severity=Severity.WARNING,
            message="文件不是 UTF-8 编码，已按 GBK 读取",
            remedy="核对文字有无乱码；用记事本打开，另存为时编码选 UTF-8",
            origins=(Origin(name),),
        )
        return _text(data, "gb18030", name), (gbk,)
    return _text(data, "utf-8", name), ()


def clean(text: str, name: str) -> tuple[str, tuple[Finding, ...]]:
    """清理：统一换行；看不见的字符去掉，不寻常的换行换成空格，都说明在第几行第几列。"""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    findings = []
    odd = places(ODD, text, name)
    if odd:
        findings.append(invisible_characters(len(odd), odd[:PLACES]))
    garbled = places(GARBLED, text, name)
    if garbled:
        findings.append(_garbled(len(garbled), garbled[:PLACES]))
    return printable(text)[0], tuple(findings)


def printable(text: str) -> tuple[str, int]:
    """能印的文字，和去掉、换掉了几个字符。"""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, removed = INVISIBLE.subn("", text)
    text, replaced = ODD_BREAKS.subn(" ", text)
    return text, removed + replaced


def places(pattern: re.Pattern[str], text: str, name: str) -> list[Origin]:
    """一种写法在文字里的全部出处。"""
    found = []
    line, line_start = 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", line_start, match.start())
        line_start = text.rfind("\n", 0, match.start()) + 1
        found.append(Origin(name, line, match.start() - line_start + 1))
    return found


def invisible_characters(count: int, origins: list[Origin]) -> Finding:
    """看不见的字符的发现：读入时已去掉。"""
    return Finding(
        code="control-characters",
        severity=Severity.WARNING,
        message=f"有 {count} 个看不见的字符（控制字符、特殊换行等），已去掉或换成空格",
        remedy="多半是从别处粘贴带来的，核对这里的文字是否完整",
        origins=tuple(origins),
    )


def _text(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = ""
        readable = False
    else:  # 控制字符不止零星几个，碰巧能解码也不是文字
        readable = len(INVISIBLE.findall(text)) <= max(STRAY, len(text) // 10)
    if not readable:
        raise Unreadable([_not_text(name)])
    return text


def _mostly_utf8(data: bytes) -> bool:
    """是 UTF-8，只是坏了几处：能解出的汉字比坏处多。按 GBK 去读会满篇乱码。"""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(not char.isascii() for char in text) - bad
    return good > bad


def _damaged(data: bytes, start: int, name: str) -> Finding:
    before = data[:start].decode("utf-8")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Finding(
        code="encoding-damaged",
        severity=Severity.ERROR,
        message="这里的字节坏了，读不成字",
        remedy="用记事本打开，把这里的乱码改成原来的字，另存为 UTF-8 编码",
        origins=(Origin(name, line, column),),
    )


def _garbled(count: int, origins: list[Origin]) -> Finding:
    return Finding(
        code="garbled-text",
        severity=Severity.WARNING,
        message=f"有 {count} 个“\ufffd”，是以前转换编码时丢了的字",
        remedy="改成原来的字",
        origins=tuple(origins),
    )


def _not_text(name: str) -> Finding:
    return Finding(
        code="not-text",
        severity=Severity.ERROR,
        message="不是文字文件，或编码认不出",
        remedy="用记事本打开确认内容，另存为 UTF-8 编码",
        origins=(Origin(name),),
    )
