"""Reforms: what a file may say, and every mistake named at once."""

import pytest
import yaml

from openfisca_jordan_sp import Policy, load_reform
from openfisca_jordan_sp.errors import InvalidReformError, UnknownReformError
from openfisca_jordan_sp.law.parameters import find, record_at
from openfisca_jordan_sp.reform import catalogue
from openfisca_jordan_sp.reform_checks import changes_of
from openfisca_jordan_sp.system import law_in_force

MAXIMUM = "national_aid_fund.uct.benefit_maximum"


def reform_file(folder, **changes):
    data = {"id": "trial", "title": {"en": "Trial", "ar": "تجربة"}, "status": "scenario", **changes}
    path = folder / "trial.yaml"
    path.write_text(yaml.safe_dump({k: v for k, v in data.items() if v is not None}, allow_unicode=True))
    return path


def problems_of(path):
    with pytest.raises(InvalidReformError) as raised:
        Policy.of(path)
    return {problem.code: problem for problem in raised.value.problems}


def test_every_reform_of_the_catalogue_can_be_applied():
    for name in catalogue():
        policy = Policy.of(name)
        assert policy.provisions(), name
        assert policy.id == name


def test_a_reform_is_found_by_id_file_or_catalogue_path(tmp_path):
    assert load_reform("uct_maximum_160").id == "uct_maximum_160"
    assert load_reform("reforms/uct_maximum_160.yaml").id == "uct_maximum_160"
    assert load_reform(reform_file(tmp_path, values={MAXIMUM: {"2026-01-01": 150}})).id == "trial"


def test_an_unknown_reform_is_met_with_the_nearest_names():
    with pytest.raises(UnknownReformError) as raised:
        load_reform("uct_maximun_160")
    assert "uct_maximum_160" in raised.value.hint.en


def test_an_unknown_parameter_is_met_with_the_nearest_names(tmp_path):
    path = reform_file(tmp_path, values={"national_aid_fund.uct.benefit_maximun": {"2026-01-01": 150}})
    assert MAXIMUM in problems_of(path)["unknown_parameter"].hint.en


def test_a_right_name_under_a_wrong_folder_is_recognised(tmp_path):
    path = reform_file(tmp_path, values={"benefit_maximum": {"2026-01-01": 150}})
    assert "benefit_maximum" in problems_of(path)["unknown_parameter"].hint.en


def test_a_folder_is_not_a_parameter(tmp_path):
    path = reform_file(tmp_path, values={"national_aid_fund.uct": {"2026-01-01": 150}})
    problem = problems_of(path)["unknown_parameter"]
    assert "folder" in problem.message.en
    assert "national_aid_fund.uct." in problem.hint.en


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"2026-01-01": -1}, "out_of_range"),
        ({"2026-01-01": 100000}, "out_of_range"),
        ({"2026-01-01": "a lot"}, "wrong_type"),
        ({"2026-01-01": True}, "wrong_type"),
        ({"2026-01-01": [1, 2]}, "wrong_type"),
        ({"2026-01-01": float("nan")}, "wrong_type"),
        ({"2026-13-01": 150}, "bad_date"),
        ({"soon": 150}, "bad_date"),
        ({"1950-01-01": 150}, "before_instrument"),
        ({"2026-01-01": 136}, "no_change"),
    ],
)
def test_a_wrong_value_or_date_is_named(tmp_path, values, code):
    problem = problems_of(reform_file(tmp_path, values={MAXIMUM: values}))[code]
    assert MAXIMUM in problem.path
    assert problem.message.en
    assert problem.message.ar


@pytest.mark.parametrize(("value", "accepted"), [(-0.001, False), (0, True), (1000, True), (1000.001, False)])
def test_the_ends_of_the_plausible_range_are_inside(tmp_path, value, accepted):
    path = reform_file(tmp_path, values={MAXIMUM: {"2026-01-01": value}})
    if accepted:
        assert Policy.of(path).provisions()[0].after == value
    else:
        assert "out_of_range" in problems_of(path)


def test_a_truth_value_stays_one(tmp_path):
    tested = "national_aid_fund.recurring.divorced_income_tested"
    assert "wrong_type" in problems_of(reform_file(tmp_path, values={tested: {"2026-01-01": 1}}))
    assert Policy.of(reform_file(tmp_path, values={tested: {"2026-01-01": True}})).provisions()[0].after is True


def test_an_unset_parameter_may_be_set(tmp_path):
    path = reform_file(tmp_path, values={"national_aid_fund.uct.score_cutoff": {"2026-01-01": 55.5}})
    provision = Policy.of(path).provisions()[0]
    assert (provision.before, provision.before_confidence, provision.after) == (None, "missing", 55.5)


