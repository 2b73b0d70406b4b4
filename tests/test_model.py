"""项目：填报的内容原样在手，主语和名称在句子里读得通。"""

import inspect
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reportgen import model
from reportgen.finding import Origin
from reportgen.located import Record
from reportgen.model import Funds, Goal, Indicator, Profile, Project

RECORDS = [
    each
    for each in vars(model).values()
    if inspect.isclass(each) and issubclass(each, Record) and each is not Record
]


def project(**fields: Any) -> Project:
    return Project(year=2020, **fields)


# ── 主语 ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("1号楼房租", "1号楼房租项目"),
        ("宣传经费项目", "宣传经费项目"),
        ("2020年度宣传经费", "宣传经费项目"),
        ("2020年宣传经费", "宣传经费项目"),
        ("2020 年度宣传经费项目", "宣传经费项目"),
        ("2021年度宣传经费", "2021年度宣传经费项目"),
        ("项目评审费", "项目评审费"),
    ],
)
def test_subject(name: str, subject: str) -> None:
    assert project(name=name).subject == subject


def test_subject_of_a_department() -> None:
    department = project(form="附件3", unit="2020年度科技创新局", name="")
    assert department.departmental
    assert department.subject == "科技创新局整体"


@given(st.text(alphabet="项目经费局甲", max_size=8), st.sampled_from(["", "2020年", "2020年度"]))
def test_a_sentence_never_says_things_twice(name: str, year: str) -> None:
    told = f"2020年度{project(name=year + name).subject}"
    assert "年度2020年" not in told
    assert not told.endswith("项目项目") or name.endswith("项目项目")


def test_responsible() -> None:
    assert project(unit="甲", implementer="乙", department="丙").responsible == "甲"
    assert project(implementer="乙", department="丙").responsible == "乙"
    assert project(department="丙").responsible == "丙"


# ── 指标 ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"family": "产出指标", "category": "数量指标", "weight": "5"},
        {"name": "……", "target": "...", "actual": " · "},
        {"name": "***"},
    ],
)
def test_blank_rows(fields: dict[str, str]) -> None:
    assert Indicator(**fields).blank


@pytest.mark.parametrize("field", ["name", "target", "actual", "score"])
def test_rows_with_something_are_not_blank(field: str) -> None:
    assert not Indicator(**{field: "0"}).blank


def test_label() -> None:
    assert Indicator(name="满意度", category="满意度指标").label == "满意度"
    assert Indicator(category="满意度指标", family="效益指标").label == "满意度指标"
    assert Indicator(family="效益指标").label == "效益指标"


# ── 口径 ──────────────────────────────────────────────────────────────────────


def test_profile_rounds_half_up_once() -> None:
    profile = Profile(
        name="样例",
        execution_points=Decimal(20),
        indicator_points=Decimal(80),
        bands=(Decimal(80), Decimal(50)),
    )
    assert profile.full_marks == 100
    assert str(profile.rounded(Decimal("14.585"))) == "14.59"
    assert str(profile.rounded(Decimal("14.584999"))) == "14.58"


# ── 记录 ──────────────────────────────────────────────────────────────────────


def test_every_record_is_seen() -> None:
    assert {Project, Goal, Indicator, Funds, Profile} <= set(RECORDS)
    assert len(RECORDS) >= 8


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_has_its_own_title(record: type[Record]) -> None:
    fields = {name: info for name, info in record.model_fields.items() if name != "places"}
    titles = [info.title for info in fields.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert all(info.alias == info.title for info in fields.values())
    assert set(record.titles()) == set(titles)


@pytest.mark.parametrize("record", RECORDS)
def test_everything_public_is_explained(record: type[Record]) -> None:
    assert (record.__doc__ or "").rstrip().endswith("。")
    for name, thing in vars(record).items():
        if isinstance(thing, property):
            assert thing.__doc__, f"{record.__name__}.{name}"


def test_records_cannot_be_changed() -> None:
    found = project(name="甲")
    with pytest.raises(ValidationError, match="frozen"):
        found.name = "乙"  # type: ignore[misc]
    assert found.name == "甲"


def test_two_projects_share_nothing() -> None:
    assert project().materials is not project().materials
    assert project().places is not project().places


@pytest.mark.parametrize("record", RECORDS)
def test_unknown_keys_are_refused(record: type[Record]) -> None:
    with pytest.raises(ValidationError) as refused:
        record.model_validate({"没有这一项": "1"})
    assert ("没有这一项",) in [fault["loc"] for fault in refused.value.errors()]


@pytest.mark.parametrize(
    ("field", "value"),
    [("年度", 1989), ("年度", 2101), ("表", "附件9"), ("金额单位", "美元"), ("采用", "估计")],
)
def test_values_out_of_range_are_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Project.model_validate({"年度": 2020, field: value})


def test_read_by_title_and_with_places() -> None:
    row, record = Origin("甲.yaml", 3, 1), Origin("甲.yaml", 1, 1)
    found = Project.model_validate(
        {"年度": 2020, "文字材料": {"概况": "一段"}, "places": {"": record, "年度": row}}
    )
    assert found.materials["概况"].full == "一段"
    assert found.origin("年度") == (row,)
    assert found.origin("项目名称") == (record,)
    assert project().origin("年度") == ()
