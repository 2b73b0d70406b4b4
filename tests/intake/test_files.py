"""读文件：找到数据文件；读不了的说清楚，只停它自己。"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.intake import files, opening
from reportgen.intake.files import Loaded, load, spread

GOOD = "年度: 2020\n项目名称: {}\n"


def put(folder: Path, name: str, content: str | bytes = GOOD.format("甲")) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def told(loaded: Loaded, folder: Path) -> list[str]:
    """``出处 消息 → 怎么办``，每条一行，出处里不带文件夹。"""
    place = f"{folder}{'/' if '/' in str(folder) else chr(92)}"
    return [
        f"{'、'.join(map(str, each.origins))} {each.message} → {each.remedy}".replace(place, "")
        for each in loaded.findings
    ]


def names(tmp_path: Path, *paths: Path) -> list[str]:
    return [path.relative_to(tmp_path).as_posix() for path in spread(paths)]


def test_a_folder_gives_its_data_files_in_order(tmp_path: Path) -> None:
    for name in [
        *("乙.yaml", "丙.YML", "下级/甲.yaml", "丁.yaml.txt"),
        *(".藏.yaml", "~$甲.yaml", ".git/戊.yaml", "说明.txt", "附件2.docx", "甲.xlsx"),
    ]:
        put(tmp_path, name)
    (tmp_path / "文件夹.yaml").mkdir()
    put(tmp_path, "报告/.reportgen/甲.json")
    put(tmp_path, "报告/甲/附件2.docx")
    assert names(tmp_path, tmp_path) == [
        *("丁.yaml.txt", "下级/甲.yaml", "丙.YML", "乙.yaml"),
        *("甲.xlsx", "附件2.docx"),  # 打不开的 Office 文件，读的时候去说
    ]


def test_a_file_given_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "甲.yaml")
    monkeypatch.chdir(tmp_path)
    assert names(tmp_path, path, path, tmp_path, tmp_path / "." / "甲.yaml") == ["甲.yaml"]
    assert list(spread([Path("甲.yaml"), path])) == [Path("甲.yaml")]


def test_what_is_not_there_stays_in_the_list(tmp_path: Path) -> None:
    assert names(tmp_path, tmp_path / "没有.yaml") == ["没有.yaml"]


def test_one_project(tmp_path: Path) -> None:
    [loaded] = load(put(tmp_path, "甲.yaml"))
    assert loaded.stem == "甲"
    assert loaded.project is not None
    assert loaded.project.name == "甲"
    assert loaded.findings == ()


def test_several_projects_in_a_file_one_of_them_broken(tmp_path: Path) -> None:
    text = "\n---\n".join([GOOD.format("甲"), "年度: 2020\n名称: >5", GOOD.format("丙")])
    first, second, third = load(put(tmp_path, "项目.yaml", text))
    assert [each.stem for each in (first, second, third)] == ["项目-1", "项目-2", "项目-3"]
    assert [each.project and each.project.name for each in (first, second, third)] == [
        "甲",
        None,
        "丙",
    ]
    assert (first.findings, third.findings) == ((), ())
    assert told(second, tmp_path) == [
        "项目.yaml:5:1 没有“项目名称”，不知道是谁的报告 → 填上“项目名称”",
        '项目.yaml:6:5 “>5”会被当作分行的记号，读不成值 → 以 > 开头的值要加英文引号，写成 ">5"',
        "项目.yaml:6:5 不认得“名称” → 是不是“单位名称”或“项目名称”",
    ]


def test_the_encoding_is_told_once_for_the_file(tmp_path: Path) -> None:
    text = f"{GOOD.format('甲')}---\n{GOOD.format('乙')}"
    first, second = load(put(tmp_path, "甲.yaml", text.encode("gbk")))
    assert first.project is not None
    assert first.project.name == "甲"
    assert [finding.code for finding in first.findings] == ["encoding-gbk"]
    assert second.findings == ()


RESAVE = "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”"
REBOOK = "用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”"
LOCKED = "这是 Word、Excel、WPS 打开文件时的临时文件，不是表 → 读名称里没有“~$”的那个文件"
PICTURED = (
    "图片、PDF 里的字读不出来 → "
    "用原来的 Word 表；只有图片、扫描件的，照着填进 reportgen blank 的工作簿"
)
SAMPLE = "照样例录成 .yaml 文件（reportgen init 会放好一份样例）"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("甲.yaml", "", f"甲.yaml 文件里没有数据 → {SAMPLE}"),
        ("甲.yaml", "# 批注\n\n---\n", f"甲.yaml 文件里没有数据 → {SAMPLE}"),
        (
            "甲.docx",
            b"\xd0\xcf\x11\xe0",
            f"甲.docx 这其实是旧版的或加了密码的 Word、Excel 文件，只是扩展名成了 .docx → "
            f"加了密码的先去掉密码；{RESAVE}",
        ),
        ("甲.doc", b"\xd0\xcf\x11\xe0", f"甲.doc 旧版的 Word 文件，不能直接读 → {RESAVE}"),
        ("甲.xls", b"\xd0\xcf\x11\xe0", f"甲.xls 旧版的 Excel 文件，不能直接读 → {REBOOK}"),
        (
            "甲.XLSX",
            b"PK\x03\x04",
            "甲.XLSX 文件解不开：坏了，或者不是 Excel 工作簿 → "
            "用 Excel 或 WPS 打开并修复，另存为 .xlsx",
        ),
        (
            "甲.xlsx",
            b"\xd0\xcf\x11\xe0",
            f"甲.xlsx 这其实是旧版的或加了密码的 Word、Excel 文件，只是扩展名成了 .xlsx → "
            f"加了密码的先去掉密码；{REBOOK}",
        ),
        (
            "甲.yaml",
            b"PK\x03\x04\x14\x00",
            f"甲.yaml 这其实是Word、Excel 文件或压缩包，只是扩展名成了 .yaml → {SAMPLE}",
        ),
        (
            "甲.yml",
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            f"甲.yml 这其实是旧版的或加了密码的 Word、Excel 文件，只是扩展名成了 .yml → {SAMPLE}",
        ),
        ("~$甲.docx", b"\x03", f"~$甲.docx {LOCKED}"),
        ("甲.pdf", b"%PDF", f"甲.pdf {PICTURED}"),
        ("甲.JPG", b"\xff\xd8", f"甲.JPG {PICTURED}"),
        ("甲.yaml.txt", GOOD, "甲.yaml.txt 文件名末尾多了 .txt → 改名为 甲.yaml"),
        ("甲.txt", GOOD, "甲.txt 不认得这种文件 → 数据文件是 .yaml、.xlsx，自评表是 .docx、.xlsx"),
        ("甲", GOOD, "甲 不认得这种文件 → 数据文件是 .yaml、.xlsx，自评表是 .docx、.xlsx"),
        (
            "甲.yaml",
            bytes(range(256)),
            "甲.yaml 不是文字文件，或编码认不出 → 用记事本打开确认内容，另存为 UTF-8 编码",
        ),
    ],
)
def test_what_cannot_be_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: str | bytes,
    expected: str,
) -> None:
    monkeypatch.setattr(opening, "office", lambda: None)
    [loaded] = load(put(tmp_path, name, content))
    assert loaded.project is None
    assert told(loaded, tmp_path) == [expected]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("光谷展示中新.yaml", "没有这个文件 → 是不是“光谷展示中心.yaml”"),
        ("无关.yaml", "没有这个文件 → 核对路径和文件名"),
        ("无关", "没有这个文件或文件夹 → 核对路径和文件名"),
        ("没有/无关.yaml", "没有这个文件 → 核对路径和文件名"),
        ("光谷展示中心.yaml/甲.yaml", "没有这个文件 → 核对路径和文件名"),
        (
            "长" * 300 + ".yaml",
            "文件打不开 → 关闭正在使用它的程序，核对读取权限；路径太长的移到浅一些的文件夹",
        ),
    ],
)
def test_what_is_not_there(tmp_path: Path, name: str, expected: str) -> None:
    put(tmp_path, "光谷展示中心.yaml")
    [loaded] = [each for path in spread([tmp_path / name]) for each in load(path)]
    assert told(loaded, tmp_path) == [f"{name} {expected}"]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ([], "文件夹里没有数据文件（.yaml、.xlsx）和自评表（.docx）"),
        (["说明.txt"], "文件夹里没有数据文件（.yaml、.xlsx）和自评表（.docx）"),
    ],
)
def test_a_folder_without_data_is_told(tmp_path: Path, inside: list[str], expected: str) -> None:
    folder = tmp_path / "空.yaml"
    folder.mkdir()
    for name in inside:
        put(folder, name)
    [path] = spread([folder])
    [loaded] = load(path)
    assert loaded.stem == "空"
    assert told(loaded, tmp_path) == [f"空.yaml {expected} → 核对路径，或{SAMPLE}"]


FORM = Path(__file__).resolve().parents[1] / "facts" / "forms" / "t01_review_consulting.docx"


def test_an_old_file_may_be_converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """装有 LibreOffice 的说可以转换；要转换的，连文件夹里的旧文件一起读。"""
    path = put(tmp_path, "甲.doc", b"\xd0\xcf\x11\xe0")
    monkeypatch.setattr(opening, "office", lambda: "soffice")
    monkeypatch.setattr(opening, "converted", lambda *_: FORM.read_bytes())
    [(_, document)] = files.read_file(path)
    assert "reportgen import --convert" in document.findings[0].remedy
    [(stem, document)] = files.read_file(path, convert=True)
    assert (stem, document.findings) == ("甲", ())
    assert document.node is not None
    assert list(spread([tmp_path])) == [path]
    monkeypatch.setattr(opening, "converted", lambda *_: None)
    [(_, document)] = files.read_file(path, convert=True)
    assert document.findings[0].message == "LibreOffice 转换不了这个文件"
    monkeypatch.setattr(opening, "office", lambda: None)
    [(_, document)] = files.read_file(path, convert=True)
    assert document.findings[0].message == "本机没有 LibreOffice，转换不了"


@pytest.mark.parametrize("lock", ["~$甲的表.docm", "~$的表.docm", "~$表.docm"])
def test_a_form_with_macros_that_is_open_is_read_and_told(tmp_path: Path, lock: str) -> None:
    path = put(tmp_path, "甲的表.docm", FORM.read_bytes())
    put(tmp_path, lock, b"\x03")
    [loaded] = load(path)
    assert loaded.project is not None
    assert [each.code for each in loaded.findings] == ["macros-ignored", "file-open"]


def test_old_files_in_a_folder_are_not_passed_over(tmp_path: Path) -> None:
    for name in ("甲.doc", "乙.xls", "下级/丙.et", "丁.yaml", "丁.doc", "说明.pdf"):
        put(tmp_path, name)
    kept = ["下级/丙.et", "丁.yaml", "乙.xls", "甲.doc"]  # 丁.doc 已经另存成了丁.yaml
    assert sorted(names(tmp_path, tmp_path)) == sorted(kept)


def test_the_present_folder_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    [loaded] = load(Path())
    assert loaded.stem == tmp_path.name


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    path = put(tmp_path, "甲.yaml")
    monkeypatch.setattr(files.Path, "read_bytes", refuse)
    [loaded] = load(path)
    assert told(loaded, tmp_path) == [
        "甲.yaml 文件打不开 → 关闭正在使用它的程序，核对读取权限；路径太长的移到浅一些的文件夹"
    ]


def test_findings_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "采用: 随便\n项目名称: 甲\n单位名称：乙\n年度: 去年\n资金: {预算数: 很多}\n"
    [loaded] = load(put(tmp_path, "甲.yaml", text))
    lines = [finding.origins[0].line for finding in loaded.findings]
    assert lines == [1, 3, 4, 5]


def test_a_project_with_one_unread_value_is_not_made(tmp_path: Path) -> None:
    [loaded] = load(put(tmp_path, "甲.yaml", GOOD.format("甲") + "标题: >5\n"))
    assert loaded.project is None
    assert [str(each.origins[0]) for each in loaded.findings] == [f"{tmp_path / '甲.yaml'}:3:5"]
