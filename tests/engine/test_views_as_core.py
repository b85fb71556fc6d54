"""Views of parameters give what core's nodes give, and tell what was read."""

import copy

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.parameters import ParameterNode, ParameterNodeAtInstant
from openfisca_core.taxscales import combine_tax_scales
from openfisca_core.tracers import FullTracer, TracingParameterNodeAtInstant

from openfisca_jordan_sp.fast.views import MOST_INSTANTS, ParameterViews
from openfisca_jordan_sp.system import law_in_force
from tests.engine.two_ways import assert_same, outcome

DAY = "2025-01-01"


class Zone(Enum):
    __order__ = "north south west"
    north = "North"
    south = "South"
    west = "West"


class Town(Enum):
    __order__ = "amman irbid"
    amman = "Amman"
    irbid = "Irbid"


def value(amount):
    return {"values": {"2020-01-01": {"value": amount}}}


def place(amount):
    return {
        "by_town": {"amman": value(amount + 0.5), "irbid": value(2)},
        "other": {"amman": value(1), "irbid": value(3)},
    }


TREE = {
    "base": value(40),
    "unset": value(None),
    "flag": value(True),
    "scale": {"brackets": [{"threshold": value(0), "rate": value(0.1)}, {"threshold": value(100), "rate": value(0.2)}]},
    "rate": {"north": value(0.1), "south": value(0.2), "west": value(0.3)},
    "count": {"north": value(1), "south": value(2), "west": value(3)},
    "mixed": {"north": value(1), "south": value(2.5), "west": value(True)},
    "text": {"north": value("a"), "south": value("bb"), "west": value("ccc")},
    "partly": {"north": value(1.0), "west": value(None)},
    "pay": {"north": {"amount": value(1), "extra": value(2.5)}, "south": {"amount": value(3), "extra": value(4)}},
    "places": {"north": place(1), "south": place(2), "west": place(3)},
    "number": {"1": value(10.0), "2": value(20.0)},
    "dates": {"before_2000": value(1.0), "after_2000_01_01": value(2.0), "after_2010_01_01": value(3.0)},
    "uneven": {"north": {"a": value(1)}, "south": {"b": value(1)}},
    "of_scales": {"north": {"brackets": []}, "south": {"brackets": []}},
}


def tree():
    return ParameterNode("", data=TREE)


def both():
    """Core's node and our view of the same parameters."""
    parameters = tree()
    return parameters.get_at_instant(DAY), ParameterViews(parameters).at(DAY)


def zones(*codes):
    return EnumArray(numpy.array(codes, dtype=numpy.int16), Zone)


def towns(*codes):
    return EnumArray(numpy.array(codes, dtype=numpy.uint8), Town)


def towns_as_zones(town):
    return zones(*numpy.asarray(town))


def test_a_view_is_core_s_node_in_what_formulas_ask():
    node, view = both()
    assert isinstance(view, ParameterNodeAtInstant)
    assert list(view) == list(node)
    assert ("base" in view, "unset" in view, "nothing" in view) == (True, False, False)
    assert view.base == view["base"] == 40
    assert view.flag is True
    assert (view.rate._name, view.rate._instant_str) == ("rate", DAY)
    assert view.places.north.by_town._name == "places.north.by_town"
    assert repr(view.rate) == repr(node.rate)
    assert list(view._children) == list(node._children)
    assert view.rate is view.rate is view["rate"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda node: node.nothing,
        lambda node: node["nothing"],
        lambda node: node.unset,
        lambda node: node.rate.east,
        lambda node: node.rate[5],
        lambda node: node[["rate"]],
        lambda node: node.partly[zones(0, 1)],
        lambda node: node.partly[zones(2, 1)],
        lambda node: node.rate[zones(0, 3)],
        lambda node: node.rate[zones(0, -1)],
        lambda node: node.rate[numpy.array(["north", "east", "down"])],
        lambda node: node.rate[numpy.array([1, 2])],
        lambda node: node.uneven[zones(0, 1)],
        lambda node: node.of_scales[zones(0, 1)],
        lambda node: node.places[zones(0, 1)].nothing,
        lambda node: node.pay[zones(0, 2)],
        lambda node: node.places[zones(0, 1)].by_town[zones(0, 1)],
        lambda node: node[zones(0, 1)],
        lambda node: node.rate[numpy.array([True])],
    ],
)
def test_what_core_does_not_find_is_not_found_in_the_same_words(ask):
    node, view = both()
    theirs = outcome(lambda: ask(node))
    assert isinstance(theirs, tuple)
    assert outcome(lambda: ask(view)) == theirs


