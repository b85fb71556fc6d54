"""A population held against targets, whole, in parts, as a survey."""

from dataclasses import replace

import numpy
import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.quality import Block, Verdict, inspect, inspection
from openfisca_jordan_sp.populations.quality.published import published
from openfisca_jordan_sp.populations.quality.texts import QualityTexts, all_texts, pair
from openfisca_jordan_sp.populations.targets import load_targets


@pytest.fixture(scope="module")
def whole(small):
    return inspect([small], load_targets(), small.manifest)


def parts_of(population):
    return [population.slice(rows.start, rows.stop) for rows in population.governorate_slices.values()]


def test_every_block_that_needs_no_law_has_rows(whole):
    assert {row.block for row in whole.rows} == set(Block) - {Block.HELD_OUT, Block.MODEL}
    labels = [(row.block, row.label) for row in whole.rows]
    assert len(set(labels)) == len(labels)


def test_parts_give_the_same_numbers_as_the_whole(small, whole):
    parts = inspect(parts_of(small), load_targets(), small.manifest)
    assert [row.label for row in parts.rows] == [row.label for row in whole.rows]
    for one, other in zip(parts.rows, whole.rows, strict=True):
        assert one.achieved == pytest.approx(other.achieved, rel=1e-9, abs=1e-9), one.label
        assert one.verdict is other.verdict
    assert (parts.households, parts.persons) == (small.household_count, small.person_count)


def test_rows_say_where_a_number_comes_from(whole):
    sources = load_targets().sources
    rows = [row for row in whole.rows if row.block in (Block.FITTED, Block.ALIGNED, Block.COMPARED)]
    assert len(rows) > 150
    assert all(row.source in sources and row.confidence and row.unit for row in rows)
    assert all(
        row.tolerance is not None and row.standard_error is not None for row in rows if row.name != "consumption.gini"
    )


def test_targets_without_a_row_are_listed_with_a_reason(whole):
    assert {one.name for one in whole.omitted} == {
        target.name
        for target in load_targets()
        if target.role in ("calibrate", "align", "validate") and target.name not in {row.name for row in whole.rows}
    }
    assert all(one.reason.en and one.reason.ar for one in whole.omitted)


def test_a_large_population_is_thinned_for_what_needs_all_at_once(small, monkeypatch):
    monkeypatch.setattr(inspection, "SAMPLE_HOUSEHOLDS", 250)
    found = inspect(parts_of(small), load_targets(), {**small.manifest, "households": small.household_count})
    assert found.sample.household_count <= 250
    assert found.sample.households["household_weight"].sum() == pytest.approx(found.weight_total)


def test_what_a_survey_did_not_ask_is_left_out_and_listed(small):
    manifest = {**small.manifest, "columns": {"households": {"constant": ["tenure"], "read": ["is_urban"]}}}
    found = inspect([small], load_targets(), manifest)
    assert "dwelling.tenure" not in {row.name for row in found.rows}
    assert "tenure" in next(one.reason.en for one in found.omitted if one.name == "dwelling.tenure")


def test_a_survey_without_consumption_has_no_distribution(small):
    manifest = {**small.manifest, "columns": {"households": {"constant": ["consumption_before_benefits"]}}}
    found = inspect([small], load_targets(), manifest)
    assert not {row.block for row in found.rows} & {Block.DISTRIBUTION, Block.CORRELATION}
    assert "consumption.gini" not in {row.name for row in found.rows}
    assert "consumption.gini" in {one.name for one in found.omitted}


def test_few_persons_of_a_survey_are_hidden(small):
    severity = small.persons["disability_severity"].copy()
    severe = numpy.flatnonzero(severity == 3)
    severity[severe[5:]] = 0
    survey = replace(small, persons={**small.persons, "disability_severity": severity})
    shown = inspect([survey], load_targets(), survey.manifest)
    hidden = inspect([survey], load_targets(), {**survey.manifest, "minimum_cell": 10})
    name = "health.severity 15_and_over severe"
    assert name in {row.label for row in shown.rows}
    assert name not in {row.label for row in hidden.rows}
    assert name in {one.name for one in hidden.omitted}


def test_another_target_moves_the_verdict(small):
    targets = load_targets().with_value("households.female_headed", 0.5)
    row = next(row for row in inspect([small], targets, small.manifest).rows if row.name == "households.female_headed")
    assert (row.verdict, row.confidence) == (Verdict.MISS, "assumed")


def test_published_numbers_are_complete():
    assert {"naf_families", "naf_cost_month", "uct_poverty_effect", "civil_insured"} <= {
        one.figure for one in published()
    }
    for one in published():
        assert one.label.en
        assert one.label.ar
        assert one.source
        assert one.confidence == "verified"
    ages = [one.value for one in published() if one.figure == "naf_age_structure"]
    assert len(ages) == 30
    assert sum(ages) == pytest.approx(1)


def test_texts_are_in_both_languages_with_the_same_places():
    for key, text in all_texts().items():
        assert text.keys() == {"en", "ar"}, key
        names = [{piece.split("}")[0] for piece in text[language].split("{")[1:]} for language in ("en", "ar")]
        assert names[0] == names[1], key
    assert all(f"block_{block}" in all_texts() and f"about_{block}" in all_texts() for block in Block)


def test_rows_are_explained_in_words(whole):
    rows = {row.name: row for row in whole.rows}
    for language, words in (("en", "23,000"), ("ar", "دينار")):
        texts = QualityTexts(language)
        assert words in texts.explained(rows["households_above_23000_a_year"])
        assert texts.noted(rows["households_above_23000_a_year"])
        assert texts.explained(rows["head_under_18"])
        assert texts.explained(rows["households.size"]) == texts.noted(rows["households.size"]) == ""


def test_numbers_in_arabic_keep_their_order():
    assert QualityTexts("ar").isolated("2026-01") == "\u20662026-01\u2069"
    assert "2026-01" in pair("note_model", month="2026-01").en


def test_a_target_of_another_form_is_named_in_one_message(small):
    targets = load_targets().with_value("labour.participation_jordanian", {"men": 0.5})
    with pytest.raises(PopulationError) as caught:
        inspect([small], targets, small.manifest)
    assert caught.value.path == "targets: labour.participation_jordanian"
    assert caught.value.message.ar
    assert caught.value.hint.en
