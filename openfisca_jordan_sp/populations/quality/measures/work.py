"""Labour force, employment and sectors."""

from __future__ import annotations

from collections.abc import Iterator

from openfisca_jordan_sp.populations.quality.registry import measure
from openfisca_jordan_sp.populations.quality.view import Mask, Measured, View
from openfisca_jordan_sp.populations.schema import SEXES
from openfisca_jordan_sp.populations.targets import Targets

_Numbers = Iterator[Measured]
_STATUS = "employment_status"


def _participation(view: View, wanted: dict[str, float], members: Mask) -> _Numbers:
    for sex in SEXES:
        group = members & view.persons.is_("sex", sex) & view.adult
        yield view.persons.share(wanted[sex], view.active, group, sex)


def _unemployment(view: View, wanted: dict[str, float], members: Mask) -> _Numbers:
    for sex in SEXES:
        group = members & view.persons.is_("sex", sex) & view.adult & view.active
        yield view.persons.share(wanted[sex], ~view.employed, group, sex)


@measure("labour.participation_jordanian", _STATUS)
def _participation_of_citizens(view: View, targets: Targets) -> _Numbers:
    yield from _participation(view, targets["labour.participation_jordanian"], view.jordanian)


@measure("labour.participation_other", _STATUS)
def _participation_of_others(view: View, targets: Targets) -> _Numbers:
    yield from _participation(view, targets["labour.participation_other"], ~view.jordanian)


@measure("labour.unemployment_jordanian", _STATUS)
def _unemployment_of_citizens(view: View, targets: Targets) -> _Numbers:
    yield from _unemployment(view, targets["labour.unemployment_jordanian"], view.jordanian)


@measure("labour.unemployment_other", _STATUS)
def _unemployment_of_others(view: View, targets: Targets) -> _Numbers:
    yield from _unemployment(view, targets["labour.unemployment_other"], ~view.jordanian)


@measure("labour.by_age", _STATUS)
def _by_age(view: View, targets: Targets) -> _Numbers:
    """The counts as shares of the labour force: its size in the counts is another one."""
    counts = targets["labour.by_age"]
    total = sum(sum(group.values()) for group in counts.values())
    force = view.jordanian & view.active
    for group in counts["employed"]:
        for status, rows in (("employed", view.employed), ("unemployed", ~view.employed)):
            members = rows & view.ages(group)
            yield view.persons.share(counts[status][group] / total, members, force, f"{status} {group} (share)")


@measure("labour.employed_jordanian", _STATUS)
def _employed_citizens(view: View, targets: Targets) -> _Numbers:
    yield view.persons.total(targets["labour.employed_jordanian"], view.employed & view.jordanian)


@measure("labour.sector", _STATUS, "employment_sector")
def _sector(view: View, targets: Targets) -> _Numbers:
    persons = view.persons
    own_account = persons.is_(_STATUS, "self_employed", "employer")
    kinds = {
        "own_account": own_account,
        "informal_wage": persons.is_("employment_sector", "informal") & ~own_account,
        "private_formal": persons.is_("employment_sector", "private_formal") & ~own_account,
        "public": persons.is_("employment_sector", "public") & ~own_account,
    }
    for group, shares in targets["labour.sector"].items():
        origin, sex = group.rsplit("_", 1)
        members = view.jordanian if origin == "jordanian" else ~view.jordanian
        workers = members & view.employed & persons.is_("sex", sex)
        for kind, wanted in shares.items():
            yield persons.share(wanted, kinds[kind], workers, f"{group} {kind}")


@measure("labour.daily_wage_share", _STATUS, "employment_sector")
def _daily_wage(view: View, targets: Targets) -> _Numbers:
    earners = view.persons.is_(_STATUS, "employee", "daily_wage_worker")
    informal = earners & view.persons.is_("employment_sector", "informal")
    yield view.persons.share(
        targets["labour.daily_wage_share"], view.persons.is_(_STATUS, "daily_wage_worker"), informal
    )


@measure("labour.employer_share", _STATUS)
def _employers(view: View, targets: Targets) -> _Numbers:
    own_account = view.persons.is_(_STATUS, "self_employed", "employer")
    yield view.persons.share(targets["labour.employer_share"], view.persons.is_(_STATUS, "employer"), own_account)
