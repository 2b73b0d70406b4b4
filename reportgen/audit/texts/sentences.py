"""句读：一段文字里句子、分句在哪里断开。"""

from __future__ import annotations

import re

SENTENCE_END = re.compile(r"[。！？；;\n]")
# 说一件事的分句：括号里外是两个，数字中间的逗号不是。
CLAUSE_END = re.compile(r"[，:：()（）。！？；;\n]|,(?!\d{3})|(?<!\d),")
# 引用、比较时的分句：括号里的话是它的一部分。
CLAUSE_MARK = re.compile(r"[，,：:。！？；;\n]+")
