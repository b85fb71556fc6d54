"""The kinds of household: who lives together, how old, and in which families.

Nothing impossible is ever drawn: a mother is 16 to 46 at a birth, a father at
least 16, a head is an adult, and spouses are at most a fixed gap apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import MARITAL_STATUSES, code
from openfisca_jordan_sp.populations.synthesise.roster import Roster
from openfisca_jordan_sp.populations.targets import Targets

IntArray = NDArray[numpy.int64]
FloatArray = NDArray[numpy.float64]
Array = NDArray[Any]

LAST_BIRTH = 45.0
FIRST_BIRTH_AFTER = 0.8
YOUNGEST_FATHER = 16.0
YOUNGEST_ADULT = 18.0
OLDEST = 100.0


@dataclass(frozen=True)
class Draft:
    """What drawing the households of one governorate needs.

    Attributes:
        generator: the governorate's stream.
        roster: where persons go.
        targets: the assumptions.
        nationality: code of each household.
    """

    generator: numpy.random.Generator
    roster: Roster
    targets: Targets
    nationality: Array

    def ages(self, kind: str, count: int) -> FloatArray:
        """Ages drawn from the beta distribution of `households.ages`."""
        return self.beta(self.targets["households.ages"][kind], count)

    def beta(self, shape: Mapping[str, Any], count: int) -> FloatArray:
        """Values between `low` and `high` with the shape `a`, `b`."""
        draws = self.generator.beta(shape["a"], shape["b"], count)
        return numpy.asarray(shape["low"] + (shape["high"] - shape["low"]) * draws)

    def gaps(self, count: int) -> FloatArray:
        """Years by which husbands are older than wives."""
        gap = self.targets["marital.spouse_gap"]
        return numpy.clip(self.generator.normal(gap["mean"], gap["deviation"], count), gap["lowest"], gap["highest"])

    def husband_ages(self, wife_age: FloatArray, youngest: float = YOUNGEST_ADULT) -> FloatArray:
        """Ages of the husbands of those wives."""
        return numpy.clip(wife_age + self.gaps(len(wife_age)), youngest, OLDEST)

    def happens(self, probability: float | FloatArray, count: int) -> NDArray[numpy.bool_]:
        """True with that probability, once for each of `count`."""
        return self.generator.random(count) < probability


def add_children(
    draft: Draft,
    household: IntArray,
    mother_age: FloatArray,
    father_age: FloatArray,
    *,
    family: int | IntArray = 0,
    relation: str | Array = "child",
    father_alive: int | Array = 1,
    mother_alive: int | Array = 1,
) -> None:
    """The unmarried children of those couples who still live at home.

    Births are spread over the years after the mother's marriage; sons and
    daughters leave with age.
    """
    marriage = _marriage_ages(draft, mother_age)
    births = _births(draft, mother_age, marriage, draft.nationality[household])
    row = numpy.repeat(numpy.arange(len(household)), births)
    order = numpy.arange(len(row)) - numpy.repeat(numpy.cumsum(births) - births, births)
    within = draft.generator.uniform(0.2, 0.8, len(row))
    interval = draft.targets["fertility.years_between_births"]
    age = mother_age[row] - (marriage[row] + FIRST_BIRTH_AFTER + (order + within) * interval)
    sex = numpy.where(
        draft.happens(draft.targets["fertility.male_births"], len(row)), code("sex", "male"), code("sex", "female")
    ).astype(numpy.uint8)
    kept = (age >= 0) & (father_age[row] - age >= YOUNGEST_FATHER) & _at_home(draft, age, sex)
    row = row[kept]
    draft.roster.add(
        household[row],
        role="child",
        sex=sex[kept],
        age=age[kept],
        marital="never_married",
        relation=_of_rows(relation, row),
        family=_of_rows(family, row),
        father_alive=_of_rows(father_alive, row),
        mother_alive=_of_rows(mother_alive, row),
    )


def _of_rows(value: Any, row: IntArray) -> Any:
    return value[row] if isinstance(value, numpy.ndarray) else value


def _marriage_ages(draft: Draft, age: FloatArray) -> FloatArray:
    shape = draft.targets["marital.first_marriage_shape"]
    drawn = draft.targets["marital.female_first_marriage"] * numpy.exp(
        shape["spread"] * draft.generator.standard_normal(len(age))
    )
    return numpy.asarray(numpy.clip(drawn, shape["lowest"], numpy.minimum(shape["highest"], age - 0.2)))


def _births(draft: Draft, age: FloatArray, marriage: FloatArray, nationality: Array) -> IntArray:
    """Births in a whole life; those still to come are dropped with their negative age."""
    shape = draft.targets["fertility.completed"]
    mean = numpy.clip(shape["at_35"] + shape["a_year_older"] * (age - 35), shape["lowest"], shape["highest"])
    mean = mean * numpy.where(nationality == code("nationality", "syrian"), shape["syrian_factor"], 1.0)
    most = (LAST_BIRTH - marriage - FIRST_BIRTH_AFTER) // draft.targets["fertility.years_between_births"]
    return numpy.asarray(numpy.minimum(draft.generator.poisson(mean), most.astype(numpy.int64)))


def _at_home(draft: Draft, age: FloatArray, sex: Array) -> NDArray[numpy.bool_]:
    shapes = draft.targets["leaving_home"]
    chance = numpy.ones(len(age))
    for name, shape in shapes.items():
        of_sex = (sex == code("sex", name)) & (age >= YOUNGEST_ADULT)
        home = 1 / (1 + numpy.exp((age[of_sex] - shape["middle"]) / shape["width"]))
        chance[of_sex] = shape["stay"] + (1 - shape["stay"]) * home
    return draft.happens(chance, len(age))


def add_couple(
    draft: Draft,
    household: IntArray,
    wife_age: FloatArray,
    husband_age: FloatArray,
    *,
    family: int | IntArray = 0,
    relations: tuple[str | Array, str | Array] = ("reference_person", "spouse"),
    father_alive: int | Array = -1,
    mother_alive: int | Array = -1,
) -> None:
    """A married couple: the husband heads the family. `father_alive`, `mother_alive` are the husband's parents."""
    draft.roster.add(
        household,
        role="head",
        sex="male",
        age=husband_age,
        marital="married",
        relation=relations[0],
        family=family,
        father_alive=father_alive,
        mother_alive=mother_alive,
    )
    draft.roster.add(
        household, role="spouse", sex="female", age=wife_age, marital="married", relation=relations[1], family=family
    )


