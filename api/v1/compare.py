"""Policies compared with the law in force: on a named population as a job, on families of the request at once."""

from __future__ import annotations

from importlib import import_module

from ..jobs.asking import ask
from ..operations import Asked, Reply, operation
from .jobs import answered


@operation("compare")
def compare(asked: Asked) -> Reply:
    """A job that compares, or its result where it is there already or comes in the time that the caller waits."""
    if "families" in asked.body:
        families: Reply = import_module(".compare_families", __package__).compare_families(asked)
        return families
    job, policies = ask(asked, "compare", asked.body)
    return answered(asked, job, policies)
