"""The OpenAPI document, put together of `openapi.yaml` and one file of `paths/` for each group of routes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from jsonschema.protocols import Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from openfisca_jordan_sp.law.yaml_text import read_yaml
from openfisca_jordan_sp.system import law_in_force

from .explained import explanation_schemas
from .facts import situation_schemas
from .patterns import StrictValidator

_METHODS = ("get", "put", "post", "delete", "patch")
JSON = "application/json"
_ROOT = "urn:jordan-sp:openapi"


@dataclass(frozen=True, eq=False)
class Parameter:
    """One parameter of an operation.

    Attributes:
        name: as the address or the header has it.
        place: `path`, `query` or `header`.
        is_required: whether a request must give it.
        schema: what it must be.
        validator: holds a value against the schema.
    """

    name: str
    place: str
    is_required: bool
    schema: Mapping[str, Any]
    validator: Validator


@dataclass(frozen=True, eq=False)
class Operation:
    """One operation of the document.

    Attributes:
        id: `operationId`.
        method: of HTTP, in capitals.
        path: as the document has it, with `{names}`.
        definition: what the document says of it.
        contract: the document.
    """

    id: str
    method: str
    path: str
    definition: Mapping[str, Any]
    contract: Contract

    @property
    def scope(self) -> str:
        """What a key must be allowed (`x-scope`); empty where nobody needs a key."""
        return str(self.definition.get("x-scope", ""))

    @property
    def is_audited(self) -> bool:
        """Whether who asked it, and by which law it was answered, is written down (`x-audited`)."""
        return bool(self.definition.get("x-audited", False))

    @property
    def is_idempotent_by_key(self) -> bool:
        """Whether an `Idempotency-Key` is heeded (`x-idempotency-key`)."""
        return bool(self.definition.get("x-idempotency-key", False))

    @property
    def most_bytes(self) -> str:
        """The setting that limits its body (`x-most-bytes`)."""
        return str(self.definition.get("x-most-bytes", "most_bytes"))

    @cached_property
    def media_types(self) -> tuple[str, ...]:
        """The forms of a body that it reads; none where it takes no body."""
        return tuple(self.definition.get("requestBody", {}).get("content", {}))

    @property
    def _place(self) -> str:
        return f"#/paths/{_escaped(self.path)}/{self.method.lower()}"

    @cached_property
    def body(self) -> Validator | None:
        """What a JSON body must be; None for operations that take none, or read it themselves (`x-reads-body`)."""
        if self.definition.get("x-reads-body") or JSON not in self.media_types:
            return None
        return self.contract.validator(f"{self._place}/requestBody/content/{_escaped(JSON)}/schema")

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of the path, the query and the headers."""
        listed = self.definition.get("parameters", ())
        return tuple(self._parameter(place, one) for place, one in enumerate(listed))

    def _parameter(self, place: int, item: Mapping[str, Any]) -> Parameter:
        pointer = item.get("$ref", f"{self._place}/parameters/{place}")
        definition = self.contract.resolved(item)
        schema = self.contract.resolved(definition["schema"])
        validator = self.contract.validator(f"{pointer}/schema")
        return Parameter(definition["name"], definition["in"], bool(definition.get("required")), schema, validator)

    def response(self, status: int, media_type: str = JSON) -> Validator | None:
        """What the body of a reply must be; None where the document gives no schema for it.

        Raises:
            KeyError: a status or a form that the document does not tell of.
        """
        item = self.definition["responses"][str(status)]
        pointer = item.get("$ref", f"{self._place}/responses/{status}")
        content = self.contract.resolved(item).get("content", {})
        if not content:
            return None
        if "schema" not in content[media_type]:
            return None
        return self.contract.validator(f"{pointer}/content/{_escaped(media_type)}/schema")


@dataclass(frozen=True, eq=False)
class Contract:
    """An OpenAPI 3.1 document whose schemas are JSON Schema 2020-12.

    Attributes:
        document: the whole of it.
    """

    document: Mapping[str, Any]

    @cached_property
    def operations(self) -> dict[str, Operation]:
        """Every operation, by its id."""
        return {one.id: one for one in self._operations()}

    def _operations(self) -> Iterator[Operation]:
        for path, item in self.document["paths"].items():
            for method in _METHODS:
                if method in item:
                    definition = item[method]
                    yield Operation(definition["operationId"], method.upper(), path, definition, self)

    @cached_property
    def _registry(self) -> Registry[Any]:
        resource = Resource.from_contents(dict(self.document), default_specification=DRAFT202012)
        registry: Registry[Any] = Registry()
        made: Registry[Any] = registry.with_resource(_ROOT, resource)
        return made

    def validator(self, pointer: str) -> Validator:
        """What holds values against the schema that stands at a place of the document (`#/…`)."""
        formats = StrictValidator.FORMAT_CHECKER  # 31 April has the pattern of a day
        return StrictValidator({"$ref": _ROOT + pointer}, registry=self._registry, format_checker=formats)

    def schema(self, name: str) -> Validator:
        """The validator of a named schema of the document."""
        return self.validator(f"#/components/schemas/{name}")

    def resolved(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """What stands where a `$ref` of the document points to; anything else as it is."""
        if "$ref" not in item:
            return item
        found: Any = self.document
        for part in item["$ref"].removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        return dict(found)


def _escaped(part: str) -> str:
    """A name as a JSON pointer has it."""
    return part.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")


@cache
def load_contract() -> Contract:
    """The contract of `/v1`."""
    folder = files(__package__)
    document = read_yaml(folder.joinpath("openapi.yaml").read_text(encoding="utf-8"))
    for file in sorted(folder.joinpath("paths").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".yaml"):
            _add(document, read_yaml(file.read_text(encoding="utf-8")), file.name)
    _merge(document["components"]["schemas"], situation_schemas(law_in_force()), "facts")
    _merge(document["components"]["schemas"], explanation_schemas(), "explained")
    document["info"]["version"] = version("openfisca-jordan-sp")
    return Contract(document)


def _add(document: dict[str, Any], part: Mapping[str, Any], name: str) -> None:
    """Add the paths, the tags and the components of one file (in place); a name that is taken is a mistake of ours."""
    document.setdefault("tags", []).extend(part.get("tags", ()))
    _merge(document["paths"], part.get("paths", {}), name)
    for kind, items in part.get("components", {}).items():
        _merge(document["components"].setdefault(kind, {}), items, name)


def _merge(into: dict[str, Any], items: Mapping[str, Any], name: str) -> None:
    taken = into.keys() & items.keys()
    if taken:
        raise ValueError(f"{name}: {sorted(taken)} stand in another file too")
    into.update(items)
