"""往返：数据 → 工作簿 → 同样的数据，一字不差。"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.intake.data_file import build_project
from reportgen.intake.workbook.blank import make_workbook
from reportgen.intake.workbook.layout import SHEETS, TEXTS
from reportgen.intake.workbook.rows import FULL, rows_of
from reportgen.located import Record
from reportgen.model import Funds, Goal, Indicator, Project, SelfRating, Signature
from reportgen.reading.node import Node
from reportgen.reading.plain_text import ODD
from reportgen.reading.yaml_file import read_yaml
from reportgen.shipped import sample
from tests.intake.workbook.books import (
    CHOICES,
    book_of,
    changed,
    node_of,
    read,
    real,
    value_of,
    values,
)

REAL = real()


def projects(nodes: list[Node]) -> list[Project]:
    return [build_project(node)[0] for node in nodes]


@pytest.mark.parametrize("stem", REAL)
def test_each_real_project_comes_back(stem: str) -> None:
    node = REAL[stem]
    documents, findings = read(make_workbook([node], CHOICES))
    assert findings == []
    [back] = [document.node for document in documents]
    assert back is not None
    assert value_of(back) == value_of(node)
    [before], [after] = projects([node]), projects([back])
    dumped = before.model_dump()
    assert len(dumped) >= 22
    for field, value in after.model_dump().items():
        assert value == dumped[field], field


def test_all_real_projects_in_one_workbook() -> None:
    data = make_workbook(list(REAL.values()), CHOICES)
    assert values(data) == [value_of(node) for node in REAL.values()]
    assert values(changed(data)) == [value_of(node) for node in REAL.values()]


def test_the_sample_that_has_every_key_comes_back_with_places() -> None:
    [node], _ = read_yaml(sample().read_bytes(), "样例.yaml")
    documents, findings = read(make_workbook([node], CHOICES))
    assert findings == []
    [back] = [document.node for document in documents]
    assert back is not None
    wanted = value_of(node)
    del wanted["原表"]  # 原表印的话不归工作簿：它自己就是一份新的
    assert value_of(back) == wanted
    [project] = projects([back])
    assert str(project.origin("年度")[0]) == "甲.xlsx[项目!B2]"
    assert str(project.funds.origin("预算数")[0]) == "甲.xlsx[资金!C2]"
    assert str(project.funds.sources[1].origin("执行数")[0]) == "甲.xlsx[资金!D4]"
    assert str(project.goals[0].indicators[2].origin("得分")[0]) == "甲.xlsx[绩效指标!L4]"
    assert str(project.materials["自评结论/存在的问题和原因"].origin("简")[0]).startswith(
        "甲.xlsx[文字材料!D"
    )


def test_every_field_has_a_column() -> None:
    paths = {column.path for layout in SHEETS for column in layout.columns if column.path}
    records: dict[str, type[Record]] = {"资金": Funds, "自评": SelfRating, "落款": Signature}
    records |= {"年度绩效目标": Goal, "指标": Indicator}
    inside = {"来源", "指标", "其他"}
    wanted = {
        (group, title)
        for group, record in records.items()
        for title in record.titles()
        if title not in inside
    }
    elsewhere = {*records, "其他", "原表", "文字材料", "偏差原因分析", "改进措施"}
    wanted |= {(title,) for title in Project.titles() if title not in elsewhere}
    assert wanted <= paths


def test_a_department() -> None:
    data = {
        "表": "附件3",
        "年度": "2020",
        "单位名称": "城管局",
        "资金": {"预算数": "900", "基本支出总额": "655.10", "项目支出总额": "/"},
        "文字材料": {"佐证材料/基本情况/部门支出情况以及当年重点工作": "一段"},
    }
    assert values(book_of(data)) == [data]


def minimal(**more: Any) -> dict[str, Any]:
    return {"年度": "2020", "项目名称": "路灯", **more}


NUMBERS = ["3.00", "1.00", "0", "0.0", "-5", "007", "1e5", "2903.5", "1,415.42", "16分", "XX", "/"]
NUMBERS += ["0.1", "123456789012345.6", "999999999999999", "9" * 20, "-0", "+5", ".5", "5.", " 5 "]


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_keep_their_form(text: str) -> None:
    data = minimal(
        资金={"预算数": text, "压减": text},
        自评={"执行得分": text, "总分": text},
        年度绩效目标=[{"分值": text, "指标": [{"分值": text, "得分": text}]}],
    )
    assert values(book_of(data)) == [data]


WORDS = ["=1+1", "-5", "+86", "@甲", "≥90%", "1.00", "100%", "0.94", "2021-06-17", "12:30", "TRUE"]
WORDS += [
    "#N/A",
    "#DIV/0!",
    "_x0041_",
    "x005F_",
    "甲\n乙\n\n丙",
    " 前后 ",
    "'引号",
    '"引号"',
    "<a&b>",
]
WORDS += ["1E5", "√", "𠮷野家", "😀", "\t制表", "{=1}", "合计", "（接上）", "None", "nan"]


@pytest.mark.parametrize("text", WORDS)
def test_words_keep_their_form(text: str) -> None:
    row: dict[str, Any] = dict.fromkeys(Indicator.titles(), text)
    row["其他"] = {"佐证（附件）": text}
    data = minimal(
        其他={"联系人": text, "电话": text},
        标题=text,
        填报日期=text,
        主管部门=text,
        资金={"原文": text, "压减依据": text},
        自评={"执行率": text},
        年度绩效目标=[{"名称": text, "内容": text, "完成情况": text, "指标": [row, row]}],
        偏差原因分析=text,
        文字材料={"自评结论/存在的问题和原因": {"详": text, "简": text}, "别处": text},
        落款={"单位": text, "日期": text},
    )
    assert values(book_of(data)) == [data]


GOALS: list[list[dict[str, Any]]] = [
    [{"名称": "甲"}, {"名称": "乙"}],
    [{"名称": "甲", "指标": [{"得分": "1"}]}, {"名称": "甲", "指标": [{"得分": "2"}]}],
    [{"指标": [{"得分": "1"}]}, {"指标": [{"得分": "2"}]}],
    [{"分值": "80", "指标": [{"得分": "1"}]}, {"分值": "80", "内容": "话"}],
    [{"名称": "甲", "指标": [{"得分": "1"}]}, {"名称": "年度绩效目标2", "分值": "XX"}],
    [{"内容": "只有话"}],
    [{"指标": [{"一级指标": "产出指标"}, {"三级指标": "灯", "偏差原因": "雨"}]}],
]


@pytest.mark.parametrize("goals", GOALS)
def test_goals_stay_apart(goals: list[dict[str, Any]]) -> None:
    data = minimal(年度绩效目标=goals)
    other = minimal(项目名称="又一个", 年度绩效目标=goals)
    assert values(book_of(data, other)) == [data, other]


def test_projects_of_one_name_stay_apart() -> None:
    several = [minimal(年度=year, 资金={"预算数": year}) for year in ("2019", "2020", "2021")]
    assert values(book_of(*several)) == several


def test_options_with_marks_inside() -> None:
    data = minimal(
        项目类别=["甲、乙项目", "丙"], 项目属性=["持续性项目", "新增性项目"], 项目类型=["丁，戊"]
    )
    assert values(book_of(data)) == [data]


def test_a_text_longer_than_a_cell() -> None:
    full = "".join(f"第{number}句，" for number in range(12_000)) + "末"
    assert len(full) > 70_000
    data = minimal(
        偏差原因分析=full,
        文字材料={"自评结论/存在的问题和原因": {"详": full, "简": "𠮷" * 20_000}, "别处": "短"},
    )
    assert values(book_of(data)) == [data]
    rows = rows_of([node_of(data)], ())[TEXTS.title]
    assert max(len(row.get(FULL, "")) for row in rows) <= 16_000


# ── 任何文字 ──────────────────────────────────────────────────────────────────

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))
    | st.sampled_from("\n=-+@_x0"),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() and not ODD.search(text) and "\r" not in text)
sometimes = st.one_of(words, st.sampled_from(WORDS + NUMBERS))


def record(*titles: str, **inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    optional = dict.fromkeys(titles, sometimes) | inner
    return st.fixed_dictionaries({}, optional=optional)


goal = record(
    *("名称", "分值", "内容"),
    指标=st.lists(
        record(*(title for title in Indicator.titles() if title != "其他")).filter(bool),
        min_size=1,
        max_size=3,
    ),
)
funds = record(
    *(title for title in Funds.titles() if title != "来源"),
    来源=st.lists(
        st.fixed_dictionaries(
            {"名称": words.filter(lambda text: text.strip() != "合计")},
            optional={"预算数": sometimes, "执行数": sometimes},
        ),
        min_size=1,
        max_size=2,
    ),
)
plain_titles = [*("标题", "单位名称", "填报日期", "主管部门", "项目实施单位", "计分口径"), "采用"]
plain_titles += ["表", "图表", "偏差原因分析", "改进措施"]
keys = words.map(str.strip).filter(
    lambda text: text != "（接上）" and not text.startswith("自评表/")
)
project = st.builds(
    lambda name, rest: {"年度": "2020", "项目名称": name, **rest},
    words,
    record(
        *plain_titles,
        资金=funds.filter(bool),
        自评=record("执行率", "执行得分", "总分").filter(bool),
        落款=record("单位", "日期").filter(bool),
        年度绩效目标=st.lists(goal, min_size=1, max_size=3),
        文字材料=st.dictionaries(
            keys,
            words | record("详", "简").filter(lambda text: bool(text) and list(text) != ["详"]),
            min_size=1,
            max_size=3,
        ),
    ),
)


@settings(max_examples=25)
@given(st.lists(project, min_size=1, max_size=2))
def test_any_words_come_back(several: list[dict[str, Any]]) -> None:
    documents, findings = read(book_of(*several))
    assert [finding.message for finding in findings] == []
    back = [value_of(each.node) for each in documents if each.node is not None]
    assert [_plain(each) for each in back] == [_plain(each) for each in several]


def _plain(data: Any) -> Any:
    """空的目标不写也是空的：比的时候不分。"""
    if isinstance(data, dict):
        return {key: _plain(inner) for key, inner in data.items() if inner != {}}
    return [_plain(each) for each in data] if isinstance(data, list) else data


def test_the_same_data_give_the_same_bytes() -> None:
    nodes = list(REAL.values())[:3]
    first, second = make_workbook(nodes, CHOICES), make_workbook(nodes, CHOICES)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", core) == ["2020-01-01T00:00:00Z"] * 2
