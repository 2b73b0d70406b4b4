"""措辞：数字、金额、日期怎样印出来；顿号、分号怎样连接；相近的名称。"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

DATE = re.compile(r"^\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?\s*$")
CHINESE_DIGITS = "零一二三四五六七八九"


def plain(number: Decimal) -> str:
    """数：不带多余的零，不用科学记数，如 2903.5、1740、0.05。"""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(number: Decimal) -> str:
    """金额：单位万元，照数据的位数印，如 2903.5 万元印为“2903.5万元”。"""
    return f"{plain(number)}万元"


def percent(ratio: Decimal) -> str:
    """百分比：1 为 100%；最多两位小数，除得尽的不补零，如 100%、73.07%、94.00%。"""
    exact = ratio * 100
    shown = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{plain(shown) if shown == exact else shown}%"


def points(number: Decimal) -> str:
    """分：得分和分值，如 13.44分、80分。"""
    return f"{plain(number)}分"


def chinese_number(number: int) -> str:
    """汉字数目：1 到 99，用于“一是”“（十二）”。"""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return CHINESE_DIGITS[ones]
    head = "十" if tens == 1 else CHINESE_DIGITS[tens] + "十"
    return head + (CHINESE_DIGITS[ones] if ones else "")


def parse_date(text: str) -> date | None:
    """日期：2021年6月17日、2021.7.2、2021-06-17 一类；认不出为 ``None``。"""
    found = DATE.match(text)
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def full_date(text: str) -> str:
    """公文日期：2021年6月17日（GB/T 9704，月日不编虚位）；认不出的照原样。"""
    day = parse_date(text)
    if day is None:
        return text
    from babel.dates import format_date  # 只有印日期时才要，启动时不装

    return format_date(day, "y年M月d日", locale="zh_CN")


def listed(items: Iterable[str], mark: str = "、") -> str:
    """连接：用顿号或分号，空的不算。"""
    return mark.join(item for item in items if item)


def nearest(word: str, names: Iterable[str], count: int = 3) -> list[str]:
    """相近的名称，最像的在前；差得远的不给。"""
    from rapidfuzz import fuzz, process  # 只有写错名称时才要

    found = process.extract(word, list(names), scorer=fuzz.ratio, limit=count, score_cutoff=50)
    return [name for name, _, _ in found]


def sentence(text: str) -> str:
    """成句：去掉末尾的句读，好接在别的话里；接的人自己加句号。"""
    return text.strip().rstrip("。；;，,、 ")


def nothing(text: str) -> bool:
    """等于没写：空、“无”、“/”、“暂无”一类。"""
    return sentence(text) in ("", "无", "/", "／", "-", "—", "——", "暂无", "无。", "没有", "不适用")
