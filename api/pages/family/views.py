"""The addresses of a family."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Response, g, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from openfisca_jordan_sp.explain.decisive import is_given
from openfisca_jordan_sp.law.catalogue import pillars
from openfisca_jordan_sp.report.texts import Texts

from ...errors import InvalidRequestError
from ...problems import nothing_there
from ..asking import ask
from ..blueprint import is_fragment, pages, with_query
from ..figures import FORMS, csv_of, file_of
from ..mistakes import shown as shown_mistake
from .card import card_of
from .described import UnknownCaseError
from .explanation import explained, told, whose
from .grounds import grounds_of
from .letter import letter_of
from .looked import Looked, looked_at
from .state import State
from .varied import along, cliff_rows, figure_of, inputs, shown, varied


@pages.get("/family")
def family() -> AnyResponse:
    """The family of the address with what it is entitled to; without one, the case families to begin with."""
    state = State.read(request.args)
    if not state.case:
        return _start()
    looked = looked_at(state)
    address = address_of("pages.family", looked.state)
    if not is_fragment() and not _is_asked_as(looked.state):
        # A form sends every field; the address says only what differs.
        return redirect(address + (f"#of-{begun}" if (begun := _begun(looked.state)) else ""))
    status = HTTPStatus.OK if looked.is_sound else HTTPStatus.UNPROCESSABLE_ENTITY
    content = render_template("family/part.html" if is_fragment() else "family/page.html", **context(looked))
    return Response(content, status=status, headers=_kept(address))


def _start(error: UnknownCaseError | None = None) -> Response:
    """The case families to begin with, and what is wrong with another one."""
    content = render_template("family/start.html", cases=ask("listCases").body["cases"], error=error)
    return Response(content, status=HTTPStatus.OK if error is None else HTTPStatus.NOT_FOUND)


@pages.errorhandler(UnknownCaseError)
def _unknown_case(error: UnknownCaseError) -> AnyResponse:
    if is_fragment():
        return shown_mistake(error)
    g.error_code = error.code
    return _start(error)


def _kept(address: str) -> dict[str, str]:
    """What has a browser keep an address in its history, once."""
    is_new = is_fragment() and request.headers.get("HX-Current-URL-Path") != address
    return {"HX-Push-Url": address} if is_new else {}


def _kept_of_part(endpoint: str, state: State) -> dict[str, str]:
    """The same for a part: that of the family's page where it is put into it, else that of the page of its own."""
    is_within = urlsplit(request.headers.get("HX-Current-URL-Path", "")).path == url_for("pages.family")
    return _kept(address_of("pages.family" if is_within else endpoint, state))


def _beside() -> State:
    """What the page shows already into which a part is put: its address has changed since it was made."""
    query = urlsplit(request.headers.get("HX-Current-URL-Path", "")).query
    return State.read(MultiDict(parse_qsl(query)))


def context(looked: Looked) -> dict[str, Any]:
    """What the templates of a family need."""
    texts, results = Texts(g.page_language), looked.results
    told_of = [] if results is None else [*results.warnings, *results.notes]
    return {
        "looked": looked,
        "state": looked.state,
        "family": looked.family,
        "results": results,
        "begun": _begun(looked.state),
        "caveats": [texts.of(one) for one in told_of],
        "card": lambda: None if results is None else card_of(results, texts, _card_files(looked.state)),
        "reforms": ask("listReforms").body["reforms"],
        "pillars": [{"name": name, "label": label} for name, label in pillars().items()],
        "address": lambda endpoint, **changes: address_of(endpoint, looked.state, **changes),
    }


def _begun(state: State) -> str:
    """The member whom the request adds: whoever added it goes on there."""
    return state.added[-1] if request.args.get("add") and state.added else ""


def address_of(endpoint: str, state: State, **changes: Any) -> str:
    """The address of a view of a family.

    Args:
        endpoint: of it.
        state: of the family.
        changes: attributes of the state that are others.
    """
    return with_query(url_for(endpoint), state.query(**changes))


def _is_asked_as(state: State) -> bool:
    """Whether the address of the request says a state as it would be written."""
    return sorted(request.args.items(multi=True)) == sorted(state.query())


