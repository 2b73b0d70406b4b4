"""测算：由填报的内容得出自评结果，每个公式只在这里。"""

from reportgen.assess.rating import assess

__all__ = ["assess"]
