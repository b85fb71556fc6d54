"""The contract with fewer facts: what holds it holds the whole one, and what does not holds neither."""

import pytest
from openfisca_jordan_sp.api.contract import load_contract
from openfisca_jordan_sp.api.contract.document import Contract

from openfisca_jordan_sp.system import law_in_force
from tests.api.lean_contract import lean, leanest


@pytest.mark.parametrize("made", [lean, leanest])
def test_units_of_the_leaner_contract_are_units_of_the_whole_one(made):
    whole, fewer = (one["components"]["schemas"] for one in (load_contract().document, made_of(made)))
    for name in ("Person", "Family", "Household", "Situation"):
        kept = fewer[name]["properties"]
        assert kept.items() <= whole[name]["properties"].items()
        assert {key: one for key, one in fewer[name].items() if key != "properties"} == {
            key: one for key, one in whole[name].items() if key != "properties"
        }


def test_the_leaner_contract_keeps_facts_of_every_kind():
    facts = made_of(lean)["components"]["schemas"]["Person"]["properties"]
    law = law_in_force()
    kinds = {law.variables[name].value_type for name in facts}
    of_persons = [one for one in law.variables.values() if one.entity.is_person]
    assert kinds == {one.value_type for one in of_persons}
    assert len(facts) < len(of_persons) / 10


def test_the_leaner_contract_keeps_roles_and_what_is_required():
    situation = Contract(made_of(lean)).schema("Situation")
    assert situation.is_valid({"persons": {"a": {}}, "families": {"f": {"head": "a"}}})
    assert not situation.is_valid({"persons": {"a": {}}, "families": {"f": {"children": ["a"]}}})


def test_the_whole_contract_stays_as_it_is():
    before = len(load_contract().document["components"]["schemas"]["Person"]["properties"])
    made_of(leanest)
    assert len(load_contract().document["components"]["schemas"]["Person"]["properties"]) == before


def made_of(made):
    return made(load_contract().document, law_in_force())
