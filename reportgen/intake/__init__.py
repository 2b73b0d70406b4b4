"""读取：各种文件 → 项目；计分口径。每个值都带出处。"""

from reportgen.intake.apart import read_apart
from reportgen.intake.files import Loaded, load, load_document, read_file, spread
from reportgen.intake.profiles import load_profiles
from reportgen.intake.writing import data_file

__all__ = [
    "Loaded",
    "data_file",
    "load",
    "load_document",
    "load_profiles",
    "read_apart",
    "read_file",
    "spread",
]
