"""A registry's families checked: support for the same need twice, aids not allowed together, doubles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openfisca_core.periods import Period

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.situations import Situation

from ..contract import load_contract
from ..contract.checking import told
from ..law_state import law_date
from ..operations import Asked, Counts, Reply, operation
from .doubles import doubles_of
from .families import Families, month_of, one_policy, read_families
from .overlaps import Checked, checked_families
from .telling import text_data, warnings_on


@operation("checkRegistry")
def check_registry(asked: Asked) -> Reply:
    """Families of a registry, each by itself and beside the others; a mistake in one never stops another.

    Raises:
        InvalidRequestError: a period or a policy that cannot be computed.
        TooLargeError: more families than one request may have.
    """
    body = asked.body
    month = month_of(body["period"])
    policy = one_policy(asked, "policy", "body.policy")
    families = _read(asked, body["families"], month)
    problems = _problems_beside(body)
    receives = {name: tuple(ids) for name, ids in body.get("receives", {}).items() if name in families.situations}
    checked = checked_families(policy, families.situations, month, receives)
    reply = {
        "period": str(month),
        "policy": {"id": policy.id, "title": text_data(policy.title)},
        "families": {name: _family(name, families, checked, problems) for name in body["families"]},
        "duplicates": doubles_of({**body["families"], **families.situations}, body.get("identities", {})),
        "problems": [one.in_both() for one in problems.get("", ())],
        "counts": {"families": len(body["families"]), "failed": len(families.problems)},
        "warnings": warnings_on([policy] if policy.reforms else [], month, (), checked.unset),
    }
    counts = Counts((policy.id,), len(body["families"]), families.persons, len(families.problems))
    return Reply(reply, law_date=law_date(str(month)), counts=counts)


def _read(asked: Asked, given: Mapping[str, Any], month: Period) -> Families:
    """The families, each held by itself against the schema of a situation and against the law."""
    schema = load_contract().schema("Situation")
    told_of_form = {name: told(schema.iter_errors(one), f"body.families.{name}") for name, one in given.items()}
    refused = {name: problems for name, problems in told_of_form.items() if problems}
    found = read_families(asked, _without(given, refused), month, "body.families")
    return Families(found.situations, found.notes, {**found.problems, **refused})


def _without(given: Mapping[str, Situation], refused: Mapping[str, Any]) -> dict[str, Situation]:
    return {name: one for name, one in given.items() if name not in refused}


def _problems_beside(body: Mapping[str, Any]) -> dict[str, list[Problem]]:
    """What is wrong with receipts and identities, by the id of the family; of unknown families under no id."""
    found: dict[str, list[Problem]] = {}
    for part in ("receives", "identities"):
        for name in body.get(part, {}):
            if name not in body["families"]:
                message = Text("is none of the families.", "ليس من الأسر المرسلة.")
                found.setdefault("", []).append(Problem("unknown_family", f"body.{part}.{name}", message))
    for name, tokens in body.get("identities", {}).items():
        persons = body["families"].get(name, {}).get("persons")
        unknown = [unit for unit in tokens if not isinstance(persons, Mapping) or unit not in persons]
        for unit in unknown if name in body["families"] else ():
            message = Text("is none of the family's persons.", "ليس من أفراد الأسرة.")
            found.setdefault(name, []).append(Problem("unknown_unit", f"body.identities.{name}.{unit}", message))
    return found


def _family(name: str, families: Families, checked: Checked, beside: Mapping[str, list[Problem]]) -> dict[str, Any]:
    problems = [*families.problems.get(name, ()), *beside.get(name, ())]
    found = checked.families.get(name)
    problems += checked.problems.get(name, ())
    return {
        "is_checked": found is not None,
        "problems": [one.in_both() for one in problems],
        "notes": [text_data(note) for note in families.notes.get(name, ())],
        **(found or {}),
    }
