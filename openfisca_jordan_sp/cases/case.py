"""A case family, read from one file and checked as a whole.

```yaml
id: day_wages_family_of_six
title: {en: A family of six on day wages, ar: أسرة من ستة أفراد تعيش على المياومة}
summary: {en: …, ar: …}          # one sentence: who they are, and what is to be seen in them
period: 2026-01                  # the month in which they are shown
varies: {variable: wage, of: father, from: 0, to: 1500}   # what changes along the axis of `vary`
names: {father: {en: Father, ar: الأب}}                   # of each person, family and household
situation: {persons: {…}, families: {…}, households: {…}} # in OpenFisca's format
```
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from openfisca_jordan_sp.defaults import DEFAULT_PERIOD
from openfisca_jordan_sp.errors import Problem, SituationError, Text
from openfisca_jordan_sp.law.yaml_text import read_yaml_dates_as_text
from openfisca_jordan_sp.situation_checks import listed
from openfisca_jordan_sp.situations import Situation

#: What a case file, or a plain situation, may hold.
_KEYS = ("id", "title", "summary", "period", "varies", "names", "situation")
_GROUPS = ("persons", "families", "households")


@dataclass(frozen=True)
class Varied:
    """A fact that changes along an axis: of whom, and between which values."""

    variable: str
    of: str
    low: float
    high: float


@dataclass(frozen=True)
class Case:
    """A named household.

    Attributes:
        id: its name in commands.
        title: in both languages.
        summary: who they are, in a sentence.
        situation: in OpenFisca's format; groups may be left out.
        period: the month in which they are shown.
        varies: what `vary` changes where nothing else is asked for; None where nothing stands to reason.
        names: of persons, families and households, by id.
    """

    id: str
    title: Text
    summary: Text
    situation: Situation
    period: str = DEFAULT_PERIOD
    varies: Varied | None = None
    names: Mapping[str, Text] = field(default_factory=dict)

    def name_of(self, unit: str) -> Text:
        """The name of a person, family or household; its id where it has none."""
        return self.names.get(unit, Text(unit, unit))


@cache
def cases() -> dict[str, Case]:
    """The case families that come with the package, by id, in the order of their files."""
    folder = files(__package__).joinpath("families")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    read = (_read(folder.joinpath(name).read_text(encoding="utf-8"), name.removesuffix(".yaml")) for name in names)
    return {case.id: case for case in read}


def load_case(name: str | Path) -> Case:
    """A case family by its id, or from a file: a case, or a plain situation (YAML or JSON).

    Raises:
        SituationError: neither an id nor a file, or a file with mistakes, all of them listed.
    """
    path = Path(name)
    if path.is_file():
        try:
            return _read(path.read_text(encoding="utf-8"), path.stem)
        except (OSError, UnicodeDecodeError) as error:
            raise SituationError(Text(f"cannot be read: {error}", f"تعذرت قراءته: {error}"), path=str(name)) from None
    known = cases()
    if str(name) in known:
        return known[str(name)]
    near = get_close_matches(str(name), known, n=3, cutoff=0.4)
    nearest = Text(f"Nearest: {', '.join(near)}. ", f"الأقرب: {'، '.join(near)}. ") if near else Text("", "")
    raise SituationError(
        Text(f"There is no case family {name}.", f"لا توجد حالة باسم {name}."),
        path=str(name),
        hint=Text(
            f"{nearest.en}`jordan-sp cases --list` (`GET /v1/cases` of the service) lists them; a file will do too.",
            f"{nearest.ar}يعرضها الأمر `jordan-sp cases --list` (وفي الخدمة `GET /v1/cases`)، ويصلح ملف أيضا.",
        ),
    )


def _read(text: str, name: str) -> Case:
    try:
        data = read_yaml_dates_as_text(text)
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise SituationError(
            Text(f"is not readable YAML: {reason}.", f"ليس ملف YAML مقروءا: {reason}."), path=name
        ) from None
    return case_from_data(data, name)


def case_from_data(data: Any, name: str = "case") -> Case:
    """A case from the content of a file, or of a request.

    Args:
        data: a case, or a situation alone (`persons` at its top).
        name: its id where the content gives none.

    Raises:
        SituationError: mistakes in the form; all are listed.
    """
    if isinstance(data, Mapping) and "persons" in data:
        data = {"situation": data}
    problems = _problems(data)
    if problems:
        raise SituationError(listed(problems), path=name)
    own = str(data.get("id", name))
    varies = data.get("varies")
    return Case(
        id=own,
        title=_text(data.get("title"), own),
        summary=_text(data.get("summary"), ""),
        situation=data["situation"],
        period=str(data.get("period", DEFAULT_PERIOD)),
        varies=Varied(varies["variable"], varies["of"], varies["from"], varies["to"]) if varies else None,
        names={str(unit): _text(text, str(unit)) for unit, text in (data.get("names") or {}).items()},
    )


def _problems(data: Any) -> list[Problem]:
    if not isinstance(data, Mapping):
        return [_problem("file", "is not a mapping of keys to values.", "ليس قائمة مفاتيح وقيم.")]
    found = [_problem(str(key), "is not a key of a case.", "ليس مفتاحا معروفا.") for key in data if key not in _KEYS]
    situation = data.get("situation")
    if not isinstance(situation, Mapping) or not situation.get("persons"):
        return [*found, _problem("situation", "must describe `persons`.", "يجب أن يصف `persons`.")]
    for key in situation:
        if key not in _GROUPS:
            names = ", ".join(_GROUPS)
            found.append(_problem(f"situation.{key}", f"must be one of {names}.", f"يجب أن يكون من {names}."))
    varies = data.get("varies")
    if varies is not None and not _is_varied(varies):
        form = "{variable: …, of: …, from: …, to: …}"
        found.append(_problem("varies", f"must be {form}.", f"يجب أن يكون {form}."))
    return found


def _is_varied(data: Any) -> bool:
    return isinstance(data, Mapping) and set(data) == {"variable", "of", "from", "to"} and data["from"] < data["to"]


def _problem(path: str, en: str, ar: str) -> Problem:
    return Problem("malformed_case", path, Text(en, ar))


def _text(value: Any, default: str) -> Text:
    if isinstance(value, Mapping):
        english = str(value.get("en", default))
        return Text(english, str(value.get("ar", english)))
    return Text(default, default) if value is None else Text(str(value), str(value))
