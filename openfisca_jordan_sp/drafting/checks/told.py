"""How values, units and names are told in the findings, in both languages."""

from __future__ import annotations

from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import units
from openfisca_jordan_sp.variable import labels_of


def number(value: float) -> str:
    """A number without needless zeros, thousands set apart."""
    return f"{value:,.10g}"


def value(told: Any) -> Text:
    """A value of the law."""
    if told is None:
        return Text("unset", "بلا قيمة")
    if isinstance(told, bool):
        return Text("yes", "نعم") if told else Text("no", "لا")
    text = str(told) if isinstance(told, str) else number(told)
    return Text(text, text)


def unit(key: str | None) -> Text:
    """The name of a unit; its key where it is not known."""
    return units().get(str(key), Text(str(key), str(key)))


def parameter(told: Parameter | ParameterNode | None) -> Text:
    """A parameter by its label; its path where it has none."""
    if told is None:
        return Text("", "")
    label = told.metadata.get("label")
    label = label if isinstance(label, dict) else {}
    return Text(str(label.get("en", told.name)), str(label.get("ar", told.name)))


def variable(system: TaxBenefitSystem, name: str) -> Text:
    """A variable by its label, with its name."""
    label = labels_of(system.variables[name])
    return Text(f"{label.en} ({name})", f"{label.ar} ({name})")


def variables(system: TaxBenefitSystem, names: list[str], most: int = 3) -> Text:
    """Some variables, the first few by label."""
    told = [variable(system, name) for name in names[:most]]
    more = len(names) - len(told)
    english = "; ".join(text.en for text in told) + (f"; and {more} more" if more > 0 else "")
    arabic = "؛ ".join(text.ar for text in told) + (f"؛ و{more} غيرها" if more > 0 else "")
    return Text(english, arabic)
