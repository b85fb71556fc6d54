"""Results written for economists: what is read back is what was written, to the last bit; nothing is half-written."""

import json
import sys
from functools import cache

import numpy
import pandas
import pyarrow.parquet
import pytest

from openfisca_jordan_sp import compare
from openfisca_jordan_sp.errors import OutputError, ResultError, Text
from openfisca_jordan_sp.results import TableResult
from openfisca_jordan_sp.results.excel import NOTES_SHEET, sheet_names
from openfisca_jordan_sp.results.files import stata_label, stata_names, uniform
from openfisca_jordan_sp.results.formats import parse_formats
from tests.fixtures import small_population

LONG = "a_column_whose_name_is_longer_than_stata_takes"


@cache
def one():
    return compare("uct_maximum_160", population=small_population())


@cache
def hard():
    """A result that holds what files find hard: gaps, several kinds in a column, long names and Arabic texts."""
    table = pandas.DataFrame(
        {
            "decile": [1, 2, 3],
            "share": [0.1 + 0.2, numpy.nan, 1e-17],
            "is_paid": [True, False, True],
            "is_known": [True, None, False],
            "value": [136, "2023-01-01", True],
            "label_en": ["=1+1", None, 'a, "b"\nc'],
            "label_ar": ["دينار", "", "نص طويل " * 400],
            "families": [2**40 + 1, -1, 0],
            LONG + "_one": [1.5, 2.5, 3.5],
            LONG + "_two": [4.5, 5.5, 6.5],
            "if": [1, 2, 3],
            "nothing": [None, None, None],
        }
    )
    return TableResult(
        tables={"hard": table, "empty": table.iloc[:0]},
        population={"kind": "synthetic"},
        name=Text("Hard things", "أشياء صعبة"),
        remarks=(Text("A note.", "ملاحظة."),),
        column_labels={"share": Text("Share of persons", "نسبة الأفراد")},
    )


RESULTS = pytest.mark.parametrize("result", [one, hard], ids=["comparison", "hard"])


def same(read, written, columns=None):
    """Figures are the same to the last bit; texts are the same, and no text is an empty one."""
    expected = uniform(written)
    assert len(read) == len(expected)
    assert list(read.columns) == list(columns or expected.columns)
    for name, column in zip(read.columns, expected.columns, strict=True):
        before, after = expected[column], read[name]
        if pandas.api.types.is_numeric_dtype(before) and len(before):
            assert numpy.array_equal(before.to_numpy(float), after.to_numpy(float), equal_nan=True), column
        else:
            texts = [["" if pandas.isna(value) else str(value) for value in side] for side in (before, after)]
            assert texts[0] == texts[1], column


@RESULTS
def test_csv_is_read_back_as_it_was(result, tmp_path):
    result().to_csv(tmp_path)
    for name, table in result().tables.items():
        read = pandas.read_csv(tmp_path / f"{name}.csv", dtype=object, encoding="utf-8-sig")
        for column in uniform(table).select_dtypes(["number", "bool"]):
            # Python's own reading of a number, which is exact in every version of pandas.
            read[column] = [float({"True": 1, "False": 0}.get(text, text)) for text in read[column]]
        same(read, table)


@RESULTS
def test_parquet_is_read_back_as_it_was_and_has_labels_in_both_languages(result, tmp_path):
    result().to_parquet(tmp_path)
    for name, table in result().tables.items():
        same(pandas.read_parquet(tmp_path / f"{name}.parquet"), table)
    field = pyarrow.parquet.read_schema(tmp_path / f"{next(iter(result().tables))}.parquet").field("label_ar")
    assert field.metadata == {b"en": b"Name in Arabic", b"ar": "الاسم بالعربية".encode()}


@RESULTS
def test_stata_is_read_back_as_it_was(result, tmp_path):
    result().to_stata(tmp_path)
    for name, table in result().tables.items():
        columns = stata_names([str(column) for column in table.columns])
        same(pandas.read_stata(tmp_path / f"{name}.dta"), table, columns)


