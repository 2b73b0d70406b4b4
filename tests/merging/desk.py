"""一张办公桌：一个项目的数据文件和写出的文件，命令都照人的用法从命令行走。"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from reportgen.cli import main
from tests.merging.carriers import MEMORY
from tests.merging.materials import TEXTS

DATA = Path(__file__).parents[2] / "data" / "2020"


class Run(NamedTuple):
    """一次命令：退出码和终端上的话。"""

    code: int
    text: str


class Desk:
    """一个项目在自己的文件夹里：``数据/<名称>.yaml`` 写到 ``output/<名称>/``。"""

    def __init__(self, root: Path, project: str = "宣传经费", text: str | None = None) -> None:
        self.root = root
        self.project = project
        self.output = root / "output"
        self.data = root / "数据" / f"{project}.yaml"
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self.data.write_text(text or data_text(project), encoding="utf-8")

    def copy(self, root: Path) -> Desk:
        """照样另铺一张桌子。"""
        made = Desk(root, self.project, self.data.read_text(encoding="utf-8"))
        if self.output.exists():
            shutil.copytree(self.output, made.output)
        return made

    def write(self, *options: str) -> Run:
        """``reportgen write``。"""
        return call("write", str(self.data), "-o", str(self.output), *options)

    def diff(self, *arguments: str | Path) -> Run:
        """``reportgen diff``。"""
        return call("diff", *map(str, arguments))

    def correct(self, *corrections: tuple[str, str]) -> None:
        """改数据：各处的旧值都换成新值；没有旧值是测试自己的错。"""
        text = self.data.read_text(encoding="utf-8")
        for old, new in corrections:
            assert old in text, f"数据里没有“{old}”"
            text = text.replace(old, new)
        self.data.write_text(text, encoding="utf-8")

    def path(self, document: str = "附件4-缩略版") -> Path:
        """写出的文件在哪里。"""
        return self.output / self.project / f"{document}.docx"

    def read(self, document: str = "附件4-缩略版") -> bytes:
        """文件的内容。"""
        return self.path(document).read_bytes()

    def put(self, data: bytes, document: str = "附件4-缩略版") -> None:
        """人存了文件。"""
        self.path(document).write_bytes(data)

    def edit(
        self, change: Callable[..., bytes], *arguments: Any, document: str = "附件4-缩略版"
    ) -> bytes:
        """人打开、改、存；得存了的内容。"""
        data = change(self.read(document), *arguments)
        self.put(data, document)
        return data

    def files(self) -> dict[str, bytes]:
        """写到的文件夹里的全部文件，旁边的记忆除外。"""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file() and MEMORY not in path.parts
        }


def call(*arguments: str) -> Run:
    """跑一个命令；程序崩了的话，把它抛出来。"""
    result = CliRunner().invoke(main, list(arguments), prog_name="reportgen")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Run(result.exit_code, result.output)


@cache
def data_text(project: str) -> str:
    """一个项目的数据：真实的一份，改了其中的错（退出码才能是零），添了长的文字材料。"""
    text = (DATA / f"{project}.yaml").read_text(encoding="utf-8")
    mends, added = TEXTS[project]
    for old, new in mends:
        assert old in text, f"{project} 的数据里没有“{old}”"
        text = text.replace(old, new)
    return text + _materials(added)


def _materials(added: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    lines = []
    for key, paragraphs in added:
        lines.append(f"  {key}: |-")
        lines += [f"    {each}" for each in paragraphs]
    return "".join(f"{line}\n" for line in lines)
