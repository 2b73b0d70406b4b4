"""模板文件夹：提纲、用语、样式和各文段的模板，读一次，多次使用；错误一次说全。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from jinja2 import Template

from reportgen.compose.compiled import Compiled
from reportgen.compose.engine import Engine, split_wordings
from reportgen.compose.faults import Faults, fault
from reportgen.compose.letter_names import known_letter_names
from reportgen.compose.outline import Column, FormOutline, Outline, Phrases, SectionOutline
from reportgen.compose.proof import proof_form, proof_outline, proof_phrases
from reportgen.compose.shape import Known, known_names
from reportgen.compose.sites import Site, form_sites, passage_names, report_sites, with_phrases
from reportgen.finding import Origin, Unreadable
from reportgen.located import Record
from reportgen.reading.builder import Builder
from reportgen.reading.yaml_file import read_yaml

R = TypeVar("R", bound=Record)

SHARED, LETTER = "共用", "审核意见"
OUTLINE, PHRASES = "outline.yaml", "phrases.yaml"


class FormTemplates(NamedTuple):
    """一种表的模板。"""

    outline: FormOutline
    engine: Engine
    style: Path


class ReportTemplates(NamedTuple):
    """一种报告的模板：提纲、用语，和编译好的各文段（从长到短）。"""

    outline: Outline
    phrases: Phrases
    engine: Engine
    style: Path
    passages: dict[str, tuple[Template, ...]]

    def styled(self) -> Iterator[Column | SectionOutline]:
        """点名样式的：章节和表格的栏。"""
        yield from self.outline.all_sections()
        for table in self.outline.tables.values():
            yield from table.columns


class Templates(NamedTuple):
    """一个项目的全部文件的模板：表和报告。"""

    form: FormTemplates
    report: ReportTemplates

    def styled(self) -> Iterator[tuple[Path, Column | SectionOutline]]:
        """点名样式的，和各自的样式文件。"""
        for column in self.form.outline.columns:
            yield self.form.style, column
        for part in self.report.styled():
            yield self.report.style, part


def load_templates(folder: Path, form: str, report: str, cache: Path | None = None) -> Templates:
    """读一种表和它的报告的模板；全部错误一次以 ``Unreadable`` 抛出。

    ``cache`` 是记编译好的模板的文件夹，没有就每次都编译。
    """
    faults = Faults()
    compiled = Compiled(cache, f"{folder.resolve()} {form}")
    form_templates = faults.attempt(lambda: _load_form(folder, form, compiled))
    report_templates = faults.attempt(
        lambda: _load_report(folder, report, compiled, known_names(), (SHARED, report))
    )
    if form_templates is None or report_templates is None:
        raise faults.error()
    compiled.save()
    return Templates(form_templates, report_templates)


def load_letter(folder: Path, cache: Path | None = None) -> ReportTemplates:
    """读审核意见的模板；文段只用自己文件夹里的：共用的用的是报告的名称。"""
    compiled = Compiled(cache, f"{folder.resolve()} {LETTER}")
    templates = _load_report(folder, LETTER, compiled, known_letter_names(), (LETTER,))
    compiled.save()
    return templates


def _load_form(folder: Path, form: str, compiled: Compiled) -> FormTemplates:
    outline = _record(FormOutline, folder / form / OUTLINE)
    faults = Faults()
    faults.add(proof_form(outline))
    engine = Engine({}, compiled)
    _add_lines(engine, form_sites(outline), faults)
    faults.check()
    return FormTemplates(outline, engine, _find(folder, form, outline.style))


def _load_report(
    folder: Path, report: str, compiled: Compiled, names: Known, places: tuple[str, ...]
) -> ReportTemplates:
    """``names`` 是处处能用的名称，``places`` 是放文段的文件夹，后面的盖过前面的。"""
    faults = Faults()
    outline = faults.attempt(lambda: _record(Outline, folder / report / OUTLINE))
    phrases = faults.attempt(lambda: _phrases(folder, report))
    engine = Engine(phrases.bands if phrases else {}, compiled)
    known = with_phrases(names, phrases)
    files = {path.stem: path for place in places for path in _files(folder / place)}
    passages = {
        name: faults.attempt(partial(_wordings, engine, files[name], names)) or ()
        for name, names in passage_names(files, outline, known).items()
    }
    if outline is not None:
        faults.add(proof_outline(outline, files, known))
        _add_lines(engine, report_sites(outline, known), faults)
    faults.check()
    if outline is None or phrases is None:
        raise faults.error()
    return ReportTemplates(outline, phrases, engine, _find(folder, report, outline.style), passages)


def _wordings(engine: Engine, path: Path, known: Known) -> tuple[Template, ...]:
    """一个文段的几种说法；几种说法的错一次说。"""
    name = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        remedy = "确认文件打得开，并以 UTF-8 编码保存"
        raise Unreadable(
            [fault("template-unreadable", "模板文件读不了", remedy, Origin(name))]
        ) from None
    faults = Faults()
    compiled = [
        faults.attempt(partial(engine.compile, source, known))
        for source in split_wordings(text, name)
    ]
    faults.check()
    return tuple(template for template in compiled if template is not None)


def _add_lines(engine: Engine, sites: Iterable[Site], faults: Faults) -> None:
    for text, origins, known in sites:
        place = next(iter(origins), Origin(OUTLINE))
        faults.attempt(partial(engine.add_line, text, place, known))


def _phrases(folder: Path, report: str) -> Phrases:
    """用语：共用的，加上这种报告自己的；同名的用自己的。评语从高到低排好。"""
    shared = _record(Phrases, folder / SHARED / PHRASES)
    own = shared
    if (folder / report / PHRASES).exists():
        own = _record(Phrases, folder / report / PHRASES)
    words = {**shared.words, **own.words}
    bands = {
        name: tuple(sorted(steps, key=lambda band: -band.floor))
        for name, steps in {**shared.bands, **own.bands}.items()
    }
    phrases = own.model_copy(update={"words": words, "bands": bands})
    faults = Faults()
    faults.add(proof_phrases(phrases))
    faults.check()
    return phrases


def _record(cls: type[R], path: Path) -> R:
    """读一份 YAML 成记录；读不了抛出 ``Unreadable``。"""
    name = f"{path.parent.name}/{path.name}"
    try:
        data = path.read_bytes()
    except OSError:
        remedy = "核对 --templates 指的文件夹；缺的文件用 reportgen init 另放一份来补"
        raise Unreadable(
            [fault("template-missing", f"没有模板文件 {name}", remedy, Origin(str(path)))]
        ) from None
    nodes, _ = read_yaml(data, name)
    if len(nodes) != 1:
        message = f"{name} 应当正好有一份内容"
        raise Unreadable([fault("template-empty", message, "对照样例改正", Origin(name))])
    return Builder().build(cls, nodes[0])


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.j2"))


def _find(folder: Path, own: str, name: str) -> Path:
    """先在自己的文件夹里找，再在共用的里找，再在上一级找。"""
    places = (folder / own / name, folder / SHARED / name, folder / name)
    return next((path for path in places if path.exists()), places[0])