def couple(
    draft: Draft,
    household: IntArray,
    ages: str = "couple",
    youngest: float = YOUNGEST_ADULT,
) -> tuple[FloatArray, FloatArray]:
    """A couple with the children who are still at home, if any; gives the ages of wife and husband."""
    wife_age = numpy.maximum(draft.ages(ages, len(household)), youngest)
    husband_age = draft.husband_ages(wife_age, youngest)
    add_couple(draft, household, wife_age, husband_age)
    add_children(draft, household, wife_age, husband_age)
    _second_wives(draft, household, wife_age, husband_age)
    return wife_age, husband_age


def couple_led_by_wife(draft: Draft, household: IntArray) -> None:
    """A couple that names the wife as head of the household; the husband heads the registered family."""
    wife_age = draft.ages("couple", len(household))
    husband_age = draft.husband_ages(wife_age)
    add_couple(draft, household, wife_age, husband_age, relations=("spouse", "reference_person"))
    add_children(draft, household, wife_age, husband_age)


def _second_wives(draft: Draft, household: IntArray, wife_age: FloatArray, husband_age: FloatArray) -> None:
    """A few Jordanian husbands have a second, younger wife in the same dwelling and family."""
    jordanian = draft.nationality[household] == code("nationality", "jordanian")
    age = wife_age - draft.generator.uniform(2, 12, len(household))
    gap = draft.targets["marital.spouse_gap"]["highest"]
    possible = jordanian & (age >= YOUNGEST_ADULT) & (husband_age - age <= gap)
    chosen = possible & draft.happens(draft.targets["marital.polygamous_share"], len(household))
    draft.roster.add(
        household[chosen], role="spouse", sex="female", age=age[chosen], marital="married", relation="spouse"
    )
    add_children(draft, household[chosen], age[chosen], husband_age[chosen])


