"""更新方案：现稿要改哪几处、要说哪些话；只是打算，还没有动文件。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from reportgen.merge.previous import Piece, Previous, Question
from reportgen.merge.story import Story
from reportgen.merge.words.values import Edit


class After(NamedTuple):
    """插在哪里后面：第几段，或第几张表格；都没有的插在最前面。"""

    line: int | None = None
    grid: int | None = None


class Rewrite(NamedTuple):
    """改一段里的几处；``piece`` 是新稿的文段。"""

    line: int
    edits: tuple[Edit, ...]
    piece: str = ""


class RemoveLines(NamedTuple):
    """去掉几段。"""

    lines: tuple[int, ...]


class RemoveGrid(NamedTuple):
    """去掉一张表格。"""

    grid: int


class RemoveRows(NamedTuple):
    """去掉一张表格的几行。"""

    grid: int
    rows: tuple[int, ...]


class AddParagraphs(NamedTuple):
    """添上新稿一个文段的几段（从第几段到第几段以前）。"""

    after: After
    piece: str
    start: int
    end: int


class AddTable(NamedTuple):
    """添上新稿一个文段的表格。"""

    after: After
    piece: str


class AddDrawing(NamedTuple):
    """添上新稿一个文段的图。"""

    after: After
    piece: str


class AddRow(NamedTuple):
    """表格添一行：在第几行后面（最前面的为 -1），是新稿哪个文段的表格的第几行。"""

    grid: int
    after: int
    piece: str
    row: int


class Redraw(NamedTuple):
    """图换成新稿的。"""

    line: int
    piece: str


Step = (
    Rewrite
    | RemoveLines
    | RemoveGrid
    | RemoveRows
    | AddParagraphs
    | AddTable
    | AddDrawing
    | AddRow
    | Redraw
)


class Topic(StrEnum):
    """要说的话是哪一种。"""

    CONFLICT = "conflict"  # 数据要改的地方人也改了
    DIFFERS = "differs"  # 人写的数和数据不一致
    DELETED = "deleted"  # 人删去的，数据变了
    DROPPED = "dropped"  # 数据里没有了的，人改过，留着
    DOUBTFUL = "doubtful"  # 拿不准在哪里，没有改
    STALE = "stale"  # 人加的文字、页眉页脚里还有旧的数
    UNADDED = "unadded"  # 表格的栏人改过，新的一行添不进去
    ORDER = "order"  # 次序和数据不同
    DECLINED = "declined"  # 人没有接受的改动
    PENDING = "pending"  # 定稿里还有别人的修订


class Told(NamedTuple):
    """要说的话：哪一种、哪个文段；现稿写的、原来的、新的。``line`` 是现稿第几段，没有的为空。"""

    topic: Topic
    piece: str
    stands: str = ""
    was: str = ""
    now: str = ""
    line: int | None = None


class Remark(NamedTuple):
    """旁边的批注：在哪几段，为什么（冲突、旧的数），哪个文段，原值、新值。"""

    first: int
    last: int
    topic: Topic
    piece: str
    was: str
    now: str


@dataclass
class Plan:
    """更新方案：``steps`` 是要改的各处，``told`` 是要说的话，``remarks`` 是冲突旁边的批注。

    ``withdrawn`` 是要去掉的本工具的批注，``anchors`` 是各文段现在在第几段到第几段；
    ``questions`` 记到下一次；``held`` 的文段（新稿的标识）下一次还从这一稿看起。
    """

    steps: list[Step] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    anchors: dict[str, tuple[int, int]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    held: dict[str, Piece] = field(default_factory=dict)

    @property
    def idle(self) -> bool:
        """文件不用动。"""
        return not (self.steps or self.remarks or self.withdrawn)


class Change(NamedTuple):
    """改了的一处：哪个文段，原来的、新的；添的没有原来的，去掉的没有新的。"""

    piece: str
    was: str
    now: str


def changes_of(plan: Plan, story: Story, new: Previous) -> Iterator[Change]:
    """方案要改的各处，给人看。"""
    grids = story.grids
    for step in plan.steps:
        match step:
            case Rewrite():
                text = story.lines[step.line].text
                for edit in step.edits:
                    yield Change(step.piece, text[edit.start : edit.end], edit.text)
            case RemoveLines():
                yield Change("", "".join(story.lines[line].text for line in step.lines), "")
            case RemoveRows():
                for number in step.rows:
                    cells = grids[step.grid].rows[number].cells
                    lines = (line for cell in cells for line in cell)
                    yield Change("", "｜".join(story.lines[line].text for line in lines), "")
            case RemoveGrid():
                yield Change("", "（表格）", "")
            case AddParagraphs():
                texts = new.by_id[step.piece].paragraphs[step.start : step.end]
                yield Change(step.piece, "", "".join(texts))
            case AddRow():
                yield Change(step.piece, "", "｜".join(new.by_id[step.piece].rows[step.row]))
            case AddTable():
                yield Change(step.piece, "", "（表格）")
            case AddDrawing():
                yield Change(step.piece, "", "（图）")
            case Redraw():
                yield Change(step.piece, "（图）", "（照新的数重画）")
