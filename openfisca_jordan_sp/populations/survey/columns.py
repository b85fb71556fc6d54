"""The columns of a mapping: one rule each, checked against the schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

import numpy

from openfisca_jordan_sp.errors import NO_HINT, JordanSPError, Problem, Text
from openfisca_jordan_sp.populations.schema import IDENTIFIERS, LAYERS, OPTIONAL, TABLES, Column, Kind
from openfisca_jordan_sp.populations.survey.expressions import Expression, parse
from openfisca_jordan_sp.populations.survey.fields import Fields, normal
from openfisca_jordan_sp.populations.survey.rules import (
    CONFIDENCES,
    HELPER_KINDS,
    PERIODS,
    UNITS,
    RankMatch,
    Rule,
    SurveyMapping,
)
from openfisca_jordan_sp.populations.survey.values import NUMBERS

#: Names that every table has without a rule.
BUILT_IN: Mapping[str, frozenset[str]] = {
    "households": frozenset({"size"}),
    "families": frozenset({"size", "is_main"}),
    "persons": frozenset({"age"}),
}
#: Columns of the schema that the import makes itself.
_MADE = frozenset({*IDENTIFIERS.values(), "household_role"})
_WAYS = ("from", "constant", "derive", "rank_match")


def column_rules(table: str, fields: Fields, limit: float) -> dict[str, Rule]:
    """The rules of a table's columns and helpers."""
    known = {column.name: column for tables in (TABLES, OPTIONAL, LAYERS) for column in tables[table]}
    columns, helpers = fields.inner("columns"), fields.inner("helpers")
    rules = {}
    for name in columns.content:
        if name in known and name not in _MADE:
            rules[name] = _rule(known[name], columns.inner(name), limit, table)
    columns.finish()
    columns.problems[:] = [_with_columns(each, columns, known) for each in columns.problems]
    for name in helpers.content:
        inner = helpers.inner(name)
        kind = HELPER_KINDS[inner.choice("kind", HELPER_KINDS, "number")]
        rules[name] = _rule(Column(name, kind, minimum=-numpy.inf, is_known=False), inner, limit, table, is_helper=True)
        if name in known:
            inner.problem("", "A column of the schema is not a helper.", "عمود في المخطط ليس عمودا مساعدا.")
    helpers.finish()
    return rules


def _with_columns(problem: Problem, columns: Fields, known: Mapping[str, Column]) -> Problem:
    """An unknown column's problem with the nearest names of the schema."""
    name = problem.path.removeprefix(f"{columns.path}.")
    if name in columns.content and name not in columns.taken and (name not in known or name in _MADE):
        en = f"The population has no column {name!r} to fill."
        return Problem(problem.code, problem.path, Text(en, f"لا يوجد عمود {name!r} للتعبئة."), _near(name, known))
    return problem


def _near(name: str, known: Iterable[str]) -> Text:
    near = get_close_matches(name, [each for each in known if each not in _MADE], 3)
    return Text(f"Nearest: {', '.join(near)}.", f"الأقرب: {', '.join(near)}.") if near else NO_HINT


def _rule(column: Column, fields: Fields, limit: float, table: str, *, is_helper: bool = False) -> Rule:
    ways = [way for way in _WAYS if fields.content.get(way) is not None]
    if len(ways) != 1:
        fields.problem("", "Give exactly one of from, constant, derive.", "حدد واحدا فقط من from وconstant وderive.")
    source = str(fields.take("from", str, "")) if "from" in ways else ""
    derive = fields.take("derive", (str, int, float), None)
    codes = {normal(key): value for key, value in fields.take("map", dict, {}).items()}
    rule = Rule(
        column,
        source=source,
        constant=_checked(fields.take("constant", _ANY, None), column, fields, "constant"),
        expression=None if derive is None else expression_of(fields, "derive", str(derive), table),
        rank=_rank(fields, table) if "rank_match" in ways else None,
        codes={key: _checked(value, column, fields, f"map.{key}") for key, value in codes.items()},
        missing=frozenset(normal(each) for each in fields.take("missing", list, [])),
        default=_checked(fields.take("default", _ANY, None), column, fields, "default"),
        factor=_factor(fields),
        minimum=fields.number("minimum", -numpy.inf),
        maximum=fields.number("maximum", numpy.inf),
        maximum_missing=fields.number("maximum_missing", limit),
        date_format=str(fields.take("date_format", str, "")),
        confidence=fields.choice("confidence", CONFIDENCES, ""),
        is_helper=is_helper,
    )
    fields.take("note", str, "")
    fields.finish()
    return rule


_ANY = (str, int, float, bool, date)


def _factor(fields: Fields) -> float:
    unit = UNITS.get(fields.choice("unit", UNITS, "jod"), 1.0)
    period = PERIODS.get(fields.choice("period", PERIODS, "month"), 1.0)
    divisor = fields.number("divide_by", 1.0)
    if not divisor:
        fields.problem("divide_by", "Nothing can be divided by 0.", "لا قسمة على الصفر.")
    return unit * period * fields.number("multiply_by", 1.0) / (divisor or 1.0)


