"""The catalogues of the law: instruments, pillars, units, programmes and quotas, read from the files beside this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.acts import Instrument, instrument_from_data, malformed
from openfisca_jordan_sp.law.data_files import names_in, read_data, read_folder


@dataclass(frozen=True)
class Programme:
    """One programme whose cost is counted, and the variable that computes it (JOD)."""

    id: str
    variable: str
    pillar: str
    label: Text
    is_naf_cash: bool = False

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Programme:
        """From an entry of `programmes.yaml` or of a reform's `programmes`."""
        return cls(
            id=data["id"],
            variable=data["variable"],
            pillar=data["pillar"],
            label=Text(data["label"]["en"], data["label"]["ar"]),
            is_naf_cash=bool(data.get("is_naf_cash", False)),
        )


@dataclass(frozen=True)
class Levy:
    """A contribution or tax that is counted, the variable that computes it (JOD), and who pays it."""

    id: str
    variable: str
    payer: str
    label: Text

    @property
    def is_paid_by_person(self) -> bool:
        """Whether it lowers what the person can spend (else the employer pays it)."""
        return self.payer == "person"


@dataclass(frozen=True)
class Service:
    """A right to a service that is counted, and the variable of its value (JOD a month) where a source gives one."""

    id: str
    variable: str
    amount: str | None
    pillar: str
    label: Text


@dataclass(frozen=True)
class CliffExample:
    """A family at a cliff or on a taper.

    Attributes:
        period: a month, or a year for what is granted by the year.
        reform: a reform of the catalogue under which it occurs; None for the law in force.
        earner: whose wage rises.
        wage: JOD a month: the highest wage, in fils, before the loss; of a taper a wage on it.
        raise_: by how much the wage rises (JOD a month).
        loss: JOD that is lost in the period: of the amount; of a taper of disposable income.
        situation: the family, in OpenFisca's format.
    """

    period: str
    reform: str | None
    earner: str
    wage: float
    raise_: float
    loss: float
    situation: Mapping[str, Any]


@dataclass(frozen=True)
class Cliff:
    """A wage at which a raise costs more than it brings, or a stretch of wages on which it does.

    Attributes:
        kind: `cliff` (the condition flips) or `taper` (the condition holds, and each dinar is taken away).
        condition: the boolean variable.
        amount: the variable that is lost, or paid more.
        limit: the parameter that decides; None where the rule has no number.
        at: the wage, in words.
    """

    id: str
    kind: str
    label: Text
    instrument: str
    condition: str
    amount: str
    limit: str | None
    at: Text
    example: CliffExample

    @property
    def is_taper(self) -> bool:
        """Whether it is a stretch of wages, not one."""
        return self.kind == "taper"


@dataclass(frozen=True)
class Quota:
    """A rule that pays only the first so many families of the Kingdom by score; `of` names what it pays."""

    flag: str
    of: Text
    all_of: tuple[str, ...]
    score: str
    families: str
    cutoff: str


@cache
def programmes() -> tuple[Programme, ...]:
    """The programmes of the law in force, in the order of their tables."""
    return tuple(Programme.from_data(entry) for entry in read_data("programmes.yaml"))


@cache
def levies() -> tuple[Levy, ...]:
    """The contributions and taxes that a comparison counts, in the order of their table."""
    return tuple(
        Levy(**{**entry, "label": Text(entry["label"]["en"], entry["label"]["ar"])})
        for entry in read_data("levies.yaml")
    )


@cache
def services() -> tuple[Service, ...]:
    """The services that a comparison counts, in the order of their table."""
    return tuple(
        Service(**{**entry, "label": Text(entry["label"]["en"], entry["label"]["ar"])})
        for entry in read_data("services.yaml")
    )


@cache
def not_loaded() -> tuple[dict[str, str], ...]:
    """Values that the dossiers give and that are no parameters, each with its reason."""
    return tuple(read_data("not_loaded.yaml"))


#: A wage is paid in fils: the smallest raise.
FILS = 0.001


@cache
def cliffs() -> tuple[Cliff, ...]:
    """The wages at which a raise costs more than it brings, in the order of their table.

    Raises:
        LawFileError: a field is missing or is not in the agreed form.
    """
    return tuple(cliff_from_data(entry) for entry in read_data("cliffs.yaml"))


def cliff_from_data(data: Mapping[str, Any]) -> Cliff:
    """A cliff from its entry.

    Raises:
        LawFileError: a field is missing or is not in the agreed form.
    """
    try:
        return Cliff(
            id=data["id"],
            kind=_cliff_kind(data["kind"]),
            label=Text(data["label"]["en"], data["label"]["ar"]),
            instrument=data["instrument"],
            condition=data["condition"],
            amount=data["amount"],
            limit=data["limit"],
            at=Text(data["at"]["en"], data["at"]["ar"]),
            example=_cliff_example(data["example"], is_taper=data["kind"] == "taper"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise malformed("cliffs.yaml", error) from None


def _cliff_kind(kind: str) -> str:
    if kind not in {"cliff", "taper"}:
        raise ValueError(f"kind {kind!r}")
    return kind


def _cliff_example(data: Mapping[str, Any], *, is_taper: bool) -> CliffExample:
    return CliffExample(
        period=str(data["period"]),
        reform=data.get("reform"),
        earner=data["earner"],
        wage=float(data["wage"]),
        raise_=float(data["raise"]) if is_taper else FILS,
        loss=float(data["loss"]),
        situation=data["situation"],
    )


@cache
def quotas() -> tuple[Quota, ...]:
    """The quotas that need the whole population."""
    return tuple(
        Quota(**{**entry, "of": Text(**entry["of"]), "all_of": tuple(entry["all_of"])})
        for entry in read_data("quotas.yaml")
    )


def quota_named(flag: str) -> Quota:
    """The quota that sets a flag."""
    return next(quota for quota in quotas() if quota.flag == flag)


@cache
def instruments() -> dict[str, Instrument]:
    """The instruments by folder name, in alphabetical order: one file each in the folder `instruments`."""
    return {folder: instrument(folder) for folder in names_in("instruments")}


def is_instrument(folder: str) -> bool:
    """Whether a folder of the law is that of an instrument."""
    return folder in names_in("instruments")


@cache
def instrument(folder: str) -> Instrument:
    """One instrument, without reading the others.

    Raises:
        LawFileError: there is none of that name, or its file is wrong.
    """
    return instrument_from_data(folder, read_data(f"instruments/{folder}.yaml"))


@cache
def pillars() -> dict[str, Text]:
    """The pillars of the National Social Protection Strategy, with their names."""
    return {key: Text(entry["en"], entry["ar"]) for key, entry in read_data("pillars.yaml").items()}


@cache
def units() -> dict[str, Text]:
    """The units that parameters and variables may bear."""
    return {key: Text(entry["en"], entry["ar"]) for key, entry in read_data("units.yaml").items()}


@cache
def words() -> dict[str, Text]:
    """The words with which the law is told."""
    return {key: Text(entry["en"], entry["ar"]) for key, entry in read_data("words.yaml").items()}


@cache
def coverage() -> dict[str, list[dict[str, Any]]]:
    """What of each instrument is modelled, provision by provision."""
    return read_folder("coverage")
