"""编译好的模板：记下、再用；变了的重新编译，坏了的不用。"""

from __future__ import annotations

import os
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from jinja2 import Environment

from reportgen.compose import load_templates, shape
from reportgen.compose.compiled import MOST, Compiled
from reportgen.compose.engine import Engine, Source
from reportgen.finding import Unreadable


def compiled_again(cache: Path | None, text: str = "甲") -> bool:
    """这一次是不是真的编译了。"""
    made: list[str] = []

    def make() -> CodeType:
        made.append(text)
        return compile("1", "甲.j2", "eval")

    kept = Compiled(cache, "模板")
    kept.code(text, "甲.j2", "万元", make)
    kept.save()
    return bool(made)


def test_the_second_time_nothing_is_compiled(tmp_path: Path) -> None:
    assert compiled_again(tmp_path)
    assert not compiled_again(tmp_path)
    assert compiled_again(tmp_path, "乙")


def test_without_a_folder_nothing_is_kept() -> None:
    assert compiled_again(None)
    assert compiled_again(None)


def test_a_damaged_file_is_not_used(tmp_path: Path) -> None:
    compiled_again(tmp_path)
    [path] = tmp_path.iterdir()
    for data in (b"", path.read_bytes()[:-1], path.read_bytes()[:-1] + b"\0"):
        path.write_bytes(data)
        assert compiled_again(tmp_path)
        assert not compiled_again(tmp_path)


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("不是文件夹")
    assert compiled_again(tmp_path / "文件" / "缓存")


def test_what_is_used_no_more_is_forgotten(tmp_path: Path) -> None:
    compiled_again(tmp_path, "甲")
    compiled_again(tmp_path, "乙")
    assert compiled_again(tmp_path, "甲")


def test_a_kept_template_says_the_same_and_knows_its_line(tmp_path: Path) -> None:
    for _ in range(2):
        kept = Compiled(tmp_path, "模板")
        engine = Engine({}, kept)
        template = engine.compile(Source("{{ 金额|万元 }}", "甲.j2", 7))
        kept.save()
        assert engine.render(template, {"金额": 5}) == "5万元"
        assert template.get_corresponding_lineno(10_000) == 7


def test_loading_the_templates_keeps_them(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "缓存"
    load_templates(folder, "附件2", "附件4", cache)
    [path] = cache.iterdir()
    before = path.read_bytes()
    load_templates(folder, "附件2", "附件4", cache)
    assert path.read_bytes() == before
    passage = folder / "共用" / "执行率情况.j2"
    passage.write_text(passage.read_text(encoding="utf-8") + "另。", encoding="utf-8")
    load_templates(folder, "附件2", "附件4", cache)
    assert path.read_bytes() != before


def test_with_everything_kept_nothing_is_parsed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "缓存"
    load_templates(folder, "附件2", "附件4", cache)

    def fail(*_: object) -> None:
        raise AssertionError("又读了一遍模板")

    monkeypatch.setattr(Environment, "parse", fail)
    assert load_templates(folder, "附件2", "附件4", cache)
    with pytest.raises(AssertionError):
        load_templates(folder, "附件2", "附件4")


def told(folder: Path, cache: Path) -> list[str]:
    """读模板时说的，连同地方。"""
    with pytest.raises(Unreadable) as caught:
        load_templates(folder, "附件2", "附件4", cache)
    return [f"{each.message} {each.origins[0]}" for each in caught.value.findings]


@pytest.mark.parametrize(
    ("file", "old", "new", "name"),
    [
        ("共用/phrases.yaml", "  无未完成:", "  都完成:", "无未完成"),
        ("共用/phrases.yaml", "  执行率:", "  进度:", "执行率"),
        ("附件4/outline.yaml", "每: 各类指标", "每: 目标", "完成"),
    ],
)
def test_kept_templates_are_checked_again_when_the_names_have_changed(
    folder: Path, tmp_path: Path, file: str, old: str, new: str, name: str
) -> None:
    cache = tmp_path / "缓存"
    load_templates(folder, "附件2", "附件4", cache)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    for _ in range(2):  # 说过一次的，下次还说
        found = told(folder, cache)
        assert any(f"模板里的名称“{name}”没有 共用/" in each for each in found)
    path.write_text(text, encoding="utf-8")
    assert load_templates(folder, "附件2", "附件4", cache)


def test_kept_templates_are_checked_again_when_the_program_has_other_names(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "缓存"
    load_templates(folder, "附件2", "附件4", cache)
    fewer: dict[str, Any] = {**shape.example_names()}
    del fewer["结余"]
    monkeypatch.setattr(shape, "example_names", lambda: fewer)
    shape.known_names.cache_clear()
    try:
        found = told(folder, cache)
    finally:
        shape.known_names.cache_clear()
    assert {each.split(":")[0] for each in found} == {
        "模板里的名称“结余”没有 共用/资金情况.j2",
        "模板里的名称“结余”没有 共用/预算执行情况分析.j2",
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows 上由文件夹的权限管着")
def test_a_file_that_others_can_write_is_not_run(tmp_path: Path) -> None:
    compiled_again(tmp_path)
    [path] = tmp_path.iterdir()
    path.chmod(0o666)
    assert compiled_again(tmp_path)
    assert path.stat().st_mode & 0o077 == 0


def test_only_a_few_files_are_kept(tmp_path: Path) -> None:
    for number in range(MOST + 5):
        kept = Compiled(tmp_path, f"模板{number}")
        kept.code("甲", "甲.j2", "", lambda: compile("1", "甲.j2", "eval"))
        kept.save()
    assert len(list(tmp_path.iterdir())) == MOST
