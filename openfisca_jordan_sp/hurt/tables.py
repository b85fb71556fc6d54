"""The tables of who is hurt: the types, what they lose by, who they are, and what is responsible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.hurt.attribution import Attribution
from openfisca_jordan_sp.hurt.facts import Fact
from openfisca_jordan_sp.hurt.losses import Losses
from openfisca_jordan_sp.hurt.sentences import EVERYBODY, describe, mostly, told
from openfisca_jordan_sp.hurt.types import LosingType
from openfisca_jordan_sp.measures.basis import FloatArray, IntArray
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.suppression import minimum_cell, suppress

#: The row of all types together.
ALL = "all"
TYPES = [
    *("type", "description_en", "description_ar", "mostly_en", "mostly_ar"),
    *("households", "households_in_sample", "families", "persons", "loss_month", "mean_loss_month"),
    *("share_of_households", "share_of_loss"),
    *("programme", "programme_en", "programme_ar", "programme_share"),
    *("provision", "provision_en", "provision_ar", "provision_share"),
]
BY_PROVISION = ["type", "provision", "label_en", "label_ar", "loss_month", "share"]
BY_PROGRAMME = ["type", "programme", "label_en", "label_ar", "is_levy", "loss_month", "share"]
FACTS = ["type", "fact", "label_en", "label_ar", "share", "share_of_losers", "share_of_all"]
RESPONSIBLE = [
    *("provision", "label_en", "label_ar", "reform", "changes"),
    *("loss_alone", "loss_spared", "loss_month", "share", "standard_error"),
]
REFORMS = ["reform", "title_en", "title_ar", "loss_month", "share"]
LOSERS = [
    *("households", "households_in_sample", "families", "persons", "share_of_households", "share_of_persons"),
    *("loss_month", "mean_loss_month"),
]

Rows = list[dict[str, Any]]
#: What losses are told by: its id, its name, and further cells of its rows.
Column = tuple[str, Text, Mapping[str, Any]]


@dataclass(frozen=True)
class Found:
    """Everything that the tables tell of.

    Attributes:
        losses: what losing households lose; somebody does.
        attribution: by which provision.
        types: of losing households.
        facts: about all households.
    """

    losses: Losses
    attribution: Attribution
    types: Sequence[LosingType]
    facts: Sequence[Fact]

    @property
    def groups(self) -> dict[str, IntArray]:
        """The rows of each type by its number, and of all together."""
        numbered = {str(number): found.rows for number, found in enumerate(self.types, 1)}
        return {**numbered, ALL: numpy.arange(len(self.losses.rows))}

    @property
    def minimum(self) -> int:
        """The least count of a cell that may be shown."""
        return minimum_cell(self.losses.basis.population.manifest)


def found_tables(found: Found, policy: Policy) -> dict[str, pandas.DataFrame]:
    """Every table but those of services and of the law's values."""
    by_provision, by_programme = _by_provision(found), _by_programme(found)
    types = [_type_row(found, group, by_provision, by_programme) for group in found.groups]
    return {
        "losers": pandas.DataFrame([_losers(found.losses)], columns=LOSERS),
        "types": pandas.DataFrame(types, columns=TYPES),
        "types_provisions": pandas.DataFrame(by_provision, columns=BY_PROVISION),
        "types_programmes": pandas.DataFrame(by_programme, columns=BY_PROGRAMME),
        "types_facts": pandas.DataFrame(_facts(found), columns=FACTS),
        "responsible": pandas.DataFrame(_responsible(found, policy, by_provision), columns=RESPONSIBLE),
        "responsible_reforms": pandas.DataFrame(_reforms(found, policy, by_provision), columns=REFORMS),
    }


def empty_tables() -> dict[str, pandas.DataFrame]:
    """The same where nobody loses, or where nothing may be told of those who do."""
    columns = {
        "losers": LOSERS,
        "types": TYPES,
        "types_provisions": BY_PROVISION,
        "types_programmes": BY_PROGRAMME,
        "types_facts": FACTS,
        "responsible": RESPONSIBLE,
        "responsible_reforms": REFORMS,
    }
    return {name: pandas.DataFrame(columns=of_table) for name, of_table in columns.items()}


