"""What a schema refuses, in words of both languages."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Callable
from difflib import get_close_matches
from itertools import islice
from typing import Any

from jsonschema.exceptions import ValidationError

from openfisca_jordan_sp.errors import NO_HINT, Problem, Text

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 48
_SHORT.maxdict = _SHORT.maxlist = _SHORT.maxlevel = 2

_TYPES = {
    "object": Text("an object", "كائنا"),
    "array": Text("a list", "قائمة"),
    "string": Text("a text", "نصا"),
    "number": Text("a number", "رقما"),
    "integer": Text("a whole number", "رقما صحيحا"),
    "boolean": Text("true or false", "true أو false"),
    "null": Text("null", "null"),
}


def problem_of(error: ValidationError, root: str) -> Problem:
    """One refusal as a problem: where a value fits none of several forms, what is wrong with the one that was meant."""
    found = error
    while found.context:
        meant = _meant(found)
        if meant is None:
            break
        found = meant
    path = ".".join([root, *(str(part)[:64] for part in found.absolute_path)])
    message, hint = _KEYWORDS.get(str(found.validator), _any)(found)
    return Problem("invalid_request", path, message, hint)


def _meant(error: ValidationError) -> ValidationError | None:
    """The refusal of the form that a value was meant to have: the one whose kind it is, or that it fits furthest."""
    context = list(error.context or ())
    here = len(error.absolute_path)
    of_other_kinds = {
        one.schema_path[0] for one in context if one.validator == "type" and len(one.absolute_path) == here
    }
    of_its_kind = [one for one in context if one.schema_path[0] not in of_other_kinds]
    if len({one.schema_path[0] for one in of_its_kind}) == 1:
        return of_its_kind[0]
    deepest = max(len(one.absolute_path) for one in context)
    return None if deepest <= here else next(one for one in context if len(one.absolute_path) == deepest)


Said = tuple[Text, Text]


def _shown(value: Any) -> Text:
    """What was given, shortened."""
    text = _SHORT.repr(value)
    return Text(f"Given: {text}.", f"المعطى: {text}.")


def _type(error: ValidationError) -> Said:
    allowed: Any = error.validator_value
    names = [allowed] if isinstance(allowed, str) else list(allowed)
    texts = [_TYPES[name] for name in names]
    english, arabic = " or ".join(text.en for text in texts), " أو ".join(text.ar for text in texts)
    return Text(f"must be {english}.", f"يجب أن يكون {arabic}."), _shown(error.instance)


def _required(error: ValidationError) -> Said:
    needed: Any = error.validator_value
    given: Any = error.instance
    missing = ", ".join(name for name in needed if name not in given)
    return Text(f"lacks {missing}.", f"ينقصه {missing}."), NO_HINT


def _closed(error: ValidationError) -> Said:
    schema: Any = error.schema
    given: Any = error.instance
    known = schema.get("properties", {})
    # There may be hundreds of thousands: the first few tell what is wrong.
    unknown = [
        str(name)[:64] for name in islice((one for one in given if one not in known and not _fits(one, schema)), 5)
    ]
    names = ", ".join(unknown)
    near = [one for name in unknown for one in get_close_matches(name, known, n=2)] or [*known][:12]
    listed = ", ".join(dict.fromkeys(near))
    hint = Text(f"Known: {listed}.", f"المعروف: {listed}.") if listed else NO_HINT
    return Text(f"does not take {names}.", f"لا يقبل {names}."), hint


def _fits(name: str, schema: dict[str, Any]) -> bool:
    return any(re.search(pattern, name) for pattern in schema.get("patternProperties", {}))


def _enum(error: ValidationError) -> Said:
    allowed: Any = error.validator_value
    values = ", ".join(map(str, allowed[:12]))
    return Text("is not one of its values.", "ليس من قيمه."), Text(f"Known: {values}.", f"المعروف: {values}.")


def _const(error: ValidationError) -> Said:
    return Text(f"must be {error.validator_value!r}.", f"يجب أن يكون {error.validator_value!r}."), _shown(
        error.instance
    )


def _format(error: ValidationError) -> Said:
    """Days are the only form by name in the contract."""
    given = _SHORT.repr(error.instance)
    return Text(f"is no day of the calendar: {given}.", f"ليس يوما في التقويم: {given}."), _pattern(error)[1]


def _pattern(error: ValidationError) -> Said:
    schema: Any = error.schema
    said = schema.get("description", "")
    example = next(iter(schema.get("examples", ())), None)
    hint = Text(f"{said} Such as {example!r}.", f"مثل {example!r}.") if example is not None else _shown(error.instance)
    return Text("has not the form that it must have.", "ليس على الصورة المطلوبة."), hint


def _bound(en: str, ar: str) -> Callable[[ValidationError], Said]:
    def said(error: ValidationError) -> Said:
        limit = error.validator_value
        return Text(en.format(limit), ar.format(limit)), NO_HINT

    return said


def _names(error: ValidationError) -> Said:
    return Text("has a name that is not allowed.", "فيه اسم غير مقبول."), _shown(error.instance)


def _any(error: ValidationError) -> Said:
    return Text("is none of the forms that are read.", "ليس من الصور المقروءة."), _shown(error.instance)


_KEYWORDS: dict[str, Callable[[ValidationError], Said]] = {
    "type": _type,
    "required": _required,
    "additionalProperties": _closed,
    "unevaluatedProperties": _closed,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "format": _format,
    "propertyNames": _names,
    "minimum": _bound("must be at least {}.", "يجب ألا يقل عن {}."),
    "maximum": _bound("must be at most {}.", "يجب ألا يزيد على {}."),
    "exclusiveMinimum": _bound("must be more than {}.", "يجب أن يزيد على {}."),
    "exclusiveMaximum": _bound("must be less than {}.", "يجب أن يقل عن {}."),
    "minLength": _bound("must have at least {} characters.", "يجب ألا يقل طوله عن {}."),
    "maxLength": _bound("must have at most {} characters.", "يجب ألا يزيد طوله على {}."),
    "minItems": _bound("must have at least {} items.", "يجب ألا تقل عناصره عن {}."),
    "maxItems": _bound("must have at most {} items.", "يجب ألا تزيد عناصره على {}."),
    "minProperties": _bound("must have at least {} entries.", "يجب ألا تقل مدخلاته عن {}."),
    "maxProperties": _bound("must have at most {} entries.", "يجب ألا تزيد مدخلاته على {}."),
    "uniqueItems": lambda _: (Text("has an item twice.", "فيه عنصر مكرر."), NO_HINT),
    "not": lambda _: (Text("is not allowed beside the others.", "غير مقبول مع غيره."), NO_HINT),
}