def lone_mother(draft: Draft, household: IntArray) -> None:
    """A widowed, divorced or deserted mother, or one whose husband works abroad."""
    age = draft.ages("lone_parent", len(household))
    shape = draft.targets["marital.lone_mothers"]
    shares = [shape["divorced"], shape["husband_abroad"], shape["deserted"]]
    statuses = [code("marital_status", name) for name in ("divorced", "married", "deserted", "widowed")]
    drawn = numpy.searchsorted(numpy.cumsum(shares), draft.generator.random(len(age)), side="right")
    drawn[age >= shape["age_of_certain_widowhood"]] = len(shares)
    marital = numpy.asarray(statuses, dtype=numpy.uint8)[drawn]
    draft.roster.add(household, role="head", sex="female", age=age, marital=marital, relation="reference_person")
    alive = (marital != code("marital_status", "widowed")).astype(numpy.int8)
    add_children(draft, household, age, draft.husband_ages(age), father_alive=alive)


def lone_father(draft: Draft, household: IntArray) -> None:
    """A widowed or divorced father with children."""
    mother_age = draft.ages("lone_parent", len(household))
    age = draft.husband_ages(mother_age)
    widowed = draft.happens(draft.targets["marital.lone_fathers"]["widowed"], len(household))
    marital = numpy.where(widowed, code("marital_status", "widowed"), code("marital_status", "divorced"))
    draft.roster.add(
        household, role="head", sex="male", age=age, marital=marital.astype(numpy.uint8), relation="reference_person"
    )
    add_children(draft, household, mother_age, age, mother_alive=(~widowed).astype(numpy.int8))


def one_person(draft: Draft, household: IntArray) -> None:
    """Someone living alone; migrants are mostly men whose wives stayed at home."""
    migrant = numpy.isin(draft.nationality[household], [code("nationality", "egyptian"), code("nationality", "other")])
    for group, rows in (("resident", ~migrant), ("migrant", migrant)):
        kinds = draft.targets["households.one_person"][group]
        shares = numpy.cumsum([kind["share"] for kind in kinds])
        drawn = numpy.searchsorted(shares[:-1], draft.generator.random(int(rows.sum())), side="right")
        for number, kind in enumerate(kinds):
            chosen = household[rows][drawn == number]
            assert kind["marital"] in MARITAL_STATUSES
            draft.roster.add(
                chosen,
                role="head",
                sex=kind["sex"],
                age=draft.beta(kind, len(chosen)),
                marital=kind["marital"],
                relation="reference_person",
            )


def workers(draft: Draft, household: IntArray) -> None:
    """Unrelated workers who share a dwelling: each a family of his or her own."""
    shape = draft.targets["households.workers"]
    number = draft.generator.integers(shape["fewest"], shape["most"] + 1, len(household))
    female = draft.happens(shape["female"], len(household))
    for place in range(shape["most"]):
        rows = number > place
        count = int(rows.sum())
        married = draft.happens(shape["married"], count)
        marital = numpy.where(married, code("marital_status", "married"), code("marital_status", "never_married"))
        draft.roster.add(
            household[rows],
            role="head",
            sex=numpy.where(female[rows], code("sex", "female"), code("sex", "male")).astype(numpy.uint8),
            age=draft.ages("workers", count),
            marital=marital.astype(numpy.uint8),
            relation="not_related" if place else "reference_person",
            family=place,
        )


Kind = Callable[[Draft, IntArray], Any]
