"""What tests/http and tests/browser share."""

import re
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
        d.start()
        yield d
        logs = "".join(d.log(n) for n in ("fast", "slow", "sweep"))
    finally:
        d.remove()
    bad = re.findall(r".*(?:Sanitizer: |runtime error: ).*", logs)
    assert not bad, "\n".join(bad)
