"""Amounts of UNHCR that no source gives stop with an error that names them; and a cut is paid in whole dinars."""

import re

import pytest

from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.situations import calculate
from openfisca_jordan_sp.system import law_in_force

WINTER = "humanitarian_assistance.unhcr_winter"


def family_of(size, **family):
    """A situation of one family of `size` adults, with what is known of it."""
    names = [f"p{number}" for number in range(size)]
    return {
        "persons": {name: {} for name in names},
        "families": {"family": {"head": names[0], "dependants": names[1:], **family}},
        "households": {"home": {"reference_person": names[0], "members": names[1:]}},
    }


@pytest.mark.parametrize(
    ("size", "year", "missing"),
    [
        (2, 2019, "other_sizes_usd"),
        (6, 2019, "other_sizes_usd"),
        (8, 2019, "other_sizes_usd"),
        (1, 2020, "one_person_usd"),
        (7, 2022, "seven_persons_usd"),
    ],
)
def test_a_winter_cash_that_was_not_found_is_named(size, year, missing):
    situation = family_of(size, is_on_unhcr_winter_list={str(year): True})
    with pytest.raises(UnsetParameterError, match=re.escape(f"{WINTER}.{missing}")):
        calculate(law_in_force(), situation, "unhcr_winter_cash_amount", str(year))


def test_the_cash_of_a_listed_family_in_a_camp_is_named():
    situation = family_of(1, is_on_unhcr_cash_list=True)
    situation["persons"]["p0"] = {"is_registered_refugee": True, "lives_in_refugee_camp": True}
    with pytest.raises(UnsetParameterError, match=r"humanitarian_assistance\.unhcr_cash\.camp_family"):
        calculate(law_in_force(), situation, "unhcr_cash_amount", "2024-08")
