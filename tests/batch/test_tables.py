"""Tables of persons: what is refused, whom it refuses, and the forms that tables come in."""

import datetime
import io

import numpy
import pyarrow
import pytest
from pyarrow import parquet

from openfisca_jordan_sp.batch import calculate_batch, from_parquet, from_stream
from openfisca_jordan_sp.errors import JordanSPError, SituationError

MONTH = "2026-03"
OUTPUT = ("family_size",)


def table(**columns):
    return {"family_id": ["a", "b", "c"], "role": ["head"] * 3, **columns}


def refused(columns, outputs=OUTPUT):
    (answer,) = calculate_batch(columns, MONTH, outputs)
    return {answer.ids[line]: [one.path for one in problems] for line, problems in answer.problems.items()}


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("wage", [100, "9*9", 5]),
        ("wage", [100, -1, 5]),
        ("wage", [100, float("nan"), 5]),
        ("wage", [100, float("inf"), 5]),
        ("wage", [100, 1e13, 5]),
        ("wage", [100, 10**400, 5]),
        ("wage", [100, True, 5]),
        ("wage", [None, [1], None]),
        ("age", [30, 30.5, 40]),
        ("age", [30, 2**40, 40]),
        ("age", [30, "٣٠", 40]),
        ("sex", ["male", "Female", "female"]),
        ("sex", ["male", 1, "female"]),
        ("is_enrolled", [True, "yes", False]),
        ("is_enrolled", [True, 2, False]),
        ("birth_date", ["1990-01-01", "1990-02-30", "1991-01-01"]),
        ("birth_date", ["1990-01-01", 1990, "1991-01-01"]),
    ],
)
def test_a_wrong_value_refuses_its_family_alone(column, values):
    assert refused(table(**{column: values})) == {"b": [f"persons.1.{column}"]}


def test_problems_are_said_in_both_languages_as_for_one_family_alone():
    (answer,) = calculate_batch(table(wage=[1, "9*9", 1]), MONTH, OUTPUT)
    (problem,) = answer.problems[1]
    assert problem.message.en == "must be a number."
    assert problem.message.ar == "يجب أن يكون رقما."
    assert "9*9" in problem.hint.ar


@pytest.mark.parametrize(
    ("roles", "where"),
    [
        (["head", "head", "head"], "families.b"),
        (["head", "child", "spouse"], "families.b"),
        (["head", "uncle", "head"], "persons.1.role"),
        (["head", None, "head"], "persons.1.role"),
    ],
)
def test_a_family_has_one_head_and_roles_that_are_known(roles, where):
    columns = {"family_id": ["a", "b", "b"], "role": roles}
    assert refused(columns)["b"][0] == where
    assert "a" not in refused(columns)


def test_a_family_has_four_spouses_at_most():
    columns = {"family_id": ["a"] * 6 + ["b"] * 5, "role": ["head", *["spouse"] * 5, "head", *["spouse"] * 4]}
    assert refused(columns) == {"a": ["families.a.spouses"]}


def test_a_person_stands_once_in_a_family_but_numbers_may_begin_anew_in_each():
    columns = {"family_id": ["a", "a", "b", "b"], "role": ["head", "child"] * 2, "person_id": [1, 1, 1, 2]}
    assert refused(columns) == {"a": ["persons.1"]}
    assert refused(columns | {"person_id": [None, "1", None, None]}) == {"a": ["persons.1"]}


def test_a_family_in_two_places_of_the_table_is_refused_in_both_and_so_is_a_household():
    columns = {"family_id": ["a", "b", "a", "c"], "role": ["head"] * 4}
    assert refused(columns) == {"a": ["families.a"]}
    (answer,) = calculate_batch(columns, MONTH, OUTPUT)
    assert list(answer.problems) == [0, 2]
    apart = {"family_id": ["a", "b", "c"], "role": ["head"] * 3, "household_id": [7, 8, 7]}
    assert set(refused(apart)) == {"a", "c"}


def test_families_of_one_household_are_refused_together():
    columns = table(household_id=["x", "x", None], wage=[1, "much", 3])
    assert refused(columns) == {"a": ["persons.1.wage"], "b": ["persons.1.wage"]}


def test_a_family_that_names_two_households_and_a_row_that_names_no_family_are_refused():
    columns = {
        "family_id": ["a", "a", None, "c"],
        "role": ["head", "child", "head", "head"],
        "household_id": [1, 2, 3, 4],
    }
    assert refused(columns) == {"a": ["families.a"], "": ["family_id"]}


def test_a_fact_of_a_group_is_told_in_any_row_but_not_in_two_ways():
    columns = {"family_id": ["a", "a", "b", "b"], "role": ["head", "child"] * 2}
    assert refused(columns | {"family.number_of_cars": [2, 2, None, 1]}, ("number_of_cars",)) == {}
    assert refused(columns | {"family.number_of_cars": [2, 3, 1, 1]}) == {"a": ["families.a.number_of_cars"]}
    assert refused(columns | {"household.tenure": ["owned", "rented", None, "free"]}) == {"a": ["households.a.tenure"]}


def test_a_result_of_the_law_is_given_for_all_persons_of_a_household_or_for_none():
    columns = {
        "family_id": ["a", "a", "b"],
        "role": ["head", "spouse", "head"],
        "ssc_last_contributory_wage": [300, None, None],
    }
    assert refused(columns) == {"a": ["persons.ssc_last_contributory_wage"]}


