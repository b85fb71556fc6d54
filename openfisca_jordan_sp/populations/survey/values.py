"""Columns of a file turned into values of the schema, with every row that cannot be noted.

Values are arrays with gaps: texts as objects with None, flags as 1, 0 and NaN,
numbers with NaN, dates with NaT.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy
import pandas
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.populations.schema import Kind
from openfisca_jordan_sp.populations.survey.fields import normal
from openfisca_jordan_sp.populations.survey.findings import VALUES_SHOWN, Ledger
from openfisca_jordan_sp.populations.survey.readers import Source
from openfisca_jordan_sp.populations.survey.rules import Rule

Array = NDArray[Any]
Mask = NDArray[numpy.bool_]

#: Kinds whose values are numbers, within bounds.
NUMBERS = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.CODE})

NO_DAY = numpy.datetime64("NaT", "D")

#: A person older than this, or born that long before the base date, is a slip of the pen.
OLDEST = 120

_FLAGS: Mapping[str, float] = {"1": 1.0, "0": 0.0, "true": 1.0, "false": 0.0, "yes": 1.0, "no": 0.0}


def empty(kind: Kind, count: int) -> Array:
    """A column of which nothing is known."""
    if kind is Kind.ENUM:
        return numpy.full(count, None, dtype=object)
    if kind is Kind.DATE:
        return numpy.full(count, NO_DAY)
    return numpy.full(count, numpy.nan)


def constant(rule: Rule, count: int) -> Array:
    """The same value for every row."""
    return with_default(empty(rule.column.kind, count), rule.constant)


def with_default(values: Array, default: Any) -> Array:
    """The values with the gaps filled, if there is something to fill them with."""
    if default is None:
        return values
    return numpy.where(pandas.isna(values), numpy.asarray(default, dtype=values.dtype), values)


def read_column(rule: Rule, source: Source, ledger: Ledger) -> Array:
    """The values of a column that is read from the file.

    Wrong codes, numbers out of range, too many gaps, and gaps without a default are noted.
    """
    raw = source.frame[rule.source]
    is_plain = not rule.codes and rule.column.kind in NUMBERS
    values, bad = _numbers(rule, raw) if is_plain else _coded(rule, raw, source.labels.get(rule.source, {}))
    _note_unknown(rule, source, ledger, raw, bad)
    values = checked(rule, source, ledger, values, ~bad)
    if rule.default is None and not rule.is_helper and rule.column.is_known:
        note_gaps(rule, source, ledger, pandas.isna(values) & ~bad)
    return values


def checked(rule: Rule, source: Source, ledger: Ledger, values: Array, good: Mask) -> Array:
    """The values with the default in their gaps; those out of range, and too many gaps, are noted."""
    gaps = pandas.isna(values) & good
    # Without a default each gap of a column is a mistake of its own.
    may_be_missing = rule.default is not None or rule.is_helper or not rule.column.is_known
    if len(values) and may_be_missing and gaps.mean() > rule.maximum_missing:
        share, limit = f"{gaps.mean():.1%}", f"{rule.maximum_missing:.1%}"
        text = Text(f"{share} of the rows say nothing, more than {limit}.", f"{share} من الصفوف بلا قيمة، فوق {limit}.")
        ledger.add("share_missing", source, column_of(rule), text, gaps)
    values = with_default(values, rule.default)
    if rule.column.kind in NUMBERS:
        _note_range(rule, source, ledger, values)
    if rule.column.kind is Kind.CODE:
        _note_parts(rule, source, ledger, values)
    return values


def _note_range(rule: Rule, source: Source, ledger: Ledger, values: Array) -> None:
    least = max(rule.minimum, -numpy.inf if rule.is_helper else rule.column.minimum)
    most = min(rule.maximum, rule.column.maximum)
    outside = (values < least) | (values > most) | numpy.isinf(values)
    low = "any number" if least == -numpy.inf else f"{least:g}"
    high = f" to {most:g}" if numpy.isfinite(most) else " up"
    text = Text(
        f"The value of {rule.name} is out of range: it must be from {low}{high}.",
        f"قيمة {rule.name} خارج المدى المسموح ({low}{high}).",
    )
    ledger.add("out_of_range", source, column_of(rule), text, outside)


def _note_parts(rule: Rule, source: Source, ledger: Ledger, values: Array) -> None:
    """A code is not rounded: two clusters would become one."""
    text = Text(f"The value of {rule.name} is not a whole number.", f"قيمة {rule.name} ليست عددا صحيحا.")
    ledger.add("not_whole", source, column_of(rule), text, numpy.isfinite(values) & (values != numpy.floor(values)))


def note_gaps(rule: Rule, source: Source, ledger: Ledger, gaps: Mask) -> None:
    """Note the rows without a value of a column that has no default."""
    text = Text(
        f"There is no value for {rule.name}, and the mapping gives no `default`.",
        f"لا قيمة للعمود {rule.name} ولا default له في ملف الربط.",
    )
    ledger.add("no_value", source, column_of(rule), text, gaps)


def column_of(rule: Rule) -> str:
    """The column that a message about a rule names."""
    return rule.source or rule.name


def _note_unknown(rule: Rule, source: Source, ledger: Ledger, raw: pandas.Series[Any], bad: Mask) -> None:
    """One finding for each wrong value, the most frequent first; the rest together."""
    if not bad.any():
        return
    texts = raw.where(bad).map(normal, na_action="ignore")
    counts = texts.value_counts()
    shown = counts.index[:VALUES_SHOWN].tolist()
    for value in shown:
        ledger.add(
            "unknown_code",
            source,
            rule.source,
            Text(f"The value {value!r} is not known for {rule.name}.", f"القيمة {value!r} غير معروفة في {rule.name}."),
            (texts == value).to_numpy(),
            value=value,
        )
    rest = Text(
        f"{len(counts) - len(shown)} more values are not known for {rule.name}.",
        f"قيم أخرى غير معروفة في {rule.name}: {len(counts) - len(shown)}.",
    )
    ledger.add("unknown_code", source, rule.source, rest, bad & ~texts.isin(shown).to_numpy())


def _numbers(rule: Rule, raw: pandas.Series[Any]) -> tuple[Array, Mask]:
    """Numbers times the factor, and which cells hold something that is none."""
    texts, blank = raw, raw.isna().to_numpy()
    if not pandas.api.types.is_numeric_dtype(raw):
        texts = raw.astype(object).map(str.strip) if _is_all_text(raw) else raw.map(_stripped)
        blank = blank | (texts == "").to_numpy()
    numbers = pandas.to_numeric(texts.where(~blank), errors="coerce").to_numpy(dtype=numpy.float64, na_value=numpy.nan)
    silent = blank | _says_nothing(rule, raw)
    bad = numpy.isnan(numbers) & ~silent
    return numpy.where(silent, numpy.nan, numbers) * rule.factor, bad


def _is_all_text(raw: pandas.Series[Any]) -> bool:
    return pandas.api.types.infer_dtype(raw, skipna=False) == "string"


def _stripped(cell: Any) -> Any:
    return cell.strip() if isinstance(cell, str) else cell


def _says_nothing(rule: Rule, raw: pandas.Series[Any]) -> Mask:
    if not rule.missing:
        return numpy.zeros(len(raw), dtype=bool)
    codes, uniques = pandas.factorize(raw)
    is_missing = numpy.array([normal(value) in rule.missing for value in uniques] + [False], dtype=bool)
    return is_missing[codes]


def _coded(rule: Rule, raw: pandas.Series[Any], labels: Mapping[Any, str]) -> tuple[Array, Mask]:
    """Values by code or label: each different value is looked up once."""
    codes, uniques = pandas.factorize(raw)
    known = {normal(key): label.strip() for key, label in labels.items() if isinstance(label, str)}
    convert = _CONVERTERS[rule.column.kind]
    values = empty(rule.column.kind, len(uniques) + 1)
    bad = numpy.zeros(len(uniques) + 1, dtype=bool)
    for number, value in enumerate(uniques):
        text = normal(value)
        label = known.get(text, "")
        if not text or text in rule.missing or (label and label in rule.missing):
            continue
        found = rule.codes.get(text, rule.codes.get(label))
        found = convert(rule, value, text, label) if found is None else found
        bad[number] = found is None
        if found is not None:
            values[number] = found
    return values[codes], bad[codes]


def _member(rule: Rule, _: Any, text: str, label: str) -> str | None:
    """A text that is the name of a member itself, where the mapping has no codes; any text for a helper."""
    if rule.codes and rule.column.members:
        return None
    if not rule.column.members:
        return label or text
    return next((each for each in (text, label) if each in rule.column.members), None)


def _flag(rule: Rule, _: Any, text: str, label: str) -> float | None:
    if rule.codes:
        return None
    return _FLAGS.get(text.lower(), _FLAGS.get(label.lower()))


def _number(rule: Rule, value: Any, _: str, __: str) -> float | None:
    """A number that the mapping's codes do not replace."""
    number = pandas.to_numeric(value, errors="coerce")
    return None if pandas.isna(number) else float(number) * rule.factor


def _date(rule: Rule, value: Any, _: str, __: str) -> numpy.datetime64 | None:
    if isinstance(value, str) and rule.date_format:
        day = pandas.to_datetime(value.strip(), format=rule.date_format, errors="coerce")
    elif isinstance(value, int | float):
        return None  # a bare number could be counted from any day
    else:
        day = pandas.to_datetime(value, errors="coerce")
    return None if pandas.isna(day) else numpy.datetime64(day.date().isoformat(), "D")


_CONVERTERS: Mapping[Kind, Callable[[Rule, Any, str, str], Any]] = {
    Kind.ENUM: _member,
    Kind.BOOLEAN: _flag,
    Kind.AMOUNT: _number,
    Kind.COUNT: _number,
    Kind.CODE: _number,
    Kind.DATE: _date,
}
