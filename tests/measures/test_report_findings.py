"""The sentences and numbers of the report: what a reader is told of the tables."""

import string

import pandas
import pytest

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from openfisca_jordan_sp.report import findings, numbers
from openfisca_jordan_sp.report.tables import services
from openfisca_jordan_sp.report.texts import LANGUAGES, Texts, all_texts
from tests.measures.invented_comparison import make_comparison, trio

EN = Texts("en")


def test_the_main_result_is_one_sentence():
    assert findings.headline(make_comparison().tables, EN) == (
        "The reform costs 2.41 million JOD more a month and 28.92 million JOD more a year; "
        "it reaches the same number of families, 248,210; "
        "the poverty headcount falls by 0.21 percentage points, from 19.12% to 18.91%."
    )


@pytest.mark.parametrize(
    ("paid", "english", "arabic"),
    [
        (250_000.0, "Contributions and taxes rise by 3.00 million JOD a year.", "ترتفع الاشتراكات والضرائب"),
        (-250_000.0, "Contributions and taxes fall by 3.00 million JOD a year.", "تنخفض الاشتراكات والضرائب"),
    ],
)
def test_what_more_is_paid_stands_in_the_main_result(paid, english, arabic):
    tables = make_comparison(paid=paid).tables
    assert findings.headline(tables, EN).endswith(english)
    assert arabic in findings.headline(tables, Texts("ar"))
    alone = findings.headline(make_comparison(change=0.0, fall=0.0, paid=paid).tables, EN)
    assert "Nothing changes" not in alone
    assert alone.endswith(english)


def test_a_saving_that_makes_poor_says_so():
    tables = make_comparison(change=-900.0, fall=-0.00002).tables
    assert findings.of_winners(tables["winners_losers"], EN) == "Of all residents 10.0% lose and nobody gains"
    text = findings.headline(tables, EN)
    assert "costs 900 JOD less a month and 10,800 JOD less a year" in text
    assert "rises by less than 0.01 percentage points and stays about 19.12%" in text


def test_a_gap_that_narrows_beside_a_headcount_that_stays_is_said():
    poor = make_comparison(fall=0.0).tables["poverty"]
    poor["gap_difference"] = -0.0002
    words = "The poverty headcount stays at 19.12%; the poverty gap narrows by 0.02 percentage points"
    assert findings.of_poverty(poor, EN) == words


def test_every_text_is_in_both_languages():
    for key, pair in all_texts().items():
        assert set(pair) == set(LANGUAGES), key
        fields = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in pair.values()]
        assert fields[0] == fields[1], key
        assert all(text.strip() for text in pair.values()), key


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "written"),
    [
        (1234.5, 2, False, "1,234.50"),
        (-0.0004, 2, True, "0.00"),
        (12, 0, True, "+12"),
        (-12, 0, True, "\N{MINUS SIGN}12"),
    ],
)
def test_numbers(value, decimals, signed, written):
    assert numbers.number(value, decimals, signed=signed) == written


@pytest.mark.parametrize(("value", "written"), [(0.4, "0.00"), (4160, "+0.0042"), (-2_345_678, "\N{MINUS SIGN}2.35")])
def test_millions(value, written):
    assert numbers.millions(value, signed=True) == written


def test_shares_that_round_away_are_not_nothing():
    assert EN.percent(0.0001) == "less than 0.1%"
    assert EN.percent(0.9999) == "more than 99.9%"
    assert (EN.percent(0), EN.percent(1)) == ("0.0%", "100.0%")


def test_services_are_counted_and_valued_where_a_value_is_known():
    table = pandas.DataFrame(
        [
            {"label_en": "Cover", "entity": "person", **trio("entitled", 10.0, 12.0)},
            {"label_en": "Meal", "entity": "family", **trio("entitled", 5.0, 5.0), **trio("value_month", 7.0, 7.0)},
        ]
    )
    cover, meal = services(table, Texts("en")).rows
    assert [cell.text for cell in cover] == ["Cover", "persons", "10", "12", "+2", "", "", ""]
    assert [cell.text for cell in meal] == ["Meal", "families", "5", "5", "0", "7", "7", "0"]
