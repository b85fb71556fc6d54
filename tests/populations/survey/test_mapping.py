"""Mappings: mistakes in them, and what each field does to a column."""

import numpy
import pytest
import yaml

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.survey import SurveyError, import_survey, load_mapping, shipped
from openfisca_jordan_sp.populations.survey.fields import normal
from tests.populations.survey.files import some_heis, write, write_heis


def problems(changes):
    with pytest.raises(SurveyError) as caught:
        load_mapping("erf_heis", changes=changes)
    for problem in caught.value.problems:
        assert problem.message.ar
    return [(problem.path, problem.message.en + problem.hint.en) for problem in caught.value.problems]


COLUMN = "tables.persons.columns"


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"version": 2}, "version", "Version 2"),
        ({"version": None}, "version", "missing"),
        ({"title": "HEIS"}, "title", "mapping"),
        ({"title": {"en": "HEIS"}}, "title", "`en` and `ar`"),
        ({"base_date": "soon"}, "base_date", "date"),
        ({"minimum_cell": 0}, "minimum_cell", "1 or more"),
        ({"maximum_missing": 2}, "maximum_missing", "0 to 1"),
        ({"tabels": {}}, "tabels", "Did you mean tables?"),
        ({"caveats": ["x"]}, "caveats[0]", "mapping"),
        ({"tables.persons.file": "people.doc"}, "tables.persons.format", "ending"),
        ({"tables.persons.file": None}, "tables.persons.file", "missing"),
        ({"tables.persons.encoding": "latin-1"}, "tables.persons.encoding", "cp1256"),
        ({"tables.persons.person": None}, "tables.persons.person", "identifier"),
        ({f"{COLUMN}.sexe": {"from": "SEX"}}, f"{COLUMN}.sexe", "Nearest: sex"),
        ({f"{COLUMN}.person_id": {"from": "ID"}}, f"{COLUMN}.person_id", "no column"),
        ({f"{COLUMN}.sex": {}}, f"{COLUMN}.sex", "exactly one"),
        ({f"{COLUMN}.sex.constant": "male"}, f"{COLUMN}.sex", "exactly one"),
        ({f"{COLUMN}.sex.map": {1: "man"}}, f"{COLUMN}.sex.map.1", "Known: male, female"),
        ({f"{COLUMN}.pension.constant": "a lot"}, f"{COLUMN}.pension.constant", "a number"),
        ({f"{COLUMN}.is_enrolled": {"constant": 3}}, f"{COLUMN}.is_enrolled.constant", "true or false"),
        ({f"{COLUMN}.birth_date": {"constant": 1990}}, f"{COLUMN}.birth_date.constant", "a date"),
        ({f"{COLUMN}.wage.unit": "dollar"}, f"{COLUMN}.wage.unit", "fils"),
        ({f"{COLUMN}.wage.period": "decade"}, f"{COLUMN}.wage.period", "week"),
        ({f"{COLUMN}.wage.divide_by": 0}, f"{COLUMN}.wage.divide_by", "0"),
        ({f"{COLUMN}.wage.confidence": "sure"}, f"{COLUMN}.wage.confidence", "assumed"),
        ({f"{COLUMN}.wage.form": "EMPINC"}, f"{COLUMN}.wage.form", "Did you mean from?"),
        ({f"{COLUMN}.wage": {"derive": "eval('1')"}}, f"{COLUMN}.wage.derive", "not allowed"),
        ({f"{COLUMN}.wage": {"derive": "salary * 2"}}, f"{COLUMN}.wage", "'salary'"),
        ({f"{COLUMN}.wage": {"derive": "household.rent"}}, f"{COLUMN}.wage", "'household.rent'"),
        ({f"{COLUMN}.wage": {"rank_match": {"by": "age", "mean": 1, "spread": 1}}}, "rank_match", "Only households"),
        ({"tables.families.columns.number_of_cars": {"from": "CARS"}}, "number_of_cars", "no file"),
        ({"tables.persons.helpers.sex": {"from": "SEX"}}, "helpers.sex", "not a helper"),
        ({"tables.persons.keep": {"column": "X"}}, "keep.values", "missing"),
        ({"lines": {"own": "x", "mother": "y", "father": "age_in_file"}}, "lines.own", "'x'"),
        ({"checks.all": {"of": "persons", "target": 1}}, "checks.all", "weighted_sum"),
        ({"checks.all": {"weighted_sum": 1, "of": "cats", "target": 1}}, "checks.all.of", "families"),
        ({"checks.all": {"weighted_sum": "ages", "of": "persons", "target": 1}}, "checks.all", "'ages'"),
        ({"checks.all": {"weighted_sum": 1, "of": "persons"}}, "checks.all.target", "other than 0"),
    ],
)
def test_a_mistake_in_a_mapping_is_told_where_it_is(changes, path, words):
    assert any(path in where and words in said for where, said in problems(changes)), problems(changes)


