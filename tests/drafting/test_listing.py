"""The list of the catalogue, and searching it as people write."""

import pytest

from openfisca_jordan_sp.drafting.listing import entries
from openfisca_jordan_sp.errors import UnknownNameError
from openfisca_jordan_sp.law.search import holds, normalised
from openfisca_jordan_sp.reform import catalogue


def ids(**asked):
    return [entry.reform.id for entry in entries(**asked)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("الأعلى", "الاعلي"),
        ("إعالة", "اعاله"),
        ("الدَّعْمُ", "الدعم"),
        ("الدعـــم", "الدعم"),
        ("مؤهل", "موهل"),
        ("عائلة", "عايله"),
        ("کرامة", "كرامه"),
        ("١٦٠", "160"),
        ("\u2066UCT\u2069  Maximum", "uct maximum"),
    ],
)
def test_letters_that_people_write_in_several_ways_are_one(written, meant):
    assert normalised(written) == meant


def test_each_word_may_stand_in_another_text():
    assert holds("الاعلى uct", "الحدّ الأعلى", "UCT")
    assert not holds("الاعلى drought", "الحدّ الأعلى", "UCT")
    assert holds("", "anything")


def test_all_reforms_are_listed_in_the_order_of_their_names():
    assert ids() == list(catalogue())


@pytest.mark.parametrize("words", ["unified cash highest", "الدعم النقدي الاعلى", "الدَعم النقدى الأعلى", "UCT_MAXIMUM"])
def test_a_search_in_either_language_finds_a_reform(words):
    assert "uct_maximum_160" in ids(words=words)


def test_what_nobody_wrote_finds_nothing():
    assert ids(words="no such thing at all") == []


def test_only_one_status_may_be_asked_for():
    found = entries(status="bill")
    assert found
    assert {entry.reform.status for entry in found} == {"bill"}


def test_an_instrument_is_touched_by_values_rules_and_texts():
    assert "uct_maximum_160" in ids(folder="national_aid_fund")
    assert "uct_maximum_160" not in ids(folder="labour_law")
    assert "electricity_cliff_smoothed" in ids(folder="energy_and_water_tariffs")


def test_an_unknown_instrument_is_named_with_the_nearest():
    with pytest.raises(UnknownNameError) as error:
        entries(folder="national_aid_fun")
    assert "national_aid_fund" in error.value.hint.en
    assert "national_aid_fund" in error.value.hint.ar


def test_an_entry_says_from_when_and_how_much():
    known = {entry.reform.id: entry for entry in entries()}
    indexed, grant = known["uct_indexed_to_prices"], known["universal_child_grant"]
    assert (indexed.since, indexed.values, indexed.rules) == ("2023-01-01", 2, 0)
    assert (grant.since, grant.values, grant.rules, grant.is_text_known) == ("2026-01-01", 1, 3, True)
    assert not known["flood"].is_text_known
