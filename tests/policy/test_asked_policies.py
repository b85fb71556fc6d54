"""What a user asks for: each argument a policy, reforms joined with a plus applied together."""

import shutil

import pytest

from openfisca_jordan_sp.asked_policies import parse_policies, parse_policy
from openfisca_jordan_sp.errors import InvalidReformError, PolicyError, UnknownReformError
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import catalogue, load_reform

A, B, C = "uct_maximum_160", "universal_child_grant", "uct_quota_250000"


def ids(*asked):
    return [policy.id for policy in parse_policies(asked)]


def test_each_argument_is_a_policy_of_its_own():
    assert ids(A, B) == [A, B]


@pytest.mark.parametrize(
    "asked",
    [f"{B}+{C}", f" {B} + {C} ", (B, C), [load_reform(B), C], (B, catalogue()[C]), Policy.of(B, C)],
    ids=["plus", "spaces", "names", "a_list", "a_file", "a_policy"],
)
def test_reforms_are_applied_together_in_their_order(asked):
    assert ids(A, asked) == [A, f"{B}+{C}"]


def test_the_order_of_reforms_is_kept():
    assert ids(f"{C}+{B}") == [f"{C}+{B}"]


def test_nothing_is_the_law_in_force():
    assert parse_policy(()).id == "law_in_force"
    assert ids((), A) == ["law_in_force", A]
    assert parse_policies([]) == []


def test_a_reform_that_several_policies_hold_is_loaded_once():
    first, second = parse_policies([B, f"{B}+{C}"])
    assert first.reforms[0] is second.reforms[0]


def test_a_file_may_have_a_plus_in_its_path(tmp_path):
    folder = tmp_path / "a+b"
    folder.mkdir()
    shutil.copy(catalogue()[A], folder / "my.yaml")
    assert ids(str(folder / "my.yaml")) == [A]


@pytest.mark.parametrize("asked", [f"{A}+", f"+{A}", f"{A}++{B}", "+", " + "])
def test_an_empty_part_is_a_mistake(asked):
    with pytest.raises(PolicyError, match="missing beside the") as raised:
        ids(asked)
    assert "a+b" in raised.value.hint.ar


@pytest.mark.parametrize("asked", [f"{A}+{A}", (A, load_reform(A)), f"{B}+{A}+{B}"])
def test_a_reform_stands_once_in_a_policy(asked):
    with pytest.raises(PolicyError, match="stands twice in the policy") as raised:
        ids(asked)
    assert "مرتين" in raised.value.message.ar


@pytest.mark.parametrize("asked", [(A, A), (f"{B}+{C}", (B, C)), ((), Policy())])
def test_two_policies_of_one_id_are_a_mistake(asked):
    with pytest.raises(PolicyError, match="is given twice") as raised:
        ids(*asked)
    assert "مرتين" in raised.value.message.ar


def test_the_same_reforms_in_another_order_are_another_policy():
    assert ids(f"{B}+{C}", f"{C}+{B}") == [f"{B}+{C}", f"{C}+{B}"]


def test_unknown_reforms_are_named_also_within_a_policy():
    with pytest.raises(UnknownReformError, match="uct_maximum_16"):
        ids(B, f"{C}+uct_maximum_16")


def test_reforms_of_one_policy_that_change_the_same_value_clash(tmp_path):
    text = catalogue()[A].read_text(encoding="utf-8").replace("id: uct_maximum_160", "id: other")
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidReformError, match="uct_maximum_160 too"):
        ids(f"{A}+{tmp_path / 'other.yaml'}")
    assert ids(A, str(tmp_path / "other.yaml")) == [A, "other"]
