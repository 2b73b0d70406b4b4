"""docx.md 的各种情形：人怎样改，数据怎样改，并好以后应该怎样。

一种情形可以有几个，名称前面的数是 docx.md 里的号。27、29、31 至 34 不是“改一次、更正一次”的
样子，另在 ``test_rounds``、``test_scenarios`` 里；28 在 ``test_libreoffice`` 里。
"""

from __future__ import annotations

from typing import Final

from tests.merging import edits
from tests.merging.given import (
    ADDED,
    ANALYSIS,
    ANALYSIS_NOW,
    COPIES,
    DROPPED,
    EARLIER_HINT,
    EXECUTED,
    GOAL,
    LOW,
    MONEY,
    MONEY_NOW,
    MORE_WORK,
    ONE,
    RESULT,
    RESULTS,
    RUN,
    RUN_NOW,
    SWAPPED,
    Scenario,
)


def _rows_26(data: bytes) -> bytes:
    return edits.change_words(data, "统一归口管理", "统一归口管理、统一核算")


def _long(data: bytes) -> bytes:
    return edits.insert_paragraph(data, THREE, "另：" + "宣传工作成效明显。" * 500)


def _elsewhere(data: bytes) -> bytes:
    """别处加一句，文件就是人改过的。"""
    return edits.append_words(data, GOAL, "这一句是张三加的。")


def _stale(data: bytes) -> bytes:
    data = edits.insert_paragraph(data, ONE, "全年共支付1628.06万元，明细附后。")
    data = edits.put_in_header(data, "执行数1628.06万元")
    return edits.insert_footnote(data, "走访合作媒体", "合计支付1628.06万元")


