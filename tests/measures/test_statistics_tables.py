"""Tables of statistics against the plain functions, identities, invariance, errors of sampling, disclosure."""

from dataclasses import replace
from functools import cache

import numpy
import pandas
import pytest

from openfisca_jordan_sp.errors import MeasureError, PeriodError
from openfisca_jordan_sp.measures import inequality, poverty, targeting
from openfisca_jordan_sp.measures import uncertainty as sampling
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.statistics import Options, statistics_tables
from openfisca_jordan_sp.measures.statistics.groups import DECILES
from tests.fixtures import small_population
from tests.measures.handmade import cell, evaluation, population, value, with_manifest

LINE = 110.0
FEW = Options(replicates=20, seed=4)
REFORM = "law_in_force#2"
PROGRAMMES = ("uct", "recurring_aid", "wfp_food_assistance", "unemployment_benefit")


@cache
def policies():
    """Two policies that pay random families of the small population; the second pays fewer of the first programme."""
    count, random = small_population().family_count, numpy.random.default_rng(7)
    paid = {
        name: random.uniform(5, 90, count).round(3) * (random.random(count) < share)
        for name, share in zip(PROGRAMMES, (0.2, 0.1, 0.05, 0.01), strict=True)
    }
    fewer = {**paid, "uct": paid["uct"] * (random.random(count) < 0.7)}
    return [evaluation(paid), evaluation(fewer)]


@cache
def tables():
    return statistics_tables(small_population(), policies(), LINE, FEW)


@cache
def per_head(number):
    return Basis(small_population(), policies()[0]).consumption_per_head(policies()[number])


@cache
def persons():
    return Basis(small_population(), policies()[0]).person_weight


@pytest.mark.parametrize(("number", "policy"), [(0, "law_in_force"), (1, REFORM)])
def test_poverty_is_that_of_the_plain_functions(number, policy):
    values, weight = per_head(number), persons()
    for measure, plain in (
        ("headcount", poverty.headcount),
        ("gap", poverty.gap),
        ("severity", poverty.severity),
        ("sen", poverty.sen),
        ("watts", poverty.watts),
    ):
        known = plain(values, weight, LINE)
        assert value(tables()["poverty"], measure, policy=policy) == pytest.approx(known, rel=1e-12), measure
        here = small_population().households["governorate"] == 4
        known = plain(values, weight, LINE, mask=here)
        assert value(tables()["poverty"], measure, "irbid", "governorate", policy=policy) == pytest.approx(known)


@pytest.mark.parametrize(("number", "policy"), [(0, "law_in_force"), (1, REFORM)])
def test_inequality_is_that_of_the_plain_functions(number, policy):
    values, weight = per_head(number), persons()
    known = {
        "gini": inequality.gini_coefficient(values, weight),
        "atkinson_0.5": inequality.atkinson(values, weight, 0.5),
        "atkinson_1": inequality.atkinson(values, weight, 1),
        "atkinson_2": inequality.atkinson(values, weight, 2),
        "theil_t": inequality.theil_t(values, weight),
        "mean_log_deviation": inequality.mean_log_deviation(values, weight),
        "palma": inequality.palma(values, weight),
        "p90_p10": inequality.percentile_ratio(values, weight, 0.9, 0.1),
        "p50_p10": inequality.percentile_ratio(values, weight, 0.5, 0.1),
        "p90_p50": inequality.percentile_ratio(values, weight, 0.9, 0.5),
        "median": inequality.quantile(values, weight, 0.5),
    }
    for measure, plain in known.items():
        assert value(tables()["inequality"], measure, policy=policy) == pytest.approx(plain, rel=1e-9), measure
    curve = inequality.lorenz_curve(values, weight)
    shares = [
        value(tables()["inequality"], "welfare_share", str(d + 1), "decile", policy=policy) for d in range(DECILES)
    ]
    assert shares == pytest.approx([curve.at((d + 1) / 10) - curve.at(d / 10) for d in range(DECILES)])
    assert sum(shares) == pytest.approx(1)


def test_the_coefficient_of_gini_is_twice_the_covariance_with_rank():
    values, weight = per_head(0), persons() / persons().sum()
    order = numpy.argsort(values)
    rank = numpy.empty(len(values))
    rank[order] = numpy.cumsum(weight[order]) - weight[order] / 2
    mean = (weight * values).sum()
    covariance = (weight * (values - mean) * (rank - 0.5)).sum()
    assert value(tables()["inequality"], "gini") == pytest.approx(2 * covariance / mean)


