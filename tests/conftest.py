"""What tests/http and tests/browser share."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "support"))

from desk import Desk  # noqa: E402


@pytest.fixture(scope="session")
def desk():
    """The desk that script/server shows a new user, for the whole suite."""
    d = Desk()
    try:
        yield d.start(seconds=600)
    finally:
        d.remove()


@pytest.fixture(scope="session")
def people(desk):
    """By role: people["agent"].email."""
    return desk.people
