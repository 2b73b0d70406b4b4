"""控篇幅：选得对不对，与一一试过的结果对照。"""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from reportgen.finding import Severity
from reportgen.fit import fit
from reportgen.report import Chart, Draft, Kind, Passage, Properties, Report, Section, Wording


def passage(name: str, *lengths: int, rank: int = 1) -> Passage:
    """一个文段，各种说法的字数从长到短；零是整段不要。"""
    wordings = tuple(Wording(("字" * length,)) if length else Wording() for length in lengths)
    return Passage(name, Kind.GENERATED, wordings, rank=rank)


def section(name: str, *passages: Passage, limit: int | None = None, **more: object) -> Section:
    return Section(name, name, "题" * 2, 1, passages, limit=limit, **more)  # type: ignore[arg-type]


def draft(*sections: Section, limit: int | None = None, front: tuple[Passage, ...] = ()) -> Draft:
    properties = Properties("题", "人", "主题")
    return Draft("附件4", "style.docx", properties, front, sections, limit=limit)


def lengths(report: Report) -> dict[str, int]:
    return {block.id: block.wording.length.upper for block in report.blocks}


def test_everything_at_its_longest_when_it_fits() -> None:
    report, findings = fit(draft(section("甲", passage("a", 50, 10), passage("b", 30)), limit=82))
    assert lengths(report) == {"甲#标题": 2, "a": 50, "b": 30}
    assert report.shortened == ()
    assert findings == ()
    assert report.length.upper == 82


def test_no_limit() -> None:
    report, findings = fit(draft(section("甲", passage("a", 50, 10))))
    assert lengths(report)["a"] == 50
    assert report.limit is None
    assert findings == ()


def test_higher_rank_gives_way_first() -> None:
    made = draft(
        section("甲", passage("表", 20, 0, rank=3), passage("话", 60, 10, rank=2)), limit=62
    )
    report, _ = fit(made)
    assert lengths(report) == {"甲#标题": 2, "话": 60}


def charted(caption: str, rank: int = 4) -> Passage:
    chart = Chart(True, caption, (), ())
    return Passage(caption, Kind.GENERATED, (Wording(chart=chart), Wording()), rank=rank)


def test_charts_are_numbered_as_they_are_printed() -> None:
    made = draft(
        section("甲", charted("一"), charted("")), section("乙", charted("二二", rank=5)), limit=11
    )
    report, _ = fit(made)
    assert list(report.texts()) == ["题题", "图1　一", "题题", "图2　二二"]
    assert len(report.blocks) == 5  # 没有题名的图照印，不编号
    report, _ = fit(made._replace(limit=10))
    assert list(report.texts()) == ["题题", "图1　一", "题题"]
    first = charted("一", rank=6)
    report, _ = fit(draft(section("甲", first, charted("二二")), limit=8))
    assert list(report.texts()) == ["题题", "图1　二二"]


def test_of_one_rank_the_biggest_saving_first() -> None:
    made = draft(section("甲", passage("a", 50, 40), passage("b", 50, 10)), limit=62)
    report, _ = fit(made)
    assert lengths(report) == {"甲#标题": 2, "a": 50, "b": 10}


def test_swapped_back_when_there_is_room() -> None:
    # 表先让（省 5），不够，话再让（省 50），这时表放得下了
    made = draft(
        section("甲", passage("表", 15, 10, rank=3), passage("话", 60, 10, rank=2)), limit=40
    )
    report, _ = fit(made)
    assert lengths(report) == {"甲#标题": 2, "表": 15, "话": 10}
    assert [part.passage for part in report.shortened] == ["话"]


def test_shortened_list() -> None:
    made = draft(section("甲", passage("a", 50, 30, 10)), limit=40)
    report, findings = fit(made)
    (part,) = report.shortened
    assert (part.passage, part.section, part.longest, part.chosen) == ("a", "甲", 50, 30)
    assert findings == ()


def test_section_limit_holds_with_headings_below() -> None:
    inner = section("甲/乙", passage("b", 20, 5))
    made = draft(
        section("甲", passage("a", 20, 5, rank=2), limit=30, sections=(inner,)),
        section("丙", passage("c", 100)),
    )
    report, findings = fit(made)
    assert lengths(report) == {
        "甲#标题": 2,
        "a": 5,
        "甲/乙#标题": 2,
        "b": 20,
        "丙#标题": 2,
        "c": 100,
    }
    assert findings == ()