@pytest.mark.parametrize("kind", ["governorate", "sex_of_head", "household_size"])
@pytest.mark.parametrize(("measure", "alpha"), [("theil_t", 1), ("mean_log_deviation", 0)])
def test_inequality_within_groups_is_that_of_the_decomposition(kind, measure, alpha):
    rows = tables()["inequality_by_group"]
    rows = rows[(rows["group_kind"] == kind) & (rows["policy"] == "law_in_force") & (rows["figure"] == "level")]
    people = small_population()
    size = numpy.bincount(people.persons["household_id"])
    reference = people.persons["household_role"] == 0
    head = numpy.empty(people.household_count, dtype=int)
    head[people.persons["household_id"][reference]] = people.persons["sex"][reference]
    groups = {
        "governorate": people.households["governorate"],
        "sex_of_head": head,
        "household_size": numpy.searchsorted([1, 2, 3, 5, 7], size, side="right"),
    }[kind]
    known = inequality.decomposition(per_head(0), persons(), groups, alpha)
    within = rows[rows["measure"] == f"{measure}_contribution"]["value"].sum()
    assert within == pytest.approx(known.within / known.total)
    entropy = rows[rows["measure"] == measure]["value"].dropna()
    assert entropy.to_numpy() == pytest.approx(known.inequality)


def family_level(number, programme):
    people = small_population()
    home = people.families["household_id"]
    size = numpy.bincount(people.persons["family_id"], minlength=people.family_count)
    total = sum(policies()[number].year.values()) if programme == "all" else policies()[number].year[programme]
    benefit = total / 12
    heads = numpy.bincount(people.persons["household_id"])
    without = per_head(number) - numpy.bincount(home, benefit, minlength=len(heads)) / heads
    return benefit / size, per_head(number)[home], people.family_weight * size, (without < LINE)[home]


@pytest.mark.parametrize("programme", [*PROGRAMMES, "all"])
@pytest.mark.parametrize(("number", "policy"), [(0, "law_in_force"), (1, REFORM)])
def test_targeting_is_that_of_the_plain_functions(programme, number, policy):
    benefit, welfare, weight, poor = family_level(number, programme)
    errors = targeting.targeting_errors(benefit, poor, weight)
    known = {
        "coverage": targeting.coverage(benefit, weight),
        "adequacy": targeting.adequacy(benefit, welfare, weight),
        "leakage": targeting.leakage(benefit, poor, weight),
        "inclusion_error": errors.inclusion_of_beneficiaries,
        "inclusion_error_of_non_poor": errors.inclusion_of_non_poor,
        "exclusion_error": errors.exclusion_of_poor,
        "targeting_differential": targeting.targeting_differential(benefit, poor, weight),
        "spending": (benefit * weight).sum(),
    }
    for measure, plain in known.items():
        found = value(tables()["targeting"], measure, programme=programme, policy=policy)
        assert found == pytest.approx(plain, rel=1e-9, abs=1e-12), measure


def test_incidence_adds_up_and_coverage_weighted_by_people_is_that_of_all():
    rows = tables()["targeting"]
    for kind in ("quintile", "decile"):
        of_uct = rows[(rows["programme"] == "uct") & (rows["group_kind"] == kind) & (rows["figure"] == "level")]
        of_uct = of_uct[of_uct["policy"] == REFORM].pivot_table(index="group", columns="measure", values="value")
        assert of_uct["benefit_incidence"].sum() == pytest.approx(1)
        assert of_uct["beneficiary_incidence"].sum() == pytest.approx(1)
        people = of_uct["beneficiaries"] / of_uct["coverage"]
        assert people.sum() == pytest.approx(persons().sum())
        spending = (of_uct["mean_benefit"] * of_uct["beneficiaries"]).sum()
        assert spending == pytest.approx(value(rows, "spending", programme="uct", policy=REFORM))