def _losers(losses: Losses) -> dict[str, Any]:
    basis, row = losses.basis, _size(losses, numpy.arange(len(losses.rows)))
    row["share_of_households"] = row["households"] / float(basis.household_weight.sum())
    row["share_of_persons"] = row["persons"] / float(basis.person_weight.sum())
    return row


def _size(losses: Losses, rows: IntArray) -> dict[str, Any]:
    """How many households, families and persons some losing households are, and what they lose."""
    weight = losses.weight[rows]
    households, loss = float(weight.sum()), float(weight @ losses.loss[rows])
    return {
        "households": households,
        "households_in_sample": len(rows),
        "families": float(weight @ losses.families[rows]),
        "persons": float(weight @ losses.persons[rows]),
        "loss_month": loss,
        "mean_loss_month": loss / households,
    }


def _type_row(found: Found, group: str, by_provision: Rows, by_programme: Rows) -> dict[str, Any]:
    rows = found.groups[group]
    one = LosingType((), rows) if group == ALL else found.types[int(group) - 1]
    text, most = (EVERYBODY if group == ALL else describe(one)), told(mostly(one, found.losses, found.facts))
    size = _size(found.losses, rows)
    return {
        "type": group,
        "description_en": text.en,
        "description_ar": text.ar,
        "mostly_en": most.en,
        "mostly_ar": most.ar,
        **size,
        "share_of_households": size["households"] / float(found.losses.weight.sum()),
        "share_of_loss": size["loss_month"] / float(found.losses.weight @ found.losses.loss),
        **_largest(by_programme, group, "programme"),
        **_largest(by_provision, group, "provision"),
    }


def _largest(rows: Rows, group: str, name: str) -> dict[str, Any]:
    """What most of the loss of a type comes from, among what may be shown; the first of equals."""
    shown = [row for row in rows if row["type"] == group and not numpy.isnan(row["loss_month"])]
    if not shown:
        return {name: "", f"{name}_en": "", f"{name}_ar": "", f"{name}_share": numpy.nan}
    most = max(shown, key=lambda row: float(row["loss_month"]))
    label = {f"{name}_en": most["label_en"], f"{name}_ar": most["label_ar"]}
    return {name: most[name], **label, f"{name}_share": most["share"]}


def _by_provision(found: Found) -> Rows:
    provisions: list[Column] = [(each.id, each.label, {}) for each in found.attribution.provisions]
    return _by_column(found, "provision", provisions, found.attribution.told)


def _by_programme(found: Found) -> Rows:
    channels: list[Column] = [(each.id, each.label, {"is_levy": each.is_levy}) for each in found.losses.channels]
    return _by_column(found, "programme", channels, numpy.column_stack([each.loss for each in found.losses.channels]))


def _by_column(found: Found, name: str, columns: Sequence[Column], losses: FloatArray) -> Rows:
    """The loss of each type by each column, without cells that few households stand behind."""
    rows: Rows = []
    counts = []
    for group, members in found.groups.items():
        weight = found.losses.weight[members]
        whole = float(weight @ found.losses.loss[members])
        for place, (key, label, more) in enumerate(columns):
            of_column = losses[members, place]
            loss = float(weight @ of_column)
            named = {"type": group, name: key, "label_en": label.en, "label_ar": label.ar, **more}
            rows.append({**named, "loss_month": loss, "share": loss / whole})
            counts.append(dict.fromkeys(("loss_month", "share"), int((of_column != 0).sum())))
    return _shown(rows, counts, found.minimum, ties=_crossed(len(found.groups), len(columns)))


def _crossed(groups: int, columns: int) -> list[list[int]]:
    """Rows of which each follows from the others: those of a type, and those of a column."""
    grid = numpy.arange(groups * columns).reshape(groups, columns)
    return [*grid.tolist(), *grid.T.tolist()]


