"""控篇幅：在字数上限内给每个文段选尽可能长的说法。"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.finding import Finding, Severity
from reportgen.length import ZERO, Length, count
from reportgen.report import Block, Draft, Kind, Passage, Report, Section, Shortening, Wording


@dataclass(slots=True)
class _Choice:
    """一个文段此刻选的说法；``path`` 是所在章节，从里到外。"""

    passage: Passage
    path: tuple[str, ...]
    index: int = 0

    @property
    def wording(self) -> Wording:
        return self.passage.wordings[self.index]

    @property
    def upper(self) -> int:
        return self.wording.length.upper

    def saving(self) -> int:
        """换下一种说法省多少字；没有更短的为零。"""
        if self.index + 1 >= len(self.passage.wordings):
            return 0
        return self.upper - self.passage.wordings[self.index + 1].length.upper

    def regain(self) -> int:
        """换回上一种说法多多少字。"""
        return self.passage.wordings[self.index - 1].length.upper - self.upper


def fit(draft: Draft) -> tuple[Report, tuple[Finding, ...]]:
    """控篇幅：先满足各章节的上限，再满足全文的上限；放不下时不裁，给出错误和最长的几段。"""
    choices = [_Choice(passage, ()) for passage in (*draft.front, *draft.back)]
    for section in draft.sections:
        choices += _choices(section, ())
    headings = sum(
        (count(section.heading) for section in draft.all_sections() if section.heading), ZERO
    )
    findings: list[Finding] = []
    for section in draft.all_sections():
        if section.limit is not None:
            inside = [choice for choice in choices if section.id in choice.path]
            own = sum((count(part.heading) for part in section.walk()), ZERO).upper
            excess = _shorten(inside, section.limit - own)
            if excess > 0:
                findings.append(_too_long(draft, section.title, section.limit, excess, inside))
    if draft.limit is not None:
        excess = _shorten(choices, draft.limit - headings.upper)
        if excess > 0:
            findings.append(_too_long(draft, "全文", draft.limit, excess, choices))
    chosen = {choice.passage.id: choice for choice in choices}
    length = sum((choice.wording.length for choice in choices), headings)
    report = Report(
        name=draft.name,
        style_document=draft.style_document,
        properties=draft.properties,
        blocks=tuple(_blocks(draft, chosen)),
        length=Length(*length),
        limit=draft.limit,
        shortened=tuple(
            Shortening(
                choice.passage.id,
                choice.path[0] if choice.path else "",
                choice.passage.wordings[0].length.upper,
                choice.upper,
            )
            for choice in choices
            if choice.index
        ),
    )
    return report, tuple(findings)


def _choices(section: Section, outer: tuple[str, ...]) -> list[_Choice]:
    path = (section.id, *outer)
    found = [_Choice(passage, path) for passage in section.passages]
    for child in section.sections:
        found += _choices(child, path)
    return found


def _shorten(choices: list[_Choice], limit: int) -> int:
    """换短：先让 ``rank`` 大的，同级先让省字最多的；够了以后能换回的换回。返回仍超出的字数。"""
    total = sum(choice.upper for choice in choices)
    while total > limit:
        open_ = [choice for choice in choices if choice.saving() > 0]
        if not open_:
            return total - limit
        choice = max(open_, key=lambda item: (item.passage.rank, item.saving()))
        total -= choice.saving()
        choice.index += 1
    for choice in sorted(choices, key=lambda item: item.passage.rank):
        while choice.index and total + choice.regain() <= limit:
            total += choice.regain()
            choice.index -= 1
    return 0


def _blocks(draft: Draft, chosen: dict[str, _Choice]) -> Iterable[Block]:
    for passage in draft.front:
        yield from _block(passage, chosen, "")
    for section in draft.all_sections():
        if section.heading:
            yield Block(
                id=f"{section.id}#标题",
                kind=Kind.FIXED,
                style=f"heading {section.level}",
                wording=Wording((section.heading,)),
                section=section.id,
                level=section.level,
            )
        for passage in section.passages:
            yield from _block(passage, chosen, section.id)
    for passage in draft.back:
        yield from _block(passage, chosen, "")


def _block(passage: Passage, chosen: dict[str, _Choice], section: str) -> Iterable[Block]:
    wording = chosen[passage.id].wording
    if wording.paragraphs or wording.table is not None:
        yield Block(passage.id, passage.kind, passage.style, wording, section, 0, passage.hint)


def _too_long(draft: Draft, where: str, limit: int, excess: int, choices: list[_Choice]) -> Finding:
    longest = sorted(choices, key=lambda choice: -choice.upper)[:3]
    named = "、".join(f"“{choice.passage.id}”{choice.upper}字" for choice in longest)
    return Finding(
        code="too-long",
        severity=Severity.ERROR,
        message=f"{draft.name}{where}超出 {limit} 字的上限 {excess} 字，没有裁减，照全文写出",
        remedy=f"最长的是{named}；在文字材料里给出较短的“简”",
        field=where,
        stated=str(limit + excess),
        expected=f"不超过 {limit}",
        rule="A09",
    )
