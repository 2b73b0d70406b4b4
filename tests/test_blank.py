"""reportgen blank：做工作簿；填好的直接写、核查、录入，与数据文件一样。"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from openpyxl import Workbook

from reportgen.blank import choices, write_blank
from reportgen.cli import main
from reportgen.pipeline import Workshop, audit_all
from reportgen.shipped import sample
from tests.intake.workbook.books import opened

DATA = Path(__file__).parents[1] / "data" / "2020"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    return result.exit_code, result.stdout


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_blank_of_each_kind() -> None:
    assert run("blank", "-o", "空白.xlsx") == (0, "已写 空白.xlsx\n")
    assert run("blank", "--kind", "附件3", "-o", "部门/空白.XLSX")[0] == 0
    assert opened(Path("部门/空白.XLSX").read_bytes())["项目"]["A2"].value == "附件3"
    code, said = run("audit", "空白.xlsx")
    assert code == 3
    assert "工作簿还没有填" in said


def test_a_book_with_data_and_back() -> None:
    assert run("blank", str(sample()), "-o", "甲.xlsx") == (
        0,
        "已写 甲.xlsx，带着 1 个项目的数据\n",
    )
    assert run("import", "甲.xlsx", "-o", "录") == (
        0,
        f"甲\n  已录 {Path('录/甲.yaml')}\n",
    )
    back = yaml.load(Path("录/甲.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    wanted = yaml.load(sample().read_text(encoding="utf-8"), yaml.BaseLoader)
    del wanted["原表"]  # 工作簿自己就是一份新的
    assert back == wanted
    code, said = run("write", "甲.xlsx", "-o", "出")
    assert code == 0, said
    assert len(list(Path("出/甲").glob("*.docx"))) == 3


def test_an_existing_file_is_left_alone() -> None:
    Path("甲.xlsx").write_bytes(b"old")
    code, said = run("blank", "-o", "甲.xlsx")
    assert code == 3
    assert "这个文件已经有了，没有写，保持原样  [甲.xlsx]" in said
    assert Path("甲.xlsx").read_bytes() == b"old"


def test_wrong_use() -> None:
    assert run("blank")[0] == 2
    assert run("blank", "-o", "甲.yaml")[0] == 2
    assert run("blank", "--kind", "附件4", "-o", "甲.xlsx")[0] == 2


def test_a_project_with_a_fault_is_left_out_and_told() -> None:
    Path("坏.yaml").write_text("年度: 2020\n", encoding="utf-8")
    code, said = run("blank", str(sample()), "坏.yaml", "-o", "甲.xlsx")
    assert code == 3
    assert "已写 甲.xlsx，带着 1 个项目的数据" in said
    assert "没有“项目名称”" in said
    code, said = run("blank", "坏.yaml", "-o", "乙.xlsx")
    assert (code, Path("乙.xlsx").exists()) == (3, False)


def test_a_place_that_cannot_be_written(workshop: Workshop) -> None:
    Path("文件").write_bytes(b"")
    made = write_blank([], "附件2", Path("文件/甲.xlsx"), workshop)
    assert made.path is None
    assert [finding.code for finding in made.findings] == ["file-unwritable"]


def test_the_audit_of_the_workbook_is_that_of_the_data(workshop: Workshop) -> None:
    made = write_blank([DATA], "附件2", Path("全部.xlsx"), workshop)
    assert (made.projects, made.findings) == (24, ())
    mine = [outcome.findings for outcome in audit_all([Path("全部.xlsx")], workshop)]
    theirs = [outcome.findings for outcome in audit_all([DATA], workshop)]
    assert [[(f.code, f.message) for f in each] for each in mine] == [
        [(f.code, f.message) for f in each] for each in theirs
    ]
    places = [str(origin) for each in mine for finding in each for origin in finding.origins]
    assert len(places) > 100
    assert all(place.startswith("全部.xlsx[") and "!" in place for place in places)


def test_the_choices_come_from_the_templates(workshop: Workshop) -> None:
    found = choices(workshop)
    assert found.options["项目类别"] == ("部门预算项目", "区级专项", "转移支付项目")
    assert "达成预期指标" in found.options["实际完成值"]
    assert list(found.profiles) == ["武汉东湖2020", "中央2020", "中央2021成本"]
    assert [int(points) for points in found.profiles.values()] == [20, 10, 10]
    paths = {(each.form, each.path) for each in found.sections}
    parent = "佐证材料/绩效目标完成情况分析/绩效目标完成情况分析"
    assert ("附件2", f"{parent}/满意度指标") in paths
    assert ("附件3", "佐证材料/基本情况/年度整体绩效目标") in paths
    assert ("附件2", "佐证材料/基本情况/年度整体绩效目标") not in paths
    hints = {each.path: each.hint for each in found.sections}
    assert hints["自评结论/存在的问题和原因"].startswith("要由单位写。包括核实和评述")


def test_a_folder_takes_workbooks_with_data_and_passes_over_others() -> None:
    Path("夹").mkdir()
    assert run("blank", str(sample()), "-o", "夹/甲.xlsx")[0] == 0
    other = Workbook()
    other.create_sheet("账")["B2"] = "别的"
    other.save("夹/别的.xlsx")
    assert run("audit", "夹")[1] == "没有发现问题的项目：1 个\n"
    assert "别的" not in run("audit", "夹")[1]


def test_a_run_without_workbooks_loads_no_openpyxl() -> None:
    code = (
        "import sys; from reportgen.cli import main\n"
        "try: main(['audit', sys.argv[1]])\nexcept SystemExit: pass\n"
        "assert 'openpyxl' not in sys.modules, 'openpyxl'"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(sample())], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
