"""A family of six of which no targeting score is known: the tests' own, whatever becomes of the case families."""

from openfisca_jordan_sp.cases import case_from_data

CHILDREN = {"daughter_15": ("female", 15), "son_12": ("male", 12), "daughter_8": ("female", 8), "son_3": ("male", 3)}
FATHER = {
    "sex": "male",
    "age": 38,
    "marital_status": "married",
    "employment_status": "employee",
    "employment_sector": "informal",
    "wage": 260,
}
CASE = case_from_data(
    {
        "id": "family_of_six",
        "title": {"en": "A family of six", "ar": "أسرة من ستة أفراد"},
        "period": "2026-01",
        "names": {"father": {"en": "Father", "ar": "الأب"}, "family": {"en": "The family", "ar": "الأسرة"}},
        "situation": {
            "persons": {
                "father": FATHER,
                "mother": {"sex": "female", "age": 34, "marital_status": "married"},
                **{name: {"sex": sex, "age": age} for name, (sex, age) in CHILDREN.items()},
            },
            "families": {"family": {"head": ["father"], "spouses": ["mother"], "children": list(CHILDREN)}},
            "households": {
                "home": {
                    "reference_person": ["father"],
                    "members": ["mother", *CHILDREN],
                    "tenure": "rented",
                    "governorate": "zarqa",
                    "electricity_consumption": 280,
                }
            },
        },
    }
)
