"""How attributes hang together with consumption per head, by ranks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy

from openfisca_jordan_sp.populations.quality.rows import Block, Row, Verdict
from openfisca_jordan_sp.populations.quality.view import Array, FloatArray, Mask, Rows, View
from openfisca_jordan_sp.populations.targets import Targets

TARGET = "welfare.correlation"
#: Ages at which education is completed, and at which enrolment is a choice.
_EDUCATED_FROM, _CHOICE_FROM, _CHOICE_BELOW = 25, 16, 23
_FEWEST = 30

#: An attribute: the rows of a table, their values, and which rows it is told of.
_Attribute = tuple[Rows, Array, Mask]


def ranks(values: Array, weight: FloatArray) -> FloatArray:
    """The middle of each value's place in the weighted order, from 0 to 1; equal values share theirs."""
    distinct, place = numpy.unique(values, return_inverse=True)
    of_value = numpy.bincount(place, weight, minlength=len(distinct))
    middle = numpy.cumsum(of_value) - of_value / 2
    return numpy.asarray((middle / of_value.sum())[place])


def rank_correlation(first: Array, second: Array, weight: FloatArray) -> float:
    """Spearman's correlation of weighted rows; 0 where one of them does not vary."""
    one, other = (_centred(ranks(values, weight), weight) for values in (first, second))
    squares = float((weight * one**2).sum() * (weight * other**2).sum())
    return float((weight * one * other).sum() / numpy.sqrt(squares)) if squares > 0 else 0.0


def _centred(values: FloatArray, weight: FloatArray) -> FloatArray:
    return values - float((values * weight).sum() / weight.sum())


def correlation_rows(view: View, targets: Targets) -> Iterator[Row]:
    """One row for each attribute of `welfare.correlation`.

    The target is of an attribute's own draw with a latent welfare that nobody observes; what is found is weaker
    (other causes, sizes of households, ranks of few classes). So only the sign is judged.
    """
    target = targets.by_name.get(TARGET)
    if target is None:
        return
    for name, wanted in target.value.items():
        if name not in _ATTRIBUTES:
            continue
        rows, values, among = _ATTRIBUTES[name](view)
        if numpy.count_nonzero(among) < _FEWEST:
            continue
        per_head = view.per_head[rows.household][among]
        found = rank_correlation(values[among], per_head, rows.weight[among])
        yield Row(
            block=Block.CORRELATION,
            name=TARGET,
            part=name,
            unit=target.unit,
            achieved=found,
            verdict=Verdict.OK if found * wanted > 0 else Verdict.WARN,
            target=wanted,
            role=target.role,
            date=target.date,
            source=target.source,
            confidence=target.confidence,
        )


def _persons(column: str, among: Callable[[View], Mask]) -> Callable[[View], _Attribute]:
    return lambda view: (view.persons, view.persons[column], among(view))


def _households(column: str) -> Callable[[View], _Attribute]:
    return lambda view: (view.households, view.households[column], view.households.all)


def _families(column: str, among: Callable[[View], Mask]) -> Callable[[View], _Attribute]:
    return lambda view: (view.families, view.families[column], among(view))


def _received(column: str) -> Callable[[View], _Attribute]:
    """Whether anybody of the household receives it."""
    return lambda view: (
        view.households,
        view.persons.any_in_household(view.persons[column] > 0),
        view.households.all,
    )


def _ages(first: int, below: int) -> Callable[[View], Mask]:
    return lambda view: numpy.asarray((view.age >= first) & (view.age < below))


def _positive(column: str) -> Callable[[View], Mask]:
    return lambda view: numpy.asarray(view.persons[column] > 0)


#: How each attribute of the target is read in the tables.
_ATTRIBUTES: Mapping[str, Callable[[View], _Attribute]] = {
    "education": _persons("education_level", _ages(_EDUCATED_FROM, 200)),
    "wage": _persons("wage", _positive("wage")),
    "pension": _persons("pension", _positive("pension")),
    "insurance": _persons("has_health_insurance", lambda view: view.persons.all),
    "enrolment": _persons("is_enrolled", _ages(_CHOICE_FROM, _CHOICE_BELOW)),
    "disability": lambda view: (view.persons, ~view.persons.is_("disability_severity", "none"), view.adult),
    "electricity": _households("electricity_consumption"),
    "rooms": _households("number_of_rooms"),
    "tenure": lambda view: (view.households, view.households["tenure"] == 0, view.households.all),
    "transfers": _received("private_transfers"),
    "rents": _received("rent_income"),
    "car": lambda view: (
        view.households,
        view.families.any_in_household(view.families["number_of_cars"] > 0),
        view.households.all,
    ),
    "car_age": _families("newest_car_age", lambda view: numpy.asarray(view.families["number_of_cars"] > 0)),
    "business": _families("business_capital", lambda view: view.families["business_capital"] > 0),
    "property": _families("property_value", lambda view: view.families["property_value"] > 0),
}
