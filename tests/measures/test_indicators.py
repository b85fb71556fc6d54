"""Indicators of the strategy by pillar, taken from tables of statistics."""

from __future__ import annotations

import math

import pandas
import pytest

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import pillars
from openfisca_jordan_sp.law.parameters import leaves
from openfisca_jordan_sp.law.strategy import aims
from openfisca_jordan_sp.measures.indicators import (
    OF_PILLARS,
    change_from,
    more_than_one,
    of_pillars,
    pairs_within_pillars,
    target_of,
)
from openfisca_jordan_sp.measures.statistics.words import MEASURES
from openfisca_jordan_sp.population_statistics import statistics
from openfisca_jordan_sp.report.indicators_figures import (
    CHARTS,
    all_indicators,
    by_pillar,
    numbers_of_programmes,
    pairs,
    reach,
    services,
)
from openfisca_jordan_sp.report.shocks_figures import Shock, drawn
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.system import law_in_force
from tests.arabic import without_marks
from tests.fixtures import small_population

EN, AR = Texts("en"), Texts("ar")
NAMES = {"law_in_force": "Law in force", "drought": "A drought"}
PILLARS = {"uct": "karama", "winter_aid": "karama", "recurring_aid": "karama", "wfp": "somoud"}


@pytest.fixture(scope="module")
def tables():
    return statistics("drought", population=small_population(), period="2026-01").tables


@pytest.fixture(scope="module")
def indicators(tables):
    return of_pillars(tables)


def figure(table, **wanted):
    for column, value in wanted.items():
        table = table[table[column] == value]
    (row,) = table.to_dict(orient="records")
    return row


def words(text):
    return without_marks(text)


class TestAnAimOfTheStrategy:
    def test_has_a_source_and_either_measures_or_a_reason_why_none(self):
        assert {aim.pillar for aim in aims()} == {None, *pillars()}
        for aim in aims():
            assert aim.sources, aim.id
            assert aim.measures or aim.missing, aim.id
            for text in (aim.aim, *([aim.missing] if aim.missing else []), *(one.title for one in aim.sources)):
                assert text.en.strip(), aim.id
                assert text.ar.strip(), aim.id

    def test_is_measured_by_what_there_is(self):
        own = {"entitled", "shock_cost", "shock_families", "shock_headcount"}
        assert {name for aim in aims() for name in aim.measures} <= {*MEASURES, *own}

    def test_has_a_target_only_where_a_parameter_with_a_source_holds_it(self):
        known = {str(leaf.name): leaf for leaf in leaves(law_in_force().parameters)}
        targets = {aim.id: aim for aim in aims() if aim.target}
        assert list(targets) == ["fund_families_in_employment"]
        for aim in targets.values():
            assert known[aim.target].values_list[0].metadata["reference"]
        assert target_of(targets["fund_families_in_employment"], "2026-01-01") == 0.15
        assert target_of(targets["fund_families_in_employment"], "2025-12-31") is None
        assert target_of(aims()[0], "2026-01-01") is None


