"""读计分口径：模板文件夹 ``profiles`` 里每个 YAML 一个口径。"""

from __future__ import annotations

from pathlib import Path

from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.model import Profile
from reportgen.reading.builder import Builder
from reportgen.reading.yaml_file import read_yaml


def load_profiles(folder: Path) -> dict[str, Profile]:
    """名称 → 计分口径；全部错误一次以 ``Unreadable`` 抛出。"""
    profiles: dict[str, Profile] = {}
    faults: list[Finding] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            for node in read_yaml(path.read_bytes(), f"{folder.name}/{path.name}")[0]:
                profile = Builder().build(Profile, node)
                profiles[profile.name] = profile
        except Unreadable as fault:
            faults += fault.findings
    if not profiles and not faults:
        faults.append(
            Finding(
                "profile-missing",
                Severity.ERROR,
                "模板文件夹里没有计分口径",
                "核对 --templates 指的文件夹，其中应有 profiles 文件夹",
                (Origin(str(folder)),),
            )
        )
    if faults:
        raise Unreadable(faults)
    return profiles