@pytest.mark.parametrize("unit", ["persons", "families", "households"])
def test_budgets_add_up_by_group_and_programmes_add_up_to_pillars_and_all(unit):
    table = statistics_tables(small_population(), policies(), LINE, Options(unit=unit, replicates=0))["budget"]
    cost = table[(table["measure"] == "cost_year") & (table["figure"] == "level")]
    by_kind = cost.pivot_table(index=["policy", "programme"], columns="group_kind", values="value", aggfunc="sum")
    assert {"all", "governorate", "decile", "sex", "nationality", "disability", "age"} == set(by_kind.columns)
    for kind in by_kind.columns:
        assert by_kind[kind].to_numpy() == pytest.approx(by_kind["all"].to_numpy()), kind
    weight = small_population().family_weight
    known = {name: (weight * policies()[0].year[name]).sum() for name in PROGRAMMES}
    totals = by_kind["all"].loc["law_in_force"]
    assert totals[list(PROGRAMMES)].to_dict() == pytest.approx(known)
    assert totals["all"] == pytest.approx(sum(known.values()))
    assert totals[["karama", "forsa", "somoud"]].sum() == pytest.approx(totals["all"])


def test_a_policy_of_the_same_amounts_differs_by_exactly_nothing_with_no_error():
    again = evaluation({name: amounts / 12 for name, amounts in policies()[0].year.items()})
    found = statistics_tables(small_population(), [policies()[0], again], LINE, FEW)
    for name, table in found.items():
        if name in ("policies", "notes"):
            continue
        rows = table[(table["figure"] == "difference") & ~table["measure"].isin(["unchanged"])]
        known = rows[rows["value"].notna()]
        assert len(known), name
        assert (known["value"] == 0).all(), name
        assert (known["standard_error"].dropna() == 0).all(), name
    unchanged = found["winners_losers"][found["winners_losers"]["measure"] == "unchanged"]
    assert (unchanged["value"].dropna() == 1).all()


def test_errors_are_those_of_the_plain_bootstrap_also_of_differences():
    weight = small_population().households["household_weight"]
    replicates = sampling.household_bootstrap(weight, count=20, seed=4)
    size = numpy.bincount(small_population().persons["household_id"])

    def gap(number):
        return lambda weights: poverty.gap(per_head(number), weights * size, LINE)

    plain = sampling.estimate(gap(0), replicates)
    row = cell(tables()["poverty"], "gap")
    assert row["value"] == pytest.approx(plain.value)
    assert row["standard_error"] == pytest.approx(plain.standard_error)
    assert (row["low"], row["high"]) == pytest.approx(plain.percentile)
    error = sampling.standard_error(lambda weights: gap(1)(weights) - gap(0)(weights), replicates)
    difference = cell(tables()["poverty"], "gap", policy=REFORM, figure="difference")
    assert difference["standard_error"] == pytest.approx(error)
    # The same people are in both: the error of the difference is far below those of the levels.
    assert error < plain.standard_error / 3
    gini = sampling.standard_error(lambda weights: inequality.gini_coefficient(per_head(0), weights * size), replicates)
    assert cell(tables()["inequality"], "gini")["standard_error"] == pytest.approx(gini)


def test_strata_and_clusters_of_the_households_are_used_where_they_are():
    people = small_population()
    stratum, cluster = people.households["governorate"], numpy.arange(people.household_count) // 10 % 7
    design = replace(people, households={**people.households, "sampling_stratum": stratum, "sampling_cluster": cluster})
    found = statistics_tables(design, policies()[:1], LINE, FEW)
    size = numpy.bincount(people.persons["household_id"])
    replicates = sampling.rao_wu_bootstrap(people.households["household_weight"], stratum, cluster, count=20, seed=4)
    plain = sampling.standard_error(lambda weights: poverty.headcount(per_head(0), weights * size, LINE), replicates)
    assert cell(found["poverty"], "headcount")["standard_error"] == pytest.approx(plain)


def test_the_same_seed_gives_the_same_tables_and_another_seed_other_errors():
    again = statistics_tables(small_population(), policies(), LINE, FEW)
    for name, table in tables().items():
        pandas.testing.assert_frame_equal(table, again[name], check_exact=True)
    other = statistics_tables(small_population(), policies(), LINE, Options(replicates=20, seed=5))
    assert (other["poverty"]["value"].fillna(0) == again["poverty"]["value"].fillna(0)).all()
    assert cell(other["poverty"], "gap")["standard_error"] != cell(again["poverty"], "gap")["standard_error"]


