"""措辞：数字、金额、日期怎样印出来；怎样连接和成句；标点；相近的名称。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

CHINESE_DIGITS = "零一二三四五六七八九"
CENT = Decimal("0.01")

# 正则写成文字，由 ``re`` 在第一次用时编译。
DATE = r"\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?\s*"
OFFICIAL_DATE = r"[1-9][0-9]{3}年[1-9][0-9]?月[1-9][0-9]?日"
# 等人填写的记号，在文件里和终端上都按它找
TO_FILL = "(【请填写[^】]*】)"
STRAIGHT_QUOTES = r'"([^"]*)"'
# 与汉字相邻的半角标点 → 全角；数字之间的不动（1,234.56）。
WIDE_MARKS = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
HAN = "\u3400-\u9fff"
NARROW_MARK = rf"(?<=[{HAN}）”》])[,;:()?!]|[,;:()?!](?=[{HAN}（“《])"

# 句末的半角句点、几个句点作省略号、文号里的年份、标点后面的空格
NARROW_STOP = rf"(?<=[{HAN}）”》])\.(?=[{HAN}“《（]|\s|$)"
DOTS = rf"(?<=[{HAN}])(?:\.{{3,6}}|。{{3,6}})"
YEAR_BRACKETS = rf"(?<=[{HAN}])\[((?:19|20)\d\d)\](?=\d)"
GAP = r"(?<=[，、；：。）》”])[ \u3000]+(?=\S)"
# 可能要改的：半角的标点和空格，不在数里的句点，连着的标点；分开找，比合成一个快几倍
MARKS = (r'[",;:()?!\[ \u3000]', r"\.(?!\d)", r"[，、；：。！？](?=[，、；：。！？])")
# 重了的标点：。。、，，；句号前面多余的逗号、分号。省略号（……）不在其内
DOUBLED_MARK = r"[，、；：。]+(?=。)|([，、；：！？])(?=\1)"

# 终端上为了好认而空的格：除了西文的词之间，都不要
SHOWN_GAP = r"(?<![0-9A-Za-z,.;:]) +| +(?![0-9A-Za-z])"
# 引号里的引号
INNER_QUOTES = r"“([^“”]*)“([^“”]*)”([^“”]*)”"

# 末尾的句读；等于没写的写法。
STOPS = "。；;，,、 "
NOTHING = frozenset(("", "无", "/", "／", "-", "—", "——", "暂无", "没有", "不适用"))


# ── 数 ────────────────────────────────────────────────────────────────────────


def plain(number: Decimal) -> str:
    """数：不带多余的零，不用科学记数，如 2903.5、1740、0.05。"""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(number: Decimal) -> str:
    """金额：单位万元，照数据的位数印，如 2903.5万元。"""
    return f"{plain(number)}万元"


def percent(ratio: Decimal) -> str:
    """百分比：1 为 100%；最多两位小数，除得尽的不补零，如 100%、73.07%、33.30%。"""
    exact = ratio * 100
    shown = exact.quantize(CENT, rounding=ROUND_HALF_UP)
    return f"{plain(shown) if shown == exact else shown}%"


def points(number: Decimal) -> str:
    """分：得分和分值，如 13.44分、80分。"""
    return f"{plain(number)}分"


def chinese_number(number: int) -> str:
    """汉字数目：1 到 999，用于“一是”“（十二）”。"""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = CHINESE_DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        head += ("" if tens == 1 and not hundreds else CHINESE_DIGITS[tens]) + "十"
    elif hundreds and ones:
        head += "零"
    return head + (CHINESE_DIGITS[ones] if ones or not number else "")


# ── 日期 ──────────────────────────────────────────────────────────────────────


def parse_date(text: str) -> date | None:
    """日期：2021年6月17日、2021.7.2、2021-06-17 一类；认不出为 ``None``。"""
    found = re.fullmatch(DATE, text)
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def full_date(text: str) -> str:
    """公文日期：2021年6月17日（GB/T 9704，月日不编虚位）；认不出的照原样。"""
    day = parse_date(text)
    if day is None or re.fullmatch(OFFICIAL_DATE, text):
        return text
    from babel.dates import format_date  # 要改写法时才装，启动时不装

    return format_date(day, "y年M月d日", locale="zh_CN")


# ── 连接和成句 ────────────────────────────────────────────────────────────────


def listed(items: Iterable[str], mark: str = "、") -> str:
    """连接：用顿号或分号，空的不算。"""
    return mark.join(item for item in items if item)


def enumerated(items: Sequence[str], most: int = 5) -> str:
    """列举：不多的全列，多的列前几个，后面说共几项，如“甲、乙、丙等12项”。"""
    if len(items) <= most + 1:  # 只多一个的，不如列出来
        return listed(items)
    return f"{listed(items[:most])}等{len(items)}项"


def sentence(text: str) -> str:
    """成句：去掉末尾的句读，好接在别的话里；接的人自己加句号。"""
    return text.strip().rstrip(STOPS)


def nothing(text: str) -> bool:
    """等于没写：空、“无”、“/”、“暂无”一类。"""
    return sentence(text) in NOTHING


def quoted(text: str) -> str:
    """加引号：里面已有的双引号改单引号。"""
    return "“" + text.replace("“", "‘").replace("”", "’") + "”"


def to_fill(what: str) -> str:
    """等人填写的记号：【请填写：……】，在文件里突出显示，在终端上列出。"""
    return f"【请填写：{what}】"


@cache
def _marks() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, MARKS))


@lru_cache(maxsize=4096)
def typographic(text: str) -> str:
    """规范标点：汉字旁边的半角标点换成全角，成对的直引号换成“ ”，重了的只留一个。

    只用于成文，不改填报。
    """
    narrow, stop, doubled = _marks()
    if not (narrow.search(text) or stop.search(text) or doubled.search(text)):  # 多半没有要改的
        return text
    text = re.sub(STRAIGHT_QUOTES, r"“\1”", text)
    text = re.sub(NARROW_MARK, lambda mark: WIDE_MARKS[mark[0]], text)
    text = re.sub(DOUBLED_MARK, "", text)
    text = re.sub(DOTS, "……", text)
    text = re.sub(NARROW_STOP, "。", text)
    text = re.sub(YEAR_BRACKETS, r"〔\1〕", text)
    text = re.sub(GAP, "", text)
    if text.count("（") == text.count("）"):
        return text
    # 括号一半全角一半半角时，都用全角
    return text.replace("(", "（").replace(")", "）")


def in_print(text: str) -> str:
    """终端上的话印进公文：规范标点，去掉空格，引号里的引号用单的。"""
    text = re.sub(SHOWN_GAP, "", typographic(text))
    return re.sub(INNER_QUOTES, r"“\1‘\2’\3”", text)


# ── 相近的名称 ────────────────────────────────────────────────────────────────


def nearest(word: str, names: Iterable[str], count: int = 3) -> list[str]:
    """相近的名称，最像的在前；差得远的不给。"""
    from rapidfuzz import fuzz, process  # 写错名称时才装

    found = process.extract(word, list(names), scorer=fuzz.ratio, limit=count, score_cutoff=50)
    return [name for name, _, _ in found]
