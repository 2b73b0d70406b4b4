"""说明文件里点名的文件和函数都真有。"""

import re
from pathlib import Path

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


def test_contributing_lists_every_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    names = [re.split(r"[><=~!\[ ]", item)[0] for item in project["dependencies"]]
    assert len(names) >= 7
    for name in names:
        assert f"| {name} |" in listed, f"CONTRIBUTING.md 没有说明 {name}"
