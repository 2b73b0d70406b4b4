"""生成的段落：句子由几个位置拼成，人的改法和数据的改法都记着，所以知道该得到什么。"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random


@dataclass
class Slot:
    """一个数：名称、值、单位；人怎样写它。"""

    name: str
    value: Decimal
    unit: str
    link: str = "为"
    shown: str = ""  # 人写的样子，空是照印
    tail: str = ""
    head: str = ""

    def plain(self) -> str:
        return f"{self.value:f}"

    def text(self) -> str:
        figure = self.shown or self.plain() + self.unit
        return f"{self.head}{self.name}{self.link}{figure}{self.tail}"


@dataclass
class Sentence:
    """一句：开头、各个数、结尾；``flip`` 是会翻转的话。"""

    lead: str
    slots: list[Slot]
    flip: str = ""
    mark: str = "，"
    own: str = ""  # 人添的一小句
    end: str = "。"
    replaced: str = ""  # 人改写成的整句

    def text(self) -> str:
        if self.replaced:
            return self.replaced
        parts = [self.lead + self.flip] if self.flip else []
        figures = self.mark.join(slot.text() for slot in self.slots)
        body = figures if self.flip else self.lead + figures
        return self.mark.join([*parts, body]) + (f"，{self.own}" if self.own else "") + self.end


@dataclass
class Case:
    """一例：三份文字，该得到的文字，该说出的旧值。"""

    base: str
    theirs: str
    new: str
    truth: str
    conflicts: int
    kinds: list[str] = field(default_factory=list)


UNITS = ("党政办公室", "审计局", "投资促进局", "科技创新局", "组织部", "政务服务和大数据管理局")
COUNTS = (
    ("企业安全生产检查次数", "家"),
    ("培训企业安全人员人数", "人"),
    ("新认定高企数量", "家"),
    ("账号发稿量", "条"),
    ("巡察驻点单位", "个"),
    ("课题研究数", "项"),
    ("校园招聘场次", "场"),
    ("党报党刊订阅数", "份"),
    ("公益广告设置数量", "处"),
)
RATES = ("报告验收通过率", "群众满意度", "单位考核完成率", "审计整改到位率", "网上办件占比")


def number(random: Random, low: int, high: int, decimals: int) -> Decimal:
    return Decimal(random.randint(low * 10**decimals, high * 10**decimals)).scaleb(-decimals)


def money_sentence(random: Random) -> Sentence:
    budget = number(random, 100, 9999, random.choice((0, 1, 2)))
    executed = budget if random.random() < 0.15 else number(random, 100, 9999, 2)
    return Sentence(
        f"2020年{random.choice(UNITS)}专项经费项目",
        [
            Slot("预算数", budget, "万元"),
            Slot("实际执行", executed, "万元", ""),
            Slot("预算执行率", number(random, 10, 99, 2), "%"),
            Slot("预算执行得分", number(random, 5, 19, 2), "分", ""),
        ],
    )


def list_sentence(random: Random) -> Sentence:
    chosen = random.sample(COUNTS, 3)
    most = random.choice((6, 40, 1500))  # 小的数常常相同，只能看名称
    slots = [Slot(name, number(random, 2, most, 0), unit) for name, unit in chosen]
    rate = random.choice((Decimal(100), number(random, 60, 99, random.choice((0, 1)))))
    slots += [Slot(name, rate, "%") for name in random.sample(RATES, random.choice((1, 2)))]
    return Sentence("产出指标中，", slots, mark="、")


def flip_sentence(random: Random) -> Sentence:
    return Sentence(
        f"2020年度{random.choice(UNITS)}项目绩效目标",
        [
            Slot("自评得分", number(random, 60, 99, 2), "分", ""),
            Slot("其中绩效目标得分", number(random, 40, 79, 2), "分", ""),
        ],
        flip=random.choice(("全面完成", "基本完成", "部分完成")),
    )


def paragraph(random: Random) -> list[Sentence]:
    makers = [money_sentence, list_sentence, flip_sentence]
    random.shuffle(makers)
    if random.random() < 0.2:
        makers.insert(random.randrange(4), random.choice(makers))  # 两句说法一样的
    return [maker(random) for maker in makers[: random.choice((1, 2, 3, 4))]]


def copied(sentences: list[Sentence]) -> list[Sentence]:
    return [replace(s, slots=[replace(slot) for slot in s.slots]) for s in sentences]


def text(sentences: list[Sentence]) -> str:
    return "".join(sentence.text() for sentence in sentences)


# ── 人的写法 ──────────────────────────────────────────────────────────────────


def styled(value: Decimal, unit: str, style: str) -> str:
    """同一个值的另一种写法。"""
    if style == "千分位":
        return f"{value:,f}{unit}"
    if style == "全角":
        return "".join(chr(ord(c) + 0xFEE0) for c in f"{value:f}") + unit.replace("%", "％")
    if style == "亿元":
        return f"{(value / 10000).normalize():f}亿元"
    if style == "元":
        return f"{value * 10000:,.0f}元"
    if style == "括号":
        return f"{value:f}（{unit}）"
    return f"{value:f} {unit}"


def style_for(random: Random, slot: Slot) -> str:
    choices = ["全角", "空格"]
    if slot.unit == "万元":
        choices += ["千分位", "亿元", "元", "括号"] * 2
    return random.choice(choices)


WORDS = ("情况良好", "较好完成了年初任务", "得到服务对象认可", "各项工作有序推进", "资金使用规范")
OWN = (
    "以上情况已经核实。",
    "各项工作平稳有序开展。",
    "培训覆盖了12个街道。",
    "有关材料已归档保存。",
)


def fresh(random: Random, slot: Slot) -> Decimal:
    """另一个值，位数一样。"""
    exponent = slot.value.as_tuple().exponent
    assert isinstance(exponent, int)
    while True:
        factor = Decimal(random.randint(70, 99)) / 100
        value = (slot.value * factor + 1).quantize(Decimal(1).scaleb(exponent))
        if value != slot.value:
            return value


def case(random: Random) -> Case:
    """一例。"""
    base = paragraph(random)
    theirs = copied(base)
    kinds: list[str] = []
    dropped: set[tuple[int, int]] = set()  # 人删了的数
    typed: dict[tuple[int, int], Decimal] = {}
    changed = [
        (s, n)
        for s, sentence in enumerate(base)
        for n in range(len(sentence.slots))
        if random.random() < 0.4
    ] or [(0, 0)]
    new = copied(base)
    for s, n in changed:
        new[s].slots[n].value = fresh(random, base[s].slots[n])
    flips = {s for s, x in enumerate(base) if x.flip and random.random() < 0.4}
    for s in flips:
        new[s].flip = "完成较少"
    touched_flips: set[int] = set()
    untouchable: set[int] = set()
    order = list(range(len(base)))
    inserted: list[tuple[int, str]] = []
    for _ in range(random.choice((1, 2, 3, 4))):
        s = random.randrange(len(theirs))
        sentence = theirs[s]
        n = random.randrange(len(sentence.slots))
        slot = sentence.slots[n]
        if s in untouchable or (s, n) in dropped | typed.keys():
            continue
        kind = random.choice(
            (
                "话",
                "话",
                "话前",
                "话后",
                "写法",
                "写法",
                "别的数",
                "新值",
                "标点",
                "添句",
                "移句",
                "删句",
                "小句",
                "删数",
                "翻转处",
                "改写",
                "换序",
            )
        )
        if kind == "话":
            slot.link = random.choice(("达到", "是", "达", "共", "合计"))
        elif kind == "话前":
            slot.head = random.choice(("全年", "其中", "本年度", "最终", "累计"))
        elif kind == "话后":
            slot.tail = random.choice(("（含结转）", "左右", "，数据已核实", "（据实结算）"))
        elif kind == "写法":
            slot.shown = "@" + style_for(random, slot)
        elif kind == "别的数":
            typed[s, n] = slot.value * 2 + 7
        elif kind == "新值":
            if (s, n) not in changed or s in flips:
                continue
            typed[s, n] = new[s].slots[n].value
        elif kind == "标点":
            sentence.mark = {"，": ",", "、": "，"}.get(sentence.mark, sentence.mark)
        elif kind == "添句":
            inserted.append((random.randrange(len(theirs) + 1), random.choice(OWN)))
        elif kind == "移句":
            random.shuffle(order)
        elif kind == "删句":
            if len(theirs) == 1:
                continue
            sentence.replaced = "\0"
            untouchable.add(s)
        elif kind == "小句":
            sentence.own = random.choice(WORDS)
        elif kind == "删数":
            dropped.add((s, n))
        elif kind == "翻转处":
            if not sentence.flip:
                continue
            sentence.flip = random.choice(("圆满完成", "总体上" + sentence.flip))
            touched_flips.add(s)
        elif kind == "改写":
            sentence.replaced = "本年度" + random.choice(WORDS) + "，" + random.choice(WORDS) + "。"
            untouchable.add(s)
        elif kind == "换序":
            if sentence.mark != "、":
                continue
            keys = list(range(len(sentence.slots)))
            random.shuffle(keys)
            sentence.slots = [sentence.slots[k] for k in keys]
            dropped = {(a, keys.index(b)) if a == s else (a, b) for a, b in dropped}
            typed = {((a, keys.index(b)) if a == s else (a, b)): v for (a, b), v in typed.items()}
            untouchable.add(s)
        kinds.append(kind)
    return built(
        base,
        theirs,
        new,
        order,
        inserted,
        dropped,
        typed,
        set(changed),
        flips,
        touched_flips,
        kinds,
    )


def built(
    base: list[Sentence],
    theirs: list[Sentence],
    new: list[Sentence],
    order: list[int],
    inserted: list[tuple[int, str]],
    dropped: set[tuple[int, int]],
    typed: dict[tuple[int, int], Decimal],
    changed: set[tuple[int, int]],
    flips: set[int],
    touched: set[int],
    kinds: list[str],
) -> Case:
    """拼出三份文字和该得到的。"""
    conflicts = 0
    truth = copied(theirs)
    for s, sentence in enumerate(theirs):
        names = [slot.name for slot in base[s].slots]
        changes = {n for a, n in changed if a == s}
        if sentence.replaced:
            conflicts += bool(changes or s in flips)
            if sentence.replaced == "\0":
                sentence.replaced = truth[s].replaced = "\u200b"
            continue
        # 翻转的句子里，数据改的数有一个放不进去，整句都不改
        stuck = any(
            (s, n) in dropped or typed.get((s, n)) is not None
            for n, slot in enumerate(sentence.slots)
            if names.index(slot.name) in changes
        )
        held = s in flips and (s in touched or stuck)
        conflicts += held
        if s in flips and not held:
            truth[s].flip = new[s].flip
        for n, slot in enumerate(sentence.slots):
            k = names.index(slot.name)
            mine, result = slot, truth[s].slots[n]
            value, data = base[s].slots[k].value, new[s].slots[k].value
            style = slot.shown.removeprefix("@")
            other = typed.get((s, n))
            if (s, n) in dropped:
                conflicts += k in changes and not held
                continue
            standing = other if other is not None else value
            mine.shown = styled(standing, slot.unit, style) if style else f"{standing:f}{slot.unit}"
            if k not in changes or held:
                data = value
            elif other is not None:
                conflicts += other != data
            final = standing if other is not None else data
            result.shown = styled(final, slot.unit, style) if style else f"{final:f}{slot.unit}"
    for group in (theirs, truth):
        for s, sentence in enumerate(group):
            sentence.slots = [
                slot for n, slot in enumerate(sentence.slots) if (s, n) not in dropped
            ]

    def laid(group: list[Sentence]) -> str:
        pieces = [group[s].text() for s in order]
        for at, own in inserted:
            pieces.insert(at, own)
        return "".join(pieces).replace("\u200b", "")

    return Case(text(base), laid(theirs), text(new), laid(truth), conflicts, kinds)