class TestIndicatorsByPillar:
    def test_are_the_rows_of_the_statistics(self, tables, indicators):
        for measure, (table, kind, group) in OF_PILLARS.items():
            for policy in NAMES:
                wanted = {"measure": measure, "policy": policy, "figure": "level"}
                shown = figure(indicators, pillar="karama", **wanted)
                known = figure(tables[table], programme="karama", group_kind=kind, group=group, **wanted)
                assert (shown["value"], shown["low"], shown["high"]) == (known["value"], known["low"], known["high"])

    def test_stand_by_pillar_and_then_by_measure(self, indicators):
        assert list(dict.fromkeys(indicators["pillar"])) == [*pillars(), "all"]
        assert list(dict.fromkeys(indicators["measure"])) == list(OF_PILLARS)

    def test_of_a_pillar_that_pays_nobody_are_not_taken_for_hidden_ones(self, indicators):
        rows = indicators[indicators["pillar"] == "tamkeen"]
        assert not rows["is_paid"].any()
        assert rows["value"].isna().all()
        assert indicators.loc[indicators["pillar"] != "tamkeen", "is_paid"].all()
        assert set(rows["programme_en"]) == {pillars()["tamkeen"].en}

    def test_stand_in_one_table_by_pillar_with_the_change_beside_each(self, indicators):
        table = all_indicators(indicators, NAMES, EN, "#services")
        assert table.headings == ["Measure", "Law in force", "A drought", "Difference"]
        assert [one.heading for one in table.sections] == [*(name.en for name in pillars().values()), "All pillars"]
        assert [one.count for one in table.sections] == [len(OF_PILLARS), 0, *[len(OF_PILLARS)] * 3]
        assert len(table.rows) == sum(one.count for one in table.sections)
        wanted = {"pillar": "all", "measure": "coverage"}
        levels = {name: figure(indicators, policy=name, figure="level", **wanted)["value"] for name in NAMES}
        shown = next(row for row in table.rows[-len(OF_PILLARS) :] if row[0].text.startswith("Coverage"))
        assert [cell.text.partition(" ")[0] for cell in shown[1:3]] == [f"{value:.2%}" for value in levels.values()]
        assert shown[3].text.startswith("+")

    def test_of_a_pillar_that_pays_nobody_are_one_sentence_that_leads_to_its_services(self, indicators):
        (unpaid,) = [one for one in all_indicators(indicators, NAMES, EN, "#services").sections if one.note]
        assert unpaid.heading.startswith("Tamkeen")
        assert unpaid.note == "No programme of this pillar pays anybody."
        assert (unpaid.link, unpaid.address) == ("Who has a right to its services", "#services")
        (alone,) = [one for one in all_indicators(indicators, NAMES, EN).sections if one.note]
        assert (alone.link, alone.address) == ("", "")

    def test_have_charts_whose_table_has_the_change_beside_the_law(self, indicators):
        table = by_pillar(indicators, "cost_year", NAMES, EN).table
        assert table.headings == ["Pillar", "Law in force", "A drought", "Difference"]
        changes = indicators[(indicators["measure"] == "cost_year") & (indicators["figure"] != "level")]
        known = dict(zip(changes["programme_en"], changes["value"], strict=True))
        shown = {row[0].text: row[3].text for row in table.rows}
        assert set(shown) == set(known)
        assert shown["All pillars"].startswith(f"+{known['All pillars'] / 1e6:,.2f}")
        assert shown[pillars()["tamkeen"].en] == "nobody is paid"
        law = indicators[indicators["policy"] == "law_in_force"]
        assert by_pillar(law, "cost_year", {"law_in_force": "Law in force"}, EN).table.headings[1:] == ["Law in force"]

    def test_have_charts_whose_sentence_has_the_figures(self, indicators):
        for measure in CHARTS:
            one = by_pillar(indicators, measure, NAMES, EN)
            assert one.finding.startswith(("Of ", "Benefits", "All ", *"0123456789")), one.finding
            assert "law in force" in one.finding
        whole = figure(indicators, pillar="all", measure="coverage", policy="drought", figure="level")
        said = by_pillar(indicators, "coverage", NAMES, EN).finding
        assert said.startswith(f"{whole['value']:.2%} of residents")
        alone = indicators[indicators["policy"] == "law_in_force"]
        assert "law in force" not in by_pillar(alone, "coverage", {"law_in_force": "Law in force"}, EN).finding

    def test_that_are_hidden_are_in_no_sentence(self, indicators):
        hidden = indicators.assign(value=indicators["value"].where(indicators["pillar"] != "forsa"))
        one = by_pillar(hidden, "coverage", NAMES, EN)
        assert one.finding == EN("finding_hidden")
        gone = indicators.assign(value=math.nan)
        assert by_pillar(gone, "coverage", NAMES, EN) is None

    def test_speak_arabic(self, indicators):
        names = {"law_in_force": "القانون النافذ", "drought": "جفاف"}
        said = words(by_pillar(indicators, "leakage", names, AR).finding)
        assert "من الإنفاق يذهب إلى غير الفقراء" in said
        assert "القانون النافذ" in said


