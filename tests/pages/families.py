"""The pages of families as tests read them."""

from __future__ import annotations

import html
import re
from urllib.parse import urlencode

from tests.arabic import visible_text, without_marks

CHILD = "child_with_severe_disability"
MOTHER = "divorced_mother"
LARGE = "large_poor_family"
WORKER = "day_wages_family_of_six"


def page_of(service, path: str, status: int = 200, **headers) -> str:
    reply = service.flask.get(path, headers=headers)
    assert reply.status_code == status, (reply.status_code, reply.headers.get("Location"))
    return reply.get_data(as_text=True)


def family(language: str = "en", view: str = "", **query) -> str:
    """An address; `p__father__wage` stands for `p.father.wage`."""
    pairs = [(name.replace("__", "."), one) for name, value in query.items() for one in _each(value)]
    return f"/{language}/family{view}?{urlencode(pairs)}"


def _each(value) -> list:
    return list(value) if isinstance(value, list | tuple) else [value]


def plain(page: str) -> str:
    """What a reader sees, in one line and without marks."""
    return " ".join(without_marks(html.unescape(visible_text(page))).split())


def fields(page: str) -> dict[str, str]:
    """The facts that a form asks, by name, with what stands in them."""
    found = dict(re.findall(r'<input id="field-[^"]*" name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select id="field-[^"]*" name="([^"]+)".*?>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def amount(service, case: str, programme: str, **changes) -> float:
    """What `/v1` says that a case gets by the month."""
    situation = service.call("readCase", case_id=case).get_json()["situation"]
    for path, value in changes.items():
        group, unit, fact = path.split("__")
        situation[group][unit][fact] = value
    body = {"families": {"family": situation}, "period": "2026-01"}
    items = service.call("compare", json=body).get_json()["families"]["family"]["items"]
    return next((one["baseline"]["month"] for one in items if one["id"] == programme), 0.0)
