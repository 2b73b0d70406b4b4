"""审核清单：一处一行，链接打得开，文字不成公式，人填过的不换掉。"""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.checklist import COLUMNS, make_checklist
from reportgen.cli import main
from reportgen.finding import Finding, Origin, Severity
from reportgen.intake import spread
from reportgen.pipeline import Outcome
from reportgen.switches import Facts
from tests.test_cli import GOOD, WRONG, put

TITLES = [column.title for column in COLUMNS]
FACTS = Facts("数据/甲.yaml", "甲", "甲项目", "城市管理局", 2020, "60", "100")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    return result.exit_code, result.output


def finding(**changes: object) -> Finding:
    usual = Finding(
        "rate-mismatch", Severity.ERROR, "执行率不对", "改", (Origin("数据/甲.yaml", 3, 5),)
    )
    return usual._replace(**changes)


def made(*outcomes: Outcome, folder: str = ".") -> Workbook:
    return load_workbook(io.BytesIO(make_checklist(outcomes, Path(folder))))


def sheet(*findings: Finding, folder: str = ".") -> Worksheet:
    return made(Outcome("甲", findings, facts=FACTS), folder=folder)["审核清单"]


def row(sheet: Worksheet, number: int = 2) -> dict[str, object]:
    return {title: sheet.cell(number, at).value for at, title in enumerate(TITLES, 1)}


def link(origin: Origin, folder: str = ".") -> tuple[str, str | None]:
    found = sheet(finding(origins=(origin,)), folder=folder)
    hyperlink = found.cell(2, TITLES.index("出处") + 1).hyperlink
    return hyperlink.target, hyperlink.location


def test_a_finding_is_a_row() -> None:
    told = finding(
        field="自评/执行率",
        stated="79.1",
        expected="73.07",
        rule="B02",
        consequences=("得分 15.82 应为 14.61", "总分 89.82 应为 88.61"),
    )
    assert row(sheet(told)) == {
        "序号": 1,
        "项目": "甲",
        "单位名称": "城市管理局",
        "轻重": "错误",
        "主题": "预算执行",
        "代码": "rate-mismatch",
        "字段": "自评/执行率",
        "填报": 79.1,
        "应为": 73.07,
        "说明": "执行率不对",
        "由此引起": "得分 15.82 应为 14.61\n总分 89.82 应为 88.61",
        "怎么办": "改",
        "规则": "B02",
        "出处": "甲.yaml",
        "位置": "第3行第5列",
        "处理情况": None,
    }


@pytest.mark.parametrize(
    ("stated", "expected"), [("16分", "15.6"), ("1", ""), ("100%", "107.74%"), ("007", "7")]
)
def test_what_is_not_a_number_on_both_sides_stays_as_it_was_written(
    stated: str, expected: str
) -> None:
    found = row(sheet(finding(stated=stated, expected=expected)))
    assert (found["填报"], found["应为"]) == (stated, expected or None)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-无", "@某某", "=HYPERLINK(1)"])
def test_text_never_becomes_a_formula(text: str) -> None:
    found = sheet(finding(stated=text, message=text))
    for title in ("填报", "说明"):
        cell = found.cell(2, TITLES.index(title) + 1)
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize(
    ("origin", "folder", "target"),
    [
        (Origin("数据/甲.yaml", 3, 5), ".", ("数据/甲.yaml", None)),
        (Origin("数据/甲.yaml"), "数据", ("甲.yaml", None)),
        (Origin("数据/甲.yaml"), "清单/一", ("../../数据/甲.yaml", None)),
        (Origin("甲 1#50%.docx", spot="表1 第7行第5列"), ".", ("甲%201%2350%25.docx", None)),
        (Origin("甲.xlsx", spot="资金!D7"), ".", ("甲.xlsx", "'资金'!D7")),
        (Origin("甲.XLSM", spot="张'三!D7"), ".", ("甲.XLSM", "'张''三'!D7")),
        (Origin("甲.xlsx"), ".", ("甲.xlsx", None)),
    ],
)
def test_the_link_opens_the_place(
    origin: Origin, folder: str, target: tuple[str, str | None]
) -> None:
    assert link(origin, folder) == target


