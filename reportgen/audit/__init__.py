"""核查：比较填报的数和应得的数；每个检查是一个给出发现的函数。"""

from reportgen.audit.checks import CHECKS, SUBJECTS, audit

__all__ = ["CHECKS", "SUBJECTS", "audit"]