def test_section_stays_within_its_limit_when_the_whole_has_room() -> None:
    made = draft(section("甲", passage("a", 50, 10), limit=20), limit=1000)
    report, findings = fit(made)
    assert lengths(report)["a"] == 10
    assert findings == ()


def test_too_long_is_told_and_nothing_is_cut() -> None:
    made = draft(section("甲", passage("a", 50, 30), passage("b", 9), passage("c", 40)), limit=60)
    report, (finding,) = fit(made)
    assert lengths(report) == {"甲#标题": 2, "a": 30, "b": 9, "c": 40}
    assert finding.code == "too-long"
    assert finding.severity is Severity.ERROR
    assert "21 字" in finding.message
    assert "“c”40字、“a”30字、“b”9字" in finding.remedy
    assert (finding.field, finding.stated, finding.expected) == ("全文", "81", "不超过 60")


def test_too_long_section_is_named() -> None:
    made = draft(section("甲", passage("a", 50), limit=20), section("乙", passage("b", 9)))
    _, (finding,) = fit(made)
    assert finding.field == "甲"
    assert "32 字" in finding.message
    assert "“b”" not in finding.remedy


def test_empty_wording_leaves_no_block() -> None:
    report, _ = fit(draft(section("甲", passage("a", 50, 0)), limit=10))
    assert list(lengths(report)) == ["甲#标题"]


def test_section_without_heading_has_no_heading_block() -> None:
    bare = Section("甲", "甲", "", 1, (passage("a", 5),))
    report, _ = fit(draft(bare, front=(passage("前", 3),)))
    assert list(lengths(report)) == ["前", "a"]


wordings = st.lists(st.integers(0, 40), min_size=1, max_size=3, unique=True).map(
    lambda each: sorted(each, reverse=True)
)
parts = st.lists(st.tuples(wordings, st.integers(0, 3)), min_size=1, max_size=3)
limits = st.none() | st.integers(0, 120)


@st.composite
def drafts(make: st.DrawFn) -> Draft:
    sections = []
    for name in "甲乙":
        passages = [
            passage(f"{name}{number}", *each, rank=rank)
            for number, (each, rank) in enumerate(make(parts))
        ]
        inner = section(f"{name}/丙", *passages[2:], limit=make(limits))
        sections.append(section(name, *passages[:2], limit=make(limits), sections=(inner,)))
    return draft(*sections, limit=make(limits))


def scopes(made: Draft) -> list[tuple[int, int, set[str]]]:
    """各范围的上限、标题字数、里面的文段。"""
    tops = [(part.limit, [part]) for part in made.all_sections()]
    return [
        (
            limit,
            sum(len(inner.heading) for part in top for inner in part.walk()),
            {each.id for part in top for inner in part.walk() for each in inner.passages},
        )
        for limit, top in [*tops, (made.limit, list(made.sections))]
        if limit is not None
    ]


def holds(made: Draft, chosen: dict[str, int]) -> bool:
    return all(
        headings + sum(chosen[name] for name in names) <= limit
        for limit, headings, names in scopes(made)
    )


@given(drafts())
def test_against_trying_everything(made: Draft) -> None:
    passages = [each for part in made.all_sections() for each in part.passages]
    choices = [
        dict(zip([each.id for each in passages], picked, strict=True))
        for picked in product(
            *([len("".join(words.paragraphs)) for words in each.wordings] for each in passages)
        )
    ]
    report, findings = fit(made)
    shown = lengths(report)
    chosen = {each.id: shown.get(each.id, 0) for each in passages}
    possible = any(holds(made, choice) for choice in choices)
    assert holds(made, chosen) == possible
    assert bool(findings) == (not possible)
    if possible:
        # 哪一段都不能再换长一级
        for each in passages:
            sizes = [len("".join(words.paragraphs)) for words in each.wordings]
            index = sizes.index(chosen[each.id])
            if index:
                assert not holds(made, {**chosen, each.id: sizes[index - 1]})
    assert {part.passage for part in report.shortened} == {
        each.id for each in passages if chosen[each.id] < len("".join(each.wordings[0].paragraphs))
    }
