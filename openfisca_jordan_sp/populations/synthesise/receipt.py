"""The National Aid Fund's layer of data: the illustrative score, who receives, who applied.

Receipt and take-up are facts of a registry, seeded here and never drawn in a
rule. The score is not the Fund's: no weight of its formula was published.
"""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.populations.synthesise.frame import Frame
from openfisca_jordan_sp.populations.synthesise.margins import CHILD_BELOW

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]


def add_receipt(frame: Frame) -> None:
    """Set the score, receipt of recurring aid and the three claims."""
    frame.families["naf_targeting_score_illustrative"] = _score(frame)
    receives = _recurring(frame)
    frame.families["receives_recurring_aid_last_month"] = receives
    frame.families["claims_recurring_aid"] = receives.copy()
    _claims(frame, receives)


def _citizen_headed(frame: Frame) -> Mask:
    return frame.is_("nationality", "jordanian")[frame.head]


def _score(frame: Frame) -> FloatArray:
    """Consumption a head with error, on the scale of the Fund's own line; NaN for families of non-citizens.

    The Fund's 2020 assessment found below its line about as many persons as the
    survey of 2017/18 found below the national line: one line stands for the other.
    """
    targets = frame.targets
    line = targets["poverty.line"] * targets["prices.uprating_2018_to_2025"]
    per_head = frame.households["consumption_before_benefits"] / frame.household_size
    error = targets["naf.score_error"] * frame.draws.normal("score_error", "families")
    score = per_head[frame.families["household_id"]] * numpy.exp(error) * (targets["naf.line_of_the_score"] / line)
    return numpy.where(_citizen_headed(frame), numpy.round(score, 2), numpy.nan)


def _in_category(frame: Frame) -> Mask:
    """Orphans, a widowed, deserted or divorced woman, an elderly or a severely disabled head."""
    head = frame.head
    unsupported = frame.is_("marital_status", "widowed", "deserted", "divorced") & frame.is_("sex", "female")
    elderly = frame.age >= frame.targets["naf.elderly_age"]
    severe = frame.is_("disability_severity", "severe")
    orphans = frame.family_any(~frame.persons["is_father_alive"] & (frame.age < CHILD_BELOW))
    return numpy.asarray((unsupported | elderly | severe)[head] | orphans)


def _recurring(frame: Frame) -> Mask:
    """The published stock of families, poorer ones first, with the published share of one-person families."""
    targets, persons = frame.targets, frame.persons
    incomes = ("wage", "other_earnings", "pension", "rent_income")
    income = frame.family_sum(numpy.sum([persons[name] for name in incomes], axis=0)) / frame.family_size
    candidate = (
        _citizen_headed(frame)
        & _in_category(frame)
        & (income < targets["naf.recurring_income_limit"])
        & ~frame.families["owns_real_estate_beside_dwelling"]
    )
    poverty = -frame.targets["naf.recurring_poorer_first"] * numpy.log(
        numpy.nan_to_num(_score(frame), nan=1.0).clip(min=1.0)
    )
    score = poverty + frame.draws.normal("recurring_aid", "families")
    families, alone = targets["naf.recurring_families"], frame.family_size == 1
    share = targets["naf.recurring_one_person_share"]
    chosen = _select_number(frame, "alone", score, families * share, candidate & alone)
    left = families - _weight_of(frame, chosen)
    chosen |= _select_number(frame, "of several", score, left, candidate & ~alone)
    # A group too small for its share leaves the rest to the other.
    left = families - _weight_of(frame, chosen)
    chosen |= _select_number(frame, "the rest", score, left, candidate & ~chosen)
    return chosen


def _weight_of(frame: Frame, families: Mask) -> float:
    return float(frame.weight("families")[families].sum())


def _select_number(frame: Frame, kind: str, score: FloatArray, number: float, among: Mask) -> Mask:
    total = _weight_of(frame, among)
    rate = min(max(number, 0.0) / total, 1.0) if total else 0.0
    # Less than half of one family more is not a family.
    if rate * total < float(frame.weight("families").max()) / 2:
        rate = 0.0
    return frame.select(f"recurring_aid {kind}", score, "families", rate, among)


def _claims(frame: Frame, receives: Mask) -> None:
    disabled = frame.persons["disability_severity"] != code("disability_severity", "none")
    frame.persons["claims_disability_care"] = disabled & receives[frame.persons["family_id"]]
    noise = frame.draws.normal("cash_transfer_claim", "families")
    take_up = frame.targets["naf.cash_transfer_take_up"]
    may_claim = _citizen_headed(frame) & ~receives
    claims = frame.select("cash_transfer_claim", noise, "families", take_up, may_claim)
    frame.families["claims_cash_transfer"] = claims
