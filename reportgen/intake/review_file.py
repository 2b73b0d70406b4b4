"""读 ``审核.yaml``：它放在数据旁边，但不是数据。"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from reportgen.finding import Finding, Severity, Unreadable
from reportgen.intake.opening import fault
from reportgen.reading.builder import Builder
from reportgen.reading.yaml_file import read_yaml
from reportgen.review import Closing, Review

NAMES: Final = ("审核.yaml", "审核.yml")
UNUSED: Final = "审核设定有错，里面写的这次都没有用"


class ReadReview(NamedTuple):
    """读到的审核设定和发现；有错的（``broken``）没有设定，只有发现。"""

    path: Path
    reviews: tuple[Review, ...]
    findings: tuple[Finding, ...]
    broken: bool = False


def is_review(file: Path) -> bool:
    """是不是审核设定。"""
    return file.name.lower() in NAMES


def read_review(path: Path) -> ReadReview:
    """一个文件里的审核设定；有一处错就都不用，免得关错了，全部错误一次说全。"""
    try:
        nodes, findings = read_yaml(path.read_bytes(), str(path))
    except Unreadable as unread:
        return _broken(path, unread.findings)
    except OSError:
        remedy = "关闭正在使用它的程序，核对读取权限"
        return _broken(path, (fault("file-unreadable", path, "文件打不开", remedy),))
    reviews: list[Review] = []
    for node in nodes:
        builder = Builder()
        try:
            reviews.append(builder.build(Review, node))
            findings += tuple(builder.findings)
        except Unreadable as unread:
            findings += unread.findings
    findings += tuple(
        _unfilled(closing, title)
        for review in reviews
        for closing in review.closings
        for title, text in (("code", closing.code), ("理由", closing.reason))
        if not text
    )
    if any(finding.severity is Severity.ERROR for finding in findings):
        return _broken(path, findings)
    return ReadReview(path, tuple(reviews), findings)


def _broken(path: Path, findings: tuple[Finding, ...]) -> ReadReview:
    told = fault("review-unread", path, UNUSED, "改好下面各处，再运行一次")
    return ReadReview(path, (), (told, *findings), broken=True)


def _unfilled(closing: Closing, title: str) -> Finding:
    return Finding(
        "field-missing",
        Severity.ERROR,
        f"“关闭”的这一项没有写“{title}”",
        f"补上“{title}”",
        closing.origin(title),
        field=f"关闭/{title}",
    )
