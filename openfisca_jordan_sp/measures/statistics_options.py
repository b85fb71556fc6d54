"""What a user may choose of the statistics: whom they count, what welfare is, how households are made comparable."""

from __future__ import annotations

from dataclasses import dataclass

from openfisca_jordan_sp.errors import MeasureError, Text
from openfisca_jordan_sp.measures.arrays import checked_number, checked_whole

#: Whom the statistics count.
UNITS = ("persons", "families", "households")
#: What people are ranked by and poor in.
WELFARES = ("consumption", "income")
#: What welfare is divided by; `head` is how the official line of Jordan is drawn, the others are conventions.
SCALES = ("head", "oecd_modified", "square_root")

#: Fewer replicates say nothing of an error; none leaves the errors out.
FEWEST_REPLICATES = 2


@dataclass(frozen=True)
class Options:
    """How the statistics are taken.

    Attributes:
        unit: `persons`, `families` or `households`: whom shares and averages count. Programmes are still paid to
            families: a person gets one if the family does, a household if any of its families does.
        welfare: `consumption` (before modelled benefits as the population tells it, with the benefits, less what
            a policy takes more than the first) or `income` (earnings, pensions, rents and transfers of households, less
            contributions and taxes, with the benefits); both of the average month of the year.
        per: `head`, as the official line; `oecd_modified` (1 for the first person of 14 years or more, 0.5 for each
            further one, 0.3 for each child below 14: Hagenaars, de Vos and Zaidi 1994) or `square_root` (of the persons
            of the household, as in OECD studies since 2008). The last two are conventions that no law of Jordan sets.
        replicates: sets of weights for the standard errors; 0 leaves the errors out.
        seed: the same seed gives the same errors.
        level: of the intervals.
        marginal_rates: whether effective marginal rates are worked out too, which takes two more evaluations a policy.

    Raises:
        MeasureError: a value that is none of these.
    """

    unit: str = "persons"
    welfare: str = "consumption"
    per: str = "head"
    replicates: int = 200
    seed: int = 0
    level: float = 0.95
    marginal_rates: bool = False

    def __post_init__(self) -> None:
        for name, allowed in (("unit", UNITS), ("welfare", WELFARES), ("per", SCALES)):
            _check_choice(name, getattr(self, name), allowed)
        checked_whole(self.replicates, "replicates", 0)
        checked_whole(self.seed, "seed", 0)
        if 0 < self.replicates < FEWEST_REPLICATES:
            raise MeasureError(
                Text(
                    "One replicate says nothing of an error: ask for 2 or more, or for 0.",
                    "لا يدل تكرار واحد على الخطأ: اطلب تكرارين أو أكثر، أو صفرا.",
                ),
                path="replicates",
            )
        checked_number(self.level, "level", above=0)
        if self.level >= 1:
            raise MeasureError(Text("`level` must be below 1.", "يجب أن يكون `level` أقل من 1."), path="level")


def _check_choice(name: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        names = ", ".join(allowed)
        raise MeasureError(
            Text(f"`{name}` cannot be {value!r}.", f"لا يمكن أن يكون `{name}` القيمة {value!r}."),
            path=name,
            hint=Text(f"Choose one of {names}.", f"اختر من: {names}."),
        )


#: What is taken where a user does not say.
DEFAULT_OPTIONS = Options()
