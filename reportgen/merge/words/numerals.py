"""换数：数据改的每个数，在人写的文字里换；认不准的说出来。"""

from __future__ import annotations

import re
from typing import Final

from reportgen.merge.words.changes import Numeral
from reportgen.merge.words.context import GONE, Context, Placing, shown_in
from reportgen.merge.words.format import rounded, same, shown, written_like
from reportgen.merge.words.parts import STOPS, Part, text_of
from reportgen.merge.words.place import Found, Status, telling
from reportgen.merge.words.restated import unread
from reportgen.merge.words.tokens import Figure, Token, folded
from reportgen.merge.words.values import Differing, Edit

_ABOUT: Final = re.compile(r"[约近超余多]|左右|以上|大概")
# 人在数的旁边写的这些话，说的是以前的数或改动的经过，不能换
_PAST: Final = re.compile(
    "原(?!因)|由|从|上年|去年|上次|此前|之前|往年|年初|调整前|变更前|不是|并非|而非|不足|不到|低于|高于|超过|突破|未达"
)
_TURNED: Final = re.compile(
    "(?:调整|变更|修正|更正|改|增加|减少|下降|提高|压减|核减|追加)[为至到成]|[增降减调]至"
)
_AFTER: Final = 8
# 编排的号、文号、电话一类，不是数；都在半角的文字里找，带单位的只看前一个
_RANKED: Final = re.compile(r"第[\d、,和及至到~-]*$")
_CALLED: Final = re.compile(
    r"(?:附件|附表|附图|表格?|图|编号|代码|编码|号码|账号|证号|文号|邮编|电话|手机|传真|热线)[:为是]?\s?$"
)
_PHONE_HEAD: Final = re.compile(r"\d{3,4}[-)]$")
_PHONE: Final = re.compile(r"1[3-9]\d{9}|\d{7,8}")
_AREA: Final = re.compile(r"[-)]\d{7,8}(?!\d)")
_NUMBERED: Final = re.compile(r"号(?!召)|#")  # 10号文、1号楼
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_HEADING: Final = re.compile(r"(?:^|[.;:!?\n])\s*(\(?)$")
_HEADED: Final = re.compile(r"[.、)](?!\d)")
_SECTION: Final = re.compile(r"\s*[\u3400-\u9fff]")


