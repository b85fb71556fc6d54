"""What an address says of a family. It says all: a link opens the same view again, in either language.

- `case=divorced_mother`: where the family starts from; `new` for one of which nothing is told yet.
- `with=child-1`, `without=son_9`: members beside those of the case, and those left out.
- `p.mother.wage=250`: a fact of a member; `f.…` of the family, `h.…` of the dwelling; only what differs from the case.
- `programme=uct`, `policy=…`: what is asked, each as often as there are. A form says beside them which programmes
  it showed without anybody having chosen them (`automatic=uct`): as long as those are sent, nobody has.
- `period=2026-01`, `all=1`: the month; whether questions that cannot change anything are shown too.
- `vary=p.mother.wage`, `from=0`, `to=600`: the input along which the family is looked at.
- `result=uct_amount`, `under=…`, `of=mother`: the result whose reasons are shown, its policy, and whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from openfisca_jordan_sp.situation_values import LONGEST

from .members import NEW, free_id

#: The kinds of units by the letter with which their facts begin.
PREFIXES = {"p": "persons", "f": "families", "h": "households"}
#: Facts and other things of each kind that one address may say.
_MOST_FACTS, _MOST = 800, 60


@dataclass(frozen=True)
class State:
    """A view of a family.

    Attributes:
        case: the id of a case family, `new`, or nothing where no family is described.
        added: ids of members beside those of the case.
        left_out: ids of members of the case who are not there.
        facts: texts as they were typed, by the name of their field; empty for a fact of the case that is taken back.
        programmes: ids; none where those are meant that give the family anything.
        policies: ids, beside the law in force.
        period: a month as it was typed; empty for that of the case.
        is_whole: whether all questions are shown.
        varied: the name of the field along which the family is looked at.
        low, high: its range, as typed.
        result: the variable whose reasons are shown.
        under: the id of its policy; empty for the law in force.
        unit: the id of the member whose it is.
    """

    case: str = ""
    added: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    programmes: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    period: str = ""
    is_whole: bool = False
    varied: str = ""
    low: str = ""
    high: str = ""
    result: str = ""
    under: str = ""
    unit: str = ""

    @classmethod
    def read(cls, query: MultiDict[str, str]) -> State:
        """The state of an address; `add=child` and `remove=child-1` of its buttons are carried out."""
        facts = {name: value[:LONGEST].strip() for name, value in query.items() if name[:2] in ("p.", "f.", "h.")}
        state = cls(
            case=query.get("case", "").strip(),
            added=_each(query.getlist("with")),
            left_out=_each(query.getlist("without")),
            facts=dict(list(facts.items())[:_MOST_FACTS]),
            programmes=_chosen(query),
            policies=_each(query.getlist("policy")),
            period=query.get("period", "").strip(),
            is_whole=query.get("all") == "1",
            varied=query.get("vary", "").strip(),
            low=query.get("from", "").strip(),
            high=query.get("to", "").strip(),
            result=query.get("result", "").strip(),
            under=query.get("under", "").strip(),
            unit=query.get("of", "").strip(),
        )
        return state._begun()._with_member(query.get("add", ""))._without_member(query.get("remove", ""))

    def _begun(self) -> State:
        """A family of which something is said without a case is a new one."""
        is_begun = self.case or not (self.facts or self.added)
        return self if is_begun else replace(self, case=NEW)

    def _with_member(self, role: str) -> State:
        added = free_id(role, self.added)
        return replace(self, added=(*self.added, added)) if added else self

    def _without_member(self, member: str) -> State:
        if not member:
            return self
        kept = {name: text for name, text in self.facts.items() if not name.startswith(f"p.{member}.")}
        if member in self.added:
            return replace(self, added=tuple(one for one in self.added if one != member), facts=kept)
        return replace(self, left_out=_each([*self.left_out, member]), facts=kept)

    def query(self, **changes: object) -> list[tuple[str, str]]:
        """The state as the parts of an address, in a fixed order.

        Args:
            changes: attributes that are others in it.
        """
        state = replace(self, **changes)  # type: ignore[arg-type]
        single = {"case": state.case, "period": state.period, "all": "1" if state.is_whole else ""}
        ends = {"vary": state.varied, "from": state.low, "to": state.high}
        ends |= {"result": state.result, "under": state.under, "of": state.unit}
        lists = {"with": state.added, "without": state.left_out}
        asked = {"programme": state.programmes, "policy": state.policies}
        return [
            *((name, value) for name, value in single.items() if value),
            *((name, one) for name, values in lists.items() for one in values),
            *sorted(state.facts.items()),
            *((name, one) for name, values in asked.items() for one in values),
            *((name, value) for name, value in ends.items() if value),
        ]


def _chosen(query: MultiDict[str, str]) -> tuple[str, ...]:
    """The programmes that somebody chose: not those that a form showed by itself."""
    programmes, automatic = _each(query.getlist("programme")), _each(query.getlist("automatic"))
    return () if automatic and set(programmes) == set(automatic) else programmes


def _each(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once, without empty ones."""
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))[:_MOST]
