"""Requests that schemathesis makes of a document of the service, and what its checks find in the replies."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable
from typing import Any

from schemathesis.engine import Status, events, from_schema
from schemathesis.generation.meta import CoveragePhaseData

#: So many at random for each operation; whoever asks for more than a few gets all edges of bodies too.
EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "1"))
ARE_MANY = EXAMPLES > 5
AT_RANDOM, AT_EDGES = ("examples", "fuzzing"), ("coverage",)


def limit(schema: Any, phases: Iterable[str], accepted: list[str], headers: dict[str, str]) -> None:
    """Let a schema make the same requests in each run.

    Args:
        schema: as schemathesis loaded it; its configuration is changed.
        phases: those of schemathesis that make requests.
        accepted: the statuses that a right request may be answered with.
        headers: of every request.
    """
    config = schema.config
    make_same(config, EXAMPLES)
    config.phases.update(phases=list(phases))
    config.checks.positive_data_acceptance.expected_statuses = accepted
    config.headers = headers


def make_same(config: Any, examples: int) -> None:
    """Have schemathesis make the same requests in each run, so many at random for each operation."""
    config.seed = 20260101
    config.generation.deterministic = True
    config.generation.max_examples = examples
    config.generation.database = "none"
    config.generation.no_shrink = True


def failures_of(schema: Any) -> tuple[list[str], int]:
    """What every check of schemathesis finds, with the request that shows it, and how many requests were made."""
    found, number = [], 0
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            number += len(event.recorder.cases)
            checks = [check for of_case in event.recorder.checks.values() for check in of_case]
            found += [shown(check.failure_info) for check in checks if check.status is Status.FAILURE]
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found.append("".join(traceback.format_exception(getattr(event, "value", None) or event.exception)))
    return found, number


def shown(found: Any) -> str:
    """A failure with the request that shows it."""
    return f"{found.failure.title}: {found.failure.message}\n{found.code_sample}"


def keep_one_of_a_kind(schema: Any) -> None:
    """Let a schema send only one edge of each kind: the first that is made."""
    seen = set()

    @schema.hook
    def filter_case(context: Any, case: Any) -> bool:
        kind = _kind(case)
        is_new = kind not in seen
        seen.add(kind)
        return is_new


def _kind(case: Any) -> tuple[Any, ...]:
    edge = case.meta.phase.data
    if not isinstance(edge, CoveragePhaseData):
        return (id(case),)
    return case.meta.generation.mode, edge.scenario, edge.parameter_location, case.media_type
