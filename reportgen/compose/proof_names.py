"""查名：不必成文就知道模板里哪些名称没有；和成文时一样，没有的名称用到才算错。

轮到哪一句都用得下去的模板，这里决不说错；拿不准的（过滤器以后的值、问过有没有的名称、宏和
块里的变量）不说，留给成文时说。
"""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from jinja2 import nodes
from jinja2.runtime import LoopContext

from reportgen.compose.faults import fault, unknown_name
from reportgen.compose.shape import Known, Shape, item_of
from reportgen.finding import Finding, Origin
from reportgen.wording import nearest

# 没有的名称是它的发现：可以赋值、传给宏，用到才说
Value: TypeAlias = "Shape | Finding"

REMARK = "评语"
# 自带的过滤器里一定要用值的；其余的（如 default）遇到没有的名称也能过去
USING = frozenset(("count", "first", "join", "last", "length", "list", "sort", "sum"))
# 到取各项时才用值的
LAZY = frozenset(("map", "reject", "rejectattr", "select", "selectattr", "unique"))
# 宏和块里模板库自己给的
GIVEN = frozenset(("caller", "kwargs", "self", "super", "varargs"))
LOOP: Shape = {name: None for name in dir(LoopContext) if not name.startswith("_")}


def unknown_names(
    tree: nodes.Template, file: str, known: Known, using: Iterable[str]
) -> Iterator[Finding]:
    """模板里没有的名称，一处一条；``using`` 是自己的过滤器和判断，都要用值。"""
    walk = _Walk(tree, file, known, USING.union(using))
    walk.value(tree)
    yield from walk.found
    if known.remarks is not None:
        yield from _unknown_remarks(tree, file, known.remarks)


def _unknown_remarks(
    tree: nodes.Template, file: str, remarks: Collection[str]
) -> Iterator[Finding]:
    for node in tree.find_all(nodes.Filter):
        name = node.args[0] if node.name == REMARK and node.args else None
        if isinstance(name, nodes.Const) and name.value not in remarks:
            told = str(name.value)
            yield unknown_name(told, nearest(told, remarks), Origin(file, node.lineno))


