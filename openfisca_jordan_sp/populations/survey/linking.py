"""Who belongs to which household: rows of the files joined by the columns that identify them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
import pandas
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.populations.survey.fields import normal
from openfisca_jordan_sp.populations.survey.findings import Ledger
from openfisca_jordan_sp.populations.survey.readers import Source
from openfisca_jordan_sp.populations.survey.rules import SurveyMapping, TableRules

IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]


@dataclass(frozen=True, eq=False)
class Links:
    """Rows of each table and how they belong together.

    Attributes:
        sources: by table; families only where they have a file.
        household_of_person: position in `households` of each row of persons.
        household_of_family: likewise for a file of families.
        family_of_person: number of each person's family where the survey has families, else nothing.
    """

    sources: Mapping[str, Source]
    household_of_person: IntArray
    household_of_family: IntArray
    family_of_person: IntArray | None


def link(sources: Mapping[str, Source], mapping: SurveyMapping, ledger: Ledger) -> Links:
    """Join the files; ids that are missing, double or without a partner are noted."""
    tables = mapping.tables
    kept = {name: _kept(source, tables[name]) for name, source in sources.items()}
    households, persons = _households(kept["households"], tables["households"], ledger), kept["persons"]
    rules = tables["persons"]
    _note_bad_ids(persons, (*rules.household, *rules.person), ledger)
    of_person = _positions(persons, rules.household, households, tables["households"].household)
    _note(ledger, "no_household", persons, rules.household, of_person < 0, _NO_HOUSEHOLD)
    with_persons = numpy.zeros(len(households), dtype=bool)
    with_persons[of_person[of_person >= 0]] = True
    _note(ledger, "no_person", households, tables["households"].household, ~with_persons, _NO_PERSON)
    linked = {**kept, "households": households}
    of_family, family_of_person = _families(linked, mapping, of_person, ledger)
    return Links(linked, of_person, of_family, family_of_person)


def _kept(source: Source, rules: TableRules) -> Source:
    ids = tuple(dict.fromkeys([*rules.household, *rules.family, *rules.person]))
    kept = numpy.ones(len(source), dtype=bool)
    if rules.keep is not None:
        column, codes = rules.keep
        kept = source.frame[column].map(normal).isin(list(codes)).to_numpy()
    return source.where(kept, ids)


def _households(source: Source, rules: TableRules, ledger: Ledger) -> Source:
    """One row a household: all rows, or the first of each where the file has many."""
    if rules.is_distinct:
        keys = _keys(source, rules.household)
        source = source.where(~pandas.Series(keys).duplicated().to_numpy(), rules.household)
    _note_bad_ids(source, rules.household, ledger)
    return source


def _keys(source: Source, columns: Sequence[str]) -> NDArray[Any]:
    """One text a row from several columns: the same for the same ids, however they are written."""
    parts = [_normal(source.frame[name]) for name in columns]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + "\x1f" + part
    return joined.to_numpy(dtype=object)


def _normal(column: pandas.Series[Any]) -> pandas.Series[Any]:
    """The ids as text, each different one normalised once."""
    codes, uniques = pandas.factorize(column, use_na_sentinel=False)
    texts = _texts(numpy.asarray(uniques))
    return pandas.Series(texts[codes] if len(texts) else texts, dtype=object)


def _texts(values: NDArray[Any]) -> NDArray[Any]:
    """Each value as text; whole numbers, by far the most, all at once."""
    is_number = values.dtype.kind in "iuf"
    if is_number and numpy.isfinite(values).all() and (numpy.floor(values) == values).all():
        return values.astype(numpy.int64).astype(str).astype(object)
    return numpy.array([normal(value) for value in values], dtype=object)


def _note_bad_ids(source: Source, columns: Sequence[str], ledger: Ledger) -> None:
    blank = numpy.zeros(len(source), dtype=bool)
    for name in dict.fromkeys(columns):
        blank |= (_normal(source.frame[name]) == "").to_numpy()
    _note(ledger, "missing_id", source, columns, blank, _MISSING_ID)
    double = pandas.Series(_keys(source, columns)).duplicated(keep=False).to_numpy() & ~blank
    _note(ledger, "duplicate_id", source, columns, double, _DUPLICATE)


def _positions(source: Source, columns: Sequence[str], target: Source, target_columns: Sequence[str]) -> IntArray:
    """For each row of `source` the first row of `target` with the same ids, or -1."""
    wanted = pandas.Series(_keys(target, target_columns))
    index = pandas.Index(wanted[~wanted.duplicated()])
    rows = numpy.flatnonzero(~wanted.duplicated().to_numpy())
    found = index.get_indexer(pandas.Index(_keys(source, columns)))
    return numpy.where(found >= 0, rows[found] if len(rows) else -1, -1).astype(numpy.int64)


def _families(
    sources: Mapping[str, Source], mapping: SurveyMapping, of_person: IntArray, ledger: Ledger
) -> tuple[IntArray, IntArray | None]:
    """The families that a survey has of its own: from their file, or from a column of persons alone."""
    rules, persons = mapping.tables["persons"], sources["persons"]
    nobody = numpy.zeros(0, dtype=numpy.int64)
    if not rules.family:
        return nobody, None
    columns = (*rules.household, *rules.family)
    if "families" not in sources:
        codes, _ = pandas.factorize(_keys(persons, columns))
        return nobody, codes.astype(numpy.int64)
    families, of_families = sources["families"], mapping.tables["families"]
    keys = (*of_families.household, *of_families.family)
    _note_bad_ids(families, keys, ledger)
    of_family = _positions(
        families, of_families.household, sources["households"], mapping.tables["households"].household
    )
    _note(ledger, "no_household", families, of_families.household, of_family < 0, _NO_HOUSEHOLD)
    family_of_person = _positions(persons, columns, families, keys)
    _note(ledger, "no_family", persons, rules.family, (family_of_person < 0) & (of_person >= 0), _NO_FAMILY)
    with_persons = numpy.zeros(len(families), dtype=bool)
    with_persons[family_of_person[family_of_person >= 0]] = True
    _note(ledger, "no_person", families, of_families.family, ~with_persons, _NO_PERSON_IN_FAMILY)
    return of_family, family_of_person


def _note(ledger: Ledger, code: str, source: Source, columns: Sequence[str], bad: Mask, text: Text) -> None:
    ledger.add(code, source, ", ".join(dict.fromkeys(columns)), text, bad)


_NO_HOUSEHOLD = Text("No row of households has this identifier.", "لا توجد أسرة معيشية بهذا المعرّف.")
_NO_PERSON = Text("The household has no person.", "الأسرة المعيشية بلا أفراد.")
_NO_FAMILY = Text("No row of families has this identifier.", "لا توجد أسرة بهذا المعرّف.")
_NO_PERSON_IN_FAMILY = Text("The family has no person.", "الأسرة بلا أفراد.")
_MISSING_ID = Text("The identifier is not filled in.", "المعرّف غير معبأ.")
_DUPLICATE = Text("Several rows have the same identifier.", "أكثر من صف بالمعرّف نفسه.")
