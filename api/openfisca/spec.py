"""The OpenAPI document of OpenFisca's routes: names and paths as core has them, strict enough to validate by."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from openfisca_jordan_sp.law.yaml_text import read_yaml

from ..settings import Settings
from .catalogue import Catalogue
from .examples import show_examples
from .situation_schemas import situation_schemas

_NAME = "{COUNTRY_PACKAGE_NAME}"


def spec_told(catalogue: Catalogue, settings: Settings, server: str) -> dict[str, Any]:
    """The document for one system.

    Args:
        catalogue: of the system.
        settings: which tell whether keys are asked for, and the limits.
        server: the address under which the routes stand.
    """
    document = _read("spec.yaml")
    _name(document["info"], catalogue)
    document = {**document, "servers": [{"url": server}]}
    schemas = document["components"]["schemas"] = _read("spec_schemas.yaml")
    _add(schemas, situation_schemas(catalogue.system, settings.most_points, schemas))
    entities = catalogue.system.entities
    ids = {"type": "array", "items": {"type": "string"}}
    schemas["Trace"]["properties"]["entitiesDescription"] |= {
        "additionalProperties": False,
        "properties": {entity.plural: ids for entity in entities},
    }
    if settings.auth == "keys":
        _ask_for_keys(document)
    show_examples(document, catalogue)
    return document


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = read_yaml(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return read


def _name(info: dict[str, Any], catalogue: Catalogue) -> None:
    """Say in the head of the document (in place) whose law it is of."""
    package = catalogue.package
    for key in ("title", "summary", "description"):
        info[key] = info[key].replace(_NAME, package.name.title())
    info["version"] = package.version


def _add(schemas: dict[str, Any], made: Mapping[str, Any]) -> None:
    """Add the schemas of a system (in place); an entity called as one of ours would hide it."""
    taken = schemas.keys() & made.keys()
    if taken:
        raise ValueError(f"entities have names that the service needs: {sorted(taken)}")
    schemas.update(made)


def _ask_for_keys(document: dict[str, Any]) -> None:
    """Say (in place) that calculations need a key, and what is answered without one."""
    document["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    for path in ("/calculate", "/trace"):
        operation = document["paths"][path]["post"]
        operation["security"] = [{"key": []}]
        operation["responses"] |= {
            "401": {"$ref": "#/components/responses/NoKey"},
            "403": {"$ref": "#/components/responses/NotAllowed"},
        }
