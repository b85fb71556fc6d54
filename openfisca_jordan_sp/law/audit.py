"""Checks that nothing of the law is unreached: no rule without a test, no number without a reader or a source.

Each function returns what it finds, one line for each fault; none is the wish.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import Parameter, ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import instruments, quotas, units
from openfisca_jordan_sp.law.items import SEPARATOR
from openfisca_jordan_sp.law.reads import variable_reads
from openfisca_jordan_sp.law.register import STATUSES
from openfisca_jordan_sp.law.yaml_text import read_yaml

#: Instruments whose register was written before a reason was asked for.
WITHOUT_REASONS = ("national_aid_fund", "price_compensation")
DATE_CONFIDENCES = ("stated", "observed", "assumed")


def untested_variables(system: TaxBenefitSystem, tests: Path) -> list[str]:
    """Computed variables that no YAML test under `tests` asks for."""
    asked = {name for path in sorted(tests.rglob("*.yaml")) for name in _asked_for(path)}
    computed = {name for name, variable in system.variables.items() if variable.formulas}
    return sorted(f"{name}: no test names it" for name in computed - asked)


def _asked_for(path: Path) -> Iterator[str]:
    """The keys anywhere below the `output` of the tests of a file."""
    tests = read_yaml(path.read_text(encoding="utf-8")) or []
    for test in tests if isinstance(tests, list) else [tests]:
        yield from _keys(test.get("output") or {})


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, child in value.items():
            yield str(key)
            yield from _keys(child)


def unread_parameters(system: TaxBenefitSystem) -> list[str]:
    """Parameters that no formula and no quota reads, and that are not marked as documentation."""
    read = {path for name in system.variables for path in variable_reads(system, name).parameters}
    read |= {quota.families for quota in quotas()}
    return [
        f"{parameter.name}: nothing reads it"
        for parameter in tree.leaves(system.parameters)
        if parameter.name not in read and not parameter.metadata.get("documentation_only")
    ]


def unknown_parameters(system: TaxBenefitSystem) -> list[str]:
    """Paths that a formula reads and the law does not have."""
    return [
        f"{name}: reads {path}, which is not a parameter"
        for name in sorted(system.variables)
        for path in sorted(variable_reads(system, name).parameters)
        if not isinstance(tree.find(system.parameters, path), Parameter)
    ]


def unsourced_values(root: ParameterNode) -> list[str]:
    """Values without a reference that do not say they are assumed, and values not graded as agreed."""
    faults = []
    for parameter in tree.leaves(root):
        for value in parameter.values_list:
            metadata = value.metadata
            place = f"{parameter.name}[{value.instant_str}]"
            confidence = metadata.get("confidence")
            if confidence not in tree.CONFIDENCES:
                faults.append(f"{place}: confidence {confidence!r}")
            elif (confidence == "missing") and value.value is not None:
                faults.append(f"{place}: is marked missing and has a value")
            if not metadata.get("reference") and confidence != "assumed":
                faults.append(f"{place}: no reference")
            if metadata.get("date_confidence") not in DATE_CONFIDENCES:
                faults.append(f"{place}: date_confidence {metadata.get('date_confidence')!r}")
    return faults


def missing_labels(system: TaxBenefitSystem) -> list[str]:
    """Variables, parameters and enumerated values without a name in both languages."""
    faults = [
        f"{name}: label in {language}"
        for name, variable in sorted(system.variables.items())
        for language, label in (("en", variable.label), ("ar", getattr(variable, "label_ar", None)))
        if not label
    ]
    for name, variable in sorted(system.variables.items()):
        if variable.value_type is Enum:
            faults += [f"{name}.{item.name}: label" for item in variable.possible_values if SEPARATOR not in item.value]
    for parameter in tree.leaves(system.parameters):
        label = parameter.metadata.get("label") or {}
        faults += [f"{parameter.name}: label in {language}" for language in ("en", "ar") if not label.get(language)]
    return faults


def unknown_units(system: TaxBenefitSystem) -> list[str]:
    """Units that `units.yaml` does not have, and numbers that bear none."""
    faults = [
        f"{name}: unit {variable.unit!r}"
        for name, variable in sorted(system.variables.items())
        if variable.value_type is not Enum and variable.unit not in units()
    ]
    parameters = {str(parameter.name): parameter.metadata.get("unit") for parameter in tree.leaves(system.parameters)}
    return faults + [f"{name}: unit {unit!r}" for name, unit in parameters.items() if unit not in units()]


def values_out_of_range(root: ParameterNode) -> list[str]:
    """Values of the law outside the range that its own file calls plausible, and numbers without a range."""
    faults = []
    for parameter in tree.leaves(root):
        bounds = parameter.metadata.get("range")
        for value in parameter.values_list:
            if isinstance(value.value, bool | str) or value.value is None:
                continue
            if not bounds:
                faults.append(f"{parameter.name}: no range")
                break
            if not bounds["min"] <= value.value <= bounds["max"]:
                faults.append(f"{parameter.name}[{value.instant_str}]: {value.value} is out of range")
    return faults


def coverage_faults(system: TaxBenefitSystem, register: Mapping[str, list[Mapping[str, Any]]]) -> list[str]:
    """Instruments without a register, unknown states, and provisions that name no variable of the law."""
    without = [name for name in instruments() if name not in register and name != "statistics"]
    faults = [f"{name}: no coverage register" for name in without]
    for instrument, provisions in register.items():
        for provision in provisions:
            place = f"{instrument}: {provision['provision']['en']}"
            if provision["status"] not in STATUSES:
                faults.append(f"{place}: status {provision['status']!r}")
            if "article" not in provision:
                faults.append(f"{place}: no article (null where unknown)")
            if provision["status"] == "modelled" and not provision["variables"]:
                faults.append(f"{place}: modelled by no variable")
            if provision["status"] == "not_computable" and instrument not in WITHOUT_REASONS:
                faults += [f"{place}: no reason in {language}" for language in _lacking(provision.get("reason"))]
            faults += [f"{place}: unknown {name}" for name in provision["variables"] if name not in system.variables]
    return faults


def _lacking(text: Any) -> list[str]:
    """The languages in which a text says nothing."""
    given = text if isinstance(text, Mapping) else {}
    return [language for language in ("en", "ar") if not given.get(language)]


def folder_faults(parameters: Path, variables: Path, tests: Path) -> list[str]:
    """Instruments whose folder is not known, or whose rules have no folder of tests of the same name."""

    def folders(root: Path) -> set[str]:
        return {path.name for path in root.iterdir() if path.is_dir() and not path.name.startswith("_")}

    known = set(instruments())
    faults = [f"parameters/{name}: no instrument of that name" for name in sorted(folders(parameters) - known)]
    shared = {"registry", "outcomes"}
    faults += [f"variables/{name}: no instrument of that name" for name in sorted(folders(variables) - known - shared)]
    faults += [f"variables/{name}: no folder tests/{name}" for name in sorted(folders(variables) - folders(tests))]
    return faults
