"""The catalogue of reforms, drafts checked, and what differs between policies."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from typing import Any

from openfisca_jordan_sp.asked_policies import TOGETHER
from openfisca_jordan_sp.drafting.differences import differences
from openfisca_jordan_sp.drafting.files import difference_to_dict
from openfisca_jordan_sp.drafting.listing import Entry, entries
from openfisca_jordan_sp.errors import JordanSPError, Problem, Text
from openfisca_jordan_sp.law.catalogue import instruments
from openfisca_jordan_sp.law.search import normalised
from openfisca_jordan_sp.law.views import Named
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import catalogue, load_reform
from openfisca_jordan_sp.system import law_in_force

from ..errors import InvalidRequestError, UnavailableError
from ..operations import Asked, Counts, Reply, operation
from .asked_policies import completed_bill, content_of, policy_of
from .law import programme_data
from .law_told import (
    both,
    cacheable,
    known_instrument,
    named,
    nearest_of,
    not_found,
    sources_data,
)
from .provisions import provisions_data

FINDINGS_FORMAT = "jordan-sp.findings.v1"
#: One check on people is made at a time in a process, so that two never take twice as long.
_CHECKING_PEOPLE = threading.Semaphore()


@cache
def _every() -> tuple[Entry, ...]:
    """The catalogue, read once: it does not change while the service runs."""
    return tuple(entries())


@operation("listReforms")
def list_reforms(asked: Asked) -> Reply:
    """The reforms of the catalogue that bear some words, of a status, of an instrument."""
    words, status, folder = (asked.query.get(key) for key in ("q", "status", "instrument"))
    if folder is not None:
        known_instrument(folder, "instrument")
    if words is not None and not normalised(words):
        message = Text("There are no words to look for.", "لا كلمات للبحث عنها.")
        raise InvalidRequestError([Problem("invalid_request", "q", message)])
    found = [
        _summary(one)
        for one in _every()
        if status in {None, one.reform.status}
        and (folder is None or folder in one.instruments)
        and one.is_found_by(words or "")
    ]
    return cacheable(asked, {"total": len(found), "reforms": found})


def _summary(entry: Entry) -> dict[str, Any]:
    reform = entry.reform
    return {
        "id": reform.id,
        "status": reform.status,
        "title": both(reform.title),
        "summary": both(reform.summary),
        "since": entry.since,
        "instruments": named(Named(folder, instruments()[folder].title) for folder in entry.instruments),
        "values": entry.values,
        "rules": entry.rules,
        "has_texts": entry.is_text_known,
    }


@operation("readReform")
def read_reform(asked: Asked) -> Reply:
    """All that one reform of the catalogue says."""
    name = asked.path["id"].strip()
    if name not in catalogue():
        message = Text(f"There is no reform {name}.", f"لا يوجد مشروع باسم {name}.")
        raise not_found(message, "id", nearest_of(name, catalogue()), "/v1/reforms")
    return cacheable(asked, _reform(name))


@cache
def _reform(name: str) -> dict[str, Any]:
    """A reform of the catalogue; of these there are as many as files."""
    policy = Policy.of(load_reform(catalogue()[name]))
    reform, difference = policy.reforms[0], differences(Policy(), policy)
    told = difference_to_dict(difference)
    return {
        **_summary(Entry.of(reform, law_in_force())),
        "has_python": bool(reform.code.variables or reform.code.values),
        "sources": sources_data(reform.source),
        "provisions": provisions_data(policy),
        "rule_changes": told["rules"],
        "programmes": [programme_data(one) for one in reform.programmes],
        "texts": told["wording"],
    }


@operation("checkReform")
def check_reform(asked: Asked) -> Reply:
    """What the check of drafts finds, each by itself, and whether they can stand together."""
    from openfisca_jordan_sp.drafting.checks import check_bill  # noqa: PLC0415 - loads the engine

    parts = content_of(asked.body["reform"], asked.services.store, "body.reform")
    quick = asked.body.get("quick", True)
    if not parts:
        raise _cannot("body.reform", "names no reform to check.", "لا يسمي مشروعا لفحصه.")
    if not quick and len(parts) > 1:
        raise _cannot("body.quick", "may be false for one reform alone.", "لا يجوز أن يكون false إلا لمشروع واحد.")
    if not quick and not _CHECKING_PEOPLE.acquire(blocking=False):
        raise UnavailableError(Text("Another draft is being tried on people.", "يُجرَّب مشروع آخر على السكان الآن."))
    try:
        bills = [part if isinstance(part, str) else completed_bill(part) for part in parts]
        found = [check_bill(bill, quick=quick) for bill in bills]
    finally:
        if not quick:
            _CHECKING_PEOPLE.release()
    told = [one.as_data() for one in found]
    if len(parts) > 1 and all(one.is_applicable for one in found):
        told += _together(asked, parts, [one.reform for one in found])
    return Reply({"format": FINDINGS_FORMAT, "bills": told}, counts=Counts(tuple(one.reform for one in found)))


def _together(asked: Asked, parts: Sequence[Any], names: Sequence[str]) -> list[dict[str, Any]]:
    """What keeps several reforms from standing together; nothing where nothing does."""
    from openfisca_jordan_sp.drafting.checks import Findings  # noqa: PLC0415 - loads the engine
    from openfisca_jordan_sp.drafting.checks.loading import findings_of  # noqa: PLC0415

    try:
        policy_of(list(parts), asked.services.store, "body.reform")
    except JordanSPError as error:
        name = TOGETHER.join(names)
        found = Findings(name, Text(name, name), tuple(findings_of(error)), is_applicable=False, is_complete=False)
        return [found.as_data()]
    return []


def _cannot(path: str, en: str, ar: str) -> InvalidRequestError:
    return InvalidRequestError([Problem("invalid_request", path, Text(en, ar))])


@operation("diffPolicies")
def diff_policies(asked: Asked) -> Reply:
    """What differs between two policies."""
    store = asked.services.store
    before, after = (policy_of(asked.body[key], store, f"body.{key}") for key in ("before", "after"))
    return Reply(difference_to_dict(differences(before, after)), counts=Counts((before.id, after.id)))
