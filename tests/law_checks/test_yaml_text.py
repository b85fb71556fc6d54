"""The package's own data files read the same by either loader of YAML."""

from pathlib import Path

import pytest
import yaml

import openfisca_jordan_sp.law
from openfisca_jordan_sp.errors import LawFileError
from openfisca_jordan_sp.law import catalogue
from openfisca_jordan_sp.law.yaml_text import read_yaml

PACKAGE = Path(openfisca_jordan_sp.law.__file__).parent.parent
FILES = [*PACKAGE.glob("law/**/*.yaml"), *PACKAGE.glob("results/*.yaml"), *PACKAGE.glob("report/*.yaml")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_data_file_reads_as_it_does_without_libyaml(path):
    text = path.read_text(encoding="utf-8")
    assert repr(read_yaml(text)) == repr(yaml.safe_load(text))


def test_nothing_in_a_text_makes_python_objects():
    with pytest.raises(yaml.YAMLError, match="could not determine a constructor"):
        read_yaml("!!python/object/apply:os.getcwd []")


def test_a_broken_file_of_the_catalogue_is_one_clear_error(monkeypatch, tmp_path):
    (tmp_path / "programmes.yaml").write_text("- [\n", encoding="utf-8")
    monkeypatch.setattr(catalogue, "files", lambda _: tmp_path)
    with pytest.raises(LawFileError, match="cannot be read"):
        catalogue._read("programmes.yaml")
