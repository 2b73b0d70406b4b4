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
            nodes, _ = read_yaml(path.read_bytes(), f"{folder.name}/{path.name}")
        except Unreadable as fault:
            faults += fault.findings
            continue
        except OSError:
            remedy = "关闭正在使用它的程序，核对读取权限"
            faults.append(_fault("file-unreadable", "计分口径打不开", remedy, Origin(str(path))))
            continue
        for node in nodes:
            try:
                profile = Builder().build(Profile, node)
            except Unreadable as fault:
                faults += fault.findings
                continue
            if profile.name in profiles:
                message = f"计分口径“{profile.name}”写了两次"
                first = profiles[profile.name].origin("名称")
                faults.append(
                    _fault(
                        "profile-repeated",
                        message,
                        "给其中一个改名",
                        *profile.origin("名称"),
                        *first,
                    )
                )
            profiles[profile.name] = profile
    if not profiles and not faults:
        message = "模板文件夹里没有计分口径"
        remedy = "核对 --templates 指的文件夹，其中应有 profiles 文件夹"
        faults.append(_fault("profile-missing", message, remedy, Origin(str(folder))))
    if faults:
        raise Unreadable(faults)
    return profiles


def _fault(code: str, message: str, remedy: str, *origins: Origin) -> Finding:
    return Finding(code, Severity.ERROR, message, remedy, origins)
