"""来回：数据成附件2、附件3（采用填报），再录成数据，表上有的每一项都还是那个值。"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
import yaml

from reportgen.finding import Severity
from reportgen.intake import data_file, load
from reportgen.intake.form_file import read_form_file
from reportgen.notation import read_amount
from reportgen.pipeline import Workshop, assess_project, make_reports
from reportgen.wording import full_date
from reportgen.writing import make_document
from tests.intake.test_forms import flat

DATA = sorted((Path(__file__).resolve().parents[3] / "data" / "2020").glob("*.yaml"))
# 表上没有格的
ABSENT = re.compile(r"/文字材料|/原表|/资金/(?:批复数|压减依据|年初预算|上年结转|追加|压减)$")
AMOUNT = re.compile(r"/资金/")
FIGURE = re.compile(r"/自评/|/得分$|/分值$")
PLACEHOLDER = "XX"  # 没有填的分值
# 题目里印着另一个年度的，表上的年度就是题目里的
YEAR_OF_TITLE = {"安全生产", "政务服务运营"}


def meant(path: str, text: str) -> object:
    """一格的意思：数是多少，日期是哪一天，别的就是那句话。"""
    if AMOUNT.match(path):
        amount = read_amount(text, "万元")
        return amount.value if amount.value is not None else text
    if FIGURE.search(path):
        try:
            figure = Decimal(text.rstrip("%分"))
        except InvalidOperation:
            return text
        whole = path.endswith("执行率") and "%" not in text and figure <= Decimal("1.5")
        return figure * 100 if whole else figure
    return full_date(text) if path == "/填报日期" else text


def without_blank_rows(data: dict[str, str]) -> dict[str, str]:
    """一格也没有填的指标行不印。"""
    told = {re.match(r".*/指标/\d+/", path)[0] for path in data if filled(path)}  # type: ignore[index]
    rows = sorted(told, key=lambda row: [int(number) for number in re.findall(r"\d+", row)])
    numbers: dict[str, str] = {}
    for row in rows:
        goal = row[: row.rindex("/指标/")]
        count = sum(each.startswith(f"{goal}/") for each in numbers)
        numbers[row] = f"{goal}/指标/{count}/"
    kept = {}
    for path, text in data.items():
        row = re.match(r".*/指标/\d+/", path)
        if row is None:
            kept[path] = text
        elif row[0] in numbers:
            kept[path.replace(row[0], numbers[row[0]], 1)] = text
    return kept


def filled(path: str) -> bool:
    return bool(re.search(r"/指标/\d+/(?:三级指标|年初目标值|实际完成值|得分)$", path))


@pytest.mark.parametrize("path", DATA, ids=[path.stem for path in DATA])
def test_a_form_written_is_read_the_same(path: Path, workshop: Workshop) -> None:
    [loaded] = load(path)
    assert loaded.project is not None
    project = loaded.project.model_copy(update={"adopt": "填报"})
    [form, *_], _ = make_reports(assess_project(project, workshop), workshop)
    [document], _ = read_form_file(make_document(form, workshop), "甲.docx")
    assert document.node is not None
    got = flat(yaml.load(data_file(document.node), Loader=yaml.BaseLoader))
    text = path.read_text(encoding="utf-8")
    stated = without_blank_rows(flat(yaml.load(text, Loader=yaml.BaseLoader)))
    if path.stem in YEAR_OF_TITLE:
        del stated["/年度"]
    if stated.get("/资金/原文") == got.get("/资金/预算数"):
        del stated["/资金/原文"]  # “980万元”没有别的话，就是预算数
    checked = 0
    for key, value in stated.items():
        if not ABSENT.match(key) and value != PLACEHOLDER:
            checked += 1
            assert meant(key, got.get(key, "")) == meant(key, value), key
    assert checked > 20
    # 数据里没有的，只有测算补上的数
    added = {key for key in got.keys() - stated.keys() if not key.startswith("/原表")}
    assert all(FIGURE.search(key) or key == "/年度" for key in added)
    assert [each.code for each in document.findings if each.severity is not Severity.NOTE] == []
