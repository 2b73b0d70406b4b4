"""标题分行：一行放不下的标题，在意思断得开的地方分成长短相近的几行（GB/T 9704 7.3.1）。"""

from __future__ import annotations

import math
from functools import cache

WIDTH = 20.0  # 二号字一行放得下的字数：版心宽 156 毫米
# 分在这些字后面、这些词前面，意思不断
UNITS = ("局", "委", "办", "部", "处", "站", "院", "所", "台", "馆", "会", "中心", "公司", "学校")
AFTER = (*UNITS, "省", "市", "区", "县", "街道", "》", "）")
BEFORE = ("项目自评", "项目绩效", "绩效自评", "自评结果", "自评表", "整体绩效", "整体自评", "项目")
# 分在这里也过得去
LOOSELY_AFTER = ("的", "和", "与", "及", "、")
LOOSELY_BEFORE = ("工作", "经费", "建设", "服务", "管理", "工程", "专项", "补助")
NOT_BEFORE, NOT_AFTER = "）》”’、，；：。！？)%", "（《“‘("
# 断得好不好的代价：与长短不齐的平方同一把尺
LOOSE, ANYWHERE = 36.0, 100.0


def broken(title: str, width: float = WIDTH) -> str:
    """分好行的标题，行与行之间是换行符；放得下一行的不分。"""
    whole = _measure(title)
    count = math.ceil(whole / width)
    if count <= 1:
        return title
    # 恰好的行数分不开（有很长的词）时，多分一行
    for lines in range(count, count + 3):
        cost, parts = _best(title, lines, whole / lines, width)
        if cost < math.inf:
            return "\n".join(parts)
    return title


def _best(title: str, lines: int, even: float, width: float) -> tuple[float, tuple[str, ...]]:
    """分成几行的最好分法和它的代价。"""

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[str, ...]]:
        if left == 1:
            rest = title[start:]
            return _uneven(rest, even, width), (rest,)
        found: tuple[float, tuple[str, ...]] = (math.inf, ())
        for end in range(start + 1, len(title) - left + 2):
            line = title[start:end]
            if _measure(line) > width:
                break
            cost, rest_lines = best(end, left - 1)
            cost += _uneven(line, even, width) + _break_cost(title, end)
            if cost < found[0]:
                found = cost, (line, *rest_lines)
        return found

    return best(0, lines)


def _uneven(line: str, even: float, width: float) -> float:
    length = _measure(line)
    return math.inf if length > width else (length - even) ** 2


def _break_cost(title: str, at: int) -> float:
    """在这里分行的代价；数、字母中间和标点前后不能分。"""
    before, after = title[:at], title[at:]
    if (before[-1].isascii() and after[0].isascii()) or before[-1] in NOT_AFTER:
        return math.inf
    if after[0] in NOT_BEFORE:
        return math.inf
    if before.endswith(AFTER) or after.startswith(BEFORE):
        return 0.0
    if before.endswith(LOOSELY_AFTER):
        return LOOSE
    if after.startswith(LOOSELY_BEFORE) and not after[2:].startswith(UNITS):  # “管理局”不分开
        return LOOSE
    return ANYWHERE


def _measure(text: str) -> float:
    """宽度：全角字为 1，半角字为一半。"""
    return sum(0.5 if char.isascii() else 1.0 for char in text)
