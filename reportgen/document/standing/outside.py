"""正文以外：页眉、页脚、脚注、尾注、文本框里的字，别人的修订有多少，文件让不让改。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from reportgen.document.comments import AUTHOR
from reportgen.document.part import DOCUMENT, Element, W
from reportgen.document.parts import Parts
from reportgen.document.remarks import AUTHORED
from reportgen.document.standing.lines import Line, Scanner
from reportgen.document.standing.marks import (
    FALLBACK,
    GONE,
    INS,
    MOVE_TO,
    TEXT_BOX,
    P,
)

_KINDS: Final = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}


class Outside(NamedTuple):
    """正文以外的一段字：在哪一类地方，写着什么。"""

    kind: str
    text: str


def outside_texts(parts: Parts, document: Element) -> list[Outside]:
    """正文以外的各段，空的不算。"""
    found = []
    for relation in parts.relations(DOCUMENT):
        kind = _KINDS.get(relation.type.rpartition("/")[2])
        if kind:
            found += [Outside(kind, text) for text in _texts(parts.look(relation.part))]
    for box in document.iter(TEXT_BOX):
        if not any(True for _ in box.iterancestors(FALLBACK, TEXT_BOX, *GONE)):
            found += [Outside("文本框", text) for text in _texts(box)]
    return found


def _texts(root: Element) -> Iterator[str]:
    for paragraph in root.iter(P):
        if any(True for _ in paragraph.iterancestors(FALLBACK, *GONE)):
            continue
        line = Line(0, "", False, ())
        Scanner().paragraph(paragraph, line)
        if line.text.strip():
            yield line.text


def others(document: Element) -> dict[str, int]:
    """别人的修订各有几处。"""
    changes = document.iter(INS, MOVE_TO, *GONE)
    authors = (str(each.get(AUTHORED, "")) for each in changes)
    return dict(Counter(author for author in authors if author != AUTHOR))


def refuse_protected(parts: Parts) -> None:
    """限制了编辑的，改了也违背设限的人的意思。"""
    relation = parts.related(DOCUMENT, "settings")
    if relation is None:
        return
    protection = parts.look(relation.part).find(f"{W}documentProtection")
    if protection is not None and protection.get(f"{W}enforcement") in ("1", "true", "on"):
        message = "文件限制了编辑（设了文档保护），不能在里面改"
        remedy = "用 Word 打开，在“审阅—限制编辑”里停止保护，存盘后再运行"
        raise parts.package.unreadable(message, remedy)
