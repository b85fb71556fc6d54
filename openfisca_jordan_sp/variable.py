"""The base class of every variable of the law."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy
from openfisca_core.variables import Variable as CoreVariable

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.sources import class_source

# Core refuses class attributes that it does not know, unless they are dunder
# names: ours are kept under these and given back on the instance.
_OWN_ATTRIBUTES: tuple[str, ...] = ("label_ar", "article", "pillar")


def labels_of(variable: CoreVariable) -> Text:
    """The label of a variable in both languages; in English, or its name, where it has no other."""
    english = str(variable.label or variable.name)
    return Text(english, str(getattr(variable, "label_ar", None) or english))


def _kept_name(attribute: str) -> str:
    return f"__{attribute}__"


class Variable(CoreVariable):
    """A variable of Jordan's social-protection law.

    Beside core's attributes a class may set:

    - ``label_ar``: the label in Arabic (required, as ``label`` is);
    - ``article``: the article or instruction that the rule comes from, where known;
    - ``pillar``: `karama`, `tamkeen`, `forsa` or `somoud`.

    The docstring of a class is core's ``documentation``: there stands how a fact is coded, such as -1 for unknown.

    Money and every other ``float`` is stored as float64: core's float32 loses
    fils above 16,000 JOD.
    """

    documentation: str | None
    label_ar: ClassVar[str | None]
    article: ClassVar[str | None]
    pillar: ClassVar[str | None]

    #: Where the class is written: the path as it is shown, that of the file, and the name. Set by the law's loader.
    __written_in__: ClassVar[tuple[str, str, str] | None] = None

    @classmethod
    def get_introspection_data(cls) -> tuple[str, str | None, int]:
        """Core's account of where a variable is written: its file, its text, and the lines before it.

        Core reads it of every variable when the law is loaded; here it waits until it is asked for.
        """
        if cls.__written_in__ is None:
            given: tuple[str, str | None, int] = super().get_introspection_data()
            return given
        shown, path, name = cls.__written_in__
        return (shown, *class_source(path, name))

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for attribute in _OWN_ATTRIBUTES:
            if attribute in cls.__dict__:
                setattr(cls, _kept_name(attribute), cls.__dict__[attribute])
                delattr(cls, attribute)

    def __init__(self, baseline_variable: CoreVariable | None = None) -> None:
        super().__init__(baseline_variable)
        own = type(self).__dict__
        if own.get("__doc__") and "documentation" not in own:
            self.documentation = own["__doc__"]
        if self.value_type is float:
            self.dtype = numpy.float64
        for attribute in _OWN_ATTRIBUTES:
            inherited = getattr(baseline_variable, attribute, None)
            setattr(self, attribute, getattr(type(self), _kept_name(attribute), inherited))
