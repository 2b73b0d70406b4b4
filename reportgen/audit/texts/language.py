"""错别字的核查：这一行常写错的词，改成什么。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.texts.passages import Passage
from reportgen.audit.texts.telling import around, in_text, several, written
from reportgen.finding import Finding, Severity

# 写错的词 → 对的词。只收怎样连着读都错的：“以经”会碰上“以经费”，“按排”会碰上“按排名”，都不在内。
TYPOS: Mapping[str, str] = {
    "失效指标": "时效指标",
    "实效指标": "时效指标",
    "满意渡": "满意度",
    "绩效自平": "绩效自评",
    "绩效评介": "绩效评价",
    "绩校": "绩效",
    "预算执行律": "预算执行率",
    "予算执行": "预算执行",
    "予期目标": "预期目标",
    "财政拔款": "财政拨款",
    "划拔": "划拨",
    "拔付": "拨付",
    "下拔资金": "下拨资金",
    "剩佘": "剩余",
    "结佘": "结余",
    "截流挪用": "截留挪用",
    "截流、挪用": "截留、挪用",
    "挤占、截流": "挤占、截留",
    "核消": "核销",
    "报消": "报销",
    "补帖": "补贴",
    "津帖": "津贴",
    "张帖": "张贴",
    "粘帖": "粘贴",
    "历行节约": "厉行节约",
    "励行节约": "厉行节约",
    "部暑": "部署",
    "惯彻": "贯彻",
    "贯切落实": "贯彻落实",
    "合理按排": "合理安排",
    "统筹按排": "统筹安排",
    "按排专人": "安排专人",
    "按排资金": "安排资金",
    "疫情防空": "疫情防控",
    "新寇肺炎": "新冠肺炎",
    "新寇疫情": "新冠疫情",
    "竟标": "竞标",
    "竟聘": "竞聘",
    "竟赛": "竞赛",
    "竟价": "竞价",
    "峻工": "竣工",
    "倍训": "培训",
    "咨寻": "咨询",
    "资询服务": "咨询服务",
    "资询机构": "咨询机构",
    "协凋": "协调",
    "规摸": "规模",
    "接侍": "接待",
    "反溃": "反馈",
    "发辉": "发挥",
    "奖厉": "奖励",
    "鼓厉": "鼓励",
    "复盖率": "覆盖率",
    "时侯": "时候",
    "侯选": "候选",
    "巳经": "已经",
    "尤于": "由于",
    "松驰": "松弛",
    "究竞": "究竟",
    "因地治宜": "因地制宜",
    "在所难勉": "在所难免",
    "一如继往": "一如既往",
    "再接再励": "再接再厉",
    "按步就班": "按部就班",
    "迫不急待": "迫不及待",
    "相辅相承": "相辅相成",
    "融汇贯通": "融会贯通",
}
# 要看上下文的（词 → 怎样才是错的、对的词）：“应急反应”“报名截止”“交通迅速”都没有错。
IN_CONTEXT: Mapping[str, tuple[str, str]] = {
    "反应": (
        "(?<=无法|不能|未能|能够|充分|真实|客观|全面|准确|如实|集中|完整|直观)反应"
        "(?!过来|时间|速度|能力|机制|迅速|灵敏|堆|器)",
        "反映",
    ),
    "截止": (r"截止(?=\s*(?:\d|目前|今年|本年|当年|上年|年底|年末|月底))", "截至"),
    "旌旗": ("(?:(?<=表扬信、)|(?<=收到)|(?<=[面送])|(?=旌旗、(?:表扬|感谢)信))旌旗", "锦旗"),
    "帐": ("帐(?=[户目务簿款龄])|(?<=[台记报挂对查做销坏])帐(?!篷)", "账"),
    "以经": ("以经(?=完成|开展|达到|形成|建成|实施|启动|支付|全部)", "已经"),
    "己经": ("(?<!自)己经(?![营历手济])", "已经"),
    "做为": (
        "(?<![叫看当称])做为(?=重要|主要|下一?年|以后|今后|预算|考核|评价|依据|参考)",
        "作为",
    ),
    "通迅": ("(?<![沟交流])通迅(?![速猛捷即])", "通讯"),
    "决择": ("(?<!解)决择(?![优校机])", "抉择"),
    "竟争": ("竟争(?![取先])", "竞争"),
    "好象": ("好象(?!征)", "好像"),
    "座落": ("(?<![讲一两这该每])座落(?=[于在])", "坐落"),
    "防犯": ("防犯(?!罪)", "防范"),
    "大副": ("大副(?=度|提|下降|增|减|上升)", "大幅"),
}
TITLE = re.compile("《[^《》]{1,80}》")


@check(Code("typo-in-text", "文字里有错别字", "", "typo"))
def typos_told(assessment: Assessment) -> Iterator[Finding]:
    """文字和指标表里常见的错别字：失效指标（时效指标）、无法反应（反映）、截止2020年（截至）。"""
    in_context = [(word, pattern, right) for word, (pattern, right) in IN_CONTEXT.items()]
    yield from _found(assessment, [*_literal(TYPOS), *in_context])


def typos_in(assessment: Assessment, typos: Mapping[str, str]) -> Iterator[Finding]:
    """按给的词表（写错的词 → 对的词）找错别字。"""
    yield from _found(assessment, _literal(typos))


def _literal(typos: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [
        (wrong, re.escape(wrong), right)
        for wrong, right in typos.items()
        if wrong and wrong != right
    ]


def _found(assessment: Assessment, words: list[tuple[str, str, str]]) -> Iterator[Finding]:
    """``words`` 是各词和它的正则、对的词；先看全文有没有这个词，快得多。"""
    passages = [(passage, _without_titles(passage.text)) for passage in written(assessment)]
    whole = "\n".join(text for _, text in passages)
    present = [(re.compile(pattern), right) for word, pattern, right in words if word in whole]
    for passage, text in passages:
        faults = [
            (*found.span(), right) for pattern, right in present for found in pattern.finditer(text)
        ]
        if faults:
            yield _told(passage, sorted(faults))


def _without_titles(text: str) -> str:
    """书名号里是别人的标题，照原样的，不看；位置不变。"""
    return TITLE.sub(lambda title: " " * len(title[0]), text) if "《" in text else text


def _told(passage: Passage, faults: list[tuple[int, int, str]]) -> Finding:
    first, last, right = faults[0]
    wrong = passage.text[first:last]
    told = several(
        f"“{around(passage.text, start, end)}”的“{passage.text[start:end]}”应为“{expected}”"
        for start, end, expected in faults
    )
    remedy = f"“{wrong}”改为“{right}”" if len(faults) == 1 else "逐处改正"
    return in_text("typo-in-text", Severity.WARNING, passage, told, remedy, "", wrong, right)
