"""What is imported when the package, or the command line, starts."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

import openfisca_jordan_sp
from openfisca_jordan_sp.cli import COMMANDS, main


def modules_after(code):
    """The modules that a fresh Python holds after some code."""
    shown = "import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{shown}"], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_the_law_is_there_without_pandas_and_pyarrow():
    loaded = modules_after("from openfisca_jordan_sp import CountryTaxBenefitSystem, JordanSPError, Policy, Reform")
    assert "openfisca_core" in loaded
    assert not {"pandas", "pyarrow", "rich", "click"} & loaded


def test_the_command_line_starts_without_the_law():
    loaded = modules_after("import openfisca_jordan_sp.cli")
    assert "click" in loaded
    assert not {"numpy", "openfisca_core", "pandas", "pyarrow", "rich"} & loaded


def test_every_public_name_is_there_and_stays_the_same():
    for name in openfisca_jordan_sp.__all__:
        assert name in dir(openfisca_jordan_sp)
        assert getattr(openfisca_jordan_sp, name) is getattr(openfisca_jordan_sp, name)
    assert openfisca_jordan_sp.CountryTaxBenefitSystem is openfisca_jordan_sp.JordanSocialProtectionSystem


def test_every_public_name_comes_with_a_star():
    assert set(openfisca_jordan_sp.__all__) <= vars_after_star().keys()


def vars_after_star():
    names = {}
    exec("from openfisca_jordan_sp import *", names)
    return names


def test_a_name_that_is_not_there_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'comparee'"):
        openfisca_jordan_sp.comparee  # noqa: B018 - asking is the test


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_found_under_its_name_and_listed(command):
    assert main.get_command(None, command).name == command
    assert command in CliRunner().invoke(main, ["--help"]).output


def test_an_unknown_command_is_one_clear_message():
    result = CliRunner().invoke(main, ["comparee"])
    assert result.exit_code == 2
    assert "No such command 'comparee'" in result.output


def test_the_version_is_that_of_the_package():
    assert CliRunner().invoke(main, ["--version"]).output.startswith("jordan-sp, version ")
