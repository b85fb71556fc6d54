"""The cost of a policy year after year: the same as one year computed alone, and clear where a year cannot be."""

import json
from dataclasses import replace
from html.parser import HTMLParser

import pandas
import pytest
from click.testing import CliRunner
from rich.console import Console

from openfisca_jordan_sp import compare, compare_years
from openfisca_jordan_sp.asked import parse_years
from openfisca_jordan_sp.cli import main
from openfisca_jordan_sp.comparison import progress_steps
from openfisca_jordan_sp.cost_path_law import with_projected_statistics
from openfisca_jordan_sp.cost_path_screen import show_path
from openfisca_jordan_sp.errors import OutputError, PeriodError, PopulationError, UnsetParameterError
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.ageing import age_population, load_series
from openfisca_jordan_sp.populations.layers import with_layers
from openfisca_jordan_sp.populations.schema import GOVERNORATES
from openfisca_jordan_sp.populations.store import write_population
from openfisca_jordan_sp.system import law_in_force
from tests.fixtures import small_population

REFORM = "uct_maximum_160"
PRICES_2027 = (112.67 / 101.09) ** (1 / 5)  # over those of 2026


@pytest.fixture(scope="module")
def people():
    return with_layers(small_population())


@pytest.fixture(scope="module")
def path(people):
    return compare_years(REFORM, years="2026:2027", population=people)


@pytest.fixture(scope="module")
def partial(people):
    """The null reform; the Fund's line is not known on 1 January 2019."""
    steps = []
    made = compare_years(years="2019,2026", population=people, line="naf", progress=steps.append)
    return made, sum(steps)


def row(path, year):
    rows = path.tables["years"]
    return rows[rows["year"] == year].iloc[0]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2026:2033", tuple(range(2026, 2034))),
        ("2026,2028", (2026, 2028)),
        ("2028, 2026", (2026, 2028)),
        ("2026", (2026,)),
        ("2026:2028,2028,2031", (2026, 2027, 2028, 2031)),
        ([2030, 2027], (2027, 2030)),
    ],
)
def test_years_can_be_a_range_a_list_or_numbers(text, years):
    assert parse_years(text, 2019, 2033) == years


@pytest.mark.parametrize(
    "text",
    ["", ",", "2026:", "2033:2026", "soon", "2018", "2034", "2026:2034", "2026:2027:2028", "-2026", "2026.5", []],
)
def test_other_years_are_refused_with_an_example(text):
    with pytest.raises(PeriodError) as raised:
        parse_years(text, 2019, 2033)
    assert "2026:2033" in raised.value.hint.en
    assert "2026:2033" in raised.value.hint.ar


def test_the_first_year_is_the_comparison_of_that_year(path, people):
    """A population of the end of 2025 is that of 2026 as it is."""
    alone = compare(REFORM, population=people, period="2026-01")
    rows = path.tables["years_programmes"]
    of_year = rows[rows["year"] == 2026].reset_index(drop=True)
    for column in alone.tables["programmes"].columns:
        pandas.testing.assert_series_equal(of_year[column], alone.tables["programmes"][column])
    poor = alone.tables["poverty"].iloc[0]
    assert row(path, 2026)["headcount_reform"] == poor["headcount_reform"]
    assert row(path, 2026)["poverty_line"] == alone.line
    assert row(path, 2026)["cost_year_constant_reform"] == row(path, 2026)["cost_year_reform"]


def test_a_later_year_is_the_comparison_on_the_aged_population(path, people):
    alone = compare(REFORM, population=age_population(people, 2026), period="2027-01")
    total, found = alone.tables["programmes"].iloc[-1], row(path, 2027)
    for figure in ("cost_month", "cost_year", "families"):
        assert found[f"{figure}_reform"] == pytest.approx(total[f"{figure}_reform"])
    assert found["cost_year_difference"] == pytest.approx(total["cost_year_difference"])
    paid = alone.tables["levies"].iloc[-1]
    assert found["levies_year_baseline"] == pytest.approx(paid["cost_year_baseline"])


def test_a_reform_that_follows_prices_follows_the_assumed_ones():
    policies = with_projected_statistics(Policy.of("uct_indexed_to_prices"), load_series())
    maximum = policies.reform.system.get_parameters_at_instant("2028-01-01").national_aid_fund.uct.benefit_maximum
    assert maximum == pytest.approx(136 * 112.67 * PRICES_2027**2 / 102.46, abs=0.0005)
    known = policies.reform.system.get_parameters_at_instant("2025-06-01").national_aid_fund.uct.benefit_maximum
    assert known == pytest.approx(136 * 110.71 / 102.46, abs=0.0005)


