"""What README.md tells a reader to type is there: commands, options, targets, reforms, extras, files, results."""

import configparser
import contextlib
import io
import re
import shlex
from pathlib import Path

import click
import pytest

from openfisca_jordan_sp.cli import main
from openfisca_jordan_sp.reform import catalogue

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, flags=re.DOTALL)
INLINE = re.findall(r"`((?:\.venv/bin/)?(?:jordan-sp|make|openfisca)\b[^`]*)`", README.replace("\n", " "))


def typed():
    """The lines of shell blocks and the commands within sentences, without comments."""
    lines = [line for language, block in BLOCKS if not language for line in block.splitlines()]
    found = [line.partition("#")[0].strip().removeprefix(".venv/bin/") for line in [*lines, *INLINE]]
    return [line for line in dict.fromkeys(found) if line]


COMMANDS = [line for line in typed() if line.startswith("jordan-sp")]
TARGETS = [line for line in typed() if line.startswith("make")]


def test_there_are_commands_to_check():
    assert len(COMMANDS) > 8
    assert len(TARGETS) > 1


def resolve(words):
    """The command that some words name, and the rest of them."""
    command, rest = main, list(words)
    while isinstance(command, click.Group):
        assert rest, "a group is no command"
        name = rest.pop(0)
        command = command.get_command(click.Context(command), name)
        assert command is not None, name
    return command, rest


@pytest.mark.parametrize("line", COMMANDS)
def test_each_command_takes_what_it_is_given(line):
    command, rest = resolve(shlex.split(line)[1:])
    # Parsing alone: wrong options, values and missing arguments are refused, and nothing is computed.
    with contextlib.suppress(click.exceptions.Exit):
        command.make_context(line, list(rest))


@pytest.mark.parametrize("line", ["jordan-sp nothing", "jordan-sp compare x --nowhere 1"])
def test_a_command_that_is_not_there_would_be_found(line):
    with pytest.raises((AssertionError, click.UsageError)):
        test_each_command_takes_what_it_is_given(line)


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("jordan-sp compare")])
def test_each_reform_is_in_the_catalogue_or_the_readers_own_file(line):
    command, rest = resolve(shlex.split(line)[1:])
    context = command.make_context(line, list(rest))
    names = [name for policy in context.params["policies"] for name in policy.split("+")]
    assert names
    assert all(name in catalogue() or name.startswith("my_") for name in names)


@pytest.mark.parametrize("line", TARGETS)
def test_each_target_is_in_the_makefile(line):
    target, *settings = shlex.split(line)[1:]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)
    for setting in settings:
        name, _, value = setting.partition("=")
        assert re.search(rf"^{name} \?=", makefile, flags=re.MULTILINE)
        assert name != "REFORM" or value in catalogue()


def test_each_extra_is_one_of_the_package():
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg")
    named = re.findall(r"openfisca-jordan-sp\[([^\]]+)\]", README)
    assert named
    assert {extra for names in named for extra in names.split(",")} <= set(parser["options.extras_require"])


def test_each_link_to_a_file_leads_to_one():
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link.partition("#")[0]).exists()] == []


def test_openfisca_is_given_tests_that_are_there():
    (line,) = [line for line in typed() if line.startswith("openfisca test")]
    assert (ROOT / shlex.split(line)[-1]).is_dir()


def test_the_examples_for_one_family_print_what_they_say():
    examples = "".join(block for language, block in BLOCKS if language == "python" and "system" in block)
    expected = re.findall(r"print\(.*\)  # (\S+?):?(?: .*)?$", examples, flags=re.MULTILINE)
    assert len(expected) > 1
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(examples, {})
    for text, line in zip(expected, printed.getvalue().splitlines(), strict=True):
        assert float(line.strip("[] ")) == pytest.approx(float(text.strip("[]")), abs=1e-4)
