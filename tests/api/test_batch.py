"""The route of batches: its forms, its limits, and answers that tell whether they are whole."""

import io
import json

import pyarrow
import pytest
from openfisca_jordan_sp.api.contract import load_contract
from pyarrow import parquet

from openfisca_jordan_sp.cases import cases

LINES, PARQUET, ARROW = "application/x-ndjson", "application/vnd.apache.parquet", "application/vnd.apache.arrow.stream"
COLUMNS = {
    "family_id": ["a", "a", "b"],
    "role": ["head", "child", "head"],
    "age": [38, 8, 75],
    "wage": [260, None, None],
    "family.naf_targeting_score": [48, None, None],
    "family.is_uct_inside_quota": [True, None, None],
}
BATCH = {"period": "2026-01", "outputs": ["uct_amount"], "columns": COLUMNS}


def read_lines(reply):
    """The lines of an answer, each held against the contract."""
    assert reply.status_code == 200, reply.get_data(as_text=True)
    lines = [json.loads(line) for line in reply.get_data().splitlines()]
    for line in lines:
        load_contract().schema("BatchLine").validate(line)
    assert lines[-1]["summary"]["complete"] is True
    return lines


def as_lines(head, *described):
    return b"\n".join(json.dumps(one, ensure_ascii=False).encode() for one in (head, *described))


def send_lines(service, *lines, **more):
    return service.call("calculateBatch", data=as_lines(*lines), content_type=LINES, **more)


def described(name, **facts):
    return {"id": name, "situation": {"persons": {"m": facts}, "families": {"f": {"head": "m"}}}}


def table(**more):
    return pyarrow.table(COLUMNS | more)


def parquet_of(content):
    sink = io.BytesIO()
    parquet.write_table(content, sink)
    return sink.getvalue()


def stream_of(content):
    sink = io.BytesIO()
    with pyarrow.ipc.new_stream(sink, content.schema) as writer:
        writer.write_table(content)
    return sink.getvalue()


def example_bodies():
    content = load_contract().operations["calculateBatch"].definition["requestBody"]["content"]
    for form in ("application/json", LINES):
        for name, example in content[form]["examples"].items():
            yield pytest.param(form, example["value"], id=name)


@pytest.mark.parametrize(("form", "value"), [*example_bodies()])
def test_each_example_of_the_contract_is_computed(service, form, value):
    data = value if isinstance(value, str) else json.dumps(value)
    lines = read_lines(service.call("calculateBatch", data=data, content_type=form))
    assert {line["status"] for line in lines[:-1]} == {"computed"}


def test_columns_are_answered_line_by_line_and_summed_up(service):
    reply = service.call("calculateBatch", json=BATCH)
    first, second, last = read_lines(reply)
    assert first == {"id": "a", "status": "computed", "results": {"families": {"a": {"uct_amount": 40.0}}}}
    assert second["results"] == {"families": {"b": {"uct_amount": 0.0}}}
    summary = last["summary"]
    assert (summary["lines"], summary["computed"], summary["refused"], summary["persons"]) == (2, 2, 0, 3)
    assert reply.headers["Law-Date"] == summary["law_date"] == "2026-01-01"
    assert reply.headers["Parameters-Digest"] == summary["parameters_digest"]
    assert reply.mimetype == LINES


def test_every_form_of_body_and_of_answer_tells_the_same(service):
    query = {"period": "2026-01", "outputs": "uct_amount,age"}
    bodies = [
        {"json": BATCH | {"outputs": ["uct_amount", "age"]}},
        {"data": parquet_of(table()), "content_type": PARQUET, "query": query},
        {"data": stream_of(table()), "content_type": ARROW, "query": query},
    ]
    found = []
    for body in bodies:
        for form in ("application/json", PARQUET, ARROW):
            reply = service.call("calculateBatch", headers={"Accept": form}, **body)
            assert (reply.status_code, reply.mimetype) == (200, form)
            found.append(_columns(form, reply))
    assert all(one == found[0] for one in found)
    assert found[0]["family_id"] == ["a", "a", "b"]
    assert found[0]["age"] == [38, 8, 75]
    assert found[0]["uct_amount"] == [40, 40, 0]


def _columns(form, reply):
    if form == "application/json":
        return reply.get_json()["columns"]
    data = io.BytesIO(reply.get_data())
    read = parquet.read_table(data) if form == PARQUET else pyarrow.ipc.open_stream(data).read_all()
    assert read.schema.metadata[b"law_date"] == b"2026-01-01"
    return read.to_pydict()


