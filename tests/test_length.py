"""字数：逐条的写法，和一个慢而明白的算法对照。"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.length import ZERO, Length, count, count_all

SAME = {
    "": 0,
    "   \t \u3000 \n": 0,
    "使用 Adobe Photoshop 打开图片": 8,
    "Adobe": 1,
    "98.5%": 1,
    "1,234.56": 1,
    "预算执行率为98.5%": 7,
    "98.5%，1,234.56万元": 5,
    "甲，乙。": 4,
    "（一）自评得分": 7,
    "ＡＢ１２％": 5,
    "甲\u3000乙": 2,
    "甲\t乙 丙": 3,
    "a\tb c\u3000d": 4,
    "a甲b": 3,
    "かなカナ": 4,
    "〔2020〕10号": 5,
    "≥90%": 1,
    "☑是 □否": 4,
    "好😀": 2,
    "好😀😀吗": 3,
    "CO₂": 1,
    "㎡": 1,
    "㐀": 1,
    "《办法》": 4,
    "a-b": 1,
    "-5%": 1,
    "2020年度": 3,
    "【请填写：总分】": 8,
}
DIFFER = {
    "“甲”": (3, 3),
    "甲——乙": (3, 4),
    "甲……": (2, 3),
    "a“b”c": (1, 5),
    "甲·乙": (3, 3),
    "a·b": (1, 3),
    "①甲": (2, 2),
    "①②": (1, 2),
    "3-5": (1, 3),
    "3~5个": (2, 4),
    "2021-06-17": (1, 5),
    "3–5": (1, 3),
    "１-2": (2, 3),
    "don’t": (1, 3),
    "𠮷": (1, 2),
    "𠮷野家": (3, 4),
    "한국": (1, 2),
    "한국 은행": (2, 4),
}


@pytest.mark.parametrize(("text", "number"), SAME.items())
def test_settled(text: str, number: int) -> None:
    assert count(text) == Length(number, number)


@pytest.mark.parametrize(("text", "bounds"), DIFFER.items())
def test_unsettled(text: str, bounds: tuple[int, int]) -> None:
    assert count(text) == Length(*bounds)


def test_lengths_add_up() -> None:
    assert Length(1, 2) + Length(3, 4) == Length(4, 6)
    assert sum([Length(1, 2), Length(3, 4)], ZERO) == Length(4, 6)


WIDE = [
    (0x2E80, 0x2FFF),
    (0x3001, 0x33FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
]
HANGUL = [(0x1100, 0x11FF), (0xA960, 0xA97F), (0xAC00, 0xD7FF)]
CIRCLED = [(0x2460, 0x24FF), (0x2776, 0x2793)]
RARE = [(0x20000, 0x3FFFF)]


def inside(character: str, ranges: list[tuple[int, int]]) -> bool:
    return any(first <= ord(character) <= last for first, last in ranges)


def unsettled(text: str, position: int) -> bool:
    character = text[position]
    if character in "-~":
        around = text[position - 1 : position] + text[position + 1 : position + 2]
        return 0 < position < len(text) - 1 and all(each.isdecimal() for each in around)
    return character in "“”‘’—–…·" or inside(character, CIRCLED) or inside(character, HANGUL)


def slowly(text: str, upper: bool) -> int:
    """一个字一个字地数：宽的计一，串计一。"""
    number = 0
    running = False
    for position, character in enumerate(text):
        if inside(character, RARE):
            number += 2 if upper else 1
            running = False
        elif inside(character, WIDE) or (upper and unsettled(text, position)):
            number += 1
            running = False
        elif character.isspace():
            running = False
        elif not running:
            number += 1
            running = True
    return number


mixed = st.text(
    st.one_of(
        st.sampled_from("汉字，。12９９aZ.%,-~— …“”‘’·①⑳❶𠮷㐀 \t\n\u3000\u00a0한か（）😀/"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


@given(mixed)
def test_equals_the_slow_count(text: str) -> None:
    assert count(text) == Length(slowly(text, upper=False), slowly(text, upper=True))


@given(mixed)
def test_lower_is_not_above_upper(text: str) -> None:
    lower, upper = count(text)
    assert 0 <= lower <= upper


@given(st.lists(mixed, max_size=5))
def test_paragraphs_add_up(texts: list[str]) -> None:
    assert count_all(texts) == sum(map(count, texts), ZERO)
