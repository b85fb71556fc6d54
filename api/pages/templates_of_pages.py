"""Templates: escaped, strict about names, and with what every page needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import get_domain
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.report.page import in_order
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.writing import Writing

from ..law_state import package_version
from .assets import address_of
from .blueprint import LANGUAGES, is_fragment, pages, with_query
from .visitors import is_signed_in

_HINTS = {"unknown_reform": Text("Choose from the policies listed.", "اختر من السياسات المعروضة.")}


def prepare_templates(app: Flask) -> None:
    """Set up the templates of the pages; those of reports stand beside them under `report/`.

    Attributes of elements are written `{{ value | e }}`: what is escaped already gets no marks of direction, which
    would be sent back with a form.
    """
    environment = app.jinja_env
    report = PrefixLoader({"report": PackageLoader("openfisca_jordan_sp.report", ".")})
    environment.loader = ChoiceLoader([environment.loader, report])  # type: ignore[list-item]
    environment.autoescape = True
    environment.undefined = StrictUndefined
    environment.finalize = in_order
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(asset=address_of, hint_of=_hint_of, gettext=_said, ngettext=_counted)


def _hint_of(problem: Problem) -> Text:
    """What to do about a mistake on a page: hints that name addresses are for programs."""
    return _HINTS.get(problem.code, problem.hint)


def _said(text: str, /, **values: Any) -> Markup:
    """A text in the language of the page, its values escaped and in order: no date in Arabic is turned around."""
    return Markup(get_domain().get_translations().ugettext(text)) % _in_order(values)  # noqa: S704 - our own texts; what is put in is escaped


def _counted(one: str, many: str, count: int, /, **values: Any) -> Markup:
    """A text that depends on a number."""
    return Markup(get_domain().get_translations().ungettext(one, many, count)) % _in_order({"num": count, **values})  # noqa: S704


def _in_order(values: Mapping[str, Any]) -> dict[str, Any]:
    if g.get("page_language") != "ar":
        return dict(values)
    # A text of Arabic is put in order too: `in_order` leaves what holds no Arabic letter as it is.
    return {name: Writing("ar").part(value) if type(value) is str else value for name, value in values.items()}


@pages.context_processor
def _common() -> dict[str, Any]:
    texts = Texts(g.page_language)
    other = next(language for language in LANGUAGES if language != g.page_language)
    services = current_app.extensions["jordan_sp"]
    return {
        "texts": texts,
        "version": package_version(),
        "language": g.page_language,
        "direction": texts.direction,
        "other_language": other,
        "other_address": _in_language(other),
        "is_fragment": is_fragment(),
        "asks_for_keys": services.settings.auth == "keys",
        "is_signed_in": is_signed_in(services),
    }


def _in_language(language: str) -> str:
    """The address of the same page, with the same state, in a language."""
    if request.endpoint is None or not request.endpoint.startswith("pages.") or request.method != "GET":
        return url_for("pages.first", language=language)
    # A name of the query that is one of the address would take its place.
    path = url_for(request.endpoint, **{**(request.view_args or {}), "language": language})
    return with_query(path, request.args.items(multi=True))
