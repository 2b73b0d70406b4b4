"""说法的阶梯：用到哪一种才成文哪一种。"""

from __future__ import annotations

import pytest

from reportgen.compose.compiled import Compiled
from reportgen.compose.engine import Engine, Source
from reportgen.compose.ladder import Ladder
from reportgen.finding import Unreadable


def ladder(*texts: str) -> Ladder:
    engine = Engine({}, Compiled(None, ""))
    templates = tuple(engine.compile(Source(text, "甲.j2", 1)) for text in texts)
    return Ladder(engine, templates, {"数": 3})


def test_wordings_are_made_when_asked_for_and_once() -> None:
    made = ladder("一共{{ 数 }}项。", "{{ 没有的 }}")
    assert len(made) == 2
    assert made[0].paragraphs == ("一共3项。",)
    assert made[0] is made[0]
    with pytest.raises(Unreadable) as told:
        made[1]
    assert "没有的" in told.value.findings[0].message


def test_a_ladder_is_a_sequence() -> None:
    made = ladder("长的说法。", "短。")
    assert [each.paragraphs for each in made] == [("长的说法。",), ("短。",)]
    assert [each.paragraphs for each in made[1:]] == [("短。",)]
    with pytest.raises(IndexError):
        made[2]
