"""定位：提纲的各节落到这个项目上，单位的文字材料放进各节。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeGuard

from reportgen.compose.faults import Faults
from reportgen.compose.lines import Lines
from reportgen.compose.outline import SectionOutline
from reportgen.compose.proof import no_list
from reportgen.compose.sites import ITEM
from reportgen.finding import Finding, Origin, Severity
from reportgen.model import Material, Project
from reportgen.wording import nearest

# 章节路径 → 数据文件里的键和文字
Materials = dict[str, tuple[str, Material]]


class Place(NamedTuple):
    """位置：一节在这份报告里的路径、标题和用名；“每”列出的一项就是一节。"""

    outline: SectionOutline
    path: str
    title: str
    names: dict[str, Any]
    inner: list[Place]

    def walk(self) -> Iterator[Place]:
        """本节和全部下级，按文中次序。"""
        yield self
        for place in self.inner:
            yield from place.walk()


def lay_out(
    sections: Iterable[SectionOutline],
    names: dict[str, Any],
    lines: Lines,
    faults: Faults,
    parent: str = "",
) -> list[Place]:
    """各节的位置，按文中次序。"""
    places = []
    for section in sections:
        for name, inner in _expanded(section, names, faults):
            path = f"{parent}/{name}" if parent else name
            title = lines.render(section.heading, inner) if section.heading else name
            below = lay_out(section.sections, inner, lines, faults, path)
            places.append(Place(section, path, title, inner, below))
    return places


def _expanded(
    section: SectionOutline, names: dict[str, Any], faults: Faults
) -> Iterator[tuple[str, dict[str, Any]]]:
    """节名和用名：“每”列出的一项一节，节名是这一项的名称，同名的后面加序号。"""
    if not section.each:
        yield section.name, names
        return
    seen: dict[str, int] = {}
    for record in records(section.each, names, section.origin("每"), faults):
        name = record["名称"] or section.name
        seen[name] = seen.get(name, 0) + 1
        yield f"{name}{seen[name]}" if seen[name] > 1 else name, {**names, ITEM: record}


def records(
    name: str, names: dict[str, Any], origins: tuple[Origin, ...], faults: Faults
) -> list[dict[str, Any]]:
    """提纲里“每”和“行”指的列表；没有这个列表是模板的错。"""
    found = names.get(name)
    if _listing(found):
        return found
    lists = [key for key, value in names.items() if _listing(value)]
    faults.add([no_list(name, lists, origins)])
    return []


def _listing(value: Any) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(value, list) and all(
        isinstance(item, dict) and "名称" in item for item in value
    )


def open_paths(places: list[Place]) -> list[str]:
    """能放文字材料的各节。"""
    return [place.path for top in places for place in top.walk() if place.outline.takes_material()]


def place_materials(project: Project, paths: list[str]) -> Materials:
    """文字材料放进能放的各节：键是全路径，或只在一处出现的末几级。"""
    placed: Materials = {}
    for key, material in project.materials.items():
        matches = _matches(key, paths)
        if len(matches) == 1 and matches[0] not in placed:
            placed[matches[0]] = (key, material)
    return placed


def unplaced(project: Project, paths: list[str], placed: Materials) -> Iterator[Finding]:
    """放不进章节的文字材料：说出为什么、可用的章节，不静默丢掉。"""
    used = {key for key, _ in placed.values()}
    for key in project.materials:
        if key in used:
            continue
        matches = _matches(key, paths)
        if len(matches) > 1:
            why, options = f"在 {len(matches)} 处都有", matches
        elif matches:
            why, options = f"和“{placed[matches[0]][0]}”是同一节，只能有一个", []
        else:
            why, options = "不知道放在哪一节", _near(key, paths)
        remedy = "键用章节的全路径：" + "、".join(options) if options else "并成一段，或去掉一个"
        yield Finding(
            "material-unplaced",
            Severity.ERROR,
            f"文字材料“{key}”{why}，报告里没有这段文字",
            remedy,
            project.materials[key].origin() or project.origin("文字材料"),
            field=key,
        )


def _matches(key: str, paths: list[str]) -> list[str]:
    wanted = key.strip().strip("/")
    if wanted in paths:
        return [wanted]
    return [path for path in paths if path.endswith(f"/{wanted}")]


def _near(key: str, paths: list[str]) -> list[str]:
    """相近的章节：先比末一级的名称，再比全路径。"""
    ends = {path: path.rsplit("/", 1)[-1] for path in paths}
    near = nearest(key.rsplit("/", 1)[-1], ends.values())
    found = [path for name in dict.fromkeys(near) for path in paths if ends[path] == name]
    return found or nearest(key, paths) or paths
