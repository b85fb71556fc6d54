"""The report says what the tables say, in both languages, and asks nothing of the network."""

import html
import re
import string
from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace

import numpy
import pandas
import pytest

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.comparison import Comparison
from openfisca_jordan_sp.errors import OutputError, Text
from openfisca_jordan_sp.law.catalogue import levies, pillars, programmes
from openfisca_jordan_sp.measures.law_tables import governorate_names
from openfisca_jordan_sp.report import charts, findings, numbers, render
from openfisca_jordan_sp.report.texts import LANGUAGES, Texts, all_texts

EN = Texts("en")
FIGURES = ("cost_month", "cost_year", "families", "persons", "mean_amount")
ATTACK = '<script>alert("x")</script>'


def trio(name, baseline, reform):
    return {f"{name}_baseline": baseline, f"{name}_reform": reform, f"{name}_difference": reform - baseline}


def cost_row(cost, families, change=0.0, change_families=0.0, size=4.2):
    """Cost and reach of `cost` JOD a month for so many families, and the changes."""
    after, reached = cost + change, families + change_families
    return {
        **trio("cost_month", cost, after),
        **trio("cost_year", cost * 12, after * 12),
        **trio("families", families, reached),
        **trio("persons", families * size, reached * size),
        **trio("mean_amount", cost / families if families else 0.0, after / reached if reached else 0.0),
    }


def levies_table(change):
    """Contributions and taxes of which the employees' rise by `change` JOD a month."""
    of = {"ssc_employee": cost_row(48_862_675, 1_166_953, change), "income_tax": cost_row(934_000, 50_629)}
    rows = [
        {"levy": levy.id, "payer": levy.payer, "label_en": levy.label.en, "label_ar": levy.label.ar}
        | of.get(levy.id, cost_row(0, 0))
        for levy in levies()
    ]
    last = {"levy": "total", "payer": "", "label_en": "All contributions and taxes", "label_ar": "جميع الاشتراكات"}
    return pandas.DataFrame([*rows, last | cost_row(49_796_675, 1_170_000, change)])


def cost_tables(change, levies_change=0.0):
    """Programmes, pillars, governorates and deciles whose costs rise by `change` JOD a month in all."""
    uct, recurring = cost_row(17_080_000, 197_300, change), cost_row(6_190_400.4, 50_910)
    of = {"uct": uct, "recurring_aid": recurring, "disability_care": cost_row(712_345, 13_004)}
    total = cost_row(23_982_745.4, 248_210, change)
    rows = [
        {"programme": p.id, "pillar": p.pillar, "label_en": p.label.en, "label_ar": p.label.ar}
        | of.get(p.id, cost_row(0, 0))
        for p in programmes()
    ]
    last = {"programme": "total", "pillar": "", "label_en": "All programmes", "label_ar": "جميع البرامج"}
    share = numpy.linspace(3, 1, 12) / 24
    reached = numpy.array([30, 24, 17, 11, 7, 5, 3, 2, 0.8, 0.2]) / 100
    return {
        "programmes": pandas.DataFrame([*rows, last | total]),
        "levies": levies_table(levies_change),
        "pillars": pandas.DataFrame(
            [
                {"pillar": key, "label_en": label.en, "label_ar": label.ar}
                | (total if key == "karama" else cost_row(0, 0))
                for key, label in pillars().items()
            ]
        ),
        "governorates": pandas.DataFrame(
            [
                {"governorate": key, "label_en": en, "label_ar": ar} | cost_row(24e6 * s, 248_210 * s, change * s)
                for (key, (en, ar)), s in zip(governorate_names().items(), share, strict=True)
            ]
        ),
        "deciles": pandas.DataFrame(
            [{"decile": d + 1} | cost_row(24e6 * s, 248_210 * s, change * s) for d, s in enumerate(reached)]
        ),
    }


def welfare_tables(change, fall):
    """Poverty that falls by `fall`, and winners or losers in the poorer deciles, where anything changes at all."""
    groups = {
        "all": ("All residents", "جميع السكان", 0.1912),
        "jordanian": ("Households of Jordanians", "أسر الأردنيين", 0.157),
    }
    groups["other"] = ("Other households", "أسر غير الأردنيين", 0.3021)
    touched = numpy.array([30.2, 24, 17, 11, 7, 5, 3, 2, 0.8, 0]) / 100 * (change != 0)
    rows = [
        {
            "decile": str(d + 1) if d < 10 else "all",
            "persons": 1_194_000.0 * (10 if d == 10 else 1),
            **{f"persons_{kind}": 1_194_000.0 * s for kind, s in shares.items()},
            **{f"share_{kind}": s for kind, s in shares.items()},
            "mean_change": change / 12e6 * share * 10,
        }
        for d, share in enumerate([*touched, touched.mean()])
        for shares in [{"gain": share * (change > 0), "lose": share * (change < 0), "unchanged": 1 - share}]
    ]
    return {
        "poverty": pandas.DataFrame(
            [
                {"group": key, "label_en": en, "label_ar": ar, "line": 112.67}
                | trio("headcount", h, h - fall)
                | trio("gap", h / 4, h / 4 - fall / 2)
                | trio("severity", h / 10, h / 10 - fall / 3)
                | trio("persons", h * 11.9e6, (h - fall) * 11.9e6)
                for key, (en, ar, h) in groups.items()
            ]
        ),
        "services": pandas.DataFrame(
            [
                {"service": "cover", "pillar": "tamkeen", "label_en": "Cover", "label_ar": "تأمين", "entity": "person"}
                | trio("entitled", 1046012.0, 1046099.0),
                {"service": "meal", "pillar": "karama", "label_en": "Meal", "label_ar": "وجبة", "entity": "family"}
                | trio("entitled", 520035.0, 520035.0)
                | trio("value_month", 1014068.0, 1014068.0),
            ]
        ),
        "inequality": pandas.DataFrame(
            [trio("gini", 0.32131, 0.32131 - fall / 10) | trio("mean", 197.2, 197.2 + change / 12e6)]
        ),
        "winners_losers": pandas.DataFrame(rows),
    }


