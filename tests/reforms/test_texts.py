"""The wording of the provisions that a reform changes: both languages say one rule, with the numbers of its values."""

import re

import pytest

from openfisca_jordan_sp import Policy, load_reform
from openfisca_jordan_sp.law.catalogue import is_instrument
from openfisca_jordan_sp.reform import catalogue

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
LATIN = re.compile("[A-Za-z]")
#: A storm changes no provision: its numbers say who is struck, not what the law gives.
WITHOUT_TEXT = {"flood"}
#: Texts whose numbers are not the values themselves: a switch, a share of the amounts told, a gate taken away.
SWITCHED = {
    "child_health_care_in_operation",
    "electricity_cliff_smoothed",
    "refugee_funding_cut",
    "uct_without_asset_tests",
}
WITH_TEXT = sorted(set(catalogue()) - WITHOUT_TEXT)


def numbers(text):
    return sorted(float(found.replace(",", "")) for found in NUMBER.findall(text))


def sides(reform):
    return [side for entry in reform.text for side in (entry.before, entry.after) if side is not None]


def test_reforms_without_text_are_those_that_change_no_provision():
    assert {name for name in catalogue() if not load_reform(name).text} == WITHOUT_TEXT


@pytest.mark.parametrize("name", WITH_TEXT)
def test_a_text_is_complete_and_of_a_known_instrument(name):
    for entry in load_reform(name).text:
        assert is_instrument(entry.instrument)
        assert entry.before != entry.after
        assert entry.source is None or set(entry.source) == {"title", "href", "published"}
    assert all(side.en and side.ar for side in sides(load_reform(name)))


@pytest.mark.parametrize("name", WITH_TEXT)
def test_both_languages_say_the_same_numbers_and_arabic_is_arabic(name):
    for side in sides(load_reform(name)):
        assert numbers(side.en) == numbers(side.ar), side
        assert not LATIN.search(side.ar), side


@pytest.mark.parametrize("name", WITH_TEXT)
def test_a_text_says_what_the_values_of_its_instrument_say(name):
    """The last value of one provision at least, as itself or in per cent, where any is a number that is not 0."""
    reform = load_reform(name)
    told = {number for side in sides(reform) for number in numbers(side.ar)}
    last = {p.path: p.after for p in Policy.of(reform).provisions() if _is_amount(p.after)}
    found = [path for path, value in last.items() if {value, round(100 * value, 4)} & told]
    assert found or not last or name in SWITCHED


def _is_amount(value):
    return isinstance(value, int | float) and not isinstance(value, bool) and value != 0
