"""Populations in partitions: the same as whole, to the last bit however they are cut and whoever computes them."""

import json
import pickle
import threading

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine import parts_source
from openfisca_jordan_sp.engine.evaluate import evaluate_all
from openfisca_jordan_sp.engine.executors import Serial, Threads
from openfisca_jordan_sp.engine.part import Question
from openfisca_jordan_sp.engine.part_groups import AGES, GROUPS
from openfisca_jordan_sp.engine.partitions import summarise
from openfisca_jordan_sp.engine.parts_source import FolderParts, MemoryParts
from openfisca_jordan_sp.engine.summary import ALL_PROGRAMMES, merge, of_pillar
from openfisca_jordan_sp.errors import Cancelled, InvalidReformError, PopulationError, Text, UnsetParameterError
from openfisca_jordan_sp.law.catalogue import pillars, programmes
from openfisca_jordan_sp.measures import concentration, welfare
from openfisca_jordan_sp.measures import tables as measure
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.law_tables import governorate_names
from openfisca_jordan_sp.measures.statistics.groups import AGES as AGES_OF_STATISTICS
from openfisca_jordan_sp.measures.statistics.groups import names_by_kind
from openfisca_jordan_sp.populations.store import read_population, write_population
from openfisca_jordan_sp.reform import Reform, load_reform, reform_from_data
from tests.fixtures import small_population

MONTH = period("2026-01")
LINE = 100.0


def changed(values, name="changed"):
    dated = {path: {"2026-01-01": value} for path, value in values.items()}
    data = {"id": name, "title": {"en": name, "ar": "تعديل"}, "status": "scenario", "values": dated}
    return Policy.of(reform_from_data(data))


@pytest.fixture(scope="module")
def policies():
    few = changed({"national_aid_fund.uct.quota_families": 60_000}, "few")
    return [Policy(), Policy.of("uct_maximum_160"), few, Policy.of("drought")]


@pytest.fixture(scope="module")
def evaluations(policies):
    return evaluate_all(policies, small_population(), MONTH)


@pytest.fixture(scope="module")
def whole(policies):
    return summarise(policies, MemoryParts(small_population()), Question(MONTH), LINE, Serial())


@pytest.fixture(scope="module")
def whole_month(policies):
    question = Question(MONTH, with_year=False)
    return summarise(policies[1:3], MemoryParts(small_population()), question, LINE, Serial())


@pytest.fixture(scope="module")
def pairs(evaluations):
    basis = Basis(small_population(), evaluations[0])
    return [measure.Pair(basis, evaluation) for evaluation in evaluations]


def close(value):
    return pytest.approx(value, rel=1e-8, abs=1e-3)


def test_every_programme_and_pillar_is_that_of_the_comparison(whole, pairs):
    for summary, pair in zip(whole, pairs, strict=True):
        by_programme = measure.programmes_table(pair).set_index("programme")
        keys = {item.id: item.id for item in programmes()} | {"total": ALL_PROGRAMMES}
        by_pillar = measure.pillars_table(pair).set_index("pillar")
        for table, names in ((by_programme, keys), (by_pillar, {key: of_pillar(key) for key in pillars()})):
            for row, item in names.items():
                for name, value in vars(summary.figures(item)).items():
                    assert value == close(table.loc[row, f"{name}_reform"]), (row, name)


def test_levies_and_services_are_those_of_the_comparison(whole, pairs, evaluations):
    for summary, pair, evaluation in zip(whole, pairs, evaluations, strict=True):
        for row in measure.levies_table(pair).iloc[:-1].to_dict(orient="records"):
            assert summary.figures(row["levy"]).cost_year == close(row["cost_year_reform"])
        for key, reached in evaluation.services.items():
            ours = summary.service(key)
            assert (ours.entity, ours.cases) == (reached.entity, reached.cases)
            assert ours.entitled == close(reached.entitled)
            assert ours.value == (None if reached.value is None else close(reached.value))


def test_groups_are_those_of_the_comparison_and_of_persons_add_up(whole, pairs):
    for summary, pair in zip(whole, pairs, strict=True):
        table = measure.governorates_table(pair, governorate_names()).set_index("governorate")
        for name in governorate_names():
            figures = summary.figures(ALL_PROGRAMMES, ("governorate", name))
            assert figures.persons == close(table.loc[name, "persons_reform"])
            assert figures.cost_year == close(table.loc[name, "cost_year_reform"])
        everybody = summary.figures(ALL_PROGRAMMES)
        for kind in {kind for kind, _ in GROUPS} - {"all"}:
            of_kind = [summary.figures(ALL_PROGRAMMES, group) for group in GROUPS if group[0] == kind]
            assert sum(each.cost_year for each in of_kind) == pytest.approx(everybody.cost_year, abs=1)
            assert sum(each.persons for each in of_kind) == close(everybody.persons)
            persons = sum(summary.poverty_of(group).persons for group in GROUPS if group[0] == kind)
            assert persons == close(summary.poverty_of().persons)


