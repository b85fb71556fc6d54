"""What is wrong with a population, gathered and raised as one error."""

from __future__ import annotations

from collections.abc import Sequence

from openfisca_jordan_sp.errors import NO_HINT, PopulationError, Problem, Text


def problem(path: str, en: str, ar: str, hint: Text = NO_HINT) -> Problem:
    """One mistake, at `file: column` or at a file."""
    return Problem("population_error", path, Text(en, ar), hint)


def raise_problems(problems: Sequence[Problem]) -> None:
    """Raise one `PopulationError` for all problems; nothing where there is none."""
    if not problems:
        return
    if len(problems) == 1:
        only = problems[0]
        raise PopulationError(only.message, path=only.path, hint=only.hint)
    raise PopulationError(
        Text(*("\n".join(_line(each, language) for each in problems) for language in ("en", "ar"))),
        path=problems[0].path,
    )


def _line(each: Problem, language: str) -> str:
    hint = getattr(each.hint, language)
    return f"{each.path}: {getattr(each.message, language)}" + (f" {hint}" if hint else "")
