"""What `duedesk help` says agrees with the man page: each command, and of each
every option."""

import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

DUEDESK = str(tap.BUILD / "duedesk")


def said(*words, status=0):
    run = subprocess.run([DUEDESK, *words], text=True, check=False,
                         stdin=subprocess.DEVNULL, capture_output=True)
    assert run.returncode == status, (words, run)
    return run.stdout if status == 0 else run.stderr


def man_page():
    """Of each command: the options that the man page has for it."""
    text = (tap.TOP / "doc/man/duedesk.1").read_text()
    text = text[text.index("The commands are:"):text.index(".Sh ENVIRONMENT")]
    options = {}
    for item in re.split(r"^\.It (?:Xo )?Ic ", text, flags=re.M)[1:]:
        options.setdefault(re.match(r"[a-z]+", item)[0], set()).update(
            "--" + name for name in re.findall(r"Fl -([a-z-]+)", item))
    return options


def test_the_list_has_the_commands_of_the_man_page():
    listed = re.findall(r"^  ([a-z]+) +\S", said("help"), re.M)
    assert listed == sorted(man_page())
    assert said("--help") == said("help") == said(status=2)


def test_each_command_tells_its_options():
    general = {"--help", "--version"}
    for command, options in man_page().items():
        text = said("help", command)
        assert text.startswith(f"usage: duedesk {command}")
        told = set(re.findall(r"--[a-z-]+", text))
        assert told - general == options - general, (command, told ^ options)
        if command != "help":
            assert said(command, "--help") == text


def test_a_mistake_shows_how_it_is_used():
    for command in ("people", "departments"):
        text = said(command, "nonsense", status=2)
        assert text.startswith(f"usage: duedesk {command}")
        assert said("help", command).endswith(text.split("\n\n", 1)[1])
    assert "no command \"nonsense\"" in said("nonsense", status=2)
    assert "no command \"nonsense\"" in said("help", "nonsense", status=2)


tap.run(globals())
