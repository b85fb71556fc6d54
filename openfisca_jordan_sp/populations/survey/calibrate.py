"""Survey weights carried to the Kingdom's totals, by the calibration that the synthetic population uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import PopulationError, Problem, Text
from openfisca_jordan_sp.populations.schema import GOVERNORATES
from openfisca_jordan_sp.populations.survey.findings import refuse
from openfisca_jordan_sp.populations.survey.workspace import Workspace
from openfisca_jordan_sp.populations.synthesise.calibrate import solve
from openfisca_jordan_sp.populations.synthesise.margins import Margin, national
from openfisca_jordan_sp.populations.targets import Targets

FloatArray = NDArray[numpy.float64]

_UNDER_15 = 15
_OTHER = "other"


@dataclass(frozen=True)
class Calibration:
    """How far weights had to move.

    Attributes:
        targets: names of the targets met.
        design_effect: by how much unequal weights inflate the variance, after the calibration.
        design_effect_before: the same of the survey's own weights.
        largest_ratio: the greatest factor by which a weight changed, beside the common one.
    """

    targets: tuple[str, ...]
    design_effect: float
    design_effect_before: float
    largest_ratio: float

    def to_dict(self) -> dict[str, Any]:
        """For the manifest."""
        figures = {name: round(value, 4) for name, value in vars(self).items() if name != "targets"}
        return {"targets": list(self.targets), **figures}


def calibrate(workspace: Workspace, names: Sequence[str], targets: Targets) -> Calibration:
    """Replace the weights by those nearest to them that meet the targets.

    Args:
        workspace: read and without mistakes, its families settled.
        names: names of targets; see `CAN_CALIBRATE`.
        targets: their values.

    Raises:
        PopulationError: a target that cannot be used, that no household can meet, or that contradicts another.
    """
    _check_names(names, targets)
    margins = [margin for name in dict.fromkeys(names) for margin in CAN_CALIBRATE[name](workspace, targets)]
    refuse(list(_impossible(margins)))
    weight = workspace.column("households", "household_weight").astype(float)
    totals = [margin for margin in margins if margin.name == "population.households"] or margins[:1]
    first = weight * float(totals[0].totals[0]) / float((weight * totals[0].values).sum())
    try:
        met = solve(first[None], margins).weight[0]
    except PopulationError as error:
        raise PopulationError(error.message, path="calibrate", hint=_INFEASIBLE) from None
    # Weights are rounded in the last place; none may round to nothing.
    met = numpy.maximum(met, 1e-6)
    workspace.put("households", "household_weight", met)
    ratio = met / first
    centre = float(met.sum() / first.sum())
    largest = float(max((ratio / centre).max(), (centre / ratio).max()))
    return Calibration(tuple(dict.fromkeys(names)), design_effect(met), design_effect(weight), largest)


def design_effect(weight: FloatArray) -> float:
    """Kish's: how much larger the variance is than with equal weights."""
    return float(len(weight) * (weight**2).sum() / weight.sum() ** 2)


def _check_names(names: Sequence[str], targets: Targets) -> None:
    known = ", ".join(CAN_CALIBRATE)
    refuse(
        [
            Problem(
                "survey_mapping",
                f"calibrate: {name}",
                Text("Weights cannot be calibrated to this target.", "لا يمكن معايرة الأوزان على هذا المستهدف."),
                Text(f"Possible: {known}.", f"الممكن: {known}."),
            )
            for name in names
            if name not in CAN_CALIBRATE or name not in targets.by_name
        ]
    )


def _impossible(margins: Sequence[Margin]) -> Iterator[Problem]:
    for margin in margins:
        if margin.totals[0] and not (margin.values > 0).any():
            yield Problem(
                "survey_calibration",
                f"calibrate: {margin.name}",
                Text("No household of the survey counts towards it.", "لا أسرة معيشية في المسح تدخل فيه."),
                Text("Leave the target out.", "استبعد هذا المستهدف."),
            )


_INFEASIBLE = Text(
    "Leave targets out, or compare them with the survey's own totals first.",
    "استبعد بعض المستهدفات أو قارنها بمجاميع المسح أولا.",
)

_Margins = Callable[[Workspace, Targets], Iterator[Margin]]


def _members(workspace: Workspace, who: NDArray[Any]) -> FloatArray:
    """How many persons of each household are among `who`."""
    household, count = workspace.links.household_of_person, workspace.rows("households")
    return numpy.bincount(household, weights=who.astype(float), minlength=count).astype(numpy.float64)


def _share(name: str, workspace: Workspace, who: NDArray[Any], targets: Targets) -> Margin:
    """A share of all persons: the sum of members less the share of everybody is to be 0."""
    share = float(targets[name])
    everybody = _everybody(targets)
    values = _members(workspace, who) - share * workspace.column("households", "size")
    return national(name, values, 0.0, scale=share * everybody)


def _everybody(targets: Targets) -> float:
    return float(sum(targets["population.governorate"].values()))


def _households(workspace: Workspace, targets: Targets) -> Iterator[Margin]:
    ones = numpy.ones(workspace.rows("households"))
    yield national("population.households", ones, targets["population.households"])


def _governorates(workspace: Workspace, targets: Targets) -> Iterator[Margin]:
    place, size = workspace.column("households", "governorate"), workspace.column("households", "size")
    for name in GOVERNORATES:
        total = targets["population.governorate"][name]
        yield national(f"population.governorate {name}", size * (place == name), total)


def _sizes(workspace: Workspace, targets: Targets) -> Iterator[Margin]:
    size, shares = workspace.column("households", "size"), targets["households.size"]
    for group, share in shares.items():
        low, _, high = str(group).removesuffix("+").partition("-")
        last = numpy.inf if str(group).endswith("+") else float(high or low)
        inside = (size >= float(low)) & (size <= last)
        yield national(
            f"households.size {group}", inside, targets["population.households"] * share / sum(shares.values())
        )


def _men(workspace: Workspace, targets: Targets) -> Iterator[Margin]:
    """Of the whole Kingdom: a survey has too few of a small governorate."""
    men = _members(workspace, workspace.column("persons", "sex") == "male")
    yield national("population.men", men, sum(targets["population.men"].values()))


def _children(workspace: Workspace, targets: Targets) -> Iterator[Margin]:
    yield _share("population.under_15_share", workspace, workspace.column("persons", "age") < _UNDER_15, targets)


def _nationalities(workspace: Workspace, targets: Targets) -> Iterator[Margin]:
    nationality, groups = workspace.column("persons", "nationality"), targets["population.nationality"]
    for name, persons in groups.items():
        named = [each for each in groups if each != _OTHER]
        who = ~numpy.isin(nationality, named) if name == _OTHER else nationality == name
        total = persons / sum(groups.values()) * _everybody(targets)
        yield national(f"population.nationality {name}", _members(workspace, who), total)


def _female_heads(workspace: Workspace, targets: Targets) -> Iterator[Margin]:
    reference = workspace.column("persons", "relationship_to_reference_person") == "reference_person"
    women = _members(workspace, reference & (workspace.column("persons", "sex") == "female"))
    total = targets["households.female_headed"] * targets["population.households"]
    yield national("households.female_headed", women, total)


#: The targets that weights of a survey can be calibrated to.
CAN_CALIBRATE: Mapping[str, _Margins] = {
    "population.households": _households,
    "population.governorate": _governorates,
    "population.men": _men,
    "population.under_15_share": _children,
    "population.nationality": _nationalities,
    "households.size": _sizes,
    "households.female_headed": _female_heads,
}
