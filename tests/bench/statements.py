"""What a page asks the database: its statements and their values, taken from
MariaDB's general log, which has each statement's text once (Prepare) and then
the text with the values in it (Execute)."""

import re

VALUE = r"(NULL|-?\d+|'(?:[^'\\]|\\.|'')*')"
ESCAPES = {"0": "\0", "n": "\n", "r": "\r", "Z": "\x1a"}


class ServerLog:
    """The log of a desk's MariaDB, on for as long as we are in it."""

    def __init__(self, company):
        self.ask = company.root_sql

    def __enter__(self):
        self.ask("SET GLOBAL log_output = 'TABLE'")
        self.ask("SET GLOBAL general_log = ON")
        return self

    def __exit__(self, *_):
        self.ask("SET GLOBAL general_log = OFF")
        self.ask("TRUNCATE mysql.general_log")

    def commands(self):
        """All of the web workers so far: (thread, kind, text)."""
        rows = self.ask(
            "SELECT thread_id, command_type, HEX(argument)"
            " FROM mysql.general_log WHERE user_host LIKE '%duedesk_web%'"
        )
        return [
            (int(thread), kind, bytes.fromhex(text).decode(errors="replace"))
            for thread, kind, text in rows
        ]

    def executed(self, ask):
        """The texts, with values, of what ${ask}() makes a worker run."""
        before = len(self.commands())
        ask()
        return [t for _, kind, t in self.commands()[before:] if kind == "Execute"]

    def of(self, ask):
        """The statements that ${ask}() makes a warm worker run, in order: for
        each its text, its values, and the text with the values in it."""
        for _ in range(100):
            before = len(self.commands())
            ask()
            commands = self.commands()
            if all(kind != "Prepare" for _, kind, _ in commands[before:]):
                break
        texts = {t for _, kind, t in commands if kind == "Prepare"}
        return [
            match(texts, text) if kind == "Execute" else (text, [], text)
            for _, kind, text in commands[before:]
        ]


def unquote(text):
    """A value as the log has it: an int, a str or None."""
    if text == "NULL":
        return None
    if not text.startswith("'"):
        return int(text)
    text = text[1:-1].replace("''", "'")
    return re.sub(
        r"\\(.)", lambda m: ESCAPES.get(m[1], m[1]), text, flags=re.DOTALL
    )


def match(texts, executed):
    """Which of the texts it was, and with what."""
    found = []
    for text in texts:
        pattern = VALUE.join(map(re.escape, text.split("?")))
        if m := re.fullmatch(pattern, executed, re.DOTALL):
            found.append((text, [unquote(v) for v in m.groups()], executed))
    assert len(found) == 1, (len(found), executed)
    return found[0]


def without_session(statements):
    """All but what finds out who asks."""
    return [s for s in statements if " session " not in s[0]]


def write(statements, path):
    """As bare reads them."""
    with open(path, "w", encoding="utf-8") as file:
        for text, values, _ in statements:
            lines = [f"S {text}"]
            for v in values:
                lines.append(
                    "N " if v is None else f"I {v}" if isinstance(v, int)
                    else f"T {v}"
                )
            assert not any("\n" in line for line in lines), lines
            file.write("".join(line + "\n" for line in lines))
