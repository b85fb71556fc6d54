"""The law as a whole, its instruments and their articles, its programmes, and how much of it is modelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from openfisca_jordan_sp.errors import UnknownNameError
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.acts import Act, Gazette
from openfisca_jordan_sp.law.catalogue import Programme, pillars, programmes
from openfisca_jordan_sp.law.register import STATUSES, Coverage, Provision, register
from openfisca_jordan_sp.law.show import show_instrument, variable_named
from openfisca_jordan_sp.law.views import InstrumentView, Named
from openfisca_jordan_sp.system import law_in_force

from ..operations import Asked, Reply, operation
from .law_rules import folder_of_variable
from .law_told import (
    article_told,
    both,
    cacheable,
    day_asked,
    folder_of_path,
    known_instrument,
    named,
    not_found,
    source_data,
    word,
)
from .law_values import counts_by_confidence


@operation("readLaw")
def read_law(asked: Asked) -> Reply:
    """Every instrument, the pillars, the programmes and the counts."""
    day, whole, law = day_asked(asked), register(), law_in_force()
    parameters = Counter(folder_of_path(str(leaf.name)) for leaf in tree.leaves(law.parameters))
    variables = Counter(folder_of_variable(variable) for variable in law.variables.values())
    body = {
        "date": day,
        "instruments": [_summary(one, parameters, variables) for one in whole],
        "pillars": named(Named(name, label) for name, label in pillars().items()),
        "programmes": [programme_data(one) for one in programmes()],
        "coverage": _counts(whole),
        "parameters": parameters.total(),
        "variables": len(law.variables),
        "values": counts_by_confidence(day),
    }
    return cacheable(asked, body, day)


def _summary(one: Coverage, parameters: Counter[str], variables: Counter[str]) -> dict[str, Any]:
    instrument, act = one.instrument, one.instrument.act
    return {
        "folder": instrument.folder,
        "title": both(instrument.title),
        "kind": act.kind,
        "number": act.number,
        "in_force_from": _day(act.in_force.day),
        "in_force_confidence": act.in_force.confidence,
        "modelled_since": str(instrument.since),
        "pillars": list(instrument.pillars),
        "parameters": parameters[instrument.folder],
        "variables": variables[instrument.folder],
        "coverage": _counts([one]),
    }


def _counts(every: Iterable[Coverage]) -> dict[str, int]:
    found = Counter(provision.status for one in every for provision in one.provisions)
    return {"provisions": found.total(), **{status: found[status] for status in STATUSES}}


@operation("listProgrammes")
def list_programmes(asked: Asked) -> Reply:
    """The programmes whose cost is counted."""
    return cacheable(asked, {"programmes": [programme_data(one) for one in programmes()]})


def programme_data(one: Programme) -> dict[str, Any]:
    """One programme."""
    return {
        "id": one.id,
        "variable": one.variable,
        "pillar": one.pillar,
        "label": both(one.label),
        "is_naf_cash": one.is_naf_cash,
    }


@operation("readCoverage")
def read_coverage(asked: Asked) -> Reply:
    """How many provisions of each instrument are modelled."""
    whole = register()
    told = [
        {"folder": one.instrument.folder, "title": both(one.instrument.title), "coverage": _counts([one])}
        for one in whole
    ]
    return cacheable(asked, {"total": _counts(whole), "instruments": told})


@operation("readInstrument")
def read_instrument(asked: Asked) -> Reply:
    """One instrument with all its provisions."""
    return cacheable(
        asked, _instrument_data(show_instrument(law_in_force(), known_instrument(asked.path["folder"], "folder")))
    )


@operation("readArticle")
def read_article(asked: Asked) -> Reply:
    """The provisions of one article."""
    folder, article = known_instrument(asked.path["folder"], "folder"), asked.path["article"].strip()
    try:
        view = show_instrument(law_in_force(), folder, article)
    except UnknownNameError as error:
        nearest = [name.partition(":")[2] for name in error.nearest if ":" in name]
        raise not_found(error.message, "article", nearest, f"/v1/law/instruments/{folder}") from None
    return cacheable(asked, _instrument_data(view))


def _instrument_data(view: InstrumentView) -> dict[str, Any]:
    instrument = view.coverage.instrument
    return {
        "folder": instrument.folder,
        "title": both(instrument.title),
        "article": view.article,
        "pillars": named(Named(pillar, pillars()[pillar]) for pillar in instrument.pillars),
        "modelled_since": str(instrument.since),
        "note": both(instrument.note),
        "act": _act(instrument.act),
        "related": [_act(act) for act in instrument.related],
        "coverage": _counts([view.coverage]),
        "provisions": [_provision(one) for one in view.coverage.provisions],
        "folders": named(view.folders),
    }


def _act(act: Act) -> dict[str, Any]:
    return {
        "title": both(act.title),
        "kind": act.kind,
        "kind_name": word(f"kind_{act.kind}"),
        "number": act.number,
        "in_force_from": _day(act.in_force.day),
        "in_force_confidence": act.in_force.confidence,
        "in_force_note": both(act.in_force.note),
        "gazette": None if act.gazette is None else _gazette(act.gazette),
        "replaces": [both(title) for title in act.replaces],
        "sources": [source_data(source) for source in act.sources],
    }


def _gazette(gazette: Gazette) -> dict[str, Any]:
    note = both(gazette.note)
    return {"number": gazette.number, "page": gazette.page, "date": _day(gazette.day), "note": note}


def _provision(one: Provision) -> dict[str, Any]:
    law = law_in_force()
    return {
        "title": both(one.title),
        "article": one.article,
        "article_name": article_told(one.article),
        "status": one.status,
        "status_name": word(f"status_{one.status}"),
        "reason": both(one.reason),
        "variables": named(variable_named(law, name) for name in one.variables if name in law.variables),
    }


def _day(day: Any) -> str | None:
    return None if day is None else str(day)
