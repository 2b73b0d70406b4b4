"""说明：工作簿第一张表，怎样填、填好以后做什么。"""

from __future__ import annotations

from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from reportgen.intake.workbook import looks
from reportgen.intake.workbook.layout import CONTINUED, TOTAL

# 标题和各条；读的人是填表的人，只说怎么做
TEXT: Final = (
    (
        "填哪几张表",
        (
            "项目：一个项目（或部门整体）一行。橙色的表头必填。",
            f"资金：一个项目一行“{TOTAL}”；有分项资金的，下面一项一行，填上资金来源。",
            "绩效指标：一个指标一行，照自评表抄；几个目标的，各目标第一行填序号。",
            f"文字材料：报告里由单位写的话；一格放不下，下一行填“{CONTINUED}”。",
        ),
    ),
    (
        "怎样填",
        (
            "几个项目的，各表从列表里选项目；不填的同上一行，只有一个的不用填。",
            "下拉列表可以选，也可以自己写（表、金额单位、采用、图表只能选）。",
            "目标值、完成值照表上的写法填：≥90%、20796家、12月底前、及时。",
            "执行率、得分、总分填自评表上的数，对错都照填，差在哪里由程序告诉你。",
            "金额的单位在表头上；金额是元的，“项目”表的金额单位和表头都改。",
            "栏可以移动、隐藏，右边可以加自己的公式栏；表头的名称不要改。",
        ),
    ),
    (
        "哪些是自动算的",
        (
            "灰色斜体的栏：执行率、各项合计、总分、参考得分；不用填，填了不读。",
            "参考得分：目标值、完成值能相比的才有；定性的由单位在档次里定。",
        ),
    ),
    (
        "填好以后",
        (
            "reportgen audit 文件.xlsx　　核查：哪些数对不上，在哪张表哪一格",
            "reportgen write 文件.xlsx　　写出自评表、缩略版、摘要版（Word）",
            "reportgen import 文件.xlsx -o 文件夹　　录成数据文件（.yaml）",
        ),
    ),
)
WIDTH: Final = 76
# 一行、两行的高
SINGLE, DOUBLE = 23.0, 38.0


def write_guide(sheet: Worksheet) -> None:
    """写说明。"""
    sheet.column_dimensions["A"].width = WIDTH
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = looks.GREY_TAB
    cell = sheet.cell(1, 1, "预算绩效自评数据")
    cell.font, cell.alignment = looks.TITLE, looks.MIDDLE
    sheet.row_dimensions[1].height = 40
    row = 2
    for heading, lines in TEXT:
        cell = sheet.cell(row, 1, heading)
        cell.font, cell.alignment = looks.HEADING, looks.LEFT
        sheet.row_dimensions[row].height = 30
        for number, line in enumerate(lines, 1):
            cell = sheet.cell(row + number, 1, f"{number}. {line}")
            cell.font, cell.alignment = looks.GUIDE, looks.LEFT
            sheet.row_dimensions[row + number].height = (
                DOUBLE if looks.lines(f"{number}. {line}", WIDTH) > 1 else SINGLE
            )
        row += len(lines) + 1
    looks.for_print(sheet, landscape=False)
