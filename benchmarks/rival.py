"""对照：用 docxtpl 写同样三份文件；模板是运行时用 python-docx 做的 Word 文件。

模板是 docxtpl 的通常写法：正文里写 ``{{ }}``，表格行用 ``{%tr %}`` 循环；页面和样式取自本程序
的样式文件，两边一样大。凡有几种写法的，用 docxtpl 快的一种；要填的值都在计时之外备好，测算和
成文不算它的时间。
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Environment

from benchmarks.projects import MATERIALS
from reportgen.assessment import Assessment
from reportgen.compose.names import template_names
from reportgen.report import Report
from reportgen.wording import percent, plain

# 样式｜文字；“*”开头的行是一节文字材料，有几段就有几个占位。
SUMMARY = """\
公文标题|{{ 年度 }}年度{{ 主语 }}自评结果
公文正文|（{{ 版本 }}）
heading 1|一、自评结论
heading 2|（一）自评得分
公文正文|{{ 年度 }}年度{{ 主语 }}绩效目标基本完成，自评得分{{ 总分 }}分，\
其中预算执行得分{{ 预算执行得分 }}分，绩效目标得分{{ 绩效目标得分 }}分。
得分表|
heading 2|（二）绩效目标完成情况
heading 3|1.执行率情况
公文正文|{{ 年度 }}年{{ 主语 }}预算数为{{ 预算数 }}万元，实际执行{{ 执行数 }}万元，\
预算执行率为{{ 预算执行率 }}，预算执行得分{{ 预算执行得分 }}分。
heading 3|2.完成的绩效目标
*|绩效目标完成情况/完成的绩效目标
公文正文|设置绩效指标{{ 指标|length }}项，完成{{ 完成|length }}项。{% for 个 in 完成 %}\
{{ 个.名称 }}目标值为{{ 个.目标 }}，实际完成{{ 个.实际 }}\
{% if not loop.last %}；{% endif %}{% endfor %}。
heading 3|3.未完成的绩效目标
公文正文|未完成绩效指标{{ 未完成|length }}项：{% for 个 in 未完成 %}{{ 个.名称 }}\
目标值为{{ 个.目标 }}，实际完成{{ 个.实际 }}{% if not loop.last %}；{% endif %}{% endfor %}。
heading 2|（三）存在的问题和原因
*|自评结论/存在的问题和原因
heading 2|（四）下一步拟改进措施
heading 3|1.下一步拟改进措施
*|自评结论/下一步拟改进措施/下一步拟改进措施
heading 3|2.拟与预算安排相结合情况
*|拟与预算安排相结合情况"""
EVIDENCE = """\
heading 1|二、佐证材料
heading 2|（一）基本情况
heading 3|1.项目立项目的和年度绩效目标
*|项目立项目的和年度绩效目标
公文正文|{{ 年度 }}年度设置绩效指标{{ 指标|length }}项。{% for 个 in 指标 %}{{ 个.名称 }}\
{{ 个.目标 }}{% if not loop.last %}；{% endif %}{% endfor %}。
heading 3|2.项目资金情况
公文正文|{{ 年度 }}年{{ 主语 }}预算数（调整后）为{{ 预算数 }}万元，实际支出{{ 执行数 }}万元。
*|项目资金情况
heading 2|（二）部门自评工作开展情况
*|部门自评工作开展情况
heading 2|（三）绩效目标完成情况分析
heading 3|1.预算执行情况分析
公文正文|{{ 年度 }}年{{ 主语 }}预算执行率为{{ 预算执行率 }}，按20分计算得{{ 预算执行得分 }}分。
*|佐证材料/绩效目标完成情况分析/预算执行情况分析
heading 3|2.绩效目标完成情况分析
公文正文|产出指标、效益指标、满意度指标共{{ 指标|length }}项，完成{{ 完成|length }}项，\
未完成{{ 未完成|length }}项。
*|绩效目标完成情况分析/产出指标
*|绩效目标完成情况分析/效益指标
heading 2|（四）上年度部门自评结果应用情况
*|上年度自评结果应用情况
heading 2|（五）其他佐证材料
*|其他佐证材料
公文正文|{{ 单位 }}
公文正文|2021年6月17日"""
FORM_LINES = (
    ("项目名称", "{{ 项目名称 }}"),
    ("主管部门", "{{ 主管部门 }}"),
    ("项目实施单位", "{{ 单位 }}"),
    ("项目类别", "1、部门预算项目☑　2、区级专项□　3、转移支付项目□"),
    ("项目属性", "1、持续性项目☑　2、新增性项目□"),
    ("项目类型", "1、常年性项目☑　2、延续性项目□　3、一次性项目□"),
    ("预算数（A）", "{{ 预算数 }}"),
    ("执行数（B）", "{{ 执行数 }}"),
    ("执行率（B/A）", "{{ 预算执行率 }}"),
    ("得分", "{{ 预算执行得分 }}"),
    ("年度绩效目标1", "{{ 目标内容 }}"),
)
FORM_COLUMNS = ("一级指标", "二级指标", "名称", "表内分值", "目标", "实际", "得分")
FORM_END = (
    ("总分", "{{ 总分 }}"),
    ("偏差大或目标未完成原因分析", "{{ 偏差原因分析 }}"),
    ("改进措施及结果应用方案", "{{ 改进措施 }}"),
)
NAMES = ("附件2", "附件4-缩略版", "附件4-摘要版")


def make_templates(folder: Path, reports: list[Report]) -> list[bytes]:
    """做三个模板：自评表、缩略版、摘要版；样式文件和自评表末尾的备注取自本程序的三份报告。"""
    form, full, short = reports
    documents = (
        _form(form),
        _report(full, f"{SUMMARY}\n{EVIDENCE}", MATERIALS),
        _report(short, SUMMARY, dict.fromkeys(MATERIALS, 1)),
    )
    templates = []
    for name, document in zip(NAMES, documents, strict=True):
        path = folder / f"模板-{name}.docx"
        document.save(str(path))
        templates.append(path.read_bytes())
    return templates


def make_context(assessment: Assessment) -> dict[str, Any]:
    """要填的值，都已印成文字。"""
    names = template_names(assessment)
    project, funds = assessment.project, assessment.project.funds
    indicators = [
        {
            **{key: str(names["指标"][position][key]) for key in ("名称", "一级指标", "二级指标")},
            "表内分值": result.indicator.weight,
            "目标": result.indicator.target,
            "实际": result.indicator.actual,
            "得分": "" if result.score is None else plain(result.score),
            "完成情况": result.status.value,
        }
        for position, result in enumerate(assessment.results)
    ]
    return {
        "年度": project.year,
        "主语": project.subject,
        "项目名称": project.name,
        "单位": project.responsible,
        "主管部门": project.department,
        "填报日期": "2021年6月17日",
        "目标内容": project.goals[0].statement,
        "偏差原因分析": project.deviation,
        "改进措施": project.improvement,
        "预算数": plain(funds.budget or assessment.profile.full_marks),
        "执行数": plain(funds.executed or assessment.profile.full_marks),
        "预算执行率": "" if assessment.rate is None else percent(assessment.rate),
        "预算执行得分": plain(assessment.execution_score or assessment.profile.full_marks),
        "绩效目标得分": plain(assessment.indicator_score or assessment.profile.full_marks),
        "总分": plain(assessment.total or assessment.profile.full_marks),
        "指标": indicators,
        "完成": [item for item in indicators if item["完成情况"] == "完成"],
        "未完成": [item for item in indicators if item["完成情况"] != "完成"],
        "得分构成": [
            {"名称": row["名称"], "分值": str(row["分值"]), "得分": str(row["得分"])}
            for row in names["得分构成"]
        ],
        "材料": {key: text.full.split("\n") for key, text in project.materials.items()},
        "简": {key: [text.brief] for key, text in project.materials.items()},
    }


def contexts(context: dict[str, Any]) -> list[dict[str, Any]]:
    """三份文件各自的值；摘要版用文字材料的“简”。"""
    short = {**context, "版本": "摘要版", "材料": context["简"]}
    return [context, {**context, "版本": "缩略版"}, short]


def render_usual(template: bytes, context: dict[str, Any]) -> bytes:
    """通常用法：每份文件打开一次模板，成文，存盘。"""
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


class Prepared:
    """手工缓存：改写过的 XML 和编译好的模板只做一次。"""

    def __init__(self, template: bytes) -> None:
        self.template = template
        document = DocxTemplate(io.BytesIO(template))
        document.init_docx()
        patched = document.patch_xml(document.get_xml())
        self.compiled = Environment(autoescape=True).from_string(patched)

    def render(self, context: dict[str, Any]) -> bytes:
        """成文：其余各步照 docxtpl 自己的次序。"""
        document = DocxTemplate(io.BytesIO(self.template))
        document.init_docx()
        xml = self.compiled.render(context)
        tree = document.fix_tables(document.resolve_listing(xml))
        document.fix_docpr_ids(tree)
        document.map_tree(tree)
        document.is_rendered = True
        buffer = io.BytesIO()
        document.docx.save(buffer)
        return buffer.getvalue()


def _document(report: Report) -> Any:
    """样式文件，去掉正文。"""
    document = Document(report.style_document)
    body = document.element.body
    for element in list(body)[:-1]:
        body.remove(element)
    return document


def _report(report: Report, text: str, counts: dict[str, int]) -> Any:
    document = _document(report)
    document.add_paragraph("附件4", style="附件标签")
    for line in text.split("\n"):
        look, words = line.split("|", 1)
        if look == "*":
            for position in range(counts[words]):
                document.add_paragraph(f"{{{{ 材料['{words}'][{position}] }}}}", style="公文正文")
        elif look == "得分表":
            _rows(document.add_table(2, 3), ("名称", "分值", "得分"), "得分构成")
        else:
            document.add_paragraph(words, style=look)
    return document


def _form(report: Report) -> Any:
    document = _document(report)
    document.add_paragraph("附件2", style="附件标签")
    document.add_paragraph("{{ 年度 }}年度{{ 主语 }}自评表", style="公文标题")
    document.add_paragraph("单位名称：{{ 单位 }}　　填报日期：{{ 填报日期 }}", style="填报信息")
    _lines(document, FORM_LINES)
    _rows(document.add_table(2, len(FORM_COLUMNS)), FORM_COLUMNS, "指标")
    _lines(document, FORM_END)
    for note in report.blocks[-1].wording.paragraphs:
        document.add_paragraph(note, style="备注")
    return document


def _lines(document: Any, lines: tuple[tuple[str, str], ...]) -> None:
    table = document.add_table(len(lines), 2)
    table.style = "表格网格"
    for row, texts in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _rows(table: Any, columns: tuple[str, ...], items: str) -> None:
    """表头一行；下面循环的三行是 docxtpl 的写法：起、一行、止。"""
    table.style = "表格网格"
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        cell.text = column
    table.rows[1].cells[0].text = f"{{%tr for 行 in {items} %}}"
    for texts in (tuple(f"{{{{ 行.{column} }}}}" for column in columns), ("{%tr endfor %}",)):
        for cell, text in zip(table.add_row().cells, texts, strict=False):
            cell.text = text


def facts(context: dict[str, Any], position: int) -> Iterator[str]:
    """写出的文件里一定要有的文字；``position`` 是 ``NAMES`` 里的第几份。"""
    yield from (context["主语"], context["总分"], context["预算执行率"])
    if position == 0:
        yield from (context["目标内容"], context["改进措施"])
        yield from (item[key] for item in context["指标"] for key in ("名称", "目标", "实际"))
        return
    yield from (item["名称"] for item in context["指标"])
    for key, texts in context["材料"].items():
        if position == 1 or f"*|{key}" in SUMMARY:
            yield from texts
