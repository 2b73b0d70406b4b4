"""用外部的眼睛看写出的文稿：OOXML 校验器和 LibreOffice（``make office``）。

默认不跑；先 ``make tools`` 装好工具，再写出文稿。文件夹由环境变量 REPORTGEN_OUTPUT 指定，
默认是 output/。
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
def documents() -> list[Path]:
    # .reportgen 里是程序自己留存的上一稿，不是交出去的文稿；~$ 是 Word 的锁文件
    found = sorted(
        path
        for path in OUTPUT.rglob("*.docx")
        if not path.name.startswith("~$")
        and not any(folder.startswith(".") for folder in path.relative_to(OUTPUT).parts)
    )
    assert found, f"{OUTPUT} 里没有 .docx，请先运行 reportgen write"
    return found


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


def test_title_stands_on_the_page(pages: dict[Path, Path]) -> None:
    pdftotext = tool("pdftotext")
    for path, pdf in pages.items():
        run = subprocess.run(
            [pdftotext, pdf, "-"], capture_output=True, encoding="utf-8", timeout=60
        )
        text = re.sub(r"\s", "", run.stdout)
        found = titles(path)
        assert found, f"{path} 没有“{TITLE}”样式的段落"
        for title in found:
            assert re.sub(r"\s", "", title) in text, f"{path} 的页面上没有标题“{title}”"
