"""分句的关系：哪几个分句同留同去，哪个离不开哪个。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import reportgen.condense.words as words

_CLAUSE_POINTING: Final = re.compile(
    "(?:该|此|其(?!他|它|余|中)|这|上述|不(?!断)|未|并未|也|及|以及|和|与|或)"
)
_SHORT: Final = 4
_BRACKETED: Final = re.compile("[（(][^（）()]*[）)]")
_WITHOUT_SUBJECT: Final = re.compile(
    r"^(?:共|共计|累计|合计|总计|全年|约|分别|用于|主要用于|涉及|占|较|比|同比|环比|超"
    r"|超过|高于|低于|近|逾)"
)


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
        self.pending = -1
        self.opener = ""

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
            self._go_on(at)
            return
        last = len(self.groups) - 1
        bare = text
        if last >= 0 and self.groups[last].role != "背景":
            if words.TURNING.match(text):
                self._join(at)
                return
            if words.TARGET.search(self.clauses[at - 1]) and text.startswith("实际"):
                self._join(at)  # 目标值和实际完成值
                return
            if self._same_breakdown(text):
                self._join(at)
                return
            if words.CAUSING.match(text):
                self._open(at, last, "原因")
                self.head = self.subject = len(self.groups) - 1
                return
            if words.RESULTING.match(text):
                self._open(at, last, "结果")
                return
            example = at + 1 == len(self.clauses) and words.LAST_EXAMPLE.match(text)
            if example or words.DETAILING.match(text):
                self._open(at, last, "细目")
                return
            if len(re.sub(r"\W", "", text)) < _SHORT:
                self._join(at)
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

    def _go_on(self, at: int) -> None:
        """前一分句等着的后面：主句到了才算完。"""
        text = self.clauses[at]
        more = at + 1 < len(self.clauses)
        if more and (self._is_background(at) or words.DETAILING.match(text)):
            role = "细目" if words.DETAILING.match(text) else "背景"
            self.groups.append(Group([at], self.pending, role))  # 夹在中间，可去
            return
        self.groups[self.pending].clauses.append(at)
        if not more:
            return
        turned = bool(words.TURNING.match(text))
        resulted = bool(words.RESULTING.match(text))
        if self.opener == "起因":
            self.waiting = (turned or self._leads(at)) and not resulted
        elif self.opener == "条件":
            self.waiting = turned or resulted or self._leads(at)
        else:
            self.waiting = self._leads(at)
            self._note(at)

    def _note(self, at: int) -> None:
        """等着后面的是哪一组，是起因、条件，还是别的。"""
        self.pending = next(n for n, group in enumerate(self.groups) if at in group.clauses)
        text = self.clauses[at]
        turn = words.TURNING.match(text)
        rest = text[turn.end() :] if turn else text
        time = words.TIME.match(rest)
        rest = rest[time.end() :] if time and words.LEADING.match(rest, time.end()) else rest
        self.opener = "条件" if words.CONDITION.match(rest) else ""
        self.opener = "起因" if words.CAUSE_OPENER.match(rest) else self.opener

    def _same_breakdown(self, text: str) -> bool:
        """接着“其中”往下列的：单位相同的数。"""
        group = self.groups[-1]
        first = self.clauses[group.clauses[0]]
        if group.role != "细目" or not first.startswith("其中"):
            return False
        before = words.UNIT.findall(self.clauses[group.clauses[-1]])
        units = words.UNIT.findall(text)
        return bool(before and units and before[-1] == units[-1])

    def _subject_of(self, text: str) -> int:
        return self.subject if self._bare_verb(text) else self.head

    @staticmethod
    def _bare_verb(text: str) -> bool:
        return bool(words.STARTS_WITH_VERB.match(text) or _WITHOUT_SUBJECT.match(text))

    def _join(self, at: int) -> None:
        self.groups[-1].clauses.append(at)
        self.waiting = self._leads(at)
        self._note(at)

    def _open(self, at: int, parent: int, role: str) -> None:
        self.groups.append(Group([at], parent, role))
        self.waiting = self._leads(at)
        self._note(at)

    def _leads(self, at: int) -> bool:
        """后面的分句离了它不成，它也离不了后面的。"""
        text = self.clauses[at]
        if at + 1 >= len(self.clauses):
            return False
        rest = words.CONNECTIVES.sub("", text, count=1) if words.TURNING.match(text) else text
        time = words.TIME.match(rest)
        if time and words.LEADING.match(rest, time.end()):
            return True
        if (
            self.marks[at] == "："
            or words.HANGING.search(_BRACKETED.sub("", text))
            or words.LEADING.match(rest)
        ):
            return True
        following = self.clauses[at + 1]
        if words.BACKGROUND.match(rest) and rest != text:
            return True
        if words.BASED.match(rest) and not self._main_follows(rest):
            return True
        if words.SUBJECT_THEN_BACKGROUND.match(text) or words.ADVERBIAL_ONLY.match(text):
            return True
        said = words.DATE.sub("", _BRACKETED.sub("", text))
        return (
            len(said) <= 24
            and not words.PREDICATE.search(said)
            and not words.TURNING.match(following)
        )

    @staticmethod
    def _main_follows(text: str) -> bool:
        """“按照规定时间完成了……”：状语后面就是谓语，不等下一分句。"""
        return bool(words.ACTED.search(text))

    def _is_background(self, at: int) -> bool:
        if at + 1 >= len(self.clauses) or self.marks[at] == "：":
            return False
        text, following = self.clauses[at], self.clauses[at + 1]
        if not words.BACKGROUND.match(text) or words.FIGURE.search(words.DATE.sub("", text)):
            return False
        if words.BASED.match(text) and not words.BASIS_END.search(text):
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
