"""诊断 YAML：写法不对时，看那几行的样子说出怎么改；改好一行的样子，好接着读下去。

解析库只给位置和英文说法，说法因库而异；这里只用它的位置，毛病从文字上看。
"""

from __future__ import annotations

import re
from typing import NamedTuple

KEY = re.compile(
    r"(?P<head>\s*(?:-\s+)*)(?!-\s)(?P<key>[^\s\"'{\[#&*!|>%@`:：][^:：]*?)\s*"
    r"(?P<colon>[:：])(?P<gap>\s*)(?P<value>.*)"
)
ITEM = re.compile(r"(?P<head>\s*(?:-\s+)+)(?P<value>.*)")
QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
BLOCK_HEADER = re.compile(r"[>|][-+]?\s*(?:#.*)?")
# 双引号里 \ 后面只能跟这些；Windows 路径、半个代理对都不行。
ESCAPED = re.compile(
    r'\\(?:[0abtnvfre "/\\N_LP\t]|x[\da-fA-F]{2}|u(?![dD][89a-fA-F])[\da-fA-F]{4}|U[\da-fA-F]{8})'
)
COMMENT = re.compile(r"\s*(?:#.*)?")
ITEM_END = re.compile(r"[,\[\]{}]|\s#")
# YAML 里另有用处的符号，不能直接作值的开头。
RESERVED = "*&!%@`,]}>|"

TAB = "不能用 Tab 缩进，改成空格"
COLON = "键和值之间要用英文冒号加一个空格，例如“项目名称: 甲”"
WIDE_COLON = "键的后面要用英文冒号加一个空格，不是“：”"
WIDE_COMMA = "各项之间要用英文逗号，不是“，”"
COMMA = "各项之间少了英文逗号"
QUOTE = "引号没有成对"
ESCAPE = "双引号里的 \\ 另有用处，整个值改用英文单引号"
AFTER_QUOTE = "引号后面还有字，整个值外面要再加一层引号"
BRACE = "花括号 { } 或方括号 [ ] 没有成对"
INDENT = "这一行的缩进与上面同级的各行不一致，对照样例检查这一行和上一行"


class Trouble(NamedTuple):
    """毛病：在哪里（从 0 数），怎么改；``mended`` 是值换成空的这一行，不能放心换时为空。"""

    line: int
    column: int
    remedy: str
    mended: str | None


def diagnose(lines: list[str], marks: list[tuple[int, int]]) -> Trouble:
    """诊断：``marks`` 是解析库指出的行和列，先查问题所在的，再查它所在的结构开头的。"""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    last = filled[-1] if filled else 0
    marks = [mark if mark[0] <= last else (last, 0) for mark in marks]  # 有指到末尾以后的
    line, column = marks[0] if marks else (last, 0)
    above = [number for number in filled if number < line]
    told = _complaints(lines, [line, *(mark[0] for mark in marks[1:]), *above[-1:]])
    sure = [each for each in told if each[2] != COLON]
    if not sure:
        # 引号没有成对的，解析库要到很后面才发现，那里多半是没有冒号的正文：先找引号，再怪冒号
        quotes = _complaints(lines, above[::-1])
        sure = [each for each in quotes if each[2] == QUOTE] or told
    if not sure:
        return Trouble(line, column, INDENT, None)
    number, column, remedy = sure[0]
    return Trouble(number, column, remedy, _mended(lines, number, remedy))


def _complaints(lines: list[str], numbers: list[int]) -> list[tuple[int, int, str]]:
    found = ((number, complaint(lines[number])) for number in numbers)
    return [(number, *told) for number, told in found if told is not None]


def complaint(line: str) -> tuple[int, str] | None:
    """一行的毛病：列和怎么改；看不出为空。"""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return indent.index("\t"), TAB
    if COMMENT.fullmatch(line):
        return None
    key = KEY.match(line)
    if key is None:
        item = ITEM.match(line)
        if item is None:
            return None if line[len(indent)] in QUOTED else (len(indent), COLON)
        return _shifted(_wrong_value(item["value"]), item.start("value"))
    if key["colon"] == "：":
        return key.start("colon"), WIDE_COLON
    if key["value"] and not key["gap"]:
        return key.start("colon"), COLON
    return _shifted(_wrong_value(key["value"]), key.start("value"))


