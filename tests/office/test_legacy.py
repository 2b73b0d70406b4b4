"""旧版的表：真实的表由 LibreOffice 存成 .doc、.odt，再转回来读，一格不变（``make office``）。"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from reportgen.intake.form_file import read_form_file
from reportgen.intake.legacy import converted, office
from reportgen.reading.node import Node

pytestmark = pytest.mark.office

FORMS = sorted((Path(__file__).resolve().parents[1] / "facts" / "forms").glob("*.docx"))


@pytest.fixture(scope="module")
def program() -> str:
    found = office()
    if found is None:
        pytest.fail("没有找到 LibreOffice，请先运行 make tools")
    return found


def words(data: bytes) -> object:
    [document], findings = read_form_file(data, "甲")
    assert document.node is not None
    assert findings == ()
    return plain(document.node), [(each.code, each.message) for each in document.findings]


def plain(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: plain(inner) for key, inner in node.value.items()}
    return node.value if isinstance(node.value, str) else [plain(each) for each in node.value]


@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_a_form_saved_anew_reads_the_same(suffix: str, program: str, tmp_path: Path) -> None:
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", suffix, "--outdir", str(tmp_path)),
            *map(str, FORMS),
        ],
        check=True,
        capture_output=True,
    )
    chosen = FORMS[:: len(FORMS) // 4]
    assert len(chosen) >= 4
    for form in chosen:
        data = converted(tmp_path / f"{form.stem}.{suffix}", program)
        assert data is not None
        assert words(data) == words(form.read_bytes()), form.stem


def test_what_cannot_be_converted(program: str, tmp_path: Path) -> None:
    assert converted(tmp_path / "没有.doc", program) is None
