"""Policies stored and read: the same content is the same policy, with the same id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openfisca_core.parameters import Parameter

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.policy import Policy, Provision
from openfisca_jordan_sp.system import law_in_force

from ..errors import ForbiddenError, NotFoundError
from ..operations import Asked, Counts, Reply, operation
from ..store.policies import add_policy, policies_of, read_policy
from .asked_policies import policy_id, policy_of, reforms_asked


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
        "provisions": [provision_data(one) for one in policy.provisions()],
    }


def cited_provisions(policy: Policy, source_data: Callable[[Source], dict[str, Any]]) -> list[dict[str, Any]]:
    """The values that a policy changes, each with the sources of what it was and of what it becomes.

    Args:
        policy: any.
        source_data: a source as the reply has it.
    """
    before, after = law_in_force().parameters, policy.system.parameters
    return [
        provision_data(one)
        | {
            "before_sources": _sources(before, one, source_data),
            "after_sources": _sources(after, one, source_data),
        }
        for one in policy.provisions()
    ]


def _sources(root: Any, one: Provision, source_data: Callable[[Source], dict[str, Any]]) -> list[dict[str, Any]]:
    parameter = tree.find(root, one.path)
    record = tree.record_at(parameter, str(one.date)) if isinstance(parameter, Parameter) else None
    return [source_data(Source.from_data(cited)) for cited in record.references] if record else []


def provision_data(provision: Provision) -> dict[str, Any]:
    """One value that a policy changes, as JSON has it."""
    return {
        "path": provision.path,
        "label": {"en": provision.label.en, "ar": provision.label.ar},
        "instrument": provision.instrument,
        "unit": provision.unit,
        "date": str(provision.date),
        "before": provision.before,
        "before_confidence": provision.before_confidence,
        "after": provision.after,
    }
