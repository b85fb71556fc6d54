"""Made-up requests against `/spec`: no fault, no status or body that the document does not tell of.

`SCHEMATHESIS_EXAMPLES` says how many are made at random for each operation, beside the examples of the document and
those at the edges of its schemas.
"""

import copy
import json
import os

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_jordan_sp.api import Settings, create_app
from openfisca_jordan_sp.api.contract.document import Contract
from openfisca_jordan_sp.api.openfisca.plain import plain
from openfisca_web_api import handlers
from schemathesis.engine import Status, events, from_schema

from openfisca_jordan_sp.system import law_in_force
from tests.api.made_up_requests import make_same, shown
from tests.api.openfisca.made_up_situations import whole

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "5"))
#: Few in each run of the tests; whoever asks for more gets the edges of situations too, which take ten seconds.
ARE_MANY = EXAMPLES > 5
SAME_EACH_TIME = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))


def failures_of(schema, *, edges: bool) -> list[str]:
    """What every check of schemathesis finds, with the request that shows it; the same requests in each run."""
    config = schema.config
    make_same(config, EXAMPLES)
    config.phases.stateful.enabled = False
    # At the edges only what is wrong: a valid situation is made whole by `whole`, which is not asked there.
    config.phases.coverage.generation.modes = [schemathesis.GenerationMode.NEGATIVE]
    config.phases.coverage.enabled = edges
    found = []
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            checks = [check for of_case in event.recorder.checks.values() for check in of_case]
            found += [shown(check.failure_info) for check in checks if check.status is not Status.SUCCESS]
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found.append(repr(event))
    return found


def let_situations_hold_together(schema, system) -> None:
    """Make situations that hold what the document says calculable; leave the wrong ones wrong."""
    valid = Contract(schema.raw_schema).schema("SituationInput")

    @schema.hook
    def map_body(context, body):
        return whole(system, body) if valid.is_valid(body) else body


@pytest.mark.parametrize("system", [CountryTaxBenefitSystem, law_in_force])
@pytest.mark.parametrize("methods", ["GET", "POST"])
def test_the_service_is_as_its_document_says(system, methods):
    law = system()
    app = create_app(law, Settings(auth="none", database_url="sqlite://"))
    schema = schemathesis.openapi.from_wsgi("/spec", app).include(method=methods)
    let_situations_hold_together(schema, law)
    # Our law has a thousand variables, whose edges would take minutes.
    edges = methods == "GET" or (ARE_MANY and system is CountryTaxBenefitSystem)
    assert failures_of(schema, edges=edges) == []


@pytest.mark.parametrize("system", [CountryTaxBenefitSystem, law_in_force])
def test_what_the_document_allows_is_calculated_by_core(system):
    law = system()
    app = create_app(law, Settings(auth="none", database_url="sqlite://"))
    schema = schemathesis.openapi.from_wsgi("/spec", app)
    let_situations_hold_together(schema, law)
    situations = schema["/calculate"]["POST"].as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)
    valid = Contract(schema.raw_schema)
    calculated = []

    @given(situations)
    @settings(
        max_examples=4 * EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=[*HealthCheck]
    )
    def calculate(case):
        if is_known_to_fail_in_core(case.body):
            return
        traced = handlers.trace(law, copy.deepcopy(case.body))
        valid.schema("Trace").validate(json.loads(json.dumps(plain(traced))))
        calculated.append(case.body)

    calculate()
    assert len(calculated) >= EXAMPLES


def test_groups_that_bear_the_names_of_persons_are_made_calculable():
    alike = {"a": {}, "b": {}}
    made = whole(law_in_force(), {"persons": alike, "families": alike, "households": {"a": {}}})
    assert not made["families"].keys() & made["persons"].keys()
    assert handlers.trace(law_in_force(), made)["entitiesDescription"]["persons"] == ["a", "b"]


def is_known_to_fail_in_core(situation) -> bool:
    """Whether core loses its way by itself: an id with a slash, or a text of odd letters."""
    names = [name for units in situation.values() if isinstance(units, dict) for name in units]
    return any("/" in name for name in names) or "postal_code" in str(situation)