@settings(deadline=None)
@given(codes=st.lists(st.integers(0, 2), min_size=1, max_size=12), seed=st.integers(0, 10**6))
def test_an_array_chooses_from_a_folder_what_core_chooses(codes, seed):
    node, view = both()
    zone = zones(*codes)
    town = towns(*numpy.random.default_rng(seed).integers(0, 2, len(codes)))
    names = zone.decode_to_str()
    for ask in (
        lambda law: law.rate[zone],
        lambda law: law.count[zone],
        lambda law: law.mixed[zone],
        lambda law: law.text[zone],
        lambda law: law.rate[names],
        lambda law: law.mixed[names],
        lambda law: law.rate[zone.decode()],
        lambda law: law.number[numpy.asarray(town) + 1],
        lambda law: law.dates[numpy.array(["1999-12-31", "2005-01-01"], dtype="datetime64[D]")[numpy.asarray(town)]],
        lambda law: law.pay[towns_as_zones(town)].amount,
        lambda law: law.pay[towns_as_zones(town)]["extra"],
        lambda law: law.places[zone].by_town[town],
        lambda law: law.places[zone].by_town.amman,
        lambda law: law.places[zone].by_town[town.decode_to_str()],
        lambda law: law.places[names].by_town[town],
        lambda law: numpy.array([found.other.irbid for found in law.places[zone].vector]),
    ):
        assert_same(ask(view), ask(node))
        assert_same(ask(view), ask(node))


def test_choosing_for_nobody_gives_nothing_where_core_fails():
    node, view = both()
    with pytest.raises(IndexError):
        node.rate[zones()]
    assert view.rate[zones()].tolist() == view.pay[zones()].amount.tolist() == []


def test_what_an_array_chose_may_be_written_to():
    _, view = both()
    view.rate[zones(0, 1)][:] = 9
    assert view.rate[zones(0, 1)].tolist() == [0.1, 0.2]


def test_core_s_own_helpers_take_views():
    node, view = both()
    assert combine_tax_scales(view).rates == combine_tax_scales(node).rates == [0.1, 0.2]
    tracer = FullTracer()
    tracer.record_calculation_start("anything", "2025-01")
    traced = TracingParameterNodeAtInstant(view, tracer)
    assert traced.pay.north.amount == 1
    assert traced.pay[zones(0)].amount.tolist() == [1]
    names = [parameter.name for parameter in tracer.trees[0].parameters]
    assert names == ["pay.north.amount", "pay"]


def test_views_can_be_copied():
    _, view = both()
    assert copy.copy(view).rate.north == 0.1


def test_an_instant_is_viewed_once():
    views = ParameterViews(tree())
    assert views.at(DAY) is views.at(DAY)
    assert views.at("2021-01-01") is not views.at(DAY)
    assert ParameterViews(views.tree).at(DAY) is not views.at(DAY)


def read(ask):
    paths = []
    ask(ParameterViews(tree()).recorded(DAY, paths.append))
    return set(paths)


BY_ZONE = {"rate.north", "rate.south", "rate.west"}
IN_PLACES = ("by_town.amman", "by_town.irbid", "other.amman", "other.irbid")
OF_PLACES = {f"places.{zone.name}.{name}" for zone in Zone for name in IN_PLACES}


@pytest.mark.parametrize(
    ("ask", "paths"),
    [
        (lambda law: law.base, {"base"}),
        (lambda law: law["base"], {"base"}),
        (lambda law: law.scale, {"scale"}),
        (lambda law: law.rate, set()),
        (lambda law: law.rate.north, {"rate.north"}),
        (lambda law: law.rate["north"], {"rate.north"}),
        (lambda law: "unset" in law, {"unset"}),
        (lambda law: "west" in law.partly, {"partly.west"}),
        (lambda law: getattr(law, "unset", 0), {"unset"}),
        (lambda law: list(law.rate), BY_ZONE),
        (lambda law: list(law.partly), {"partly.north", "partly.west"}),
        (lambda law: law.rate[zones(1)], BY_ZONE),
        (lambda law: law.places[zones(1)].by_town.amman, OF_PLACES),
        (lambda law: str(law.rate), BY_ZONE),
        (lambda law: law.rate._children, BY_ZONE),
        (lambda law: (law._name, law.rate._instant_str), set()),
    ],
)
def test_a_recording_view_tells_every_parameter_read(ask, paths):
    assert read(ask) == paths


def test_what_is_read_again_is_told_again():
    paths = []
    view = ParameterViews(tree()).recorded(DAY, paths.append)
    for _ in range(2):
        assert (view.base, view.rate.north, view.scale.rates) == (40, 0.1, [0.1, 0.2])
    assert paths == ["base", "rate.north", "scale"] * 2


def test_recording_leaves_the_plain_views_alone():
    views = ParameterViews(tree())
    told = []
    views.recorded(DAY, told.append).rate.north  # noqa: B018 - reading is what is tested
    views.at(DAY).rate.south  # noqa: B018
    assert told == ["rate.north"]


def test_an_unset_parameter_is_told_before_it_is_refused():
    told = []
    with pytest.raises(ParameterNotFoundError):
        ParameterViews(tree()).recorded(DAY, told.append).unset  # noqa: B018
    assert told == ["unset"]


def test_views_of_instants_that_callers_name_do_not_heap_up():
    views = ParameterViews(law_in_force().parameters)
    first = views.at("1900-01-01")
    assert views.at("1900-01-01") is first
    for day in range(MOST_INSTANTS):
        views.at(f"{2000 + day}-01-01")
    assert len(views._at) == MOST_INSTANTS
    assert views.at("2000-01-01") is views.at("2000-01-01")
    assert repr(views.at("1900-01-01")) == repr(first)
