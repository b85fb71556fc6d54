"""Comparisons: a null reform is null, parts sum to totals, figures follow from the families."""

import json
from dataclasses import replace

import numpy
import pandas
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy, compare
from openfisca_jordan_sp.asked import LINES, parse_line, parse_month
from openfisca_jordan_sp.comparison import progress_steps
from openfisca_jordan_sp.errors import OutputError, PeriodError
from openfisca_jordan_sp.law.catalogue import pillars
from openfisca_jordan_sp.law.parameters import find
from openfisca_jordan_sp.reform import catalogue
from tests.fixtures import small_population

COST_TABLES = ("pillars", "governorates", "deciles")
REFORMS = sorted(catalogue())


@pytest.fixture(scope="module")
def results():
    """All at once: further policies cost little."""
    return compare(*REFORMS, population=small_population())


@pytest.fixture(scope="module", params=REFORMS)
def result(request, results):
    return results.of(request.param)


@pytest.fixture(scope="module")
def null():
    return compare(population=small_population())


def test_a_null_reform_changes_exactly_nothing(null):
    for name, table in null.tables.items():
        for column in table.columns[table.columns.str.endswith("_difference")]:
            if name != "published" and column != "relative_difference":
                assert (table[column].dropna() == 0).all(), (name, column)
    winners = null.tables["winners_losers"]
    assert (winners["share_unchanged"] == 1).all()
    assert (winners[["share_gain", "share_lose", "mean_change"]] == 0).all().all()
    assert null.tables["provisions"].empty


@pytest.mark.parametrize("figure", ["cost_month", "cost_year"])
@pytest.mark.parametrize("scenario", ["baseline", "reform", "difference"])
def test_parts_sum_to_totals(result, figure, scenario):
    column = f"{figure}_{scenario}"
    programmes = result.tables["programmes"].set_index("programme")
    total = programmes.loc["total", column]
    tolerance = 1e-9 * programmes.loc["total", f"{figure}_reform"]
    assert programmes.drop(index="total")[column].sum() == pytest.approx(total, abs=tolerance)
    for table in COST_TABLES:
        assert result.tables[table][column].sum() == pytest.approx(total, abs=tolerance), table


@pytest.mark.parametrize("scenario", ["baseline", "reform"])
def test_families_and_persons_sum_over_places_and_deciles(result, scenario):
    programmes = result.tables["programmes"].set_index("programme")
    for figure in ("families", "persons"):
        column = f"{figure}_{scenario}"
        for table in ("governorates", "deciles"):
            assert result.tables[table][column].sum() == pytest.approx(programmes.loc["total", column])


def test_a_month_of_the_year_is_the_month_asked_for(result):
    # Nothing is seasonal in January 2026 but the transfer and recurring aid, which are the same in every month
    # until the observed caseload moves in May; winter aid is paid in December.
    programmes = result.tables["programmes"].set_index("programme")
    assert programmes.loc["winter_aid", "cost_month_baseline"] == 0
    assert programmes.loc["winter_aid", "cost_year_baseline"] > 0
    recurring = programmes.loc["recurring_aid"]
    assert recurring["cost_year_baseline"] == pytest.approx(12 * recurring["cost_month_baseline"])


def test_winners_losers_and_others_are_everybody(result):
    table = result.tables["winners_losers"].set_index("decile")
    shares = table[["share_gain", "share_lose", "share_unchanged"]].sum(axis=1)
    assert shares.to_numpy() == pytest.approx(numpy.ones(11))
    deciles = table.drop(index="all")
    assert deciles["persons"].sum() == pytest.approx(table.loc["all", "persons"])
    assert (deciles["persons"] / table.loc["all", "persons"]).to_numpy() == pytest.approx(
        numpy.full(10, 0.1), abs=0.005
    )
    # The mean change of all persons times their number is a twelfth of the yearly cost, less what they pay more.
    levies = result.tables["levies"]
    total = (
        result.tables["programmes"].set_index("programme").loc["total", "cost_year_difference"]
        - levies.loc[levies["payer"] == "person", "cost_year_difference"].sum()
    )
    everyone = table.loc["all"]
    assert everyone["mean_change"] * everyone["persons"] == pytest.approx(total / 12)