def pair(first, second, measure, value, policy="law_in_force"):
    names = {"programme": first, "group": second, "measure": measure, "value": value, "policy": policy}
    more = {"figure": "level", "unit": "families", "low": math.nan, "high": math.nan, "group_kind": "programme"}
    return {**names, **more, "programme_en": first, "group_en": second, "label_en": measure}


def overlap(families):
    """Rows of both measures for pairs in both orders; `families` by pair, of a programme with itself its own."""
    rows = []
    for (first, second), both in families.items():
        for one, other in dict.fromkeys([(first, second), (second, first)]):
            rows.append(pair(one, other, "families_in_both", both))
            rows.append(pair(one, other, "share_of_first", both / families[one, one] if families[one, one] else 0.0))
    return pandas.DataFrame(rows)


class TestPairsOfProgrammes:
    ROWS = overlap(
        {
            ("uct", "uct"): 200.0,
            ("winter_aid", "winter_aid"): 250.0,
            ("recurring_aid", "recurring_aid"): 50.0,
            ("wfp", "wfp"): 30.0,
            ("uct", "winter_aid"): 200.0,
            ("recurring_aid", "winter_aid"): 50.0,
            ("uct", "recurring_aid"): 0.0,
            ("wfp", "winter_aid"): 20.0,
        }
    )

    def test_are_of_one_pillar_each_once_and_the_most_families_first(self):
        found = pairs_within_pillars(self.ROWS, PILLARS)
        families = found[found["measure"] == "families_in_both"]
        shown = families[["pillar", "programme", "group", "value"]].to_numpy().tolist()
        assert shown == [["karama", "uct", "winter_aid", 200.0], ["karama", "recurring_aid", "winter_aid", 50.0]]
        shares = found[found["measure"] == "share_of_first"]["value"].tolist()
        assert shares == [1.0, 1.0]

    def test_that_are_hidden_stay_and_are_hidden(self):
        rows = self.ROWS.assign(value=self.ROWS["value"].where(self.ROWS["programme"] != "recurring_aid"))
        rows.loc[rows["group"] == "recurring_aid", "value"] = math.nan
        found = pairs_within_pillars(rows, PILLARS)
        assert found["value"].isna().sum() > 0
        drawn_pairs = pairs(found, {"law_in_force": "Law in force"}, EN)
        assert words(drawn_pairs.finding) == "Most families get uct and winter_aid together: 200"
        assert [cell.text for cell in drawn_pairs.table.rows[-1]][1] == "…"

    def test_that_no_family_gets_have_no_chart(self):
        rows = overlap({("uct", "uct"): 1.0, ("winter_aid", "winter_aid"): 1.0, ("uct", "winter_aid"): 0.0})
        assert pairs(pairs_within_pillars(rows, PILLARS), {"law_in_force": "Law in force"}, EN) is None


class TestFamiliesByTheNumberOfProgrammes:
    def test_the_share_of_two_or_more_is_of_those_who_are_paid(self, tables):
        rows = tables["programmes_per_family"]
        of_law = rows[
            (rows["policy"] == "law_in_force") & (rows["measure"] == "families") & (rows["figure"] == "level")
        ]
        counts = dict(zip(of_law["group"], of_law["value"], strict=True))
        paid = sum(value for number, value in counts.items() if number != "0")
        shares = more_than_one(rows)
        assert shares["law_in_force"] == pytest.approx((paid - counts["1"]) / paid, abs=1e-12)
        one = numbers_of_programmes(rows, shares, NAMES, EN)
        assert f"{shares['drought']:.1%} get two programmes or more" in one.finding

    def test_a_hidden_number_hides_the_share(self, tables):
        rows = tables["programmes_per_family"]
        hidden = rows.assign(value=rows["value"].where(rows["group"] != "2"))
        shares = more_than_one(hidden)
        assert math.isnan(shares["law_in_force"])
        assert numbers_of_programmes(hidden, shares, NAMES, EN).finding == EN("finding_hidden")