@pages.get("/family/explanation")
def family_explanation() -> AnyResponse:
    """Why a result of the family comes out as it does: a part of its page, or a page."""
    looked = looked_at(State.read(request.args))
    if not looked.is_sound:
        return redirect(address_of("pages.family", looked.state))
    state = looked.state
    units = whose(looked, state.result)
    shown: dict[str, Any] = {"told": None}
    if len(units) < 2 or state.unit in units:  # noqa: PLR2004 - of several it must be said of whom
        found = explained(looked.family, state.result, state.under, state.unit, g.language).result
        shown = {"told": told(found), "grounds": grounds_of(found), "is_given": is_given(found)}
    name = "family/explanation_part.html" if is_fragment() else "family/explanation.html"
    content = render_template(name, **shown, units=units, **context(looked))
    beside = _beside()
    shown_too = replace(state, varied=beside.varied, low=beside.low, high=beside.high)
    return Response(content, headers=_kept_of_part("pages.family_explanation", shown_too))


@pages.get("/family/varied")
def family_varied() -> AnyResponse:
    """The family along an input: a part of its page, or a page."""
    looked = looked_at(State.read(request.args))
    if not looked.is_sound:
        return redirect(address_of("pages.family", looked.state))
    asked = along(looked.state, looked)
    state = replace(looked.state, varied=asked.name, low=asked.low, high=asked.high)
    found, problems = None, []
    try:
        found = shown(varied(looked, asked), {name: _files(state, name) for name in ("income", "entitlement", "rate")})
    except InvalidRequestError as error:
        problems = list(error.problems)
    name = "family/varied_part.html" if is_fragment() else "family/varied.html"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    told_of = {"asked": asked, "inputs": inputs(looked), "found": found, "problems": problems}
    content = render_template(name, **told_of, files=_files(state, "cliffs"), **context(looked))
    beside = _beside()
    shown_too = replace(state, result=beside.result, under=beside.under, unit=beside.unit)
    return Response(content, status=status, headers=_kept_of_part("pages.family_varied", shown_too))


def _files(state: State, name: str) -> dict[str, str]:
    """The addresses of a chart's files."""
    forms = ("csv",) if name == "cliffs" else FORMS
    return {
        form: with_query(url_for("pages.family_varied_file", name=name, form=form), state.query()) for form in forms
    }


def _card_files(state: State) -> dict[str, str]:
    """The addresses of the files of what each policy gives."""
    query = state.query(varied="", low="", high="", result="", under="", unit="")
    return {form: with_query(url_for("pages.family_card_file", form=form), query) for form in FORMS}


@pages.get("/family/entitlements.<form>")
def family_card_file(form: str) -> AnyResponse:
    """What each policy gives the family, as a picture or with its numbers as they are."""
    looked, texts = looked_at(State.read(request.args)), Texts(g.page_language)
    figure = card_of(looked.results, texts, {}) if looked.results is not None else None
    if figure is None or form not in FORMS:
        raise nothing_there()
    return file_of(figure, form, texts, name="family-entitlements")


@pages.get("/family/varied/<name>.<form>")
def family_varied_file(name: str, form: str) -> AnyResponse:
    """A chart of the family along an input, as a picture or with its numbers as they are."""
    looked = looked_at(State.read(request.args))
    if not looked.is_sound:
        raise nothing_there()
    answer = varied(looked, along(looked.state, looked))
    if (name, form) == ("cliffs", "csv"):
        return csv_of("cliffs", cliff_rows(answer))
    figure = figure_of(answer, name, {})
    if figure is None or form not in FORMS:
        raise nothing_there()
    return file_of(figure, form, Texts(g.page_language), name=f"family-{name}")


@pages.get("/family/letter")
def family_letter() -> AnyResponse:
    """The model of a decision, in Arabic, to be printed."""
    looked = looked_at(State.read(request.args))
    if not looked.is_sound:
        return redirect(address_of("pages.family", looked.state))
    letter = letter_of(looked, looked.state.under)
    return Response(render_template("family/letter.html", letter=letter, **context(looked)))
