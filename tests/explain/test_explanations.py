"""What an explanation tells: the tree, margins, values, facts that are missing, and results that cannot be computed."""

import copy
import json
import re
from functools import cache
from importlib.resources import files

import jsonschema
import pytest

from openfisca_jordan_sp import Policy, Reform
from openfisca_jordan_sp.cases import case_from_data
from openfisca_jordan_sp.errors import PeriodError, SituationError, Text, UnknownNameError
from openfisca_jordan_sp.explain import difference, explain, graph
from openfisca_jordan_sp.explain.as_json import difference_data, explanation_data, json_text, schema
from openfisca_jordan_sp.explain.page import difference_page, explanation_page
from openfisca_jordan_sp.explain.text import difference_lines, explanation_lines
from openfisca_jordan_sp.law.yaml_text import read_yaml
from openfisca_jordan_sp.situations import calculate
from openfisca_jordan_sp.system import law_in_force
from openfisca_jordan_sp.writing import Writing
from tests.arabic import english_words, visible_text
from tests.explain.family import CASE

BRANCHING = """
id: branching
title: {en: A rule that branches, ar: قاعدة متفرعة}
status: scenario
python: branching.py
"""
BRANCHING_RULES = """
from openfisca_jordan_sp.variable import Variable


class is_head_citizen(Variable):
    def formula(family, period):
        found = family.head("is_citizen", period)
        if len(found) > 1000:
            return ~found
        return found


VARIABLES = (is_head_citizen,)
"""
#: What differs for the case between June 2019 and June 2026 by values of the law alone.
VARIABLES_THAT_CHANGED = (
    "minimum_wage_amount",
    "naf_recurring_scale_amount",
    "poverty_gap",
    "poverty_line",
    "ssc_wage_ceiling",
    "ssc_wage_floor",
)
IDS = {unit for plural in CASE.situation.values() for unit in plural} | {CASE.id}


@cache
def card():
    """Why the family has the poor-family card, without the search."""
    return explain(CASE, "poor_family_card_entitled", is_searched=False)


def with_facts(**facts):
    """The case with facts of the family that it does not give."""
    situation = copy.deepcopy(dict(CASE.situation))
    situation["families"]["family"] |= facts
    return case_from_data({"situation": situation}, "with_facts")


def with_wage(wage):
    """The case with another wage of the father."""
    situation = copy.deepcopy(dict(CASE.situation))
    situation["persons"]["father"]["wage"] = wage
    return case_from_data({"situation": situation}, "with_wage")


def with_disability():
    """The case with a mother whose severe disability brings recurring aid."""
    situation = copy.deepcopy(dict(CASE.situation))
    situation["persons"]["mother"]["disability_severity"] = "severe"
    return case_from_data({"situation": situation}, "with_disability")


def of_whom(name):
    """The unit of a variable in the case."""
    return {"person": "father"}.get(law_in_force().variables[name].entity.key)


def comparison(explanation, name):
    """The comparison in the rule of a variable."""
    (node,) = [node for node in explanation.nodes.values() if node.variable == name]
    (condition,) = node.conditions
    return condition


class TestTheTree:
    def test_leads_from_the_result_to_facts_that_rest_on_no_rule(self):
        assert card().result.variable == "poor_family_card_entitled"
        assert next(iter(card().nodes)) == card().root
        assert {leaf.kind for leaf in card().leaves} <= {"given", "default", "not_in_force"}
        assert "wage<2026-01>@father" in card().nodes

    def test_has_each_variable_of_a_unit_once_and_is_the_same_each_time(self):
        again = explain(CASE, "poor_family_card_entitled", is_searched=False)
        assert json_text(explanation_data(again)) == json_text(explanation_data(card()))
        assert explanation_lines(again, Writing("en"), None) == explanation_lines(card(), Writing("en"), None)

    def test_of_a_family_leads_to_its_members_and_of_a_person_to_its_household(self):
        nodes = card().nodes
        income = nodes["family_monthly_income<2026-01>@family"]
        assert {node for node in income.reads if node.startswith("wage")} == {
            f"wage<2026-01>@{person}" for person in CASE.situation["persons"]
        }
        aid = explain(CASE, "legal_aid_entitled", of="father", is_whole=True, is_searched=False)
        assert "is_legal_aid_income_within_ceiling<2026-01>@home" in aid.result.reads

    def test_whole_holds_what_was_read_and_did_not_decide(self):
        result = explain(CASE, "uct_amount", is_searched=False)
        whole = explain(CASE, "uct_amount", is_whole=True, is_searched=False)
        assert result.nodes.keys() < whole.nodes.keys()
        assert set(whole.result.reads) <= whole.nodes.keys()

    def test_of_too_many_steps_is_cut_and_says_so(self, monkeypatch):
        monkeypatch.setattr(graph, "MOST", 20)
        found = explain(CASE, "poor_family_card_entitled")
        assert len(found.nodes) < len(card().nodes)
        assert any("cut after" in note.en for note in found.notes)
        assert not found.is_searched
        assert explain(CASE, "is_head_citizen").is_searched


