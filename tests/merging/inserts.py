"""加别的：表格、图片、批注、脚注、文本框、页眉页脚里的字。"""

from __future__ import annotations

import base64

from lxml import etree

from tests.merging.package import (
    DOCUMENT,
    PR_URI,
    R_URI,
    TYPES,
    W_URI,
    WORD_TYPE,
    ZHANG,
    Element,
    Package,
    R,
    W,
    make,
)
from tests.merging.revisions import WHEN
from tests.merging.spots import cut, isolate, paragraph_with, pieces, put, spot, words

# 一个红点
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = f'xmlns:w="{W_URI}" xmlns:r="{R_URI}" xmlns:wp="{WP}" xmlns:a="{A}"'
EXTENT = '<wp:extent cx="360000" cy="360000"/><wp:docPr id="{id}" name="图 {id}" descr="{descr}"/>'
PICTURE = (
    f'<w:r {SPACES}><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">{EXTENT}'
    f'<a:graphic><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}"><pic:nvPicPr>'
    '<pic:cNvPr id="{id}" name="图"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)
BOX = (
    f'<w:r {SPACES} xmlns:mc="{MC}" xmlns:wps="{WPS}"><mc:AlternateContent>'
    f'<mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    f'{EXTENT}<a:graphic><a:graphicData uri="{WPS}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="720000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{content}</wps:txbx>'
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    '<mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
    'style="width:283pt;height:57pt"><v:textbox>{content}</v:textbox></v:shape></w:pict>'
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def insert_table(data: bytes, where: str, lines: list[list[str]]) -> bytes:
    """在一段后面加一个表格。"""
    package = Package(data)
    beside = paragraph_with(package, where)
    width = 8000 // len(lines[0])
    table = make(
        "tbl",
        make("tblPr", make("tblW", w=0, type="auto")),
        make("tblGrid", *(make("gridCol", w=width) for _ in lines[0])),
    )
    for line in lines:
        row = make("tr")
        for text in line:
            paragraph = make("p", make("r", make("t", text=text)))
            row.append(make("tc", make("tcPr", make("tcW", w=width, type="dxa")), paragraph))
        table.append(row)
    beside.addnext(table)
    if table.getnext() is None:  # 在格里：表格后面总要有一段
        table.addnext(make("p"))
    return package.save()


def insert_picture(data: bytes, where: str, own: bool = True) -> bytes:
    """加一张图：自己一段（``own``），或排在有 ``where`` 的段的字后面。"""
    package = Package(data)
    beside = paragraph_with(package, where)
    name = _free(package, "word/media/image{}.png")
    relation = package.add(name, PNG, "image")
    types = package.tree(TYPES)
    if not any(each.get("Extension") == "png" for each in types):
        types.insert(
            0,
            etree.fromstring(
                f'<Default xmlns="{_space(types)}" Extension="png" ContentType="image/png"/>'
            ),
        )
    drawing = PICTURE.format(id=_picture_id(package), rel=relation, descr="路灯")
    _place(beside, etree.fromstring(drawing), where, own)
    return package.save()


def insert_box(data: bytes, where: str, text: str) -> bytes:
    """加一个文本框，自己一段。"""
    package = Package(data)
    beside = paragraph_with(package, where)
    content = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    box = BOX.format(id=_picture_id(package), content=content, descr="")
    _place(beside, etree.fromstring(box), where, own=True)
    return package.save()


def insert_comment(data: bytes, where: str, text: str, author: str = ZHANG) -> bytes:
    """给几个字加批注。"""
    package = Package(data)
    paragraph, position = spot(package, where, where)
    part = _stories(package, "comments", "word/comments.xml", "w:comments")
    root = package.tree(part)
    identity = max((int(each.get(f"{W}id")) for each in root), default=-1) + 1
    comment = make("comment", id=identity, author=author, date=WHEN, initials=author[0])
    comment.append(make("p", make("r", make("t", text=text))))
    root.append(comment)
    runs = isolate(paragraph, position, position + len(where))
    first, last = _top(paragraph, runs[0]), _top(paragraph, runs[-1])
    first.addprevious(make("commentRangeStart", id=identity))
    end = make("commentRangeEnd", id=identity)
    last.addnext(end)
    end.addnext(make("r", make("commentReference", id=identity)))
    return package.save()


def insert_footnote(data: bytes, where: str, text: str) -> bytes:
    """在 ``where`` 后面加一个脚注。"""
    package = Package(data)
    paragraph, position = spot(package, where, where)
    part = _stories(package, "footnotes", "word/footnotes.xml", "w:footnotes")
    root = package.tree(part)
    if not len(root):
        for number, (kind, tag) in enumerate(
            (("separator", "separator"), ("continuationSeparator", "continuationSeparator")), -1
        ):
            root.append(make("footnote", make("p", make("r", make(tag))), type=kind, id=number))
    identity = max(int(each.get(f"{W}id")) for each in root) + 1
    raised = make("rPr", make("vertAlign", val="superscript"))
    note = make("footnote", id=identity)
    note.append(make("p", make("r", raised, make("footnoteRef")), make("r", make("t", text=text))))
    root.append(note)
    at = position + len(where)
    cut(paragraph, at)
    last = next(each for each in reversed(pieces(paragraph)) if each.end <= at)
    look = make("rPr", make("vertAlign", val="superscript"))
    last.text.getparent().addnext(make("r", look, make("footnoteReference", id=identity)))
    return package.save()


def put_in_header(data: bytes, text: str) -> bytes:
    """页眉里打字；没有页眉就添上。"""
    package = Package(data)
    found = package.related("header")
    if found:
        paragraph = next(package.tree(found[0]).iter(f"{W}p"))
        put(paragraph, len(words(paragraph)), len(words(paragraph)), text)
        return package.save()
    name = _free(package, "word/header{}.xml")
    content = f'<w:hdr xmlns:w="{W_URI}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:hdr>'
    relation = package.add(name, content.encode(), "header", f"{WORD_TYPE}.header+xml")
    reference = make("headerReference", type="default")
    reference.set(f"{R}id", relation)
    package.body.find(f"{W}sectPr").insert(0, reference)
    return package.save()


def put_in_footer(data: bytes, text: str) -> bytes:
    """每个页脚的页码后面打字。"""
    package = Package(data)
    for part in package.related("footer"):
        paragraph = next(package.tree(part).iter(f"{W}p"))
        paragraph.append(make("r", make("t", text=text)))
    return package.save()


def _stories(package: Package, kind: str, name: str, tag: str) -> str:
    """批注、脚注部件；没有就添上。"""
    found = package.related(kind)
    if not found:
        content = f'<{tag} xmlns:w="{W_URI}"/>'.encode()
        package.add(name, content, kind, f"{WORD_TYPE}.{kind}+xml")
        return name
    return found[0]


def _place(beside: Element, run: Element, where: str, own: bool) -> None:
    if own:
        beside.addnext(make("p", run))
        return
    end = words(beside).index(where) + len(where)
    cut(beside, end)
    last = next(each for each in reversed(pieces(beside)) if each.end <= end)
    last.text.getparent().addnext(run)


def _top(paragraph: Element, node: Element) -> Element:
    """段落下面包着它的那一层。"""
    while node.getparent() is not paragraph:
        node = node.getparent()
    return node


def _free(package: Package, pattern: str) -> str:
    return next(name for n in range(1, 1000) if (name := pattern.format(n)) not in package.parts)


def _picture_id(package: Package) -> int:
    used = [int(each.get("id")) for each in package.tree(DOCUMENT).iter(f"{{{WP}}}docPr")]
    return max(used, default=0) + 1


def _space(types: Element) -> str:
    space = etree.QName(types).namespace
    assert space and space != PR_URI
    return str(space)
