"""Checks of a reform against the law: every mistake is named at once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from openfisca_core.errors import ParameterParsingError
from openfisca_core.parameters import Parameter, ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.errors import InvalidReformError, Problem, Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import instrument, is_instrument, pillars
from openfisca_jordan_sp.reform import Reform
from openfisca_jordan_sp.reform_format import is_bilingual


def changes_of(reform: Reform, law: ParameterNode) -> dict[str, dict[str, Any]]:
    """The values that a reform sets, written or worked out, by path and date.

    Raises:
        InvalidReformError: the reform's own function fails, or returns no values by path and date.
    """
    try:
        worked_out = reform.code.values(law) if reform.code.values else {}
        return {path: dict(dated) for path, dated in {**reform.values, **worked_out}.items()}
    except Exception as error:  # whatever a user's function raises, it is his mistake to read
        raise InvalidReformError(reform.id, [broken_python("values", error)]) from None


def broken_python(path: str, error: Exception) -> Problem:
    """A reform's Python that fails, in one line."""
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return Problem(
        "broken_python", path, Text(f"its Python fails: {text}.", f"تعذر تنفيذ برنامجه ({type(error).__name__}).")
    )


def check_reform(reform: Reform, law: TaxBenefitSystem) -> None:
    """Raise `InvalidReformError` with every mistake that the reform makes against the law in force."""
    problems = [
        *_emptiness(reform),
        *_additions(reform, law),
        *_changes(reform, law),
        *_neutralised(reform, law),
        *_programmes(reform, law),
    ]
    if problems:
        raise InvalidReformError(reform.id, problems)


def _emptiness(reform: Reform) -> list[Problem]:
    if not reform.is_empty:
        return []
    message = Text("the reform changes nothing: it is empty.", "مشروع التعديل فارغ لا يغير شيئا.")
    keys = "`values`, `adds`, `neutralise`, `python`"
    hint = Text(f"Give one of {keys}.", f"أضف أحد المفاتيح {keys}.")
    return [Problem("empty", "values", message, hint)]


def check_values(root: ParameterNode, values: Mapping[str, Mapping[str, Any]]) -> list[Problem]:
    """The mistakes of values set by path and date, as a reform's; a value that is in force already is none."""
    problems = []
    for path, dated in values.items():
        parameter = tree.find(root, path)
        if isinstance(parameter, Parameter):
            problems += _bad_values(parameter, dated)
        else:
            problems.append(unknown_path(root, path))
    return problems


def _changes(reform: Reform, law: TaxBenefitSystem) -> list[Problem]:
    problems = []
    for path, dated in changes_of(reform, law.parameters).items():
        parameter = tree.find(law.parameters, path)
        if isinstance(parameter, Parameter):
            problems += _values(parameter, dated)
        else:
            problems.append(unknown_path(law.parameters, path))
    return problems


def unknown_path(root: ParameterNode, path: str) -> Problem:
    """The mistake of a path that is no parameter, with the names that look most like it."""
    if tree.find(root, path) is not None:
        message = Text("is a folder of parameters, not a parameter.", "مجلد معلمات وليس معلمة.")
        near = [str(p.name) for p in tree.leaves(root) if str(p.name).startswith(f"{path}.")][:3]
    else:
        message = Text("is not a parameter of the law.", "ليست معلمة في القانون.")
        near = tree.nearest_paths(root, path)
    names = ", ".join(near)
    hint = Text(f"Did you mean {names}?", f"هل تقصد {names}؟") if near else Text("", "")
    return Problem("unknown_parameter", path, message, hint)


def _values(parameter: Parameter, dated: Mapping[str, Any]) -> list[Problem]:
    """Mistakes in the dates and values set for one parameter."""
    problems = _bad_values(parameter, dated)
    if not problems and all(_is_unchanged(parameter, day, value) for day, value in dated.items()):
        message = Text("the values set are those in force: nothing changes.", "القيم هي النافذة: لا شيء يتغير.")
        problems.append(Problem("no_change", str(parameter.name), message))
    return problems


def _bad_values(parameter: Parameter, dated: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for day, value in dated.items():
        problems += _date(parameter, day)
        problems += _type(parameter, day, value) or _range(parameter, day, value)
    return problems


def _date(parameter: Parameter, day: str) -> list[Problem]:
    name = f"{parameter.name}[{day}]"
    try:
        parsed = date.fromisoformat(str(day))
    except ValueError:
        parsed = None
    # Other forms of ISO 8601 (20260101) would not sort among the dates of the law.
    if parsed is None or str(parsed) != str(day):
        message = Text("is not a date.", "ليس تاريخا.")
        return [
            Problem("bad_date", name, message, Text("Write YYYY-MM-DD.", "اكتب السنة فالشهر فاليوم، مثل 2026-01-31."))
        ]
    folder = str(parameter.name).partition(".")[0]
    # A reform may add parameters of an instrument of its own.
    since = instrument(folder).since if is_instrument(folder) else parsed
    if parsed < since:
        message = Text(f"is before the instrument existed ({since}).", f"قبل وجود الأداة القانونية ({since}).")
        return [Problem("before_instrument", name, message)]
    return []


def _type(parameter: Parameter, day: str, value: Any) -> list[Problem]:
    """A value must be of the kind of the parameter's own values; null ends the series."""
    known = next((v.value for v in parameter.values_list if v.value is not None), None)
    if value is None or (known is None and _kind(value) == "number"):
        return []
    expected, found = _kind(known) if known is not None else "number", _kind(value)
    if expected == found:
        return []
    arabic = _KINDS_IN_ARABIC.get(expected, expected)
    message = Text(f"must be a {expected}, not `{value!r}`.", f"نوع القيمة `{value!r}` غير صحيح (المطلوب {arabic}).")
    return [Problem("wrong_type", f"{parameter.name}[{day}]", message)]


_KINDS_IN_ARABIC = {"number": "رقم", "text": "نص", "yes or no": "نعم أو لا"}


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, int | float):
        return "number" if math.isfinite(value) else "number that is not finite"
    return "text" if isinstance(value, str) else type(value).__name__