def quoting(value: str) -> str:
    """给值加引号的提示，照抄这个值。"""
    value = value.strip()
    mark = "'" if '"' in value else '"'
    shown = value if len(value) <= 20 else value[:20] + "…"
    return f"以 {value[0]} 开头的值要加英文引号，写成 {mark}{shown}{mark}"


def _shifted(found: tuple[int, str] | None, by: int) -> tuple[int, str] | None:
    return None if found is None else (found[0] + by, found[1])


def _wrong_value(value: str) -> tuple[int, str] | None:
    first = value[:1]
    if first in QUOTED:
        wrong = _wrong_quotes(value, 0)
        closed = QUOTED[first].match(value)
        if wrong or closed is None or COMMENT.fullmatch(value, closed.end()):
            return wrong
        return 0, AFTER_QUOTE
    if value.startswith(("{{", "{%")):
        return 0, quoting(value.rstrip())
    if first and first in "{[":
        return _wrong_flow(value)
    bare = value.split(" #")[0].rstrip()
    if first and first in RESERVED and not BLOCK_HEADER.fullmatch(value):
        return 0, quoting(bare)
    if bare == "-" or bare.startswith("- "):
        return 0, quoting(bare)
    inner = re.search(r":(?=\s|$)", bare)
    return (inner.start(), "值里有英文冒号，给整个值加上引号") if inner else None


def _wrong_quotes(text: str, start: int) -> tuple[int, str] | None:
    """从一个引号起：没有成对的，双引号里 ``\\`` 用得不对的。"""
    closed = QUOTED[text[start]].match(text, start)
    if closed is None:
        return start, QUOTE
    if text[start] == '"' and "\\" in ESCAPED.sub("", closed[0]):
        return start, ESCAPE
    return None


def _wrong_flow(text: str) -> tuple[int, str] | None:
    """花括号、方括号写在一行里的几项，从左到右看。"""
    depth, start, colon, fresh = 0, 0, -1, True
    spot = 0
    while spot < len(text):
        char = text[spot]
        if char in "{[":
            depth, start, colon, fresh = depth + 1, spot + 1, -1, True
        elif char in "}]":
            depth, fresh = depth - 1, False
            if not depth:
                done = COMMENT.fullmatch(text, spot + 1)
                return None if done else (0, quoting(text.strip()))
        elif char == ",":
            start, colon, fresh = spot + 1, -1, True
        elif char == ":" and text[spot + 1 : spot + 2] in ("", " "):
            if colon >= 0:
                wide = text.find("，", start, spot)
                return (wide, WIDE_COMMA) if wide >= 0 else (spot, COMMA)
            colon, fresh = spot, True
        elif fresh and char in QUOTED:
            wrong = _wrong_quotes(text, spot)
            closed = QUOTED[char].match(text, spot)
            if wrong or closed is None:
                return wrong
            if text[closed.end() :].lstrip()[:1] not in (*",:}]", ""):
                return spot, AFTER_QUOTE
            spot, fresh = closed.end() - 1, False
        elif fresh and char in RESERVED:
            return spot, quoting(char + ITEM_END.split(text[spot + 1 :], maxsplit=1)[0])
        elif char != " ":
            fresh = False
        spot += 1
    return 0, BRACE


def _mended(lines: list[str], number: int, remedy: str) -> str | None:
    """值换成空的这一行；不敢换的为空：这行后面是别的项，或下面更深的行可能是这个值的续行。"""
    line = lines[number]
    match = KEY.match(line) or ITEM.match(line)
    if match is None or remedy == TAB or _shared(match["value"]):
        return None
    key = match.groupdict().get("key")
    level = len(match["head"]) if key else len(line) - len(line.lstrip())
    below = next((other for other in lines[number + 1 :] if other.strip()), "")
    if len(below) - len(below.lstrip()) > level:
        return None
    return match["head"] + (f"{key}: ''" if key else "''")


def _shared(value: str) -> bool:
    """值后面还有别的东西：多行花括号里的一行，末尾是逗号或别的行的右括号。"""
    closing = sum(value.count(mark) for mark in "}]") - sum(value.count(mark) for mark in "{[")
    return value.rstrip().endswith(",") or closing > 0
