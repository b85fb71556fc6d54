"""Finding a provision by the words of a bill, in either language: an article, a value, a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.errors import Text, UnknownNameError
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import instruments
from openfisca_jordan_sp.law.register import Provision, register
from openfisca_jordan_sp.law.search import holds
from openfisca_jordan_sp.law.show import nearest_names, reading_of, variable_named
from openfisca_jordan_sp.law.views import Named, Reading

Item = TypeVar("Item")


@dataclass(frozen=True)
class Found:
    """What the law has under some words, what bears them in its own name first.

    Attributes:
        provisions: with the folder of the instrument of each.
        parameters: with their values on the day asked for.
        variables: inputs and rules.
    """

    provisions: tuple[tuple[str, Provision], ...]
    parameters: tuple[Reading, ...]
    variables: tuple[Named, ...]


def find_words(system: TaxBenefitSystem, words: str, day: str) -> Found:
    """The provisions, parameters and variables whose names hold every one of some words.

    The names of an instrument and of the folders above a parameter count with its own, so that `insurance ceiling`
    finds the ceiling in the folder of insurance.

    Args:
        system: the law in force, or a policy's.
        words: in either language, in any order; parts of words too.
        day: `YYYY-MM-DD`, whose values are told.

    Raises:
        UnknownNameError: nothing bears those words, or there are none.
    """
    found = Found(_provisions(words), _parameters(system, words, day), _variables(system, words))
    if not words.strip() or not (found.provisions or found.parameters or found.variables):
        raise UnknownNameError(
            words,
            nearest_names(system, words.strip()),
            message=Text(
                f"Nothing of the law bears the words {words!r}.", f"لا شيء في القانون يحمل الكلمات {words!r}."
            ),
        )
    return found


def _provisions(words: str) -> tuple[tuple[str, Provision], ...]:
    every = [(one.instrument, provision) for one in register() for provision in one.provisions]
    chosen = _chosen(
        words,
        every,
        lambda item: _texts(item[1].title),
        lambda item: [*_texts(item[0].title), item[0].folder, item[1].article or ""],
    )
    return tuple((instrument.folder, provision) for instrument, provision in chosen)


def _parameters(system: TaxBenefitSystem, words: str, day: str) -> tuple[Reading, ...]:
    def above(path: str) -> list[str]:
        parts = path.split(".")
        folders = (tree.find(system.parameters, ".".join(parts[:count])) for count in range(1, len(parts)))
        names = [text for folder in folders if folder is not None for text in _texts(tree.label_of(folder))]
        title = instruments()[parts[0]].title if parts[0] in instruments() else Text("", "")
        return [*names, *_texts(title), path, path.replace("_", " ")]

    every = list(tree.leaves(system.parameters))
    chosen = _chosen(words, every, lambda one: _texts(tree.label_of(one)), lambda one: above(str(one.name)))
    return tuple(reading_of(parameter, day) for parameter in chosen)


def _variables(system: TaxBenefitSystem, words: str) -> tuple[Named, ...]:
    every = [variable_named(system, name) for name in sorted(system.variables)]
    return tuple(
        _chosen(words, every, lambda one: _texts(one.label), lambda one: [one.name, one.name.replace("_", " ")])
    )


def _chosen(
    words: str, items: Iterable[Item], own: Callable[[Item], list[str]], others: Callable[[Item], list[str]]
) -> list[Item]:
    """The items that hold the words: first those that hold all of them in their own names."""
    holding = [item for item in items if holds(words, *own(item), *others(item))]
    return sorted(holding, key=lambda item: not holds(words, *own(item)))


def _texts(text: Text) -> list[str]:
    return [text.en, text.ar]