def _range(parameter: Parameter, day: str, value: Any) -> list[Problem]:
    bounds = parameter.metadata.get("range")
    if value is None or not bounds:
        return []
    lowest, highest = bounds.get("min", -math.inf), bounds.get("max", math.inf)
    if lowest <= value <= highest:
        return []
    text = f"{value} is outside the plausible range from {lowest} to {highest}"
    unit = parameter.metadata.get("unit")
    message = Text(f"{text} ({unit}).", f"القيمة {value} خارج المدى من {lowest} إلى {highest}.")
    return [Problem("out_of_range", f"{parameter.name}[{day}]", message)]


def _is_unchanged(parameter: Parameter, day: str, value: Any) -> bool:
    """Whether a value set at a date is in force then and ever after already."""
    later = [v.value for v in parameter.values_list if v.instant_str > day]
    at_day = tree.record_at(parameter, day)
    return at_day is not None and at_day.value == value and all(v == value for v in later)


def _additions(reform: Reform, law: TaxBenefitSystem) -> list[Problem]:
    problems = []
    for path, data in reform.adds.items():
        if tree.find(law.parameters, path) is not None:
            message = Text("exists already: set it under `values`.", "موجودة: حددها تحت `values`.")
            problems.append(Problem("exists", path, message))
            continue
        problems += _beyond_a_leaf(law.parameters, path) or _addition(path, data)
    return problems


def _addition(path: str, data: Any) -> list[Problem]:
    """The mistakes of one added parameter."""
    try:
        parameter = Parameter(path, dict(data))
        metadata = data.get("metadata") or {}
        missing = [key for key in ("label", "unit") if key not in metadata]
    except (ParameterParsingError, TypeError, ValueError, AttributeError) as error:
        text = " ".join(str(error).split())
        hint = Text("Write it as the law's own files.", "اكتبها على صيغة ملفات القانون.")
        return [Problem("bad_parameter", path, Text(f"is not a parameter: {text}", "ليست معلمة."), hint)]
    if missing:
        keys = ", ".join(f"`{key}`" for key in missing)
        return [Problem("bad_parameter", path, Text(f"lacks metadata {keys}.", f"تنقصها البيانات {keys}."))]
    if not is_bilingual(metadata["label"]):
        message = Text("must have a label `en` and a label `ar`.", "يجب أن يكون لها اسم `en` واسم `ar`.")
        return [Problem("bad_parameter", path, message)]
    if not _is_range(metadata.get("range")):
        form = "range: {min: 0, max: 100}"
        message = Text("its range must be two numbers.", "يجب أن يكون مداها رقمين.")
        return [Problem("bad_parameter", path, message, Text(f"Write `{form}`.", f"اكتب `{form}`."))]
    days = [value.instant_str for value in parameter.values_list]
    return [problem for day in days for problem in _range(parameter, day, parameter.get_at_instant(day))]


def _beyond_a_leaf(root: ParameterNode, path: str) -> list[Problem]:
    """The mistake of a path that goes on behind a parameter, as if that were a folder."""
    parts = path.split(".")
    above = (".".join(parts[:count]) for count in range(1, len(parts)))
    leaf = next((one for one in above if isinstance(tree.find(root, one), Parameter)), None)
    if leaf is None:
        return []
    message = Text(f"cannot be added below {leaf}, which is a parameter.", f"لا تضاف تحت {leaf} وهي معلمة.")
    return [Problem("bad_parameter", path, message)]


def _is_range(bounds: Any) -> bool:
    if bounds is None:
        return True
    return isinstance(bounds, Mapping) and all(_kind(bound) == "number" for bound in bounds.values())


def _neutralised(reform: Reform, law: TaxBenefitSystem) -> list[Problem]:
    problems = []
    for name in reform.neutralise:
        if name not in law.variables:
            near = ", ".join(get_close_matches(name, law.variables, n=3, cutoff=0.5))
            hint = Text(f"Did you mean {near}?", f"هل تقصد {near}؟") if near else Text("", "")
            message = Text("is not a variable.", "ليس متغيرا.")
            problems.append(Problem("unknown_variable", f"neutralise.{name}", message, hint))
    return problems


def _programmes(reform: Reform, law: TaxBenefitSystem) -> list[Problem]:
    defined = {variable.__name__ for variable in reform.code.variables} | set(law.variables)
    problems = []
    for programme in reform.programmes:
        if programme.variable not in defined:
            message = Text(f"{programme.variable} is not a variable.", f"{programme.variable} ليس متغيرا.")
            problems.append(Problem("unknown_variable", f"programmes.{programme.id}", message))
        if programme.pillar not in pillars():
            names = ", ".join(f"`{pillar}`" for pillar in pillars())
            message = Text(f"the pillar must be one of {names}.", f"المحور يجب أن يكون من {names}.")
            problems.append(Problem("unknown_pillar", f"programmes.{programme.id}", message))
    return problems
