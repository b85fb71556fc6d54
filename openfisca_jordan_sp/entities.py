"""Persons, civil-registry families and dwellings.

The family is the unit of the National Aid Fund, of bread and fuel compensation
and of poor-family insurance; the household is the unit of meters, tenure and
poverty measurement. Families nest in households.
"""

from __future__ import annotations

from openfisca_core.entities import build_entity

Person = build_entity(
    key="person",
    plural="persons",
    label="Person · فرد",
    doc="A person who lives in Jordan.",
    is_person=True,
)

Family = build_entity(
    key="family",
    plural="families",
    label="Civil-registry family · أسرة (دفتر العائلة)",
    doc="The head of a civil-registry family, the head's spouses, their unmarried children and other dependants.",
    containing_entities=("household",),
    roles=[
        {"key": "head", "label": "Head of family · رب الأسرة", "max": 1},
        {"key": "spouse", "plural": "spouses", "label": "Spouse · زوج أو زوجة", "max": 4},
        {"key": "child", "plural": "children", "label": "Child · ابن أو ابنة"},
        {"key": "dependant", "plural": "dependants", "label": "Other dependant · معال آخر"},
    ],
)

Household = build_entity(
    key="household",
    plural="households",
    label="Dwelling household · أسرة معيشية",
    doc="The people who live and eat together in one dwelling: one family or several.",
    roles=[
        {"key": "reference_person", "label": "Reference person · الشخص المرجعي", "max": 1},
        {"key": "member", "plural": "members", "label": "Member · فرد في الأسرة المعيشية"},
    ],
)

ENTITIES = (Person, Household, Family)
