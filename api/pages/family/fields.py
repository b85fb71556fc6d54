"""One fact of a family as a field of the form: what it is called, what may be answered, and what is taken otherwise."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.figures import figure
from openfisca_jordan_sp.law.catalogue import units
from openfisca_jordan_sp.law.items import item_label
from openfisca_jordan_sp.law.titles import arabic_title
from openfisca_jordan_sp.situation_values import Wrong, value_problem
from openfisca_jordan_sp.situations import means_unknown
from openfisca_jordan_sp.variable import labels_of

from ..digits import western

TRUTH, LIST, NUMBER, DATE, TEXT = "truth", "list", "number", "date", "text"
_KINDS = {bool: TRUTH, Enum: LIST, int: NUMBER, float: NUMBER, datetime.date: DATE}
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,12})?")
_TRUTHS = {"true": True, "false": False}
_UNKNOWN = Text("not known", "غير معروف")
_WORKED_OUT = Text("worked out by the law", "يحسبه القانون")
_YES_NO = (("true", Text("yes", "نعم")), ("false", Text("no", "لا")))


@dataclass(frozen=True)
class Field:
    """One fact of one unit.

    Attributes:
        name: in the address, `p.father.wage`.
        variable: of the law.
        label: of it.
        kind: `truth`, `list`, `number`, `date` or `text`.
        text: what is answered; empty where nothing is.
        base: what the case answers; empty where it does not.
        unit: that a number is measured in.
        assumed: what is taken where nothing is answered.
        choices: the texts that may be answered, with what each means.
        is_whole: whether a number has no fractions.
        reference: where the fact is defined, where a source says so.
        wrong: what is wrong with the answer, and what to do.
    """

    name: str
    variable: str
    label: Text
    kind: str
    text: str
    base: str
    unit: Text | None
    assumed: Text
    choices: tuple[tuple[str, Text], ...]
    is_whole: bool
    reference: Text | None
    wrong: Wrong | None = None

    @property
    def ident(self) -> str:
        """Of its element on the page."""
        return "field-" + re.sub(r"[^A-Za-z0-9_-]", "-", self.name)


def field_of(name: str, variable: Variable, text: str, base: str, wrong: Wrong | None = None) -> Field:
    """The field of a fact.

    Args:
        name: in the address.
        variable: of the law.
        text: what is answered.
        base: what the case answers.
        wrong: what is wrong with the answer.
    """
    unit = str(variable.unit or "")
    kind = _KINDS.get(variable.value_type, TEXT)
    return Field(
        name=name,
        variable=str(variable.name),
        label=labels_of(variable),
        kind=kind,
        text=text,
        base=base,
        unit=units().get(unit) if kind == NUMBER else None,
        assumed=_assumed(variable),
        choices=_choices(variable),
        is_whole=variable.value_type is int,
        reference=_reference(variable),
        wrong=wrong,
    )


def _assumed(variable: Variable) -> Text:
    if variable.formulas:
        return _WORKED_OUT
    default = variable.default_value
    is_unknown = variable.value_type in (int, float) and means_unknown(default)
    return _UNKNOWN if is_unknown else figure(default, variable.unit)


def _choices(variable: Variable) -> tuple[tuple[str, Text], ...]:
    if variable.value_type is bool:
        return _YES_NO
    items = variable.possible_values if variable.value_type is Enum else ()
    return tuple((item.name, item_label(item)) for item in items)


def _reference(variable: Variable) -> Text | None:
    titles = [str(one) for one in variable.reference or ()]
    if not titles:
        return None
    return Text("; ".join(titles), "؛ ".join(arabic_title(title) or title for title in titles))


def value_of(variable: Variable, text: str) -> Any:
    """What a text answers, as JSON has it; the text itself where it cannot be an answer."""
    if variable.value_type is bool:
        return _TRUTHS.get(text, text)
    if variable.value_type in (int, float):
        plain = western(text)
        if _PLAIN_NUMBER.fullmatch(plain):
            return float(plain) if "." in plain else int(plain)
    return text


def wrong_with(variable: Variable, value: Any) -> Wrong | None:
    """What is wrong with an answer; None where nothing is."""
    kind = variable.value_type
    if kind in (bool, Enum) and isinstance(value, str) and value not in dict(_choices(variable)):
        listed = [label for _, label in _choices(variable)]
        known = Text(", ".join(one.en for one in listed), "، ".join(one.ar for one in listed))
        return _NOT_LISTED, Text(f"Known: {known.en}.", f"المعروف: {known.ar}.")
    return value_problem(variable, value)


_NOT_LISTED = Text("is not one of the answers.", "ليس من الإجابات.")


def text_of(value: Any, period: str = "") -> str:
    """A value of a situation as a text that `value_of` reads again; of a dated one, that of the period.

    Args:
        value: as a situation has it.
        period: a month.
    """
    if isinstance(value, Mapping):
        return text_of(value.get(period, value.get(period[:4])))
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)


def holds_all_year(variable: Variable) -> bool:
    """Whether a fact is of no month."""
    return bool(variable.definition_period in (DateUnit.YEAR, DateUnit.ETERNITY))
