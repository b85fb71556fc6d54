"""Running `jordan-sp` in this process."""

from click.testing import CliRunner

from openfisca_jordan_sp.cli import main


def run(*arguments):
    """The result of `jordan-sp` with some arguments."""
    return CliRunner().invoke(main, arguments)


def is_one_clear_line(result, *words):
    """A user's mistake: told at the end, with some words, and no traceback."""
    assert result.exit_code == 2, result.output
    lines = result.stderr.strip().splitlines()
    assert all(word in lines[-1] for word in words), lines
    assert "Traceback" not in result.output
