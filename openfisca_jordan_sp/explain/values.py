"""The values of the law that rules read, each with its article, its source and how it is known."""

from __future__ import annotations

from typing import Any

from openfisca_core.parameters import Parameter
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.explain.data import ValueUsed
from openfisca_jordan_sp.explain.figures import figure, plain
from openfisca_jordan_sp.explain.naming import Naming
from openfisca_jordan_sp.explain.recording import ParameterKey
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.acts import Source


def value_key(key: ParameterKey) -> str:
    """The name of a value read: `national_aid_fund.uct.benefit_minimum<2026-01-01>`."""
    return f"{key[0]}<{key[1]}>"


def value_at(system: TaxBenefitSystem, path: str, day: str) -> Any:
    """The value of a parameter on a day; None where it is unset."""
    parameter = tree.find(system.parameters, path)
    record = tree.record_at(parameter, day) if isinstance(parameter, Parameter) else None
    return None if record is None else record.value


def value_used(naming: Naming, key: ParameterKey, article: str | None) -> ValueUsed:
    """A value that is read on a day.

    Args:
        naming: of the parameters.
        key: the path and the day.
        article: of the rule that reads it, for values whose sources name none.
    """
    path, day = key
    parameter = tree.find(naming.system.parameters, path)
    record = tree.record_at(parameter, day) if isinstance(parameter, Parameter) else None
    value = None if record is None else record.value
    sources = () if record is None else tuple(Source.from_data(each) for each in record.references)
    unit = naming.parameter_unit(path)
    named = tuple(dict.fromkeys(source.article for source in sources if source.article))
    return ValueUsed(
        key=value_key(key),
        path=path,
        day=day,
        label=naming.parameter(path),
        value=plain(value),
        shown=figure(value, unit),
        unit=unit,
        since=None if record is None or value is None else record.date,
        confidence="missing" if record is None or value is None else record.confidence,
        instrument=path.partition(".")[0],
        articles=named or ((article,) if article else ()),
        sources=sources,
    )
