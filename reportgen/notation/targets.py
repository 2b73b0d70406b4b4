"""目标值和完成值：读法之外还要看指标名称、类别和目标才能定的。"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

import reportgen.notation.words as words
from reportgen.notation.compare import same_scale
from reportgen.notation.dates import dates
from reportgen.notation.figures import (
    AFTER,
    BEFORE,
    COMMON_UNITS,
    CURRENCIES,
    DURATIONS,
    SIGNS,
    WEAK,
    kind_of,
)
from reportgen.notation.reading import MISREAD, Direction, Kind, Reading
from reportgen.notation.regex import regex
from reportgen.notation.statement import direction_of, read
from reportgen.notation.text import hundredfold, line
from reportgen.notation.words import pattern

_RATE_NAME: Final = words.words(words.RATE_ENDINGS)
_LESS: Final = regex(pattern(words.LESS_IS_BETTER))
_SAVING: Final = regex(pattern(words.SAVING))
_AMOUNT_NAME: Final = regex(pattern(words.AMOUNT_NAMES))
_GAIN: Final = regex(pattern(words.GAINS))
_FALLING_NAME: Final = regex(pattern(words.FALLING))
_NAME_UNIT: Final = regex(r"\(单?位?:?([^\W\d_]{1,3}|%|‰)\)$")
_TIME_LIMIT: Final = regex(pattern(words.TIME_LIMITS))
_HANDLED: Final = regex(pattern(words.HANDLED))
_FRACTION: Final = regex(r"0\.[0-9]+|1\.0+")
_EXPLICIT: Final = regex(pattern(" ".join((*SIGNS, *BEFORE, *WEAK, *AFTER))))
_SIGNS: Final = tuple(SIGNS)
_CACHE: Final = 4096


@lru_cache(_CACHE)
def read_target(text: str, name: str = "", category: str = "") -> Reading:
    """年初目标值：``name`` 是三级指标，``category`` 是二级指标，格里没写清的从中补。"""
    reading = read(text, actual=False)
    if reading.kind is Kind.EMPTY:
        return _from_name(reading, name)
    if not name and not category:
        return _bare_amount(reading, "")
    return _by_name(reading, line(name).plain, category)


def _from_name(reading: Reading, name: str) -> Reading:
    """目标格没有填，名称里却写着：12月底之前完成、不高于市场价。"""
    if not name:
        return reading
    if reading.text.strip() == "无":
        if _LESS.search(name):
            return reading._replace(
                kind=Kind.NUMBER,
                comparator="=",
                value=Decimal(0),
                direction=Direction.ZERO,
                doubts=("目标值“无”按零指标读",),
            )
        return reading
    named = read(name, actual=False)
    stated = named.dates or named.kind is Kind.RELATIVE
    if not stated and not (named.quantitative and _EXPLICIT.search(line(name).plain)):
        return reading
    return named._replace(
        text=reading.text, doubts=(*named.doubts, "年初目标值没有填，按指标名称读")
    )


def _bare(reading: Reading) -> bool:
    """只有一个数，没有写比较。"""
    if reading.value is None or reading.kind not in _PLAIN:
        return False
    plain = line(reading.text).plain
    if plain.startswith(_SIGNS):
        return False
    # 最常见的写法是一个数和一个单位，不必去找比较词
    return plain.lstrip("-0123456789.,") in COMMON_UNITS or not _EXPLICIT.search(plain)


_PLAIN: Final = (Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.PERMILLE, Kind.DURATION, Kind.APPROX)


def _bare_amount(reading: Reading, name: str) -> Reading:
    """没有单位的小数：个数没有小数，像是金额，方向要问。"""
    value = reading.value
    if not value or reading.unit or reading.kind is not Kind.NUMBER or not _bare(reading):
        return reading
    amount = _AMOUNT_NAME.search(name) and not name.endswith(_RATE_NAME)
    if value == value.to_integral_value() and not amount:
        return reading
    shown = f"“{reading.text.strip()}”没有单位，像是金额"
    if _GAIN.search(name):
        return reading._replace(doubts=(*reading.doubts, shown))
    return _at_most(reading, f"{shown}，暂按“不超过”读，方向请核对")


def _at_most(reading: Reading, *doubts: str) -> Reading:
    return reading._replace(
        comparator="≤",
        direction=direction_of("≤", reading.value),
        doubts=(*reading.doubts, *doubts),
    )


def _by_name(reading: Reading, name: str, category: str) -> Reading:
    """按名称补：单位、时限、百分号、方向。"""
    dated = dates(name) if not reading.dates else []
    if dated and re.search("前|底|末|完成", name):
        reading = reading._replace(
            dates=tuple(one.day for one in dated),
            years=tuple(one.year for one in dated),
            doubts=(*reading.doubts, "时限写在指标名称里"),
        )
    if not _bare(reading):
        return _falling_name(reading, name)
    reading = _unit_by_name(reading, name)
    if "成本" in category and not _SAVING.search(name) and _is_amount(reading):
        return _at_most(reading)
    if _is_less_better(reading, name):
        return _at_most(reading, f"“{name}”像是越少越好，没有写比较，按“不超过”读")
    if reading.kind is Kind.DURATION and _TIME_LIMIT.search(name) and reading.comparator == "=":
        return _at_most(reading)
    if reading.kind is Kind.MONEY or reading.unit:
        return _falling_name(reading, name)
    return _bare_amount(reading, name)


def _unit_by_name(reading: Reading, name: str) -> Reading:
    if reading.unit or reading.kind is not Kind.NUMBER or reading.value is None:
        return reading
    match = _NAME_UNIT.search(name)
    if match and (match[1] in COMMON_UNITS or match[1] in DURATIONS or match[1] in CURRENCIES):
        unit = COMMON_UNITS.get(match[1], (match[1],))[0]
        return reading._replace(unit=unit, kind=kind_of(unit))
    if not name.split("(")[0].endswith(_RATE_NAME):
        return reading
    if _FRACTION.fullmatch(line(reading.text).plain):
        doubt = f"“{reading.text.strip()}”按小数形式的百分数读"
        return _percent(reading, hundredfold(reading.value), Kind.FRACTION, doubt)
    if 1 < reading.value <= 100 or not reading.value:
        return _percent(
            reading, reading.value, Kind.PERCENT, f"“{reading.text.strip()}”没有百分号，按百分数读"
        )
    return reading._replace(
        doubts=(*reading.doubts, f"“{name}”应当是百分数，“{reading.text.strip()}”没有百分号"),
    )


def _percent(reading: Reading, value: Decimal, kind: Kind, doubt: str) -> Reading:
    return reading._replace(kind=kind, value=value, unit="%", doubts=(*reading.doubts, doubt))


def _is_amount(reading: Reading) -> bool:
    return reading.kind is Kind.MONEY or (reading.kind is Kind.NUMBER and not reading.unit)


def _is_less_better(reading: Reading, name: str) -> bool:
    if not reading.value or reading.value == 100 or not _LESS.search(name):
        return False
    # “投诉处理率”“隐患整改率”是越多越好
    return not _HANDLED.search(name)


def _falling_name(reading: Reading, name: str) -> Reading:
    """名称说的是降幅（能耗下降率 ≥5%）：完成值“下降6%”要按降幅比。"""
    if reading.unit == "%" and reading.word is None and reading.direction is Direction.POSITIVE:
        match = _FALLING_NAME.search(name)
        if match and re.search("率$|幅度?$", name):
            return reading._replace(word=match[0])
    return reading


# ── 完成值 ────────────────────────────────────────────────────────────────────


@lru_cache(_CACHE)
def read_actual(text: str, target: Reading | None = None) -> Reading:
    """实际完成值：有目标时，按目标补单位的疑问、在几个数中认出要比的那个。"""
    reading = read(text, actual=True)
    if target is None or (target.value is None and not target.parts):
        return reading
    if reading.kind is Kind.TEXT and reading.text.strip() == "无":
        return _nothing(reading, target)
    if reading.kind is Kind.COMPOSITE and reading.value is None and not target.parts:
        return _matching_part(reading, target)
    if target.unit == "%" and reading.unit is None and reading.value is not None:
        return _missing_percent(reading, target)
    if target.unit == reading.unit == "%" and _slipped(reading, target):
        doubt = f"“{text.strip()}”疑为“≥{target.value:f}%”{MISREAD}"
        return reading._replace(doubts=(*reading.doubts, doubt))
    return reading


def _nothing(reading: Reading, target: Reading) -> Reading:
    """“无”：越少越好的指标里是零，别处是没有填。"""
    if target.direction in (Direction.ZERO, Direction.NEGATIVE):
        return reading
    return reading._replace(value=None, doubts=(*reading.doubts, "完成值写作“无”，不是数"))


def _matching_part(reading: Reading, target: Reading) -> Reading:
    unit = target.unit or ""
    fitting = [part for part in reading.parts if unit and same_scale(unit, part.unit)]
    if len(fitting) != 1:
        return reading
    return reading._replace(value=fitting[0].value, unit=fitting[0].unit)


def _missing_percent(reading: Reading, target: Reading) -> Reading:
    shown = reading.text.strip()
    if reading.kind is not Kind.NUMBER or not reading.value or reading.word:
        return reading
    if _FRACTION.fullmatch(line(reading.text).plain) and target.value and target.value > 1:
        doubt = f"“{shown}”按小数形式的百分数读"
        return _percent(reading, hundredfold(reading.value), Kind.FRACTION, doubt)
    return reading._replace(doubts=(*reading.doubts, f"“{shown}”没有百分号"))


def _slipped(reading: Reading, target: Reading) -> bool:
    """“295%”对“≥95%”：“≥”被识别成了 2。"""
    return (
        reading.value is not None
        and target.value is not None
        and 0 < target.value < 100
        and reading.text.strip() == f"2{target.value:f}%"
    )
