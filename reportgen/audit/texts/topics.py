"""话题：一段话说没说到某个指标，有它名称里独有的词、它的数或它那一类就算说到。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reportgen.assessment import IndicatorResult
from reportgen.audit.texts.vocabulary import PAIR, UNSPOKEN

# 名称里常有的词，说到它们不等于说到这个指标。
GENERIC_WORDS = """
    完成 数量 指标 工作 项目 情况 次数 个数 开展 达标 质量 时效 成本 效益 覆盖 及时 提升 提高 增加
    降低 加强 年度 预算 执行 经费 资金 有效 成率 标率 时性 时率 盖率 任务 目标 支出 部门
    单位 进行 实施 管理 影响 建设
"""
GENERIC = frozenset(GENERIC_WORDS.split())
FIGURE = re.compile(r"\d+(?:\.\d+)?[^\W\d_]|\d+(?:\.\d+)?[%‰]|\d{3,}")
COMMON_FIGURES = frozenset(("100%", "0%"))
GAP = re.compile(r"\s+")


def pairs_of(text: str) -> set[str]:
    """话里的两字词，常有的不算。"""
    return set(PAIR.findall(UNSPOKEN.sub(" ", text))) - GENERIC


class Topics:
    """话题：一张表的全部指标，各有哪些话是说它的。"""

    def __init__(self, results: Sequence[IndicatorResult]) -> None:
        self._results = results
        self._names = Counter(pair for each in results for pair in pairs_of(each.label))
        self._kinds = Counter(kind for each in results for kind in _kinds(each))

    def spoken(self, result: IndicatorResult, text: str) -> bool:
        """话里说到了这个指标。"""
        if any(self._names[pair] == 1 and pair in text for pair in pairs_of(result.label)):
            return True
        if any(self._kinds[kind] == 1 and kind in text for kind in _kinds(result)):
            return True
        closed = GAP.sub("", text)
        return any(
            re.search(rf"(?<![\d.]){re.escape(figure)}", closed)
            for cell in (result.indicator.actual, result.indicator.target)
            for figure in FIGURE.findall(GAP.sub("", cell))
            if figure not in COMMON_FIGURES
        )


def _kinds(result: IndicatorResult) -> set[str]:
    """一级、二级指标的名称。"""
    return {kind for kind in (result.family, result.category) if len(kind) > 1}
