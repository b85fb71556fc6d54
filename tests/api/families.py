"""Families that tests of the service send."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.api.service import service_in

FAMILY: dict[str, Any] = {
    "persons": {"father": {"age": 38, "wage": 260}, "mother": {"age": 34}, "son": {"age": 12}},
    "families": {
        "home": {
            "head": "father",
            "spouses": ["mother"],
            "children": ["son"],
            "naf_targeting_score": 48,
            "is_uct_inside_quota": True,
        }
    },
}


def family(**wages: Any) -> dict[str, Any]:
    """The family with other facts of its members, such as `father={"wage": 300}`."""
    made = copy.deepcopy(FAMILY)
    for person, facts in wages.items():
        made["persons"][person] |= facts
    return made


def minimum(amount: int) -> dict[str, Any]:
    """A bill that sets the least transfer; its id and its title are those of the amount."""
    return {
        "id": f"minimum_{amount}",
        "title": {"en": f"Minimum {amount}", "ar": f"حد أدنى {amount}"},
        "values": {"national_aid_fund.uct.benefit_minimum": {"2026-01-01": amount}},
    }


def item(reply: Any, name: str, kind: str, item_id: str) -> dict[str, Any]:
    """One item of one family in a reply of `compare`."""
    items = reply.get_json()["families"][name]["items"]
    return next(one for one in items if (one["kind"], one["id"]) == (kind, item_id))


def paths(reply: Any) -> list[str]:
    """The places that a problem names."""
    told = reply.get_json()
    return [one["path"] for one in told["errors"]] or [told["path"]]


@pytest.fixture(scope="module", name="service")
def shared_service(tmp_path_factory):
    """One service on SQLite for all tests of a module: what they ask is computed and not stored."""
    with service_in(tmp_path_factory.mktemp("service")) as client:
        yield client
