"""The options `--lang` and `--digits` of commands that write for a reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from openfisca_jordan_sp.writing import DIGITS, LANGUAGES, WESTERN, Writing

Command = TypeVar("Command", bound=Callable[..., Any])


def writing_options(command: Command) -> Command:
    """The options `--lang` (like `jordan-sp --language`, for one command) and `--digits`; `writing_of` reads them."""
    lang = click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        is_eager=True,
        callback=_for_errors_too,
        help="Language of the output and of errors.",
    )
    digits = click.option(
        "--digits",
        type=click.Choice(DIGITS),
        default=WESTERN,
        show_default=True,
        expose_value=False,
        callback=_kept,
        help="Digits of an Arabic output.",
    )
    return lang(digits(command))


def writing_of(ctx: click.Context) -> Writing:
    """The writing that was asked for."""
    root = ctx.find_root()
    return Writing(root.params["language"], root.meta.get("digits", WESTERN))


def _for_errors_too(ctx: click.Context, option: click.Parameter, value: str | None) -> None:
    del option
    if value is not None:
        ctx.find_root().params["language"] = value


def _kept(ctx: click.Context, option: click.Parameter, value: str) -> None:
    del option
    ctx.find_root().meta["digits"] = value
