"""标签：自评表上的各个标签、表头是什么字段；值怎样接、怎样去掉排版留下的空格。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reportgen.reading.word import Cell

HAN: Final = r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”‘’]"
HAN_GAP: Final = re.compile(rf"(?<={HAN})[ \u00a0\u3000]+(?={HAN})")
# 标签后面括号里的单位、分值、算式和代号，不是标签的一部分
BRACKETS: Final = re.compile(
    r"[（(][\dA-Za-zＡ-Ｚ.％%‰×*＊/／÷+＋=＝、，,~～-]*"
    r"(?:[分万亿元单位部门级盖公章权重执行率预算数调整后标准满值含续全称A-Z\d×*/÷.%‰]|自评|填报)*[）)]"
)
# 标签末尾的“A”“B/A”，是算式里的代号
LETTERS: Final = re.compile(r"(?<=[\u3400-\u9fff])[A-CＡ-Ｃ](?:[/／÷][A-CＡ-Ｃ])?$")
# 没有填的分值印着“XX分”，照填报录
POINTS: Final = re.compile(r"[（(]\s*(\d+(?:\.\d+)?|[XxＸ×]{1,3})\s*分\s*[）)]")
YEAR: Final = re.compile(r"(20\d\d)\s*年")
YUAN: Final = re.compile(r"单位\s*[:：]?\s*元|[（(]\s*元\s*[）)]")
LABELLED: Final = re.compile(r"\s*([^:：\n]{2,24}?)\s*[:：]\s*(?=\S)")

# 标签（去掉空白、冒号和括号里的话）→ 字段
HEAD_LABELS: Final = {
    **dict.fromkeys(
        ("项目名称", "自评项目名称", "专项名称", "专项资金名称", "政策名称"), "项目名称"
    ),
    **dict.fromkeys(("主管部门", "项目主管部门", "主管预算部门", "主管单位"), "主管部门"),
    **dict.fromkeys(("项目实施单位", "实施单位", "项目单位", "实施部门"), "项目实施单位"),
    **dict.fromkeys(
        ("单位名称", "部门名称", "预算部门", "预算单位", "填报单位", "预算单位名称", "自评单位"),
        "单位名称",
    ),
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
# 表头的各栏，按里面的字认；次序有意义
FUND_HEADS: Final = {
    "执行率": re.compile(r"执行率|完成率|支付率"),
    "执行得分": re.compile(r"得分|评分"),
    "执行分值": re.compile(r"分值|权重"),
    "年初预算": re.compile(r"年初"),
    "执行数": re.compile(r"^(?!.*情况).*(?:执行|支出|支付)"),
    "预算数": re.compile(r"^(?!.*情况).*(?:预算|安排)"),
}
INDICATOR_HEADS: Final = {
    "一级指标": re.compile(r"一级指标"),
    "二级指标": re.compile(r"二级指标"),
    "三级指标": re.compile(r"三级指标|指标名称|具体指标|指标内容"),
    "偏差原因": re.compile(r"原因|^偏差|改进措施|未完成说明"),
    "得分": re.compile(r"得分|自评分|评分$"),
    "分值": re.compile(r"分值|权重|标准分|满分"),
    "年初目标值": re.compile(r"^(?!.*(?:实际|完成)).*(?:目标|指标值|预期|计划)|预期完成|计划完成"),
    "实际完成值": re.compile(r"实际|完成(?!率)"),
}
# 常见的写法；认得而不在其内的标签，说一声认作什么
_HEADS: Final = """
    预算数 全年预算数 全年预算 预算金额 调整后预算数 年初预算数 年初预算 执行数 全年执行数 全年执行
    实际执行数 实际支出 实际支出数 执行率 预算执行率 得分 分值
    一级指标 二级指标 三级指标 指标名称 具体指标
    年初目标值 年初目标 年度指标值 指标值 目标值 年度目标值 预期指标值 预期目标值 年初设定目标值
    绩效目标值 年度绩效指标值
    实际完成值 实际完成 完成值 全年实际值 全年实际完成值 实际完成情况 实际值 完成情况 实际完成指标值
    权重 标准分 标准分值 指标分值 自评得分 实际得分
    偏差原因分析及改进措施 偏差原因 偏差原因分析 未完成原因分析 原因分析
    未完成原因分析及改进措施 未完成原因和改进措施 偏差原因分析和改进措施
"""
_LABELS: Final = """
    年度财政资金总额 年度资金总额 资金总额 财政资金总额 年度预算资金总额 部门整体支出总额
    整体支出总额 预算资金总额 预算执行情况 年度预算执行情况 项目资金 项目资金情况 资金情况 预算资金
    资金执行情况 项目预算执行情况 预算资金情况 年度资金
    其中 当年财政拨款 财政拨款 一般公共预算 上年结转资金 上年结转 上年结余结转 其他资金
    单位资金 自有资金 中央资金 中央补助 省级资金 市级资金 区级资金 地方资金 政府性基金
    偏差大或目标未完成原因分析
    改进措施 改进措施及结果应用方案 结果应用方案 整改措施 下一步改进措施
    总分 合计 总计 总得分 自评总分 得分合计 自评总得分
    绩效指标 年度绩效指标 年度绩效目标 年度目标 年度总体目标 绩效指标完成情况
