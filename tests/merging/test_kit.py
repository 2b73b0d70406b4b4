"""器具自己的测试：每种编辑都落到了字上，文件仍打得开、没有新的毛病；读法互相印证。"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from reportgen.document.check import check_document
from tests.merging import edits, reading
from tests.merging.desk import Desk
from tests.merging.package import Package

REPORT, FORM = "附件4-缩略版", "附件2"
EXECUTED = "2020年宣传经费项目预算数为1740万元，实际执行1628.06万元"
REASON = "疫情不可抗力因素影响"
ONE, TWO, THREE = "一是准备阶段，成立", "二是实施阶段，逐项", "三是总结阶段，汇总"
TABLE = [["季度", "拨付（万元）"], ["一", "407.02"]]

Edit = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("桌"))
    assert made.write().code == 0
    return made


# 名称 → 编辑，改后全文里有的，没有的
TEXT_EDITS: dict[str, tuple[Edit, str, str]] = {
    "换词": (
        lambda d: edits.change_words(d, "实际执行1628.06万元", "全年支付1628.06万元"),
        "预算数为1740万元，全年支付1628.06万元，预算",
        "实际执行1628.06万元",
    ),
    "全部替换": (lambda d: edits.change_everywhere(d, "大讲堂", "大课堂"), "大课堂", "大讲堂"),
    "重打数": (
        lambda d: edits.retype(d, EXECUTED, "1628.06", "1630.5"),
        "实际执行1630.5万元",
        "实际执行1628.06万元，预算执行率",
    ),
    "重写": (
        lambda d: edits.rewrite(d, REASON, "执行慢是因为停工。"),
        "执行慢是因为停工。",
        REASON,
    ),
    "段末加一句": (
        lambda d: edits.append_words(d, EXECUTED, "资金使用规范。"),
        "预算执行得分18.71分。资金使用规范。",
        "不会有的",
    ),
    "紧挨着打字": (
        lambda d: edits.type_at(d, EXECUTED, "（含结转）"),
        "实际执行1628.06万元（含结转），预算执行率",
        "不会有的",
    ),
    "前面打字": (
        lambda d: edits.type_at(d, "1628.06万元，预算执行率", "约", before=True),
        "实际执行约1628.06万元",
        "不会有的",
    ),
    "全角": (lambda d: edits.widths(d, EXECUTED, True), "预算执行率为93.57％", "不会有的"),
    "半角": (
        lambda d: edits.widths(d, EXECUTED, False),
        "为1740万元,实际执行1628.06万元,",
        "不会有的",
    ),
    "数的写法": (
        lambda d: edits.format_number(d, EXECUTED, "1628.06"),
        "实际执行1,628.06万元",
        "不会有的",
    ),
    "填写": (
        lambda d: edits.fill(d, "拟与预算安排相结合情况", "下年压减一成。"),
        "下年压减一成。",
        "【请填写：拟与预算安排相结合情况】",
    ),
    "加粗": (lambda d: edits.bold(d, EXECUTED, "1628.06"), EXECUTED, "不会有的"),
    "变色": (lambda d: edits.colour(d, EXECUTED, "1628.06"), EXECUTED, "不会有的"),
    "删段": (lambda d: edits.delete_paragraph(d, EXECUTED), "1.执行率情况", EXECUTED),
    "移段": (lambda d: edits.move_paragraph(d, THREE, ONE), "方案。\n三是", "不会有的"),
    "移节": (
        lambda d: edits.move_section(d, "（三）存在的问题和原因", "无。"),
        REASON,
        "不会有的",
    ),
    "分段": (
        lambda d: edits.split_paragraph(d, EXECUTED, "1628.06万元，"),
        "实际执行1628.06万元，\n预算执行率为93.57%",
        EXECUTED + "，预算",
    ),
    "并段": (lambda d: edits.join_paragraphs(d, ONE), "工作方案。二是实施阶段", "工作方案。\n"),
    "加段": (lambda d: edits.insert_paragraph(d, ONE, "另：补充。"), "另：补充。", "不会有的"),
    "前面加段": (
        lambda d: edits.insert_paragraph(d, ONE, "另：补充。", before=True, look="加粗"),
        "另：补充。\n一是准备阶段",
        "不会有的",
    ),
    "无样式": (
        lambda d: edits.insert_paragraph(d, ONE, "补充。", look="无样式"),
        "工作方案。\n补充。\n二是",
        "不会有的",
    ),
    "段末回车": (
        lambda d: edits.insert_paragraph(d, ONE, "补充。", within=True),
        "工作方案。\n补充。\n二是",
        "不会有的",
    ),
    "加一条": (lambda d: edits.add_list_item(d, THREE, "四是归档。"), "四是归档。", "不会有的"),
    "自动编号": (
        lambda d: edits.add_list_item(d, THREE, "归档。", numbered=True),
        "\n归档。\n",
        "不会有的",
    ),
    "插一章": (
        lambda d: edits.insert_chapter(d, "二、佐证材料", "资金管理", ["管理规范。"]),
        "二、资金管理\n管理规范。\n三、佐证材料",
        "二、佐证材料",
    ),
    "插一节": (
        lambda d: edits.insert_chapter(d, "（二）绩效目标完成情况", "组织情况", ["有序。"]),
        "（二）组织情况\n有序。\n（三）绩效目标完成情况",
        "（二）绩效目标完成情况",
    ),
    "加表": (lambda d: edits.insert_table(d, ONE, TABLE), "季度\n拨付（万元）\n一\n407.02", "无有"),
    "加图": (lambda d: edits.insert_picture(d, ONE), f"\n{reading.PICTURE}\n", "不会有的"),
    "句中加图": (
        lambda d: edits.insert_picture(d, "实际执行1628.06", own=False),
        f"1628.06{reading.PICTURE}万元",
        "不会有的",
    ),
    "加批注": (lambda d: edits.insert_comment(d, EXECUTED, "请核对"), EXECUTED, "请核对"),
    "加脚注": (
        lambda d: edits.insert_footnote(d, EXECUTED, "含结转"),
        f"1628.06万元{reading.PICTURE}，",
        "含结转",
    ),
    "文本框": (lambda d: edits.insert_box(d, ONE, "框里的话"), reading.PICTURE, "框里的话"),
    "页眉": (lambda d: edits.put_in_header(d, "内部资料"), EXECUTED, "内部资料"),
    "页脚": (lambda d: edits.put_in_footer(d, "宣传部"), EXECUTED, "不会有的"),
    "修订插入": (
        lambda d: edits.insert_tracked(d, EXECUTED, "（含结转）"),
        "1628.06万元（含结转），",
        "不会有的",
    ),
    "修订删除": (
        lambda d: edits.delete_tracked(d, EXECUTED, "2020年"),
        "\n宣传经费项目预算数为",
        EXECUTED,
    ),
    "修订替换": (
        lambda d: edits.replace_tracked(d, EXECUTED, "1628.06", "1630.5"),
        "实际执行1630.5万元",
        EXECUTED,
    ),
    "修订删段": (lambda d: edits.delete_paragraph_tracked(d, EXECUTED), "情况\n2.完成", EXECUTED),
    "修订加段": (
        lambda d: edits.insert_paragraph_tracked(d, TWO, "补充。"),
        "工作方案。\n补充。\n二是",
        "不会有的",
    ),
    "修订加粗": (lambda d: edits.bold_tracked(d, EXECUTED), EXECUTED, "不会有的"),
    "清格": (lambda d: edits.clear_cell(d, "效益指标", "30"), "效益指标\n30\n\n", "不会有的"),
    "改格": (lambda d: edits.edit_cell(d, "产出指标", "37.96", "38"), "产出指标\n40\n38\n", "无有"),
    "删行": (lambda d: edits.delete_row(d, "效益指标"), "37.96\n满意度指标", "效益指标\n30"),
    "加行": (
        lambda d: edits.insert_row(d, "效益指标", ["其中经济效益", "5", "5"]),
        "效益指标\n30\n30\n其中经济效益\n5\n5\n",
        "不会有的",
    ),
    "移行": (lambda d: edits.move_row(d, "效益指标", "满意度指标"), "10\n10\n效益指标", "无有"),
    "加栏": (lambda d: edits.add_column(d, "效益指标", ["备注"]), "评价得分\n备注\n", "不会有的"),
    "修订删行": (lambda d: edits.delete_row_tracked(d, "效益指标"), "满意度指标", "效益指标\n30"),
}


def same_faults(data: bytes, carrier: bytes) -> list[str]:
    """新的毛病；内容控件是人套的，不算。"""
    found = check_document(data, "稿", carrier=carrier)
    return [str(each) for each in found if each.code != "document-content-control"]


def openable(data: bytes) -> None:
    assert len(docx.Document(io.BytesIO(data)).paragraphs) >= 8


@pytest.mark.parametrize("name", TEXT_EDITS)
@pytest.mark.parametrize("writer", ["原样", "Word", "WPS"])
def test_an_edit_lands_and_the_file_stays_good(desk: Desk, name: str, writer: str) -> None:
    edit, there, gone = TEXT_EDITS[name]
    data = desk.read()
    if writer != "原样":
        data = (edits.as_word if writer == "Word" else edits.as_wps)(data, 3)
    after = edit(data)
    text = reading.text_of(after)
    assert there in text
    assert gone not in text
    assert after != data
    assert edit(data) == after
    openable(after)
    assert same_faults(after, data) == []


FORM_EDITS: dict[str, tuple[Edit, str]] = {
    "改完成值": (lambda d: edits.edit_cell(d, "党报党刊订阅数", "6674", "6680"), "6680"),
    "改备注": (
        lambda d: edits.append_to_cell(d, "光谷口述纪录片完成率", "90%", "（补拍中）"),
        "90%（补拍中）",
    ),
    "删第一行": (lambda d: edits.delete_row(d, "《今日光谷》出版完成数"), "党报党刊订阅数"),
    "加行": (lambda d: edits.insert_row(d, "党报党刊订阅数", ["新指标", "1次", "1次"]), "新指标"),
    "移行": (lambda d: edits.move_row(d, "党报党刊订阅数", "宣传培训次数"), "党报党刊订阅数"),
}


@pytest.mark.parametrize("name", FORM_EDITS)
def test_the_form_is_edited(desk: Desk, name: str) -> None:
    edit, there = FORM_EDITS[name]
    data = desk.read(FORM)
    after = edit(data)
    assert there in reading.text_of(after)
    assert reading.seen(after) != reading.seen(data)
    openable(after)
    assert same_faults(after, data) == []


def test_a_deleted_row_leaves_the_merged_cell_to_the_next(desk: Desk) -> None:
    data = edits.delete_row(desk.read(FORM), "《今日光谷》出版完成数")
    row = next(row for row in reading.rows(data) if "党报党刊订阅数" in row)
    assert row[1].startswith("产出指标")


WRITERS: dict[str, Edit] = {
    "Word": lambda d: edits.as_word(d, 1),
    "WPS": lambda d: edits.as_wps(d, 1),
    "书签挪动": lambda d: edits.move_bookmarks(d, 1),
    "控件": lambda d: edits.control(d, EXECUTED),
    "句中控件": lambda d: edits.inline_control(d, "实际执行1628.06万元"),
    "去书签": edits.strip_bookmarks,
    "去一半书签": lambda d: edits.strip_bookmarks(d, 0.5, 1),
    "去部件": edits.strip_part,
    "去属性": edits.strip_properties,
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("document", [REPORT, FORM])
def test_saving_differently_changes_no_word(desk: Desk, name: str, document: str) -> None:
    if document == FORM and "控件" in name:
        pytest.skip("自评表没有这一段")
    data = desk.read(document)
    after = WRITERS[name](data)
    assert reading.seen(after) == reading.seen(data)
    assert WRITERS[name](data) == after
    openable(after)
    assert same_faults(after, data) == []
    expected = len(reading.bookmarks(data))
    found = len([each for each in reading.bookmarks(after) if each != "_GoBack"])
    assert found == {"去书签": 0, "去一半书签": expected - round(expected / 2)}.get(name, expected)


def test_the_word_and_wps_marks_are_there(desk: Desk) -> None:
    word = Package(edits.as_word(desk.read(), 1)).parts["word/document.xml"].decode()
    for mark in ("rsidRPr", "proofErr", "smartTag", "paraId", "lastRenderedPageBreak", "_GoBack"):
        assert mark in word
    assert word.count("<w:r ") > 2 * Package(desk.read()).parts["word/document.xml"].count(b"<w:r>")
    wps = Package(edits.as_wps(desk.read(), 1))
    assert b"KSOProductBuildVer" in wps.parts["docProps/custom.xml"]
    assert b'w:hint="eastAsia"' in wps.parts["word/document.xml"]


BASE = b'<previous xmlns="urn:reportgen:previous">eJw=</previous>'


def test_the_base_is_found_and_stripped(desk: Desk, tmp_path: Path) -> None:
    package = Package(edits.as_wps(edits.strip_properties(edits.strip_part(desk.read()))))
    package.add("customXml/item7.xml", BASE, "customXml")
    root = package.tree("docProps/custom.xml")
    copied = root[0].makeelement(root[0].tag, dict(root[0].attrib) | {"name": "reportgen-001"})
    root.append(copied)
    data = package.save()
    assert edits.carried(data) == {"书签", "部件", "属性"}
    assert edits.carried(edits.strip_part(data)) == {"书签", "属性"}
    assert edits.carried(edits.strip_properties(data)) == {"书签", "部件"}
    assert edits.carried(edits.strip_bookmarks(data)) == {"部件", "属性"}
    assert b"KSOProduct" in Package(edits.strip_properties(data)).parts["docProps/custom.xml"]
    shutil.copytree(desk.output, tmp_path / "output")
    assert (tmp_path / "output" / ".reportgen").is_dir()
    edits.strip_sidecar(tmp_path / "output")
    assert not (tmp_path / "output" / ".reportgen").exists()
