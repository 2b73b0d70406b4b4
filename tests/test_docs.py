"""说明文件里点名的文件和函数都真有。"""

import importlib.util
import re
import textwrap
from pathlib import Path

from reportgen.compose import load_templates
from tests import projects
from tests.compose import composing

ROOT = Path(__file__).resolve().parent.parent
NAMED = re.compile(r"`((?:[a-z_]+/)*[a-z_]+\.py)`\s*的\s*((?:`[A-Za-z_.]+`(?:\s*和\s*)?)+)")


def test_journey_names_real_functions() -> None:
    text = (ROOT / "docs" / "journey.md").read_text(encoding="utf-8")
    seen = 0
    for file, names in NAMED.findall(text):
        source = (ROOT / "reportgen" / file).read_text(encoding="utf-8")
        for name in re.findall(r"`([A-Za-z_.]+)`", names):
            seen += 1
            word = name.rsplit(".", 1)[-1]
            assert re.search(rf"(?:def|class) {word}\b|^    {word}:", source, re.M), (
                f"{file} 里没有 {name}"
            )
    assert seen >= 18


def test_links_and_pictures_exist() -> None:
    seen = 0
    for document in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
            if "://" not in target:
                seen += 1
                assert (ROOT / target).exists(), f"{document.name} 里的 {target} 不存在"
    assert seen >= 5


def test_the_list_of_checks_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("make_checks", ROOT / "docs" / "make_checks.py")
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    written = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert maker.page() == written, "重写：python docs/make_checks.py"
    assert written.count("\n| `") >= 40


def test_contributing_lists_every_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    names = [re.split(r"[><=~!\[ ]", item)[0] for item in project["dependencies"]]
    assert len(names) >= 7
    for name in names:
        assert f"| {name} |" in listed, f"CONTRIBUTING.md 没有说明 {name}"


def test_the_examples_for_templates_do_what_they_say(folder: Path) -> None:
    guide = (folder / "README.md").read_text(encoding="utf-8")
    assert guide.count("\n") <= 90  # 一页
    examples = re.findall(r"\*\*　`(.+?)`.*\n(?:.+\n)*\n((?: {4}.*\n)+)", guide)
    assert len(examples) == guide.count("    ↓\n") == 8
    for name, example in examples:
        old, new = (part.strip("\n") for part in textwrap.dedent(example).split("↓"))
        path = folder / name
        text = path.read_text(encoding="utf-8")
        (line,) = (line for line in text.split("\n") if line.strip() == old)
        indent = line.removesuffix(old)
        path.write_text(text.replace(line, textwrap.indent(new, indent), 1), encoding="utf-8")
    templates = load_templates(folder, "附件2", "附件4")
    form, report = templates.form.outline, templates.report.outline
    assert [column.title for column in form.columns][6:9] == ["完成情况", "完成率", "得分"]
    assert [version.limit for version in report.versions] == [6000, 1200]
    named = {section.name: section for section in report.all_sections()}
    assert named["项目管理情况"].hint == "制度建设和执行情况。"
    assert named["上年度自评结果应用情况"].heading == "上年度自评结果怎样用"
    short = composing.reports(projects.data(), folder)["附件4-缩略版"]
    assert "支出150万元的凭证存城市管理局备查。" in short.texts()
    chart = report.charts["完成率图"]
    assert (str(chart.line), chart.most) == ("0.9", 10)
    phrases = templates.report.phrases
    assert phrases.words["无未完成"] == "本年度绩效目标全部完成。"
    assert str(phrases.bands["执行率"][0].floor) == "0.9"