def test_columns_without_a_rule_are_listed_and_nothing_is_assumed_in_silence():
    content = yaml.safe_load(shipped()["erf_heis"].read_text(encoding="utf-8"))["tables"]["persons"]["columns"]
    left = {name: rule for name, rule in content.items() if name not in ("pension", "is_enrolled", "school_authority")}
    ((path, said),) = problems({"tables.persons.columns": left})
    assert path.endswith("tables.persons.columns")
    assert "is_enrolled, school_authority, pension" in said
    assert "constant" in said


def test_all_mistakes_of_a_mapping_are_told_at_once():
    assert len(problems({"version": 3, "base_date": "x", f"{COLUMN}.sex.map": {1: "man", 2: "woman"}})) == 4


@pytest.mark.parametrize("text", ["{", "- a\n- b", "name: [", "\udcff"])
def test_a_file_that_is_no_mapping_is_told(text, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(PopulationError) as caught:
        load_mapping(path)
    assert caught.value.path == str(path)


def test_a_mapping_that_is_not_there_is_told_with_those_of_the_package():
    with pytest.raises(PopulationError) as caught:
        load_mapping("nothing")
    assert "dhs_recode, erf_heis" in caught.value.hint.en


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        (1.0, "1"),
        ("01", "1"),
        (" 1.00 ", "1"),
        ("-7", "-7"),
        (1.5, "1.5"),
        (1e17, "100000000000000000"),
        ("0", "0"),
        ("10", "10"),
        (100.0, "100"),
        ("", ""),
        (None, ""),
        (numpy.nan, ""),
        (True, "true"),
        (" عمّان ", "عمّان"),
        ("1.2.0", "1.2.0"),
    ],
)
def test_codes_are_the_same_however_they_are_written(value, text):
    assert normal(value) == text


# ── what the fields do ──


SPENT = "tables.households.columns.consumption_before_benefits"


@pytest.mark.parametrize(
    ("fields", "factor"),
    [
        ({}, 1),
        ({"period": "year"}, 1 / 12),
        ({"period": "quarter"}, 1 / 3),
        ({"period": "week"}, 365.25 / 7 / 12),
        ({"period": "day"}, 365.25 / 12),
        ({"unit": "fils"}, 1 / 1000),
        ({"unit": "thousand_jod", "period": "year"}, 1000 / 12),
        ({"divide_by": 4, "multiply_by": 2}, 1 / 2),
    ],
)
def test_units_and_periods_become_dinars_a_month(fields, factor, imported):
    made = imported({SPENT: {"from": "TOTEXP", **fields}}, {"TOTEXP": 1200.0})
    assert made.households["consumption_before_benefits"] == pytest.approx(1200 * factor)


def test_missing_codes_take_the_default(imported):
    rule = {"from": "TOTEXP", "missing": [99], "default": 7, "maximum_missing": 1}
    made = imported({SPENT: rule}, {"TOTEXP": 99.0})
    assert (made.households["consumption_before_benefits"] == 7).all()


def test_birth_dates_are_read_as_dates_or_as_text_or_made_of_years(imported):
    rule = {"from": "BORN", "date_format": "%d/%m/%Y"}
    made = imported({f"{COLUMN}.birth_date": rule}, persons={"BORN": "05/03/1980"})
    assert set(made.persons["birth_date"].astype(str)) == {"1980-03-05"}


