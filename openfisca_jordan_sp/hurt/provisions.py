"""The provisions of a policy: changes that can be switched on and off by themselves.

Some changes cannot: a rule that reads an added value is nothing without it, and of two ends of a range one alone would
stand on the wrong side of the other. They are one provision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from openfisca_core.parameters import Parameter, ParameterNode

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.hurt.elements import Element, elements_of, only
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import instrument, is_instrument
from openfisca_jordan_sp.law.reads import variable_reads
from openfisca_jordan_sp.many_policies.orders import Order, orders_of
from openfisca_jordan_sp.many_policies.ranges import load_ranges
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.system import law_in_force

#: Changes named in the label of a provision; of further ones only their number is told.
_NAMED = 3


@dataclass(frozen=True)
class Provision:
    """Changes of one policy that are switched together.

    Attributes:
        id: the name of its first change.
        reforms: the places of the reforms that it belongs to; several where their changes need one another.
        elements: the changes.
    """

    id: str
    reforms: tuple[int, ...]
    elements: tuple[Element, ...]

    @property
    def label(self) -> Text:
        """What a reader calls it: many changes are told by the first ones, values of one instrument by its title."""
        named = [element for element in self.elements if element.kind != "programme"] or self.elements
        labels = list(dict.fromkeys(_told(element) for element in named))
        more = len(labels) - _NAMED
        english, arabic = ([getattr(label, name) for label in labels[:_NAMED]] for name in ("en", "ar"))
        if more > 0:
            english.append(f"and {more} more")
            arabic.append(f"وأحكام أخرى عددها {more}")
        found = Text("; ".join(english), "؛ ".join(arabic))
        title = _title_of_all(named)
        return found if title is None else Text(f"{title.en}: {found.en}", f"{title.ar}: {found.ar}")


def _told(element: Element) -> Text:
    if element.kind == "switched_off":
        return Text(f"{element.label.en} (switched off)", f"{element.label.ar} (موقوف)")
    return element.label


def _title_of_all(elements: Sequence[Element]) -> Text | None:
    """The title of the instrument that all elements are values of; a reform may add one that the law does not know."""
    if not all(element.kind in ("value", "added") for element in elements):
        return None
    folders = {element.name.partition(".")[0] for element in elements}
    folder = folders.pop()
    return None if folders or not is_instrument(folder) else instrument(folder).title


def provisions_of(policy: Policy) -> list[Provision]:
    """The provisions of a policy, in the order of their first changes."""
    elements = elements_of(policy)
    groups = _Groups(elements)
    for pair in (*_needed(policy, elements), *_crossing(policy, elements)):
        groups.join(pair)
    return [provision(group) for group in groups.groups()]


def provision(elements: Sequence[Element]) -> Provision:
    """The provision of some changes, rules before the values that they read."""
    told = sorted(elements, key=lambda element: element.kind == "added")
    return Provision(told[0].name, tuple(sorted({element.reform for element in elements})), tuple(told))


def joined(provisions: Sequence[Provision], together: Iterable[int]) -> list[Provision]:
    """The provisions with some of them, by their places, made one."""
    places = sorted(set(together))
    one = provision([element for place in places for element in provisions[place].elements])
    return [
        one if place == places[0] else each
        for place, each in enumerate(provisions)
        if place == places[0] or place not in places
    ]


def with_provisions(policy: Policy, provisions: Iterable[Provision]) -> Policy:
    """The law in force with some provisions of a policy."""
    return only(policy, frozenset(element for each in provisions for element in each.elements))


class _Groups:
    """Elements that have to stay together: each at first by itself."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._group = {element: [element] for element in elements}
        self._order = {element: place for place, element in enumerate(elements)}

    def join(self, pair: tuple[Element, Element]) -> None:
        one, other = (self._group[element] for element in pair)
        if one is not other:
            one += other
            for element in other:
                self._group[element] = one

    def groups(self) -> list[list[Element]]:
        """Each group once, its elements in their order."""
        found = {id(group): sorted(group, key=self._order.__getitem__) for group in self._group.values()}
        return sorted(found.values(), key=lambda group: self._order[group[0]])


def _needed(policy: Policy, elements: Sequence[Element]) -> Iterator[tuple[Element, Element]]:
    """Rules with the new values and new variables that they read; programmes with their new or changed rules."""
    law, system = law_in_force(), policy.system
    added = {element.name: element for element in elements if element.kind == "added"}
    rules = {element.name: element for element in elements if element.kind == "rule"}
    for name, rule in rules.items():
        reads = variable_reads(system, name)
        yield from ((rule, added[path]) for path in sorted(reads.parameters & added.keys()))
        new = sorted(other for other in reads.names & rules.keys() if other not in law.variables)
        yield from ((rule, rules[other]) for other in new)
    variables = {one.id: one.variable for reform in policy.reforms for one in reform.programmes}
    for element in elements:
        if element.kind == "programme" and variables[element.name] in rules:
            yield element, rules[variables[element.name]]
    yield from _of_one_bracket(added)


def _of_one_bracket(added: dict[str, Element]) -> Iterator[tuple[Element, Element]]:
    """The threshold and the rate of a bracket that is added to a scale."""
    first: dict[str, Element] = {}
    for path, element in added.items():
        folder = path.rpartition(".")[0]
        if folder.rpartition(".")[2].startswith("bracket_"):
            yield first.setdefault(folder, element), element


def _crossing(policy: Policy, elements: Sequence[Element]) -> Iterator[tuple[Element, Element]]:
    """Pairs of changed values, a lower and an upper one, that would cross if only one of them were changed."""
    law, changed = law_in_force().parameters, policy.system.parameters
    by_path = {element.name: element for element in elements if element.kind in ("value", "added")}
    if len(by_path) < 2:  # noqa: PLR2004 - a pair
        return
    days = sorted({each.date for each in policy.provisions()})
    orders: list[Order] = orders_of(changed, load_ranges(law_in_force().parameters).orders)
    for order in orders:
        for lower, upper in combinations([path for path in order if path in by_path], 2):
            is_crossed = any(
                _exceeds(one, lower, other, upper, day)
                for day in days
                for one, other in ((law, changed), (changed, law))
            )
            if is_crossed:
                yield by_path[lower], by_path[upper]


def _exceeds(one: ParameterNode, lower: str, other: ParameterNode, upper: str, day: str) -> bool:
    low, high = _value(one, lower, day), _value(other, upper, day)
    return low is not None and high is not None and low > high


def _value(root: ParameterNode, path: str, day: str) -> float | None:
    parameter = tree.find(root, path)
    record = tree.record_at(parameter, day) if isinstance(parameter, Parameter) else None
    return record.value if record is not None and isinstance(record.value, int | float) else None
