"""Statistics are stopped between two sets of replicates."""

import pytest

from openfisca_jordan_sp import statistics
from openfisca_jordan_sp.errors import Cancelled
from openfisca_jordan_sp.measures.statistics_options import Options
from tests.fixtures import small_population


def test_whoever_asks_to_stop_does_not_wait_for_the_other_replicates():
    steps = []

    def stop(count):
        steps.append(count)
        if steps.count(0) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        statistics(population=small_population(), options=Options(replicates=50), progress=stop)
    assert steps.count(0) == 3
