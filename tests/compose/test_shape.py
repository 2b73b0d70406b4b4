"""构成：取自模板用名本身，真实项目有的名称一个不少。"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.compose.names import template_names
from reportgen.compose.shape import Known, Shape, example_names, known_names, merged, shape_of
from reportgen.pipeline import Workshop, assess_project
from tests.projects import read_file

DATA = Path(__file__).parents[2] / "data" / "2020"


def paths(shape: Shape, prefix: str = "") -> Iterator[str]:
    """每个名称的全路径，列表里的一项记作 []。"""
    if isinstance(shape, dict):
        for name, inner in shape.items():
            yield f"{prefix}.{name}"
            yield from paths(inner, f"{prefix}.{name}")
    if isinstance(shape, list):
        for inner in shape:
            yield from paths(inner, f"{prefix}[]")


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.stem)
def test_every_name_of_a_real_project_is_known(path: Path, workshop: Workshop) -> None:
    names = template_names(assess_project(read_file(path), workshop))
    real, known = set(paths(shape_of(names))), set(paths(known_names().names))
    assert ".指标[].名称" in real
    assert real <= known
    assert set(names) == set(known_names().names)


def test_no_list_of_the_example_is_empty() -> None:
    assert [name for name, value in example_names().items() if value == []] == []
    assert "[]" not in repr(known_names().names)  # 里层的也不空，指标的构成处处都在


def test_records_of_one_list_are_taken_together() -> None:
    assert shape_of([{"甲": 1}, {"乙": [{"丙": ""}]}, {"乙": []}]) == [
        {"甲": None, "乙": [{"丙": None}]}
    ]
    assert shape_of([{"甲": {"乙": 1}}, {"甲": 2}, "丙"]) == [None]
    assert shape_of([{"甲": {"乙": 1}}, {"甲": 2}]) == [{"甲": None}]
    assert shape_of([]) == []
    assert merged([[], [None]]) == [None]


def test_the_digest_changes_with_names_and_remarks() -> None:
    known = Known({"甲": None})
    digests = [
        known.digest,
        Known({"乙": None}).digest,
        known.with_names(乙=None).digest,
        known.with_names(乙={"丙": None}).digest,
        known.with_names(乙=None).with_names(丁=None).digest,
        known.with_remarks(["执行率"]).digest,
        known.with_remarks(None).digest,
    ]
    assert len(set(digests)) == len(digests)
    assert known.with_names(乙=None).digest == Known({"甲": None}).with_names(乙=None).digest
