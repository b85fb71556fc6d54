"""The package's own data files read the same by either loader of YAML."""

from pathlib import Path

import pytest
import yaml

import openfisca_jordan_sp.law
from openfisca_jordan_sp.errors import LawFileError
from openfisca_jordan_sp.law import data_files, yaml_text
from openfisca_jordan_sp.law.yaml_text import read_yaml, read_yaml_dates_as_text
from openfisca_jordan_sp.reform import catalogue as catalogue_of_reforms

PACKAGE = Path(openfisca_jordan_sp.law.__file__).parent.parent
FOLDERS = ("law", "results", "report", "cases", "drafting", "explain", "hurt", "vary")
FILES = [path for folder in FOLDERS for path in sorted(PACKAGE.glob(f"{folder}/**/*.yaml"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_data_file_reads_as_it_does_without_libyaml(path):
    text = path.read_text(encoding="utf-8")
    assert repr(read_yaml(text)) == repr(yaml.safe_load(text))


@pytest.mark.parametrize("path", catalogue_of_reforms().values(), ids=lambda path: path.stem)
def test_a_reform_reads_as_it_does_without_libyaml(path):
    text = path.read_text(encoding="utf-8")
    assert repr(read_yaml_dates_as_text(text)) == repr(yaml.load(text, Loader=yaml_text._DatesAsTextInPython))


def test_dates_stay_text_and_whatever_else_is_read():
    text = "values: {a.b: {2026-01-01: 1.5, 2026-13-45: null}}\ntext: 2026-01-01\n"
    expected = {"values": {"a.b": {"2026-01-01": 1.5, "2026-13-45": None}}, "text": "2026-01-01"}
    assert read_yaml_dates_as_text(text) == expected


@pytest.mark.parametrize("text", ["- [\n", "a: b: c", "\ta: 1", "a: \x07", "a: &x 1\nb: *y"])
def test_what_is_wrong_in_a_users_text_is_said_as_python_says_it(text):
    with pytest.raises(yaml.YAMLError) as expected:
        yaml.safe_load(text)
    with pytest.raises(yaml.YAMLError) as found:
        read_yaml_dates_as_text(text)
    assert str(found.value) == str(expected.value)


def test_nothing_in_a_text_makes_python_objects():
    with pytest.raises(yaml.YAMLError, match="could not determine a constructor"):
        read_yaml("!!python/object/apply:os.getcwd []")


def test_a_broken_file_of_the_catalogue_is_one_clear_error(monkeypatch, tmp_path):
    (tmp_path / "programmes.yaml").write_text("- [\n", encoding="utf-8")
    monkeypatch.setattr(data_files, "files", lambda _: tmp_path)
    with pytest.raises(LawFileError, match="cannot be read"):
        data_files.read_data("programmes.yaml")