class _Walk:
    """走一遍模板：``value`` 给出一个写法的构成，没有的名称给出它的发现；``use`` 是用它的值。"""

    def __init__(
        self, tree: nodes.Template, file: str, known: Known, using: frozenset[str]
    ) -> None:
        self.found: list[Finding] = []
        self._file = file
        self._known = known
        self._using = using
        self._scope: ChainMap[str, Shape] = ChainMap(known.names)
        self._asked = frozenset(_asked(tree, using))
        loops = Counter(name for loop in tree.find_all(nodes.For) for name in _bound(loop.target))
        bound = Counter([*_bound(tree), *_declared(tree)])
        self._open: dict[str, Shape] = dict.fromkeys([*bound, "loop"])
        # 循环以外定的变量：到哪里都认得；只定过一次的，记下它的构成
        self._set: dict[str, Value] = dict.fromkeys(bound - loops)
        self._once = {name for name in self._set if bound[name] == 1} - known.names.keys()

    def value(self, node: nodes.Node) -> Value:
        """一个写法的构成；不知道的和句子都是 ``None``。"""
        match node:
            case nodes.Name() | nodes.Getattr() | nodes.Getitem():
                found = self._looked_up(node)
                asked = isinstance(found, Finding) and _label(node) in self._asked
                return None if asked else found
            case nodes.CondExpr():
                self.use(node.test)
                return _missing(self.value(each) for each in (node.expr1, node.expr2) if each)
            case nodes.And() | nodes.Or():
                self.use(node.left)
                return _missing([self.value(node.right)])
            case nodes.Filter() | nodes.Test():
                self._passed(node)
            case nodes.Call():
                self.use(node.node)
                self._children(node, "node")
            case nodes.Mod():  # 一句话 % 没有的名称，也印得出来
                self._children(node)
            case nodes.BinExpr() | nodes.UnaryExpr() | nodes.Concat() | nodes.Output():
                self._use_children(node)
            case nodes.Compare() | nodes.Operand():
                self._use_children(node)
            case nodes.If():
                self.use(node.test)
                self._children(node, "test")
            case nodes.For():
                self._loop(node)
            case nodes.Assign():
                self._assign(node)
            case nodes.Block() | nodes.CallBlock() | nodes.Macro():
                self._closed(node)
            case _:
                self._children(node)
        return None

    def use(self, node: nodes.Node) -> Shape:
        """用一个写法的值：没有的名称在这里算错。"""
        value = self.value(node)
        if isinstance(value, Finding):
            self.found.append(value)
            return None
        return value

    def _looked_up(self, node: nodes.Name | nodes.Getattr | nodes.Getitem) -> Value:
        """一个名称，或记录、列表里的一个。"""
        if isinstance(node, nodes.Name):
            return self._named(node)
        owner = self.use(node.node)
        if isinstance(node, nodes.Getattr):
            return self._member(owner, node.attr, node)
        self._children(node, "node")
        if isinstance(node.arg, nodes.Slice):
            return owner if isinstance(owner, list) else None
        name = _label(node)
        if isinstance(owner, dict) and name and not hasattr(dict, name):
            return self._member(owner, name, node)
        return item_of(owner)

    def _named(self, node: nodes.Name) -> Value:
        if node.ctx != "load" or node.name in GIVEN:
            return None
        if node.name in self._set:
            return self._set[node.name]
        if node.name in self._scope:
            return self._scope[node.name]
        records = {name: each for name, each in self._scope.items() if isinstance(each, dict)}
        inner = (f"{owner}.{name}" for owner, record in records.items() for name in record)
        return unknown_name(node.name, nearest(node.name, [*self._scope, *inner]), self._at(node))

    def _member(self, owner: Shape, name: str, node: nodes.Node) -> Value:
        if isinstance(owner, dict):
            if name in owner:
                return owner[name]
            near = nearest(name, owner) or nearest(name, self._scope)
            return unknown_name(name, near, self._at(node))
        if isinstance(owner, list) and not hasattr(list, name):
            message = f"“.{name}”的前面是一列，不是一项"
            remedy = f"用 {{% for 个 in … %}} 一项一项地写，里面用 {{{{ 个.{name} }}}}"
            return fault("template-name", message, remedy, self._at(node))
        return None

    def _passed(self, node: nodes.Filter | nodes.Test) -> None:
        """过滤器和判断：一定要用值的才算用。"""
        self._children(node, "node")
        if node.node is None:  # {% filter 句 %} 这样的，没有名称
            return
        if node.name not in self._using:
            self.value(node.node)
        elif isinstance(node, nodes.Filter):
            self._iterate(node.node)
        else:
            self.use(node.node)

    def _iterate(self, node: nodes.Node) -> Shape:
        """一项一项地取：要取了才用值的过滤器，在这里用。"""
        if isinstance(node, nodes.Filter) and node.name in LAZY and node.node is not None:
            self._children(node, "node")
            self._iterate(node.node)
            return None
        return self.use(node)

    def _loop(self, node: nodes.For) -> None:
        each = item_of(self._iterate(node.iter))
        names: dict[str, Shape] = {**dict.fromkeys(_bound(node.target)), "loop": LOOP}
        if isinstance(node.target, nodes.Name) and not node.recursive:
            names[node.target.name] = each
        outer, self._scope = self._scope, self._scope.new_child(names)
        if node.test is not None:
            self.use(node.test)
        self._children(node, "target", "iter", "test", "else_")
        self._scope = outer
        for child in node.else_:
            self.value(child)

    def _closed(self, node: nodes.Node) -> None:
        """宏和块：里面的变量取哪一个到成文时才定，只查每处都有的名称。"""
        outer, self._scope = self._scope, ChainMap(self._open, self._known.names)
        self._children(node)
        self._scope = outer

    def _assign(self, node: nodes.Assign) -> None:
        value = self.value(node.node)
        if isinstance(node.target, nodes.Name) and node.target.name in self._once:
            self._set[node.target.name] = value

    def _children(self, node: nodes.Node, *excluded: str) -> None:
        for child in node.iter_child_nodes(exclude=excluded):
            self.value(child)

    def _use_children(self, node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            self.use(child)

    def _at(self, node: nodes.Node) -> Origin:
        return Origin(self._file, node.lineno)


def _missing(values: Iterable[Value]) -> Finding | None:
    """几个值里没有的那一个；都要看过。"""
    return next((value for value in list(values) if isinstance(value, Finding)), None)


def _label(node: nodes.Node) -> str:
    """一个写法最后的名称。"""
    match node:
        case nodes.Name(name=str(name)) | nodes.Getattr(attr=str(name)):
            return name
        case nodes.Getitem(arg=nodes.Const(value=str(name))):
            return name
    return ""


def _bound(node: nodes.Node) -> list[str]:
    """定了哪些变量，一次一个。"""
    names = [node] if isinstance(node, nodes.Name) else node.find_all(nodes.Name)
    return [each.name for each in names if each.ctx != "load"]


def _declared(tree: nodes.Template) -> Iterator[str]:
    """宏和引入的名称。"""
    for node in tree.find_all((nodes.Macro, nodes.Import, nodes.FromImport)):
        match node:
            case nodes.Macro():
                yield node.name
            case nodes.Import():
                yield node.target
            case nodes.FromImport():
                yield from (name if isinstance(name, str) else name[1] for name in node.names)


def _asked(tree: nodes.Template, using: frozenset[str]) -> Iterator[str]:
    """模板自己问过有没有的名称：``is defined``、``|default``、``'名称' in 记录`` 一类。"""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        if node.name not in using | LAZY:
            yield from map(_label, node.find_all(nodes.Expr))
    for compared in tree.find_all(nodes.Compare):
        if isinstance(compared.expr, nodes.Const):
            yield str(compared.expr.value)
