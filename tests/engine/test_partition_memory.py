"""What partitions leave behind: what is ranked at the end, as small as it can be, and no array beside it."""

import gc
import weakref

import numpy
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine import partitions
from openfisca_jordan_sp.engine.executors import Serial
from openfisca_jordan_sp.engine.memory import PartMemory
from openfisca_jordan_sp.engine.part import PartAnswer, Question
from openfisca_jordan_sp.engine.partitions import summarise
from openfisca_jordan_sp.engine.parts_source import MemoryParts
from openfisca_jordan_sp.engine.quota import Candidates
from openfisca_jordan_sp.engine.ranking import rows_of
from tests.fixtures import small_population

MONTH = period("2026-01")


def test_what_a_partition_computed_is_let_go_without_the_collector(monkeypatch):
    held = []

    class Watched(PartMemory):
        def __init__(self, part, rules):
            super().__init__(part, rules)
            held.append(weakref.ref(self.results))

    monkeypatch.setattr(partitions, "PartMemory", Watched)
    gc.disable()
    try:
        few = Policy().with_values({"national_aid_fund.uct.quota_families": {"2026-01-01": 60_000}})
        summarise([few], MemoryParts(small_population(), 500), Question(MONTH), 100.0, Serial())
        # Three partitions, and those of them that were corrected.
        assert len(held) > 3
        assert not [results for results in held if results() is not None]
    finally:
        gc.enable()


def test_rows_of_candidates_are_held_small():
    """All inside, and of the same weight: one array of positions, and one weight."""
    places = numpy.arange(0, 100, 3)
    everybody = Candidates(places, places / 7, places)
    some = Candidates(places, places / 7, places[:5])
    answers = [PartAnswer({}, {}, {(MONTH, "all"): everybody, (MONTH, "some"): some})]
    same, unlike = rows_of(answers, numpy.full(100, 2.5)), rows_of(answers, numpy.arange(100.0))
    assert same[0, MONTH, "all"].inside is same[0, MONTH, "all"].positions
    assert same[0, MONTH, "some"].inside.tolist() == places[:5].tolist()
    assert same[0, MONTH, "all"].weight.strides == (0,)
    assert same[0, MONTH, "all"].weight.tolist() == [2.5] * len(places)
    assert unlike[0, MONTH, "all"].weight.tolist() == places.tolist()


def test_nobody_may_be_a_candidate():
    rows = rows_of([PartAnswer({}, {}, {(MONTH, "all"): Candidates.none()})], numpy.ones(3))
    assert not len(rows[0, MONTH, "all"].weight)
