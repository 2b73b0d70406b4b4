"""改正了的表没有错误级的发现；没有改正的，同样的路子看得出错。"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.audit import audit
from reportgen.finding import Finding, Severity
from tests.audit.correct import Data, corrected, examined, forms, stated


def errors(data: Data) -> list[Finding]:
    return [each for each in audit(examined(data)) if each.severity is Severity.ERROR]


@pytest.mark.parametrize("path", forms(), ids=lambda path: path.stem)
def test_a_corrected_form_has_no_error(path: Path) -> None:
    found = [(each.code, each.message) for each in errors(corrected(stated(path)))]
    assert found == []


def test_the_forms_as_they_were_handed_in_have_errors() -> None:
    assert len(forms()) == 24
    assert sum(bool(errors(stated(path))) for path in forms()) >= 12
