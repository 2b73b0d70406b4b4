"""有出处的记录：字段的中文名称是唯一的键，出处跟着记录走。"""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from reportgen.finding import Origin
from reportgen.located import Record, titled


class Box(Record):
    name: str = titled("名称")
    things: tuple[str, ...] = titled("东西", default_factory=tuple)


HERE, THERE = Origin("甲.yaml", 1, 1), Origin("甲.yaml", 2, 5)


def test_titles_are_the_chinese_names_and_nothing_else() -> None:
    assert list(Box.titles()) == ["名称", "东西"]


@pytest.mark.parametrize("key", ["名称", "name"])
def test_a_field_is_filled_by_its_chinese_or_its_english_name(key: str) -> None:
    assert Box.model_validate({key: "箱"}).name == "箱"


def test_a_default_factory_is_used() -> None:
    assert Box.model_validate({"名称": "箱"}).things == ()


@pytest.mark.parametrize(
    ("title", "expected"),
    [("名称", (THERE,)), ("东西", (HERE,)), ("", (HERE,))],
    ids=["its own", "else the record's", "the record"],
)
def test_origin(title: str, expected: tuple[Origin, ...]) -> None:
    box = Box.model_validate({"名称": "箱", "places": {"": HERE, "名称": THERE}})
    assert box.origin(title) == expected


def test_a_record_from_nowhere_has_no_origin() -> None:
    assert Box.model_validate({"名称": "箱"}).origin("名称") == ()


def test_places_are_neither_printed_nor_part_of_the_data() -> None:
    box = Box.model_validate({"名称": "箱", "places": {"": HERE}})
    assert "places" not in repr(box)
    assert box.model_dump(by_alias=True) == {"名称": "箱", "东西": ()}


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        Box.model_validate({"名称": "箱", "颜色": "红"})


def test_a_record_cannot_be_changed() -> None:
    box = Box.model_validate({"名称": "箱"})
    with pytest.raises(ValidationError):
        box.name = "盒"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("origin", "text"),
    [
        (Origin("甲.yaml"), "甲.yaml"),
        (Origin("甲.yaml", 12), "甲.yaml:12"),
        (Origin("甲.yaml", 12, 5), "甲.yaml:12:5"),
        (Origin(r"D:\数据\甲.yaml", 12, 5), r"D:\数据\甲.yaml:12:5"),
        (Origin("甲.xlsx", spot="资金!D7"), "甲.xlsx[资金!D7]"),
    ],
)
def test_how_an_origin_reads(origin: Origin, text: str) -> None:
    assert str(origin) == text
