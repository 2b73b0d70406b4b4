"""故意弄坏并稿的几处，随机的编辑和更正都要看得出来：看不出来的测试没有用。"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen import merging
from reportgen.document.standing import Standing
from reportgen.merge import planner, texts
from reportgen.merge.plan import Plan
from reportgen.merge.words.values import Edit, Merged
from tests.merging.test_random import sequence

# 这么多串以内要看出来
SEEDS = 8


def _overwrites(monkeypatch: pytest.MonkeyPatch) -> None:
    """人改过的一段整个换成数据的。"""

    def merge(base: str, theirs: str, new: str, *_: Any) -> Merged:
        edits = () if base == new else (Edit(0, len(theirs), new),)
        return Merged(edits, (), ())

    monkeypatch.setattr(texts, "merge_text", merge)


def _forgets_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """该改的数，一段里只改头一个。"""

    def fewer(found: Any) -> Any:
        rewrites, crossing = found
        return tuple(each._replace(edits=each.edits[:1]) for each in rewrites), crossing

    honest = texts._rewrites
    monkeypatch.setattr(texts, "_rewrites", lambda *given: fewer(honest(*given)))


def _keeps_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """冲突一句也不说。"""

    def silent(*given: Any) -> Plan:
        plan = honest(*given)
        plan.told, plan.remarks = [], []
        return plan

    honest = planner.make_plan
    monkeypatch.setattr(merging, "make_plan", silent)


def _leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    """该作修订的，直接改了；自查也不查。"""

    def edit(self: Standing, line: int, edits: Any, tracked: bool) -> None:
        honest(self, line, edits, False)

    honest = Standing.edit
    monkeypatch.setattr(Standing, "edit", edit)
    monkeypatch.setattr(merging, "_prove", lambda *_: None)


def _piles_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """上次的批注不认得，每次都再写一条。"""
    monkeypatch.setattr(planner, "arranged", lambda remarks, _: (list(remarks), []))


def _loses_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """改在旁边一个字的地方；自查也不查。"""

    def edit(self: Standing, line: int, edits: Any, tracked: bool) -> None:
        moved = [
            Edit(start - 1, end - 1, text) if start and "\ufffc" not in self.lines[line].text
            else Edit(start, end, text)
            for start, end, text in edits
        ]  # fmt: skip
        honest(self, line, moved, tracked)

    honest = Standing.edit
    monkeypatch.setattr(Standing, "edit", edit)
    monkeypatch.setattr(merging, "_prove", lambda *_: None)


@pytest.mark.parametrize(
    "breakage",
    [
        _overwrites,
        _forgets_figures,
        _keeps_silent,
        _leaves_no_trace,
        _piles_up,
        _loses_its_place,
    ],
)
def test_a_breakage_is_noticed(
    breakage: Callable[[pytest.MonkeyPatch], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    breakage(monkeypatch)
    with pytest.raises(AssertionError):
        for seed in range(SEEDS):
            sequence(seed, tmp_path / str(seed))