def law_tables(changes, label="Highest monthly transfer"):
    provision = {
        "instrument": "national_aid_fund",
        "path": "national_aid_fund.uct.benefit_maximum",
        "label_en": label,
        "label_ar": label,
        "unit": "JOD/month",
        "date": "2026-01-01",
        "before": 136,
        "before_confidence": "verified",
        "after": 160,
    }
    known = {"path": ["national_aid_fund.uct.gap_share"], "date": ["2022-01-01"], "value": [0.5]}
    return {
        "provisions": pandas.DataFrame([provision] if changes else [], columns=list(provision)),
        "published": pandas.DataFrame(
            [
                {"date": "2026-05-01", "figure": "families", **against(249_000, 248_210)},
                {"date": "2026-05-01", "figure": "cost_month", **against(21_000_000, 23_982_745.4)},
            ]
        ),
        "non_verified": pandas.DataFrame({**known, "confidence": ["assumed"], "source": ["A <modelling> choice"]}),
    }


def against(published, model):
    difference = model - published
    return {
        "published": published,
        "model": model,
        "difference": difference,
        "relative_difference": difference / published,
    }


def make_comparison(
    *, change=2_410_000.0, fall=0.0021, paid=0.0, title="Raise the highest transfer", label="Highest transfer"
):
    """A comparison of invented figures; with neither change nor fall nor more `paid` in levies, of the null reform."""
    changes = bool(change or fall or paid)
    reform = SimpleNamespace(
        status="scenario",
        source=({"title": title},),
        neutralise=(),
        code=SimpleNamespace(variables=()),
    )
    policy = SimpleNamespace(id=title, title=Text(title, title), reforms=(reform,) if changes else ())
    return Comparison(
        policy=policy,
        period=parse_month("2026-01"),
        line=112.67,
        tables={**cost_tables(change, paid), **welfare_tables(change, fall), **law_tables(changes, label)},
        population={
            "kind": "synthetic",
            "seed": 1,
            "households": 20_000,
            "families": 23_456,
            "persons": 96_480,
            "base_date": "2025-12-31",
            "caveats": [{"en": "The targeting score is illustrative.", "ar": "علامة الاستهداف توضيحية."}],
        },
        evaluations={
            name: SimpleNamespace(cutoffs={"uct_inside_quota": 71.25}, quotas={}) for name in ("baseline", "reform")
        },
    )


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


class Tags(HTMLParser):
    """The tags of a page with their attributes, and whether they close as they open."""

    VOID = frozenset({"meta", "br", "link", "img", "path", "wbr"})

    def __init__(self, page):
        super().__init__()
        self.found, self.open = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag


def visible(page):
    return html.unescape(re.sub(r"<[^>]*>", " ", page.replace("<wbr>", "")))


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


def test_the_main_result_is_one_sentence(comparison):
    assert findings.headline(comparison.tables, EN) == (
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


def test_contributions_are_paid_and_do_not_cost(pages):
    page = visible(pages["en"])
    assert "Contributions and taxes: paid, JOD" in page
    assert "Paid a year" in page


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


def test_the_null_reform_changes_nothing():
    null = make_comparison(change=0.0, fall=0.0)
    for language, words in (("en", "Nothing changes in the law."), ("ar", "لا يتغير شيء في القانون.")):
        page = render(null, language)
        assert words in page
        assert findings.headline(null.tables, Texts(language)) in html.unescape(page)
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


def test_every_text_is_in_both_languages():
    for key, pair in all_texts().items():
        assert set(pair) == set(LANGUAGES), key
        fields = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in pair.values()]
        assert fields[0] == fields[1], key
        assert all(text.strip() for text in pair.values()), key


def test_another_language_is_refused(comparison):
    with pytest.raises(OutputError, match="no report in 'fr'"):
        render(comparison, "fr")


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
    from openfisca_jordan_sp.report.tables import services
    from openfisca_jordan_sp.report.texts import Texts

    table = pandas.DataFrame(
        [
            {"label_en": "Cover", "entity": "person", **trio("entitled", 10.0, 12.0)},
            {"label_en": "Meal", "entity": "family", **trio("entitled", 5.0, 5.0), **trio("value_month", 7.0, 7.0)},
        ]
    )
    cover, meal = services(table, Texts("en")).rows
    assert [cell.text for cell in cover] == ["Cover", "persons", "10", "12", "+2", "", "", ""]
    assert [cell.text for cell in meal] == ["Meal", "families", "5", "5", "0", "7", "7", "0"]
