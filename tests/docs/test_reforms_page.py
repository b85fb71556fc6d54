"""docs/reforms.md lists the catalogue as it is."""

import re
from pathlib import Path

import pandas

from openfisca_jordan_sp.reform import catalogue, load_reform

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reforms.md").read_text(encoding="utf-8")


def test_the_page_lists_every_reform_of_the_catalogue_with_its_status():
    listed = dict(re.findall(r"^\| `(\w+)` \| (bill|proposal|scenario) \|", PAGE, flags=re.MULTILINE))
    assert listed == {name: load_reform(name).status for name in catalogue()}


def test_the_page_says_why_each_reform_without_any_effect_has_none():
    told = PAGE.partition("These change nothing there, and why:")[2].partition("\n\n")[0]
    results = pandas.read_csv(ROOT / "tests" / "reforms_expected.csv")
    largest = results["difference"].abs().groupby(results["reform"]).max()
    assert set(re.findall(r"`(\w+)`", told)) == set(largest.index[largest == 0])
