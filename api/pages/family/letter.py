"""The model of a decision on a family: granted or refused, why, on which facts, in Arabic and to be printed.

What decides stands first; the whole computing follows as an annex on pages of its own. It is headed as what it is:
computed by the law as it is encoded here, and no decision of anybody. Name and signature are left blank, and what a
family can do against it is told only where the law that is encoded has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from flask import g, render_template
from markupsafe import Markup

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain import Explanation
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.law.register import provisions_with
from openfisca_jordan_sp.report.texts import Texts

from ...law_state import parameters_digest
from ..asking import ask
from .described import Family
from .explanation import Told, explained, told, whose
from .grounds import Basis, Ground, Value, amount_of, every_basis, facts_of, grounds_of
from .looked import ASKED, Looked
from .results import LAW, Row

LANGUAGE = "ar"
#: Levels of the reasons that a letter tells: the page of the explanation has all.
_DEPTH = 4
#: Whether a family may file a grievance, as the law encodes it, and what the register says of its deadline.
_GRIEVANCE = "naf_grievance_open"
_FUND = "national_aid_fund"


@dataclass(frozen=True)
class Decision:
    """On one programme.

    Attributes:
        label: of the programme.
        whose: the member whose it is; None of the family.
        amount: JOD in the month; None where a value of the law is missing.
        grounds: the conditions that decided.
        computed: how the amount was found, in words.
        values: of the law in the amount.
        reasons: the whole explanation.
        basis: all provisions on which it rests.
        explanation: as it was computed.
    """

    label: Text
    whose: Text | None
    amount: float | None
    grounds: Sequence[Ground]
    computed: Sequence[Text]
    values: Sequence[Value]
    reasons: Told
    basis: Sequence[Basis]
    explanation: Explanation

    @property
    def is_granted(self) -> bool:
        """Whether anything is paid."""
        return self.amount is not None and round(self.amount, 3) > 0

    @property
    def lacking(self) -> tuple[bool, int]:
        """How much stands in the way of a refused one: what is proven to suffice first, by how much it is."""
        return not self.explanation.is_proven, len(self.explanation.needed)


@dataclass(frozen=True)
class Grievance:
    """What a family can do: the rule, where it was read, and whether its deadline is known."""

    label: Text
    references: Sequence[Text]


def letter_of(looked: Looked, under: str) -> Markup:
    """The letter as a part of a page.

    Args:
        looked: a sound family.
        under: the id of a policy; the law in force where it is empty or none of those chosen.

    Raises:
        JordanSPError: what an operation refuses.
    """
    results = looked.results
    assert results is not None
    policy = under if under in results.titles else LAW
    with _in_arabic():
        decisions = [one for row in results.rows for one in _decisions(looked, row, policy)]
        stated, assumed = facts_of([one.explanation for one in decisions])
        shown = render_template(
            "family/letter_text.html",
            texts=Texts(LANGUAGE),
            decisions=decisions,
            stated=stated,
            assumed=assumed,
            policy=results.titles[policy],
            family=looked.family,
            law_date=results.law_date,
            package=version("openfisca-jordan-sp"),
            digest=parameters_digest(),
            request_id=results.request_id,
            grievance=_grievance(looked.family, policy),
            not_verified=len(results.not_verified),
            is_law=policy == LAW,
        )
    return Markup(shown)  # noqa: S704 - rendered by a template that escapes


@contextmanager
def _in_arabic() -> Iterator[None]:
    """The letter is in Arabic whatever the page around it is in."""
    before, g.language = g.language, LANGUAGE
    try:
        yield
    finally:
        g.language = before


def _decisions(looked: Looked, row: Row, policy: str) -> Iterator[Decision]:
    """The decision on a programme; of one granted to persons, on each who gets it, else on whoever lacks least."""
    amount = next(one.month for one in row.amounts if one.policy == policy)
    units = whose(looked, row.variable)
    if not units:
        yield _decision(looked.family, row, policy, "", amount)
        return
    found = [_decision(looked.family, row, policy, unit, None) for unit in units]
    yield from [one for one in found if one.is_granted] or [min(found, key=lambda one: one.lacking)]


def _decision(family: Family, row: Row, policy: str, unit: str, amount: float | None) -> Decision:
    explanation: Explanation = explained(family, row.variable, policy, unit, LANGUAGE).result
    value = explanation.result.value
    computed, values = amount_of(explanation)
    return Decision(
        label=row.label,
        whose=family.names[unit] if unit else None,
        amount=amount if not unit else float(value) if isinstance(value, int | float) else None,
        grounds=grounds_of(explanation),
        computed=computed,
        values=values,
        reasons=_reasons(explanation),
        basis=every_basis(explanation),
        explanation=explanation,
    )


def _reasons(explanation: Explanation) -> Told:
    """Why, what is in the way of a refused programme, the values of the law, and the facts that nobody told."""
    found = told(explanation, _DEPTH)
    is_refused = explanation.outcome in ("met", "paid")
    left_out = [] if is_refused else [say("holds_it_up"), say("in_the_way_unproven")]
    kept = [(title, section) for title, section in found.sections if section.title not in left_out]
    return Told(found.headline, found.introduction, kept, found.writing)


def _grievance(family: Family, policy: str) -> Grievance | None:
    """What the family can do by the law as it is encoded; None where that has nothing for it."""
    body: dict[str, Any] = {
        "families": {ASKED: family.situation(family.called(LANGUAGE))},
        "period": family.period,
        "outputs": [_GRIEVANCE],
        **({"policies": [policy]} if policy else {}),
    }
    item: Mapping[str, Any] = ask("compare", body=body).body["families"][ASKED]["items"][0]
    amount = next(iter(item["policies"].values()))["reform"] if policy else item["baseline"]
    if not amount["month"]:
        return None
    told_in = [one.title for folder, one in provisions_with(_GRIEVANCE) if folder == _FUND]
    return Grievance(Text(**item["label"]), told_in)