class TestConditions:
    @pytest.mark.parametrize(("wage", "holds", "margin"), [(299, True, 1), (300, True, 0), (312.5, False, -12.5)])
    def test_have_a_margin_that_is_above_nothing_where_they_are_met(self, wage, holds, margin):
        found = comparison(explain(with_wage(wage), "is_income_within_card_ceiling"), "is_income_within_card_ceiling")
        assert (found.holds, found.margin, found.operator) == (holds, margin, "<=")
        assert found.right.parameter == "health_insurance.poor_family.income_ceiling"
        assert found.left.value == wage

    def test_are_told_with_both_sides_and_the_margin(self):
        lines = explanation_lines(explain(with_wage(312.5), "is_income_within_card_ceiling"), Writing("en"))
        text = "\n".join(lines)
        assert "(312.500 dinars a month) at most Income ceiling (300.000 dinars a month): 12.500 over" in text

    def test_of_enumerations_have_no_margin_and_tell_what_is(self):
        (head,) = [node for node in card().nodes.values() if node.id == "is_citizen<2026-01>@father"]
        (condition,) = head.conditions
        assert (condition.form, condition.margin, condition.holds) == ("comparison", None, True)

    def test_of_members_stand_each_under_its_member(self):
        (node,) = [node for node in card().nodes.values() if node.variable == "has_no_insured_member"]
        members = [each for condition in node.conditions for each in condition.every() if each.form == "member"]
        assert len(members[0].parts) == len(CASE.situation["persons"])


class TestValues:
    def test_bear_their_source_and_how_they_are_known(self):
        (limit,) = [value for value in card().values.values() if value.path.endswith("poor_family.income_ceiling")]
        assert (limit.value, limit.confidence, limit.instrument) == (300, "verified", "health_insurance")
        assert limit.sources
        assert limit.is_verified

    def test_that_are_not_verified_are_counted_at_the_top(self):
        found = explain(CASE, "family_cash_benefits", is_searched=False)
        assert found.not_verified
        head = explanation_lines(found, Writing("en"))[:6]
        assert any(f"{len(found.not_verified)} of the {len(found.values)} values" in line for line in head)

    def test_of_a_reform_say_so(self):
        found = explain(CASE, "poor_family_card_entitled", policy=Policy.of("poor_family_insurance_400"))
        (limit,) = [value for value in found.values.values() if value.path.endswith("poor_family.income_ceiling")]
        assert (limit.value, limit.confidence) == (400, "reform")
        assert found.value_changes[0].value == 259.999


class TestWhatCannotBeComputed:
    def test_is_explained_up_to_the_value_that_is_missing(self):
        found = explain(with_facts(naf_targeting_score=50.0), "uct_amount")
        assert found.result.stopped_by == "national_aid_fund.uct.score_cutoff"
        assert found.result.value is None
        assert found.outcome is None
        assert any("national_aid_fund.uct.score_cutoff" in note.en for note in found.notes)
        assert "uct_entitled<2026-01>@family" in found.nodes
        assert found.nodes["uct_entitled<2026-01>@family"].value is True
        assert "stopped" in "\n".join(explanation_lines(found, Writing("en")))

    def test_is_computed_once_a_policy_sets_the_value(self):
        law = Policy().with_values({"national_aid_fund.uct.score_cutoff": {"2022-01-01": 60}})
        found = explain(with_facts(naf_targeting_score=50.0), "uct_amount", policy=law)
        assert found.result.value > 0
        assert found.outcome == "not_paid"

    def test_of_a_fact_that_it_is_a_fact(self):
        found = explain(CASE, "wage", of="father")
        assert (found.result.kind, found.outcome, len(found.nodes)) == ("given", None, 1)
        assert explain(CASE, "wage", of="mother").result.kind == "default"

    def test_of_a_rule_not_in_force_that_it_is_not(self):
        found = explain(CASE, "uct_amount", "2015-01")
        assert found.result.kind == "not_in_force"


