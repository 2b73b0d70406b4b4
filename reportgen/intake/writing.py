"""写数据文件：一份数据的节点写成 YAML，照人手写的样子；读回来一字不差。"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from reportgen.reading.node import Node

# 不用加引号的值：字、数、单位和常用的标点；YAML 里另有用处的写法不在其内
_PLAIN: Final = re.compile(
    r"[\w≥≤±（《“”①-⑳/.+-][\w≥≤<>=%‰±()（）《》“”‘’、，。；：！？·…—～×÷/.+*^②-⑳ -]*"
)
_OTHERWISE: Final = re.compile(r"(?i)~|null|true|false|yes|no|on|off|-.*|\.\S*|.*\s$|---.*")
INDENT: Final = "  "


def data_file(node: Node) -> str:
    """数据文件的全文。"""
    if not isinstance(node.value, dict):
        return _scalar(str(node.value)) + "\n"
    return "\n".join(_entries(node.value, "")) + "\n"


def _entries(entries: dict[str, Node], indent: str) -> Iterator[str]:
    for key, node in entries.items():
        name = f"{indent}{_scalar(key)}:"
        value = node.value
        if isinstance(value, str):
            yield from _text(name, value, indent)
        elif isinstance(value, list):
            if all(isinstance(item.value, str) for item in value):
                yield f"{name} [{', '.join(_flow(item) for item in value)}]"
            else:
                yield name
                yield from _items(value, indent + INDENT)
        elif all(
            isinstance(inner.value, str) and "\n" not in inner.value for inner in value.values()
        ):
            yield f"{name} {_flow(node)}"
        else:
            yield name
            yield from _entries(value, indent + INDENT)


def _items(items: list[Node], indent: str) -> Iterator[str]:
    """列表：一行写得下的记录写一行，装着列表的一项一项往下写。"""
    for item in items:
        nested = isinstance(item.value, dict) and any(
            isinstance(inner.value, list) for inner in item.value.values()
        )
        if not nested or not isinstance(item.value, dict):
            yield f"{indent}- {_flow(item)}"
            continue
        first, *rest = _entries(item.value, indent + INDENT)
        yield f"{indent}- {first.strip()}"
        yield from rest


def _text(name: str, value: str, indent: str) -> Iterator[str]:
    """一个值：分段的和很长的，用 |- 一段一行。"""
    if "\n" in value or len(value) > 120:
        yield f"{name} |-"
        yield from (f"{indent}{INDENT}{line}" for line in value.split("\n"))
    else:
        yield f"{name} {_scalar(value)}".rstrip()


def _flow(node: Node) -> str:
    value = node.value
    if isinstance(value, str):
        return _scalar(value, flow=True)
    if isinstance(value, list):
        return f"[{', '.join(_flow(item) for item in value)}]"
    return "{" + ", ".join(f"{_scalar(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"


def _scalar(text: str, flow: bool = False) -> str:
    """一个值：YAML 里会读成别的东西的，加英文双引号。"""
    if not text:
        return "''" if flow else ""
    if _PLAIN.fullmatch(text) and not _OTHERWISE.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)
