"""改字：人在一段话里会做的——换几个字、重打一个数、改标点、加粗、变色、填写。"""

from __future__ import annotations

import re

from tests.merging.package import Package, ensure, make
from tests.merging.spots import NotThere, isolate, paragraph_with, put, spot, type_over, words

FULL = str.maketrans(",;:?!()%", "，；：？！（）％")
HALF = str.maketrans("，；：？！（）％", ",;:?!()%")


def change_words(data: bytes, find: str, replace: str, nth: int = 0) -> bytes:
    """第几处 ``find`` 换成 ``replace``；两头相同的字（数在里面）不碰。"""
    package = Package(data)
    paragraph, position = spot(package, find, find, nth)
    type_over(paragraph, position, find, replace)
    return package.save()


def change_everywhere(data: bytes, find: str, replace: str) -> bytes:
    """全部替换。"""
    package = Package(data)
    count = 0
    for paragraph in list(package.body.iter("{*}p")):
        start = 0
        while (position := words(paragraph).find(find, start)) >= 0:
            type_over(paragraph, position, find, replace)
            start = position + len(replace)
            count += 1
    if not count:
        raise NotThere(f"文稿里没有“{find}”")
    return package.save()


def retype(data: bytes, where: str, old: str, new: str) -> bytes:
    """在有 ``where`` 的段里选中一个数，重打成别的。"""
    package = Package(data)
    paragraph, position = spot(package, where, old)
    put(paragraph, position, position + len(old), new)
    return package.save()


def rewrite(data: bytes, where: str, text: str) -> bytes:
    """整段选中，重写。"""
    package = Package(data)
    paragraph = paragraph_with(package, where)
    put(paragraph, 0, len(words(paragraph)), text)
    return package.save()


def append_words(data: bytes, where: str, text: str, nth: int = 0) -> bytes:
    """段末加一句。"""
    package = Package(data)
    paragraph = paragraph_with(package, where, nth)
    end = len(words(paragraph))
    put(paragraph, end, end, text)
    return package.save()


def type_at(data: bytes, where: str, text: str, before: bool = False) -> bytes:
    """紧挨着 ``where`` 打几个字，在它后面或前面。"""
    package = Package(data)
    paragraph, position = spot(package, where, where)
    at = position if before else position + len(where)
    put(paragraph, at, at, text)
    return package.save()


def widths(data: bytes, where: str, full: bool) -> bytes:
    """段里的标点、百分号改成全角或半角；``％`` 也在内。"""
    package = Package(data)
    paragraph = paragraph_with(package, where)
    text = words(paragraph)
    changed = text.translate(FULL if full else HALF)
    if changed == text:
        raise NotThere(f"“{where}”的段里没有可改的标点")
    for position, (old, new) in enumerate(zip(text, changed, strict=True)):
        if old != new:
            type_over(paragraph, position, old, new)
    return package.save()


def group(figure: str) -> str:
    """千分位、两位小数的写法：1188.3 → 1,188.30。"""
    number = float(figure.replace(",", ""))
    return f"{number:,.2f}"


def format_number(data: bytes, where: str, figure: str) -> bytes:
    """一个数换成千分位、两位小数的写法。"""
    return retype(data, where, figure, group(figure))


def fill(data: bytes, name: str, text: str) -> bytes:
    """填写一处【请填写：…】。"""
    package = Package(data)
    hint = f"【请填写：{name}】"
    paragraph, position = spot(package, hint, hint)
    put(paragraph, position, position + len(hint), text)
    return package.save()


def bold(data: bytes, where: str, find: str = "") -> bytes:
    """几个字加粗。"""
    return _look(data, where, find or where, "b")


def colour(data: bytes, where: str, find: str = "", value: str = "FF0000") -> bytes:
    """几个字变色。"""
    return _look(data, where, find or where, "color", val=value)


def _look(data: bytes, where: str, find: str, tag: str, **attributes: str) -> bytes:
    package = Package(data)
    paragraph, position = spot(package, where, find)
    for run in isolate(paragraph, position, position + len(find)):
        properties = ensure(run, "rPr")
        style = [each for each in properties if each.tag.endswith("}rStyle")]
        properties.insert(len(style), make(tag, **attributes))
    return package.save()


def figures(text: str) -> list[str]:
    """一段话里的数，从左到右。"""
    return re.findall(r"\d[\d,]*(?:\.\d+)?", text)