def test_lines_of_situations_keep_their_order_and_a_mistake_stops_nobody(service):
    ours = ["day_wages_family_of_six", "large_poor_family"]
    lines = read_lines(
        send_lines(
            service,
            {"period": "2026-01", "outputs": ["uct_entitled"]},
            described("one", age=40),
            described("two", wage="9*9"),
            ["no case"],
            described("with/slash", age=40),
            described("one", age=41),
            *({"id": case.id, "situation": case.situation} for case in map(cases().get, ours)),
        )
    )
    assert [line.get("id") for line in lines[:-1]] == ["one", "two", None, None, "one", *ours]
    assert [line["status"] for line in lines[:-1]] == ["computed", *["refused"] * 4, "computed", "computed"]
    paths = [line["problems"][0]["path"] for line in lines[1:5]]
    assert paths == ["persons.m.wage", "line 4", "line 5.id", "id"]
    assert lines[-1]["summary"]["refused"] == 4


def test_lines_that_are_no_json_are_told_by_their_number_in_the_language_asked_for(service):
    data = as_lines({"period": "2026-01"}) + b'\n\n{"id": NaN}\n\xff\n'
    reply = service.call("calculateBatch", data=data, content_type=LINES, headers={"Accept-Language": "ar"})
    lines = read_lines(reply)
    assert [line["problems"][0]["code"] for line in lines[:-1]] == ["malformed", "malformed"]
    assert [line["problems"][0]["path"] for line in lines[:-1]] == ["line 2", "line 3"]
    assert lines[0]["problems"][0]["message"] == "NaN ليس رقما في JSON."


def test_households_that_were_derived_are_told(service):
    line, _ = read_lines(send_lines(service, {"period": "2026-01"}, described("one", age=40)))
    assert line["notes"] == ["Households were not given: each family was taken to live alone."]


def test_arabic_names_come_back_as_they_were_sent(service):
    situation = {"persons": {"سلمى": {"age": 40}}, "families": {"أسرة": {"head": ["سلمى"]}}}
    reply = send_lines(service, {"period": "2026-01", "outputs": ["age"]}, {"id": "ملف", "situation": situation})
    assert '"id":"ملف"' in reply.get_data(as_text=True)
    assert read_lines(reply)[0]["results"]["persons"] == {"سلمى": {"age": 40}}


def test_a_value_that_no_source_gives_refuses_whoever_needs_it_and_a_policy_may_set_it(service):
    needy = COLUMNS | {"family.is_uct_inside_quota": [None] * 3}
    first, second, _ = read_lines(service.call("calculateBatch", json=BATCH | {"columns": needy}))
    assert (first["status"], first["problems"][0]["path"]) == ("refused", "national_aid_fund.uct.score_cutoff")
    assert second["status"] == "computed"
    policy = {"values": {"national_aid_fund.uct.score_cutoff": {"2026-01-01": 50}}}
    first, _, _ = read_lines(service.call("calculateBatch", json=BATCH | {"columns": needy, "policy": policy}))
    assert first["results"]["families"]["a"] == {"uct_amount": 40.0}


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"period": "2026"}, "body.period"),
        ({"outputs": []}, "body.outputs"),
        ({"outputs": ["uct_amont"]}, "outputs.0"),
        ({"policy": "no_such_reform"}, "policy"),
        ({"columns": {}}, "body.columns"),
        ({"columns": {"family_id": "a", "role": "head"}}, "body.columns"),
        ({"columns": COLUMNS | {"wagee": [1, 2, 3]}}, "columns.wagee"),
        ({"columns": COLUMNS | {"wage": [1]}}, "columns"),
        ({"extra": 1}, "body"),
    ],
)
def test_a_mistake_in_the_question_refuses_the_request(service, changed, path):
    reply = service.call("calculateBatch", json=BATCH | changed)
    problem = reply.get_json()
    assert reply.status_code == 422
    assert path in (problem["path"], *(one["path"] for one in problem["errors"]))


