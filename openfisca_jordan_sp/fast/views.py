"""What formulas get as `parameters(period)`: core's parameters at an instant, quick to choose from and to compute with.

A view is core's node in everything a formula can see. In addition an array chooses from a folder through a
table made once, scales compute in one pass, and a recording view tells every parameter that is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NoReturn

import numpy
from openfisca_core.parameters import ParameterNode, ParameterNodeAtInstant, VectorialParameterNodeAtInstant
from openfisca_core.periods import Instant, Period, instant

from openfisca_jordan_sp.fast.lookups import Table, chosen, codes_of, raise_missing, table_of
from openfisca_jordan_sp.fast.scales import fast_scale

#: Told the dotted path of each parameter that is read.
Recorder = Callable[[str], object]


class _FolderAtInstant(ParameterNodeAtInstant):
    """Core's folder at an instant, which looks its children up when one is first asked for: most never are."""

    def __init__(self, folder: ParameterNode, day: str) -> None:
        self._name, self._instant_str, self._folder = folder.name, day, folder

    @cached_property
    def _children(self) -> dict[str, Any]:
        found = {name: _at_instant(child, self._instant_str) for name, child in self._folder.children.items()}
        return {name: child for name, child in found.items() if child is not None}

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__"):  # Python itself asks, perhaps for one that is only being copied
            raise AttributeError(key)
        return self[key]


def _at_instant(child: Any, day: str) -> Any:
    """A folder, a value or a scale at an instant; None where it is not set."""
    return _FolderAtInstant(child, day) if type(child) is ParameterNode else child._get_at_instant(day)


class ParameterView(ParameterNodeAtInstant):
    """A folder of parameters at an instant. A child is made into a view when it is first asked for, then kept."""

    def __init__(self, node: ParameterNodeAtInstant) -> None:
        self._node = node
        self._name = node._name
        self._instant_str = node._instant_str
        self._views: dict[str, Any] = {}
        self._tables: dict[Any, Table] = {}
        self._is_vectorisable = False
        self._keep_children()

    def _keep_children(self) -> None:
        self._children = self._node._children

    def __getattr__(self, key: str) -> Any:
        if _is_not_a_parameter(self, key):
            raise AttributeError(key)
        child = self[key]
        self.__dict__[key] = child
        return child

    def __getitem__(self, key: Any) -> Any:
        if _is_array(key):
            return self._chosen_by(_computed(key))
        child = self._views.get(key)
        if child is None:
            child = self._views[key] = self._view(self._node[key])
        return child

    def _view(self, child: Any) -> Any:
        """A child as formulas get it; a value as it is."""
        return type(self)(child) if isinstance(child, ParameterNodeAtInstant) else fast_scale(child)

    def __contains__(self, key: object) -> bool:
        return key in self._node._children

    def __iter__(self) -> Iterator[str]:
        return iter(self._node._children)

    def __repr__(self) -> str:
        return repr(self._node)

    def _chosen_by(self, key: Any) -> Any:
        """One value a person, or one folder a person, chosen by an array of enum items, names or numbers."""
        found = codes_of(key)
        if found is None:
            return self._node[key]
        if not self._is_vectorisable:
            VectorialParameterNodeAtInstant.check_node_vectorisable(self._node)
            self._is_vectorisable = True
        names, codes = found
        enum = getattr(key, "possible_values", None)
        table = self._tables.get(enum) if enum is not None else None
        if table is None:
            table = table_of(self._node, names)
            if enum is not None:
                self._tables[enum] = table

        def refuse(code: int) -> NoReturn:
            raise_missing(self._node, names[code])

        return chosen(table, codes, refuse, self)


