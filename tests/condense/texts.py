"""真实的报告（已公开的），按标题分节；供压缩的测试用。"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

from reportgen.length import count_all

TEXTS = Path(__file__).parent / "texts"
NAMES = tuple(sorted(path.stem for path in TEXTS.glob("*.txt")))
PAIRS = {
    "r01/r02 房租": ("房租-缩略版", "房租-摘要版"),
    "r03/r04 人员": ("人员-缩略版", "人员-摘要版"),
    "r14/r15 整体": ("整体-缩略版", "整体-摘要版"),
}
# 第一部分（自评结论）的各节，按标题里的字认
PART_ONE = (
    ("得分", "自评得分"),
    ("执行率", "执行率情况"),
    ("未完成", "未完成的绩效目标"),
    ("完成的", "完成的绩效目标"),
    ("预算安排", "与预算安排相结合"),
    ("改进措施", "下一步拟改进措施"),
    ("问题和原因", "存在的问题和原因"),
)


@cache
def sections(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """各节：标题和各段。"""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found.append((line[3:], []))
        elif line.strip():
            found[-1][1].append(line.strip())
    return tuple((title, tuple(body)) for title, body in found if body)


def part_one(name: str) -> dict[str, tuple[str, ...]]:
    """自评结论的各节。"""
    found: dict[str, tuple[str, ...]] = {}
    for title, body in sections(name):
        key = next((key for word, key in PART_ONE if word in title), None)
        if "上年度" in title or "分析" in title or key is None or key in found:
            continue
        found[key] = body
    return found


@cache
def paragraphs() -> tuple[str, ...]:
    """全部段落。"""
    return tuple(line for name in NAMES for _, body in sections(name) for line in body)


@cache
def sentences() -> tuple[str, ...]:
    """全部句子。"""
    return tuple(
        part.strip()
        for paragraph in paragraphs()
        for part in re.findall(r"[^。]+。", paragraph)
        if part.strip()
    )


@cache
def _whole_sections() -> tuple[tuple[str, ...], ...]:
    return tuple(body for name in NAMES for _, body in sections(name))


@cache
def _single_sentences() -> tuple[str, ...]:
    """不带分条的句子：拆散了也不缺一是、二是。"""
    return tuple(text for text in sentences() if not re.search("[一二三四五]是|[1-5]、", text))


def combined(seed: int, most: int = 50_000) -> list[str]:
    """真实的句子和章节凑成的文字，五百字到五万字。"""
    chance = random.Random(seed)
    size = int(500 * (most / 500) ** chance.random())
    made: list[str] = []
    length = 0
    while length < size:
        if chance.random() < 0.5:
            added = list(chance.choice(_whole_sections()))
        else:
            several = chance.randint(1, 5)
            added = ["".join(chance.choice(_single_sentences()) for _ in range(several))]
        made += added
        length += count_all(added).upper
    return made