def test_the_law_in_force_itself_is_left_alone():
    policies = with_projected_statistics(Policy(), load_series())
    own, projected = (
        system.get_parameters_at_instant("2030-01-01").statistics.consumer_price_index
        for system in (law_in_force(), policies.baseline.system)
    )
    assert own == 112.67
    assert projected == pytest.approx(112.67 * PRICES_2027**5)


def test_constant_prices_take_the_growth_of_prices_off(path):
    found = row(path, 2027)
    assert found["price_level"] == pytest.approx(PRICES_2027)
    assert found["price_level_confidence"] == "assumed"
    assert found["cost_year_constant_reform"] == pytest.approx(found["cost_year_reform"] / PRICES_2027)


def test_the_line_goes_with_the_prices_of_consumption(path):
    assert row(path, 2026)["poverty_line"] == pytest.approx(112.67)
    assert row(path, 2027)["poverty_line"] == pytest.approx(112.67 * PRICES_2027)


def test_the_reform_costs_something_in_every_year(path):
    assert (path.tables["years"]["cost_year_difference"] > 0).all()


def test_programmes_add_up_to_the_total_of_each_year(path):
    rows = path.tables["years_programmes"]
    parts = rows[rows["programme"] != "total"].groupby("year")["cost_year_reform"].sum()
    for year in (2026, 2027):
        assert parts[year] == pytest.approx(row(path, year)["cost_year_reform"])


def test_the_null_reform_changes_nothing_in_any_year(partial):
    made, _ = partial
    for name, table in made.tables.items():
        for column in [column for column in table.columns if column.endswith("_difference")]:
            assert (table[column].dropna() == 0).all(), (name, column)
    assert row(made, 2026)["cost_year_baseline"] > 0


def test_a_year_that_cannot_be_computed_is_reported_and_the_others_stand(partial):
    made, steps = partial
    assert list(made.failures) == [2019]
    assert "national_aid_fund.targeting.poverty_line" in row(made, 2019)["reason_en"]
    assert pandas.isna(row(made, 2019)["cost_year_reform"])
    assert any("2019 is not computed" in note.en for note in made.notes())
    assert steps == 2 * progress_steps(1)
    assert made.to_dict()["not_computed"]["2019"]["ar"]


def test_if_every_year_fails_the_reason_is_raised(people):
    with pytest.raises(UnsetParameterError, match="poverty_line"):
        compare_years(years="2019", population=people, line="naf")


def test_the_notes_say_what_is_assumed(path):
    text = " ".join(note.en for note in path.notes())
    for words in ("synthetic", "fixed in dinars are worth less", "Consumer prices: from 2026 assumed, +2.2%", "static"):
        assert words in text
    assert all(note.ar for note in path.notes())


def test_known_years_without_an_effect_say_so(people):
    made = compare_years(REFORM, years="2021", population=people)
    notes = [note.en for note in made.notes()]
    assert any("changes no cost in any of these years" in note for note in notes)
    assert not any("holds on" in note for note in notes)


def test_the_assumptions_have_a_confidence_and_a_reason(path):
    rows = path.tables["years_assumptions"]
    assert set(rows["series"]) == {"population", "consumer_prices", "earnings"}
    assert rows["confidence"].isin(["verified", "derived", "recalled", "assumed"]).all()
    assert (rows[rows["year"] > 2025]["confidence"] == "assumed").all()
    assert rows["why_en"].str.len().min() > 0
    assert rows["why_ar"].str.len().min() > 0


def test_everything_is_written(path, tmp_path):
    written = {each.name for each in path.save(tmp_path / "out")}
    assert {"years.json", "years.csv", "years_programmes.csv", "years_levies.csv"} <= written
    data = json.loads((tmp_path / "out/years.json").read_text(encoding="utf-8"))
    assert data["is_synthetic"]
    assert data["years"] == [2026, 2027]
    assert data["constant_prices_of"] == 2026
    rows = pandas.read_csv(tmp_path / "out/years.csv")
    assert rows["cost_year_difference"].tolist() == pytest.approx(path.tables["years"]["cost_year_difference"].tolist())


