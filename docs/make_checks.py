"""由登记的检查写出 docs/checks.md：代码、说的是什么、对应的审核规则和常见错误的种类。

用法：``python docs/make_checks.py``
"""

from __future__ import annotations

import re
from pathlib import Path

from reportgen.audit import LISTED
from reportgen.audit.check import Check, CheckAcross

TARGET = Path(__file__).parent / "checks.md"
ROOT = TARGET.parent.parent
HEAD = """# 核查的内容

这份文件由 `docs/make_checks.py` 从程序里登记的检查写出，不要手改。每种发现有一个代码，
在 `审核.yaml` 里关闭、在 JSON 和审核清单里筛选都用它；例子在 `tests/cases/代码/`：
一份恰好有这一处毛病的数据（跨表的是几份），和程序说的话。

“规则”是审核规则的编号，“错误的种类”是真实自评表的错误目录 `tests/facts/defects.json` 里的名称。
“轻重”取自例子：错误是一定不对的，提醒多半要改或要说明，说明供参考；提醒和说明可以关闭。
"""
SEVERITY = re.compile(r"^(错误|提醒|说明) ", re.M)


def page() -> str:
    """整页。"""
    parts = [HEAD]
    for subject, checks in LISTED.items():
        parts.append(f"## {subject}\n\n" + "\n".join(_rows(checks)) + "\n")
    return "\n".join(parts)


def _rows(checks: tuple[Check | CheckAcross, ...]) -> list[str]:
    rows = ["| 代码 | 说的是什么 | 轻重 | 规则 | 错误的种类 | 依据 |", "|---|---|---|---|---|---|"]
    for check in checks:
        basis = _basis(check)
        for code in check.codes:
            rules, defects = "、".join(code.rules.split()), "、".join(code.defects.split())
            cells = (f"`{code.word}`", code.title, _severity(code.word), rules, defects, basis)
            rows.append("| " + " | ".join(cells) + " |")
    return rows


def _severity(code: str) -> str:
    """例子里的轻重。"""
    told = (ROOT / "tests" / "cases" / code / "发现.txt").read_text(encoding="utf-8")
    return "、".join(dict.fromkeys(SEVERITY.findall(told)))


def _basis(check: Check | CheckAcross) -> str:
    """函数说明里的话，一行。"""
    return " ".join((check.find.__doc__ or "").split()).replace("|", "／")


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
