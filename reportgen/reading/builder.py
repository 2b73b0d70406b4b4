"""成项目：把读来的节点（不论来自哪种文件）变成记录，所有问题一次说全。"""

from __future__ import annotations

import re
import types
import typing
from decimal import Decimal
from typing import Any, TypeVar, get_args, get_origin

from pydantic import ValidationError

from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.located import Record
from reportgen.notation import read_amount
from reportgen.reading.plain_text import ILLEGAL, control_characters
from reportgen.reading.yaml_file import Node
from reportgen.wording import nearest

R = TypeVar("R", bound=Record)

# 值里的顿号、逗号、分号分开几项，如“持续性项目、新增性项目”。
LIST_MARKS = re.compile(r"[、，,；;]")
YES_NO = {"是": True, "否": False}


class Builder:
    """成记录：按记录的字段逐项读取，边读边记发现。

    ``unit`` 是金额单位（万元或元），金额一律换成万元。
    """

    def __init__(self, unit: str = "万元") -> None:
        self.unit = unit
        self.findings: list[Finding] = []

    def build(self, cls: type[R], node: Node) -> R:
        """读出一条记录；有读不了的地方抛出 ``Unreadable``，带全部发现。"""
        fields = self.record(cls, node, "")
        faults = [finding for finding in self.findings if finding.severity is Severity.ERROR]
        try:
            record = cls.model_validate(fields)
        except ValidationError as error:
            faults += [_fault(cls, node, detail) for detail in error.errors()]
            raise Unreadable(_without_repeats(self.findings, faults)) from None
        if faults:
            raise Unreadable(self.findings)
        return record

    def record(self, cls: type[Record], node: Node, path: str) -> dict[str, Any]:
        """一条记录的各字段，连同出处。"""
        if not isinstance(node.value, dict):
            self._fault("not-a-record", f"“{path}”下面应当是“名称: 值”的各行", node.origin, path)
            return {}
        titles = cls.titles()
        fields: dict[str, Any] = {"places": {"": node.origin}}
        for key, value in node.value.items():
            if key not in titles:
                self._unknown(key, value.origin, path, list(titles))
                continue
            fields["places"][key] = value.origin
            read = self._value(titles[key].annotation, value, f"{path}/{key}".lstrip("/"), cls)
            if read is not None:
                fields[key] = read
        return fields

    def _value(self, kind: Any, node: Node, path: str, owner: type[Record]) -> Any:
        """一个值，按字段的类型；``None`` 表示没有填。"""
        if isinstance(kind, types.UnionType) or get_origin(kind) is typing.Union:
            kind = next(part for part in get_args(kind) if part is not type(None))
        if get_origin(kind) is tuple:
            return self._several(get_args(kind)[0], node, path, owner)
        if get_origin(kind) is dict:
            return self._named(get_args(kind)[1], node, path, owner)
        if get_origin(kind) is typing.Annotated:  # 一段文字，或一条记录（文字材料的详、简）
            kind = get_args(kind)[0] if isinstance(node.value, dict) else str
        if isinstance(kind, type) and issubclass(kind, Record):
            return None if node.value == "" else self.record(kind, node, path)
        text = self._text(node, path)
        if not text:
            return "" if kind is str else None
        if kind is Decimal and owner.amounts:
            return self._amount(text, node.origin, path)
        if kind is bool and text in YES_NO:
            return YES_NO[text]
        if kind is int:
            return re.sub(r"\s*年?度?$", "", text)
        return text

    def _several(self, kind: Any, node: Node, path: str, owner: type[Record]) -> Any:
        if node.value == "":
            return None
        if isinstance(node.value, str) and kind is str:
            return tuple(part.strip() for part in LIST_MARKS.split(node.value) if part.strip())
        if not isinstance(node.value, list):
            remedy = "每项一行，以“- ”开头"
            self._fault("not-a-list", f"“{path}”应当是列表", node.origin, path, remedy)
            return None
        items = [
            self._value(kind, item, f"{path}[{count}]", owner)
            for count, item in enumerate(node.value, 1)
        ]
        return tuple(item for item in items if item is not None and item != "")

    def _named(self, kind: Any, node: Node, path: str, owner: type[Record]) -> Any:
        if node.value == "":
            return None
        if not isinstance(node.value, dict):
            self._fault("not-a-record", f"“{path}”下面应当是“名称: 值”的各行", node.origin, path)
            return None
        values = {
            key: self._value(kind, item, f"{path}/{key}", owner) for key, item in node.value.items()
        }
        return {key: value for key, value in values.items() if value not in (None, "")}

    def _text(self, node: Node, path: str) -> str:
        if not isinstance(node.value, str):
            self._fault("not-a-text", f"“{path}”应当是一个值，不是列表或几项", node.origin, path)
            return ""
        value = node.value.strip()
        illegal = len(ILLEGAL.findall(value))
        if illegal:
            self.findings.append(control_characters(illegal, node.origin))
            value = ILLEGAL.sub("", value)
        return value

    def _amount(self, text: str, origin: Origin, path: str) -> Decimal | None:
        amount = read_amount(text, self.unit)
        if amount.value is None and amount.doubts:
            self._fault(
                "not-an-amount",
                f"“{path}”填的“{text}”不是金额",
                origin,
                path,
                f"填一个数（单位{self.unit}），说明写到“原文”或文字材料里",
            )
            return None
        for doubt in amount.doubts:
            self._note(
                "amount-doubtful",
                f"“{path}”填的“{text}”按 {amount.value} 万元读：{doubt}",
                origin,
                path,
                "核对金额",
            )
        return amount.value

    def _unknown(self, key: str, origin: Origin, path: str, names: list[str]) -> None:
        near = nearest(key, names)
        where = f"“{path}”里" if path else ""
        remedy = f"是不是“{near[0]}”" if near else "可用的有：" + "、".join(names)
        self._fault("key-unknown", f"{where}不认得“{key}”", origin, key, remedy)

    def _fault(
        self, code: str, message: str, origin: Origin, field: str, remedy: str = "对照样例改正"
    ) -> None:
        self.findings.append(Finding(code, Severity.ERROR, message, remedy, (origin,), field=field))

    def _note(self, code: str, message: str, origin: Origin, field: str, remedy: str) -> None:
        self.findings.append(
            Finding(code, Severity.WARNING, message, remedy, (origin,), field=field)
        )


