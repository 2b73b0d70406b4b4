"""压缩的性质：真实句子凑成的二百篇，五百到五万字，压到二百到六千字。"""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from reportgen.condense import Keep, condense, condensed_to
from reportgen.length import count_all
from tests.condense.texts import combined
from tests.condense.wellformed import faults, invented, out_of_order

MANY = 200
BATCH = 20


@pytest.mark.parametrize("batch", range(MANY // BATCH))
def test_made_up_texts(batch: int) -> None:
    """不超过上限，不低于九成；不添数；字依次取自原文；成句。"""
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        given = combined(seed)
        whole = count_all(given).upper
        limit = random.Random(seed).randint(200, min(6000, int(whole * 0.98)))
        made = condensed_to(given, limit)
        assert made is not None, seed
        assert 0.9 * limit <= count_all(made.paragraphs).upper <= limit, seed
        assert made.cost > 0 and made.omitted, seed
        assert not faults(made.paragraphs, given), (seed, limit)
        assert not invented(made.paragraphs, given), (seed, limit)
        assert not out_of_order(made.paragraphs, given), (seed, limit)


def test_the_sample_is_as_wide_as_it_says() -> None:
    sizes = [count_all(combined(seed)).upper for seed in range(0, MANY, 10)]
    assert min(sizes) < 1000 and max(sizes) > 20_000


@pytest.mark.parametrize("seed", range(6))
def test_the_ladder_goes_down_in_small_steps(seed: int) -> None:
    given = combined(seed, 3000)
    ladder = condense(given)
    sizes = [count_all(given).upper, *(count_all(step.paragraphs).upper for step in ladder)]
    costs = [step.cost for step in ladder]
    assert len(ladder) > 30
    assert all(longer > shorter for longer, shorter in pairwise(sizes))
    for longer, shorter in pairwise(sizes):
        assert longer < 200 or shorter >= 0.9 * longer
    assert ladder[0].cost < ladder[len(ladder) // 2].cost < ladder[-1].cost
    assert costs[-1] == max(costs)


@pytest.mark.parametrize("seed", range(4))
def test_every_limit_of_one_text(seed: int) -> None:
    given = combined(seed, 1500)
    for limit in range(200, count_all(given).upper - 1, 37):
        made = condensed_to(given, limit)
        assert made is not None
        assert 0.9 * limit <= count_all(made.paragraphs).upper <= limit


def test_figures_and_names_to_keep_stay_longest() -> None:
    given = combined(3, 4000)
    plain = condensed_to(given, 400)
    assert plain is not None
    figure, name = "48216", "舆情信息监测及时性"
    given = [*given[:6], f"档案室接收档案{figure}卷。", f"{name}有待提高。", *given[6:]]
    kept = condensed_to(given, 300, Keep((figure,), (name,)))
    assert kept is not None
    assert figure in "".join(kept.paragraphs) and name in "".join(kept.paragraphs)


def test_fits_already_or_cannot_fit() -> None:
    assert condensed_to(["甲完成了乙。"], 100) == (("甲完成了乙。",), (), 0.0)
    assert condensed_to(["甲完成了乙。"], 3) is None
    assert condensed_to([], 10) == ((), (), 0.0)
    assert list(condense([])) == []
    assert list(condense(["无。"])) == []


def test_fifty_thousand_characters_within_a_second() -> None:
    """按处理器时间算，与别的进程无关；放宽五倍，机器慢也不误报。"""
    given: list[str] = []
    for seed in range(100):
        given += combined(seed, 3000)
        if count_all(given).upper > 50_000:
            break
    start = time.process_time()
    made = condensed_to(given, 1500)
    spent = time.process_time() - start
    assert made is not None and count_all(made.paragraphs).upper >= 1350
    assert spent < 5


SCRAPS = st.lists(
    st.sampled_from(
        (
            *"，。；：、！？（）()《》“”\n 的和等但因如为0123456789%.,;:",
            *("一是", "二是", "（一）", "(1)", "1.", "2、", "①", "②", "首先", "其次", "一方面，"),
            *(
                "同时，",
                "其中",
                "主要原因系",
                "导致",
                "从而",
                "按照要求，",
                "如甲、乙等",
                "以下三个问题",
            ),
            *("完成", "预算执行率", "2020年", "12.5万元", "文件"),
        )
    ),
    max_size=60,
).map("".join)


@settings(max_examples=300, deadline=None)
@given_by(given=st.lists(SCRAPS, max_size=4), limit=st.integers(1, 60))
def test_any_scraps_are_borne(given: list[str], limit: int) -> None:
    """写得再乱也不出错、不超过上限、不添数；阶梯走得到头。"""
    sizes = [count_all(step.paragraphs).upper for step in condense(given)]
    assert all(longer > shorter > 0 for longer, shorter in pairwise(sizes))
    made = condensed_to(given, limit)
    if made is not None:
        assert count_all(made.paragraphs).upper <= limit
        digits = set("".join(given))
        assert {char for text in made.paragraphs for char in text if char.isdigit()} <= digits
