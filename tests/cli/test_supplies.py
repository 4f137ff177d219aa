"""What the desk is linked with: a libfcgi with a known hole is refused, and the
list of libraries is whole."""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

PROGRAMS = [str(tap.BUILD / p) for p in
            os.environ.get("TEST_PROGRAMS", "duedesk duedesk-web").split()]


def version_of(installed):
    """What is said of a machine with that package."""
    with tempfile.TemporaryDirectory() as folder:
        fake = Path(folder, "dpkg-query")
        fake.write_text(f"#!/bin/sh\nprintf %s '{installed}'\n"
                        if installed else "#!/bin/sh\nexit 1\n")
        fake.chmod(0o755)
        return subprocess.run(
            [tap.TOP / "tools/libfcgi-version"], capture_output=True,
            text=True, check=True, env={
                **os.environ, "PATH": f"{folder}:{os.environ['PATH']}"
            }).stdout.strip()


def test_a_libfcgi_with_a_known_hole_is_told_from_a_mended_one():
    for old in ("2.4.0-1", "2.4.2-2", "2.4.2-2~bpo11+1", "2.4.2-2+deb11u1"):
        assert version_of(old) == f"old {old}"
    for mended in ("2.4.2-2+deb12u1", "2.4.2-2+deb12u2", "2.4.5-0.1"):
        assert version_of(mended) == f"mended {mended}"
    assert version_of("") == "unknown"


def test_configure_refuses_the_old_one():
    text = (tap.TOP / "configure.ac").read_text()
    at = text.index("tools/libfcgi-version")
    assert re.search(r"\[old\*\], \[AC_MSG_ERROR", text[at:at + 400])


def test_this_machine_has_a_mended_one():
    said = subprocess.run([tap.TOP / "tools/libfcgi-version"], text=True,
                          capture_output=True, check=True).stdout
    assert not said.startswith("old"), said


def test_the_list_of_libraries_is_whole():
    made = subprocess.run(
        [tap.TOP / "tools/sbom", "0", *PROGRAMS], capture_output=True,
        text=True, check=True)
    bom = json.loads(made.stdout)
    assert bom["bomFormat"] == "CycloneDX"
    listed = {p["value"] for c in bom["components"]
              for p in c["properties"]}
    for program in PROGRAMS:
        said = subprocess.run(["ldd", program], capture_output=True,
                              text=True, check=True).stdout
        needed = set(re.findall(r"^\s*(\S+) => /", said, re.M))
        assert needed and not needed - listed, needed - listed
    names = [c["name"] for c in bom["components"]]
    assert len(names) == len(set(names))
    for want in ("fcgi", "sodium", "mariadb", "ctemplate"):
        mine = [c for c in bom["components"] if want in c["name"]]
        assert mine and mine[0]["version"], want


tap.run(globals())
