"""The pages of statistics, totals and sweeps: in both languages, with their notes, without the network."""

import html
import re
from dataclasses import replace
from functools import cache

import numpy
import pytest

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from openfisca_jordan_sp import statistics
from openfisca_jordan_sp.asked_policies import parse_policies
from openfisca_jordan_sp.errors import JordanSPError, OutputError, ResultError
from openfisca_jordan_sp.many_policies import sweep
from openfisca_jordan_sp.measures.statistics import Options
from openfisca_jordan_sp.report import numbers
from openfisca_jordan_sp.report.texts import LANGUAGES
from openfisca_jordan_sp.totals import totals
from tests.arabic import without_marks
from tests.fixtures import small_population
from tests.measures.pages import Tags, visible

REFORMS = ("uct_maximum_160", "universal_child_grant")
FEW = Options(replicates=5)
MAXIMUM, SHARE = "national_aid_fund.uct.benefit_maximum", "national_aid_fund.uct.gap_share"
ATTACK = '<script>alert("x")</script>'
RESULTS = {
    "statistics": lambda: statistics(population=small_population(), options=Options(replicates=0)),
    "statistics_of_policies": lambda: statistics(*REFORMS, population=small_population(), options=FEW),
    "totals": lambda: totals(population=small_population(), with_year=False),
    "totals_of_policies": lambda: totals(*parse_policies(REFORMS), population=small_population()),
    "sweep": lambda: sweep({MAXIMUM: "100,200"}, population=small_population()),
    "sweep_of_two": lambda: sweep({MAXIMUM: "100,200", SHARE: "0.4,0.6"}, REFORMS[1], population=small_population()),
    "sweep_of_draws": lambda: sweep({MAXIMUM: "uniform(100,200)"}, draws=3, population=small_population()),
}


@cache
def result(name):
    return RESULTS[name]()


@cache
def page(name, language):
    return result(name)._page(language)


every_page = pytest.mark.parametrize(("name", "language"), [(name, each) for name in RESULTS for each in LANGUAGES])


@every_page
def test_a_page_is_whole_and_asks_nothing_of_the_network(name, language):
    text = page(name, language)
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in text
    tags = Tags(text)
    assert not tags.open
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["href"] for tag, attributes in tags.found if tag == "a"} <= {f"#{each}" for each in ids}
    assert not {tag for tag, _ in tags.found} & {"script", "link", "img", "iframe", "object", "embed", "image", "base"}
    assert not re.search(r"@import|url\((?!#)|\ssrc=", text)
    assert "nan" not in visible(text).lower().split()


@every_page
def test_a_page_says_what_its_figures_rest_on(name, language):
    text = visible(page(name, language))
    notes = [getattr(note, language) for note in result(name).notes()]
    assert notes[0].startswith("The population is synthetic" if language == "en" else "السكان مولدون اصطناعيا")
    assert all(note in text for note in notes)
    caveats, sources, methods = (
        page(name, language).index(f'id="{each}"') for each in ("caveats", "sources", "method")
    )
    assert caveats < sources < methods
    assert "docs/population.md" in text[-6000:]


@every_page
def test_every_chart_has_its_sentence_and_its_numbers(name, language):
    text = without_marks(page(name, language))
    figures = re.findall(r'<figure id="chart-(\w+)">(.*?)</figure>', text, flags=re.DOTALL)
    assert set(dict(figures)) <= set(result(name).chart_names())
    assert len(figures) >= 4
    for _, figure in figures:
        finding = re.search(r"<h3>(.*?)</h3>", figure)[1]
        assert figure.count(f'aria-label="{finding}"') == 2
        assert figure.count("<tr") >= 2


@pytest.mark.parametrize("name", RESULTS)
def test_arabic_charts_speak_arabic(name):
    words = [visible(text) for text in re.findall(r"<text.*?</text>", page(name, "ar"), flags=re.DOTALL)]
    assert words
    assert set(re.findall(r"[A-Za-z]{2,}", " ".join(words))) <= {"FGT"}


@pytest.mark.parametrize("name", ["statistics", "totals"])
def test_the_same_result_gives_the_same_bytes(name):
    assert RESULTS[name]()._page("ar") == page(name, "ar")


def test_figures_of_statistics_stand_on_the_page_with_their_intervals():
    headline = result("statistics_of_policies").tables["headline"]
    text = visible(page("statistics_of_policies", "en"))
    poor = headline[(headline["measure"] == "headcount")].set_index(["policy", "figure"])
    law = poor.loc[("law_in_force", "level")]
    assert f"{numbers.percent(law['value'], 2)} ({numbers.percent(law['low'], 2)} … " in text
    change = poor.loc[("universal_child_grant", "difference"), "value"]
    assert change < 0
    assert numbers.number(change * 100, 3, signed=True) in text
    alone = visible(page("statistics", "en"))
    assert numbers.percent(law["value"], 2) in alone
    assert "interval" not in alone.split("Headline figures")[0]