def test_the_sum_of_programmes_is_what_the_rules_call_benefits(result):
    of_programmes, of_rules = benefits_of_year(result.evaluations["reform"])
    assert of_programmes == pytest.approx(of_rules)


def test_the_same_holds_of_the_law_in_force(null):
    of_programmes, of_rules = benefits_of_year(null.evaluations["baseline"])
    assert of_programmes == pytest.approx(of_rules)


def benefits_of_year(evaluation):
    """Each family's benefits by the engine's programmes, and by the law's own variable, asked with the year before."""
    from openfisca_jordan_sp.engine.simulation import build_simulation
    from openfisca_jordan_sp.formulas import year_months
    from openfisca_jordan_sp.law.catalogue import quotas

    year = period("2026")
    simulation = build_simulation(evaluation.policy.system, small_population(), [year.last_year, year])
    for quota in quotas():
        flag = evaluation.policy.system.get_variable(quota.flag)
        for month in year_months(year):
            if flag.get_formula(month) is not None:
                set_quota(simulation, evaluation, quota, month)
    return sum(evaluation.year.values()), simulation.calculate("family_yearly_benefits", year)


def set_quota(simulation, evaluation, quota, month):
    from openfisca_jordan_sp.engine.quota import inside_quota

    families = find(evaluation.policy.system.parameters, quota.families)(str(month.start))
    candidates = numpy.logical_and.reduce([simulation.calculate(name, month) for name in quota.all_of])
    score = simulation.calculate(quota.score, month)
    simulation.set_input(quota.flag, month, inside_quota(candidates, score, small_population().family_weight, families))


def test_one_family_alone_agrees_with_the_ranking_when_the_cutoff_is_set(null, tmp_path):
    from openfisca_jordan_sp.engine.simulation import build_simulation

    cutoff = null.evaluations["baseline"].cutoffs["is_uct_inside_quota"]
    path = tmp_path / "cutoff.yaml"
    path.write_text(
        "id: cutoff\ntitle: {en: Cut-off, ar: حد}\nstatus: scenario\n"
        f"values: {{national_aid_fund.uct.score_cutoff: {{2022-01-01: {cutoff!r}}}}}\n"
    )
    month = period("2026-01")
    simulation = build_simulation(Policy.of(path).system, small_population(), [month])
    alone = simulation.calculate("uct_amount", month)
    ranked = null.evaluations["baseline"].month["uct"]
    assert (alone > 0).any()
    assert alone.tolist() == ranked.tolist()


def test_a_wider_quota_reaches_more_families_and_costs_more():
    table = compare("uct_quota_250000", population=small_population()).tables["programmes"].set_index("programme")
    assert table.loc["uct", "families_difference"] >= 0
    assert table.loc["uct", "cost_month_difference"] >= 0
    assert table.loc["recurring_aid", "cost_month_difference"] <= 0


def test_a_universal_grant_reaches_every_child_citizen():
    result = compare("universal_child_grant", population=small_population())
    grant = result.tables["programmes"].set_index("programme").loc["universal_child_grant"]
    population = small_population()
    births = population.persons["birth_date"].astype("datetime64[M]").astype(int)
    # Under 18 on 1 January 2026: born in January 2008 after the first, or later.
    day = population.persons["birth_date"].astype("datetime64[D]")
    children = (day > numpy.datetime64("2008-01-01")) & (births > 0) & (population.persons["nationality"] == 0)
    assert grant["cost_month_reform"] == pytest.approx(10 * population.person_weight[children].sum())
    assert grant["cost_month_baseline"] == 0
    assert result.tables["poverty"].iloc[0]["headcount_difference"] <= 0


def test_the_published_figures_stand_beside_the_baseline(null):
    published = null.tables["published"].set_index(["date", "figure"])
    families = published.loc[("2024-12-01", "families")]
    assert families["published"] == 239177
    assert published.loc[("2024-12-01", "cost_month"), "published"] == 20706952
    assert families["difference"] == families["model"] - families["published"]


