"""代码：每种发现的代码、主题和一句话；核查的取自登记的检查，别的各步的在这里。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from reportgen.audit import LISTED
from reportgen.finding import Finding, Severity
from reportgen.wording import nearest


class Entry(NamedTuple):
    """一种发现：主题和一句话。"""

    subject: str
    title: str


READING: Final = "读取"
MAKING: Final = "成文"
MERGING: Final = "并稿"
TEMPLATES: Final = "模板"
SWITCHES: Final = "审核设定"
_OTHERS: Final[dict[str, dict[str, str]]] = {
    READING: {
        "file-missing": "没有这个文件",
        "file-unreadable": "文件打不开、读不了",
        "file-empty": "文件里没有数据",
        "file-open": "文件正打开着",
        "folder-empty": "文件夹里没有数据",
        "form-missing": "文件里没有自评表",
        "stem-repeated": "几个文件同名",
        "macros-ignored": "文件带宏，宏没有运行",
        "not-text": "不是文字文件",
        "encoding-gbk": "按 GBK 编码读取",
        "encoding-damaged": "字节坏了，读不成字",
        "garbled-text": "有转换编码时丢了的字",
        "control-characters": "有看不见的字符",
        "yaml-malformed": "写法不合数据文件的格式",
        "yaml-reference": "用了数据文件里另有用处的符号",
        "lines-joined": "分行的文字连成了一行",
        "comment-dropped": "一段话当作批注没有读",
        "key-missing": "冒号前面没有名称",
        "key-repeated": "名称写了两次",
        "key-unknown": "不认得的名称",
        "name-missing": "没有项目或单位的名称",
        "field-missing": "缺少一定要写的",
        "field-repeated": "一项写了两处，写得不同",
        "field-kept": "不认得的项照录",
        "column-kept": "不认得的栏照录",
        "not-a-record": "应当分项写",
        "not-a-list": "应当是列表",
        "not-a-text": "应当是一个值",
        "not-an-amount": "不是金额",
        "value-invalid": "填的值不合要求",
        "amount-doubtful": "金额拿不准",
        "amount-remark": "金额格里还有别的话",
        "cell-unplaced": "有内容没有读进数据",
        "cell-unreadable": "格里的内容读不出",
        "paragraph-unplaced": "表外的话没有读进数据",
        "label-read": "标签是认出来的",
        "option-left": "没有勾的选项没有读",
        "nothing-ticked": "一项也没有勾",
        "points-of-execution": "预算执行的分值和口径不同",
        "source-rates-left": "各来源的执行率、得分没有读",
        "sum-left": "合计没有读，总分照另一行",
        "target-composed": "目标值由几栏合成",
        "texts-together": "原因和措施写在一栏里",
        "year-inferred": "年度是推得的",
        "profile-recognised": "计分口径是认出来的",
        "profile-unknown": "没有这个计分口径",
        "profile-missing": "没有计分口径",
        "profile-repeated": "计分口径写了两次",
        "project-unknown": "不知道是哪个项目的",
        "sheet-missing": "工作簿里缺一张表",
        "head-missing": "工作表的表头认不出",
        "goal-repeated": "一个目标写了两次",
        "row-repeated": "一个项目有两行合计",
        "section-missing": "文字没有写放在哪一节",
        "unit-mismatch": "金额单位前后不同",
        "cell-too-long": "一格放不下",
        "program-fault": "程序的错",
    },
    MAKING: {
        "material-unplaced": "文字不知道放在哪一节",
        "option-not-listed": "勾的不是表上的选项",
        "too-long": "报告超过字数上限",
        "edited-kept": "改过的文件没有重写",
        "file-exists": "文件已经有了",
        "file-unwritable": "文件写不进去",
        "style-unknown": "没有这个样式",
        "style-unusable": "样式文件不能用",
    },
    MERGING: {
        "merge-conflict": "数据要改的地方人也改了",
        "merge-figure-differs": "人写的数和数据不一致",
        "merge-doubtful": "拿不准是不是这一段",
        "merge-stale": "人加的文字里还有旧的数",
        "merge-dropped": "数据里没有了，人改过的留着",
        "merge-deleted": "人删去的，数据变了",
        "merge-declined": "人没有接受的改动",
        "merge-pending": "定稿里还有没有接受的修订",
        "merge-row-unadded": "新的一行没有添进表格",
        "merge-order": "表格各行的次序和数据不同",
        "merged-too-long": "连人写的超过字数上限",
        "merge-unknown": "不知道上次写的是什么",
        "merge-misplaced": "文件是别的报告的",
        "merge-unproved": "并好以后自查没有通过",
        "diff-unmatched": "不知道是照哪个项目写的",
    },
    TEMPLATES: {
        "template-bands": "评语的档次不全",
        "template-broken": "模板有错，没有写",
        "template-columns": "指标栏排不开",
        "template-empty": "模板文件的内容不对",
        "template-failed": "模板有一行用不了",
        "template-filter": "没有这种印法",
        "template-missing": "没有模板文件",
        "template-name": "模板里的名称没有",
        "template-syntax": "模板写法不对",
        "template-unreadable": "模板文件读不了",
    },
    SWITCHES: {
        "switch-refused": "错误不能关闭",
        "switch-unknown": "关闭的不是有的代码",
        "switch-unused": "关闭了没有的发现",
        "review-unread": "审核.yaml 有错，没有用上",
    },
}
ENTRIES: Final[dict[str, Entry]] = {
    **{
        code.word: Entry(subject, code.title)
        for subject, checks in LISTED.items()
        for check in checks
        for code in check.codes
    },
    **{
        word: Entry(subject, title)
        for subject, titles in _OTHERS.items()
        for word, title in titles.items()
    },
}


def entry(word: str) -> Entry:
    """一个代码的主题和一句话；没有登记的，一句话就是代码。"""
    return ENTRIES.get(word, Entry("", word))


def audited(word: str) -> bool:
    """是不是核查的代码。"""
    return entry(word).subject in LISTED


def near(word: str) -> list[str]:
    """相近的代码，带一句话。"""
    return [f"{each}（{ENTRIES[each].title}）" for each in nearest(word, ENTRIES)]


def counts(findings: Iterable[Finding]) -> list[int]:
    """错误、提醒、说明各有几处。"""
    told = [finding.severity for finding in findings]
    return [told.count(severity) for severity in Severity]


def commonest(findings: Iterable[Finding], most: int) -> list[tuple[str, int]]:
    """最常见的几种错误和提醒的代码，各有几处；一样多的按发现的次序。"""
    told = (each.code for each in findings if each.severity is not Severity.NOTE)
    return [(code, count) for code, count in Counter(told).most_common(most) if count > 1]
