"""正则：第一次用到才编译。一张普通的表只用得上其中少数，不让每次启动都等全部编译完。"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "sub")


def regex(source: str) -> re.Pattern[str]:
    """正则，用起来同 ``re.compile`` 的结果一样。"""
    return cast("re.Pattern[str]", _Regex(source))


class _Regex:
    """还没有编译的正则：编译后把各方法记在自己身上，以后调用不绕路。"""

    __slots__ = ("_source", *_METHODS)

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
