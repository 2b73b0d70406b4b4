"""命令行：说中文，一次说全，退出码分明；一个项目坏了，别的照写。"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from reportgen import pipeline
from reportgen.cli import main
from reportgen.cli.chinese import explained
from reportgen.cli.show import show_findings
from reportgen.finding import Finding, Origin, Severity

PROJECT = """\
年度: 2020
项目名称: {name}
单位名称: 城市管理局
填报日期: 2021年6月17日
主管部门: 城市管理局
项目实施单位: 城市管理局
项目类别: [部门预算项目]
项目属性: [持续性项目]
项目类型: [常年性项目]
资金: {{预算数: 200, 执行数: 200}}
自评: {{执行率: 100%, 执行得分: 20, 总分: 100}}
年度绩效目标:
  - 名称: 年度绩效目标1
    分值: 80
    指标:
      - {{一级指标: 产出指标, 二级指标: 数量指标, 三级指标: 维护路灯, 年初目标值: 100盏, \
实际完成值: 100盏, 分值: 40, 得分: 40}}
      - {{一级指标: 效益指标, 二级指标: 社会效益指标, 三级指标: 受益居民, 年初目标值: 5000人, \
实际完成值: 5000人, 分值: 40, 得分: 40}}
偏差原因分析: 无
改进措施: 把自评结果作为安排下年预算的依据。
"""
GOOD = PROJECT.format(name="路灯维护")
WRONG = GOOD.replace("总分: 100", "总分: 60")
FORMS = ["附件2.docx", "附件4-摘要版.docx", "附件4-缩略版.docx"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """每个测试在自己的空文件夹里。"""
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), prog_name="reportgen")


def put(name: str, content: str | bytes = GOOD) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def written(output: str = "output") -> list[str]:
    return sorted(
        path.relative_to(output).as_posix()
        for path in Path(output).rglob("*")
        if path.is_file() and ".reportgen" not in path.parts
    )


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


# ---- 帮助和用法 ----

KNOWN = {"reportgen", "write", "diff", "docx", "audit", "names", "init", "blank", "import"}
KNOWN |= {"Word", "Excel", "LibreOffice", "xlsx", "text", "json", "data", "output"}
HELPS = [["--help"], ["write", "-h"], ["audit", "--help"], ["names", "-h"], ["init", "--help"]]
HELPS += [["blank", "-h"], ["import", "--help"], ["diff", "--help"]]


@pytest.mark.parametrize("arguments", HELPS, ids=" ".join)
def test_the_help_is_in_chinese_and_fits_the_terminal(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert result.stdout.startswith("用法：reportgen")
    assert "显示这段说明。" in result.stdout
    assert max(map(width, result.stdout.splitlines())) <= 80
    for line in result.stdout.splitlines():
        bare = re.sub(r"--?[a-z-]+|\[text\|json\]|^ {2}[a-z]+ ", "", line)
        words = set(re.findall(r"[A-Za-z]+", bare))
        assert words <= KNOWN, line


def test_the_commands_are_listed_with_the_first_sentence_of_their_help() -> None:
    lines = run("--help").stdout.splitlines()
    start = lines.index("命令：")
    assert lines[start + 1 : lines.index("选项：") - 1] == [
        "  audit   核查填报的数和应得的数差在哪里，不写文件（缺省读 data）。",
        "  blank   做一份 Excel 工作簿来填；给了数据文件的，带上它们的数据。",
        "  diff    比两份 Word 文件，或看照数据重写时一份报告会改哪里，不写文件。",
        "  import  把填好的表（Word、Excel）录成数据文件，好改、好加文字；已有的不动。",
        "  init    把模板和样例放进一个文件夹，好照着改；已有的文件不动。",
        "  names   列出模板里能用的全部名称，带一个项目的值（缺省用 data 里第一个）。",
        "  write   写出每个项目的自评表、缩略版和摘要版，人改过的并进去（缺省读 data）。",
    ]


def test_the_columns_of_the_options_stand_below_each_other() -> None:
    lines = run("write", "--help").stdout.split("选项：\n")[1].splitlines()
    columns = [re.fullmatch(r"(  \S.*?  +)\S.*", line) for line in lines]
    assert len(columns) == 6
    assert len({width(column[1]) for column in columns if column}) == 1


def test_without_a_command_the_help_is_shown_and_nothing_was_done() -> None:
    result = run()
    assert result.exit_code == 2
    assert result.stdout == run("--help").stdout


def test_the_version() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, "reportgen 0.1.0\n")


USAGE = "用法：reportgen write [选项] [数据文件或文件夹]..."
SEE = "用 reportgen write --help 看说明。"

WRONG_USE = [
    (["wirte"], "没有“wirte”这个命令，是不是“write”。"),
    (["不知道"], "没有“不知道”这个命令。"),
    (["data/甲.yaml"], "没有“data/甲.yaml”这个命令，要写报告是 reportgen write data/甲.yaml。"),
    (["甲.yaml"], "没有“甲.yaml”这个命令，要写报告是 reportgen write 甲.yaml。"),
    (["--verbose"], "没有“--verbose”这个选项，是不是“--version”。"),
    (["write", "--dryrun"], "没有“--dryrun”这个选项，是不是“--dry-run”。"),
    (["write", "-q"], "没有“-q”这个选项"),
    (["write", "-o"], "“-o”后面要跟一个值。"),
    (["write", "--dry-run=是"], "“--dry-run”后面不跟值。"),
    (["audit", "--format", "xml"], "“--format”只能是 text 或 json。"),
    (["audit", "--templates", "没有"], "“--templates”不对：没有“没有”这个文件夹。"),
    (["audit", "--templates", "文件"], "“--templates”不对：“文件”是一个文件，这里要写文件夹。"),
    (["write", "-o", "文件"], "“--output”不对：“文件”是一个文件，这里要写文件夹。"),
    (["init", "文件"], "“文件夹”不对：“文件”是一个文件，这里要写文件夹。"),
    (["init"], "缺少“文件夹”。"),
]


@pytest.mark.parametrize(
    ("arguments", "message"), WRONG_USE, ids=[" ".join(a) for a, _ in WRONG_USE]
)
def test_wrong_use_is_told_in_chinese(arguments: list[str], message: str) -> None:
    put("文件", "我的东西")
    result = run(*arguments)
    usage, error, see = result.stderr.splitlines()
    known = arguments[0] in ("write", "audit", "init")
    command = f"reportgen {arguments[0]}" if known else "reportgen"
    assert result.exit_code == 2
    assert result.stdout == ""
    assert usage.startswith(f"用法：{command} [选项]")
    assert error.startswith(f"错误：{message}")
    assert see == f"用 {command} --help 看说明。"
    assert Path("文件").read_text(encoding="utf-8") == "我的东西"


@pytest.mark.parametrize(
    ("parameter", "arguments", "message"),
    [
        (click.Argument(["form"]), [], "错误：缺少“FORM”。"),
        (click.Option(["-o", "--output"], required=True), [], "错误：缺少“--output”。"),
        (click.Argument(["form"], type=click.Choice(["甲", "乙"])), ["丙"], "只能是 甲 或 乙。"),
    ],
)
def test_the_wrong_use_of_commands_still_to_come(
    parameter: click.Parameter, arguments: list[str], message: str
) -> None:
    command = main.command_class("import", params=[parameter])
    with pytest.raises(click.UsageError) as stopped:
        command.make_context("import", arguments)
    assert message in explained(stopped.value)


# ---- 启动快，编码，程序的错 ----


def python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        check=False,
        env={"PATH": "", "PYTHONPATH": str(Path(pipeline.__file__).parents[1]), **environment},
    )


def test_the_help_loads_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; from reportgen.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: print(*sys.modules)"
    )
    loaded = set(python(code).stdout.decode().split())
    assert {"click", "reportgen.cli"} <= loaded
    assert not loaded & {
        *("pydantic", "yaml", "jinja2", "docx", "lxml", "babel", "rapidfuzz"),
        "reportgen.pipeline",
    }


def test_the_output_is_utf8_wherever_it_goes() -> None:
    put("甲.yaml", "年度: 去年")
    code = "from reportgen.cli import main; main()"
    result = python(code, "audit", "甲.yaml", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "“年度”填的“去年”不是整数" in result.stdout.decode("utf-8")
    assert result.returncode == 3
    wrong = python(code, "--不知道", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert "错误：没有“--不知道”这个选项" in wrong.stderr.decode("utf-8")
    assert wrong.returncode == 2


@pytest.mark.parametrize(
    ("fault", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "已中断；写好的文件都是完整的。"),
        (ZeroDivisionError("除以零"), 3, "程序出了错，不是您的数据有错"),
    ],
)
def test_faults_that_are_not_the_users(
    monkeypatch: pytest.MonkeyPatch, fault: BaseException, code: int, told: str
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(pipeline, "audit_all", fail)
    result = run("audit", "--format", "json")
    assert result.exit_code == code
    assert told in result.stderr
    assert result.stdout == ""


# ---- 写 ----


def test_a_clean_project(tmp_path: Path) -> None:
    result = run("write", put("路灯.yaml"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert written() == [f"路灯/{form}" for form in FORMS]
    first, second, *_ = result.stdout.splitlines()
    assert (first, second) == ("路灯", f"  已写 {Path('output/路灯/附件2.docx')}")
    assert "（上限 6000 字）" in result.stdout


def test_a_second_run_changes_nothing() -> None:
    put("data/路灯.yaml")
    run("write")
    before = {name: Path("output", name).stat().st_mtime_ns for name in written()}
    result = run("write")
    assert result.exit_code == 0
    assert result.stdout.count("没有变化") == 3
    assert {name: Path("output", name).stat().st_mtime_ns for name in written()} == before


def test_a_dry_run_writes_nothing() -> None:
    result = run("write", put("路灯.yaml"), "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.count("将写") == 3
    assert not Path("output").exists()


def test_an_edited_report_is_kept_and_told() -> None:
    put("路灯.yaml")
    run("write", "路灯.yaml")
    put("output/路灯/附件2.docx", b"edited")
    result = run("write", "路灯.yaml")
    assert result.exit_code == 1
    assert "  有人改过，未动 " in result.stdout
    assert (
        f"文件解不开：坏了，或者不是 Word 文档  [{Path('output/路灯/附件2.docx')}]" in result.stdout
    )
    assert Path("output/路灯/附件2.docx").read_bytes() == b"edited"


def test_one_broken_file_stops_only_itself() -> None:
    put("data/乙.yaml", "年度: [\n")
    put("data/甲.yaml")
    put("data/丙.yaml", WRONG)
    result = run("write")
    assert result.exit_code == 3
    assert written() == sorted(f"{name}/{form}" for name in "甲丙" for form in FORMS)
    assert f"[{Path('data/乙.yaml')}:1:5]" in result.stdout
    assert "Traceback" not in result.output


def test_one_broken_project_of_a_file_stops_only_itself() -> None:
    put("项目.yaml", "\n---\n".join([GOOD, "项目名称：甲", PROJECT.format(name="井盖维护")]))
    result = run("write", "项目.yaml")
    assert result.exit_code == 3
    assert written() == [f"项目-{number}/{form}" for number in (1, 3) for form in FORMS]


def test_two_files_of_one_name_are_both_told_and_neither_is_written() -> None:
    put("a/甲.yaml")
    put("b/甲.yaml")
    put("b/乙.yaml")
    result = run("write", "a", "b")
    assert result.exit_code == 3
    assert result.stdout.count("同名，输出会互相覆盖，没有写") == 2
    assert written() == [f"乙/{form}" for form in FORMS]


def test_a_file_given_twice_is_written_once(tmp_path: Path) -> None:
    put("甲.yaml")
    result = run("write", "甲.yaml", "./甲.yaml", str(tmp_path / "甲.yaml"), ".")
    assert result.exit_code == 0
    assert result.stdout.count("已写") == 3


@pytest.mark.parametrize("place", ["output/甲", "output/.reportgen"])
def test_where_nothing_can_be_written_it_is_told_and_the_others_are_written(place: str) -> None:
    put(place, "一个文件，占了文件夹的位置")
    result = run("write", put("甲.yaml"), put("乙.yaml"))
    assert result.exit_code == 3
    assert "文件写不进去，原来的文件没有动" in result.stdout
    assert Path(place).read_text(encoding="utf-8") == "一个文件，占了文件夹的位置"
    others = [f"乙/{form}" for form in FORMS] if place == "output/甲" else []
    assert [name for name in written() if name != "甲"] == others


def test_several_findings_of_a_file_are_told_at_once_the_errors_first() -> None:
    put(
        "甲.yaml",
        "年度: 去年\n项目名称: 甲\n"
        "资金: {预算数: 9000(压缩前)7200(压缩后), 执行数: 很多}\n主管部们: 乙\n",
    )
    result = run("write", "甲.yaml")
    assert result.stdout == (
        "甲\n"
        "  错误　“年度”填的“去年”不是整数  [甲.yaml:1:5]  value-invalid\n"
        "        → 填数字，例如 2020\n"
        "  错误　“资金/执行数”填的“很多”不是金额  [甲.yaml:3:36]  not-an-amount\n"
        "        → 填一个数（单位万元），说明写到“原文”或文字材料里\n"
        "  错误　不认得“主管部们”  [甲.yaml:4:7]  key-unknown\n"
        "        → 是不是“主管部门”\n"
        "  提醒　“资金/预算数”填的“9000(压缩前)7200(压缩后)”按 7200万元读，其余的话没有用上"
        "  [甲.yaml:3:11]  amount-remark\n"
        "        → 核对金额；整格的话写到“原文”，这里只填数\n"
    )


AWKWARD = "一段 {{ 项目 }} {% if x %} <w:p> & < > 😀 𠮷 \\ ' \" >90% ≥90% *x &x %"


@pytest.mark.parametrize(
    "text", [AWKWARD, "很长的话。" * 40_000], ids=["awkward signs", "200000 characters"]
)
def test_any_text_comes_through_unchanged(text: str) -> None:
    put(
        "甲.yaml", GOOD + "文字材料: {其他佐证材料: " + json.dumps(text, ensure_ascii=False) + "}\n"
    )
    result = run("write", "甲.yaml")
    assert result.exit_code in (0, 1)  # 太长的要说，但照写
    assert "Traceback" not in result.output
    from docx import Document

    paragraphs = [each.text for each in Document("output/甲/附件4-缩略版.docx").paragraphs]
    assert text in paragraphs


def test_control_characters_are_told_and_left_out() -> None:
    put("甲.yaml", GOOD + '文字材料: {其他佐证材料: "一\\x07二"}\n' + "标题: 三\x07四\n")
    result = run("write", "甲.yaml")
    assert result.exit_code == 0
    assert result.stdout.count("有 1 个看不见的字符") == 2
    assert len(written()) == 3


def test_four_hundred_indicators() -> None:
    row = next(line for line in GOOD.splitlines() if "三级指标" in line)
    rows = "\n".join(
        row.replace("分: 80", "分: 0.2").replace("分值: 80", "分值: 0.2") for _ in range(400)
    )
    result = run("write", put("甲.yaml", GOOD.replace(row, rows)))
    assert "Traceback" not in result.output
    assert len(written()) == 3


@pytest.mark.parametrize("budget", ["0", "-5", "/", "''"])
def test_a_budget_that_gives_no_rate_is_written_all_the_same(budget: str) -> None:
    result = run("write", put("甲.yaml", GOOD.replace("预算数: 200", f"预算数: {budget}")))
    assert result.exit_code == 1
    assert "预算数" in result.stdout
    assert len(written()) == 3


# ---- 读不了 ----

UNREADABLE: list[tuple[str, str | bytes, str]] = [
    ("空.yaml", "", "文件里没有数据"),
    ("空.yaml", "# 批注\n", "文件里没有数据"),
    ("甲.docx", b"PK\x03\x04", "文件解不开"),
    ("甲.doc", b"\xd0\xcf\x11\xe0", "旧版的 Word 文件，不能直接读"),
    ("甲.xlsx", b"PK\x03\x04", "文件解不开：坏了，或者不是 Excel 工作簿"),
    ("甲.yaml", bytes(range(256)), "不是文字文件，或编码认不出"),
    ("甲.yaml", "a: &a [x]\nb: [*a, *a]\n", "在 YAML 里另有用处"),
    ("甲.yaml", "- " * 5000, "层次太深"),
    ("甲.yaml", "就一句话", "数据文件应当是“名称: 值”的各行"),
    ("甲.yaml", "\t年度: 2020", "不能用 Tab 缩进，改成空格"),
]


@pytest.mark.parametrize("command", ["write", "audit"])
@pytest.mark.parametrize(("name", "content", "message"), UNREADABLE)
def test_what_cannot_be_read_is_told(
    command: str, name: str, content: str | bytes, message: str
) -> None:
    result = run(command, put(name, content))
    assert result.exit_code == 3
    assert message in result.stdout
    assert f"[{name}" in result.stdout
    assert "Traceback" not in result.output
    assert not Path("output").exists()


# ---- 录入 ----


def test_a_form_becomes_a_data_file_once() -> None:
    run("write", put("路灯.yaml"))
    form = put("表/路灯表.docx", Path("output/路灯/附件2.docx").read_bytes())
    first = run("import", form, "-o", "数据")
    assert (first.exit_code, first.stdout) == (0, f"路灯表\n  已录 {Path('数据/路灯表.yaml')}\n")
    text = Path("数据/路灯表.yaml").read_text(encoding="utf-8")
    assert "三级指标: 维护路灯, 分值: 40, 年初目标值: 100盏, 实际完成值: 100盏, 得分: 40" in text
    Path("数据/路灯表.yaml").write_text(text + "# 改过\n", encoding="utf-8")
    again = run("import", form, "-o", "数据")
    assert again.exit_code == 3
    assert "数据文件已经有了，没有写，保持原样" in again.stdout
    assert Path("数据/路灯表.yaml").read_text(encoding="utf-8").endswith("# 改过\n")
    for source in ("数据/路灯表.yaml", form):
        assert run("write", source, "-o", "新").exit_code == 0
    assert run("audit", form).exit_code == 0


def test_what_cannot_be_imported_is_told() -> None:
    run("write", put("路灯.yaml"))
    report = put("报告.docx", Path("output/路灯/附件4-缩略版.docx").read_bytes())
    result = run("import", report, put("坏.docx", b"PK"), "-o", "数据")
    assert result.exit_code == 3
    assert "文件里没有自评表" in result.stdout
    assert "文件解不开" in result.stdout
    assert not Path("数据").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gbk"])
def test_other_encodings_are_read(encoding: str) -> None:
    result = run("write", put("甲.yaml", GOOD.replace("\n", "\r\n").encode(encoding)))
    assert result.exit_code == 0
    assert ("已按 GBK 读取" in result.stdout) == (encoding == "gbk")
    assert len(written()) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "没有这个文件或文件夹  [data]"),
        (["没有.yaml"], "没有这个文件  [没有.yaml]"),
        (["空"], "文件夹里没有数据文件（.yaml、.xlsx）和自评表（.docx）  [空]"),
    ],
)
@pytest.mark.parametrize("command", ["write", "audit"])
def test_nothing_to_read_is_told(command: str, arguments: list[str], message: str) -> None:
    Path("空").mkdir()
    result = run(command, *arguments)
    assert result.exit_code == 3
    assert message in result.stdout


def test_an_empty_folder_among_others_is_not_passed_over() -> None:
    Path("空").mkdir()
    result = run("write", "空", put("甲.yaml"))
    assert result.exit_code == 3
    assert "文件夹里没有数据文件" in result.stdout
    assert len(written()) == 3


# ---- 核查，JSON ----


def listed(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
    result = run("audit", "--format", "json", *arguments)
    return result.exit_code, json.loads(result.stdout)


def test_audit_writes_nothing() -> None:
    result = run("audit", put("甲.yaml", WRONG))
    assert result.exit_code == 1
    assert "总分填 60" in result.stdout
    assert sorted(path.name for path in Path().iterdir()) == ["甲.yaml"]


def test_the_exit_code_is_the_highest() -> None:
    put("好.yaml")
    put("错.yaml", WRONG)
    put("坏.yaml", "年度: [")
    assert run("audit", "好.yaml").exit_code == 0
    assert run("audit", "好.yaml", "错.yaml").exit_code == 1
    assert run("audit", "坏.yaml", "错.yaml", "好.yaml").exit_code == 3


def test_json_is_all_that_stands_on_the_output() -> None:
    put("甲.yaml", WRONG)
    put("乙.yaml", "年度: 去年\n项目名称: 乙\n".encode("gbk"))
    put("丙.docx", b"PK\x03\x04")
    code, findings = listed("甲.yaml", "乙.yaml", "没有.yaml", "丙.docx")
    assert code == 3
    assert findings[0]["project"] == "甲"
    rest = [each for each in findings if each["project"] != "甲"]
    assert [(each["project"], each["code"]) for each in rest] == [
        ("乙", "encoding-gbk"),
        ("乙", "value-invalid"),
        ("没有", "file-missing"),
        ("丙", "file-unreadable"),
    ]
    assert rest[1] == {
        "code": "value-invalid",
        "rule": "",
        "severity": "error",
        "project": "乙",
        "field": "年度",
        "stated": "去年",
        "expected": "",
        "message": "“年度”填的“去年”不是整数",
        "remedy": "填数字，例如 2020",
        "origins": ["乙.yaml:1:5"],
        "consequences": [],
    }


OVER = (
    GOOD.replace("执行数: 200", "执行数: 210")
    .replace("执行率: 100%", "执行率: 105%")
    .replace("偏差原因分析: 无", "偏差原因分析: 年中追加了灯具采购，执行数超过了预算数。")
)


def test_the_worst_project_comes_first_and_the_clean_ones_are_counted() -> None:
    for name, content in (("一", GOOD), ("二", OVER), ("三", WRONG), ("四", OVER), ("五", GOOD)):
        put(f"{name}.yaml", content.replace("路灯维护", f"路灯维护{name}期"))
    lines = run("audit", *(f"{name}.yaml" for name in "一二三四五")).stdout.splitlines()
    end = lines.index("没有发现问题的项目：2 个")
    assert [line for line in lines[:end] if not line.startswith(" ")] == ["三", "二", "四"]
    assert lines[end + 1 :] == [
        "",
        "汇总",
        "  项目  错误  提醒  说明  填报总分  应得总分",
        "  三       1     0     0        60       100",
        "  二       0     1     0       100       100",
        "  四       0     1     0       100       100",
        "  一       0     0     0       100       100",
        "  五       0     0     0       100       100",
        "  合计     1     2     0",
        "最常见的：执行数超过预算数 2 处",
    ]


def test_a_single_project_has_no_summary() -> None:
    assert run("audit", put("一.yaml")).stdout == "没有发现问题的项目：1 个\n"
    assert "汇总" not in run("audit", put("三.yaml", WRONG)).stdout


def test_a_long_summary_shows_the_worst_and_adds_up_the_rest() -> None:
    for number in range(33):
        content = WRONG if number > 30 else OVER
        put(f"数据/{number:02}.yaml", content.replace("路灯维护", f"路灯维护{number}期"))
    lines = run("audit", "数据").stdout.splitlines()
    table = lines[lines.index("汇总") + 2 :]
    assert [line.split()[0] for line in table[:3]] == ["31", "32", "00"]
    assert table[30].split() == ["其余", "3", "个", "0", "3", "0"]
    assert table[31].split() == ["合计", "2", "31", "0"]
    assert len({width(line) for line in table[:30]}) == 1


def test_what_follows_from_a_finding_stands_under_it(capsys: pytest.CaptureFixture[str]) -> None:
    finding = Finding(
        "rate-mismatch",
        Severity.ERROR,
        "执行率填 79.1%",
        "改为 73.07%",
        (Origin("甲.yaml", 3, 5),),
        consequences=("得分 15.82 应为 14.61", "总分 89.82 应为 88.61"),
    )
    show_findings([finding])
    assert capsys.readouterr().out == (
        "  错误　执行率填 79.1%  [甲.yaml:3:5]  rate-mismatch\n"
        "        由此：得分 15.82 应为 14.61\n"
        "        由此：总分 89.82 应为 88.61\n"
        "        → 改为 73.07%\n"
    )


@pytest.mark.parametrize(("name", "code", "count"), [("好.yaml", 0, 0), ("没有.yaml", 3, 1)])
def test_json_with_nothing_to_say(name: str, code: int, count: int) -> None:
    put("好.yaml", GOOD)
    got, findings = listed(name)
    assert (got, len(findings)) == (code, count)


def test_the_places_to_fill_are_listed_at_the_end_by_document() -> None:
    lines = run("write", put("路灯.yaml")).output.splitlines()
    start = lines.index("等人填写的地方，共 8 处")
    assert lines[start + 1] == f"  {Path('output/路灯/附件4-缩略版.docx')}（6 处）"
    assert (
        "    【请填写：存在的问题和原因】　文字材料的键：自评结论/存在的问题和原因" in lines[start:]
    )
    assert not [line for line in lines[:start] if "【请填写" in line]
    path = Path("output/路灯/附件4-缩略版.docx")
    path.write_bytes(path.read_bytes() + b"\0")
    output = run("write", "路灯.yaml").output
    assert "附件4-缩略版.docx（6 处）" in output  # 人改过的，说它现在还有几处
    path.write_bytes(b"\0")
    output = run("write", "路灯.yaml").output
    assert "附件4-缩略版.docx（" not in output  # 读不了的，不知道
    assert "附件4-摘要版.docx（" in output


# ---- 名录 ----


def test_names_lists_what_templates_can_use_with_the_values_of_the_project() -> None:
    result = run("names", put("甲.yaml"))
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "右边是 甲.yaml 里的值。"
    shown = dict(re.split(r" {2,}", line.strip(), maxsplit=1) for line in lines if "}  " in line)
    assert shown["{{ 资金.预算数|万元 }}"] == "200万元"
    assert shown["{{ 预算执行率|百分比 }}"] == "100%"
    assert shown["{{ 个.三级指标 }}"] == "维护路灯"
    assert shown["{{ 落款单位 }}"] == "（没有）"


def test_the_values_stand_below_each_other_and_fit_the_terminal() -> None:
    put("甲.yaml", GOOD.replace("把自评结果作为安排下年预算的依据。", "很长的话。" * 90))
    lines = run("names", "甲.yaml").stdout.splitlines()
    start = lines.index("直接写的名称") + 1
    group = lines[start : lines.index("", start)]
    values = [re.fullmatch(r"(  \S.*?[}] +)\S.*", line) for line in group]
    assert len(values) > 30
    assert len({width(value[1]) for value in values if value}) == 1
    assert [line for line in group if line.endswith("…")] != []
    assert max(map(width, group)) <= 80


def test_names_takes_the_first_file_of_data_or_else_the_sample() -> None:
    assert "样例.yaml 里的值" in run("names").stdout.splitlines()[0]
    put("data/乙.yaml", "年度: [")
    put("data/甲/丙.yaml")
    put("data/乙.yaml", PROJECT.format(name="井盖维护"))
    result = run("names")
    assert result.stdout.startswith(f"右边是 {Path('data/乙.yaml')} 里的值。")
    assert "井盖维护项目" in result.stdout


def test_names_of_ones_own_templates(folder: Path) -> None:
    phrases = folder / "共用" / "phrases.yaml"
    text = phrases.read_text(encoding="utf-8")
    phrases.write_text(text.replace("用语:\n", "用语:\n  另说: 另外的话。\n"), encoding="utf-8")
    result = run("names", put("甲.yaml"), "--templates", str(folder))
    assert re.search(r"\{\{ 用语\.另说 \}\} +另外的话。", result.stdout)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("甲.yaml", "年度: [", "[甲.yaml:1:5]"),
        ("甲.yaml", GOOD + "计分口径: 没有的", "没有计分口径“没有的”"),
        ("甲.docx", b"PK\x03\x04", "文件解不开"),
    ],
)
def test_names_of_what_cannot_be_read(name: str, content: str | bytes, told: str) -> None:
    result = run("names", put(name, content))
    assert result.exit_code == 3
    assert told in result.stdout
    assert "里的值" not in result.stdout


def test_a_wrong_name_in_a_template_is_told_by_every_command(folder: Path) -> None:
    (folder / "共用" / "没有.j2").write_text("无。\n{{ 预算执行律|百分比 }}", encoding="utf-8")
    put("甲.yaml")
    for command in ("write", "audit", "names"):
        result = run(command, "甲.yaml", "--templates", str(folder))
        assert result.exit_code == 3
        assert "模板里的名称“预算执行律”没有  [共用/没有.j2:2]" in result.stdout
        assert "→ 相近的有：预算执行率" in result.stdout


# ---- 铺样 ----


def test_init_lays_out_what_write_then_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("init", "我的 报告")
    assert (result.exit_code, result.stderr) == (0, "")
    first, *rest = result.stdout.splitlines()
    assert "data" in first
    assert "README.md" in first
    assert rest == ['  cd "我的 报告"', "  reportgen write --templates templates"]
    monkeypatch.chdir("我的 报告")
    result = run("write", "--templates", "templates")
    assert result.exit_code == 0
    assert "  错误" not in result.stdout
    assert "  提醒" not in result.stdout
    assert "等人填写" not in result.stdout
    assert written() == [f"样例/{form}" for form in FORMS]


def test_init_changes_nothing_that_is_there() -> None:
    put("新的/templates/共用/phrases.yaml", "我的话")
    result = run("init", "新的")
    assert result.exit_code == 3
    assert "已有 1 个同名的文件，没有动它们，什么也没有放" in result.stdout
    assert f"[{Path('新的/templates/共用/phrases.yaml')}]" in result.stdout
    assert [path for path in Path("新的").rglob("*") if path.is_file()] == [
        Path("新的/templates/共用/phrases.yaml")
    ]
    assert Path("新的/templates/共用/phrases.yaml").read_text(encoding="utf-8") == "我的话"


def test_without_a_home_nothing_is_kept_in_the_folder_one_stands_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "缓存")
    monkeypatch.setenv("LOCALAPPDATA", "缓存")
    run("write", put("甲.yaml"))
    assert not Path("缓存").exists()
    assert sorted(path.name for path in Path().iterdir()) == ["output", "甲.yaml"]


def test_a_fault_of_the_templates_is_told_once() -> None:
    run("init", "我的")
    passage = Path("我的/templates/共用/没有.j2")
    passage.write_text("｛｛ 单位 ｝｝。", encoding="utf-8")
    for name in ("甲", "乙", "丙"):
        put(f"数据/{name}.yaml")
    output = run("write", "数据", "--templates", "我的/templates").output
    assert output.count("模板里有全角的花括号") == 1
    assert output.count("错处在前面第一个项目下面说全了") == 2


def test_a_comma_that_splits_a_value_in_braces_is_explained() -> None:
    row = next(line for line in GOOD.splitlines() if "三级指标" in line)
    split = row.replace("得分: 40}", "得分: 40, 偏差原因: 意见不一致,协商周期长.}")
    assert "前一个值里有英文逗号" in run("write", put("甲.yaml", GOOD.replace(row, split))).output
