"""What families own: cars, businesses, land and buildings, livestock."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.populations.synthesise.align import LOGISTIC
from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

_NEWEST_CAR, _OLDEST_CAR = 0.1, 45.0
_DRIVES_FROM, _DRIVES_BELOW = 20, 75


def add_assets(frame: Frame) -> None:
    """Set every asset of families; what a household owns belongs to its largest family."""
    _cars(frame)
    _business(frame)
    _property(frame)
    _livestock(frame)


def _cars(frame: Frame) -> None:
    effects, head = frame.targets["assets.effects"], frame.reference
    jordanian = frame.is_("nationality", "jordanian")[head]
    has_man = frame.household_any(frame.is_("sex", "male") & (frame.age >= _DRIVES_FROM) & (frame.age < _DRIVES_BELOW))
    score = LOGISTIC * frame.correlated("car", "households")
    score = score + effects["car_of_jordanians"] * jordanian + effects["car_of_men"] * has_man
    owns = frame.select("car", score, "households", frame.targets["assets.car"])
    noise = frame.correlated("second_car", "households", "car")
    second = frame.select("second_car", noise, "households", frame.targets["assets.second_car"], owns)
    cars = numpy.zeros(len(frame.family_size), dtype=numpy.int64)
    cars[frame.main_family] = owns.astype(int) + second
    frame.families["number_of_cars"] = cars
    _car_ages(frame, cars > 0)


def _car_ages(frame: Frame, owns: Mask) -> None:
    """Gamma-like, the better-off newer: the cube of a normal is near a gamma (Wilson and Hilferty)."""
    shape = frame.targets["assets.car_age"]
    ninth = 1 / (9 * shape["shape"])
    root = 1 - ninth + numpy.sqrt(ninth) * frame.correlated("car_age", "families")[owns]
    age = numpy.zeros(len(owns))
    gamma = numpy.maximum(root, 0.05) ** 3
    years = frame.scaled("car_age", gamma, "families", owns, shape["mean"])
    age[owns] = numpy.clip(years, _NEWEST_CAR, _OLDEST_CAR)
    frame.families["newest_car_age"] = numpy.round(age, 1)


def _lognormal(draws: FloatArray, shape: dict[str, float]) -> FloatArray:
    """Values in whole tens around the median."""
    return numpy.round(shape["median"] * numpy.exp(shape["deviation"] * draws), -1)


def _business(frame: Frame) -> None:
    """Capital of some of the families in which someone works on own account."""
    shape = frame.targets["assets.business"]
    own = frame.family_any(frame.is_("employment_status", "self_employed", "employer"))
    score = frame.correlated("business", "families")
    has = frame.select("business", score, "families", shape["share_of_own_account"], own)
    amount = _lognormal(frame.correlated("business_amount", "families", "business"), shape)
    frame.families["business_capital"] = numpy.where(has, amount, 0.0)


def _property(frame: Frame) -> None:
    """Value of the dwelling that the main family owns, and of other real estate."""
    owned = frame.households["tenure"] == code("tenure", "owned")
    main = numpy.zeros(len(frame.family_size), dtype=bool)
    main[frame.main_family] = owned
    value = _lognormal(frame.correlated("property", "families"), frame.targets["assets.property"])
    shape = frame.targets["assets.second_property"]
    jordanian = frame.is_("nationality", "jordanian")[frame.head]
    score = LOGISTIC * frame.correlated("second_property", "families", "property")
    score = score + frame.targets["assets.effects"]["second_property_of_owners"] * main
    other = frame.select("second_property", score, "families", shape["share"], jordanian)
    second = _lognormal(frame.correlated("second_property_amount", "families", "property"), shape)
    frame.families["owns_real_estate_beside_dwelling"] = other
    frame.families["property_value"] = numpy.where(main, value, 0.0) + numpy.where(other, second, 0.0)


def _livestock(frame: Frame) -> None:
    """Flocks: few in town, more in the country; heads sum to the national flock."""
    weight, urban = frame.households["household_weight"], frame.households["is_urban"]
    noise = frame.draws.normal("livestock", "households")
    shares = frame.targets["assets.livestock_holders"]
    holds = numpy.zeros(len(noise), dtype=bool)
    for name, rows in (("urban", urban), ("rural", ~urban)):
        holds |= frame.select(f"livestock {name}", noise, "households", shares[name], rows)
    total = float(weight[holds].sum())
    mean = frame.targets["assets.livestock_heads"] / total if total else 0.0
    spread = frame.targets["assets.effects"]["flock_spread"]
    size = numpy.exp(spread * frame.draws.normal("livestock_heads", "households")[holds])
    heads = numpy.zeros(len(frame.family_size))
    heads[frame.main_family[holds]] = numpy.maximum(
        numpy.round(frame.scaled("livestock_heads", size, "households", holds, mean)), 1
    )
    frame.families["livestock_count"] = heads