def test_figures_of_totals_stand_on_the_page():
    headline = result("totals_of_policies").tables["headline"].set_index(["policy", "measure"])
    text = visible(page("totals_of_policies", "en"))
    assert numbers.millions(headline.loc[("law_in_force", "cost_year"), "value"]) in text
    grant = headline.loc[("universal_child_grant", "cost_year"), "difference"]
    assert numbers.millions(grant, signed=True) in text
    assert "A universal grant of 10 JOD" in text
    assert "In the year" not in visible(page("totals", "en"))


def test_figures_of_a_sweep_stand_on_the_page():
    points = result("sweep").tables["points"]
    text = visible(page("sweep", "en"))
    for value in points["cost_year"]:
        assert numbers.millions(value) in text
    assert MAXIMUM in text
    assert "95 of 100 lie below" in visible(page("sweep_of_draws", "en"))


def test_many_points_do_not_stand_before_the_notes(monkeypatch):
    assert "<table" in page("sweep", "en").split('id="caveats"')[0]
    monkeypatch.setattr("openfisca_jordan_sp.many_policies.sweep_page._FEW", 1)
    assert "<table" not in result("sweep")._page("en").split('id="caveats"')[0]


def test_a_sweep_of_three_parameters_has_a_page_without_charts():
    values = {MAXIMUM: "100", SHARE: "0.5", "national_aid_fund.uct.quota_families": "1000"}
    found = sweep(values, population=small_population().slice(0, 60))
    text = found._page("en")
    assert "<figure" not in text
    assert 'href="#charts"' not in text
    assert found.chart_names() == ()


def as_survey(minimum):
    people = small_population()
    return replace(people, manifest={**people.manifest, "kind": "survey", "minimum_cell": minimum})


@pytest.mark.parametrize(("minimum", "language"), [(30, "en"), (10_000_000, "ar")])
def test_what_a_survey_may_not_show_is_on_no_page(minimum, language):
    people = as_survey(minimum)
    of_people = statistics(REFORMS[1], population=people, options=Options(replicates=0))
    for found in (of_people, sweep({MAXIMUM: "100"}, population=people)):
        text = visible(found._page(language))
        assert "nan" not in text.lower().split()
        assert "…" in text
    if minimum > people.family_count:
        with pytest.raises(ResultError, match="nothing"):
            of_people.chart("poverty", language)


def test_what_users_write_is_escaped(tmp_path):
    path = tmp_path / "trial.yaml"
    path.write_text(
        f"id: trial\ntitle: {{en: '{ATTACK}', ar: '{ATTACK}'}}\nstatus: scenario\n"
        "values: {national_aid_fund.uct.benefit_maximum: {2026-01-01: 150}}\n",
        encoding="utf-8",
    )
    people, policies = small_population().slice(0, 300), parse_policies([path])
    for found in (
        statistics(*policies, population=people, options=Options(replicates=0)),
        totals(*policies, population=people, with_year=False),
    ):
        text = found._page("en")
        assert "<script" not in text
        assert not Tags(text).open
        assert ATTACK in html.unescape(visible(text))


@pytest.mark.parametrize("name", ["statistics_of_policies", "totals_of_policies", "sweep"])
def test_charts_are_drawn_by_name_and_others_are_refused(name):
    found = result(name)
    for chart in found.chart_names():
        assert found.chart(chart, language="ar").to_dict()["layer"]
    with pytest.raises(JordanSPError, match=r"no chart|not a headline"):
        found.chart("costss")


def test_another_language_is_refused():
    with pytest.raises(OutputError, match="no report in 'fr'"):
        result("totals")._page("fr")


@pytest.mark.parametrize("name", ["statistics", "totals", "sweep"])
def test_a_page_is_saved_beside_the_tables_where_charts_are_installed(name, tmp_path, monkeypatch):
    written = [path.name for path in result(name).save(tmp_path / "with", "ar", "csv,parquet")]
    assert {"report.html", f"{name}.json"} <= set(written)
    prefix = "" if name == "sweep" else f"{name}_"
    for table in result(name).tables:
        assert {f"{prefix}{table}.csv", f"{prefix}{table}.parquet"} <= set(written)
    assert 'dir="rtl"' in (tmp_path / "with" / "report.html").read_text(encoding="utf-8")
    for module in ("results.base", "many_policies.charts"):
        monkeypatch.setattr(f"openfisca_jordan_sp.{module}.has_charts", lambda: False)
    assert not any(path.suffix == ".html" for path in result(name).save(tmp_path / "without"))


def test_where_nobody_gets_anything_no_figure_is_nan():
    people = small_population()
    nobody = numpy.zeros(people.family_count, dtype=bool)
    unclaimed = replace(people, families={**people.families, "claims_cash_transfer": nobody})
    found = statistics("uct_maximum_160", population=unclaimed, options=Options(replicates=0))
    assert "nan" not in visible(found._page("en")).lower().split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_statistics_show_leakage_and_poverty_by_group_with_what_they_find(language):
    text = page("statistics_of_policies", language)
    for name, word in (("leakage", {"en": "Leakage", "ar": "التسرب"}), ("poverty_groups", {"en": "7+", "ar": "7+"})):
        figure = re.search(rf'<figure id="chart-{name}">(.*?)</figure>', text, flags=re.DOTALL)[1]
        assert word[language] in figure
        assert re.search(r"<h3>(.*?)</h3>", figure)[1]
