"""Axes: the situation repeated, with a value that goes from one number to another.

As in core, the axes of the first list go side by side, and each further list goes across all those before. Copy `i`
holds all persons and groups once more; the copies stand one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period

from openfisca_jordan_sp.errors import Text

from ..settings import Settings
from .dates import is_exact, period_told
from .known import KnownSystem, KnownVariable, UnknownName
from .refusals import Mistake, RefusedError, RefusedNameError, too_large

_KEYS = {"name", "count", "min", "max", "period", "index"}
_NEEDED = ("name", "count", "min", "max", "period")
#: Lists of axes that go across each other, and axes of one list.
_MOST_DIMENSIONS, _MOST_PARALLEL = 3, 10


@dataclass(frozen=True)
class Axis:
    """One value that goes from one number to another.

    Attributes:
        known: the variable.
        period: of the value.
        is_exact: whether it is one of the variable's own periods.
        where: the path in the request.
        unit: the place of the person or group whose value it is.
        values: one for each copy.
    """

    known: KnownVariable
    period: Period
    is_exact: bool
    where: tuple[str, ...]
    unit: int
    values: NDArray[numpy.float64]


@dataclass(frozen=True)
class Axes:
    """All axes of a request.

    Attributes:
        each: every axis.
        copies: of the situation.
        are_given: whether the request has axes: then what is asked is answered by lists.
    """

    each: tuple[Axis, ...] = ()
    copies: int = 1
    are_given: bool = False


NO_AXES = Axes()


def read_axes(known: KnownSystem, given: Any, sizes: Mapping[str, int], settings: Settings) -> Axes:
    """The axes that a request describes.

    Args:
        known: the system.
        given: lists of axes that go side by side.
        sizes: the number of units of each entity, by its plural.
        settings: how many points and persons there may be.

    Raises:
        RefusedError: no axes, one with a mistake, or one of too many points.
        TooLargeError: more copies of persons than one request may have.
    """
    lists = _lists(given)
    counts = [_count(one[0], ("axes", str(place), "0"), settings) for place, one in enumerate(lists)]
    copies = 1
    for count in counts:
        copies *= count
    most = max(sizes.values()) * copies
    if most > settings.most_persons:
        raise too_large(f"The axes make {most} persons or groups", f"تنشئ المحاور {most} وحدة", settings.most_persons)
    grid = numpy.meshgrid(*[numpy.arange(count) for count in counts])
    each = [
        _axis(known, axis, ("axes", str(row), str(place)), sizes, (count, mesh.reshape(copies)))
        for row, (one, count, mesh) in enumerate(zip(lists, counts, grid, strict=True))
        for place, axis in enumerate(one)
    ]
    return Axes(tuple(each), copies, are_given=True)


def _lists(given: Any) -> Sequence[Sequence[Mapping[str, Any]]]:
    is_list = isinstance(given, list) and 0 < len(given) <= _MOST_DIMENSIONS
    if not is_list or not all(isinstance(one, list) and 0 < len(one) <= _MOST_PARALLEL for one in given):
        raise RefusedError(
            ("axes",),
            Text(
                f"Axes are 1 to {_MOST_DIMENSIONS} lists, each of 1 to {_MOST_PARALLEL} axes that go side by side.",
                f"المحاور قوائم عددها من 1 إلى {_MOST_DIMENSIONS}، في كل منها من 1 إلى {_MOST_PARALLEL} محاور.",
            ),
        )
    for row, one in enumerate(given):
        for place, axis in enumerate(one):
            _refuse_form(axis, ("axes", str(row), str(place)))
            if axis["count"] != one[0]["count"]:
                message = Text("Axes that go side by side have the same count.", "للمحاور المتوازية العدد نفسه.")
                raise RefusedError(("axes", str(row), str(place), "count"), message)
    return given  # type: ignore[no-any-return]


def _refuse_form(axis: Any, where: tuple[str, ...]) -> None:
    if not isinstance(axis, dict):
        raise RefusedError(where, Text("Invalid type: must be of type 'Object'.", "يجب أن يكون كائنا."))
    for key in axis:
        if key not in _KEYS:
            known = ", ".join(sorted(_KEYS))
            raise RefusedError((*where, key), Text(f"An axis has {known} only.", f"للمحور {known} لا غير."))
    for key in _NEEDED:
        if axis.get(key) is None:
            raise RefusedError((*where, key), Text(f"An axis must have {key}.", f"يلزم للمحور {key}."))
    for key in ("name", "period"):
        if type(axis[key]) is not str:
            raise RefusedError((*where, key), Text("Invalid type: must be of type 'String'.", "يجب أن يكون نصا."))
    for key in ("min", "max"):
        if type(axis[key]) not in (int, float):
            raise RefusedError((*where, key), Text("must be a number.", "يجب أن يكون عددا."))


def _count(axis: Mapping[str, Any], where: tuple[str, ...], settings: Settings) -> int:
    count = axis["count"]
    if type(count) is not int or count < 1:
        raise RefusedError((*where, "count"), Text("must be a whole number from 1.", "يجب أن يكون عددا صحيحا من 1."))
    if count > settings.most_points:
        most = settings.most_points
        message = Text(f"An axis has at most {most} points.", f"الحد الأعلى لنقاط المحور {most}.")
        raise RefusedError((*where, "count"), message)
    return count


def _axis(
    known: KnownSystem,
    axis: Mapping[str, Any],
    where: tuple[str, ...],
    sizes: Mapping[str, int],
    steps: tuple[int, NDArray[numpy.intp]],
) -> Axis:
    try:
        variable = known.variable(axis["name"])
    except UnknownName as mistake:
        raise RefusedNameError((*where, "name"), mistake.message) from None
    if variable.variable.value_type not in (int, float):
        message = Text(f"{variable.name} is no number.", f"{variable.name} ليس عددا.")
        raise RefusedError((*where, "name"), message)
    for key in ("min", "max"):
        try:
            variable.read(axis[key])
        except Mistake as mistake:
            raise RefusedError((*where, key), mistake.message) from None
    try:
        period = period_told(variable.variable, axis["period"])
    except Mistake as mistake:
        raise RefusedError((*where, "period"), mistake.message) from None
    unit, size = axis.get("index", 0), sizes[variable.plural]
    if type(unit) is not int or not 0 <= unit < size:
        message = Text(f"must be from 0 to {size - 1}.", f"يجب أن يكون من 0 إلى {size - 1}.")
        raise RefusedError((*where, "index"), message)
    count, mesh = steps
    values = numpy.linspace(axis["min"], axis["max"], num=count)[mesh]
    return Axis(variable, period, is_exact(variable.variable, period), where, unit, values)
