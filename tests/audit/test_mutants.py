"""改坏：没有错的表一次改坏一个数，核查要看得出来，并点到那一格。"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportgen.assessment import Assessment
from reportgen.audit import audit
from reportgen.model import Project
from tests.assess.projects import assessed
from tests.audit.correct import Data, corrected, examined, forms, stated

ENOUGH = 98  # 百分之几的改坏要看得出
MONEY = ("预算数", "执行数")
RATING = ("执行率", "执行得分", "总分")
# 一行里的格，和说到它时用的词
CELLS = {"年初目标值": "目标", "实际完成值": "实际", "分值": "分值", "得分": "得分"}
# 改的就是推得出的数：改了就要看得出
DERIVED = (*RATING, "得分", "分值")


class Mutant(NamedTuple):
    """改坏的一份：哪一格（路径和名称），原来是什么，改成了什么。"""

    path: tuple[Any, ...]
    names: tuple[str, ...]
    old: str
    new: str

    def of(self, data: Data) -> Data:
        made = copy.deepcopy(data)
        place = made
        for key in self.path[:-1]:
            place = place[key]
        # 没有填的金额不是空文字
        place[self.path[-1]] = self.new or (None if self.path[-1] in MONEY else "")
        return made


def cells(data: Data) -> Iterator[tuple[tuple[Any, ...], tuple[str, ...], str]]:
    """每一个填数的格：路径、要点到的名称、原文。"""
    for title in MONEY:
        yield ("资金", title), (title,), str(data["资金"][title])
    for title in RATING:
        yield ("自评", title), (title,), data["自评"][title]
    for at, goal in enumerate(data["年度绩效目标"]):
        yield ("年度绩效目标", at, "分值"), ("分值",), goal["分值"]
        for number, row in enumerate(goal["指标"]):
            for title, word in CELLS.items():
                path = ("年度绩效目标", at, "指标", number, title)
                yield path, (row["三级指标"] or row["二级指标"], word), row[title]


def mutants(data: Data) -> Iterator[Mutant]:
    """改坏的各种：一位数加减一、相邻两位颠倒、乘一万、空着；完成值照抄目标。"""
    for path, names, old in cells(data):
        texts = [*_digits(old), *_times(old), ""]
        if path[-1] == "实际完成值":
            texts.append(_place(data, path)["年初目标值"])
        for new in dict.fromkeys(texts):
            # 各行都印了分值的，目标的分值空着不算错
            if new != old and (new or len(path) != 3):
                yield Mutant(path, names, old, new)


def _place(data: Data, path: tuple[Any, ...]) -> Data:
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    found: Data = place
    return found


def _digits(text: str) -> Iterator[str]:
    for at, digit in enumerate(text):
        if not digit.isascii() or not digit.isdigit():
            continue
        for other in (int(digit) + 1, int(digit) - 1):
            if 0 <= other <= 9:
                yield f"{text[:at]}{other}{text[at + 1 :]}"
        after = text[at + 1 : at + 2]
        if after.isascii() and after.isdigit() and after != digit:
            yield f"{text[:at]}{after}{digit}{text[at + 2 :]}"


def _times(text: str) -> Iterator[str]:
    try:
        yield f"{float(text) * 10000:.0f}"
    except ValueError:
        return


def derivable(result: Assessment) -> tuple[Any, ...]:
    """推得出的数，印出来的样子。"""
    return (
        None if result.computed_rate is None else round(result.computed_rate * 100, 2),
        result.computed_execution_score,
        tuple(
            (each.status, None if each.computed is None else round(each.computed, 2))
            for each in result.results
        ),
        result.indicator_full,
        result.computed_total,
    )


def caught(mutant: Mutant, data: Data, before: set[tuple[str, ...]]) -> bool:
    """有新的发现点到了那一格。"""
    for finding in audit(examined(mutant.of(data))):
        words = (finding.code, finding.field, finding.message, *finding.consequences)
        told = " ".join(words)
        if words not in before and all(name in told for name in mutant.names):
            return True
    return False


def missed(data: Data) -> tuple[list[Mutant], int]:
    """没有看出来的，和一共改坏了几个。"""
    right = derivable(examined(data))
    before = {
        (each.code, each.field, each.message, *each.consequences) for each in audit(examined(data))
    }
    lost, count = [], 0
    for mutant in mutants(data):
        changed = derivable(assessed(Project.model_validate(mutant.of(data)))) != right
        if not changed and mutant.path[-1] not in DERIVED:
            continue
        count += 1
        if not caught(mutant, data, before):
            lost.append(mutant)
    return lost, count


def test_broken_figures_are_noticed() -> None:
    lost, count = [], 0
    for path in forms():
        more, mutated = missed(corrected(stated(path)))
        assert mutated > 50, path.stem
        lost += [(path.stem, *each) for each in more]
        count += mutated
    assert count > 5000
    assert len(lost) * 100 <= count * (100 - ENOUGH), f"{len(lost)}/{count}：{lost[:20]}"
