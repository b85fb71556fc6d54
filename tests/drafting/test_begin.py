"""A bill begun: it loads, changes exactly what was asked, and overwrites nothing."""

import os

import pytest

from openfisca_jordan_sp.drafting.begin import Begun, begin, place_of, read_values
from openfisca_jordan_sp.drafting.differences import differences
from openfisca_jordan_sp.errors import InvalidReformError, JordanSPError, OutputError, PolicyError
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import load_reform
from openfisca_jordan_sp.writing import Writing

EN, AR = Writing(), Writing("ar")
MAXIMUM = "national_aid_fund.uct.benefit_maximum"
HOSTILE = 'A: "bill" # <script>alert(1)</script>\n- {x: [1}'


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("writing", [EN, AR])
@pytest.mark.parametrize(
    "settings",
    [
        ("uct.benefit_maximum=160",),
        (f"{MAXIMUM}=160.5", "uct.benefit_minimum=50", "shock_response.declared=yes"),
        ("health_insurance.refugees.rate_regime=civil_insured",),
        ("social_security_law.unemployment.schedule.month_1=70%",),
        ("social_security_law.early_retirement.cohort_date=2020-10-01",),
    ],
)
def test_a_bill_begun_loads_and_changes_exactly_what_was_asked(settings, writing):
    values = read_values(settings, "2026-06-01")
    begin(place_of("my_bill"), Begun(values), writing)
    found = differences(Policy(), Policy.of("my_bill.yaml"))
    assert {one.path: {one.since: one.after} for one in found.values} == values
    assert (found.rules, found.wording, found.programmes_added) == ((), (), ())


def test_titles_sources_and_status_are_kept_whatever_stands_in_them():
    values = read_values(["uct.benefit_maximum=160"], "2026-06-01")
    begin(place_of("my_bill"), Begun(values, HOSTILE, "عنوان: «#»", "bill", (HOSTILE, "ب")), EN)
    reform = load_reform("my_bill.yaml")
    assert (reform.title.en, reform.title.ar, reform.status) == (HOSTILE.strip(), "عنوان: «#»", "bill")
    assert [source["title"] for source in reform.source] == [HOSTILE, "ب"]


def test_without_titles_the_bill_is_named_by_what_it_changes():
    begin(place_of("my_bill"), Begun(read_values(["uct.benefit_maximum=160"], "2026-06-01")), EN)
    title = load_reform("my_bill.yaml").title
    assert title.en == "Highest monthly transfer: 160 dinars a month instead of 136"
    assert "160" in title.ar
    assert "136" in title.ar


def test_a_value_holds_from_january_or_from_the_beginning_of_its_instrument():
    assert read_values(["uct.benefit_maximum=160"]) == {MAXIMUM: {"2026-01-01": 160}}


@pytest.mark.parametrize("writing", [EN, AR])
def test_a_skeleton_has_the_form_of_a_reform_and_is_empty(writing):
    assert begin(place_of("my_bill"), Begun({}), writing) is None
    assert load_reform("my_bill.yaml").is_empty
    with pytest.raises(InvalidReformError) as error:
        Policy.of("my_bill.yaml")
    assert [problem.code for problem in error.value.problems] == ["empty"]


@pytest.mark.parametrize("writing", [EN, AR])
@pytest.mark.parametrize("settings", [(), ("uct.benefit_maximum=160",)])
def test_no_line_is_longer_than_yaml_of_the_law_may_be(settings, writing):
    begin(place_of("my_bill"), Begun(read_values(settings), "long " * 60, "طويل " * 60), writing)
    with open("my_bill.yaml", encoding="utf-8") as file:
        assert max(len(line.rstrip("\n")) for line in file) <= 140


def test_the_same_bill_is_the_same_bytes():
    values = read_values(["uct.benefit_maximum=160"])
    texts = []
    for name in ("one/my_bill", "two/my_bill"):
        os.mkdir(name.partition("/")[0])
        begin(place_of(name), Begun(values), AR)
        with open(f"{name}.yaml", "rb") as file:
            texts.append(file.read())
    assert texts[0] == texts[1]


@pytest.mark.parametrize("name", ["yes", "null", "off"])
def test_a_name_that_yaml_would_read_as_a_word_of_its_own_stays_a_name(name):
    begin(place_of(name), Begun({}), EN)
    assert load_reform(f"{name}.yaml").id == name


def test_a_file_that_is_there_is_never_overwritten(tmp_path):
    (tmp_path / "mine.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(PolicyError, match="there already"):
        place_of("mine")
    with pytest.raises(PolicyError, match="there already"):
        begin(tmp_path / "mine.yaml", Begun({}), EN)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("mine.yaml", "mine")]


@pytest.mark.parametrize("name", ["", "A bill", "9lives", "..", "مشروع", "uct_maximum_160", "my-bill"])
def test_what_is_no_name_or_is_taken_is_refused(name):
    with pytest.raises(PolicyError) as error:
        place_of(name)
    assert error.value.message.ar


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (["uct.benefit_maximun=160"], MAXIMUM),
        (["uct.benefit_maximum"], "path=value"),
        (["=160"], "path=value"),
        (["uct.benefit_maximum="], "path=value"),
        (["uct.benefit_maximum=many"], "number"),
        (["uct.benefit_maximum=150", f"{MAXIMUM}=160"], "twice"),
        (["shock_response.declared=perhaps"], "true or false"),
        (["labour_law=1"], "folder"),
    ],
)
def test_a_value_that_is_wrong_is_one_clear_error(settings, said):
    with pytest.raises(JordanSPError) as error:
        read_values(settings)
    assert said in str(error.value)
    assert len(error.value.lines("ar")) == 1


@pytest.mark.parametrize(
    ("value", "day", "code"), [(160, "1900-01-01", "before_instrument"), (99999, "2026-01-01", "out_of_range")]
)
def test_a_value_that_the_law_refuses_leaves_no_file(value, day, code, tmp_path):
    with pytest.raises(InvalidReformError) as error:
        begin(place_of("my_bill"), Begun({MAXIMUM: {day: value}}), EN)
    assert [problem.code for problem in error.value.problems] == [code]
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        begin(place_of("nowhere/my_bill"), Begun({}), EN)
    assert list(tmp_path.iterdir()) == []


def test_on_a_disk_without_links_the_file_is_written_all_the_same(monkeypatch, tmp_path):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    begin(place_of("my_bill"), Begun({}), EN)
    assert [path.name for path in tmp_path.iterdir()] == ["my_bill.yaml"]
    with pytest.raises(PolicyError, match="there already"):
        begin(tmp_path / "my_bill.yaml", Begun({}), EN)
