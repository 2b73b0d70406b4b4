"""存稿：整个写成或不写；改过的不覆盖；没有变化的不碰。"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportgen.document import store
from reportgen.document.store import MEMORY, Manuscript, Saved, digest, foresee, save
from reportgen.report import (
    Block,
    Cell,
    Kind,
    Merge,
    Properties,
    Report,
    Row,
    Table,
    Wording,
)

OLD, NEW, NEWER, EDITED = b"old", b"new", b"newer", b"edited by hand"
TABLE = Table((1,), (Row((Cell(("格一",)),)), Row((Cell(("格一",), merge=Merge.CONTINUE),))))


def report(text: str = "一段") -> Report:
    blocks = (
        Block("自评结论#得分", Kind.GENERATED, "公文正文", Wording((text, "二段"))),
        Block("表格#指标", Kind.GENERATED, "表格文字", Wording(table=TABLE)),
    )
    return Report("附件2", "style.docx", Properties("题", "单位", "主题"), blocks)


def path(output: Path) -> Path:
    return output / "甲" / "附件2.docx"


def memory(output: Path) -> Path:
    return output / MEMORY / "甲.json"


def remembered(output: Path) -> list[Any]:
    """记着的几个样子，新的在前。"""
    return list(json.loads(memory(output).read_bytes())["附件2"])


def put(output: Path, data: bytes, text: str = "一段") -> Saved:
    [outcome] = save(output, "甲", [Manuscript(report(text), data)])
    return outcome


def files(folder: Path) -> list[str]:
    return sorted(
        each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()
    )


BOTH = [f"{MEMORY}/甲.json", "甲/附件2.docx"]


def test_the_first_time(tmp_path: Path) -> None:
    output = tmp_path / "还没有" / "output"
    assert put(output, OLD) is Saved.WRITTEN
    assert path(output).read_bytes() == OLD
    assert files(output) == BOTH


def test_the_memory_keeps_the_texts_and_the_digest(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    [version] = remembered(tmp_path)
    assert version["sha256"] == digest(OLD)
    assert version["merged"] is False
    first, second = version["previous"]["pieces"]
    assert first[0] == "自评结论#得分"
    assert first[3] == ["一段", "二段"]
    assert second[4] == [["格一"], ["格一"]]


def test_a_corrected_figure_is_written_over_our_own_file(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    assert put(tmp_path, NEW, "改了") is Saved.WRITTEN
    assert path(tmp_path).read_bytes() == NEW
    texts = [version["previous"]["pieces"][0][3][0] for version in remembered(tmp_path)]
    assert texts == ["改了", "一段"]


def test_an_unchanged_run_touches_nothing(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    long_ago = (1_000_000_000, 1_000_000_000)
    for each in (path(tmp_path), memory(tmp_path)):
        os.utime(each, long_ago)
    before = {each: each.stat() for each in (path(tmp_path), memory(tmp_path))}
    assert put(tmp_path, OLD) is Saved.UNCHANGED
    for each, state in before.items():
        now = each.stat()
        assert (now.st_mtime_ns, now.st_ino) == (state.st_mtime_ns, state.st_ino)


@pytest.mark.parametrize("data", [OLD, NEW], ids=["same data", "corrected data"])
def test_a_file_edited_by_hand_is_kept(tmp_path: Path, data: bytes) -> None:
    put(tmp_path, OLD)
    before = memory(tmp_path).read_bytes()
    path(tmp_path).write_bytes(EDITED)
    assert put(tmp_path, data) is Saved.KEPT
    assert path(tmp_path).read_bytes() == EDITED
    assert memory(tmp_path).read_bytes() == before


def test_a_file_of_unknown_origin_is_kept(tmp_path: Path) -> None:
    path(tmp_path).parent.mkdir(parents=True)
    path(tmp_path).write_bytes(EDITED)
    assert put(tmp_path, OLD) is Saved.KEPT
    assert files(tmp_path) == ["甲/附件2.docx"]


def test_a_deleted_file_is_written_again(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    path(tmp_path).unlink()
    assert put(tmp_path, OLD) is Saved.WRITTEN
    assert path(tmp_path).read_bytes() == OLD


SPOILED = {
    "gone": None,
    "empty": b"",
    "no json": b"{",
    "no text": b"\xff\xfe\x00",
    "another json": b"[1]",
    "a number": b"5",
    "without digests": '{"附件2": [{"blocks": {}}]}'.encode(),
    "digests of another kind": '{"附件2": [{"sha256": 5}]}'.encode(),
    "versions of another kind": '{"附件2": 5}'.encode(),
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", SPOILED.values(), ids=SPOILED)
def test_without_its_memory_a_file_is_known_only_by_being_the_same(
    tmp_path: Path, content: bytes | None
) -> None:
    put(tmp_path, OLD)
    if content is None:
        memory(tmp_path).unlink()
    else:
        memory(tmp_path).write_bytes(content)
    assert put(tmp_path, NEW) is Saved.KEPT
    assert path(tmp_path).read_bytes() == OLD
    assert put(tmp_path, OLD) is Saved.UNCHANGED  # 一样的认得，记忆也补上了
    assert put(tmp_path, NEW) is Saved.WRITTEN


def failing(at: Path) -> object:
    """写到 ``at`` 时失败的 ``replace``。"""
    real = store.replace

    def replace(target: Path, data: bytes) -> None:
        if target == at:
            raise PermissionError(13, "文件开着")
        real(target, data)

    return replace


def test_a_run_broken_off_between_memory_and_file_leaves_a_known_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, OLD)
    for data in (NEW, NEWER):  # 断两次也还认得
        with monkeypatch.context() as broken:
            broken.setattr(store, "replace", failing(path(tmp_path)))
            assert put(tmp_path, data) is Saved.UNWRITABLE
        assert path(tmp_path).read_bytes() == OLD
        known = [version["sha256"] for version in remembered(tmp_path)]
        assert known == [digest(data), digest(OLD)]
    assert put(tmp_path, NEW) is Saved.WRITTEN


def test_after_a_broken_run_the_old_data_again_are_the_last_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, OLD)
    with monkeypatch.context() as broken:
        broken.setattr(store, "replace", failing(path(tmp_path)))
        assert put(tmp_path, NEW, "改了") is Saved.UNWRITABLE
    assert put(tmp_path, OLD) is Saved.UNCHANGED
    [kept] = remembered(tmp_path)
    assert kept["sha256"] == digest(OLD)
    assert kept["previous"]["pieces"][0][3][0] == "一段"


def test_without_a_memory_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, OLD)
    monkeypatch.setattr(store, "replace", failing(memory(tmp_path)))
    assert put(tmp_path, NEW) is Saved.UNWRITABLE
    assert path(tmp_path).read_bytes() == OLD


@pytest.mark.parametrize("fault", [OSError(28, "磁盘满"), KeyboardInterrupt()], ids=["disk", "^C"])
@pytest.mark.parametrize("method", ["write_bytes", "replace"])
def test_a_failed_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, fault: BaseException
) -> None:
    put(tmp_path, OLD)

    def fail(*_: object) -> None:
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(store.Path, method, fail)
        if isinstance(fault, OSError):
            assert put(tmp_path, NEW) is Saved.UNWRITABLE
        else:
            with pytest.raises(type(fault)):
                put(tmp_path, NEW)
    assert path(tmp_path).read_bytes() == OLD
    assert files(tmp_path) == BOTH
    assert put(tmp_path, NEW) is Saved.WRITTEN


@pytest.mark.parametrize("place", ["甲/附件2.docx", ".reportgen/甲.json"])
def test_a_folder_in_the_place_of_a_file_is_an_error_of_the_system(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / place).mkdir(parents=True)
    assert put(tmp_path, OLD) is Saved.UNWRITABLE
    assert files(tmp_path) == []


def test_a_file_in_the_place_of_the_output_folder(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(EDITED)
    assert put(tmp_path / "output", OLD) is Saved.UNWRITABLE
    assert (tmp_path / "output").read_bytes() == EDITED


def test_a_written_file_can_be_read_by_others(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    assert path(tmp_path).stat().st_mode & 0o444 == 0o444


def test_one_file_that_cannot_be_written_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(report(), name="附件4")
    both = [Manuscript(report(), OLD), Manuscript(other, OLD)]
    assert save(tmp_path, "甲", both) == [Saved.WRITTEN, Saved.WRITTEN]
    monkeypatch.setattr(store, "replace", failing(path(tmp_path)))
    newer = [each._replace(data=NEW) for each in both]
    assert save(tmp_path, "甲", newer) == [Saved.UNWRITABLE, Saved.WRITTEN]
    assert path(tmp_path).read_bytes() == OLD
    assert (tmp_path / "甲" / "附件4.docx").read_bytes() == NEW


def test_what_would_happen_is_foreseen_without_writing(tmp_path: Path) -> None:
    manuscript = Manuscript(report(), OLD)
    assert foresee(tmp_path, "甲", [manuscript]) == [Saved.WRITTEN]
    assert files(tmp_path) == []
    put(tmp_path, OLD)
    assert foresee(tmp_path, "甲", [manuscript]) == [Saved.UNCHANGED]
    path(tmp_path).write_bytes(EDITED)
    assert foresee(tmp_path, "甲", [manuscript]) == [Saved.KEPT]
    assert files(tmp_path) == BOTH


def test_a_name_as_long_as_the_file_system_allows(tmp_path: Path) -> None:
    stem = "长" * 81
    assert save(tmp_path, stem, [Manuscript(report(), OLD)]) == [Saved.WRITTEN]
    assert files(tmp_path) == [f".reportgen/{stem}.json", f"{stem}/附件2.docx"]


POSIX = pytest.mark.skipif(os.name == "nt", reason="权限、链接照 POSIX")


def merged(output: Path, data: bytes, over: bytes) -> Saved:
    [outcome] = save(output, "甲", [Manuscript(report(), data, over)])
    return outcome


@POSIX
@pytest.mark.parametrize("mode", [0o660, 0o600, 0o644])
def test_the_mode_stays(tmp_path: Path, mode: int) -> None:
    put(tmp_path, OLD)
    path(tmp_path).chmod(mode)
    assert put(tmp_path, NEW) is Saved.WRITTEN
    assert path(tmp_path).stat().st_mode & 0o777 == mode
    path(tmp_path).write_bytes(EDITED)
    assert merged(tmp_path, NEWER, EDITED) is Saved.MERGED
    assert path(tmp_path).stat().st_mode & 0o777 == mode
    backup = path(tmp_path).with_name("附件2.docx.bak")
    assert backup.read_bytes() == EDITED
    assert backup.stat().st_mode & 0o777 == mode, "旧稿别人也看得见了"


@POSIX
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    output, share = tmp_path / "output", tmp_path / "共享" / "报告.docx"
    put(output, OLD)
    share.parent.mkdir()
    path(output).rename(share)
    path(output).symlink_to(share)
    assert put(output, NEW) is Saved.WRITTEN
    assert path(output).is_symlink()
    assert share.read_bytes() == NEW
    share.write_bytes(EDITED)
    assert merged(output, NEWER, EDITED) is Saved.MERGED
    assert path(output).is_symlink()
    assert share.read_bytes() == NEWER
    assert files(share.parent) == ["报告.docx"]


@POSIX
def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    path(tmp_path).chmod(0o444)
    before = remembered(tmp_path)
    assert foresee(tmp_path, "甲", [Manuscript(report(), NEW)]) == [Saved.UNWRITABLE]
    assert put(tmp_path, NEW) is Saved.UNWRITABLE
    assert path(tmp_path).read_bytes() == OLD
    assert put(tmp_path, OLD) is Saved.UNCHANGED
    path(tmp_path).chmod(0o644)
    path(tmp_path).write_bytes(EDITED)
    path(tmp_path).chmod(0o444)
    assert merged(tmp_path, NEWER, EDITED) is Saved.UNWRITABLE
    assert path(tmp_path).read_bytes() == EDITED
    assert files(tmp_path) == BOTH
    assert remembered(tmp_path) == before
    with pytest.raises(PermissionError):
        store.replace(path(tmp_path), NEW)
