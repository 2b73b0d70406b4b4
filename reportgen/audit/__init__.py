"""核查：比较填报的数和应得的数；每个检查是一个给出发现的函数。"""

from reportgen.audit.across.digest import Digest, digest
from reportgen.audit.checks import ACROSS, CHECKS, LISTED, SUBJECTS, audit, audit_across

__all__ = [
    "ACROSS",
    "CHECKS",
    "LISTED",
    "SUBJECTS",
    "Digest",
    "audit",
    "audit_across",
    "digest",
]
