"""Donations where the Royal waiver is lifted, and tuition where one is set: no law in force does either."""

import numpy
import pytest
import yaml
from openfisca_core.simulations import SimulationBuilder

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.errors import UnsetParameterError

DONATION = "education_law.fees.donation"
NOT_WAIVED = {f"{DONATION}.is_waived": {"2026-01-01": False}}
PUBLIC = {"is_enrolled": {"2026-09": True}, "school_authority": {"2026-09": "public"}}


def pupil(grade, **other):
    """A pupil of a public school in September 2026."""
    return {**PUBLIC, "school_grade": {"2026-09": grade}, **other}


def computed(tmp_path, values, variable, *persons):
    """A variable of each person in September 2026 under a reform of the values."""
    reform = {"id": "trial", "title": {"en": "Trial", "ar": "تجربة"}, "status": "scenario", "values": values}
    path = tmp_path / "trial.yaml"
    path.write_text(yaml.safe_dump(reform, allow_unicode=True), encoding="utf-8")
    names = [f"p{number}" for number, _ in enumerate(persons)]
    situation = {
        "persons": dict(zip(names, persons, strict=True)),
        "families": {"family": {"head": names[:1], "dependants": names[1:]}},
        "households": {"home": {"reference_person": names[:1], "members": names[1:]}},
    }
    simulation = SimulationBuilder().build_from_entities(Policy.of(path).system, situation)
    return simulation.calculate(variable, "2026-09").tolist()


def test_without_the_waiver_jordanian_pupils_of_public_schools_owe_by_grade(tmp_path):
    owes = computed(
        tmp_path,
        NOT_WAIVED,
        "owes_school_donation",
        pupil(0),
        pupil(1),
        pupil(12),
        pupil(5, nationality={"2026-09": "syrian"}),
        pupil(5, school_authority={"2026-09": "private"}),
    )
    assert owes == [False, True, True, False, False]


def test_the_amount_follows_the_two_parts_of_basic_education(tmp_path):
    draft_of_2019 = {f"{DONATION}.grades_1_to_6": {"2026-01-01": 3}, f"{DONATION}.grades_7_to_10": {"2026-01-01": 4}}
    values = {**NOT_WAIVED, **draft_of_2019}
    assert computed(tmp_path, values, "school_donation_amount", pupil(5), pupil(6), pupil(7), pupil(10)) == [3, 3, 4, 4]


def test_the_donation_of_secondary_grades_is_needed_only_where_a_pupil_owes_it(tmp_path):
    with pytest.raises(UnsetParameterError, match=r"donation\.secondary"):
        computed(tmp_path, NOT_WAIVED, "school_donation_amount", pupil(11))
    assert computed(tmp_path, NOT_WAIVED, "school_donation_amount", pupil(5)) == [5]


def test_a_tuition_is_due_once_from_jordanians_in_public_schools(tmp_path):
    values = {"education_law.fees.jordanian_tuition": {"2026-01-01": 12}}
    foreign = pupil(5, nationality={"2026-09": "syrian"})
    tuition = computed(tmp_path, values, "jordanian_tuition_amount", pupil(5), foreign)
    assert numpy.array_equal(tuition, [12, 0])
