"""房子的规矩：引用只向下，没有圈；库只在该在的地方；模块不超过四百行；只有命令行往外写。"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "reportgen"
LONGEST = 400
# 从下到上；同一层里的阶段互不引用，其余只能引用同层或下层。
FLOORS = (
    ("finding", "wording", "length"),
    ("located", "report", "notation", "shipped"),
    (
        "reading",
        "model",
        "review",
        "assessment",
        "document",
        "fit",
        "condense",
        "marking",
        "merge",
    ),
    ("intake", "assess", "audit", "compose"),
    (
        "codes",
        "faults",
        "switches",
        "workshop",
        "pipeline",
        "blank",
        "returns",
        "checklist",
        "letters",
        "sources",
        "merging",
        "merge_notes",
        "writing",
        "comparing",
    ),
    ("cli",),
)
STAGES = {"intake", "assess", "audit", "compose"}
# 报告这一半不认得项目，项目这一半不认得报告。
STRANGERS = {
    "fit": {"model", "assessment"},
    "condense": {"model", "assessment", "report", "finding"},
    "document": {"model", "assessment"},
    "marking": {"model", "assessment", "report"},
    "merge": {"model", "assessment"},
    "intake": {"report"},
    "assess": {"report"},
    "audit": {"report"},
}
LIBRARIES = {
    "click": {"cli"},
    "lxml": {"document", "marking", "reading"},
    "docx": {"document"},
    "openpyxl": {"reading", "intake", "checklist"},
    "jinja2": {"compose"},
    "yaml": {"reading"},
    "pydantic": {"located", "model", "reading"},
    "babel": {"wording"},
    "rapidfuzz": {"wording", "merge"},
}


def rooms() -> dict[str, dict[Path, ast.Module]]:
    """房间（包的第一级名称）→ 其中的模块。"""
    found: dict[str, dict[Path, ast.Module]] = {}
    for path in sorted(ROOT.rglob("*.py")):
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        found.setdefault(room, {})[path] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(tree: ast.Module) -> set[str]:
    """引用的模块全名。"""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "只用绝对引用"
            names.add(node.module or "")
    return names


def test_every_module_is_seen_and_has_a_floor() -> None:
    seen = rooms()
    assert sum(len(modules) for modules in seen.values()) >= 40
    placed = {room for floor in FLOORS for room in floor}
    assert set(seen) - {"__init__", "__main__"} == placed


def test_imports_run_downward_only() -> None:
    floor_of = {room: number for number, floor in enumerate(FLOORS) for room in floor}
    arrows = 0
    for room, modules in rooms().items():
        for path, tree in modules.items():
            for name in imported(tree):
                if not name.startswith("reportgen."):
                    continue
                other = name.split(".")[1]
                arrows += 1
                if other == room or room in ("__init__", "__main__"):
                    continue
                assert floor_of[other] <= floor_of[room], f"{path.name} 往上引用了 {name}"
                assert not {room, other} <= STAGES, f"阶段互相引用：{path.name} → {name}"
                assert other not in STRANGERS.get(room, set()), f"{path.name} 不该认得 {name}"
    assert arrows > 100


def test_no_circles() -> None:
    modules = {
        ".".join(("reportgen", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): tree
        for room in rooms().values()
        for path, tree in room.items()
    }
    arrows = {
        name: {other for other in imported(tree) if other in modules and other != name}
        for name, tree in modules.items()
    }
    while leaves := [name for name, others in arrows.items() if not others]:
        for leaf in leaves:
            del arrows[leaf]
        for others in arrows.values():
            others -= set(leaves)
    assert not arrows, f"互相引用：{sorted(arrows)}"


def test_libraries_stay_in_their_rooms() -> None:
    used: set[str] = set()
    for room, modules in rooms().items():
        for path, tree in modules.items():
            for name in {name.split(".")[0] for name in imported(tree)} & set(LIBRARIES):
                used.add(name)
                assert room in LIBRARIES[name], f"{path.name} 不该用 {name}"
    assert used >= {"click", "lxml", "jinja2", "yaml", "pydantic", "babel", "rapidfuzz"}


def test_modules_stay_short_and_only_the_cli_speaks() -> None:
    checked = 0
    for room, modules in rooms().items():
        for path, tree in modules.items():
            checked += 1
            lines = len(path.read_text(encoding="utf-8").splitlines())
            assert lines <= LONGEST, f"{path} 有 {lines} 行"
            calls = {
                node.func.id
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            assert room == "cli" or "print" not in calls, f"{path} 往终端写"
    assert checked >= 40
