"""单位手里的那份文稿：读出各段、各表，就地改字、添删，写回去。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

from reportgen.document import remarks
from reportgen.document.comments import REFERENCE_STYLE, TEXT_STYLE
from reportgen.document.part import DOCUMENT, ID, WP_URI, Element, W
from reportgen.document.parts import Parts
from reportgen.document.remarks import Remark, detach
from reportgen.document.standing.accepting import accept_own, orphans
from reportgen.document.standing.grids import (
    beside_row,
    cells_of,
    join_up,
    new_row,
    paragraphs_of,
    remove_row,
    strike_row,
)
from reportgen.document.standing.insertion import (
    first_block,
    put_anchor,
    put_blocks,
    remarked_line,
    spacer,
    table_of,
    take_anchor,
    written,
)
from reportgen.document.standing.lines import Line, new_line
from reportgen.document.standing.marks import (
    DEL,
    INS,
    P_CHANGE,
    SECTION,
    TBL,
    TR,
    P,
    Pen,
    T,
    Untouchable,
    neighbour,
    own,
    past_controls,
    row_gone,
    rows_of,
)
from reportgen.document.standing.outside import Outside, others, outside_texts, refuse_protected
from reportgen.document.standing.removal import (
    removable,
    remove_paragraph,
    strike_content,
    strike_mark,
)
from reportgen.document.standing.revise import Edit, revise
from reportgen.document.standing.story import (
    CellAt,
    GridAt,
    RowAt,
    Story,
    Unit,
    merge_continued,
    remarked,
    spans,
)
from reportgen.document.standing.styles import Styles
from reportgen.reading.package import WORD
from reportgen.report import Row, Table

OWN_ANCHOR = "_rg"


class Standing:
    """单位手里的那份文稿；读不了的、限制了编辑的抛出 ``Unreadable``。

    ``lines`` 是各段，编号改的时候不变，添的接着往后编；``units`` 是正文里段落（编号）和表格的
    次序；``parts`` 是文件的各部件。``date`` 是修订上写的时间，不给就不写。不能改的地方抛出
    ``Untouchable``，什么也不动。
    """

    def __init__(self, data: bytes, name: str, date: str | None = None) -> None:
        self._data = data
        self.parts = Parts(data, WORD, name)
        refuse_protected(self.parts)
        root = self.parts.look(DOCUMENT)
        if root.tag != f"{W}document":
            raise self.parts.package.strict()
        body = root.find(f"{W}body")
        if body is None:
            raise self.parts.package.damaged(DOCUMENT)
        self._root, self._body = root, body
        self._styles = Styles(self.parts)
        self._pen = Pen(root, date)
        self._ghosts: dict[Element, tuple[Element, Element | None]] = {}
        self._touched = False
        self._read()

    def _read(self) -> None:
        self._ghosts.clear()
        story = Story(self._body, self._styles.names)
        self.lines: list[Line] = story.lines
        self.units: list[Unit] = story.units
        self.anchors: dict[str, tuple[int, int]] = spans(story)
        self._remarked = remarked(story)
        self._tables = story.tables

    @cached_property
    def outside(self) -> list[Outside]:
        """页眉、页脚、脚注、尾注、文本框里的字。"""
        return outside_texts(self.parts, self._root)

    @property
    def other_authors(self) -> dict[str, int]:
        """别人还没有接受的修订各有几处。"""
        return others(self._root)

    def edit(self, line: int, edits: Sequence[Edit], tracked: bool) -> None:
        """改一段里的几处字，位置都照改之前的。"""
        found = self._alive(line)
        revise(found, edits, self._pen, tracked, self._styles["待填写"])
        self._touched = True

    def remove_lines(self, lines: Iterable[int], tracked: bool) -> None:
        """删去几段；在格里、文末最后的，段落留着，字删去。"""
        found = [self._alive(number) for number in lines]
        for line in found:
            removable(line, tracked)
        for paragraph in [each for line in found for each in line.paragraphs]:
            with self._leaving(paragraph):
                if tracked:
                    strike_content(paragraph, self._pen)
                    strike_mark(paragraph, self._pen)
                else:
                    remove_paragraph(paragraph)
        self._gone(found)

    def remove_rows(self, grid: GridAt, rows: Iterable[int], tracked: bool) -> None:
        """删去几行；向下合并的起格在其中的，它的话留给下一行。"""
        table, elements = self._tables[grid.number]
        chosen = [elements[row] for row in rows]
        if any(row.getparent() is None or row_gone(row) for row in chosen):
            raise Untouchable(f"表{grid.number + 1}要删的行已经删去了")
        within = {id(each): each for row in chosen for each in row.iter(P)}
        found = [line for line in self.lines if any(id(each) in within for each in line.paragraphs)]
        for line in found:
            removable(line, tracked)
        with self._leaving(table):
            for row in chosen:
                with self._leaving(row):
                    if tracked:
                        strike_row(row, self._pen)
                    else:
                        remove_row(row)
        self._gone(found)

    def remove_grid(self, grid: GridAt, tracked: bool) -> None:
        """删去整张表。"""
        rows = enumerate(self._tables[grid.number][1])
        alive = [at for at, row in rows if row.getparent() is not None and not row_gone(row)]
        self.remove_rows(grid, alive, tracked)

    def insert_paragraphs(
        self,
        after: int | GridAt | None,
        texts: Sequence[str],
        style: str,
        anchor: str,
        tracked: bool,
    ) -> list[int]:
        """在一段或一张表后面（``None`` 是文首）添几段，返回它们的编号；有 ``anchor`` 的放书签。"""
        made = [written(text, style, self._styles) for text in texts]
        holder, position = self._position(after)
        put_blocks(made, holder, position, self._pen, tracked)
        if anchor and made:
            take_anchor(self._root, lambda name: name == anchor)
            put_anchor(anchor, made[0], made[-1], self._pen)
        return self._numbered(made)

    def insert_elements(
        self, after: int | GridAt | None, paragraphs: list[Element], anchor: str, tracked: bool
    ) -> None:
        """添写好的几段（图和图题）；``anchor`` 是书签。"""
        holder, position = self._position(after)
        put_blocks(paragraphs, holder, position, self._pen, tracked)
        take_anchor(self._root, lambda name: name == anchor)
        put_anchor(anchor, paragraphs[0], paragraphs[0], self._pen)
        self._numbered(paragraphs)

    def drawings(self) -> list[Element]:
        """正文里各幅图的编号和说明。"""
        return list(self._root.iter(f"{{{WP_URI}}}docPr"))

    def describe(self, drawing: Element, description: str) -> None:
        """换一幅图的替代文字。"""
        if drawing.get("descr") != description:
            drawing.set("descr", description)
            self._touched = True

    def insert_table(
        self, after: int | GridAt | None, table: Table, anchor: str, tracked: bool
    ) -> GridAt:
        """在一段或一张表后面添一张表，书签放在第一格里；与别的表挨着的，中间隔一个空段。"""
        holder, position = self._position(after)
        if holder.tag == f"{W}tc":
            raise Untouchable("格里不添表")
        made = table_of(table, self._styles, self._body.find(SECTION))
        blocks = [made]
        following = first_block(holder) if position is None else neighbour(position, True)
        if following is None or following.tag == TBL:
            blocks.append(spacer())
        if position is not None and position.tag == TBL:
            blocks.insert(0, spacer())
        put_blocks(blocks, holder, position, self._pen, tracked)
        rows = rows_of(made)
        if anchor:
            take_anchor(self._root, lambda name: name == anchor)
            cell = paragraphs_of(next(iter(cells_of(rows[0]).values()))[0])
            put_anchor(anchor, cell[0], cell[-1], self._pen)
        self._tables.append((made, rows))
        found = tuple(self._row_at(row) for row in rows)
        self._numbered([block for block in blocks if block.tag == P])
        return GridAt(len(self._tables) - 1, found)

    def insert_row(
        self, grid: GridAt, after: int, row: Row, tracked: bool, following: Row | None = None
    ) -> tuple[int, RowAt]:
        """在一行后面（-1 是最前）添一行，照邻行的样子；返回它是这张表的哪一行，可以接着添。

        ``following`` 是数据里的下一行。
        """
        table, elements = self._tables[grid.number]
        if table.getparent() is None:
            raise Untouchable(f"表{grid.number + 1}已经删去了")
        beside = None if after < 0 else self._standing_row(elements[after])
        made = new_row(table, beside, row, self._styles, self._pen, tracked, following)
        elements.append(made)
        self._touched = True
        return len(elements) - 1, self._row_at(made)

    def join_row(self, grid: GridAt, row: int, wanted: Sequence[Row], tracked: bool) -> None:
        """添了的一行（添时返回的第几行）和它下面的几行，照数据接着上一格的接上。"""
        element: Element | None = self._tables[grid.number][1][row]
        for said in wanted:
            if element is not None:
                join_up(element, said, self._pen, tracked)
                element = beside_row(element, True)

    def comment(self, first: int, last: int, paragraphs: Sequence[str]) -> str:
        """在几段上批注，一行一段，返回编号。"""
        comments = remarks.comments_to_edit(self.parts)
        number = next(remarks.free_numbers(self._root, comments))
        within = (*self._alive(first).paragraphs, *self._alive(last).paragraphs)
        remarks.mark(within, number, self._styles.supplied(REFERENCE_STYLE))
        look = self._styles.supplied(TEXT_STYLE)
        comments.append(remarks.comment(number, paragraphs, lambda line: remarked_line(line, look)))
        self._touched = True
        self._remarked[number] = (first, last)
        return number

    def remarks(self) -> list[Remark]:
        """本工具的批注。"""
        states = remarks.resolved(self.parts)
        found = []
        for comment in remarks.own_comments(remarks.comments_of(self.parts)):
            number = str(comment.get(ID))
            text = "\n".join(
                "".join(each.text or "" for each in paragraph.iter(T))
                for paragraph in comment.iter(P)
            )
            done = any(each.get(remarks.PARAGRAPH_ID) in states for each in comment.iter(P))
            found.append(Remark(number, text, self._remarked.get(number), done))
        return found

    def withdraw(self, ids: Iterable[str]) -> None:
        """收回几条自己的批注。"""
        wanted = set(ids)
        if wanted.isdisjoint(remark.id for remark in self.remarks()):
            return
        earlier = remarks.own_comments(remarks.comments_to_edit(self.parts))
        earlier = [each for each in earlier if each.get(ID) in wanted]
        if earlier:
            remarks.withdraw(self.parts, self._root, earlier)
            self._touched = True

    def anchor(self, name: str, first: int, last: int) -> None:
        """把书签放在几段的头尾；原来有的挪来。"""
        start, end = self._alive(first).paragraphs[0], self._alive(last).paragraphs[-1]
        take_anchor(self._root, lambda each: each == name)
        put_anchor(name, start, end, self._pen)
        self._touched = True

    def accept_own(self) -> bool:
        """接受本工具的修订，返回有没有；各段的编号重新排。"""
        pending = any(own(each, str(each.tag)) for each in self._root.iter(INS, DEL, P_CHANGE))
        if pending:
            accept_own(self._root)
            self._touched = True
        self._read()
        return pending

    def drop_orphans(self) -> bool:
        """去掉落了单的插入，返回有没有；各段重新读。"""
        found = orphans(self._root)
        for each in found:
            detach(each)
        if found:
            self._touched = True
            self._read()
        return bool(found)

    def strip(self) -> None:
        """定稿：接受本工具的修订，去掉本工具的书签、批注；各段的编号重新排。"""
        self.withdraw([remark.id for remark in self.remarks()])
        take_anchor(self._root, lambda name: name.startswith(OWN_ANCHOR))
        self._touched = True
        self.accept_own()

    def written(self) -> bytes:
        """写成文件；什么也没有改的，就是原来的字节。"""
        if not self._touched and not self.parts.changed:
            return self._data
        if self._touched:
            self.parts.put(DOCUMENT, self._root)
        return self.parts.written()

    def _alive(self, number: int) -> Line:
        line = self.lines[number]
        if line.gone:
            raise Untouchable(f"第{number}段已经删去了")
        return line

    def _gone(self, lines: Sequence[Line]) -> None:
        for line in lines:
            line.gone = True
            line.pieces = []
        self._touched = True

    @contextmanager
    def _leaving(self, element: Element) -> Iterator[None]:
        """要去掉的，记着它原来在哪里，还可以在它后面添。"""
        holder, before = element.getparent(), element.getprevious()
        yield
        if element.getparent() is None and holder is not None:
            self._ghosts[element] = (holder, before)

    def _position(self, after: int | GridAt | None) -> tuple[Element, Element | None]:
        """在哪里添：容器，和前面的一块（没有为最前）。"""
        self._touched = True
        if after is None:
            return self._body, None
        if isinstance(after, GridAt):
            return self._settled(self._tables[after.number][0])
        line = self.lines[after]
        if line.crossed and any(level.field for level in line.closing):
            raise Untouchable(f"第{after}段后面还在域里")
        holder, before = self._settled(line.paragraphs[-1])
        if line.locked and before is not None:
            before = past_controls(before)
            holder = next(before.iterancestors(), holder)
        around = list(holder.iterancestors())
        if any(row_gone(each) for each in around) or self._root not in (holder, *around):
            raise Untouchable(f"第{after}段所在的行已经删去了")
        return holder, before

    def _settled(self, element: Element) -> tuple[Element, Element | None]:
        """还在的，或者去掉了的前面还在的。"""
        holder = element.getparent()
        if holder is not None:
            return holder, element
        holder, before = self._ghosts[element]
        while before is not None and before.tag not in (P, TBL, TR):
            before = before.getprevious()
        if before is not None:
            return self._settled(before)
        return holder, None

    def _standing_row(self, row: Element) -> Element | None:
        return self._settled(row)[1]

    def _numbered(self, paragraphs: Sequence[Element]) -> list[int]:
        """新的段落接着编号。"""
        first = len(self.lines)
        for number, paragraph in enumerate(paragraphs, first):
            self.lines.append(new_line(paragraph, number, self._styles.names))
        return list(range(first, len(self.lines)))

    def _row_at(self, row: Element) -> RowAt:
        cells = []
        for column, (cell, span) in cells_of(row).items():
            lines = self._numbered(paragraphs_of(cell))
            cells.append(CellAt(tuple(lines), column, span, merge_continued(cell)))
        return RowAt(tuple(cells))
