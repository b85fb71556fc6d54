"""Policies stored and read: the same content is the same policy, with the same id."""

from __future__ import annotations

from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.policy import Policy

from ..errors import ForbiddenError, NotFoundError
from ..operations import Asked, Counts, Reply, operation
from ..store.policies import add_policy, policies_of, read_policy
from .asked_policies import policy_id, policy_of, reforms_asked
from .provisions import provisions_data


@operation("createPolicy")
def create_policy(asked: Asked) -> Reply:
    """Check a policy, as everything that computes does, and store it."""
    content = reforms_asked(asked.body["reforms"])
    policy = policy_of(content, asked.services.store, "body.reforms")
    made = policy_id(content)
    if read_policy(asked.services.store, made) is None:
        _refuse_too_many(asked)
    is_new = add_policy(asked.services.store, made, content, asked.caller.key_id)
    headers = {"Location": f"/v1/policies/{made}"}
    return Reply(_described(made, content, policy), 201 if is_new else 200, headers, counts=Counts((made,)))


@operation("readPolicy")
def read_stored_policy(asked: Asked) -> Reply:
    """A stored policy: what it is made of, and the provisions that it changes."""
    made = asked.path["policy_id"]
    content = read_policy(asked.services.store, made)
    if content is None:
        raise NotFoundError(Text(f"There is no policy {made}.", f"لا توجد سياسة بالمعرف {made}."), path="policy_id")
    return Reply(_described(made, content, policy_of(content, asked.services.store)))


def _refuse_too_many(asked: Asked) -> None:
    most = asked.services.settings.stored_policies
    if policies_of(asked.services.store, asked.caller.key_id) >= most:
        message = Text(f"This key has stored {most} policies already.", f"خزّن هذا المفتاح {most} سياسة بالفعل.")
        raise ForbiddenError(message)


def _described(made: str, content: list[Any], policy: Policy) -> dict[str, Any]:
    return {
        "id": made,
        "title": {"en": policy.title.en, "ar": policy.title.ar},
        "reforms": content,
        "provisions": provisions_data(policy),
    }
