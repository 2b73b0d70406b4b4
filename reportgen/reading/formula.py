"""公式：自己算加减乘除、乘方、百分号、连字和 SUM、ROUND、AVERAGE、MAX、MIN。

文件里存着的上次算的结果不用：那是别的软件什么时候算的，说不清。别的函数不算，由人换成数值。
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException, localcontext
from typing import Final, NamedTuple

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.utils.cell import column_index_from_string

from reportgen.reading.number_format import general

Value = Decimal | str
LONGEST: Final = 32767
MOST_PLACES: Final = 30
LAST_ROW, LAST_COLUMN = 1048576, 16384
PRECISE: Final = Context(prec=34, Emax=400, Emin=-400, rounding=ROUND_HALF_UP)
_REFERENCE: Final = re.compile(
    r"(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[^'!\[\]:]+))!)?"
    r"(?:\$?(?P<left>[A-Z]{1,3}))?(?:\$?(?P<top>\d{1,7}))?"
    r"(?P<to>:(?:\$?(?P<right>[A-Z]{1,3}))?(?:\$?(?P<bottom>\d{1,7}))?)?",
    re.I,
)
_PLAIN: Final = re.compile(r"\s*[-+]?\d{1,15}(?:\.\d{1,15})?\s*")


class Area(NamedTuple):
    """一块：哪张表，从第几行第几列到第几行第几列；表名空的是公式所在的表。"""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


class Uncomputable(Exception):
    """算不出。"""


# 一块里有字的格的值；格里又是公式的，由给的人去算
Look = Callable[[Area], Iterable[Value]]


def compute(formula: str, look: Look) -> Value:
    """算出公式（带等号）的值；算不出抛出 ``Uncomputable``。"""
    try:
        tokens = [token for token in Tokenizer(formula).items if token.type != Token.WSPACE]
        with localcontext(PRECISE):
            reckoning = _Reckoning(tokens, look)
            value = reckoning.expression()
            if reckoning.rest:
                raise Uncomputable
            return value
    except (TokenizerError, DecimalException, RecursionError, IndexError, ValueError):
        raise Uncomputable from None


class _Reckoning:
    """从左到右算一串记号。"""

    def __init__(self, tokens: list[Token], look: Look) -> None:
        self.rest = tokens[::-1]
        self.look = look

    def expression(self) -> Value:
        """最松的一层：连字。"""
        value = self._sum()
        while self._take(Token.OP_IN, "&"):
            value = _text(value) + _text(self._sum())
            if len(value) > LONGEST:
                raise Uncomputable
        return value

    def _sum(self) -> Value:
        value = self._product()
        while sign := self._take(Token.OP_IN, "+", "-"):
            other = _number(self._product())
            value = _number(value) + (other if sign == "+" else -other)
        return value

    def _product(self) -> Value:
        value = self._power()
        while sign := self._take(Token.OP_IN, "*", "/"):
            other = _number(self._power())
            value = _number(value) * other if sign == "*" else _number(value) / other
        return value

    def _power(self) -> Value:
        value = self._signed()
        while self._take(Token.OP_IN, "^"):
            value = _number(value) ** _number(self._signed())
        return value

    def _signed(self) -> Value:
        """负号比乘方紧：Excel 的 -2^2 是 4。"""
        sign = self._take(Token.OP_PRE, "+", "-")
        if sign:
            number = _number(self._signed())
            return -number if sign == "-" else number
        value = self._single()
        while self._take(Token.OP_POST, "%"):
            value = _number(value) / 100
        return value

    def _single(self) -> Value:
        token = self.rest.pop()
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            value = self.expression()
            self._close()
            return value
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return self._function(token.value.rstrip("(").upper())
        if token.type == Token.OPERAND:
            return self._operand(token)
        raise Uncomputable

    def _operand(self, token: Token) -> Value:
        if token.subtype == Token.NUMBER:
            return Decimal(token.value)
        if token.subtype == Token.TEXT:
            return str(token.value)[1:-1].replace('""', '"')
        if token.subtype == Token.RANGE:
            area = area_of(token.value)
            if (area.top, area.left) == (area.bottom, area.right):
                return next(iter(self.look(area)), Decimal(0))
        raise Uncomputable

    def _function(self, name: str) -> Value:
        arguments = self._arguments()
        numbers = [value for group in arguments for value in group if isinstance(value, Decimal)]
        match name:
            case "SUM":
                return sum(numbers, Decimal(0))
            case "AVERAGE":
                return sum(numbers, Decimal(0)) / len(numbers)  # 没有数的除以零，算不出
            case "MAX" | "MIN":
                return (max if name == "MAX" else min)(numbers, default=Decimal(0))
            case "ROUND":
                [[value], [places]] = arguments
                return _rounded(_number(value), int(_number(places)))
            case _:
                raise Uncomputable

    def _arguments(self) -> list[list[Value]]:
        """各个参数的值；引用一块的有几个，别的是一个。"""
        found: list[list[Value]] = []
        while True:
            found.append(self._argument())
            if self._take(Token.SEP, ","):
                continue
            self._close()
            return found

    def _argument(self) -> list[Value]:
        token, after = self.rest[-1], self.rest[-2]
        alone = after.type == Token.SEP or after.subtype == Token.CLOSE
        if token.subtype == Token.RANGE and alone:
            self.rest.pop()
            return list(self.look(area_of(token.value)))
        return [self.expression()]

    def _take(self, kind: str, *signs: str) -> str:
        """下一个记号是其中之一就取走。"""
        if self.rest and self.rest[-1].type == kind and self.rest[-1].value in signs:
            return str(self.rest.pop().value)
        return ""

    def _close(self) -> None:
        if self.rest.pop().subtype != Token.CLOSE:
            raise Uncomputable


def area_of(reference: str) -> Area:
    """引用的一块：B5、$B$5、资金!B5、'资 金'!B5:C9、B:B。"""
    found = _REFERENCE.fullmatch(reference)
    if not found or not (found["left"] or found["top"]):
        raise Uncomputable
    alone = not found["to"]
    if alone and not (found["left"] and found["top"]):
        raise Uncomputable  # 只有字母的是起的名称
    left, right = _column(found["left"], 1), _column(found["right"], LAST_COLUMN)
    top, bottom = int(found["top"] or 1), int(found["bottom"] or LAST_ROW)
    sheet = (found["quoted"] or "").replace("''", "'") or found["bare"] or ""
    return Area(sheet, top, left, top if alone else bottom, left if alone else right)


def _column(letters: str | None, missing: int) -> int:
    return column_index_from_string(letters.upper()) if letters else missing


def _number(value: Value) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if not value:
        return Decimal(0)
    if _PLAIN.fullmatch(value):
        return Decimal(value.strip())
    raise Uncomputable


def _text(value: Value) -> str:
    return general(value) if isinstance(value, Decimal) else value


def _rounded(value: Decimal, places: int) -> Decimal:
    if abs(places) > MOST_PLACES:
        raise Uncomputable
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
