"""Who is hurt: the types are those who lose, told apart by what hurts them, with the right provision."""

import re
from dataclasses import replace
from functools import cache

import numpy
import pytest

from openfisca_jordan_sp import Policy, compare, who_is_hurt
from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.engine.evaluate import evaluate_all
from openfisca_jordan_sp.errors import MeasureError, PeriodError, UnknownReformError
from openfisca_jordan_sp.hurt.attribution import attribute
from openfisca_jordan_sp.hurt.coalitions import exact_shares
from openfisca_jordan_sp.hurt.facts import facts_of
from openfisca_jordan_sp.hurt.game import Game
from openfisca_jordan_sp.hurt.losses import Losses
from openfisca_jordan_sp.hurt.provisions import provisions_of
from openfisca_jordan_sp.hurt.sentences import describe
from openfisca_jordan_sp.hurt.types import types_of
from openfisca_jordan_sp.many_policies.batches import Stage
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.tables import Pair
from openfisca_jordan_sp.report.hurt_page import render_hurt
from tests.fixtures import small_population
from tests.hurt.made_up import CAP, COVER, FOOD, NEEDS_A_VALUE, RATE, UNSET, reform, two_groups
from tests.measures.pages import visible


@cache
def found():
    return who_is_hurt(two_groups(), population=small_population())


def rows(result, table):
    return result.table(table).to_dict(orient="records")


def of_types(result):
    return result.table("types").query("type != 'all'")


def survey(minimum):
    people = small_population()
    return replace(people, manifest={**people.manifest, "kind": "survey", "minimum_cell": minimum})


def losses_of(policy):
    people, month = small_population(), parse_month("2026-01")
    law, changed = evaluate_all([Policy(), policy], people, month)
    return Stage(people, month, 0.0), Losses(Pair(Basis(people, law), changed))


def test_types_leave_nobody_out_and_share_nobody():
    types, (everybody,) = of_types(found()), rows(found(), "losers")
    assert 2 <= len(types) <= 6
    for column in ("households", "households_in_sample", "families", "persons", "loss_month"):
        assert types[column].sum() == pytest.approx(everybody[column]), column
    assert types["share_of_loss"].sum() == pytest.approx(1)
    assert types["share_of_households"].sum() == pytest.approx(1)
    assert types["loss_month"].is_monotonic_decreasing


def test_counts_and_losses_are_those_of_a_comparison():
    compared = compare(two_groups(), population=small_population())
    winners = compared.table("winners_losers").iloc[-1]
    (everybody,) = rows(found(), "losers")
    assert everybody["persons"] == pytest.approx(winners["persons_lose"])
    assert everybody["share_of_persons"] == pytest.approx(winners["share_lose"])
    # Nobody gains, so that all that changes is lost.
    assert winners["persons_gain"] == 0
    assert everybody["loss_month"] == pytest.approx(-winners["mean_change"] * winners["persons"])


def test_both_groups_are_found_with_the_provision_that_hurts_each():
    types = rows(found(), "types")[:-1]
    refugees = [row for row in types if row["provision"] == FOOD]
    insured = [row for row in types if row["provision"] in (RATE, CAP)]
    assert len(refugees) + len(insured) == len(types)
    (one,) = refugees
    assert one["programme"] == "wfp_food_assistance"
    assert one["provision_share"] == pytest.approx(1, abs=0.05)
    assert re.search("Syrian|refugee|Jordanian", one["description_en"])
    assert re.search("سوري|لاجئ|أردني", one["description_ar"])
    assert "with a registered refugee (100%" in one["mostly_en"] or "with a registered refugee" in one["description_en"]
    assert all(row["programme"] == "civil_health" for row in insured)
    assert any("works for the State" in row["description_en"] for row in insured)


def test_what_a_description_says_is_true_of_every_household_of_the_type():
    _, losses = losses_of(Policy.of(two_groups()))
    types = types_of(losses, facts_of(losses), losses.loss[:, None], most=8, least=0)
    assert len(types) > 3
    assert sorted(numpy.concatenate([each.rows for each in types])) == list(range(len(losses.rows)))
    for each in types:
        assert 1 <= len(each.conditions) <= 3
        for condition in each.conditions:
            assert (condition.fact.holds[losses.rows][each.rows] == condition.holds).all()
            assert condition.fact.phrase(holds=condition.holds) in condition.fact.words
        said = describe(each).en
        assert any(condition.fact.phrase(holds=condition.holds).en in said for condition in each.conditions)