def test_worst_first_and_the_totals_add_up() -> None:
    note = finding(code="head-empty", severity=Severity.NOTE)
    book = made(
        Outcome("甲", (note, finding()), facts=FACTS), Outcome("乙", (note,)), Outcome("丙", ())
    )
    listed = [
        (row(book["审核清单"], at)["项目"], row(book["审核清单"], at)["轻重"]) for at in (2, 3, 4)
    ]
    assert listed == [("甲", "错误"), ("甲", "说明"), ("乙", "说明")]
    summary = [[cell.value for cell in line] for line in book["汇总"].rows]
    head = [
        "项目",
        "单位名称",
        "错误",
        "提醒",
        "说明",
        "填报总分",
        "应得总分",
        "完整性",
        "预算执行",
    ]
    assert summary == [
        head,
        ["甲", "城市管理局", 1, 0, 1, 60, 100, 1, 1],
        ["乙", None, 0, 0, 1, None, None, 1, 0],
        ["丙", None, 0, 0, 0, None, None, 0, 0],
        ["合计", None, 1, 0, 2, None, None, 2, 1],
    ]


def test_the_settings_are_a_row_but_not_a_project() -> None:
    unused = finding(code="switch-unused", severity=Severity.NOTE)
    book = made(
        Outcome("数据/审核.yaml", (unused, unused), of_settings=True),
        Outcome("甲", (finding(),), facts=FACTS),
        Outcome("数据/乙/审核.yaml", (unused,), of_settings=True),
    )
    assert [[cell.value for cell in line] for line in book["汇总"].iter_rows(min_row=2)] == [
        ["甲", "城市管理局", 1, 0, 0, 60, 100, 1, 0],
        ["审核设定", None, 0, 0, 3, None, None, 0, 3],
        ["合计", None, 1, 0, 3, None, None, 1, 3],
    ]
    assert book["汇总"].auto_filter.ref == "A1:I2"  # 排序、筛选的只是项目
    assert row(book["审核清单"])["项目"] == "数据/审核.yaml"


def test_the_sheet_is_made_for_reading_filtering_and_printing() -> None:
    found = sheet(finding(), finding())
    assert (found.freeze_panes, found.auto_filter.ref) == ("C2", "A1:P3")
    assert (found.page_setup.orientation, found.print_title_rows) == ("landscape", "$1:$1")
    [rule] = found.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ('"已改,已说明,不改"', "P2:P3")
    assert TITLES[-1] == "处理情况"


def test_nothing_found_is_a_sheet_with_its_head() -> None:
    book = made(Outcome("甲", (), facts=FACTS))
    assert [cell.value for cell in book["审核清单"][1]] == TITLES
    assert book["审核清单"].max_row <= 2
    assert [cell.value for cell in book["汇总"][2]][:5] == ["甲", "城市管理局", 0, 0, 0]


def test_the_command_writes_the_same_bytes_again_and_its_list_is_not_data() -> None:
    put("数据/甲.yaml", WRONG)
    path = Path("数据/清单.xlsx")
    code, told = run("audit", "数据", "--xlsx", str(path))
    assert code == 1
    assert f"已写 {path}，1 处" in told
    first = path.read_bytes()
    assert run("audit", "数据", "--xlsx", str(path))[0] == 1
    assert path.read_bytes() == first
    assert list(spread([Path("数据")])) == [Path("数据/甲.yaml")]
    put("数据/甲.yaml", GOOD)
    assert run("audit", "数据", "--xlsx", str(path))[0] == 0
    assert path.read_bytes() != first


def test_a_list_somebody_filled_in_is_kept() -> None:
    put("甲.yaml", WRONG)
    run("audit", "甲.yaml", "--xlsx", "清单.xlsx")
    book = load_workbook("清单.xlsx")
    book["审核清单"]["P2"] = "已改"
    book.save("清单.xlsx")
    filled = Path("清单.xlsx").read_bytes()
    code, told = run("audit", "甲.yaml", "--xlsx", "清单.xlsx")
    assert code == 3
    assert "有人填过、改过" in told
    assert Path("清单.xlsx").read_bytes() == filled


def test_what_cannot_be_written_is_told() -> None:
    put("占着", "一个文件")
    code, told = run("audit", put("甲.yaml"), "--xlsx", "占着/清单.xlsx")
    assert code == 3
    assert "文件写不进去" in told


def test_the_name_must_be_that_of_a_workbook() -> None:
    code, told = run("audit", put("甲.yaml"), "--xlsx", "清单.xls")
    assert code == 2
    assert "“清单.xls”不是 .xlsx，这里要写工作簿的文件名" in told


def test_json_stays_alone_on_the_output() -> None:
    result = CliRunner().invoke(
        main, ["audit", put("甲.yaml", WRONG), "--format", "json", "--xlsx", "清单.xlsx"]
    )
    assert [each["code"] for each in json.loads(result.stdout)] == ["total-mismatch"]
    assert Path("清单.xlsx").exists()