"""
USUAL_HEADS: Final = frozenset(_HEADS.split())
USUAL: Final = USUAL_HEADS | frozenset(_LABELS.split())
# 没有勾的选项：这样的名称是表上印的
OPTION: Final = re.compile(r".{1,10}(?:项目|专项|支出|资金|经费|类)")
TOTALS: Final = re.compile(
    r"(?:自评|综合|最终|评价)*(?:总分|总得分|得分|得分合计|合计得分|总计得分)|合计|总计"
)
SUMS: Final = frozenset(("合计", "总计"))  # 资金里也有的
GOAL: Final = re.compile(
    r"(?:年度|当年|本年)?(?:总体|整体)?(?:绩效)?(?:指标)?目标(?:[\d一二三四五六七八九十①-⑩]*|完成情况)"
    r"|年度.{0,6}目标[\d一二三四五六七八九十①-⑩]*"
)
# 指标左边的统称，不是哪个目标的名称
INDICATORS: Final = re.compile(r"(?:年度)?绩效指标(?:完成情况)?|绩效(?:指标)?完成情况|指标完成情况")
EXPECTED: Final = re.compile(r"预期目标|年初设定目标|年度目标|年初目标|绩效目标")
OUTCOME: Final = re.compile(r".{0,10}完成情况.{0,4}")
NOTES: Final = frozenset(("备注", "说明", "注"))
DEPARTMENT: Final = "附件3"
FAMILIES: Final = ("一级指标", "二级指标", "三级指标")
FEWEST: Final = 3
LONGEST: Final = 24  # 表头、标签最长几个字；再长是话


def is_indicator_head(row: tuple[Cell, ...]) -> bool:
    """指标表的表头：有一级（二级、三级）指标，连它至少三栏认得。"""
    fields = head_fields(row)
    start = first_family(fields)
    return start is not None and len({field for field in fields[start:] if field}) >= FEWEST


def head_fields(row: tuple[Cell, ...]) -> list[str]:
    """指标表头的各格是什么字段；续格、话不是表头。"""
    return [
        "" if cell.above or len(cell.text) >= LONGEST else indicator_head(label_of(cell.text))
        for cell in row
    ]


def first_family(fields: Sequence[str]) -> int | None:
    """指标的栏从哪里起：一级指标，没有的二级、三级指标；左边的是目标的名称。"""
    return next((fields.index(family) for family in FAMILIES if family in fields), None)


def is_funds_head(row: tuple[Cell, ...]) -> bool:
    """资金的表头：预算数和执行数都有。"""
    labels = [label_of(cell.text) for cell in row]
    if any(re.search(r"\d", label) for label in labels):
        return False
    fields = {fund_head(label) for label in labels}
    return "执行数" in fields and bool(fields & {"预算数", "年初预算"})


def indicator_head(label: str) -> str:
    """指标表头的一栏是什么字段；不认得为空。"""
    return _head(label, INDICATOR_HEADS)


def fund_head(label: str) -> str:
    """资金表头的一栏是什么字段；不认得为空。"""
    return _head(label, FUND_HEADS)


def _head(label: str, heads: dict[str, re.Pattern[str]]) -> str:
    return next((field for field, words in heads.items() if words.search(label)), "")


def closing_label(label: str) -> str:
    """总分、偏差原因分析、改进措施；都不是为空。"""
    if TOTALS.fullmatch(label):
        return "总分"
    if len(label) > LONGEST:
        return ""
    if "原因" in label:
        return "偏差原因分析"
    return "改进措施" if re.search(r"改进措施|结果应用|整改措施", label) else ""


def label_of(text: str) -> str:
    """标签：去掉空白、括号里的话、末尾的冒号和算式里的代号。"""
    label = re.sub(r"\s+", "", text)
    while (shorter := BRACKETS.sub("", label)) != label:
        label = shorter
    return LETTERS.sub("", label.strip("：:*＊"))


def spaced(text: str) -> str:
    """各种空格都成为普通的空格。"""
    return text.replace("\u00a0", " ").replace("\u3000", " ")


def joined(text: str) -> str:
    """接成一行的值：汉字之间的空格、换行是排版留下的，去掉。"""
    return HAN_GAP.sub("", " ".join(text.split()))


def lines_of(text: str) -> str:
    """分段的值：一段一行，各段汉字之间的空格去掉。"""
    return "\n".join(line for line in map(joined, text.split("\n")) if line)
