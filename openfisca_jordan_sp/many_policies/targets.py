"""What a search is to meet: `budget=150000000`, `budget=+10%`, `caseload=-5000`, `poverty=-1pp`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.many_policies.problems import refusal
from openfisca_jordan_sp.measures.headlines import AMOUNT_FIGURES, FIGURES, Headlines, counted
from openfisca_jordan_sp.policy import Policy

#: The headline figure that each target is about.
TARGETS: Mapping[str, str] = {
    "budget": "cost_year",
    "budget_month": "cost_month",
    "caseload": "families",
    "persons": "persons",
    "poverty": "poverty_headcount",
    "poverty_gap": "poverty_gap",
    "poverty_severity": "poverty_severity",
    "gini": "gini",
    "revenue": "levies_year",
}
_EXAMPLES = "budget=250000000, budget=+10%, caseload=-5000, poverty=15%, poverty=-1pp"
_HOW = Text(f"For example {_EXAMPLES}.", f"مثلا {_EXAMPLES}.")


@dataclass(frozen=True)
class Target:
    """An outcome that a search is to meet.

    Attributes:
        name: one of `TARGETS`.
        number: what is aimed at, or by how much the law in force is to change.
        change: `` (the number itself), `by` (added to the law in force) or `times` (a share of it added).
        programme: the programme or levy whose figure it is; all programmes where empty.
    """

    name: str
    number: float
    change: str = ""
    programme: str = ""

    @property
    def figure(self) -> str:
        """The headline figure that it is about."""
        return "cost_year" if self.name == "revenue" and self.programme else TARGETS[self.name]

    @property
    def unit(self) -> str:
        """The unit of the outcome."""
        return FIGURES[self.figure].unit

    @property
    def label(self) -> Text:
        """The outcome in words."""
        text = FIGURES[self.figure].label
        return Text(f"{text.en} ({self.programme})", f"{text.ar} ({self.programme})") if self.programme else text

    def outcome(self, headlines: Headlines) -> float:
        """The figure of a policy."""
        return (headlines.amounts[self.programme] if self.programme else headlines.figures)[self.figure]

    def goal(self, headlines: Headlines) -> float:
        """What the outcome is to be, from the figures of the law in force."""
        return {"": 0.0, "by": 1.0, "times": 1.0}[self.change] * self.in_force(headlines) + self._added(headlines)

    def in_force(self, headlines: Headlines) -> float:
        """The outcome of the law in force; nothing of a programme that only a reform has."""
        amounts = headlines.baseline_amounts.get(self.programme, {})
        return amounts.get(self.figure, 0.0) if self.programme else headlines.baseline[self.figure]

    def _added(self, headlines: Headlines) -> float:
        return self.number * (self.in_force(headlines) if self.change == "times" else 1.0)


def parse_target(text: str, programme: str | None, policy: Policy) -> Target:
    """A target as written, `NAME=NUMBER`: an amount, or with a sign a change from the law in force.

    `%` of a signed number is of the law in force (`budget=+10%`); of a share without a sign it is the share itself
    (`poverty=15%`); `pp` are percentage points.

    Args:
        text: what was written.
        programme: the id of a programme, contribution or tax whose figure it is.
        policy: for its programmes.

    Raises:
        ManyPoliciesError: an unknown target or programme, or a number that has no meaning.
    """
    name, sign, written = (part.strip() for part in text.partition("="))
    if name not in TARGETS or not sign or not written:
        raise refusal(
            "target",
            f"{text!r} is not a target.",
            f"{text!r} ليس هدفا.",
            Text(f"{_HOW.en} Known: {_known()}.", f"{_HOW.ar} المعروف: {_known()}."),
        )
    _check_programme(name, programme, policy)
    return Target(name, *_number(name, written), programme=programme or "")


def _known() -> str:
    return ", ".join(TARGETS)


def _check_programme(name: str, programme: str | None, policy: Policy) -> None:
    if programme is None:
        return
    known = counted(policy.programmes)
    if programme not in known:
        near = ", ".join(get_close_matches(programme, known, n=3, cutoff=0.4) or known)
        raise refusal(
            "programme",
            f"{programme!r} is not a programme, contribution or tax.",
            f"{programme!r} ليس برنامجا ولا اشتراكا ولا ضريبة.",
            Text(f"Known: {near}.", f"المعروف: {near}."),
        )
    if TARGETS[name] not in AMOUNT_FIGURES and name != "revenue":
        raise refusal(
            "programme",
            f"A programme has no {name} of its own.",
            f"ليس لبرنامج واحد هدف {name}.",
            Text("Leave --programme out.", "احذف --programme."),
        )


def _number(name: str, written: str) -> tuple[float, str]:
    """The number, and whether it is a change."""
    is_share = FIGURES[TARGETS[name]].unit == "share"
    is_signed = written[0] in "+-"
    unit = next((ending for ending in ("pp", "%") if written.endswith(ending)), "")
    try:
        number = float(written.removesuffix(unit).strip())
    except ValueError:
        number = float("nan")
    is_finite = number - number == 0
    has_meaning = (is_share or is_signed) if unit == "%" else (is_share and is_signed) if unit == "pp" else True
    if not (is_finite and has_meaning):
        raise refusal("target", f"{written!r} is no number of {name}.", f"{written!r} ليس قيمة للهدف {name}.", _HOW)
    number = number / 100 if unit else number
    if not is_signed:
        return number, ""
    return number, "times" if unit == "%" else "by"
