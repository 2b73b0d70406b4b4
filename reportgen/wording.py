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


def to_fill(what: str) -> str:
    """等人填写的记号：【请填写：……】，在文件里突出显示，在终端上列出。"""
    return f"【请填写：{what}】"


HAN = "\u3400-\u9fff"
# 与汉字相邻的半角标点 → 全角；数字之间的不动（1,234.56）。
WIDE_MARKS = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
NARROW_MARK = re.compile(rf"(?<=[{HAN}）”》])[,;:()?!]|[,;:()?!](?=[{HAN}（“《])")
STRAIGHT_QUOTES = re.compile('"([^"]*)"')


def typographic(text: str) -> str:
    """规范标点：汉字旁边的半角标点换成全角，成对的直引号换成“ ”；只用于成文，不改填报。"""
    text = STRAIGHT_QUOTES.sub(r"“\1”", text)
    text = NARROW_MARK.sub(lambda found: WIDE_MARKS[found[0]], text)
    return text if text.count("（") == text.count("）") else _paired(text)


def _paired(text: str) -> str:
    """括号一半全角一半半角时，都用全角。"""
    return text.replace("(", "（").replace(")", "）")


def quoted(text: str) -> str:
    """加引号：里面已有的双引号改单引号。"""
    return "“" + text.replace("“", "‘").replace("”", "’") + "”"
