"""整条流水线：从数据文件到 Word 文件，从文件里再读出来核对。"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from reportgen.cli import main
from reportgen.document.standing import texts_as_seen
from reportgen.finding import Finding
from reportgen.length import count_all
from reportgen.pipeline import Workshop, audit_all, write
from reportgen.writing import Order
from tests import projects, texts
from tests.projects import Data, data, row

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data" / "2020"
STEMS = sorted(path.stem for path in DATA.glob("*.yaml"))
NUMBER = re.compile(r"\d+(?:\.\d+)?")
LIMITS = {"缩略版": 6000, "摘要版": 1500}
# 填报用半角标点，成文用全角，引号是成文时加的：比较时都不计
SAME_MARKS = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def documents(folder: Path) -> dict[str, bytes]:
    """名称 → 字节。"""
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.docx"))}


def write_one(tmp_path: Path, made: Data, stem: str = "甲") -> dict[str, bytes]:
    """写一个编出来的项目。"""
    path = projects.save(tmp_path / "数据", stem, made)
    result = run("write", path, "-o", tmp_path / "输出")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 1), result.output
    return documents(tmp_path / "输出" / stem)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """全部真实数据写一次。"""
    folder = tmp_path_factory.mktemp("输出")
    result = run("write", DATA, "-o", folder)
    assert result.exit_code == 1, result.output
    return folder


@dataclass(frozen=True)
class Form:
    """从附件2、附件3 的 Word 文件里读出的数。"""

    funds: list[str]
    total: str
    indicators: list[dict[str, str]]


def read_form(document: bytes) -> Form:
    rows_ = [row_ for table in texts.tables(document) for row_ in table]
    lines = [[texts.cell(cell) for cell in row_] for row_ in rows_]
    funds, total, heads, family = [], "", [], ""
    indicators = []
    for before, line in zip([[], *lines], lines, strict=False):
        if before[2:3] == ["预算数（A）"]:
            funds = line[2:]
        if line[0] == "总分":
            total = line[1]
        if line[1:2] == ["一级指标"]:
            heads = line
        elif heads and len(line) == len(heads):
            values = dict(zip(heads, line, strict=True))
            family = values["一级指标"] or family
            indicators.append({**values, "一级指标": family})
    return Form(funds, total, indicators)


def pair(output: Path, stem: str) -> tuple[Form, dict[str, list[str]]]:
    """一个项目的表，和两份报告的各行。"""
    made = documents(output / stem)
    (form,) = (made[name] for name in made if "版" not in name)
    return read_form(form), {
        name.split("-")[1]: texts.lines(made[name]) for name in made if "版" in name
    }


def squeezed(text: str) -> str:
    return re.sub(r"[\s“”‘’\"／]", "", text.translate(SAME_MARKS))


def test_every_project_has_its_three_documents(output: Path) -> None:
    assert len(STEMS) == 24
    for stem in STEMS:
        names = sorted(documents(output / stem))
        department = (
            "附件3" in (DATA / f"{stem}.yaml").read_text(encoding="utf-8").split("\n年度")[0]
        )
        form, report = ("附件3", "附件5") if department else ("附件2", "附件4")
        assert names == [form, f"{report}-摘要版", f"{report}-缩略版"]
    assert not list(output.rglob(".tmp-*"))


@pytest.mark.parametrize("stem", STEMS)
def test_the_figures_of_the_reports_are_those_of_the_form(output: Path, stem: str) -> None:
    form, reports = pair(output, stem)
    budget, executed, rate, score = form.funds
    for lines in reports.values():
        whole = "\n".join(lines)
        execution = lines[lines.index("1.执行率情况") + 1]
        assert f"预算数为{budget}万元" in execution
        assert f"实际执行{executed}万元" in execution
        assert f"预算执行率为{rate}，" in execution
        assert f"预算执行得分{score}分" in execution
        assert set(re.findall(r"自评得分([\d.]+)分", whole)) == {form.total}
        assert set(re.findall(r"预算执行得分([\d.]+)分", whole)) == {score}
    whole = "\n".join(reports["缩略版"])
    assert f"实际支出{executed}万元" in whole
    assert f"预算执行率为{rate}" in whole[whole.index("预算执行情况分析") :]


def test_the_indicators_of_the_reports_are_those_of_the_form(output: Path) -> None:
    compared, scored = 0, 0
    for stem in STEMS:
        form, reports = pair(output, stem)
        whole = squeezed("".join(reports["缩略版"]))
        for each in form.indicators:
            name, target, actual = (
                squeezed(each[title]).rstrip("。；，")
                for title in ("三级指标", "年初目标值（A）", "实际完成值（B）")
            )
            name = re.sub(r"（\d+分）$", "", name or squeezed(each["二级指标"]))
            aim = f"目标值为{target}" if target else "未设年初目标值"
            told = (
                f"{name}{aim}，实际完成{actual}",
                f"{name}{aim}，实际为{actual}",
                f"{name}为{actual}（目标值{target}）",
                f"{name}为{actual}",
            )
            alike = re.search(f"{re.escape(name)}[^；。]*达到{re.escape(target)}的目标", whole)
            assert any(way in whole for way in told) or (alike and target == actual), name
            assert f"{name}（{target}）" in whole or not target, f"{stem}：{name}"
            compared += 1
            analysed = re.search(
                f"(?:{re.escape(told[0])}|{re.escape(told[1])})(?:，比目标值[^，；。]+)?，得([\\d.]+)分",
                whole,
            )
            if analysed:
                assert analysed[1] == each["得分"]
                scored += 1
        families = re.findall(r"(\w+指标)共(\d+)项", whole)
        assert sum(int(number) for _, number in families) == len(form.indicators), stem
    assert compared == 211  # 212 行里有一行没有填，不算指标
    assert scored >= 10


def test_the_table_of_scores_is_that_of_the_form(output: Path) -> None:
    found = 0
    for stem in STEMS:
        form, reports = pair(output, stem)
        table = [line.split("│") for line in reports["缩略版"] if "│" in line]
        if not table:
            continue
        found += 1
        assert table[0] == ["评价准则", "权重", "评价得分"]
        assert table[1] == ["预算执行", "20", form.funds[3]]
        assert table[-1] == ["总分", "100", form.total]
        parts = [line for line in table[1:-1] if "折算后" not in line[0]]
        converted = [line for line in table if "折算后" in line[0]]
        added = [parts[0], *converted] if converted else parts
        assert sum(float(line[2]) for line in added) == pytest.approx(float(form.total))
    assert found >= 12


@pytest.mark.parametrize("stem", STEMS)
def test_the_lengths_hold_counted_from_the_document(output: Path, stem: str) -> None:
    for name, document in documents(output / stem).items():
        version = name.partition("-")[2]
        if version:
            assert count_all(texts.paragraphs(document)).upper <= LIMITS[version]


@pytest.mark.parametrize("stem", STEMS)
def test_nothing_is_left_over(output: Path, stem: str) -> None:
    outlines = [path.read_text("utf-8") for path in (ROOT / "templates/zh").rglob("outline.yaml")]
    hints = set(re.findall(r"提示: (.+)", "\n".join(outlines)))
    assert len(hints) >= 6
    for name, document in documents(output / stem).items():
        for line in texts.paragraphs(document):
            assert not [hint for hint in hints if hint.rstrip("。") in line]
            for left in (
                "{{",
                "}}",
                "{%",
                "%}",
                "None",
                "。。",
                "（）",
                "()",
                "，。",
                "；。",
                "：。",
            ):
                assert left not in line, f"{name}：{line}"
            assert not re.search("“”|，，|；；|、。|、、|\\bDecimal|【请填写：】", line), line


def test_the_same_data_gives_the_same_bytes(output: Path, tmp_path: Path) -> None:
    for outcome in write([DATA], Order(tmp_path), Workshop()):
        assert not outcome.failed
    made = {path.relative_to(output): path.read_bytes() for path in output.rglob("*.docx")}
    again = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.docx")}
    assert len(made) == 72
    assert made == again


def test_a_second_run_writes_nothing(output: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.docx")}
    result = run("write", DATA, "-o", output)
    assert result.output.count("没有变化") == 72
    assert before == {path: path.stat().st_mtime_ns for path in output.rglob("*.docx")}


CHANGING = data(
    row("清扫", "≥400件", "310件", "20", "15.5"),
    row("巡查", "≥91%", "97%", "60", "60"),
    资金={"预算数": "240", "执行数": "183", "批复数": "263", "压减依据": "《通知》"},
    自评=None,
)


@pytest.mark.parametrize(
    ("path", "new", "expected"),
    [
        (
            ("资金", "预算数"),
            "250",
            {
                ("240", "250"),
                ("76.25", "73.2"),
                ("15.25", "14.64"),
                ("57", "67"),
                ("90.75", "90.14"),
            },
        ),
        (
            ("资金", "执行数"),
            "186",
            {("183", "186"), ("76.25", "77.5"), ("15.25", "15.5"), ("57", "54"), ("90.75", "91")},
        ),
        (
            ("年度绩效目标", 0, "指标", 0, "实际完成值"),
            "314件",
            {
                ("310", "314"),
                ("90", "86"),  # 比目标值少的
                ("77.5", "78.5"),
                ("15.5", "15.7"),
                ("75.5", "75.7"),
                ("90.75", "90.95"),
            },
        ),
        (
            ("年度绩效目标", 0, "指标", 0, "年初目标值"),
            "≥410件",
            {
                ("400", "410"),
                ("90", "100"),  # 比目标值少的
                ("77.5", "75.61"),
                ("15.5", "15.12"),
                ("75.5", "75.12"),
                ("90.75", "90.37"),
            },
        ),
        (("资金", "批复数"), "267", {("263", "267")}),
    ],
    ids=["预算数", "执行数", "实际完成值", "年初目标值", "批复数"],
)
def test_a_changed_number_changes_everywhere_and_nothing_else(
    tmp_path: Path, path: tuple[str | int, ...], new: str, expected: set[tuple[str, str]]
) -> None:
    before = write_one(tmp_path / "前", CHANGING)
    changed = yaml.safe_load(projects.text_of(CHANGING))
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = new
    after = write_one(tmp_path / "后", changed)
    found: Counter[tuple[str, str]] = Counter()
    for name in before:
        old_lines, new_lines = texts.lines(before[name]), texts.lines(after[name])
        assert len(old_lines) == len(new_lines)
        for old, new_line in zip(old_lines, new_lines, strict=True):
            assert NUMBER.sub("数", old) == NUMBER.sub("数", new_line)
            pairs = zip(NUMBER.findall(old), NUMBER.findall(new_line), strict=True)
            found.update(each for each in pairs if each[0] != each[1])
        left = set(NUMBER.findall("\n".join(new_lines))) & {old for old, _ in expected}
        assert not left, f"{name}里还有旧的数{left}"
    assert set(found) == expected
    # 变了的原数至少在表和两份报告里各一处；批复数只在报告里
    assert min(found.values()) >= 2


def test_a_broken_project_stops_only_itself(tmp_path: Path) -> None:
    folder = tmp_path / "数据"
    projects.save(folder, "好", data())
    (folder / "坏.yaml").write_text("表: 附件2\n年度: [\n", encoding="utf-8")
    projects.save(folder, "缺", data(年度=None))
    projects.save(folder / "一", "同名", data())
    projects.save(folder / "二", "同名", data())
    projects.save(folder, "口径错", data(计分口径="武汉东湖2O20"))
    result = run("write", folder, "-o", tmp_path / "输出")
    assert result.exit_code == 3
    written = sorted(path.parent.name for path in (tmp_path / "输出").glob("*/*.docx"))
    assert written == ["好"] * 3
    assert "坏.yaml:" in result.output
    assert "缺少“年度”" in result.output
    assert result.output.count("输出会互相覆盖") == 2
    assert "没有计分口径“武汉东湖2O20”" in result.output


def test_faults_of_the_templates_and_of_the_data_are_told_together(
    tmp_path: Path, folder: Path
) -> None:
    path = projects.save(tmp_path / "数据", "甲", data(自评={"执行率": "99%"}))
    (folder / "共用/没有.j2").write_text("{{ 总份 }}", encoding="utf-8")
    result = run("write", path, "-o", tmp_path / "输出", "--templates", folder)
    assert result.exit_code == 3
    assert "模板里的名称“总份”没有" in result.output
    assert "执行率填 99%" in result.output
    assert not list((tmp_path / "输出").rglob("*.docx"))


def test_a_style_that_the_style_document_lacks_is_told(tmp_path: Path, folder: Path) -> None:
    outline = folder / "附件2/outline.yaml"
    text = outline.read_text(encoding="utf-8")
    outline.write_text(text.replace("样式: 表格左文", "样式: 表格右文"), encoding="utf-8")
    path = projects.save(tmp_path / "数据", "甲", data())
    result = run("write", path, "-o", tmp_path / "输出", "--templates", folder)
    assert result.exit_code == 3
    assert "样式文件 style-form.docx 里没有样式“表格右文”" in result.output
    assert "附件2/outline.yaml:" in result.output


def edit(path: Path) -> None:
    """像人一样改一个字。"""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    old = "路灯".encode()
    assert old in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, "街灯".encode(), 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_an_edited_document_is_merged(tmp_path: Path) -> None:
    write_one(tmp_path, data())
    path = tmp_path / "输出" / "甲" / "附件4-缩略版.docx"
    edit(path)
    changed = data(资金={"预算数": "200", "执行数": "160"})
    result = run("write", projects.save(tmp_path / "数据", "甲", changed), "-o", tmp_path / "输出")
    assert f"已并 {path}" in result.output
    merged = "".join(texts_as_seen(path.read_bytes()))
    assert "街灯" in merged
    assert "160万元" in merged
    other = texts.lines((tmp_path / "输出" / "甲" / "附件4-摘要版.docx").read_bytes())
    assert "160万元" in "".join(other)
    path.unlink()
    run("write", tmp_path / "数据", "-o", tmp_path / "输出")
    assert "160万元" in "".join(texts.lines(path.read_bytes()))


def test_the_stated_figures_are_printed_everywhere_when_adopted(tmp_path: Path) -> None:
    made = data(
        row("甲", "≥400件", "310件", "80", "77"),
        自评={"执行率": "75.5%", "执行得分": "15.3", "总分": "92.3"},
        采用="填报",
    )
    written = write_one(tmp_path, made)
    form = read_form(written["附件2"])
    assert form.funds[2:] == ["75.5%", "15.3"]
    assert form.total == "92.3"
    assert form.indicators[0]["得分"] == "77"
    for name in ("附件4-缩略版", "附件4-摘要版"):
        whole = "\n".join(texts.lines(written[name]))
        assert "自评得分92.3分，其中预算执行得分15.3分，绩效目标得分77分" in whole
        assert "预算执行率为75.5%，" in whole
        assert "总分│100│92.3" in whole
        assert "产出指标│80│77" in whole
        for computed in ("75%", "15分", "62分"):
            assert not re.search(rf"(?<![\d.]){computed}", whole)
    computed = write_one(tmp_path / "测算", {**made, "采用": "测算"})
    assert read_form(computed["附件2"]).funds[2:] == ["75%", "15"]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    path = projects.save(tmp_path / "数据", "甲", data())
    result = run("write", path, "-o", tmp_path / "输出", "--dry-run")
    assert result.output.count("将写") == 3
    assert not (tmp_path / "输出").exists()


def test_very_long_texts_and_very_many_indicators_are_written_and_told(tmp_path: Path) -> None:
    made = data(
        *(row(f"第{number}号路灯", weight="", score="0.2") for number in range(1, 401)),
        文字材料={"自评结论/存在的问题和原因": "很" * 200_000},
    )
    path = projects.save(tmp_path / "数据", "甲", made)
    result = run("write", path, "-o", tmp_path / "输出")
    assert result.exit_code == 1
    written = documents(tmp_path / "输出" / "甲")
    for name, limit in (("附件4-缩略版", 6000), ("附件4-摘要版", 1500)):
        whole = texts.paragraphs(written[name])
        assert "很" * 200_000 in whole
        excess = count_all(whole).upper - limit
        assert excess > 190_000
        assert re.search(rf"超出 {limit} 字的上限 {excess} 字", result.output)
    assert len(read_form(written["附件2"]).indicators) == 400


def test_every_text_comes_through_as_text(tmp_path: Path) -> None:
    odd = "甲{{ 总分 }}乙{% if 表 %}丙{# 注 #}<w:p>丁</w:p>&lt戊😀𠮷===己"
    made = data(
        row(f"名称{odd}", "良好", "良好"),
        row("乙", "≥100件", "80件", 偏差原因=odd),
        项目名称=f"项目{odd}",
        偏差原因分析=f"=== 简\n{odd}",
        文字材料={"拟与预算安排相结合情况": f"响铃\x07{odd}\n=== 详"},
        落款={"单位": odd, "日期": odd},
    )
    written = write_one(tmp_path, made)
    for name in ("附件4-缩略版", "附件4-摘要版"):
        lines = texts.lines(written[name])
        assert f"2020年度项目{odd}自评结果" in lines
        assert "=== 简" in lines
        assert lines.count(odd) >= 3
        assert "=== 详" in lines
        assert any(line.startswith("响铃") and line.endswith(odd) for line in lines)
        assert f"名称{odd}达到“良好”的目标" in "".join(lines)
        assert f"（{odd}）" in "".join(lines)
    assert f"名称{odd}" in "\n".join(texts.paragraphs(written["附件2"]))


def test_a_numbered_part_never_overwrites_a_file_of_that_name(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    project = "年度: 2020\n项目名称: {}\n"
    (folder / "甲.yaml").write_text(
        project.format("一") + "---\n" + project.format("二"), encoding="utf-8"
    )
    (folder / "甲-2.yaml").write_text(project.format("三"), encoding="utf-8")
    outcomes = list(write([folder], Order(tmp_path / "out"), Workshop()))
    told = {(outcome.stem, outcome.findings[0].code) for outcome in outcomes if outcome.failed}
    assert told == {("甲-2", "stem-repeated")}
    assert sorted(path.name for path in (tmp_path / "out").glob("甲*")) == ["甲-1", "甲-2"]
    memory = (tmp_path / "out/.reportgen/甲-2.json").read_text(encoding="utf-8")
    assert "三项目" in memory


def test_files_of_one_name_are_audited_and_told_apart(tmp_path: Path) -> None:
    for place, name in (("一", "甲"), ("二", "甲"), ("二", "乙")):
        projects.save(tmp_path / place, name, data(项目名称=f"{place}{name}"))
    (tmp_path / "二" / "丙.yaml").write_text("表: [", encoding="utf-8")
    (tmp_path / "二" / "丙.yml").write_text(projects.text_of(data(自评=None)), encoding="utf-8")
    outcomes = audit_all([tmp_path], Workshop())
    stems = [outcome.stem for outcome in outcomes]
    assert sorted(stems) == sorted(["一-甲.yaml", "丙.yaml", "丙.yml", "乙", "二-甲.yaml"])
    assert [outcome.stem for outcome in outcomes if outcome.failed] == ["丙.yaml"]
    assert all(
        finding.project == outcome.stem for outcome in outcomes for finding in outcome.findings
    )


def test_a_numbered_part_and_a_file_of_that_name_are_told_apart(tmp_path: Path) -> None:
    text = projects.text_of(data())
    (tmp_path / "甲.yaml").write_text(f"{text}\n---\n{text}", encoding="utf-8")
    (tmp_path / "甲-2.yaml").write_text(text, encoding="utf-8")
    outcomes = audit_all([tmp_path], Workshop())
    assert sorted(outcome.stem for outcome in outcomes) == ["甲-1", "甲-2", "甲.yaml-2"]


def test_findings_across_projects_stand_with_their_project(tmp_path: Path) -> None:
    for stem in ("一", "二", "三"):
        projects.save(tmp_path, stem, data(项目名称="乙" if stem == "三" else "甲"))
    outcomes = audit_all([tmp_path / f"{stem}.yaml" for stem in "三二一"], Workshop())
    assert [outcome.stem for outcome in outcomes] == ["三", "二", "一"]
    told = {outcome.stem: [each.code for each in outcome.findings] for outcome in outcomes}
    assert told["一"][-1] == "project-repeated"
    assert "project-repeated" not in told["二"] + told["三"]


def test_a_fault_of_the_program_stops_only_its_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(assessment: object) -> tuple[Finding, ...]:
        raise ZeroDivisionError("分母为零")

    monkeypatch.setattr("reportgen.pipeline.audit", broken)
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.yaml").write_text("年度: 2020\n项目名称: 一\n", encoding="utf-8")
    outcomes = list(write([tmp_path], Order(tmp_path / "out"), Workshop()))
    assert [outcome.findings[-1].code for outcome in outcomes] == ["program-fault"] * 2
    assert "不是数据的错" in outcomes[0].findings[-1].message


def test_audit_tells_what_writing_would_tell(tmp_path: Path) -> None:
    made = data(文字材料={"没有的一节": "一段。"})
    projects.save(tmp_path, "甲", made)
    result = run("audit", tmp_path / "甲.yaml")
    assert "文字材料“没有的一节”不知道放在哪一节" in result.output
    assert result.exit_code == 1


def test_a_dry_run_says_what_it_would_leave_alone(tmp_path: Path) -> None:
    projects.save(tmp_path, "甲", data())
    arguments = ("write", tmp_path / "甲.yaml", "-o", tmp_path / "out")
    assert "将写" in run(*arguments, "--dry-run").output
    run(*arguments)
    edited = tmp_path / "out/甲/附件4-缩略版.docx"
    edited.write_bytes(b"?")
    output = run(*arguments, "--dry-run").output
    assert output.count("没有变化") == 2
    assert f"有人改过，不会动 {edited}" in output
    assert edited.read_bytes() == b"?"


def test_yuan_are_printed_in_wan_with_two_decimals(tmp_path: Path) -> None:
    made = data(金额单位="元", 资金={"预算数": "12345678.90", "执行数": "11000000"})
    said = "\n".join(texts.lines(write_one(tmp_path, made)["附件4-缩略版"]))
    assert "预算数为1234.57万元，实际执行1100万元" in said
    assert "结余134.57万元" in said


def test_the_notes_of_the_form_follow_the_profile(tmp_path: Path) -> None:
    wuhan = "\n".join(texts.lines(write_one(tmp_path / "一", data())["附件2"]))
    assert "（≥50%，＜80%）" in wuhan
    assert "满意度指标暂可不作为必评指标" in wuhan
    central = data(计分口径="中央2020")
    said = "\n".join(texts.lines(write_one(tmp_path / "二", central)["附件2"]))
    assert "（≥60%，＜80%）" in said
    assert "必评指标" not in said
