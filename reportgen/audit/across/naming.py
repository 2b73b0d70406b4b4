"""名称：几张表上的单位、项目、指标，写法不同的怎样认作同一个。"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reportgen.audit.texts.vocabulary import PAIR, abbreviates

MARK = re.compile(r"[\W_]")
PROJECT_YEAR = re.compile(r"^20\d\d年度?")
# 指标名称里可有可无的话：“政务服务工作有效投诉率”就是“政务服务有效投诉率”
FILLER = re.compile(r"工作|情况|的")
# 各项目都用得上的话：去掉以后剩不下两个字的，是通用的指标（群众满意度、资金支付及时率）
GENERAL = re.compile(
    r"服务对象|利益相关(?:方|者)|社会|群众|公众|居民|市民|村民|职工|员工|干部|学生|师生|家长|客户|用户"
    r"|参训|参会|受益|人员|人群|对象|企业|机关|单位|部门|各方|双评议|项目|工程|资金|经费|费用|工作|任务"
    r"|专项|专用|日常|综合|服务|业务|活动|培训|会议|检查|宣传|报告|方案|计划|合同|设备|物资|岗位|人才|购买|公共|采购"
    r"|完成|实施|开展|建设|执行|使用|支付|拨付|发放|兑现|到位|验收|评审|评估|考核|处理|办理|运行|维护"
    r"|及时|按时|按期|准时|时限|合格|达标|准确|合规|规范|通过|优良|有效|正常|覆盖|知晓|参与|满意|认可"
    r"|质量|数量|时效|成本|效益|效果|效率|进度|水平|能力|控制|节约|降低|减少|下降|增加|增长|提升|提高"
    r"|改善|明显|显著|持续|可持续|影响|发展|环境|生态|经济|营商|知名|形象|氛围|优化|推动|促进|保障|预算"
    r"|投诉|事故|安全|稳定|次数|场次|人次|人数|户数|个数|总数|金额|总额|比例|指标|目标|情况|的|对|和|与"
    r"|年度|本年|全年|每年|率|度|性|数|量|额|人|次|场|个|家|[\W\d_]"
)
UNIT_ENDING = re.compile(r"[局部委办处院所室站会]$|中心$")
SPECIFIC = 2  # 专有的字至少这么多
SHORTEST = 3  # 单位的简称至少三个字（财政局），“局”什么都像


@lru_cache(8192)
def plain_name(text: str) -> str:
    """名称的字：全角半角一样，标点、空格不计。"""
    return MARK.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(8192)
def project_name(text: str) -> str:
    """项目名称的字：开头的年度、末尾的“项目”可有可无。"""
    name = PROJECT_YEAR.sub("", plain_name(text))
    return name.removesuffix("项目") or name


@lru_cache(8192)
def indicator_name(text: str) -> str:
    """指标名称的字：“工作”“情况”一类可有可无；写在括号里的说明也算。"""
    name = plain_name(text)
    return FILLER.sub("", name) or name


@lru_cache(8192)
def specific(text: str) -> str:
    """名称里专说这件事的字；通用的指标（满意度、及时率）没有。"""
    rest = GENERAL.sub("", plain_name(text))
    return rest if len(rest) >= SPECIFIC else ""


def project_topic(name: str, units: tuple[str, ...]) -> str:
    """项目名称里说做什么的字；只写了单位的（某局专项经费）没有。"""
    rest = project_name(name)
    for unit in units:
        rest = rest.replace(unit, "")
    topic = specific(rest)
    return "" if UNIT_ENDING.search(topic) else topic


def shortened(one: str, other: str) -> bool:
    """一个单位名称是另一个的简称：末一个字一样，字都在全称里。"""
    short, full = sorted((one, other), key=len)
    return len(short) >= SHORTEST and short[-1] == full[-1] and abbreviates(short, full)


def pairs(text: str) -> frozenset[str]:
    """相连的两个字，用来看两个名称说的是不是一件事。"""
    return frozenset(PAIR.findall(text))