def test_all_mistakes_are_named_at_once(tmp_path):
    path = reform_file(
        tmp_path,
        values={MAXIMUM: {"2026-01-01": 9999}, "no.such.thing": {"2026-01-01": 1}},
        neutralise=["winter_aid_amont"],
        programmes=[{"id": "x", "variable": "y", "pillar": "z", "label": {"en": "X", "ar": "س"}}],
    )
    problems = problems_of(path)
    assert set(problems) == {"out_of_range", "unknown_parameter", "unknown_variable", "unknown_pillar"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"values": {}}, "empty"),
        ({"id": None}, "missing_id"),
        ({"title": "only English"}, "missing_title"),
        ({"status": "law"}, "unknown_status"),
        ({"valeus": {}}, "unknown_key"),
        ({"values": [1]}, "wrong_kind"),
        ({"values": {MAXIMUM: 150}}, "wrong_kind"),
        ({"neutralise": ["uct_amout"]}, "unknown_variable"),
        ({"python": "nowhere.py"}, "missing_python"),
        ({"adds": {MAXIMUM: {"values": {"2026-01-01": {"value": 1}}}}}, "exists"),
        ({"adds": {"national_aid_fund.new": {"values": {"yesterday": {"value": 1}}}}}, "bad_parameter"),
        ({"adds": {"national_aid_fund.new": {"values": {"2026-01-01": {"value": 1}}}}}, "bad_parameter"),
    ],
)
def test_a_file_out_of_form_is_refused(tmp_path, changes, code):
    assert code in problems_of(reform_file(tmp_path, **changes))


@pytest.mark.parametrize("content", [b"{", b"- a list", b"just text", b"", b"\xff\xfe\x00", b"a: &x [*x]"])
def test_a_file_that_is_no_reform_is_refused_in_one_line(tmp_path, content):
    path = tmp_path / "trial.yaml"
    path.write_bytes(content)
    with pytest.raises(InvalidReformError) as raised:
        load_reform(path)
    for line in raised.value.lines("en") + raised.value.lines("ar"):
        assert "\n" not in line


def test_python_that_fails_is_the_users_mistake(tmp_path):
    (tmp_path / "trial.py").write_text("1 / 0\n")
    assert "ZeroDivisionError" in problems_of(reform_file(tmp_path, python="trial.py"))["broken_python"].message.en


def test_two_reforms_that_touch_the_same_value_clash(tmp_path):
    other = reform_file(tmp_path, values={MAXIMUM: {"2026-01-01": 150}})
    with pytest.raises(InvalidReformError) as raised:
        Policy.of("uct_maximum_160", other)
    assert raised.value.problems[0].code == "clash"
    assert "uct_maximum_160" in raised.value.problems[0].message.en


@pytest.mark.parametrize(
    "code",
    [
        "def values(parameters):\n    return parameters.no_such_folder\n",
        "def values(parameters):\n    return [1]\n",
        "def values(parameters):\n    return {'national_aid_fund.uct.benefit_maximum': 150}\n",
        "def values(parameters):\n    return None\n",
    ],
)
def test_a_function_that_works_out_no_values_is_the_users_mistake(tmp_path, code):
    (tmp_path / "trial.py").write_text(code)
    assert "broken_python" in problems_of(reform_file(tmp_path, python="trial.py"))


def test_a_variable_that_is_none_is_the_users_mistake(tmp_path):
    (tmp_path / "trial.py").write_text(
        "from openfisca_jordan_sp.variable import Variable\n\n\nclass nameless(Variable):\n    value_type = float\n"
    )
    with pytest.raises(InvalidReformError) as raised:
        Policy.of(reform_file(tmp_path, python="trial.py")).system  # noqa: B018 - built when first asked for
    assert "nameless" in raised.value.lines("en")[0]


@pytest.mark.parametrize("name", [name for name in catalogue() if load_reform(name).status == "bill"])
def test_no_bill_stands_in_the_law_in_force(name):
    """Each value of a bill is another than the law's at its date, and what a bill adds is not in the law."""
    reform, law = load_reform(name), law_in_force().parameters
    for path, dated in changes_of(reform, law).items():
        parameter = find(law, path)
        at_dates = {day: record_at(parameter, day) for day in dated}
        assert any(record is None or record.value != dated[day] for day, record in at_dates.items()), path
    assert [path for path in reform.adds if find(law, path) is not None] == []
