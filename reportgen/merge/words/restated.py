"""复述：同一个数紧接着又写一遍——“1640.06万元（大写：壹仟陆佰……元整）”“……万元（即16280600元）”。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reportgen.merge.words.format import same
from reportgen.merge.words.tokens import OBJECT, Figure, Token, folded

_LONGEST: Final = 12  # 两处之间最多这么长
_LOOKED: Final = 40
_SAID: Final = r"(?:即|也就是|大写|小写|折合|约合|合|约|人民币|金额|为|[:\s¥￥])*"
_BETWEEN: Final = re.compile(rf"整?\s?{OBJECT}?(?P<mark>[(,、]?)(?P<said>{_SAID})")
_CLEAR: Final = re.compile("即|也就是|大写|小写|折合|合|约|人民币|[¥￥]")
_NUMERAL: Final = "零〇一二两三四五六七八九十百千万亿点壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億"
_MONEY: Final = rf"(?P<money>[{_NUMERAL}][{_NUMERAL}{OBJECT}]*[元圆圓角分][整正]?)"
_BEFORE: Final = re.compile(rf"{_MONEY}\s?(?P<mark>[(,、]?)(?P<said>{_SAID})$")
_AFTER: Final = re.compile(rf"整?\s?{OBJECT}?(?P<mark>[(,、]?)(?P<said>{_SAID}){_MONEY}")


def restated(tokens: Sequence[Token], text: str) -> dict[int, int]:
    """复述的数 → 先写的那个数（词的下标）。"""
    found: dict[int, int] = {}
    figures = [index for index, token in enumerate(tokens) if token.figure]
    for first, second in pairwise(figures):
        one, other = tokens[first].figure, tokens[second].figure
        assert one and other
        gap = other.start - one.unit_end
        if one.parts or other.parts or not one.unit or not 0 < gap <= _LONGEST:
            continue
        between = _BETWEEN.fullmatch(folded(text[one.unit_end : other.start]))
        if between is None or not (between["mark"] or between["said"]):
            continue
        clear = bool(_CLEAR.search(between["said"]))
        if other.unit != one.unit and (other.unit or not clear):
            continue
        equal = one.amount == other.amount if clear or other.unit else same(one, other)
        bracketed = between["mark"] == "(" and (equal or clear)
        if bracketed or (clear and equal):
            found[second] = found.get(first, first)
    return found


def unread(tokens: Sequence[Token], text: str, figure: Figure) -> bool:
    """一个数的旁边用认不得的汉字又写了一遍。"""
    low, high = max(0, figure.start - _LOOKED), figure.unit_end
    found = (
        (low, _BEFORE.search(folded(text[low : figure.start]))),
        (high, _AFTER.match(folded(text[high : high + _LOOKED]))),
    )
    for shift, match in found:
        if match is None or not (match["mark"] == "(" or _CLEAR.search(match["said"])):
            continue
        start, end = match.start("money") + shift, match.end("money") + shift
        if not any(
            each.figure and each.figure.start <= start and end <= each.figure.unit_end + 1
            for each in tokens
        ):
            return True
    return False
