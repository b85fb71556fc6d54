"""A reform: a bill, a proposal or a scenario, read from one file and checked as a whole.

```yaml
id: uct_maximum_160
title: {en: Raise the highest cash transfer to 160 JOD, ar: رفع الحد الأعلى إلى 160 دينارا}
status: scenario                 # bill | proposal | scenario
source: [{title: …, href: …, published: …}]
summary: {en: …, ar: …}          # what it is for, in a few sentences; may be left out
values:                          # path: {from when: value}; the value holds from that date on
  national_aid_fund.uct.benefit_maximum: {2026-01-01: 160}
adds: {}                         # path: a new parameter, in the format of the law's own files
neutralise: []                   # variables switched off
python: null                     # file beside this one with new or changed variables
programmes: []                   # new programmes to be counted, as in law/programmes.yaml
text:                            # the article before and after, in both languages; null where there is none
  - {instrument: …, article: "59", before: {en: …, ar: …}, after: {en: …, ar: …}, paraphrase: true}
```

A Python file may define variables (added, or replacing those of the same name)
and a function `values(parameters)` that works out values from the law in force.
"""

from __future__ import annotations

import importlib.util
import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from openfisca_core.parameters import ParameterNode
from openfisca_core.variables import Variable

from openfisca_jordan_sp.errors import InvalidReformError, Problem, Text, UnknownReformError
from openfisca_jordan_sp.law.catalogue import Programme
from openfisca_jordan_sp.law.yaml_text import read_yaml_dates_as_text
from openfisca_jordan_sp.reform_format import format_problems
from openfisca_jordan_sp.system import law_directory


@dataclass(frozen=True)
class ReformCode:
    """What the Python file of a reform defines."""

    variables: tuple[type[Variable], ...] = ()
    values: Callable[[ParameterNode], Mapping[str, Mapping[str, Any]]] | None = None


def _text(data: Mapping[str, str] | None) -> Text | None:
    """A text in both languages; other keys beside them are the user's own."""
    return Text(data["en"], data["ar"]) if data else None


@dataclass(frozen=True)
class ArticleText:
    """The wording of one article before a reform and after it.

    Attributes:
        instrument: the folder of the instrument.
        article: its number; None where it is not known.
        before: None where the article is new.
        after: None where the article is repealed.
        paraphrase: whether it is told in other words than the law's.
        source: where it was read, as a reference of a value; None where the reform's own source holds.
    """

    instrument: str
    article: str | None
    before: Text | None
    after: Text | None
    paraphrase: bool = True
    source: Mapping[str, Any] | None = None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> ArticleText:
        """From an entry of a reform's `text`."""
        before, after = (_text(data.get(key)) for key in ("before", "after"))
        article, source = data.get("article"), data.get("source")
        paraphrase = bool(data.get("paraphrase", True))
        return cls(data["instrument"], None if article is None else str(article), before, after, paraphrase, source)


