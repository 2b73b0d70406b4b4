"""词语：没有数的目标和完成值，按是否、等级、零、相对、趋势、定性的次序认。"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

import reportgen.notation.words as words
from reportgen.notation.figures import AFTER, BEFORE, SIGNS, WEAK
from reportgen.notation.reading import Direction, Kind, Reading
from reportgen.notation.regex import regex
from reportgen.notation.text import Line
from reportgen.notation.words import pattern

_YES: Final = frozenset(words.YES.split())
_NO: Final = frozenset(words.NO.split())
_DONE: Final = frozenset(words.DONE.split())
_GRADES: Final = frozenset(words.GRADES.split())
_QUALITIES: Final = words.words(words.QUALITIES)
_EXACT_QUALITIES: Final = frozenset((*_QUALITIES, *words.FULL_TIME.split()))
_AWARD_HINT: Final = frozenset("".join(words.AWARD_VERBS.split()))
_AWARD: Final = regex(
    rf"(?P<not>未能?|没有|没)?(?:已|均)?(?:{pattern(words.AWARD_VERBS)}).*(?:{pattern(words.AWARDS)}).{{0,4}}"
)
_GRADE_NAME: Final = (
    r"[A-D]{1,5}[+-]?[级类等]?|[1-5一二三四五]A级?(?:景区)?|[1-5一二三四五甲乙丙特][级等](?:甲等)?"
    r"|[1-5一二三四五]星级?"
)
_GRADE: Final = regex(_GRADE_NAME)
_COMPARED_GRADE: Final = regex(
    rf"(?P<before>{pattern(' '.join((*BEFORE, *SIGNS)))})?"
    rf"(?P<grade>{pattern(f'{words.GRADES} {words.QUALITIES}')}|{_GRADE_NAME})"
    rf"(?P<after>{pattern(' '.join(AFTER))})?"
)
# 等级的说法只会以这些字结尾
_GRADE_ENDS: Final = frozenset(
    (
        *"ABCD+-级类等区星",
        *(word[-1] for word in (*words.GRADES.split(), *_QUALITIES, *AFTER)),
    )
)
_ZERO_WORDS: Final = words.words(words.ZERO_WORDS)
_ZERO: Final = regex(
    rf"(?:{pattern(words.ZERO_WORDS)})(?P<what>[^,;。、无未]{{0,10}}?(?:{pattern(words.ZERO_NOUNS)}))"
    r"(?:发生|出现)?"
)
_RELATIVE: Final = regex(
    rf"(?P<head>[^,;。]{{0,12}}?)(?P<word>{pattern(' '.join((*BEFORE, *SIGNS, *WEAK)))})"
    rf"(?P<reference>[^\W_][^,;。]{{1,14}}?)(?P<inside>范围内|范围之内|以内|之内|内)?"
)
_REFERENCE: Final = regex(pattern(words.REFERENCES))
_TRENDS: Final = f"{words.TREND_DOWN} {words.TREND_UP} {words.TREND_LEVEL}"
_TREND_ENDS: Final = ("了", *_TRENDS.split())
_TREND: Final = regex(
    rf"(?P<head>[^,;。、]{{0,10}}?)(?P<compared>{pattern(words.COMPARED)})?有?(?P<adverb>[^,;。、]{{0,4}}?)"
    rf"(?P<trend>{pattern(_TRENDS)})了?"
)
_DOWN: Final = frozenset(words.TREND_DOWN.split())
_UP: Final = frozenset(words.TREND_UP.split())
_RANKING: Final = regex(pattern(words.RANKING))
_RANK_KEPT: Final = regex(pattern(words.RANK_KEPT))
_RANK_BETTER: Final = regex(pattern(words.RANK_BETTER))
# 说法 →（在词表里的先后、档次）；向前看着找，重叠的说法（“未全部完成”）都找得到。
_BANDS: Final = {
    word: (order, band)
    for order, (band, listed) in enumerate(words.BANDS)
    for word in listed.split()
}
_BAND: Final = regex(f"(?=({pattern(' '.join(_BANDS))}))")
_UNREAD_FIGURE: Final = regex(r"[0-9]")
_VAGUE: Final = regex(rf"{pattern(words.VAGUE)}|[^\W\d_]分之[^\W\d_]")
_NEGATED: Final = regex("[未没不无]")
_ALREADY: Final = regex("已(?!启动)|全部完成|全面完成")
_BAND_NAMES: Final = {1: "达成", 2: "部分达成", 3: "未达成"}
_PUNCTUATION: Final = regex(r"[,;。、:]")


def in_words(cell: Line, actual: bool) -> Reading:
    """词语：没有读出数的一格。"""
    plain = cell.plain.rstrip("。.;,!")
    direction = None if actual else Direction.LEVEL
    for step in _STEPS:
        reading = step(cell, plain, direction)
        if reading is not None:
            return reading
    doubts = cell.doubts
    if _UNREAD_FIGURE.search(plain):
        doubts += ("格中有数字，但读不出值",)
    vague = _VAGUE.search(plain)
    if vague:
        doubts += (f"“{vague[0]}”只是大概，没有数",)
    short = 0 < len(plain) <= 8 and not _PUNCTUATION.search(plain) and not doubts
    word = next((quality for quality in _QUALITIES if plain.endswith(quality)), None)
    if short or word:
        word = word or plain
        return Reading(cell.raw, Kind.QUALITATIVE, direction=direction, word=word, doubts=doubts)
    return Reading(cell.raw, Kind.TEXT, direction=direction, doubts=doubts)


def _none(cell: Line, plain: str, direction: Direction | None) -> Reading | None:
    """“无”：完成值里是零；目标里要看指标名称（见 ``targets``）。"""
    if plain != "无":
        return None
    if direction is None:
        return Reading(cell.raw, Kind.TEXT, value=Decimal(0), doubts=cell.doubts)
    return Reading(cell.raw, Kind.EMPTY, doubts=(*cell.doubts, "目标值写作“无”，视为没有填"))


def _level(cell: Line, plain: str, direction: Direction | None) -> Reading | None:
    """整格就是一个定性词：良好、满意。"""
    if plain in _EXACT_QUALITIES and not (direction is None and plain in _DONE):
        return Reading(
            cell.raw, Kind.QUALITATIVE, direction=direction, word=plain, doubts=cell.doubts
        )
    return None


def _bool(cell: Line, plain: str, direction: Direction | None) -> Reading | None:
    """是否：是、否、是否利于…、获得“…奖”。"""
    award = not _AWARD_HINT.isdisjoint(plain) and _AWARD.fullmatch(plain.replace('"', ""))
    if plain in _NO or (award and award["not"]):
        word = "否"
    elif plain in _YES or award or plain.startswith("是否"):
        word = "是"
    else:
        return None
    return Reading(cell.raw, Kind.BOOL, direction=direction, word=word, doubts=cell.doubts)


def _grade(cell: Line, plain: str, direction: Direction | None) -> Reading | None:
    """等级：优、A级、高；“良好以上”“不低于B级”带着比较。"""
    match = plain[-1:] in _GRADE_ENDS and _COMPARED_GRADE.fullmatch(plain)
    if not match:
        return None
    before, after = match["before"], match["after"]
    comparator = BEFORE.get(before) or SIGNS[before] if before else AFTER[after] if after else None
    grade = match["grade"]
    if comparator is None and grade not in _GRADES and not _GRADE.fullmatch(grade):
        return None
    return Reading(
        cell.raw, Kind.GRADE, comparator, direction=direction, word=grade, doubts=cell.doubts
    )


def _zero(cell: Line, plain: str, direction: Direction | None) -> Reading | None:
    """零：零事故、无安全事故、未发生投诉。"""
    match = plain.startswith(_ZERO_WORDS) and _ZERO.fullmatch(plain)
    if not match:
        return None
    return Reading(
        cell.raw,
        Kind.NUMBER,
        "=" if direction else None,
        Decimal(0),
        direction=Direction.ZERO if direction else None,
        word=match["what"],
        doubts=cell.doubts,
    )


def _ranking(cell: Line, plain: str, direction: Direction | None) -> Reading | None:
    """位次的变化：排名进位、位次不下降；要有上年的位次。"""
    if not _RANKING.search(plain) or _UNREAD_FIGURE.search(plain):
        return None
    kept = _RANK_KEPT.search(plain)
    if not kept and not _RANK_BETTER.search(plain):
        return None
    if direction is None:
        return Reading(cell.raw, Kind.TEXT, word="上年位次", doubts=cell.doubts)
    doubts = cell.doubts
    if not kept and ("降位" in plain or "下降" in plain):
        doubts += ("“降位”按位次的数变小（名次靠前）读",)
    return Reading(
        cell.raw,
        Kind.RELATIVE,
        "≤" if kept else "<",
        None,
        "名",
        Direction.RANK,
        word="上年位次",
        doubts=doubts,
    )


def _relative(cell: Line, plain: str, direction: Direction | None) -> Reading | None:
    """相对目标：不低于市测评平均值、不超过预算；要用格外的数比。"""
    match = _RELATIVE.fullmatch(plain)
    if not match or _UNREAD_FIGURE.search(plain):
        return None
    word, reference = match["word"], match["reference"]
    if word in WEAK:
        # “达到国家标准”“达到预期”是定性，“控制在预算内”才是比较
        if WEAK[word] == "≥" or not _REFERENCE.search(reference):
            return None
        comparator = WEAK[word]
    else:
        comparator = BEFORE.get(word) or SIGNS[word]
        if len(word) == 1 and word not in SIGNS and not _REFERENCE.search(reference):
            return None  # “超”一个字太宽：超额完成不是比较
    if direction is None:
        # 完成值写成比较，没有数可比
        return Reading(cell.raw, Kind.TEXT, word=reference, doubts=cell.doubts)
    up = comparator in "≥>"
    return Reading(
        cell.raw,
        Kind.RELATIVE,
        comparator,
        direction=(
            Direction.EQUAL
            if comparator == "="
            else Direction.POSITIVE
            if up
            else Direction.NEGATIVE
        ),
        word=reference,
        doubts=cell.doubts,
    )


def _trend(cell: Line, plain: str, direction: Direction | None) -> Reading | None:
    """趋势：下降、逐年提升、服务范围扩大。"""
    match = plain.endswith(_TREND_ENDS) and _TREND.fullmatch(plain)
    if not match or _UNREAD_FIGURE.search(plain):
        return None
    comparator = None
    bare = match["trend"] == plain or (match["compared"] and not match["adverb"])
    if direction and bare and match["trend"] in _DOWN:
        comparator, direction = "<", Direction.NEGATIVE
    elif direction and bare and match["trend"] in _UP:
        comparator, direction = ">", Direction.POSITIVE
    return Reading(
        cell.raw, Kind.TREND, comparator, direction=direction, word=plain, doubts=cell.doubts
    )


def _band(cell: Line, plain: str, direction: Direction | None) -> Reading | None:
    """档次：达成、部分达成、未达成预期指标。目标里的不分档。"""
    band, doubts = band_in(plain), cell.doubts
    if plain in _DONE or (band is None and plain.startswith("已") and not _NEGATED.search(plain)):
        band = 1
    if band is None:
        return None
    if band != 1 and _PUNCTUATION.search(plain) and _ALREADY.search(plain):
        doubts += ("既说完成又说没有完成，请核对档次",)
    return Reading(
        cell.raw,
        Kind.QUALITATIVE,
        direction=direction,
        band=band if direction is None else None,
        word=plain if len(plain) <= 8 else _BAND_NAMES[band],
        doubts=doubts,
    )


def band_in(text: str) -> int | None:
    """档次：话里认得的说法，取词表中最靠前的。"""
    found = (_BANDS[match[1]] for match in _BAND.finditer(text))
    return min(found, default=(0, None))[1]


# 档次在趋势、相对之前：“未达到预期”不是“低于预期”；零在档次前：“未发生事故”。
_STEPS: Final[tuple[Callable[[Line, str, Direction | None], Reading | None], ...]] = (
    _none,
    _level,
    _bool,
    _grade,
    _zero,
    _ranking,
    _band,
    _relative,
    _trend,
)
