"""Civil-registry families inside households, where a survey has only the relationship to the reference person.

The rules, in their order:

1. The reference person, his or her spouses and the children of the reference person who never married are the
   first family. The reference person is its head, but where a wife is the reference person and her husband lives in
   the household, he heads the family, as in the civil registry.
2. A couple inside the household is one family with the husband as its head: a married child with a child-in-law of
   the other sex, two married parents, two married non-relatives. Where there are several couples of a kind, the
   first man is paired with the first woman in the order of the file, and so on.
3. Everybody else who is or was married heads a family: the widowed parent, the divorced daughter, the married
   sibling, the son whose wife is elsewhere.
4. Who never married belongs to the family of the father in the household, else of the mother, where the survey
   gives their line numbers. Without them a grandchild belongs to the child or child-in-law of the reference person
   whose age is nearest to 28 years above the grandchild's (at least 13), and otherwise, with siblings and other
   relatives, to the first family as a dependant.
5. A non-relative who never married heads a family if adult; a minor one joins the first family of non-relatives,
   else the first family.
6. A minor heads no family that has an adult: the spouse, else the oldest adult, is then the head. A minor who is
   or was married and lives with no adult spouse is a dependant of the first family.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import code

IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]

ADULT = 18
_PARENT_OLDER_BY, _LEAST_OLDER_BY = 28, 13

_HEAD, _SPOUSE, _CHILD, _DEPENDANT = (code("family_role", name) for name in ("head", "spouse", "child", "dependant"))


@dataclass(frozen=True, eq=False)
class Members:
    """The persons of a survey, in the order of its file; codes are the schema's.

    Attributes:
        household: number of each one's household, from 0.
        relationship: to the reference person, of which each household has exactly one.
        age: completed years.
        sex: code of `sex`.
        marital_status: code of `marital_status`.
        father: row of the father in the household, or -1.
        mother: row of the mother in the household, or -1.
    """

    household: IntArray
    relationship: IntArray
    age: IntArray
    sex: IntArray
    marital_status: IntArray
    father: IntArray
    mother: IntArray

    def is_(self, *relationships: str) -> Mask:
        """Who has one of these relationships."""
        return numpy.isin(self.relationship, [code("relationship_to_reference_person", name) for name in relationships])


def derive_families(members: Members) -> tuple[IntArray, IntArray]:
    """The family of each person (numbered in the whole survey) and the role in it, by the rules above."""
    head, role = _Builder(members).build()
    head, role = _with_adult_heads(members, head, role)
    return _numbered(members, head), role


class _Builder:
    """Finds for each person the row of the family's head; -1 is not yet known."""

    def __init__(self, members: Members) -> None:
        self.members = members
        count = len(members.household)
        self.rows = numpy.arange(count)
        self.head = numpy.full(count, -1, dtype=numpy.int64)
        self.role = numpy.full(count, _DEPENDANT, dtype=numpy.int64)
        reference = members.is_("reference_person")
        of_household = numpy.zeros(int(members.household.max()) + 1, dtype=numpy.int64)
        of_household[members.household[reference]] = self.rows[reference]
        self.reference = of_household[members.household]
        self.never = members.marital_status == code("marital_status", "never_married")
        self.married = members.marital_status == code("marital_status", "married")
        self.first = self._first_heads(of_household)[members.household]

    def build(self) -> tuple[IntArray, IntArray]:
        members = self.members
        self._put(self.rows == self.first, self.first, _HEAD)
        self._put(members.is_("reference_person", "spouse"), self.first, _SPOUSE)
        self._put(members.is_("child") & self.never, self.first, _CHILD)
        self._couple(members.is_("child"), members.is_("child_in_law"))
        for kind in ("parent", "not_related"):
            self._couple(members.is_(kind) & self.married, members.is_(kind) & self.married)
        minor = members.age < ADULT
        self._put(~self.never & minor, self.first, _DEPENDANT)
        self._put(~self.never | members.is_("child_in_law"), self.rows, _HEAD)
        self._with_parents()
        self._put(members.is_("not_related") & ~minor, self.rows, _HEAD)
        self._grandchildren()
        self._put(members.is_("not_related"), self._first_of_not_related(), _DEPENDANT)
        self._put(self.head < 0, self.first, _DEPENDANT)
        return self.head, self.role

    def _first_heads(self, reference: IntArray) -> IntArray:
        """For each household the head of its first family: the reference person, or the husband of one."""
        members, male = self.members, self.members.sex == code("sex", "male")
        led_by_wife = ~male[reference] & self.married[reference]
        husbands = numpy.flatnonzero(members.is_("spouse") & male & led_by_wife[members.household])
        heads = reference.copy()
        heads[members.household[husbands[::-1]]] = husbands[::-1]
        return heads

    def _put(self, who: Mask, head: IntArray, role: int) -> None:
        """Place those who are not placed yet and have a head to go to."""
        placed = who & (self.head < 0) & (head >= 0)
        self.head[placed], self.role[placed] = head[placed], role

    def _couple(self, one: Mask, other: Mask) -> None:
        """Pair married persons of two kinds, the first man with the first woman of each household."""
        male = self.members.sex == code("sex", "male")
        free = self.married & (self.head < 0)
        for men, women in ((one & male, other & ~male), (other & male, one & ~male)):
            husbands, wives = self._pairs(men & free, women & free & (self.head < 0))
            adult = (self.members.age[husbands] >= ADULT) | (self.members.age[wives] >= ADULT)
            husbands, wives = husbands[adult], wives[adult]
            self.head[husbands], self.role[husbands] = husbands, _HEAD
            self.head[wives], self.role[wives] = husbands, _SPOUSE
            free &= self.head < 0

    def _pairs(self, men: Mask, women: Mask) -> tuple[IntArray, IntArray]:
        _, first, second = numpy.intersect1d(
            self._place(men), self._place(women), assume_unique=True, return_indices=True
        )
        return numpy.flatnonzero(men)[first], numpy.flatnonzero(women)[second]

    def _place(self, who: Mask) -> IntArray:
        """Household and place in it among `who`, as one number."""
        household = self.members.household[who]
        order = numpy.argsort(household, kind="stable")
        ordered = household[order]
        starts = numpy.searchsorted(ordered, ordered)
        place = numpy.empty(len(household), dtype=numpy.int64)
        place[order] = numpy.arange(len(household)) - starts
        return household * len(self.rows) + place

    def _with_parents(self) -> None:
        """Unmarried persons in the family of their father, else of their mother."""
        for parent in (self.members.father, self.members.mother):
            parent_role = numpy.where(parent >= 0, self.role[parent], -1)
            head = numpy.where(numpy.isin(parent_role, (_HEAD, _SPOUSE)), self.head[parent], -1)
            leads = (parent == self.reference) | (parent == self.first)
            self._put(~leads, head, _CHILD)
            self._put(leads, head, _DEPENDANT)

    def _grandchildren(self) -> None:
        """Grandchildren without a known parent, to the likeliest family of a child of the reference person."""
        members = self.members
        seeking = numpy.flatnonzero(members.is_("grandchild") & (self.head < 0))
        is_parent = members.is_("child", "child_in_law") & numpy.isin(self.role, (_HEAD, _SPOUSE)) & ~self.never
        parents = numpy.flatnonzero(is_parent)
        parents = parents[numpy.argsort(members.household[parents], kind="stable")]
        low = numpy.searchsorted(members.household[parents], members.household[seeking])
        high = numpy.searchsorted(members.household[parents], members.household[seeking], side="right")
        which = numpy.repeat(numpy.arange(len(seeking)), high - low)
        offset = numpy.arange(len(which)) - numpy.repeat(numpy.cumsum(high - low) - (high - low), high - low)
        parent = parents[numpy.repeat(low, high - low) + offset]
        gap = members.age[parent] - members.age[seeking[which]]
        fits = gap >= _LEAST_OLDER_BY
        which, parent, gap = which[fits], parent[fits], gap[fits]
        order = numpy.lexsort((parent, numpy.abs(gap - _PARENT_OLDER_BY), which))
        chosen, first = numpy.unique(which[order], return_index=True)
        rows = seeking[chosen]
        self.head[rows], self.role[rows] = self.head[parent[order][first]], _CHILD

    def _first_of_not_related(self) -> IntArray:
        """For each person the head of the first family of non-relatives in the household, or -1."""
        heads = numpy.flatnonzero(self.members.is_("not_related") & (self.head == self.rows))
        first = numpy.full(int(self.members.household.max()) + 1, -1, dtype=numpy.int64)
        first[self.members.household[heads[::-1]]] = heads[::-1]
        return first[self.members.household]