def _shown(rows: Rows, counts: Sequence[Mapping[str, int]], minimum: int, ties: Sequence[Sequence[int]]) -> Rows:
    """The rows with NaN in the cells that few households stand behind, or that would give those away."""
    if not minimum:
        return rows
    columns = {name for row in counts for name in row}
    hidden = suppress(rows, counts, minimum, adds_up=dict.fromkeys(columns, ties))
    return [
        {name: numpy.nan if name in columns and value is None else value for name, value in row.items()}
        for row in hidden
    ]


def _facts(found: Found) -> Rows:
    """How many of each type a fact holds of, beside all losing households and all there are."""
    everybody = found.losses.basis.household_weight
    rows: Rows = []
    counts = []
    facts = [fact for fact in found.facts if not fact.is_of_loss]
    for group, members in found.groups.items():
        weight = found.losses.weight[members]
        for fact in facts:
            holds, label = fact.holds[found.losses.rows][members], fact.phrase(holds=True)
            named = {"type": group, "fact": fact.id, "label_en": label.en, "label_ar": label.ar}
            rows.append({**named, "share": float(weight @ holds) / float(weight.sum())})
            rows[-1]["share_of_all"] = float(everybody @ fact.holds) / float(everybody.sum())
            inside, outside = int(holds.sum()), int((~holds).sum())
            counts.append({"share": min(count for count in (inside, outside) if count) if inside or outside else 0})
    ties = numpy.arange(len(rows)).reshape(len(found.groups), len(facts)).T.tolist()
    shown = _shown(rows, counts, found.minimum, ties)
    of_losers = {row["fact"]: row["share"] for row in shown if row["type"] == ALL}
    return [{**row, "share_of_losers": of_losers[row["fact"]]} for row in shown if row["type"] != ALL]


def _responsible(found: Found, policy: Policy, by_provision: Rows) -> Rows:
    """Each provision: what is lost with it alone, spared without it, and its share of the whole loss."""
    attribution, weight = found.attribution, found.losses.weight
    told_of_all = {row["provision"]: row for row in by_provision if row["type"] == ALL}
    rows, counts = [], []
    for place, provision in enumerate(attribution.provisions):
        alone, left_out = attribution.alone[:, place], attribution.left_out[:, place]
        shares = told_of_all[provision.id] if attribution.shares is not None else {}
        rows.append(
            {
                "provision": provision.id,
                "label_en": provision.label.en,
                "label_ar": provision.label.ar,
                "reform": "+".join(policy.reforms[number].id for number in provision.reforms),
                "changes": "; ".join(element.name for element in provision.elements),
                "loss_alone": float(weight @ alone),
                "loss_spared": float(weight @ left_out),
                "loss_month": shares.get("loss_month", numpy.nan),
                "share": shares.get("share", numpy.nan),
                "standard_error": float(attribution.errors[place]),
            }
        )
        counts.append({"loss_alone": int((alone != 0).sum()), "loss_spared": int((left_out != 0).sum())})
    return _shown(rows, counts, found.minimum, [list(range(len(rows)))])


def _reforms(found: Found, policy: Policy, by_provision: Rows) -> Rows:
    """What the provisions of each reform have together; reforms that share a provision are one."""
    if found.attribution.shares is None:
        return []
    told_of_all = {row["provision"]: row for row in by_provision if row["type"] == ALL}
    rows: dict[tuple[int, ...], dict[str, Any]] = {}
    for provision in found.attribution.provisions:
        reforms = [policy.reforms[number] for number in provision.reforms]
        title = Text("; ".join(each.title.en for each in reforms), "؛ ".join(each.title.ar for each in reforms))
        named = {"reform": "+".join(each.id for each in reforms), "title_en": title.en, "title_ar": title.ar}
        row = rows.setdefault(provision.reforms, {**named, "loss_month": 0.0, "share": 0.0})
        for name in ("loss_month", "share"):
            row[name] += told_of_all[provision.id][name]
    return list(rows.values())
