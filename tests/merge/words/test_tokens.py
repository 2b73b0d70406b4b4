"""词：数、单位、日期、名称各是一个词，写法不同的同一个数是同一个词。"""

from decimal import Decimal

import pytest

from reportgen.merge.words.tokens import Kind, tokens


def words(text: str, *kinds: Kind) -> list[str]:
    return [token.text for token in tokens(text) if token.kind in kinds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("预算1,188.30万元", ["1,188.30", "万元"]),
        ("执行率７３．０７％", ["７３．０７", "％"]),
        ("６，１８８万元", ["６，１８８", "万元"]),
        ("共30万元，28家", ["30", "万元", "28", "家"]),
        ("比目标低10个百分点", ["10", "个百分点"]),
        ("1188.30（万元）", ["1188.30", "万元"]),
        ("百分之八十点五", ["百分之八十点五"]),
        ("举办三场、两个月", ["三", "场", "两", "个月"]),
        ("第三方、一级指标、上半年", []),
        ("IP是10.2.3.4", []),
        ("一千六百二十八点零六万元", ["一千六百二十八点零六", "万元"]),
        ("一亿二千万元", ["一亿二千万", "元"]),
        ("人民币壹仟陆佰元整，共", ["壹仟陆佰元整"]),
        ("陆家嘴、陆续、零星工程、伍家", []),
        ("面积49759.53m²", ["49759.53", "m²"]),
    ],
)
def test_numbers_and_units(text: str, expected: list[str]) -> None:
    assert words(text, Kind.NUMBER, Kind.UNIT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年6月17日填报", ["2021年6月17日"]),
        ("2021-06-17填报", ["2021-06-17"]),
        ("2020年度", ["2020年"]),
        ("5月17日至6月17日", ["5月17日", "6月17日"]),
        ("1.2020年审计项目", ["2020年"]),
        ("编号2021-15-36", []),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    assert words(text, Kind.DATE) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1188.30万元", "1,188.3万元"),
        ("1188.30万元", "0.118830亿元"),
        ("1188.30万元", "11,883,000元"),
        ("1628.06万元", "一千六百二十八点零六万元"),
        ("1628.06万元", "壹仟陆佰贰拾捌万零陆佰元整"),
        ("80%", "百分之八十"),
        ("80%", "８０％"),
        ("3场", "三场"),
        ("12场", "十二场"),
        ("2021年6月17日", "2021-06-17"),
        ("2021年6月17日", "2021/6/17"),
    ],
)
def test_the_same_figure(one: str, other: str) -> None:
    assert tokens(one)[0].key == tokens(other)[0].key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1188.30万元", "1188万元"),
        ("1188万元", "1188元"),
        ("80%", "80分"),
        ("8‰", "8%"),
        ("2021年6月17日", "2021年6月18日"),
    ],
)
def test_not_the_same_figure(one: str, other: str) -> None:
    assert tokens(one)[0].key != tokens(other)[0].key


def test_tokens_make_up_the_text() -> None:
    text = "2020年“1号楼房租”项目（A4纸）……共３，０００元\ufffc，执行率约8成——余12.5%。\n"
    found = tokens(text, ("1号楼房租",))
    assert "".join(token.text for token in found) == text
    assert [token.start for token in found[1:]] == [token.end for token in found[:-1]]
    assert [token.text for token in found if token.kind is Kind.NAME] == ["1号楼房租"]


def test_value_and_scale() -> None:
    figure = tokens("0.12亿元")[0].figure
    assert figure is not None
    assert (figure.value, figure.amount, figure.unit) == (Decimal("0.12"), 12_000_000, "元")
