"""A bill begun: a file that loads, with remarks for the drafter, written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from openfisca_core.parameters import Parameter
from openfisca_core.periods import period as period_of

from openfisca_jordan_sp.defaults import DEFAULT_PERIOD
from openfisca_jordan_sp.drafting.said import Said
from openfisca_jordan_sp.drafting.values import ValueDifference, value_differences
from openfisca_jordan_sp.errors import NO_HINT, OutputError, PolicyError, Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.yaml_text import read_yaml_dates_as_text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import Reform, catalogue, reform_from_data
from openfisca_jordan_sp.reform_checks import check_reform
from openfisca_jordan_sp.system import law_in_force
from openfisca_jordan_sp.writing import LANGUAGES, Writing

_ID = re.compile(r"[a-z][a-z0-9_]*")
#: Lines of the file, remarks included, are at most so long.
_WIDTH = 118
#: What others may do with the file: read it, as with files that programs usually write.
_READABLE = 0o644


@dataclass(frozen=True)
class Begun:
    """What a drafter gives to begin a bill.

    Attributes:
        values: by path and date; none for a skeleton.
        title_en: in English; made from the values where it is empty.
        title_ar: in Arabic; likewise.
        status: `bill`, `proposal` or `scenario`.
        sources: titles of sources.
    """

    values: Mapping[str, Mapping[str, Any]]
    title_en: str = ""
    title_ar: str = ""
    status: str = "scenario"
    sources: Sequence[str] = ()


def read_values(settings: Iterable[str], day: str | None = None) -> dict[str, dict[str, Any]]:
    """Values as a user writes them, by path and date: `uct.benefit_maximum=160`, `…share=15%`, `…open=yes`.

    Args:
        settings: each `PATH=VALUE`; a path may be the end of one that only one parameter has.
        day: from which each holds (`YYYY-MM-DD`); else January of the year of figures, or when the instrument began.

    Raises:
        PolicyError: not of that form, or a path twice.
        ManyPoliciesError: an unknown path (the nearest are named), or a value of another kind.
    """
    from openfisca_jordan_sp.many_policies.parameters import find_lever, first_day  # noqa: PLC0415 - loads pandas

    law, found = law_in_force().parameters, dict[str, dict[str, Any]]()
    for setting in settings:
        name, equals, written = (part.strip() for part in setting.partition("="))
        if not (equals and name and written):
            raise _refused(setting, "A value is written path=value.", "تكتب القيمة بالشكل path=value.")
        lever = find_lever(law, name)
        if lever.path in found:
            raise _refused(lever.path, "The value is given twice.", "القيمة مذكورة مرتين.")
        found[lever.path] = {day or first_day(period_of(DEFAULT_PERIOD), lever.path): lever.value(written)}
    return found


def place_of(name: str) -> Path:
    """The file of a new bill, of a file's name or an id.

    Raises:
        PolicyError: the id is not one, is taken, or the file is there already.
    """
    given = Path(name)
    path = (
        given if given.suffix in {".yaml", ".yml"} else given.with_name(f"{given.name}.yaml") if given.name else given
    )
    if not _ID.fullmatch(path.stem):
        hint = Text(
            "Use letters a to z, digits and _, as in my_bill_2027.", "استعمل a إلى z وأرقاما و_ مثل my_bill_2027."
        )
        raise _refused(name, "is not a name of a bill.", "ليس معرّفا صالحا لمشروع.", hint)
    if path.stem in catalogue():
        hint = Text("Choose another name.", "اختر معرّفا آخر.")
        raise _refused(name, "is a reform of the catalogue already.", "مشروع موجود في القائمة.", hint)
    _refuse_existing(path)
    return path


def begin(path: Path, begun: Begun, writing: Writing) -> Policy | None:
    """Write a new bill with remarks in one language; nothing is overwritten, and nothing written that does not hold.

    Returns:
        The bill as a policy; None for a skeleton, which changes nothing yet.

    Raises:
        InvalidReformError: a value that the law refuses: its date, its range, or no change at all.
        PolicyError: the file is there already.
        OutputError: it cannot be written.
    """
    trial = Reform(path.stem, Text("", ""), begun.status, values=begun.values)
    if begun.values:
        check_reform(trial, law_in_force())
    rows = value_differences(Policy(), Policy((trial,))) if begun.values else ()
    text = "\n".join(_file(path.stem, begun, rows, writing)) + "\n"
    reform = reform_from_data(read_yaml_dates_as_text(text))
    _write(path, text)
    return Policy.of(reform) if begun.values else None


def _file(name: str, begun: Begun, rows: Sequence[ValueDifference], writing: Writing) -> Iterator[str]:
    """The lines of the file."""
    said = Said(writing)
    title = _title(begun, rows)
    yield from _remark(said("file_head"))
    yield f"id: {_scalar(name)}"
    yield from _remark(said("file_title"))
    yield from _yaml({"title": {"en": title.en, "ar": title.ar}})
    yield from _remark(said("file_status"))
    yield f"status: {begun.status}"
    yield from _remark(said("file_source"))
    yield from _sources(begun.sources)
    yield from _remark(said("file_values"), said("file_find"))
    yield from _values(begun.values, said)
    yield from _remark(said("file_text"))
    yield from (f"# {line}" for line in _TEXT)


_TEXT = (
    "text:",
    "  - instrument: national_aid_fund",
    "    article: null",
    '    before: {en: "…", ar: "…"}',
    '    after: {en: "…", ar: "…"}',
    "    paraphrase: true",
)


def _values(values: Mapping[str, Mapping[str, Any]], said: Said) -> Iterator[str]:
    if not values:
        yield from _remark(said("file_example"))
        yield "#   national_aid_fund.uct.benefit_maximum: {2027-01-01: 160}"
        yield "values: {}"
        return
    yield "values:"
    law = law_in_force().parameters
    for path, dated in values.items():
        parameter = tree.find(law, path)
        assert isinstance(parameter, Parameter), path  # `check_reform` refused every other path
        day = min(dated)
        record = tree.record_at(parameter, day)
        value = said.words.value_with_unit(record.value if record else None, parameter.metadata.get("unit"))
        confidence = said.grade(record.confidence if record else "missing")
        label = said.writing.of(tree.label_of(parameter))
        yield from _remark(said("file_value", label=label, value=value, day=day, confidence=confidence), indent="  ")
        yield from _set(path, dated)


def _set(path: str, dated: Mapping[str, Any]) -> Iterator[str]:
    """One value of the bill, on one line where it fits."""
    steps = ", ".join(f"{day}: {_scalar(value)}" for day, value in sorted(dated.items()))
    yield f"  {path}: {{{steps}}}"


def _sources(titles: Sequence[str]) -> Iterator[str]:
    if not titles:
        yield "source: []"
        return
    yield from _yaml(
        {"source": [{"title": title, "published": None, "href": None, "article": None} for title in titles]}
    )


def _title(begun: Begun, rows: Sequence[ValueDifference]) -> Text:
    """The title that the drafter gave, in each language; else one that tells what changes."""
    made = {language: _made_title(begun, rows, Said(Writing(language))) for language in LANGUAGES}
    return Text(begun.title_en.strip() or made["en"], begun.title_ar.strip() or made["ar"])


def _made_title(begun: Begun, rows: Sequence[ValueDifference], said: Said) -> str:
    if len(begun.values) != 1 or not rows:
        return said("title_many", count=len(begun.values)) if begun.values else said("title_none")
    row, label = rows[0], said.writing.of(rows[0].label)
    after = said.words.value_with_unit(row.after, row.unit)
    return said("title_one", label=label, after=after, before=said.words.value(row.before))


def _remark(*texts: str, indent: str = "") -> Iterator[str]:
    for text in texts:
        yield from textwrap.wrap(
            " ".join(text.split()), _WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# "
        )


def _yaml(data: Mapping[str, Any]) -> Iterator[str]:
    written = yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False, width=_WIDTH - 20)
    yield from written.rstrip("\n").splitlines()


def _scalar(value: Any) -> str:
    """A value as YAML writes it, on one line."""
    return str(yaml.safe_dump(value, allow_unicode=True)).split("\n", maxsplit=1)[0]


def _write(path: Path, text: str) -> None:
    """Write a file beside its place and give it its name last, unless another has taken that meanwhile."""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            os.chmod(temporary, _READABLE)
            _name(temporary, path)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except FileExistsError:
        _refuse_existing(path)
    except OSError as error:
        reason = error.strerror or str(error)
        message = Text(f"The bill cannot be written: {reason}.", f"تعذرت كتابة المشروع: {reason}.")
        raise OutputError(message, path=str(path)) from None


def _name(temporary: str, path: Path) -> None:
    """Give a file its name without taking it from another.

    Raises:
        FileExistsError: another has it.
    """
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        if path.exists():
            raise FileExistsError(path) from None
        os.rename(temporary, path)


def _refuse_existing(path: Path) -> None:
    if path.exists():
        hint = Text("Choose another name; nothing was written.", "اختر اسما آخر؛ لم يُكتب شيء.")
        raise _refused(str(path), "is there already.", "موجود.", hint)


def _refused(path: str, en: str, ar: str, hint: Text = NO_HINT) -> PolicyError:
    return PolicyError(Text(en, ar), path=path, hint=hint)