SCENARIOS: Final = (
    Scenario(
        "01-数的前后换词",
        lambda d: edits.change_words(d, "，实际执行1628.06万元", "，当年实际支付1628.06万元"),
        there=(RUN_NOW.replace("实际执行", "当年实际支付"), MONEY_NOW, ANALYSIS_NOW),
        silent=True,
        code=0,
    ),
    Scenario(
        "01-整句换说法",
        lambda d: edits.rewrite(
            d,
            RUN,
            "宣传经费全年预算1740万元，实际支付1628.06万元，预算执行率达到93.57%，"
            "预算执行得分18.71分，资金支出总体平稳。",
        ),
        there=(
            "宣传经费全年预算1740万元，实际支付1640.06万元，预算执行率达到94.26%，"
            "预算执行得分18.85分，资金支出总体平稳。",
        ),
        silent=True,
        code=0,
    ),
    Scenario(
        "02-紧挨着数打字",
        lambda d: edits.type_at(
            edits.type_at(d, "1628.06万元，预算执行率", "约", before=True),
            "实际执行约1628.06万元",
            "（含上年结转）",
        ),
        there=("实际执行约1640.06万元（含上年结转），预算执行率为94.26%",),
        silent=True,
        code=0,
    ),
    Scenario(
        "03-数也改了",
        lambda d: edits.retype(d, RUN, "1628.06", "1630.5"),
        there=("实际执行1630.5万元，预算执行率为94.26%，预算执行得分18.85分", MONEY_NOW),
        conflicts=(("1640.06",),),
        code=1,
    ),
    Scenario(
        "04-新值已经打上了",
        lambda d: edits.retype(d, RUN, "1628.06", "1640.06"),
        there=(RUN_NOW, MONEY_NOW),
        silent=True,
        code=0,
    ),
    Scenario(
        "05-同句别的数改了",
        lambda d: edits.retype(d, RUN, "1740", "1745"),
        there=(RUN_NOW.replace("1740", "1745"),),
        conflicts=(("1745", "1740"),),
    ),
    Scenario(
        "06-段落删了",
        lambda d: edits.delete_paragraph(d, MONEY),
        there=(RUN_NOW, ANALYSIS_NOW),
        gone=("项目预算数（调整后）",),
        told=("1640.06",),
    ),
    Scenario(
        "06-数据没有变的段落删了",
        lambda d: edits.delete_paragraph(d, GOAL),
        there=(RUN_NOW, MONEY_NOW),
        gone=(GOAL,),
        silent=True,
        code=0,
    ),
    Scenario(
        "07-段落移了",
        lambda d: edits.move_paragraph(d, ANALYSIS, "无。"),
        there=("1.预算执行情况分析\n2.绩效目标完成情况分析", "无。\n" + ANALYSIS_NOW),
        silent=True,
        code=0,
    ),
    Scenario(
        "07-一节移了",
        lambda d: edits.move_section(d, "1.预算执行情况分析", "无。"),
        there=("无。\n1.预算执行情况分析\n" + ANALYSIS_NOW,),
        silent=True,
        code=0,
    ),
    Scenario(
        "08-分成两段",
        lambda d: edits.split_paragraph(d, RUN, "1628.06万元，"),
        there=(RUN_NOW.replace("1640.06万元，", "1640.06万元，\n"),),
        silent=True,
        code=0,
    ),
    Scenario(
        "09-两段并一段",
        lambda d: edits.join_paragraphs(d, MONEY),
        there=(MONEY_NOW + "项目资金全部为区级财政拨款，",),
        silent=True,
        code=0,
    ),
    Scenario(
        "10-旁边加了段落",
        lambda d: edits.insert_paragraph(
            edits.insert_paragraph(d, RUN, "以上支出均有合同。", look="无样式"),
            RUN,
            "说明：预算为调整后数。",
            before=True,
            look="加粗",
        ),
        there=(f"说明：预算为调整后数。\n{RUN_NOW}\n以上支出均有合同。",),
        silent=True,
        code=0,
    ),
    Scenario(
        "10-段末回车加的",
        lambda d: edits.insert_paragraph(d, RUN, "以上支出均有合同。", within=True),
        there=(f"{RUN_NOW}\n以上支出均有合同。\n2.完成",),
        silent=True,
        code=0,
    ),
    Scenario(
        "10-旁边加了表和图",
        lambda d: edits.insert_picture(
            edits.insert_table(d, RUN, [["季度", "拨付"], ["一", "407.02"]]), RUN
        ),
        there=(RUN_NOW, "季度\n拨付\n一\n407.02"),
        silent=True,
        code=0,
    ),
    Scenario(
        "11-插了一章改了序号",
        lambda d: edits.insert_chapter(d, "二、佐证材料", "资金管理", ["资金管理规范有序。"]),
        there=("二、资金管理\n资金管理规范有序。\n三、佐证材料", RUN_NOW, MONEY_NOW),
        gone=("二、佐证材料",),
        silent=True,
        code=0,
    ),
    Scenario(
        "11-插了一节改了序号",
        lambda d: edits.insert_chapter(d, "（二）绩效目标完成情况", "组织情况", ["组织有序。"]),
        there=("（二）组织情况\n组织有序。\n（三）绩效目标完成情况", "（五）下一步", RUN_NOW),
        silent=True,
        code=0,
    ),
    Scenario(
        "12-加了一条",
        lambda d: edits.add_list_item(d, THREE, "四是归档阶段，整理自评底稿。"),
        there=("提交财政部门。\n四是归档阶段，整理自评底稿。\n（三）", RUN_NOW),
        silent=True,
        code=0,
    ),
    Scenario(
        "12-自动编号的一条",
        lambda d: edits.add_list_item(d, THREE, "整理自评底稿。", numbered=True),
        there=("提交财政部门。\n整理自评底稿。\n（三）", RUN_NOW),
        silent=True,
        code=0,
    ),
    Scenario(
        "13-重写不要数",
        lambda d: edits.rewrite(d, RUN, "宣传经费预算执行总体平稳，各项支出均用于既定的宣传任务。"),
        there=("宣传经费预算执行总体平稳，各项支出均用于既定的宣传任务。", MONEY_NOW),
        conflicts=(("1628.06", "1640.06"),),
        code=1,
        faint=True,
    ),
    Scenario(
        "14-重写引着旧数",
        lambda d: edits.rewrite(
            d, RUN, "受疫情影响，大型活动多数停办，宣传经费全年只执行1628.06万元。"
        ),
        there=("受疫情影响，大型活动多数停办，宣传经费全年只执行", MONEY_NOW),
        either=(("宣传经费全年只执行1640.06万元", ("1628.06", "1640.06")),),
    ),
    Scenario(
        "15-全角标点和百分号",
        lambda d: edits.widths(d, RUN, True),
        there=(RUN_NOW.replace("%", "％"),),
        silent=True,
        code=0,
    ),
    Scenario(
        "15-半角标点",
        lambda d: edits.widths(d, RUN, False),
        there=(RUN_NOW.replace("，", ","),),
        silent=True,
        code=0,
    ),
    Scenario(
        "16-备注格改了",
        lambda d: edits.edit_cell(d, "党报党刊订阅数", "", "超额部分为社区增订。"),
        change=(*EXECUTED, *COPIES),
        there=("6700\n3\n超额部分为社区增订。", "1640.06\n94.26%\n18.85"),
        silent=True,
        code=0,
        document=FORM,
    ),
    Scenario(
        "17-数的格改了",
        lambda d: edits.edit_cell(d, "党报党刊订阅数", "6674", "6680"),
        change=(*EXECUTED, *COPIES),
        there=("6600份\n6680\n3", "1640.06\n94.26%\n18.85"),
        conflicts=(("6700",),),
        code=1,
        document=FORM,
    ),
    Scenario(
        "17-数的格改成了新值",
        lambda d: edits.edit_cell(d, "党报党刊订阅数", "6674", "6700"),
        change=(*EXECUTED, *COPIES),
        there=("6600份\n6700\n3", "1640.06\n94.26%\n18.85"),
        silent=True,
        code=0,
        document=FORM,
    ),
    Scenario(
        "18-行删了",
        lambda d: edits.delete_row(d, "党报党刊订阅数"),
        change=(*EXECUTED, *COPIES),
        there=("1640.06\n94.26%\n18.85",),
        gone=("党报党刊订阅数",),
        told=("党报党刊订阅数", "6700"),
        document=FORM,
    ),
    Scenario(
        "18-得分表的行删了",
        lambda d: edits.delete_row(d, "效益指标"),
        there=("预算执行\n20\n18.85", "总分\n100\n96.81", RUN_NOW),
        gone=("效益指标\n30",),
        silent=True,
        code=0,
    ),
    Scenario(
        "19-别人没有定的插入",
        lambda d: edits.insert_tracked(d, RUN, "（含上年结转）"),
        there=("实际执行1640.06万元（含上年结转），预算执行率为94.26%",),
        silent=True,
        code=0,
    ),
    Scenario(
        "20-修订换了数",
        lambda d: edits.replace_tracked(d, RUN, "1628.06", "1630.5"),
        there=("实际执行1630.5万元，预算执行率为94.26%", MONEY_NOW),
        conflicts=(("1640.06",),),
        code=1,
    ),
    Scenario(
        "21-修订删了段落",
        lambda d: edits.delete_paragraph_tracked(d, MONEY),
        there=(RUN_NOW, ANALYSIS_NOW),
        gone=("项目预算数（调整后）",),
        told=("1640.06",),
    ),
    Scenario(
        "22-数的写法",
        lambda d: edits.format_number(d, RUN, "1628.06"),
        there=(RUN_NOW.replace("1640.06", "1,640.06"),),
        silent=True,
        code=0,
    ),
    Scenario(
        "22-没有变的数的写法",
        lambda d: edits.format_number(d, RUN, "1740"),
        there=(RUN_NOW.replace("1740", "1,740.00"),),
        silent=True,
        code=0,
    ),
    Scenario(
        "22-亿元",
        lambda d: edits.change_words(d, "数为1740万元，实际", "数为0.174亿元，实际"),
        there=(RUN_NOW.replace("1740万元", "0.174亿元"),),
        silent=True,
        code=0,
    ),
    Scenario(
        "23-旧数在自己的段落、页眉、脚注里",
        _stale,
        there=("全年共支付1628.06万元，明细附后。", RUN_NOW),
        conflicts=(("1628.06", "1640.06"),),
        told=("页眉", "脚注"),
    ),
    Scenario(
        "24-指标没有了，行没有动过",
        lambda d: edits.edit_cell(d, "党报党刊订阅数", "", "超额部分为社区增订。"),
        change=DROPPED,
        there=("超额部分为社区增订。", "宣传培训次数\n6\n2次"),
        gone=("公益广告设置数量",),
        document=FORM,
    ),
    Scenario(
        "24-指标没有了，行改过",
        lambda d: edits.edit_cell(d, "公益广告设置数量", "", "路口灯箱为主。"),
        change=DROPPED,
        there=("公益广告设置数量", "路口灯箱为主。", "宣传培训次数\n6\n2次"),
        told=("公益广告设置数量",),
        document=FORM,
    ),
    Scenario(
        "25-指标添了一项",
        lambda d: edits.edit_cell(d, "党报党刊订阅数", "", "超额部分为社区增订。"),
        change=ADDED,
        there=("超额部分为社区增订。", "宣传培训次数\n2\n2次\n2次\n2\n\n文明手册编印批次\n1\n2次"),
        document=FORM,
    ),
    Scenario(
        "25-材料添了一段",
        _elsewhere,
        change=MORE_WORK,
        there=(
            "这一句是张三加的。",
            "提交财政部门。\n四是整改阶段，对照问题清单逐条落实，年底前回头看。\n（三）",
        ),
        silent=True,
        code=0,
    ),
    Scenario(
        "25-材料换了次序",
        lambda d: edits.append_words(d, "大额支出由部务会集体研究", "这一句是张三加的。"),
        change=SWAPPED,
        there=("这一句是张三加的。",),
    ),
    Scenario(
        "26-数据没有变",
        _rows_26,
        change=(),
        there=("统一归口管理、统一核算", RUN),
        silent=True,
        code=0,
    ),
    Scenario(
        "30-人填了，数据又来了",
        lambda d: edits.fill(d, EARLIER_HINT, "上年度的结果已经用于压减预算。"),
        change=RESULTS,
        there=("上年度的结果已经用于压减预算。",),
        conflicts=(("提前签订印刷合同",),),
        code=1,
    ),
    Scenario(
        "30-没有填，数据来了",
        _elsewhere,
        change=RESULTS,
        there=("这一句是张三加的。", RESULT.strip()),
        gone=(f"【请填写：{EARLIER_HINT}】",),
        silent=True,
        code=0,
    ),
    Scenario(
        "32-加得超过了字数",
        _long,
        there=("另：宣传工作成效明显。宣传工作成效明显。", RUN_NOW),
        told=("6000",),
    ),
    Scenario(
        "35-评语随数据翻过来",
        lambda d: edits.append_words(d, ANALYSIS, "支出合规。"),
        change=LOW,
        there=("支出合规。", "实际支出1301.06万元，结余438.94万元。"),
        gone=("预算执行率为74.77%，执行情况较好",),
    ),
)
