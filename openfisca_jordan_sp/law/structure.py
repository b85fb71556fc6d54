"""What must fit together in the law: no ceiling below a floor, no gap between bands, brackets that rise.

Pairs and bands are found by the names of parameters in one folder (`minimum_age` and `maximum_age`, `from` and `to` of
`band_1` and `band_2`), and by two tables beside this: `orders.yaml` and `bands.yaml`. Each function gives what does
not fit on one day, of a whole tree or of the parts of it that some parameters belong to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.yaml_text import read_yaml

#: Words of a name that say which end of an interval it is, each with the word of the other end.
_ENDS = {"minimum": "maximum", "min": "max", "floor": "ceiling", "from": "to", "start": "end", "first": "second"}
#: Units that begin again: from eight in the evening to six is no slip.
_ROUND = ("hour_of_day", "month_of_year")
#: Units whose amounts are whole numbers: after 200 comes 201.
_WHOLE = ("kWh/month", "m3/month", "persons", "children", "workers", "grade", "count")


@dataclass(frozen=True)
class Pair:
    """Two parameters of which the second may not lie below the first.

    Attributes:
        low: the path of the lower one.
        high: the path of the higher one.
        is_strict: whether they may not be equal either.
        is_certain: whether the contrary has no meaning at all; else it is only unlikely to be meant.
        why: what the order rests on, where that is not plain from the names.
    """

    low: str
    high: str
    is_strict: bool = False
    is_certain: bool = True
    why: Text | None = None


@dataclass(frozen=True)
class Joint:
    """Where one band ends and the next begins.

    Attributes:
        end: the path of the last value of the one.
        begin: the path of the first value of the other.
        step: what lies between them where there is neither gap nor overlap: 1 between whole numbers, else 0.
        is_certain: whether each value must be in one band; else a gap may be meant.
        why: in the terms of the law.
    """

    end: str
    begin: str
    step: float = 0
    is_certain: bool = True
    why: Text | None = None


@dataclass(frozen=True)
class Sum:
    """Parameters that add up to another."""

    parts: tuple[str, ...]
    whole: str
    why: Text | None = None


@cache
def declared_orders() -> tuple[Pair, ...]:
    """The pairs of the table `orders.yaml`."""
    return tuple(
        Pair(entry["low"], entry["high"], entry.get("strict", False), not entry.get("unlikely", False), _why(entry))
        for entry in _table("orders.yaml")["pairs"]
    )


@cache
def declared_sums() -> tuple[Sum, ...]:
    """The sums of the table `orders.yaml`."""
    return tuple(Sum(tuple(entry["parts"]), entry["whole"], _why(entry)) for entry in _table("orders.yaml")["sums"])


@cache
def declared_joints() -> tuple[Joint, ...]:
    """The joints of the table `bands.yaml`."""
    return tuple(
        Joint(entry["end"], entry["begin"], entry["step"], not entry.get("unlikely", False), _why(entry))
        for entry in _table("bands.yaml")
    )


def _table(name: str) -> Any:
    return read_yaml(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _why(entry: dict[str, Any]) -> Text | None:
    why = entry.get("why")
    return Text(why["en"], why["ar"]) if why else None


def orders(root: ParameterNode, only: Collection[str] | None = None) -> list[Pair]:
    """The pairs of a tree by their names, and those declared; with `only`, those that one of some paths is part of."""
    paths = [str(leaf.name) for leaf in tree.leaves(root)] if only is None else only
    by_name = (pair for path in paths for pair in _named_pairs(root, path))
    return list(dict.fromkeys([*by_name, *_concerned(declared_orders(), only, lambda pair: (pair.low, pair.high))]))


def _named_pairs(root: ParameterNode, path: str) -> Iterator[Pair]:
    """The pairs that a parameter is part of by its name."""
    folder, _, name = path.rpartition(".")
    words = name.split("_")
    for low, high in _ENDS.items():
        for word, other in ((low, high), (high, low)):
            if words.count(word) != 1:
                continue
            partner = f"{folder}.{'_'.join(other if part == word else part for part in words)}"
            if _is_pair(tree.find(root, path), tree.find(root, partner)):
                yield Pair(path, partner) if word == low else Pair(partner, path)


def _is_pair(one: Any, other: Any) -> bool:
    if not (isinstance(one, Parameter) and isinstance(other, Parameter)):
        return False
    unit = one.metadata.get("unit")
    return unit == other.metadata.get("unit") and unit not in _ROUND


def _concerned(
    entries: Iterable[Any], only: Collection[str] | None, paths: Callable[[Any], Iterable[str]]
) -> list[Any]:
    return [entry for entry in entries if only is None or any(path in only for path in paths(entry))]


def sums(only: Collection[str] | None = None) -> list[Sum]:
    """The sums declared; with `only`, those that one of some paths is part of."""
    return _concerned(declared_sums(), only, lambda one: (*one.parts, one.whole))


def joints(root: ParameterNode, only: Collection[str] | None = None) -> list[Joint]:
    """The joints between the numbered bands of a tree, and those declared."""
    found = [joint for folder in numbered_folders(root, only) for joint in _joints_in(folder)]
    return [*found, *_concerned(declared_joints(), only, lambda joint: (joint.end, joint.begin))]


def _joints_in(folder: ParameterNode) -> Iterator[Joint]:
    """The joints between the bands of one folder, each with an end that the next one's begin follows."""
    for one, other in pairwise(numbered_children(folder)):
        for low, high in _ENDS.items():
            ends = [leaf for leaf in tree.leaves(one) if high in str(leaf.name).rpartition(".")[2].split("_")]
            for end in ends:
                name = "_".join(low if part == high else part for part in str(end.name).rpartition(".")[2].split("_"))
                if name in other.children:
                    yield Joint(str(end.name), f"{other.name}.{name}", float(end.metadata.get("unit") in _WHOLE))