def test_losses_by_provision_and_by_programme_add_up_for_every_type():
    whole = found().table("types").set_index("type")["loss_month"]
    for table in ("types_provisions", "types_programmes"):
        by_type = found().table(table).groupby("type")["loss_month"].sum()
        assert by_type.to_dict() == pytest.approx(whole.to_dict()), table
    responsible = found().table("responsible")
    assert responsible["loss_month"].sum() == pytest.approx(whole["all"])
    assert responsible["share"].sum() == pytest.approx(1)


def test_provisions_that_share_a_loss_share_the_blame_and_others_are_left_alone():
    by_id = found().table("responsible").set_index("provision")
    assert found().method == "exact"
    for share, alone, spared in ((RATE, RATE, CAP), (CAP, CAP, RATE)):
        # Of two provisions that interact, what one takes alone and spares when left out make the halves of its share.
        row = by_id.loc[share]
        assert row["loss_month"] == pytest.approx((row["loss_alone"] + row["loss_spared"]) / 2)
        assert by_id.loc[alone, "loss_alone"] != pytest.approx(by_id.loc[spared, "loss_spared"])
    food = by_id.loc[FOOD]
    assert food["loss_alone"] == pytest.approx(food["loss_month"]) == pytest.approx(food["loss_spared"])


def test_games_of_their_own_give_the_shares_of_the_whole_game():
    policy = Policy.of(two_groups())
    stage, losses = losses_of(policy)
    quick = attribute(stage, policy, losses)
    game = Game(stage, policy, losses, provisions_of(policy))
    plan = exact_shares([sorted(game.everything)])
    game.learn(plan.factors)
    whole = sum(numpy.multiply.outer(game.known[each], factors) for each, factors in plan.factors.items())
    assert quick.shares == pytest.approx(whole)
    assert quick.shares.sum(axis=1) == pytest.approx(losses.loss)


def test_more_provisions_than_are_drawn_are_switched_one_at_a_time_only(monkeypatch):
    monkeypatch.setattr("openfisca_jordan_sp.hurt.attribution.MOST_EXACT", 1)
    drawn = who_is_hurt(two_groups(), population=small_population())
    assert drawn.method == "drawn"
    assert drawn.table("responsible")["loss_month"].to_list() == pytest.approx(
        found().table("responsible")["loss_month"].to_list()
    )
    monkeypatch.setattr("openfisca_jordan_sp.hurt.attribution.MOST_DRAWN", 1)
    single = who_is_hurt(two_groups(), population=small_population(), types=2)
    assert single.method == "one_at_a_time"
    assert single.table("responsible")["loss_month"].isna().all()
    assert single.table("responsible")["loss_spared"].notna().all()
    assert any("one at a time only" in note.en for note in single.notes())
    assert not len(single.table("responsible_reforms"))


def test_reforms_together_are_held_responsible_as_wholes_too():
    rate, cap = reform("rate", **{RATE: 0.06}), reform("cap", **{CAP: 60})
    result = who_is_hurt([rate, cap], population=small_population())
    reforms = result.table("responsible_reforms").set_index("reform")["loss_month"]
    assert reforms.sum() == pytest.approx(result.table("losers")["loss_month"].sum())
    assert set(reforms.index) == {"rate", "cap"}


def test_a_rule_that_fails_without_a_value_is_one_provision_with_it():
    made = replace(reform("needs", **{UNSET: 5.0}), code=NEEDS_A_VALUE)
    result = who_is_hurt(made, population=small_population(), types=2)
    assert result.table("responsible")["changes"].tolist() == [f"{UNSET}; civil_health_contribution_amount"]
    assert result.table("responsible")["share"].tolist() == [1]
    assert any("Changes that need one another are one provision" in note.en for note in result.notes())


def test_rights_that_end_stand_apart_from_losses_of_income():
    result = who_is_hurt(reform("cover", **{COVER: 75}), population=small_population())
    (right,) = rows(result, "rights")
    compared = compare(reform("cover", **{COVER: 75}), population=small_population()).table("services")
    change = compared.set_index("service").loc["elderly_cover", "entitled_difference"]
    assert right["service"] == "elderly_cover"
    assert right["more"] - right["fewer"] == pytest.approx(change)
    assert not len(result.table("types"))
    assert "Nobody loses any income" in result.finding.en
    assert any("Rights that some lose" in note.en for note in result.notes())