class Numerals:
    """一段里的数。"""

    def __init__(self, on: Context) -> None:
        self._on = on
        self._used: dict[int, int] = {}

    def sentence(self, part: Part, group: list[tuple[Numeral, Part]], values: list[Token]) -> None:
        """一句里数据改的数；整句不在了的只说一次。``values`` 是各处的新值。"""
        found = [(numeral, self.find(numeral, values)) for numeral, _ in group]
        if all(each.status is Status.GONE for _, each in found) and (
            self._on.place.kept(part) < GONE
        ):
            self._on.clash(self._on.outside(part), self._on.old(part), self._on.now(group[0][1]))
            return
        for numeral, each in found:
            self._numeral(numeral, each)

    def find(self, numeral: Numeral, values: list[Token]) -> Found:
        """一个数的下落；旧值正是别处新值的，要看名称才认。"""
        i, k = numeral
        old = self._on.base[i]
        busy = any(token is not self._on.new[k] and token.key == old.key for token in values)
        return self._on.place.figure(i, self._on.new[k], self._olds(i), busy)

    def _numeral(self, numeral: Numeral, found: Found) -> None:
        i, k = numeral
        was, now = shown_in(self._on.base, i), shown_in(self._on.new, k)
        past = found.status is Status.OLD and self.of_past(i, found.j, self._on.new[k])
        sure = found.status in (Status.NEW, Status.OLD) and not past
        edits = self.twice(numeral, found) if sure else None
        taken = found.j >= 0 and self._used.setdefault(found.j, i) != i
        if found.status is Status.NEW and (taken or edits == ()):
            return
        if edits is None or taken:
            self._on.clash(self._whole(found), was, now)
            return
        if edits:
            self._on.placings.append(Placing(edits, was, now))
        if found.status is Status.OLD:
            self._quoted(i, found.j, was, now)

    def twice(self, numeral: Numeral, found: Found) -> tuple[Edit, ...] | None:
        """换一个数，连同紧接着复述的；有一个换不准的，都不换。"""
        i, k = numeral
        old, new = self._on.base[i], self._on.new[k]
        assert old.figure and new.figure
        edits: list[Edit] = []
        for j in self._said(found.j):
            token = self._on.theirs[j]
            figure = token.figure
            assert figure
            if j != found.j and (same(figure, new.figure) or rounded(figure, new.figure)):
                continue
            if j == found.j and found.status is Status.NEW:
                text: str | None = token.text
            elif j == found.j or same(figure, old.figure) or self._equal(found.j, j):
                text = written_like(new, old, token)
            else:
                return None
            if text is None:
                return None
            if text != token.text:
                edits.append(Edit(token.start, token.end, text))
        figure = self._on.theirs[found.j].figure
        assert figure
        if unread(self._on.theirs, self._on.text, figure):
            return () if found.status is Status.NEW else None
        return tuple(sorted(edits))

    def _said(self, j: int) -> list[int]:
        """一个数和复述它的各处。"""
        return [j, *(other for other, first in self._on.place.restated.items() if first == j)]

    def _equal(self, j: int, other: int) -> bool:
        one, two = self._on.theirs[j].figure, self._on.theirs[other].figure
        return bool(one and two and one.amount == two.amount)

    def _whole(self, found: Found) -> tuple[int, int]:
        """说冲突时指着哪里：连同复述的。"""
        figures = [self._on.theirs[j].figure for j in self._said(found.j)] if found.j >= 0 else []
        ends = [figure.unit_end for figure in figures if figure]
        return found.start, max([found.end, *ends])

    def _quoted(self, i: int, j: int, was: str, now: str) -> None:
        """旧值人还在别处引了一遍：新文里已没有这个值的，说出来。"""
        figure = self._on.base[i].figure
        assert figure
        if self._on.base[i].key in self._on.said:
            return
        for other in self._on.place.strays:
            value = self._on.theirs[other].figure
            if other == j or value is None:
                continue
            if (
                same(value, figure)
                and value.unit == figure.unit
                and (telling(figure) or self._on.place.like(i, other) == 100)
            ):
                self._on.clash((value.start, value.unit_end), was, now)

    def _olds(self, i: int) -> frozenset[str]:
        """以前各次在这一处的值。"""
        keys = set()
        for tokens, place in self._on.earlier:
            found = place.figure(i, None, frozenset(), False)
            if found.status is Status.OTHER:
                keys.add(tokens[found.j].key)
        return frozenset(keys)

    def of_past(self, i: int, j: int, new: Token) -> bool:
        """人在数的旁边说的是以前：“由1188.30万元调整为……”“原为……”。"""
        theirs, back = self._on.theirs, self._on.place.back
        before = self._added_words(max(self._on.place.item_start(j), j - _AFTER), j)
        after = self._added_words(j + 1, min(len(theirs), j + _AFTER))
        cue = _PAST.search(before)
        if (cue and cue[0] not in self._on.place.label(True, i)) or _TURNED.search(after):
            return True
        low, high = self._their_sentence(j)
        return any(
            other not in back
            and (figure := theirs[other].figure)
            and new.figure
            and figure.unit == new.figure.unit
            and same(figure, new.figure)
            for other in self._on.place.figures
            if low <= other < high and other != j
        )

    def _added_words(self, start: int, stop: int) -> str:
        return "".join(
            self._on.theirs[j].text for j in range(start, stop) if j not in self._on.place.back
        )

    def _their_sentence(self, j: int) -> tuple[int, int]:
        low = j
        while low and self._on.theirs[low - 1].text not in STOPS:
            low -= 1
        high = j
        while high < len(self._on.theirs) and self._on.theirs[high].text not in STOPS:
            high += 1
        return low, high

    def agrees(self, i: int, k: int) -> None:
        """数据没有改的数，人改成了别的。"""
        figure = self._on.base[i].figure
        assert figure
        if figure.han or self._on.place.at.get(i) is not None:
            return
        found = self._on.place.figure(i, self._on.new[k], self._olds(i), False)
        if found.status is not Status.OTHER:
            return
        theirs = self._on.theirs[found.j].figure
        assert theirs
        whole = text_of(self._on.base, 0, len(self._on.base))
        if _is_label(whole, figure) or _is_label(self._on.text, theirs):
            return
        around = self._on.text[max(0, theirs.start - 2) : theirs.unit_end + 2]
        if rounded(theirs, figure) and _ABOUT.search(around):
            return
        stands = shown(self._on.text, theirs)
        said = shown_in(self._on.new, k)
        self._on.differing.append(Differing(found.start, found.end, stands, said))


def _is_label(text: str, figure: Figure) -> bool:
    """编排的号、文号、电话、书名里的数：人改成什么都不和数据比。"""
    half = folded(text)
    before, shown, after = half[: figure.start], half[figure.start : figure.end], half[figure.end :]
    titled = text.rfind("《", 0, figure.start) > text.rfind("》", 0, figure.start)
    if titled or _RANKED.search(before):
        return True
    if figure.unit or figure.scale != 1 or figure.parts:
        return False
    if _CALLED.search(before) or _NUMBERED.match(after):
        return True
    if _YEAR.fullmatch(shown) and before[-1:] in ("[", "(") and after[:1] in ("]", ")"):
        return True  # 财预〔2020〕10号
    if len(shown) == 11 and _PHONE.fullmatch(shown):
        return True
    if (_PHONE.fullmatch(shown) and _PHONE_HEAD.search(before)) or _AREA.match(after):
        return True
    heading = _HEADING.search(before)
    if heading is None:
        return False
    if heading[1]:
        return len(shown) <= 2 and after[:1] == ")"
    return bool(_HEADED.match(after) or ("." in shown and _SECTION.match(after)))
