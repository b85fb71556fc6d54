"""The commands that the pages of the drafter's bench show are commands, and their links lead somewhere."""

import contextlib
import re
import shlex
from pathlib import Path

import click
import pytest

from openfisca_jordan_sp.cli import main

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("vary.md", "explanations.md", "reforms.md", "drafting.md")


def shown(page):
    """The commands in the blocks and in the sentences of a page."""
    text = (DOCS / page).read_text(encoding="utf-8")
    blocks = [line for block in re.findall(r"```\n(.*?)```", text, flags=re.DOTALL) for line in block.splitlines()]
    inline = re.findall(r"`(jordan-sp [^`]*)`", text.replace("\n", " "))
    return [line.partition(" #")[0].strip() for line in [*blocks, *inline] if line.startswith("jordan-sp")]


@pytest.mark.parametrize(("page", "line"), [(page, line) for page in PAGES for line in dict.fromkeys(shown(page))])
def test_each_command_takes_what_it_is_given(page, line):
    del page
    command, rest = main, [word for word in shlex.split(line)[1:] if word != "COMMAND"]
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        command = command.get_command(click.Context(command), rest.pop(0))
        assert command is not None
    # Parsing alone: wrong options, values and missing arguments are refused, and nothing is computed. A sentence may
    # name a command without what it is given.
    with contextlib.suppress(*([click.exceptions.Exit] if rest else [click.exceptions.Exit, click.MissingParameter])):
        command.make_context(line, rest)


@pytest.mark.parametrize("page", PAGES)
def test_each_link_to_a_file_leads_to_one(page):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", (DOCS / page).read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (DOCS / link).exists()] == []
