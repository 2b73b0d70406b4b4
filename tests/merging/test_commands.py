"""合并的各选项：定稿、只看不写、比一比、旧稿、正打开着的文件、合并说明。"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.merging import edits, reading
from tests.merging.desk import Desk
from tests.merging.given import AGAIN, EXECUTED, RUN, RUN_NOW
from tests.merging.judge import words_are_there
from tests.merging.package import TOOL, Package

WORDS = "资金使用规范。"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("写好"))
    assert made.write().code == 0
    return made


@pytest.fixture
def desk(written: Desk, tmp_path: Path) -> Iterator[Desk]:
    """人加了一句，执行数更正了，还没有写。"""
    made = written.copy(tmp_path)
    made.edit(edits.append_words, RUN, WORDS)
    made.correct(*EXECUTED)
    yield made


def test_final_strips_everything_of_the_tool(desk: Desk) -> None:
    desk.edit(edits.retype, "结余111.94万元", "111.94", "110")
    run = desk.write("--final")
    data = desk.read()
    assert edits.carried(data) == set()
    assert not [each for each in reading.comments(data) if each.author == TOOL]
    assert b"reportgen" not in b"".join(Package(data).parts.values())
    words_are_there(data, [RUN_NOW + WORDS, "结余110万元"])
    assert "定稿" in run.text


def test_final_of_an_untouched_file(written: Desk, tmp_path: Path) -> None:
    desk = written.copy(tmp_path)
    before = reading.seen(desk.read())
    desk.write("--final")
    for document in ("附件2", "附件4-缩略版", "附件4-摘要版"):
        assert edits.carried(desk.read(document)) == set()
    assert reading.seen(desk.read()) == before


def test_clean_leaves_no_revisions(desk: Desk) -> None:
    assert desk.write("--clean").code == 0
    data = desk.read()
    assert reading.tracked(data) == []
    words_are_there(data, [RUN_NOW + WORDS])


def test_a_dry_run_writes_nothing_and_says_what(desk: Desk) -> None:
    before = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    run = desk.write("--dry-run")
    assert {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()} == before
    assert "1640.06" in run.text


def test_diff_of_two_files(desk: Desk) -> None:
    old = desk.root / "旧.docx"
    old.write_bytes(desk.read())
    desk.write()
    run = desk.diff(old, desk.path())
    assert "1628.06" in run.text
    assert "1640.06" in run.text


def test_diff_of_a_file_and_the_data_writes_nothing(desk: Desk) -> None:
    before = desk.files()
    run = desk.diff(desk.path(), desk.data)
    assert "1640.06" in run.text
    assert desk.files() == before


def test_the_version_before_is_kept_beside(desk: Desk) -> None:
    person = desk.read()
    desk.write()
    copies = [path for path in desk.output.rglob("*") if ".bak" in path.name]
    assert any(path.read_bytes() == person for path in copies), "旁边没有旧稿"
    second = desk.read()
    desk.correct(*AGAIN)
    desk.write()
    kept = [path.read_bytes() for path in desk.output.rglob("*") if ".bak" in path.name]
    assert second in kept


LOCKS = ("~${name}", ".~lock.{name}#")


@pytest.mark.parametrize("lock", LOCKS)
def test_an_open_file_is_refused(desk: Desk, lock: str) -> None:
    person = desk.read()
    mark = desk.path().with_name(lock.format(name=desk.path().name))
    mark.write_bytes(b"")
    run = desk.write()
    assert desk.read() == person
    assert run.code == 3
    assert "附件4-缩略版" in run.text
    assert "打开" in run.text or "关" in run.text
    words_are_there(desk.read("附件2"), ["1640.06"])
    mark.unlink()
    assert desk.write().code == 0
    words_are_there(desk.read(), [RUN_NOW + WORDS])


def test_a_lock_as_word_shortens_it(desk: Desk) -> None:
    """名称长的，Word 的锁文件少头两个字。"""
    person = desk.read()
    desk.path().with_name(f"~${desk.path().name[2:]}").write_bytes(b"")
    run = desk.write()
    assert desk.read() == person
    assert run.code == 3


def test_the_account_of_the_merge_is_written(desk: Desk) -> None:
    desk.edit(edits.retype, "结余111.94万元", "111.94", "110")
    run = desk.write()
    assert run.code == 1
    found = [path for path in desk.output.rglob("*合并说明*") if path.is_file()]
    assert found, "没有合并说明"
    before = found[0].read_bytes()
    desk.write()
    assert found[0].read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200, b"x" * 999])
def test_a_file_that_is_no_docx_is_let_be(desk: Desk, content: bytes) -> None:
    desk.put(content)
    run = desk.write()
    assert desk.read() == content
    assert run.code != 0
    words_are_there(desk.read("附件2"), ["1640.06"])


def test_a_protected_or_strict_file_is_refused(desk: Desk) -> None:
    package = Package(desk.read())
    settings = package.tree("word/settings.xml")
    namespace = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    protection = settings.makeelement(f"{namespace}documentProtection", {})
    protection.set(f"{namespace}edit", "readOnly")
    protection.set(f"{namespace}enforcement", "1")
    settings.insert(0, protection)
    person = package.save()
    desk.put(person)
    run = desk.write()
    assert desk.read() == person
    assert run.code != 0


def test_what_could_not_be_merged_is_in_the_account(desk: Desk) -> None:
    """没有并成的文件，合并说明里说为什么，不说“没有要定的”。"""
    desk.edit(edits.append_words, RUN, "资金使用规范。")
    desk.put(edits.strip_bookmarks(edits.strip_part(edits.strip_properties(desk.read()))))
    edits.strip_sidecar(desk.output)
    run = desk.write()
    assert run.code == 1
    said = reading.text_of(desk.read("合并说明"))
    assert "没有上次写它的记录" in said
    assert "现在没有要定的" not in said
