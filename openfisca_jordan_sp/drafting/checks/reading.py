"""Checks of what the rules of a bill read, and of who reads what it adds."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from openfisca_core.parameters import Parameter

from openfisca_jordan_sp.drafting.checks import told
from openfisca_jordan_sp.drafting.checks.bill import Bill
from openfisca_jordan_sp.drafting.checks.findings import ERROR, WARNING, Check, Spot
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.reads import asked_names, negated_names, reads_of_formula
from openfisca_jordan_sp.law.structure import at
from openfisca_jordan_sp.law.style import faults_of

#: The variable to which a bill adds its benefits, so that consumption and poverty follow.
_ADDED_BENEFITS = "reform_benefits_amount"


def unknown_reads(bill: Bill) -> Iterator[Spot]:
    """Parameters and variables that a rule of the bill reads and that do not exist."""
    for name in bill.own_variables:
        for day, formula in bill.own_formulas(name):
            for path in sorted(reads_of_formula(bill.system, formula).parameters):
                if not isinstance(tree.find(bill.root, path), Parameter):
                    yield _unknown(f"{name}[{day}]", path, tree.nearest_paths(bill.root, path), is_parameter=True)
            for other in sorted(asked_names(formula) - bill.system.variables.keys()):
                near = get_close_matches(other, bill.system.variables, n=3, cutoff=0.5)
                yield _unknown(f"{name}[{day}]", other, near, is_parameter=False)


def _unknown(path: str, name: str, near: list[str], *, is_parameter: bool) -> Spot:
    kind = Text("a parameter", "معلمة") if is_parameter else Text("a variable", "متغيرا")
    names = ", ".join(near)
    hint = Text(f"Did you mean {names}?", f"هل تقصد {names}؟") if near else Text("", "")
    return Spot(path, Text(f"reads {name}, which is not {kind.en}.", f"يقرأ {name} وليس {kind.ar}."), hint)


def unset_reads(bill: Bill) -> Iterator[Spot]:
    """Parameters without a value that a rule needs: of a rule of the bill, or because the bill takes the value away."""
    first = bill.days[0] if bill.days else ""
    for name in bill.own_variables:
        for start, formula in bill.own_formulas(name):
            reads = reads_of_formula(bill.system, formula)
            for path in sorted(reads.parameters - reads.optional):
                day = max(start, first)
                if bill.parameter(path) is not None and at(bill.root, path, day) is None:
                    yield _unset(path, day, told.variable(bill.system, name))
    for path, dated in bill.changes.items():
        for day in sorted(day for day, value in dated.items() if value is None):
            readers = _in_need(bill, path, day)
            if readers:
                yield _unset(path, day, told.variables(bill.system, readers))


def _in_need(bill: Bill, path: str, day: str) -> list[str]:
    """The variables whose rule of a day needs a parameter."""
    found = []
    for name in sorted(bill.graph.readers_of([path])):
        formulas = bill.system.variables[name].formulas
        in_force = max((start for start in formulas if start <= day), default=None)
        if in_force is not None:
            reads = reads_of_formula(bill.system, formulas[in_force])
            found += [name] if path in reads.parameters - reads.optional else []
    return found


def _unset(path: str, day: str, readers: Text) -> Spot:
    message = Text(f"has no value, and is needed by {readers.en}.", f"لا قيمة له ويحتاج إليه {readers.ar}.")
    hint = Text(
        f"Set a value from {day} on, or let the rule hold from later on.",
        f"حدد قيمة ابتداء من {day} أو أخّر سريان القاعدة.",
    )
    return Spot(f"{path}[{day}]", message, hint)


def unread_parameters(bill: Bill) -> Iterator[Spot]:
    """Parameters that the bill adds or changes and that no rule reads: nothing is computed otherwise."""
    for path in bill.values:
        if bill.graph.readers_of([path]):
            continue
        if path in bill.added:
            message = Text("is added, and no rule reads it.", "أضيف ولا تقرؤه أي قاعدة.")
            hint = Text("Add the rule under `python`.", "أضف القاعدة تحت `python`.")
        else:
            message = Text(
                "no rule reads this value: the bill changes the text and no result.",
                "لا تقرأ هذه القيمة أي قاعدة: يغير المشروع النص دون أي نتيجة.",
            )
            hint = Text("It is kept as documentation only.", "القيمة محفوظة للتوثيق فقط.")
        yield Spot(path, message, hint)


def unread_variables(bill: Bill) -> Iterator[Spot]:
    """New variables that nothing reads and that are no programme."""
    counted = {programme.variable for programme in bill.reform.programmes}
    for name in bill.new_variables:
        if name not in counted and not bill.graph.readers.get(name):
            message = Text(
                "is a new rule that nothing reads and that is no programme.", "قاعدة جديدة لا يقرؤها شيء وليست برنامجا."
            )
            hint = Text(
                "Read it in a rule, or list it under `programmes`.", "اقرأها في قاعدة أو أدرجها تحت `programmes`."
            )
            yield Spot(name, message, hint)


def uncounted_programmes(bill: Bill) -> Iterator[Spot]:
    """Benefits of the bill that are counted in one place and not in the other: as a programme, and as income."""
    counted = {programme.variable for programme in bill.reform.programmes}
    added = set(bill.graph.below(_ADDED_BENEFITS)) if _ADDED_BENEFITS in bill.own_variables else set()
    own = {name for name in bill.new_variables if str(bill.system.variables[name].unit).startswith("JOD")}
    direct = bill.graph.reads[_ADDED_BENEFITS].names & own if added else set()
    for name in sorted(direct - counted):
        message = Text(
            f"is added to income by {_ADDED_BENEFITS}, and its cost is not counted.",
            f"يضاف إلى الدخل في {_ADDED_BENEFITS} ولا تحتسب كلفته.",
        )
        yield Spot(name, message, Text("List it under `programmes`.", "أدرجه تحت `programmes`."))
    for name in sorted(counted & own - added):
        message = Text(
            "its cost is counted, and it is no income of the family: poverty does not follow.",
            "تحتسب كلفته ولا يدخل في دخل الأسرة: لا يتأثر به الفقر.",
        )
        hint = Text(f"Add it to {_ADDED_BENEFITS}.", f"أضفه إلى {_ADDED_BENEFITS}.")
        yield Spot(name, message, hint)


def neutralised_conditions(bill: Bill) -> Iterator[Spot]:
    """Conditions that are switched off, most likely to let them fall, and that thereby fail for everybody."""
    for name in bill.reform.neutralise:
        variable = bill.law.variables[name]
        if variable.value_type is not bool or name.endswith("_entitled"):
            continue
        readers = [
            reader
            for reader in sorted(bill.graph.readers.get(name, frozenset()) - set(bill.reform.neutralise))
            if _excludes(bill, reader, name) == bool(variable.default_value)
        ]
        if readers:
            default, rules = told.value(bool(variable.default_value)), told.variables(bill.system, readers)
            message = Text(
                f"is `{default.en}` for everybody once it is switched off, so that nobody meets: {rules.en}.",
                f"يصير جوابه «{default.ar}» للجميع عند إلغائه، فلا يستوفي أحد: {rules.ar}.",
            )
            hint = Text(
                "Give the rules that read it a new formula where the condition is to fall away.",
                "إن كان المقصود إسقاط الشرط فاكتب صيغة جديدة للقواعد التي تقرؤه.",
            )
            yield Spot(f"neutralise.{name}", message, hint)


def _excludes(bill: Bill, reader: str, name: str) -> bool:
    """Whether a rule reads a condition negated: who meets it is out."""
    return any(name in negated_names(formula) for formula in bill.system.variables[reader].formulas.values())


def crooked_formulas(bill: Bill) -> Iterator[Spot]:
    """Formulas that branch, loop or hold a number of the law: they cannot be read without being run."""
    for name in bill.own_variables:
        for day, formula in bill.own_formulas(name):
            for fault in faults_of(formula):
                line = fault.partition(":")[0].removeprefix("line ")
                message = Text(
                    f"is no straight line of expressions: {fault}.",
                    f"صيغته ليست تعبيرا مباشرا (السطر {line}): فيها تفريع أو حلقة أو تعديل أو رقم من القانون.",
                )
                hint = Text(
                    "Use `where` and `select`, and parameters for numbers.",
                    "استعمل `where` و`select`، واجعل الأرقام معلمات.",
                )
                yield Spot(f"{name}[{day}]", message, hint)


CHECKS = (
    Check("unknown_read", ERROR, unknown_reads),
    Check("formula_not_straight", WARNING, crooked_formulas),
    Check("unset_parameter_read", ERROR, unset_reads),
    Check("unread_parameter", WARNING, unread_parameters),
    Check("unread_variable", WARNING, unread_variables),
    Check("programme_not_counted", WARNING, uncounted_programmes),
    Check("neutralised_condition", WARNING, neutralised_conditions),
)
