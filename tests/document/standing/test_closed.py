"""哪些字改不了：说改不了的改起来都抛出，说能改的都改得成。"""

from __future__ import annotations

import pytest

from reportgen.document.standing import Standing, Untouchable, texts_as_seen
from tests.document.standing.documents import document, field, p, r, tbl, tc, tr
from tests.document.standing.test_editing import CASES, REFUSED

OPENED = p(
    r("甲乙"),
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    "<w:r><w:instrText>REF 丙</w:instrText></w:r>",
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    r("丙丁"),
)
BODIES = {
    **{f"case-{name}": case[0] for name, case in CASES.items()},
    **{f"refused-{name}": case[0] for name, case in REFUSED.items()},
    "two-fields": p(r("甲"), field("PAGE", r("12")), field("PAGE", r("34")), r("乙")),
    "half-field": OPENED + p(r("戊己"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>', r("庚辛")),
    "in-a-cell": tbl(tr(tc(p(r("甲"), field("=B2", r("12"))))), columns=1),
    "locked-block": (
        f'<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/></w:sdtPr><w:sdtContent>{p(r("甲乙"))}'
        "</w:sdtContent></w:sdt>" + p(r("丙"))
    ),
}


def _refused(body: str, line: int, start: int, end: int, tracked: bool) -> bool:
    standing = Standing(document(body), "甲.docx")
    before = [each.text for each in standing.lines]
    before[line] = f"{before[line][:start]}改{before[line][end:]}"
    try:
        standing.edit(line, [(start, end, "改")], tracked)
    except Untouchable:
        return True
    # 没有抛出，改的要在那一处
    return texts_as_seen(standing.written()) != before


def _closed(ranges: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    if start == end:
        return any(first < start < last for first, last in ranges)
    return any(start < last and first < end for first, last in ranges)


@pytest.mark.parametrize("name", BODIES)
def test_what_is_said_to_be_closed_is_what_cannot_be_edited(name: str) -> None:
    body = BODIES[name]
    for line in Standing(document(body), "甲.docx").lines:
        spots = [(at, at) for at in range(line.length + 1)]
        spots += [(at, at + 1) for at in range(line.length)]
        for start, end in spots:
            refused = [_refused(body, line.number, start, end, each) for each in (True, False)]
            said = _closed(line.closed, start, end)
            assert said == any(refused), (line.number, line.text, start, end, line.closed)


def test_the_ranges() -> None:
    def ranges(name: str) -> list[tuple[tuple[int, int], ...]]:
        return [each.closed for each in Standing(document(BODIES[name]), "甲").lines]

    assert ranges("two-fields") == [((1, 3), (3, 5))]
    assert ranges("half-field") == [((2, 5),), ((-1, 2),)]
    assert ranges("in-a-cell")[0] == ((1, 3),)
    assert ranges("case-one-run") == [()]
    assert ranges("locked-block") == [((-1, 3),), ()]


def test_locked_is_not_sealed_and_new_paragraphs_stay_outside() -> None:
    standing = Standing(document(BODIES["locked-block"]), "甲.docx")
    assert [(each.sealed, each.locked) for each in standing.lines] == [
        (False, True),
        (False, False),
    ]
    standing.insert_paragraphs(0, ["新"], "公文正文", "", True)
    with pytest.raises(Untouchable):
        standing.remove_lines([0], True)
    after = Standing(standing.written(), "甲.docx")
    assert [(each.text, each.locked) for each in after.lines] == [
        ("甲乙", True),
        ("新", False),
        ("丙", False),
    ]