@dataclass(frozen=True)
class Reform:
    """One reform as written. `checks.check_reform` says whether it can be applied."""

    id: str
    title: Text
    status: str
    source: tuple[Mapping[str, Any], ...] = ()
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    adds: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    neutralise: tuple[str, ...] = ()
    programmes: tuple[Programme, ...] = ()
    code: ReformCode = ReformCode()
    text: tuple[ArticleText, ...] = ()
    summary: Text | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the reform asks for nothing at all."""
        code = self.code.variables or self.code.values
        return not (self.values or self.adds or self.neutralise or code)


def catalogue() -> dict[str, Path]:
    """The reforms that come with the package, by id."""
    return {path.stem: path for path in sorted(law_directory("reforms").glob("*.yaml"))}


_SEE_LIST = Text(
    "`jordan-sp reform list` (`GET /v1/reforms` of the service) lists them.",
    "يعرضها الأمر `jordan-sp reform list` (وفي الخدمة `GET /v1/reforms`).",
)


def locate(name: str | Path) -> Path:
    """The file of a reform given by path or by its id in the catalogue."""
    path = Path(name)
    if path.is_file():
        return path
    known = catalogue()
    in_catalogue = path.parent.name in ("", "reforms") and path.suffix in ("", ".yaml")
    if in_catalogue and path.stem in known:
        return known[path.stem]
    near = get_close_matches(path.stem, known, n=3, cutoff=0.4)
    raise UnknownReformError(
        Text(f"There is no reform {name}.", f"لا يوجد مشروع تعديل باسم {name}."),
        path=str(name),
        hint=Text(f"Known reforms: {', '.join(near)}.", f"مشاريع معروفة: {'، '.join(near)}.") if near else _SEE_LIST,
    )


def load_reform(name: str | Path) -> Reform:
    """Read a reform from a file or from the catalogue.

    Raises:
        UnknownReformError: there is no such file and no such id.
        InvalidReformError: the file is not in the format; every mistake is listed.
    """
    path = locate(name)
    try:
        data = read_yaml_dates_as_text(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        text = " ".join(str(error).split())
        mark = getattr(error, "problem_mark", None)
        place = f" (السطر {mark.line + 1})" if mark else ""
        raise _invalid(path, "unreadable", f"is not readable YAML: {text}.", f"ليس ملف YAML مقروءا{place}.") from None
    if not isinstance(data, dict):
        raise _invalid(path, "not_a_mapping", "is not a mapping of keys to values.", "ليس قائمة مفاتيح وقيم.")
    return reform_from_data(data, path)


def reform_from_data(data: Mapping[str, Any], path: Path | None = None) -> Reform:
    """A reform from the content of a file (or of a request, which has no Python)."""
    name = str(path) if path else str(data.get("id", "reform"))
    problems = list(format_problems(data))
    code = ReformCode()
    if data.get("python") and path and not problems:
        code = _load_code(path.parent / str(data["python"]), problems)
    if problems:
        raise InvalidReformError(name, problems)
    return Reform(
        id=data["id"],
        title=Text(data["title"]["en"], data["title"]["ar"]),
        status=data["status"],
        source=tuple(data.get("source") or ()),
        values={p: {str(day): v for day, v in dated.items()} for p, dated in (data.get("values") or {}).items()},
        adds=data.get("adds") or {},
        neutralise=tuple(data.get("neutralise") or ()),
        programmes=tuple(Programme.from_data(entry) for entry in data.get("programmes") or ()),
        code=code,
        text=tuple(ArticleText.from_data(entry) for entry in data.get("text") or ()),
        summary=_text(data.get("summary")),
    )


def _invalid(path: Path, code: str, en: str, ar: str) -> InvalidReformError:
    return InvalidReformError(str(path), [Problem(code, "file", Text(en, ar))])


def _load_code(path: Path, problems: list[Problem]) -> ReformCode:
    """Import the Python file of a reform; a file that fails is a problem, not a traceback."""
    module_name = f"openfisca_jordan_sp_reform_{path.stem}_{abs(hash(path.resolve()))}"
    spec = importlib.util.spec_from_file_location(module_name, path)
    if not path.is_file() or spec is None or spec.loader is None:
        message = Text(f"the file {path.name} does not exist.", f"الملف {path.name} غير موجود.")
        problems.append(Problem("missing_python", "python", message))
        return ReformCode()
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever a user's file raises, he shall read it as his mistake
        text = f"{type(error).__name__}: {error}"
        message = Text(f"{path.name} fails: {text}.", f"تعذر تنفيذ {path.name} ({type(error).__name__}).")
        problems.append(Problem("broken_python", "python", message))
        return ReformCode()
    return code_of(module)


def code_of(module: Any) -> ReformCode:
    """What the Python file of a reform defines, once it is imported."""
    return ReformCode(variables=_variables_of(module), values=getattr(module, "values", None))


def _variables_of(module: Any) -> tuple[type[Variable], ...]:
    """The variables that a module defines itself, in the order of their names."""
    return tuple(
        member
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, Variable) and member.__module__ == module.__name__
    )
