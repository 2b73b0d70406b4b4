"""读 YAML：值照原样，错误带行列和怎么改，一次说全；有没有 C 库都一样。"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import yaml

from reportgen.finding import Finding, Unreadable
from reportgen.reading import yaml_file
from reportgen.reading.node import Document, Node
from reportgen.reading.yaml_file import DEEPEST, MOST_FAULTS, read_documents, read_yaml


@pytest.fixture(autouse=True, params=["C", "Python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    name = {"C": "CSafeLoader", "Python": "SafeLoader"}[request.param]
    if not hasattr(yaml, name):
        pytest.skip("没有 C 库")
    monkeypatch.setattr(yaml_file, "Loader", getattr(yaml, name))


def read(text: str) -> tuple[list[Document], tuple[Finding, ...]]:
    return read_documents(text.encode(), "甲.yaml")


def one(text: str) -> Document:
    [document] = read(text)[0]
    return document


def plain(node: Node | None) -> Any:
    """节点的值；读不出的值是 ``...``。"""
    if node is None:
        return None
    if isinstance(node.value, dict):
        return {key: plain(item) for key, item in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return ... if node.broken else node.value


def lines(findings: tuple[Finding, ...]) -> list[str]:
    """``行:列 怎么办``，每条一行。"""
    places = [f"{finding.origins[0].line}:{finding.origins[0].column}" for finding in findings]
    return [f"{place} {f.remedy}" for place, f in zip(places, findings, strict=True)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("分: 1.00", "1.00"),
        ("分: 0x10", "0x10"),
        ("分: 2020-06-17", "2020-06-17"),
        ("分: yes", "yes"),
        ("分: ≥90%", "≥90%"),
        ("分: ≤1‰", "≤1‰"),
        ("分: '>90%'", ">90%"),
        ("分: 100%", "100%"),
        ("分: 😀𠮷", "😀𠮷"),
        ("分: <w:p>", "<w:p>"),
        ("分: '{{ 甲 }}{% 乙 %}'", "{{ 甲 }}{% 乙 %}"),
        ("分: ~", ""),
        ("分: null", ""),
        ("分: '~'", "~"),
        ("分:", ""),
        ("分: 无", "无"),
        ("分: |-\n  一\n  二", "一\n二"),
        ("分: [甲, 乙]", ["甲", "乙"]),
        ("分: {甲: 1}", {"甲": "1"}),
        ("'分': 5", "5"),
        ("分\u3000: 5", "5"),
        ("分: 5 # 批注", "5"),
        ("分: 5\r\n", "5"),
        ("\ufeff分: 5", "5"),
        ("分: " + "很" * 200_000, "很" * 200_000),
    ],
)
def test_values_stand_as_written(text: str, value: object) -> None:
    document = one(text)
    assert plain(document.node) == {"分": value}
    assert document.findings == ()


def test_every_value_knows_its_place() -> None:
    node = one("资金:\n  预算数: 5\n  来源: [{名称: 甲}]\n").node
    assert node is not None
    assert isinstance(node.value, dict)
    funds = node.value["资金"].value
    assert isinstance(funds, dict)
    sources = funds["来源"].value
    assert isinstance(sources, list)
    assert str(funds["预算数"].origin) == "甲.yaml:2:8"
    assert str(sources[0].origin) == "甲.yaml:3:8"


QUOTED = '以 {} 开头的值要加英文引号，写成 "{}"'

QUOTES_OF_1_AND_4 = ["1:4 引号没有成对", "4:4 引号没有成对"]
SPOILED: list[tuple[str, object, list[str]]] = [
    ("甲: >90%", {"甲": ...}, ["1:4 " + QUOTED.format(">", ">90%")]),
    ("甲: >5", {"甲": ...}, ["1:4 " + QUOTED.format(">", ">5")]),
    ("甲: |5", {"甲": ...}, ["1:4 " + QUOTED.format("|", "|5")]),
    ("甲: *x", {"甲": ...}, ["1:4 " + QUOTED.format("*", "*x")]),
    ("甲: &x", {"甲": ...}, ["1:4 " + QUOTED.format("&", "&x")]),
    ("甲: &x 内容", {"甲": ...}, ["1:4 " + QUOTED.format("&", "&x 内容")]),
    ("甲: !重要", {"甲": ...}, ["1:4 " + QUOTED.format("!", "!重要")]),
    ("甲: !!str 5", {"甲": ...}, ["1:4 " + QUOTED.format("!", "!!str 5")]),
    ("甲: %90", {"甲": ...}, ["1:4 " + QUOTED.format("%", "%90")]),
    ("甲: @x", {"甲": ...}, ["1:4 " + QUOTED.format("@", "@x")]),
    ("甲: - 5", {"甲": ...}, ["1:4 " + QUOTED.format("-", "- 5")]),
    ("甲: [2020]1号文", {"甲": ...}, ["1:4 " + QUOTED.format("[", "[2020]1号文")]),
    ("甲: {% if %}", {"甲": ...}, ["1:4 " + QUOTED.format("{", "{% if %}")]),
    ("甲: 一: 二", {"甲": ...}, ["1:5 值里有英文冒号，给整个值加上引号"]),
    ('甲: "一', {"甲": ...}, ["1:4 引号没有成对"]),
    ("甲: '一", {"甲": ...}, ["1:4 引号没有成对"]),
    ('甲: "一\n乙: "二"\n丙: 三', {"甲": ..., "乙": "二", "丙": "三"}, ["1:4 引号没有成对"]),
    ('甲: "一"二', {"甲": ...}, ["1:4 引号后面还有字，整个值外面要再加一层引号"]),
    # 直到文件末尾才发现的，也怪引号，不怪后面没有冒号的正文
    ('甲: "一\n乙: |-\n  正文\n', {"甲": ..., "乙": "正文"}, ["1:4 引号没有成对"]),
    ('甲: "一\n乙: |-\n  正文\n丙: "二', {"甲": ..., "乙": "正文", "丙": ...}, QUOTES_OF_1_AND_4),
    (
        '表: 附件2\n甲: "一\n乙: 二\n丙: 三\n丁: "四"',
        {"表": "附件2", "甲": ..., "乙": "二", "丙": "三", "丁": "四"},
        ["2:4 引号没有成对"],
    ),
    # 下面更深的行可能是这个值的续行，不敢当它没有
    ("甲: >9%\n  乙: 1\n丙: 二: 三", None, ["1:4 " + QUOTED.format(">", ">9%")]),
    (r'甲: "C:\数据"', {"甲": ...}, ["1:4 双引号里的 \\ 另有用处，整个值改用英文单引号"]),
    ("甲: {乙: 1", {"甲": ...}, ["1:4 花括号 { } 或方括号 [ ] 没有成对"]),
    ("甲: [", {"甲": ...}, ["1:4 花括号 { } 或方括号 [ ] 没有成对"]),
    ("甲: [乙", {"甲": ...}, ["1:4 花括号 { } 或方括号 [ ] 没有成对"]),
    ("甲: {乙: 1， 丙: 2}", {"甲": ...}, ["1:9 各项之间要用英文逗号，不是“，”"]),
    ("甲: {乙: 1 丙: 2}", {"甲": ...}, ["1:11 各项之间少了英文逗号"]),
    ("甲: {乙: >9%, 丙: 2}", {"甲": ...}, ["1:8 " + QUOTED.format(">", ">9%")]),
    ('甲: {乙: "一"二}', {"甲": ...}, ["1:8 引号后面还有字，整个值外面要再加一层引号"]),
    ('甲: {乙: "一}', {"甲": ...}, ["1:8 引号没有成对"]),
    ("甲：一\n乙: 二", {"甲": ..., "乙": "二"}, ["1:2 键的后面要用英文冒号加一个空格，不是“：”"]),
    (
        "甲:一\n乙: 二",
        {"甲": ..., "乙": "二"},
        ["1:2 键和值之间要用英文冒号加一个空格，例如“项目名称: 甲”"],
    ),
    (
        "甲: {{ 项目 }}",
        {"甲": {}},
        ["1:5 补上名称；本来是一个值的，" + QUOTED.format("{", "{{ 项目 }}")],
    ),
    ("甲: 一\n甲: 二\n甲: 三", {"甲": "一"}, ["2:1 只留一处", "3:1 只留一处"]),
    (
        "甲:\n\t乙: 1\n\t丙: 2",
        None,
        ["2:1 不能用 Tab 缩进，改成空格（共 2 行）"],
    ),
    (
        "甲:\n    乙: 1\n  丙: 2",
        None,
        ["3:3 这一行的缩进与上面同级的各行不一致，对照样例检查这一行和上一行"],
    ),
    # 几处一起说
    (
        "甲: >1%\n乙：二\n丙: 三\n丁: [四\n戊: *五",
        {"甲": ..., "乙": ..., "丙": "三", "丁": ..., "戊": ...},
        [
            "1:4 " + QUOTED.format(">", ">1%"),
            "2:2 键的后面要用英文冒号加一个空格，不是“：”",
            "4:4 花括号 { } 或方括号 [ ] 没有成对",
            "5:4 " + QUOTED.format("*", "*五"),
        ],
    ),
    (
        "甲:\n  - {乙: >1%}\n  - {乙: 2}\n  - {乙: %3}",
        {"甲": [..., {"乙": "2"}, ...]},
        ["2:9 " + QUOTED.format(">", ">1%"), "4:9 " + QUOTED.format("%", "%3")],
    ),
    # 花括号分在几行的，改一行会牵动别的行，只说这一处
    ("甲: {乙: 1,\n  丙: >5}\n丁: >6%", None, ["2:6 " + QUOTED.format(">", ">5}")]),
]


@pytest.mark.parametrize(
    ("text", "value", "expected"), SPOILED, ids=[text[:14] for text, _, _ in SPOILED]
)
def test_what_is_wrong_is_told_with_its_place(
    text: str, value: object, expected: list[str]
) -> None:
    document = one(text)
    assert lines(document.findings) == expected
    assert plain(document.node) == value
    assert document.faulty
    if document.node is None:  # 读不下去了，也要说
        assert document.findings[-1].message.endswith("，后面的要改好这里才读得到")


def test_a_billion_laughs_are_told_and_never_expanded() -> None:
    text = "a: &a [哈]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + before] * 10)}]\n"
        for before, name in pairwise("abcdefghij")
    )
    document = one(text)
    assert document.faulty
    assert len(document.findings) == 10 + 9 * 10
    assert {finding.code for finding in document.findings} == {"yaml-reference"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("甲: &a [*a]", ["1:4", "1:8"]),
        ("甲: &a {乙: 1}\n丙:\n  <<: *a", ["1:4", "3:7"]),
    ],
    ids=["recursive", "merge key"],
)
def test_references_are_not_followed(text: str, places: list[str]) -> None:
    assert [each.split()[0] for each in lines(one(text).findings)] == places


@pytest.mark.parametrize("opening", ["[", "- ", "{甲: "], ids=["list", "dashes", "braces"])
def test_deep_nesting_is_told(opening: str) -> None:
    document = one(opening * 5000)
    assert document.node is None
    [finding] = document.findings
    assert finding.message == "层次太深"
    assert one("甲: " + "[" * DEEPEST + "]" * DEEPEST).findings == ()


def test_hundreds_of_faults_are_cut_short_and_told_so() -> None:
    document = one("".join(f"键{number}: >90%\n" for number in range(400)))
    assert len(document.findings) == MOST_FAULTS
    assert document.findings[-1].message.endswith("，后面的要改好这里才读得到")
    assert document.node is None


WARNED = [
    ("甲: 完成 #1楼", "1:7", "comment-dropped", {"甲": "完成"}),
    ("甲: 一\n  二", "1:4", "lines-joined", {"甲": "一 二"}),
    ("甲: >-\n  一\n  二", "1:4", "lines-joined", {"甲": "一 二"}),
    ('甲: "一\n  二"', "1:4", "lines-joined", {"甲": "一 二"}),
    ('甲: "一\\x07二"', "1:4", "control-characters", {"甲": "一二"}),
    ('"甲\\u200b": 一', "1:1", "control-characters", {"甲": "一"}),
    ("甲: 一\ufffd", "1:5", "garbled-text", {"甲": "一\ufffd"}),
    ("甲: 一\x07", "1:5", "control-characters", {"甲": "一"}),
]


@pytest.mark.parametrize(("text", "place", "code", "value"), WARNED)
def test_what_is_read_otherwise_than_it_stands_is_told(
    text: str, place: str, code: str, value: dict[str, str]
) -> None:
    [document], findings = read(text)
    [finding] = (*findings, *document.findings)
    assert (finding.code, finding.severity) == (code, "warning")
    assert str(finding.origins[0]) == f"甲.yaml:{place}"
    assert plain(document.node) == value
    assert not document.faulty


@pytest.mark.parametrize("text", ["甲: one\n  two", "甲: >-\n  一\n乙: 二", "甲: 一 # 二"])
def test_what_does_no_harm_is_not_told(text: str) -> None:
    assert one(text).findings == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", []),
        ("# 只有批注\n\n", []),
        ("---\n---\n", []),
        ("甲: 1\n---\n乙: 2\n", [{"甲": "1"}, {"乙": "2"}]),
        ("---\n甲: 1\n--- # 第二个\n乙: 2\n---\n", [{"甲": "1"}, {"乙": "2"}]),
        ("甲: |-\n  一\n   ---\n  二\n", [{"甲": "一\n ---\n二"}]),
        ("就一句话", ["就一句话"]),
        ("- 甲\n- 乙", [["甲", "乙"]]),
    ],
)
def test_documents(text: str, values: list[object]) -> None:
    assert [plain(document.node) for document in read(text)[0]] == values


def test_a_broken_document_does_not_touch_the_others() -> None:
    first, second, third = read("甲: 1\n---\n乙: [\n丙: 3\n    丁: 4\n---\n戊: 5\n")[0]
    assert (plain(first.node), first.findings) == ({"甲": "1"}, ())
    assert second.node is None
    assert lines(second.findings)[0] == "3:4 花括号 { } 或方括号 [ ] 没有成对"
    assert (plain(third.node), third.findings) == ({"戊": "5"}, ())
    assert third.node is not None
    assert third.node.origin.line == 7


def test_the_strict_reading_stops_at_an_error_and_passes_on_a_warning() -> None:
    nodes, [finding] = read_yaml("甲: 完成 #1楼".encode(), "甲.yaml")
    assert [plain(node) for node in nodes] == [{"甲": "完成"}]
    assert finding.code == "comment-dropped"
    with pytest.raises(Unreadable) as stopped:
        read_yaml("甲: >1%\n乙: 1 #2\n---\n丙: *x".encode(), "甲.yaml")
    codes = [finding.code for finding in stopped.value.findings]
    assert codes == ["yaml-malformed", "comment-dropped", "yaml-reference"]