def test_years_of_birth_can_be_derived(imported):
    changes = {
        f"{COLUMN}.birth_date": {"derive": "birth_from_year(year)"},
        "tables.persons.helpers.year": {"from": "Y"},
    }
    made = imported(changes, persons={"Y": 1980})
    assert set(made.persons["birth_date"].astype(str)) == {"1980-07-01"}


def test_columns_that_a_population_may_lack_can_be_filled(imported):
    made = imported({f"{COLUMN}.weekly_work_hours": {"derive": "where(wage > 0, 48, 0)"}})
    assert ((made.persons["weekly_work_hours"] == 48) == (made.persons["wage"] > 0)).all()


def test_only_the_rows_asked_for_are_kept(imported):
    changes = {"tables.persons.keep": {"column": "LIVES", "values": [1]}}
    made = imported(changes, persons={"LIVES": lambda persons: (persons["RELHD"] < 9).astype(int)})
    everybody = imported({})
    assert made.person_count == int((everybody.persons["relationship_to_reference_person"] < 8).sum())


def test_an_enum_that_is_derived_must_give_members_of_it(imported):
    with pytest.raises(SurveyError, match="does not give values"):
        imported({f"{COLUMN}.sex": {"derive": "where(age_in_file > 3, 'man', 'male')"}})


def test_a_column_derived_from_itself_is_told(imported):
    changes = {
        f"{COLUMN}.pension": {"derive": "rent_income + 1"},
        f"{COLUMN}.rent_income": {"derive": "pension + 1"},
    }
    with pytest.raises(SurveyError, match="pension → rent_income → pension"):
        imported(changes)


def test_what_decides_the_families_cannot_follow_from_them(imported):
    with pytest.raises(SurveyError, match="decides the families"):
        imported({f"{COLUMN}.marital_status": {"derive": "where(family_count(age > 0) > 1, 'married', 'divorced')"}})


def test_a_derived_value_that_is_missing_or_out_of_range_is_told(imported):
    with pytest.raises(SurveyError) as caught:
        imported({f"{COLUMN}.pension": {"derive": "0 / wage"}, f"{COLUMN}.rent_income": {"derive": "0 - 1 - wage"}})
    assert {problem.code for problem in caught.value.problems} == {"no_value", "out_of_range"}


@pytest.fixture
def with_families(tmp_path):
    """A survey with families of its own: two in the first household, one in each other."""

    def make(change=lambda persons: None, *, file=True, first=0):
        households, persons = some_heis(50)
        persons["FAM"] = 1
        persons["ROLE"] = numpy.where(persons["RELHD"] == 1, "head", "dependant")
        second = persons.index[(persons["CASESER"] == 1001) & (persons["PNUM"] == 2)]
        persons.loc[second, ["FAM", "ROLE"]] = [2, "head"]
        families = persons[["CASESER", "FAM"]].drop_duplicates().assign(CARS=lambda rows: rows["FAM"])
        change(persons)
        write_heis(tmp_path, households, persons)
        write(families.iloc[first:][::-1], tmp_path / "families.dta")
        changes = {"tables.persons.family": ["FAM"], f"{COLUMN}.family_role": {"from": "ROLE"}}
        if file:
            changes |= {
                "tables.families.file": "families.dta",
                "tables.families.household": ["CASESER"],
                "tables.families.family": ["FAM"],
                "tables.families.columns.number_of_cars": {"from": "CARS"},
            }
        return import_survey("erf_heis", data=tmp_path, changes=changes).population

    return make


@pytest.mark.parametrize("file", [True, False])
def test_a_survey_may_have_families_of_its_own(file, with_families):
    made = with_families(file=file)
    assert made.family_count == 51
    assert made.families["household_id"][:3].tolist() == [0, 0, 1]
    assert made.families["number_of_cars"][:3].tolist() == ([1, 2, 1] if file else [0, 0, 0])
    assert "derived from the relationship" not in str(made.manifest["caveats"])


def test_a_family_of_the_survey_needs_one_head_and_a_row(with_families):
    def change(persons):
        persons.loc[persons.index[0], "ROLE"] = "dependant"

    with pytest.raises(SurveyError, match="exactly one head"):
        with_families(change)
    with pytest.raises(SurveyError, match="No row of families"):
        with_families(first=1)
