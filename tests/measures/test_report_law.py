"""The charts of the law and their sentences: steps, gaps, what lies ahead, scales, coverage."""

import pandas
import pytest

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import units
from openfisca_jordan_sp.law.parameters import record_at
from openfisca_jordan_sp.report import law_charts, law_findings
from openfisca_jordan_sp.report.law_steps import steps_of
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.system import law_in_force

TODAY = "2026-06-30"
EN, AR = Texts("en"), Texts("ar")


def history(*values, unit="JOD/month", texts=EN):
    """A table of a history from pairs of a day and a value, each with its confidence where it is not verified."""
    name = texts.of(units()[unit])
    rows = [
        {
            "since": since,
            "value": value,
            "confidence": rest[0] if rest else "verified",
            "written": law_findings.written(value, None, "", texts),
            "with_unit": law_findings.written(value, unit, name, texts),
        }
        for since, value, *rest in values
    ]
    return pandas.DataFrame(rows, dtype=object)


def drawn(chart) -> dict:
    """The chart as the browser gets it."""
    import vl_convert

    return vl_convert.vegalite_to_vega(chart.properties(width=400).to_dict())


def rows_of(chart, key: str) -> list[dict]:
    return [row for data in drawn(chart)["data"] for row in data.get("values", []) if key in row]


def test_each_value_holds_until_the_next_and_the_last_one_until_today_and_on():
    steps = steps_of(history(("2020-01-01", 10), ("2022-03-01", 12)), TODAY, TODAY)
    assert [(one.since, one.end, one.is_ahead) for one in steps.known] == [
        ("2020-01-01", "2022-03-01", False),
        ("2022-03-01", "2026-07-01", False),
        ("2026-07-01", steps.end, True),
    ]
    assert steps.start < "2020-01-01"
    assert steps.end > "2026-09-01"


def test_what_begins_tomorrow_lies_ahead_and_what_begins_today_does_not():
    steps = steps_of(history(("2020-01-01", 1), (TODAY, 2), ("2026-07-01", 3)), TODAY, TODAY)
    assert [(one.value, one.is_ahead, one.is_first) for one in steps.known] == [
        (1, False, True),
        (2, False, True),
        (3, True, True),
    ]


def test_where_there_is_no_value_there_is_a_gap_and_no_step():
    steps = steps_of(history(("2020-01-01", 1), ("2021-01-01", None, "missing"), ("2023-01-01", 2)), TODAY, TODAY)
    assert steps.gaps == [("2021-01-01", "2023-01-01")]
    assert [one.value for one in steps.known] == [1, 2, 2]


def test_the_axis_reaches_the_day_that_is_asked_for():
    assert steps_of(history(("2020-01-01", 1)), TODAY, "2031-01-01").end > "2031-01-01"
    before = steps_of(history(("2020-01-01", 1)), TODAY, "2010-01-01")
    assert before.start > "2010-01-01"
    assert rows_of(law_charts.history(history(("2020-01-01", 1)), "JOD", TODAY, "2010-01-01", EN), "label") != []


def test_a_chart_has_full_dots_for_what_was_read_in_a_source_and_hollow_ones_for_the_rest():
    table = history(("2020-01-01", 10, "assumed"), ("2022-03-01", 12))
    rows = rows_of(law_charts.history(table, "JOD a month", TODAY, TODAY, EN), "known")
    assert [row["known"] for row in rows if row["first"]] == [
        "derived, recalled, assumed or missing",
        "read in a source as it stands",
    ]


def test_a_label_is_left_out_where_its_step_is_too_short_for_it():
    table = history(("2016-01-01", 100), ("2026-05-01", 200), ("2026-06-01", 300))
    rows = rows_of(law_charts.history(table, "JOD", TODAY, TODAY, EN), "known")
    assert [row["label"] for row in rows if row["first"]] == ["100", "", "300" if rows[-1]["label"] else ""]


@pytest.mark.parametrize("values", [(True, False), ("free", "per_capita"), ("2019-10-01", "2020-01-01")])
def test_values_that_are_no_numbers_have_a_row_each(values):
    table = history(*[(f"202{place}-01-01", value) for place, value in enumerate(values)])
    chart = law_charts.history(table, "", TODAY, TODAY, EN)
    scale = next(one for one in drawn(chart)["scales"] if one["name"] == "y")
    assert scale["type"] in {"point", "band"}
    assert len({row["written"] for row in rows_of(chart, "known")}) == 2


