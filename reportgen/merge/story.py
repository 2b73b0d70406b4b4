"""现稿：人改过的文件现在的样子，只是文字和次序；在 Word 文件里的哪里，由修稿的知道。"""

from __future__ import annotations

from typing import Final, NamedTuple

# 要人定的批注，以这几个字开头；说该写什么的批注不是
QUESTION: Final = "并稿："


class Line(NamedTuple):
    """一段：文字（照接受全部修订以后的样子）、样式名称、书签说它属于哪些文段。

    ``sealed`` 的（目录、域的结果）不比、不改；图、脚注、换行在文字里是 U+FFFC。``closed`` 是
    改不了的各截（域、锁着的控件、图），从第几个字到第几个字；伸出头尾的，头尾也插不了。
    """

    text: str
    style: str = ""
    pieces: frozenset[str] = frozenset()
    sealed: bool = False
    closed: tuple[tuple[int, int], ...] = ()

    @property
    def stuck(self) -> bool:
        """整段锁着，或有跨段的域，删不了。"""
        return any(first < 0 or last > len(self.text) for first, last in self.closed)


class Row(NamedTuple):
    """表格的一行：各格是第几段（全文统一编号）。"""

    cells: tuple[tuple[int, ...], ...]


class Grid(NamedTuple):
    """表格：各行。"""

    rows: tuple[Row, ...]

    @property
    def lines(self) -> list[int]:
        """里面的各段。"""
        return [line for row in self.rows for cell in row.cells for line in cell]


class Noted(NamedTuple):
    """本工具上次写的批注：编号、文字、在哪几段；人点了“已解决”的是 ``resolved``。"""

    id: str
    text: str
    lines: tuple[int, ...]
    resolved: bool = False

    @property
    def question(self) -> bool:
        """要人定的，不是说该写什么的。"""
        return self.text.startswith(QUESTION)


class Story(NamedTuple):
    """现稿：``lines`` 是全部各段，``units`` 是正文的次序（第几段，或一张表格）；

    ``outside`` 是页眉页脚、脚注、文本框里的文字（在哪里、文字）。
    """

    lines: tuple[Line, ...]
    units: tuple[int | Grid, ...]
    remarks: tuple[Noted, ...] = ()
    outside: tuple[tuple[str, str], ...] = ()

    @property
    def grids(self) -> list[Grid]:
        """正文里的表格，照文中次序。"""
        return [unit for unit in self.units if isinstance(unit, Grid)]
