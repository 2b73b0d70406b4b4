"""压缩：用户写长了的文字，用他自己的句子和分句写短，不添一个字。

断句（``marks``）和分条（``points``）之后，一句话的分句按关系聚成零件（``bonds``），分句里的括号、
举例、名单、套话也是零件（``inner``）；每个零件有分量（``worth``），去了一个，靠它的也去
（``pieces``）。要短多少字，就去丢得最少的那几个（``choice``），再把留下的连成话（``render``）。
"""

from reportgen.condense.ladder import Ladder, Shorter, condense, condensed_to
from reportgen.condense.same import Repeated, repeated
from reportgen.condense.worth import Keep

__all__ = ["Keep", "Ladder", "Repeated", "Shorter", "condense", "condensed_to", "repeated"]
