"""A bill as it is given, read; what keeps it from being read becomes findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from openfisca_jordan_sp.drafting.checks.bill import Bill
from openfisca_jordan_sp.drafting.checks.findings import ERROR, Finding
from openfisca_jordan_sp.errors import InvalidReformError, JordanSPError, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import Reform, load_reform, locate, reform_from_data
from openfisca_jordan_sp.reform_checks import check_reform
from openfisca_jordan_sp.system import law_in_force

#: A bill: its id or file, its content, or itself.
BillLike = Reform | Mapping[str, Any] | str | Path


@dataclass(frozen=True)
class Loaded:
    """A bill as far as it can be read.

    Attributes:
        name: its id, or how it was asked for.
        bill: None where it cannot be read.
        findings: what is wrong with its form and against the law.
    """

    name: str
    bill: Bill | None
    findings: tuple[Finding, ...]

    @property
    def is_lawful(self) -> bool:
        """Whether the bill can be applied to the law in force."""
        return self.bill is not None and not self.findings


def load(given: BillLike) -> Loaded:
    """Read a bill; never raises for a mistake in it."""
    name = _name_of(given)
    repeated: list[Finding] = []
    try:
        file = locate(given) if isinstance(given, str | Path) else None
        repeated = list(_repeated_keys(file)) if file else []
        reform = given if isinstance(given, Reform) else load_reform(file) if file else reform_from_data(given)  # type: ignore[arg-type]
    except JordanSPError as error:
        return Loaded(name, None, (*repeated, *findings_of(error)))
    bill = Bill(reform, file)
    return Loaded(reform.id, bill, (*repeated, *_against_law(bill)))


def _name_of(given: BillLike) -> str:
    if isinstance(given, Reform):
        return given.id
    return str(given.get("id", "reform")) if isinstance(given, Mapping) else str(given)


def _against_law(bill: Bill) -> tuple[Finding, ...]:
    """What the reform's own checks say, and what core says when its Python is applied."""
    try:
        check_reform(bill.reform, law_in_force())
        Policy((bill.reform,)).system  # noqa: B018 - builds it
    except JordanSPError as error:
        return tuple(findings_of(error))
    return ()


def findings_of(error: JordanSPError) -> Iterator[Finding]:
    """The mistakes that an error tells, each as a finding."""
    if isinstance(error, InvalidReformError):
        for problem in error.problems:
            yield Finding(problem.code, ERROR, problem.path, problem.message, problem.hint)
    else:
        yield Finding(error.code, ERROR, error.path, error.message, error.hint)


def _repeated_keys(file: Path) -> Iterator[Finding]:
    """Keys that a file gives twice in one place, such as two values of one day: YAML silently takes the last."""
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return  # told when it is loaded
    if root is not None:
        yield from dict.fromkeys(_repeated_in(root, "", set()))


def _repeated_in(node: yaml.Node, path: str, seen: set[int]) -> Iterator[Finding]:
    if id(node) in seen or not isinstance(node, yaml.MappingNode | yaml.SequenceNode):
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _repeated_in(item, f"{path}[{index}]", seen)
        return
    known: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        place = f"{path}.{name}" if path else name
        if name in known:
            message = Text("is given twice: only the last one counts.", "مذكور مرتين: لا يُعتد إلا بالأخير.")
            hint = Text(f"See line {key.start_mark.line + 1}.", f"انظر السطر {key.start_mark.line + 1}.")
            yield Finding("given_twice", ERROR, place, message, hint)
        known.add(name)
        yield from _repeated_in(value, place, seen)
