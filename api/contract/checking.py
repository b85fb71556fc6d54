"""A request held against its operation: every mistake at once, in both languages, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jsonschema.exceptions import ValidationError
from werkzeug.datastructures import Headers

from openfisca_jordan_sp.errors import NO_HINT, Problem, Text

from ..errors import InvalidRequestError
from .document import Operation
from .messages import problem_of

#: How many mistakes of one request are told.
MOST_TOLD = 20


def check_body(operation: Operation, body: Any) -> None:
    """Hold a JSON body against the operation's schema.

    Raises:
        InvalidRequestError: with the first `MOST_TOLD` mistakes.
    """
    if operation.body is not None:
        _raise(told(operation.body.iter_errors(body), "body"))


def check_query(operation: Operation, given: Mapping[str, list[str]]) -> dict[str, Any]:
    """The parameters of the query by name, as numbers and truths where their schema says so; defaults filled in.

    Raises:
        InvalidRequestError: an unknown name, one twice, or a value that its schema does not allow.
    """
    known = {one.name: one for one in operation.parameters if one.place == "query"}
    problems = [_unknown(name, known) for name in given if name not in known]
    read: dict[str, Any] = {}
    for name, parameter in known.items():
        values = given.get(name, [])
        if len(values) > 1:
            problems.append(_problem(name, Text("stands twice.", "مكرر.")))
        elif values:
            read[name] = _typed(values[0], parameter.schema)
            problems += told(parameter.validator.iter_errors(read[name]), name)
        elif parameter.is_required:
            problems.append(_problem(name, Text("is required.", "مطلوب.")))
        elif "default" in parameter.schema:
            read[name] = parameter.schema["default"]
    _raise(problems)
    return read


def check_headers(operation: Operation, given: Headers) -> dict[str, str]:
    """The headers that the operation names, by name; others are not its business.

    Raises:
        InvalidRequestError: one that its schema does not allow.
    """
    known = [one for one in operation.parameters if one.place == "header" and one.name in given]
    _raise([problem for one in known for problem in told(one.validator.iter_errors(given[one.name]), one.name)])
    return {one.name: given[one.name] for one in known}


def check_path(operation: Operation, given: Mapping[str, str]) -> bool:
    """Whether the parts of an address can name anything."""
    validators = {one.name: one.validator for one in operation.parameters if one.place == "path"}
    return all(validators[name].is_valid(value) for name, value in given.items())


def told(errors: Iterable[ValidationError], path: str) -> list[Problem]:
    """The problems that a validator found, the first of them in the order of their places."""
    found = []
    for error in errors:
        found.append(problem_of(error, path))
        if len(found) == MOST_TOLD:
            break
    return sorted(dict.fromkeys(found), key=lambda problem: problem.path)


def _raise(problems: list[Problem]) -> None:
    if problems:
        raise InvalidRequestError(problems)


def _unknown(name: str, known: Iterable[str]) -> Problem:
    names = ", ".join(known)
    message = Text("is not a parameter of this address.", "ليس من معاملات هذا العنوان.")
    return _problem(name[:64], message, Text(f"Known: {names}.", f"المعروف: {names}.") if names else NO_HINT)


def _problem(path: str, message: Text, hint: Text = NO_HINT) -> Problem:
    return Problem("invalid_request", path, message, hint)


def _typed(text: str, schema: Mapping[str, Any]) -> Any:
    """A text of the query as its schema's type; as it is where it cannot be, so that the schema refuses it."""
    if schema.get("type") == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if schema.get("type") in ("integer", "number") and text.isascii():
        try:
            return int(text) if schema["type"] == "integer" else float(text)
        except ValueError:
            return text
    return text
