#!/usr/bin/python3
"""uncovered.py INFO: which lines and decisions of src/core no test has taken,
by lcov's INFO. REQUIRE() is none: it is never to be taken. Fails if there are
any."""

import sys
from pathlib import Path


def read(info):
    """(file, line, what) of each that was not taken."""
    name, lines, found = "", [], []
    for text in Path(info).read_text().splitlines():
        kind, _, rest = text.partition(":")
        if kind == "SF":
            name, lines = rest, Path(rest).read_text().splitlines()
        values = rest.split(",")
        if kind == "DA" and values[1] == "0":
            found.append((name, int(values[0]), "is not run"))
        if kind == "BRDA" and values[3] in "-0" and "REQUIRE(" not in lines[int(values[0]) - 1]:
            found.append((name, int(values[0]), "goes only one way"))
    return [f for f in found if "/src/core/" in f[0]], name


def main(info):
    found, seen = read(info)
    if not seen:
        sys.exit(f"{info} is empty")
    for name, line, what in sorted(set(found)):
        print(f"{name[name.index('src/core/'):]}:{line}: {what}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
