"""The cash programmes of 2026 as compiled kernels: one pass over the members of each family, two threads.

A yardstick and an oracle, never a source of law. The families of a household stand side by side, so the
pass runs household by household; the few families that a quota chooses are settled after it. Kernels
are kept on disk (`cache`) and let other threads run (`nogil`).
"""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy

from openfisca_jordan_sp.errors import UnsetParameterError
from tests.benchmarks.restated.columns import Dwellings, Families, Persons, Scratch
from tests.benchmarks.restated.kernels import first_pass, settle_transfer
from tests.benchmarks.restated.other_kernels import second_pass, settle_horizontal
from tests.benchmarks.restated.rules import NEVER_DUE, RESTATED, WITHOUT_RULE
from tests.benchmarks.restated.whole_array import inside_quota

THREADS = 2


def evaluate_month(inputs, parameters, threads=THREADS):
    """JOD of the month by programme, one value a family (arrays may be shared: do not write into them)."""
    count = len(inputs.head)
    persons = Persons(*(inputs.persons[name] for name in Persons._fields))
    own = {"head": inputs.head, "size": inputs.size}
    families = Families(*(own[name] if name in own else inputs.families[name] for name in Families._fields))
    dwellings = Dwellings(*(inputs.households[name] for name in Dwellings._fields))
    amounts = numpy.zeros((len(RESTATED), count))
    scratch = Scratch(*(numpy.zeros(count, kind) for kind in (bool, float, float, bool)))
    parts = _parts(inputs, threads)
    if any(_in_threads(first_pass, parts, persons, families, dwellings, parameters, amounts, scratch)):
        raise UnsetParameterError("humanitarian_assistance.unhcr_cash.camp_family", "2026")
    settle_transfer(_inside(inputs, scratch.is_candidate, parameters.transfer.quota), parameters, amounts, scratch)
    if _has_followers(parameters):
        _in_threads(second_pass, parts, families, parameters, amounts, scratch)
        settle_horizontal(_inside(inputs, scratch.is_struck, parameters.shock.quota), families, parameters, amounts)
    nothing = numpy.zeros(count)
    return dict.fromkeys([*NEVER_DUE, *WITHOUT_RULE], nothing) | dict(zip(RESTATED, amounts, strict=True))


def _inside(inputs, candidates, quota):
    score = inputs.families["naf_targeting_score_illustrative"]
    return inside_quota(numpy.flatnonzero(candidates), score, inputs.weight, quota)


def _has_followers(parameters):
    """Whether anything is paid to who is, or is not, a beneficiary of the Fund."""
    law, shock = parameters.occasional, parameters.shock
    is_paid = law.royal_grant or law.winter_aid or law.ramadan_voucher or law.fuel_2022_is_on
    return bool(is_paid or shock.vertical_is_on or shock.horizontal_is_on)


def _parts(inputs, threads):
    """Ranges of families for the threads; each begins and ends with a household."""
    households = numpy.linspace(0, len(inputs.households["household_id"]), threads + 1).astype(numpy.int64)
    return list(pairwise(numpy.searchsorted(inputs.families["household_id"], households).tolist()))


def _in_threads(kernel, parts, *arguments):
    """Run a kernel over each part, one thread for each."""
    with ThreadPoolExecutor(len(parts)) as pool:
        return list(pool.map(lambda part: kernel(*part, *arguments), parts))
