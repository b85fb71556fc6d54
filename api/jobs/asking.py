"""A request becomes a job, or the job that does the same already."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openfisca_jordan_sp.policy import Policy

from .. import law_state
from ..json_text import digest_of_json
from ..operations import Asked
from ..store.jobs import AskedJob, Job, submit
from ..v1.asked_policies import content_of
from .kinds import checked_policies
from .people import digest_of, folder_of


def ask(asked: Asked, kind: str, request: Mapping[str, Any]) -> tuple[Job, tuple[Policy, ...]]:
    """The job for a request, and the policies that it asks for.

    Args:
        asked: the request that came.
        kind: of the job.
        request: what was asked, as the contract has it.

    Raises:
        JordanSPError: a mistake in the request; nothing is begun then.
        UnavailableError: the queue is full, or the database is away.
    """
    store, settings = asked.services.store, asked.services.settings
    contents = [
        content_of(one, store, f"body.policies.{place}") for place, one in enumerate(request.get("policies", ()))
    ]
    canonical = {"line": "national", **request, "policies": contents}
    digest = digest_of_work(kind, canonical, asked.services.populations)
    policies = checked_policies(kind, canonical)
    wanted = AskedJob(kind, canonical, digest, law_state.parameters_digest(), asked.caller.key_id, asked.language)
    return submit(store, wanted, settings.most_waiting_jobs), policies


def digest_of_work(kind: str, request: Mapping[str, Any], named: Mapping[str, Path]) -> str:
    """The digest of everything that a result depends on: what is asked, of whom, by which law and package.

    Raises:
        InvalidRequestError: no population has the name.
        UnavailableError: the population cannot be read.
    """
    name = str(request["population"])
    people = digest_of(folder_of(name, named), name)
    return digest_of_json([kind, request, people, law_state.parameters_digest(), law_state.package_version()])
