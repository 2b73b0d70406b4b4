"""说法：文字里一个数是怎样说出来的——就是、不到、超过、接近——和这样说对不对。"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from reportgen.audit.compare import same_printed

MISSED = r"未能?达到?|没有?达到|未完成"
BELOW = r"不足|不到|低于|小于|少于|未满|未超过|不超过"
ABOVE = r"不低于|不少于|达到或超过|超过|超出|高于|大于|突破"
NEARLY = r"接近|将近|近"
ABOUT = r"大约|约"
FILL = (
    r"(?:均|都|仅|只有|只|已经?|才|也|就|为|是|达到?|实现|完成|了|到|至|得"
    r"|共计|共|合计|总计|累计|[\s:：“\"])*"
)
MARKS = (
    rf"(?:(?P<missed>{MISSED})|(?P<above>{ABOVE})|(?P<below>{BELOW})"
    rf"|(?P<nearly>{NEARLY})|(?P<about>{ABOUT}))"
)
# 名称和数之间只隔这些话，才是在说这个名称的数。
LINK = rf"{FILL}{MARKS}?{FILL}"
BOUND = r"(?P<bound>(?:及|或)?以上|以下|以内|左右)?"
LINK_BEFORE = re.compile(rf"{LINK}$")
BOUND_AFTER = re.compile(rf"(?:[%‰]|[^\W\d_]{{0,4}}?){BOUND}")
LONGEST_LINK = 12
NEAR_ENOUGH = Decimal("0.05")


class Claim(StrEnum):
    """说法：写的数和所说的数是什么关系。"""

    IS = "就是"
    MISSED = "没有达到"
    BELOW = "不到"
    ABOVE = "以上"
    NEARLY = "接近"
    ABOUT = "大约"


def link_before(text: str) -> re.Match[str]:
    """数前面的话末尾的说法，没有的也匹配（空）。"""
    found = LINK_BEFORE.search(text, max(0, len(text) - LONGEST_LINK))
    assert found is not None  # 各部分都可空
    return found


def bound_after(text: str, position: int) -> str | None:
    """数和单位后面的“以上、以内、左右”。"""
    found = BOUND_AFTER.match(text, position)
    return found["bound"] if found else None


def claim_of(link: re.Match[str], bound: str | None) -> Claim:
    """说法：``link`` 是含 ``LINK`` 的匹配，``bound`` 是数后面的“以上、左右”。"""
    for name in ("missed", "above", "below", "nearly", "about"):
        if link[name]:
            return Claim[name.upper()]
    match bound:
        case None:
            return Claim.IS
        case "左右":
            return Claim.ABOUT
        case "以下" | "以内":
            return Claim.BELOW
        case _:
            return Claim.ABOVE


def holds(claim: Claim, written: Decimal, real: Decimal) -> bool:
    """这样说对不对：``written`` 是写的数，``real`` 是表内的数。"""
    match claim:
        case Claim.IS:
            return same_printed(written, real)
        case Claim.MISSED:
            return real < written
        case Claim.BELOW:
            return real <= written
        case Claim.ABOVE:
            return real >= written
        case Claim.NEARLY:
            return written * (1 - NEAR_ENOUGH) <= real < written
        case Claim.ABOUT:
            return abs(real - written) <= written * NEAR_ENOUGH


def number(figure: str) -> Decimal:
    """数：去掉千分位。"""
    return Decimal(figure.replace(",", ""))
