"""A family: what it is asked, what it is entitled to under each policy and why, and a decision to be printed.

    state.py      what an address says: where the family starts from, what differs, what is asked
    members.py    who is in the family
    described.py  the family that a state describes, as the operations of `/v1` take it; mistakes at their fields
    fields.py     one fact as a field of the form
    questions.py  which facts are asked, and which have dropped out
    results.py    what the family gets, pays and is left with
    card.py       its chart: what each policy gives, by programme
    varied.py     the same along an input
    letter.py     the model of a decision
    grounds.py    the conditions that decided it, with articles, values and sources
    views.py      the addresses

No name and no number of a person is ever asked for: members are called by their place in the family.
"""

from __future__ import annotations

from . import views

__all__ = ["views"]
