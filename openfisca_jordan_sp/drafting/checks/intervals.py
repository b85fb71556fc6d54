"""Checks of what must fit together: floors and ceilings, bands, brackets, parts of a whole."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from itertools import pairwise

from openfisca_core.parameters import ParameterNode

from openfisca_jordan_sp.drafting.checks import told
from openfisca_jordan_sp.drafting.checks.bill import Bill
from openfisca_jordan_sp.drafting.checks.findings import ERROR, WARNING, Check, Spot
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law import structure


def broken_orders(root: ParameterNode, pairs: Iterable[structure.Pair], since: str = "") -> Iterator[Spot]:
    """The pairs of which the second lies below the first on a day of change, each told once, of the first such day."""
    for pair in pairs:
        for day in structure.days_of_change(root, (pair.low, pair.high), since):
            low, high = structure.at(root, pair.low, day), structure.at(root, pair.high, day)
            is_wrong = operator.ge if pair.is_strict else operator.gt
            if low is not None and high is not None and is_wrong(low, high):
                yield _reversed(root, pair, day)
                break


def _reversed(root: ParameterNode, pair: structure.Pair, day: str) -> Spot:
    low, high = (told.value(structure.at(root, path, day)).en for path in (pair.low, pair.high))
    names = [told.parameter(found) for path in (pair.low, pair.high) if (found := tree.find(root, path)) is not None]
    must = ("must be above", "يجب أن يزيد على") if pair.is_strict else ("may not be below", "يجب ألا يقل عن")
    message = Text(
        f"{names[1].en} ({high}) {must[0]} {names[0].en} ({low}).",
        f"{names[1].ar} ({high}) {must[1]} {names[0].ar} ({low}).",
    )
    return Spot(f"{pair.high}[{day}]", message, _because(pair.why, f"{pair.low} = {low}"))


def _because(why: Text | None, otherwise: str) -> Text:
    """The reason of the law, or the two values that are to be compared."""
    if why is None:
        return Text(f"Compare {otherwise}.", f"قارن {otherwise}.")
    return Text(f"Because {why.en}; compare {otherwise}.", f"والسبب: {why.ar}؛ قارن {otherwise}.")


def broken_joints(
    root: ParameterNode, joints: Iterable[structure.Joint], *, is_gap: bool, since: str = ""
) -> Iterator[Spot]:
    """The joints with a gap (or with an overlap) on a day of change, each told once, of the first such day."""
    for joint in joints:
        for day in structure.days_of_change(root, (joint.end, joint.begin), since):
            end, begin = structure.at(root, joint.end, day), structure.at(root, joint.begin, day)
            if end is None or begin is None:
                continue
            apart = begin - end - joint.step
            if apart > 0 if is_gap else apart < 0:
                yield _apart(root, joint, day, is_gap=is_gap)
                break


def _apart(root: ParameterNode, joint: structure.Joint, day: str, *, is_gap: bool) -> Spot:
    end, begin = (structure.at(root, path, day) for path in (joint.end, joint.begin))
    one, other = (told.parameter(tree.find(root, path)) for path in (joint.end, joint.begin))
    last, first, meeting = (told.number(value) for value in (end, begin, end + joint.step))
    low, high = (last, first) if is_gap else (first, last)
    english = "nothing holds between" if is_gap else "both hold between"
    arabic = "لا حكم لما بين" if is_gap else "ينطبق الحكمان على ما بين"
    message = Text(
        f"“{one.en}” ({joint.end}) ends at {last} and “{other.en}” begins at {first}: {english} {low} and {high}.",
        f"ينتهي «{one.ar}» ({joint.end}) عند {last} ويبدأ «{other.ar}» عند {first}: {arabic} {low} و{high}.",
    )
    why = Text(f"Because {joint.why.en}. ", f"والسبب: {joint.why.ar}. ") if joint.why else Text("", "")
    hint = f"{why.en}Begin at {meeting}, or change {joint.end}."
    return Spot(f"{joint.begin}[{day}]", message, Text(hint, f"{why.ar}ابدأ عند {meeting} أو غيّر {joint.end}."))


def unequal_sums(root: ParameterNode, sums: Iterable[structure.Sum], since: str = "") -> Iterator[Spot]:
    """The sums whose parts do not add up on a day of change, each told once."""
    for one in sums:
        for day in structure.days_of_change(root, (*one.parts, one.whole), since):
            parts = [structure.at(root, path, day) for path in one.parts]
            whole = structure.at(root, one.whole, day)
            if whole is None or None in parts or abs(sum(parts) - whole) < 1e-9 * max(abs(whole), 1):
                continue
            total, names = told.number(sum(parts)), ", ".join(one.parts)
            message = Text(
                f"the parts add up to {total}, not to {told.number(whole)}.",
                f"مجموع الأجزاء {total} وليس {told.number(whole)}.",
            )
            yield Spot(f"{one.whole}[{day}]", message, _because(one.why, names))
            break


def brackets(root: ParameterNode, folder: ParameterNode, name: str, day: str) -> list[tuple[str, float]]:
    """The values of one name (`threshold`) in the brackets of a folder on a day, by path, without those unset."""
    paths = [f"{child.name}.{name}" for child in structure.numbered_children(folder)]
    values = ((path, structure.at(root, path, day)) for path in paths)
    return [(path, value) for path, value in values if value is not None]


#: Names of what must rise from bracket to bracket.
_RISING = ("threshold", "upper_limit", "from", "to")


def falling_brackets(root: ParameterNode, folders: Iterable[ParameterNode], since: str = "") -> Iterator[Spot]:
    """The thresholds that do not lie above those of the bracket before, each folder told once a name."""
    for folder in folders:
        for name in _RISING:
            spot = next(iter(_falls(root, folder, name, since)), None)
            if spot is not None:
                yield spot


def _falls(root: ParameterNode, folder: ParameterNode, name: str, since: str) -> Iterator[Spot]:
    paths = [str(leaf.name) for leaf in tree.leaves(folder)]
    for day in structure.days_of_change(root, paths, since):
        for (_, before), (path, value) in pairwise(brackets(root, folder, name, day)):
            if value <= before:
                one, other = told.number(value), told.number(before)
                message = Text(
                    f"must be above that of the bracket before: {one} follows {other}.",
                    f"يجب أن يزيد على حد الشريحة السابقة: {one} بعد {other}.",
                )
                hint = Text("Brackets are taken in the order of their names.", "تؤخذ الشرائح بحسب ترتيب أسمائها.")
                yield Spot(f"{path}[{day}]", message, hint)


_LACKING = {"threshold": "ليس للشريحة حد", "rate": "ليس للشريحة نسبة"}


def half_brackets(root: ParameterNode, folders: Iterable[ParameterNode], since: str = "") -> Iterator[Spot]:
    """The brackets that have a threshold and no rate, or a rate and no threshold: they do not count."""
    for folder in folders:
        paths = [str(leaf.name) for leaf in tree.leaves(folder)]
        if not any(path.endswith(".threshold") for path in paths):
            continue
        for day in structure.days_of_change(root, paths, since):
            for child in structure.numbered_children(folder):
                ends = {name: structure.at(root, f"{child.name}.{name}", day) for name in ("threshold", "rate")}
                missing = [name for name, value in ends.items() if value is None]
                if len(missing) == 1:
                    message = Text(
                        f"has no {missing[0]} on {day}: the bracket does not count.",
                        f"{_LACKING[missing[0]]} بتاريخ {day}: لا تحتسب الشريحة.",
                    )
                    hint = Text(f"Set {child.name}.{missing[0]} too.", f"حدد {child.name}.{missing[0]} أيضا.")
                    yield Spot(str(child.name), message, hint)


def falling_rates(bill: Bill) -> Iterator[Spot]:
    """The rates that fall from one bracket to the next where those of the law in force do not."""
    for folder in structure.numbered_folders(bill.root, bill.values):
        paths = [str(leaf.name) for leaf in tree.leaves(folder)]
        for day in structure.days_of_change(bill.root, paths, bill.days[0]):
            found = brackets(bill.root, folder, "rate", day)
            before = dict(brackets(bill.law.parameters, folder, "rate", day))
            for (one, low), (other, high) in pairwise(found):
                did_fall = one in before and other in before and before[other] < before[one]
                if high < low and not did_fall:
                    first, then = told.number(low), told.number(high)
                    message = Text(
                        f"the rate falls from {first} to {then} in the bracket above it.",
                        f"تنخفض النسبة من {first} إلى {then} في الشريحة الأعلى.",
                    )
                    hint = Text("Is the scale meant to be regressive?", "هل المقصود سلم تنازلي؟")
                    yield Spot(f"{other}[{day}]", message, hint)


def _since(bill: Bill) -> str:
    return min(day for dated in bill.values.values() for day in dated) if bill.values else ""


def _new(under_bill: Iterator[Spot], under_law: Iterator[Spot]) -> Iterator[Spot]:
    """What does not fit under the bill and does under the law."""
    known = set(under_law)
    return (spot for spot in under_bill if spot not in known)


def _orders(bill: Bill, *, is_certain: bool) -> Iterator[Spot]:
    pairs = [pair for pair in structure.orders(bill.root, bill.values) if pair.is_certain == is_certain]
    since = _since(bill)
    return _new(broken_orders(bill.root, pairs, since), broken_orders(bill.law.parameters, pairs, since))


def _joints(bill: Bill, *, is_certain: bool, is_gap: bool) -> Iterator[Spot]:
    joints = [joint for joint in structure.joints(bill.root, bill.values) if joint.is_certain == is_certain]
    roots, since = (bill.root, bill.law.parameters), _since(bill)
    return _new(*(broken_joints(root, joints, is_gap=is_gap, since=since) for root in roots))


def _folders(bill: Bill) -> list[ParameterNode]:
    return structure.numbered_folders(bill.root, bill.values)


def _unlikely_joints(bill: Bill) -> Iterator[Spot]:
    for is_gap in (True, False):
        yield from _joints(bill, is_certain=False, is_gap=is_gap)


CHECKS = (
    Check("ceiling_below_floor", ERROR, lambda bill: _orders(bill, is_certain=True)),
    Check("order_reversed", WARNING, lambda bill: _orders(bill, is_certain=False)),
    Check("gap_between_bands", ERROR, lambda bill: _joints(bill, is_certain=True, is_gap=True)),
    Check("overlap_of_bands", ERROR, lambda bill: _joints(bill, is_certain=True, is_gap=False)),
    Check("provisions_do_not_meet", WARNING, _unlikely_joints),
    Check("brackets_not_increasing", ERROR, lambda bill: falling_brackets(bill.root, _folders(bill), _since(bill))),
    Check("half_a_bracket", ERROR, lambda bill: half_brackets(bill.root, _folders(bill), _since(bill))),
    Check("rates_fall", WARNING, falling_rates),
    Check("parts_not_whole", ERROR, lambda bill: unequal_sums(bill.root, structure.sums(bill.values), _since(bill))),
)
