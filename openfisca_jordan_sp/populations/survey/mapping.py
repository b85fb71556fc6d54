"""Reading a mapping: the YAML file that says how a survey becomes a population."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from openfisca_jordan_sp.errors import PopulationError, Problem, Text
from openfisca_jordan_sp.populations.schema import TABLES
from openfisca_jordan_sp.populations.suppression import DEFAULT_MINIMUM
from openfisca_jordan_sp.populations.survey.columns import (
    column_rules,
    expression_of,
    name_problems,
    required_problems,
)
from openfisca_jordan_sp.populations.survey.fields import Fields, normal
from openfisca_jordan_sp.populations.survey.findings import refuse
from openfisca_jordan_sp.populations.survey.readers import ENCODINGS, FORMATS, File
from openfisca_jordan_sp.populations.survey.rules import SEVERITIES, Check, LineNumbers, SurveyMapping, TableRules

VERSION = 1

_FOLDER = Path(__file__).parent / "mappings"


def shipped() -> dict[str, Path]:
    """The mappings of the package by name."""
    return {path.stem: path for path in sorted(_FOLDER.glob("*.yaml"))}


def load_mapping(
    mapping: str | Path, data: Path | None = None, changes: Mapping[str, Any] | None = None
) -> SurveyMapping:
    """Read and check a mapping.

    Args:
        mapping: a YAML file, or the name of a mapping of the package.
        data: the folder of the survey's files; that of the mapping if left out.
        changes: other values for fields, by their dotted path, as in `tables.persons.file`.

    Raises:
        PopulationError: no such file, or not YAML.
        SurveyError: every mistake in the mapping.
    """
    path = Path(mapping)
    if not path.is_file():
        path = shipped().get(str(mapping), path)
    content, digest = _yaml(path)
    folder = data if data is not None else path.parent
    problems: list[Problem] = []
    fields = Fields(_changed(content, changes or {}), path.name, problems)
    result = _mapping(fields, digest, folder, changes or {})
    fields.finish()
    if not problems:
        problems += [*name_problems(result, path.name), *required_problems(result, path.name)]
    refuse(problems)
    return result


def _changed(content: Any, changes: Mapping[str, Any]) -> Any:
    """The content with other values at some dotted paths; the original stays as it is."""
    for dotted, value in changes.items():
        name, _, rest = dotted.partition(".")
        known = content if isinstance(content, dict) else {}
        content = {**known, name: _changed(known.get(name), {rest: value}) if rest else value}
    return content


def _yaml(path: Path) -> tuple[dict[str, Any], str]:
    try:
        raw = path.read_bytes()
        content = yaml.safe_load(raw.decode("utf-8"))
    except OSError:
        names = ", ".join(shipped())
        raise PopulationError(
            Text("There is no such mapping.", "لا يوجد ملف ربط بهذا الاسم."),
            path=str(path),
            hint=Text(f"Give a YAML file, or one of: {names}.", f"حدد ملف YAML أو أحد: {names}."),
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        first = " ".join(str(error).split())
        raise PopulationError(
            Text(f"The mapping is not YAML: {first}.", "ملف الربط ليس بصيغة YAML."), path=str(path)
        ) from None
    if not isinstance(content, dict):
        raise PopulationError(Text("The mapping is not a set of fields.", "ملف الربط ليس مجموعة حقول."), path=str(path))
    return content, hashlib.sha256(raw).hexdigest()


def _mapping(fields: Fields, digest: str, folder: Path, changes: Mapping[str, Any]) -> SurveyMapping:
    version = fields.take("version", int)
    if version and version != VERSION:
        fields.problem("version", f"Version {version} is not known; {VERSION} is.", f"الإصدار {version} غير معروف.")
    tables = fields.inner("tables", is_required=True)
    limit = _share(fields, "maximum_missing", 1.0)
    read = {name: _table(name, tables, folder, limit) for name in TABLES}
    tables.finish()
    return SurveyMapping(
        name=fields.take("name", str),
        title=fields.text("title"),
        base_date=_day(fields),
        prices_of=fields.take("prices_of", int, None),
        minimum_cell=_minimum_cell(fields),
        caveats=_caveats(fields),
        tables=read,
        lines=_lines(fields),
        checks=_checks(fields),
        calibrate=fields.names("calibrate"),
        sha256=digest,
        changed=tuple(sorted(changes)),
    )


def _day(fields: Fields) -> str:
    value = fields.take("base_date", (str, date))
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        if value:
            fields.problem("base_date", "This is not a date such as 2017-12-31.", "ليس تاريخا مثل 2017-12-31.")
        return "1970-01-01"


def _share(fields: Fields, name: str, default: float) -> float:
    value = fields.number(name, default)
    if not 0 <= value <= 1:
        fields.problem(name, "The share must be from 0 to 1.", "يجب أن تكون الحصة من 0 إلى 1.")
    return value


def _minimum_cell(fields: Fields) -> int:
    value = int(fields.take("minimum_cell", int, DEFAULT_MINIMUM))
    if value < 1:
        fields.problem("minimum_cell", "The count must be 1 or more.", "يجب أن يكون العدد 1 أو أكثر.")
    return value


def _caveats(fields: Fields) -> tuple[Text, ...]:
    texts = []
    for number, each in enumerate(fields.take("caveats", list, [])):
        one = Fields({"caveat": each}, f"{fields.path}.caveats[{number}]", fields.problems)
        texts.append(one.text("caveat"))
    return tuple(texts)


def _lines(fields: Fields) -> LineNumbers | None:
    if "lines" not in fields.content:
        return None
    inner = fields.inner("lines")
    lines = LineNumbers(inner.take("own", str), inner.take("mother", str), inner.take("father", str))
    inner.finish()
    return lines


def _table(name: str, tables: Fields, folder: Path, limit: float) -> TableRules:
    fields = tables.inner(name, is_required=True)
    file = _file(fields, folder, is_required=name != "families")
    keep = fields.inner("keep")
    kept = None
    if keep.content:
        kept = (keep.take("column", str), frozenset(normal(each) for each in keep.take("values", list)))
        keep.finish()
    is_distinct = bool(fields.take("distinct", bool, False))
    ids = {each: fields.names(each) for each in ("household", "family", "person")}
    rules = TableRules(file, **ids, is_distinct=is_distinct, keep=kept, rules=column_rules(name, fields, limit))
    needed = {"households": ("household",), "persons": ("household", "person"), "families": ()}[name]
    for each in (*needed, *(("household", "family") if name == "families" and file else ())):
        if not ids[each]:
            fields.problem(each, "Name the columns of the identifier.", "حدد أعمدة المعرّف.")
    fields.finish()
    return rules


def _file(fields: Fields, folder: Path, *, is_required: bool) -> File | None:
    if "file" not in fields.content and not is_required:
        return None
    path = folder / fields.take("file", str)
    kinds = sorted(set(FORMATS.values()))
    form = fields.choice("format", kinds, FORMATS.get(path.suffix.lower(), ""))
    if not form and path != folder:
        options = ", ".join(kinds)
        fields.problem(
            "format",
            "The ending of the file does not tell its format.",
            "لا تدل نهاية اسم الملف على صيغته.",
            Text(f"Give one of: {options}.", f"اختر من: {options}."),
        )
    return File(
        path,
        form,
        encoding=fields.choice("encoding", ENCODINGS, "utf-8"),
        separator=str(fields.take("separator", str, ",")),
        sheet=str(fields.take("sheet", str, "")),
    )


def _checks(fields: Fields) -> tuple[Check, ...]:
    inner = fields.inner("checks")
    checks = [_check(str(name), inner, name) for name in inner.content]
    inner.finish()
    return tuple(check for check in checks if check is not None)


def _check(name: str, checks: Fields, key: Any) -> Check | None:
    fields = checks.inner(key)
    table = fields.choice("of", TABLES)
    kinds = [each for each in ("weighted_sum", "weighted_mean") if each in fields.content]
    if len(kinds) != 1:
        fields.problem("", "Give `weighted_sum` or `weighted_mean`.", "حدد weighted_sum أو weighted_mean.")
        return None
    text = str(fields.take(kinds[0], (str, int, float)))
    target, tolerance = fields.number("target", 0.0), fields.number("tolerance", 0.05)
    if not target:
        fields.problem("target", "Give a number other than 0.", "حدد عددا غير الصفر.")
    is_error = fields.choice("severity", SEVERITIES, "warning") == "error"
    fields.finish()
    expression = expression_of(fields, kinds[0], text, table or "persons")
    if expression is None or not table:
        return None
    return Check(name, table, expression, kinds[0] == "weighted_mean", target, tolerance, is_error)
