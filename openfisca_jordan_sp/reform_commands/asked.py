"""What the commands of bills share: the policies that a user names, and the languages of the output."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click
from click.core import ParameterSource

from openfisca_jordan_sp.asked_policies import parse_policy
from openfisca_jordan_sp.errors import PolicyError, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import Reform
from openfisca_jordan_sp.writing import LANGUAGES, Writing
from openfisca_jordan_sp.writing_options import writing_of

#: How a user names the law in force where a policy is asked for.
LAW = ("law", "law_in_force")


def named_policies(names: Sequence[str]) -> list[Policy]:
    """Policies by id, file, `a+b` or `law`; a reform that several of them hold is loaded once.

    Raises:
        PolicyError: nothing beside a `+`, or a reform twice in one policy.
        UnknownReformError: a name that is neither a file nor an id.
        InvalidReformError: a reform with mistakes, all of them listed.
    """
    loaded: dict[str, Reform] = {}
    return [Policy() if name in LAW else parse_policy(name, loaded) for name in names]


def none_named() -> PolicyError:
    """The error of a command that was given no bill."""
    return PolicyError(
        Text("No reform is named.", "لم يُذكر أي مشروع تعديل."),
        hint=Text(
            "Give an id or a file; `jordan-sp reform list` lists the catalogue.",
            "اذكر معرّفا أو ملفا؛ يعرض الأمر `jordan-sp reform list` القائمة.",
        ),
    )


def writings_of(ctx: click.Context) -> tuple[Writing, ...]:
    """The languages of the output, the one asked for first: only that one where `--lang` names it."""
    first = writing_of(ctx)
    if ctx.get_parameter_source("lang") is ParameterSource.COMMANDLINE:
        return (first,)
    return (first, *(Writing(language, first.digits) for language in LANGUAGES if language != first.language))


def print_json(content: dict[str, Any]) -> None:
    """Print JSON as the files have it."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False, default=str))
