"""模板文件夹：提纲、用语、样式和各文段的模板，读一次，多次使用。"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from jinja2 import Template

from reportgen.compose.engine import Engine, TemplateFault, read_template, split_wordings
from reportgen.compose.outline import FormOutline, Outline, Phrases, SectionOutline
from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.located import Record
from reportgen.reading.builder import Builder
from reportgen.reading.yaml_file import read_yaml
from reportgen.wording import nearest

R = TypeVar("R", bound=Record)

SHARED = "共用"
# 文段里不是模板名的几种写法。
MATERIAL, BLANK, TABLE = "文字材料", "请填写", "表格 "


@dataclass(frozen=True)
class Templates:
    """一种报告的模板：提纲、用语，和编译好的各文段（从长到短）。"""

    outline: Outline
    phrases: Phrases
    engine: Engine
    style: Path
    passages: dict[str, tuple[Template, ...]]


@dataclass(frozen=True)
class FormTemplates:
    """一种表的模板。"""

    outline: FormOutline
    engine: Engine
    style: Path


def load_form_templates(folder: Path, form: str) -> FormTemplates:
    """读一种表的模板；错误以 ``Unreadable`` 抛出。"""
    outline = load_record(FormOutline, folder / form / "outline.yaml")
    return FormTemplates(outline, Engine({}), _find(folder, form, outline.style))


def load_templates(folder: Path, report: str) -> Templates:
    """读一种报告的模板；全部错误一次以 ``Unreadable`` 抛出。"""
    outline = load_record(Outline, folder / report / "outline.yaml")
    phrases = load_record(Phrases, _find(folder, report, "phrases.yaml"))
    engine = Engine(phrases.bands)
    passages: dict[str, tuple[Template, ...]] = {}
    faults: list[Finding] = []
    for section, name in _named(outline.sections):
        if name in passages:
            continue
        path = _find(folder, report, f"{name}.j2")
        if not path.exists():
            known = [
                file.stem for place in (report, SHARED) for file in (folder / place).glob("*.j2")
            ]
            near = nearest(name, known)
            faults.append(
                Finding(
                    "template-missing",
                    Severity.ERROR,
                    f"章节“{section.name}”的文段“{name}”没有模板文件",
                    "相近的有：" + "、".join(near) if near else f"建立 {name}.j2",
                    section.origin("文段"),
                )
            )
            continue
        try:
            file = path.relative_to(folder).as_posix()
            passages[name] = tuple(
                engine.compile(source) for source in split_wordings(read_template(path), file)
            )
        except TemplateFault as fault:
            faults.append(fault.finding)
    if faults:
        raise Unreadable(faults)
    return Templates(outline, phrases, engine, _find(folder, report, outline.style), passages)


def load_record(cls: type[R], path: Path) -> R:
    """读一份 YAML 成记录（提纲、用语、计分口径）；读不了抛出 ``Unreadable``。"""
    name = f"{path.parent.name}/{path.name}"
    try:
        data = path.read_bytes()
    except OSError:
        fault = Finding(
            "template-missing",
            Severity.ERROR,
            f"没有模板文件 {name}",
            "核对 --templates 指的文件夹；缺的文件从随程序带的模板里补",
            (Origin(str(path)),),
        )
        raise Unreadable([fault]) from None
    nodes, _ = read_yaml(data, name)
    if len(nodes) != 1:
        fault = Finding(
            "template-empty",
            Severity.ERROR,
            f"{name} 应当正好有一份内容",
            "对照样例改正",
            (Origin(name),),
        )
        raise Unreadable([fault])
    return Builder().build(cls, nodes[0])


def alternatives(passage: str) -> list[str]:
    """一项文段里用“或”连着的几个，用第一个有内容的。"""
    return [part.strip() for part in passage.split(" 或 ")]


def _named(sections: tuple[SectionOutline, ...]) -> list[tuple[SectionOutline, str]]:
    """提纲用到的全部模板名，连同用它的章节。"""
    found = []
    for section in sections:
        for passage in section.passages:
            found += [
                (section, name)
                for name in alternatives(passage)
                if name not in (MATERIAL, BLANK) and not name.startswith(TABLE)
            ]
        found += _named(section.sections)
    return found


def _find(folder: Path, report: str, name: str) -> Path:
    """先在报告自己的文件夹里找，再在共用的里找，再在上一级找。"""
    for place in (folder / report, folder / SHARED, folder):
        if (place / name).exists():
            return place / name
    return folder / report / name
