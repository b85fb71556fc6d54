"""What targets must be before anything is made from them: known names, possible numbers, no contradiction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.populations.problems import problem, raise_problems
from openfisca_jordan_sp.populations.targets import Target, Targets, load_targets

#: Targets that may be given and that the package's file lacks, for want of a source.
OPTIONAL_TARGETS = frozenset({"consumption.decile_means"})

#: Tables whose parts are all there is: their shares sum to one, but for rounding.
_WHOLES = (
    "households.size",
    "households.composition",
    "households.earners",
    "households.pool",
    "dwelling.tenure",
)
_ROUNDING = 0.02

#: The name of a group of ages or sizes.
_GROUP = re.compile(r"\d+(-\d+|\+)?")

#: Units of numbers that may be negative.
_SIGNED = ("log-odds", "correlation", "years", "age")


def check_targets(targets: Targets, path: str = "targets") -> None:
    """Refuse targets that nothing can be made from.

    Args:
        targets: of a file or with overrides.
        path: named in the errors.

    Raises:
        PopulationError: unknown or missing names, impossible numbers, tables that contradict each other.
    """
    found = [*_name_problems(targets, path)]
    if not found:
        found = [each for target in targets for each in _key_problems(target, path)]
    if not found:
        found = [each for target in targets for each in _number_problems(target, path)]
    raise_problems(
        found or [*_whole_problems(targets, path), *_place_problems(targets, path), *_insurance_problems(targets, path)]
    )


def _name_problems(targets: Targets, path: str) -> Iterator[Problem]:
    known = {*load_targets().by_name, *OPTIONAL_TARGETS}
    for name in sorted(set(targets.by_name) - known):
        near = ", ".join(get_close_matches(name, known, n=3, cutoff=0.4))
        hint = Text(f"Near: {near}.", f"أقرب الأسماء: {near}.") if near else Text("", "")
        yield problem(f"{path}: {name}", "No target has this name.", "لا مستهدف بهذا الاسم.", hint)
    for target in targets:
        if target.source not in targets.sources:
            where = f"{path}: {target.name}"
            yield problem(where, f"The source {target.source} is not listed.", f"المصدر {target.source} غير مسرود.")


def _key_problems(target: Target, path: str) -> Iterator[Problem]:
    """Keys that the package's target lacks or has besides; groups of ages and sizes may be others."""
    known = load_targets().by_name.get(target.name)
    if known is not None:
        yield from _unlike(target.value, known.value, f"{path}: {target.name}")


def _unlike(value: Any, known: Any, where: str) -> Iterator[Problem]:
    if isinstance(value, Mapping) != isinstance(known, Mapping):
        yield problem(where, "This is a table where a number is needed, or the reverse.", "جدول في موضع عدد أو العكس.")
        return
    if not isinstance(value, Mapping) or all(_GROUP.fullmatch(str(key)) for key in known):
        return
    for key in known.keys() - value.keys():
        yield problem(f"{where}.{key}", f"{key} is missing.", f"{key} ناقص.")
    for key in value.keys() - known.keys():
        names = ", ".join(map(str, known))
        hint = Text(f"Known: {names}.", f"المعروف: {names}.")
        yield problem(f"{where}.{key}", f"{key} is not known here.", f"{key} غير معروف هنا.", hint)
    for key in value.keys() & known.keys():
        yield from _unlike(value[key], known[key], f"{where}.{key}")


def _numbers(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every number inside a value with the keys that lead to it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _numbers(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _numbers(inner, f"{path}.{place}")
    elif not isinstance(value, str):
        yield path, value


def _number_problems(target: Target, path: str) -> Iterator[Problem]:
    signed = target.unit.startswith(_SIGNED)
    is_share = target.unit.startswith("share of") and target.confidence != "assumed"
    for keys, number in _numbers(target.value):
        where = f"{path}: {target.name}{keys}"
        if isinstance(number, bool) or not isinstance(number, int | float) or not abs(number) < float("inf"):
            yield problem(where, f"{number!r} is not a finite number.", f"{number!r} ليس عددا منتهيا.")
        elif number < 0 and not signed:
            yield problem(where, f"{number} is below 0.", f"{number} أقل من صفر.")
        elif is_share and number > 1:
            yield problem(where, f"A share of {number} is above 1.", f"الحصة {number} أعلى من واحد.")


def _whole_problems(targets: Targets, path: str) -> Iterator[Problem]:
    for name in _WHOLES:
        total = sum(targets[name].values())
        if abs(total - 1) > _ROUNDING:
            where = f"{path}: {name}"
            yield problem(where, f"The shares sum to {total:.4g}, not to 1.", f"مجموع الحصص {total:.4g} وليس 1.")


def _place_problems(targets: Targets, path: str) -> Iterator[Problem]:
    persons, men = targets["population.governorate"], targets["population.men"]
    for name, number in men.items():
        if number >= persons[name]:
            where = f"{path}: population.men.{name}"
            en = f"{number} men are not fewer than the {persons[name]} persons of the governorate."
            yield problem(where, en, f"عدد الذكور {number} ليس أقل من عدد السكان {persons[name]}.")
    everybody, households = sum(persons.values()), targets["population.households"]
    if not households < everybody:
        where = f"{path}: population.households"
        yield problem(
            where, f"{households} households of {everybody} persons.", f"{households} أسرة و{everybody} فردا."
        )


def _insurance_problems(targets: Targets, path: str) -> Iterator[Problem]:
    """What remains of the insured without voluntary subscribers and the private sector is the public sector."""
    insured = sum(targets["insurance.insured"].values())
    known = targets["insurance.private_sector"] + targets["insurance.voluntary"]
    if known > insured:
        where = f"{path}: insurance.insured"
        en = f"{insured} insured are fewer than the {known} of the private sector and voluntary subscribers."
        yield problem(where, en, f"عدد المؤمن عليهم {insured} أقل من مشتركي القطاع الخاص والمشتركين اختياريا {known}.")
