"""汉字数目：读成值，照样写回去；认不准的不认。"""

from decimal import Decimal
from random import Random

import pytest

from reportgen.merge.words.han import han_value, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一千六百二十八点零六", "1628.06"),
        ("壹仟陆佰贰拾捌万零陆佰元整", "16280600"),
        ("壹仟陆佰贰拾捌萬零陆佰圆正", "16280600"),
        ("壹仟陆佰贰拾捌点零陆", "1628.06"),
        ("伍拾元伍角整", "50.5"),
        ("伍拾元零伍分", "50.05"),
        ("拾万元整", "100000"),
        ("一亿二千万", "120000000"),
        ("一百〇五", "105"),
        ("两千", "2000"),
        ("十二", "12"),
        ("零点五", "0.5"),
        ("一千六百二", None),
        ("三百五", None),
        ("二〇二〇", None),
        ("一万二千万", None),
        ("十百", None),
    ],
)
def test_reading(text: str, value: str | None) -> None:
    assert han_value(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("value", "like", "expected"),
    [
        ("16400600", "壹仟元整", "壹仟陆佰肆拾万零陆佰元整"),
        ("16400600", "壹仟圆正", "壹仟陆佰肆拾万零陆佰圆正"),
        ("16400600", "壹仟元", "壹仟陆佰肆拾万零陆佰元"),
        ("100000", "壹仟元整", "壹拾万元整"),
        ("1005.5", "壹仟元整", "壹仟零伍元伍角"),
        ("1005.05", "壹仟元整", "壹仟零伍元零伍分"),
        ("1005.55", "壹仟元整", "壹仟零伍元伍角伍分"),
        ("1005", "壹仟元伍分", "壹仟零伍元整"),
        ("1640.06", "一千点五", "一千六百四十点零六"),
        ("16", "二十", "十六"),
        ("1005.005", "壹仟元整", None),
        ("1005", "貳仟元整", None),
    ],
)
def test_writing(value: str, like: str, expected: str | None) -> None:
    assert written(Decimal(value), like) == expected


def test_what_is_written_reads_back() -> None:
    random = Random(11)
    for _ in range(3000):
        value = Decimal(random.randint(100, 10 ** random.randint(3, 13))).scaleb(-2)
        for like in ("壹佰元整", "一百", "壹佰"):
            shown = written(value, like)
            assert shown is not None and han_value(shown) == value
