"""读取：路径 → 项目；读不了的只停它自己。"""

from reportgen.intake.files import Loaded, load, spread
from reportgen.intake.profiles import load_profiles

__all__ = ["Loaded", "load", "load_profiles", "spread"]