class TestARuleThatIsNoStraightLine:
    """A user's reform may branch: then the explanation says what its source names, and goes on below."""

    @pytest.fixture
    def policy(self, tmp_path):
        (tmp_path / "branching.yaml").write_text(BRANCHING, encoding="utf-8")
        (tmp_path / "branching.py").write_text(BRANCHING_RULES, encoding="utf-8")
        return Policy.of(tmp_path / "branching.yaml")

    def test_is_explained_by_what_it_reads(self, policy):
        found = explain(CASE, "is_head_citizen", policy=policy)
        assert found.result.value is True
        assert found.result.conditions == ()
        assert {node.split("<")[0] for node in found.result.reads} == {"is_citizen"}
        assert {change.node for change in found.fact_changes} == {"nationality@father"}


class TestMistakes:
    def test_an_unknown_variable_is_one_error_with_the_nearest(self):
        with pytest.raises(UnknownNameError, match="Nearest: uct_amount"):
            explain(CASE, "uct_amout")

    def test_a_unit_that_it_is_not_of_or_none_where_there_are_several(self):
        with pytest.raises(SituationError, match="It is of: family"):
            explain(CASE, "uct_amount", of="father")
        with pytest.raises(SituationError, match="such as 'father'"):
            explain(CASE, "net_income")

    @pytest.mark.parametrize("period", ["2026", "soon", "2026-13", "month:2026-01:3"])
    def test_a_period_that_does_not_fit(self, period):
        with pytest.raises(PeriodError):
            explain(CASE, "uct_amount", period)

    def test_a_month_of_a_yearly_variable_is_its_year_and_a_note_says_so(self):
        found = explain(CASE, "personal_exemption", "2026-03", of="father", is_searched=False)
        assert found.result.period == "2026"
        assert any("2026" in note.en for note in found.notes)


class TestDifferences:
    def test_between_policies_name_the_value_and_are_proven_by_setting_it_alone(self):
        case = with_wage(350)
        found = difference(case, "poor_family_card_entitled", against=Policy.of("poor_family_insurance_400"))
        (cause,) = found.causes
        assert (cause.kind, cause.value_before, cause.value_after) == ("value", 300, 400)
        alone = Policy().with_values({cause.what: {cause.day_after: cause.value_after}})
        assert calculate(alone.system, case.situation, "poor_family_card_entitled", "2026-01")[0]
        assert not calculate(law_in_force(), case.situation, "poor_family_card_entitled", "2026-01")[0]

    def test_between_policies_name_a_new_rule(self):
        found = difference(CASE, "family_cash_benefits", against=Policy.of("universal_child_grant"))
        assert [cause.kind for cause in found.causes] == ["rule"]
        assert found.causes[0].what == "reform_benefits_amount"

    def test_between_months_name_what_the_law_changed_and_setting_it_alone_gives_the_other_month(self):
        """Of every computed variable of the household that differs by values of the law alone."""
        for name in VARIABLES_THAT_CHANGED:
            found = difference(CASE, name, "2019-06", of=of_whom(name), against_period="2026-06")
            assert {cause.kind for cause in found.causes} == {"value"}, name
            values: dict = {}
            for cause in found.causes:
                values.setdefault(cause.what, {})[cause.day_before] = cause.value_after
            told = calculate(Policy().with_values(values).system, CASE.situation, name, "2019-06")
            assert told[0] == calculate(law_in_force(), CASE.situation, name, "2026-06")[0]
            assert told[0] != calculate(law_in_force(), CASE.situation, name, "2019-06")[0]

    def test_a_month_of_the_year_is_the_calendar(self):
        found = difference(with_disability(), "is_winter_aid_due", "2025-11", against_period="2025-12")
        assert [(cause.kind, cause.what) for cause in found.causes] == [
            ("calendar", "is_winter_aid_due<2025-12>@family")
        ]

    def test_a_rule_that_a_reform_switches_off_is_named(self):
        off = Policy.of(
            Reform(id="off", title=Text("Off", "إيقاف"), status="scenario", neutralise=("naf_recurring_total",))
        )
        found = difference(with_disability(), "naf_total_cash", against=off)
        assert ("switched_off", "naf_recurring_total") in {(cause.kind, cause.what) for cause in found.causes}

    def test_with_a_side_that_cannot_be_computed_say_so_in_both_languages(self):
        found = difference(CASE, "is_bread_income_within_limit", "2019-06", against_period="2026-06")
        assert (found.before_shown.en, found.after_shown.en) == ("yes", "not computed")
        assert leaks(difference_lines(found, Writing("ar"))) == []

    def test_that_are_none_say_so(self):
        found = difference(CASE, "uct_amount", against=Policy.of("poor_family_insurance_400"))
        assert found.steps == {}
        assert "The result is the same on both sides." in difference_lines(found, Writing("en"))


