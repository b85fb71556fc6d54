"""The input that changes: of whom, from where to where, and in which steps.

Values are counted in whole places: thousandths of the unit (fils of a dinar), or whole numbers where the input has
no fractions. So a place has one value, whichever way the search comes to it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeAlias

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.copies import Change, copies_of, unit_index
from openfisca_jordan_sp.errors import MeasureError, Text
from openfisca_jordan_sp.system import clear_law_errors
from openfisca_jordan_sp.variable import labels_of

#: `(variable, low, high, step)`.
Over: TypeAlias = tuple[str, float, float, float]
Places: TypeAlias = NDArray[numpy.int64]

#: Places in one unit of an input with fractions: thousandths.
THOUSANDTHS = 1000
#: Grid points along one input, and cells of a map.
MOST_POINTS, MOST_CELLS = 50_000, 250_000
DEFAULT_STEP = 1.0


@dataclass(frozen=True)
class Axis:
    """One input of one unit along a grid.

    Attributes:
        variable: its name.
        of: the person, family or household.
        low: the first place of the grid; `high` the last one, `step` the distance between two.
        scale: places in one unit of the input.
        label: of the variable, in both languages.
        unit: that it is measured in.
        here: the value that the case has itself; None where it is not known.
    """

    variable: str
    of: str
    low: int
    high: int
    step: int
    scale: int
    label: Text
    unit: str
    here: float | None

    @property
    def is_whole(self) -> bool:
        """Whether the input has no fractions."""
        return self.scale == 1

    @property
    def here_in_range(self) -> float | None:
        """The value that the case has itself, where it lies within the range."""
        is_inside = self.here is not None and self.low <= round(self.here * self.scale) <= self.high
        return self.here if is_inside else None

    @property
    def grid(self) -> Places:
        """The places of the grid; the last one is the end, also where the steps miss it."""
        inner = numpy.arange(self.low, self.high, self.step, dtype=numpy.int64)
        return numpy.append(inner, numpy.int64(self.high))

    def values(self, places: Places) -> NDArray[Any]:
        """The values of some places, as the variable stores them."""
        return places.copy() if self.is_whole else places / self.scale

    def change(self, places: Places) -> Change:
        """The input at some places, one a copy."""
        return Change(self.variable, self.of, self.values(places))


def parse_over(text: str) -> tuple[float, float, float]:
    """`LOW:HIGH:STEP` or `LOW:HIGH`, where the step is 1.

    Raises:
        MeasureError: it is of another form.
    """
    parts = text.split(":")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        numbers = []
    if len(numbers) not in {2, 3}:
        raise MeasureError(
            Text(f"{text!r} is not a range.", f"{text!r} ليس مدى."),
            path="over",
            hint=Text("Write LOW:HIGH:STEP, for example 0:1500:1.", "اكتب من:إلى:خطوة، مثلا 0:1500:1."),
        )
    return (numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else DEFAULT_STEP)  # noqa: PLR2004


def overs_of(case: Case, over: Over | Sequence[Over] | None) -> list[Over]:
    """The one or two inputs that were asked for; else what the case says of itself.

    Raises:
        MeasureError: none is known, more than two, or one of another form.
    """
    if over is None or not over:
        if case.varies is None:
            raise MeasureError(
                Text(f"The case {case.id} does not say what to vary.", f"لا تذكر الحالة {case.id} ما الذي يتغير."),
                path="over",
                hint=Text(
                    "Ask for an input with its range as `over`: wage from 0 to 1500 by 1, for example.",
                    "حدد مدخلا مع مداه في `over`، مثل wage من 0 إلى 1500 بخطوة 1.",
                ),
            )
        return [(case.varies.variable, case.varies.low, case.varies.high, DEFAULT_STEP)]
    asked = [over] if isinstance(over[0], str) else list(over)
    if len(asked) > 2 or not all(isinstance(one, Sequence) and len(one) == 4 for one in asked):  # noqa: PLR2004
        raise MeasureError(
            Text("One input or two can change, each with its range.", "يتغير مدخل واحد أو اثنان، لكل منهما مداه."),
            path="over",
            hint=Text("Give (variable, low, high, step).", "أعط (المتغير، من، إلى، الخطوة)."),
        )
    return [one for one in asked if isinstance(one, Sequence)]  # type: ignore[misc]


def axes_of(
    one: Simulation, case: Case, month: Period, overs: Sequence[Over], of: str | Sequence[str] | None
) -> list[Axis]:
    """The axes of the inputs asked for.

    Args:
        one: the case, built under any policy; its own values are read from it.
        case: whose `varies` names the unit where nothing else does.
        month: of its own values.
        overs: one input or two.
        of: the units, in any order; each is of the first input that it can be of.

    Raises:
        MeasureError: an input that is no number, a range without meaning, or a unit that is not clear.
        SituationError: a unit that is not there.
    """
    named = [of] if isinstance(of, str) else list(of or ())
    _check_units(one, overs, named)
    axes: list[Axis] = []
    for variable, low, high, step in overs:
        ids = _ids(one, variable)
        wanted = [name for name in named if name in ids]
        # Two inputs of one kind of unit take the units in their order.
        taken = [axis.of for axis in axes if axis.of in wanted]
        unit = (wanted[len(taken) :] or wanted or [_default_unit(case, variable, ids)])[0]
        axes.append(_axis(one, month, variable, unit, (low, high, step)))
    if len({(axis.variable, axis.of) for axis in axes}) < len(axes):
        raise MeasureError(
            Text("The two inputs are the same.", "المدخلان هما نفسهما."),
            path="over",
            hint=Text("Choose another variable or another person.", "اختر متغيرا آخر أو شخصا آخر."),
        )
    if len(axes) > 1:
        _check_size(math.prod(len(axis.grid) for axis in axes), MOST_CELLS, Text("cells", "خلية"))
    return axes


def _check_units(one: Simulation, overs: Sequence[Over], named: Sequence[str]) -> None:
    """Refuse a unit that none of the inputs is of.

    Raises:
        MeasureError: an input that is no number.
        SituationError: there is no such unit.
    """
    for variable, *_ in overs:
        _check_number(one.tax_benefit_system, variable)
    for name in named:
        if not any(name in _ids(one, variable) for variable, *_ in overs):
            unit_index(one, overs[0][0], name)


def _axis(one: Simulation, month: Period, variable: str, of: str, asked: tuple[float, float, float]) -> Axis:
    known = one.tax_benefit_system.variables[variable]
    scale = 1 if known.value_type is int else THOUSANDTHS
    low, high, step = (_place(number, scale, variable) for number in asked)
    if low >= high or step <= 0 or (low < 0 and scale > 1):
        raise MeasureError(
            Text(
                f"From {asked[0]:g} to {asked[1]:g} in steps of {asked[2]:g} is no range.",
                f"من {asked[0]:g} إلى {asked[1]:g} بخطوة {asked[2]:g} ليس مدى.",
            ),
            path=variable,
            hint=Text(
                "LOW must be below HIGH, STEP above zero; no amount is below zero.",
                "ليكن الأول أقل من الثاني والخطوة أكبر من صفر، ولا مبلغ دون الصفر.",
            ),
        )
    _check_size((high - low) // step + 1, MOST_POINTS, Text("points", "نقطة"))
    when = month.this_year if known.definition_period == DateUnit.YEAR else month
    with clear_law_errors():
        own = copies_of(one, month, [], count=1).calculate(variable, when)[unit_index(one, variable, of)]
    own_value = None if math.isnan(own) else float(own)
    return Axis(variable, of, low, high, step, scale, labels_of(known), known.unit or "", own_value)


def _place(number: float, scale: int, variable: str) -> int:
    """The place of a number.

    Raises:
        MeasureError: it lies between two places, or is not finite.
    """
    place = number * scale
    if not math.isfinite(place):
        raise MeasureError(
            Text(f"{number} is not a number of a range.", f"{number} ليس رقما لمدى."),
            path=variable,
            hint=Text("Write LOW:HIGH:STEP, for example 0:1500:1.", "اكتب من:إلى:خطوة، مثلا 0:1500:1."),
        )
    if abs(place - round(place)) > 1e-6 * max(1, abs(place)):
        finest = Text("whole numbers", "الأعداد الصحيحة") if scale == 1 else Text("thousandths", "أجزاء الألف")
        raise MeasureError(
            Text(f"{number:g} is too fine for {variable}.", f"القيمة {number:g} أدق مما يقبله {variable}."),
            path=variable,
            hint=Text(f"Use {finest.en}.", f"استعمل {finest.ar}."),
        )
    return round(place)


def _check_number(system: TaxBenefitSystem, variable: str) -> None:
    known = system.variables.get(variable)
    if known is None:
        near = get_close_matches(variable, system.variables, n=3, cutoff=0.5)
        hint = Text(f"Nearest: {', '.join(near)}.", f"الأقرب: {'، '.join(near)}.") if near else Text("", "")
        raise MeasureError(
            Text(f"There is no variable {variable}.", f"لا يوجد متغير باسم {variable}."), path=variable, hint=hint
        )
    if known.value_type in (int, float):
        return
    items = [str(item.name) for item in getattr(known, "possible_values", None) or ()]
    hint = Text("Vary a number: wage, age, pension.", "غير مدخلا رقميا: wage أو age أو pension.")
    if items:
        hint = Text(
            f"It is one of: {', '.join(items)}. Write a case for each.",
            f"هو أحد هذه: {'، '.join(items)}. اكتب حالة لكل منها.",
        )
    raise MeasureError(
        Text(f"{variable} is not a number, so it has no range.", f"المتغير {variable} ليس رقما فلا مدى له."),
        path=variable,
        hint=hint,
    )


def _ids(one: Simulation, variable: str) -> list[str]:
    entity = one.tax_benefit_system.variables[variable].entity.key
    return [str(name) for name in one.populations[entity].ids]


def _default_unit(case: Case, variable: str, ids: Sequence[str]) -> str:
    if len(ids) == 1:
        return ids[0]
    if case.varies is not None and case.varies.of in ids:
        return case.varies.of
    raise MeasureError(
        Text(f"Whose {variable} is to change?", f"لمن يتغير {variable}؟"),
        path="of",
        hint=Text(f"Name one as `of`: {', '.join(ids)}.", f"سم واحدا في `of`: {'، '.join(ids)}."),
    )


def _check_size(count: int, most: int, what: Text) -> None:
    if count > most:
        raise MeasureError(
            Text(
                f"That are {count:,} {what.en}; at most {most:,} are computed.",
                f"عدد المطلوب {count:,} {what.ar}، والحد الأقصى {most:,}.",
            ),
            path="over",
            hint=Text("Take larger steps or a shorter range.", "كبر الخطوة أو قصر المدى."),
        )
