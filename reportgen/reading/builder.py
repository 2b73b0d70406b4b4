"""成记录：把读来的节点（不论来自哪种文件）变成记录，所有问题一次说全。"""

from __future__ import annotations

import operator
import re
import types
import typing
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar, get_args, get_origin

from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.located import Record
from reportgen.notation import read_amount
from reportgen.reading.node import Node
from reportgen.wording import amount as wan
from reportgen.wording import nearest

R = TypeVar("R", bound=Record)

# 值里的顿号、逗号、分号分开几项，如“持续性项目、新增性项目”。
LIST_MARKS = re.compile(r"[、，,；;]")
YES_NO = {"是": True, "否": False}
YEAR_MARK = re.compile(r"\s*年?度?$")
WHOLE = re.compile(r"-?\d+")
# 字段写明的限度：越过它是怎样的，怎样说
BOUNDS: dict[str, tuple[Callable[[Any, Any], bool], str]] = {
    "ge": (operator.lt, "小于"),
    "gt": (operator.le, "不大于"),
    "le": (operator.gt, "大于"),
    "lt": (operator.ge, "不小于"),
}
SHOWN = 30


class Builder:
    """成记录：按记录的字段逐项读取，边读边记发现。

    ``unit`` 是金额单位（万元或元），金额一律换成万元。
    """

    def __init__(self, unit: str = "万元") -> None:
        self.unit = unit
        self.findings: list[Finding] = []
        self._told: set[Origin] = set()  # 已经说过有错的值，不再说它缺少

    def build(self, cls: type[R], node: Node) -> R:
        """读出一条记录；有读不了的地方抛出 ``Unreadable``，带全部发现。"""
        record = self._record(cls, node, "", cls)
        if record is None or any(each.severity is Severity.ERROR for each in self.findings):
            raise Unreadable(self.findings)
        return record

    def _record(self, cls: type[R], node: Node, path: str, parent: type[Record]) -> R | None:
        """一条记录，各字段带着出处；不是记录、缺了字段为 ``None``。"""
        if node.broken or not isinstance(node.value, dict):
            self._not_entries(node, path)
            return None
        titles = cls.titles()
        fields: dict[str, Any] = {}
        places = {"": node.origin}
        for key, value in node.value.items():
            if key not in titles:
                self._unknown(key, value, path, cls, parent)
                continue
            places[key] = value.origin
            read = self._value(titles[key].annotation, value, f"{path}/{key}".lstrip("/"), cls)
            if read is not None:
                fields[key] = read
        complete = True
        for title, info in titles.items():
            field, origin = f"{path}/{title}".lstrip("/"), places.get(title, node.origin)
            if title in fields:
                self._bounded(info.metadata, fields[title], origin, field)
            elif info.is_required():
                complete = False
                self._missing(origin, field)
        if not complete:
            return None
        return cls.of_read(places, fields)

    def _value(self, kind: Any, node: Node, path: str, owner: type[Record]) -> Any:
        """一个值，按字段的类型；``None`` 表示没有填，或已经说过读不了。"""
        kind = _bare(kind)
        if node.broken:
            self._told.add(node.origin)
            return None
        if get_origin(kind) is tuple:
            return self._several(get_args(kind), node, path, owner)
        if get_origin(kind) is dict:
            return self._named(get_args(kind)[1], node, path, owner)
        if get_origin(kind) is typing.Annotated:
            return self._text_or_record(get_args(kind)[0], node, path, owner)
        if isinstance(kind, type) and issubclass(kind, Record):
            return None if node.value == "" else self._record(kind, node, path, owner)
        text = self._text(node, path)
        if kind is str:
            return text
        return self._typed(kind, text, node.origin, path, owner) if text else None

    def _typed(self, kind: Any, text: str, origin: Origin, path: str, owner: type[Record]) -> Any:
        """文字读成数、是否或限定的几种说法。"""
        if kind is Decimal:
            read = self._amount if owner.amounts else self._number
            return read(text, origin, path)
        if kind is int:
            whole = YEAR_MARK.sub("", text)
            if WHOLE.fullmatch(whole):
                return int(whole)
            return self._refuse("不是整数", "填数字，例如 2020", text, origin, path)
        if kind is bool:
            if text in YES_NO:
                return YES_NO[text]
            return self._refuse("看不懂", "填“是”或“否”", text, origin, path)
        choices = get_args(kind)
        if text in choices:
            return text
        remedy = "只能填" + "或".join(f"“{choice}”" for choice in choices)
        return self._refuse("不在可选范围", remedy, text, origin, path)

    def _several(
        self, kinds: tuple[Any, ...], node: Node, path: str, owner: type[Record]
    ) -> tuple[Any, ...] | None:
        """几项，类型相同；``kinds`` 不以省略号结尾的，项数一定。"""
        if node.value == "":
            return None
        if isinstance(node.value, str) and kinds[0] is str:
            return tuple(part.strip() for part in LIST_MARKS.split(node.value) if part.strip())
        if not isinstance(node.value, list):
            remedy = "每项一行，以“- ”开头"
            self._fault("not-a-list", f"“{path}”应当是列表", remedy, node.origin, path)
            return None
        if Ellipsis not in kinds and len(node.value) != len(kinds):
            self._miscounted(len(node.value), len(kinds), node.origin, path)
        items = [
            self._value(kinds[0], item, f"{path}[{count}]", owner)
            for count, item in enumerate(node.value, 1)
        ]
        return tuple(item for item in items if item not in (None, ""))

    def _named(self, kind: Any, node: Node, path: str, owner: type[Record]) -> Any:
        if node.value == "":
            return None
        if not isinstance(node.value, dict):
            return self._not_entries(node, path)
        values = {
            key: self._value(kind, item, f"{path}/{key}", owner) for key, item in node.value.items()
        }
        return {key: value for key, value in values.items() if value not in (None, "")}

    def _text_or_record(
        self, kind: type[R], node: Node, path: str, owner: type[Record]
    ) -> R | None:
        """一段文字，或一条记录（文字材料的详、简）；只有文字时是记录的第一个字段。"""
        if isinstance(node.value, dict):
            return self._record(kind, node, path, owner)
        text = self._text(node, path)
        if not text:
            return None
        first = next(iter(kind.titles()))
        return self._record(kind, Node({first: node}, node.origin), path, owner)

    def _text(self, node: Node, path: str) -> str:
        if isinstance(node.value, str):
            return node.value.strip()
        if isinstance(node.value, list):
            message, remedy = (
                "不是列表",
                "去掉方括号和“- ”，写成一个值；分段的，键后写 |- ，每段一行",
            )
        else:
            message, remedy = "下面不再分项", "写成一个值；值里有花括号或冒号的，整个值加英文引号"
        self._fault("not-a-text", f"“{path}”是一个值，{message}", remedy, node.origin, path)
        return ""

    def _number(self, text: str, origin: Origin, path: str) -> Decimal | None:
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            return number
        self._refuse("不是数", "填数字", text, origin, path)
        return None

    def _amount(self, text: str, origin: Origin, path: str) -> Decimal | None:
        amount = read_amount(text, self.unit)
        if amount.value is None:
            if amount.doubts:
                remedy = f"填一个数（单位{self.unit}），说明写到“原文”或文字材料里"
                self._refuse("不是金额", remedy, text, origin, path, "not-an-amount")
            return None
        read = f"“{path}”填的“{shown(text)}”按 {wan(amount.value)}读"
        for doubt in amount.doubts:
            self._warn("amount-doubtful", f"{read}：{doubt}", "核对金额", origin, path)
        if amount.remark and not amount.doubts:
            remedy = "核对金额；整格的话写到“原文”，这里只填数"
            self._warn("amount-remark", f"{read}，其余的话没有用上", remedy, origin, path)
        return amount.value

    def _not_entries(self, node: Node, path: str) -> None:
        if node.broken:
            self._told.add(node.origin)
            return
        where = f"“{path}”下面" if path else "数据文件"
        remedy = "每行写“名称: 值”，下一级缩进两格"
        if isinstance(node.value, str) and "：" in node.value:
            remedy = "键的后面要用英文冒号加一个空格，不是“：”"
        self._fault("not-a-record", f"{where}应当是“名称: 值”的各行", remedy, node.origin, path)

    def _unknown(
        self, key: str, value: Node, path: str, cls: type[Record], parent: type[Record]
    ) -> None:
        """不认得的键：写错了地方的说该在哪里，写错了字的说相近的。"""
        titles = list(cls.titles())
        home = next((title for title in titles if key in _inner(cls, title)), "")
        near = nearest(key, titles, 2)
        if re.fullmatch(r"[\d.]+", key):
            remedy = "数里的逗号会把数拆开：去掉逗号，或给整个数加英文引号"
        elif "：" in key:
            remedy = "键的后面要用英文冒号加一个空格，不是“：”"
        elif home:
            remedy = f"“{key}”应当写在“{home}”下面，比它多缩进两格"
        elif cls is not parent and key in parent.titles():
            remedy = f"“{key}”不属于这里，往前退一级缩进"
        elif not near and value.value == "" and path:
            remedy = "前一个值里有英文逗号，被拆开了：整个值加英文引号，或改成中文逗号"
        elif near:
            remedy = "是不是" + "或".join(f"“{title}”" for title in near)
        else:
            remedy = "可用的有：" + "、".join(titles)
        where = f"“{path}”里" if path else ""
        field = f"{path}/{key}".lstrip("/")
        self._fault("key-unknown", f"{where}不认得“{shown(key)}”", remedy, value.origin, field)

    def _missing(self, origin: Origin, field: str) -> None:
        if origin not in self._told:
            self._fault("field-missing", f"缺少“{field}”", f"补上“{field}”", origin, field)

    def _miscounted(self, count: int, wanted: int, origin: Origin, field: str) -> None:
        if count < wanted:
            self._missing(origin, f"{field}[{count + 1}]")
        else:
            self._fault("value-invalid", f"“{field}”的项数不对", f"应有 {wanted} 项", origin, field)

    def _bounded(self, limits: Iterable[Any], value: Any, origin: Origin, field: str) -> None:
        """字段写明的上下限和最少项数。"""
        for limit in limits:
            for name, (beyond, side) in BOUNDS.items():
                bound = getattr(limit, name, None)
                if bound is not None and beyond(value, bound):
                    self._refuse(f"{side} {bound}", "核对填的数", str(value), origin, field)
            fewest = getattr(limit, "min_length", None)
            if fewest is not None and len(value) < fewest:
                message, remedy = f"“{field}”的项数不够", f"至少 {fewest} 项"
                self._fault("value-invalid", message, remedy, origin, field)

    def _refuse(
        self,
        why: str,
        remedy: str,
        text: str,
        origin: Origin,
        path: str,
        code: str = "value-invalid",
    ) -> None:
        message = f"“{path}”填的“{shown(text)}”{why}"
        self._fault(code, message, remedy, origin, path, shown(text))

    def _fault(
        self, code: str, message: str, remedy: str, origin: Origin, field: str, stated: str = ""
    ) -> None:
        self._told.add(origin)
        self.findings.append(
            Finding(code, Severity.ERROR, message, remedy, (origin,), field=field, stated=stated)
        )

    def _warn(self, code: str, message: str, remedy: str, origin: Origin, field: str) -> None:
        self.findings.append(
            Finding(code, Severity.WARNING, message, remedy, (origin,), field=field)
        )


def shown(text: str) -> str:
    """提示里照抄的值：一行，太长的只抄开头。"""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[:SHOWN] + "…"


def _bare(kind: Any) -> Any:
    """类型里“可以没有”的一层去掉。"""
    if isinstance(kind, types.UnionType) or get_origin(kind) is typing.Union:
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def _inner(cls: type[Record], title: str) -> dict[str, Any]:
    """一个字段下面的记录的字段；字段不是记录为空。"""
    kind = _bare(cls.titles()[title].annotation)
    return kind.titles() if isinstance(kind, type) and issubclass(kind, Record) else {}
