"""检查：一个给出发现的函数，和它可能给出的各种发现。"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportgen.assessment import Assessment
from reportgen.audit.across.run import Run
from reportgen.finding import Finding

Finder = Callable[[Assessment], Iterator[Finding]]
FinderAcross = Callable[[Run], Iterator[Finding]]


class Code(NamedTuple):
    """一种发现：代码、说的是什么，对应的审核规则和常见错误的种类（都用空格分开）。"""

    word: str
    title: str
    rules: str = ""
    defects: str = ""


class Check(NamedTuple):
    """检查：``find`` 给出发现，``codes`` 是它可能给出的各种发现。"""

    find: Finder
    codes: tuple[Code, ...]


class CheckAcross(NamedTuple):
    """跨表的检查：一次看全部项目。"""

    find: FinderAcross
    codes: tuple[Code, ...]


def check(*codes: Code) -> Callable[[Finder], Check]:
    """把一个函数登记为检查。"""
    return lambda find: Check(find, codes)


def check_across(*codes: Code) -> Callable[[FinderAcross], CheckAcross]:
    """把一个函数登记为跨表的检查。"""
    return lambda find: CheckAcross(find, codes)
