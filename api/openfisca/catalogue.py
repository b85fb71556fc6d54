"""The law of a system as these routes tell it: each thing made when it is first asked for, and kept as bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from openfisca_core.parameters import ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from ..json_text import write_json
from .entities import entities_told
from .package import Package
from .parameters import parameter_told
from .variables import variable_told

#: Stands in kept documents for the host that a request names.
_HOST = "urn:this-host"


class Catalogue:
    """What can be read of one system, which does not change while it is served.

    Attributes:
        system: a tax-benefit system.
        package: that it stands in.
    """

    def __init__(self, system: TaxBenefitSystem) -> None:
        self.system = system
        self.package = Package.of(system)
        self._kept: dict[str, bytes] = {}

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """Parameters, scales and folders of them, by their paths with slashes."""
        return {one.name.replace(".", "/"): one for one in self.system.parameters.get_descendants()}

    def parameter(self, parameter_id: str) -> bytes | None:
        """A parameter by its path, with slashes or with dots; None where there is none."""
        path = parameter_id if parameter_id in self.parameters else parameter_id.replace(".", "/")
        found = self.parameters.get(path)
        return None if found is None else self._keep(f"parameter/{path}", lambda: parameter_told(found, self.package))

    def variable(self, name: str) -> bytes | None:
        """A variable by its name; None where there is none."""
        found = self.system.variables.get(name)
        return None if found is None else self._keep(f"variable/{name}", lambda: variable_told(found, self.package))

    def entities(self) -> bytes:
        """Persons and their groups."""
        return self._keep("entities", lambda: entities_told(self.system))

    def parameter_list(self, host_url: str) -> bytes:
        """Every parameter but folders, with where to read it (addresses begin with `host_url`)."""
        return self._at(host_url, self._keep("parameters", self._listed_parameters))

    def variable_list(self, host_url: str) -> bytes:
        """Every variable, with where to read it (addresses begin with `host_url`)."""
        return self._at(host_url, self._keep("variables", self._listed_variables))

    def spec(self, host_url: str, make: Callable[[str], Any]) -> bytes:
        """The OpenAPI document that `make` gives for an address of the service."""
        return self._at(host_url, self._keep("spec", lambda: make(_HOST)))

    def _listed_parameters(self) -> dict[str, Any]:
        return {
            one.name: {"description": getattr(one, "description", None), "href": f"{_HOST}/parameter/{path}"}
            for path, one in self.parameters.items()
            if not isinstance(one, ParameterNode)
        }

    def _listed_variables(self) -> dict[str, Any]:
        return {
            name: {"description": one.label, "href": f"{_HOST}/variable/{name}"}
            for name, one in self.system.variables.items()
        }

    def _keep(self, name: str, make: Callable[[], Any]) -> bytes:
        if name not in self._kept:
            self._kept[name] = write_json(make())
        return self._kept[name]

    @staticmethod
    def _at(host_url: str, body: bytes) -> bytes:
        return body.replace(_HOST.encode(), host_url.rstrip("/").encode())
