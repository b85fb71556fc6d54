"""The parameters that are varied: found by a short name, with what their values may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode
from openfisca_core.periods import Period

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import instruments
from openfisca_jordan_sp.many_policies.problems import refusal
from openfisca_jordan_sp.reform_checks import unknown_path

#: Units of things that are counted: a value is a whole number.
WHOLE_UNITS = frozenset(
    {"persons", "families", "households", "years", "months", "days", "month_of_year", "grade", "count", "cars", "heads"}
    | {"rooms", "children", "workers", "coupons", "meters", "hour_of_day", "degree"}
)
_MOST_NAMED = 5
_YES, _NO = ("true", "yes"), ("false", "no")


@dataclass(frozen=True)
class Lever:
    """One parameter of the law that is varied.

    Attributes:
        path: its full dotted path.
        label: its name.
        unit: of its values.
        kind: `number`, `boolean` or `text`.
        is_whole: whether its values are whole numbers.
    """

    path: str
    label: Text
    unit: str
    kind: str = "number"
    is_whole: bool = False

    def value(self, text: str) -> Any:
        """A value as a user writes it: `160`, `15%` for shares, `yes` and `no`.

        Raises:
            ManyPoliciesError: it is not a value of this parameter.
        """
        written = text.strip()
        if self.kind == "text":
            return written
        if self.kind == "boolean":
            if written.lower() in (*_YES, *_NO):
                return written.lower() in _YES
            raise refusal(
                self.path,
                f"{written!r} is not a value: this parameter is yes or no.",
                f"{written!r} ليس قيمة: هذه المعلمة نعم أو لا.",
                Text("Write true or false.", "اكتب true أو false."),
            )
        return self.number(_number(self.path, written, is_share=self.unit == "share"))

    def number(self, value: float) -> float | int:
        """A number of this parameter: whole where it counts something.

        Raises:
            ManyPoliciesError: a fraction of something that is counted.
        """
        if not self.is_whole:
            return int(value) if float(value).is_integer() else value
        if not float(value).is_integer():
            raise refusal(
                self.path,
                f"{value:g} is not a whole number, and this parameter counts {self.unit}.",
                f"{value:g} ليس عددا صحيحا، وهذه المعلمة عدد ({self.unit}).",
            )
        return int(value)


def _number(path: str, text: str, *, is_share: bool) -> float:
    is_percent = text.endswith("%")
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        number = float("nan")
    if number - number != 0 or (is_percent and not is_share):  # neither a number nor finite
        hint = Text("Write a share such as 0.15 or 15%.", "اكتب نسبة مثل 0.15 أو 15%.") if is_share else _NUMBERS
        raise refusal(path, f"{text!r} is not a number of this parameter.", f"{text!r} ليس قيمة رقمية.", hint)
    return round(number / 100, 12) if is_percent else number


_NUMBERS = Text("Write a number such as 160.", "اكتب رقما مثل 160.")


def find_lever(root: ParameterNode, name: str) -> Lever:
    """The parameter of a full path, or of the end of one (`uct.benefit_maximum`).

    Raises:
        ManyPoliciesError: no parameter has this name (the nearest are named), or several have.
    """
    parameter = tree.find(root, name)
    if not isinstance(parameter, Parameter):
        ending = f".{name}"
        found = [leaf for leaf in tree.leaves(root) if str(leaf.name).endswith(ending)]
        if len(found) > 1:
            raise _ambiguous(name, [str(leaf.name) for leaf in found])
        if not found:
            problem = unknown_path(root, name)
            raise refusal(name, problem.message.en, problem.message.ar, problem.hint)
        parameter = found[0]
    return _lever(parameter)


def _ambiguous(name: str, paths: list[str]) -> Exception:
    listed = ", ".join(paths[:_MOST_NAMED])
    more = len(paths) - _MOST_NAMED
    rest = (f" and {more} more", f" و{more} غيرها") if more > 0 else ("", "")
    return refusal(
        name,
        f"is the end of {len(paths)} parameters: {listed}{rest[0]}.",
        f"نهاية لعدد من المعلمات ({len(paths)}): {listed}{rest[1]}.",
        Text("Write more of the path.", "اكتب جزءا أطول من المسار."),
    )


def _lever(parameter: Parameter) -> Lever:
    known = next((value.value for value in parameter.values_list if value.value is not None), 0)
    kind = "boolean" if isinstance(known, bool) else "text" if isinstance(known, str) else "number"
    label = parameter.metadata.get("label") or {"en": str(parameter.name), "ar": str(parameter.name)}
    unit = str(parameter.metadata.get("unit") or "")
    values = [value.value for value in parameter.values_list if value.value is not None]
    is_whole = kind == "number" and unit in WHOLE_UNITS and all(float(value).is_integer() for value in values)
    return Lever(str(parameter.name), Text(label["en"], label["ar"]), unit, kind, is_whole)


def first_day(period: Period, path: str) -> str:
    """From when a value holds unless the user says otherwise: the first day of the year of the period.

    So the year's figures are those of a full year. A law that began within the year is changed from its beginning.
    """
    start = period.start.date.replace(month=1, day=1)
    instrument = instruments().get(path.partition(".")[0])
    return str(max(start, instrument.since) if instrument else start)
