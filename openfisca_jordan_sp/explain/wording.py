"""Figures of a rule in words: the labels of what is read, and how they are put together."""

from __future__ import annotations

from collections.abc import Callable

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.choices import chosen_branch
from openfisca_jordan_sp.explain.figures import figure
from openfisca_jordan_sp.explain.naming import Naming, period_text
from openfisca_jordan_sp.explain.steps import Ref, Step
from openfisca_jordan_sp.explain.terms import Kind, Term
from openfisca_jordan_sp.explain.texts import both, joined, say

#: A figure that would be told in more characters is told by the name that the rule gives it.
LONGEST = 150
_SIGNS = {"Add": "{} + {}", "Sub": "{} − {}", "Mult": "{} × {}", "Div": "{} ÷ {}"}
_AS_IT_IS = {"astype", "filled_array", "array", "asarray", "part", "take", "list", "FloorDiv", "Mod", "item"}
_NAMED = {
    "clip": "kept_between",
    "round_half_up": "rounded",
    "around": "rounded",
    "ceil": "rounded",
    "marginal_amount": "taxed",
    "completed_years": "years_since",
    "chosen": "value_for",
    "is_month": "is_month",
    "is_before": "is_before",
    "is_known_date": "is_known",
    "isnan": "is_not_known",
}
_MEMBERS = {"sum": "sum_of_members", "max": "largest_of_members", "min": "smallest_of_members"}


class Wording:
    """The words for the steps of one rule.

    Args:
        naming: of variables, parameters and units.
        home: the variable and unit whose rule it is: what is read of others is told with their name.
    """

    def __init__(self, naming: Naming, home: Ref) -> None:
        self._naming, self._home = naming, home

    def of(self, step: Step) -> Text:
        """A figure in words, short enough for a line."""
        text = self._of(step)
        if max(len(text.en), len(text.ar)) <= LONGEST:
            return text
        local = step.term.local
        return say("computed_local", name=local) if local else say("computed")

    def read(self, ref: Ref) -> Text:
        """A variable that is read: its label, of whom if of another, when if at another time."""
        naming, home = self._naming, self._home
        notes = []
        if (naming.entity(ref), ref.row) != (naming.entity(home), home.row):
            notes.append(naming.unit(ref))
        if ref.period != home.period and period_text(ref.period).en:
            notes.append(period_text(ref.period))
        label = naming.variable(ref.name)
        return say("part_of", text=label, name=joined(say("comma"), notes)) if notes else label

    def unit_of(self, term: Term) -> str | None:
        """The unit of a figure, where what it is made of tells one."""
        if term.kind is Kind.READ:
            return self._naming.measure(term.name)
        if term.kind is Kind.PARAMETER:
            return self._naming.parameter_unit(term.name)
        if term.name == "completed_years":
            return "years"
        if term.kind is Kind.COMPOSITION:
            return "persons" if term.name == "nb_persons" else None
        if term.kind is Kind.CONSTANT or term.name in ("Mult", "Div"):
            return None
        found = {self.unit_of(part) for part in term.parts if part.kind not in (Kind.OBJECT, Kind.CONSTANT)}
        found -= {None, "boolean"}
        return found.pop() if len(found) == 1 else None

    def _of(self, step: Step) -> Text:
        term = step.term
        tell: Callable[[Step], Text] = {
            Kind.READ: self._read,
            Kind.PARAMETER: lambda each: self._naming.parameter(each.term.name),
            Kind.CONSTANT: lambda each: figure(each.value),
            Kind.FOLDER: lambda each: self._naming.parameter(each.term.name),
            Kind.ROLE: lambda each: say("is_role", role=_role(each.term)),
            Kind.COMPARISON: self._comparison,
            Kind.AND: lambda each: joined(say("and"), [self._bracketed(part) for part in each.parts]),
            Kind.OR: lambda each: joined(say("or"), [self._bracketed(part) for part in each.parts]),
            Kind.NOT: lambda each: say("not", text=self._of(each.parts[0])),
            Kind.CHOICE: self._choice,
            Kind.AGGREGATE: self._aggregate,
            Kind.COMPOSITION: lambda each: say(
                "number_of_persons" if each.term.name == "nb_persons" else "place_in_family"
            ),
        }.get(term.kind, self._computed)
        return tell(step)

    def _read(self, step: Step) -> Text:
        ref = step.read
        return self._naming.variable(step.term.name) if ref is None else self.read(ref)

    def _comparison(self, step: Step) -> Text:
        left, right = step.parts
        return say(step.term.name, left=self._of(left), right=self._of(right))

    def _choice(self, step: Step) -> Text:
        branch = chosen_branch(step)[1]
        return say("computed") if branch is None else self._of(branch)

    def _aggregate(self, step: Step) -> Text:
        if step.term.name not in _MEMBERS:
            return say("some_member" if step.term.name == "any" else "every_member")
        inner = step.term.parts[0]
        if inner.kind is Kind.READ:
            return say(_MEMBERS[step.term.name], items=self._naming.variable(inner.name))
        members = step.parts
        return say(_MEMBERS[step.term.name], items=self._of(members[0])) if members else say("computed")

    def _computed(self, step: Step) -> Text:  # noqa: PLR0911 - one for each kind
        term, parts = step.term, step.parts
        if not parts:
            return say("is_quarter_end" if term.name == "is_quarter_end" else "calendar")
        if term.name in _SIGNS and len(parts) == 2:  # noqa: PLR2004 - both sides of a sign
            return both(_SIGNS[term.name], *(self._bracketed(part) for part in parts))
        if term.name == "USub":
            return both("−{}", self._bracketed(parts[0]))
        if term.name in ("minimum", "maximum", "fmax"):
            items = joined(say("and"), [self._of(part) for part in parts])
            return say("smaller" if term.name == "minimum" else "larger", items=items)
        if term.name in ("months", "sum") and parts:
            inner = parts[0].parts if term.name == "sum" and parts[0].term.name == "months" else parts
            return say("sum_of_months", count=len(inner), first=self._of(inner[0])) if inner else say("computed")
        if term.name == "count_true":
            return say("how_many_hold", count=len(parts))
        if term.name in _NAMED:
            index = [part for part in parts if part.term.kind is not Kind.FOLDER]
            words = [self._of(part) for part in index] + [say("computed")] * 3
            return say(_NAMED[term.name], first=words[0], second=words[1], third=words[2])
        if term.name in _AS_IT_IS:
            return self._of(parts[0])
        return say("computed_local", name=term.local) if term.local else say("computed")

    def _bracketed(self, step: Step) -> Text:
        text = self._of(step)
        is_sum = step.term.kind is Kind.COMPUTED and step.term.name in _SIGNS
        return both("({})", text) if is_sum or step.term.kind in (Kind.AND, Kind.OR) else text


def _role(term: Term) -> Text:
    """The name of a role, written "English · Arabic" where the role is of this house."""
    label = str(getattr(term.role, "label", None) or getattr(term.role, "key", ""))
    english, _, arabic = label.partition(" · ")
    return Text(english, arabic or english)
