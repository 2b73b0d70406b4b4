"""分句的关系：哪几个分句同留同去，哪个离不开哪个。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reportgen.condense import words

_CLAUSE_POINTING: Final = re.compile("(?:该|此|其(?!他|它|余|中)|这|上述|不(?!断)|未|并未|也|及|以及|和|与|或)")
_SHORT: Final = 4
_WITHOUT_SUBJECT: Final = re.compile(r"^(?:共|共计|累计|合计|总计|全年|约|分别|用于|主要用于|涉及|占|较|比|同比|环比|超|超过|高于|低于|近|逾)")


@dataclass(slots=True, eq=False)
class Group:
    """同留同去的分句；``parent`` 是离不开的另一组在句中的次序，主句为 -1。"""

    clauses: list[int] = field(default_factory=list)
    parent: int = -1
    role: str = "主"


class _Reader:
    """逐个分句定它的去处。"""

    def __init__(self, clauses: Sequence[str], marks: Sequence[str]) -> None:
        self.clauses = clauses
        self.marks = marks
        self.groups: list[Group] = []
        self.head = -1  # 主句
        self.subject = -1  # 现在的主语在哪一组
        self.waiting = False  # 前一分句等着后面的
        self.conditional = False

    def read(self) -> list[Group]:
        for at in range(len(self.clauses)):
            self._take(at)
        for group in self.groups:
            if group.role == "背景" and group.parent < 0:
                group.parent = self.head
        if self.head < 0 and self.groups:  # 全是背景：当一句整话
            return [Group(list(range(len(self.clauses))))]
        return self.groups

    def _take(self, at: int) -> None:
        text = self.clauses[at]
        if self.waiting:
            if self._is_background(at) and at + 1 < len(self.clauses):
                self.groups[-1].clauses.append(at)
                return
            self.groups[-1].clauses.append(at)
            self.waiting = self._leads(at) or (
                self.conditional and bool(words.RESULTING.match(text)) and self._is_condition_only()
            )
            self.conditional = self.conditional and self.waiting
            return
        last = len(self.groups) - 1
        bare = text
        if last >= 0 and self.groups[last].role != "背景":
            if words.TURNING.match(text) or len(re.sub(r"\W", "", text)) < _SHORT:
                self._join(at)
                return
            if words.CAUSING.match(text):
                self._open(at, last, "原因")
                self.head = self.subject = len(self.groups) - 1
                return
            if words.RESULTING.match(text):
                self._open(at, last, "结果")
                return
            if words.DETAILING.match(text):
                self._open(at, last, "细目")
                return
            found = words.CLAUSE_HEADS.match(text)
            if found:
                bare = text[found.end() :]
                self._open(at, self._subject_of(bare), "承前")
                return
            if _CLAUSE_POINTING.match(text):
                self._open(at, last, "承前")
                return
        if self._is_background(at):
            self._open(at, self.head, "背景")
            self.waiting = False
            return
        if self.head < 0:
            self._open(at, -1, "主")
            self.head = self.subject = len(self.groups) - 1
        elif self._subject_of(bare) != self.head or self._bare_verb(bare):
            self._open(at, self._subject_of(bare), "承前")
        else:
            self._open(at, self.head, "另起")
            self.subject = len(self.groups) - 1

    def _subject_of(self, text: str) -> int:
        return self.subject if self._bare_verb(text) else self.head

    @staticmethod
    def _bare_verb(text: str) -> bool:
        return bool(words.STARTS_WITH_VERB.match(text) or _WITHOUT_SUBJECT.match(text))

    def _join(self, at: int) -> None:
        self.groups[-1].clauses.append(at)
        self.waiting = self._leads(at)
        self.conditional = self.waiting

    def _open(self, at: int, parent: int, role: str) -> None:
        self.groups.append(Group([at], parent, role))
        self.waiting = self._leads(at)
        self.conditional = self.waiting and bool(words.CONDITION.match(self.clauses[at]))

    def _leads(self, at: int) -> bool:
        """后面的分句离了它不成，它也离不了后面的。"""
        text = self.clauses[at]
        if at + 1 >= len(self.clauses):
            return False
        rest = words.CONNECTIVES.sub("", text, count=1) if words.TURNING.match(text) else text
        if self.marks[at] == "：" or words.HANGING.search(text) or words.LEADING.match(rest):
            return True
        following = self.clauses[at + 1]
        if words.BACKGROUND.match(rest) and rest != text:
            return True
        if words.SUBJECT_THEN_BACKGROUND.match(text):
            return True
        return len(text) <= 24 and not words.PREDICATE.search(text) and not words.TURNING.match(
            following
        )

    def _is_condition_only(self) -> bool:
        """到现在为止只有条件，还没有主句。"""
        return bool(words.CONDITION.match(self.clauses[self.groups[-1].clauses[0]]))

    def _is_background(self, at: int) -> bool:
        if at + 1 >= len(self.clauses) or self.marks[at] == "：":
            return False
        text, following = self.clauses[at], self.clauses[at + 1]
        if not words.BACKGROUND.match(text):
            return False
        return not (
            words.TURNING.match(following)
            or words.RESULTING.match(following)
            or words.DETAILING.match(following)
            or words.CLAUSE_HEADS.match(following)
        )


def bonds(clauses: Sequence[str], marks: Sequence[str]) -> list[Group]:
    """一句话的分句聚成组，各有所依。"""
    return _Reader(clauses, marks).read()
