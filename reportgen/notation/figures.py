"""数：找出一格里的数，连同它前面的比较词、后面的万亿、单位和“以上、以内”。"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

import reportgen.notation.words as words
from reportgen.notation.reading import Kind, Quantity
from reportgen.notation.regex import regex
from reportgen.notation.text import NUMBER, decimal, scaled
from reportgen.notation.words import lookup, pattern

SIGNS: Final = lookup(words.SIGNS)
BEFORE: Final = lookup(words.BEFORE)
WEAK: Final = lookup(words.WEAK_BEFORE)
AFTER: Final = lookup(words.AFTER)
CURRENCIES: Final = frozenset(words.words(words.CURRENCIES))
DURATIONS: Final = frozenset(words.words(words.DURATIONS))
FALLING: Final = frozenset(words.words(words.FALLING))
RISING: Final = frozenset(words.words(words.RISING))

SIGN: Final = pattern(" ".join(SIGNS))
_COMPARING: Final = pattern(" ".join((*BEFORE, *WEAK)))
_KNOWN: Final = (
    f"(?:{pattern(f'{words.COUNTERS} {words.MEASURES} {words.DURATIONS}')})"
    f"[{words.SECOND_COUNTERS.replace(' 公里', '').replace(' ', '')}]*"
)
_SUFFIX: Final = f"(?:{pattern(words.ABOUT_AFTER)})?(?:{pattern(' '.join(AFTER))})?"

_NUMBER: Final = regex(rf"(?:(?:^|(?<![0-9A-Za-z%‰)]))-)?{NUMBER}")
# “节约、签约、预约”里的“约”不是大约，“附近、最近”里的“近”也不是。
_ABOUT: Final = rf"(?<![节签预合集契违公附最邻]){pattern(words.ABOUT_BEFORE)}"
# 紧接在数前：升降词、比较词、符号、“约”。
_LEAD: Final = regex(
    rf"(?:(?P<change>{pattern(f'{words.RISING} {words.FALLING}')})了?)?"
    rf"(?P<word>{_COMPARING})?(?P<sign>{SIGN})?(?P<about>{_ABOUT})?$"
)
_LEAD_WIDTH: Final = 16  # 比较词连同升降词不会更长
_SCALE: Final = pattern(" ".join(words.SCALES))
_BRACKETED: Final = words.SECOND_COUNTERS.replace(" ", "")
_NOT_UNIT: Final = pattern(" ".join((words.NOT_UNITS, words.ABOUT_AFTER, *AFTER)))
_END: Final = rf"(?={_SUFFIX}(?:$|[^\w%‰]))"
_PER_UNIT: Final = (
    rf"[/·](?:[^\W\d_]{{1,4}}?{_END}|{pattern(f'{words.PER_TIMES} {words.PER_OBJECTS}')})"
)
# 紧接在数后：余、万亿、单位、每（人/年）、左右、以上。
_TRAIL: Final = regex(
    rf"(?P<more>[{words.MORE}])?"
    rf"(?:(?P<rate>{pattern(' '.join(words.RATES))})|(?P<measure>{pattern(words.MEASURES)})|"
    rf"(?P<scale>{_SCALE})?(?P<more2>[{words.MORE}])?"
    rf"(?:(?P<currency>{pattern(words.CURRENCIES)})"
    rf"|个?(?P<known>{_KNOWN}(?:\([{_BRACKETED}]\))?)"
    r"|(?P<latin>[kcdm]?m[23²³]|[A-Za-zμ°℃]{1,6})"
    # 没列的单位：四个字以内，后面没有别的字
    rf"|(?P<open>(?!{_NOT_UNIT})[^\W\d_]{{1,4}}?){_END}"
    r")?)"
    rf"(?P<per>{_PER_UNIT})?"
    rf"(?P<about>{pattern(words.ABOUT_AFTER)})?(?P<limit>{pattern(' '.join(AFTER))})?"
)
_PER: Final = regex(rf"每个?({pattern(f'{words.PER_OBJECTS} {words.PER_TIMES}')})")
_SYNONYMS: Final = {"日": "天", "百分比": "%", "个百分点": "百分点", "千分比": "‰"}
_ABOUT_NEARLY: Final = frozenset(words.words(words.NEARLY))

# 数不是值的地方：年份、文号、序数、书名、引号里的名称、编号、时刻。
NAMES: Final = regex(
    r"(?:19|20)[0-9]{2}(?:-(?:19|20)?[0-9]{2})?(?:年度|学年|年)"
    r"|\[(?:19|20)[0-9]{2}\][0-9]*号?"
    r"|(?<![0-9.])(?:19|20)[0-9]{2}-(?:19|20)[0-9]{2}(?![0-9.%])"
    r"|第[0-9]+[^\W\d_]?|[0-9]++号|《[^》]*》|\"[^\"]*\"|(?<![0-9.])[2-6]G(?![A-Za-z])"
    r"|[0-9]++[:：][0-9]{2}|[0-9]++[^\W\d_]?[*×xX][0-9]+(?:小时)?|[1-5]A级"
    r"|(?:^|(?<=[;。:]))\(?[0-9]{1,2}[.、)](?=[^\W\d_])"
)


class Figure(NamedTuple):
    """一个数：值、单位、比较，和它前后没用上的话。"""

    value: Decimal
    unit: str | None
    comparator: str | None
    weak: bool
    approximate: bool
    change: str
    per: str
    head: str
    tail: str
    start: int
    doubt: str

    @property
    def quantity(self) -> Quantity:
        """数量。"""
        return Quantity(self.value, self.unit or "")


def mask(plain: str) -> str:
    """把年份、文号、书名等换成同样长的空字符，其中的数不当值读。"""
    return NAMES.sub(lambda match: "\0" * len(match[0]), plain)


def figures(masked: str) -> list[Figure]:
    """句中的数，按先后。"""
    found: list[Figure] = []
    spots = list(_NUMBER.finditer(masked))
    begin = 0
    for index, spot in enumerate(spots):
        end = spots[index + 1].start() if index + 1 < len(spots) else len(masked)
        trail = _TRAIL.match(masked, spot.end())
        assert trail is not None  # 每一段都可空，总能匹配
        # 下一个数前的比较词也在这一段里，不能算作本数的单位：单位的正则到标点或比较词为止
        found.append(_figure(masked, begin, spot, trail, end))
        begin = min(trail.end(), end)
    return found


def _figure(masked: str, begin: int, spot: re.Match[str], trail: re.Match[str], end: int) -> Figure:
    lead = _LEAD.search(masked, max(begin, spot.start() - _LEAD_WIDTH), spot.start())
    assert lead is not None
    value, unit = measured(decimal(spot[0]), trail)
    comparator, weak, doubt = _comparator(lead, trail, unit)
    about = lead["about"] or ""
    more = trail["more"] or trail["more2"]
    if comparator is None and more:
        comparator = "≥"
    elif comparator is None and about in _ABOUT_NEARLY:
        comparator = "<"
    per = _PER.search(masked, begin, lead.start()) if "每" in masked else None
    return Figure(
        value,
        unit,
        comparator,
        weak,
        bool(about or more or trail["about"]),
        lead["change"] or "",
        per[1] if per else "",
        masked[begin : lead.start()],
        masked[trail.end() : end],
        spot.start(),
        doubt,
    )


def measured(value: Decimal, trail: re.Match[str]) -> tuple[Decimal, str | None]:
    """值和单位：万、亿后面是元的留在单位里，其余乘进数里。"""
    if trail["rate"]:
        return value, words.RATES[trail["rate"]]
    per = trail["per"] or ""
    if trail["measure"]:
        return value, trail["measure"] + per
    scale = trail["scale"] or ""
    if trail["currency"]:
        return value, scale + trail["currency"] + per
    unit = trail["known"] or trail["latin"] or trail["open"] or ""
    if scale == "亿" and not unit:
        return value, scale + per  # “2000亿”缺的是“元”
    if scale:
        value = scaled(value, words.SCALES[scale])
    return value, (_SYNONYMS.get(unit, unit) + per) or None


def trailing(text: str) -> re.Match[str]:
    """数后的一段：单位和“以上”等。"""
    match = _TRAIL.match(text)
    assert match is not None
    return match


def _comparator(
    lead: re.Match[str], trail: re.Match[str], unit: str | None
) -> tuple[str | None, bool, str]:
    """比较：数前的强词和符号为准，弱词让位给数后的“以上、以内”。"""
    limit = trail["limit"]
    if limit == "内" and unit not in DURATIONS:
        limit = None
    after = AFTER[limit] if limit else None
    strong = SIGNS.get(lead["sign"] or "") or BEFORE.get(lead["word"] or "")
    if strong and after and (strong in "≥>") != (after == "≥"):
        return strong, False, f"“{lead[0]}”与“{limit}”相反，按“{lead[0]}”读"
    if strong or after:
        return strong or after, False, ""
    weak = WEAK.get(lead["word"] or "")
    return weak, weak is not None, ""


def kind_of(unit: str | None) -> Kind:
    """数的写法由单位定。"""
    if unit is None:
        return Kind.NUMBER
    if unit in ("%", "百分点"):
        return Kind.PERCENT
    if unit == "‰":
        return Kind.PERMILLE
    if unit in DURATIONS:
        return Kind.DURATION
    head = unit.split("/", 1)[0]
    if head.lstrip("十百千万亿") in CURRENCIES or head == "亿":
        return Kind.MONEY
    return Kind.NUMBER


def _common_units() -> dict[str, tuple[str | None, Kind]]:
    """最常见的写法：数后整个就是一个单位，不必细看。"""
    listed = (*words.words(words.COUNTERS), *words.words(words.MEASURES))
    table: dict[str, tuple[str | None, Kind]] = {"": (None, Kind.NUMBER)}
    for unit in (*listed, *words.RATES, "人次", "台套", "场次", "种次", "家次"):
        shown = _SYNONYMS.get(unit, unit)
        table[unit] = (shown, kind_of(shown))
    for scale in ("", "万", "亿"):
        table[f"{scale}元"] = (f"{scale}元", Kind.MONEY)
    for unit in ("天", "小时", "个月", "个工作日"):
        table[unit] = (unit.removeprefix("个"), Kind.DURATION)
    del table["级"]  # “一级”是等级
    return table


COMMON_UNITS: Final = _common_units()
