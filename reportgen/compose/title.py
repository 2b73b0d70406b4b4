"""标题分行：一行放不下的标题，在意思断得开的地方分成长短相近的几行（GB/T 9704 7.3.1）。"""

from __future__ import annotations

import math
from itertools import accumulate, pairwise

# 二号字一行放得下的字数：版心宽 156 毫米，横排的表宽 257 毫米；汉字与数字之间还有空隙，留一点
WIDTH, LANDSCAPE = 19.5, 32.5
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
    # 到每个字为止的宽度：全角字为 1，半角字为一半
    edges = [0.0, *accumulate(0.5 if char.isascii() else 1.0 for char in title)]
    count = math.ceil(edges[-1] / width)
    if count <= 1:
        return title
    costs = {at: _break_cost(title, at) for at in range(1, len(title))}
    costs[len(title)] = 0.0
    # 先只看意思断得开的地方；分不开的，哪里都行；恰好的行数分不开（有很长的词）的，多分一行
    for worst in (LOOSE, ANYWHERE):
        open_ = {at: cost for at, cost in costs.items() if cost <= worst}
        for lines in range(count, count + 3):
            places = _best(edges, open_, lines, width)
            if places:
                return "\n".join(title[start:end] for start, end in pairwise(places))
    return title


def _best(edges: list[float], costs: dict[int, float], lines: int, width: float) -> list[int]:
    """分成几行的最好分法，各行的起止；分不成为空。``costs`` 是能分的地方和代价。"""
    end, even = len(edges) - 1, edges[-1] / lines
    # 前几行排到每个字为止的最小代价，和这一行从哪里起
    best = [{0: (0.0, 0)}]
    for _ in range(lines):
        reached: dict[int, tuple[float, int]] = {}
        for start, (before, _) in best[-1].items():
            for at, cost in costs.items():
                length = edges[at] - edges[start]
                if at > start and length <= width:
                    cost += before + (length - even) ** 2
                    if cost < reached.get(at, (math.inf, 0))[0]:
                        reached[at] = cost, start
        best.append(reached)
    places = [end]
    for reached in reversed(best[1:]):
        if places[0] not in reached:
            return []
        places.insert(0, reached[places[0]][1])
    return places


def _break_cost(title: str, at: int) -> float:
    """在这里分行的代价；数、字母中间和标点前后不能分。"""
    before, after = title[:at], title[at:]
    inside = before[-1].isascii() and after[0].isascii() and before[-1] != " "
    if inside or before[-1] in NOT_AFTER:
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