def _fault(cls: type[Record], root: Node, detail: Any) -> Finding:
    """校验库的一条错误 → 带出处的中文；按错误的种类，不看英文句子。"""
    path = [str(step) for step in detail["loc"]]
    origin = root.origin
    node: Node | None = root
    for step in detail["loc"]:
        match node.value if node else None:
            case dict() as entries:
                node = entries.get(str(step))
            case list() as items if isinstance(step, int) and step < len(items):
                node = items[step]
            case _:
                node = None
        origin = node.origin if node else origin
    field = "/".join(path)
    stated = str(detail.get("input", ""))
    message, remedy = _explained(detail, field, stated)
    return Finding(
        "value-invalid" if detail["type"] != "missing" else "field-missing",
        Severity.ERROR,
        message,
        remedy,
        (origin,),
        field=field,
        stated="" if detail["type"] == "missing" else stated,
    )


def _explained(detail: Any, field: str, stated: str) -> tuple[str, str]:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return f"缺少“{field}”", f"补上“{field}”"
        case "literal_error":
            choices = str(context["expected"]).replace("'", "“", 1)
            choices = re.sub(r"'", "”", choices).replace(" or ”", "或“").replace(", ”", "、“")
            return f"“{field}”填的“{stated}”不在可选范围", f"只能填{choices}"
        case "int_parsing" | "int_from_float" | "int_type":
            return f"“{field}”填的“{stated}”不是整数", "填数字，例如 2020"
        case "bool_parsing":
            return f"“{field}”填的“{stated}”看不懂", "填“是”或“否”"
        case "decimal_parsing" | "decimal_type":
            return f"“{field}”填的“{stated}”不是数", "填数字"
        case "greater_than_equal" | "less_than_equal":
            bound = context.get("ge", context.get("le"))
            side = "小于" if "ge" in context else "大于"
            return f"“{field}”填的“{stated}”{side} {bound}", "核对填的数"
        case _:
            return f"“{field}”填的“{stated}”不对", "对照样例改正"


def _without_repeats(found: list[Finding], faults: list[Finding]) -> list[Finding]:
    """同一处已经说过的不再说（值读不了时校验库还会说缺少）。"""
    told = {(finding.field, finding.origins) for finding in found}
    return found + [
        fault for fault in faults if fault not in found and (fault.field, fault.origins) not in told
    ]
