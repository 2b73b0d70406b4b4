"""退回：有问题的格标在副本里，原来的文件不动，人改过的副本不换掉。"""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.cli import main
from reportgen.finding import Finding, Origin, Severity
from reportgen.returns import return_marked
from tests.intake.test_forms import changed, strange

FORMS = Path(__file__).resolve().parent / "facts" / "forms"
FORM = "t13_party_gov_office.docx"
OVERSPENT = "[表1 第7行第5列]"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return Path(shutil.copy(FORMS / FORM, tmp_path / FORM))


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*map(str, arguments)], catch_exceptions=False)
    return result.exit_code, result.output


def comments(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("word/comments.xml").decode()


def test_the_copy_carries_the_findings(form: Path, tmp_path: Path) -> None:
    original = form.read_bytes()
    code, told = run("audit", form, "--mark", tmp_path / "退回")
    copy = tmp_path / "退回" / FORM
    assert code == 1
    assert OVERSPENT in told
    assert f"写在 {copy}" in told
    assert "错误：" in comments(copy)
    assert form.read_bytes() == original


def test_a_run_again_writes_the_copy_anew(form: Path, tmp_path: Path) -> None:
    folder = tmp_path / "退回"
    run("audit", form, "--mark", folder)
    first = (folder / FORM).read_bytes()
    assert run("audit", form, "--mark", folder)[0] == 1
    assert (folder / FORM).read_bytes() == first


def test_a_copy_somebody_edited_is_kept(form: Path, tmp_path: Path) -> None:
    folder = tmp_path / "退回"
    run("audit", form, "--mark", folder)
    edited = (folder / FORM).read_bytes() + b"\0"
    (folder / FORM).write_bytes(edited)
    code, told = run("audit", form, "--mark", folder)
    assert code == 3
    assert "没有写，保持原样" in told
    assert (folder / FORM).read_bytes() == edited


def test_the_folder_of_the_form_itself_is_refused(form: Path, tmp_path: Path) -> None:
    original = form.read_bytes()
    assert run("audit", form, "--mark", tmp_path)[0] == 3
    assert form.read_bytes() == original


def test_json_stays_alone(form: Path, tmp_path: Path) -> None:
    _, told = run("audit", form, "--mark", tmp_path / "退回", "--format", "json")
    assert json.loads(told)
    assert (tmp_path / "退回" / FORM).exists()


def test_import_marks_too(tmp_path: Path) -> None:
    form = tmp_path / "多一行.docx"
    form.write_bytes(changed("t01_review_consulting", strange))
    code, told = run("import", form, "-o", tmp_path / "录", "--mark", tmp_path / "退回")
    assert code == 0
    assert "标了 3 处" in told
    assert "“奇怪0”不知道放在哪里" in comments(tmp_path / "退回" / form.name)


def test_data_files_are_not_marked(tmp_path: Path) -> None:
    data = FORMS.parents[2] / "data" / "2020" / "党政办公室.yaml"
    code, told = run("audit", data, "--mark", tmp_path / "退回")
    assert code == 1
    assert told.endswith("没有要标的：Word 表、工作簿里没有发现问题\n")
    assert not (tmp_path / "退回").exists()


def test_a_file_is_no_folder(form: Path) -> None:
    assert run("audit", form, "--mark", form)[0] == 2


def test_forms_of_the_same_name_do_not_overwrite_each_other(form: Path, tmp_path: Path) -> None:
    other = tmp_path / "别处" / FORM
    other.parent.mkdir()
    shutil.copy(form, other)
    findings = [
        Finding("甲", Severity.ERROR, file, origins=(Origin(str(path), spot="表1 第7行第5列"),))
        for file, path in (("先写的", form), ("后写的", other))
    ]
    first, second = return_marked(findings, tmp_path / "退回")
    assert first.path == tmp_path / "退回" / FORM
    assert second.path is None
    assert [each.code for each in second.findings] == ["edited-kept"]
    assert "先写的" in comments(tmp_path / "退回" / FORM)
