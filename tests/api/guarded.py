"""Keys, and operations of their own, for the tests of the guards."""

from __future__ import annotations

from openfisca_jordan_sp.api.guards.issuing import create_key
from openfisca_jordan_sp.api.store import Store
from openfisca_jordan_sp.api.store.audit import rows

POLICY = {"reforms": "uct_maximum_160"}


def store_of(service) -> Store:
    """The store of a service."""
    return service.app.extensions["jordan_sp"].store


def audit_of(service) -> list[dict]:
    """The audit of a service."""
    return list(rows(store_of(service)))


def key_for(service, *scopes, **rest) -> dict[str, str]:
    """A new key, as the header that bears it."""
    return bearing(create_key(store_of(service), "a test", scopes, **rest).bearer)


def bearing(bearer: str) -> dict[str, str]:
    """The header of a key."""
    return {"Authorization": f"Bearer {bearer}"}


def replace_function(service, monkeypatch, operation_id, function):
    """Let another function answer an operation of a service that was made already."""
    from openfisca_jordan_sp.api.contract import load_contract
    from openfisca_jordan_sp.api.pipeline import answer, let_in

    services = service.app.extensions["jordan_sp"]
    operation = load_contract().operations[operation_id]
    view = lambda **path: answer(let_in(operation, path, services), function)  # noqa: E731
    monkeypatch.setitem(service.app.view_functions, operation_id, view)
