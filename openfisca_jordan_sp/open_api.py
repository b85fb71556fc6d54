"""What OpenFisca's Web API shows as examples of this law (core's `open_api_config`): a made-up family."""

from __future__ import annotations

from typing import Any

#: A family of four in one month; null asks for a result.
_SITUATION: dict[str, Any] = {
    "persons": {
        "father": {
            "sex": {"ETERNITY": "male"},
            "age": {"2026-01": 40},
            "marital_status": {"2026-01": "married"},
            "employment_status": {"2026-01": "employee"},
            "employment_sector": {"2026-01": "informal"},
            "wage": {"2026-01": 250},
        },
        "mother": {
            "sex": {"ETERNITY": "female"},
            "age": {"2026-01": 36},
            "marital_status": {"2026-01": "married"},
        },
        "son": {"sex": {"ETERNITY": "male"}, "age": {"2026-01": 9}, "is_child": {"2026-01": None}},
        "daughter": {"sex": {"ETERNITY": "female"}, "age": {"2026-01": 5}},
    },
    "families": {
        "family": {
            "head": ["father"],
            "spouses": ["mother"],
            "children": ["son", "daughter"],
            "poor_family_card_entitled": {"2026-01": None},
            "family_disposable_income": {"2026-01": None},
        }
    },
    "households": {
        "home": {
            "reference_person": ["father"],
            "members": ["mother", "son", "daughter"],
            "tenure": {"2026-01": "rented"},
            "household_disposable_income": {"2026-01": None},
        }
    },
}

EXAMPLES: dict[str, Any] = {
    "parameter_example": "national_aid_fund.uct.benefit_maximum",
    "variable_example": "uct_amount",
    "simulation_example": _SITUATION,
}
