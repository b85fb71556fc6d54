"""Policies compared with the law in force: on a named population as a job, on families of the request at once."""

from __future__ import annotations

from ..guards.callers import require_scope
from ..jobs.asking import ask
from ..operations import Asked, Reply, operation
from .compare_families import compare_families
from .jobs import answered


@operation("compare")
def compare(asked: Asked) -> Reply:
    """Families at once; people of a population as a job, or its result where it is there already or comes in time."""
    if "families" in asked.body:
        return compare_families(asked)
    require_scope(asked.caller, "compare")
    job, policies = ask(asked, "compare", asked.body)
    return answered(asked, job, policies)
