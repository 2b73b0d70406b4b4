"""对比：两份 Word 文件；一份报告和改了的数据；比不了的说清楚。"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.comparing import Compared, compare
from reportgen.pipeline import write
from reportgen.workshop import Workshop
from reportgen.writing import Order
from tests.merging import edits
from tests.projects import DEPARTMENT, Data, data, row, save

NAME = "附件4-缩略版.docx"
BASE = data(row("路灯维护数量", "≥100盏", "120盏"), row("群众满意度", "≥90%", "92%"))
LATER = data(
    row("路灯维护数量", "≥100盏", "120盏"),
    row("群众满意度", "≥90%", "92%"),
    资金={"预算数": "200", "执行数": "160"},
)


def written(folder: Path, workshop: Workshop, made: Data = BASE, stem: str = "路灯") -> Path:
    """写好的缩略版。"""
    path = save(folder / "数据", stem, made)
    order = Order(folder / "output")
    assert not [each for each in write([path], order, workshop) if each.failed]
    return folder / "output" / stem / NAME


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def codes(compared: Compared) -> list[str]:
    return [finding.code for finding in compared.findings]


def edited(path: Path, change: Callable[..., bytes], *arguments: str) -> Path:
    path.write_bytes(change(path.read_bytes(), *arguments))
    return path


@pytest.fixture
def report(tmp_path: Path, workshop: Workshop) -> Path:
    return written(tmp_path, workshop)


# ── 两份 Word 文件 ──


def test_the_same_file(report: Path, workshop: Workshop) -> None:
    assert compare(report, report, workshop) == Compared(())


def test_two_files(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    """只说改的字；多的、少的整段说。"""
    later = written(tmp_path / "又", workshop, LATER)
    compared = compare(report, later, workshop)
    assert not compared.failed
    assert compared.findings == ()
    assert {(each.was, each.now) for each in compared.changes} >= {("150", "160"), ("75", "80")}
    assert all(each.was != each.now for each in compared.changes)
    back = compare(later, report, workshop).changes
    assert {(each.was, each.now) for each in back} >= {("160", "150"), ("80", "75")}


def test_a_paragraph_more(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    other = tmp_path / "改过.docx"
    other.write_bytes(edits.append_words(report.read_bytes(), "预算执行率为", "资金使用规范。"))
    (change, *more) = compare(report, other, workshop).changes
    assert (change.was, change.now) == ("", "资金使用规范。")
    assert change.piece.startswith("……")
    assert more == []


# ── 一份报告和数据 ──


def test_nothing_would_change(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    assert compare(report, tmp_path / "数据" / "路灯.yaml", workshop) == Compared(())


def test_what_would_change(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    """改哪里，什么也不写。"""
    path = save(tmp_path / "数据", "路灯", LATER)
    before = files(tmp_path)
    compared = compare(report, path, workshop)
    assert files(tmp_path) == before
    assert {(each.was, each.now) for each in compared.changes} >= {("150", "160"), ("75", "80")}
    assert (compared.findings, compared.failed) == ((), False)


def test_what_could_not_be_changed(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    """人也改了的，说出来，带着数据的出处。"""
    edited(report, edits.retype, "实际执行150万元", "150", "155")
    compared = compare(report, save(tmp_path / "数据", "路灯", LATER), workshop)
    conflicts = [each for each in compared.findings if each.code == "merge-conflict"]
    assert conflicts
    assert "150万元" in conflicts[0].message
    assert "160万元" in conflicts[0].message
    assert conflicts[0].origins[0].file == str(report)
    assert any(origin.line for origin in conflicts[0].origins[1:])


def test_without_the_memory(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    """文件单独拿走、改了名：底子在文件里，一样。"""
    alone = tmp_path / "别处" / "交来的稿子.docx"
    alone.parent.mkdir()
    alone.write_bytes(report.read_bytes())
    path = save(tmp_path / "新", "路灯", LATER)
    changes = compare(alone, path, workshop).changes
    assert changes == compare(report, path, workshop).changes
    assert len(changes) > 3


def test_with_the_memory_only(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    """文件里的底子没有了，旁边的记忆还在，一样。"""
    path = save(tmp_path / "数据", "路灯", LATER)
    changes = compare(report, path, workshop).changes
    edited(report, lambda data: edits.strip_part(edits.strip_properties(data)))
    assert compare(report, path, workshop).changes == changes


def test_without_any_base(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    """底子都没有了，认名称；不知道上次写的什么，只说哪里不同。"""
    alone = tmp_path / "别处" / NAME
    alone.parent.mkdir()
    alone.write_bytes(edits.strip_part(edits.strip_properties(report.read_bytes())))
    compared = compare(alone, save(tmp_path / "新", "路灯", LATER), workshop)
    assert compared.failed
    assert codes(compared) == ["merge-unknown"]
    assert "150 → 160" in compared.findings[0].message


def test_the_folder_tells_which_project(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    """数据是一个文件夹，有几个项目：照报告所在的文件夹认。"""
    folder = tmp_path / "数据"
    save(folder, "桥梁", LATER | {"项目名称": "桥梁维护"})
    assert compare(report, folder, workshop) == Compared(())


# ── 比不了的 ──


def test_missing_files(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    gone = tmp_path / "没有.docx"
    for old, new in ((gone, report), (report, gone)):
        compared = compare(old, new, workshop)
        assert compared.failed
        assert codes(compared) == ["file-missing"]
        assert compared.findings[0].origins[0].file == str(gone)
    assert compare(gone, tmp_path / "数据" / "路灯.yaml", workshop).failed
    assert compare(report, tmp_path / "没有.yaml", workshop).failed


def test_not_a_word_file(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    broken = tmp_path / "坏的.docx"
    broken.write_bytes(b"PK\x03\x04")
    for old, new in ((broken, report), (report, broken)):
        compared = compare(old, new, workshop)
        assert compared.failed
        assert len(compared.findings) == 1
        assert compared.changes == ()


def test_unreadable_data(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    broken = tmp_path / "坏的.yaml"
    broken.write_text("甲: [", encoding="utf-8")
    compared = compare(report, broken, workshop)
    assert compared.failed
    assert compared.findings


def test_another_kind_of_report(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    """数据里没有这一份。"""
    compared = compare(report, save(tmp_path / "新", "整体", data(base=DEPARTMENT)), workshop)
    assert compared.failed
    assert codes(compared) == ["diff-unmatched"]


def test_two_projects_and_no_folder(report: Path, tmp_path: Path, workshop: Workshop) -> None:
    """几个项目都写得出，不知道是哪个：不猜。"""
    folder = tmp_path / "数据"
    save(folder, "桥梁", LATER | {"项目名称": "桥梁维护"})
    alone = tmp_path / "交来" / NAME
    alone.parent.mkdir()
    alone.write_bytes(report.read_bytes())
    assert codes(compare(alone, folder, workshop)) == ["diff-unmatched"]
