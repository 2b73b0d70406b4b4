"""接受本工具的修订：插入的成为正文，删去的真删；别人的修订不动。"""

from __future__ import annotations

import re

from reportgen.document.part import Element, W
from reportgen.document.remarks import detach
from reportgen.document.standing.grids import remove_row
from reportgen.document.standing.marks import (
    CELL_CHANGE,
    DEL,
    INS,
    P_CHANGE,
    P_PR,
    TBL,
    TR,
    TR_PR,
    P,
    R,
    T,
    mark_of,
    neighbour,
    own,
    unflag_mark,
    unwrap,
)
from reportgen.document.standing.removal import evacuate, vacant

DEL_TEXT = f"{W}delText"
_FIGURE = re.compile(r"[\d.,，．%％‰]+")


def accept_own(root: Element) -> None:
    """接受全部本工具的修订。"""
    for row in list(root.iter(TR)):
        inserted = row.find(f"{TR_PR}/{INS}")
        if inserted is not None and own(inserted, INS):
            detach(inserted)
        if own(row.find(f"{TR_PR}/{DEL}"), DEL):
            remove_row(row)
    for change in list(root.iter(DEL, INS, P_CHANGE, CELL_CHANGE)):
        # 段落标记上的修订另外处理
        records = change.tag in (P_CHANGE, CELL_CHANGE)
        if not own(change, str(change.tag)) or (len(change) == 0 and not records):
            continue
        if change.tag == INS:
            unwrap(change)
        else:
            detach(change)
    for paragraph in list(root.iter(P)):
        if own(mark_of(paragraph, INS), INS):
            unflag_mark(paragraph, INS)
        if own(mark_of(paragraph, DEL), DEL):
            _join(paragraph)


def _join(paragraph: Element) -> None:
    """标记删去了的段落并到下一段。"""
    after = neighbour(paragraph, True)
    if after is not None and after.tag == P:
        children = [child for child in paragraph if child.tag != P_PR]
        at = 0 if after.find(P_PR) is None else 1
        after[at:at] = children
        detach(paragraph)
    elif after is not None and after.tag == TBL and vacant(paragraph):
        evacuate(paragraph)
        detach(paragraph)
    else:
        unflag_mark(paragraph, DEL)


def orphans(root: Element) -> list[Element]:
    """落了单的插入：本工具换数的修订，该划去的一半随别人的修订一起没有了，只剩插入的数。"""
    found = []
    for change in root.iter(INS):
        paragraph = change.getparent()
        if paragraph is None or not own(change, INS) or paragraph.tag != P or not len(change):
            continue
        said = "".join(each.text or "" for each in change.iter(T))
        inserted = mark_of(paragraph, INS)
        if not _FIGURE.fullmatch(said) or (inserted is not None and own(inserted, INS)):
            continue
        others = [each for each in paragraph.iter(T, DEL_TEXT) if each not in set(change.iter(T))]
        if others and not any(map(_strikes, (_beside(change, True), _beside(change, False)))):
            found.append(change)
    return found


def _beside(change: Element, forward: bool) -> Element | None:
    """旁边的一截；书签、批注的记号、别的落单的不算。"""
    for each in change.itersiblings(preceding=not forward):
        if each.tag in (INS, DEL, R) and not (own(each, INS) and each.tag == INS):
            return each
    return None


def _strikes(beside: Element | None) -> bool:
    """旁边有本工具划去的。"""
    return beside is not None and any(own(each, DEL) for each in beside.iter(DEL))
