"""Services whose law is read in these tests: OpenFisca's country template, and ours."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_jordan_sp.api import Settings, create_app

from openfisca_jordan_sp.system import law_in_force


@cache
def country() -> Any:
    """A client of a service that serves the country template."""
    return create_app(CountryTaxBenefitSystem()).test_client()


@cache
def jordan() -> Any:
    """A client of a service that serves our law to everybody."""
    return create_app(settings=Settings(auth="none", database_url="sqlite://")).test_client()


@cache
def unaudited_jordan() -> Any:
    """A client of a service that serves our law as it would any other, and writes nothing down."""
    return create_app(law_in_force(), Settings(auth="none", database_url="sqlite://")).test_client()


def read(client: Any, path: str, **options: Any) -> Any:
    """The JSON of a document; fails where there is none."""
    reply = client.get(path, **options)
    assert reply.status_code == 200, reply.text
    assert reply.mimetype == "application/json"
    return json.loads(reply.data)


def ask(client: Any, path: str, situation: Any, **options: Any) -> Any:
    """The reply to a situation, sent with its keys in their order; a text is sent as it is."""
    body = situation if isinstance(situation, str | bytes) else json.dumps(situation, ensure_ascii=False)
    return client.post(path, data=body, **{"content_type": "application/json", **options})
