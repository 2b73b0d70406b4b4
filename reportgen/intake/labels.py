"""标签：自评表上的各个标签、表头是什么字段；值怎样接、怎样去掉排版留下的空格。"""

from __future__ import annotations

import re
from typing import Final

from reportgen.reading.word import Cell

HAN: Final = r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”‘’]"
HAN_GAP: Final = re.compile(rf"(?<={HAN})[ \u00a0\u3000]+(?={HAN})")
BRACKETS: Final = re.compile(r"[（(][^（(）)]*[）)]")
# 没有填的分值印着“XX分”，照填报录
POINTS: Final = re.compile(r"[（(]\s*(\d+(?:\.\d+)?|[XxＸ×]{1,3})\s*分\s*[）)]")
# 标题前面的：附件的标签、上一份表末尾的备注
BEFORE_TITLE: Final = re.compile(r"\s*(?:附\s*[件表]|备?\s*注\s*[:：]|\d+\s*[.．、])")
YEAR: Final = re.compile(r"(20\d\d)\s*年")
INFO: Final = re.compile(
    r"(单位名称|填报单位|部门名称|填报日期|填表日期|填报时间)\s*[:：]\s*(.*?)"
    r"(?=\s*(?:单位名称|填报单位|部门名称|填报日期|填表日期|填报时间|填报人|联系电话)\s*[:：]|$)"
)

# 标签（去掉空白、冒号和括号里的话）→ 字段
HEAD_LABELS: Final = {
    **dict.fromkeys(("项目名称", "自评项目名称"), "项目名称"),
    **dict.fromkeys(("主管部门", "项目主管部门", "主管预算部门", "主管单位"), "主管部门"),
    **dict.fromkeys(("项目实施单位", "实施单位", "项目单位", "实施部门"), "项目实施单位"),
    **dict.fromkeys(("单位名称", "部门名称", "预算部门", "预算单位", "填报单位"), "单位名称"),
    **dict.fromkeys(("填报日期", "填表日期", "填报时间"), "填报日期"),
    "项目类别": "项目类别",
    "项目属性": "项目属性",
    "项目类型": "项目类型",
}
TICK_FIELDS: Final = ("项目类别", "项目属性", "项目类型")
FUND_LABELS: Final = {
    **dict.fromkeys(("基本支出总额", "基本支出"), "基本支出总额"),
    **dict.fromkeys(("项目支出总额", "项目支出"), "项目支出总额"),
}
FUND_HEADS: Final = {
    **dict.fromkeys(("预算数", "全年预算数", "全年预算", "预算金额", "调整后预算数"), "预算数"),
    **dict.fromkeys(("年初预算数", "年初预算"), "年初预算"),
    **dict.fromkeys(("执行数", "全年执行数", "全年执行", "实际执行数", "实际支出"), "执行数"),
    **dict.fromkeys(("执行率", "预算执行率"), "执行率"),
    "得分": "执行得分",
    "分值": "执行分值",
}
INDICATOR_HEADS: Final = {
    "一级指标": "一级指标",
    "二级指标": "二级指标",
    **dict.fromkeys(("三级指标", "指标名称", "具体指标"), "三级指标"),
    **dict.fromkeys(
        (
            "年初目标值",
            "年初目标",
            "年度指标值",
            "指标值",
            "目标值",
            "年度目标值",
            "预期指标值",
            "预期目标值",
            "年初设定目标值",
            "绩效目标值",
            "年度绩效指标值",
        ),
        "年初目标值",
    ),
    **dict.fromkeys(
        (
            "实际完成值",
            "实际完成",
            "完成值",
            "全年实际值",
            "全年实际完成值",
            "实际完成情况",
            "实际值",
            "完成情况",
            "实际完成指标值",
        ),
        "实际完成值",
    ),
    **dict.fromkeys(("分值", "权重", "标准分", "标准分值", "指标分值"), "分值"),
    **dict.fromkeys(("得分", "自评得分", "实际得分"), "得分"),
}
TOTALS: Final = frozenset(("总分", "合计", "总计", "总得分", "自评总分", "自评得分"))
GOAL: Final = re.compile(r"^(?:年度)?(?:总体|整体)?(?:绩效)?(?:指标)?目标\d*$|^年度.{0,6}目标\d*$")
NOTES: Final = frozenset(("备注", "说明", "注"))
DEPARTMENT: Final = "附件3"


def is_indicator_head(row: tuple[Cell, ...]) -> bool:
    """指标表的表头：至少有三栏认得。"""
    labels = [label_of(cell.text) for cell in row]
    return sum(label in INDICATOR_HEADS or is_reason(label) for label in labels) >= 3


def label_of(text: str) -> str:
    """标签：去掉空白、括号里的话和末尾的冒号。"""
    return BRACKETS.sub("", re.sub(r"\s+", "", text)).rstrip("：:")


def is_reason(label: str) -> bool:
    """偏差原因一栏的表头。"""
    return "原因" in label or label.startswith("偏差")


def spaced(text: str) -> str:
    """各种空格都成为普通的空格。"""
    return text.replace("\u00a0", " ").replace("\u3000", " ")


def joined(text: str) -> str:
    """接成一行的值：汉字之间的空格、换行是排版留下的，去掉。"""
    return HAN_GAP.sub("", " ".join(text.split()))


def lines_of(text: str) -> str:
    """分段的值：一段一行，各段汉字之间的空格去掉。"""
    return "\n".join(line for line in map(joined, text.split("\n")) if line)