def test_the_order_of_households_and_copies_with_split_weights_change_nothing():
    random = numpy.random.default_rng(11)
    consumption, weight = random.lognormal(5, 0.7, 60), random.uniform(1, 5, 60)
    place, uct = random.integers(0, 12, 60), random.uniform(0, 50, 60) * (random.random(60) < 0.5)

    def figures(order, copies=1):
        order = numpy.repeat(order, copies)
        people = population(consumption[order], weight=weight[order] / copies, governorate=place[order])
        found = statistics_tables(people, [evaluation({"uct": uct[order]})], LINE, Options(replicates=0))
        return pandas.concat([found[name] for name in ("poverty", "inequality", "budget")])["value"].to_numpy()

    plain = figures(numpy.arange(60))
    assert figures(random.permutation(60)) == pytest.approx(plain, nan_ok=True)
    # Copies can be on two sides of a border of deciles: only those figures may differ.
    people = population(numpy.repeat(consumption, 2), weight=numpy.repeat(weight, 2) / 2)
    doubled = statistics_tables(people, [evaluation({"uct": numpy.repeat(uct, 2)})], LINE, Options(replicates=0))
    single = statistics_tables(
        population(consumption, weight=weight), [evaluation({"uct": uct})], LINE, Options(replicates=0)
    )
    for name in ("poverty", "inequality"):
        of_all = [each[name][each[name]["group_kind"] == "all"]["value"].to_numpy() for each in (single, doubled)]
        assert of_all[0] == pytest.approx(of_all[1])


def test_a_group_of_one_household_has_its_figures_and_no_error():
    people = population([50, 150, 90], governorate=[0, 0, 11])
    table = statistics_tables(people, [evaluation({"uct": [5, 0, 0]})], 100, FEW)["poverty"]
    alone = cell(table, "gap", "aqaba", "governorate")
    assert alone["value"] == pytest.approx(0.1)
    # In some replicates it is not drawn: the group is then nobody.
    assert numpy.isnan(alone["standard_error"])
    assert numpy.isnan(value(table, "headcount", "zarqa", "governorate"))


def test_households_of_no_weight_count_for_nothing():
    people = population([50, 150, 0], weight=[1, 1, 0])
    table = statistics_tables(people, [evaluation({"uct": [5, 0, 0]})], 100, Options(replicates=0))["poverty"]
    assert value(table, "headcount") == 0.5
    assert value(table, "watts") == pytest.approx(numpy.log(100 / 55) / 2)


def test_what_has_no_meaning_is_refused():
    people, paid = population([50, 150]), [evaluation({"uct": [5, 0]})]
    with pytest.raises(MeasureError, match="no evaluation"):
        statistics_tables(people, [], 100)
    with pytest.raises(MeasureError, match="another population"):
        statistics_tables(people, [evaluation({"uct": [5, 0, 0]})], 100)
    with pytest.raises(MeasureError, match="weight"):
        statistics_tables(population([50, 150], weight=[0, 0]), paid, 100)
    with pytest.raises(MeasureError, match="only one household"):
        statistics_tables(population([50]), [evaluation({"uct": [5]})], 100)
    with pytest.raises(MeasureError, match="consumption_before_benefits"):
        statistics_tables(population([50, numpy.nan]), paid, 100)
    with pytest.raises(PeriodError, match="poverty line"):
        statistics_tables(people, paid, "lower")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("unit", "tribes"),
        ("welfare", "wealth"),
        ("per", "adult"),
        ("replicates", -1),
        ("replicates", 1),
        ("replicates", 2.5),
        ("seed", -3),
        ("level", 0),
        ("level", 1),
    ],
)
def test_options_refuse_what_they_do_not_know(name, wrong):
    with pytest.raises(MeasureError) as caught:
        Options(**{name: wrong})
    assert caught.value.path == name
    assert caught.value.message.ar


def test_synthetic_people_bear_the_note_that_sampling_error_is_not_the_main_one():
    assert sampling.SYNTHETIC_NOTE.en in set(tables()["notes"]["note_en"])
    assert sampling.SYNTHETIC_NOTE.ar in set(tables()["notes"]["note_ar"])
    survey = with_manifest(small_population(), kind="survey")
    found = statistics_tables(survey, policies(), LINE, Options(replicates=2))
    assert sampling.SYNTHETIC_NOTE.en not in set(found["notes"]["note_en"])


def test_every_row_has_its_names_in_both_languages():
    for name, table in tables().items():
        texts = table.select_dtypes(exclude="number")
        if "measure" in table:
            assert (texts[["label_en", "label_ar", "group_en", "group_ar", "unit"]] != "").all().all(), name
        assert texts.notna().all().all(), name
