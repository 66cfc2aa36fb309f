"""Fixtures shared by the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.ledger import read_labels
from selon.packs import load_pack

SHARED = Path(__file__).parent.parent.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="write the golden dossiers anew")


@pytest.fixture
def golden_update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--golden-update"))


@pytest.fixture
def labels_en() -> dict[str, str]:
    return dict(read_labels(load_pack("en")))


@pytest.fixture
def shared() -> Path:
    """The folder of gold sets beside the repository; tests on it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the repository: gold sets are not at hand")
    return SHARED
