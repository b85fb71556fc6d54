"""The first service: the catalogue, comparisons, and problems instead of tracebacks."""

import json

import pytest
from openfisca_jordan_sp.api import app as service
from openfisca_jordan_sp.api import create_app

from openfisca_jordan_sp import comparison
from tests.fixtures import small_population


@pytest.fixture
def client(monkeypatch):
    small = small_population()
    monkeypatch.setattr(comparison, "read_population", lambda _: small)
    service._comparison.cache_clear()
    return create_app().test_client()


def test_the_catalogue_is_served_in_both_languages(client):
    reply = client.get("/v1/reforms")
    assert reply.status_code == 200
    reforms = {reform["id"]: reform for reform in reply.get_json()}
    assert "للدعم النقدي" in reforms["uct_maximum_160"]["title"]["ar"]
    assert "للدعم النقدي" in reply.get_data(as_text=True)


def test_a_comparison_is_the_same_as_from_python(client):
    reply = client.post("/v1/compare", json={"reforms": ["uct_maximum_160"]})
    assert reply.status_code == 200
    expected = comparison.compare("uct_maximum_160", population=small_population()).to_dict()
    assert reply.get_json() == json.loads(json.dumps(expected, default=str))


def test_several_policies_are_compared_in_one_request(client):
    asked = [["uct_maximum_160"], ["universal_child_grant", "uct_quota_250000"]]
    reply = client.post("/v1/compare", json={"policies": asked})
    assert reply.status_code == 200
    assert [policy["id"] for policy in reply.get_json()["policies"]] == ["+".join(names) for names in asked]
    assert "policies" in reply.get_json()["tables"]


def test_reforms_of_a_request_are_one_policy(client):
    reply = client.post("/v1/compare", json={"reforms": ["universal_child_grant", "uct_quota_250000"]})
    assert reply.get_json()["policy"]["id"] == "universal_child_grant+uct_quota_250000"


@pytest.mark.parametrize(
    ("body", "code", "word"),
    [
        ({"policies": []}, "policy_error", "list of 1 to 8"),
        ({"policies": ["uct_maximum_160"]}, "policy_error", "list of reform ids"),
        ({"policies": [["no_such_reform"]]}, "policy_error", "no_such_reform"),
        ({"policies": [[], []]}, "policy_error", "given twice"),
        ({"policies": [["uct_maximum_160"] * 2]}, "policy_error", "stands twice"),
        ({"policies": [[]], "reforms": []}, "policy_error", "`reforms` or `policies`"),
        ({"reforms": ["no_such_reform"]}, "policy_error", "no_such_reform"),
        ({"reforms": ["../setup.cfg"]}, "policy_error", "no reform"),
        ({"reforms": "uct_maximum_160"}, "policy_error", "list"),
        ({"reforms": [], "period": "2026"}, "period_error", "not a month"),
        ({"reforms": [], "line": "low"}, "period_error", "poverty line"),
        ({"reforms": [], "line": True}, "situation_error", "amount"),
        ({"reform": []}, "situation_error", "not a field"),
        ([1], "situation_error", "object"),
    ],
)
def test_a_users_mistake_is_a_problem_with_a_code(client, body, code, word):
    reply = client.post("/v1/compare", json=body)
    assert reply.status_code == 422
    assert reply.content_type == "application/problem+json"
    problem = reply.get_json()
    assert problem["code"] == code
    assert word in problem["detail"]


def test_problems_are_told_in_arabic_when_asked(client):
    reply = client.post("/v1/compare", json={"reforms": [], "period": "2026"}, headers={"Accept-Language": "ar"})
    assert "ليس شهرا" in reply.get_json()["detail"]


@pytest.mark.parametrize(
    ("call", "status"),
    [
        (lambda client: client.get("/nowhere"), 404),
        (lambda client: client.get("/v1/compare"), 405),
        (lambda client: client.post("/v1/compare", data="{", content_type="application/json"), 400),
        (lambda client: client.post("/v1/compare", data="x"), 415),
    ],
)
def test_what_http_refuses_is_a_problem_too(client, call, status):
    reply = call(client)
    assert reply.status_code == status
    assert reply.get_json()["status"] == status
