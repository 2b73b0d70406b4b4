"""词：一段文字切成数、单位、日期、名称、字和标点；数带着值，写法不同的同一个数是同一个词。"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

import reportgen.notation.words as words
from reportgen.merge.words.han import CAPITAL, CAPITALS, han_value
from reportgen.notation.text import NUMERAL, numeral
from reportgen.wording import plain

OBJECT: Final = "\ufffc"  # 图片、脚注、换行：文字里占一个字的东西


class Kind(Enum):
    """词的种类。"""

    NUMBER = "数"
    DATE = "日期"
    UNIT = "单位"
    NAME = "名称"
    HAN = "字"
    WORD = "西文"
    MARK = "标点"
    OBJECT = "图"

    __hash__ = object.__hash__  # 当字典的键，枚举自己的慢


class Figure(NamedTuple):
    """数：印的值，万、亿，不带万亿的单位（没有单位是空串），从哪到哪，单位到哪。

    ``han`` 是汉字写的（三、百分之八十）；``parts`` 只有日期有，是年、月、日。
    """

    value: Decimal
    scale: Decimal
    unit: str
    start: int
    end: int
    unit_end: int
    han: bool = False
    parts: tuple[int | None, int | None, int | None] | None = None

    @property
    def amount(self) -> Decimal:
        """折成一个单位的值：0.1 亿元和 1000 万元相等。"""
        return self.value * self.scale


class Token(NamedTuple):
    """词：``key`` 相同的是同一个词，不论全角半角和数的写法。"""

    kind: Kind
    text: str
    start: int
    end: int
    key: str
    figure: Figure | None = None


SCALES: Final = {
    "": Decimal(1),
    "千": Decimal(10**3),
    "万": Decimal(10**4),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "万亿": Decimal(10**12),
}
_FULL: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_GLYPHS: Final = {
    ord(glyph): half for glyph, half in words.GLYPHS.items() if len(glyph) == len(half) == 1
}
FOLDED: Final = {**_FULL, **_GLYPHS, ord("。"): ".", ord("　"): " ", ord("\u00a0"): " "}
# 数里只认这些全角字；全角逗号是标点，不是千分位
_IN_NUMBERS: Final = {code: _FULL[code] for code in (*range(0xFF10, 0xFF1A), 0xFF0E, 0xFF05)}
_WIDE_THOUSANDS: Final = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")

_SYNONYMS: Final = {
    "日": "天",
    "百分比": "%",
    "个百分点": "百分点",
    "平米": "平方米",
    "m²": "平方米",
}
_RATES: Final = words.pattern(" ".join((*words.RATES, "﹪")))
_COUNTED: Final = words.pattern(f"{words.COUNTERS} {words.MEASURES} {words.DURATIONS} 个月 人次")
_SECOND: Final = words.SECOND_COUNTERS.replace(" ", "").replace("公里", "")
_UNIT: Final = re.compile(
    rf"(?P<gap>[余多]?\s?{OBJECT}?\s?\(?)(?:(?P<rate>{_RATES})"
    rf"|(?P<scale>百万|千万|万亿|[千万亿])?[余多]?(?:(?P<unit>{words.pattern(words.CURRENCIES)}"
    rf"|{_COUNTED}[{_SECOND}]?|[kcdm]?m[23²³]|km|kg|m²)|(?<=[千万亿])))"
)
# 清楚地在数东西的汉字数目；“一级、两新、三方、一体”不在数
_CLEARLY_COUNTED: Final = words.pattern(
    "个 家 份 场 次 期 人 名 位 项 篇 本 册 套 台 辆 户 批 起 处 所 幅 轮 届 班 件 条 种 "
    "场次 人次 个月 元 万元 亿元"
)
_IN_HAN: Final = "零〇一二两三四五六七八九十百千万亿"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])(?!\d)"
_TOKEN: Final = re.compile(
    r"(?P<date>(?<!\d)(?:19|20)\d\d\s?年(?:\s?" + _MONTH + r"\s?月(?:\s?" + _DAY + r"\s?[日号])?)?"
    r"|(?<![\d.,/-])(?:19|20)\d\d(?P<sep>[-./])" + _MONTH + r"(?P=sep)" + _DAY + r"(?![\d./-])"
    r"|(?<!\d)" + _MONTH + r"\s?月\s?" + _DAY + r"\s?[日号])"
    # 序号后面紧接年份：“1.2020年审计项目”
    r"|(?P<ordinal>(?<![\d.,])\d{1,2}(?=\.(?:19|20)\d\d年))"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    rf"|(?P<parts>[百千]分之(?:百|{NUMERAL}|\d+(?:\.\d+)?)(?:点[零〇一二三四五六七八九]+)?)"
    rf"|(?P<formal>(?<!{CAPITAL})[{CAPITALS}拾]{CAPITAL}*"
    rf"(?:点[零〇{CAPITALS}]+(?=[万萬亿億]?[元圆圓])"
    rf"|[元圆圓](?:[零〇]?[{CAPITALS}]角)?(?:[零〇]?[{CAPITALS}]分)?[整正]?))"
    rf"|(?P<count>(?<![第前之统其唯几数{_IN_HAN}])(?:"
    rf"[一二两三四五六七八九十][{_IN_HAN}]*元(?:[一二三四五六七八九]角|零?[一二三四五六七八九]分|整)"
    rf"(?:零?[一二三四五六七八九]分)?整?"
    rf"|(?:零(?=点)|[一二两三四五六七八九十])[零〇一二两三四五六七八九十百千]*"
    rf"(?:点[零〇一二三四五六七八九]+)?(?=(?:万亿|[万亿])?{_CLEARLY_COUNTED})"
    rf"|[一二两三四五六七八九十][零〇一二两三四五六七八九十百千]*[万亿][{_IN_HAN}]*(?={_CLEARLY_COUNTED})))"
    r"|(?P<word>[A-Za-z][A-Za-z0-9]*)"
    r"|(?P<dots>…+|—+)"
    r"|(?P<other>.|\n)",
    re.DOTALL,
)
_PROPER: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_WITH_UNIT: Final = re.compile("[元圆圓]")  # 大写金额：单位、角分在数里
_HAN: Final = re.compile(r"[\u3400-\u9fff〇]")
_DIGIT_RUN: Final = re.compile(r"\d+")
# 平常的一串汉字，每个字就是一个词
_PLAIN: Final = re.compile(
    r"(?:(?![百千零一二两三四五六七八九十壹贰貳叁參叄肆伍陆陸柒捌玖拾])[\u3400-\u9fff])+"
)
# 一个字以此开头，才可能不只是一个字
_TELLING: Final = frozenset(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz…—-〇百千零一二两三四五六七八九十"
    + CAPITALS
    + "拾"
    + OBJECT
)


def folded(text: str) -> str:
    """半角的字，一个字还是一个字。"""
    return text.translate(FOLDED)


def figures(text: str) -> list[Figure]:
    """一段文字里的数，照次序。"""
    return [token.figure for token in tokens(text) if token.figure is not None]


@lru_cache(maxsize=256)
def _names(names: frozenset[str]) -> re.Pattern[str] | None:
    longest = sorted((folded(name) for name in names if len(name) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))) if longest else None


def tokens(text: str, names: Collection[str] = ()) -> tuple[Token, ...]:
    """一段文字的词，首尾相接，合起来就是原文。"""
    return _tokens(text, frozenset(names))


@lru_cache(maxsize=512)
def _tokens(text: str, names: frozenset[str]) -> tuple[Token, ...]:
    half = _WIDE_THOUSANDS.sub(",", text).translate(_IN_NUMBERS)
    plain_text = folded(text)
    pattern = _names(names)
    found: list[Token] = []
    position = 0
    spans = [match.span() for match in pattern.finditer(plain_text)] if pattern else []
    for start, end in [*spans, (len(text), len(text))]:
        _cut(text, half, plain_text, position, start, found)
        if end > start:
            key = plain_text[start:end]
            found.append(Token(Kind.NAME, text[start:end], start, end, key))
        position = end
    return tuple(found)


def _cut(
    text: str, half: str, plain_text: str, position: int, stop: int, found: list[Token]
) -> None:
    make, han, mark = tuple.__new__, Kind.HAN, Kind.MARK
    while position < stop:
        run = _PLAIN.match(text, position, stop)
        if run:
            found += [
                make(Token, (han, char, at, at + 1, char, None))
                for at, char in enumerate(run[0], position)
            ]
            position = run.end()
            continue
        char = plain_text[position]
        if char not in _TELLING:  # 多半是平常的字，不必去试
            kind = han if "\u3400" <= char <= "\u9fff" else mark
            made = (kind, text[position], position, position + 1, char, None)
            found.append(make(Token, made))
            position += 1
            continue
        match = _TOKEN.match(half, position, stop)
        assert match is not None  # 最后一支什么字都认
        end = match.end()
        figure = None
        if match["date"]:
            figure = _date(half[position:end], position, end)
        elif match["ordinal"] or match["number"] or match["parts"] or _in_han(match):
            figure = _figure(match, half, plain_text, stop)
        kind, key = _kind(match, plain_text[position:end], figure)
        found.append(Token(kind, text[position:end], position, end, key, figure))
        position = end
        if figure and not figure.parts and end < figure.unit_end:
            position = _unit(text, plain_text, figure, found)


def _kind(match: re.Match[str], folded_text: str, figure: Figure | None) -> tuple[Kind, str]:
    if figure and figure.parts:
        return Kind.DATE, "@" + "-".join("" if p is None else str(p) for p in figure.parts)
    if figure:
        unit = figure.unit if figure.unit in ("%", "‰", "百分点") else ""
        return Kind.NUMBER, f"#{plain(figure.amount)}{unit}"
    if match["number"]:
        return Kind.WORD, folded_text  # 像数又不成数（1.2.3）：整个不动
    if match["word"]:
        return Kind.WORD, folded_text
    if folded_text == OBJECT:
        return Kind.OBJECT, OBJECT
    if _HAN.match(folded_text):
        return Kind.HAN, folded_text
    return Kind.MARK, folded_text


def _unit(text: str, plain_text: str, figure: Figure, found: list[Token]) -> int:
    """单位自成一个词；数和单位之间的括号、空格、余多、图照样是字和标点、图。"""
    match = _UNIT.match(plain_text, figure.end)
    assert match is not None
    middle = match.end("gap")
    for at in range(figure.end, middle):
        kind = Kind.HAN if _HAN.match(text[at]) else Kind.MARK
        kind = Kind.OBJECT if text[at] == OBJECT else kind
        found.append(Token(kind, text[at], at, at + 1, plain_text[at]))
    shown = plain_text[middle : match.end()]
    key = _SYNONYMS.get(shown, shown)
    found.append(Token(Kind.UNIT, text[middle : match.end()], middle, match.end(), key))
    return match.end()


def _in_han(match: re.Match[str]) -> bool:
    return bool(match["count"] or match["formal"])


def _figure(match: re.Match[str], half: str, plain_text: str, stop: int) -> Figure | None:
    start, end = match.span()
    shown = match[0]
    if match["parts"]:
        return _in_hundred(shown, start, end)
    han = _in_han(match)
    if han:
        counted = han_value(shown)
        if counted is None:
            return None
        if _WITH_UNIT.search(shown):
            return Figure(counted, Decimal(1), "元", start, end, end, True)
        value = counted
    else:
        if not _PROPER.fullmatch(shown):
            return None
        value = Decimal(shown.replace(",", ""))
    unit = _UNIT.match(plain_text, end, stop)
    if unit is None or ("(" in unit["gap"] and plain_text[unit.end() : unit.end() + 1] != ")"):
        return Figure(value, Decimal(1), "", start, end, end, han)
    if unit["rate"]:
        name = words.RATES.get(unit["rate"], "%")
        return Figure(value, Decimal(1), name, start, end, unit.end(), han)
    name = unit["unit"] or ""
    name = _SYNONYMS.get(name, name)
    scale = SCALES[unit["scale"] or ""]
    return Figure(value, scale, name, start, end, unit.end(), han)


def _in_hundred(shown: str, start: int, end: int) -> Figure | None:
    """百分之八十、千分之三点五。"""
    whole, _, point = shown[3:].partition("点")
    if whole == "百":
        value = Decimal(100)
    elif whole[0].isdigit():
        value = Decimal(whole)
    else:
        counted = numeral(whole)
        if counted is None:
            return None
        value = Decimal(counted)
    if point:
        value += Decimal("0." + "".join(str(numeral(digit)) for digit in point))
    return Figure(value, Decimal(1), "%" if shown[0] == "百" else "‰", start, end, end, True)


def _date(shown: str, start: int, end: int) -> Figure:
    numbers: list[int | None] = [int(each) for each in _DIGIT_RUN.findall(shown)]
    if len(numbers) == 2 and "年" not in shown:
        numbers.insert(0, None)  # 6月17日
    numbers += [None] * (3 - len(numbers))
    parts = (numbers[0], numbers[1], numbers[2])
    return Figure(Decimal(0), Decimal(1), "", start, end, end, False, parts)
