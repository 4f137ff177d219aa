"""What is no sane JSON has a clear answer at once: the only place so far where
the desk reads any is `duedesk calc`."""

import json
import os
import select
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

DUEDESK = str(tap.BUILD / "duedesk")
GOOD = {"id": 1, "tz": "Europe/Berlin", "week": {"mon": [["09:00", "17:00"]]},
        "op": "due", "start": "2026-06-01T07:00:00Z", "seconds": 3600}
WHOLE = json.dumps(GOOD).encode()
# A program that watches its memory is slower and larger.
WATCHED = b"__asan_init" in Path(DUEDESK).read_bytes()
AT_MOST = 1.0 if WATCHED else 0.05


class Calc:
    """One process that is asked line after line."""

    def __enter__(self):
        self.p = subprocess.Popen([DUEDESK, "calc"], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, bufsize=0)
        return self

    def __exit__(self, *_):
        self.p.stdin.close()
        self.p.stdout.close()
        self.p.wait(120)

    def busy(self):
        """For how many seconds it had a processor, whoever else wants one."""
        return int(Path(f"/proc/{self.p.pid}/schedstat").read_text("ascii").split()[0]) / 1e9

    def ask(self, line):
        """Its answer, and what it took of a processor, reading included."""
        data, sent, before = line + b"\n", 0, self.busy()
        os.set_blocking(self.p.stdin.fileno(), False)
        while sent < len(data):
            assert select.select([], [self.p.stdin], [], 120)[1], "it does not read on"
            sent += os.write(self.p.stdin.fileno(), data[sent:sent + 65536])
        out = b""
        while not out.endswith(b"\n"):
            ready, _, _ = select.select([self.p.stdout], [], [], 120)
            assert ready, "no answer"
            out += os.read(self.p.stdout.fileno(), 65536)
        return json.loads(out), self.busy() - before


def with_member(text):
    return WHOLE[:-1] + b", " + text + b"}"


BROKEN = {
    "a key twice": WHOLE.replace(b'"op": "due"', b'"op": "due", "op": "due"'),
    "a key twice, deeper": with_member(b'"holidays": [{"date": "2026-01-01",'
                                       b' "date": "2026-01-02"}]'),
    "a key twice, escaped": with_member(b'"\\u006fp": "due"'),
    "a number that is none": WHOLE.replace(b"3600", b"1e400"),
    "a number below all": WHOLE.replace(b"3600", b"-1e400"),
    "not a number": WHOLE.replace(b"3600", b"NaN"),
    "infinity": WHOLE.replace(b"3600", b"Infinity"),
    "a number as text": WHOLE.replace(b"3600", b'"3600"'),
    "a list for a text": WHOLE.replace(b'"due"', b"[]"),
    "null": WHOLE.replace(b'"due"', b"null"),
    "deep lists": b"[" * 10_000 + b"]" * 10_000,
    "deep objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "deep inside": with_member(b'"pauses": ' + b"[" * 10_000 + b"]" * 10_000),
    "never closed": b"[" * 10_000,
    "10 MB of text": b'"' + b"x" * 10_000_000 + b'"',
    "10 MB in a member": with_member(b'"tz2": "' + b"x" * 10_000_000 + b'"'),
    "10 MB of digits": WHOLE.replace(b"3600", b"9" * 10_000_000),
    "10 MB of blanks": b" " * 10_000_000 + b"x",
    "NUL": WHOLE.replace(b"Berlin", b"Ber\x00lin"),
    "NUL, escaped": WHOLE.replace(b"Berlin", b"Ber\\u0000lin"),
    "NUL behind": WHOLE + b"\x00",
    "no UTF-8": WHOLE.replace(b"Berlin", b"Ber\xfflin"),
    "UTF-8 cut": WHOLE.replace(b"Berlin", b"Ber\xc3"),
    "UTF-8 too long": WHOLE.replace(b"Berlin", b"\xc0\xaf"),
    "a surrogate": WHOLE.replace(b"Berlin", b"\xed\xa0\x80"),
    "half a surrogate": WHOLE.replace(b"Berlin", b"\\ud800"),
    "a control character": WHOLE.replace(b"Berlin", b"Ber\x01lin"),
    "a comment": WHOLE + b" // x",
    "single quotes": WHOLE.replace(b'"', b"'"),
    "a comma too much": WHOLE[:-1] + b",}",
    "two of them": WHOLE + WHOLE,
    "nothing but a word": b"true",
    "half of it": WHOLE[:len(WHOLE) // 2],
}


def test_each_has_a_clear_error_at_once_and_the_next_line_its_answer():
    slow = []
    with Calc() as calc:
        good, _ = calc.ask(WHOLE)
        assert "due" in good
        for what, line in BROKEN.items():
            answer, took = calc.ask(line)
            assert answer.get("error"), (what, answer)
            assert len(answer["error"]) < 400, (what, answer)
            for _ in range(5):  # a processor may be slow for a while
                if took > AT_MOST:
                    took = min(took, calc.ask(line)[1])
            if took > AT_MOST:
                slow.append((what, f"{took * 1000:.0f} ms"))
            assert calc.ask(WHOLE)[0] == good, what
    assert not slow, slow


def test_they_need_no_memory_worth_mentioning():
    with Calc() as calc:
        for line in BROKEN.values():
            calc.ask(line)
        status = Path(f"/proc/{calc.p.pid}/status").read_text()
        peak = int(status.split("VmHWM:")[1].split()[0])
    assert peak < (1024 if WATCHED else 64) * 1024, f"{peak} KiB"


tap.run(globals())
