"""What all pages of the law share: the day whose law is told, links that keep it, and mistakes with their way on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Response, g, render_template, request, url_for
from flask_babel import gettext

from openfisca_jordan_sp.errors import JordanSPError, PeriodError, Problem, Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import instruments, is_instrument, pillars
from openfisca_jordan_sp.law.coverage_page import article_name
from openfisca_jordan_sp.law.show import variable_named
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.report.law_findings import written
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.system import law_in_force

from ...contract import load_contract
from ...errors import InvalidRequestError, NotFoundError
from ...problems import problems_of
from ..asking import ask

#: The most that lists of the API tell at once: more than the law has.
ALL = "1000"
_DAY = "date"
_THE_LAW = Text("The law", "القانون")
_NO_CHOICE = Text("There is no such choice.", "لا خيار كهذا.")
_CHOOSE = Text("Choose one of the list.", "اختر من القائمة.")

View = Callable[..., Any]


@dataclass(frozen=True)
class Crumb:
    """A step of the way to a page: its name, and where it stands."""

    label: str
    address: str


def told(view: View) -> View:
    """A view that tells a wrong day at its field, and an unknown name with those that look most like it."""

    @wraps(view)
    def guarded(*args: Any, **parts: Any) -> Any:
        try:
            return view(*args, **parts)
        except (PeriodError, InvalidRequestError) as error:
            mistakes = by_field(error)
            if set(mistakes) != {_DAY}:
                raise
            return _refused("law/wrong_date.html", HTTPStatus.UNPROCESSABLE_ENTITY, error, mistakes=mistakes)
        except NotFoundError as error:
            above = f"{parts['folder']}:" if error.path == "article" else ""
            nearest = [nearest_named(f"{above}{name}") for name in error.nearest]
            return _refused("law/unknown.html", HTTPStatus.NOT_FOUND, error, nearest=nearest)

    return guarded


def _refused(template: str, status: int, error: JordanSPError, **context: Any) -> Response:
    g.error_code = error.code
    return Response(page(template, error=error, **context), status=status)


def by_field(error: JordanSPError) -> dict[str, Problem]:
    """The mistakes of a request by the names of its fields."""
    return {one.path: one for one in problems_of(error)}


def page(template: str, *, day: str = "", crumbs: Sequence[Crumb] = (), **context: Any) -> str:
    """A page of the law with what all of them need.

    Args:
        template: its name.
        day: whose law it tells; empty where it tells of no day.
        crumbs: the way to it from the first page of the law.
        context: what it shows.
    """
    words = Words(g.page_language)
    shared = {"words": words, "to": to, "day": day, "given": given_day(), "value_text": value_text, "crumbs": crumbs}
    shared |= {"label_of": label_of, "kind_names": kind_names()}
    return render_template(template, **{"mistakes": {}, **shared, **context})


def kind_names() -> dict[str, str]:
    """What the kinds of things of the law are called."""
    return {
        "instrument": gettext("instrument"),
        "article": gettext("article or provision"),
        "parameter": gettext("value"),
        "variable": gettext("rule or fact"),
    }


def given_day() -> str:
    """The day of the address as it stands there; empty where it names none."""
    return request.args.get(_DAY, "").strip()


def to(endpoint: str, **values: Any) -> str:
    """The address of a page of the law, for the day that this one tells."""
    return url_for(f"pages.{endpoint}", **{_DAY: given_day() or None, **values})


def of_law(operation: str, query: Mapping[str, str] | None = None, *, path: Mapping[str, str] | None = None) -> Any:
    """What an operation answers; of the law on the day of the address where it knows days.

    Args:
        operation: of the contract.
        query: its parameters; those that are empty are left out.
        path: the parts of its address.

    Raises:
        JordanSPError: whatever the operation refuses.
    """
    knows_days = any(one.name == _DAY for one in load_contract().operations[operation].parameters)
    given = {_DAY: given_day() if knows_days else "", **(query or {})}
    return ask(operation, path=path, query={name: value for name, value in given.items() if value}).body


def day_of_law() -> str:
    """The day that the address asks for, today where it names none.

    Raises:
        InvalidRequestError: not in the form of a day.
        PeriodError: not a day of the calendar.
    """
    return str(of_law("listParameters", {"limit": "1"})["date"])


def texts() -> Texts:
    """The texts of the page's language."""
    return Texts(g.page_language)


def value_text(value: Any, unit: str | None = None, unit_name: Mapping[str, str] | None = None) -> str:
    """A value of the law with its unit as readers see it."""
    return written(value, unit, texts().of(unit_name) if unit_name else "", texts())


def nearest_named(name: str) -> dict[str, str]:
    """A name of the law with its label and its page."""
    return {"name": name, "label": label_of(name), "address": address_of_name(name)}


def address_of_name(name: str) -> str:
    """The page of an instrument, of `instrument:article`, of a rule, of a value or of a folder of values."""
    folder, colon, article = name.partition(":")
    if colon:
        return to("law_article", folder=folder, article=article)
    if name in pillars():
        return to("law_pillar", pillar=name)
    if is_instrument(name):
        return to("law_instrument", folder=name)
    if name in law_in_force().variables:
        return to("law_rule", name=name)
    return to("law_value", path=name)


def label_of(name: str) -> str:
    """The label of a name of the law in the page's language; nothing of a name that it has not."""
    law, (folder, colon, article) = law_in_force(), name.partition(":")
    if colon:
        return f"{label_of(folder)}{Words(g.page_language)('comma')}{article_name(article, Words(g.page_language))}"
    if name in pillars():
        return texts().of(pillars()[name])
    if is_instrument(name):
        return texts().of(instruments()[name].title)
    if name in law.variables:
        return texts().of(variable_named(law, name).label)
    node = tree.find(law.parameters, name)
    return "" if node is None else texts().of(tree.label_of(node))


def choices(**allowed: Collection[str]) -> dict[str, str]:
    """What the address chooses of several, by their names.

    Raises:
        InvalidRequestError: with every name that chooses something else.
    """
    wrong = [name for name, known in allowed.items() if request.args.get(name, "") not in {"", *known}]
    if wrong:
        raise InvalidRequestError([Problem("invalid_request", name, _NO_CHOICE, _CHOOSE) for name in wrong])
    return {name: request.args.get(name, "") for name in allowed}


def crumbs_of_path(path: str) -> list[Crumb]:
    """The way to a value or a folder of values: the law, its instrument, the folders above it."""
    parts = path.split(".")
    crumbs = [front_crumb(), instrument_crumb(parts[0])]
    for count in range(2, len(parts)):
        folder = ".".join(parts[:count])
        crumbs.append(Crumb(label_of(folder), to("law_value", path=folder)))
    return crumbs


def front_crumb() -> Crumb:
    """The first page of the law."""
    return Crumb(texts().of(_THE_LAW), to("law"))


def instrument_crumb(folder: str) -> Crumb:
    """An instrument."""
    return Crumb(label_of(folder), to("law_instrument", folder=folder))
