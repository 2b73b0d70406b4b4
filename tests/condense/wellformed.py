"""像不像人写的：压缩后的话要守的规矩，另起炉灶写，不用被测的词表。"""

from __future__ import annotations

import re
from collections.abc import Sequence

DANGLING = (
    "其中 此外 另外 同时 综上所述 综上 因此 因而 所以 但 但是 然而 而且 并且 从而"
    " 进而 导致 使得 故 与此同时 总之 并"
)
LEADS = re.compile(
    "^(?:"
    + "|".join(sorted(DANGLING.split(" "), key=len, reverse=True))
    + ")(?!.{0,2}[轨购联网])[，,\u3400-\u9fff]"
)
PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("(", ")"), ("【", "】"))
HANGING = re.compile(
    r"(?:[、，；：,;]|[^目有]的|和|与|及|以及|或|其中|如|例如|包括|主要原因[是系]|由于)[。；]"
)
BROKEN = re.compile(
    r"[，、；：][，、；：。]|。[，、；：。]|《》|（）|“”|、等|^[，。；、：)）》”]|为。|、[，。；]"
)
SHI = re.compile(r"(?:^|原因|[。；，：])(?P<n>[一二三四五六七八九十])是(?!否)")
ORDER = "一二三四五六七八九十"
STATED = re.compile(
    "(?:以下|下列|如下|存在|主要有|采取)(?P<n>[两二三四五六七八九十])(?:个|项|条"
    "|点)?(?:方面|问题|原因|措施)"
)
FIGURE = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?%?")
MARKER = re.compile(
    r"^[ ]*(?:[一二三四五六七八九十]+是[，]?|第[一二三四五六七八九十]+[，、]"
    r"|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、]|[①-⑳]|首先，?|其次，?"
    r"|再次，?|最后，?)"
)


def words(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def is_heading(paragraph: str) -> bool:
    return len(paragraph) <= 30 and not re.search("[，。；]", paragraph)


def faults(paragraphs: Sequence[str], source: Sequence[str], sequences: bool = True) -> list[str]:
    """不合的地方；原文本来就有的毛病不算。"""
    found = []
    whole = "\n".join(source)
    for at, text in enumerate(paragraphs):
        if text in source:  # 一字没动的段落，是原文的样子
            continue
        if not is_heading(text) and text[-1] not in "。！？…":
            found.append(f"没有句号：{text[-20:]}")
        for sentence in re.findall(r"[^。！？]+[。！？]?", text):
            lead = LEADS.match(MARKER.sub("", sentence))
            if lead and (at == 0 and text.startswith(sentence)):
                found.append(f"悬空的承接语：{sentence[:20]}")
            if lead and not _follows(sentence, whole, "".join(paragraphs)):
                found.append(f"承接的前文不在：{sentence[:20]}")
        for left, right in PAIRS:
            if text.count(left) != text.count(right) and _balanced(whole, left, right):
                found.append(f"不成对：{left}{right}：{text[:30]}")
        for pattern in (HANGING, BROKEN):
            hit = pattern.search(text)
            if hit and text[max(0, hit.start() - 4) : hit.end()] not in whole:
                found.append(f"悬着：{text[max(0, hit.start() - 12) : hit.end() + 4]}")
    if sequences:
        found += _list_faults(paragraphs)
    return found


def _follows(sentence: str, whole: str, made: str) -> bool:
    """原文里它前面的那句话，有一处的开头留在它的前面。"""
    spots = [hit.start() for hit in re.finditer(re.escape(sentence[:20]), whole)]
    made_spots = [hit.start() for hit in re.finditer(re.escape(sentence[:20]), made)]
    return not spots or any(
        _kept_before(whole[:spot], made[:made_spot]) for spot in spots for made_spot in made_spots
    )


def _kept_before(whole: str, made: str) -> bool:
    before = re.split(r"[。；！？\n]", whole.rstrip("。；！？\n"))[-1]
    start = words(MARKER.sub("", before))
    kept = words(made)[-len(start) * 2 - 20 :]
    return any(start[at : at + 4] in kept for at in range(max(1, len(start) - 3)))


def _balanced(whole: str, left: str, right: str) -> bool:
    return whole.count(left) == whole.count(right)


def _list_faults(paragraphs: Sequence[str]) -> list[str]:
    """一是后面要有二是；不跳号。"""
    found = []
    text = "\n".join(paragraphs)
    numbers = [ORDER.index(hit["n"]) + 1 for hit in re.finditer(SHI.pattern, text, re.MULTILINE)]
    runs: list[list[int]] = []
    for number in numbers:
        if number == 1:
            runs.append([1])
        elif runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            found.append(f"跳号：{number}是")
    found += ["只有一是" for run in runs if len(run) == 1]
    for hit in STATED.finditer(text):
        stated = ORDER.index(hit["n"].replace("两", "二")) + 1
        following = [
            n
            for m in re.finditer(SHI.pattern, text[hit.end() :], re.MULTILINE)
            for n in [ORDER.index(m["n"]) + 1]
        ]
        run = 0
        for number in following:
            if number != run + 1:
                break
            run = number
        if run and run != stated:
            found.append(f"说{hit[0]}而有{run}条")
    return found


def invented(paragraphs: Sequence[str], source: Sequence[str]) -> set[str]:
    """原文没有的数（编号不算）。"""
    whole = set(FIGURE.findall("\n".join(source)))
    made: set[str] = set()
    for text in paragraphs:
        for statement in re.split(r"(?<=[。；：，])", text):
            made |= set(FIGURE.findall(MARKER.sub("", statement)))
    return made - whole


def out_of_order(paragraphs: Sequence[str], source: Sequence[str]) -> list[str]:
    """字不是原文依次取的（编号、承接语之外）。"""
    rest = iter(words("".join(MARKER_ANYWHERE.sub("", text) for text in source)))
    for text in paragraphs:
        for char in words(MARKER_ANYWHERE.sub("", text)):
            if not any(char == other for other in rest):
                return [text]
    return []


MARKER_ANYWHERE = re.compile(
    r"(?:^|(?<=[。；，：系为是因]))[ ]*(?:[一二三四五六七八九十]+是[，]?"
    r"|第[一二三四五六七八九十]+[，、]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳]|首先，?|其次，?|再次，?|最后，?)",
    re.MULTILINE,
)
