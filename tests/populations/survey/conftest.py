"""A survey that is imported once for all tests of this folder."""

import pytest
from click.testing import CliRunner

from openfisca_jordan_sp.cli import main
from openfisca_jordan_sp.populations.survey import import_survey
from tests.populations.survey.files import dhs, heis, some_heis, write, write_heis


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture(scope="session")
def heis_folder(tmp_path_factory):
    """A population folder imported from files in Stata's format by `erf_heis`."""
    folder = tmp_path_factory.mktemp("heis")
    options = write_heis(folder, *heis())
    result = run("population", "import", "--mapping", "erf_heis", *options, "--out", folder / "out")
    assert result.exit_code == 0, result.output
    return folder / "out"


@pytest.fixture(scope="session")
def dhs_folder(tmp_path_factory):
    """A population folder imported from one SPSS file by `dhs_recode`."""
    folder = tmp_path_factory.mktemp("dhs")
    write(dhs(), folder / "members.sav")
    files = ["--set", "tables.households.file=members.sav", "--set", "tables.persons.file=members.sav"]
    result = run("population", "import", "--mapping", "dhs_recode", "--data", folder, *files, "--out", folder / "out")
    assert result.exit_code == 0, result.output
    return folder / "out"


@pytest.fixture
def imported(tmp_path):
    """Import fifty households with changes to their columns, and to the mapping."""

    def make(changes, households=None, persons=None):
        of_households, of_persons = some_heis(50)
        for name, values in (households or {}).items():
            of_households[name] = values
        for name, values in (persons or {}).items():
            of_persons[name] = values(of_persons) if callable(values) else values
        write_heis(tmp_path, of_households, of_persons)
        return import_survey("erf_heis", data=tmp_path, changes=changes).population

    return make
