"""The samples checked in one call, once a session; the bundle is the one that the project has."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.check.bundle import ready_bundle
from gouji.check.model import CheckResult
from gouji.check.run import check
from tests.conftest import SAMPLES


@pytest.fixture(scope="session")
def bundle() -> Path:
    return ready_bundle(quiet=True)


@pytest.fixture(scope="session")
def checked(bundle: Path) -> CheckResult:
    assert bundle.is_file()
    return check([SAMPLES], quiet=True)
