"""A difference as headings and nested lines."""

from __future__ import annotations

from collections.abc import Iterator

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.differences import Cause, Difference
from openfisca_jordan_sp.explain.telling import Section
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.explain.tree import Told


def difference_head(found: Difference) -> Iterator[Text]:
    """The result on both sides, and what the sides are."""
    values = {"before": found.before_shown, "after": found.after_shown}
    yield say("difference", label=found.label, name=found.name, **values)
    yield found.title
    yield say("before_is", title=found.before_title)
    yield say("after_is", title=found.after_title)
    yield from found.notes
    if not found.steps:
        yield say("no_difference")


def difference_sections(found: Difference) -> list[Section]:
    """What differs by itself, and the way from it to the result."""
    if not found.steps:
        return []
    causes = tuple(Told(_cause(cause)) for cause in found.causes)
    return [Section(say("what_differs"), causes), Section(say("why"), (_step(found, found.root, set()),))]


def _step(found: Difference, ident: str, told: set[str]) -> Told:
    step = found.steps[ident]
    text = say("step_differs", label=step.label, name=step.name, before=step.before_shown, after=step.after_shown)
    if ident in told:
        return Told(say("told_above", text=text))
    told.add(ident)
    causes = [Told(_cause(cause)) for cause in step.causes if cause.kind != "calendar"]
    return Told(text, parts=(*causes, *(_step(found, read, told) for read in step.reads)))


def _cause(cause: Cause) -> Text:
    return say(f"cause_{cause.kind}", text=cause.text, before=cause.before, after=cause.after)