class RecordingView(ParameterView):
    """A view that tells which parameters are read.

    Told are the dotted path of each value and each scale that is taken or asked for by `in`, whether it is set at
    the instant or not, and every parameter of a folder that is walked through, printed, or chosen from by an array.
    """

    def __init__(self, node: ParameterNodeAtInstant, recorder: Recorder, tree: ParameterNode) -> None:
        self._recorder = recorder
        self._tree = tree
        super().__init__(node)

    def _keep_children(self) -> None:
        """Nothing is kept in sight: whoever asks for all children is recorded."""

    @property
    def _children(self) -> dict[str, Any]:
        self._record_all()
        return self._node._children  # type: ignore[no-any-return]

    def __getattr__(self, key: str) -> Any:
        if _is_not_a_parameter(self, key):
            raise AttributeError(key)
        return self[key]

    def __getitem__(self, key: Any) -> Any:
        if _is_array(key):
            self._record_all()
            return self._chosen_by(_computed(key))
        child = self._views.get(key)
        if not isinstance(child, ParameterView):
            self._record(key)
        if child is None:
            child = super().__getitem__(key)
            if isinstance(child, ParameterView):
                self.__dict__[key] = child  # Stepping into a folder reads nothing yet, and may be quick.
        return child

    def _view(self, child: Any) -> Any:
        if isinstance(child, ParameterNodeAtInstant):
            return RecordingView(child, self._recorder, self._tree)
        return fast_scale(child)

    def __contains__(self, key: object) -> bool:
        self._record(key)
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._record_all()
        return super().__iter__()

    def __repr__(self) -> str:
        self._record_all()
        return super().__repr__()

    def _record(self, key: object) -> None:
        if not isinstance(self._node._children.get(key), ParameterNodeAtInstant):
            self._recorder(f"{self._name}.{key}" if self._name else str(key))

    def _record_all(self) -> None:
        for path in leaves(_subtree(self._tree, self._name)):
            self._recorder(path)


def _is_array(key: Any) -> bool:
    return isinstance(key, numpy.ndarray) or hasattr(key, "computed")


def _computed(key: Any) -> Any:
    """An array that an engine has put off, computed; any other as it is."""
    return key.computed() if hasattr(key, "computed") else key


def _is_not_a_parameter(view: ParameterView, key: str) -> bool:
    """Whether Python itself asks, perhaps for a view that is only being made (copied, unpickled)."""
    return key.startswith("__") or "_tables" not in view.__dict__


def leaves(node: Any) -> Iterator[str]:
    """The dotted paths of all parameters and scales under a node of the tree, whether set at some instant or not."""
    if isinstance(node, ParameterNode):
        for child in node.children.values():
            yield from leaves(child)
    elif node is not None:
        yield node.name


def _subtree(tree: ParameterNode, path: str) -> Any:
    node: Any = tree
    for name in filter(None, path.split(".")):
        node = node.children[name]
    return node


#: Instants whose views a tree keeps: twenty years of months, some 90 MB of the whole law. Callers name any they like.
MOST_INSTANTS = 240


class ParameterViews:
    """The views of one tree of parameters, each instant's made once and kept until `MOST_INSTANTS` later ones are.

    The tree must not be changed once it has been viewed; a reform makes a tree of its own.
    """

    def __init__(self, tree: ParameterNode) -> None:
        self.tree = tree
        self._at: dict[Instant, ParameterView] = {}

    def at(self, when: str | int | Instant | Period) -> ParameterView:
        """The parameters at an instant, at the start of a period, or at a date."""
        day = when.start if isinstance(when, Period) else instant(when)
        known = self._at.get(day)
        if known is None:
            known = self._at[day] = ParameterView(_at_instant(self.tree, str(day)))
            for oldest in list(self._at)[:-MOST_INSTANTS]:
                self._at.pop(oldest, None)
        return known

    def recorded(self, when: str | int | Instant | Period, recorder: Recorder) -> RecordingView:
        """The same, telling `recorder` what is read. Made anew each time; the parameters beneath are shared."""
        return RecordingView(self.at(when)._node, recorder, self.tree)
