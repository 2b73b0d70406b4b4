"""审核意见：按单位合成信，文字与 tests/letters 里存的一字不差；改过的不动，模板的错说清楚。

有意改了措辞，用 ``pytest tests/test_letters.py --update-golden`` 重写，再逐行看改动。
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import main
from reportgen.document.store import Saved
from reportgen.finding import Finding, Severity
from reportgen.letters import Letters, write_letters
from reportgen.pipeline import Outcome, Workshop
from reportgen.switches import Facts
from tests import projects, texts

GOLDEN = Path(__file__).parent / "letters"


def wrong(message: str, remedy: str = "", code: str = "rate-mismatch", *by: str) -> Finding:
    return Finding(code, Severity.ERROR, message, remedy, rule="B01", consequences=by)


def doubtful(message: str, remedy: str, code: str = "threshold-copied") -> Finding:
    return Finding(code, Severity.WARNING, message, remedy, rule="D10")


NOTE = Finding("rate-format", Severity.NOTE, "执行率：“0.94”没有百分号", rule="B02")
READING = Finding("cell-unplaced", Severity.WARNING, "这一格放不进数据", "照录在其他里")
RATE = wrong(
    "执行率填 79.1%，按执行数 1918.63 ÷ 预算数 2625.65 应为 73.07%",
    "改为 73.07%，或核对预算数和执行数",
    "rate-mismatch",
    "得分 15.82 应为 14.61",
    "总分 89.82 应为 88.61",
)
COPIED = [
    doubtful(f"“路灯{n}”目标“≥{n}盏”和实际“≥{n}盏”：完成值抄了目标值", "填实际完成的数")
    for n in (1, 2, 3)
]
SCORES = [
    wrong(f"“种树{n}”得分填 9，按公式应为 {n}", f"改为 {n}", "indicator-score-mismatch")
    for n in (6, 7, 8)
]
OVER = doubtful(
    "执行数 944.63 超出预算数 940 共4.63万元", "核对预算数；确实超出的说明来源", "rate-over-100"
)


def facts(unit: str, subject: str, year: int) -> Facts:
    """基本情况：信里用到的几项。"""
    return Facts("", subject, subject, unit, year, "", "")


OUTCOMES = [
    Outcome("甲", (RATE, NOTE, *COPIED, OVER), facts=facts("城市管理局", "路灯维护项目", 2020)),
    Outcome("乙", (READING, *SCORES), facts=facts("城市 管理局", "种树项目", 2020)),
    Outcome("丙", (NOTE, READING), facts=facts("城市管理局", "巡查项目", 2020)),
    Outcome("丁", (RATE, OVER), facts=facts("水务局", "水务局整体", 2020)),
    Outcome("戊", (OVER,), facts=facts("审计局", "审计项目", 2020)),
    Outcome("己", (), facts=facts("档案局", "档案项目", 2021)),
    Outcome("庚", (OVER,), facts=facts("档案/史志局?", "史志项目", 2020)),
    Outcome("辛", (RATE,), facts=facts("", "无主项目", 2020)),
    Outcome("壬", (RATE,), failed=True),
]


def lines(folder: Path) -> dict[str, list[str]]:
    return {path.stem: texts.lines(path.read_bytes()) for path in folder.glob("*.docx")}


def statuses(letters: Letters) -> list[Saved]:
    return [each.saved for each in letters.written]


def test_the_letters_read_as_they_did(
    tmp_path: Path, workshop: Workshop, request: pytest.FixtureRequest
) -> None:
    letters = write_letters(OUTCOMES, tmp_path, workshop)
    assert (letters.findings, letters.left_out, letters.failed) == ((), ("壬",), False)
    made = {name: "\n".join(told) + "\n" for name, told in lines(tmp_path).items()}
    if request.config.getoption("--update-golden"):
        for name, text in made.items():
            (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8")
    kept = {path.stem: path.read_text(encoding="utf-8") for path in GOLDEN.glob("*.txt")}
    assert sorted(made) == sorted(kept)
    for name, text in made.items():
        assert text.split("\n") == kept[name].split("\n")
    assert len(made) == 6


def test_a_unit_gets_one_letter_and_files_can_be_named_on_windows(
    tmp_path: Path, workshop: Workshop
) -> None:
    letters = write_letters(
        [
            Outcome("甲", (), facts=facts("水务局A", "一", 2020)),
            Outcome("乙", (), facts=facts("水务局a", "二", 2019)),
            Outcome("丙", (), facts=facts("水务局A", "三", 2019)),
            Outcome("丁", (), facts=facts("很长的单位" * 60, "四", 2019)),
        ],
        tmp_path,
        workshop,
    )
    names = [written.path.name for written in letters.written]
    long = ("很长的单位" * 60)[:60]
    assert names == [
        "水务局A-审核意见.docx",
        "水务局a-2-审核意见.docx",
        f"{long}-审核意见.docx",
    ]
    first = lines(tmp_path)["水务局A-审核意见"]
    assert first[0] == "关于2019、2020年度预算绩效自评材料的审核意见"
    assert "一、三绩效自评表收悉" in first[2]


def test_broken_settings_are_not_a_form_left_out(tmp_path: Path, workshop: Workshop) -> None:
    broken = Outcome("数据/审核.yaml", (), failed=True, of_settings=True)
    letters = write_letters([broken, Outcome("乙", (), failed=True)], tmp_path, workshop)
    assert letters.left_out == ("乙",)


def test_the_same_data_give_the_same_bytes(tmp_path: Path, workshop: Workshop) -> None:
    for folder in ("一", "二"):
        write_letters(OUTCOMES, tmp_path / folder, workshop)
    for path in (tmp_path / "一").glob("*.docx"):
        assert path.read_bytes() == (tmp_path / "二" / path.name).read_bytes()
    again = write_letters(OUTCOMES, tmp_path / "一", workshop)
    assert set(statuses(again)) == {Saved.UNCHANGED}


def test_a_letter_that_was_edited_is_kept_and_the_others_are_written(
    tmp_path: Path, workshop: Workshop
) -> None:
    write_letters(OUTCOMES, tmp_path, workshop)
    edited = tmp_path / "水务局-审核意见.docx"
    edited.write_bytes(edited.read_bytes() + b"\0")
    before = edited.read_bytes()
    changed = [each._replace(findings=(OVER,)) for each in OUTCOMES[:4]]
    letters = write_letters(changed, tmp_path, workshop)
    assert edited.read_bytes() == before
    assert statuses(letters) == [Saved.WRITTEN, Saved.KEPT]
    assert [finding.code for finding in letters.findings] == ["edited-kept"]
    assert not letters.failed


def test_what_cannot_be_written_is_told(tmp_path: Path, workshop: Workshop) -> None:
    (tmp_path / "水务局-审核意见.docx").mkdir()
    letters = write_letters(OUTCOMES[:4], tmp_path, workshop)
    assert [finding.code for finding in letters.findings] == ["file-unwritable"]
    assert statuses(letters) == [Saved.WRITTEN]
    assert letters.failed


def test_what_people_fill_in_carries_a_comment(tmp_path: Path, workshop: Workshop) -> None:
    letters = write_letters(OUTCOMES, tmp_path, workshop)
    blanks = {each.path.stem: each.report.blanks() for each in letters.written}
    marks = [blank.mark for blank in blanks["城市管理局-审核意见"]]
    assert marks == ["【请填写：更正期限】", "【请填写：发文单位】", "【请填写：成文日期】"]
    assert len(blanks["辛-审核意见"]) == 4
    with zipfile.ZipFile(tmp_path / "辛-审核意见.docx") as package:
        comments = package.read("word/comments.xml").decode()
        document = package.read("word/document.xml").decode()
    for told in ("填收信的单位", "期限由发文单位定", "填发文单位的全称"):
        assert told in comments
    assert document.count('<w:rStyle w:val="ToFill"/>') == 4
    with zipfile.ZipFile(tmp_path / "档案局-审核意见.docx") as package:
        assert "期限" not in package.read("word/comments.xml").decode()


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "place"),
    [
        ("需更正的.j2", "项.需更正", "项.要更正", "template-name", "审核意见/需更正的.j2:1"),
        ("开头.j2", "无意见的项目", "没意见的项目", "template-name", "审核意见/开头.j2:6"),
        ("主送.j2", "{% endif %}", "", "template-syntax", "审核意见/主送.j2"),
        ("outline.yaml", "每: 有意见的项目", "每: 单位", "", "审核意见/outline.yaml"),
        ("outline.yaml", "每: 有意见的项目", "每: 各单位", "template-name", "审核意见/outline"),
        ("outline.yaml", "样式: 落款", "样式: 落宽", "style-unknown", "审核意见/outline.yaml"),
        ("outline.yaml", "文段: [结尾]", "文段: [结语]", "template-missing", "审核意见/outline"),
        ("outline.yaml", "印标题: 几项时", "印标题: 有时", "value-invalid", "审核意见/outline"),
    ],
)
def test_faults_of_the_templates_are_told(
    folder: Path, tmp_path: Path, file: str, old: str, new: str, code: str, place: str
) -> None:
    path = folder / "审核意见" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    letters = write_letters(OUTCOMES, tmp_path / "信", Workshop(folder))
    assert letters.failed
    assert not letters.written
    assert not (tmp_path / "信").exists()
    assert any(
        finding.code.startswith(code) and str(finding.origins[0]).startswith(place)
        for finding in letters.findings
    ), letters.findings


def test_a_letter_can_be_reworded(folder: Path, tmp_path: Path) -> None:
    path = folder / "审核意见" / "outline.yaml"
    text = path.read_text(encoding="utf-8").replace("印标题: 几项时", "印标题: 总是")
    path.write_text(text, encoding="utf-8")
    write_letters(OUTCOMES[4:5], tmp_path / "信", Workshop(folder))
    told = lines(tmp_path / "信")["审计局-审核意见"]
    assert told[3:5] == ["一、审计项目", "（一）需说明或核实的"]


# ---- 命令 ----


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_command_writes_the_letters(tmp_path: Path) -> None:
    projects.save(tmp_path / "数据", "甲", projects.data(自评={"总分": "60"}))
    (tmp_path / "数据" / "乙.yaml").write_text("年度: [", encoding="utf-8")
    result = run("audit", tmp_path / "数据", "--letter", tmp_path / "信")
    assert result.exit_code == 3
    path = tmp_path / "信" / "城市管理局-审核意见.docx"
    assert f"  已写 {path}，有 3 处要填\n" in result.stdout
    assert "  读不了、没有进审核意见的：乙\n" in result.stdout
    assert "总分填60" in "".join(texts.lines(path.read_bytes()))
    silent = run("audit", tmp_path / "数据", "--letter", tmp_path / "信", "--format", "json")
    assert silent.stdout.startswith("[{")
    assert silent.stdout.count("\n") == 1


def test_templates_without_the_letter_matter_only_when_it_is_asked_for(
    folder: Path, tmp_path: Path
) -> None:
    for path in (folder / "审核意见").iterdir():
        path.unlink()
    (folder / "审核意见").rmdir()
    data = projects.save(tmp_path / "数据", "甲", projects.data())
    without = run("audit", data, "--templates", folder)
    assert "审核意见" not in without.output
    asked = run("audit", data, "--templates", folder, "--letter", tmp_path / "信")
    assert asked.exit_code == 3
    assert "没有模板文件 审核意见/outline.yaml" in asked.output
    assert "缺的文件用 reportgen init 另放一份来补" in asked.output
    assert not (tmp_path / "信").exists()
