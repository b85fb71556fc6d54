"""A type of losing households in one sentence: the facts that tell it apart, then what most of them share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.hurt.facts import Fact
from openfisca_jordan_sp.hurt.losses import BoolArray, Losses
from openfisca_jordan_sp.hurt.types import Condition, LosingType
from openfisca_jordan_sp.measures.basis import FloatArray, IntArray
from openfisca_jordan_sp.populations.suppression import minimum_cell

#: Most of a type: the least share of its households, and by how much that exceeds the share among all households.
_MOST, _MORE_THAN_ALL = 0.75, 0.2
#: What most share is told of so many facts.
_TOLD = 3
#: What is true of nearly all of whom something told already is true says nothing new.
_IMPLIED = 0.95

EVERYBODY = Text("All households that lose", "جميع الأسر المعيشية الخاسرة")


@dataclass(frozen=True)
class Shared:
    """What most households of a type share, with its share among them and among all households."""

    condition: Condition
    of_type: float
    of_all: float


def describe(found: LosingType) -> Text:
    """Who is of a type, true of all of them: "Households headed by a woman, with children under 18"."""
    conditions = _needed(found.conditions)
    if not conditions:
        return EVERYBODY
    phrases = [condition.fact.phrase(holds=condition.holds) for condition in conditions]
    return Text(
        f"Households {', '.join(phrase.en for phrase in phrases)}",
        f"أسر معيشية {'، '.join(phrase.ar for phrase in phrases)}",
    )


def _needed(conditions: Sequence[Condition]) -> list[Condition]:
    """The conditions without those that follow from the others."""
    kept = list(conditions)
    for condition in conditions:
        others = [each for each in kept if each is not condition]
        if others and _mask(condition)[_all_of(others)].all():
            kept = others
    return kept


def _mask(condition: Condition) -> BoolArray:
    return condition.fact.holds if condition.holds else ~condition.fact.holds


def _all_of(conditions: Sequence[Condition]) -> BoolArray:
    """The households of the population of which all conditions are true."""
    mask: BoolArray = numpy.logical_and.reduce([_mask(condition) for condition in conditions])
    return mask


def mostly(found: LosingType, losses: Losses, facts: Sequence[Fact]) -> list[Shared]:
    """What most households of a type share and fewer others do, the most telling first; not what follows from it.

    What would tell of few households of a survey is left out.
    """
    rows, weight = losses.rows[found.rows], losses.basis.household_weight
    told: list[BoolArray] = [_all_of(found.conditions)] if found.conditions else []
    chosen: list[Shared] = []
    for shared in sorted(_candidates(rows, losses, facts), key=lambda each: each.of_all - each.of_type):
        mask = _mask(shared.condition)
        if len(chosen) < _TOLD and not any(_share(mask, weight * known) >= _IMPLIED for known in told):
            chosen.append(shared)
            told.append(mask)
    return chosen


def _candidates(rows: IntArray, losses: Losses, facts: Sequence[Fact]) -> Iterator[Shared]:
    weight = losses.basis.household_weight
    minimum = minimum_cell(losses.basis.population.manifest)
    for fact in facts:
        for holds in (True, False) if not fact.is_of_loss else ():
            mask = _mask(Condition(fact, holds))
            of_type, of_all = _share(mask[rows], weight[rows]), _share(mask, weight)
            is_telling = of_type >= _MOST and of_type - of_all >= _MORE_THAN_ALL
            if is_telling and not 0 < int((~mask[rows]).sum()) < minimum:
                yield Shared(Condition(fact, holds), of_type, of_all)


def _share(mask: BoolArray, weight: FloatArray) -> float:
    everybody = float(weight.sum())
    return float(weight @ mask) / everybody if everybody else 0.0


def told(shared: Sequence[Shared]) -> Text:
    """What most share as text: "with children under 18 (92%; all households: 54%)"."""
    phrases = [each.condition.fact.phrase(holds=each.condition.holds) for each in shared]
    shares = [(f"{each.of_type:.0%}", f"{each.of_all:.0%}") for each in shared]
    english = [
        f"{phrase.en} ({one}; all households: {all_})" for phrase, (one, all_) in zip(phrases, shares, strict=True)
    ]
    arabic = [
        f"{phrase.ar} ({one}، ومن جميع الأسر المعيشية {all_})"
        for phrase, (one, all_) in zip(phrases, shares, strict=True)
    ]
    return Text("; ".join(english), "؛ ".join(arabic))