def numbered_folders(root: ParameterNode, only: Collection[str] | None = None) -> list[ParameterNode]:
    """The folders whose children are folders with a number at the end of their names: bands, brackets, blocks."""
    if only is None:
        nodes: Iterable[Any] = root.get_descendants()
    else:
        nodes = (tree.find(root, path.rsplit(".", 2)[0]) for path in only if path.count(".") > 1)
    folders = {
        str(node.name): node for node in nodes if isinstance(node, ParameterNode) and len(numbered_children(node)) > 1
    }
    return [folders[name] for name in sorted(folders)]


def numbered_children(folder: ParameterNode) -> list[ParameterNode]:
    """The children of a folder that are folders of one name with numbers (`band_1`, `band_2`), in their order."""
    found = ((re.fullmatch(r"(.+_)(\d\d?)", name), child) for name, child in folder.children.items())
    numbered = [(match[1], int(match[2]), child) for match, child in found if match and _is_folder(child)]
    of_first = [(number, child) for stem, number, child in numbered if stem == numbered[0][0]]
    return [child for _, child in sorted(of_first, key=lambda pair: pair[0])]


def _is_folder(node: Any) -> bool:
    return isinstance(node, ParameterNode)


def at(root: ParameterNode, path: str, day: str) -> Any:
    """The value of a parameter on a day; None where it is unset, or where there is no such parameter."""
    found = tree.find(root, path)
    record = tree.record_at(found, day) if isinstance(found, Parameter) else None
    return record.value if record else None


def days_of_change(root: ParameterNode, paths: Iterable[str], since: str = "") -> list[str]:
    """The days from `since` on on which one of some parameters changes, and `since` itself, in order."""
    found = (tree.find(root, path) for path in paths)
    days = {value.instant_str for one in found if isinstance(one, Parameter) for value in one.values_list}
    return sorted({day for day in days if day >= since} | ({since} if since else set()))
