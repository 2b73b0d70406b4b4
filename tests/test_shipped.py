"""随程序带的：样例写全了每一项、没有错；放进文件夹的就是它们，不覆盖什么。"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from reportgen.finding import Severity
from reportgen.located import Record
from reportgen.model import Funds, Goal, Indicator, Material, Project, SelfRating, Signature, Source
from reportgen.pipeline import Workshop, write
from reportgen.shipped import SAMPLE, default_templates, lay_out, sample
from reportgen.writing import Order

ROOT = Path(__file__).resolve().parents[1]
RECORDS = (Funds, Goal, Indicator, Material, Project, SelfRating, Signature, Source)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_templates_and_the_sample_are_those_of_the_repository() -> None:
    assert default_templates() == ROOT / "templates" / "zh"
    assert sample() == ROOT / "templates" / SAMPLE


def test_the_wheel_carries_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert carried == {"templates": "reportgen/templates"}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_the_sample_shows_every_key_with_a_word_on_it(record: type[Record]) -> None:
    lines = sample().read_text(encoding="utf-8").splitlines()
    for title in record.titles():
        first = next((line for line in lines if re.search(rf"(^|[\s{{]){title}: ?", line)), "")
        assert re.search(r"\S.*#.*\S", first), title


def test_the_sample_has_no_fault_and_leaves_nothing_to_fill_in(
    tmp_path: Path, workshop: Workshop
) -> None:
    (outcome,) = write([sample()], Order(tmp_path), workshop)
    assert not outcome.failed
    assert [each for each in outcome.findings if each.severity is not Severity.NOTE] == []
    assert len(outcome.written) == 3
    for made in outcome.written:
        assert made.report.blanks() == ()
        assert not made.report.shortened


def test_all_is_laid_out_byte_by_byte(tmp_path: Path) -> None:
    target = tmp_path / "深" / "一些"
    assert lay_out(target) == ()
    laid = files(target)
    assert laid.pop(f"data/{SAMPLE}") == sample().read_bytes()
    shipped = files(default_templates())
    assert laid == {f"templates/{name}": content for name, content in shipped.items()}
    assert {"templates/README.md", "templates/style-form.docx"} <= set(laid)
    assert "templates/profiles/武汉东湖2020.yaml" in laid


def test_what_is_there_already_is_told_and_nothing_is_laid_out(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "templates" / "README.md").unlink()
    before = files(tmp_path)
    (finding,) = lay_out(tmp_path)
    assert finding.code == "file-exists"
    assert len(finding.origins) == len(before)
    assert str(tmp_path / "data" / SAMPLE) in [origin.file for origin in finding.origins]
    assert files(tmp_path) == before


def test_a_link_to_nowhere_is_there_already(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / SAMPLE).symlink_to(tmp_path / "没有")
    (finding,) = lay_out(tmp_path)
    assert finding.code == "file-exists"
    assert not (tmp_path / "没有").exists()


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("一个文件，占了文件夹的位置", encoding="utf-8")
    (finding,) = lay_out(tmp_path)
    assert finding.code == "file-unwritable"
    assert finding.origins[0].file == str(tmp_path / "data" / SAMPLE)
    assert list(files(tmp_path)) == ["data"]


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "我的.yaml").write_text("年度: 2020", encoding="utf-8")
    assert lay_out(tmp_path) == ()
    assert (tmp_path / "data" / "我的.yaml").read_text(encoding="utf-8") == "年度: 2020"
