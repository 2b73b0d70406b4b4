"""读 YAML：每个值都是原样的文字（``1.00``、``>90%`` 不变样），并知道自己在第几行第几列。

只要 YAML 里录数据用得着的部分：引用（& 和 *）、标记（!）会让眼前的字变成别的字，都不收。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.reading.node import Document, Node, position
from reportgen.reading.plain_text import clean, decode, invisible_characters, printable
from reportgen.reading.yaml_faults import ITEM_END, TAB, complaint, diagnose, quoting

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # 没有 C 库的机器上慢一些，结果一样
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

# 一份数据的开头；这三个字符在行首时，不论在哪种值里都是分界，所以可以先分开再读。
DOCUMENT_MARK = re.compile(r"^---(?=\s|$)", re.M)
BLOCK_WITH_DIGIT = re.compile(r"[>|][-+]?\d")
LOST_COMMENT = re.compile(r"\s+(#[^#\s].*)")
# 两个全角字之间的空格：换行折成的，中文里不该有。
JOINT = re.compile("[^\x00-\u024f] [^\x00-\u024f]")
DEEPEST = 20
MOST_FAULTS = 100


def read_yaml(data: bytes, name: str) -> tuple[list[Node], tuple[Finding, ...]]:
    """读 YAML：有一处错误就以 ``Unreadable`` 抛出，带全部发现。"""
    documents, findings = read_documents(data, name)
    findings += tuple(finding for document in documents for finding in document.findings)
    if any(document.faulty for document in documents):
        raise Unreadable(findings)
    return [document.node for document in documents if document.node is not None], findings


def read_documents(data: bytes, name: str) -> tuple[list[Document], tuple[Finding, ...]]:
    """读 YAML 文件的各份数据（以 ``---`` 分开，空的不算）；一份有错不影响别的。

    发现分在各份里，说整个文件的另给。不是文字的以 ``Unreadable`` 抛出。
    """
    text, findings = decode(data, name)
    text, more = clean(text, name)
    starts = [0, *(mark.start() for mark in DOCUMENT_MARK.finditer(text) if mark.start())]
    documents: list[Document] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        lines = text[start:end].split("\n")
        documents += _Part(name, text.count("\n", 0, start), lines).documents()
    return documents, findings + more


class _Part:
    """文件的一段：读成节点；有错的行记下来，值当作空的，接着读，好一次说全。"""

    def __init__(self, name: str, offset: int, lines: list[str]) -> None:
        self.name = name
        self.offset = offset
        self.lines = lines
        self.mended: dict[int, Finding] = {}
        self.findings: list[Finding] = []

    def documents(self) -> list[Document]:
        """这一段里的各份数据。"""
        while True:
            self.findings = []
            try:
                return list(self._read())
            except Unreadable as fault:
                return [Document(None, (*self.mended.values(), *fault.findings))]
            except yaml.YAMLError as error:
                if not self._mend(error):
                    return [Document(None, tuple(self.mended.values()))]

    def _read(self) -> Iterator[Document]:
        events = yaml.parse("\n".join(self.lines), Loader=Loader)
        told = list(self.mended.values())
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                node = self._node(next(events), events, 0)
                findings = tuple(sorted((*told, *self.findings), key=position))
                if node.value != "" or findings:
                    yield Document(node, findings)
                told, self.findings = [], []

    def _mend(self, error: yaml.YAMLError) -> bool:
        """记下这处错误；能把那一行的值当作空的接着读时换掉它。"""
        marks = [
            (mark.line, mark.column)
            for mark in (getattr(error, "problem_mark", None), getattr(error, "context_mark", None))
            if mark is not None
        ]
        if marks and _opened(self.lines, *marks[0]) > DEEPEST:
            # 有的解析库自己就限层数，报错时还没有给出事件
            self.mended[marks[0][0]] = _too_deep(self._origin(*marks[0]))
            return False
        trouble = diagnose(self.lines, marks)
        remedy = trouble.remedy
        if remedy == TAB:
            tabs = sum((complaint(line) or (0, ""))[1] == TAB for line in self.lines)
            remedy += f"（共 {tabs} 行）" if tabs > 1 else ""
        if trouble.line in self.mended:
            return False
        last = trouble.mended is None or len(self.mended) == MOST_FAULTS - 1
        self.mended[trouble.line] = Finding(
            code="yaml-malformed",
            severity=Severity.ERROR,
            message="写法不合数据文件（YAML）的格式"
            + ("，后面的要改好这里才读得到" if last else ""),
            remedy=remedy,
            origins=(self._origin(trouble.line, trouble.column),),
        )
        if trouble.mended is None or last:
            return False
        self.lines[trouble.line] = trouble.mended
        return True

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        mark = event.start_mark
        origin = self._origin(mark.line, mark.column)
        if depth > DEEPEST:
            raise Unreadable([_too_deep(origin)])
        said = self._forbidden(event, origin)
        if isinstance(event, yaml.ScalarEvent):
            broken = said or (not event.value and mark.line in self.mended)
            broken = broken or self._swallowed(event, origin)
            return Node("" if broken else self._text(event, origin), origin, broken)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._node(inner, events, depth + 1))
            return Node(items, origin, said)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, events, depth, said)
        return Node("", origin, broken=True)

    def _mapping(self, start: Any, events: Iterator[Any], depth: int, broken: bool) -> Node:
        origin = self._origin(start.start_mark.line, start.start_mark.column)
        entries: dict[str, Node] = {}
        places: dict[str, Origin] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            name = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(name.value, str) or not name.value.strip():
                if not broken:
                    remedy = "补上名称；本来是一个值的，" + quoting(self._source(start.start_mark))
                    self._say("key-missing", "冒号前面没有名称", remedy, name.origin)
                broken = True
                continue
            key = name.value.strip()
            if key in entries:
                self.findings.append(_repeated(key, name.origin, places[key]))
                continue
            entries[key], places[key] = value, name.origin
        return Node(entries, origin, broken)

    def _forbidden(self, event: Any, origin: Origin) -> bool:
        """引用和标记：说出来，返回真。"""
        if not (event.anchor or getattr(event, "tag", None)):
            return False
        value = ITEM_END.split(self._source(event.start_mark), maxsplit=1)[0]
        message = f"“{value[:1]}”在 YAML 里另有用处，数据文件里不能这样用"
        self._say("yaml-reference", message, quoting(value), origin)
        return True

    def _swallowed(self, event: Any, origin: Origin) -> bool:
        """“>5”会被当作折行的记号，值就没有了：说出来，返回真。"""
        source = self._source(event.start_mark)
        if not (event.style and event.style in ">|" and BLOCK_WITH_DIGIT.match(source)):
            return False
        message = f"“{source.strip()}”会被当作分行的记号，读不成值"
        self._say("yaml-malformed", message, quoting(source), origin)
        return True

    def _text(self, event: Any, origin: Origin) -> str:
        value: str = event.value
        if not event.style:
            if value in ("~", "null"):
                return ""
            self._lost_comment(event)
        if event.style != "|" and event.end_mark.line > event.start_mark.line:
            joint = JOINT.search(value)
            if joint:
                self._say(
                    "lines-joined",
                    f"分在几行写的文字连成了一行，接头处有空格（“{joint[0]}”）",
                    "一段话写在一行里；要分段的，键后写 |- ，下面每段一行",
                    origin,
                    Severity.WARNING,
                )
        value, odd = printable(value)
        if odd:
            self.findings.append(invisible_characters(odd, [origin]))
        return value

    def _lost_comment(self, event: Any) -> None:
        """“完成 #1 楼”里 # 以后会被当作批注；批注照例在 # 后空一格，不空的多半是正文。"""
        lost = LOST_COMMENT.match(self._source(event.end_mark))
        if lost:
            place = event.end_mark
            self._say(
                "comment-dropped",
                f"“{lost[1]}”前面有空格，当作批注没有读",
                "是正文的，给整个值加上英文引号；是批注的，# 后面空一格",
                self._origin(place.line, place.column + lost.start(1)),
                Severity.WARNING,
            )

    def _source(self, mark: Any) -> str:
        """从一处到行末的原文。"""
        return self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""

    def _origin(self, line: int, column: int) -> Origin:
        return Origin(self.name, self.offset + line + 1, column + 1)

    def _say(
        self,
        code: str,
        message: str,
        remedy: str,
        origin: Origin,
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.findings.append(Finding(code, severity, message, remedy, (origin,)))


def _opened(lines: list[str], line: int, column: int) -> int:
    """这一处以前还没有合上的括号；引号里的也算，反正已经读不下去了。"""
    before = "\n".join((*lines[:line], "".join(lines[line : line + 1])[:column]))
    return sum(map(before.count, "[{")) - sum(map(before.count, "]}"))


def _too_deep(origin: Origin) -> Finding:
    remedy = f"一层套一层超过了 {DEEPEST} 层，对照样例检查括号和缩进"
    return Finding("yaml-malformed", Severity.ERROR, "层次太深", remedy, (origin,))


def _repeated(key: str, place: Origin, first: Origin) -> Finding:
    return Finding(
        code="key-repeated",
        severity=Severity.ERROR,
        message=f"“{key}”写了两次",
        remedy="只留一处",
        origins=(place, first),
        field=key,
    )