@pytest.mark.parametrize(
    ("values", "day", "english"),
    [
        ([("2020-01-01", 10)], TODAY, "X: 10 dinars a month since 2020-01-01; no other value is known"),
        (
            [("2020-01-01", 10), ("2021-01-01", 12)],
            TODAY,
            "X: 12 dinars a month since 2021-01-01; before that 10 dinars a month",
        ),
        (
            [("2020-01-01", 10), ("2028-01-01", 0)],
            TODAY,
            "X: 10 dinars a month since 2020-01-01; no other value is known; from 2028-01-01 on: 0 dinars a month",
        ),
        (
            [("2020-01-01", 10)],
            "2019-12-31",
            "X: nothing yet; the first value, 10 dinars a month, holds from 2020-01-01 on",
        ),
        ([("2020-01-01", None, "missing")], TODAY, f"X: no source gives a value on {TODAY}"),
        ([("2020-01-01", None)], TODAY, "X: no value since 2020-01-01"),
        (
            [("2020-01-01", 10), ("2021-01-01", None)],
            TODAY,
            "X: no value since 2021-01-01; before that 10 dinars a month",
        ),
    ],
)
def test_a_history_is_told_in_a_sentence(values, day, english):
    assert law_findings.of_history("X", history(*values), day, EN) == english


def test_a_share_is_told_as_it_stands_in_the_law_and_in_per_cent():
    assert law_findings.written(0.0575, "share", "share", EN) == "0.0575 (5.75%)"
    assert law_findings.written(0.0575, "share", "نسبة", AR) == "\u20660.0575\u2069 (\u20665.75%\u2069)"


def test_a_value_that_is_a_name_is_told_in_words_in_both_languages():
    assert law_findings.written("free", "text", "text", EN) == "free of charge"
    assert law_findings.written("free", "text", "نص", AR) == "مجانا"
    assert law_findings.written(False, "boolean", "", AR) == "لا"


def test_brackets_have_a_colour_each_from_pale_to_dark():
    tables = [history(("2020-01-01", value)).assign(name=f"Bracket {value}") for value in (1, 2, 3)]
    chart = law_charts.scale_history(pandas.concat(tables), "share", TODAY, TODAY, EN)
    colours = next(one for one in drawn(chart)["scales"] if one["name"] == "color")
    assert colours["domain"] == ["Bracket 1", "Bracket 2", "Bracket 3"]
    assert colours["range"] == ["#9cc3dd", "#547894", "#0b2e4a"]


def test_a_scale_whose_last_bracket_lies_far_above_is_compressed_and_others_are_not():
    assert law_charts.has_far_bracket([0, 5_000, 10_000, 15_000, 20_000, 1_000_000])
    assert not law_charts.has_far_bracket([0, 5_000, 10_000, 20_000])
    assert not law_charts.has_far_bracket([0, None])
    kinds = {}
    for last in (20, 10_000):
        tables = [history(("2020-01-01", value)).assign(name=str(value)) for value in (0, 5, 10, last)]
        chart = law_charts.scale_history(pandas.concat(tables), "JOD", TODAY, TODAY, EN)
        kinds[last] = next(one for one in drawn(chart)["scales"] if one["name"] == "y")["type"]
    assert kinds == {20: "linear", 10_000: "symlog"}


def test_coverage_is_a_bar_of_parts_for_each_instrument_and_a_sentence():
    counts = {"modelled": 6, "not_computable": 1, "text_not_seen": 3, "not_yet_modelled": 0}
    table = pandas.DataFrame([{"label_en": "Law", "label_ar": "قانون", **counts}])
    rows = rows_of(law_charts.coverage(table, EN), "status")
    assert [(row["start"], row["end"], row["label"]) for row in rows] == [
        (0, 6, "6"),
        (6, 7, ""),
        (7, 10, ""),
        (10, 10, ""),
    ]
    told = law_findings.of_coverage({"provisions": 10, **counts}, EN)
    assert told == "6 of 10 provisions are computed (60%); the text of 3 was not seen"


def table_of(parameter, texts):
    values = [
        (one.instant_str, one.value, one.metadata.get("confidence", "assumed"))
        for one in reversed(parameter.values_list)
    ]
    return history(*values, unit=parameter.metadata["unit"], texts=texts)


@pytest.mark.parametrize("texts", [EN, AR], ids=["en", "ar"])
def test_every_value_of_the_law_is_told_in_a_sentence_that_says_what_it_is_today(texts):
    for parameter in tree.leaves(law_in_force().parameters):
        told = law_findings.of_history("X", table_of(parameter, texts), TODAY, texts)
        record, unit = record_at(parameter, TODAY), parameter.metadata["unit"]
        assert told.startswith("X: ")
        if record is not None and record.value is not None:
            assert law_findings.written(record.value, unit, texts.of(units()[unit]), texts) in told


def test_values_of_every_unit_can_be_drawn():
    by_unit = {parameter.metadata["unit"]: parameter for parameter in tree.leaves(law_in_force().parameters)}
    for unit, parameter in by_unit.items():
        table = table_of(parameter, AR)
        if table["value"].notna().any():
            assert law_charts.history(table, AR.of(units()[unit]), TODAY, TODAY, AR).layer
