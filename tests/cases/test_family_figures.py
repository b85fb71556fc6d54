"""The chart of one family: which sentence it gets, what is in its bars, and when there is none."""

import pytest

from openfisca_jordan_sp.report.family_figures import Paid, entitlements
from openfisca_jordan_sp.report.texts import Texts

LAW, BILL = "The law in force", "A bill"


def drawn(*paid, language="en"):
    return entitlements([Paid(name, amounts) for name, amounts in paid], Texts(language))


def bars(chart):
    """The parts as they are drawn: the bar, the part, from where to where."""
    content = chart.to_dict()
    rows = [row for data in content["datasets"].values() for row in data if "start" in row]
    return [(row["name"], row["kind"], row["start"], row["end"]) for row in rows]


def test_nothing_to_compare_is_no_chart():
    assert drawn(("Cash", {LAW: 60.0})) is None
    assert drawn(("Cash", {LAW: 0.0, BILL: 0.0})) is None
    assert drawn(("Cash", {LAW: None, BILL: None})) is None
    assert drawn() is None


def test_parts_stand_one_after_the_other_in_the_bar_of_each_policy():
    found = drawn(
        ("Cash", {LAW: 60.0, BILL: 80.0}), ("Bread", {LAW: 10.0, BILL: 10.0}), ("None", {LAW: 0.0, BILL: 0.0})
    )
    assert bars(found.chart) == [
        (LAW, "Cash", 0, 60),
        (BILL, "Cash", 0, 80),
        (LAW, "Bread", 60, 70),
        (BILL, "Bread", 80, 90),
    ]
    assert [[cell.text for cell in row] for row in found.table.rows] == [
        ["Cash", "60.000", "80.000"],
        ["Bread", "10.000", "10.000"],
    ]
    assert found.finding == (
        "The family gets most under “A bill”, 90.000 JOD in the month, and least under “The law in force”, 70.000 JOD"
    )


@pytest.mark.parametrize(
    ("paid", "finding"),
    [
        ([("Cash", {LAW: 60.0, BILL: 60.0})], "Every policy gives the family the same in the month: Cash, 60.000 JOD"),
        (
            [("Cash", {LAW: 60.0}), ("Bread", {LAW: 10.0})],
            "Of 70.000 JOD in the month from 2 programmes the most, 60.000 JOD, comes from Cash",
        ),
        (
            [("Cash", {LAW: 60.0, BILL: 60.0}), ("Bread", {LAW: 10.0, BILL: 10.0})],
            "Every policy gives the same: 70.000 JOD in the month from 2 programmes, the most, 60.000 JOD, from Cash",
        ),
    ],
)
def test_the_sentence_says_what_differs(paid, finding):
    assert drawn(*paid).finding == finding
    assert "دينار" in drawn(*paid, language="ar").finding


def test_what_cannot_be_computed_is_told_in_the_table_and_left_out_of_the_bars():
    found = drawn(("Cash", {LAW: 60.0, BILL: None}), ("Bread", {LAW: 10.0, BILL: 10.0}))
    assert (BILL, "Cash", 0, 0) not in bars(found.chart)
    assert found.table.rows[0][2].text == Texts("en")("unset")
