"""审核.yaml：说明过的可以关闭，理由照登；错误关不了，写错的都说出来，什么也不挡。"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportgen.audit import CHECKS
from reportgen.cli import main
from reportgen.codes import ENTRIES
from reportgen.intake import spread
from reportgen.switches import Switches
from tests.test_cli import GOOD, WRONG, put

# 执行数超过预算数：一条提醒 rate-over-100
OVER = (
    GOOD.replace("执行数: 200", "执行数: 210")
    .replace("执行率: 100%", "执行率: 105%")
    .replace("偏差原因分析: 无", "偏差原因分析: 年中追加了灯具采购，执行数超过了预算数。")
)
CODE = "rate-over-100"
CLOSE = "关闭: [{code: rate-over-100, 理由: 年中追加，有批文}]\n"
ROOT = Path(__file__).resolve().parents[1] / "reportgen"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def told(*arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("audit", "--format", "json", *arguments).stdout)
    return found


def brief(*arguments: str) -> list[tuple[str, str]]:
    return sorted((each["code"], each["severity"]) for each in told(*arguments))


def test_a_closed_finding_is_a_note_that_gives_the_reason() -> None:
    put("数据/甲.yaml", OVER)
    assert brief("数据") == [(CODE, "warning")]
    put("数据/审核.yaml", CLOSE)
    [closed] = told("数据")
    assert (closed["code"], closed["severity"], closed["project"]) == (CODE, "note", "甲")
    assert closed["message"].endswith("（已关闭：年中追加，有批文）")
    assert "最常见的" not in run("audit", "数据").stdout


def test_the_settings_do_not_count_as_a_project_in_the_summary() -> None:
    put("数据/甲.yaml", OVER)
    put("数据/审核.yaml", "关闭: [{code: total-mismatch, 理由: 无}]\n")
    assert "汇总" not in run("audit", "数据").stdout  # 只有一个项目
    for number in range(1, 32):
        put(f"数据/{number:02}.yaml", OVER.replace("路灯维护", f"路灯维护{number}期"))
    lines = run("audit", "数据").stdout.splitlines()
    table = [line.split() for line in lines[lines.index("汇总") + 2 :]]
    assert "数据/审核.yaml" in lines
    assert [line[0] for line in table[:2]] == ["01", "02"]
    assert table[30:33] == [
        ["其余", "2", "个", "0", "2", "0"],
        ["审核设定", "0", "0", "1"],
        ["合计", "0", "32", "1"],
    ]


@pytest.mark.parametrize(
    ("place", "data", "paths"),
    [
        ("数据", "数据/甲.yaml", ["数据/甲.yaml"]),
        ("数据", "数据/2020/局/甲.yaml", ["数据"]),
        ("数据/2020", "数据/2020/局/甲.yaml", ["数据"]),
        ("数据/2020/局", "数据/2020/局/甲.yaml", ["数据"]),
        (".", "甲.yaml", ["."]),
    ],
)
def test_it_counts_from_the_folder_given_down_to_that_of_the_data(
    place: str, data: str, paths: list[str]
) -> None:
    put(data, OVER)
    put(f"{place}/审核.yaml", CLOSE)
    assert brief(*paths) == [(CODE, "note")]


def test_it_does_not_count_above_or_beside() -> None:
    put("数据/2020/甲.yaml", OVER)
    put("数据/审核.yaml", CLOSE)
    put("数据/2021/审核.yaml", CLOSE)
    assert brief("数据/2020") == [(CODE, "warning")]


@pytest.mark.parametrize(
    ("project", "closed"),
    [("甲", {"甲"}), ("路灯维护", {"甲"}), ("井盖维护", {"乙"}), ("", {"甲", "乙"})],
)
def test_a_project_is_named_by_its_file_or_its_name(project: str, closed: set[str]) -> None:
    put("数据/甲.yaml", OVER)
    put("数据/乙.yaml", OVER.replace("路灯维护", "井盖维护"))
    put("数据/审核.yaml", CLOSE.replace("理由", f"项目: {project}, 理由"))
    found = told("数据")
    assert {each["project"] for each in found if each["severity"] == "note"} == closed
    assert len(found) == 2


def test_an_error_cannot_be_closed() -> None:
    put("数据/甲.yaml", WRONG)
    put("数据/审核.yaml", CLOSE.replace(CODE, "total-mismatch"))
    error, refused = told("数据")
    assert (error["code"], error["severity"]) == ("total-mismatch", "error")
    assert "已关闭" not in error["message"]
    assert (refused["code"], refused["severity"]) == ("switch-refused", "error")
    assert "在“甲”里是错误" in refused["message"]
    assert refused["origins"] == [f"{Path('数据/审核.yaml')}:1:13"]
    assert refused["project"] == ""


def test_an_unknown_code_gets_the_nearest() -> None:
    put("数据/甲.yaml", OVER)
    put("数据/审核.yaml", CLOSE.replace(CODE, "rate-over-10"))
    [unknown] = [each for each in told("数据") if each["code"] != CODE]
    assert (unknown["code"], unknown["severity"]) == ("switch-unknown", "warning")
    assert f"{CODE}（执行数超过预算数）" in unknown["remedy"]


@pytest.mark.parametrize(
    ("entry", "paths", "unused"),
    [
        ("code: head-empty", ["数据"], True),
        ("code: head-empty, 项目: 甲", ["数据/甲.yaml"], True),
        ("code: head-empty, 项目: 没有的", ["数据"], True),
        # 只读了一个文件，别的项目里也许有
        ("code: head-empty", ["数据/甲.yaml"], False),
        ("code: head-empty, 项目: 乙", ["数据/甲.yaml"], False),
    ],
)
def test_what_closed_nothing_is_told_only_when_it_is_sure(
    entry: str, paths: list[str], unused: bool
) -> None:
    put("数据/甲.yaml")
    put("数据/乙.yaml", GOOD.replace("路灯维护", "井盖维护"))
    put("数据/审核.yaml", f"关闭: [{{{entry}, 理由: 说明过}}]\n")
    assert brief(*paths) == ([("switch-unused", "note")] if unused else [])


def test_a_project_that_could_not_be_read_may_have_had_it() -> None:
    put("数据/甲.yaml", "年度: [")
    put("数据/乙.yaml")
    put("数据/审核.yaml", CLOSE)
    assert "switch-unused" not in dict(brief("数据"))


def test_write_closes_too_and_does_not_speak_of_what_only_the_audit_finds() -> None:
    put("数据/甲.yaml", OVER)
    put("数据/审核.yaml", CLOSE + "  # 批注\n")
    result = run("write", "数据")
    assert result.exit_code == 0
    assert "（已关闭：年中追加，有批文）" in result.stdout
    assert "  提醒" not in result.stdout
    put("数据/审核.yaml", CLOSE.replace(CODE, "head-empty"))
    assert "审核.yaml" not in run("write", "数据").stdout


BROKEN = [
    ("关闭: [{code: rate-over-100}]", ["缺少“关闭[1]/理由”"]),
    ("关闭: [{code: rate-over-100, 理由: ''}]", ["“关闭”的这一项没有写“理由”"]),
    ("关闭: {code: rate-over-100, 理由: 有}", ["“关闭”应当是列表"]),
    (CLOSE + "关必: 有\n", ["不认得“关必”"]),
    (CLOSE + "错别字: [失效]\n错子: 有\n", ["“错别字”下面应当是", "不认得“错子”"]),
    ("关闭: [", ["写法不合数据文件（YAML）的格式"]),
]


@pytest.mark.parametrize(("text", "messages"), BROKEN)
def test_a_broken_one_stops_nothing_and_is_told_with_its_lines(
    text: str, messages: list[str]
) -> None:
    put("数据/甲.yaml", OVER)
    put("数据/审核.yaml", text)
    result = run("audit", "数据")
    assert result.exit_code == 3
    assert "审核设定有错，里面写的这次都没有用" in result.stdout
    assert f"[{Path('数据/审核.yaml')}:" in result.stdout
    assert f"  {CODE}" in result.stdout
    assert "已关闭" not in result.stdout
    for message in messages:
        assert message in result.stdout


def test_it_is_not_data() -> None:
    put("数据/甲.yaml")
    put("数据/审核.yaml", CLOSE)
    both = [Path("数据/甲.yaml"), Path("数据/审核.yaml")]
    assert list(spread([Path("数据")])) == list(spread(both)) == both[:1]
    alone = run("audit", "数据/审核.yaml")
    assert alone.exit_code == 3
    assert "这是审核设定（关闭哪些发现），不是数据" in alone.stdout


def test_an_empty_one_says_nothing() -> None:
    put("数据/甲.yaml")
    put("数据/审核.yaml", "# 还没有\n")
    assert run("audit", "数据").exit_code == 0
    assert told("数据") == []


def test_the_nearer_list_of_typos_counts() -> None:
    put("数据/局/甲.yaml")
    put("数据/审核.yaml", "错别字: {失效指标: 时效指标, 反应: 反映}\n")
    put("数据/局/审核.yaml", "错别字: {反应: 反响}\n")
    switches = Switches([Path("数据")])
    assert switches.typos("数据/局/甲.yaml") == {"失效指标": "时效指标", "反应": "反响"}


def test_every_code_of_the_stages_is_listed_once() -> None:
    rooms = ("reading", "intake", "compose", "fit.py", "pipeline.py", "faults.py", "switches.py")
    rooms += ("merge_notes.py",)
    word = re.compile(r"[a-z]+(-[a-z0-9]+)+")
    left = {"utf-8-sig", "utf-16", "utf-16-le", "utf-8", "d-mmm-yy"}
    files = [path for room in rooms for path in [ROOT / room, *(ROOT / room).rglob("*.py")]]
    used = {
        node.value
        for path in files
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and word.fullmatch(node.value)
    }
    assert len(used) > 60
    assert used - left <= set(ENTRIES)
    assert {code.word for check in CHECKS for code in check.codes} <= set(ENTRIES)
