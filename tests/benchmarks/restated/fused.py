"""The cash programmes of 2026 as compiled kernels: one pass over the members of each family, two threads.

A yardstick and an oracle, never a source of law. The families of a household stand side by side, so the
pass runs household by household; the few families that a quota chooses are settled after it. Kernels
are kept on disk (`cache`) and let other threads run (`nogil`).
"""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy

from openfisca_jordan_sp.errors import UnsetParameterError
from tests.benchmarks.restated.arrays import inside_quota
from tests.benchmarks.restated.benefit_kernels import UNSET
from tests.benchmarks.restated.columns import Dwellings, Families, Persons, Scratch
from tests.benchmarks.restated.kernels import first_pass, settle_transfer
from tests.benchmarks.restated.other_kernels import second_pass, settle_horizontal
from tests.benchmarks.restated.rules import MONTHLY, WITHOUT_RULE, YEARLY
from tests.benchmarks.restated.year_kernels import UNSET_BY_YEAR, add_income, year_pass

THREADS = 2


def evaluate_month(inputs, parameters, threads=THREADS):
    """JOD of the month by programme granted by the month, one value a family (do not write into them)."""
    count = len(inputs.head)
    persons, families, dwellings = _columns(inputs)
    amounts = numpy.zeros((len(MONTHLY), count))
    scratch = Scratch(*(numpy.zeros(count, kind) for kind in (bool, float, float, bool, bool)))
    parts = _parts(inputs, threads)
    unset = _in_threads(first_pass, parts, persons, families, dwellings, parameters, amounts, scratch)
    _refuse_unset(UNSET, unset)
    settle_transfer(_inside(inputs, scratch.is_candidate, parameters.transfer.quota), parameters, amounts, scratch)
    _in_threads(second_pass, parts, families, parameters, amounts, scratch)
    if parameters.shock.horizontal_is_on:
        settle_horizontal(_inside(inputs, scratch.is_struck, parameters.shock.quota), families, parameters, amounts)
    return dict.fromkeys(WITHOUT_RULE, numpy.zeros(count)) | dict(zip(MONTHLY, amounts, strict=True))


def evaluate_year(inputs, year, threads=THREADS):
    """A twelfth of the JOD of the year by programme granted by the year, one value a family."""
    persons, families, _ = _columns(inputs)
    amounts, income = numpy.zeros((len(YEARLY), len(inputs.head))), numpy.zeros(len(inputs.head))
    parts = _parts(inputs, threads)
    for month in year.months if year.yearly.fuel_2012 > 0 else ():
        _in_threads(add_income, parts, persons, families, month, income)
    unset = _in_threads(year_pass, parts, persons, families, year.yearly, income, amounts)
    _refuse_unset(UNSET_BY_YEAR, unset)
    return dict(zip(YEARLY, amounts, strict=True))


def _columns(inputs):
    of_persons = inputs.persons | {"rare": inputs.rare["persons"]}
    of_families = inputs.families | {"rare": inputs.rare["families"], "head": inputs.head, "size": inputs.size}
    tables = ((Persons, of_persons), (Families, of_families), (Dwellings, inputs.households))
    return [record(*(columns[name] for name in record._fields)) for record, columns in tables]


def _refuse_unset(paths, of_parts):
    """Stop where a kernel found somebody who needs an amount that no source gives."""
    for place, path in enumerate(paths):
        if any(needed >> place & 1 for needed in of_parts):
            raise UnsetParameterError(path, "2026")


def _inside(inputs, candidates, quota):
    score = inputs.families["naf_targeting_score_illustrative"]
    return inside_quota(numpy.flatnonzero(candidates), score, inputs.weight, quota)


def _parts(inputs, threads):
    """Ranges of families for the threads; each begins and ends with a household."""
    households = numpy.linspace(0, len(inputs.households["household_id"]), threads + 1).astype(numpy.int64)
    return list(pairwise(numpy.searchsorted(inputs.families["household_id"], households).tolist()))


def _in_threads(kernel, parts, *arguments):
    """Run a kernel over each part, one thread for each."""
    with ThreadPoolExecutor(len(parts)) as pool:
        return list(pool.map(lambda part: kernel(*part, *arguments), parts))
