"""一次核查的全部项目：哪几份是同一个项目，哪些项目是哪个部门的。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportgen.audit.across.digest import Digest
from reportgen.audit.across.naming import plain_name, project_name, shortened


class Member(NamedTuple):
    """部门下的一个项目。

    ``supervised`` 是只有主管部门是它：下属单位的项目，也可能只是归口的财政部门。
    """

    digest: Digest
    supervised: bool


class Run:
    """一次核查。

    ``projects`` 是各不相同的项目，``twins`` 是同一个项目后面又有的表和它的第一份，
    ``departments`` 是部门整体的表。
    """

    def __init__(self, digests: Iterable[Digest]) -> None:
        self.twins: list[tuple[Digest, Digest]] = []
        firsts = list(self._firsts(digests))
        self.projects = [each for each in firsts if not each.departmental]
        self.departments = [each for each in firsts if each.departmental]
        self._by_unit: dict[str, list[Digest]] = {}
        for department in self.departments:
            self._by_unit.setdefault(plain_name(department.unit), []).append(department)
        self._homes: dict[str, str] = {}
        self._members: dict[str, list[Member]] = {}
        for project in self.projects:
            self._settle(project)
        self._years = self._repeated_years(firsts)

    def members(self, department: Digest) -> list[Member]:
        """部门下的项目，按先后；有别的年度的整体表的，那个年度的不算。"""
        unit = plain_name(department.unit)
        others = {each.year for each in self._by_unit[unit]} - {department.year}
        found = self._members.get(unit, [])
        return [each for each in found if each.digest.year not in others]

    def unit(self, digest: Digest) -> str:
        """项目是哪个单位的：这次有它的部门的，用部门的名称。"""
        names = digest.units
        for name in names:
            if home := self._home(name):
                return home
        return names[0] if names else ""

    def year(self, digest: Digest) -> int:
        """和哪一年的放在一起比：一个单位没有几年的同一张表的，年度不同是填错了，一起比。"""
        return digest.year if self.unit(digest) in self._years else 0

    def _repeated_years(self, firsts: Iterable[Digest]) -> set[str]:
        """有几个年度的同一个项目（或整体表）的单位。"""
        seen = set()
        repeated = set()
        for digest in firsts:
            key = (self.unit(digest), digest.form, project_name(digest.name))
            if key in seen:
                repeated.add(key[0])
            seen.add(key)
        return repeated

    def _firsts(self, digests: Iterable[Digest]) -> Iterator[Digest]:
        """同一个项目（名称和单位、年度一样）只留第一份，后面的记下来。"""
        known: dict[tuple[str, str, str, int], Digest] = {}
        for digest in digests:
            name = plain_name(digest.unit) if digest.departmental else project_name(digest.name)
            keys = [(digest.form, name, unit, digest.year) for unit in digest.units or ("",)]
            first = next((known[key] for key in keys if key in known), None)
            if first is None or not name:
                known.update(dict.fromkeys(keys, digest))
                yield digest
            else:
                self.twins.append((first, digest))

    def _settle(self, project: Digest) -> None:
        """项目归到部门：先看自己的单位，再看主管部门。"""
        supervisor = plain_name(project.department)
        for name in (*project.units, supervisor):
            if home := self._home(name):
                member = Member(project, supervised=name not in project.units)
                self._members.setdefault(home, []).append(member)
                return

    def _home(self, name: str) -> str:
        """这个单位名称是哪个部门；简称像几个部门的，不猜。"""
        if name in self._by_unit:
            return name
        if name not in self._homes:
            near = [unit for unit in self._by_unit if name and unit and shortened(name, unit)]
            self._homes[name] = near[0] if len(near) == 1 else ""
        return self._homes[name]
