"""有出处的值：记录里的每个字段都知道自己从哪里读来。"""

from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from reportgen.finding import Origin


def titled(title: str, default: Any = ..., **options: Any) -> Any:
    """字段：中文名称写一次，数据文件的键、表头、提示和模板用名都取自它。"""
    if "default_factory" not in options:
        options["default"] = default
    return Field(title=title, alias=title, **options)


class Record(BaseModel):
    """记录：不可变，未知的键是错误，``places`` 记下各字段（按中文名称）的出处。"""

    # 用到才建校验（defer_build），注解不写成文字，都是为了启动快
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    # 这类记录的数都是金额，按金额的写法读
    amounts: ClassVar[bool] = False

    places: dict[str, Origin] = Field(default_factory=dict, exclude=True, repr=False)

    @classmethod
    def of_read(cls, places: dict[str, Origin], fields: dict[str, Any]) -> Self:
        """读好的各字段（按中文名称）成一条记录。

        值已按字段的类型和限度读好，不再过一遍校验：校验库建校验比读全部数据还慢。
        """
        return super().model_construct(places=places, **fields)

    @classmethod
    def unfilled(cls) -> Self:
        """什么也没有填的一条记录。"""
        return cls.of_read({}, {})

    @classmethod
    def titles(cls) -> dict[str, FieldInfo]:
        """中文名称 → 字段；不含 ``places``。"""
        return {info.title: info for info in cls.model_fields.values() if info.title}

    def origin(self, title: str = "") -> tuple[Origin, ...]:
        """某字段的出处；没有记下时取整条记录的出处，再没有则为空。"""
        place = self.places.get(title) or self.places.get("")
        return (place,) if place else ()
