"""Made-up requests against `/spec`: no fault, no status or body that the document does not tell of.

`SCHEMATHESIS_EXAMPLES` says how many are made at random for each operation, beside the examples of the document and
those at the edges of its schemas.
"""

import os

import pytest
import schemathesis
from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_jordan_sp.api import Settings, create_app
from openfisca_jordan_sp.api.contract.document import Contract
from schemathesis.engine import Status, events, from_schema

from openfisca_jordan_sp.system import law_in_force
from tests.api.openfisca.made_up_situations import whole

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "5"))


def failures_of(schema) -> list[str]:
    """What every check of schemathesis finds, with the request that shows it; the same requests in each run."""
    config = schema.config
    config.seed = 20260101
    config.generation.deterministic = True
    config.generation.max_examples = EXAMPLES
    config.generation.database = "none"
    config.generation.no_shrink = True
    config.phases.stateful.enabled = False
    found = []
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            checks = [check for of_case in event.recorder.checks.values() for check in of_case]
            found += [shown(check.failure_info) for check in checks if check.status is not Status.SUCCESS]
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found.append(repr(event))
    return found


def shown(found) -> str:
    return f"{found.failure.title}: {found.failure.message}\n{found.code_sample}"


def let_situations_hold_together(schema, system) -> None:
    """Make situations that hold what the document says calculable; leave the wrong ones wrong."""
    valid = Contract(schema.raw_schema).schema("SituationInput")

    @schema.hook
    def map_body(context, body):
        return whole(system, body) if valid.is_valid(body) else body


@pytest.mark.parametrize("system", [CountryTaxBenefitSystem, law_in_force])
@pytest.mark.parametrize("methods", ["GET"])
def test_the_service_is_as_its_document_says(system, methods):
    law = system()
    app = create_app(law, Settings(auth="none", database_url="sqlite://"))
    schema = schemathesis.openapi.from_wsgi("/spec", app).include(method=methods)
    let_situations_hold_together(schema, law)
    assert failures_of(schema) == []
