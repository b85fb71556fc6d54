"""Case families are read from files, checked as a whole, and have names in both languages."""

import pytest

from openfisca_jordan_sp.cases import case_from_data, cases, load_case
from openfisca_jordan_sp.errors import SituationError

ALONE = {"persons": {"woman": {"age": 70}}}


class TestACase:
    def test_is_found_by_its_id(self):
        assert load_case("day_wages_family_of_six").varies.variable == "wage"

    def test_has_the_name_of_its_file(self):
        assert all(load_case(name).id == name for name in cases())

    def test_may_be_a_plain_situation_of_a_file(self, tmp_path):
        file = tmp_path / "alone.yaml"
        file.write_text("persons: {woman: {age: 70}}", encoding="utf-8")
        case = load_case(file)
        assert (case.id, case.situation) == ("alone", ALONE)

    def test_may_be_json(self, tmp_path):
        file = tmp_path / "alone.json"
        file.write_text('{"persons": {"woman": {"age": 70}}}', encoding="utf-8")
        assert load_case(str(file)).situation == ALONE

    def test_names_its_units_in_both_languages_or_by_their_ids(self):
        case = case_from_data({"situation": ALONE, "names": {"woman": {"en": "Widow", "ar": "الأرملة"}}})
        assert case.name_of("woman").ar == "الأرملة"
        assert case.name_of("other").en == "other"


class TestAMistake:
    def test_in_a_name_is_told_with_the_nearest(self):
        with pytest.raises(SituationError, match="day_wages_family_of_six") as caught:
            load_case("day_wages_family_of_5")
        assert "day_wages_family_of_six" in caught.value.hint.ar

    @pytest.mark.parametrize(
        ("data", "path"),
        [
            ([], "file"),
            ({}, "situation"),
            ({"situation": {"persons": {}}}, "situation"),
            ({"situation": {**ALONE, "people": {}}}, "situation.people"),
            ({"situation": ALONE, "tittle": "x"}, "tittle"),
            ({"situation": ALONE, "varies": {"variable": "wage"}}, "varies"),
            ({"situation": ALONE, "varies": {"variable": "wage", "of": "woman", "from": 5, "to": 5}}, "varies"),
        ],
    )
    def test_in_the_form_is_told_with_its_place(self, data, path):
        with pytest.raises(SituationError, match=path.replace(".", r"\.")):
            case_from_data(data)

    def test_does_not_hide_another(self):
        with pytest.raises(SituationError) as caught:
            case_from_data({"tittle": "x", "situation": {}})
        assert len(caught.value.lines("ar")) == 2

    def test_in_the_yaml_is_one_line(self, tmp_path):
        file = tmp_path / "bad.yaml"
        file.write_text("persons: {", encoding="utf-8")
        with pytest.raises(SituationError, match="not readable YAML"):
            load_case(file)

    def test_of_a_file_that_is_no_text_is_told(self, tmp_path):
        file = tmp_path / "bad.yaml"
        file.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(SituationError, match="cannot be read"):
            load_case(file)
