"""提纲：一种报告有哪些章节、篇幅、文段、表格和图；来自 ``outline.yaml`` 和 ``phrases.yaml``。"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Literal

from reportgen.located import Record, titled

# 文段里不是模板名的几种写法；一项里用“或”连着几个，用第一个有内容的。
MATERIAL, BLANK, TABLE, CHART, OR = "文字材料", "请填写", "表格 ", "图 ", " 或 "


class Version(Record):
    """版本：缩略版、摘要版；``章节`` 只列要的一级章节，不列为全部。"""

    name: str = titled("名称")
    limit: int | None = titled("上限", None, gt=0)
    sections: tuple[str, ...] = titled("章节", ())


class Column(Record):
    """表格的一栏：``宽`` 是份数，``合并`` 的栏上下相同的格合并，``有才列`` 的栏全空时不列。

    ``值`` 是一个名称（``得分``），或模板写法（``{{ 项.得分|分 }}``）；没有值的格印 ``空``。
    """

    title: str = titled("标题")
    value: str = titled("值")
    empty: str = titled("空", "")
    width: int = titled("宽", 10, gt=0)
    style: str = titled("样式", "表格文字")
    merged: bool = titled("合并", False)
    when_given: bool = titled("有才列", False)

    @property
    def templated(self) -> bool:
        """值是模板写法，不是一个名称。"""
        return "{" in self.value


class TableOutline(Record):
    """表格：``行`` 是模板用名里的一个列表，一项一行。"""

    caption: str = titled("题名", "")
    rows: str = titled("行")
    columns: tuple[Column, ...] = titled("列")
    optional: bool = titled("可省", False)


class SeriesOutline(Record):
    """图上的一组数：``值`` 是一个数的名称（``得分``），``印法`` 是旁边的字怎样印。"""

    name: str = titled("名称")
    value: str = titled("值")
    filter: str = titled("印法", "数")

    @cached_property
    def line(self) -> str:
        """旁边的字，一句模板。"""
        return f"{{{{ 项.{self.value}|{self.filter} }}}}"


class ChartOutline(Record):
    """图：``行`` 是模板用名里的一个列表，一项一组柱；``标签`` 是各项名称的名称。

    ``值`` 的几组里末一组是主要的：没有它的项不画；超过 ``最多`` 的项数时，只画它最低的几项。
    ``参照线`` 是画一道线的数，比 ``封顶`` 大的只画到它为止，印的字照实。
    """

    caption: str = titled("题名", "")
    kind: Literal["柱形", "条形"] = titled("类型")
    rows: str = titled("行")
    label: str = titled("标签", "名称")
    series: tuple[SeriesOutline, ...] = titled("值", min_length=1)
    line: Decimal | None = titled("参照线", None, gt=0)
    cap: Decimal | None = titled("封顶", None, gt=0)
    most: int = titled("最多", 15, ge=1, le=20)

    @cached_property
    def label_line(self) -> str:
        """一项的名称，一句模板。"""
        return f"{{{{ 项.{self.label} }}}}"


class SectionOutline(Record):
    """章节。

    ``文段`` 的每一项是模板名、``文字材料``、``请填写``、``表格 名称`` 或 ``图 名称``；
    一项里用“或”连着几个的，用第一个有内容的。``每`` 给出一个列表的名称时，列表的每一项
    （按名称）成一节。``印标题`` 为几项时的，这一级只有它一节就不印；不印标题的，下级升一级。
    ``批注`` 是模板的话里有等人填写的地方时，给填的人看的。
    """

    name: str = titled("名称")
    heading: str = titled("标题", "")
    headed: Literal["总是", "几项时", "从不"] = titled("印标题", "总是")
    when_given: bool = titled("有才列", False)
    style: str = titled("样式", "公文正文")
    comment: str = titled("批注", "")
    hint: str = titled("提示", "")
    limit: int | None = titled("上限", None, gt=0)
    rank: int = titled("让位", 1, ge=0)
    passages: tuple[str, ...] = titled("文段", ())
    each: str = titled("每", "")
    sections: tuple["SectionOutline", ...] = titled("章节", ())

    @cached_property
    def entries(self) -> list[list[str]]:
        """文段的各项，每一项是可选的几个，依次试用。"""
        return [[part.strip() for part in entry.split(OR)] for entry in self.passages]

    def names(self) -> list[str]:
        """文段里写到的全部名称。"""
        return [name for entry in self.entries for name in entry]

    def takes_material(self) -> bool:
        """能放单位的文字材料。"""
        return MATERIAL in self.names()

    def walk(self) -> Iterator["SectionOutline"]:
        """本节和全部下级。"""
        yield self
        for section in self.sections:
            yield from section.walk()


class Outline(Record):
    """提纲：一种报告的全部安排；``图表`` 为是的，个个项目都画图。"""

    label: str = titled("附件")
    style: str = titled("样式")
    title: str = titled("标题")
    subject: str = titled("主题", "预算绩效自评")
    versions: tuple[Version, ...] = titled("版本", ())
    sections: tuple[SectionOutline, ...] = titled("章节", ())
    tables: dict[str, TableOutline] = titled("表格", default_factory=dict)
    charts: dict[str, ChartOutline] = titled("图", default_factory=dict)
    with_charts: bool = titled("图表", False)

    def all_sections(self) -> Iterator[SectionOutline]:
        """全部章节。"""
        for section in self.sections:
            yield from section.walk()


class FormOutline(Record):
    """表的提纲：附件2、附件3 的题目、标签、指标栏和备注；``年度行`` 在题目没有写年度时才印。

    ``宽过横排`` 是份数：标签和要印的各栏的宽合计超过它，纸就横过来。
    """

    label: str = titled("附件")
    style: str = titled("样式")
    title: str = titled("标题")
    subject: str = titled("主题", "预算绩效自评")
    year_line: str = titled("年度行", "")
    info: str = titled("填报行")
    labels: dict[str, str] = titled("标签")
    options: dict[str, tuple[str, ...]] = titled("选项", default_factory=dict)
    columns: tuple[Column, ...] = titled("指标栏", min_length=5)
    landscape_over: int = titled("宽过横排", 110, gt=0)
    notes: tuple[str, ...] = titled("备注", ())


class Band(Record):
    """评语的一档：达到 ``不低于`` 的用这个说法。"""

    floor: Decimal = titled("不低于")
    words: str = titled("说法")


class Phrases(Record):
    """用语：固定的说法，和按数值分档的评语（从高到低，用第一个达到的）。"""

    words: dict[str, str] = titled("用语", default_factory=dict)
    bands: dict[str, tuple[Band, ...]] = titled("评语", default_factory=dict)
