#!/usr/bin/python3
"""Does a test notice when a line of src/core says something else?

mutants.py BUILD FOLDER: the tests that `make` built in BUILD, against a core of
which one thing is different: a comparison, a sign, a constant, a condition, a
statement that is left out. FOLDER is where it works.

DUEDESK_MUTANTS says how many are tried, of all there are (0: every one);
DUEDESK_TEST_SEED which. Those of equivalent.tsv are no mistakes, and do not
count. Fails where fewer than nine of ten are noticed.
"""

import os
import random
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SEED = os.environ.get("DUEDESK_TEST_SEED", "1")
COUNT = int(os.environ.get("DUEDESK_MUTANTS", "300"))
ONLY = os.environ.get("DUEDESK_MUTANTS_OF", "")  # part of a file's name
NEEDED = 0.9
SECONDS = 20  # one test takes no longer, or has got into a loop
CASES = {"DUEDESK_TEST_SEED": "1", "DUEDESK_TEST_CASES": "400"}

# ---- What can be different ---------------------------------------------------

SWAPS = [
    (r" < ", [" <= ", " > "]), (r" <= ", [" < "]), (r" > ", [" >= ", " < "]),
    (r" >= ", [" > "]), (r" == ", [" != "]), (r" != ", [" == "]),
    (r" && ", [" || "]), (r" \|\| ", [" && "]), (r" \+ ", [" - "]), (r" - ", [" + "]),
    (r" \* ", [" / "]), (r" / ", [" * "]), (r" % ", [" * "]), (r" \+= ", [" -= "]),
    (r" -= ", [" += "]), (r"\+\+", ["--"]), (r"(?<!-)--", ["++"]), (r" \| ", [" & "]), (r" & ", [" | "]),
    (r"!(?=[a-z(])", [""]), (r"\bif \((?=.*\)$)", ["if (!("]),
    (r"\btrue\b", ["false"]), (r"\bfalse\b", ["true"]),
]
NUMBER = re.compile(r"(?<![\w.\"'\[])\d+(?![\w.\"'xX])")
STATEMENT = re.compile(r"^\t+(?!return\b|goto\b|case\b|default\b)[a-z_*][^;{}]*(?:\)|[-+|&]?= [^;]*|\+\+|--);$"
                       r"|^\t+(?:break|continue);$")
DECLARATION = re.compile(r"^\t+(?:(?:const|static|struct|enum|unsigned|bool|int|size_t|seconds|instant"
                         r"|int64_t|int32_t|uint8_t|uint64_t|uint32_t|char)\b)")


def plain(text):
    """The lines of a file, comments and the inside of strings blanked."""
    blank = lambda m: re.sub(r"[^\n]", " ", m.group())  # noqa: E731
    return re.sub(r'/\*.*?\*/|"(?:\\.|[^"\\])*"', blank, text, flags=re.S).split("\n")


def whole(lines, k):
    """Is line k a statement of its own?"""
    before = lines[k - 1].rstrip()
    return before.endswith((";", "{", "}", ":", ")", "else")) or not before.strip()


def different(line, bare, alone):
    """Each way in which that line can be different."""
    for pattern, others in SWAPS:
        for m in re.finditer(pattern, bare):
            for other in others:
                new = line[: m.start()] + other + line[m.end():]
                yield new[: new.rstrip().rindex(")")] + "))" if other == "if (!(" else new
    for m in NUMBER.finditer(bare):
        n = int(m.group())
        for other in {n + 1, max(n - 1, 0)} - {n}:
            yield line[: m.start()] + str(other) + line[m.end():]
    if alone and STATEMENT.match(bare) and not DECLARATION.match(bare):
        yield re.match(r"\t+", line).group() + ";"


def mutants_of(path):
    text = path.read_text()
    lines, bare = text.split("\n"), plain(text)
    for k, line in enumerate(lines):
        if bare[k].lstrip().startswith("#") or "REQUIRE(" in line or not bare[k].startswith("\t"):
            continue
        if re.match(r"\t+\[", bare[k]) or re.search(r"\bCOUNT_OF\b", bare[k]):
            continue  # a table of names; an array's length
        for new in sorted(set(different(line, bare[k], whole(bare, k))) - {line}):
            yield path, lines, k, new


# ---- Building ----------------------------------------------------------------


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=False, **more)


