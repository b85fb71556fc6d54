"""What is asked of the page that compares policies, read from addresses and forms and written as addresses."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from openfisca_jordan_sp.api.pages.compare.bodies import compare_body, hurt_body
from openfisca_jordan_sp.api.pages.compare.mistakes import at_fields
from openfisca_jordan_sp.api.pages.compare.reading import is_form, mistakes_of, read, value_of
from openfisca_jordan_sp.api.pages.compare.state import Asked, Change
from werkzeug.datastructures import MultiDict

from openfisca_jordan_sp.errors import JordanSPError, Problem, Text

MAXIMUM = "national_aid_fund.uct.benefit_maximum"
CEILING = "health_insurance.poor_family.income_ceiling"


def asked(query: str) -> Asked:
    return read(MultiDict(parse_qsl(query, keep_blank_values=True)))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "policy=uct_maximum_160&policy=a%2Bb&set=" + MAXIMUM + "@2026-01-01=160",
        f"set={MAXIMUM}@2026-01-01=160&set={CEILING}@2027-06-01=&title=%D9%85%D8%B4%D8%B1%D9%88%D8%B9+%3Cb%3E",
        "population=small&period=2027-02&line=90.5&breakdown=decile&shown=2&hurt=1&view=whole&q=cash&filter=x",
    ],
)
def test_an_address_says_what_was_read_from_it(query):
    first = asked(query)
    assert read(MultiDict(first.query)) == first
    assert sorted(first.query) == sorted(parse_qsl(query, keep_blank_values=True))


def test_the_form_says_the_same_as_the_address():
    form = asked(f"form=1&policy=uct_maximum_160&change={MAXIMUM}&since=2026-01-01&value=160&line=national&amount=")
    assert form == asked(f"policy=uct_maximum_160&set={MAXIMUM}@2026-01-01=160")
    assert is_form(MultiDict({"form": "1"}))
    assert not is_form(MultiDict(form.query))


def test_a_row_of_the_form_is_added_and_removed():
    row = f"change={MAXIMUM}&since=2026-01-01&value=160&period=2026-07"
    assert asked(f"{row}&add={CEILING}").changes[1] == Change(CEILING, "2026-07-01", "")
    assert asked(f"{row}&add={MAXIMUM}").changes == asked(row).changes
    assert asked(f"{row}&remove=0").changes == ()


def test_policies_chosen_together_are_one():
    assert asked("policy=a&policy=b&together=1").policies == ("a+b",)
    assert asked("policy=a&policy=b&policy=a").policies == ("a", "b")
    assert asked("policy=a&together=1").policies == ("a",)


def test_an_amount_of_the_line_stands_above_its_name():
    assert asked("line=naf&amount=٩٠٫٥").line == "90.5"


def test_digits_of_arabic_keyboards_are_read():
    assert asked(f"set={MAXIMUM}@٢٠٢٦-٠١-٠١=١٦٠٫٥&period=٢٠٢٦-٠٧").changes == (Change(MAXIMUM, "2026-01-01", "160.5"),)


@pytest.mark.parametrize(
    ("text", "value"), [("160", 160), ("-1.5", -1.5), (".5", 0.5), ("true", True), ("false", False), ("abc", "abc")]
)
def test_a_value_is_a_number_or_a_truth_and_else_for_the_law_to_refuse(text, value):
    assert value_of(text) == value
    assert type(value_of(text)) is type(value)


def test_a_change_without_a_value_changes_nothing_yet():
    waiting = asked(f"set={MAXIMUM}")
    assert (waiting.count, waiting.changes[0].since) == (0, "2026-01-01")
    assert compare_body(waiting)["policies"] == []


def test_what_v1_is_asked_for_it():
    body = compare_body(asked(f"policy=a%2Bb&policy=c&set={MAXIMUM}@2026-01-01=160&title=x&line=90&population=small"))
    bill = {"title": {"en": "x", "ar": "x"}, "values": {MAXIMUM: {"2026-01-01": 160}}}
    assert body == {"population": "small", "period": "2026-01", "line": 90, "policies": [["a", "b"], "c", bill]}
    assert hurt_body(asked(f"policy=c&set={MAXIMUM}@2026-01-01=160&title=x&shown=2"))["policies"] == [bill]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("period=2026", "period"),
        ("period=2026-13", "period"),
        ("line=poor", "line"),
        ("line=-5", "line"),
        ("line=nan", "line"),
        ("line=1e9", "line"),
        ("breakdown=shoes", "breakdown"),
        (f"title={'x' * 201}", "title"),
        ("&".join(f"policy=p{n}" for n in range(9)), "policy"),
        ("&".join(f"set=a.b{n}@2026-01-01=1" for n in range(51)), "set"),
        (f"set={MAXIMUM}@2026-02-30=1", "since-0"),
        (f"set={MAXIMUM}@2026-01-01=1&set={MAXIMUM}@2026-01-01=2", "value-1"),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_field(query, field):
    (mistake,) = mistakes_of(asked(query))
    assert mistake.path == field
    assert mistake.message.ar
    assert mistake.hint.ar


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (f"{MAXIMUM}[2026-01-01]", "value-0"),
        (f"{CEILING}[2027-01-01]", "value-1"),
        (f"body.policies.1.values.{CEILING}", "value-1"),
        ("body.population", "population"),
        ("period", "period"),
        ("line", "line"),
        ("body.policies.0", "policy"),
        ("uct_maximum_160", "policy"),
        ("statistics.poverty_line", "form"),
    ],
)
def test_a_refusal_is_told_at_the_field_that_it_is_of(path, field):
    of = asked(f"policy=uct_maximum_160&set={MAXIMUM}@2026-01-01=1&set={CEILING}@2027-01-01=2")
    assert [one.path for one in at_fields(JordanSPError(Text("no", "لا"), path=path), of)] == [field]


def test_each_problem_of_a_refusal_has_a_field_of_its_own():
    error = JordanSPError(Text("two", "اثنان"))
    error.problems = tuple(Problem("x", f"{one}[2026-01-01]", Text("no", "لا")) for one in (MAXIMUM, CEILING))
    of = asked(f"set={MAXIMUM}@2026-01-01=1&set={CEILING}@2026-01-01=2")
    assert [one.path for one in at_fields(error, of)] == ["value-0", "value-1"]