@pytest.mark.parametrize(
    ("data", "form", "query", "status"),
    [
        (b"", "application/json", {}, 400),
        (b"[", "application/json", {}, 400),
        (b"[]", "application/json", {}, 422),
        (b"{}", "application/json", {"period": "2026-01"}, 422),
        (b"\n \n", LINES, {}, 400),
        (b'{"period": "2026-01", "period": "2026-02"}', LINES, {}, 400),
        (b"PAR1 and no more", PARQUET, {"period": "2026-01"}, 422),
        (b"\x00" * 64, ARROW, {"period": "2026-01"}, 422),
        (b"PAR1", PARQUET, {}, 422),
        (b"PAR1", PARQUET, {"period": "2026-01", "outputs": "a,,b"}, 422),
        (b"a,b", "text/csv", {}, 415),
    ],
)
def test_bodies_that_cannot_be_read_get_the_right_status(service, data, form, query, status):
    assert service.call("calculateBatch", data=data, content_type=form, query=query).status_code == status


def test_a_form_of_answer_that_is_not_offered_is_told(service):
    reply = service.call("calculateBatch", json=BATCH, headers={"Accept": "text/csv"})
    assert reply.status_code == 406
    assert LINES in reply.get_json()["hint"]


@pytest.mark.parametrize("form", ["columns", "lines", "parquet"])
def test_more_families_or_bytes_than_a_batch_has_are_refused(tmp_path, make_service, form):
    service = make_service(f"sqlite:///{tmp_path / 'few.sqlite3'}", most_batch_families=1, most_batch_bytes=5000)
    if form == "columns":
        many = service.call("calculateBatch", json=BATCH)
        large = service.call("calculateBatch", json=BATCH | {"columns": {"family_id": ["a"] * 3000}})
    elif form == "lines":
        many = send_lines(service, {"period": "2026-01"}, described("a"), described("b"))
        large = send_lines(service, {"period": "2026-01"}, described("a" * 5000))
    else:
        query = {"period": "2026-01"}
        many = service.call("calculateBatch", data=parquet_of(table()), content_type=PARQUET, query=query)
        large = service.call("calculateBatch", data=b"\x00" * 6000, content_type=PARQUET, query=query)
    assert (many.status_code, large.status_code) == (413, 413)


def test_an_empty_batch_has_an_answer_that_is_whole(service):
    (only,) = read_lines(send_lines(service, {"period": "2026-01"}))
    assert only["summary"]["lines"] == 0
    reply = service.call(
        "calculateBatch", json=BATCH | {"columns": {"family_id": [], "role": []}}, headers={"Accept": PARQUET}
    )
    assert parquet.read_table(io.BytesIO(reply.get_data())).num_rows == 0


@pytest.mark.parametrize(
    "column", [b"[1.5, 1e400, 2]", b"[1, true, -1e999]", b"[1, NaN, 2]", b'["a", "\\ud800", "b"]', b"[1, [[1e400]], 2]"]
)
def test_columns_that_json_does_not_have_are_refused_as_in_any_other_body(service, column):
    data = b'{"period": "2026-01", "columns": {"family_id": ["a", "b", "c"], "wage": ' + column + b"}}"
    reply = service.call("calculateBatch", data=data, content_type="application/json")
    assert (reply.status_code, reply.get_json()["code"]) == (400, "malformed")


def test_a_truth_among_fractions_refuses_its_family_alone(service):
    columns = {"family_id": ["a", "b"], "role": ["head"] * 2, "wage": [1.5, True]}
    first, second, _ = read_lines(service.call("calculateBatch", json=BATCH | {"columns": columns}))
    assert (first["status"], second["problems"][0]["path"]) == ("computed", "persons.1.wage")


@pytest.mark.parametrize("columns", [{"role": []}, {"role": ["head"]}, {"age": [38], "wage": [260]}])
def test_a_table_without_families_is_told_what_it_lacks(service, columns):
    reply = service.call("calculateBatch", json={"period": "2026-01", "columns": columns})
    assert reply.status_code == 422
    told = [error["message"] for error in reply.get_json()["errors"]]
    assert "lacks the column family_id." in told
    assert ("lacks the column role." in told) == ("role" not in columns)


@pytest.mark.parametrize(("form", "written"), [(PARQUET, parquet_of), (ARROW, stream_of)])
def test_so_is_a_table_in_binary_form(service, form, written):
    content = pyarrow.table({"role": ["head"], "age": [38]})
    query = {"period": "2026-01", "outputs": "uct_amount"}
    reply = service.call("calculateBatch", data=written(content), content_type=form, query=query)
    assert reply.status_code == 422
    assert reply.get_json()["errors"][0]["message"] == "lacks the column family_id."
