"""The branches of a choice: `where` and `select`."""

from __future__ import annotations

from openfisca_jordan_sp.explain.steps import Step


def branches(step: Step) -> list[tuple[Step | None, Step]]:
    """The conditions of a choice with what is taken under each; the last one is taken under none."""
    parts = step.parts
    if step.term.name == "where":
        return [(parts[0], parts[1]), (None, parts[2])]
    conditions, branches = parts[0].parts, parts[1].parts
    pairs: list[tuple[Step | None, Step]] = list(zip(conditions, branches, strict=True))
    return [*pairs, (None, parts[2])] if len(parts) > 2 else pairs  # noqa: PLR2004 - conditions, branches, default


def chosen_branch(step: Step) -> tuple[list[Step], Step | None]:
    """The conditions of a choice up to the one that holds, and the branch taken; None where that is not known."""
    asked: list[Step] = []
    for condition, branch in branches(step):
        if condition is None:
            return asked, branch
        asked.append(condition)
        if condition.holds is None:
            return asked, None
        if condition.holds:
            return asked, branch
    return asked, None
