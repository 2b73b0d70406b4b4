"""读计分口径：全部错误一次说全。"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.finding import Unreadable
from reportgen.intake import load_profiles

GOOD = "名称: {}\n执行分值: 20\n指标分值: 80\n档次: [80, 50]\n"


def write(tmp_path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def refused(folder: Path) -> list[str]:
    with pytest.raises(Unreadable) as stopped:
        load_profiles(folder)
    return [
        f"{each.origins[0]} {each.message}".replace(str(folder), folder.name).replace("\\", "/")
        for each in stopped.value.findings
    ]


def test_every_file_and_every_document_is_a_profile(tmp_path: Path) -> None:
    folder = write(tmp_path, a=GOOD.format("甲") + "---\n" + GOOD.format("乙"), b=GOOD.format("丙"))
    profiles = load_profiles(folder)
    assert list(profiles) == ["甲", "乙", "丙"]
    assert profiles["甲"].bands == (Decimal(80), Decimal(50))
    assert profiles["甲"].full_marks == 100


def test_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        a=GOOD.format("甲").replace("20", "很多") + "---\n" + GOOD.format("乙") + "满分: 5\n",
        b=GOOD.format(">甲"),
        c=GOOD.format("丙") + "---\n" + GOOD.format("丙"),
        d="",
    )
    name = tmp_path.name
    assert refused(folder) == [
        f"{name}/a.yaml:2:7 “执行分值”填的“很多”不是数",
        f"{name}/a.yaml:10:5 不认得“满分”",
        f"{name}/b.yaml:1:5 写法不合数据文件（YAML）的格式",
        f"{name}/c.yaml:6:5 计分口径“丙”写了两次",
    ]


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    assert refused(tmp_path) == [f"{tmp_path.name}/a.yaml 计分口径打不开"]


def test_a_folder_without_profiles_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path) == [f"{tmp_path.name} 模板文件夹里没有计分口径"]