def test_the_groups_have_the_names_of_the_statistics():
    assert AGES == AGES_OF_STATISTICS
    assert [(kind, name) for kind, names in names_by_kind().items() for name in names] == list(GROUPS)


def test_poverty_is_that_of_the_comparison(whole, pairs):
    for summary, pair in zip(whole, pairs, strict=True):
        row = measure.poverty_table(pair, LINE).iloc[0]
        ours = summary.poverty_of()
        names = {"headcount": ours.headcount, "gap": ours.gap, "severity": ours.severity, "persons": ours.poor}
        for name, value in names.items():
            assert value == close(row[f"{name}_reform"])
        jordanian = summary.poverty_of(("nationality_of_head", "jordanian"))
        assert jordanian.headcount == close(measure.poverty_table(pair, LINE).iloc[1]["headcount_reform"])


def test_gini_mean_and_quantiles_are_within_their_bounds(whole, pairs):
    for summary, pair in zip(whole, pairs, strict=True):
        values, weight = pair.basis.consumption_per_head(pair.reform), pair.basis.person_weight
        gini = summary.gini()
        assert gini.low <= welfare.gini(values, weight) <= gini.high
        assert gini.high - gini.low < 1e-5
        assert summary.consumption.mean == close((values * weight).sum() / weight.sum())
        for share in (0.01, 0.1, 0.25, 0.5, 0.9, 0.999, 1.0):
            bounds, exact = summary.consumption.quantile(share), concentration.quantile(values, weight, share)
            assert bounds.low <= exact <= bounds.high
            assert bounds.high - bounds.low <= exact / 256


def test_how_far_quotas_reach_is_told_exactly(whole, evaluations):
    for summary, evaluation in zip(whole, evaluations, strict=True):
        assert summary.quotas == evaluation.quotas
    assert whole[2].quotas["is_uct_inside_quota"].is_binding


def test_cutting_the_year_changes_no_bit_also_with_a_binding_quota(policies, whole):
    source = MemoryParts(small_population(), 750)
    for one, other in zip(whole, summarise(policies, source, Question(MONTH), LINE, Threads(2)), strict=True):
        assert one.same_as(other)


@pytest.mark.parametrize(("households", "executor"), [(215, Threads(2)), (97, Threads(3)), (1499, Serial())])
def test_neither_the_cut_nor_whoever_computes_changes_a_bit(policies, whole_month, households, executor):
    source = MemoryParts(small_population(), households)
    question = Question(MONTH, with_year=False)
    for one, other in zip(whole_month, summarise(policies[1:3], source, question, LINE, executor), strict=True):
        assert one.same_as(other)


def test_a_quota_that_depends_on_another_is_settled_after_it():
    """Who is a candidate for the support of a shock depends on who is inside the quota of the cash transfer."""
    quotas = {"national_aid_fund.uct.quota_families": 60_000, "shock_response.horizontal.families": 5_000}
    policy = Policy.of(load_reform("drought"), changed(quotas).reforms[0])
    population = small_population()
    evaluation = evaluate_all([policy], population, MONTH)[0]
    assert all(evaluation.quotas[f"is_{of}_inside_quota"].is_binding for of in ("uct", "shock_horizontal"))
    question = Question(MONTH, with_year=False)
    results = [
        summarise([policy], MemoryParts(population, households), question, LINE, Serial())[0]
        for households in (1500, 400)
    ]
    assert results[0].same_as(results[1])
    assert results[0].quotas == evaluation.quotas
    total = sum(float((population.family_weight * amounts).sum()) for amounts in evaluation.month.values())
    # Without the year, programmes granted by the year are left out.
    by_month = [key for key in evaluation.month if results[0].figures(key).cost_month]
    assert {"uct", "shock_horizontal"} <= set(by_month)
    for key in by_month:
        cost = float((population.family_weight * evaluation.month[key]).sum())
        assert results[0].figures(key).cost_month == close(cost)
    assert results[0].figures(ALL_PROGRAMMES).cost_month <= total + 1


def test_merging_is_associative_and_does_not_heed_the_order(policies):
    question, population = Question(MONTH, with_year=False), small_population()
    parts = [summarise(policies[:1], MemoryParts(part), question, LINE, Serial())[0] for part in population.chunks(400)]
    one, two, three, four = parts
    forwards = merge(parts)
    assert forwards.same_as(merge(parts[::-1]))
    assert forwards.same_as(one.merged(two).merged(three.merged(four)))
    assert forwards.same_as(one.merged(two.merged(three.merged(four))))
    assert not forwards.same_as(merge(parts[:3]))
    with pytest.raises(ValueError, match="different questions"):
        one.merged(summarise(policies[:1], MemoryParts(population), question, 50.0, Serial())[0])


