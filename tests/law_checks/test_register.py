"""The register: every instrument has its entry, and the page of coverage is what the data say."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from openfisca_jordan_sp.errors import LawFileError, Text, UnknownNameError
from openfisca_jordan_sp.law import audit, catalogue
from openfisca_jordan_sp.law.acts import Act, InForce, instrument_from_data
from openfisca_jordan_sp.law.catalogue import instruments
from openfisca_jordan_sp.law.coverage_page import coverage_markdown
from openfisca_jordan_sp.law.register import (
    STATUSES,
    Coverage,
    Provision,
    article_of,
    coverage_of,
    instrument_faults,
    nearest_instruments,
    provisions_from_data,
    provisions_with,
    register,
)
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.system import law_in_force

PAGE = Path(__file__).parents[2] / "docs" / "coverage.md"
ENTRY = {
    "number": "1/2000",
    "title": {"en": "Some Law", "ar": "قانون ما"},
    "kind": "law",
    "pillars": ["karama"],
    "since": date(2000, 1, 1),
    "in_force_from": {"date": None, "confidence": "missing", "note": {"en": "Not found", "ar": "غير معروف"}},
    "gazette": None,
    "replaces": None,
    "sources": [],
    "note": None,
    "related": [],
}
PROVISION = {"provision": {"en": "Right", "ar": "حق"}, "article": "2", "status": "modelled", "variables": ["is_child"]}


@pytest.fixture
def some_law(monkeypatch):
    """A register of one instrument; the catalogue is cached, so its readers are replaced."""

    def written(*provisions):
        law = instrument_from_data("some_law", ENTRY)
        monkeypatch.setattr("openfisca_jordan_sp.law.register.instruments", lambda: {"some_law": law})
        monkeypatch.setattr("openfisca_jordan_sp.law.register.coverage", lambda: {"some_law": list(provisions)})

    return written


class TestInstruments:
    def test_of_the_law_are_in_the_agreed_form(self):
        assert instrument_faults(instruments()) == []

    def test_have_one_file_each_and_keep_their_folder_title_and_first_date(self):
        law = instruments()["child_rights_law"]
        assert (law.folder, law.title.en, law.since) == (
            "child_rights_law",
            "Child Rights Law 17/2022",
            date(1991, 1, 1),
        )
        assert law.act.in_force == InForce(date(2023, 1, 12), "verified", law.act.in_force.note)

    def test_know_the_gazette_where_a_source_gives_it(self):
        nurseries = instruments()["social_development_law"].related[0]
        assert (nurseries.number, nurseries.gazette.number, nurseries.gazette.page) == ("6/2024", "5909", "1004")

    @pytest.mark.parametrize("field", list(ENTRY))
    def test_without_a_field_are_refused_by_the_name_of_file_and_field(self, field):
        with pytest.raises(LawFileError) as error:
            instrument_from_data("some_law", {key: value for key, value in ENTRY.items() if key != field})
        assert "instruments/some_law.yaml" in str(error.value)
        assert field in str(error.value)

    @pytest.mark.parametrize("data", [{**ENTRY, "since": "long ago"}, {**ENTRY, "title": None}, None, []])
    def test_out_of_form_are_refused(self, data):
        with pytest.raises(LawFileError):
            instrument_from_data("some_law", data)

    @pytest.mark.parametrize(
        ("act", "fault"),
        [
            (Act(Text("A", "أ"), kind="rumour"), "kind 'rumour'"),
            (Act(Text("A", "أ"), in_force=InForce(None, "sure")), "confidence 'sure'"),
            (Act(Text("A", "أ"), in_force=InForce(date(2020, 1, 1), "missing")), "a day is missing exactly"),
            (Act(Text("A", "أ"), in_force=InForce(None, "missing")), "no note on the day"),
            (Act(Text("A", "أ"), in_force=InForce(date(2020, 1, 1), "verified")), "no source"),
        ],
    )
    def test_with_an_act_out_of_form_are_found(self, act, fault):
        law = replace(instrument_from_data("some_law", ENTRY), act=act)
        assert any(fault in line for line in instrument_faults({"some_law": law}))

    def test_of_an_unknown_pillar_are_found(self):
        law = replace(instrument_from_data("some_law", ENTRY), pillars=("sadaqa",))
        assert instrument_faults({"some_law": law}) == ["some_law: pillar 'sadaqa'"]


class TestCoverage:
    def test_holds_every_instrument_once(self):
        assert [one.instrument.folder for one in register()] == list(instruments())

    def test_counts_each_provision_in_one_state(self):
        assert all(sum(one.count(status) for status in STATUSES) == len(one.provisions) for one in register())

    def test_of_an_instrument_without_a_register_is_empty(self):
        assert coverage_of("statistics").provisions == ()

    def test_of_an_unknown_instrument_names_the_nearest(self):
        with pytest.raises(UnknownNameError) as error:
            coverage_of("child_right_law")
        assert error.value.nearest[0] == "child_rights_law"

    def test_of_no_instrument_says_where_they_are_listed(self):
        with pytest.raises(UnknownNameError, match="law coverage"):
            coverage_of("")
        assert nearest_instruments("") == []

    def test_finds_the_provisions_of_a_variable(self):
        assert ("child_rights_law", "2") in [(folder, one.article) for folder, one in provisions_with("is_child")]
        assert provisions_with("no_such_variable") == []

    def test_reads_an_article_that_is_a_number_as_text_and_keeps_the_reason(self):
        reason = {"en": "Courts decide.", "ar": "تقرره المحاكم."}
        data = {**PROVISION, "article": 7, "status": "not_computable", "variables": [], "reason": reason}
        assert provisions_from_data("x", [data]) == (
            Provision(Text("Right", "حق"), "7", "not_computable", (), Text(reason["en"], reason["ar"])),
        )

    @pytest.mark.parametrize(
        "data", [[{"status": "modelled"}], ["text"], [{**PROVISION, "provision": "Right"}], [None]]
    )
    def test_out_of_form_is_refused_by_the_name_of_its_file(self, data):
        with pytest.raises(LawFileError, match=r"coverage/x\.yaml"):
            provisions_from_data("x", data)


class TestArticles:
    FIELDS = ("2(a)", "20", "10, 26; Bylaw 6/2024", "Bylaw 6/2024, art. 3", None)

    @pytest.mark.parametrize(
        ("article", "found"),
        [
            ("2", ["2(a)"]),
            ("2(a)", ["2(a)"]),
            ("2(c)", ["2(a)"]),
            ("20", ["20"]),
            ("26", ["10, 26; Bylaw 6/2024"]),
            ("Bylaw 6/2024", ["10, 26; Bylaw 6/2024", "Bylaw 6/2024, art. 3"]),
            ("Bylaw 6/2024, art. 3", ["Bylaw 6/2024, art. 3"]),
        ],
    )
    def test_are_found_with_their_paragraphs(self, some_law, article, found):
        some_law(*({**PROVISION, "article": field} for field in self.FIELDS))
        assert [one.article for one in article_of("some_law", article).provisions] == found

    @pytest.mark.parametrize("article", ["99", "6", "", " ", "("])
    def test_that_no_provision_names_are_refused_with_the_known_ones(self, some_law, article):
        some_law({**PROVISION, "article": "2"}, {**PROVISION, "article": "Bylaw 6/2024"})
        with pytest.raises(UnknownNameError) as error:
            article_of("some_law", article)
        assert all(name.startswith("some_law:") for name in error.value.nearest)

    def test_of_an_instrument_that_names_none_lead_to_the_instrument(self, some_law):
        some_law()
        with pytest.raises(UnknownNameError) as error:
            article_of("some_law", "1")
        assert error.value.nearest == ("some_law",)


class TestReasons:
    @pytest.mark.parametrize(
        ("reason", "faults"),
        [
            (None, ["no reason in en", "no reason in ar"]),
            ("Courts decide.", ["no reason in en", "no reason in ar"]),
            ({"en": "Courts decide."}, ["no reason in ar"]),
            ({"en": "Courts decide.", "ar": "تقرره المحاكم."}, []),
        ],
    )
    def test_of_what_cannot_be_computed_are_asked_for_in_both_languages(self, reason, faults):
        data = {**PROVISION, "status": "not_computable", "variables": [], "reason": reason}
        known = {**catalogue.coverage(), "child_rights_law": [data]}
        found = audit.coverage_faults(law_in_force(), known)
        assert [line for line in found if line.startswith("child_rights_law")] == [
            f"child_rights_law: Right: {fault}" for fault in faults
        ]

    def test_are_not_asked_of_the_oldest_registers(self):
        data = {**PROVISION, "status": "not_computable", "variables": []}
        found = audit.coverage_faults(law_in_force(), {"national_aid_fund": [data]})
        assert not any(line.startswith("national_aid_fund") for line in found)


class TestPage:
    def test_is_not_stale(self):
        written = PAGE.read_text(encoding="utf-8")
        assert written == coverage_markdown(register(), Words("en")), "docs/coverage.md is stale: run `make coverage`"

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_can_be_had_in_both_languages(self, language):
        page = coverage_markdown(register(), Words(language))
        assert all(f"## {Words(language).of(one.instrument.title)}\n" in page for one in register())

    def test_keeps_a_bar_inside_its_cell_and_tells_the_reason(self):
        provision = Provision(Text("A | B", "أ | ب"), "2", "not_computable", (), Text("Courts decide.", "المحاكم."))
        page = coverage_markdown([Coverage(instrument_from_data("some_law", ENTRY), (provision,))], Words())
        assert "| 2 | A \\| B | not computable: Courts decide. |  |" in page

    def test_of_no_instruments_has_a_table_of_nothing(self):
        assert "| Total | 0 | 0 | 0 | 0 | 0 |" in coverage_markdown([], Words())

    def test_says_where_nothing_is_registered(self):
        page = coverage_markdown([Coverage(instrument_from_data("some_law", ENTRY))], Words())
        assert "No provision is registered." in page
        assert "In force from: not known. Not found" in page
