"""What tells how the service is run agrees with the service."""

import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from openfisca_jordan_sp.api.settings import Settings, variable_of

from openfisca_jordan_sp.cli import COMMANDS, main
from tests.api.test_hostile import REQUESTS

ROOT = Path(__file__).parents[2]
VARIABLES = {variable_of(one.name): one for one in fields(Settings)}
RUNNING = (ROOT / "docs/running.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "docs/security.md").read_text(encoding="utf-8")
UNITS = sorted((ROOT / "deploy").glob("*.service"))
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def _shown(value):
    return ",".join(value) or "none" if isinstance(value, tuple) else str(value) or "none"


def test_the_table_of_settings_is_complete_and_its_defaults_are_true():
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| `?([^`|]+?)`? \|", RUNNING, re.MULTILINE))
    assert rows == {variable: _shown(one.default) for variable, one in VARIABLES.items()}


FILES = ("docs/running.md", "docs/security.md", "Dockerfile", "compose.yaml", *map(str, UNITS))


@pytest.mark.parametrize("file", FILES)
def test_every_variable_that_is_named_anywhere_is_a_setting(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    assert set(re.findall(r"JORDAN_SP_[A-Z_]*[A-Z]", text)) - VARIABLES.keys() == set()


def _is_a_command(words):
    """Whether `jordan-sp` takes these words."""
    name, *rest = words
    assert name in COMMANDS
    command = main.get_command(None, name)
    command.make_context(name, rest)


def test_what_the_image_starts_are_commands_that_exist():
    start = yaml.safe_load(re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[1])
    assert yaml.safe_load(re.search(r"^ENTRYPOINT (\[.*\])$", DOCKERFILE, re.MULTILINE)[1]) == ["jordan-sp"]
    _is_a_command(start)
    assert "\nUSER 10001\n" in DOCKERFILE


def test_every_part_of_the_compose_file_starts_a_command_that_exists():
    services = COMPOSE["services"]
    assert set(services) == {"database", "web", "jobs", "scheduler", "worker"}
    for name in ("web", "jobs"):
        assert "entrypoint" not in services[name]
        _is_a_command(services[name]["command"])
        assert services[name]["read_only"] is True
        assert set(services[name]["environment"]) <= VARIABLES.keys()
    assert {tuple(services[name]["entrypoint"]) for name in ("scheduler", "worker")} == {
        ("dask", "scheduler"),
        ("dask", "worker"),
    }
    for one in services.values():
        assert set(one.get("depends_on", ())) <= services.keys()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_a_command_that_exists_and_has_no_rights(unit):
    lines = dict(line.split("=", 1) for line in unit.read_text(encoding="utf-8").splitlines() if "=" in line[1:])
    program, *words = shlex.split(lines["ExecStart"])
    assert program.endswith("/bin/jordan-sp")
    _is_a_command(words)
    for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "DynamicUser", "RestrictSUIDSGID"):
        assert lines[name] == "yes"
    assert lines["ProtectSystem"] == "strict"
    assert lines["CapabilityBoundingSet"] == ""


def test_every_test_that_guards_a_threat_is_there():
    rows = [line for line in SECURITY.splitlines() if "_" in line.rpartition("`")[0].rpartition("| ")[2]]
    named = {name for line in rows for name in re.findall(r"`((?:openfisca/)?test_[a-z_]+\.py)`", line)}
    assert len(named) >= 12
    assert [name for name in named if not (ROOT / "tests/api" / name).exists()] == []
    assert len(REQUESTS) >= 280
