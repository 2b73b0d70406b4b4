"""认表：一份自评表的段落和表格成为一份数据，看标签写的是什么，不看在第几行第几列。"""

from reportgen.intake.form.form import read_form

__all__ = ["read_form"]
