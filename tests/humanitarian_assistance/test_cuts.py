"""What a cut of an agency takes: WFP pays whole dinars, UNHCR and UNICEF the exact share, winter cash too."""

import pytest

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.reform import reform_from_data
from openfisca_jordan_sp.situations import calculate


def with_cut(agency, rate, day):
    """The law with a cut of an agency from a day on."""
    title = {"en": "A cut", "ar": "تخفيض"}
    values = {f"shock_response.refocus.{agency}_cut_rate": {day: rate}}
    source = [{"title": "A test", "published": None, "href": None}]
    data = {"id": "a_cut", "title": title, "status": "scenario", "source": source, "values": values}
    return Policy.of(reform_from_data(data)).system


@pytest.mark.parametrize(
    ("tier", "month", "rate", "paid"),
    [
        ("most_vulnerable", "2023-06", 1 / 3, 15),  # 23 * 2 / 3 = 15.33: row W2
        ("moderately_vulnerable", "2023-06", 1 / 3, 10),  # 15 * 2 / 3 = 10
        ("most_vulnerable", "2023-06", 0.5, 12),  # 11.5: a half goes up
        ("most_vulnerable", "2023-05", 1 / 3, 23),  # before the cut
        ("most_vulnerable", "2023-06", 1, 0),
    ],
)
def test_wfp_pays_a_cut_amount_in_whole_dinars(tier, month, rate, paid):
    situation = {"persons": {"a": {"wfp_tier": tier}}}
    system = with_cut("wfp", rate, "2023-06-01")
    assert calculate(system, situation, "wfp_food_assistance_amount", month)[0] == pytest.approx(paid)


def test_unicef_pays_the_share_that_is_left():
    child = {"age": 9, "is_hajati_enrolled": True, "attends_double_shift_school": True, "is_in_school_term": True}
    system = with_cut("unicef", 0.25, "2023-06-01")
    assert calculate(system, {"persons": {"a": child}}, "hajati_amount", "2023-09")[0] == pytest.approx(15)


def test_a_cut_that_begins_in_autumn_counts_for_the_winter_cash_of_the_year():
    situation = {
        "persons": {"a": {}},
        "families": {"family": {"head": "a", "is_on_unhcr_winter_list": {"2019": True}}},
        "households": {"home": {"reference_person": "a"}},
    }
    system = with_cut("unhcr", 0.25, "2019-11-01")
    paid = calculate(system, situation, "unhcr_winter_cash_amount", "2019")[0]
    assert paid == pytest.approx(0.75 * 260 * 0.709)
