"""生成的段落一千二百个：漏了冲突的没有，悄悄改错的没有，多余的冲突很少。"""

from collections import Counter
from random import Random

from reportgen.merge.words.sentence import Merged, merge_text, revise
from reportgen.merge.words.tokens import Kind, tokens
from reportgen.merge.words.values import apply
from tests.merge.words.generated import Case, case

SEED, COUNT = 20210617, 1200
MOST_NEEDLESS = 0.04


def cases() -> list[Case]:
    random = Random(SEED)
    return [case(random) for _ in range(COUNT)]


CASES = cases()
MERGED = [merge_text(each.base, each.theirs, each.new) for each in CASES]


def wrong(each: Case, merged: Merged) -> bool:
    """和该得到的有一处不同，又不是没有改并且说了。"""
    got, truth = tokens(apply(merged.edits, each.theirs)), tokens(each.truth)
    if len(got) != len(truth):
        return True
    spans = [(clash.start, clash.end) for clash in merged.clashes]
    for stands, has, should in zip(tokens(each.theirs), got, truth, strict=True):
        told = any(start <= stands.start and stands.end <= end for start, end in spans)
        if has.key != should.key and not (told and has.text == stands.text):
            return True
    return False


def test_nothing_missed_nothing_wrong() -> None:
    counts: Counter[str] = Counter()
    for each, merged in zip(CASES, MERGED, strict=True):
        counts["conflicts"] += each.conflicts
        counts["missed"] += max(0, each.conflicts - len(merged.clashes))
        counts["needless"] += max(0, len(merged.clashes) - each.conflicts)
        counts["wrong"] += wrong(each, merged)
        counts["edits"] += len(merged.edits)
    assert counts["conflicts"] > 350 and counts["edits"] > 1200  # 看到了东西
    assert (counts["missed"], counts["wrong"]) == (0, 0)
    assert counts["needless"] <= MOST_NEEDLESS * COUNT
    kinds = Counter(kind for each in CASES for kind in each.kinds)
    assert len(kinds) >= 12 and min(kinds.values()) >= 20


def test_edits_are_in_order_and_never_inside_a_number() -> None:
    for each, merged in zip(CASES, MERGED, strict=True):
        position = -1
        numbers = [t for t in tokens(each.theirs) if t.kind in (Kind.NUMBER, Kind.DATE)]
        for edit in merged.edits:
            assert position <= edit.start <= edit.end
            position = edit.end
            for number in numbers:
                assert not number.start < edit.start < number.end
                assert not number.start < edit.end < number.end


def test_taking_the_edits_back_gives_what_the_person_wrote() -> None:
    for each, merged in zip(CASES, MERGED, strict=True):
        result, shift = apply(merged.edits, each.theirs), 0
        back = []
        for edit in merged.edits:
            start = edit.start + shift
            assert result[start : start + len(edit.text)] == edit.text
            back.append((start, start + len(edit.text), each.theirs[edit.start : edit.end]))
            shift += len(edit.text) - (edit.end - edit.start)
        for start, end, text in reversed(back):
            result = result[:start] + text + result[end:]
        assert result == each.theirs


def test_again_gives_nothing() -> None:
    for each, merged in zip(CASES, MERGED, strict=True):
        assert not merge_text(each.new, apply(merged.edits, each.theirs), each.new).edits


def test_pending_proposals_are_not_proposed_twice() -> None:
    """改动已放进去、还没记下新的基准：再合一次，改过的地方不再改。"""
    again = [
        merge_text(each.base, apply(merged.edits, each.theirs), each.new).edits
        for each, merged in zip(CASES, MERGED, strict=True)
        if merged.edits and not merged.clashes
    ]
    assert len(again) > 300
    assert sum(map(bool, again)) == 0


def test_revising_gives_exactly_the_new_text() -> None:
    for each in CASES:
        edits = revise(each.base, each.new)
        assert apply(edits, each.base) == each.new
        assert apply(merge_text(each.base, each.base, each.new).edits, each.base) == each.new
        changed = [each.base[edit.start : edit.end] for edit in edits]
        assert all(text for text in changed)


def test_unrelated_texts_are_never_cut_into() -> None:
    """人写的是别的段：一处都不改，改动都说出来。"""
    random = Random(5)
    told = 0
    for each in CASES[:300]:
        other = "会议研究了人员调整事项，" + random.choice(("决定暂缓。", "形成一致意见。"))
        merged = merge_text(each.base, other, each.new)
        assert not merged.edits
        told += len(merged.clashes)
        assert merged.clashes
    assert told >= 300