def _rank(fields: Fields, table: str) -> RankMatch | None:
    inner = fields.inner("rank_match")
    by = expression_of(inner, "by", str(inner.take("by", (str, int, float))), table)
    mean, spread = inner.number("mean", 0.0), inner.number("spread", 0.0)
    for name, value in (("mean", mean), ("spread", spread)):
        if value <= 0:
            inner.problem(name, "Give a number above 0.", "حدد عددا أكبر من الصفر.")
    per = inner.choice("per", ("household", "person"), "household")
    inner.finish()
    if table != "households":
        inner.problem("", "Only households can be matched by rank.", "المطابقة بالرتبة للأسر المعيشية فقط.")
    return None if by is None else RankMatch(by, mean, spread, per)


def expression_of(fields: Fields, name: str, text: str, table: str) -> Expression | None:
    """The expression of a field, or None with its problem noted."""
    try:
        return parse(text, table)
    except JordanSPError as error:
        fields.problem(name, error.message.en, error.message.ar)
        return None


def _checked(value: Any, column: Column, fields: Fields, name: str) -> Any:
    """A value of the mapping itself, of the column's kind: an enum's member, true or false, a number, a day."""
    if value is None:
        return None
    kind = column.kind
    if kind is Kind.ENUM and (not column.members or value in column.members):
        return str(value)
    if kind is Kind.BOOLEAN and (isinstance(value, bool) or value in (0, 1)):
        return float(value)
    if kind in NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if kind is Kind.DATE and isinstance(value, date):
        return numpy.datetime64(value.isoformat(), "D")
    known = ", ".join(column.members)
    hint = Text(f"Known: {known}.", f"المعروف: {known}.") if known else NO_HINT
    wanted = _WANTED[kind]
    fields.problem(name, f"{value!r} is not {wanted.en}.", f"القيمة {value!r} ليست {wanted.ar}.", hint)
    return None


_WANTED: Mapping[Kind, Text] = {
    Kind.ENUM: Text("a value of this column", "من قيم هذا العمود"),
    Kind.BOOLEAN: Text("true or false", "صحيحا أو خطأ"),
    Kind.AMOUNT: Text("a number", "عددا"),
    Kind.COUNT: Text("a number", "عددا"),
    Kind.CODE: Text("a number", "عددا"),
    Kind.DATE: Text("a date", "تاريخا"),
    Kind.IDENTIFIER: Text("a number", "عددا"),
}


def required_problems(mapping: SurveyMapping, name: str) -> Iterator[Problem]:
    """Columns that a population must have and that the mapping does not fill, one message a table."""
    is_given = bool(mapping.tables["persons"].family)
    for table, columns in TABLES.items():
        made = _MADE if is_given else {*_MADE, "family_role"}
        lacking = [c.name for c in columns if c.name not in made and c.name not in mapping.tables[table].rules]
        if lacking:
            listed = ", ".join(lacking)
            yield Problem(
                "survey_mapping",
                f"{name}.tables.{table}.columns",
                Text(f"Columns without a rule: {listed}.", f"أعمدة بلا قاعدة: {listed}."),
                Text(
                    "What the survey lacks needs `constant:` or `derive:`, so that nothing is assumed in silence.",
                    "ما لا يذكره المسح يحتاج إلى constant أو derive كي لا يُفترض شيء خفية.",
                ),
            )


def name_problems(mapping: SurveyMapping, name: str) -> Iterator[Problem]:
    """Names in expressions that no table has, and files where a column is read from none."""
    for table, rules in mapping.tables.items():
        for rule in rules.rules.values():
            where = f"{name}.tables.{table}.{'helpers' if rule.is_helper else 'columns'}.{rule.name}"
            expression = rule.expression or (rule.rank.by if rule.rank else None)
            if expression is not None:
                yield from _unknown(expression, table, mapping, where)
            if rule.source and rules.file is None:
                yield Problem(
                    "survey_mapping", where, Text("The table has no file to read.", "ليس للجدول ملف يُقرأ منه.")
                )
    for check in mapping.checks:
        yield from _unknown(check.expression, check.table, mapping, f"{name}.checks.{check.name}")
    if mapping.lines is not None:
        for field, helper in vars(mapping.lines).items():
            if helper not in mapping.tables["persons"].rules:
                en, ar = f"Persons have no helper {helper!r}.", f"لا يوجد عمود مساعد {helper!r} للأفراد."
                yield Problem("survey_mapping", f"{name}.lines.{field}", Text(en, ar))


def _unknown(expression: Expression, table: str, mapping: SurveyMapping, where: str) -> Iterator[Problem]:
    for entity, column, is_of_persons in dict.fromkeys(expression.names()):
        of = {"household": "households", "family": "families"}.get(entity, "persons" if is_of_persons else table)
        is_up = not entity or (of, table) in _UPWARD or is_of_persons
        if not is_up or column not in {*mapping.tables[of].rules, *BUILT_IN[of]}:
            shown = f"{entity}.{column}" if entity else column
            yield Problem(
                "survey_mapping",
                where,
                Text(f"There is no column {shown!r} of {table} here.", f"لا يوجد عمود {shown!r} هنا."),
                _near(column, mapping.tables[of].rules),
            )


_UPWARD = {("households", "persons"), ("families", "persons"), ("households", "families")}
