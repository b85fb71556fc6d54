"""What can never be in a family, counted; and the gaps between spouses and between mothers and children."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.populations.quality.view import ADULT_AGE, CHILD_BELOW, IntArray, Mask, View
from openfisca_jordan_sp.populations.schema import MAXIMUM_SPOUSES

FloatArray = NDArray[numpy.float64]

#: Years between a husband and his wife beyond which a couple is taken for a slip, either way.
LARGEST_SPOUSE_GAP, SMALLEST_SPOUSE_GAP = 25, -10
YOUNGEST_PARENT, OLDEST_MOTHER, OLDEST_PERSON = 15, 50, 110
_DAYS = 365.25
_TWO_GENERATIONS = 2

#: Each impossibility: what is counted.
RULES: dict[str, Text] = {
    "head_under_18": Text("Family heads under 18", "أرباب أسر دون 18"),
    "reference_under_18": Text("Reference persons under 18", "أشخاص مرجعيون دون 18"),
    "spouse_not_married": Text("Spouses who are not married", "أزواج غير متزوجين"),
    "head_with_spouse_not_married": Text("Heads with a spouse who are not married", "أرباب أسر لهم زوج وغير متزوجين"),
    "spouse_of_same_sex": Text("Spouses of the sex of the head", "أزواج من جنس رب الأسرة"),
    "more_than_four_spouses": Text("Families with more than four spouses", "أسر فيها أكثر من أربعة أزواج"),
    "woman_with_two_spouses": Text("Female heads with more than one spouse", "ربات أسر لهن أكثر من زوج"),
    "spouse_gap": Text("Couples more than 25 (or less than -10) years apart", "أزواج فارق عمرهم فوق 25 سنة أو دون 10-"),
    "mother_under_15_at_birth": Text(
        "Children whose mother was under 15 at birth", "أبناء كانت أمهم دون 15 عند الولادة"
    ),
    "mother_over_50_at_birth": Text("Children whose mother was over 50 at birth", "أبناء كانت أمهم فوق 50 عند الولادة"),
    "father_under_15_at_birth": Text(
        "Children whose father was under 15 at birth", "أبناء كان أبوهم دون 15 عند الولادة"
    ),
    "child_older_than_parent": Text("Children older than the head of their family", "أبناء أكبر سنا من رب أسرتهم"),
    "child_of_reference_too_old": Text(
        "Children less than 15 years younger than the reference person", "أبناء يصغرون الشخص المرجعي بأقل من 15 سنة"
    ),
    "parent_of_reference_too_young": Text(
        "Parents less than 15 years older than the reference person", "والدون يكبرون الشخص المرجعي بأقل من 15 سنة"
    ),
    "grandchild_too_old": Text(
        "Grandchildren less than 30 years younger than the reference person",
        "أحفاد يصغرون الشخص المرجعي بأقل من 30 سنة",
    ),
    "widow_with_father_alive": Text(
        "Children of a widowed mother whose father lives", "أبناء أرملة والدهم على قيد الحياة"
    ),
    "working_under_15": Text("Persons under 15 in the labour force", "أفراد دون 15 في قوة العمل"),
    "paid_under_15": Text("Persons under 15 with pay", "أفراد دون 15 لهم أجر"),
    "paid_without_work": Text("Persons with a wage and without a job", "أفراد لهم أجر بلا عمل"),
    "married_under_15": Text("Persons under 15 who are or were married", "أفراد دون 15 سبق لهم الزواج"),
    "older_than_110": Text("Persons over 110", "أفراد فوق 110"),
}


@dataclass(frozen=True)
class Gaps:
    """Weighted counts by whole years; they add up over parts.

    Attributes:
        first: the years of the first count.
        counts: one a year.
    """

    first: int
    counts: FloatArray

    def __add__(self, other: Gaps) -> Gaps:
        return Gaps(self.first, self.counts + other.counts)

    @property
    def years(self) -> IntArray:
        """The years of each count."""
        return numpy.arange(self.first, self.first + len(self.counts))

    @property
    def mean(self) -> float:
        """In years; a gap lies in the middle of its year."""
        total = float(self.counts.sum())
        return float(((self.years + 0.5) * self.counts).sum()) / total if total else 0.0

    @property
    def deviation(self) -> float:
        """The standard deviation in years."""
        total = float(self.counts.sum())
        squares = float(((self.years + 0.5 - self.mean) ** 2 * self.counts).sum())
        return float(numpy.sqrt(squares / total)) if total else 0.0

    def quantile(self, share: float) -> float:
        """The year below which so large a share lies."""
        cumulated = numpy.cumsum(self.counts)
        if not cumulated[-1]:
            return 0.0
        return float(self.years[int(numpy.searchsorted(cumulated, share * cumulated[-1]))])


@dataclass(frozen=True)
class Structure:
    """Rows that break each rule, and the two gaps.

    Attributes:
        violations: by rule, rows of the data (not weighted).
        spouse_gap: years by which a husband is older.
        mother_gap: years of the mother (the nearest possible one, where there are two wives) at a birth.
    """

    violations: dict[str, int]
    spouse_gap: Gaps
    mother_gap: Gaps

    def __add__(self, other: Structure) -> Structure:
        violations = {rule: count + other.violations[rule] for rule, count in self.violations.items()}
        return Structure(violations, self.spouse_gap + other.spouse_gap, self.mother_gap + other.mother_gap)


def structure(view: View) -> Structure:
    """Count in one part of a population."""
    people = _People(view)
    broken = {rule: int(numpy.count_nonzero(mask)) for rule, mask in _broken(view, people)}
    assert broken.keys() == RULES.keys()
    couple_gap, couples = people.couple_gap
    mother_gap, mothers = people.mother_gap
    weight = view.persons.weight
    return Structure(broken, _gaps(couple_gap, weight[couples], -60, 80), _gaps(mother_gap, weight[mothers], -20, 100))


def _gaps(years: FloatArray, weight: FloatArray, first: int, last: int) -> Gaps:
    places = numpy.clip(numpy.floor(years).astype(numpy.int64), first, last) - first
    return Gaps(first, numpy.bincount(places, weight, minlength=last - first + 1).astype(numpy.float64))


class _People:
    """Who is whose spouse, child and parent."""

    def __init__(self, view: View) -> None:
        self.view = view
        persons = view.persons
        self.family = persons["family_id"]
        day = numpy.datetime64(str(view.population.manifest["base_date"]), "D")
        self.years: FloatArray = (day - persons["birth_date"]).astype(numpy.int64) / _DAYS
        self.female = persons.is_("sex", "female")
        self.spouse = numpy.flatnonzero(persons.is_("family_role", "spouse"))
        self.child = numpy.flatnonzero(persons.is_("family_role", "child"))
        self.spouses = numpy.bincount(self.family[self.spouse], minlength=len(view.families))
        self.head_of_spouse = view.head[self.family[self.spouse]]
        self.head_of_child = view.head[self.family[self.child]]
        self.couple_gap = self._couples()
        self.mother_gap = self._mothers()

    def _couples(self) -> tuple[FloatArray, IntArray]:
        """Years by which the husband is older, and the position of each spouse."""
        signs = numpy.where(self.female[self.spouse], 1.0, -1.0)
        return signs * (self.years[self.head_of_spouse] - self.years[self.spouse]), self.spouse

    def _mothers(self) -> tuple[FloatArray, IntArray]:
        """Years of the mother at the birth of each child with a living mother in the family, and the child."""
        persons = self.view.persons
        rows = numpy.flatnonzero(self.female & persons.is_("family_role", "head", "spouse"))
        rows = rows[numpy.argsort(self.family[rows], kind="stable")]
        child = self.child[persons["is_mother_alive"][self.child]]
        first = numpy.searchsorted(self.family[rows], self.family[child])
        best = numpy.full(len(child), numpy.nan)
        for place in range(MAXIMUM_SPOUSES if len(rows) else 0):
            row = rows[numpy.minimum(first + place, len(rows) - 1)]
            is_mother = (first + place < len(rows)) & (self.family[row] == self.family[child])
            at_birth = numpy.where(is_mother, self.years[row] - self.years[child], numpy.nan)
            best = numpy.where(_is_possible(best) | numpy.isnan(at_birth), best, at_birth)
        known = ~numpy.isnan(best)
        return best[known], child[known]


def _is_possible(at_birth: FloatArray) -> Mask:
    """Whether a mother may be of this age at a birth (unknown is not)."""
    return numpy.asarray((at_birth >= YOUNGEST_PARENT) & (at_birth <= OLDEST_MOTHER))


def _broken(view: View, people: _People) -> Iterator[tuple[str, Mask]]:
    yield "head_under_18", view.age[view.head] < CHILD_BELOW
    yield "reference_under_18", view.age[view.reference] < CHILD_BELOW
    yield from _broken_couples(view, people)
    yield from _broken_births(view, people)
    yield from _broken_generations(view, people)
    yield from _broken_ages(view)


def _broken_couples(view: View, people: _People) -> Iterator[tuple[str, Mask]]:
    married = view.persons.is_("marital_status", "married")
    head, spouse, gap = people.head_of_spouse, people.spouse, people.couple_gap[0]
    yield "spouse_not_married", ~married[spouse]
    yield "head_with_spouse_not_married", ~married[view.head] & (people.spouses > 0)
    yield "spouse_of_same_sex", people.female[spouse] == people.female[head]
    yield "more_than_four_spouses", people.spouses > MAXIMUM_SPOUSES
    yield "woman_with_two_spouses", people.female[view.head] & (people.spouses > 1)
    yield "spouse_gap", (gap > LARGEST_SPOUSE_GAP) | (gap < SMALLEST_SPOUSE_GAP)


def _broken_births(view: View, people: _People) -> Iterator[tuple[str, Mask]]:
    at_birth = people.mother_gap[0]
    yield "mother_under_15_at_birth", at_birth < YOUNGEST_PARENT
    yield "mother_over_50_at_birth", at_birth > OLDEST_MOTHER
    head, child = people.head_of_child, people.child
    years = people.years[head] - people.years[child]
    fathers = ~people.female[head] & view.persons["is_father_alive"][child]
    yield "father_under_15_at_birth", fathers & (years < YOUNGEST_PARENT)
    yield "child_older_than_parent", years < 0
    widow = people.female[head] & view.persons.is_("marital_status", "widowed")[head]
    yield "widow_with_father_alive", widow & view.persons["is_father_alive"][child]


def _broken_generations(view: View, people: _People) -> Iterator[tuple[str, Mask]]:
    """Within the household, beside the reference person."""
    older = people.years[view.reference][view.persons.household] - people.years
    relation = "relationship_to_reference_person"
    yield "child_of_reference_too_old", view.persons.is_(relation, "child") & (older < YOUNGEST_PARENT)
    yield "parent_of_reference_too_young", view.persons.is_(relation, "parent") & (-older < YOUNGEST_PARENT)
    grandchild = view.persons.is_(relation, "grandchild")
    yield "grandchild_too_old", grandchild & (older < _TWO_GENERATIONS * YOUNGEST_PARENT)


def _broken_ages(view: View) -> Iterator[tuple[str, Mask]]:
    persons, young = view.persons, view.age < ADULT_AGE
    paid = (persons["wage"] > 0) | (persons["other_earnings"] > 0)
    yield "working_under_15", young & view.active
    yield "paid_under_15", young & paid
    yield "paid_without_work", (persons["wage"] > 0) & ~view.employed
    yield "married_under_15", young & ~persons.is_("marital_status", "never_married")
    yield "older_than_110", view.age > OLDEST_PERSON