def test_stata_has_labels_in_both_languages_that_another_library_reads(tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    one().to_stata(tmp_path)
    frame, meta = pyreadstat.read_dta(tmp_path / "programmes.dta")
    labels = meta.column_names_to_labels
    assert labels["cost_year_reform"] == "Cost in the year, JOD: reform · الكلفة في السنة، دينار: التعديل"
    assert meta.file_label == "Programmes · البرامج"
    assert frame["label_ar"].tolist() == one().table("programmes")["label_ar"].tolist()
    assert frame["cost_year_reform"].tolist() == one().table("programmes")["cost_year_reform"].tolist()
    assert all(len(name) <= 32 for name in frame.columns)


@RESULTS
def test_a_workbook_is_read_back_as_it_was_with_its_notes_first(result, tmp_path):
    pytest.importorskip("openpyxl")
    path = result().to_excel(tmp_path / "tables.xlsx")
    sheets = pandas.read_excel(path, sheet_name=None, keep_default_na=False, na_values=[""])
    assert next(iter(sheets)) == NOTES_SHEET
    for name, table in result().tables.items():
        same(sheets[name], table)
    notes = pandas.read_excel(path, sheet_name=NOTES_SHEET, header=None).astype(str)
    for note in result().notes():
        assert note.en in notes[0].tolist()
        assert note.ar in notes[1].tolist()


def test_arabic_runs_from_right_to_left_and_a_text_is_never_a_formula(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(hard().to_excel(tmp_path / "hard.xlsx"))
    sheet = book["hard"]
    names = [cell.value for cell in sheet[1]]
    arabic = sheet.cell(2, names.index("label_ar") + 1)
    assert (arabic.alignment.horizontal, arabic.alignment.readingOrder) == ("right", 2)
    assert sheet.cell(2, names.index("label_en") + 1).data_type == "s"
    assert book[NOTES_SHEET]["B1"].value == "أشياء صعبة"
    assert book[NOTES_SHEET]["B1"].alignment.readingOrder == 2


@pytest.mark.parametrize("kind", ["to_csv", "to_parquet", "to_stata", "to_excel"])
def test_the_same_result_is_the_same_bytes(kind, tmp_path):
    places = [tmp_path / "first", tmp_path / "second"]
    for place in places:
        getattr(hard(), kind)(place / "tables.xlsx" if kind == "to_excel" else place)
    first, second = ({path.name: path.read_bytes() for path in place.iterdir()} for place in places)
    assert first
    assert first == second


def test_one_table_can_be_a_file_of_stata_of_its_own(tmp_path):
    path = tmp_path / "poor.dta"
    assert one().to_stata(path, "poverty") == [path]
    same(pandas.read_stata(path), one().table("poverty"))
    with pytest.raises(ResultError, match="holds one table"):
        one().to_stata(tmp_path / "all.dta")
    assert [each.name for each in tmp_path.iterdir()] == ["poor.dta"]


def test_an_infinite_figure_is_refused_by_stata_and_nothing_is_left(tmp_path):
    tables = {"fine": pandas.DataFrame({"a": [1.0]}), "bad": pandas.DataFrame({"a": [numpy.inf]})}
    result = TableResult(tables=tables, population={}, name=Text("Bad", "سيئ"))
    with pytest.raises(OutputError, match="infinite"):
        result.to_stata(tmp_path / "out")
    assert not list((tmp_path / "out").glob("*"))


def test_a_failure_leaves_no_file_behind_and_the_old_one_whole(tmp_path, monkeypatch):
    path = tmp_path / "tables.xlsx"
    one().to_excel(path)
    before = path.read_bytes()

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("openfisca_jordan_sp.results.tabular.write_excel", fail)
    with pytest.raises(OutputError, match="No space left"):
        one().to_excel(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["tables.xlsx"]


@pytest.mark.parametrize("name", ["tables.xls", "tables", "tables.csv"])
def test_a_workbook_has_the_ending_of_one(name, tmp_path):
    with pytest.raises(OutputError, match=r"ends in \.xlsx"):
        one().to_excel(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_way_of_a_file_is_named(tmp_path):
    (tmp_path / "tables.xlsx").mkdir()
    with pytest.raises(OutputError, match="a folder has this name"):
        one().to_excel(tmp_path / "tables.xlsx")


def test_a_missing_library_is_named_with_the_extra_that_brings_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for write in (lambda: one().to_excel(tmp_path / "t.xlsx"), lambda: one().save(tmp_path / "out", "en", "xlsx")):
        with pytest.raises(OutputError, match=r"openfisca-jordan-sp\[survey\]"):
            write()
    assert not list(tmp_path.iterdir())
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(OutputError, match=r"openfisca-jordan-sp\[report\]"):
        one().chart("poverty")


def test_save_writes_the_formats_asked_for(tmp_path):
    written = {path.name for path in hard().save(tmp_path, formats="stata, parquet,xlsx")}
    assert written == {"result.json", "hard.parquet", "empty.parquet", "hard.dta", "empty.dta", "tables.xlsx"}
    data = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert data["title"] == {"en": "Hard things", "ar": "أشياء صعبة"}
    assert data["is_synthetic"] is True
    assert data["notes"][-1] == {"en": "A note.", "ar": "ملاحظة."}
    assert data["tables"]["hard"][1]["share"] is None


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("csv,excel", "Did you mean xlsx"),
        ("dta", "Did you mean stata"),
        ("", "missing"),
        ("csv,,", "missing"),
        ([], "missing"),
    ],
)
def test_an_unknown_format_is_named_with_those_known(asked, words):
    with pytest.raises(OutputError, match=words) as raised:
        parse_formats(asked)
    assert "csv, parquet, xlsx, stata" in str(raised.value)
    assert "xlsx" in raised.value.hint.ar


def test_formats_are_taken_once_whatever_their_case():
    assert parse_formats("CSV, csv,stata") == ("csv", "stata")


def test_names_that_stata_and_excel_do_not_take_are_changed_and_stay_apart():
    assert stata_names([LONG + "_one", LONG + "_two", "if", "2026", "str5", "a b", ""]) == [
        LONG[:32],
        LONG[:30] + "_2",
        "_if",
        "_2026",
        "_str5",
        "a_b",
        "_",
    ]
    assert sheet_names(["a/b", "x" * 40, "x" * 41, "A_b"]) == ["a_b", "x" * 31, "x" * 29 + "_2", "A_b_2"]


def test_a_label_without_room_for_both_languages_is_english():
    assert stata_label(Text("Cost", "كلفة")) == "Cost · كلفة"
    assert stata_label(Text("E" * 60, "ع" * 60)) == "E" * 60
    assert stata_label(Text("E" * 90, "")) == "E" * 80
