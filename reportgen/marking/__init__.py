"""标注：发现的问题回到人填写的地方——Word 自评表加批注，Excel 工作簿的格上色、加批注。"""

from reportgen.marking.form import mark_form
from reportgen.marking.note import Note, notes_by_spot
from reportgen.marking.workbook import mark_workbook

__all__ = ["Note", "mark_form", "mark_workbook", "notes_by_spot"]
