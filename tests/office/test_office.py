"""用外部的眼睛看写出的文稿：OOXML 校验器和 LibreOffice（``make office``）。

默认不跑；先 ``make tools`` 装好工具，再写出文稿。文件夹由环境变量 REPORTGEN_OUTPUT 指定，
默认是 output/。有图的文稿当场另写几份，一并去验。
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import etree

from reportgen.document.rules import VAL, W
from reportgen.pipeline import Workshop, write
from reportgen.writing import Order
from tests.projects import data, row, save

pytestmark = pytest.mark.office

ROOT = Path(__file__).parents[2]
OUTPUT = Path(os.environ.get("REPORTGEN_OUTPUT") or ROOT / "output")
VALIDATOR = ROOT / ".tools/node_modules/.bin/ooxml-validator"
TITLE = "公文标题"
# 一次转换太多，LibreOffice 占内存；太少，启动的时间比转换还长
BATCH = 40


def tool(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.fail(f"没有找到 {name}，请先运行 make tools")
    return found


@pytest.fixture(scope="module")
def charted(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """有图的文稿：真实的一份，和编的几份——一项、许多项、名称很长、一项没有做到。"""
    folder = tmp_path_factory.mktemp("有图")
    long = "加强重点领域关键环节资金使用监督管理 <A> & “B”"
    rows = [row(f"{long}{n * '长'}", "≥100盏", f"{n * 9}盏", weight="1") for n in range(60)]
    save(folder, "一项", data(row("路灯", "≥100盏", "494盏", weight="80"), 图表="是"))
    save(folder, "许多项", data(*rows, 图表="是"))
    save(folder, "各类", data(*(row("灯", family=f"{n}类指标") for n in range(8)), 图表="是"))
    text = (ROOT / "data/2020/宣传经费.yaml").read_text(encoding="utf-8")
    (folder / "真实.yaml").write_text(f"{text}图表: 是\n", encoding="utf-8")
    outcomes = list(write([folder], Order(folder / "写出"), Workshop()))
    assert not any(outcome.failed for outcome in outcomes)
    found = sorted((folder / "写出").rglob("*版.docx"))
    assert len(found) == 8
    return found


@pytest.fixture(scope="module")
def documents(charted: list[Path]) -> list[Path]:
    # .reportgen 里是程序自己留存的上一稿，不是交出去的文稿；~$ 是 Word 的锁文件
    found = sorted(
        path
        for path in OUTPUT.rglob("*.docx")
        if not path.name.startswith("~$")
        and not any(folder.startswith(".") for folder in path.relative_to(OUTPUT).parts)
    )
    assert found, f"{OUTPUT} 里没有 .docx，请先运行 reportgen write"
    return found + charted


def titles(path: Path) -> list[str]:
    """文稿的标题：用“公文标题”样式的段落的文字。"""
    with zipfile.ZipFile(path) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
    (identity,) = (
        style.get(f"{W}styleId")
        for style in styles.iterchildren(f"{W}style")
        if style.find(f"{W}name").get(VAL) == TITLE
    )
    return [
        "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        for paragraph in body.iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and style.get(VAL) == identity
    ]


def validate(path: Path) -> list[str]:
    run = subprocess.run([VALIDATOR, path], capture_output=True, encoding="utf-8", timeout=120)
    if not run.stdout.strip():
        return [f"{path}：校验器没有结果 {run.stderr.strip()}"]
    errors = json.loads(run.stdout)["errors"]
    return [f"{path} {error['path']} {error['xPath']}：{error['description']}" for error in errors]


def test_valid_ooxml(documents: list[Path]) -> None:
    if not VALIDATOR.exists():
        pytest.fail(f"没有找到 {VALIDATOR.relative_to(ROOT)}，请先运行 make tools")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        errors = [error for found in pool.map(validate, documents) for error in found]
    assert not errors, "\n".join(errors)


@pytest.fixture(scope="module")
def pages(documents: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """每份文稿转成的 PDF。"""
    soffice, folder = tool("soffice"), tmp_path_factory.mktemp("pdf")
    sources, converted = folder / "docx", folder / "pdf"
    sources.mkdir()
    # 各项目的文稿同名，转换前按次序改名，才能放在一处
    named = {path: sources / f"{number:04}.docx" for number, path in enumerate(documents)}
    for path, copy in named.items():
        shutil.copyfile(path, copy)
    copies = list(named.values())
    for start in range(0, len(copies), BATCH):
        batch = copies[start : start + BATCH]
        # 自己的配置目录：开着的 LibreOffice 不妨碍测试，测试也不动用户的配置
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", converted]
        run = subprocess.run(
            [*command, *batch], capture_output=True, encoding="utf-8", timeout=120 + 20 * len(batch)
        )
        assert run.returncode == 0, run.stderr
    return {path: converted / f"{copy.stem}.pdf" for path, copy in named.items()}


def test_every_document_has_pages(pages: dict[Path, Path]) -> None:
    pdfinfo = tool("pdfinfo")
    for path, pdf in pages.items():
        assert pdf.exists(), f"{path} 没有转成 PDF"
        run = subprocess.run([pdfinfo, pdf], capture_output=True, encoding="utf-8", timeout=60)
        found = re.search(r"^Pages:\s*(\d+)$", run.stdout, re.MULTILINE)
        assert found, f"{path} 转成的 PDF 读不出来：{run.stderr}"
        assert int(found[1]) >= 1, f"{path} 没有一页"


def read_page(pdf: Path) -> str:
    """页面上的文字，不计空白。"""
    command = [tool("pdftotext"), pdf, "-"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    return re.sub(r"\s", "", run.stdout)


def test_title_stands_on_the_page(pages: dict[Path, Path]) -> None:
    for path, pdf in pages.items():
        text = read_page(pdf)
        found = titles(path)
        assert found, f"{path} 没有“{TITLE}”样式的段落"
        for title in found:
            assert re.sub(r"\s", "", title) in text, f"{path} 的页面上没有标题“{title}”"


def test_charts_are_drawn(charted: list[Path], pages: dict[Path, Path]) -> None:
    """画出来的：各部分的名称、没有工作簿也印出的数、封了顶的数、注。"""
    wanted = {
        "一项": ("494%", "超过150%的画到150%为止", "权重", "评价得分", "图1各部分得分"),
        "许多项": ("共60项，图中是完成率最低的15项，其余45项都不低于135%", "监督管理<A>&“B”"),
        "各类": ("7类指标", "105.56%", "图2定量指标完成率"),
        "真实": ("190.94%", "83.33%", "37.96", "《今日光谷》出版完成数"),
    }
    for path in charted:
        text = read_page(pages[path])
        for words in wanted.pop(path.parent.name, ()):
            assert words in text, f"{path} 的图上没有“{words}”"
    assert not wanted
