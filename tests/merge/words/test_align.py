"""对齐：数重字轻，连着的优先，长的也快。"""

from itertools import pairwise
from random import Random

from reportgen.merge.words.align import align
from reportgen.merge.words.tokens import tokens


def aligned(one: str, other: str) -> list[tuple[str, str]]:
    first, second = tokens(one), tokens(other)
    return [(first[i].text, second[j].text) for i, j in align(first, second)]


def test_the_whole_of_equal_texts() -> None:
    assert len(aligned("预算数为100万元。", "预算数为100万元。")) == 7


def test_width_does_not_matter() -> None:
    assert ("，", ",") in aligned("共100%，好", "共１００％,好")
    assert ("100", "１００") in aligned("共100%，好", "共１００％,好")


def test_a_number_outweighs_two_characters() -> None:
    assert ("580", "580") in aligned("共计580", "580共计")


def test_contiguous_comes_first() -> None:
    # 删了“完成5项，”：留下的5项是后一个
    first, second = tokens("完成5项，新增5项。"), tokens("新增5项。")
    assert [i for i, _ in align(first, second)] == [5, 6, 7, 8, 9]


def test_islands_do_not_count() -> None:
    assert ("的", "的") not in aligned("甲乙丙丁的戊己庚辛", "天地玄黄的宇宙洪荒")


def test_the_order_is_kept() -> None:
    pairs = align(tokens("甲乙丙1号2号3号"), tokens("3号2号甲乙丙1号"))
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


def test_a_long_text_keeps_what_was_not_touched() -> None:
    random = Random(7)
    text = "".join(
        f"第{n}项经费预算{random.randint(100, 999)}.5万元，按期完成。" for n in range(150)
    )
    letters = list(text)
    for _ in range(20):
        at = random.randrange(len(letters))
        letters[at:at] = "新增"
    first, second = tokens(text), tokens("".join(letters))
    assert len(text) > 2500
    assert len(align(first, second)) > 0.95 * len(first)


def test_between_two_equal_figures_the_contiguous_one() -> None:
    first, second = tokens("前乙5甲5后"), tokens("头乙5尾")
    assert align(first, second) == [(1, 1), (2, 2)]


def test_contiguous_outweighs_a_scattered_mark() -> None:
    first, second = tokens("前甲丙乙丁，戊甲乙后"), tokens("头甲乙，尾")
    assert align(first, second) == [(7, 1), (8, 2)]
