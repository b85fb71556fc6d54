"""Checks of units: amounts by the month or by the year, of a person or of a family."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from openfisca_core.parameters import Parameter

from openfisca_jordan_sp.drafting.checks import told
from openfisca_jordan_sp.drafting.checks.bill import Bill
from openfisca_jordan_sp.drafting.checks.findings import ERROR, FILE, WARNING, Check, Spot
from openfisca_jordan_sp.drafting.checks.unit_algebra import mixtures
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import units

_MONTHS = 12
_BY_TIME = ("month", "year")
#: The mean household of Jordan has about five persons: a factor between these looks like a family instead of a person.
_FAMILY = (4.5, 5.5)
#: How near a factor must be to be the one that is suspected.
_NEAR = 0.03


def unknown_units(bill: Bill) -> Iterator[Spot]:
    """Parameters and variables added in a unit that nobody knows."""
    told_units = [
        (f"adds.{path}.metadata.unit", metadata["unit"])
        for path, metadata in bill.metadata_added.items()
        if "unit" in metadata
    ]
    told_units += [
        (f"{variable.__name__}.unit", unit)
        for variable in bill.reform.code.variables
        if (unit := getattr(variable(), "unit", None)) is not None
    ]
    for path, unit in told_units:
        if unit not in units():
            near = get_close_matches(str(unit), units(), n=3, cutoff=0.4) or list(units())[:3]
            english = ", ".join(f"`{key}` ({units()[key].en})" for key in near)
            arabic = "، ".join(f"`{key}` ({units()[key].ar})" for key in near)
            message = Text(f"`{unit}` is not a unit.", f"`{unit}` ليست وحدة معروفة.")
            yield Spot(path, message, Text(f"Did you mean {english}?", f"هل تقصد {arabic}؟"))


def slips(bill: Bill) -> Iterator[Spot]:
    """Values that are those in force by a telling factor: month and year, person and family, dinar and fils."""
    for path, dated in bill.changes.items():
        before = tree.find(bill.law.parameters, path)
        for day, value in dated.items():
            old = _number(tree.record_at(before, day)) if isinstance(before, Parameter) else None
            if old and isinstance(value, int | float) and value and not isinstance(value, bool):
                yield from _slip(before, day, old, value)


def _number(record: tree.ValueRecord | None) -> float | None:
    value = record.value if record else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _slip(parameter: Parameter, day: str, old: float, value: float) -> Iterator[Spot]:
    unit, factor = str(parameter.metadata.get("unit", "")), value / old
    suspected = _suspected(unit, factor)
    if suspected is None:
        return
    before, after, name = told.number(old), told.number(value), told.unit(unit)
    times = told.number(round(factor, 2) if factor > 1 else round(1 / factor, 2))
    english = "times" if factor > 1 else "times less than"
    arabic = "أضعاف" if factor > 1 else "مرة أقل من"
    message = Text(
        f"is {after} in {name.en}: about {times} {english} the value in force, {before}.",
        f"القيمة {after} ({name.ar}): نحو {times} {arabic} القيمة النافذة {before}.",
    )
    hint = Text(f"{suspected.en} The unit is: {name.en}.", f"{suspected.ar} الوحدة هي: {name.ar}.")
    yield Spot(f"{parameter.name}[{day}]", message, hint)


def _suspected(unit: str, factor: float) -> Text | None:
    """What a factor looks like in a unit; None where it looks like nothing."""
    parts = unit.split("/")
    if parts[0] != "JOD":
        return None
    if parts[-1] in _BY_TIME and (_is_near(factor, _MONTHS) or _is_near(factor, 1 / _MONTHS)):
        return Text("Is it an amount of a year instead of a month?", "هل اختلط مبلغ السنة بمبلغ الشهر؟")
    if _is_near(factor, 1000) or _is_near(factor, 1 / 1000):
        return Text("Is it an amount in fils instead of dinars?", "هل اختلط الفلس بالدينار؟")
    per_family = factor if "person" in parts else 1 / factor
    if parts[-1] in _BY_TIME and _FAMILY[0] <= per_family <= _FAMILY[1]:
        return Text("Is it an amount of a family instead of a person?", "هل اختلط مبلغ الأسرة بمبلغ الفرد؟")
    return None


def _is_near(factor: float, suspected: float) -> bool:
    return abs(factor / suspected - 1) <= _NEAR


def mixed(bill: Bill) -> Iterator[Spot]:
    """Sums and comparisons, in the bill's own rules, of amounts by the month with amounts by the year."""
    for name in bill.own_variables:
        for day, formula in bill.own_formulas(name):
            for one, other, source in mixtures(bill.system, formula):
                left, right = told.unit(one), told.unit(other)
                message = Text(
                    f"`{source}` puts {left.en} and {right.en} together.",
                    f"العبارة `{source}` تجمع بين {left.ar} و{right.ar}.",
                )
                hint = Text("Convert one of them first.", "حوّل أحدهما أولا.")
                yield Spot(f"{name}[{day}]", message, hint)


CHECKS = (
    Check("unknown_unit", ERROR, unknown_units, FILE),
    Check("unit_slip", WARNING, slips),
    Check("units_mixed", ERROR, mixed),
)
