"""命令行：只有这里往终端上写；结果用中文，退出码说明轻重。"""

from reportgen.cli.commands import main

__all__ = ["main"]
