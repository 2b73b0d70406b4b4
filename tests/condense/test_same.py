"""说了两遍的话：执行率的原因说了三遍，认得出来。"""

from __future__ import annotations

from reportgen.condense import repeated
from tests.condense.texts import part_one, sections


def test_the_cause_of_the_rate_told_twice() -> None:
    texts = dict(sections("办公室-摘要版"))
    rate = next(body for title, body in texts.items() if "执行率" in title)
    problems = next(body for title, body in texts.items() if "问题" in title)
    (found,) = repeated(rate, problems)
    assert found.said.startswith("2020年办公室项目预算资金")
    assert found.more == ("对外交流工作绩效目标也没有完成",)


def test_other_figures_are_another_matter() -> None:
    said = ["2020年预算资金1740万元，实际支出1628.06万元，预算执行率为94%。"]
    assert repeated(said, ["2020年预算资金1740万元，实际支出1628.06万元，预算执行率为94%。"])
    assert not repeated(said, ["2019年预算资金1640万元，实际支出1528.06万元，预算执行率为93%。"])
    told = ["全区新设立企业通过网络办理业务的比例达到90%以上。"]
    assert repeated(told, told)
    assert not repeated(told, [told[0].replace("90", "95")])


def test_a_measure_is_not_a_repetition_of_the_cause() -> None:
    texts = part_one("组织部")
    assert not repeated(texts["存在的问题和原因"], texts["下一步拟改进措施"])
    assert repeated(texts["执行率情况"], texts["存在的问题和原因"])
    assert repeated([], texts["下一步拟改进措施"]) == ()
