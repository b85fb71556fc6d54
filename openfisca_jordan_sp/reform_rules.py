"""The rules of several reforms together: whose stands, and where two of them add benefits.

Each reform with a new benefit gives `reform_benefits_amount` a formula. Where several do, each keeps its own under a
name of its own, and the variable is their sum; were the last to win, families would lose the others' in silence.
"""

from __future__ import annotations

import linecache
import re
from collections.abc import Sequence

from openfisca_core.variables import Variable

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.reform import Reform
from openfisca_jordan_sp.variable import Variable as LawVariable

#: The variable to which any number of reforms may add.
BENEFITS = "reform_benefits_amount"


def rules_of(reforms: Sequence[Reform]) -> list[tuple[str, type[Variable]]]:
    """The variables that some reforms define, in their order, each with the id of its reform."""
    given = [(reform.id, variable) for reform in reforms for variable in reform.code.variables]
    adding = [(owner, variable) for owner, variable in given if variable.__name__ == BENEFITS]
    if len(adding) < 2:  # noqa: PLR2004 - one alone stands as it is
        return given
    own = [(owner, _renamed(variable, _name_of(owner))) for owner, variable in adding]
    others = [(owner, variable) for owner, variable in given if variable.__name__ != BENEFITS]
    return [*others, *own, (adding[-1][0], _sum_of(adding[0][1], [variable.__name__ for _, variable in own]))]


def rule_clashes(reforms: Sequence[Reform]) -> list[tuple[str, Problem]]:
    """The rules that one reform defines and another defines or switches off, each with the id of the later reform."""
    defined: dict[str, str] = {}
    off: dict[str, str] = {}
    found = []
    for reform in reforms:
        names = [variable.__name__ for variable in reform.code.variables]
        others = {name: {**off, **(defined if name != BENEFITS else {})}.get(name) for name in names}
        others |= {name: defined.get(name) for name in reform.neutralise}
        found += [(reform.id, clash(name, other)) for name, other in others.items() if other is not None]
        defined |= dict.fromkeys(names, reform.id)
        off |= dict.fromkeys(reform.neutralise, reform.id)
    return found


def clash(path: str, other: str) -> Problem:
    """The mistake of a value or a rule that another reform of the policy changes too."""
    message = Text(f"is changed by {other} too.", f"يغيره أيضا {other}.")
    hint = Text("Let one reform only change it.", "ليغيره مشروع واحد فقط.")
    return Problem("clash", path, message, hint)


def _name_of(reform: str) -> str:
    return f"reform_benefits_of_{re.sub(r'[^0-9a-zA-Z_]', '_', reform)}_amount"


def _renamed(variable: type[Variable], name: str) -> type[Variable]:
    return type(name, (LawVariable,), dict(variable.__dict__))


def _sum_of(variable: type[Variable], names: Sequence[str]) -> type[Variable]:
    """The variable anew, with the sum of some others as its formula; its text can be read, as that of any rule."""
    terms = " + ".join(f'family("{name}", period)' for name in names)
    source = f"def formula(family, period):\n    return {terms}\n"
    file = f"<{BENEFITS}: {', '.join(names)}>"
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    space: dict[str, object] = {}
    exec(compile(source, file, "exec"), space)  # noqa: S102 - the text above, of names that are words
    plain = {key: value for key, value in variable.__dict__.items() if not key.startswith("formula")}
    return type(BENEFITS, (LawVariable,), {**plain, "formula": space["formula"]})
