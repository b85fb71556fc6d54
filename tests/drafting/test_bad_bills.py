"""Each check of a bill is held by a bad bill that only it catches, and that passes once it is mended.

The bad bills end in `.yml`: every `.yaml` under `tests` is taken for a test of the law.
"""

import os
from functools import cache
from pathlib import Path

import pytest
import yaml

from openfisca_jordan_sp import reform_checks, reform_format
from openfisca_jordan_sp.drafting.checks import CHECKS, check_bill, loading
from openfisca_jordan_sp.drafting.checks.findings import PEOPLE
from openfisca_jordan_sp.law.yaml_text import read_yaml_dates_as_text

FOLDER = Path(__file__).parent / "bad_bills"
MENDED = read_yaml_dates_as_text((FOLDER / "mended.yml").read_text(encoding="utf-8"))
BAD = sorted(path.stem for path in FOLDER.glob("*.yml") if path.stem != "mended")
CHECKED = {check.code: check for check in CHECKS}
WITHOUT_CLIFFS = [check for check in CHECKS if check.code != "new_cliff"]
#: What loading a bill finds, with what finds it.
FOUND_BY_LOADING = {
    "unknown_key": (reform_format, "_unknown_keys", lambda data: []),
    "given_twice": (loading, "_repeated_keys", lambda file: []),
    "before_instrument": (reform_checks, "_date", lambda parameter, day: []),
    "out_of_range": (reform_checks, "_range", lambda parameter, day, value: []),
    "no_change": (reform_checks, "_is_unchanged", lambda parameter, day, value: False),
    "bad_parameter": (reform_checks, "_additions", lambda reform, law: []),
}


@cache
def findings(code):
    """All that is found; cliffs are looked for where they are the matter, or in all with `JORDAN_SP_ALL_CHECKS=1`."""
    is_whole = code == "new_cliff" or os.environ.get("JORDAN_SP_ALL_CHECKS")
    return check_bill(FOLDER / f"{code}.yml", checks=CHECKS if is_whole else WITHOUT_CLIFFS)


def needs_people(code):
    return code in CHECKED and CHECKED[code].needs == PEOPLE


@pytest.mark.parametrize("code", BAD)
def test_a_bad_bill_is_caught_by_its_check_and_by_no_other(code):
    found = findings(code)
    assert found.codes == {code}, [each.line() for each in found.findings]
    for each in found.findings:
        assert each.path
        assert each.message.en
        assert each.message.ar
        assert each.severity == (CHECKED[code].severity if code in CHECKED else "error")


def test_every_check_has_a_bad_bill_and_every_bad_bill_is_mended():
    assert not CHECKED.keys() - set(BAD)
    assert len(CHECKED) == len(CHECKS)
    assert set(BAD) - MENDED.keys() == {"not_a_mapping"}


@pytest.mark.parametrize("code", MENDED)
def test_a_bad_bill_passes_once_it_is_mended(code, tmp_path):
    text = (FOLDER / f"{code}.yml").read_text(encoding="utf-8").replace("!dinars ", "")
    bill = {**read_yaml_dates_as_text(text), **MENDED[code]}
    for file in FOLDER.glob("*.py"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / f"{code}.yml"
    kept = {key: value for key, value in bill.items() if value is not None}
    path.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), encoding="utf-8")
    found = check_bill(path, quick=not needs_people(code))
    assert found.findings == (), [each.line() for each in found.findings]


@pytest.mark.parametrize("code", CHECKED)
def test_without_its_check_a_bad_bill_passes(code):
    others = [check for check in WITHOUT_CLIFFS if check.code != code]
    assert check_bill(FOLDER / f"{code}.yml", checks=others, quick=not needs_people(code)).findings == ()


@pytest.mark.parametrize("code", FOUND_BY_LOADING)
def test_without_what_finds_it_when_it_is_loaded_a_bad_bill_passes(code, monkeypatch):
    module, name, nothing = FOUND_BY_LOADING[code]
    monkeypatch.setattr(module, name, nothing)
    assert code not in check_bill(FOLDER / f"{code}.yml", quick=True).codes


@pytest.mark.parametrize("code", ["gap_between_bands", "ceiling_below_floor", "unit_slip", "dates_out_of_order"])
def test_a_finding_tells_both_values_and_where(code):
    (found,) = findings(code).findings
    numbers = {
        "gap_between_bands": "211",
        "ceiling_below_floor": "35",
        "unit_slip": "750",
        "dates_out_of_order": "2027",
    }
    assert numbers[code] in found.message.en
    assert numbers[code] in found.message.ar
    assert "[20" in found.path


def test_the_condition_at_fault_is_named():
    assert "is_below_free_cover_age" in findings("rule_never_applies").warnings[0].hint.en
    swallowed = findings("exclusion_swallows_group").warnings[0]
    assert "is_excluded_from_card" in swallowed.hint.ar
    assert "96.2%" in swallowed.message.ar
    assert "أجر 300.000 دينار 40.000 دينار شهريا" in findings("new_cliff").warnings[0].message.ar


def test_a_mistyped_name_is_met_with_the_nearest():
    assert "is_head_citizen" in findings("unknown_read").errors[0].hint.en
    assert "national_aid_fund.uct.benefit_maximum" in findings("unknown_parameter").errors[0].hint.ar