def test_where_nobody_is_hurt_one_sentence_says_so():
    result = who_is_hurt("uct_maximum_160", population=small_population())
    assert re.fullmatch(r"Nobody loses any income in 2026; [\d,]+ households gain: .*\.", result.finding.en)
    assert "لا يخسر أحد أي دخل" in result.finding.ar
    for name in ("losers", "types", "responsible"):
        assert not len(result.table(name)), name
    assert who_is_hurt(population=small_population()).finding.en.startswith(
        "Nobody loses any income in 2026, and nobody"
    )


def test_facts_that_people_do_not_tell_are_named_where_nothing_changes():
    result = who_is_hurt("ssc_bill_2026_feb24", population=small_population(), period="2030-01")
    assert any("facts that this population does not tell" in note.en for note in result.notes())


def test_fewer_types_are_told_if_fewer_are_asked_for():
    result = who_is_hurt(two_groups(), population=small_population(), types=1)
    assert result.table("types")["type"].tolist() == ["1", "all"]
    assert result.table("types")["description_en"].tolist() == ["All households that lose"] * 2


def test_the_same_question_has_the_same_answer():
    again = who_is_hurt(two_groups(), population=small_population())
    assert again.to_dict() == found().to_dict()


def test_nothing_is_told_of_few_households_of_a_survey():
    shown, hidden = found(), who_is_hurt(two_groups(), population=survey(15))
    assert hidden.table("types")["households_in_sample"].min() >= 15
    facts = hidden.table("types_facts")
    assert facts["share"].isna().any()
    assert facts["share"].notna().any()
    assert not shown.table("types_facts")["share"].isna().any()
    by_type = hidden.table("types_provisions")
    assert (by_type.groupby("type")["loss_month"].apply(lambda values: values.isna().sum()) != 1).all()
    few = who_is_hurt(reform("few", **{FOOD: 1.0}), population=survey(30))
    assert "nothing may be told of them" in few.finding.en
    assert not len(few.table("types"))


@pytest.mark.parametrize("types", [0, 9])
def test_a_number_of_types_that_cannot_be_read_is_refused(types):
    with pytest.raises(MeasureError, match="choose from 1 to 8"):
        who_is_hurt(two_groups(), population=small_population(), types=types)


def test_mistakes_are_one_clear_error_each():
    with pytest.raises(UnknownReformError):
        who_is_hurt("no_such_reform", population=small_population())
    with pytest.raises(PeriodError):
        who_is_hurt(two_groups(), population=small_population(), period="soon")


#: What may stand in Latin letters in an Arabic result: names of the law, ids, commands and files.
_NAMES = r"`[^`]*`|[a-z0-9_]+(?:[._+][a-z0-9_]+)+|two_groups|openfisca-jordan-sp|non_verified|report\.html"


def latin(text):
    return re.findall(r"[A-Za-z]{2,}", re.sub(_NAMES, " ", text))


def test_arabic_tables_and_notes_are_complete():
    texts = [note.ar for note in found().notes()] + [found().title.ar, found().finding.ar]
    for table in found().tables.values():
        for column in table.columns:
            if str(column).endswith("_ar"):
                texts += table[column].tolist()
    assert len(texts) > 100
    assert [text for text in texts if latin(text)] == []
    labels = found().labels()
    assert all(not latin(labels.column(name).ar) for name in found().table("types").columns)
    assert all(not latin(labels.table(name).ar) for name in found().tables)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_tells_who_is_hurt(language):
    page = render_hurt(found(), language)
    seen = visible(page)
    row = rows(found(), "types")[0]
    assert row[f"description_{language}"] in seen
    assert row[f"provision_{language}"] in seen
    assert ("The population is synthetic" in seen) == (language == "en")
    for name in found().chart_names():
        assert found().chart(name, language).to_dict()["title"]
    nobody = who_is_hurt("uct_maximum_160", population=small_population())
    assert getattr(nobody.finding, language) in visible(render_hurt(nobody, language))
