"""What the tests of the page that compares policies share: a change of the law, the page asked, its replies read."""

from __future__ import annotations

import csv
import html
import io
from urllib.parse import urlencode

MAXIMUM = "national_aid_fund.uct.benefit_maximum"
EDIT = f"{MAXIMUM}@2026-01-01=160"
SMALL = {"population": "small", "set": EDIT}
BODY = {
    "population": "small",
    "period": "2026-01",
    "line": "national",
    "policies": [{"title": {"en": "My changes", "ar": "تعديلاتي"}, "values": {MAXIMUM: {"2026-01-01": 160}}}],
}
PART = {"HX-Request": "true"}


def page(service, query=(), language="ar", part="", **headers):
    address = f"/{language}/compare{part}?{urlencode(query, doseq=True)}"
    return service.flask.get(address, headers=headers)


def text_of(reply):
    return html.unescape(reply.get_data(as_text=True))


def rows_of(reply):
    assert reply.status_code == 200, reply.get_data(as_text=True)[:400]
    return list(csv.DictReader(io.StringIO(reply.get_data().decode("utf-8-sig"))))


def told(row):
    """A row of the API as a table of text has it."""
    return {key: "" if value is None else str(value) for key, value in row.items()}


def result_of(service, body=None):
    for _ in range(6):  # of a busy machine
        reply = service.call("compare", json=body or BODY, headers={"Prefer": "wait=20"})
        if reply.status_code == 200:
            break
    assert reply.status_code == 200
    return reply.get_json()
