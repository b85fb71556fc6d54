"""Figures of the law as files: their addresses, and what is answered there."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from flask import g

from ... import law_state
from ..figures import FORMS
from .showing import to

Made = TypeVar("Made")

#: The forms of a figure, as rules of addresses name them.
ANY_FORM = f"<any({','.join(FORMS)}):form>"
#: Figures that a process keeps: drawing one takes longer than all the rest of its page.
_KEPT = 256


def addresses(endpoint: str, **parts: Any) -> dict[str, str]:
    """Where a figure stands in each form."""
    return {form: to(endpoint, form=form, **parts) for form in FORMS}


def once(make: Callable[[], Made], *names: str) -> Made:
    """A figure as it was made before of the same things, today and in this language: the law changes with the package.

    Args:
        make: makes it the first time; without addresses, which keep the day of each request.
        names: what it is of.
    """
    kept = _kept(g.page_language, str(law_state.law_date()), *names)
    if not kept:
        kept.append(make())
    made: Made = kept[0]
    return made


@lru_cache(maxsize=_KEPT)
def _kept(*names: str) -> list[Any]:
    del names
    return []