def _with_adult_heads(members: Members, head: IntArray, role: IntArray) -> tuple[IntArray, IntArray]:
    """The spouse, else the oldest adult, instead of a head who is a minor."""
    adult = members.age >= ADULT
    minor_led = (members.age[head] < ADULT) & adult
    rows = numpy.flatnonzero(minor_led)
    order = rows[numpy.lexsort((rows, -members.age[rows], role[rows] != _SPOUSE, head[rows]))]
    old, first = numpy.unique(head[order], return_index=True)
    new = order[first]
    head, role = head.copy(), role.copy()
    role[old] = numpy.where(role[new] == _SPOUSE, _SPOUSE, _DEPENDANT)
    role[new] = _HEAD
    moved = numpy.arange(len(head))
    moved[old] = new
    return moved[head], role


def _numbered(members: Members, head: IntArray) -> IntArray:
    """Numbers of families: the reference person's first in each household, then in the order of their heads."""
    is_reference = members.is_("reference_person")
    with_reference = numpy.zeros(len(head), dtype=bool)
    with_reference[head[is_reference]] = True
    heads = numpy.unique(head)
    order = heads[numpy.lexsort((heads, ~with_reference[heads], members.household[heads]))]
    number = numpy.zeros(len(head), dtype=numpy.int64)
    number[order] = numpy.arange(len(order))
    return number[head]
