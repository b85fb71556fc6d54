"""Checks of the days from which a bill holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from openfisca_jordan_sp.drafting.checks.bill import Bill
from openfisca_jordan_sp.drafting.checks.findings import ERROR, FILE, LAW, WARNING, Check, Spot
from openfisca_jordan_sp.errors import Text

#: A bill that holds so long before it was published is retroactive, or its year is a slip.
_LONG_BEFORE_DAYS = 183
#: A provision whose first day lies so far ahead of the bill is hardly meant; a phase-in may end later.
_FAR_YEARS, _FAR_STEP_YEARS = 10, 40


def unordered(bill: Bill) -> Iterator[Spot]:
    """The days of a parameter that are not written in their order: mostly one of them is a slip."""
    for path, dated in bill.reform.values.items():
        for before, day in pairwise(dated):
            if day < before:
                message = Text(f"is written after {before}, which is later.", f"مكتوب بعد {before} وهو أسبق منه.")
                hint = Text("Write the days in their order; check the year.", "اكتب التواريخ بترتيبها وتحقق من السنة.")
                yield Spot(f"{path}[{day}]", message, hint)


def long_before_source(bill: Bill) -> Iterator[Spot]:
    """The days of a bill or proposal that lie long before the first of its sources was published."""
    published = sorted(bill.published())
    if bill.reform.status == "scenario" or not published:
        return
    for path, dated in bill.values.items():
        first = min(dated, default="")
        if first and (published[0] - _day(first)).days > _LONG_BEFORE_DAYS:
            message = Text(
                f"holds long before the bill was published ({published[0]}).",
                f"يسري قبل نشر المشروع ({published[0]}) بمدة طويلة.",
            )
            hint = Text(
                "Check the year; where it is meant, say in the text that it is retroactive.",
                "تحقق من السنة، وإن كان مقصودا فلينص المشروع على الأثر الرجعي.",
            )
            yield Spot(f"{path}[{first}]", message, hint)


def far_ahead(bill: Bill) -> Iterator[Spot]:
    """The first day of a parameter many years after the bill, or a step of a phase-in decades after it."""
    published = sorted(bill.published())
    if not published:
        return
    last = published[-1].year
    for path, dated in bill.values.items():
        for day in dated:
            years = _day(day).year - last
            if years > (_FAR_YEARS if day == min(dated) else _FAR_STEP_YEARS):
                message = Text(
                    f"begins {years} years after the bill was published ({last}).",
                    f"يبدأ بعد {years} سنة من نشر المشروع ({last}).",
                )
                hint = Text("Check the year.", "تحقق من السنة.")
                yield Spot(f"{path}[{day}]", message, hint)


def _day(text: str) -> date:
    return date.fromisoformat(text)


CHECKS = (
    Check("dates_out_of_order", ERROR, unordered, FILE),
    Check("long_before_source", WARNING, long_before_source, LAW),
    Check("far_ahead", WARNING, far_ahead, LAW),
)