@pytest.mark.parametrize(
    ("columns", "path"),
    [
        ({"family_id": ["a"]}, "columns"),
        ({"role": ["head"]}, "columns"),
        (table(wagee=[1, 2, 3]), "columns.wagee"),
        (table(number_of_cars=[1, 2, 3]), "columns.number_of_cars"),
        (table(wage=[1, 2]), "columns"),
        ({"family_id": [1.5], "role": ["head"]}, "family_id"),
        ({"family_id": ["a", 1], "role": ["head", "head"]}, "family_id"),
    ],
)
def test_a_mistake_in_the_columns_refuses_the_whole_table(columns, path):
    with pytest.raises(SituationError) as error:
        list(calculate_batch(columns, MONTH))
    assert error.value.path == path


def test_a_column_of_the_wrong_prefix_is_told_the_right_one():
    with pytest.raises(SituationError) as error:
        list(calculate_batch(table(number_of_cars=[1, 2, 3]), MONTH))
    assert "family.number_of_cars" in error.value.hint.en


@pytest.mark.parametrize(
    ("period", "outputs"), [("2026", ()), ("soon", ()), (MONTH, ("uct_amont",)), (MONTH, ("age", "age"))]
)
def test_a_wrong_question_is_refused_before_anything_is_computed(period, outputs):
    with pytest.raises(JordanSPError):
        calculate_batch(table(), period, outputs)


def test_no_rows_give_no_answers():
    assert list(calculate_batch({"family_id": [], "role": []}, MONTH)) == []


def typed():
    """A table of the types that libraries write."""
    # Midnight in Amman: of the day before in London.
    days = [
        datetime.datetime(1990, 4, 30, 21, tzinfo=datetime.UTC),
        None,
        datetime.datetime(2019, 12, 31, 22, tzinfo=datetime.UTC),
    ]
    return pyarrow.table(
        {
            "family_id": pyarrow.array([1, 2, 2], pyarrow.uint16()),
            "role": pyarrow.array(["head", "head", "child"]).dictionary_encode(),
            "sex": pyarrow.array(["male", "female", None], pyarrow.large_string()),
            "birth_date": pyarrow.array(days, pyarrow.timestamp("ns", tz="Asia/Amman")),
            "wage": pyarrow.array([300, None, None], pyarrow.float32()),
            "is_enrolled": pyarrow.array([None, None, 1], pyarrow.int8()),
            "pension": pyarrow.nulls(3),
        }
    )


def written(form, content):
    sink = io.BytesIO()
    if form == "parquet":
        parquet.write_table(content, sink, row_group_size=2)
        return from_parquet(sink.getvalue(), 100, 10**6)
    with pyarrow.ipc.new_stream(sink, content.schema) as writer:
        writer.write_table(content, max_chunksize=2)
    return from_stream(sink.getvalue(), 100)


@pytest.mark.parametrize("form", ["arrow", "parquet"])
def test_types_that_libraries_write_are_read_as_they_are_meant(form):
    outputs = ("sex", "birth_date", "wage", "is_enrolled", "pension")
    answers = list(calculate_batch(written(form, typed()), MONTH, outputs, chunk=1))
    assert [list(answer.ids) for answer in answers] == [["1"], ["2"]]
    values = {name: [one for answer in answers for one in answer.values[name].tolist()] for name in outputs}
    assert values["sex"] == ["male", "female", "male"]
    assert values["birth_date"][::2] == [datetime.date(1990, 5, 1), datetime.date(2020, 1, 1)]
    assert values["wage"] == [300, 0, 0]
    assert values["is_enrolled"] == [False, False, True]


@pytest.mark.parametrize("read", [lambda data: from_stream(data, 100), lambda data: from_parquet(data, 100, 10**6)])
@pytest.mark.parametrize("data", [b"", b"PAR1", b"x" * 1000, b"\xff\xff\xff\xff" * 300])
def test_bytes_that_are_no_table_are_refused(read, data):
    with pytest.raises(SituationError) as error:
        read(data)
    assert error.value.path == "body"


@pytest.mark.parametrize("form", ["arrow", "parquet"])
def test_a_table_with_any_byte_changed_is_read_or_refused_and_never_breaks(form):
    sink = io.BytesIO()
    if form == "parquet":
        parquet.write_table(typed(), sink)
    else:
        with pyarrow.ipc.new_stream(sink, typed().schema) as writer:
            writer.write_table(typed())
    draw, refusals = numpy.random.default_rng(5), 0
    for _ in range(60):
        data = bytearray(sink.getvalue())
        data[draw.integers(len(data))] ^= 1 << draw.integers(8)
        try:
            source = from_parquet(bytes(data), 100, 10**6) if form == "parquet" else from_stream(bytes(data), 100)
            list(calculate_batch(source, MONTH, OUTPUT))
        except JordanSPError:
            refusals += 1
    assert refusals > 5


def test_what_grows_beyond_the_limits_is_refused_before_it_is_read():
    sink, zeros = io.BytesIO(), pyarrow.table({"family_id": numpy.arange(50_000), "wage": numpy.zeros(50_000)})
    parquet.write_table(zeros, sink)
    with pytest.raises(SituationError, match="rows"):
        from_parquet(sink.getvalue(), 100, 10**9)
    with pytest.raises(SituationError, match="bytes"):
        from_parquet(sink.getvalue(), 10**6, 1000)
    squeezed = io.BytesIO()
    with pyarrow.ipc.new_stream(
        squeezed, zeros.schema, options=pyarrow.ipc.IpcWriteOptions(compression="zstd")
    ) as writer:
        writer.write_table(zeros)
    with pytest.raises(SituationError, match="compressed"):
        from_stream(squeezed.getvalue(), 10**6)
