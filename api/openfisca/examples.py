"""The examples of the OpenAPI document: what a system gives as its own, and how it is answered."""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Mapping
from typing import Any

from openfisca_core.parameters import ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_web_api import handlers  # type: ignore[import-untyped]

from .catalogue import Catalogue
from .plain import plain

_log = logging.getLogger("jordan_sp.service")


def show_examples(document: dict[str, Any], catalogue: Catalogue) -> None:
    """Show (in place) what the system gives as its examples; else its first parameter and its first variable."""
    told = examples_of(catalogue.system)
    leaves = (path for path, one in catalogue.parameters.items() if not isinstance(one, ParameterNode))
    ids = (str(told.get("parameter_example")).replace(".", "/"), *leaves)
    _show_one(document, "parameter", next(((one, body) for one in ids if (body := catalogue.parameter(one))), None))
    names = (told.get("variable_example", ""), *catalogue.system.variables)
    _show_one(document, "variable", next(((one, body) for one in names if (body := catalogue.variable(one))), None))
    for schema, example in _situations(catalogue.system, told.get("simulation_example")).items():
        document["components"]["schemas"][schema]["example"] = plain(example)


def examples_of(system: TaxBenefitSystem) -> Mapping[str, Any]:
    """The examples that a system, or the one that it reforms, gives (core's `open_api_config`)."""
    config: Mapping[str, Any] = system.open_api_config
    return config or (examples_of(system.baseline) if system.baseline is not None else {})


def _show_one(document: dict[str, Any], kind: str, found: tuple[str, bytes] | None) -> None:
    if found is not None:
        place = document["paths"][f"/{kind}/{{{kind}ID}}"]["get"]["parameters"][0]
        place["example"] = found[0]
        document["components"]["schemas"][kind.title()]["example"] = json.loads(found[1])


def _situations(system: TaxBenefitSystem, situation: Any) -> dict[str, Any]:
    """A situation with its answers, by their schemas; the trace is of the first thing that it asks for."""
    if not situation:
        return {}
    shown = {"SituationInput": situation}
    try:
        answered = handlers.calculate(system, copy.deepcopy(situation))
        traced = handlers.trace(system, _asking_once(situation))
    except Exception:  # whatever the formulas of a country raise: the document is of use without it
        _log.warning("the example of the law cannot be calculated", exc_info=True)
        return shown
    for step in traced["trace"].values():  # the same document from every worker
        step |= {"calculation_time": 0.0, "formula_time": 0.0}
    return shown | {"SituationOutput": answered, "Trace": traced}


def _asking_once(situation: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of a situation that asks for one thing alone: all of them can be thousands of steps."""
    is_asked = False
    made: dict[str, Any] = copy.deepcopy(dict(situation))
    for units in made.values():
        for unit in units.values() if isinstance(units, dict) else ():
            for values in unit.values():
                for period in [period for period in values if isinstance(values, dict) and values[period] is None]:
                    if is_asked:
                        del values[period]
                    is_asked = True
    return made
