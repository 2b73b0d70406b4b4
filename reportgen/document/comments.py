"""批注：等人填写的地方该写什么，写成 Word 的批注。"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportgen.document.part import COMMENTS, W_URI, escaped
from reportgen.document.style import Attachment, StyleDocument

AUTHOR: Final = "绩效自评工具"
ATTACHMENT: Final = Attachment(
    part=COMMENTS,
    content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    relation="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    id="rgComments",
)
TEXT_STYLE: Final = "annotation text"
REFERENCE_STYLE: Final = "annotation reference"


def comment_marks(number: int, style: StyleDocument) -> tuple[str, str]:
    """正文里一处批注的起和止，止后面是引用。"""
    return (
        f'<w:commentRangeStart w:id="{number}"/>',
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr>'
        f'<w:rStyle w:val="{style.styles[REFERENCE_STYLE]}"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>',
    )


def comments_part(comments: Iterable[tuple[int, str]], style: StyleDocument) -> bytes:
    """批注部件：编号和文字，一行一段；不写日期，同样的数据得到同样的字节。"""
    look = style.styles[TEXT_STYLE]
    written = "".join(_comment(number, text, look) for number, text in comments)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:comments xmlns:w="{W_URI}">{written}</w:comments>'
    ).encode()


def _comment(number: int, text: str, look: str) -> str:
    head = f'<w:p><w:pPr><w:pStyle w:val="{look}"/></w:pPr>'
    paragraphs = "".join(
        f"{head}<w:r><w:t>{escaped(line.strip())}</w:t></w:r></w:p>" for line in text.split("\n")
    )
    return (
        f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:initials="绩">{paragraphs}</w:comment>'
    )