class TestWhatAComparisonTells:
    TABLE = pandas.DataFrame(
        [
            {"label_en": "Karama: cash", "families_baseline": 5.0, "families_reform": 7.0, "families_difference": 2.0},
            {"label_en": "Forsa: work", "families_baseline": 0.0, "families_reform": 9.0, "families_difference": 9.0},
        ]
    )

    def test_the_pillar_that_reaches_most_is_that_under_the_policy(self):
        assert words(reach(self.TABLE, NAMES, EN).finding) == "In the month the pillar Forsa reaches most families, 9"
        law = {"law_in_force": "Law in force"}
        assert words(reach(self.TABLE, law, EN).finding) == "In the month the pillar Karama reaches most families, 5"

    def test_the_change_stands_beside_the_law_in_force_and_the_policy(self):
        table = reach(self.TABLE, NAMES, EN).table
        assert table.headings == ["Pillar", "Law in force", "A drought", "Difference"]
        assert [[cell.text for cell in row] for row in table.rows] == [
            ["Karama: cash", "5", "7", "+2"],
            ["Forsa: work", "0", "9", "+9"],
        ]

    def test_services_say_whom_they_count(self):
        rows = [
            {"service": "a", "pillar": "tamkeen", "label_en": "A card", "entity": "family", "entitled_baseline": 3.0},
            {"service": "b", "pillar": "karama", "label_en": "A meal", "entity": "person", "entitled_baseline": 0.0},
        ]
        one = services(pandas.DataFrame(rows), {"law_in_force": "Law in force"}, EN)
        assert words(one.finding) == "Of 2 services counted, somebody is entitled to 1; most are to this one: A card, 3"
        assert [[cell.text for cell in row] for row in one.table.rows] == [
            ["A card", "Tamkeen", "families", "3"],
            ["A meal", "Karama", "persons", "0"],
        ]


def headline(**changes):
    made = {}
    for name, (before, after) in changes.items():
        made |= {f"{name}_baseline": before, f"{name}_reform": after}
        made[f"{name}_difference"] = None if after is None else after - before
    return made


class TestScenariosOfShocks:
    def test_beside_a_chosen_policy_change_what_they_change_from_that(self):
        chosen = headline(cost_year=(100.0, 130.0))
        (row,) = change_from([headline(cost_year=(100.0, 150.0))], chosen, ["cost_year"])
        assert row == {"cost_year_baseline": 130.0, "cost_year_reform": 150.0, "cost_year_difference": 20.0}
        (hidden,) = change_from([headline(cost_year=(100.0, None))], chosen, ["cost_year"])
        assert hidden["cost_year_difference"] is None

    def shock(self, name, cost, families, headcount):
        figures = {"cost_year": (0.0, cost), "families": (0.0, families), "headcount": (0.2, headcount)}
        return Shock(name, Text(name, name), headline(**figures, gap=(0.1, 0.1)))

    def test_the_sentences_name_the_one_that_changes_most_also_where_it_takes(self):
        shocks = [self.shock("Closure", 2e6, 0.0, 0.2), self.shock("Cut", -5e6, 0.0, 0.21)]
        made = drawn(shocks, "Law in force", EN)
        assert "−5.00 million JOD" in words(made["cost"].finding)
        assert made["cost"].finding.endswith("Cut")
        assert made["families"].finding == EN("shocks_none_families")
        assert "+1.000 percentage points: Cut" in words(made["headcount"].finding)
        assert [row[1].text for row in made["cost"].table.rows] == ["+2,000,000", "−5,000,000"]
