"""模板：把 ``.j2`` 文件里的几种说法变成文字；用户的文字永远不是模板，也不是标记。

一个文件里用 ``=== 名称`` 的行分开几种说法，从长到短；空一行为另起一段，不空行的
几行接成一段。
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from reportgen import wording
from reportgen.compose.outline import Band
from reportgen.finding import Finding, Origin, Severity

FENCE = re.compile(r"^===[ \t]*(.*?)[ \t]*$", re.M)
PARAGRAPH = re.compile(r"\n[ \t\u3000]*\n")


class TemplateFault(Exception):
    """模板的错：带一条发现，指出文件和行。"""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.message)


class _UnknownName(UndefinedError):
    """模板里用了没有的名称；``near`` 是这一处真有的名称里相近的。"""

    def __init__(self, owner: Any, name: str, message: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.near = wording.nearest(name, owner) if isinstance(owner, dict) else []


class _Strict(StrictUndefined):
    """没有的名称一用就停，并说出相近的。"""

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = None
    ) -> None:
        # 库只要求一个给出异常的东西，声明却写成了类
        unknown = partial(_UnknownName, obj, str(name))
        super().__init__(hint, obj, name, unknown)  # type: ignore[arg-type]


class Source(NamedTuple):
    """一种说法的模板：``line`` 是它在文件里的第一行。"""

    text: str
    file: str
    line: int


def split_wordings(text: str, file: str) -> list[Source]:
    """分开说法：没有分隔行的文件只有一种说法。"""
    fences = list(FENCE.finditer(text))
    if not fences:
        return [Source(text, file, 1)]
    ends = [fence.start() for fence in fences[1:]] + [len(text)]
    return [
        Source(text[fence.end() + 1 : end], file, text.count("\n", 0, fence.end()) + 2)
        for fence, end in zip(fences, ends, strict=True)
    ]


class Engine:
    """模板引擎：沙箱，名称严格，编译一次、多次使用。"""

    def __init__(self, bands: dict[str, tuple[Band, ...]]) -> None:
        self._bands = bands
        self._lines: dict[str, Template] = {}
        self._environment = ImmutableSandboxedEnvironment(
            undefined=_Strict, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        self._environment.filters.update(self._filters())
        self._environment.tests["有"] = lambda value: value not in (None, "", (), [])

    def line(self, text: str) -> Template:
        """提纲里的一句模板，编译一次。"""
        if text not in self._lines:
            self._lines[text] = self.compile(Source(text, "outline.yaml", 1))
        return self._lines[text]

    def compile(self, source: Source) -> Template:
        """编译一种说法；语法不对抛出 ``TemplateFault``。"""
        padded = "\n" * (source.line - 1) + source.text
        try:
            code = self._environment.compile(padded, source.file, source.file)
        except TemplateSyntaxError as fault:
            raise TemplateFault(
                _fault(
                    "template-syntax",
                    source.file,
                    fault.lineno,
                    "模板写法不对",
                    "核对这一行的 {{ }} 和 {% %} 是否成对、名称是否正确",
                )
            ) from None
        return Template.from_code(self._environment, code, self._environment.globals)

    def render(self, template: Template, names: dict[str, Any]) -> str:
        """成文：去掉首尾空白；名称没有、运算不对都指出文件和行。"""
        try:
            return template.render(names).strip()
        except _UnknownName as fault:
            near = fault.near or wording.nearest(fault.name, names)
            remedy = "相近的有：" + "、".join(near) if near else "对照随程序带的模板改正"
            raise TemplateFault(
                _fault(
                    "template-name",
                    str(template.filename or template.name),
                    _line(fault, template),
                    f"模板里的名称“{fault.name}”没有",
                    remedy,
                )
            ) from None
        except (
            SecurityError,
            UndefinedError,
            TypeError,
            ValueError,
            ArithmeticError,
            AttributeError,
            LookupError,
        ) as fault:
            raise TemplateFault(
                _fault(
                    "template-failed",
                    str(template.filename or template.name),
                    _line(fault, template),
                    "模板这一行用不了",
                    "核对这里用的名称和写法；模板只选词，不计算",
                )
            ) from None

    def _filters(self) -> dict[str, Callable[..., str]]:
        return {
            "万元": _given("金额", wording.amount),
            "百分比": _given("比率", wording.percent),
            "分": _given("得分", wording.points),
            "数": _given("数", lambda value: wording.plain(Decimal(value))),
            "汉字": _given("数", wording.chinese_number),
            "顿号": wording.listed,
            "分号": lambda items: wording.listed(items, "；"),
            "句": wording.sentence,
            "评语": self._remark,
        }

    def _remark(self, value: Decimal | None, name: str) -> str:
        """评语：按数值取 ``phrases.yaml`` 里那一档的说法。"""
        if value is None:
            return wording.to_fill(name)
        for band in self._bands[name]:
            if value >= band.floor:
                return band.words
        return ""


def paragraphs(text: str) -> tuple[str, ...]:
    """分段：空行分段，段内各行相接。"""
    joined = ("".join(line.strip() for line in part.split("\n")) for part in PARAGRAPH.split(text))
    return tuple(part for part in joined if part)


def read_template(path: Path) -> str:
    """读模板文件；读不了抛出 ``TemplateFault``。"""
    try:
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        raise TemplateFault(
            _fault(
                "template-unreadable",
                path.name,
                None,
                "模板文件读不了",
                "确认文件存在，并以 UTF-8 编码保存",
            )
        ) from None


def _given(what: str, show: Callable[[Any], str]) -> Callable[[Any], str]:
    """没有值的地方印成等人填写的记号，不印“None”。"""
    return lambda value: wording.to_fill(what) if value is None else show(value)


def _fault(code: str, file: str, line: int | None, message: str, remedy: str) -> Finding:
    return Finding(code, Severity.ERROR, message, remedy, (Origin(file, line),))


def _line(fault: BaseException, template: Template) -> int | None:
    """出错的模板行：引擎改写过的回溯里，模板文件的最后一行。"""
    line = None
    trace = fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == (template.filename or template.name):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
