"""The contract of `/v1` with fewer facts, for requests at the edges of its schemas.

Schemathesis makes a request for each edge of each fact, and puts all facts into most of them: with the thousand facts
of the law that is a million. Facts whose schemas are of one shape have the same edges; so one of each shape is kept.
What is right by the leaner contract is right by the whole one, and what is wrong by it is wrong by both.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

#: What differs between facts of one shape.
_OWN = ("description", "minimum", "maximum", "enum")


def lean(document: Mapping[str, Any], law: TaxBenefitSystem) -> dict[str, Any]:
    """A document whose persons, families and households have one fact of each shape.

    Args:
        document: an OpenAPI document; it is not changed.
        law: the system whose variables are the facts.
    """
    made = copy.deepcopy(dict(document))
    for entity in law.entities:
        unit = made["components"]["schemas"][entity.key.title()]
        roles = {name: one for name, one in unit["properties"].items() if name not in law.variables}
        facts = {name: one for name, one in unit["properties"].items() if name in law.variables}
        first = {_shape(one): name for name, one in reversed(facts.items())}
        unit["properties"] = roles | {name: facts[name] for name in sorted(first.values())}
    return made


def leanest(document: Mapping[str, Any], law: TaxBenefitSystem) -> dict[str, Any]:
    """A document whose situations are of persons alone, with two facts: cheap enough for every run of the tests."""
    made = lean(document, law)
    schemas = made["components"]["schemas"]
    person = law.person_entity
    schemas["Situation"]["properties"] = {person.plural: schemas["Situation"]["properties"][person.plural]}
    facts = schemas[person.key.title()]["properties"]
    schemas[person.key.title()]["properties"] = {name: facts[name] for name in list(facts)[:2]}
    return made


def _shape(schema: Any) -> str:
    """A schema without what is its fact's own."""
    return json.dumps(_without_own(schema), sort_keys=True)


def _without_own(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_without_own(one) for one in schema]
    if isinstance(schema, dict):
        return {name: name if name in _OWN else _without_own(one) for name, one in schema.items()}
    return schema
