"""与真实摘要版相比：缩略版的自评结论逐节压到真实摘要版的篇幅，和三种对照一起算 ROUGE。

python -m tests.condense.pairs
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportgen.condense import Keep, condensed_to
from reportgen.length import count_all
from tests.condense.baselines import BASELINES, FILLED
from tests.condense.rouge import Rouge, rouge
from tests.condense.texts import PAIRS, part_one

FIGURE = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?(?![\d.、]|年|月|日)%?|万分之一")


def figures(text: str) -> set[str]:
    return set(FIGURE.findall(text))


METHODS = {**BASELINES, **FILLED}


class Comparison(NamedTuple):
    """一对的结果：各法的 ROUGE；真实摘要版留下而我们丢了的数。"""

    scores: dict[str, Rouge]
    lost: set[str]
    ours: dict[str, tuple[str, ...]]


def _ours(paragraphs: Sequence[str], limit: int, keep: Keep) -> tuple[str, ...]:
    made = condensed_to(paragraphs, limit, keep)
    return made.paragraphs if made else ()


def compare(source: str, real: str, keep: Keep | None = None) -> Comparison:
    """逐节压缩，合起来比。"""
    given, wanted = part_one(source), part_one(real)
    written: dict[str, list[str]] = {name: [] for name in ("压缩", *METHODS)}
    ours: dict[str, tuple[str, ...]] = {}
    for key, body in wanted.items():
        if key not in given:
            continue
        limit = count_all(body).upper
        ours[key] = _ours(given[key], limit, keep or Keep())
        written["压缩"] += ours[key]
        for name, method in METHODS.items():
            written[name].append(method(given[key], limit))
    truth = [line for key, body in wanted.items() if key in given for line in body]
    available = figures("".join("".join(body) for body in given.values()))
    lost = (figures("".join(truth)) & available) - figures("".join(written["压缩"]))
    return Comparison({name: rouge(text, truth) for name, text in written.items()}, lost, ours)


def table() -> str:
    """各对的 ROUGE。"""
    lines = ["对\t方法\tROUGE-1\tROUGE-2\tROUGE-L\t丢了的数"]
    for pair, (source, real) in PAIRS.items():
        compared = compare(source, real)
        for name, score in compared.scores.items():
            lost = "、".join(sorted(compared.lost)) if name == "压缩" else ""
            lines.append("\t".join((pair, name, *(f"{value:.4f}" for value in score), lost)))
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
