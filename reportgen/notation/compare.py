"""可比：目标和完成值换到同一把尺上；是不是同一句话。"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

import reportgen.notation.words as words
from reportgen.notation.reading import Kind, Reading
from reportgen.notation.regex import regex
from reportgen.notation.text import line

# 同一行的单位可以互换，数是与该行基准的倍数。亩、公顷与平方米用三分之一平方米作基准，都是整数。
_MEASURES: Final = (
    {"%": 10, "百分点": 10, "‰": 1},
    {"元": 1, "百元": 100, "千元": 1000, "万元": 10**4, "十万元": 10**5, "百万元": 10**6}
    | {"千万元": 10**7, "亿元": 10**8, "亿": 10**8, "百亿元": 10**10, "万亿元": 10**12}
    | {"人民币": 1, "元人民币": 1, "万元人民币": 10**4, "亿元人民币": 10**8},
    {"美元": 1, "万美元": 10**4, "百万美元": 10**6, "千万美元": 10**7, "亿美元": 10**8},
    {"欧元": 1, "万欧元": 10**4, "亿欧元": 10**8},
    {"港元": 1, "万港元": 10**4, "亿港元": 10**8, "港币": 1, "万港币": 10**4, "亿港币": 10**8},
    {"毫米": 1, "mm": 1, "厘米": 10, "cm": 10, "米": 1000, "m": 1000, "延米": 1000}
    | {"公里": 10**6, "千米": 10**6, "km": 10**6, "KM": 10**6, "Km": 10**6},
    {"平方米": 3, "平米": 3, "m2": 3, "m²": 3, "亩": 2000, "公顷": 30000}
    | {"平方公里": 3 * 10**6, "平方千米": 3 * 10**6, "km2": 3 * 10**6, "km²": 3 * 10**6},
    {"克": 1, "g": 1, "斤": 500, "公斤": 1000, "千克": 1000, "kg": 1000, "吨": 10**6, "t": 10**6},
    {"毫升": 1, "升": 1000, "立方米": 10**6, "立方": 10**6, "方": 10**6, "m3": 10**6, "m³": 10**6},
    {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "周": 7 * 86400},
    {"月": 1, "季度": 3, "年": 12},
    {"KB": 1, "MB": 1024, "兆": 1024, "GB": 1024**2, "TB": 1024**3, "PB": 1024**4},
    {"千瓦": 1, "kW": 1, "兆瓦": 1000, "MW": 1000},
    {"千瓦时": 1, "度": 1, "度电": 1, "kWh": 1},
    # 同义的量词
    {"人": 1, "名": 1, "位": 1, "人员": 1},
    {"家": 1, "户": 1},
    {"次": 1, "场": 1, "场次": 1},
    {"本": 1, "册": 1},
    {"台": 1, "套": 1, "台套": 1},
    {"起": 1, "例": 1, "件": 1, "宗": 1},
    {"篇": 1, "条": 1},
)
_SCALES: Final = {
    unit: (row, factor) for row, table in enumerate(_MEASURES) for unit, factor in table.items()
}
_FIRST_COUNT_ROW: Final = next(row for row, table in enumerate(_MEASURES) if "人" in table)
_GENERIC: Final = frozenset(("个", "项"))  # 泛称，可与任何量词比
_TAIL: Final = regex(r"\(.*?\)|/年度?$|/(?:每|全)年$")
_FALLING: Final = frozenset(words.words(words.FALLING))
_RISING: Final = frozenset(words.words(words.RISING))
_SIGNIFICANT: Final = regex(r"[^\W_]|[≥≤<>=%‰]|(?<=[0-9])[./~-](?=[0-9])|-(?=[0-9])")
_NO_SCALE: Final = (Kind.DATE, Kind.BOOL, Kind.GRADE, Kind.PLACEHOLDER, Kind.EMPTY, Kind.RANGE)


def comparable(target: Reading, actual: Reading) -> tuple[Decimal, Decimal] | None:
    """可比的一对数（目标、完成），用目标的单位；不可比为空。

    目标说的是降幅（下降10%以上）时，完成值“下降45%”按 45 比，“增长5%”按 -5 比。
    """
    if target.value is None or actual.value is None:
        return None
    if target.kind in _NO_SCALE or actual.kind in _NO_SCALE:
        return None
    if (target.kind is Kind.RANK) != (actual.kind is Kind.RANK) and actual.unit and target.unit:
        return None
    pair = _scaled(target.unit or "", target.value, actual.unit or "", actual.value)
    if pair is None or target.word not in _FALLING:
        return pair
    if actual.word in _FALLING or actual.word in _RISING or actual.value < 0:
        return pair[0], -pair[1]
    return pair


def comparable_parts(
    target: Reading, actual: Reading
) -> tuple[tuple[Decimal, Decimal], ...] | None:
    """可比的几对数：并列的数逐个相比，区间的两端各同完成值比；有一个不可比就为空。"""
    if target.kind is Kind.RANGE and actual.value is not None:
        against = [(part, actual.unit or "", actual.value) for part in target.parts]
    elif target.parts and len(target.parts) == len(actual.parts) and target.value is None:
        against = [
            (ours, theirs.unit, theirs.value)
            for ours, theirs in zip(target.parts, actual.parts, strict=True)
        ]
    else:
        return None
    pairs = [_scaled(part.unit, part.value, unit, value) for part, unit, value in against]
    known = tuple(pair for pair in pairs if pair is not None)
    return known if known and len(known) == len(pairs) else None


def _scaled(
    unit: str, value: Decimal, other: str, other_value: Decimal
) -> tuple[Decimal, Decimal] | None:
    ratio = _ratio(unit, other)
    if ratio is None:
        return None
    up, down = ratio
    return value, other_value if up == down else other_value * up / down


@lru_cache(1024)
def _ratio(unit: str, other: str) -> tuple[int, int] | None:
    """后一单位合前一单位的多少（分子、分母），不可换为空。"""
    head, other_head = _head(unit), _head(other)
    if head == other_head or not head or not other_head:
        return 1, 1
    first, per = _split(head)
    second, other_per = _split(other_head)
    if per != other_per:
        return None
    scale, other_scale = _SCALES.get(first), _SCALES.get(second)
    if scale and other_scale and scale[0] == other_scale[0]:
        return other_scale[1], scale[1]
    if first == second or (_counts(first) and _counts(second) and {first, second} & _GENERIC):
        return 1, 1
    return None


def same_scale(unit: str, other: str) -> bool:
    """两个单位都写了并且可换。"""
    return bool(unit and other) and _ratio(unit, other) is not None


def _head(unit: str) -> str:
    """单位的主干：1000人/年 与 1024人 都是人；家(次) 是家。“次/月”不能当“次”。"""
    return _TAIL.sub("", unit)


def _split(head: str) -> tuple[str, str]:
    first, _, per = head.partition("/")
    return first, per


def _counts(unit: str) -> bool:
    """量词：不是百分比、金额、长度、时间等。"""
    scale = _SCALES.get(unit)
    return scale is None or scale[0] >= _FIRST_COUNT_ROW


def same_words(target: Reading, actual: Reading) -> bool:
    """同一句话：不计空格、标点、全角半角；都没有字的不算。"""
    ours = _key(target.text)
    return bool(ours) and ours == _key(actual.text)


@lru_cache(4096)
def _key(text: str) -> str:
    return "".join(_SIGNIFICANT.findall(line(text).plain))
