"""Random homes of a calendar year of whom everything can be computed, with raises and in any order.

The families are those of `tests/oracle/families.py`. Where a rule needs a number that no
source gives, it stops for everybody in the simulation; so nobody here needs one:

- nobody claims a pension whose table was not found, nor an allowance of foster families;
- in 2010, before the first known limit, no family is below the income limit of the Fund;
- before the age of the elderly is known, a caseworker has found each family's category;
- UNHCR pays nobody in a camp, and in winter only those sizes and seasons that are known;
- the Corporation has decided each nursery allowance.

What decides rarely in the families of the oracle (days of work, years of insurance, presence
in the Kingdom) is drawn closer to the thresholds, so that every levy and benefit occurs.
"""

import copy

import numpy

from openfisca_jordan_sp.system import law_in_force
from tests.oracle.draws import Draws
from tests.oracle.families import Families
from tests.oracle.scales import Scale, counts

YEARS = range(2010, 2028)
#: Claims that can be worked out.
KNOWN_CLAIMS = ("none", "old_age", "natural_disability_total", "work_injury_total")
#: Sizes of family whose winter cash of UNHCR is known, in the season that begins in 2019.
WINTER_YEAR, WINTER_SIZES = 2019, (1, 7)
#: The first year in which the limit of income of recurring aid is known.
LIMIT_KNOWN_SINCE = 2011
#: The first year in which the age of the elderly is known.
ELDERLY_KNOWN_SINCE = 2018
#: Closer to the thresholds than the scales of the oracle.
CLOSER = {
    "days_present_in_jordan": Scale(counts(183), 0, 365, nothing=0.1),
    "working_days_in_month": Scale(counts(16), 17, 30, nothing=0.1, at_edges=0.3),
    "ssc_contributions_count": Scale(counts(180), 0, 420, nothing=0.1),
    "ssc_actual_contributions_count": Scale(counts(36, 60, 84), 0, 420, nothing=0.1),
    "unemployment_insurance_contributions": Scale(counts(12, 36), 0, 120, nothing=0.1),
    "contributions_since_unemployment_spell": Scale(counts(36), 0, 120, nothing=0.1),
    "unemployment_spells_before": Scale(counts(2), 0, 4, nothing=0.6),
    "months_since_maternity_leave": Scale(counts(6), 0, 8, nothing=0.3),
    "documented_expenses": Scale((), 0, 8000, nothing=0.4),
}
#: Share of insured mothers' children born in the last years, of whom childcare support can be asked.
BORN_LATELY, LATELY = 0.7, 5 * 365

#: Share of the persons whose wage is so many times the one drawn: some pay the national contribution.
RICH, RICHER = 0.02, 10


class Homes(Families):
    """Families of one draw, none of whom needs a number that no source gives."""

    def __init__(self, count, seed, year, system=None):
        law = system or law_in_force()
        super().__init__(law, count, seed, year)
        self.draws = Draws(seed, year)
        self._come_closer(law)
        self._leave_the_unknown_alone(law)

    def _come_closer(self, law):
        for name, scale in CLOSER.items():
            key = law.variables[name].entity.key
            drawn = scale.draw(self.draws.chance(name, "closer"), self.counts[key], 3)
            self.tell(law, name, drawn.astype(law.variables[name].default_array(1).dtype))
        chance = self.draws.chance("rich")
        is_rich = chance.random(self.counts["person"]) < RICH
        self.tell(law, "wage", self.tables["person"]["wage"] * numpy.where(is_rich, RICHER, 1))
        chance = self.draws.chance("births lately")
        days = chance.integers(0, LATELY, self.counts["person"])
        lately = numpy.datetime64(f"{self.year}-12-31", "D") - days
        is_lately = chance.random(self.counts["person"]) < BORN_LATELY
        births = self.tables["person"]["reaya_child_birth_date"]
        self.tell(law, "reaya_child_birth_date", numpy.where(is_lately, lately, births))

    def _leave_the_unknown_alone(self, law):
        persons, families = self.tables["person"], self.tables["family"]
        claims = law.variables["ssc_pension_claim"].possible_values
        known = numpy.isin(persons["ssc_pension_claim"], [claims[name].index for name in KNOWN_CLAIMS])
        self.tell(law, "ssc_pension_claim", numpy.where(known, persons["ssc_pension_claim"], claims.none.index))
        self.tell(law, "alternative_care_placement", numpy.zeros(self.counts["person"], dtype=int))
        self.tell(law, "reaya_nursery_allowance_decided", persons["reaya_nursery_allowance_decided"] + 1)
        head_in_camp = persons["lives_in_refugee_camp"][self.role == 0]
        self.tell(law, "is_on_unhcr_cash_list", families["is_on_unhcr_cash_list"] & ~head_in_camp)
        is_known_size = numpy.isin(numpy.bincount(self.family_of_person), WINTER_SIZES) & (self.year == WINTER_YEAR)
        self.tell(law, "is_on_unhcr_winter_list", families["is_on_unhcr_winter_list"] & is_known_size)
        if self.year < ELDERLY_KNOWN_SINCE:
            category = law.variables["naf_category"]
            self.tell(law, "naf_category", self.draws.values(category, self.count))
        if self.year < LIMIT_KNOWN_SINCE:
            self.tell(law, "is_naf_income_below_limit", numpy.zeros(self.count, dtype=bool))

    def tell(self, law, name, values):
        """Give a variable these values, whether it was drawn or not."""
        variable = law.variables[name]
        key = variable.entity.key
        if variable not in self.inputs[key]:
            self.inputs[key].append(variable)
        self.tables[key][name] = values

    def raised(self, earners, step):
        """The same homes with the wages of some persons higher by `step`, in this year and the one before."""
        richer = copy.copy(self)
        richer.tables = {key: dict(table) for key, table in self.tables.items()}
        richer.last_year = {key: dict(table) for key, table in self.last_year.items()}
        for table in (richer.tables["person"], richer.last_year["person"]):
            table["wage"] = numpy.where(earners, table["wage"] + step, table["wage"])
        return richer

    def one_earner_each(self, seed):
        """One person of each home by lot, for most homes among those who could work for a wage."""
        chance = numpy.random.default_rng((seed, self.year))
        lot = chance.random(self.counts["person"]) + (self.role <= 1) * (chance.random(self.counts["person"]) < 0.8)
        order = numpy.lexsort((-lot, self.household_of_person))
        _, first = numpy.unique(self.household_of_person[order], return_index=True)
        chosen = numpy.zeros(self.counts["person"], dtype=bool)
        chosen[order[first]] = True
        return chosen

    def reordered(self, seed):
        """The same homes with persons, families and households in another order, and that order by entity.

        Who stands in a family keeps to no place: its members may lie anywhere among the persons.
        """
        chance = numpy.random.default_rng((seed, self.year, 1))
        order = {key: chance.permutation(count) for key, count in self.counts.items()}
        place = {key: numpy.argsort(positions) for key, positions in order.items()}
        other = copy.copy(self)
        persons = order["person"]
        other.family_of_person = place["family"][self.family_of_person[persons]]
        other.household_of_person = place["household"][self.household_of_person[persons]]
        other.role, other.is_member = self.role[persons], self.is_member[persons]
        for name in ("tables", "last_year"):
            of_all = {
                key: {column: values[order[key]] for column, values in table.items()}
                for key, table in getattr(self, name).items()
            }
            setattr(other, name, of_all)
        return other, order