class TestForms:
    def test_json_is_as_its_schema_says_with_finite_numbers(self):
        jsonschema.Draft202012Validator.check_schema(schema())
        for found in (card(), explain(CASE, "uct_amount"), explain(with_facts(naf_targeting_score=50.0), "uct_amount")):
            content = explanation_data(found)
            jsonschema.validate(content, schema())
            assert json.loads(json_text(content)) == json.loads(json.dumps(content, allow_nan=False))
            assert content["format"] == "jordan-sp/explanation/1"

    def test_json_of_a_difference_is_versioned_too(self):
        content = difference_data(
            difference(with_wage(350), "poor_family_card_entitled", against=Policy.of("poor_family_insurance_400"))
        )
        assert content["format"] == "jordan-sp/explanation-difference/1"
        assert content["causes"][0]["what"] == "health_insurance.poor_family.income_ceiling"
        json_text(content)

    def test_a_page_runs_from_the_right_in_arabic_and_opens_by_the_keyboard(self):
        page = explanation_page(card(), Writing("ar"))
        assert '<html lang="ar" dir="rtl">' in page
        assert "<details" in page
        assert "<script" not in page
        assert page.count("<details") == page.count("</details>") == page.count("<summary>")
        assert 'aria-label="متحقق"' in page

    def test_what_users_write_is_escaped_on_a_page(self):
        situation = {"persons": {"<b>x</b>": {"age": 40}}}
        page = explanation_page(explain(case_from_data({"situation": situation}), "is_citizen"), Writing("en"))
        assert "<b>x" not in page
        assert "&lt;b&gt;x" in page

    def test_a_line_ends_in_no_mark_and_marks_stand_before_conditions(self):
        lines = explanation_lines(card(), Writing("en"))
        assert any(line.strip().startswith("✓") for line in lines)
        assert any(line.strip().startswith("✗") for line in lines)


class TestArabic:
    @pytest.mark.parametrize("variable", ["uct_amount", "poor_family_card_entitled", "naf_recurring_total", "is_poor"])
    def test_lines_are_complete(self, variable):
        found = explain(CASE, variable, is_searched=variable != "is_poor")
        assert leaks(explanation_lines(found, Writing("ar"))) == []

    def test_each_line_begins_with_the_mark_of_a_line_from_the_right(self):
        lines = explanation_lines(card(), Writing("ar"))
        assert all(line.startswith("\u200f") for line in lines if line)

    def test_a_page_is_complete(self):
        assert leaks([visible_text(explanation_page(card(), Writing("ar")))]) == []

    def test_a_difference_is_complete(self):
        found = difference(with_wage(350), "poor_family_card_entitled", against=Policy.of("poor_family_insurance_400"))
        assert (
            leaks([*difference_lines(found, Writing("ar")), visible_text(difference_page(found, Writing("ar")))]) == []
        )

    def test_a_result_that_is_stopped_is_complete(self):
        found = explain(with_facts(naf_targeting_score=50.0), "uct_amount")
        assert leaks(explanation_lines(found, Writing("ar"))) == []

    def test_digits_may_be_arabic(self):
        assert "٣٠٠٫٠٠٠" in "\n".join(explanation_lines(card(), Writing("ar", "arabic")))
        assert "٣" not in "\n".join(explanation_lines(card(), Writing("ar")))

    def test_a_family_that_was_derived_has_an_arabic_name(self):
        found = explain(case_from_data({"persons": {"a1": {"age": 40}}}, "one"), "family_size", is_searched=False)
        assert found.result.name.ar.startswith("أسرة")

    def test_every_sentence_stands_in_both_languages_with_the_same_places(self):
        content = read_yaml(files("openfisca_jordan_sp.explain").joinpath("texts.yaml").read_text(encoding="utf-8"))
        for key, text in content.items():
            assert set(text) == {"en", "ar"}, key
            assert set(re.findall(r"{(\w+)}", text["en"])) == set(re.findall(r"{(\w+)}", text["ar"])), key
            assert english_words(re.sub(r"{\w+}", "", text["ar"])) == [], key


def leaks(lines):
    """The English words in lines that are to be Arabic."""
    return [word for line in lines for word in english_words(line, IDS | {"with_facts", "with_wage"})]
