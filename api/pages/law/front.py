"""The first page of the law: a search that knows Arabic, then instruments and pillars with how well they are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Response, g, request

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.law.catalogue import instruments, pillars, units

from ...errors import InvalidRequestError, NotFoundError
from ..blueprint import is_fragment
from ..blueprint import pages as views
from .showing import ALL, address_of_name, by_field, front_crumb, label_of, nearest_named, of_law, page, texts, told

#: Kinds of what is found, in the order of the field.
KINDS = ("instrument", "article", "parameter", "variable")
#: How many of what is found are shown at first, and when more are asked for.
_FEW, _MANY = 20, 200


@dataclass(frozen=True)
class Known:
    """How many values there are, and how many were read in a source as they stand.

    Attributes:
        values: that have begun by the day.
        verified: of those.
    """

    values: int
    verified: int

    @property
    def share(self) -> float:
        """The share of verified values; nothing of none."""
        return self.verified / self.values if self.values else 0.0


@views.get("/law")
@told
def law() -> Response:
    """Search, and browse."""
    found, mistakes = _search()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if mistakes else HTTPStatus.OK
    if is_fragment():
        return Response(page("law/found.html", found=found, mistakes=mistakes, **_asked()), status=status)
    whole, readings = of_law("readLaw"), of_law("listParameters", {"limit": ALL})["parameters"]
    shown = page(
        "law/front.html",
        day=whole["date"],
        found=found,
        mistakes=mistakes,
        kinds=KINDS,
        whole=whole,
        doubts=of_law("listNotVerified"),
        known=_known(readings),
        by_instrument={folder: _known(_of(readings, [folder])) for folder in instruments()},
        by_pillar={pillar["name"]: _known(_of(readings, _folders(pillar["name"]))) for pillar in whole["pillars"]},
        **_asked(),
    )
    return Response(shown, status=status)


def _asked() -> dict[str, Any]:
    """What the address asks to find."""
    return {"asked": request.args.get("q", ""), "kind": request.args.get("kind", ""), "many": str(_MANY)}


def _search() -> tuple[Any, Mapping[str, Problem]]:
    """What was found, or what is wrong with the words; a wrong day is a mistake of the page."""
    words, kind = request.args.get("q", ""), request.args.get("kind", "")
    if not words.strip():
        return None, {}
    limit = str(_MANY if request.args.get("limit") == str(_MANY) else _FEW)
    try:
        answer = of_law("searchLaw", {"q": words, "kind": kind, "limit": limit})
    except InvalidRequestError as error:
        mistakes = by_field(error)
        if not set(mistakes) <= {"q", "kind"}:
            raise
        g.error_code = error.code
        return None, mistakes
    nearest = [nearest_named(name) for name in answer["nearest"]]
    return {**answer, "found": [_item(one) for one in answer["found"]], "nearest": nearest}, {}


def _item(one: Mapping[str, Any]) -> dict[str, Any]:
    """Something found, with its page, the instrument it stands in, and its value as readers see it."""
    unit = one["unit"]
    above = one["instrument"] if one["instrument"] != one["name"] else None
    return {
        **one,
        "address": address_of_name(one["name"]),
        "above": label_of(above) if above else "",
        "unit_name": vars(units()[unit]) if unit in units() else None,
    }


def _of(readings: Iterable[Mapping[str, Any]], folders: Iterable[str]) -> list[Mapping[str, Any]]:
    chosen = set(folders)
    return [one for one in readings if one["instrument"] in chosen]


def _folders(pillar: str) -> list[str]:
    return [folder for folder, one in instruments().items() if pillar in one.pillars]


def _known(readings: Iterable[Mapping[str, Any]]) -> Known:
    counts = Counter(one["confidence"] for one in readings if one["confidence"] is not None)
    return Known(counts.total(), counts["verified"])


@views.get("/law/pillars/<pillar>")
@told
def law_pillar(pillar: str) -> str:
    """A pillar of the strategy: its instruments, its programmes and its rules."""
    whole = of_law("readLaw")
    label = next((one["label"] for one in whole["pillars"] if one["name"] == pillar), None)
    if label is None:
        raise _unknown_pillar(pillar)
    readings = of_law("listParameters", {"limit": ALL, "pillar": pillar})["parameters"]
    chosen = [one for one in whole["instruments"] if pillar in one["pillars"]]
    return page(
        "law/pillar.html",
        day=whole["date"],
        crumbs=[front_crumb()],
        pillar=pillar,
        label=texts().of(label),
        instruments=chosen,
        known=_known(readings),
        by_instrument={one["folder"]: _known(_of(readings, [one["folder"]])) for one in chosen},
        programmes=[one for one in whole["programmes"] if one["pillar"] == pillar],
        rules=of_law("listVariables", {"pillar": pillar, "limit": ALL})["variables"],
    )


def _unknown_pillar(pillar: str) -> NotFoundError:
    message = Text(f"There is no pillar {pillar}.", f"لا يوجد محور باسم {pillar}.")
    return NotFoundError(message, path="pillar", nearest=list(pillars()))
