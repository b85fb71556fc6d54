"""Strata and clusters of a survey, as a mapping gives them."""

import numpy
import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.survey import SurveyError

RULES = "tables.households.columns"
BOTH = {f"{RULES}.sampling_stratum": {"from": "STR"}, f"{RULES}.sampling_cluster": {"from": "PSU"}}


def test_a_survey_gives_its_strata_and_clusters(imported):
    stratum, cluster = numpy.arange(50) // 25, 3_000_000_000 + numpy.arange(50) // 5
    made = imported(BOTH, {"STR": stratum, "PSU": cluster.astype(float)})
    pairs = set(
        zip(made.households["sampling_stratum"].tolist(), made.households["sampling_cluster"].tolist(), strict=True)
    )
    assert pairs == set(zip(stratum.tolist(), cluster.tolist(), strict=True))


def test_names_of_strata_become_codes_by_the_mapping(imported):
    named = {**BOTH, f"{RULES}.sampling_stratum": {"from": "STR", "map": {"north": 1, "south": 2}}}
    made = imported(named, {"STR": ["north", "south"] * 25, "PSU": 7})
    assert sorted(made.households["sampling_stratum"].tolist()) == [1] * 25 + [2] * 25


@pytest.mark.parametrize(
    ("cluster", "words"),
    [(2.5, "not a whole number"), (-4, "out of range"), ("A-12", "not known"), (None, "no value")],
)
def test_a_survey_whose_clusters_are_no_codes_is_refused(imported, cluster, words):
    with pytest.raises(SurveyError, match=words):
        imported(BOTH, {"STR": 1, "PSU": [*range(49), cluster]})


def test_a_survey_that_maps_one_of_the_two_is_refused(imported):
    with pytest.raises(PopulationError, match="sampling_stratum"):
        imported({f"{RULES}.sampling_cluster": {"from": "PSU"}}, {"PSU": 1})