def test_pillars_are_those_of_the_strategy(null):
    assert null.tables["pillars"]["pillar"].tolist() == list(pillars())


def test_every_unverified_value_used_is_listed_with_its_source(null):
    table = null.tables["non_verified"].set_index("path")
    assert table.loc["national_aid_fund.uct.gap_share", "confidence"] == "assumed"
    assert "national_aid_fund.uct.benefit_maximum" not in table.index
    assert "national_aid_fund.uct.quota_families" in table.index
    assert (table["source"].str.len() > 0).all()


def test_progress_is_reported_to_its_end():
    steps = []
    compare(population=small_population(), progress=steps.append)
    assert sum(steps) == progress_steps(1)


class TestPeriodsAndLines:
    @pytest.mark.parametrize("text", ["2026", "2026-13", "January", "", "2026-01-05", "month:2026-01:2", "0"])
    def test_what_is_not_a_month_is_refused(self, text):
        with pytest.raises(PeriodError, match="is not a month"):
            parse_month(text)

    def test_a_month_before_the_law_is_refused(self):
        with pytest.raises(PeriodError, match="before the law"):
            parse_month("1985-12")
        assert str(parse_month("1986-01")) == "1986-01"

    def test_the_national_line_is_carried_forward_by_prices(self):
        month = period("2026-01")
        assert parse_line("national", month) == pytest.approx(1200 / 12 * 112.67 / 100)
        assert parse_line("unindexed", month) == 100
        assert parse_line("naf", month) == 68
        assert parse_line("81.5", month) == 81.5
        assert parse_line(90, month) == 90
        assert set(LINES) == {"national", "unindexed", "naf"}

    @pytest.mark.parametrize("line", ["poor", "0", -5, "nan", "inf", None, ""])
    def test_what_is_not_a_line_is_refused(self, line):
        with pytest.raises(PeriodError, match="is not a poverty line"):
            parse_line(line, period("2026-01"))


class TestSaving:
    def test_every_table_is_written_and_read_back(self, null, tmp_path):
        written = null.save(tmp_path / "new" / "folder")
        names = {path.name for path in written}
        assert {"result.json", "programmes.csv", "provisions.csv", "report.html"} <= names
        data = json.loads((tmp_path / "new" / "folder" / "result.json").read_text(encoding="utf-8"))
        assert data["is_synthetic"] is True
        assert data["non_verified_values"] == len(null.tables["non_verified"])
        table = pandas.read_csv(tmp_path / "new" / "folder" / "programmes.csv", encoding="utf-8-sig")
        assert table["cost_month_baseline"].to_numpy() == pytest.approx(
            null.tables["programmes"]["cost_month_baseline"].to_numpy()
        )
        assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(names)

    def test_the_same_comparison_gives_the_same_bytes(self, null, tmp_path):
        null.save(tmp_path / "one")
        compare(population=small_population()).save(tmp_path / "two")
        for path in (tmp_path / "one").iterdir():
            assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name

    def test_a_place_that_is_a_file_is_refused(self, null, tmp_path):
        (tmp_path / "taken").write_text("mine")
        with pytest.raises(OutputError):
            null.save(tmp_path / "taken")
        assert (tmp_path / "taken").read_text() == "mine"

    def test_a_failure_leaves_nothing_half_written(self, null, tmp_path):
        broken = replace(null, tables={**null.tables, "broken": None})
        with pytest.raises(AttributeError):
            broken.save(tmp_path)
        assert list(tmp_path.iterdir()) == []


