"""读文字：编码、看不见的字符。"""

from __future__ import annotations

import pytest

from reportgen.finding import Unreadable
from reportgen.reading.plain_text import clean, decode, printable

TEXT = "表: 附件2\n项目名称: 光谷展示中心\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    assert decode((mark + TEXT).encode(encoding), "甲.yaml") == (TEXT, ())


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_gbk_is_read_and_told(encoding: str) -> None:
    text, [finding] = decode(TEXT.encode(encoding), "甲.yaml")
    assert text == TEXT
    assert finding.code == "encoding-gbk"
    assert finding.severity == "warning"
    assert finding.message == "文件不是 UTF-8 编码，已按 GBK 读取"
    assert [str(origin) for origin in finding.origins] == ["甲.yaml"]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)),
        b"\x00\x01\x02\x03" * 50,
        TEXT.encode("utf-16-le"),  # 没有 BOM
        b"\xff\xfe\x00\xd8\x41",  # 有 BOM，内容坏了
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 20,
    ],
    ids=["all bytes", "control", "utf-16 without mark", "broken utf-16", "picture"],
)
def test_what_is_no_text_is_told(data: bytes) -> None:
    with pytest.raises(Unreadable) as stopped:
        decode(data, "甲.yaml")
    [finding] = stopped.value.findings
    assert (finding.code, str(finding.origins[0])) == ("not-text", "甲.yaml")
    assert finding.message == "不是文字文件，或编码认不出"


def test_a_damaged_byte_in_utf8_is_not_read_as_gbk() -> None:
    data = "年度: 2020\n名称: 光谷展示中心".encode()[:-1] + "\n单位: 政务局\n".encode()
    with pytest.raises(Unreadable) as stopped:
        decode(data, "甲.yaml")
    [finding] = stopped.value.findings
    assert finding.code == "encoding-damaged"
    assert str(finding.origins[0]) == "甲.yaml:2:10"


@pytest.mark.parametrize(
    ("text", "cleaned", "places"),
    [
        ("甲\r\n乙\r丙", "甲\n乙\n丙", []),
        ("甲\t乙", "甲\t乙", []),
        ("😀𠮷", "😀𠮷", []),
        ("👨\u200d👩", "👨\u200d👩", []),  # 表情里的连接符是正经的
        ("甲\x00乙", "甲乙", ["1:2"]),
        ("一\n二\x07三\x1b", "一\n二三", ["2:2", "2:4"]),
        ("甲\ufeff\u200b乙", "甲乙", ["1:2", "1:3"]),
        ("甲\x85乙\u2028丙\u2029丁\x0b戊", "甲 乙 丙 丁 戊", ["1:2", "1:4", "1:6", "1:8"]),
        ("\x01" * 9, "", ["1:1", "1:2", "1:3", "1:4", "1:5"]),
    ],
)
def test_clean(text: str, cleaned: str, places: list[str]) -> None:
    read, findings = clean(text, "甲")
    assert read == cleaned
    assert [str(o).removeprefix("甲:") for f in findings for o in f.origins] == places
    assert {finding.code for finding in findings} <= {"control-characters"}


def test_the_number_of_invisible_characters_is_told() -> None:
    [finding] = clean("\x01" * 9, "甲")[1]
    assert finding.message == "有 9 个看不见的字符（控制字符、特殊换行等），已去掉或换成空格"


def test_characters_lost_in_an_earlier_conversion_are_told_and_kept() -> None:
    text, [finding] = clean("甲\n乙\ufffd", "甲")
    assert text == "甲\n乙\ufffd"
    assert (finding.code, str(finding.origins[0])) == ("garbled-text", "甲:2:2")


def test_no_surrogate_survives() -> None:
    assert printable("甲\ud800乙") == ("甲乙", 1)
