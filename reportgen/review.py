"""审核设定：数据旁边的 ``审核.yaml``，关闭哪些发现、为什么，和单位自己的错别字表。"""

from reportgen.located import Record, titled


class Closing(Record):
    """关闭：不再算作问题的一种发现；没有写项目的，是这个文件夹的全部项目。"""

    code: str = titled("code")
    project: str = titled("项目", "")
    reason: str = titled("理由")


class Review(Record):
    """审核设定：关闭的各项，和错别字（错的写法 → 对的写法）。"""

    closings: tuple[Closing, ...] = titled("关闭", ())
    typos: dict[str, str] = titled("错别字", default_factory=dict)
