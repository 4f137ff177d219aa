"""What tests/http and tests/browser share."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "support"))

from desk import Desk  # noqa: E402


@pytest.fixture(scope="session")
def desk():
    """A running desk without a sample company, for the whole suite."""
    d = Desk("--no-sample")
    try:
        yield d.start()
    finally:
        d.remove()
