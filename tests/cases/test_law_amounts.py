"""What each case family stands for, under the law in force and under the bills of the catalogue, by hand."""

from functools import cache

import pytest

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.case_amounts import CasesOfYear, amounts_of
from openfisca_jordan_sp.case_items import COUNTS, DISPOSABLE, GROSS, PROGRAMME, items_of
from openfisca_jordan_sp.case_outcomes import case_results
from openfisca_jordan_sp.cases import cases
from openfisca_jordan_sp.law.catalogue import levies, programmes
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import prepare_situation
from openfisca_jordan_sp.system import law_in_force
from tests.cases.law_amounts import LATER, LAW, REFORMS, UNSET

#: A fils in the month, a fils a month in the year.
FILS = 0.001


@cache
def amounts(*policies, period=None):
    """The long table by policy, case and item, without what services are worth where it bears the same name."""
    table = case_results(policies, period=period).tables["amounts"]
    return table.drop_duplicates(["policy", "case", "item"], keep="last").set_index(["policy", "case", "item"])


def is_so(row, month, year):
    """Whether a row is what was worked out."""
    assert row["month"] == pytest.approx(month, abs=FILS)
    if year is not None and row["kind"] not in COUNTS:
        assert row["year"] == pytest.approx(year, abs=12 * FILS)


class TestUnderTheLawInForce:
    @pytest.mark.parametrize("name", cases())
    def test_a_case_shows_what_it_stands_for(self, name):
        for item, (month, year) in LAW[name].items():
            is_so(amounts().loc["law_in_force", name, item], month, year)

    def test_only_the_values_that_no_source_gives_are_missing_and_only_where_they_are_needed(self):
        table = amounts()
        missing = table[table["unset"] != ""].reset_index()
        assert dict(zip(missing["case"], missing["unset"], strict=True)) == UNSET

    def test_disposable_income_is_own_income_less_levies_with_programmes(self):
        table = amounts().reset_index()
        paid = {levy.id for levy in levies() if levy.is_paid_by_person}
        for figure in ("month", "year"):
            signs = {GROSS: 1, DISPOSABLE: -1, PROGRAMME: 1}
            sign = table["kind"].map(signs).fillna(0) - table["item"].isin(paid)
            rest = (table[figure] * sign).where(sign != 0, 0).groupby(table["case"]).sum(min_count=1)
            known = [name for name in cases() if name not in UNSET]
            assert rest[known].abs().max() < FILS

    def test_every_programme_is_computed_in_every_case(self):
        months = {name: parse_month(case.period) for name, case in cases().items()}
        situations = {
            name: prepare_situation(law_in_force(), case.situation, case.period)[0] for name, case in cases().items()
        }
        items = [item for item in items_of([Policy.of()]) if item.kind == PROGRAMME]
        (found,) = amounts_of([Policy.of()], CasesOfYear(situations, months), items)
        assert [key for key, by_case in found.items() if set(by_case) != set(cases())] == []
        assert {one.id for one in programmes()} == {name for _, name in found}


class TestUnderABill:
    @pytest.mark.parametrize("reform", REFORMS)
    def test_the_case_that_it_is_for_shows_what_it_does(self, reform):
        case, item, month, year = REFORMS[reform]
        row = amounts(*REFORMS).loc[reform, case, item]
        is_so(row, month, year)
        assert row["month_change"] != 0  # also where the law in force cannot be computed: not a number is not nothing

    @pytest.mark.parametrize("reform", LATER)
    def test_a_bill_that_begins_later_shows_it_in_a_later_month(self, reform):
        period, case, item, month, year = LATER[reform]
        is_so(amounts(*LATER, period=period).loc[reform, case, item], month, year)
