"""The words of the drafter's bench: complete in both languages, and those of the reports where reports have them."""

import re
from importlib.resources import files

import pytest

from openfisca_jordan_sp.drafting.said import Said
from openfisca_jordan_sp.law.yaml_text import read_yaml
from openfisca_jordan_sp.reform_format import STATUSES
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.writing import LANGUAGES, Writing

WORDS = read_yaml(files("openfisca_jordan_sp.drafting").joinpath("words.yaml").read_text(encoding="utf-8"))
#: What a drafter types as it is, in any language.
_TYPED = re.compile(
    r"`[^`]*`|\{\w+\}|jordan-sp reform \w+|openfisca-jordan-sp|bill|proposal|scenario|path=value|YYYY-MM-DD"
)


@pytest.mark.parametrize("key", WORDS)
def test_each_is_there_in_both_languages_with_the_same_places_to_fill(key):
    assert set(WORDS[key]) == set(LANGUAGES)
    places = [set(re.findall(r"(?<!\{)\{(\w+)\}", text)) for text in WORDS[key].values()]
    assert places[0] == places[1]
    assert not re.search("[A-Za-z]", _TYPED.sub("", WORDS[key]["ar"]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", STATUSES)
def test_a_status_has_the_name_that_reports_give_it(status, language):
    assert Said(Writing(language))(f"status_{status}") == Texts(language)(f"status_{status}")
