"""控篇幅：在字数上限内给每个文段选尽可能长的说法。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from reportgen.finding import Finding, Severity
from reportgen.length import count_all
from reportgen.report import Block, Draft, Kind, Passage, Report, Section, Shortening, Wording


@dataclass(slots=True, eq=False)
class _Scope:
    """有上限的范围：一节（含下级）或全文；``room`` 是还剩的字数，负数是超出的。"""

    title: str
    limit: int
    room: int
    choices: list[_Choice] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Choice:
    """一个文段此刻选的说法；``scopes`` 是管着它的范围。"""

    passage: Passage
    section: str
    scopes: list[_Scope]
    wordings: tuple[Wording, ...] = ()
    index: int = 0

    def __post_init__(self) -> None:
        """可选的说法：没有上限管着的只有最长的；不比前一种短的没有用。"""
        kept = [self.passage.wordings[0]]
        for wording in self.passage.wordings[1:] if self.scopes else ():
            if wording.length.upper < kept[-1].length.upper:
                kept.append(wording)
        self.wordings = tuple(kept)

    @property
    def wording(self) -> Wording:
        return self.wordings[self.index]

    @property
    def upper(self) -> int:
        return self.wording.length.upper

    def saving(self) -> int:
        """换下一种说法省多少字；没有更短的为零。"""
        if self.index + 1 >= len(self.wordings):
            return 0
        return self.upper - self.wordings[self.index + 1].length.upper

    def step(self, by: int) -> None:
        """换下一种（1）或上一种（-1）说法，各范围的余地随着变。"""
        before = self.upper
        self.index += by
        for scope in self.scopes:
            scope.room += before - self.upper

    def can_return(self) -> bool:
        """换回上一种说法，各范围都还放得下。"""
        if self.index == 0:
            return False
        regain = self.wordings[self.index - 1].length.upper - self.upper
        return all(scope.room >= regain for scope in self.scopes)


def fit(draft: Draft) -> tuple[Report, tuple[Finding, ...]]:
    """控篇幅：满足各章节和全文的上限；用最短的说法也放不下时给出错误，不裁。"""
    choices, scopes = _arrange(draft)
    for scope in scopes:
        _shorten(scope)
    _return_longer(choices)
    report = Report(
        name=draft.name,
        style_document=draft.style_document,
        properties=draft.properties,
        blocks=tuple(_numbered(_blocks(draft, choices))),
        limit=draft.limit,
        shortened=tuple(_shortening(choice) for choice in choices if choice.index),
        landscape=draft.landscape,
    )
    return report, tuple(_too_long(draft, scope) for scope in scopes if scope.room < 0)


def _arrange(draft: Draft) -> tuple[list[_Choice], list[_Scope]]:
    """全部文段，按文中次序；有上限的范围，里层的在前，全文最后。"""
    scopes: list[_Scope] = []
    whole = []
    if draft.limit is not None and not _surely_fits(draft):
        room = draft.limit - _headings(draft.sections)
        whole = [_Scope("全文", draft.limit, room)]
    choices = [_Choice(passage, "", whole) for passage in draft.front]
    for section in draft.sections:
        choices += _inside(section, whole, scopes)
    choices += [_Choice(passage, "", whole) for passage in draft.back]
    scopes += whole
    for choice in choices:
        for scope in choice.scopes:
            scope.room -= choice.upper
            scope.choices.append(choice)
    return choices, scopes


def _surely_fits(draft: Draft) -> bool:
    """字符数就没有超过上限，不用数字数；各节另有上限的照样要数。"""
    sections = tuple(draft.all_sections())
    if draft.limit is None or any(section.limit is not None for section in sections):
        return False
    passages = [*draft.front, *draft.back]
    for section in sections:
        passages += section.passages
    size = sum(passage.wordings[0].size for passage in passages)
    return size + sum(2 * len(section.heading) for section in sections) <= draft.limit


def _inside(section: Section, outer: list[_Scope], scopes: list[_Scope]) -> list[_Choice]:
    """一节的文段；它有上限的，记进 ``scopes``，排在下级的后面。"""
    around = outer
    if section.limit is not None:
        room = section.limit - _headings((section,))
        around = [_Scope(section.title, section.limit, room), *outer]
    choices = [_Choice(passage, section.id, around) for passage in section.passages]
    for child in section.sections:
        choices += _inside(child, around, scopes)
    if section.limit is not None:
        scopes.append(around[0])
    return choices


def _headings(sections: tuple[Section, ...]) -> int:
    """标题的字数，含下级的。"""
    return count_all(part.heading for section in sections for part in section.walk()).upper


def _shorten(scope: _Scope) -> None:
    """换短：先让 ``rank`` 大的，同级先让省字最多的，放得下为止。"""
    while scope.room < 0:
        choice = max(scope.choices, key=_readiness, default=None)
        if choice is None or not choice.saving():
            return
        choice.step(1)


def _readiness(choice: _Choice) -> tuple[bool, int, int]:
    """让位的先后；没有更短说法的排在最后。"""
    saving = choice.saving()
    return saving > 0, choice.passage.rank, saving


def _return_longer(choices: list[_Choice]) -> None:
    """换回：末一步往往省得过头，余地够的换回较长的说法，``rank`` 小的先换。"""
    for choice in sorted(choices, key=lambda item: item.passage.rank):
        while choice.can_return():
            choice.step(-1)


def _blocks(draft: Draft, choices: list[_Choice]) -> Iterator[Block]:
    chosen = {choice.passage.id: choice.wording for choice in choices}
    yield from _written(draft.front, chosen, "")
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
        yield from _written(section.passages, chosen, section.id)
    yield from _written(draft.back, chosen, "")


def _written(
    passages: tuple[Passage, ...], chosen: dict[str, Wording], section: str
) -> Iterator[Block]:
    """有内容的文段；选了空说法的不写。"""
    for passage in passages:
        wording = chosen[passage.id]
        if not wording.nothing:
            yield Block(
                passage.id, passage.kind, passage.style, wording, section, hint=passage.hint
            )


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """图号：有的图没有东西可画，有的让了位，剩下的照次序编。"""
    numbers = count(1)
    for block in blocks:
        chart = block.wording.chart
        if chart is None or not chart.caption:
            yield block
        else:
            yield block._replace(wording=Wording(chart=chart._replace(number=next(numbers))))


def _shortening(choice: _Choice) -> Shortening:
    longest = choice.passage.wordings[0].length.upper
    return Shortening(choice.passage.id, choice.section, longest, choice.upper)


def _too_long(draft: Draft, scope: _Scope) -> Finding:
    excess = -scope.room
    longest = sorted(scope.choices, key=lambda choice: -choice.upper)[:3]
    named = "、".join(f"“{_spoken(choice)}”{choice.upper}字" for choice in longest)
    return Finding(
        code="too-long",
        severity=Severity.ERROR,
        message=f"{draft.name}的“{scope.title}”用了最短的说法，连标题仍有"
        f" {scope.limit + excess} 字，超出 {scope.limit} 字的上限 {excess} 字；没有裁减，照样写出",
        remedy=f"最长的是{named}；把文字材料写短，或给出较短的“简”",
        field=scope.title,
        stated=str(scope.limit + excess),
        expected=f"不超过 {scope.limit}",
        rule="A09",
    )


def _spoken(choice: _Choice) -> str:
    """给人看的名称，如“部门自评工作开展情况的文字材料”；文段与章节同名的只说一遍。"""
    return "的".join(dict.fromkeys(choice.passage.id.rsplit("/", 1)[-1].split("#")))
