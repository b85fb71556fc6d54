"""The report says what the tables say, in both languages, and asks nothing of the network."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from openfisca_jordan_sp.errors import OutputError
from openfisca_jordan_sp.report import charts, findings, numbers, render
from openfisca_jordan_sp.report.texts import LANGUAGES, Texts
from tests.arabic import without_marks
from tests.measures.invented_comparison import make_comparison
from tests.measures.pages import Tags, visible

EN = Texts("en")
FIGURES = ("cost_month", "cost_year", "families", "persons", "mean_amount")
ATTACK = '<script>alert("x")</script>'


def test_a_quota_that_ranks_nobody_under_either_policy_is_not_shown():
    idle = {name: SimpleNamespace(cutoffs={"idle_quota": None}, quotas={}) for name in ("baseline", "reform")}
    assert "idle_quota" not in render(replace(make_comparison(), evaluations=idle), "en")
    used = {**idle, "reform": SimpleNamespace(cutoffs={"idle_quota": 83.5}, quotas={})}
    page = render(replace(make_comparison(), evaluations=used), "en")
    assert "idle_quota" in page
    assert "83.5" in page


@pytest.fixture(scope="module")
def comparison():
    return make_comparison()


@pytest.fixture(scope="module")
def pages(comparison):
    return {language: render(comparison, language) for language in LANGUAGES}


def test_each_language_has_its_direction(pages):
    assert '<html lang="en" dir="ltr">' in pages["en"]
    assert '<html lang="ar" dir="rtl">' in pages["ar"]
    assert pages["ar"].count('class="chart" dir="ltr"') == 8


def test_arabic_charts_speak_arabic(pages):
    words = [visible(text) for text in re.findall(r"<text.*?</text>", pages["ar"], flags=re.DOTALL)]
    assert words
    assert not re.findall(r"[A-Za-z]{2,}", " ".join(words))


def test_tags_close_and_ids_are_used_once(pages):
    for page in pages.values():
        tags = Tags(page)
        assert not tags.open
        ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
        assert len(ids) == len(set(ids))
        known = {f"#{name}" for name in ids}
        assert {attributes["href"] for tag, attributes in tags.found if tag == "a"} <= known


def test_nothing_is_asked_of_the_network(pages):
    for page in pages.values():
        tags = Tags(page).found
        assert not {tag for tag, _ in tags} & {"script", "link", "img", "iframe", "object", "embed", "image", "base"}
        assert not [attributes for _, attributes in tags if "src" in attributes]
        assert not re.search(r"@import|url\((?!#)", page)


def test_every_chart_says_its_finding(pages, comparison):
    for language, page in pages.items():
        drawings = [attributes for tag, attributes in Tags(page).found if tag == "svg"]
        assert len(drawings) == 16
        assert all(each["role"] == "img" and each["aria-label"] for each in drawings)
        assert findings.of_poverty(comparison.tables["poverty"], Texts(language)) in {d["aria-label"] for d in drawings}


@pytest.mark.parametrize("kind", ["programmes", "pillars", "levies", "governorates", "deciles"])
def test_figures_of_cost_and_reach_appear(pages, comparison, kind):
    table = comparison.tables[kind]
    for page in map(visible, pages.values()):
        for row in table[charts.costs_anything(table)].to_dict(orient="records"):
            for figure in FIGURES:
                decimals = 2 if figure == "mean_amount" else 0
                assert numbers.number(row[f"{figure}_reform"], decimals) in page
                assert numbers.number(row[f"{figure}_difference"], decimals, signed=True) in page


def test_figures_of_welfare_appear(pages, comparison):
    poor = comparison.tables["poverty"].to_dict(orient="records")
    for page in map(visible, pages.values()):
        for row in poor:
            for measure in ("headcount", "gap", "severity"):
                assert numbers.percent(row[f"{measure}_reform"], 3) in page
                assert numbers.number(row[f"{measure}_difference"] * 100, 3, signed=True) in page
        assert "0.32131" in page
        assert "30.20%" in page


def test_figures_of_the_law_appear(pages):
    for page in map(visible, pages.values()):
        for text in ("249,000", "\N{MINUS SIGN}790", "+14.2%", "136", "160", "national_aid_fund.uct.gap_share", "0.5"):
            assert text in page


def test_the_caveats_stand_before_the_figures(pages, comparison):
    page = visible(pages["en"])
    assert (
        page.index("The population is synthetic")
        < page.index("The targeting score is illustrative")
        < page.index("249,000")
    )
    assert "not verified are known: 1 assumed." in page
    assert "علامة الاستهداف توضيحية" in pages["ar"]


def test_contributions_are_paid_and_do_not_cost(pages):
    page = visible(pages["en"])
    assert "Contributions and taxes: paid, JOD" in page
    assert "Paid a year" in page


def test_the_null_reform_changes_nothing():
    null = make_comparison(change=0.0, fall=0.0)
    for language, words in (("en", "Nothing changes in the law."), ("ar", "لا يتغير شيء في القانون.")):
        page = render(null, language)
        assert words in page
        assert without_marks(findings.headline(null.tables, Texts(language))) in visible(page)
    assert findings.headline(null.tables, EN).startswith("Nothing changes: it costs 23.98 million JOD a month")
    assert findings.of_winners(null.tables["winners_losers"], EN) == "Nobody gains and nobody loses"


def test_what_users_write_is_escaped():
    hostile = make_comparison(title=ATTACK, label=ATTACK)
    hostile.tables["programmes"]["label_en"] = ATTACK
    hostile.tables["governorates"]["label_en"] = "'\\n</svg>" + ATTACK
    page = render(hostile, "en")
    assert "<script" not in page
    assert ATTACK in visible(page)
    assert not Tags(page).open


def test_the_same_comparison_gives_the_same_bytes(comparison, pages):
    assert render(make_comparison(), "ar") == pages["ar"]
    assert render(comparison, "en") == pages["en"]


def test_another_language_is_refused(comparison):
    with pytest.raises(OutputError, match="no report in 'fr'"):
        render(comparison, "fr")


def test_governorates_are_a_map_with_its_table_open_and_not_bars_of_the_same(pages):
    for text in pages.values():
        assert 'id="chart-governorate_map"' in text
        assert "chart-governorate_cost" not in text
        of_map = text.partition('id="chart-governorate_map"')[2].partition("</figure>")[0]
        assert "<details open>" in of_map
        assert of_map.count("<tr>") == 13
        assert text.count("<details open>") == 1
