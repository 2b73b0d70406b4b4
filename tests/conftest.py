"""全部测试共用的选项和器具。"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from reportgen.pipeline import Workshop

# 不看机器快慢，每次试的例子都一样；要多试，加 --hypothesis-profile=explore
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.register_profile("explore", deadline=None)
settings.load_profile("steady")

TEMPLATES = Path(__file__).parents[1] / "templates" / "zh"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="重写 tests/golden 里的文字")


@pytest.fixture(scope="session", autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """使用者的缓存文件夹：测试用自己的。"""
    place = str(tmp_path_factory.mktemp("缓存"))
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
            patch.setenv(variable, place)
        yield


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    """随程序带的模板，读一次。"""
    from reportgen.pipeline import Workshop

    return Workshop(TEMPLATES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """一份可以改的模板文件夹。"""
    return Path(shutil.copytree(TEMPLATES, tmp_path / "模板"))
