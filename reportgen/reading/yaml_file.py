"""读 YAML：每个值都是原样的文字（``1.00``、``>90%`` 不变样），并知道自己在第几行第几列。"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.reading.plain_text import clean, decode

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # 没有 C 库的机器上慢一些，结果一样
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

FULL_WIDTH_COLON = re.compile(r"^[ -]*[\w（）()]+：", re.M)
# 库的英文说法 → 怎么办；只用来给提示，认不出时给一般的提示。
HINTS = (
    ("tab", "不能用 Tab 缩进，请改成空格"),
    ("cannot start any token", "这里的符号不能直接作值的开头，请给整个值加上英文引号"),
    ("block scalar", '以 > 或 | 开头的值要加英文引号，例如 ">90%"'),
    ("mapping values are not allowed", "值里有英文冒号时要给整个值加引号；或上一行缩进不对"),
    ("quoted scalar", "引号没有成对"),
    ("undefined alias", "以 * 开头的值要加英文引号"),
    ("anchor", "以 & 开头的值要加英文引号"),
    ("alias", "以 * 开头的值要加英文引号"),
    ("flow mapping", "花括号 { } 没有成对，或各项之间少了英文逗号"),
    ("flow sequence", "方括号 [ ] 没有成对，或各项之间少了英文逗号"),
    ("block mapping", "这一行的缩进与上面同级的各行不一致"),
    ("block collection", "这一行的缩进与上面同级的各行不一致"),
    ("':'", "键和值之间要用英文冒号加一个空格"),
)


@dataclass(frozen=True, slots=True)
class Node:
    """节点：文字、列表或按键排列的节点，和它的出处。"""

    value: str | list[Node] | dict[str, Node]
    origin: Origin


def read_yaml(data: bytes, name: str) -> tuple[list[Node], tuple[Finding, ...]]:
    """读 YAML 文件：一个文件可以有几份（以 ``---`` 分开），空的不算。

    格式不对时抛出 ``Unreadable``，带行、列和怎么办。
    """
    text, findings = decode(data, name)
    text, more = clean(text, name)
    try:
        documents = [
            _node(document, name, set())
            for document in yaml.compose_all(text, Loader=Loader)
            if document is not None and not _is_empty(document)
        ]
    except yaml.MarkedYAMLError as fault:
        raise Unreadable([_syntax(fault, text, name)]) from None
    except (yaml.YAMLError, RecursionError):
        raise Unreadable([_malformed(name, None, "层次太深或有不能识别的字符")]) from None
    return documents, findings + more


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value.strip()


def _node(node: yaml.Node, name: str, seen: set[int]) -> Node:
    origin = Origin(name, node.start_mark.line + 1, node.start_mark.column + 1)
    if not isinstance(node, yaml.ScalarNode):
        if id(node) in seen:
            raise Unreadable([_malformed(name, origin, "数据文件里不能用 & 和 * 引用别处的内容")])
        seen.add(id(node))
    match node:
        case yaml.ScalarNode():
            value = node.value
            return Node("" if node.style is None and value in ("~", "null") else value, origin)
        case yaml.SequenceNode():
            return Node([_node(item, name, seen) for item in node.value], origin)
        case _:
            return Node(_mapping(node, name, seen), origin)


def _mapping(node: yaml.MappingNode, name: str, seen: set[int]) -> dict[str, Node]:
    entries: dict[str, Node] = {}
    repeated = []
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        mark = key_node.start_mark
        if not key:
            place = Origin(name, mark.line + 1, mark.column + 1)
            raise Unreadable([_malformed(name, place, "冒号前面应当是项目的名称")])
        if key in entries:
            repeated.append((key, Origin(name, mark.line + 1, mark.column + 1)))
        entries[key] = _node(value_node, name, seen)
    if repeated:
        raise Unreadable(
            Finding(
                code="key-repeated",
                severity=Severity.ERROR,
                message=f"“{key}”写了两次",
                remedy="只留一处",
                origins=(place, entries[key].origin),
                field=key,
            )
            for key, place in repeated
        )
    return entries


def _syntax(fault: yaml.MarkedYAMLError, text: str, name: str) -> Finding:
    mark = fault.problem_mark or fault.context_mark
    place = Origin(name, mark.line + 1, mark.column + 1) if mark else None
    said = f"{fault.context or ''} {fault.problem or ''}"
    hint = next((hint for mark_, hint in HINTS if mark_ in said), "对照样例检查这一行和上一行")
    wide = FULL_WIDTH_COLON.search(text)
    if wide is not None:
        line = text.count("\n", 0, wide.start()) + 1
        hint += f"；第 {line} 行用了全角冒号“：”，键的后面要用英文冒号加一个空格"
    return _malformed(name, place, hint)


def _malformed(name: str, origin: Origin | None, remedy: str) -> Finding:
    return Finding(
        code="yaml-malformed",
        severity=Severity.ERROR,
        message="YAML 格式不对，读不下去",
        remedy=remedy,
        origins=(origin or Origin(name),),
    )
