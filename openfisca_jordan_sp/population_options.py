"""The options that several commands share: which population, which month, which poverty line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from openfisca_jordan_sp.defaults import DEFAULT_PERIOD

Command = TypeVar("Command", bound=Callable[..., Any])

population_option = click.option(
    "--population", default="demo", show_default=True, help="`demo`, or the folder of a population."
)


def month_option(text: str) -> Callable[[Command], Command]:
    """The option `--period`, explained by `text`."""
    return click.option("--period", default=DEFAULT_PERIOD, show_default=True, help=text)


def population_options(
    *, month: str = "Month: YYYY-MM.", line: str = "JOD a person and month"
) -> Callable[[Command], Command]:
    """The options `--population`, `--period` and `--line`, in this order.

    Args:
        month: what `--help` says of the month.
        line: what a number given as the poverty line is.
    """
    of_line = click.option(
        "--line",
        default="national",
        show_default=True,
        help=f"Poverty line: national, unindexed, naf, or {line}.",
    )

    def decorated(command: Command) -> Command:
        return population_option(month_option(month)(of_line(command)))

    return decorated
