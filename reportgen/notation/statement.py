"""读法：一格的字按先后试几种写法，先认出的算；目标和实际读法相同处都在这里。"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

import reportgen.notation.figures as fig
import reportgen.notation.words as words
from reportgen.notation.dates import Dated, dates
from reportgen.notation.figures import COMMON_UNITS, SIGN, SIGNS, Figure
from reportgen.notation.phrases import band_in, in_words
from reportgen.notation.reading import MISREAD, Direction, Kind, Quantity, Reading
from reportgen.notation.regex import regex
from reportgen.notation.text import NUMBER, NUMERAL, Line, arabic, decimal, line, numeral
from reportgen.notation.words import pattern

_SIMPLE: Final = regex(rf"({SIGN})?(-?{NUMBER})([^0-9]{{0,4}})")
_PLACEHOLDER: Final = regex(
    rf"(?:{SIGN})?(?:[.…。·*_?？]+|[xX×＊]{{1,}})(?:[%‰]|[^\W\d_a-zA-Z]{{1,2}})?"
    r"|[xX×]{1,4}年?[xX×]{1,2}月(?:[xX×]{1,2}日)?前?"
)
_DOTS: Final = frozenset(".…。·*_?？xX×＊")
_EMPTY: Final = frozenset(words.EMPTY_MARKS.split())
# 没有这些字就没有数和日期，直接按词语认。
_HINT: Final = regex("[0-9零〇一二两三四五六七八九十百年季±]")
_SLIP: Final = regex(r"到(?P<number>[0-9][0-9.,]*)(?P<rest>[^0-9]*)")
_RANK: Final = regex(
    rf"(?P<head>[^0-9]*?)(?P<kind>第|前|TOP)(?P<place>[0-9]{{1,4}}|{NUMERAL})"
    r"(?P<unit>名|位|强|%)?(?:以内|之内|内)?(?:水平|行列)?"
)
_ORDINAL: Final = regex("[第前T]")
_BETWEEN: Final = regex(r"(?<=.)[-~至到]")
_RANGE: Final = regex(
    rf"(?P<head>[^0-9]*?)(?P<low>-?{NUMBER})(?P<unit>[^0-9~至到-]{{0,6}})"
    rf"(?:[-~]{{1,2}}|至|到)(?P<high>{NUMBER})(?P<rest>[^0-9]*)"
)
_BRACKET: Final = regex(r"\([^()]*\)?")
_EXAMPLES: Final = regex(pattern(words.EXAMPLES))
_TOTAL: Final = words.words(words.TOTALS)
_ACTUALLY: Final = regex(r"实际(?:完成|达到|达|为|执行|支出)?[^,;。]{0,6}$")
_SENTENCE: Final = regex(r"[。,;:]")
_TAIL_STOPS: Final = " ,;:。、"
_LONGEST: Final = 2000  # 最长的真表格里一格也不到五百字

Step = Callable[[Line, bool], Reading | None]


def read(raw: str, actual: bool) -> Reading:
    """读法：目标（``actual`` 为假）或完成值（为真）。"""
    if len(raw) > _LONGEST:
        return Reading(raw, Kind.TEXT, doubts=(f"有{len(raw)}个字，太长，没有去读",))
    cell = line(raw)
    reading = _simple(cell, actual) or _empty(cell, actual)
    if reading is None and _HINT.search(cell.plain):
        for step in _STEPS:
            reading = step(cell, actual)
            if reading is not None:
                break
    return reading or in_words(cell, actual)


# ── 没有写 ────────────────────────────────────────────────────────────────────


def _empty(cell: Line, actual: bool) -> Reading | None:
    if not cell.plain or cell.plain in _EMPTY:
        return Reading(cell.raw, Kind.EMPTY)
    if not _DOTS.isdisjoint(cell.plain) and _PLACEHOLDER.fullmatch(cell.plain):
        return Reading(cell.raw, Kind.PLACEHOLDER, doubts=("是模板的占位符，没有填",))
    return None


# ── 一个数 ────────────────────────────────────────────────────────────────────


def _simple(cell: Line, actual: bool) -> Reading | None:
    """最常见的写法：符号、数、一个常见单位，如 100%、≥90%、12期。"""
    match = _SIMPLE.fullmatch(cell.plain)
    if match is None or match[3] not in COMMON_UNITS:
        return None
    unit, kind = COMMON_UNITS[match[3]]
    comparator = SIGNS[match[1]] if match[1] else None
    return of_number(cell, actual, kind, decimal(match[2]), unit, comparator)


def of_number(
    cell: Line,
    actual: bool,
    kind: Kind,
    value: Decimal,
    unit: str | None,
    comparator: str | None,
    *,
    parts: tuple[Quantity, ...] = (),
    dated: list[Dated] | None = None,
    band: int | None = None,
    word: str | None = None,
    approximate: bool = False,
    doubts: tuple[str, ...] = (),
) -> Reading:
    """读法：一个数；目标没写比较的，按惯例补上并定方向。"""
    direction: Direction | None = None
    if not actual:
        comparator = comparator or _customary(value, unit)
        direction = direction_of(comparator, value)
        doubts += _target_doubts(comparator, value, unit, kind)
    return Reading(
        cell.raw,
        kind,
        comparator,
        value,
        unit,
        direction,
        parts,
        tuple(one.day for one in dated) if dated else (),
        band if actual else None,
        word,
        approximate,
        cell.doubts + doubts,
        tuple(one.year for one in dated) if dated else (),
    )


def _customary(value: Decimal, unit: str | None) -> str:
    """惯例：单写一个数就是“不少于”；零就是零；期限是“等于”，全年可用的 365 天、24 小时除外。"""
    if not value:
        return "="
    if unit in fig.DURATIONS:
        whole = (unit == "天" and value in (365, 366)) or (unit == "小时" and value == 24)
        return "≥" if whole else "="
    return "≥"


def direction_of(comparator: str, value: Decimal | None) -> Direction:
    """方向：由比较定；零指标只有零才算达到。"""
    if value is not None and not value and comparator in "=≤":
        return Direction.ZERO
    if comparator in "≥>":
        return Direction.POSITIVE
    return Direction.NEGATIVE if comparator in "≤<" else Direction.EQUAL


def _target_doubts(
    comparator: str, value: Decimal, unit: str | None, kind: Kind
) -> tuple[str, ...]:
    if unit == "%" and comparator == ">" and value == 100:
        return ("“>100%”字面上无法达到，按“≥100%”看待",)
    if not value and comparator == "≥":
        return ("“≥0”总能达到，请核对",)
    if unit == "%" and comparator == "≥" and 250 <= value < 300 and kind is Kind.PERCENT:
        return (f"“{value:f}%”疑为“≥{value - 200:f}%”{MISREAD}",)
    return ()


def _slip(cell: Line, actual: bool) -> Reading | None:
    """“到0次”：“≥”连同后面的“1”被识别成“到”，不猜，留给人看。"""
    match = cell.plain.startswith("到") and _SLIP.fullmatch(cell.plain)
    if not match:
        return None
    lost = "1" if match["number"].startswith("0") else ""
    doubt = f"疑为“≥{lost}{match['number']}{match['rest']}”{MISREAD}"
    return Reading(cell.raw, Kind.TEXT, doubts=(*cell.doubts, doubt))


# ── 名次、区间 ────────────────────────────────────────────────────────────────


def _rank(cell: Line, actual: bool) -> Reading | None:
    """名次：前三、第二、全省第一名。"""
    if not _ORDINAL.search(cell.plain):
        return None
    match = _RANK.fullmatch(cell.plain)
    if match is None or (not match["unit"] and match["head"].endswith(("目", "之", "提", "以"))):
        return None
    place = numeral(match["place"])
    if not place:
        return None
    unit = "%" if match["unit"] == "%" else "名"
    # 完成值里的“第二”是位次；“前三”只说在三名之内
    comparator = None if actual and match["kind"] == "第" else "≤"
    direction = None if actual else Direction.RANK
    return Reading(
        cell.raw, Kind.RANK, comparator, Decimal(place), unit, direction, doubts=cell.doubts
    )


def _range(cell: Line, actual: bool) -> Reading | None:
    """区间：100-200、60%~70%、90%至95%、3-5家。"""
    if "±" in cell.plain or "正负" in cell.plain:
        return Reading(cell.raw, Kind.TEXT, doubts=(*cell.doubts, "“±”没有基准数，读不出"))
    if not _BETWEEN.search(cell.plain):
        return None
    match = _RANGE.fullmatch(fig.mask(cell.plain))
    if match is None or "月" in match["unit"] + match["rest"][:1]:
        return None
    rest = fig.trailing(match["rest"])
    high, unit = fig.measured(decimal(match["high"]), rest)
    first = fig.trailing(match["unit"]) if match["unit"] else rest
    if match["unit"] and first.end() < len(match["unit"]):
        return None
    if match["unit"] and (unit or "") == f"{match['unit']}元":
        first = rest  # “100万-200万元”：前一个数省了“元”
    low, low_unit = fig.measured(decimal(match["low"]), first)
    if low_unit and low_unit != unit:
        return None
    doubts = cell.doubts
    if low >= high:
        doubts += ("区间的下限不小于上限",)
    if actual:
        doubts += ("完成值写成了区间",)
    return Reading(
        cell.raw,
        Kind.RANGE,
        "range",
        None,
        unit,
        None if actual else Direction.INTERVAL,
        (Quantity(low, unit or ""), Quantity(high, unit or "")),
        doubts=doubts,
    )


# ── 日期和句子 ────────────────────────────────────────────────────────────────


def _with_figures(cell: Line, actual: bool) -> Reading | None:
    """有日期或数的一句话。"""
    plain, fraction = arabic(cell.plain)
    if plain.startswith("(") and plain.find(")") == len(plain) - 1:
        plain = plain[1:-1]
    dated = dates(plain)
    for one in dated:
        plain = plain[: one.start] + "\0" * (one.end - one.start) + plain[one.end :]
    masked = fig.mask(plain)
    found = fig.figures(masked)
    if not found:
        return _deadline(cell, actual, dated) if dated else None
    main = _main(masked, found)
    chosen = _chosen(main, actual)
    if chosen is None:
        return _side_by_side(cell, actual, main, found, dated)
    return _single(cell, actual, chosen, masked, found, dated, fraction)


def _deadline(cell: Line, actual: bool, dated: list[Dated]) -> Reading:
    """时限：目标里的日期都是“之前”；完成值写了“前”的，是照抄。"""
    comparator = "≤" if not actual or any(one.before for one in dated) else None
    return Reading(
        cell.raw,
        Kind.COMPOSITE if len(dated) > 1 else Kind.DATE,
        comparator,
        direction=None if actual else Direction.DEADLINE,
        dates=tuple(one.day for one in dated),
        doubts=cell.doubts + tuple(one.doubt for one in dated if one.doubt),
        years=tuple(one.year for one in dated),
    )


def _main(masked: str, found: list[Figure]) -> list[Figure]:
    """主数：括号里的、“其中”“如”以后的是分项，不是值。"""
    if len(found) == 1:
        return found
    open_text = _BRACKET.sub(lambda aside: "\0" * len(aside[0]), masked)
    outside = [figure for figure in found if open_text[figure.start] != "\0"]
    stop = next(
        (m.start() for m in _EXAMPLES.finditer(masked) if outside and m.start() > outside[0].start),
        len(masked),
    )
    return [figure for figure in outside if figure.start < stop] or found


def _chosen(main: list[Figure], actual: bool) -> Figure | None:
    """当值的那个数：只有一个；或“共”若干而单位都相同；完成值中写明“实际”的。"""
    if len(main) == 1:
        return main[0]
    last = main[-1]
    if last.head.endswith(_TOTAL) and all(figure.unit == last.unit for figure in main):
        return last
    marked = [figure for figure in main if actual and _ACTUALLY.search(figure.head)]
    return marked[0] if len(marked) == 1 else None


def _single(
    cell: Line,
    actual: bool,
    figure: Figure,
    masked: str,
    found: list[Figure],
    dated: list[Dated],
    fraction: bool,
) -> Reading:
    value, comparator, unit = figure.value, figure.comparator, figure.unit
    falling = figure.change in fig.FALLING
    if actual and falling:
        value = -value
    if actual and figure.weak:
        comparator = None
    elif not actual and figure.approximate and comparator == "<":
        comparator = None  # 目标“近500家”是大约，不是“少于”
    band = _band_after(figure.tail)
    kind = fig.kind_of(unit)
    if figure.per:
        unit = f"{unit or ''}/{'天' if figure.per == '日' else figure.per}"
        # “每家走访1次”要逐家去数，不是一个完成数
        kind = kind if figure.per in _PER_TIMES else Kind.TEXT
    elif fraction:
        kind = Kind.FRACTION
    elif figure.approximate:
        kind = Kind.APPROX
    elif band or figure.change or len(found) > 1 or dated or _is_sentence(figure):
        kind = Kind.COMPOSITE
    doubts = tuple(filter(None, (figure.doubt, *(one.doubt for one in dated))))
    if comparator == "<" and actual and not figure.approximate and "未" in masked:
        doubts += ("只说没有达到，没有写完成了多少",)
    if dated and not actual:
        doubts += ("既有时限又有数，两样都要核对",)
    return of_number(
        cell,
        actual,
        kind,
        value,
        unit,
        comparator,
        parts=tuple(one.quantity for one in found) if len(found) > 1 else (),
        dated=dated,
        band=band,
        word=figure.change or None,
        approximate=figure.approximate,
        doubts=doubts,
    )


_PER_TIMES: Final = frozenset(words.words(words.PER_TIMES))


def _band_after(tail: str) -> int | None:
    """数后写明的档次：“1000件 达成预期指标”；“100%完成”只是一个数。"""
    tail = tail.strip(_TAIL_STOPS + "()")
    if len(tail) < 4:
        return None
    return band_in(tail)


def _is_sentence(figure: Figure) -> bool:
    """成句：数的前后还有话，并有标点。“达到90%以上”“100%覆盖”不算。"""
    around = figure.head + figure.tail
    return bool(_SENTENCE.search(around)) and bool(around.strip(_TAIL_STOPS))


def _side_by_side(
    cell: Line, actual: bool, main: list[Figure], found: list[Figure], dated: list[Dated]
) -> Reading:
    """并列的几个数：6组共54人；定不出一个值，都放在 ``parts``。"""
    signs = {figure.comparator for figure in main if figure.comparator and not figure.weak}
    doubts = cell.doubts + tuple(figure.doubt for figure in main if figure.doubt)
    total = any(figure.head.endswith(_TOTAL) for figure in main[1:])
    comparator: str | None = next(iter(signs), None)
    if len(signs) > 1:
        comparator = None
        doubts += ("几个数的比较不同，要逐个核对",)
    elif not actual:
        comparator = comparator or ("=" if total else "≥")
    if len({figure.unit for figure in main}) < len(main):
        doubts += ("有几个数，不能确定哪一个是值",)
    return Reading(
        cell.raw,
        Kind.COMPOSITE,
        comparator,
        direction=direction_of(comparator, None) if comparator and not actual else None,
        parts=tuple(figure.quantity for figure in found),
        dates=tuple(one.day for one in dated),
        doubts=doubts,
        years=tuple(one.year for one in dated),
    )


# 先后：日期在区间前会抢“100-200”，所以区间先试而让开月份。
_STEPS: Final[tuple[Step, ...]] = (
    _slip,
    _rank,
    _range,
    _with_figures,
)
