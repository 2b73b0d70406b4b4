"""模板：把 ``.j2`` 文件里的几种说法变成文字；用户的文字永远不是模板，也不是标记。

一个文件里用 ``=== 名称`` 的行分开几种说法，从长到短；空一行为另起一段，不空行的
几行接成一段。
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from types import CodeType
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateError, UndefinedError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import concat, missing

from reportgen import wording
from reportgen.compose.compiled import Compiled
from reportgen.compose.faults import fault, unknown_name
from reportgen.compose.outline import Band
from reportgen.compose.proof_names import unknown_names
from reportgen.compose.shape import Known
from reportgen.finding import Finding, Origin, Unreadable

FENCE = re.compile(r"^===[ \t]*(.*?)[ \t]*$", re.M)
PARAGRAPH = re.compile(r"\n[ \t\u3000]*\n")
# 模板里循环用的名称，全是安全的数
LOOP_NAMES = frozenset(("first", "last", "index", "length"))
# 模板里的判断
TESTS: dict[str, Callable[[Any], bool]] = {"有": lambda value: value not in (None, "", (), [])}
# 模板的写法能引起的错
_FAILURES = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
)


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


class _Sandbox(ImmutableSandboxedEnvironment):
    """沙箱：``资金.预算数`` 只取记录里的名称，不取它的方法。"""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """点号后面的名称。"""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_NAMES:  # 每一项都要问，走近路
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


class Source(NamedTuple):
    """一种说法的模板：``line`` 是它在文件里的第一行。"""

    text: str
    file: str
    line: int


def split_wordings(text: str, file: str) -> list[Source]:
    """分开说法：没有分隔行的文件只有一种；第一个分隔行前面有字的，也是一种。"""
    fences = list(FENCE.finditer(text))
    starts = [0, *(fence.end() + 1 for fence in fences)]
    ends = [*(fence.start() for fence in fences), len(text)]
    sources = [
        Source(text[start:end], file, text.count("\n", 0, start) + 1)
        for start, end in zip(starts, ends, strict=True)
    ]
    return sources if not fences or sources[0].text.strip() else sources[1:]


class Engine:
    """模板引擎：沙箱，名称严格，编译一次、多次使用。"""

    def __init__(self, bands: dict[str, tuple[Band, ...]], compiled: Compiled) -> None:
        self._bands = bands
        self._compiled = compiled
        self._lines: dict[str, Template] = {}
        self.proved: set[Template] = set()  # 成文过、没有错的
        self._environment = _Sandbox(
            undefined=_Strict, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        self._environment.filters.update(self.filters())
        self._environment.tests.update(TESTS)
        self._words = " ".join((*self._environment.filters, *self._environment.tests))

    def compile(self, source: Source, known: Known | None = None) -> Template:
        """编译一种说法；语法不对、没有的过滤器和名称抛出 ``Unreadable``。

        ``known`` 是这一处能用的名称；不给的不查，到成文时才说。
        """
        padded = "\n" * (source.line - 1) + source.text
        basis = f"{self._words}\n{known.digest if known else ''}"
        make = partial(self._code, padded, source.file, known)
        code = self._compiled.code(padded, source.file, basis, make)
        return Template.from_code(self._environment, code, {})

    def _code(self, text: str, file: str, known: Known | None) -> CodeType:
        wide = re.search("[｛｝]", text)
        if wide:
            place = Origin(file, text.count("\n", 0, wide.start()) + 1)
            remedy = "花括号和百分号要用半角的：{{ }}、{% %}"
            raise Unreadable([fault("template-syntax", "模板里有全角的花括号", remedy, place)])
        try:
            tree = self._environment.parse(text, file, file)
            unknown = list(self._unknown(tree, file))
            if known is not None:
                unknown += unknown_names(tree, file, known, (*self.filters(), *TESTS))
            if unknown:
                raise Unreadable(unknown)
            return self._environment.compile(tree, file, file)
        except TemplateSyntaxError as error:
            remedy = "核对这一行的 {{ }} 和 {% %} 是否成对、写法是否正确"
            place = Origin(file, error.lineno)
            raise Unreadable([fault("template-syntax", "模板写法不对", remedy, place)]) from None

    def add_line(self, text: str, place: Origin, known: Known | None = None) -> None:
        """提纲里的一句模板，``place`` 是它的出处；几处一样的，名称各处都查。"""
        if "{" in text:
            source = Source(text, place.file, place.line or 1)
            self._lines.setdefault(text, self.compile(source, known))

    def line(self, text: str, names: dict[str, Any]) -> str:
        """提纲里的一句成文。"""
        return self.render(self._lines[text], names) if text in self._lines else text

    def render(self, template: Template, names: dict[str, Any]) -> str:
        """成文：去掉首尾空白；名称没有、运算不对抛出 ``Unreadable``，指出文件和行。"""
        try:
            context = template.new_context(names, shared=True)  # 只有给的名称，没有引擎自带的
            text = concat(template.root_render_func(context)).strip()
        except _UnknownName as error:
            near = error.near or wording.nearest(error.name, names)
            found = unknown_name(error.name, near, _place(error, template))
        except _FAILURES as error:
            remedy = "核对这里用的名称和写法；模板只选词，不计算"
            found = fault("template-failed", "模板这一行用不了", remedy, _place(error, template))
        else:
            self.proved.add(template)
            return text
        raise Unreadable([found])

    def _unknown(self, tree: nodes.Template, file: str) -> Iterator[Finding]:
        """用到而没有的过滤器和判断。"""
        known: dict[type[nodes.Node], Iterable[str]] = {
            nodes.Filter: self._environment.filters,
            nodes.Test: self._environment.tests,
        }
        for kind, names in known.items():
            for node in tree.find_all(kind):
                name = getattr(node, "name", "")
                if name not in names:
                    near = "、".join(wording.nearest(name, names) or self.filters())
                    message = f"没有“{name}”这种印法或判断"
                    place = Origin(file, node.lineno)
                    yield fault("template-filter", message, f"可用的有：{near}", place)

    def filters(self) -> dict[str, Callable[..., str]]:
        """印法：模板里竖线后面的名称。"""
        return {
            "万元": _given("金额", wording.amount),
            "百分比": _given("比率", wording.percent),
            "分": _given("得分", wording.points),
            "数": _given("数", lambda value: wording.plain(Decimal(value))),
            "汉字": _given("数", wording.chinese_number),
            "顿号": wording.listed,
            "列举": lambda items, most=5: wording.enumerated([*items], most),
            "分号": lambda items: wording.listed(items, "；"),
            "句": wording.sentence,
            "评语": self._remark,
        }

    def _remark(self, value: Decimal | None, name: str) -> str:
        """评语：按数值取 ``phrases.yaml`` 里那一档的说法。"""
        if name not in self._bands:
            raise _UnknownName(self._bands, name)
        if value is None:
            return wording.to_fill(name)
        return next((band.words for band in self._bands[name] if value >= band.floor), "")


def paragraphs(text: str) -> tuple[str, ...]:
    """分段：空行分段，段内各行相接。"""
    joined = ("".join(line.strip() for line in part.split("\n")) for part in PARAGRAPH.split(text))
    return tuple(part for part in joined if part)


def _given(what: str, show: Callable[[Any], str]) -> Callable[[Any], str]:
    """没有值的地方印成等人填写的记号，不印“None”；没有的名称照样是错。"""

    def shown(value: Any) -> str:
        if isinstance(value, _Strict):
            return str(value)
        return wording.to_fill(what) if value is None else show(value)

    return shown


def _place(error: BaseException, template: Template) -> Origin:
    """出错的模板行：回溯里模板代码最里面的一行，换算成模板文件的行。"""
    file = str(template.filename)
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return Origin(file, line)