def test_a_file_in_the_way_is_one_clear_error(path, tmp_path):
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        path.save(tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.charts, self.links = [], 0, []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.charts += tag == "svg"
        self.links += [found[name] for name in ("src", "href") if str(found.get(name)).startswith("http")]

    def handle_data(self, data):
        self.text.append(data)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["Change of the cost in 2027", "synthetic", "assumed"]), ("ar", ["اصطناعي", "بأسعار"])],
)
def test_the_report_has_the_chart_of_the_cost_path(path, tmp_path, language, words):
    pytest.importorskip("altair")
    path.save(tmp_path, language)
    page = _Words()
    page.feed((tmp_path / "report.html").read_text(encoding="utf-8"))
    text = " ".join(page.text)
    for word in words:
        assert word in text
    assert page.charts == 8  # four charts, wide and narrow
    assert not page.links


def test_the_law_alone_has_charts_without_a_reform(people):
    pytest.importorskip("altair")
    from openfisca_jordan_sp.report.texts import Texts
    from openfisca_jordan_sp.report.years_figures import drawn

    made = compare_years(years="2026:2027", population=people)
    figures = drawn(made.tables, Texts("en"), is_law=True)
    assert list(figures) == ["cost", "pillars", "poverty"]
    assert figures["cost"].finding.startswith("Under the law in force all programmes cost")
    told = str({name: (one.finding, one.chart.to_dict()) for name, one in figures.items()})
    assert "With the reform" not in told
    rows = figures["pillars"].table.rows
    assert [row[0].text.partition(":")[0] for row in rows] == ["Karama", "Tamkeen", "Forsa", "Somoud"]
    costs = made.tables["years_pillars"]["cost_year_reform"]
    assert rows[0][1].text == f"{costs.iloc[0]:,.0f}"


def test_a_report_can_have_a_year_that_is_not_computed(partial, tmp_path):
    pytest.importorskip("altair")
    partial[0].save(tmp_path)
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "not computed" in text
    assert "as it is in every year computed" in text


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def test_the_command_prints_and_writes_the_cost_path(people, tmp_path):
    write_population(people, tmp_path / "small")
    given = ("--population", str(tmp_path / "small"), "--set", "consumer_prices.projection.growth=0.05")
    result = run("compare", REFORM, "--years", "2028", *given, "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    for words in ("synthetic", "2028", "Unified Cash Transfer", "+5.00 %*", "years.csv"):
        assert words in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--years", "2018"], "2018"),
        (["--years", "2033:2026"], "2033:2026"),
        (["--years", ""], "not a year"),
        (["--years", "2026", "--set", "prices=3"], "no path"),
        (["--years", "2026", "--series", "nowhere.yaml"], "nowhere.yaml"),
        (["--years", "2019", "--line", "naf"], "poverty_line"),
        (["--set", "consumer_prices.projection.growth=0.05"], "for --years"),
    ],
)
def test_mistakes_end_with_code_2_and_a_clear_line(arguments, words):
    result = run("compare", REFORM, *arguments)
    assert result.exit_code == 2, result.output
    assert words in result.stderr
    assert "Traceback" not in result.output


@pytest.fixture
def survey_of_2013(people):
    return replace(people, manifest={**people.manifest, "base_date": "2013-06-30"})


def test_a_population_that_the_series_do_not_reach_is_refused(survey_of_2013):
    with pytest.raises(PopulationError, match="begins in"):
        compare_years(years="2026", population=survey_of_2013)


def test_an_old_survey_is_uprated_with_values_of_ones_own(survey_of_2013):
    settings = ["consumer_prices.values.2013=88", "earnings.values.2013=300"]
    settings += [f"population.values.2013.{name}=100000" for name in GOVERNORATES]
    made = compare_years(years="2026", population=survey_of_2013, series=load_series(None, settings))
    assert row(made, 2026)["poverty_line"] == pytest.approx(100.76 * 112.67 / 100)
    assert row(made, 2026)["cost_year_baseline"] > 0


def test_of_a_survey_few_families_are_hidden_everywhere(people, tmp_path):
    survey = replace(people, manifest={**people.manifest, "kind": "survey", "minimum_cell": 10**6})
    hidden = compare_years(REFORM, years="2026", population=survey)
    assert pandas.isna(row(hidden, 2026)["cost_year_difference"])
    assert pandas.isna(row(hidden, 2026)["headcount_baseline"])
    assert "not shown" in hidden.notes()[0].en
    screen = Console(record=True, width=200)
    show_path(hidden, screen)
    assert "…" in screen.export_text()
    hidden.save(tmp_path / "out")
    kept = json.loads((tmp_path / "out" / "years.json").read_text())
    assert "NaN" not in json.dumps(kept)
