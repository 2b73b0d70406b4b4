"""模板文件夹：错误一次说全、指出地方；财政干部改了模板，报告就变。"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportgen.compose import load_templates
from reportgen.finding import Finding, Unreadable
from reportgen.report import Report
from tests.compose import composing
from tests.projects import data, row, rows


def change(path: Path, old: str, new: str, count: int = 1) -> None:
    """改模板里的一处；要改的字必须在。"""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def faults(folder: Path) -> list[Finding]:
    with pytest.raises(Unreadable) as caught:
        reports(folder)
    return list(caught.value.findings)


def fault(folder: Path) -> Finding:
    (finding,) = faults(folder)
    return finding


def reports(folder: Path, **changes: Any) -> dict[str, Report]:
    return composing.reports(data(**changes), folder)


def text(report: Report) -> str:
    return "\n".join(report.texts())


def line_of(path: Path, words: str) -> int:
    lines = path.read_text(encoding="utf-8").split("\n")
    (number,) = (number for number, line in enumerate(lines, 1) if words in line)
    return number


def test_all_faults_of_the_folder_are_told_at_once(folder: Path) -> None:
    change(folder / "附件2/outline.yaml", "标题: 三级指标", "标提: 三级指标")
    change(folder / "附件4/outline.yaml", "主题: 预算", "主提: 预算")
    change(folder / "共用/phrases.yaml", "说法: 部分完成", "说发: 部分完成")
    (folder / "共用/自评得分.j2").write_text("=== 详\n{{ 总分|万圆 }}\n=== 简\n{% if %}\n")
    (folder / "共用/资金情况.j2").write_text("{{ 年度 }\n")
    found = {(finding.code, str(finding.origins[0])) for finding in faults(folder)}
    assert {code for code, _ in found} == {
        *("key-unknown", "field-missing", "template-filter", "template-syntax"),
    }
    assert {place.split(":")[0] for _, place in found} == {
        *("附件2/outline.yaml", "附件4/outline.yaml", "共用/phrases.yaml"),
        *("共用/自评得分.j2", "共用/资金情况.j2"),
    }
    assert ("template-filter", "共用/自评得分.j2:2") in found
    assert ("template-syntax", "共用/自评得分.j2:4") in found


def test_all_names_that_do_not_exist_are_told_at_once(folder: Path) -> None:
    change(folder / "附件2/outline.yaml", "值: 表内二级指标", "值: 表内二级指标值")
    change(folder / "附件4/outline.yaml", '"{{ 项.名称 }}完成情况分析"', '"{{ 项.名字 }}分析"')
    change(folder / "共用/没有.j2", "无。", "{{ 单位名 }}\n=== 简\n{{ 总份 }}")
    found = faults(folder)
    assert {finding.code for finding in found} == {"template-name"}
    places = {str(finding.origins[0]).split(":")[0] for finding in found}
    assert places == {"附件2/outline.yaml", "附件4/outline.yaml", "共用/没有.j2"}
    assert [finding.remedy for finding in found if "总份" in finding.message] == ["相近的有：总分"]


# 名称不成文就查：这里的项目全部完成，这些话一句也轮不到印，或者没有哪一节用。
UNREACHED = [
    ("共用/未完成的绩效目标.j2", "个.完成率", "个.完城率", "完城率", "完成率"),
    ("共用/未完成的绩效目标.j2", "用语.无未完成", "用语.无未完城", "无未完城", "无未完成"),
    ("共用/自评得分.j2", "评语('得分率')", "评语('得份率')", "得份率", "得分率"),
    ("共用/各类指标完成情况分析.j2", "项.无法判断 ", "项.无法判定 ", "无法判定", "无法判断"),
    ("共用/目标内容.j2", "个.内容", "个.内溶", "内溶", "内容"),
    ("共用/执行率情况.j2", "压减{{ 资金.压减", "压减{{ 资金.压咸", "压咸", "压减"),
    ("共用/新增项目.j2", "新增项目 %", "新曾项目 %", "新曾项目", "新增项目"),
    ("附件2/outline.yaml", "表内满分|分", "表内漫分|分", "表内漫分", "表内满分"),
    ("附件2/outline.yaml", "口径.必评满意度", "口径.必评满意", "必评满意", "必评满意度"),
    ("附件4/outline.yaml", "{{ 项.名称 }}完成", "{{ 项.名 }}完成", "名", "名称"),
    ("附件4/outline.yaml", "值: 达成率, 印法: 百", "值: 达城率, 印法: 百", "达城率", "达成率"),
]


@pytest.mark.parametrize(("file", "old", "new", "name", "near"), UNREACHED)
def test_a_wrong_name_is_told_before_anything_is_written(
    folder: Path, file: str, old: str, new: str, name: str, near: str
) -> None:
    change(folder / file, old, new)
    with pytest.raises(Unreadable) as caught:
        load_templates(folder, "附件2", "附件4")
    (finding,) = caught.value.findings
    assert finding.code == "template-name"
    assert finding.message == f"模板里的名称“{name}”没有"
    assert near in finding.remedy
    origin = finding.origins[0]
    assert origin.file == file
    labels = file == "附件2/outline.yaml"  # 备注这样的列表，指到整块的第一行
    assert labels or origin.line == line_of(folder / file, new)


def test_a_name_of_the_report_is_no_name_of_the_form(folder: Path) -> None:
    change(folder / "附件2/outline.yaml", "总分: 总分", '总分: "{{ 用语.无未完成 }}"')
    assert fault(folder).message == "模板里的名称“用语”没有"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("附件4/outline.yaml", "每: 各类指标", "每: 资金", "没有“资金”这个列表"),
        ("附件4/outline.yaml", "行: 得分构成", "行: 得分表", "没有“得分表”这个列表"),
        ("附件4/outline.yaml", "行: 各部分得分", "行: 各部分", "没有“各部分”这个列表"),
        ("附件4/outline.yaml", "值: 分值,", "值: 分植,", "“权重”一栏的值“分植”没有"),
        ("附件2/outline.yaml", "值: 得分,", "值: 得份,", "“得分”一栏的值“得份”没有"),
    ],
)
def test_a_wrong_list_or_column_is_told_before_anything_is_written(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    change(folder / file, old, new)
    with pytest.raises(Unreadable) as caught:
        load_templates(folder, "附件2", "附件4")
    assert [finding.message for finding in caught.value.findings] == [message]


def test_a_list_that_holds_no_records_is_told_when_writing(folder: Path) -> None:
    change(folder / "附件4/outline.yaml", "每: 各类指标", "每: 项目类别")
    assert load_templates(folder, "附件2", "附件4")
    assert fault(folder).message == "没有“项目类别”这个列表"


def test_the_item_of_a_section_is_known_only_there(folder: Path) -> None:
    (folder / "共用/没有.j2").write_text("{{ 项.名称 }}", encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        load_templates(folder, "附件2", "附件4")
    (finding,) = caught.value.findings
    assert (finding.message, str(finding.origins[0])) == (
        "模板里的名称“项”没有",
        "共用/没有.j2:1",
    )
    path = folder / "附件4/outline.yaml"
    change(path, "- 名称: 其他佐证材料", "- 名称: 目标\n        每: 目标")
    assert "年度绩效目标1" in text(reports(folder)["附件4-缩略版"])
    # 两节都用它，一节的“项”是目标，一节的是各类指标：哪一节有的名称都认
    change(path, "文段: [各类指标完成情况分析, ", "文段: [没有, ")
    (folder / "共用/没有.j2").write_text(
        "{% if 项.名称 == '无' %}{{ 项.内容 }}{{ 项.完成 }}{% endif %}", encoding="utf-8"
    )
    assert reports(folder)


def test_a_passage_no_section_uses_may_be_meant_for_any(folder: Path) -> None:
    (folder / "共用/备用.j2").write_text("{{ 项.什么 }}{{ 本节文字 }}", encoding="utf-8")
    assert reports(folder)
    (folder / "共用/备用.j2").write_text("{{ 项.什么 }}{{ 本节文子 }}", encoding="utf-8")
    assert "本节文字" in fault(folder).remedy


@pytest.mark.parametrize(("form", "report"), [("附件2", "附件4"), ("附件3", "附件5")])
def test_the_shipped_templates_have_no_wrong_name(folder: Path, form: str, report: str) -> None:
    assert load_templates(folder, form, report)


def test_a_missing_template_is_told_with_its_line_and_the_nearest(folder: Path) -> None:
    outline = folder / "附件4/outline.yaml"
    change(outline, "文段: [资金情况,", "文段: [资金情兄,")
    finding = fault(folder)
    assert finding.code == "template-missing"
    assert "“项目资金情况”" in finding.message
    assert "“资金情兄”" in finding.message
    assert "资金情况" in finding.remedy
    assert finding.origins[0].file == "附件4/outline.yaml"
    assert finding.origins[0].line == line_of(outline, "资金情兄")


@pytest.mark.parametrize(
    ("file", "old", "new", "remedy"),
    [
        ("附件4/outline.yaml", "        提示: 包括核实", "        提示语: 包括核实", "提示"),
        ("附件4/outline.yaml", "上限: 6000", "上线: 6000", "上限"),
        ("附件5/outline.yaml", "样式: style-report.docx", "样势: style-report.docx", "样式"),
        ("附件2/outline.yaml", "主题: 预算绩效自评", "主提: 预算绩效自评", "主题"),
        ("附件2/outline.yaml", "  总分: 总分", "  总份: 总分", "总分"),
        ("附件4/outline.yaml", "表格 得分表", "表格 得分标", "得分表"),
        ("附件4/outline.yaml", "章节: [自评结论]", "章节: [自评结伦]", "自评结论"),
        ("附件4/outline.yaml", "每: 各类指标", "每: 各类指标们", "各类指标"),
        ("附件4/outline.yaml", "行: 得分构成", "行: 得分构成表", "得分构成"),
        ("附件2/outline.yaml", "值: 得分,", "值: 得份,", "得分"),
        ("共用/phrases.yaml", "说法: 部分完成", "说发: 部分完成", "说法"),
    ],
)
def test_a_wrong_word_is_told_with_its_line_and_the_nearest(
    folder: Path, file: str, old: str, new: str, remedy: str
) -> None:
    change(folder / file, old, new)
    form = {"表": "附件3", "单位名称": "某局"} if file.startswith("附件5") else {}
    with pytest.raises(Unreadable) as caught:
        reports(folder, **form)
    told = [
        finding
        for finding in caught.value.findings
        if remedy in finding.remedy and not finding.remedy.startswith("补上")
    ]
    assert len(told) == 1
    assert told[0].origins[0].file == file
    wanted = line_of(folder / file, new)
    # 标签这样按名称排的，指到整块的第一行
    assert told[0].origins[0].line == wanted or file == "附件2/outline.yaml"


def test_a_missing_label_is_told(folder: Path) -> None:
    change(folder / "附件2/outline.yaml", "  总分: 总分\n", "")
    assert fault(folder).message == "标签里缺少“总分”"


def test_too_few_columns_are_told(folder: Path) -> None:
    path = folder / "附件2/outline.yaml"
    for title in ("三级指标", "得分"):
        change(path, f"{{标题: {title},", f"{{标题: {title}, 有才列: 是,")
    assert fault(folder).code == "template-columns"


def test_sections_of_one_name_are_told(folder: Path) -> None:
    path = folder / "附件4/outline.yaml"
    change(path, "- 名称: 其他佐证材料", "- 名称: 基本情况")
    change(path, "文段: [执行率情况, 文字材料]", "文段: [执行率情况, 文字材料, 执行率情况]")
    found = faults(folder)
    assert sorted(finding.message for finding in found) == [
        "同一级有几个章节叫“基本情况”",
        "章节“执行率情况”的文段“执行率情况”写了两次",
    ]


def test_remarks_that_leave_a_gap_are_told(folder: Path) -> None:
    change(
        folder / "共用/phrases.yaml", "{不低于: 0, 说法: 执行进度偏慢}", "{不低于: 0.1, 说法: 慢}"
    )
    finding = fault(folder)
    assert finding.code == "template-bands"
    assert "“执行率”" in finding.message


def test_remarks_may_stand_in_any_order(folder: Path) -> None:
    path = folder / "共用/phrases.yaml"
    change(path, "    - {不低于: 0, 说法: 执行进度偏慢}\n", "")
    change(path, "  执行率:          # 1 为 100%\n", "  执行率:\n    - {不低于: 0, 说法: 很慢}\n")
    whole = text(reports(folder, 资金={"预算数": "100", "执行数": "99"})["附件4-缩略版"])
    assert "执行情况良好" in whole
    assert "很慢" not in whole


@pytest.mark.parametrize("file", ["附件4/outline.yaml", "附件2/outline.yaml", "共用/phrases.yaml"])
def test_a_missing_file_is_told(folder: Path, file: str) -> None:
    (folder / file).unlink()
    finding = fault(folder)
    assert finding.code == "template-missing"
    assert file in finding.message
    (folder / file).write_text("# 空的\n", encoding="utf-8")
    assert fault(folder).code == "template-empty"


def test_a_template_that_is_no_text_is_told(folder: Path) -> None:
    (folder / "共用/没有.j2").write_bytes("无。".encode("gbk"))
    finding = fault(folder)
    assert finding.code == "template-unreadable"
    assert str(finding.origins[0]) == "共用/没有.j2"


def test_a_template_of_the_report_itself_comes_before_the_shared_one(folder: Path) -> None:
    (folder / "附件5/没有.j2").write_text("附件5自己的话。", encoding="utf-8")
    assert "自己的话" not in text(reports(folder)["附件4-缩略版"])
    (folder / "附件4/没有.j2").write_text("附件4自己的话。", encoding="utf-8")
    assert "附件4自己的话。" in text(reports(folder)["附件4-缩略版"])


def test_phrases_of_the_report_itself_are_added_to_the_shared_ones(folder: Path) -> None:
    own = folder / "附件4/phrases.yaml"
    own.write_text("用语: {无未完成: 全部目标均已完成。, 另说: 另外的话}", encoding="utf-8")
    change(folder / "共用/没有.j2", "无。", "{{ 用语.另说 }}，{{ 0.97|评语('执行率') }}。")
    whole = text(reports(folder)["附件4-缩略版"])
    assert "全部目标均已完成。" in whole
    assert "另外的话，执行情况良好。" in whole


def test_a_changed_phrase_shows(folder: Path) -> None:
    change(folder / "共用/phrases.yaml", "无未完成的绩效目标。", "本年度没有未完成的目标。")
    for name in ("附件4-缩略版", "附件4-摘要版"):
        whole = text(reports(folder)[name])
        assert "本年度没有未完成的目标。" in whole
        assert "无未完成的绩效目标" not in whole


def test_a_changed_heading_title_and_limit_show(folder: Path) -> None:
    path = folder / "附件4/outline.yaml"
    change(path, "标题: 上年度部门自评结果应用情况", "标题: 上一年度结果怎样用")
    change(path, '自评结果"', '绩效自评报告"')
    change(path, "上限: 1500", "上限: 120")
    made = reports(folder)
    assert "（四）上一年度结果怎样用" in made["附件4-缩略版"].texts()
    assert "【请填写：上一年度结果怎样用】" in made["附件4-缩略版"].texts()
    assert "2020年度路灯维护项目绩效自评报告" in made["附件4-摘要版"].texts()
    assert made["附件4-摘要版"].limit == 120
    assert made["附件4-摘要版"].shortened


def test_a_limit_of_a_section_is_handed_on(folder: Path) -> None:
    path = folder / "附件4/outline.yaml"
    change(path, "- 名称: 完成的绩效目标\n", "- 名称: 完成的绩效目标\n            上限: 40\n")
    draft = composing.drafts(data(), folder)[0]["附件4-摘要版"]
    limits = {section.id: section.limit for section in draft.all_sections() if section.limit}
    assert limits == {"自评结论/绩效目标完成情况/完成的绩效目标": 40}


def test_an_added_section_shows_and_takes_text(folder: Path) -> None:
    change(
        folder / "附件4/outline.yaml",
        "      - 名称: 上年度自评结果应用情况",
        "      - 名称: 项目管理情况\n        提示: 制度建设和执行情况。\n"
        "        文段: [文字材料 或 请填写]\n      - 名称: 上年度自评结果应用情况",
    )
    texts = list(reports(folder)["附件4-缩略版"].texts())
    at = texts.index("（四）项目管理情况")
    assert texts[at + 1 : at + 3] == [
        "【请填写：项目管理情况】",
        "（五）上年度部门自评结果应用情况",
    ]
    assert "制度建设" not in "".join(texts)
    texts = list(reports(folder, 文字材料={"项目管理情况": "制度健全。"})["附件4-缩略版"].texts())
    assert texts[at + 1] == "制度健全。"


def test_an_added_column_shows_in_the_form(folder: Path) -> None:
    change(
        folder / "附件2/outline.yaml",
        "备注:\n",
        "  - {标题: 完成情况, 值: 完成情况, 宽: 8}\n"
        '  - {标题: 完成率, 值: "{{ 项.完成率|百分比 }}。", 宽: 8}\n备注:\n',
    )
    texts = list(reports(folder)["附件2"].texts())
    assert texts.count("完成") == 8
    assert texts.count("100%。") == 8
    assert "完成率" in texts


def test_an_added_column_shows_in_the_table_of_scores(folder: Path) -> None:
    column = "      - {标题: 得分率, 值: 名称, 宽: 3}\n"
    path = folder / "附件4/outline.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + column, "utf-8")
    texts = list(reports(folder)["附件4-缩略版"].texts())
    assert texts[texts.index("得分率") + 1 :][3:5] == ["预算执行", "产出指标"]


def test_a_section_for_every_goal(folder: Path) -> None:
    change(
        folder / "附件4/outline.yaml",
        "      - 名称: 其他佐证材料",
        "      - 名称: 分目标\n        章节:\n          - 名称: 目标\n            每: 目标\n"
        "            文段: [文字材料 或 请填写]\n      - 名称: 其他佐证材料",
    )
    goals = [
        {"名称": "增绿", "分值": "40", "指标": rows(4)},
        {"名称": "增绿", "分值": "40", "指标": [row("乙", weight="40", score="40")]},
        {"分值": "0", "指标": []},
    ]
    texts = list(reports(folder, 年度绩效目标=goals)["附件4-缩略版"].texts())
    at = texts.index("（五）分目标")
    assert [texts[at + step] for step in (1, 3, 5)] == ["1.增绿", "2.增绿2", "3.目标"]
