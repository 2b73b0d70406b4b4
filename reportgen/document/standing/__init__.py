"""单位手里的那份文稿：照现在的样子读，用修订（或直接）就地改，别的一概不动。"""

from reportgen.document.remarks import Remark
from reportgen.document.standing.lines import HOLE, Line
from reportgen.document.standing.marks import Untouchable
from reportgen.document.standing.outside import Outside
from reportgen.document.standing.proof import texts_as_seen, texts_without
from reportgen.document.standing.standing import Standing
from reportgen.document.standing.story import CellAt, GridAt, RowAt, Unit

__all__ = [
    "HOLE",
    "CellAt",
    "GridAt",
    "Line",
    "Outside",
    "Remark",
    "RowAt",
    "Standing",
    "Unit",
    "Untouchable",
    "texts_as_seen",
    "texts_without",
]