def test_a_folder_is_the_same_from_its_working_copy_and_from_parquet(policies, tmp_path, monkeypatch):
    folder, question = tmp_path / "small", Question(MONTH, with_year=False)
    write_population(small_population(), folder)
    monkeypatch.setenv("JORDAN_SP_WORKING_COPY", "0")
    from_files = summarise(policies[2:3], FolderParts(folder, 400), question, LINE, Serial())
    in_memory = summarise(policies[2:3], MemoryParts(read_population(folder)), question, LINE, Serial())
    assert not (folder / "working").exists()
    monkeypatch.delenv("JORDAN_SP_WORKING_COPY")
    parts_source._opened.cache_clear()
    from_copy = summarise(policies[2:3], FolderParts(folder, 400), question, LINE, Serial())
    assert (folder / "working").is_dir()
    assert from_files[0].same_as(in_memory[0])
    assert from_copy[0].same_as(in_memory[0])


def test_a_folder_that_became_another_population_is_refused(policies, tmp_path):
    write_population(small_population(), tmp_path / "small")
    source = FolderParts(tmp_path / "small")
    parts = source.parts()
    manifest = json.loads((tmp_path / "small" / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "small" / "manifest.json").write_text(json.dumps({**manifest, "note": "changed"}), encoding="utf-8")
    with pytest.raises(PopulationError, match="another population"), parts[0].opened():
        pass


def test_progress_tells_every_partition_and_those_computed_again(policies):
    told = []
    source, question = MemoryParts(small_population(), 400), Question(MONTH, with_year=False)
    summarise(policies[:1], source, question, LINE, Serial(), lambda *numbers: told.append(numbers))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    told.clear()
    summarise([policies[2]], source, question, LINE, Serial(), lambda *numbers: told.append(numbers))
    assert told[3] == (4, 4)
    done, of = told[-1]
    assert done == of > 4


@pytest.mark.parametrize("executor", [Serial(), Threads(2)])
def test_whoever_asks_to_stop_is_obeyed(policies, executor):
    cancel, done = threading.Event(), []

    def stop_after_one(number, _):
        done.append(number)
        cancel.set()

    source = MemoryParts(small_population(), 100)
    with pytest.raises(Cancelled, match="Stopped as asked"):
        summarise(policies[:1], source, Question(MONTH, with_year=False), LINE, executor, stop_after_one, cancel)
    assert len(done) < 5


def test_an_interruption_is_told_as_such(policies):
    def interrupt(*_):
        raise KeyboardInterrupt

    with pytest.raises(Cancelled):
        list(Serial().run(interrupt, [1]))
    with pytest.raises(Cancelled):
        list(Threads(1).run(interrupt, [1]))


def test_a_policy_is_sent_as_its_reforms_and_built_once():
    policy = Policy.of("universal_child_grant", "uct_maximum_160")
    policy.system  # noqa: B018 - built here, and not sent
    data = pickle.dumps(policy)
    assert len(data) < 100_000
    received = pickle.loads(data)
    assert received is pickle.loads(data)
    assert received.id == policy.id
    assert [item.id for item in received.programmes] == [item.id for item in policy.programmes]
    people, question = MemoryParts(small_population()), Question(MONTH, with_year=False)
    ours, theirs = summarise([policy, received], people, question, LINE, Serial())
    assert ours.figures(ALL_PROGRAMMES) == theirs.figures(ALL_PROGRAMMES)
    assert pickle.loads(pickle.dumps(Policy())).id == "law_in_force"


def test_python_that_stands_in_no_file_cannot_be_sent():
    code = load_reform("universal_child_grant").code
    assert code.variables
    kind = type("made_here", (code.variables[0],), {"__module__": "nowhere"})
    reform = Reform("made", Text("made", "تعديل"), "scenario", code=type(code)(variables=(kind,)))
    with pytest.raises(InvalidReformError) as error:
        pickle.dumps(Policy((reform,)))
    assert error.value.problems[0].code == "unsendable_python"


def test_errors_of_other_processes_are_read_whole():
    error = UnsetParameterError("some.path", "2026-01-01")
    received = pickle.loads(pickle.dumps(error))
    assert type(received) is UnsetParameterError
    assert received.lines("ar") == error.lines("ar")
    assert (received.parameter, str(received)) == ("some.path", str(error))


def test_an_amount_that_is_missing_is_refused(policies):
    population = small_population()
    households = dict(population.households)
    consumption = numpy.array(households["consumption_before_benefits"])
    consumption[7] = numpy.nan
    people = type(population)(
        {**households, "consumption_before_benefits": consumption},
        dict(population.families),
        dict(population.persons),
        population.manifest,
    )
    with pytest.raises(Exception, match="missing, infinite") as error:
        summarise(policies[:1], MemoryParts(people), Question(MONTH, with_year=False), LINE, Serial())
    assert error.value.code == "measure_error"


def test_a_partition_of_nobody_is_refused():
    with pytest.raises(ValueError, match="at least one household"):
        FolderParts("demo", 0)
