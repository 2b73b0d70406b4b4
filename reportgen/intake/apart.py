"""分开：几个文件同名也都读，名称里带上扩展名或文件夹；只看不写的用。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportgen.intake.files import read_file, spread
from reportgen.reading.node import Document


def read_apart(paths: Iterable[Path]) -> Iterator[tuple[str, Document]]:
    """全部文件的各份数据和它们分得开的名称。"""
    files = list(dict.fromkeys(spread(paths)))
    owners: dict[str, list[Path]] = {}
    for file in files:
        owners.setdefault(file.stem.casefold(), []).append(file)
    for file in files:
        for stem, document in read_file(file):
            rivals = [other for other in owners.get(stem.casefold(), []) if other != file]
            rivals += [other for other in owners[file.stem.casefold()] if other != file]
            number = stem.removeprefix(file.stem)
            yield (f"{_told_apart(file, rivals)}{number}" if rivals else stem), document


def _told_apart(file: Path, rivals: list[Path]) -> str:
    """和同名的文件分得开的名称：文件名，还一样的带上所在的文件夹。"""
    count = next(
        (
            count
            for count in range(1, len(file.parts))
            if all(other.parts[-count:] != file.parts[-count:] for other in rivals)
        ),
        len(file.parts),
    )
    return "-".join(file.parts[-count:])
