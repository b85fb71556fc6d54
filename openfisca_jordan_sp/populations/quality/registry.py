"""Which function measures which target.

A measure is a function of a part of a population and of the targets. It yields the
numbers that the target wants, each with its sums in the part:

    @measure("households.female_headed")
    def _female_headed(view, targets):
        yield view.households.share(targets["households.female_headed"], ...)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.populations.quality.view import Measured, View
from openfisca_jordan_sp.populations.targets import Target, Targets

Measuring = Callable[[View, Targets], Iterator[Measured]]

#: The roles of targets that a population is compared with.
COMPARED = ("calibrate", "align", "validate")


@dataclass(frozen=True)
class Measure:
    """How one target is measured.

    Attributes:
        function: yields its numbers.
        needs: columns without which it says nothing.
    """

    function: Measuring
    needs: tuple[str, ...]

    def lacks(self, view: View, unobserved: Collection[str] = ()) -> list[str]:
        """The columns that it needs and the population lacks, or has without having observed them."""
        tables = (view.households, view.families, view.persons)
        return [name for name in self.needs if name in unobserved or not any(name in table for table in tables)]


_MEASURES: dict[str, Measure] = {}


def measure(name: str, *needs: str) -> Callable[[Measuring], Measuring]:
    """Register the measure of a target; `needs` names the columns that it is about."""

    def register(function: Measuring) -> Measuring:
        assert name not in _MEASURES, name
        _MEASURES[name] = Measure(function, needs)
        return function

    return register


def registered() -> Mapping[str, Measure]:
    """Every measure by the name of its target, in the order in which they are shown.

    Those of this package are there once `quality.measures` is imported.
    """
    return _MEASURES


def is_compared(target: Target) -> bool:
    """Whether a population is held against the target."""
    return target.role in COMPARED


#: Targets that are compared by another one's measure, or that no column can be held against, with the reason.
UNMEASURED: Mapping[str, Text] = {
    "population.under_15_share": Text(
        "It scales the age groups and is seen in them.", "يحدد مقياس الفئات العمرية ويظهر فيها."
    ),
    "population.male_share_by_age": Text(
        "It gives the men of the age groups and is seen in them.", "يعطي ذكور الفئات العمرية ويظهر فيها."
    ),
    "pensions.new": Text(
        "The data do not tell new pensions of the Corporation from the others.",
        "لا تميز البيانات رواتب الضمان الجديدة من غيرها.",
    ),
    "pensions.heirs": Text(
        "The data do not tell heirs from pensioners in their own right: both are in pensions.own.",
        "لا تميز البيانات الورثة من أصحاب التقاعد: كلاهما في pensions.own.",
    ),
}
