"""打开文件：一种文件一个读法（``READERS``），从字节和名称读出各份数据（``Document``）。

打不开的、认不得的各有一句话，说怎么办。
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.intake.legacy import MODERN, converted, office
from reportgen.reading.node import Document
from reportgen.reading.yaml_file import read_documents
from reportgen.wording import nearest

Documents = tuple[list[Document], tuple[Finding, ...]]
Reader = Callable[[bytes, str], Documents]


def _read_form(data: bytes, name: str) -> Documents:
    from reportgen.intake.form_file import read_form_file  # 有 Word 表才装，启动时不装

    return read_form_file(data, name)


def _read_workbook(data: bytes, name: str) -> Documents:
    from reportgen.intake.workbook.file import read_workbook_file  # 有工作簿才装

    return read_workbook_file(data, name)


FORMS = (".docx", ".docm")
WORKBOOKS = (".xlsx", ".xlsm")
READERS: dict[str, Reader] = {
    **dict.fromkeys((".yaml", ".yml"), read_documents),
    **dict.fromkeys(FORMS, _read_form),
    **dict.fromkeys(WORKBOOKS, _read_workbook),
}
LEGACY = {
    **dict.fromkeys((".doc", ".wps"), "旧版的 Word 文件"),
    **dict.fromkeys((".rtf", ".odt"), "别的格式的文稿"),
    **dict.fromkeys((".xls", ".et"), "旧版的 Excel 文件"),
    ".ods": "别的格式的工作簿",
}
RESAVE = "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”"
RESAVE_WORKBOOK = "用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”"
CONVERT = "；本机装有 LibreOffice，也可以用 reportgen import --convert 由它转换后录"
SAMPLE = "照样例录成 .yaml 文件（reportgen init 会放好一份样例）"
PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".gif", ".pdf")
# 改了扩展名也认得出的文件：开头的几个字节。
SIGNATURES = {
    b"PK\x03\x04": "Word、Excel 文件或压缩包",
    b"\xd0\xcf\x11\xe0": "旧版的或加了密码的 Word、Excel 文件",
    b"%PDF": "PDF 文件",
}
# 打开着的时候旁边的临时文件：名称短的整个接在后面，长的换掉头一两个字
LOCK = "~$"


def open_file(path: Path, convert: bool = False) -> Documents:
    """一个文件里的各份数据和说整个文件的发现；读不了的以 ``Unreadable`` 抛出。

    ``convert`` 为真时，旧版的文件由本机的 LibreOffice 转换后再读。
    """
    suffix = _present(path)
    if convert and suffix in MODERN:
        return READERS[MODERN[suffix]](_converted(path), str(path))
    if suffix not in READERS:
        raise Unreadable([_unknown(path)])
    documents, findings = READERS[suffix](_bytes(path), str(path))
    return documents, (*findings, *_remarks(path))


def mistitled(file: Path) -> str | None:
    """看不见扩展名的电脑上，记事本存出来的“甲.yaml.txt”：它本来的名称。"""
    hidden = file.suffix.lower() == ".txt" and Path(file.stem).suffix.lower() in READERS
    return file.stem if hidden else None


def fault(code: str, path: Path, message: str, remedy: str) -> Finding:
    """说整个文件的错误。"""
    return Finding(code, Severity.ERROR, message, remedy, (Origin(str(path)),))


def _present(path: Path) -> str:
    """文件在，扩展名是什么；没有的、看不了的说清楚。"""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable([_missing(path)]) from None
    except OSError:
        raise Unreadable([_closed(path)]) from None
    return path.suffix.lower()


def _unknown(path: Path) -> Finding:
    """不认得的种类。"""
    suffix = path.suffix.lower()
    if path.name.startswith(LOCK):
        message = "这是 Word、Excel、WPS 打开文件时的临时文件，不是表"
        remedy = f"读名称里没有“{LOCK}”的那个文件"
    elif suffix in LEGACY:
        message = f"{LEGACY[suffix]}，不能直接读"
        remedy = RESAVE if MODERN[suffix] in FORMS else RESAVE_WORKBOOK
        remedy += CONVERT if office() else ""
    elif suffix in PICTURES:
        message = "图片、PDF 里的字读不出来"
        remedy = "用原来的 Word 表；只有图片、扫描件的，照着填进 reportgen blank 的工作簿"
    elif name := mistitled(path):
        message, remedy = "文件名末尾多了 .txt", f"改名为 {name}"
    else:
        message, remedy = "不认得这种文件", "数据文件是 .yaml、.xlsx，自评表是 .docx、.xlsx"
    return fault("file-unreadable", path, message, remedy)


def _bytes(path: Path) -> bytes:
    """文件的字节；打不开的、改了扩展名的都说清楚。"""
    if path.name.startswith(LOCK):
        raise Unreadable([_unknown(path)])
    try:
        data = path.read_bytes()
    except OSError:
        raise Unreadable([_closed(path)]) from None
    suffix = path.suffix.lower()
    remedy = RESAVE if suffix in FORMS else RESAVE_WORKBOOK if suffix in WORKBOOKS else SAMPLE
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature) and (remedy == SAMPLE or not signature.startswith(b"PK")):
            message = f"这其实是{kind}，只是扩展名成了 {path.suffix}"
            if "密码" in kind and remedy != SAMPLE:
                remedy = f"加了密码的先去掉密码；{remedy}"
            raise Unreadable([fault("file-unreadable", path, message, remedy)])
    return data


def _converted(path: Path) -> bytes:
    program = office()
    if program is None:
        remedy = "装上 LibreOffice；或在 Word、WPS、Excel 里另存为 .docx、.xlsx"
        finding = fault("file-unreadable", path, "本机没有 LibreOffice，转换不了", remedy)
        raise Unreadable([finding])
    data = converted(path, program)
    if data is None:
        remedy = "在 Word、WPS、Excel 里打开，另存为 .docx、.xlsx；有密码的先去掉"
        raise Unreadable([fault("file-unreadable", path, "LibreOffice 转换不了这个文件", remedy)])
    return data


def _remarks(path: Path) -> tuple[Finding, ...]:
    """读得了，但要说一声的：带宏的，正打开着的。"""
    place = (Origin(str(path)),)
    suffix = path.suffix.lower()
    remarks = []
    if suffix in (".docm", ".xlsm"):
        message = "文件带宏：只读了里面的字，宏没有运行"
        remarks.append(Finding("macros-ignored", Severity.NOTE, message, "", place))
    locks = {f"{LOCK}{path.name[cut:]}" for cut in range(3)}
    if suffix in (*FORMS, *WORKBOOKS) and locks & set(_neighbours(path.parent, LOCK)):
        message = "文件正在 Word、Excel、WPS 里打开着，没有存盘的改动读不到"
        remarks.append(Finding("file-open", Severity.NOTE, message, "存盘以后再运行一次", place))
    return tuple(remarks)


def _missing(path: Path) -> Finding:
    names = {Path(name).stem: name for name in _neighbours(path.parent)}
    near = nearest(path.stem, names)
    remedy = f"是不是“{path.parent / names[near[0]]}”" if near else "核对路径和文件名"
    what = "文件" if path.suffix else "文件或文件夹"
    return fault("file-missing", path, f"没有这个{what}", remedy)


def _neighbours(folder: Path, start: str = "") -> list[str]:
    """同一文件夹里的文件；``start`` 是名称的开头，不给的不含隐藏的、临时的。"""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []
    if start:
        return [name for name in names if name.startswith(start)]
    return [name for name in names if not name.startswith((".", LOCK))]


def _closed(path: Path) -> Finding:
    remedy = "关闭正在使用它的程序，核对读取权限；路径太长的移到浅一些的文件夹"
    return fault("file-unreadable", path, "文件打不开", remedy)
