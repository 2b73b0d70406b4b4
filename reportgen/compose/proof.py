"""校模板：提纲和用语里前后对不上的地方，读模板时就说，不到成文时才错。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from reportgen.compose.faults import fault
from reportgen.compose.outline import (
    BLANK,
    CHART,
    MATERIAL,
    TABLE,
    Column,
    FormOutline,
    Outline,
    Phrases,
    SectionOutline,
)
from reportgen.compose.shape import Known, Shape, item_of, known_names
from reportgen.compose.sites import FORM_ROWS, ITEM, with_item
from reportgen.finding import Finding, Origin
from reportgen.wording import nearest

FORM_LABELS = (
    *("项目名称", "主管部门", "项目实施单位", "项目类别", "项目属性", "项目类型"),
    *("单位名称", "基本支出总额", "项目支出总额"),
    *("预算执行情况", "资金总额", "预算数", "执行数", "执行率", "得分"),
    *("年度绩效目标", "年度绩效指标", "总分", "偏差原因分析", "改进措施"),
)
PROJECT_ONLY, DEPARTMENT_ONLY = FORM_LABELS[:6], FORM_LABELS[6:9]
LEAST_COLUMNS = 5
LEAST_WIDTH = 40  # 总要列出的各栏的宽合计，份


def proof_form(outline: FormOutline) -> Iterator[Finding]:
    """校表的提纲：标签不多不少，总要列出的栏够排资金的几格。"""
    other = DEPARTMENT_ONLY if outline.label == "附件2" else PROJECT_ONLY
    wanted = [label for label in FORM_LABELS if label not in other]
    place = outline.origin("标签")
    for label in outline.labels:
        if label not in wanted:
            yield fault("template-name", f"表里没有“{label}”这个标签", _near(label, wanted), *place)
    for label in wanted:
        if label not in outline.labels:
            yield fault("template-name", f"标签里缺少“{label}”", f"补上“{label}”", *place)
    row = with_item(known_names(), FORM_ROWS).names[ITEM]
    yield from _proof_columns(outline.columns, row)
    if sum(not column.when_given for column in outline.columns) < LEAST_COLUMNS:
        message = f"指标栏里总要列出的栏不到 {LEAST_COLUMNS} 个，排不下资金的几格"
        yield fault("template-columns", message, "去掉几处“有才列”", *outline.origin("指标栏"))
    width = sum(column.width for column in outline.columns if not column.when_given)
    if width < LEAST_WIDTH:
        message = f"指标各栏的“宽”合计 {width}，左边的标签占 14，排不开"
        remedy = f"各栏的“宽”按比例放大，合计不少于 {LEAST_WIDTH}"
        yield fault("template-columns", message, remedy, *outline.origin("指标栏"))


def proof_outline(outline: Outline, files: Iterable[str], known: Known) -> Iterator[Finding]:
    """校报告的提纲：版本、章节、文段、表格、图、列表和栏都要对得上。

    ``files`` 是有的模板名，``known`` 是报告里能用的名称。
    """
    files = list(files)
    tops = [section.name for section in outline.sections]
    for version in outline.versions:
        for name in version.sections:
            if name not in tops:
                message = f"版本“{version.name}”要的章节“{name}”没有"
                yield fault("template-name", message, _near(name, tops), *version.origin("章节"))
    yield from _repeated(outline.sections)
    for section in outline.all_sections():
        yield from _repeated(section.sections)
        for name in section.names():
            yield from _proof_passage(name, section, outline, files)
        if section.each:
            yield from _proof_list(section.each, known, section.origin("每"))
    for table in outline.tables.values():
        yield from _proof_list(table.rows, known, table.origin("行"))
        yield from _proof_columns(table.columns, with_item(known, table.rows).names[ITEM])
    for chart in outline.charts.values():
        yield from _proof_list(chart.rows, known, chart.origin("行"))


def proof_phrases(phrases: Phrases) -> Iterator[Finding]:
    """校用语：评语的最低一档从 0 起，免得有的数值没有说法。"""
    for name, bands in phrases.bands.items():
        if not bands or bands[-1].floor > 0:
            message = f"评语“{name}”最低的一档不是 0，有的数值没有说法"
            yield fault("template-bands", message, "加上“不低于: 0”的一档", *phrases.origin("评语"))


def no_list(name: str, lists: Iterable[str], origins: Iterable[Origin]) -> Finding:
    """“每”和“行”指的列表没有；``lists`` 是有的。"""
    return fault("template-name", f"没有“{name}”这个列表", _near(name, lists), *origins)


def no_column_value(column: Column, names: Iterable[str]) -> Finding:
    """一栏的值没有；``names`` 是一行里有的名称。"""
    message = f"“{column.title}”一栏的值“{column.value}”没有"
    return fault("template-name", message, _near(column.value, names), *column.origin("值"))


def _proof_list(name: str, known: Known, origins: tuple[Origin, ...]) -> Iterator[Finding]:
    """构成不知道的列表，到成文时才说。"""
    shape = known.names.get(name, {})
    if isinstance(shape, dict):
        lists = [each for each, rows in known.names.items() if isinstance(item_of(rows), dict)]
        yield no_list(name, lists, origins)


def _proof_columns(columns: Iterable[Column], row: Shape) -> Iterator[Finding]:
    """各栏的值：写法是名称的，要在一行里有。"""
    for column in columns:
        if isinstance(row, dict) and not column.templated and column.value not in row:
            yield no_column_value(column, row)


def _proof_passage(
    name: str, section: SectionOutline, outline: Outline, files: list[str]
) -> Iterator[Finding]:
    place = section.origin("文段")
    if name in (MATERIAL, BLANK):
        return
    drawn: dict[str, Iterable[str]] = {TABLE: outline.tables, CHART: outline.charts}
    kind = next((kind for kind in drawn if name.startswith(kind)), "")
    if kind:
        wanted, what = name.removeprefix(kind).strip(), kind.strip()
        if wanted not in drawn[kind]:
            message = f"章节“{section.name}”的{what}“{wanted}”在“{what}”里没有"
            yield fault("template-name", message, _near(wanted, drawn[kind]), *place)
    elif name not in files:
        near = nearest(name, [*files, MATERIAL, BLANK])
        remedy = "相近的有：" + "、".join(near) if near else f"建立 {name}.j2"
        message = f"章节“{section.name}”的文段“{name}”没有模板文件"
        yield fault("template-missing", message, remedy, *place)


def _repeated(sections: Iterable[SectionOutline]) -> Iterator[Finding]:
    """同级的章节不能同名：文字材料和并稿靠名称认章节。"""
    sections = list(sections)
    times = Counter(section.name for section in sections)
    for section in sections:
        if times[section.name] > 1:
            times[section.name] = 0
            message = f"同一级有几个章节叫“{section.name}”"
            yield fault(
                "template-name", message, "改一个名称，印的标题另写“标题”", *section.origin("名称")
            )
        names = section.names()
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                message = f"章节“{section.name}”的文段“{name}”写了两次"
                yield fault("template-name", message, "只留一处", *section.origin("文段"))


def _near(name: str, names: Iterable[str]) -> str:
    names = list(names)
    return "可用的有：" + "、".join(nearest(name, names) or names)
