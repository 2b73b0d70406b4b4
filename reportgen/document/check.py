"""验稿：写出前检查 Word 文稿是否完好。

这里的发现都是程序的差错，不是数据的差错：有发现的文稿不写出。外部校验器不查的
（重复编号、成对的标记、单元格末段、关系、压缩包重名等），都在这里查；部件里的规矩在
rules 中。样式、页脚等从样式文档原样带来的部件，结论按其内容记住，只有正文每次都查；正文
合于程序自己的式样（dialect）就不可能违反规则，不合的才读成树逐条查。
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, cast
from urllib.parse import unquote

from lxml import etree

from reportgen.document import dialect, rules
from reportgen.document.part import (
    CHARTS,
    COMMENTS,
    DOCUMENT,
    ID,
    RELATIONS,
    STYLES,
    TYPES,
    VAL,
    W_URI,
    Around,
    Element,
    PartCheck,
    StyleBook,
    W,
    elements,
)
from reportgen.finding import Finding, Origin, Severity

REQUIRED = (TYPES, "_rels/.rels", DOCUMENT, RELATIONS, STYLES)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
REMEDY = "这是程序的差错，文稿没有写出；请把本条发现连同数据文件交给程序维护人。"

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_CARRIED = re.compile(rb"(?<=>)[A-Za-z0-9+/=]{100,}+")
_ENCLOSING = elements("(ancestor-or-self::w:p | descendant::w:p)[1]")
_BEFORE = etree.XPath("count(preceding::w:p | ancestor::w:p)", namespaces={"w": W_URI})
_UNZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


class Fault(NamedTuple):
    """毛病：规则代号、部件、部件中的位置、说明。"""

    code: str
    part: str
    place: str
    message: str


class Package(NamedTuple):
    """压缩包：成员名称和说明结构的部件（内容类型、关系）。"""

    names: tuple[str, ...]
    structure: tuple[tuple[str, bytes], ...]


class PackageCheck(NamedTuple):
    """压缩包规则：给出部件名称和说明。"""

    code: str
    find: Callable[[Package], Iterable[tuple[str, str]]]


def duplicate_members(package: Package) -> Iterator[tuple[str, str]]:
    """成员不重名：重名时各家软件取的不是同一份，且 Word 不分大小写。"""
    for name, times in Counter(name.lower() for name in package.names).items():
        if times > 1:
            yield name, f"压缩包里有{times}个同名的成员"


def content_types(package: Package) -> Iterator[tuple[str, str]]:
    """每个部件都有内容类型，每条内容类型都有部件：否则 Word 报“内容有错误”。"""
    root = etree.fromstring(dict(package.structure)[TYPES])
    defaults = {str(e.get("Extension")).lower() for e in root.iter("{*}Default")}
    overrides = {str(e.get("PartName")): e.get("ContentType") for e in root.iter("{*}Override")}
    for name in package.names:
        extension = name.rpartition(".")[2].lower()
        if name != TYPES and f"/{name}" not in overrides and extension not in defaults:
            yield name, "部件没有登记内容类型"
    for listed in overrides:
        if listed[1:] not in package.names:
            yield TYPES, f"登记了内容类型的部件{listed}不存在"
    if overrides.get(f"/{DOCUMENT}", MAIN_TYPE) != MAIN_TYPE:
        yield TYPES, "正文部件的内容类型不是Word文稿"


def relationship_targets(package: Package) -> Iterator[tuple[str, str]]:
    """每条关系都指向存在的部件、编号不重复：否则文件打不开或缺图缺页脚。"""
    for name, raw in package.structure:
        if name == TYPES:
            continue
        relations = _relations(raw)
        for identity, times in Counter(identity for identity, _ in relations).items():
            if times > 1:
                yield name, f"关系编号{identity}出现了{times}次"
        for identity, target in relations:
            if target and _resolve(name, target) not in package.names:
                yield name, f"关系{identity}指向的部件{target}不存在"


CHECKS: tuple[PackageCheck | PartCheck, ...] = (
    PackageCheck("document-member-duplicate", duplicate_members),
    PackageCheck("document-content-type", content_types),
    PackageCheck("document-relationship", relationship_targets),
    *rules.CHECKS,
)


def check_document(data: bytes, name: str, carrier: bytes | None = None) -> tuple[Finding, ...]:
    """验稿：查一份写好的文稿，返回全部发现；没有发现才可写出。

    ``carrier`` 是单位改过的原稿：原稿里本来就有的毛病（Word 的目录控件、粘贴来的主题字体等）
    不是程序造成的，不算。
    """
    faults = _inspect_file(data)
    if faults and carrier is not None:
        known = Counter((old.code, old.part, old.message) for old in _inspect_file(carrier))
        fresh = []
        for fault in faults:
            key = (fault.code, fault.part, fault.message)
            known[key] -= 1
            if known[key] < 0:
                fresh.append(fault)
        faults = fresh
    return tuple(_finding(fault, name) for fault in faults)


def check_parts(parts: Mapping[str, bytes], name: str) -> tuple[Finding, ...]:
    """验稿：查还没有装订的各部件，规则与 ``check_document`` 相同，免得压好又解开。"""
    return tuple(_finding(fault, name) for fault in _inspect_members(tuple(parts), parts))


def _finding(fault: Fault, name: str) -> Finding:
    spot = f"{fault.part} {fault.place}".strip()
    return Finding(
        code=fault.code,
        severity=Severity.ERROR,
        message=f"{spot}：{fault.message}" if spot else fault.message,
        remedy=REMEDY,
        origins=(Origin(name, spot=spot),),
    )


def _inspect_file(data: bytes) -> list[Fault]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            members = {info.filename: archive.read(info) for info in infos}
    except _UNZIP_FAULTS as fault:
        return [Fault("document-zip", "", "", f"压缩包读不出来（{fault}）")]
    return _inspect_members(tuple(info.filename for info in infos), members)


def _inspect_members(names: tuple[str, ...], members: Mapping[str, bytes]) -> list[Fault]:
    """查各成员；``names`` 是压缩包目录里的名称，重名的照样列出。"""
    missing = [name for name in REQUIRED if name not in members]
    if missing:
        return [Fault("document-part-missing", name, "", "缺少这个部件") for name in missing]
    structure = tuple(
        (name, raw) for name, raw in members.items() if name == TYPES or name.endswith(".rels")
    )
    broken, faults = _inspect_package(Package(names, structure))
    if broken:
        return list(faults)
    found = list(faults)
    styles = _style_book(members[STYLES])
    comments = _comment_ids(members[COMMENTS]) if COMMENTS in members else frozenset()
    relations = dict(structure)
    for name, raw in members.items():
        if name.endswith((".xml", ".rels")) and name not in relations:
            folder, file = posixpath.split(name)
            own = relations.get(f"{folder}/_rels/{file}.rels")
            ids = _relation_ids(own) if own else frozenset()
            found.extend(_inspector(name)(name, raw, Around(styles, ids, comments)))
    return found


@lru_cache(maxsize=32)
def _inspect_package(package: Package) -> tuple[bool, tuple[Fault, ...]]:
    """查压缩包；结构部件不是完好的 XML 时，别的都无从查起。"""
    broken = [
        Fault("document-xml", name, "", message)
        for name, raw in package.structure
        if (message := _ill_formed(raw))
    ]
    if broken:
        return True, tuple(broken)
    return False, tuple(
        Fault(check.code, part, "", message)
        for check in CHECKS
        if isinstance(check, PackageCheck)
        for part, message in check.find(package)
    )


def _inspect_document(name: str, raw: bytes, around: Around) -> tuple[Fault, ...]:
    """查正文：框架没有毛病、其余合于式样的，不必再查。"""
    split = dialect.split_frame(raw)
    if split is not None:
        frame, body = split
        alone = around._replace(comments=frozenset())  # 批注在正文里，式样已对过
        if dialect.conforms(body, around) and not _inspect_known_part(name, frame, alone):
            return ()
    return _inspect_part(name, raw, around)


def _inspect_outside(name: str, raw: bytes, around: Around) -> tuple[Fault, ...]:
    """查正文以外的部件：只看是不是完好的 XML，里面长串的字母数字（随文件走的底子）不影响。"""
    return _inspect_known_part(name, _CARRIED.sub(b"", raw), around)


def _inspect_part(name: str, raw: bytes, around: Around) -> tuple[Fault, ...]:
    try:
        root = etree.fromstring(raw, _PARSER)
    except etree.XMLSyntaxError as fault:
        return (Fault("document-xml", name, "", f"不是完好的XML（{fault}）"),)
    if root.getroottree().docinfo.internalDTD is not None:
        return (Fault("document-xml", name, "", "含有文档类型声明"),)
    if not name.startswith("word/"):
        return ()
    return tuple(
        Fault(code, name, _place(element), message)
        for code, (element, message) in rules.inspect(name, raw, root, around)
    )


_inspect_known_part = lru_cache(maxsize=256)(_inspect_part)


def _inspector(name: str) -> Callable[[str, bytes, Around], tuple[Fault, ...]]:
    """怎样查：正文和图每份都不同，记住无益；其他部件多半是从样式文档原样带来的。"""
    if name == DOCUMENT:
        return _inspect_document
    if name.startswith(CHARTS):
        return _inspect_part
    return _inspect_known_part if name.startswith("word/") else _inspect_outside


def _ill_formed(raw: bytes) -> str:
    try:
        etree.fromstring(raw, _PARSER)
    except etree.XMLSyntaxError as fault:
        return f"不是完好的XML（{fault}）"
    return ""


def _place(spot: Element | None) -> str:
    """位置：第几段和段首几个字，只在有毛病时才算。"""
    if spot is None:
        return ""
    for paragraph in _ENCLOSING(spot):
        text = "".join(str(t) for t in paragraph.itertext(f"{W}t", f"{W}delText")).strip()
        number = int(cast(float, _BEFORE(paragraph))) + 1
        return f"第{number}段" + (f"“{text[:12]}”" if text else "")
    return f"第{int(cast(float, _BEFORE(spot)))}段后"


def _relations(raw: bytes) -> list[tuple[str, str]]:
    """关系的编号和所指的部件；指向包外的，所指为空。"""
    return [
        (
            str(relation.get("Id")),
            ""
            if relation.get("TargetMode") == "External"
            else unquote(str(relation.get("Target")).partition("#")[0]),
        )
        for relation in etree.fromstring(raw, _PARSER).iter("{*}Relationship")
    ]


def _resolve(relations: str, target: str) -> str:
    folder = posixpath.dirname(posixpath.dirname(relations))
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


@lru_cache(maxsize=64)
def _relation_ids(raw: bytes) -> frozenset[str]:
    return frozenset(identity for identity, _ in _relations(raw))


@lru_cache(maxsize=64)
def _comment_ids(raw: bytes) -> frozenset[str]:
    if _ill_formed(raw):
        return frozenset()
    root = etree.fromstring(raw, _PARSER)
    return frozenset(str(comment.get(ID)) for comment in root.iter(f"{W}comment"))


@lru_cache(maxsize=16)
def _style_book(raw: bytes) -> StyleBook | None:
    """样式名册：逐级查“基于”，直到文档默认值。"""
    if _ill_formed(raw):
        return None
    root = etree.fromstring(raw, _PARSER)
    font = f"{W}rPr/{W}rFonts[@{W}eastAsia]"
    kinds: dict[str, dict[str, Element]] = {"paragraph": {}, "character": {}, "table": {}}
    default = ""
    for style in root.iterchildren(f"{W}style"):
        kind, identity = str(style.get(f"{W}type")), str(style.get(f"{W}styleId"))
        kinds.setdefault(kind, {})[identity] = style
        if kind == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
            default = identity
    paragraphs = kinds["paragraph"]
    everywhere = root.find(f"{W}docDefaults/{W}rPrDefault/{font}") is not None

    def resolves(identity: str) -> bool:
        walked: set[str] = set()
        while identity in paragraphs and identity not in walked:
            if paragraphs[identity].find(font) is not None:
                return True
            walked.add(identity)
            based = paragraphs[identity].find(f"{W}basedOn")
            identity = "" if based is None else str(based.get(VAL))
        return everywhere

    return StyleBook(
        paragraph=frozenset(paragraphs),
        character=frozenset(kinds["character"]),
        table=frozenset(kinds["table"]),
        default=default,
        east_asian=frozenset(identity for identity in paragraphs if resolves(identity)),
    )
