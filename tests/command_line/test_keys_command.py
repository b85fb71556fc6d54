"""`jordan-sp keys`, `jordan-sp audit`, `jordan-sp database`: good, bad and no input."""

import csv
import io
import json
import re

import pytest

from openfisca_jordan_sp.cli import main
from tests.command_line.running import is_one_clear_line, run

BEARER = re.compile(r"jsp_([0-9a-f]{12})_[A-Za-z0-9_-]{43}\n")


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'service.sqlite3'}"


def create(url, *more):
    return run("keys", "create", "--name", "Night registry", "--scope", "calculate", "--database", url, *more)


def id_of(result):
    return BEARER.fullmatch(result.stdout)[1]


def test_a_key_is_printed_once_alone_on_the_standard_output(url):
    made = create(url, "--scope", "policies", "--expires", "90d", "--rate", "600/minute")
    assert made.exit_code == 0, made.output
    assert BEARER.fullmatch(made.stdout)
    assert "shown this once" in made.stderr
    listed = run("keys", "list", "--database", url)
    assert made.stdout.strip() not in listed.output
    assert (
        f"{id_of(made)}: Night registry. valid; scopes calculate, policies; rate 600/minute; until 20" in listed.output
    )


def test_the_environment_names_the_database(url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", url)
    made = run("keys", "create", "--name", "x", "--scope", "*", "--expires", "2099-01-31")
    (key,) = json.loads(run("keys", "list", "--json").stdout)
    assert (key["id"], key["scopes"], key["expires"]) == (id_of(made), ["*"], "2099-02-01T00:00:00Z")
    assert not {"secret_hash", "previous_hash"} & key.keys()


def test_a_key_is_rotated_and_withdrawn(url):
    made = create(url)
    turned = run("keys", "rotate", id_of(made), "--overlap", "2h", "--database", url)
    assert BEARER.fullmatch(turned.stdout)
    assert turned.stdout != made.stdout
    assert "the secret before until" in turned.stderr
    assert "revoked" in run("keys", "revoke", id_of(made), "--database", url).output
    assert "revoked" in run("keys", "list", "--database", url).output
    is_one_clear_line(run("keys", "rotate", id_of(made), "--database", url), "no longer valid")


def test_without_keys_it_says_so(url):
    assert run("database", "upgrade", "--database", url).output == "The database has the tables of revision 0001.\n"
    assert run("keys", "list", "--database", url).output == "There are no keys.\n"
    assert run("keys", "list", "--json", "--database", url).output == "[]\n"


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (["--scope", "admin"], "admin is no scope"),
        (["--expires", "2020-01-01"], "past"),
        (["--expires", "soon"], "2027-01-31"),
        (["--expires", "2026-02-30"], "no such day"),
        (["--rate", "often"], "600/minute"),
        (["--name", " "], "needs a name"),
    ],
)
def test_a_mistake_is_one_clear_line_and_makes_nothing(url, more, word):
    is_one_clear_line(create(url, *more), word)
    create(url)
    assert len(run("keys", "list", "--database", url).output.splitlines()) == 1


@pytest.mark.parametrize("command", [["keys", "create"], ["keys", "rotate"], ["keys", "revoke"], ["audit", "purge"]])
def test_without_input_it_says_what_is_missing(command):
    result = run(*command)
    assert result.exit_code == 2
    assert "Missing" in result.stderr


@pytest.mark.parametrize("command", [["keys", "list"], ["keys", "revoke", "a"], ["audit", "list"]])
def test_only_what_makes_something_makes_a_database(tmp_path, url, command):
    is_one_clear_line(run(*command, "--database", url), "jordan-sp database upgrade")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("database", "word"),
    [("nonsense", "DATABASE_URL"), ("postgresql://127.0.0.1:1/x", "Try again"), ("sqlite:////no/such/x", "Try again")],
)
def test_a_database_that_cannot_be_opened_is_one_clear_line(database, word):
    is_one_clear_line(run("database", "upgrade", "--database", database), word)


def test_arabic_is_complete_and_in_order(url):
    made = create(url, "--lang", "ar", "--expires", "90d")
    assert BEARER.fullmatch(made.stdout)
    listed = run("keys", "list", "--database", url, "--lang", "ar").stdout
    revoked = run("keys", "revoke", id_of(made), "--database", url, "--lang", "ar").stdout
    purged = run("audit", "purge", "--before", "1d", "--database", url, "--lang", "ar").stdout
    upgraded = run("database", "upgrade", "--database", url, "--lang", "ar").stdout
    lines = (made.stderr + listed + revoked + purged + upgraded).splitlines()
    assert len(lines) == 6
    assert all(line.startswith("\u200f") for line in lines)
    words = set(re.findall("[A-Za-z]{3,}", "".join(lines).replace(id_of(made), "")))
    assert words == {"Night", "registry", "calculate"}
    wrong = create(url, "--expires", "soon", "--lang", "ar")
    assert "ليس وقتا" in wrong.stderr


def test_the_audit_is_printed_in_either_form_and_thinned_out(url):
    from openfisca_jordan_sp.api.store import Store
    from openfisca_jordan_sp.api.store.audit import AuditRow, begin_row, end_row

    create(url)
    store = Store(url)
    came = {"status": 200, "families": 1, "persons": 4, "failed": 0, "law_date": "2026-01-01", "milliseconds": 1.5}
    for at, request in [(1_700_000_000.0, "a" * 32), (1_800_000_000.0, "b" * 32)]:
        begin_row(store, AuditRow(request, at, "open", "createPolicy", "0" * 16, "2026-01-01", "0.7.0"))
    end_row(store, "a" * 32, came | {"state": "done", "policies": ["p1", "p2"]})
    store.close()
    rows = list(csv.DictReader(io.StringIO(run("audit", "list", "--database", url).stdout)))
    assert [(row["time"], row["state"], row["policies"]) for row in rows] == [
        ("2023-11-14T22:13:20Z", "done", "p1 p2"),
        ("2027-01-15T08:00:00Z", "begun", ""),
    ]
    late = json.loads(run("audit", "list", "--since", "2025-01-01", "--format", "json", "--database", url).stdout)
    assert [row["request_id"] for row in late] == ["b" * 32]
    assert json.loads(run("audit", "list", "--key", "x", "--format", "json", "--database", url).stdout) == []
    assert len(json.loads(run("audit", "list", "--format", "json", "--database", url).stdout)) == 2
    assert "Rows deleted: 1 " in run("audit", "purge", "--before", "2025-01-01", "--database", url).output
    is_one_clear_line(run("audit", "list", "--since", "yesterday", "--database", url), "yesterday")


def test_what_serves_is_not_loaded_by_the_help():
    import subprocess
    import sys

    code = "import sys; from openfisca_jordan_sp.cli import main; main(['keys', '--help'], standalone_mode=False)"
    shown = subprocess.run(
        [sys.executable, "-c", f"{code}; print(*sys.modules)"], check=True, capture_output=True, text=True
    )
    assert "withdraw the keys" in shown.stdout.lower()
    assert not {"flask", "sqlalchemy", "numpy"} & set(shown.stdout.split())
    assert main.get_command(None, "keys") is not None
