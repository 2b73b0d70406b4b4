"""编译好的模板：记下、再用；变了的重新编译，坏了的不用。"""

from __future__ import annotations

from pathlib import Path
from types import CodeType

from reportgen.compose import load_templates
from reportgen.compose.compiled import Compiled
from reportgen.compose.engine import Engine, Source


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
