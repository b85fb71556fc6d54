"""Reading entities as OpenFisca's clients do."""

from types import SimpleNamespace

from openfisca_core.entities import build_entity
from openfisca_jordan_sp.api.openfisca.entities import entities_told, most_in

from tests.api.openfisca.read_service import country, jordan, read


def test_persons_and_groups_are_told_by_key():
    told = read(country(), "/entities")
    assert set(told) == {"person", "household"}
    assert told["person"]["plural"] == "persons"
    assert told["person"]["description"].startswith("An individual.")
    assert told["person"]["documentation"].startswith("Variables like 'salary'")
    assert "roles" not in told["person"]


def test_roles_are_told_with_their_plurals():
    assert read(country(), "/entities")["household"]["roles"] == {
        "adult": {"description": "The adults of the household.", "plural": "adults"},
        "child": {"description": "The non-adults of the household.", "plural": "children"},
    }


def test_roles_tell_how_many_may_have_them():
    roles = read(jordan(), "/entities")["family"]["roles"]
    assert (roles["head"]["max"], roles["spouse"]["max"]) == (1, 4)
    assert "max" not in roles["child"]
    assert roles["head"]["description"] == "Head of family · رب الأسرة"


def test_a_role_with_sub_roles_holds_as_many_as_it_has_of_them():
    couple = build_entity(
        key="couple",
        plural="couples",
        label="A couple",
        roles=[{"key": "partner", "plural": "partners", "subroles": ["first", "second"]}],
    )
    assert most_in(couple.roles[0]) == 2
    told = entities_told(SimpleNamespace(entities=[couple]))["couple"]
    assert told["documentation"] == ""
    assert told["roles"] == {"partner": {"plural": "partners", "description": None, "max": 2}}


def test_an_address_with_a_slash_at_its_end_leads_to_the_one_without():
    reply = country().get("/entities/")
    assert (reply.status_code, reply.headers["Location"]) == (302, "/entities")
