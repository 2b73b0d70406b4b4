"""压缩：用户写长了的文字，用他自己的句子和分句写短，不添一个字。"""

from reportgen.condense.ladder import Shorter, condense, condensed_to
from reportgen.condense.worth import Keep

__all__ = ["Keep", "Shorter", "condense", "condensed_to"]
