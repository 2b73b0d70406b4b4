"""工作簿在 LibreOffice 里：公式算得和程序一样，另存以后读回来一字不差，印得成 A4。"""

from __future__ import annotations

import re
import subprocess
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.assess.execution import execution_rate
from reportgen.blank import write_blank
from reportgen.intake import load, load_document, read_file
from reportgen.model import Project
from reportgen.notation import read_points
from reportgen.pipeline import Workshop, assess_project
from reportgen.shipped import sample
from tests.intake.workbook.books import DATA, real, value_of
from tests.office.test_office import tool

pytestmark = pytest.mark.office


def convert(path: Path, kind: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [tool("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", folder]
    run = subprocess.run([*command, path], capture_output=True, encoding="utf-8", timeout=180)
    made = folder / f"{path.stem}.{kind}"
    assert made.exists(), run.stderr
    return made


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Path:
    """带着全部真实数据的工作簿，由 LibreOffice 重算、另存。"""
    folder = tmp_path_factory.mktemp("工作簿")
    made = write_blank([DATA], "附件2", folder / "全部.xlsx", workshop)
    assert made.projects == 24
    again = folder / "另存"
    again.mkdir()
    return convert(folder / "全部.xlsx", "xlsx", again)


@pytest.fixture(scope="module")
def projects(saved: Path) -> list[Project]:
    loaded = [each for path in sorted(DATA.glob("*.yaml")) for each in load(path)]
    return [each.project for each in loaded if each.project is not None]


def totals(saved: Path) -> list[dict[str, Any]]:
    """资金表的合计各行：表头 → LibreOffice 算出的值。"""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        page = load_workbook(saved, data_only=True)["资金"]
    assert isinstance(page, Worksheet)
    heads = [str(cell.value).split("\n")[0] for cell in page[1]]
    rows = (dict(zip(heads, row, strict=True)) for row in page.iter_rows(2, values_only=True))
    return [row for row in rows if row["资金来源"] == "合计"]


def test_the_formulas_agree_with_the_program(
    saved: Path, projects: list[Project], workshop: Workshop
) -> None:
    rows = totals(saved)
    assert len(rows) == len(projects) == 24
    compared = 0
    for row, project in zip(rows, projects, strict=True):
        assessment = assess_project(project, workshop)
        rate = execution_rate(project.funds)
        assert rate is not None
        assert abs(Decimal(str(row["自动·执行率"])) - rate) < Decimal("1e-9"), project.name
        execution = assessment.computed_execution_score
        assert execution is not None
        assert Decimal(str(row["自动·执行得分"])) == execution, project.name
        stated = [each for goal in project.goals for each in goal.indicators]
        scores = [read_points(each.score) for each in stated if each.score]
        if not all(re.fullmatch(r"[\d.]+", each.score) for each in stated if each.score):
            continue
        whole = sum((score for score in scores if score is not None), Decimal(0))
        assert Decimal(str(row["自动·指标得分合计"])) == whole, project.name
        assert Decimal(str(row["自动·总分"])) == execution + whole, project.name
        compared += 1
    assert compared >= 15


def test_what_libreoffice_saved_reads_back_the_same(saved: Path) -> None:
    documents = read_file(saved)
    assert [value_of(each.node) for _, each in documents if each.node is not None] == [
        value_of(node) for node in real().values()
    ]
    findings = [finding for _, each in documents for finding in each.findings]
    assert findings == []
    assert all(load_document(stem, each).project for stem, each in documents)


def test_a_sample_sees_its_scores_and_prints_on_a4(tmp_path: Path, workshop: Workshop) -> None:
    write_blank([sample()], "附件2", tmp_path / "样例.xlsx", workshop)
    [row] = totals(convert(tmp_path / "样例.xlsx", "xlsx", _made(tmp_path / "另存")))
    assert row["自动·执行率"] == pytest.approx(0.98)
    assert [
        row[f"自动·{title}"] for title in ("执行得分", "指标分值合计", "指标得分合计", "总分")
    ] == [*(19.6, 80, 79.7, 99.3)]
    pdf = convert(tmp_path / "样例.xlsx", "pdf", tmp_path)
    told = subprocess.run([tool("pdfinfo"), "-l", "99", pdf], capture_output=True, encoding="utf-8")
    sizes = set(re.findall(r"size:\s+([\d.]+) x ([\d.]+)", told.stdout))
    assert {tuple(sorted(round(float(side)) for side in size)) for size in sizes} == {(595, 842)}


def test_an_empty_workbook_shows_no_errors(tmp_path: Path, workshop: Workshop) -> None:
    write_blank([], "附件2", tmp_path / "空白.xlsx", workshop)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(
            convert(tmp_path / "空白.xlsx", "xlsx", _made(tmp_path / "另存")), data_only=True
        )
    shown = [
        cell.value
        for title in ("项目", "资金", "绩效指标")
        for row in book[title].iter_rows(min_row=2)
        for cell in row
        if cell.value not in (None, "")
    ]
    assert shown == ["附件2", "合计"]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