def need(*words):
    made = run(*words)
    if made.returncode:
        sys.exit(f"{' '.join(map(str, words))}\n{made.stderr}")


class Core:
    """core and base as a library that tests load, one object after the other
    different."""

    def __init__(self, build, folder):
        self.build, self.folder = build, folder
        folder.mkdir(parents=True, exist_ok=True)
        flags = ["-O1", "-fPIC", "-D_GNU_SOURCE", f"-I{ROOT}/src", f"-I{build}/src"]
        self.cc = [os.environ.get("CC", "cc"), "-std=c11", *flags]
        self.cxx = [os.environ.get("CXX", "c++"), "-std=c++17", *flags]
        self.libs = os.environ["MUTANTS_LIBS"].split()
        self.objects = {}
        more = shlex.split(os.environ.get("MUTANTS_CPPFLAGS", ""))
        for source in sorted([*ROOT.glob("src/base/*.c"), *ROOT.glob("src/base/*.cc"),
                              *ROOT.glob("src/core/*.c")]):
            out = folder / (source.parent.name + "_" + source.name + ".o")
            need(*(self.cxx if source.suffix == ".cc" else self.cc), *more, "-c", "-o", out, source)
            self.objects[source] = out
        self.link({})
        self.tests = [self.test(o) for o in sorted(build.glob("tests/core/test_*.o"))]

    def link(self, other):
        objects = [other.get(s, o) for s, o in self.objects.items()]
        made = run(self.cxx[0], "-shared", "-o", self.folder / "libmutant.so", *objects)
        return made.returncode == 0

    def test(self, main):
        beside = [o for o in self.build.glob("tests/core/*.o") if not o.name.startswith("test_")]
        helpers = self.folder / "libhelpers.a"
        helpers.unlink(missing_ok=True)
        need("ar", "cr", helpers, *beside)
        out = self.folder / main.stem
        need(self.cxx[0], "-o", out, main, helpers, f"-L{self.folder}", "-lmutant",
             f"-Wl,-rpath,{self.folder}", *self.libs)
        return out

    def passes(self, test):
        env = {**os.environ, **CASES, "TEST_SRCDIR": str(ROOT), "TEST_BUILDDIR": str(self.build)}
        try:
            return run(test, env=env, timeout=SECONDS, errors="replace").returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def survives(self, path, lines, k, new):
        """No test fails; None: it cannot be built."""
        source, other = self.folder / "mutant.c", self.folder / "mutant.o"
        source.write_text("\n".join([*lines[:k], new, *lines[k + 1:]]))
        if run(*self.cc, "-c", "-o", other, source).returncode or not self.link({path: other}):
            return None
        for test in self.tests:
            if not self.passes(test):
                self.tests.remove(test)  # what notices much is asked first
                self.tests.insert(0, test)
                return False
        return True


# ---- All of them -------------------------------------------------------------


def equivalent():
    found = {}
    for line in (HERE / "equivalent.tsv").read_text().splitlines():
        if line and not line.startswith("#"):
            name, old, new, why = line.split("\t")
            found[name, old, new] = why
    return found


def main(build, folder):
    every = [m for p in sorted(ROOT.glob("src/core/*.c")) if ONLY in p.name for m in mutants_of(p)]
    tried = every if not COUNT else random.Random(SEED).sample(every, min(COUNT, len(every)))
    tried.sort(key=lambda m: (m[0], m[2]))  # one test notices most in a file
    core, known = Core(Path(build).resolve(), Path(folder).resolve()), equivalent()
    for test in core.tests:
        if not core.passes(test):
            sys.exit(f"{test} fails without a mutant")
    killed, alive, used = 0, [], 0
    for path, lines, k, new in tried:
        old = lines[k].strip()
        if (path.name, old, new.strip()) in known:
            used += 1
            continue
        survives = core.survives(path, lines, k, new)
        if survives:
            alive.append(path)
            print(f"{path.name}:{k + 1}\t{old}\t{new.strip()}", flush=True)
        elif survives is False:
            killed += 1
    total = killed + len(alive)
    print(f"mutants: {killed} of {total} noticed ({killed / max(total, 1):.1%}), {used} equivalent,"
          f" of {len(every)}; seed {SEED}")
    return 0 if killed >= NEEDED * total else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