class TestNotes:
    def test_a_quota_that_leaves_nobody_out_is_told(self):
        result = compare("uct_quota_250000", population=small_population())
        quota = result.evaluations["reform"].quotas["is_uct_inside_quota"]
        notes = " ".join(note.en for note in result.notes())
        assert quota.families == 250000
        assert ("leaves nobody out" in notes) == (quota.reached == quota.candidates)

    def test_a_synthetic_population_and_unverified_values_are_always_told(self, null):
        notes = [note.en for note in null.notes()]
        assert "synthetic" in notes[0]
        assert f"no source verifies: {len(null.tables['non_verified'])} " in notes[1]
        assert len(notes) == 2 + sum(
            not quota.is_binding and not quota.is_idle for quota in null.evaluations["reform"].quotas.values()
        )
        assert all(note.ar for note in null.notes())

    def test_a_quota_of_a_programme_that_is_not_on_is_neither_told_nor_written(self, null):
        flag = "is_shock_horizontal_inside_quota"
        assert null.evaluations["reform"].quotas[flag].is_idle
        assert not any("160,000" in note.en for note in null.notes())
        written = null.to_dict()["quotas"]
        assert [flag in quotas for quotas in written.values()] == [False, False]
        assert "is_uct_inside_quota" in written["baseline"]

    def test_a_quota_that_one_policy_alone_puts_to_use_is_written_for_both(self):
        flag = "is_shock_horizontal_inside_quota"
        result = compare("covid_2020", population=small_population())
        written = result.to_dict()["quotas"]
        assert written["baseline"][flag]["candidates"] == 0
        assert written["reform"][flag]["candidates"] > 0
        assert written["reform"][flag]["families"] == 250000

    def test_a_reform_of_services_alone_is_told(self):
        result = compare("poor_family_insurance_400", population=small_population())
        services = result.tables["services"].set_index("service")
        assert services.loc["poor_family_card", "entitled_difference"] > 0
        assert "no cash benefit" in " ".join(note.en for note in result.notes())

    def test_a_law_of_another_time_and_a_reform_without_effect_are_told(self):
        result = compare("uct_maximum_160", population=small_population(), period="2024-06")
        notes = " ".join(note.en for note in result.notes())
        assert "law of 2024 is applied to the people of the end of 2025" in notes
        assert "changes no cost in this year" in notes


def test_a_reform_that_concerns_nobody_says_which_facts_the_population_lacks():
    weighting = compare("student_fund_other_weighting", population=small_population())
    notes = [note.en for note in weighting.notes()]
    assert "The reform changes no cost in this year." in notes
    silent = next(note for note in weighting.notes() if "facts that this population does not tell" in note.en)
    assert "Latest school average" in silent.en
    assert "وقائع" in silent.ar
    assert not any("does not tell" in note.en for note in compare(population=small_population()).notes())


class TestLevies:
    def test_what_is_paid_follows_from_the_rates(self):
        table = compare("covid_2020", population=small_population()).tables["levies"].set_index("levy")
        # 7.5 and 14.25 per cent fall to 1 and 4.25 for private employees; public employees pay on.
        assert table.loc["ssc_employee", "cost_month_difference"] < 0
        assert table.loc["ssc_employer", "cost_month_difference"] < table.loc["ssc_employee", "cost_month_difference"]
        assert table.loc["civil_health", "cost_month_difference"] == 0

    def test_the_total_is_their_sum(self, null):
        table = null.tables["levies"]
        parts = table[table["levy"] != "total"]
        for figure in ("cost_month_baseline", "cost_year_baseline"):
            assert parts[figure].sum() == pytest.approx(table.iloc[-1][figure])

    def test_who_pays_less_consumes_more(self):
        result = compare("covid_2020", population=small_population())
        paid = result.tables["levies"]
        less = -paid.loc[paid["payer"] == "person", "cost_year_difference"].sum()
        inequality = result.tables["inequality"].iloc[0]
        benefits = result.tables["programmes"].iloc[-1]["cost_year_difference"]
        persons = result.tables["winners_losers"].set_index("decile").loc["all", "persons"]
        assert less > 0
        assert inequality["mean_difference"] * persons * 12 == pytest.approx(less + benefits)

    def test_a_reform_of_contributions_alone_is_not_called_without_effect(self, tmp_path):
        path = tmp_path / "dearer.yaml"
        path.write_text(
            "id: dearer\ntitle: {en: Dearer, ar: أغلى}\nstatus: scenario\nvalues:\n"
            "  social_security_law.contributions.maternity.employer: {2026-01-01: 0.01}\n",
            encoding="utf-8",
        )
        notes = [note.en for note in compare(path, population=small_population()).notes()]
        assert "The reform changes no benefit in this year, but what is paid in contributions and taxes." in notes
